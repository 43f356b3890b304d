/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-funder-report-private.h"

/* What goes into the report for a funder. It is put together of what may leave
 * and nothing else, so that no format can show more. */

#define N_QUARTERS 4

/* Of most teams nearly all of its 168 numbers are hidden. */
#define UNUSUAL "reports-by-hour"

/**
 * hw_funder_report_dup_usual:
 *
 * Returns: (transfer full): the figures of a report where none are chosen: all but those that tell of countries
 */
GStrv
hw_funder_report_dup_usual (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_definitions;
  const HwFigureDefinition *definitions = hw_figure_definitions (&n_definitions);

  for (guint i = 0; i < n_definitions; i++)
    if (!definitions[i].casework && !g_str_equal (definitions[i].id, UNUSUAL))
      g_strv_builder_add (builder, definitions[i].id);
  return g_strv_builder_end (builder);
}

static gboolean
check_ids (const char * const  *ids,
           GError             **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (hw_figure_find_definition (ids[i], 0) == NULL)
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("There is no figure named %s. No file was written. Choose one of the list."), ids[i]);
        return FALSE;
      }
  return TRUE;
}

/* -- what is in it -------------------------------------------------------------------------------------------------- */

static void
add_figures (HwFunderReport      *self,
             GPtrArray           *counted,
             const char * const  *ids)
{
  for (guint i = 0; i < counted->len; i++)
    {
      const HwFigure *figure = counted->pdata[i];

      if (g_strv_contains (ids, figure->definition->id))
        g_ptr_array_add (self->figures, hw_figure_suppress (figure));
    }
}

static void
add_quarters (HwFunderReport      *self,
              const HwFigureFacts *facts,
              const HwPeriod      *period,
              gint64               now,
              GTimeZone           *zone)
{
  const HwFigureDefinition *seen = hw_figure_find_definition ("seen", 0);
  HwPeriod quarter = hw_period_quarter_at (period->until - 1, zone);

  self->quarter_names = g_new0 (char *, N_QUARTERS + 1);
  for (guint i = N_QUARTERS; i > 0; i--)
    {
      g_autoptr (HwFigure) figure = hw_figures_count_one (facts, seen, &quarter, now, zone);

      g_ptr_array_insert (self->quarters, 0, hw_figure_suppress (figure));
      self->quarter_names[i - 1] = hw_period_dup_words (&quarter, zone);
      quarter = hw_period_before (&quarter, zone);
    }
}

static gboolean
add_map (HwFunderReport  *self,
         GArray          *points,
         const HwPeriod  *period,
         gint64           now,
         GTimeZone       *zone,
         GError         **error)
{
  const HwCoarseRules rules = HW_COARSE_RULES_INIT;
  g_autoptr (GArray) within = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));

  for (guint i = 0; i < points->len; i++)
    {
      HwIndexPoint point = g_array_index (points, HwIndexPoint, i);

      if (hw_period_has (period, point.time))
        g_array_append_val (within, point);
    }
  self->cells = hw_coarse_map_new ((const HwIndexPoint *) (gpointer) within->data, within->len, &rules, zone, now, error);
  return self->cells != NULL;
}

static char *
dup_day (gint64     at,
         GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  /* Translators: a day within a sentence, see strftime(3) */
  return g_date_time_format (local, _("%-d %B %Y"));
}

static void
set_words (HwFunderReport          *self,
           const HwFunderReportAsk *ask,
           GTimeZone               *zone)
{
  g_autofree char *period = hw_period_dup_words (&ask->period, zone), *day = dup_day (ask->made_at, zone);
  g_autofree char *known = ask->as_of != 0 ? dup_day (ask->as_of, zone) : NULL;

  self->team = g_strdup (ask->team);
  /* Translators: the name of a team, and a period: "Q3 2026" */
  self->title = g_strdup_printf (_("%s: %s in figures"), ask->team, period);
  self->made = known != NULL ? g_strdup_printf (_("Made on %s, as it was known on %s"), day, known) : g_strdup_printf (_("Made on %s"), day);
}

/**
 * hw_funder_report_new:
 * @facts: what the store holds
 * @points: (nullable) (element-type HwIndexPoint): where people were reported and met; for the map
 * @ask: what is wanted
 * @zone: where the team is
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the report, in the user's language
 */
HwFunderReport *
hw_funder_report_new (const HwFigureFacts      *facts,
                      GArray                   *points,
                      const HwFunderReportAsk  *ask,
                      GTimeZone                *zone,
                      GError                  **error)
{
  g_autoptr (HwFunderReport) self = g_new0 (HwFunderReport, 1);
  g_auto (GStrv) usual = ask->ids == NULL ? hw_funder_report_dup_usual () : NULL;
  const char * const *ids = ask->ids != NULL ? ask->ids : (const char * const *) usual;
  gint64 now = ask->as_of != 0 ? ask->as_of : ask->made_at;
  g_autoptr (GPtrArray) counted = NULL;

  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_figure_unref);
  self->quarters = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_figure_unref);
  if (!check_ids (ids, error))
    return NULL;
  counted = hw_figures_count (facts, &ask->period, now, zone);
  add_figures (self, counted, ids);
  if (g_strv_contains (ids, "seen"))
    add_quarters (self, facts, &ask->period, now, zone);
  if (ask->with_map && points != NULL && !add_map (self, points, &ask->period, now, zone, error))
    return NULL;
  set_words (self, ask, zone);
  return g_steal_pointer (&self);
}

/**
 * hw_funder_report_free:
 * @self: (nullable) (transfer full): a report
 */
void
hw_funder_report_free (HwFunderReport *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->team);
  g_free (self->made);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->quarters);
  g_strfreev (self->quarter_names);
  g_clear_pointer (&self->cells, g_array_unref);
  if (self->ground_free != NULL)
    self->ground_free (self->ground.user_data);
  g_free (self);
}

/**
 * hw_funder_report_get_cells:
 * @self: a report
 *
 * Returns: (transfer none) (nullable) (element-type HwCoarseCell): its map
 */
GArray *
hw_funder_report_get_cells (HwFunderReport *self)
{
  return self->cells;
}

/**
 * hw_funder_report_set_ground:
 * @self: a report
 * @ground: what lies under its map; its words stay the caller's until the report is written
 * @free_func: (nullable): frees the user data of @ground
 */
void
hw_funder_report_set_ground (HwFunderReport      *self,
                             const HwRouteGround *ground,
                             GDestroyNotify       free_func)
{
  g_return_if_fail (self->ground_free == NULL);

  self->ground = *ground;
  self->ground_free = free_func;
}

/* -- words that every format has ------------------------------------------------------------------------------------ */

const char *
hw_funder_report_get_rules (void)
{
  return _("So that nobody can be told from a number, 1 to 4 are hidden, the others are rounded to 5, and what would give away a hidden number is hidden too. "
           "Sums of rounded numbers therefore differ a little. “–” means that there is nothing to count or to divide by.");
}

const char *
hw_funder_report_get_map_rules (void)
{
  return _("Squares of at least 1 km in which at least 5 people were met or reported, on at least 3 nights that are at least 30 days ago. "
           "The number is that of the night with most people, rounded to 5. Where there is no square, there may be people all the same.");
}

/* With whose rule it is, where it is not our own. */
char *
hw_funder_report_dup_name (const HwFigureDefinition *definition)
{
  if (definition->scheme == HW_FIGURE_SCHEME_OWN)
    return g_strdup (_(definition->title));
  /* Translators: the title of a figure, and whose rule it follows */
  return g_strdup_printf (_("%s (%s)"), _(definition->title), hw_figure_scheme_get_words (definition->scheme));
}

/**
 * hw_funder_report_write:
 * @self: a report
 * @format: how
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_funder_report_write (HwFunderReport        *self,
                        HwFunderReportFormat   format,
                        GError               **error)
{
  g_return_val_if_fail (format < HW_N_FUNDER_REPORT_FORMATS, NULL);

  return format == HW_FUNDER_REPORT_XLSX ? hw_funder_report_write_xlsx (self, error) : hw_funder_report_write_pdf (self, error);
}
