/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-consent.h"
#include "hw-record.h"

/* The consent record, and what several of them say together. Anything that is
 * not plainly a yes is a no. */

static const guint16 strings[] = {
  G_STRUCT_OFFSET (HwConsent, purpose), G_STRUCT_OFFSET (HwConsent, recipient), G_STRUCT_OFFSET (HwConsent, wording),
  G_STRUCT_OFFSET (HwConsent, language), G_STRUCT_OFFSET (HwConsent, interpreter), G_STRUCT_OFFSET (HwConsent, words),
};

static const char * const form_names[] = { "oral", "written", "witnessed" };
G_STATIC_ASSERT (G_N_ELEMENTS (form_names) == HW_N_CONSENT_FORMS);

G_DEFINE_BOXED_TYPE (HwConsent, hw_consent, hw_consent_ref, hw_consent_unref)

/**
 * hw_consent_new:
 * @template_: what the person said; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @template_ with its strings
 */
HwConsent *
hw_consent_new (const HwConsent *template_)
{
  return hw_record_new (template_, sizeof (HwConsent), strings, G_N_ELEMENTS (strings));
}

/**
 * hw_consent_ref:
 * @consent: a consent
 *
 * Returns: (transfer full): @consent, held once more
 */
HwConsent *
hw_consent_ref (HwConsent *consent)
{
  return g_atomic_rc_box_acquire (consent);
}

/**
 * hw_consent_unref:
 * @consent: (transfer full): a consent
 *
 * Lets go of @consent; the last to do so frees it.
 */
void
hw_consent_unref (HwConsent *consent)
{
  g_atomic_rc_box_release (consent);
}

/**
 * hw_consent_form_to_string:
 * @form: how the person said it
 *
 * Returns: the stable name: "oral", "written" or "witnessed"; never translated
 */
const char *
hw_consent_form_to_string (HwConsentForm form)
{
  g_return_val_if_fail ((guint) form < HW_N_CONSENT_FORMS, NULL);
  return form_names[form];
}

/**
 * hw_consent_form_from_string:
 * @name: (nullable): a stable name
 * @form: (out): the form; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a form
 */
gboolean
hw_consent_form_from_string (const char    *name,
                             HwConsentForm *form)
{
  for (guint i = 0; name != NULL && i < HW_N_CONSENT_FORMS; i++)
    if (g_str_equal (name, form_names[i]))
      {
        *form = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_consent_get_state:
 * @consent: one consent
 * @now: the time asked for, µs UTC
 *
 * What this one record says, whether or not it is a head. A grant without a
 * date, or without an end, is no grant.
 *
 * Asked for is a last day: one of the calendar of the team's place, which is over
 * at midnight there. Who asks makes that midnight a moment of UTC at once, with
 * hw_date_parse_in(), and from then on it is the same moment on every laptop. Who
 * asks about a day, of booking or of travel, asks about the day there, with the
 * zone of the case.
 *
 * Returns: the state; only %HW_CONSENT_LIVE lets anything be disclosed
 */
HwConsentState
hw_consent_get_state (const HwConsent *consent,
                      gint64           now)
{
  if (consent->withdrawn_at != 0)
    return HW_CONSENT_WITHDRAWN;
  if (consent->refused)
    return HW_CONSENT_REFUSED;
  if (consent->granted_at == 0 || consent->granted_at > now)
    return HW_CONSENT_MISSING;
  if (consent->expires_at <= now)
    return HW_CONSENT_EXPIRED;
  return HW_CONSENT_LIVE;
}

/**
 * hw_consent_join:
 * @a: what one head says
 * @b: what another head says
 *
 * DESIGN section 5, rule 3: consent is valid only if every head is an unexpired
 * grant, and a withdrawal beats every concurrent grant.
 *
 * Returns: what the two say together: of the two the stronger no
 */
HwConsentState
hw_consent_join (HwConsentState a,
                 HwConsentState b)
{
  static const HwConsentState strongest_first[] = {
    HW_CONSENT_WITHDRAWN, HW_CONSENT_REFUSED, HW_CONSENT_EXPIRED, HW_CONSENT_MISSING,
  };

  for (guint i = 0; i < G_N_ELEMENTS (strongest_first); i++)
    if (a == strongest_first[i] || b == strongest_first[i])
      return strongest_first[i];
  return HW_CONSENT_LIVE;
}

static gboolean
is_about (const HwConsent *consent,
          const char      *purpose,
          const char      *recipient)
{
  return g_strcmp0 (consent->purpose, purpose) == 0 && g_strcmp0 (consent->recipient, recipient) == 0;
}

/**
 * hw_consents_get_state:
 * @consents: (element-type HwConsent): what one person said
 * @purpose: what for
 * @recipient: to whom
 * @now: the time asked for, µs UTC
 *
 * Returns: what all heads for this purpose and recipient say together
 */
HwConsentState
hw_consents_get_state (GPtrArray  *consents,
                       const char *purpose,
                       const char *recipient,
                       gint64      now)
{
  HwConsentState state = HW_CONSENT_MISSING;
  gboolean any = FALSE;

  for (guint i = 0; i < consents->len; i++)
    {
      const HwConsent *consent = consents->pdata[i];
      HwConsentState said;

      if (consent->superseded || !is_about (consent, purpose, recipient))
        continue;

      said = hw_consent_get_state (consent, now);
      state = any ? hw_consent_join (state, said) : said;
      any = TRUE;
    }

  return state;
}

/* A yes that had not been given yet at @then: it says nothing about that time. */
static gboolean
is_later_grant (const HwConsent *consent,
                gint64           then)
{
  return consent->withdrawn_at == 0 && !consent->refused && consent->granted_at > then;
}

/* The answer before all heads, where these are all grants of later: of those superseded the one asked for last. */
static const HwConsent *
find_earlier_answer (GPtrArray  *consents,
                     const char *purpose,
                     const char *recipient,
                     gint64      then)
{
  const HwConsent *earlier = NULL;

  for (guint i = 0; i < consents->len; i++)
    {
      const HwConsent *consent = consents->pdata[i];

      if (!is_about (consent, purpose, recipient) || is_later_grant (consent, then))
        continue;
      if (!consent->superseded)
        return NULL;
      if (earlier == NULL || consent->granted_at > earlier->granted_at)
        earlier = consent;
    }
  return earlier;
}

/**
 * hw_consents_get_past_state:
 * @consents: (element-type HwConsent): what one person said
 * @purpose: what for
 * @recipient: to whom
 * @then: a time of the past, µs UTC
 *
 * As hw_consents_get_state(), but where every head is a yes of after @then, the
 * answer that was superseded by it counts. A withdrawal or a refusal that still
 * stands is a no for the past too.
 *
 * Returns: what held at @then
 */
HwConsentState
hw_consents_get_past_state (GPtrArray  *consents,
                            const char *purpose,
                            const char *recipient,
                            gint64      then)
{
  HwConsentState state = hw_consents_get_state (consents, purpose, recipient, then);
  const HwConsent *earlier = NULL;

  if (state == HW_CONSENT_MISSING)
    earlier = find_earlier_answer (consents, purpose, recipient, then);
  return earlier != NULL ? hw_consent_get_state (earlier, then) : state;
}
