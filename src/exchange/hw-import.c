/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-csv-writer.h"
#include "hw-import-mapping-private.h"
#include "hw-import-reader.h"

/* The two readings of a file. hw_import_guess() goes through all of it to find
 * out what it is; hw_import_run() hands each report that a reader made of it to
 * a sink. Neither holds more than a few rows in memory. */

#define MAX_REFUSALS   1000
#define REFUSAL_LENGTH 200

G_DEFINE_QUARK (hw-import-file-error-quark, hw_import_file_error)

/* -- guessing -- */

static void
keep_preview (HwImportMapping *mapping,
              const HwRow     *row)
{
  g_autoptr (GStrvBuilder) cells = NULL;

  if (mapping->preview->len >= HW_IMPORT_PREVIEW_ROWS)
    return;
  cells = g_strv_builder_new ();
  for (guint i = 0; i < row->n_cells; i++)
    g_strv_builder_add (cells, row->cells[i]);
  g_ptr_array_add (mapping->preview, g_strv_builder_end (cells));
}

/* GeoJSON shows its columns while it is read, so the arrays grow with them. */
static void
ensure_surveys (HwImportMapping *mapping,
                guint           *n_surveys)
{
  guint n = mapping->shape.names->len;

  if (n <= *n_surveys)
    return;
  mapping->surveys = g_renew (HwColumnSurvey, mapping->surveys, n);
  memset (mapping->surveys + *n_surveys, 0, (n - *n_surveys) * sizeof (HwColumnSurvey));
  *n_surveys = n;
}

static void
survey_geometry (HwImportMapping *mapping,
                 const HwPoint   *point)
{
  if (point->latitude == HW_POINT_UNKNOWN.latitude)
    return;
  mapping->n_geometries++;
  mapping->n_geometries_beyond += fabs (point->latitude) > 90 && fabs (point->latitude) <= 180;
  mapping->longitudes_beyond |= fabs (point->longitude) > 90;
}

static void
survey_row (HwImportMapping *mapping,
            const HwRow     *row,
            guint           *n_surveys)
{
  ensure_surveys (mapping, n_surveys);
  mapping->n_rows++;
  keep_preview (mapping, row);
  if (row->problem != NULL)
    return;
  if (row->has_geometry)
    survey_geometry (mapping, &row->point);
  for (guint i = row->has_geometry ? 1 : 0; i < row->n_cells; i++)
    hw_column_survey_add (&mapping->surveys[i], row->cells[i]);
}

/* Rows of GeoJSON that were kept before a later one brought a new column have fewer cells. */
static void
even_preview (HwImportMapping *mapping)
{
  guint n = mapping->shape.names->len;

  for (guint i = 0; i < mapping->preview->len; i++)
    {
      GStrv row = mapping->preview->pdata[i];
      guint length = g_strv_length (row);

      row = g_renew (char *, row, n + 1);
      for (guint j = length; j < n; j++)
        row[j] = g_strdup ("");
      row[n] = NULL;
      mapping->preview->pdata[i] = row;
    }
}

static gboolean
survey_file (GFile            *file,
             HwImportMapping  *mapping,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (HwRowSource) source = hw_row_source_new (file, &mapping->shape, TRUE, cancellable, error);
  guint n_surveys = 0;
  const HwRow *row;

  if (source == NULL)
    return FALSE;
  do
    {
      if (!hw_row_source_next (source, &row, cancellable, error))
        return FALSE;
      if (row != NULL)
        survey_row (mapping, row, &n_surveys);
    }
  while (row != NULL);
  ensure_surveys (mapping, &n_surveys);
  even_preview (mapping);
  if (mapping->n_rows > 0)
    return TRUE;
  g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_EMPTY,
                       mapping->shape.is_geojson ? _("The file has no features. There is nothing to import.")
                                                 : _("The file has names of columns but no rows. There is nothing to import."));
  return FALSE;
}

/**
 * hw_import_guess:
 * @file: a CSV or GeoJSON file
 * @now: the time that counts as now, microseconds UTC
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Finds out what @file is and what its columns hold: the encoding, the
 * separator, the order of day and month, whether coordinates are swapped. All
 * of the file is read, because a single row does not tell; call it from a thread.
 *
 * Returns: (transfer full) (nullable): a mapping to show and correct; %NULL with
 *   an error of %HW_IMPORT_FILE_ERROR or %G_IO_ERROR
 */
HwImportMapping *
hw_import_guess (GFile         *file,
                 gint64         now,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (HwImportMapping) mapping = NULL;
  HwFileShape shape;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (!hw_file_shape_detect (file, &shape, cancellable, error))
    {
      hw_file_shape_clear (&shape);
      return NULL;
    }
  mapping = hw_import_mapping_new (&shape);
  if (!survey_file (file, mapping, cancellable, error))
    return NULL;
  mapping->fields = g_new0 (HwColumnField, mapping->shape.names->len);
  hw_import_mapping_guess_fields (mapping);
  return g_steal_pointer (&mapping);
}

/* -- running -- */

typedef struct
{
  HwImportMapping       *mapping;
  HwImportReader        *reader;       /* (owned) */
  HwImportResultReport  *result;       /* (owned) */
  HwCsvWriter           *refused;      /* (owned) (nullable) */
  HwImportSink           sink;
  gpointer               user_data;
  GFileProgressCallback  progress;
  gpointer               progress_data;
  goffset                size;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->reader, hw_import_reader_free);
  g_clear_pointer (&run->refused, hw_csv_writer_free);
  g_clear_pointer (&run->result, hw_import_result_report_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
hw_refusal_free (gpointer data)
{
  HwRefusal *refusal = data;

  g_free (refusal->reason);
  g_free (refusal->text);
  g_free (refusal);
}

/**
 * hw_import_result_report_free:
 * @self: (transfer full): what came of an import
 */
void
hw_import_result_report_free (HwImportResultReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_free (self);
}

static char *
abridge_row (const HwImportItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *valid = NULL;

  for (guint i = 0; item->cells[i] != NULL && text->len < REFUSAL_LENGTH; i++)
    {
      if (i > 0)
        g_string_append (text, " | ");
      g_string_append_len (text, item->cells[i], strnlen (item->cells[i], REFUSAL_LENGTH));
    }
  /* The cut may have gone through a character. */
  valid = g_utf8_make_valid (text->str, text->len);
  return g_utf8_strlen (valid, -1) > REFUSAL_LENGTH ? g_utf8_substring (valid, 0, REFUSAL_LENGTH) : g_steal_pointer (&valid);
}

static gboolean
write_refused_header (Run           *run,
                      GCancellable  *cancellable,
                      GError       **error)
{
  hw_csv_writer_add_plain (run->refused, "line");
  hw_csv_writer_add_plain (run->refused, "reason");
  for (guint i = 0; i < run->mapping->shape.names->len; i++)
    hw_csv_writer_add_text (run->refused, g_ptr_array_index (run->mapping->shape.names, i));
  return hw_csv_writer_end_row (run->refused, cancellable, error);
}

static gboolean
write_refused_row (Run                *run,
                   const HwImportItem *item,
                   GCancellable       *cancellable,
                   GError            **error)
{
  g_autofree char *line = g_strdup_printf ("%lu", (gulong) item->line);

  hw_csv_writer_add_plain (run->refused, line);
  hw_csv_writer_add_text (run->refused, item->reason);
  for (guint i = 0; item->cells[i] != NULL; i++)
    hw_csv_writer_add_text (run->refused, item->cells[i]);
  return hw_csv_writer_end_row (run->refused, cancellable, error);
}

static gboolean
refuse (Run                *run,
        const HwImportItem *item,
        GCancellable       *cancellable,
        GError            **error)
{
  run->result->refused++;
  if (run->result->refusals->len < MAX_REFUSALS)
    {
      HwRefusal *refusal = g_new0 (HwRefusal, 1);

      refusal->line = item->line;
      refusal->reason = g_strdup (item->reason);
      refusal->text = abridge_row (item);
      g_ptr_array_add (run->result->refusals, refusal);
    }
  return run->refused == NULL || write_refused_row (run, item, cancellable, error);
}

static gboolean
stopped_by_sink (GError **error)
{
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The import was stopped. Nothing was imported."));
  return FALSE;
}

static gboolean
take_item (Run                *run,
           const HwImportItem *item,
           GCancellable       *cancellable,
           GError            **error)
{
  run->result->rows++;
  if (item->report == NULL)
    return refuse (run, item, cancellable, error);
  switch (run->sink (item->report, run->user_data, error))
    {
    case HW_IMPORT_ROW_TAKEN:
      run->result->taken++;
      return TRUE;
    case HW_IMPORT_ROW_DUPLICATE:
      run->result->duplicates++;
      return TRUE;
    default:
      return stopped_by_sink (error);
    }
}

static gboolean
take_batch (Run                 *run,
            const HwImportBatch *batch,
            GCancellable        *cancellable,
            GError             **error)
{
  for (guint i = 0; i < batch->items->len; i++)
    if (!take_item (run, &g_array_index (batch->items, HwImportItem, i), cancellable, error))
      return FALSE;
  if (batch->error != NULL && error != NULL)
    *error = g_error_copy (batch->error);
  return batch->error == NULL;
}

static gboolean
look_around (Run           *run,
             guint64        n_read,
             GCancellable  *cancellable,
             GError       **error)
{
  if (run->progress != NULL)
    run->progress (MIN ((goffset) n_read, run->size), run->size, run->progress_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
take_rows (Run           *run,
           GCancellable  *cancellable,
           GError       **error)
{
  const HwImportBatch *batch;
  guint64 n_read = 0;

  if (run->refused != NULL && !write_refused_header (run, cancellable, error))
    return FALSE;
  do
    {
      if (!look_around (run, n_read, cancellable, error))
        return FALSE;
      batch = hw_import_reader_next (run->reader);
      if (!take_batch (run, batch, cancellable, error))
        return FALSE;
      n_read = batch->n_read;
    }
  while (!batch->at_end);
  return look_around (run, n_read, cancellable, error) && (run->refused == NULL || hw_csv_writer_flush (run->refused, cancellable, error));
}

static gboolean
check_mapping (HwImportMapping  *mapping,
               GError          **error)
{
  g_autofree char *problem = hw_import_mapping_dup_problem (mapping);

  if (problem == NULL)
    return TRUE;
  g_set_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MAPPING, _("The columns do not make reports yet. Nothing was imported. %s"), problem);
  return FALSE;
}

static goffset
query_size (GFile        *file,
            GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

/**
 * hw_import_run:
 * @file: the file that @mapping was guessed from
 * @mapping: what its columns hold
 * @now: the time that counts as now, microseconds UTC
 * @sink: (scope call): takes each good row; says whether it is new
 * @user_data: for @sink
 * @refused: (nullable): gets every refused row as CSV, with its line and the reason
 * @progress: (nullable) (scope call): told now and then how many bytes are done
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Makes a report of every row. A time that names no zone is of this computer's
 * zone. The identity of a report is made from what the row says, so that the
 * same row of the same or a later file is the same report and @sink can tell a
 * duplicate; what the report's status has become since does not count. A report
 * without a status is new when it was seen in the last 28 days, else closed.
 *
 * The file is read on a thread of its own; @sink and @progress are called on
 * the caller's. @mapping is not to be changed meanwhile.
 *
 * Returns: (transfer full) (nullable): the counts, for which
 *   rows = taken + duplicates + refused; %NULL with @error set, after which
 *   whatever @sink did is to be undone
 */
HwImportResultReport *
hw_import_run (GFile                 *file,
               HwImportMapping       *mapping,
               gint64                 now,
               HwImportSink           sink,
               gpointer               user_data,
               GOutputStream         *refused,
               GFileProgressCallback  progress,
               gpointer               progress_data,
               GCancellable          *cancellable,
               GError               **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_auto (Run) run = { .mapping = mapping, .sink = sink, .user_data = user_data, .progress = progress, .progress_data = progress_data };
  g_autoptr (GError) own_error = NULL;

  g_return_val_if_fail (G_IS_FILE (file) && HW_IS_IMPORT_MAPPING (mapping) && sink != NULL, NULL);

  if (!check_mapping (mapping, error))
    return NULL;
  run.reader = hw_import_reader_new (file, mapping, zone, now, cancellable, error);
  if (run.reader == NULL)
    return NULL;
  run.size = query_size (file, cancellable);
  run.refused = refused != NULL ? hw_csv_writer_new (refused) : NULL;
  run.result = g_new0 (HwImportResultReport, 1);
  run.result->refusals = g_ptr_array_new_with_free_func (hw_refusal_free);
  if (!take_rows (&run, cancellable, &own_error))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  return g_steal_pointer (&run.result);
}
