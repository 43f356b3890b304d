/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "figures/hw-figures-private.h"

/* What is counted, by which rule, since when (DOMAIN.md, "Counting rules"). A
 * rule is changed by adding a version with the first day it is used for; the old
 * one stays, and counts what was told before. CHAIN's and England's rules stand
 * side by side: nobody needs to choose between them. What is not written in a
 * source that we read is in "days", to be changed in one place. */

static const char * const channels[] = {
  N_("By telephone"), N_("By the web form"), N_("By SMS"), N_("By e-mail"), N_("From another system"), N_("Seen by the team"), N_("From people themselves"), NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (channels) == HW_N_CHANNELS + 1);
static const char * const outcomes[] = { N_("Found"), N_("Looked for, not found"), N_("Not looked for"), N_("Nothing said yet"), NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (outcomes) == HW_N_OUTCOME_GROUPS + 2);
static const char * const answers[] = { N_("Answered in time"), N_("Answered late"), N_("Not answered, still time"), N_("Not answered, overdue"), NULL };
static const char * const weekdays[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"), NULL };
static const char * const week_columns[] = { N_("reports"), N_("people met"), NULL };
static const char * const seen[] = { N_("never seen before"), N_("seen last year too"), N_("came back"), NULL };
static const char * const new_split[] = { N_("No second night out"), N_("Second night out, not living there"), N_("Joined living on the streets"), NULL };
static const char * const new_in_area[] = { N_("New in 60 months"), N_("Seen in those 60 months"), NULL };
static const char * const long_term[] = { N_("Long-term"), N_("Shorter"), NULL };
static const char * const returning[] = { N_("Came back after 180 days"), N_("Others"), NULL };
static const char * const contact_rows[] = { N_("Bedded down"), N_("Awake and about"), NULL };
static const char * const contact_columns[] = { N_("known to the team"), N_("not known"), NULL };
static const char * const minutes[] = { N_("With people"), N_("With paper"), NULL };
static const char * const bed_kinds[] = { N_("With hosts"), N_("In a shelter"), NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (bed_kinds) == HW_N_BED_KINDS + 1);
static const char * const bed_states[] = {
  N_("No answer yet"), N_("Accepted, the night to come"), N_("Not wanted"), N_("Not taken by the partner"), N_("Slept there"), N_("Did not come"), NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (bed_states) == HW_N_BED_STATES + 1);
static const char * const stages[] = {
  N_("Wish"), N_("Assessed"), N_("Decided"), N_("Planned"), N_("Ready"), N_("Travelled"), N_("Received"), N_("Followed up"), N_("Closed"), N_("Paused"),
  N_("Declined"), N_("Withdrawn"), N_("Referred on"), NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (stages) == HW_N_STAGES + 1);
static const char * const treatments[] = { N_("Psychological"), N_("Addiction"), N_("Medical"), N_("Psychiatric"), NULL };
static const char * const treatment_states[] = { N_("Open"), N_("Met"), N_("Waived by a clinician"), NULL };
static const char * const follow_ups[] = { N_("Done on time"), N_("Done late"), N_("Given up, with the reason"), N_("Not done yet"), NULL };
static const char * const lasting_rows[] = { N_("30 days"), N_("90 days"), N_("180 days"), N_("365 days"), NULL };
static const char * const lasting_columns[] = { N_("lasted"), N_("did not last"), NULL };
static const char * const payers[] = { N_("The project"), N_("The home country"), N_("Others"), NULL };

#define OWN     HW_FIGURE_SCHEME_OWN
#define CHAIN   HW_FIGURE_SCHEME_CHAIN
#define ENGLAND HW_FIGURE_SCHEME_ENGLAND
#define COUNT   HW_FIGURE_UNIT_COUNT

static const HwFigureDefinition definitions[] = {
  { "reports-by-channel", 1, "", HW_FIGURE_GROUP_REPORTS, OWN, COUNT, FALSE, TRUE, N_("Reports, by how they came"),
    N_("Received in the period. Those that still have to be checked, and those that were none, count nowhere."), channels, NULL, 0, hw_figures_count_channels },
  { "reports-by-outcome", 1, "", HW_FIGURE_GROUP_REPORTS, OWN, COUNT, FALSE, TRUE, N_("Reports, by what came of them"),
    N_("Of those received in the period, what is known of them now."), outcomes, NULL, 0, hw_figures_count_outcomes },
  { "reports-found", 1, "", HW_FIGURE_GROUP_REPORTS, OWN, HW_FIGURE_UNIT_PERCENT, FALSE, FALSE, N_("Reports looked for and found"),
    N_("Found, of all reports the team looked for."), NULL, NULL, 0, hw_figures_count_found },
  { "answers", 1, "", HW_FIGURE_GROUP_REPORTS, OWN, COUNT, FALSE, TRUE, N_("Callers who wanted an answer"),
    N_("In time is within 10 working days after the report."), answers, NULL, 10, hw_figures_count_answers },
  { "days-to-answer", 1, "", HW_FIGURE_GROUP_REPORTS, OWN, HW_FIGURE_UNIT_DAYS, FALSE, FALSE, N_("Days until the caller was answered"),
    N_("The middle one of all that were answered; days of the calendar."), NULL, NULL, 0, hw_figures_count_answer_days },
  { "reports-by-hour", 1, "", HW_FIGURE_GROUP_REPORTS, OWN, COUNT, FALSE, FALSE, N_("When reports come in"),
    N_("By weekday and hour, where the team is."), weekdays, NULL, 0, hw_figures_count_hours },
  { "weeks", 1, "", HW_FIGURE_GROUP_REPORTS, OWN, COUNT, FALSE, FALSE, N_("Reports and people met, per week"),
    N_("Weeks begin on Monday. People met bedded down: somebody known counts once a week, others as often as they were met."),
    NULL, week_columns, 0, hw_figures_count_weeks },

  { "seen", 1, "", HW_FIGURE_GROUP_PEOPLE, CHAIN, COUNT, FALSE, TRUE, N_("Seen sleeping rough"),
    N_("Met by the team, bedded down in the open or in a place not meant to live in; somebody known, at least by an alias. "
       "Never seen before the period; also seen in the year before it; or seen earlier, but not in that year."), seen, NULL, 0, hw_figures_count_seen },
  { "new-split", 1, "", HW_FIGURE_GROUP_PEOPLE, CHAIN, COUNT, FALSE, TRUE, N_("New on the street"),
    N_("Of those never seen before: seen on one night only; on more, but not in three weeks in a row; in three weeks in a row or more."),
    new_split, NULL, 3, hw_figures_count_new_split },
  { "new-in-area", 1, "", HW_FIGURE_GROUP_PEOPLE, ENGLAND, COUNT, FALSE, TRUE, N_("New in the area"),
    N_("New is who was not seen here in the 60 months before the period."), new_in_area, NULL, 60, hw_figures_count_new_in_area },
  { "long-term", 1, "", HW_FIGURE_GROUP_PEOPLE, ENGLAND, COUNT, FALSE, TRUE, N_("Sleeping rough long-term"),
    N_("Seen in 3 or more of the 12 months that end with the period."), long_term, NULL, 3, hw_figures_count_long_term },
  { "returning", 1, "", HW_FIGURE_GROUP_PEOPLE, ENGLAND, COUNT, FALSE, TRUE, N_("Returning to the street"),
    N_("Seen again in the period, after 180 days or more in which nobody saw them."), returning, NULL, 180, hw_figures_count_returning },

  { "contacts", 1, "", HW_FIGURE_GROUP_VISITS, OWN, COUNT, FALSE, TRUE, N_("Contacts"),
    N_("Every time an outreach worker met somebody."), contact_rows, contact_columns, 0, hw_figures_count_contacts },
  { "attempts", 1, "", HW_FIGURE_GROUP_VISITS, OWN, COUNT, FALSE, FALSE, N_("Reports the team looked for"),
    N_("Of those received in the period, with an outcome found or not found."), NULL, NULL, 0, hw_figures_count_attempts },
  { "attempts-per-contact", 1, "", HW_FIGURE_GROUP_VISITS, OWN, HW_FIGURE_UNIT_RATIO, FALSE, FALSE, N_("Attempts for one contact"),
    N_("Reports the team looked for, divided by its contacts."), NULL, NULL, 0, hw_figures_count_attempts_per_contact },
  { "minutes", 1, "", HW_FIGURE_GROUP_VISITS, OWN, HW_FIGURE_UNIT_MINUTES, FALSE, FALSE, N_("Minutes on shifts"),
    N_("At stops where somebody was met, from coming to leaving; and on paper, as said in the debrief."), minutes, NULL, 0, hw_figures_count_minutes },
  { "bed-nights", 1, "", HW_FIGURE_GROUP_VISITS, OWN, COUNT, FALSE, TRUE, N_("Bed-nights"),
    N_("One person in one bed for one night, who slept there. A night belongs to the day of its evening."), bed_kinds, NULL, 0, hw_figures_count_bed_nights },
  { "bed-offers", 1, "", HW_FIGURE_GROUP_VISITS, OWN, COUNT, FALSE, TRUE, N_("Beds offered, by what came of it"),
    N_("Each bed offered to somebody for a night of the period, as far as is known now."), bed_states, NULL, 0, hw_figures_count_bed_offers },

  { "stages", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, FALSE, N_("Ways home, by the stage reached"),
    N_("How many reached a stage in the period, for the last time where it was more than once. One way home can reach several."), stages, NULL, 0, hw_figures_count_stages },
  { "went-home", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, FALSE, N_("Went home"),
    N_("Left, and somebody named confirmed that they arrived."), NULL, NULL, 0, hw_figures_count_home },
  { "went-home-by-country", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, TRUE, TRUE, N_("Went home, by country"),
    N_("The country whose citizen the person is."), NULL, NULL, 0, hw_figures_count_countries },
  { "preconditions", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, TRUE, N_("Treatment before the journey"),
    N_("Noted in the period, as each stands now."), treatments, treatment_states, 0, hw_figures_count_preconditions },
  { "wish-to-travel", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, HW_FIGURE_UNIT_DAYS, FALSE, FALSE, N_("Days from the wish to the journey"),
    N_("The middle one of all who travelled in the period."), NULL, NULL, 0, hw_figures_count_wish_days },
  { "follow-ups", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, TRUE, N_("Follow-ups that were due"),
    N_("Their day lay in the period; on time is by the end of that day."), follow_ups, NULL, 0, hw_figures_count_follow_ups },
  { "lasting", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, FALSE, N_("Returns that lasted"),
    N_("So many days after the arrival ended in the period. Until then nobody met them here again, and no follow-up said that they had moved on."),
    lasting_rows, lasting_columns, 0, hw_figures_count_lasting },
  { "seen-again", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, FALSE, N_("Seen again after going home"),
    N_("Met on the street here, after the day of the arrival."), NULL, NULL, 0, hw_figures_count_seen_again },
  { "overrides", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, FALSE, N_("Requirements a second person let pass"),
    N_("Each one counts."), NULL, NULL, 0, hw_figures_count_overrides },
  { "withdrawals", 1, "", HW_FIGURE_GROUP_RECONNECTION, OWN, COUNT, FALSE, FALSE, N_("Consents taken back"),
    N_("Each one counts."), NULL, NULL, 0, hw_figures_count_withdrawals },

  { "costs", 1, "", HW_FIGURE_GROUP_COSTS, OWN, HW_FIGURE_UNIT_MONEY, FALSE, FALSE, N_("Costs, by who pays"),
    N_("Incurred in the period, less what was taken back. Currencies are never added to one another."), payers, NULL, 0, hw_figures_count_costs },
  { "cost-per-return", 1, "", HW_FIGURE_GROUP_COSTS, OWN, HW_FIGURE_UNIT_MONEY, FALSE, FALSE, N_("Cost of one return"),
    N_("Everything paid for those who were received in the period, divided by how many they are."), NULL, NULL, 0, hw_figures_count_cost_per_return },
  { "cost-per-lasting-return", 1, "", HW_FIGURE_GROUP_COSTS, OWN, HW_FIGURE_UNIT_MONEY, FALSE, FALSE, N_("Cost of one lasting return"),
    N_("The same of those whose return had lasted 90 days in the period."), NULL, NULL, 90, hw_figures_count_cost_per_lasting },
};

/**
 * hw_figure_definitions:
 * @n_definitions: (out): how many
 *
 * Returns: (transfer none) (array length=n_definitions): every version of every definition, in the order in which they are shown
 */
const HwFigureDefinition *
hw_figure_definitions (guint *n_definitions)
{
  *n_definitions = G_N_ELEMENTS (definitions);
  return definitions;
}
