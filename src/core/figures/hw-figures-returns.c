/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "figures/hw-figures-private.h"
#include "hw-cost.h"
#include "hw-date.h"
#include "hw-follow-up.h"

/* Figures of reconnection: cases by what happened to them in the period, and what it cost. */

typedef void (*CaseFunc) (HwFigureContext *context, HwCase *case_, const HwFigureSubject *subject);

static void
foreach_case (HwFigureContext *context,
              CaseFunc         func)
{
  for (guint i = 0; i < context->facts->cases->len; i++)
    {
      HwCase *case_ = context->facts->cases->pdata[i];
      HwFigureSubject subject = { HW_SUBJECT_CASE, 0, case_->id };

      func (context, case_, &subject);
    }
}

static gboolean
reached (const HwFigureContext *context,
         const HwCase          *case_,
         HwStage                stage)
{
  return case_->stage_since[stage] != 0 && hw_period_has (&context->period, case_->stage_since[stage]);
}

/* -- the way home --------------------------------------------------------------------------------------------------- */

static void
add_stages (HwFigureContext       *context,
            HwCase                *case_,
            const HwFigureSubject *subject)
{
  if (hw_period_has (&context->period, case_->opened_at))
    hw_figures_tally (context, HW_STAGE_WISH, 0, 1, subject);
  for (guint stage = HW_STAGE_ASSESSED; stage < HW_N_STAGES; stage++)
    if (reached (context, case_, stage))
      hw_figures_tally (context, stage, 0, 1, subject);
}

/* Rows: HwStage. */
void
hw_figures_count_stages (HwFigureContext *context)
{
  foreach_case (context, add_stages);
}

static void
add_home (HwFigureContext       *context,
          HwCase                *case_,
          const HwFigureSubject *subject)
{
  if (reached (context, case_, HW_STAGE_RECEIVED))
    hw_figures_tally (context, 0, 0, 1, subject);
}

void
hw_figures_count_home (HwFigureContext *context)
{
  foreach_case (context, add_home);
}

static const char *
get_country (const HwCase *case_)
{
  return case_->person->nationality != NULL && *case_->person->nationality != '\0' ? case_->person->nationality : "?";
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* Rows: countries by their codes (ISO 3166), of those who went home. */
void
hw_figures_count_countries (HwFigureContext *context)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  GStrv columns = g_strdupv (context->figure->columns);

  for (guint i = 0; i < context->facts->cases->len; i++)
    {
      const HwCase *case_ = context->facts->cases->pdata[i];

      if (reached (context, case_, HW_STAGE_RECEIVED) && !g_ptr_array_find_with_equal_func (codes, get_country (case_), g_str_equal, NULL))
        g_ptr_array_add (codes, g_strdup (get_country (case_)));
    }
  g_ptr_array_sort (codes, compare_names);
  g_ptr_array_add (codes, NULL);
  hw_figures_begin (context, g_strdupv ((GStrv) codes->pdata), columns);
  for (guint i = 0; i < context->facts->cases->len; i++)
    {
      const HwCase *case_ = context->facts->cases->pdata[i];
      HwFigureSubject subject = { HW_SUBJECT_CASE, 0, case_->id };
      guint row;

      if (reached (context, case_, HW_STAGE_RECEIVED) && g_ptr_array_find_with_equal_func (codes, get_country (case_), (GEqualFunc) g_str_equal, &row))
        hw_figures_tally (context, row, 0, 1, &subject);
    }
}

/* Rows and columns in the order of the choices of the record. */
static gboolean
find_choice (const char *field,
             const char *value,
             guint      *found)
{
  const HwFieldSpec *spec = hw_case_record_find_field (HW_CASE_RECORD_PRECONDITION, field);

  for (guint i = 0; spec->choices[i].value != NULL; i++)
    if (g_strcmp0 (spec->choices[i].value, value) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

static void
add_preconditions (HwFigureContext       *context,
                   HwCase                *case_,
                   const HwFigureSubject *subject)
{
  const HwCaseRecord *record;

  for (guint at = 0; (record = hw_case_next_record (case_, HW_CASE_RECORD_PRECONDITION, &at)) != NULL;)
    {
      guint row, column;

      if (hw_period_has (&context->period, record->happened_at) && find_choice (HW_RECORD_TREATMENT, hw_case_record_get (record, HW_RECORD_TREATMENT), &row) &&
          find_choice (HW_RECORD_STATE, hw_case_record_get (record, HW_RECORD_STATE), &column))
        hw_figures_tally (context, row, column, 1, subject);
    }
}

void
hw_figures_count_preconditions (HwFigureContext *context)
{
  foreach_case (context, add_preconditions);
}

static void
add_wish_days (HwFigureContext       *context,
               HwCase                *case_,
               const HwFigureSubject *subject)
{
  if (reached (context, case_, HW_STAGE_TRAVELLED))
    hw_figures_sample (context, 0, 0, (double) (case_->stage_since[HW_STAGE_TRAVELLED] - case_->opened_at) / G_TIME_SPAN_DAY, subject);
}

void
hw_figures_count_wish_days (HwFigureContext *context)
{
  foreach_case (context, add_wish_days);
}

/* -- afterwards ----------------------------------------------------------------------------------------------------- */

enum { ON_TIME, LATE, GIVEN_UP, NOT_YET };

static guint
get_follow_up_row (const HwFollowUp *follow_up)
{
  switch (follow_up->state)
    {
    case HW_FOLLOW_UP_DONE: return follow_up->last == NULL || follow_up->last->happened_at <= follow_up->end ? ON_TIME : LATE;
    case HW_FOLLOW_UP_GIVEN_UP: return GIVEN_UP;
    case HW_FOLLOW_UP_WAITS:
    case HW_FOLLOW_UP_DUE:
    case HW_FOLLOW_UP_OVERDUE:
    case HW_FOLLOW_UP_ATTEMPTED:
    default: return NOT_YET;
    }
}

static void
add_follow_ups (HwFigureContext       *context,
                HwCase                *case_,
                const HwFigureSubject *subject)
{
  HwFollowUp follow_ups[HW_N_FOLLOW_UPS];
  guint n = hw_follow_up_list (case_, context->now, follow_ups);

  for (guint i = 0; i < n; i++)
    if (hw_period_has (&context->period, follow_ups[i].due_at) && follow_ups[i].due_at <= context->now)
      hw_figures_tally (context, get_follow_up_row (&follow_ups[i]), 0, 1, subject);
}

/* Rows: done on time, late, given up, not yet; of those that were due in the period. */
void
hw_figures_count_follow_ups (HwFigureContext *context)
{
  foreach_case (context, add_follow_ups);
}

/* The moment @days after the day of the arrival. */
static gboolean
get_mark (const HwFigureContext *context,
          const HwCase          *case_,
          guint                  days,
          gint64                *arrival,
          gint64                *mark)
{
  gint64 end;

  if (!hw_date_parse_in (hw_case_get (case_, HW_FIELD_ARRIVED_ON), context->zone, NULL, &end))
    return FALSE;
  *arrival = end;
  *mark = end + days * HW_ONE_DAY;
  return hw_period_has (&context->period, *mark) && *mark <= context->now;
}

/* Nobody met them here again until then, and nobody said that they are not there any more. */
static gboolean
has_lasted (const HwCase *case_,
            gint64        arrival,
            gint64        mark)
{
  const HwCaseRecord *attempt;

  for (guint i = 0; i < case_->met_at->len; i++)
    if (g_array_index (case_->met_at, gint64, i) > arrival && g_array_index (case_->met_at, gint64, i) <= mark)
      return FALSE;
  for (guint at = 0; (attempt = hw_case_next_record (case_, HW_CASE_RECORD_FOLLOW_UP, &at)) != NULL;)
    {
      const char *outcome = hw_case_record_get (attempt, HW_RECORD_OUTCOME);

      if (attempt->happened_at <= mark && (g_strcmp0 (outcome, "seen-here") == 0 || g_strcmp0 (outcome, "moved-on") == 0))
        return FALSE;
    }
  return TRUE;
}

static const guint marks[] = { 30, 90, 180, 365 };

static void
add_lasting (HwFigureContext       *context,
             HwCase                *case_,
             const HwFigureSubject *subject)
{
  gint64 arrival, mark;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (get_mark (context, case_, marks[i], &arrival, &mark))
      hw_figures_tally (context, i, has_lasted (case_, arrival, mark) ? 0 : 1, 1, subject);
}

/* Rows: 30, 90, 180, 365 days; columns: lasted, did not. */
void
hw_figures_count_lasting (HwFigureContext *context)
{
  foreach_case (context, add_lasting);
}

static void
add_seen_again (HwFigureContext       *context,
                HwCase                *case_,
                const HwFigureSubject *subject)
{
  gint64 arrival;

  if (!hw_date_parse_in (hw_case_get (case_, HW_FIELD_ARRIVED_ON), context->zone, NULL, &arrival))
    return;
  for (guint i = 0; i < case_->met_at->len; i++)
    {
      gint64 met = g_array_index (case_->met_at, gint64, i);

      if (met > arrival && hw_period_has (&context->period, met))
        {
          hw_figures_tally (context, 0, 0, 1, subject);
          return;
        }
    }
}

void
hw_figures_count_seen_again (HwFigureContext *context)
{
  foreach_case (context, add_seen_again);
}

/* -- what must stay visible ----------------------------------------------------------------------------------------- */

static void
add_overrides (HwFigureContext       *context,
               HwCase                *case_,
               const HwFigureSubject *subject)
{
  const HwCaseRecord *record;

  for (guint at = 0; (record = hw_case_next_record (case_, HW_CASE_RECORD_OVERRIDE, &at)) != NULL;)
    if (hw_period_has (&context->period, record->happened_at))
      hw_figures_tally (context, 0, 0, 1, subject);
}

void
hw_figures_count_overrides (HwFigureContext *context)
{
  foreach_case (context, add_overrides);
}

static void
add_withdrawals (HwFigureContext       *context,
                 HwCase                *case_,
                 const HwFigureSubject *subject)
{
  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *consent = case_->consents->pdata[i];

      if (consent->withdrawn_at != 0 && hw_period_has (&context->period, consent->withdrawn_at))
        hw_figures_tally (context, 0, 0, 1, subject);
    }
}

void
hw_figures_count_withdrawals (HwFigureContext *context)
{
  foreach_case (context, add_withdrawals);
}

/* -- money ---------------------------------------------------------------------------------------------------------- */

enum { PAYER_PROJECT, PAYER_HOME, PAYER_OTHER };

/* Calls @func for each cost of @case_ that stands; within the period where @in_period. */
typedef void (*CostFunc) (const HwCaseRecord *cost, const HwMoney *left, gpointer user_data);

static void
foreach_cost (const HwFigureContext *context,
              const HwCase          *case_,
              gboolean               in_period,
              CostFunc               func,
              gpointer               user_data)
{
  const HwCaseRecord *cost;
  HwMoney left;

  for (guint at = 0; (cost = hw_case_next_record (case_, HW_CASE_RECORD_COST, &at)) != NULL;)
    if ((!in_period || hw_period_has (&context->period, cost->happened_at)) && hw_cost_is_standing (case_, cost) && hw_cost_get_left (case_, cost, &left))
      func (cost, &left, user_data);
}

static void
take_currency (const HwCaseRecord *cost,
               const HwMoney      *left,
               gpointer            currencies)
{
  if (!g_ptr_array_find_with_equal_func (currencies, left->currency, g_str_equal, NULL))
    g_ptr_array_add (currencies, g_strdup (left->currency));
}

/* Money is never added over currencies: each is a column. */
static void
begin_money (HwFigureContext *context,
             gboolean         in_period)
{
  g_autoptr (GPtrArray) currencies = g_ptr_array_new_with_free_func (g_free);
  GStrv rows = g_strdupv (context->figure->rows);

  for (guint i = 0; i < context->facts->cases->len; i++)
    foreach_cost (context, context->facts->cases->pdata[i], in_period, take_currency, currencies);
  g_ptr_array_sort (currencies, compare_names);
  g_ptr_array_add (currencies, NULL);
  hw_figures_begin (context, rows, g_strdupv ((GStrv) currencies->pdata));
}

static gboolean
find_column (const HwFigureContext *context,
             const char            *currency,
             guint                 *column)
{
  for (guint i = 0; i < context->figure->n_columns; i++)
    if (g_str_equal (context->figure->columns[i], currency))
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

typedef struct { HwFigureContext *context; const HwFigureSubject *subject; gboolean by_payer; } Adding;

static void
add_cost (const HwCaseRecord *cost,
          const HwMoney      *left,
          gpointer            user_data)
{
  const Adding *adding = user_data;
  const char *payer = hw_case_record_get (cost, HW_RECORD_PAYER);
  guint row = 0, column;

  if (!find_column (adding->context, left->currency, &column))
    return;
  if (adding->by_payer)
    row = g_strcmp0 (payer, HW_PAYER_PROJECT) == 0 ? PAYER_PROJECT : g_strcmp0 (payer, HW_PAYER_HOME_COUNTRY) == 0 ? PAYER_HOME : PAYER_OTHER;
  hw_figures_tally (adding->context, row, column, (double) left->minor, adding->subject);
}

static void
add_costs (HwFigureContext       *context,
           HwCase                *case_,
           const HwFigureSubject *subject)
{
  Adding adding = { context, subject, TRUE };

  foreach_cost (context, case_, TRUE, add_cost, &adding);
}

/* Rows: the project, the home country, others; columns: currencies. */
void
hw_figures_count_costs (HwFigureContext *context)
{
  begin_money (context, TRUE);
  foreach_case (context, add_costs);
}

/* What was paid for @n people, for each of them. */
static void
divide_by (HwFigureContext *context,
           guint            n)
{
  for (guint i = 0; i < context->figure->n_columns; i++)
    {
      context->figure->values[i] = n > 0 ? context->figure->values[i] / n : HW_FIGURE_NOTHING;
      context->figure->basis[i] = n;
    }
}

/* Columns: currencies; everything that was ever paid for those who were received in the period. */
void
hw_figures_count_cost_per_return (HwFigureContext *context)
{
  guint n = 0;

  begin_money (context, FALSE);
  for (guint i = 0; i < context->facts->cases->len; i++)
    {
      HwCase *case_ = context->facts->cases->pdata[i];
      HwFigureSubject subject = { HW_SUBJECT_CASE, 0, case_->id };
      Adding adding = { context, &subject, FALSE };

      if (!reached (context, case_, HW_STAGE_RECEIVED))
        continue;
      n++;
      foreach_cost (context, case_, FALSE, add_cost, &adding);
    }
  divide_by (context, n);
}

/* The same of those whose return lasted so many days, and these ended in the period. */
void
hw_figures_count_cost_per_lasting (HwFigureContext *context)
{
  guint n = 0;

  begin_money (context, FALSE);
  for (guint i = 0; i < context->facts->cases->len; i++)
    {
      HwCase *case_ = context->facts->cases->pdata[i];
      HwFigureSubject subject = { HW_SUBJECT_CASE, 0, case_->id };
      Adding adding = { context, &subject, FALSE };
      gint64 arrival, mark;

      if (!get_mark (context, case_, context->definition->days, &arrival, &mark) || !has_lasted (case_, arrival, mark))
        continue;
      n++;
      foreach_cost (context, case_, FALSE, add_cost, &adding);
    }
  divide_by (context, n);
}
