/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-consent-words.h"
#include "hw-language.h"

/* What a consent is worth, in words: how long it still holds, and where it ended
 * the trace of what there was. */

#define ONE_DAY   (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define SOON_DAYS 14

/* Whole days from today here to the last day of a consent. */
static int
count_days (gint64 expires_at,
            gint64 now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local ((expires_at - 1) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) first = g_date_time_new_utc (g_date_time_get_year (today), g_date_time_get_month (today),
                                                     g_date_time_get_day_of_month (today), 0, 0, 0);
  g_autoptr (GDateTime) last = g_date_time_new_utc (g_date_time_get_year (day), g_date_time_get_month (day),
                                                    g_date_time_get_day_of_month (day), 0, 0, 0);

  return (int) (g_date_time_difference (last, first) / ONE_DAY);
}

static char *
describe_end (gint64 expires_at,
              gint64 now)
{
  int days = count_days (expires_at, now);
  g_autofree char *day = hw_case_words_dup_last_day (expires_at, now);

  if (days <= 0)
    return g_strdup (_("ends today"));
  if (days <= SOON_DAYS)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "ends in %d day", "ends in %d days", days), days);
  return g_strdup_printf (_("until %s"), day);
}

/**
 * hw_consent_words_dup_state:
 * @consent: a consent
 * @state: what all answers together say
 * @now: µs UTC
 *
 * Returns: (transfer full): "Yes, ends in 5 days"
 */
char *
hw_consent_words_dup_state (const HwConsent *consent,
                            HwConsentState   state,
                            gint64           now)
{
  g_autofree char *given = hw_case_words_dup_day (consent->granted_at, now);
  g_autofree char *ended = hw_case_words_dup_last_day (consent->expires_at, now);
  g_autofree char *withdrawn = hw_case_words_dup_day (consent->withdrawn_at, now);
  g_autofree char *end = describe_end (consent->expires_at, now);

  switch (state)
    {
    case HW_CONSENT_LIVE:
      return g_strdup_printf (_("Yes on %s, %s"), given, end);
    case HW_CONSENT_EXPIRED:
      return consent->expires_at != 0 ? g_strdup_printf (_("Yes on %s, ended %s: ask again"), given, ended)
                                      : g_strdup_printf (_("Yes on %s without an end, which does not count"), given);
    case HW_CONSENT_WITHDRAWN:
      return consent->withdrawn_at != 0 ? g_strdup_printf (_("Yes on %s, taken back %s: pass nothing on"), given, withdrawn)
                                        : g_strdup (_("Taken back: pass nothing on"));
    case HW_CONSENT_REFUSED:
      return consent->refused ? g_strdup_printf (_("No on %s"), given) : g_strdup (_("Another answer says no: ask them again"));
    case HW_CONSENT_MISSING:
    default:
      return g_strdup (_("Not given yet"));
    }
}

/**
 * hw_consent_words_dup_how:
 * @consent: a consent
 *
 * Returns: (transfer full): how, in which language, with which words it was asked, and their own words
 */
char *
hw_consent_words_dup_how (const HwConsent *consent)
{
  GString *words = g_string_new (hw_case_words_form (consent->form));
  g_autofree char *language = hw_language_dup_words (consent->language);

  if (language != NULL && *language != '\0')
    g_string_append_printf (words, " · %s", language);
  if (consent->interpreter != NULL && *consent->interpreter != '\0')
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _("interpreter: %s"), consent->interpreter);
    }
  if (consent->wording != NULL && *consent->wording != '\0')
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _("words: %s"), consent->wording);
    }
  if (consent->words != NULL && *consent->words != '\0')
    {
      g_autofree char *quoted = hw_case_words_dup_quoted (consent->words);

      g_string_append_printf (words, "\n%s", quoted);
    }
  return g_string_free (words, FALSE);
}

/* History asks for nothing any more. */
static char *
describe_past (const HwConsent *consent,
               gint64           now)
{
  g_autofree char *given = hw_case_words_dup_day (consent->granted_at, now);
  g_autofree char *ended = consent->withdrawn_at != 0 ? hw_case_words_dup_day (consent->withdrawn_at, now)
                                                      : hw_case_words_dup_last_day (consent->expires_at, now);

  if (consent->withdrawn_at != 0)
    return g_strdup_printf (_("Before: yes on %s, taken back %s"), given, ended);
  if (consent->refused)
    return g_strdup_printf (_("Before: no on %s"), given);
  if (consent->expires_at != 0 && consent->expires_at <= now)
    return g_strdup_printf (_("Before: yes on %s, ended %s"), given, ended);
  return g_strdup_printf (_("Before: yes on %s"), given);
}

/**
 * hw_consent_words_dup_before:
 * @case_: a case
 * @consent: one of its consents
 * @now: µs UTC
 *
 * Returns: (transfer full) (nullable): what they had said before to the same, one line for each
 */
char *
hw_consent_words_dup_before (const HwCase    *case_,
                             const HwConsent *consent,
                             gint64           now)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *other = case_->consents->pdata[i];
      g_autofree char *past = NULL;

      if (!other->superseded || g_strcmp0 (other->purpose, consent->purpose) != 0 || g_strcmp0 (other->recipient, consent->recipient) != 0)
        continue;
      past = describe_past (other, now);
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", past);
    }
  if (lines->len > 0)
    return g_string_free (lines, FALSE);
  g_string_free (lines, TRUE);
  return NULL;
}
