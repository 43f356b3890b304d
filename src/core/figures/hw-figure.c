/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "figures/hw-figure.h"
#include "hw-money.h"
#include "hw-small-numbers.h"

/* A counted figure: as the team sees it, and as it may leave. */

G_DEFINE_BOXED_TYPE (HwFigure, hw_figure, hw_figure_ref, hw_figure_unref)

/**
 * hw_figure_new: (skip)
 * @definition: by which rule
 * @period: of when
 * @rows: (transfer full): names of the rows
 * @columns: (transfer full): names of the columns
 *
 * Returns: (transfer full): a figure in which nothing is counted yet
 */
HwFigure *
hw_figure_new (const HwFigureDefinition *definition,
               const HwPeriod           *period,
               GStrv                     rows,
               GStrv                     columns)
{
  HwFigure *self = g_new0 (HwFigure, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->definition = definition;
  self->period = *period;
  self->rows = rows;
  self->columns = columns;
  self->n_rows = g_strv_length (rows);
  self->n_columns = g_strv_length (columns);
  self->values = g_new0 (double, (gsize) self->n_rows * self->n_columns + 1);
  self->basis = g_new0 (guint, (gsize) self->n_rows * self->n_columns + 1);
  return self;
}

/**
 * hw_figure_ref:
 * @self: a figure
 *
 * Returns: (transfer full): the same
 */
HwFigure *
hw_figure_ref (HwFigure *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * hw_figure_unref:
 * @self: (transfer full): a figure
 */
void
hw_figure_unref (HwFigure *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_strfreev (self->rows);
  g_strfreev (self->columns);
  g_free (self->values);
  g_free (self->basis);
  g_free (self);
}

/* -- what may leave ------------------------------------------------------------------------------------------------- */

static double
round_count (double value)
{
  if (value <= 0)
    return value;
  return value < HW_SMALL_NUMBER_LEAST ? HW_FIGURE_HIDDEN : hw_small_numbers_round ((guint) value);
}

/* Counts that add up: with the sums that somebody may know, nothing hidden can be worked out. */
static void
suppress_table (HwFigure       *leaving,
                const HwFigure *self)
{
  gsize size = (gsize) self->n_rows * self->n_columns;
  g_autofree guint *counts = g_new0 (guint, size + 1);
  g_autofree int *shown = g_new0 (int, (gsize) (self->n_rows + 1) * (self->n_columns + 1));

  for (gsize i = 0; i < size; i++)
    counts[i] = (guint) MAX (self->values[i], 0);
  hw_small_numbers_protect (counts, self->n_rows, self->n_columns, shown);
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      {
        int value = shown[row * (self->n_columns + 1) + column];

        leaving->values[row * self->n_columns + column] = value == HW_SMALL_NUMBER_HIDDEN ? HW_FIGURE_HIDDEN : value;
      }
  leaving->values[size] = shown[self->n_rows * (self->n_columns + 1) + self->n_columns];
  if (leaving->values[size] == HW_SMALL_NUMBER_HIDDEN)
    leaving->values[size] = HW_FIGURE_HIDDEN;
}

/* What is made of fewer than five of anything says too much about each. */
static double
suppress_made (const HwFigure *self,
               gsize           at)
{
  double value = self->values[at];

  /* Nothing is nothing, whatever it is made of. */
  if (value <= 0)
    return value;
  if (self->basis[at] < HW_SMALL_NUMBER_LEAST)
    return HW_FIGURE_HIDDEN;
  switch (self->definition->unit)
    {
    case HW_FIGURE_UNIT_PERCENT: return hw_small_numbers_round ((guint) (value + 0.5));
    case HW_FIGURE_UNIT_COUNT: return hw_small_numbers_round ((guint) value);
    case HW_FIGURE_UNIT_RATIO: return round (value * 2) / 2;
    case HW_FIGURE_UNIT_DAYS:
    case HW_FIGURE_UNIT_MINUTES:
    case HW_FIGURE_UNIT_MONEY:
    default: return value;
    }
}

static HwFigure *
copy (const HwFigure *self)
{
  HwFigure *other = hw_figure_new (self->definition, &self->period, g_strdupv (self->rows), g_strdupv (self->columns));
  gsize size = (gsize) self->n_rows * self->n_columns;

  memcpy (other->values, self->values, (size + 1) * sizeof *other->values);
  memcpy (other->basis, self->basis, (size + 1) * sizeof *other->basis);
  return other;
}

/**
 * hw_figure_suppress:
 * @self: a figure
 *
 * DOMAIN.md, "Counting rules": small numbers are hidden, the rest is rounded to
 * five, with secondary suppression. What is no count is hidden where fewer than
 * five people or things are behind it. Nothing tells any more how many there were.
 *
 * Returns: (transfer full): what may leave the team
 */
HwFigure *
hw_figure_suppress (const HwFigure *self)
{
  HwFigure *leaving = copy (self);
  gsize size = (gsize) self->n_rows * self->n_columns;

  leaving->may_leave = TRUE;
  if (self->definition->unit == HW_FIGURE_UNIT_COUNT && self->definition->adds_up)
    suppress_table (leaving, self);
  else
    for (gsize i = 0; i < size; i++)
      leaving->values[i] = self->definition->unit == HW_FIGURE_UNIT_COUNT ? round_count (self->values[i]) : suppress_made (self, i);
  memset (leaving->basis, 0, size * sizeof *leaving->basis);
  return leaving;
}

/* -- reading it ----------------------------------------------------------------------------------------------------- */

/**
 * hw_figure_get:
 * @self: a figure
 * @row: from 0
 * @column: from 0
 *
 * Returns: the value, %HW_FIGURE_NOTHING or %HW_FIGURE_HIDDEN
 */
double
hw_figure_get (const HwFigure *self,
               guint           row,
               guint           column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, HW_FIGURE_NOTHING);
  return self->values[row * self->n_columns + column];
}

/**
 * hw_figure_get_sum:
 * @self: a figure that adds up
 *
 * Returns: the sum of all; of a figure that may leave, what may be told of it
 */
double
hw_figure_get_sum (const HwFigure *self)
{
  gsize size = (gsize) self->n_rows * self->n_columns;
  double sum = 0;

  if (self->may_leave)
    return self->values[size];
  for (gsize i = 0; i < size; i++)
    sum += MAX (self->values[i], 0);
  return sum;
}

static char *
dup_money (double      value,
           const char *currency)
{
  HwMoney money = { .minor = (gint64) value };

  g_strlcpy (money.currency, currency, sizeof money.currency);
  return hw_money_format (&money);
}

/**
 * hw_figure_dup_words:
 * @unit: what it counts in
 * @value: a value, %HW_FIGURE_NOTHING or %HW_FIGURE_HIDDEN
 * @currency: (nullable): of money
 *
 * Returns: (transfer full): as people read it: "85", "60 %", "4 days", "hidden", "–"
 */
char *
hw_figure_dup_words (HwFigureUnit  unit,
                     double        value,
                     const char   *currency)
{
  /* TRANSLATORS: a number of people that is not told, since it would say too much about each of them */
  if (value == HW_FIGURE_HIDDEN)
    return g_strdup (_("hidden"));
  if (value < 0)
    return g_strdup ("–");
  switch (unit)
    {
    /* TRANSLATORS: per cent */
    case HW_FIGURE_UNIT_PERCENT: return g_strdup_printf (_("%.0f %%"), value);
    case HW_FIGURE_UNIT_DAYS: return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%.0f day", "%.0f days", (gulong) (value + 0.5)), value);
    case HW_FIGURE_UNIT_MINUTES: return g_strdup_printf (_("%.0f min"), value);
    case HW_FIGURE_UNIT_RATIO: return g_strdup_printf ("%.1f", value);
    case HW_FIGURE_UNIT_MONEY: return dup_money (value, currency != NULL ? currency : "");
    case HW_FIGURE_UNIT_COUNT:
    default: return g_strdup_printf ("%.0f", value);
    }
}

/**
 * hw_figure_dup_value:
 * @self: a figure
 * @row: from 0
 * @column: from 0; the columns of money are its currencies
 *
 * Returns: (transfer full): the value as people read it
 */
char *
hw_figure_dup_value (const HwFigure *self,
                     guint           row,
                     guint           column)
{
  return hw_figure_dup_words (self->definition->unit, hw_figure_get (self, row, column), self->columns[column]);
}

/**
 * hw_figure_group_get_words:
 * @group: a group
 *
 * Returns: (transfer none): its heading
 */
const char *
hw_figure_group_get_words (HwFigureGroup group)
{
  static const char * const words[HW_N_FIGURE_GROUPS] = { N_("Reports"), N_("People"), N_("Visits"), N_("Going home"), N_("Costs") };

  g_return_val_if_fail (group < HW_N_FIGURE_GROUPS, NULL);
  return _(words[group]);
}

/**
 * hw_figure_scheme_get_words:
 * @scheme: whose rule it is
 *
 * Returns: (transfer none): its name
 */
const char *
hw_figure_scheme_get_words (HwFigureScheme scheme)
{
  static const char * const words[HW_N_FIGURE_SCHEMES] = { N_("our own rule"), N_("as CHAIN counts"), N_("England’s framework") };

  g_return_val_if_fail (scheme < HW_N_FIGURE_SCHEMES, NULL);
  return _(words[scheme]);
}

/* -- definitions ---------------------------------------------------------------------------------------------------- */

/**
 * hw_figure_find_definition:
 * @id: (nullable): its stable name
 * @version: which; 0: the newest
 *
 * Returns: (transfer none) (nullable): the definition
 */
const HwFigureDefinition *
hw_figure_find_definition (const char *id,
                           guint       version)
{
  guint n_definitions;
  const HwFigureDefinition *definitions = hw_figure_definitions (&n_definitions), *found = NULL;

  for (guint i = 0; i < n_definitions; i++)
    if (g_strcmp0 (definitions[i].id, id) == 0 && (version == 0 || definitions[i].version == version) &&
        (found == NULL || found->version < definitions[i].version))
      found = &definitions[i];
  return found;
}

/**
 * hw_figure_choose_version:
 * @definitions: (array length=n_definitions): all versions of all
 * @n_definitions: how many
 * @id: which is asked for
 * @period: of when
 * @zone: where the team is
 *
 * A new rule is for periods that begin on its first day or later: what was told
 * of earlier ones stays as it was told.
 *
 * Returns: (transfer none) (nullable): the newest version that was in force when @period began
 */
const HwFigureDefinition *
hw_figure_choose_version (const HwFigureDefinition *definitions,
                          guint                     n_definitions,
                          const char               *id,
                          const HwPeriod           *period,
                          GTimeZone                *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (period->from / G_USEC_PER_SEC);
  g_autoptr (GDateTime) begins = g_date_time_to_timezone (utc, zone);
  g_autofree char *day = g_date_time_format (begins, "%F");
  const HwFigureDefinition *found = NULL;

  for (guint i = 0; i < n_definitions; i++)
    if (g_str_equal (definitions[i].id, id) && strcmp (definitions[i].counts_from, day) <= 0 &&
        (found == NULL || found->version < definitions[i].version))
      found = &definitions[i];
  return found;
}
