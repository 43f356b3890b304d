/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-chart-private.h"

/* The numbers of a chart: as a table, as text to copy, as words to be read out. How it is drawn is in hw-chart-draw.c. */

G_DEFINE_BOXED_TYPE (HwChart, hw_chart, hw_chart_ref, hw_chart_unref)

/**
 * hw_chart_new:
 * @kind: what it looks like
 * @title: what it shows
 * @rows: (array zero-terminated=1): names of the rows
 * @columns: (array zero-terminated=1): names of the columns
 * @values: (array): row by row; %HW_CHART_NOTHING or %HW_CHART_HIDDEN where there is no number
 *
 * Returns: (transfer full): a chart
 */
HwChart *
hw_chart_new (HwChartKind         kind,
              const char         *title,
              const char * const *rows,
              const char * const *columns,
              const double       *values)
{
  HwChart *self = g_new0 (HwChart, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->title = g_strdup (title);
  self->rows = g_strdupv ((GStrv) rows);
  self->columns = g_strdupv ((GStrv) columns);
  self->n_rows = g_strv_length (self->rows);
  self->n_columns = g_strv_length (self->columns);
  self->values = g_memdup2 (values, (gsize) self->n_rows * self->n_columns * sizeof *values);
  return self;
}

/**
 * hw_chart_ref:
 * @self: a chart
 *
 * Returns: (transfer full): the same
 */
HwChart *
hw_chart_ref (HwChart *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * hw_chart_unref:
 * @self: (transfer full): a chart
 */
void
hw_chart_unref (HwChart *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_strfreev (self->rows);
  g_strfreev (self->columns);
  g_free (self->values);
  g_free (self->sums);
  g_free (self);
}

/**
 * hw_chart_set_sums:
 * @self: a chart of bars
 * @sums: (array): what stands behind each bar; without it what its pieces add up to
 *
 * A sum that is told may differ from what the rounded pieces add up to.
 */
void
hw_chart_set_sums (HwChart      *self,
                   const double *sums)
{
  g_free (self->sums);
  self->sums = g_memdup2 (sums, self->n_rows * sizeof *sums);
}

/**
 * hw_chart_get_title:
 * @self: a chart
 *
 * Returns: (transfer none): what it shows
 */
const char *
hw_chart_get_title (const HwChart *self)
{
  return self->title;
}

static char *
dup_value (double value)
{
  if (value == HW_CHART_HIDDEN)
    return g_strdup (_("hidden"));
  return value < 0 ? NULL : g_strdup_printf ("%.0f", value);
}

/**
 * hw_chart_make_table:
 * @self: a chart
 *
 * Returns: (transfer full): its numbers, a line for each row
 */
HwListTable *
hw_chart_make_table (const HwChart *self)
{
  HwListTable *table = hw_list_table_new (self->title);
  g_autofree char **values = g_new0 (char *, self->n_columns + 2);

  hw_list_table_add_column (table, "row", "", HW_LIST_TEXT);
  for (guint column = 0; column < self->n_columns; column++)
    hw_list_table_add_column (table, self->columns[column], self->columns[column], HW_LIST_NUMBER);
  for (guint row = 0; row < self->n_rows; row++)
    {
      values[0] = self->rows[row];
      for (guint column = 0; column < self->n_columns; column++)
        values[column + 1] = dup_value (self->values[row * self->n_columns + column]);
      hw_list_table_add_row (table, (const char * const *) values);
      for (guint column = 0; column < self->n_columns; column++)
        g_free (values[column + 1]);
    }
  return table;
}

/**
 * hw_chart_dup_numbers:
 * @self: a chart
 *
 * Returns: (transfer full): its numbers, to be pasted into a spreadsheet: columns separated by tabs
 */
char *
hw_chart_dup_numbers (const HwChart *self)
{
  GString *text = g_string_new (NULL);

  for (guint column = 0; column < self->n_columns; column++)
    g_string_append_printf (text, "\t%s", self->columns[column]);
  g_string_append_c (text, '\n');
  for (guint row = 0; row < self->n_rows; row++)
    {
      g_string_append (text, self->rows[row]);
      for (guint column = 0; column < self->n_columns; column++)
        {
          g_autofree char *value = dup_value (self->values[row * self->n_columns + column]);

          g_string_append_printf (text, "\t%s", value != NULL ? value : "");
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/**
 * hw_chart_dup_words:
 * @self: a chart
 *
 * Returns: (transfer full): what it shows, to be read out; of many numbers only the greatest
 */
char *
hw_chart_dup_words (const HwChart *self)
{
  gsize n = (gsize) self->n_rows * self->n_columns, most = 0;

  for (gsize i = 1; i < n; i++)
    if (self->values[i] > self->values[most])
      most = i;
  if (n == 0 || self->values[most] <= 0)
    return g_strdup_printf (_("%s: nothing"), self->title);
  /* TRANSLATORS: what a chart shows; "Reports and people met, per week: most in 2026-10-05, reports: 55" */
  return g_strdup_printf (_("%s: most in %s, %s: %.0f"), self->title, self->rows[most / self->n_columns], self->columns[most % self->n_columns],
                          self->values[most]);
}
