/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-outcomes.h"

#include <glib/gi18n-lib.h>

/*
 * What can come of a report: the list that hotlines in this field use, so that
 * figures of several teams can stand beside each other.
 */

static const HwOutcome outcomes[] = {
  { "found-engaging", HW_OUTCOME_FOUND, N_("Engaging with services") },
  { "found-no-entitlement", HW_OUTCOME_FOUND, N_("No entitlement to services here") },
  { "found-reconnected", HW_OUTCOME_FOUND, N_("Reconnected to services in another area") },
  { "found-street-activity", HW_OUTCOME_FOUND, N_("Street activity only") },
  { "found-emergency-services", HW_OUTCOME_FOUND, N_("Passed to the emergency services") },
  { "found-sheltered", HW_OUTCOME_FOUND, N_("Taken to shelter") },
  { "found-unwilling", HW_OUTCOME_FOUND, N_("Does not want to engage") },
  { "not-found-looked", HW_OUTCOME_NOT_FOUND, N_("Looked for, nobody there") },
  { "not-found-no-site", HW_OUTCOME_NOT_FOUND, N_("The place could not be found") },
  { "not-found-no-access", HW_OUTCOME_NOT_FOUND, N_("The place could not be reached") },
  { "not-found-moved-on", HW_OUTCOME_NOT_FOUND, N_("No longer sleeping there") },
  { "not-found-no-service", HW_OUTCOME_NOT_FOUND, N_("No outreach service in this area") },
  { "not-looked-known", HW_OUTCOME_NOT_LOOKED_FOR, N_("Already known") },
  { "not-looked-street-activity", HW_OUTCOME_NOT_LOOKED_FOR, N_("A place of street activity") },
  { "not-looked-wrong-area", HW_OUTCOME_NOT_LOOKED_FOR, N_("Not our area") },
};

/**
 * hw_outcomes_get:
 * @n_outcomes: (out): how many
 *
 * Returns: (transfer none) (array length=n_outcomes): every outcome, group by group
 */
const HwOutcome *
hw_outcomes_get (gsize *n_outcomes)
{
  *n_outcomes = G_N_ELEMENTS (outcomes);
  return outcomes;
}

/**
 * hw_outcome_words:
 * @code: (nullable): as a report keeps it
 *
 * Returns: (transfer none) (nullable): its words, translated; @code itself where it is not of the list
 */
const char *
hw_outcome_words (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (outcomes); i++)
    if (g_str_equal (outcomes[i].code, code))
      return _(outcomes[i].words);
  return code;
}

/**
 * hw_outcome_group_words:
 * @group: a group
 *
 * Returns: (transfer none): its heading, translated
 */
const char *
hw_outcome_group_words (HwOutcomeGroup group)
{
  switch (group)
    {
    case HW_OUTCOME_FOUND: return _("Found");
    case HW_OUTCOME_NOT_FOUND: return _("Not found");
    case HW_OUTCOME_NOT_LOOKED_FOR: return _("Not looked for");
    case HW_N_OUTCOME_GROUPS:
    default: g_return_val_if_reached ("");
    }
}
