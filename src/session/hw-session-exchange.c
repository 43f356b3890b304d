/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-report-writer.h"
#include "hw-session-private.h"

/* Reports from a file and into a file, on the workspace's thread. Both take long
 * and can be stopped: by their caller, and by locking. */

#define PROGRESS_INTERVAL (50 * 1000)   /* µs between two words about the progress */
#define PROGRESS_STEPS    1000          /* the progress comes in thousandths */
#define BUFFER_SIZE       (64 * 1024)

/* -- what both have in common -- */

/* A cancellable that follows two others. */
typedef struct
{
  GCancellable *own;       /* (owned) */
  GCancellable *theirs[2]; /* (owned) (nullable): the caller's and the session's */
  gulong        ids[2];
} Stop;

static void
stop_cb (GCancellable *theirs,
         gpointer      own)
{
  g_cancellable_cancel (own);
}

static void
stop_init (Stop         *stop,
           HwSession    *session,
           GCancellable *cancellable)
{
  GCancellable *theirs[2] = { cancellable, session->jobs };

  stop->own = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
    if (theirs[i] != NULL)
      {
        stop->theirs[i] = g_object_ref (theirs[i]);
        stop->ids[i] = g_cancellable_connect (theirs[i], G_CALLBACK (stop_cb), g_object_ref (stop->own), g_object_unref);
      }
}

static void
stop_clear (Stop *stop)
{
  for (guint i = 0; i < G_N_ELEMENTS (stop->theirs); i++)
    {
      g_cancellable_disconnect (stop->theirs[i], stop->ids[i]);
      g_clear_object (&stop->theirs[i]);
    }
  g_clear_object (&stop->own);
}

static void
say_it_was_stopped (GError     **error,
                    const char  *message)
{
  if (error == NULL || !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, message);
}

/* -- import -- */

/* Tells the main context how far the thread is, now and then; never after the end. */
typedef struct
{
  GMainContext         *context;    /* (owned) */
  GFileProgressCallback callback;   /* (nullable): main thread only */
  gpointer              user_data;
  gint64                told_at;    /* monotonic, thread only */
  int                   steps;      /* (atomic) how far */
} Progress;

static void
progress_clear (gpointer pointer)
{
  g_main_context_unref (((Progress *) pointer)->context);
}

static void
progress_release (gpointer progress)
{
  g_atomic_rc_box_release_full (progress, progress_clear);
}

static gboolean
tell_progress_cb (gpointer user_data)
{
  Progress *progress = user_data;

  if (progress->callback != NULL)
    progress->callback (g_atomic_int_get (&progress->steps), PROGRESS_STEPS, progress->user_data);
  return G_SOURCE_REMOVE;
}

static void
progress_on_worker (goffset  done,
                    goffset  total,
                    gpointer user_data)
{
  Progress *progress = user_data;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GSource) source = NULL;

  g_atomic_int_set (&progress->steps, total > 0 ? (int) (done * PROGRESS_STEPS / total) : 0);
  if (now - progress->told_at < PROGRESS_INTERVAL)
    return;
  progress->told_at = now;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_progress_cb, g_atomic_rc_box_acquire (progress), progress_release);
  g_source_attach (source, progress->context);
}

typedef struct
{
  GFile           *file;       /* (owned) */
  HwImportMapping *mapping;    /* (owned) */
  Progress        *progress;   /* (owned) */
  Stop             stop;
  HwStoreImport   *import;     /* on the thread, while it runs */
} ImportData;

static void
import_data_free (gpointer pointer)
{
  ImportData *data = pointer;

  data->progress->callback = NULL;
  progress_release (data->progress);
  stop_clear (&data->stop);
  g_object_unref (data->file);
  g_object_unref (data->mapping);
  g_free (data);
}

typedef struct
{
  HwImportResultReport *result;   /* (owned) (nullable) */
  HwSessionLoad        *load;     /* (owned) */
} Imported;

static void
imported_free (gpointer pointer)
{
  Imported *imported = pointer;

  if (imported == NULL)
    return;
  g_clear_pointer (&imported->result, hw_import_result_report_free);
  g_clear_pointer (&imported->load, hw_session_load_free);
  g_free (imported);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Imported, imported_free)

static HwImportRow
take_row (const HwReport  *report,
          gpointer         user_data,
          GError         **error)
{
  ImportData *data = user_data;

  switch (hw_store_import_report (data->import, report, error))
    {
    case HW_IMPORT_TAKEN:
      return HW_IMPORT_ROW_TAKEN;
    case HW_IMPORT_DUPLICATE:
      return HW_IMPORT_ROW_DUPLICATE;
    default:
      return HW_IMPORT_ROW_STOP;
    }
}

static HwImportResultReport *
run_import (HwStore       *store,
            ImportData    *data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *name = g_file_get_basename (data->file);
  g_autoptr (HwImportResultReport) result = NULL;

  data->import = hw_store_import_begin (store, name, error);
  if (data->import == NULL)
    return NULL;
  result = hw_import_run (data->file, data->mapping, g_get_real_time (), take_row, data, NULL,
                          progress_on_worker, data->progress, cancellable, error);
  if (result == NULL)
    {
      hw_store_import_cancel (g_steal_pointer (&data->import));
      return NULL;
    }
  return hw_store_import_commit (g_steal_pointer (&data->import), error) ? g_steal_pointer (&result) : NULL;
}

static gpointer
import_on_worker (HwStore       *store,
                  gpointer       pointer,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (Imported) imported = g_new0 (Imported, 1);
  g_autoptr (GError) own_error = NULL;

  imported->result = run_import (store, pointer, cancellable, &own_error);
  if (imported->result == NULL)
    {
      say_it_was_stopped (&own_error, _("The import was stopped. Nothing was imported."));
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  /* From here on it is done, and nobody can stop it any more. */
  imported->load = hw_session_load_reports (store, NULL, error);
  return imported->load != NULL ? g_steal_pointer (&imported) : NULL;
}

static void
apply_import (HwSession *self,
              gpointer   imported)
{
  hw_session_apply_load (self, ((Imported *) imported)->load);
}

static const HwSessionWork import_work = { import_on_worker, apply_import, import_data_free, imported_free };

/**
 * hw_session_import_async:
 * @self: the session
 * @file: a CSV or GeoJSON file
 * @mapping: what its columns hold; not to be changed meanwhile
 * @progress: (nullable): told on this main context how many thousandths are done
 * @progress_data: for @progress
 *
 * Takes the reports of a file into the workspace in one transaction. Stopped on
 * the way, by @cancellable or by locking, it leaves nothing behind.
 */
void
hw_session_import_async (HwSession             *self,
                         GFile                 *file,
                         HwImportMapping       *mapping,
                         GFileProgressCallback  progress,
                         gpointer               progress_data,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  ImportData *data;

  g_return_if_fail (HW_IS_SESSION (self) && G_IS_FILE (file) && HW_IS_IMPORT_MAPPING (mapping));

  data = g_new0 (ImportData, 1);
  data->file = g_object_ref (file);
  data->mapping = g_object_ref (mapping);
  data->progress = g_atomic_rc_box_new0 (Progress);
  data->progress->context = g_main_context_ref_thread_default ();
  data->progress->callback = progress;
  data->progress->user_data = progress_data;
  stop_init (&data->stop, self, cancellable);
  hw_session_run (self, &import_work, data, hw_session_import_async, data->stop.own, callback, user_data);
}

/**
 * hw_session_import_finish:
 *
 * Returns: (transfer full) (nullable): what was taken, known already and
 *   refused; %NULL with @error set, and then nothing was imported
 */
HwImportResultReport *
hw_session_import_finish (HwSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_autoptr (Imported) imported = hw_session_run_finish (self, result, hw_session_import_async, error);

  return imported != NULL ? g_steal_pointer (&imported->result) : NULL;
}

/* -- export -- */

typedef struct
{
  GFile          *file;     /* (owned) */
  HwReportFormat  format;
  gint64          since;
  gint64          until;
  Stop            stop;
} ExportData;

static void
export_data_free (gpointer pointer)
{
  ExportData *data = pointer;

  stop_clear (&data->stop);
  g_object_unref (data->file);
  g_free (data);
}

typedef struct
{
  HwReportWriter *writer;
  GCancellable   *cancellable;
} Writing;

static gboolean
write_report (const HwReport  *report,
              gpointer         user_data,
              GError         **error)
{
  Writing *writing = user_data;

  return hw_report_writer_write (writing->writer, report, writing->cancellable, error);
}

/* A file that did not become whole does not take the place of the one before. */
static void
abandon_stream (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static gboolean
write_reports (HwStore        *store,
               ExportData     *data,
               GOutputStream  *stream,
               guint64        *n_reports,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr (GOutputStream) buffered = g_buffered_output_stream_new_sized (stream, BUFFER_SIZE);
  g_autoptr (HwReportWriter) writer = hw_report_writer_new (data->format, buffered);
  Writing writing = { writer, cancellable };

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);
  if (!hw_store_foreach_report (store, data->since, data->until, write_report, &writing, cancellable, error)
      || !hw_report_writer_finish (writer, cancellable, error)
      || !g_output_stream_flush (buffered, cancellable, error))
    return FALSE;
  *n_reports = hw_report_writer_get_n_reports (writer);
  return TRUE;
}

static gpointer
export_on_worker (HwStore       *store,
                  gpointer       pointer,
                  GCancellable  *cancellable,
                  GError       **error)
{
  ExportData *data = pointer;
  g_autoptr (GError) own_error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (data->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &own_error);
  guint64 n_reports = 0;

  if (stream != NULL && write_reports (store, data, G_OUTPUT_STREAM (stream), &n_reports, cancellable, &own_error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, &own_error))
    return g_memdup2 (&n_reports, sizeof n_reports);
  if (stream != NULL)
    abandon_stream (G_OUTPUT_STREAM (stream));
  say_it_was_stopped (&own_error, _("The export was stopped. No file was written."));
  g_propagate_error (error, g_steal_pointer (&own_error));
  return NULL;
}

static const HwSessionWork export_work = { export_on_worker, NULL, export_data_free, g_free };

/**
 * hw_session_export_async:
 * @self: the session
 * @file: where to; replaced when the new one is whole
 * @format: "csv" or "geojson"
 * @since: reports seen from then on, µs UTC; %G_MININT64: open
 * @until: and before then; %G_MAXINT64: open
 *
 * Writes reports into a file: no callers, and no language that was heard.
 */
void
hw_session_export_async (HwSession           *self,
                         GFile               *file,
                         const char          *format,
                         gint64               since,
                         gint64               until,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  ExportData *data;
  HwReportFormat known;

  g_return_if_fail (HW_IS_SESSION (self) && G_IS_FILE (file));

  if (!hw_report_format_from_string (format, &known))
    {
      g_task_report_new_error (self, callback, user_data, hw_session_export_async, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                               _("Reports cannot be written as “%s”. No file was written. Choose CSV or GeoJSON."), format);
      return;
    }
  data = g_new0 (ExportData, 1);
  data->file = g_object_ref (file);
  data->format = known;
  data->since = since;
  data->until = until;
  stop_init (&data->stop, self, cancellable);
  hw_session_run (self, &export_work, data, hw_session_export_async, data->stop.own, callback, user_data);
}

/**
 * hw_session_export_finish:
 * @n_reports: (out) (optional): how many were written
 *
 * Returns: %FALSE with @error set, and then what was there before is still there
 */
gboolean
hw_session_export_finish (HwSession     *self,
                          GAsyncResult  *result,
                          guint64       *n_reports,
                          GError       **error)
{
  g_autofree guint64 *n = hw_session_run_finish (self, result, hw_session_export_async, error);

  if (n == NULL)
    return FALSE;
  if (n_reports != NULL)
    *n_reports = *n;
  return TRUE;
}
