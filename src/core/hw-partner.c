/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-bed.h"
#include "hw-date.h"
#include "hw-partner.h"
#include "hw-record.h"
#include "hw-report-private.h"

/* The partner record: who else has a part in the way home. */

static const guint16 strings[] = {
  G_STRUCT_OFFSET (HwPartner, name), G_STRUCT_OFFSET (HwPartner, country), G_STRUCT_OFFSET (HwPartner, languages),
  G_STRUCT_OFFSET (HwPartner, phones), G_STRUCT_OFFSET (HwPartner, address), G_STRUCT_OFFSET (HwPartner, hours),
  G_STRUCT_OFFSET (HwPartner, accepts), G_STRUCT_OFFSET (HwPartner, agreed), G_STRUCT_OFFSET (HwPartner, agreed_on),
  G_STRUCT_OFFSET (HwPartner, beds), G_STRUCT_OFFSET (HwPartner, bed_count), G_STRUCT_OFFSET (HwPartner, last_referral),
};

static const struct { const char *name, *words; } kinds[] = {
  [HW_PARTNER_EMBASSY] = { "embassy", N_("Embassy or consulate") },
  [HW_PARTNER_HOME_AUTHORITY] = { "home-authority", N_("Authority at home") },
  [HW_PARTNER_SERVICE] = { "service", N_("Service") },
  [HW_PARTNER_TREATMENT] = { "treatment", N_("Treatment") },
  [HW_PARTNER_FUNDER] = { "funder", N_("Funder") },
  [HW_PARTNER_ADVICE] = { "advice", N_("Advice organisation") },
  [HW_PARTNER_FIRST_RESPONDER] = { "first-responder", N_("First responder") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == HW_N_PARTNER_KINDS);

G_DEFINE_BOXED_TYPE (HwPartner, hw_partner, hw_partner_ref, hw_partner_unref)

/**
 * hw_partner_new:
 * @template_: what is known; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @template_ with its strings
 */
HwPartner *
hw_partner_new (const HwPartner *template_)
{
  return hw_record_new (template_, sizeof (HwPartner), strings, G_N_ELEMENTS (strings));
}

/**
 * hw_partner_ref:
 * @partner: a partner
 *
 * Returns: (transfer full): @partner, held once more
 */
HwPartner *
hw_partner_ref (HwPartner *partner)
{
  return g_atomic_rc_box_acquire (partner);
}

/**
 * hw_partner_unref:
 * @partner: (transfer full): a partner
 *
 * Lets go of @partner; the last to do so frees it.
 */
void
hw_partner_unref (HwPartner *partner)
{
  g_atomic_rc_box_release (partner);
}

static gboolean
check_texts (const HwPartner *partner,
             GError         **error)
{
  const struct { const char *text; glong longest; const char *what; } texts[] = {
    { partner->name, HW_REPORT_MAX_LINE, _("The name") },
    { partner->languages, HW_REPORT_MAX_LINE, _("The text of the languages") },
    { partner->phones, HW_REPORT_MAX_LINE, _("The text of the telephones") },
    { partner->address, HW_REPORT_MAX_TEXT, _("The address") },
    { partner->hours, HW_REPORT_MAX_LINE, _("The text of the hours") },
    { partner->accepts, HW_REPORT_MAX_TEXT, _("The text of what they take on") },
    { partner->agreed, HW_REPORT_MAX_TEXT, _("The text of what was agreed") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!hw_check_text (texts[i].text, texts[i].longest, texts[i].what, error))
      return FALSE;
  return TRUE;
}

/* What it says of its beds; nothing where it has none. */
static gboolean
check_beds (const HwPartner *partner,
            GError         **error)
{
  HwBedKind kind;
  guint64 count;

  if (partner->beds != NULL && !hw_bed_kind_from_string (partner->beds, &kind))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("Where the beds are is not known. Choose with hosts or in a shelter."));
  else if (partner->bed_count != NULL && !g_ascii_string_to_unsigned (partner->bed_count, 10, 1, HW_BED_MAX_COUNT, &count, NULL))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The number of beds is not a number from 1 to 10,000. Correct it."));
  else if (partner->last_referral != NULL && !hw_bed_parse_hour (partner->last_referral, NULL))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The last referral is no time of day. Write it as 16:00."));
  else
    return TRUE;
  return FALSE;
}

/**
 * hw_partner_check:
 * @partner: a partner
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every partner: a name, a country of two letters, a day that is
 * a day, and texts that are text and not endless.
 *
 * Returns: whether @partner may be recorded
 */
gboolean
hw_partner_check (const HwPartner *partner,
                  GError         **error)
{
  g_return_val_if_fail (partner != NULL, FALSE);

  if (!check_texts (partner, error))
    return FALSE;
  if (hw_check_is_blank (partner->name))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("The partner has no name. Write one."));
  else if ((guint) partner->kind >= HW_N_PARTNER_KINDS)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("What kind of partner this is is not known. Choose one."));
  else if (partner->country != NULL && !hw_check_is_country (partner->country))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("A country is two letters, PL for instance. Correct it."));
  else if (partner->agreed_on != NULL && !hw_date_parse (partner->agreed_on, NULL, NULL))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The day of the agreement is no date. Write it as 2026-12-19."));
  else
    return check_beds (partner, error);
  return FALSE;
}

/**
 * hw_partner_kind_to_string:
 * @kind: what it is
 *
 * Returns: the stable name, "home-authority" for instance; never translated
 */
const char *
hw_partner_kind_to_string (HwPartnerKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_PARTNER_KINDS, NULL);
  return kinds[kind].name;
}

/**
 * hw_partner_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_partner_kind_from_string (const char    *name,
                             HwPartnerKind *kind)
{
  for (guint i = 0; name != NULL && i < HW_N_PARTNER_KINDS; i++)
    if (g_str_equal (name, kinds[i].name))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_partner_kind_get_words:
 * @kind: what it is
 *
 * Returns: the kind in words, translated
 */
const char *
hw_partner_kind_get_words (HwPartnerKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_PARTNER_KINDS, NULL);
  return _(kinds[kind].words);
}
