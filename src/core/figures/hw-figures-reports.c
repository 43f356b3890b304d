/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "figures/hw-figures-private.h"
#include "hw-answered-by.h"
#include "hw-local-time.h"
#include "hw-published-month.h"

/* Figures of reports: those that were received in the period. */

/* Calls @func for each report of the period. */
static void
foreach_report (HwFigureContext *context,
                void           (*func) (HwFigureContext *context, const HwReportFact *report, const HwFigureSubject *subject))
{
  for (guint i = 0; i < context->facts->reports->len; i++)
    {
      const HwReportFact *report = &g_array_index (context->facts->reports, HwReportFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_REPORT, .row = report->row };

      if (hw_period_has (&context->period, report->received_at))
        func (context, report, &subject);
    }
}

static void
add_channel (HwFigureContext       *context,
             const HwReportFact    *report,
             const HwFigureSubject *subject)
{
  hw_figures_tally (context, report->channel, 0, 1, subject);
}

/* Rows: HwChannel. */
void
hw_figures_count_channels (HwFigureContext *context)
{
  foreach_report (context, add_channel);
}

static void
add_outcome (HwFigureContext       *context,
             const HwReportFact    *report,
             const HwFigureSubject *subject)
{
  hw_figures_tally (context, report->outcome, 0, 1, subject);
}

/* Rows: HwOutcomeGroup, then none yet. */
void
hw_figures_count_outcomes (HwFigureContext *context)
{
  foreach_report (context, add_outcome);
}

static void
add_looked_for (HwFigureContext       *context,
                const HwReportFact    *report,
                const HwFigureSubject *subject)
{
  if (report->outcome == HW_OUTCOME_FOUND || report->outcome == HW_OUTCOME_NOT_FOUND)
    hw_figures_tally (context, 0, 0, report->outcome == HW_OUTCOME_FOUND, subject);
}

/* How many of a hundred that were looked for were found. */
void
hw_figures_count_found (HwFigureContext *context)
{
  HwFigure *figure;

  foreach_report (context, add_looked_for);
  figure = context->figure;
  figure->values[0] = figure->basis[0] > 0 ? 100 * figure->values[0] / figure->basis[0] : HW_FIGURE_NOTHING;
}

static HwTold
get_told (const HwFigureContext *context,
          const HwReportFact    *report)
{
  gint64 due = hw_add_working_days (report->received_at, context->definition->days, context->zone);

  if (report->answered_at != 0)
    return report->answered_at <= due ? HW_TOLD_IN_TIME : HW_TOLD_LATE;
  return context->now <= due ? HW_TOLD_NOT_YET : HW_TOLD_OVERDUE;
}

static void
add_answer (HwFigureContext       *context,
            const HwReportFact    *report,
            const HwFigureSubject *subject)
{
  if (report->wants_answer)
    hw_figures_tally (context, get_told (context, report), 0, 1, subject);
}

/* Rows: HwTold. */
void
hw_figures_count_answers (HwFigureContext *context)
{
  foreach_report (context, add_answer);
}

static void
add_answer_days (HwFigureContext       *context,
                 const HwReportFact    *report,
                 const HwFigureSubject *subject)
{
  if (report->wants_answer && report->answered_at != 0)
    hw_figures_sample (context, 0, 0, (double) (report->answered_at - report->received_at) / G_TIME_SPAN_DAY, subject);
}

void
hw_figures_count_answer_days (HwFigureContext *context)
{
  foreach_report (context, add_answer_days);
}

/* Rows: days of the week from Monday; columns: hours. */
void
hw_figures_count_hours (HwFigureContext *context)
{
  static const char * const hours[] = {
    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", NULL,
  };
  g_autoptr (HwLocalTime) local = hw_local_time_new (context->zone);
  GStrv rows = g_strdupv (context->figure->rows);

  hw_figures_begin (context, rows, g_strdupv ((GStrv) hours));
  for (guint i = 0; i < context->facts->reports->len; i++)
    {
      const HwReportFact *report = &g_array_index (context->facts->reports, HwReportFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_REPORT, .row = report->row };
      guint weekday, hour;

      if (!hw_period_has (&context->period, report->received_at))
        continue;
      hw_local_time_get_rhythm (local, report->received_at, &weekday, &hour);
      hw_figures_tally (context, weekday, hour, 1, &subject);
    }
}

/* The Monday of the local week in which @time lies, counted from 1970-01-01, a Thursday; times are of our days, and positive. */
static gint64
get_monday (HwLocalTime *local,
            gint64       time)
{
  return (hw_local_time_get_seconds (local, time) / 86400 + 3) / 7 * 7 - 3;
}

static GStrv
name_weeks (gint64 first,
            guint  n_weeks)
{
  GStrv names = g_new0 (char *, n_weeks + 1);

  for (guint i = 0; i < n_weeks; i++)
    {
      g_autoptr (GDateTime) monday = g_date_time_new_from_unix_utc ((first + 7 * i) * 86400);

      names[i] = g_date_time_format (monday, "%F");
    }
  return names;
}

/* Of each week: somebody known once, others as often as they were met. */
static void
add_people_of_weeks (HwFigureContext *context,
                     HwLocalTime     *local,
                     gint64           first)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < context->facts->contacts->len; i++)
    {
      const HwContactFact *contact = &g_array_index (context->facts->contacts, HwContactFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_CONTACT, .row = contact->row };
      guint week;
      gint64 key;

      if (!contact->bedded_down || !hw_period_has (&context->period, contact->met_at))
        continue;
      week = (guint) ((get_monday (local, contact->met_at) - first) / 7);
      key = (gint64) week << 32 | contact->person;
      if (contact->person == HW_NOBODY_KNOWN || g_hash_table_add (known, g_memdup2 (&key, sizeof key)))
        hw_figures_tally (context, week, 1, contact->person == HW_NOBODY_KNOWN ? contact->people : 1, &subject);
    }
}

/* Of a week that has not begun there is nothing to tell. */
static void
forget_weeks_to_come (HwFigureContext *context,
                      gint64           after,
                      gint64           this_week)
{
  HwFigure *figure = context->figure;

  for (guint row = figure->n_rows; row > 0 && after - 7 * (gint64) (figure->n_rows - row + 1) > this_week; row--)
    for (guint column = 0; column < figure->n_columns; column++)
      figure->values[(row - 1) * figure->n_columns + column] = HW_FIGURE_NOTHING;
}

/* Rows: weeks from Monday, named by it; columns: reports, people met. */
void
hw_figures_count_weeks (HwFigureContext *context)
{
  g_autoptr (HwLocalTime) local = hw_local_time_new (context->zone);
  gint64 first = get_monday (local, context->period.from);
  gint64 last = get_monday (local, context->period.until - 1);
  GStrv columns = g_strdupv (context->figure->columns);

  hw_figures_begin (context, name_weeks (first, (guint) ((last - first) / 7) + 1), columns);
  for (guint i = 0; i < context->facts->reports->len; i++)
    {
      const HwReportFact *report = &g_array_index (context->facts->reports, HwReportFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_REPORT, .row = report->row };

      if (hw_period_has (&context->period, report->received_at))
        hw_figures_tally (context, (guint) ((get_monday (local, report->received_at) - first) / 7), 0, 1, &subject);
    }
  add_people_of_weeks (context, local, first);
  forget_weeks_to_come (context, first + 7 * (gint64) context->figure->n_rows, get_monday (local, context->now));
}

static void
add_attempt (HwFigureContext       *context,
             const HwReportFact    *report,
             const HwFigureSubject *subject)
{
  if (report->outcome == HW_OUTCOME_FOUND || report->outcome == HW_OUTCOME_NOT_FOUND)
    hw_figures_tally (context, 0, 0, 1, subject);
}

void
hw_figures_count_attempts (HwFigureContext *context)
{
  foreach_report (context, add_attempt);
}

void
hw_figures_count_attempts_per_contact (HwFigureContext *context)
{
  guint n_contacts = 0;
  HwFigure *figure;

  foreach_report (context, add_attempt);
  for (guint i = 0; i < context->facts->contacts->len; i++)
    n_contacts += hw_period_has (&context->period, g_array_index (context->facts->contacts, HwContactFact, i).met_at);
  figure = context->figure;
  figure->values[0] = n_contacts > 0 ? figure->values[0] / n_contacts : HW_FIGURE_NOTHING;
  figure->basis[0] = MIN (figure->basis[0], n_contacts);
}
