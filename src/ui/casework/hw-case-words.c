/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-date.h"
#include "hw-language.h"

/* The words in which the Reconnection page speaks of a case. All plain text,
 * never markup. */

static const struct { const char *purpose; const char *words; } purposes[] = {
  { "identity-document", N_("identity and travel document") },
  { "travel", N_("booking the journey") },
  { "treatment", N_("treatment before the journey") },
  { "reception", N_("being received at home") },
  { "family", N_("telling the family") },
  { "follow-up", N_("asking afterwards how it went") },
  { "advice", N_("advice from another organisation") },
  { "first-responder", N_("protection from exploitation") },
};

/**
 * hw_case_purposes:
 *
 * Returns: (array zero-terminated=1): the codes of the purposes that a consent is asked for
 */
const char * const *
hw_case_purposes (void)
{
  static const char *codes[G_N_ELEMENTS (purposes) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    codes[i] = purposes[i].purpose;
  return codes;
}

/**
 * hw_case_words_purpose:
 * @purpose: (nullable): a code
 *
 * Returns: (transfer none): what the disclosure is for; a code from elsewhere as it is
 */
const char *
hw_case_words_purpose (const char *purpose)
{
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (g_strcmp0 (purpose, purposes[i].purpose) == 0)
      return _(purposes[i].words);
  return purpose != NULL ? purpose : _("purpose not said");
}

/**
 * hw_case_words_stage:
 * @stage: a stage
 *
 * Returns: (transfer none): its name as the rail shows it
 */
const char *
hw_case_words_stage (HwStage stage)
{
  switch (stage)
    {
    case HW_STAGE_WISH: return C_("stage", "Wish");
    case HW_STAGE_ASSESSED: return C_("stage", "Assessed");
    case HW_STAGE_DECIDED: return C_("stage", "Decided");
    case HW_STAGE_PLANNED: return C_("stage", "Planned");
    case HW_STAGE_READY: return C_("stage", "Ready");
    case HW_STAGE_TRAVELLED: return C_("stage", "Travelled");
    case HW_STAGE_RECEIVED: return C_("stage", "Received");
    case HW_STAGE_FOLLOWED_UP: return C_("stage", "Followed up");
    case HW_STAGE_CLOSED: return C_("stage", "Closed");
    case HW_STAGE_PAUSED: return C_("stage", "Paused");
    case HW_STAGE_DECLINED: return C_("stage", "Declined");
    case HW_STAGE_WITHDRAWN: return C_("stage", "Withdrawn");
    case HW_STAGE_REFERRED_ON: return C_("stage", "Referred on");
    case HW_N_STAGES:
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_case_words_form:
 * @form: how a consent was given
 *
 * Returns: (transfer none): its name inside a sentence
 */
const char *
hw_case_words_form (HwConsentForm form)
{
  switch (form)
    {
    case HW_CONSENT_ORAL: return _("aloud");
    case HW_CONSENT_WRITTEN: return _("in writing");
    case HW_CONSENT_WITNESSED: return _("before a witness");
    default: g_return_val_if_reached ("");
    }
}

static char *
format_day (GDateTime *day,
            gint64     now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (day == NULL)
    return g_strdup ("");
  if (today != NULL && g_date_time_get_year (day) != g_date_time_get_year (today))
    /* TRANSLATORS: a day of another year, as in "3 Nov 2025" */
    return g_date_time_format (day, _("%-e %b %Y"));
  /* TRANSLATORS: a day of this year, as in "3 Nov" */
  return g_date_time_format (day, _("%-e %b"));
}

/**
 * hw_case_words_dup_day:
 * @at: µs UTC
 * @now: µs UTC
 *
 * Returns: (transfer full): the local day, with its year where that is not this year
 */
char *
hw_case_words_dup_day (gint64 at,
                       gint64 now)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  return format_day (day, now);
}

/**
 * hw_case_words_dup_date:
 * @date: a value of the evidence
 *
 * Returns: (transfer full): the day in words; @date itself where it is none
 */
char *
hw_case_words_dup_date (const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  gint64 start;

  if (!hw_date_parse (date, &start, NULL))
    return g_strdup (date);
  day = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  return format_day (day, g_get_real_time ());
}

/**
 * hw_case_words_dup_date_of:
 * @start: a moment of a day of UTC, as core counts days, µs UTC
 * @now: µs UTC
 *
 * Returns: (transfer full): that day in words
 */
char *
hw_case_words_dup_date_of (gint64 start,
                           gint64 now)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);

  return format_day (day, now);
}

/**
 * hw_case_words_dup_last_day:
 * @expires_at: when a consent ends, µs UTC
 * @now: µs UTC
 *
 * A consent counts until, and not at, the moment it ends: that is a midnight here,
 * and belongs to the day after.
 *
 * Returns: (transfer full): the last day on which it counts
 */
char *
hw_case_words_dup_last_day (gint64 expires_at,
                            gint64 now)
{
  return hw_case_words_dup_day (expires_at - 1, now);
}

static const char *
get_due_format (const HwCaseDue *due)
{
  switch (due->kind)
    {
    case HW_DUE_PROMISE: return due->overdue ? _("promised until %s, not answered") : _("answer promised by %s");
    case HW_DUE_APPOINTMENT: return due->overdue ? _("appointment on %s: was it kept?") : _("appointment on %s");
    case HW_DUE_COOLING_OFF: return due->overdue ? _("time to think ended %s") : _("time to think until %s");
    case HW_DUE_JOURNEY: return due->overdue ? _("journey was to be on %s") : _("journey on %s");
    case HW_DUE_CONSENT: return _("a consent ends %s");
    case HW_DUE_FOLLOW_UP: return due->overdue ? _("follow-up was due %s") : _("follow-up on %s");
    default: g_return_val_if_reached ("%s");
    }
}

/**
 * hw_case_words_dup_due:
 * @due: something that is due
 * @now: µs UTC
 *
 * Returns: (transfer full): what and when: "answer promised by 21 Nov"
 */
char *
hw_case_words_dup_due (const HwCaseDue *due,
                       gint64           now)
{
  g_autofree char *day = due->kind == HW_DUE_CONSENT ? hw_case_words_dup_last_day (due->at, now) : hw_case_words_dup_date_of (due->at, now);
  g_auto (GStrv) parts = g_strsplit (get_due_format (due), "%s", 2);

  return g_strjoinv (day, parts);
}

/**
 * hw_case_words_dup_quoted:
 * @words: what somebody said
 *
 * Returns: (transfer full): @words in quotation marks, unless they were written down with them
 */
char *
hw_case_words_dup_quoted (const char *words)
{
  static const char * const marks[] = { "“", "„", "«", "»", "\"", "'" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (words, marks[i]))
      return g_strdup (words);
  return g_strdup_printf (_("“%s”"), words);
}

/**
 * hw_case_words_dup_missing:
 * @n_open: how many requirements are open
 *
 * Returns: (transfer full): "3 missing"
 */
char *
hw_case_words_dup_missing (guint n_open)
{
  return g_strdup_printf (ngettext ("%u missing", "%u missing", n_open), n_open);
}

/**
 * hw_case_words_dup_earlier:
 * @earlier: the case that ended before the one that is shown
 * @now: µs UTC
 *
 * Returns: (transfer full): "Asked before: 3 Mar 2025, Closed 1 Jun 2026"
 */
char *
hw_case_words_dup_earlier (const HwCase *earlier,
                           gint64        now)
{
  g_autofree char *opened = hw_case_words_dup_day (earlier->opened_at, now);
  gint64 since = earlier->stage_since[earlier->stage];
  g_autofree char *ended = since != 0 ? hw_case_words_dup_day (since, now) : g_strdup ("");

  /* TRANSLATORS: when an earlier case was opened, how it stands and since when */
  return g_strdup_printf (_("Asked before: %s. %s %s"), opened, hw_case_words_stage (earlier->stage), ended);
}

/**
 * hw_case_words_dup_known:
 * @self: a case
 * @now: µs UTC
 *
 * Returns: (transfer full): the line under the name: other names, key worker, known since, last met
 */
char *
hw_case_words_dup_known (const HwCase *self,
                         gint64        now)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const HwPerson *person = self->person;
  const char *worker = hw_case_get (self, HW_FIELD_KEY_WORKER);

  if (person->other_names != NULL && *person->other_names != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_("also “%s”"), person->other_names));
  if (worker != NULL && g_strcmp0 (hw_case_get (self, HW_FIELD_KEY_WORKER_CHOSEN), "yes") == 0)
    g_ptr_array_add (parts, g_strdup_printf (_("chose %s as key worker"), worker));
  if (person->known_since != 0)
    {
      g_autofree char *day = hw_case_words_dup_day (person->known_since, now);
      g_ptr_array_add (parts, g_strdup_printf (_("known since %s"), day));
    }
  if (person->last_met != 0)
    {
      g_autofree char *day = hw_case_words_dup_day (person->last_met, now);
      g_ptr_array_add (parts, g_strdup_printf (_("last met %s"), day));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static char *
describe_answer (const HwConsent *consent,
                 HwConsentState   state,
                 gint64           now)
{
  g_autofree char *given = hw_case_words_dup_day (consent->granted_at, now);
  g_autofree char *end = hw_case_words_dup_last_day (consent->expires_at, now);
  g_autofree char *withdrawn = hw_case_words_dup_day (consent->withdrawn_at, now);

  switch (state)
    {
    case HW_CONSENT_LIVE:
      /* TRANSLATORS: "given in writing 3 Nov, until 3 Feb 2027" */
      return g_strdup_printf (_("given %s %s, until %s"), hw_case_words_form (consent->form), given, end);
    case HW_CONSENT_EXPIRED:
      if (consent->expires_at == 0)
        return g_strdup_printf (_("given %s %s without an end, which does not count"), hw_case_words_form (consent->form), given);
      return g_strdup_printf (_("ended %s: ask again"), end);
    case HW_CONSENT_WITHDRAWN:
      return g_strdup_printf (_("withdrawn %s: pass nothing on"), withdrawn);
    case HW_CONSENT_REFUSED:
      return g_strdup_printf (_("said no %s"), given);
    case HW_CONSENT_MISSING:
    default:
      return g_strdup (_("not given yet"));
    }
}

/**
 * hw_case_words_dup_consent:
 * @consent: a consent
 * @state: what it is worth
 * @now: µs UTC
 *
 * Returns: (transfer full): how, when and in which language it was answered, and in whose words
 */
char *
hw_case_words_dup_consent (const HwConsent *consent,
                           HwConsentState   state,
                           gint64           now)
{
  GString *words = g_string_new (NULL);
  g_autofree char *answer = describe_answer (consent, state, now);
  g_autofree char *language = hw_language_dup_words (consent->language);

  g_string_append (words, answer);
  if (language != NULL && *language != '\0')
    g_string_append_printf (words, ", %s", language);
  if (consent->interpreter != NULL && *consent->interpreter != '\0')
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, _("interpreter: %s"), consent->interpreter);
    }
  if (consent->words != NULL && *consent->words != '\0')
    {
      g_autofree char *quoted = hw_case_words_dup_quoted (consent->words);

      g_string_append_printf (words, "\n%s", quoted);
    }
  return g_string_free (words, FALSE);
}
