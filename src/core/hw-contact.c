/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-contact.h"
#include "hw-record.h"
#include "hw-report-private.h"

/* The contact record and its rules: somebody of the team met someone. */

static const guint16 strings[] = {
  G_STRUCT_OFFSET (HwContact, place), G_STRUCT_OFFSET (HwContact, language), G_STRUCT_OFFSET (HwContact, note),
};

G_DEFINE_BOXED_TYPE (HwContact, hw_contact, hw_contact_ref, hw_contact_unref)

/**
 * hw_contact_new:
 * @template_: what is known; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @template_ with its strings
 */
HwContact *
hw_contact_new (const HwContact *template_)
{
  return hw_record_new (template_, sizeof (HwContact), strings, G_N_ELEMENTS (strings));
}

/**
 * hw_contact_ref:
 * @contact: a contact
 *
 * Returns: (transfer full): @contact, held once more
 */
HwContact *
hw_contact_ref (HwContact *contact)
{
  return g_atomic_rc_box_acquire (contact);
}

/**
 * hw_contact_unref:
 * @contact: (transfer full): a contact
 *
 * Lets go of @contact; the last to do so frees it.
 */
void
hw_contact_unref (HwContact *contact)
{
  g_atomic_rc_box_release (contact);
}

/**
 * hw_contact_check:
 * @contact: a contact
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every contact: when, where, and whom one can meet at once; the
 * same bounds as for a report.
 *
 * Returns: whether @contact may be recorded
 */
gboolean
hw_contact_check (const HwContact *contact,
                  gint64           now,
                  GError         **error)
{
  g_return_val_if_fail (contact != NULL, FALSE);

  if (contact->met_at == 0)
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_TIME,
                           _("There is no time. Say when the team met the person."));
      return FALSE;
    }

  return hw_check_time (contact->met_at, now, error) &&
         hw_check_point (&contact->point, contact->place, error) &&
         hw_check_people (contact->people, error) &&
         hw_check_text (contact->place, HW_REPORT_MAX_TEXT, _("The place"), error) &&
         hw_check_text (contact->language, HW_REPORT_MAX_LINE, _("The language"), error) &&
         hw_check_text (contact->note, HW_REPORT_MAX_TEXT, _("The note"), error);
}
