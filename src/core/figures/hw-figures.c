/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "figures/hw-figures-private.h"

/* Counts figures from facts, by their definitions. */

#define NOON (G_GINT64_CONSTANT (43200) * G_USEC_PER_SEC)

/* -- what the counting functions call ------------------------------------------------------------------------------- */

/**
 * hw_figures_begin: (skip)
 * @context: a context
 * @rows: (transfer full): names of the rows, where the definition has none
 * @columns: (transfer full): the same
 *
 * For a figure whose rows or columns are known only when it is counted; before the first is counted.
 */
void
hw_figures_begin (HwFigureContext *context,
                  GStrv            rows,
                  GStrv            columns)
{
  g_clear_pointer (&context->figure, hw_figure_unref);
  context->figure = hw_figure_new (context->definition, &context->period, rows, columns);
}

static gboolean
is_asked_for (const HwFigureContext *context,
              guint                  row,
              guint                  column)
{
  return context->subjects != NULL && context->row == row && context->column == column;
}

/**
 * hw_figures_tally: (skip)
 * @context: a context
 * @row: from 0
 * @column: from 0
 * @by: how many
 * @subject: what it is
 *
 * Counts something, and remembers it where somebody asks what is behind the number.
 */
void
hw_figures_tally (HwFigureContext       *context,
                  guint                  row,
                  guint                  column,
                  double                 by,
                  const HwFigureSubject *subject)
{
  gsize at = row * context->figure->n_columns + column;

  context->figure->values[at] += by;
  context->figure->basis[at]++;
  if (is_asked_for (context, row, column))
    g_array_append_vals (context->subjects, subject, 1);
}

/**
 * hw_figures_sample: (skip)
 * @context: a context
 * @row: from 0
 * @column: from 0
 * @value: one of those of which the middle one is looked for
 * @subject: what it is
 */
void
hw_figures_sample (HwFigureContext       *context,
                   guint                  row,
                   guint                  column,
                   double                 value,
                   const HwFigureSubject *subject)
{
  gsize size = (gsize) context->figure->n_rows * context->figure->n_columns, at = row * context->figure->n_columns + column;

  if (context->samples == NULL)
    context->samples = g_new0 (GArray *, size);
  if (context->samples[at] == NULL)
    context->samples[at] = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (context->samples[at], value);
  context->figure->basis[at]++;
  if (is_asked_for (context, row, column))
    g_array_append_vals (context->subjects, subject, 1);
}

static HwSeen *
seen_new (const HwFigureFacts *facts)
{
  HwSeen *seen = g_new0 (HwSeen, 1);
  guint n_persons = facts->persons->len, n = 0;
  g_autofree guint *next = g_new0 (guint, n_persons + 1);

  seen->starts = g_new0 (guint, n_persons + 1);
  for (guint i = 0; i < facts->contacts->len; i++)
    {
      const HwContactFact *contact = &g_array_index (facts->contacts, HwContactFact, i);

      if (contact->bedded_down && contact->person != HW_NOBODY_KNOWN)
        seen->starts[contact->person + 1]++;
    }
  for (guint i = 0; i < n_persons; i++)
    seen->starts[i + 1] += seen->starts[i];
  n = seen->starts[n_persons];
  memcpy (next, seen->starts, n_persons * sizeof *next);
  seen->times = g_new (gint64, n + 1);
  seen->rows = g_new (gint64, n + 1);
  for (guint i = 0; i < facts->contacts->len; i++)
    {
      const HwContactFact *contact = &g_array_index (facts->contacts, HwContactFact, i);

      if (!contact->bedded_down || contact->person == HW_NOBODY_KNOWN)
        continue;
      seen->rows[next[contact->person]] = contact->row;
      seen->times[next[contact->person]++] = contact->met_at;
    }
  return seen;
}

static void
seen_free (HwSeen *seen)
{
  if (seen == NULL)
    return;
  g_free (seen->starts);
  g_free (seen->times);
  g_free (seen->rows);
  g_free (seen);
}

/**
 * hw_figures_get_seen: (skip)
 * @context: a context
 *
 * Returns: (transfer none): when each person was seen sleeping rough
 */
const HwSeen *
hw_figures_get_seen (HwFigureContext *context)
{
  if (context->seen == NULL)
    context->seen = seen_new (context->facts);
  return context->seen;
}

/**
 * hw_figures_get_night: (skip)
 * @context: a context
 * @time: µs UTC
 *
 * Returns: the number of the night: that of the day on whose evening it began; it ends at noon
 */
gint64
hw_figures_get_night (HwFigureContext *context,
                      gint64           time)
{
  gint64 seconds = (time - NOON) / G_USEC_PER_SEC;
  int interval = g_time_zone_find_interval (context->zone, G_TIME_TYPE_UNIVERSAL, time / G_USEC_PER_SEC);

  seconds += g_time_zone_get_offset (context->zone, interval);
  return seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
}

/* -- one figure ----------------------------------------------------------------------------------------------------- */

/* Translated; one empty name where the definition has none. */
static GStrv
dup_names (const char * const *words)
{
  static const char * const one[] = { "", NULL };
  const char * const *names = words != NULL ? words : one;
  guint n = g_strv_length ((GStrv) names);
  GStrv copy = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    copy[i] = g_strdup (*names[i] != '\0' ? _(names[i]) : "");
  return copy;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* The middle one; of an even number the mean of the middle two. */
static double
find_middle (GArray *samples)
{
  guint half = samples->len / 2;

  g_array_sort (samples, compare_doubles);
  if (samples->len % 2 == 1)
    return g_array_index (samples, double, half);
  return (g_array_index (samples, double, half - 1) + g_array_index (samples, double, half)) / 2;
}

static void
take_middles (HwFigureContext *context)
{
  gsize size = (gsize) context->figure->n_rows * context->figure->n_columns;

  for (gsize i = 0; i < size; i++)
    {
      GArray *samples = context->samples != NULL ? context->samples[i] : NULL;

      context->figure->values[i] = samples != NULL ? find_middle (samples) : HW_FIGURE_NOTHING;
      g_clear_pointer (&samples, g_array_unref);
    }
  g_clear_pointer (&context->samples, g_free);
}

static void
count (HwFigureContext          *context,
       const HwFigureDefinition *definition)
{
  context->definition = definition;
  hw_figures_begin (context, dup_names (definition->row_words), dup_names (definition->column_words));
  definition->count (context);
  if (definition->unit == HW_FIGURE_UNIT_DAYS)
    take_middles (context);
}

/**
 * hw_figures_count_one:
 * @facts: what happened
 * @definition: by which rule
 * @period: of when
 * @now: until when things are known, µs UTC
 * @zone: where the team is
 *
 * Returns: (transfer full): the figure
 */
HwFigure *
hw_figures_count_one (const HwFigureFacts      *facts,
                      const HwFigureDefinition *definition,
                      const HwPeriod           *period,
                      gint64                    now,
                      GTimeZone                *zone)
{
  HwFigureContext context = { .facts = facts, .period = *period, .now = now, .zone = zone };

  count (&context, definition);
  seen_free (context.seen);
  return context.figure;
}

/**
 * hw_figures_count:
 * @facts: what happened; its reports are those of @period at least
 * @period: of when
 * @now: until when things are known, µs UTC
 * @zone: where the team is
 *
 * Returns: (transfer full) (element-type HwFigure): every figure once, by the version that was in force when @period began
 */
GPtrArray *
hw_figures_count (const HwFigureFacts *facts,
                  const HwPeriod      *period,
                  gint64               now,
                  GTimeZone           *zone)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_figure_unref);
  HwFigureContext context = { .facts = facts, .period = *period, .now = now, .zone = zone };
  guint n_definitions;
  const HwFigureDefinition *definitions = hw_figure_definitions (&n_definitions);

  for (guint i = 0; i < n_definitions; i++)
    {
      const HwFigureDefinition *chosen;

      if (definitions[i].version != 1)
        continue;
      chosen = hw_figure_choose_version (definitions, n_definitions, definitions[i].id, period, zone);
      count (&context, chosen);
      g_ptr_array_add (figures, g_steal_pointer (&context.figure));
    }
  seen_free (context.seen);
  return figures;
}

/**
 * hw_figures_list_subjects:
 * @facts: what happened
 * @definition: by which rule
 * @period: of when
 * @now: until when things are known, µs UTC
 * @zone: where the team is
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer full) (element-type HwFigureSubject): what the number at @row and @column is made of
 */
GArray *
hw_figures_list_subjects (const HwFigureFacts      *facts,
                          const HwFigureDefinition *definition,
                          const HwPeriod           *period,
                          gint64                    now,
                          GTimeZone                *zone,
                          guint                     row,
                          guint                     column)
{
  HwFigureContext context = { .facts = facts, .period = *period, .now = now, .zone = zone, .row = row, .column = column };

  context.subjects = g_array_new (FALSE, FALSE, sizeof (HwFigureSubject));
  count (&context, definition);
  seen_free (context.seen);
  hw_figure_unref (context.figure);
  return context.subjects;
}

/**
 * hw_figures_find:
 * @figures: (element-type HwFigure): of hw_figures_count()
 * @id: which
 *
 * Returns: (transfer none) (nullable): the figure
 */
const HwFigure *
hw_figures_find (GPtrArray  *figures,
                 const char *id)
{
  for (guint i = 0; i < figures->len; i++)
    if (g_str_equal (((const HwFigure *) figures->pdata[i])->definition->id, id))
      return figures->pdata[i];
  return NULL;
}
