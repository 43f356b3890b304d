/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-import-reader.h"

/* Reading ahead. A few batches go round between two queues: the thread takes an
 * empty one, fills it and puts it among the full ones; who takes the rows gives
 * it back. So nothing needs a lock, the order of the file is kept, and memory
 * does not grow. Where no thread can be had, batches are filled when asked for. */

#define N_BATCHES     4
#define ROWS_A_BATCH  512             /* between two looks at the cancellable and the progress */
#define BYTES_A_BATCH (512 * 1024)    /* a batch of very long rows ends earlier */

struct _HwImportReader
{
  HwRowSource    *source;                /* (owned) */
  HwReportReader *reader;                /* (owned) */
  GCancellable   *cancellable;           /* (owned) (nullable) */
  HwImportBatch   batches[N_BATCHES];
  HwImportBatch  *current;               /* (nullable): what the caller holds */
  GAsyncQueue    *empty, *full;          /* (owned) (element-type HwImportBatch) */
  GThread        *thread;                /* (owned) (nullable) */
  int             stopped;               /* (atomic) */
};

/* -- batches -- */

static void
clear_item (gpointer data)
{
  HwImportItem *item = data;

  g_clear_pointer (&item->report, hw_report_unref);
  g_clear_pointer (&item->reason, g_free);
  g_clear_pointer (&item->cells, g_strfreev);
}

static GStrv
copy_cells (const HwRow *row)
{
  GStrv cells = g_new0 (char *, row->n_cells + 1);

  for (guint i = 0; i < row->n_cells; i++)
    cells[i] = g_strdup (row->cells[i]);
  return cells;
}

static void
read_row (HwImportReader *self,
          const HwRow    *row,
          HwImportBatch  *batch)
{
  HwImportItem item = { .line = row->line };
  HwReport report;

  if (hw_report_reader_read (self->reader, row, &report, &item.reason))
    item.report = hw_report_new (&report);
  else
    item.cells = copy_cells (row);
  g_array_append_val (batch->items, item);
}

static void
fill_batch (HwImportReader *self,
            HwImportBatch  *batch)
{
  guint64 start = hw_row_source_get_n_read (self->source);
  const HwRow *row;

  g_array_set_size (batch->items, 0);
  do
    {
      if (!hw_row_source_next (self->source, &row, self->cancellable, &batch->error) || row == NULL)
        {
          batch->at_end = TRUE;
          break;
        }
      read_row (self, row, batch);
    }
  while (batch->items->len < ROWS_A_BATCH && hw_row_source_get_n_read (self->source) - start < BYTES_A_BATCH);
  batch->n_read = hw_row_source_get_n_read (self->source);
}

/* -- the thread -- */

static gpointer
read_ahead (gpointer user_data)
{
  HwImportReader *self = user_data;
  gboolean at_end = FALSE;

  while (!at_end)
    {
      HwImportBatch *batch = g_async_queue_pop (self->empty);

      if (g_atomic_int_get (&self->stopped))
        break;
      fill_batch (self, batch);
      at_end = batch->at_end;
      g_async_queue_push (self->full, batch);
    }
  return NULL;
}

static void
stop_thread (HwImportReader *self)
{
  if (self->thread == NULL)
    return;
  g_atomic_int_set (&self->stopped, TRUE);
  /* Something to wake it; what it is, it does not look at any more. */
  g_async_queue_push (self->empty, &self->batches[0]);
  g_thread_join (g_steal_pointer (&self->thread));
}

HwImportReader *
hw_import_reader_new (GFile            *file,
                      HwImportMapping  *mapping,
                      GTimeZone        *zone,
                      gint64            now,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autoptr (HwRowSource) source = NULL;
  HwImportReader *self;

  g_return_val_if_fail (G_IS_FILE (file) && HW_IS_IMPORT_MAPPING (mapping), NULL);

  source = hw_row_source_new (file, &mapping->shape, FALSE, cancellable, error);
  if (source == NULL)
    return NULL;
  self = g_new0 (HwImportReader, 1);
  self->source = g_steal_pointer (&source);
  self->reader = hw_report_reader_new (mapping, zone, now);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->empty = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    {
      self->batches[i].items = g_array_sized_new (FALSE, FALSE, sizeof (HwImportItem), ROWS_A_BATCH);
      g_array_set_clear_func (self->batches[i].items, clear_item);
      g_async_queue_push (self->empty, &self->batches[i]);
    }
  self->thread = g_thread_try_new ("import-reader", read_ahead, self, NULL);
  return self;
}

void
hw_import_reader_free (HwImportReader *self)
{
  if (self == NULL)
    return;
  stop_thread (self);
  for (guint i = 0; i < N_BATCHES; i++)
    {
      g_array_unref (self->batches[i].items);
      g_clear_error (&self->batches[i].error);
    }
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  hw_report_reader_free (self->reader);
  hw_row_source_free (self->source);
  g_clear_object (&self->cancellable);
  g_free (self);
}

const HwImportBatch *
hw_import_reader_next (HwImportReader *self)
{
  g_return_val_if_fail (self != NULL && (self->current == NULL || !self->current->at_end), NULL);

  if (self->thread == NULL)
    {
      self->current = &self->batches[0];
      fill_batch (self, self->current);
      return self->current;
    }
  if (self->current != NULL)
    g_async_queue_push (self->empty, self->current);
  self->current = g_async_queue_pop (self->full);
  return self->current;
}
