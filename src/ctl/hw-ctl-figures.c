/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "figures/hw-figures.h"
#include "hw-csv-writer.h"
#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-funder-report.h"
#include "hw-private-file.h"
#include "hw-store-figures.h"

/* figures: the numbers of a period, as they may leave the team unless somebody asks for them as they are. */

typedef struct
{
  HwPeriod period;
  gint64   as_of;
  gboolean inside;
  gboolean csv;
  char   **ids;                   /* (nullable): which figures; %NULL: all */
  char    *report;                /* (nullable): the file of a report for a funder */
  HwFunderReportFormat format;    /* of @report */
} Options;

/* -- writing them down ---------------------------------------------------------------------------------------------- */

/* A plain number has no names. */
static char *
dup_name (const HwFigure *figure,
          guint           row,
          guint           column)
{
  const char *between = *figure->rows[row] != '\0' && *figure->columns[column] != '\0' ? ", " : "";

  return g_strconcat (figure->rows[row], between, figure->columns[column], NULL);
}

static void
print_figure (const HwFigure *figure)
{
  g_print ("%s (%s, %s %u)\n", _(figure->definition->title), hw_figure_scheme_get_words (figure->definition->scheme), _("version"), figure->definition->version);
  for (guint row = 0; row < figure->n_rows; row++)
    for (guint column = 0; column < figure->n_columns; column++)
      {
        g_autofree char *name = dup_name (figure, row, column), *value = hw_figure_dup_value (figure, row, column);

        g_print ("  %12s  %s\n", value, name);
      }
  g_print ("  %s\n\n", _(figure->definition->rule));
}

static void
print_text (GPtrArray *figures)
{
  for (guint i = 0; i < figures->len; i++)
    {
      const HwFigure *figure = figures->pdata[i], *last = i > 0 ? figures->pdata[i - 1] : NULL;

      if (last == NULL || last->definition->group != figure->definition->group)
        g_print ("== %s ==\n\n", hw_figure_group_get_words (figure->definition->group));
      print_figure (figure);
    }
}

/* Numbers as digits for programs; what is not told is null. */
static void
add_values (JsonBuilder    *builder,
            const HwFigure *figure)
{
  json_builder_set_member_name (builder, "values");
  json_builder_begin_array (builder);
  for (guint row = 0; row < figure->n_rows; row++)
    for (guint column = 0; column < figure->n_columns; column++)
      {
        double value = hw_figure_get (figure, row, column);

        json_builder_begin_object (builder);
        hw_ctl_json_add_string (builder, "row", figure->rows[row]);
        hw_ctl_json_add_string (builder, "column", figure->columns[column]);
        json_builder_set_member_name (builder, "value");
        if (value >= 0)
          json_builder_add_double_value (builder, value);
        else
          json_builder_add_null_value (builder);
        json_builder_set_member_name (builder, "hidden");
        json_builder_add_boolean_value (builder, value == HW_FIGURE_HIDDEN);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static const char *
get_unit (HwFigureUnit unit)
{
  static const char * const units[] = { "count", "percent", "days", "minutes", "ratio", "money" };

  return units[unit];
}

static void
print_json (GPtrArray *figures)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  json_builder_set_member_name (builder, "figures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < figures->len; i++)
    {
      const HwFigure *figure = figures->pdata[i];

      json_builder_begin_object (builder);
      hw_ctl_json_add_string (builder, "id", figure->definition->id);
      hw_ctl_json_add_int (builder, "version", figure->definition->version);
      hw_ctl_json_add_string (builder, "unit", get_unit (figure->definition->unit));
      hw_ctl_json_add_string (builder, "title", _(figure->definition->title));
      hw_ctl_json_add_string (builder, "rule", _(figure->definition->rule));
      add_values (builder, figure);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  hw_ctl_json_print (builder);
}

static gboolean
write_csv_figure (HwCsvWriter     *csv,
                  const HwFigure  *figure,
                  GError         **error)
{
  g_autofree char *version = g_strdup_printf ("%u", figure->definition->version);

  for (guint row = 0; row < figure->n_rows; row++)
    for (guint column = 0; column < figure->n_columns; column++)
      {
        double value = hw_figure_get (figure, row, column);
        char digits[G_ASCII_DTOSTR_BUF_SIZE];

        hw_csv_writer_add_text (csv, figure->definition->id);
        hw_csv_writer_add_text (csv, version);
        hw_csv_writer_add_text (csv, _(figure->definition->title));
        hw_csv_writer_add_text (csv, figure->rows[row]);
        hw_csv_writer_add_text (csv, figure->columns[column]);
        hw_csv_writer_add_text (csv, get_unit (figure->definition->unit));
        hw_csv_writer_add_text (csv, value >= 0 ? g_ascii_formatd (digits, sizeof digits, "%.10g", value) : value == HW_FIGURE_HIDDEN ? _("hidden") : "");
        if (!hw_csv_writer_end_row (csv, NULL, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
print_csv (GPtrArray  *figures,
           GError    **error)
{
  static const char * const header[] = { "figure", "version", "title", "row", "column", "unit", "value" };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HwCsvWriter) csv = hw_csv_writer_new (stream);
  g_autoptr (GBytes) text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    hw_csv_writer_add_text (csv, header[i]);
  if (!hw_csv_writer_end_row (csv, NULL, error))
    return FALSE;
  for (guint i = 0; i < figures->len; i++)
    if (!write_csv_figure (csv, figures->pdata[i], error))
      return FALSE;
  if (!hw_csv_writer_flush (csv, NULL, error) || !g_output_stream_close (stream, NULL, error))
    return FALSE;
  text = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  g_print ("%.*s", (int) g_bytes_get_size (text), (const char *) g_bytes_get_data (text, NULL));
  return TRUE;
}

/* -- counting them -------------------------------------------------------------------------------------------------- */

static GPtrArray *
count (const HwFigureFacts *facts,
       const Options       *options,
       GTimeZone           *zone)
{
  g_autoptr (GPtrArray) figures = hw_figures_count (facts, &options->period, options->as_of != 0 ? options->as_of : g_get_real_time (), zone);
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_figure_unref);

  for (guint i = 0; i < figures->len; i++)
    if (options->ids == NULL || g_strv_contains ((const char * const *) options->ids, ((const HwFigure *) figures->pdata[i])->definition->id))
      g_ptr_array_add (shown, options->inside ? hw_figure_ref (figures->pdata[i]) : hw_figure_suppress (figures->pdata[i]));
  return shown;
}

static gboolean
write_report (HwCtl                *ctl,
              HwStore              *store,
              const HwFigureFacts  *facts,
              const Options        *options,
              GTimeZone            *zone,
              GError              **error)
{
  g_autoptr (GArray) points = hw_store_load_points (store, ctl->cancellable, error);
  const HwFunderReportAsk ask = {
    options->period, hw_store_get_team_name (store), g_get_real_time (), options->as_of, (const char * const *) options->ids, TRUE,
  };
  g_autoptr (HwFunderReport) report = points != NULL ? hw_funder_report_new (facts, points, &ask, zone, error) : NULL;
  g_autoptr (GBytes) bytes = report != NULL ? hw_funder_report_write (report, options->format, error) : NULL;

  return bytes != NULL && hw_store_close (store, error) &&
         hw_private_file_write (options->report, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static gboolean
print_figures (HwCtl          *ctl,
               HwStore        *store,
               const Options  *options,
               GTimeZone      *zone,
               GError        **error)
{
  g_autoptr (HwFigureFacts) facts = NULL;
  g_autoptr (GPtrArray) figures = NULL;

  if (options->as_of != 0)
    facts = hw_store_load_past_figure_facts (store, &options->period, options->as_of, hw_ctl_progress, ctl, ctl->cancellable, error);
  else
    facts = hw_store_load_figure_facts (store, &options->period, ctl->cancellable, error);
  hw_ctl_end_progress (ctl);
  if (facts != NULL && options->report != NULL)
    return write_report (ctl, store, facts, options, zone, error);
  if (facts == NULL || !hw_store_close (store, error))
    return FALSE;
  figures = count (facts, options, zone);
  if (options->csv)
    return print_csv (figures, error);
  if (ctl->json)
    print_json (figures);
  else
    print_text (figures);
  return TRUE;
}

static gboolean
check_report (Options  *options,
              GError  **error)
{
  if (options->report == NULL)
    return TRUE;
  if (options->inside || options->csv)
    return hw_ctl_set_usage (error, _("--report writes what may leave the team: it takes neither --inside nor --csv"));
  if (g_str_has_suffix (options->report, ".xlsx"))
    options->format = HW_FUNDER_REPORT_XLSX;
  else if (g_str_has_suffix (options->report, ".pdf"))
    options->format = HW_FUNDER_REPORT_PDF;
  else
    return hw_ctl_set_usage (error, _("--report takes a file whose name ends with .pdf or .xlsx"));
  return TRUE;
}

static gboolean
check_ids (const Options  *options,
           GError        **error)
{
  for (guint i = 0; options->ids != NULL && options->ids[i] != NULL; i++)
    if (hw_figure_find_definition (options->ids[i], 0) == NULL)
      return hw_ctl_set_usage (error, _("There is no figure named \"%s\"; --json prints the names of all"), options->ids[i]);
  return TRUE;
}

gboolean
hw_ctl_figures (HwCtl   *ctl,
                GStrv    args,
                GError **error)
{
  g_autofree char *period = NULL, *as_of = NULL, *report = NULL;
  g_auto (GStrv) ids = NULL;
  Options options = { .as_of = 0 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, N_("2026, 2026-Q3, 2026-10, or 2026-10-05..2026-10-11"), N_("PERIOD") },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("As they were known then"), N_("TIME") },
    { "inside", 0, 0, G_OPTION_ARG_NONE, &options.inside, N_("As they are, for the team alone: small numbers are not hidden"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_("Print CSV"), NULL },
    { "figure", 0, 0, G_OPTION_ARG_STRING_ARRAY, &ids, N_("Only this figure; may be given several times"), N_("NAME") },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &report, N_("Write a report for a funder: FILE.pdf or FILE.xlsx"), N_("FILE") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (HwStore) store = NULL;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE --period PERIOD"), _("Counts the figures of a period. Numbers from 1 to 4 are hidden and the others rounded to 5."), entries, 1, 1, error))
    return FALSE;
  if (period == NULL || !hw_period_parse (period, zone, &options.period))
    return hw_ctl_set_usage (error, _("--period takes 2026, 2026-Q3, 2026-10 or 2026-10-05..2026-10-11"));
  if (as_of != NULL && !hw_ctl_parse_time ("--as-of", as_of, TRUE, &options.as_of, error))
    return FALSE;
  options.ids = ids;
  options.report = report;
  if (!check_report (&options, error) || !check_ids (&options, error))
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  return store != NULL && print_figures (ctl, store, &options, zone, error);
}
