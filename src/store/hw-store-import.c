/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-import-entries.h"
#include "hw-report-table.h"
#include "hw-store-private.h"

/*
 * Many reports in one transaction and one batch. Rows come first; their words
 * and, where many came compared with what was there, the second index follow
 * when all are in. The journal's entries follow their reports at a short
 * distance, because another thread writes and hashes them. Nothing here grows
 * with the number of rows but SQLite's cache, which has a limit.
 *
 * While it goes on the file has a rollback journal in place of the write-ahead
 * log: new pages are then written and encrypted once, not twice, and what is
 * rolled back after a crash are the few old pages that were touched.
 */

struct _HwStoreImport
{
  HwStore         *store;       /* (owned) */
  HwImportEntries *entries;     /* (owned) */
  gint64           first_row;   /* the last row before the import */
  gint64           n_taken;
  gboolean         indexes_dropped;
};

/* From so many new rows on, making the index anew is cheaper than keeping it. */
#define MANY_ROWS 20000

/* The only foreign key here is the one device that all entries are of, which was looked up when the journal was opened. */
static gboolean
go_to_rollback_journal (HwStore *store,
                        GError **error)
{
  return hw_connection_exec (store->connection, "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = -196608", error);
}

/* Where this fails nothing is lost: the next opening does it. */
static void
go_to_write_ahead_log (HwStore *store)
{
  g_autoptr (GError) error = NULL;

  if (!hw_connection_exec (store->connection, "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL;" HW_CONNECTION_USUAL_CACHE, &error))
    g_debug ("The write-ahead log was not set up: %s", error->message);
}

static void
import_free (HwStoreImport *import)
{
  hw_import_entries_free (import->entries);
  go_to_write_ahead_log (import->store);
  import->store->tables.words_later = FALSE;
  import->store->tables.no_statuses = FALSE;
  g_object_unref (import->store);
  g_free (import);
}

static gboolean
import_prepare (HwStoreImport *import,
                GError       **error)
{
  HwStore *store = import->store;
  gint64 has_status;

  if (!hw_connection_get_int (store->connection, "SELECT max (row) FROM report", &import->first_row, error) ||
      !hw_connection_get_int (store->connection, "SELECT EXISTS (SELECT 1 FROM report_status)", &has_status, error))
    return FALSE;
  store->tables.words_later = TRUE;
  store->tables.no_statuses = !has_status;
  return TRUE;
}

/**
 * hw_store_import_begin:
 * @self: a store
 * @source_name: (nullable): the name of the file, kept with the batch
 * @error: return location
 *
 * Begins an import. Until it is committed or cancelled nothing else may be recorded.
 *
 * Returns: (transfer full) (nullable): the import
 */
HwStoreImport *
hw_store_import_begin (HwStore    *self,
                       const char *source_name,
                       GError    **error)
{
  HwStoreImport *import;

  if (!go_to_rollback_journal (self, error) || !hw_store_begin (self, source_name, error))
    {
      go_to_write_ahead_log (self);
      return NULL;
    }
  import = g_new0 (HwStoreImport, 1);
  import->store = g_object_ref (self);
  import->entries = hw_import_entries_new (self->journal);
  if (!import_prepare (import, error))
    {
      hw_store_import_cancel (import);
      return NULL;
    }
  return import;
}

static gboolean
drop_indexes_if_many (HwStoreImport *import,
                      GError       **error)
{
  if (import->indexes_dropped || import->n_taken < MANY_ROWS || import->n_taken < import->first_row / 4)
    return TRUE;
  import->indexes_dropped = TRUE;
  return hw_report_table_drop_indexes (&import->store->tables, error);
}

/**
 * hw_store_import_report:
 * @import: an import
 * @report: a report whose identity is made from the row's content
 * @error: return location
 *
 * Takes one report. A report that a rule refuses (%HW_STORE_ERROR_RULE) leaves
 * the import as it was and the next may follow; after any other error it can
 * only be cancelled.
 *
 * Returns: whether it was taken, was there already, or failed with @error set
 */
HwImportResult
hw_store_import_report (HwStoreImport  *import,
                        const HwReport *report,
                        GError        **error)
{
  HwStore *store = import->store;
  g_autoptr (GError) rule = NULL;
  gboolean taken;
  HwEntry entry;
  gint64 known;

  g_return_val_if_fail (!hw_id_is_nil (&report->id), HW_IMPORT_ERROR);

  if (!hw_report_check (report, g_get_real_time (), &rule))
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE, rule->message);
      return HW_IMPORT_ERROR;
    }
  if (!hw_report_table_find_source (&store->tables, report->source_id, &known, error))
    return HW_IMPORT_ERROR;
  if (known != 0)
    return HW_IMPORT_DUPLICATE;
  /* The body is written later, and without a check: that all of it is text was checked with the rules. */
  g_string_truncate (store->body, 0);
  hw_store_fill (store, &entry, HW_KIND_REPORT_RECEIVED, HW_COMPARTMENT_STREET, &report->id,
                 report->seen_at != 0 ? report->seen_at : report->received_at);
  entry.happened_precision = report->seen_precision;
  hw_journal_prepare (store->journal, &entry);
  /* The table first: its unique identity finds the duplicate, and the journal has not used anything up yet. */
  if (!hw_report_table_apply (&store->tables, &entry, report, &taken, error))
    return HW_IMPORT_ERROR;
  if (!taken)
    return HW_IMPORT_DUPLICATE;
  hw_journal_advance (store->journal, &entry);
  if (!hw_import_entries_add (import->entries, &entry, report, error))
    return HW_IMPORT_ERROR;
  import->n_taken++;
  return drop_indexes_if_many (import, error) ? HW_IMPORT_TAKEN : HW_IMPORT_ERROR;
}

static gboolean
make_words (HwStoreImport *import,
            GError       **error)
{
  HwTables *tables = &import->store->tables;

  if (import->n_taken == 0)
    return TRUE;
  return import->n_taken < import->first_row
         ? hw_report_table_add_words (tables, import->first_row, error)
         : hw_report_table_make_words (tables, error);
}

/**
 * hw_store_import_commit:
 * @import: (transfer full): an import
 * @error: return location
 *
 * Indexes what came and makes it durable. Frees the import.
 *
 * Returns: %FALSE with @error set when it failed; then nothing of it is kept
 */
gboolean
hw_store_import_commit (HwStoreImport *import,
                        GError       **error)
{
  HwStore *store = import->store;
  gboolean done = hw_import_entries_flush (import->entries, error) &&
                  make_words (import, error) &&
                  (!import->indexes_dropped || hw_report_table_make_indexes (&store->tables, error));

  if (!done)
    {
      hw_store_import_cancel (import);
      return FALSE;
    }
  done = hw_store_commit (store, error);
  import_free (import);
  return done;
}

/**
 * hw_store_import_cancel:
 * @import: (transfer full): an import
 *
 * Leaves nothing of it. Frees the import.
 */
void
hw_store_import_cancel (HwStoreImport *import)
{
  /* First its thread lets go of the journal. */
  g_clear_pointer (&import->entries, hw_import_entries_free);
  hw_store_rollback (import->store);
  import_free (import);
}
