/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-caller-answer.h"

/*
 * What a caller is told of a report: what the team did, never whom it met, nor
 * what they said, want or need. Outcomes that would say something about a
 * person fall together with others that say only that somebody was met.
 */

static const struct { const char *name; const char *words; } answers[HW_N_CALLER_ANSWERS] = {
  [HW_CALLER_ANSWER_RECEIVED] = { "received", N_("We have your report. Nobody has looked at it yet.") },
  [HW_CALLER_ANSWER_LOOKED_AT] = { "looked-at", N_("Somebody of the team has read your report and is deciding what to do.") },
  [HW_CALLER_ANSWER_TEAM_WENT_OUT] = { "team-went-out", N_("A team has your report and is going there.") },
  [HW_CALLER_ANSWER_MET] = { "met", N_("A team went there and met somebody. What was said stays with them. Thank you for telling us.") },
  [HW_CALLER_ANSWER_LOOKED_FOR_NOT_FOUND] = { "looked-for-not-found", N_("A team went there and met nobody. If you see somebody there again, please tell us.") },
  [HW_CALLER_ANSWER_PLACE_NOT_FOUND] = { "place-not-found", N_("A team looked for the place and could not find it or reach it. If you can say more about where it is, please tell us again.") },
  [HW_CALLER_ANSWER_KNOWN_TO_US] = { "known-to-us", N_("The team knows about this place and visits it. Thank you for telling us.") },
  [HW_CALLER_ANSWER_PASSED_ON] = { "passed-on", N_("Other services are dealing with this now. Thank you for telling us.") },
  [HW_CALLER_ANSWER_NOT_OUR_AREA] = { "not-our-area", N_("This place is not in our area, so no team of ours went there.") },
  [HW_CALLER_ANSWER_NEEDS_INFORMATION] = { "needs-information", N_("We need to know more before a team can go there. Please tell us again where exactly it is.") },
};

static const struct { const char *outcome; HwCallerAnswer answer; } of_outcomes[] = {
  { "found-engaging", HW_CALLER_ANSWER_MET },
  { "found-no-entitlement", HW_CALLER_ANSWER_MET },
  { "found-reconnected", HW_CALLER_ANSWER_MET },
  { "found-street-activity", HW_CALLER_ANSWER_MET },
  { "found-emergency-services", HW_CALLER_ANSWER_PASSED_ON },
  { "found-sheltered", HW_CALLER_ANSWER_MET },
  { "found-unwilling", HW_CALLER_ANSWER_MET },
  { "not-found-looked", HW_CALLER_ANSWER_LOOKED_FOR_NOT_FOUND },
  { "not-found-no-site", HW_CALLER_ANSWER_PLACE_NOT_FOUND },
  { "not-found-no-access", HW_CALLER_ANSWER_PLACE_NOT_FOUND },
  { "not-found-moved-on", HW_CALLER_ANSWER_LOOKED_FOR_NOT_FOUND },
  { "not-found-no-service", HW_CALLER_ANSWER_NOT_OUR_AREA },
  { "not-looked-known", HW_CALLER_ANSWER_KNOWN_TO_US },
  { "not-looked-street-activity", HW_CALLER_ANSWER_KNOWN_TO_US },
  { "not-looked-wrong-area", HW_CALLER_ANSWER_NOT_OUR_AREA },
};

/**
 * hw_caller_answer_of:
 * @status: of a report
 * @outcome: (nullable): code of what came of it
 *
 * Returns: what its caller may be told; a report that was dismissed is one that somebody looked at
 */
HwCallerAnswer
hw_caller_answer_of (HwReportStatus  status,
                     const char     *outcome)
{
  for (guint i = 0; outcome != NULL && i < G_N_ELEMENTS (of_outcomes); i++)
    if (g_str_equal (of_outcomes[i].outcome, outcome))
      return of_outcomes[i].answer;
  switch (status)
    {
    case HW_REPORT_NEW:
    case HW_REPORT_TO_BE_CHECKED: return HW_CALLER_ANSWER_RECEIVED;
    case HW_REPORT_NEEDS_INFORMATION: return HW_CALLER_ANSWER_NEEDS_INFORMATION;
    case HW_REPORT_SENT_OUT: return HW_CALLER_ANSWER_TEAM_WENT_OUT;
    case HW_REPORT_TO_BE_ANSWERED:
    case HW_REPORT_CLOSED:
    case HW_REPORT_DISMISSED: return HW_CALLER_ANSWER_LOOKED_AT;
    case HW_N_REPORT_STATUSES:
    default: g_return_val_if_reached (HW_CALLER_ANSWER_RECEIVED);
    }
}

/**
 * hw_caller_answer_to_string:
 * @answer: an answer
 *
 * Returns: (transfer none): its stable name, "team-went-out"
 */
const char *
hw_caller_answer_to_string (HwCallerAnswer answer)
{
  g_return_val_if_fail ((guint) answer < HW_N_CALLER_ANSWERS, NULL);
  return answers[answer].name;
}

/**
 * hw_caller_answer_from_string:
 * @name: (nullable): a stable name
 * @answer: (out): its answer
 *
 * Returns: whether there is one of that name
 */
gboolean
hw_caller_answer_from_string (const char     *name,
                              HwCallerAnswer *answer)
{
  for (guint i = 0; name != NULL && i < HW_N_CALLER_ANSWERS; i++)
    if (g_str_equal (answers[i].name, name))
      {
        *answer = (HwCallerAnswer) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_caller_answer_get_words:
 * @answer: an answer
 *
 * Returns: (transfer none): a sentence or two for the caller, untranslated
 */
const char *
hw_caller_answer_get_words (HwCallerAnswer answer)
{
  g_return_val_if_fail ((guint) answer < HW_N_CALLER_ANSWERS, NULL);
  return answers[answer].words;
}
