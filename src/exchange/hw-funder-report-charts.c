/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-funder-report-private.h"

/* What is easier to see than to read: figures of which a report draws a chart in
 * the place of a table. They are drawn of what may leave, as everything is. */

G_STATIC_ASSERT ((int) HW_FIGURE_HIDDEN == (int) HW_CHART_HIDDEN && (int) HW_FIGURE_NOTHING == (int) HW_CHART_NOTHING);

/* The Mondays of the weeks, short. */
static GStrv
dup_week_names (const HwFigure *figure)
{
  GStrv names = g_new0 (char *, figure->n_rows + 1);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (guint row = 0; row < figure->n_rows; row++)
    {
      g_autofree char *noon = g_strconcat (figure->rows[row], "T12:00:00", NULL);
      g_autoptr (GDateTime) monday = g_date_time_new_from_iso8601 (noon, utc);

      /* TRANSLATORS: a day and a month on the scale of a chart, as in "5 Oct" */
      names[row] = monday != NULL ? g_date_time_format (monday, _("%-d %b")) : g_strdup (figure->rows[row]);
    }
  return names;
}

/* (transfer full) (nullable): %NULL where a table says more */
HwChart *
hw_funder_report_make_chart (const HwFigure *figure)
{
  const char *id = figure->definition->id;
  g_auto (GStrv) names = NULL;

  if (figure->n_rows == 0 || figure->n_columns == 0)
    return NULL;
  if (g_str_equal (id, "reports-by-hour"))
    return hw_chart_new (HW_CHART_HEAT, _(figure->definition->title), (const char * const *) figure->rows, (const char * const *) figure->columns, figure->values);
  if (!g_str_equal (id, "weeks"))
    return NULL;
  names = dup_week_names (figure);
  return hw_chart_new (HW_CHART_TREND, _(figure->definition->title), (const char * const *) names, (const char * const *) figure->columns, figure->values);
}

/* (transfer full): who was seen in the last four quarters */
HwChart *
hw_funder_report_make_quarters (HwFunderReport *self)
{
  const HwFigure *first = self->quarters->pdata[0];
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double)), sums = g_array_new (FALSE, FALSE, sizeof (double));
  HwChart *chart;

  for (guint i = 0; i < self->quarters->len; i++)
    {
      const HwFigure *figure = self->quarters->pdata[i];
      double sum = hw_figure_get_sum (figure);

      g_array_append_vals (values, figure->values, figure->n_rows);
      g_array_append_val (sums, sum);
    }
  chart = hw_chart_new (HW_CHART_BARS, _("People seen sleeping rough"), (const char * const *) self->quarter_names, (const char * const *) first->rows,
                        (const double *) (gpointer) values->data);
  hw_chart_set_sums (chart, (const double *) (gpointer) sums->data);
  return chart;
}
