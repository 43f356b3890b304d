/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-import-entries.h"

/*
 * A few batches go round: one is collected, one is written on the thread, one
 * waits to be inserted. There is one thread and the queues keep the order, so
 * the hash of the journal's batch sees the entries in their order. The thread
 * touches nothing of the database. The thread is made when the first batch is
 * full: what comes in less, or where no thread can be had, is written at once.
 */

#define N_BATCHES         3
#define ENTRIES_A_BATCH   256

typedef struct
{
  guint     n;
  HwEntry   entries[ENTRIES_A_BATCH];
  HwReport *reports[ENTRIES_A_BATCH];   /* (owned): what the bodies say */
  GString  *bodies;                     /* (owned): one behind the other */
} Batch;

struct _HwImportEntries
{
  HwJournal   *journal;              /* (unowned) */
  GString     *body;                 /* (owned): of who writes: used again for every body */
  Batch       *batches[N_BATCHES];   /* (owned) */
  Batch       *current;              /* is collected */
  GQueue       unused;               /* (element-type Batch) */
  guint        n_away;               /* batches that the thread has, or has written */
  GAsyncQueue *collected, *written;  /* (owned) (element-type Batch) */
  GThread     *thread;               /* (owned) (nullable) */
  gboolean     is_threadless;        /* none could be had */
  int          stopped;              /* (atomic) */
};

/* -- writing, on the thread -- */

static void
write_batch (HwImportEntries *self,
             Batch           *batch)
{
  gsize at = 0;

  g_string_truncate (batch->bodies, 0);
  for (guint i = 0; i < batch->n; i++)
    {
      hw_body_write_report (self->body, batch->reports[i]);
      batch->entries[i].body_length = self->body->len;
      g_string_append_len (batch->bodies, self->body->str, (gssize) self->body->len);
      g_clear_pointer (&batch->reports[i], hw_report_unref);
    }
  /* Only now the text stays where it is. */
  for (guint i = 0; i < batch->n; i++)
    {
      batch->entries[i].body = batch->bodies->str + at;
      at += batch->entries[i].body_length;
      hw_journal_seal (self->journal, &batch->entries[i]);
    }
}

static gpointer
write_batches (gpointer user_data)
{
  HwImportEntries *self = user_data;

  for (;;)
    {
      Batch *batch = g_async_queue_pop (self->collected);

      if (g_atomic_int_get (&self->stopped))
        return NULL;
      write_batch (self, batch);
      g_async_queue_push (self->written, batch);
    }
}

static gboolean
ensure_thread (HwImportEntries *self)
{
  if (self->thread == NULL && !self->is_threadless)
    self->thread = g_thread_try_new ("import-entries", write_batches, self, NULL);
  self->is_threadless = self->thread == NULL;
  return self->thread != NULL;
}

static void
stop_thread (HwImportEntries *self)
{
  if (self->thread == NULL)
    return;
  g_atomic_int_set (&self->stopped, TRUE);
  /* Something to wake it; what it is, it does not look at any more. */
  g_async_queue_push (self->collected, self->batches[0]);
  g_thread_join (g_steal_pointer (&self->thread));
}

/* -- batches -- */

static Batch *
batch_new (void)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->bodies = g_string_new (NULL);
  return batch;
}

static void
batch_free (Batch *batch)
{
  for (guint i = 0; i < batch->n; i++)
    g_clear_pointer (&batch->reports[i], hw_report_unref);
  g_string_free (batch->bodies, TRUE);
  g_free (batch);
}

static gboolean
insert_batch (HwImportEntries *self,
              Batch           *batch,
              GError         **error)
{
  for (guint i = 0; i < batch->n; i++)
    if (!hw_journal_insert_sealed (self->journal, &batch->entries[i], error))
      return FALSE;
  batch->n = 0;
  g_queue_push_tail (&self->unused, batch);
  return TRUE;
}

/* The oldest of those that are away. */
static gboolean
take_back (HwImportEntries *self,
           GError         **error)
{
  Batch *batch = g_async_queue_pop (self->written);

  self->n_away--;
  return insert_batch (self, batch, error);
}

static gboolean
send_away (HwImportEntries *self,
           GError         **error)
{
  Batch *batch = g_steal_pointer (&self->current);

  if (!ensure_thread (self))
    {
      write_batch (self, batch);
      return insert_batch (self, batch, error);
    }
  g_async_queue_push (self->collected, batch);
  self->n_away++;
  return !g_queue_is_empty (&self->unused) || take_back (self, error);
}

/**
 * hw_import_entries_new:
 * @journal: a journal with an open batch
 *
 * Returns: (transfer full): a way into @journal
 */
HwImportEntries *
hw_import_entries_new (HwJournal *journal)
{
  HwImportEntries *self = g_new0 (HwImportEntries, 1);

  self->journal = journal;
  self->body = g_string_new (NULL);
  self->collected = g_async_queue_new ();
  self->written = g_async_queue_new ();
  g_queue_init (&self->unused);
  for (guint i = 0; i < N_BATCHES; i++)
    {
      self->batches[i] = batch_new ();
      g_queue_push_tail (&self->unused, self->batches[i]);
    }
  return self;
}

/**
 * hw_import_entries_free:
 * @self: (nullable): entries
 *
 * Forgets what was not flushed. After that the thread touches the journal no more.
 */
void
hw_import_entries_free (HwImportEntries *self)
{
  if (self == NULL)
    return;
  stop_thread (self);
  for (guint i = 0; i < N_BATCHES; i++)
    batch_free (self->batches[i]);
  g_queue_clear (&self->unused);
  g_async_queue_unref (self->collected);
  g_async_queue_unref (self->written);
  g_string_free (self->body, TRUE);
  g_free (self);
}

/**
 * hw_import_entries_add:
 * @self: entries
 * @entry: an entry without a body, numbered by hw_journal_prepare() and hw_journal_advance()
 * @report: what its body says
 * @error: return location
 *
 * Takes an entry. Its row is inserted by a later call.
 *
 * Returns: %FALSE with @error set when a row could not be inserted; the transaction must be rolled back then
 */
gboolean
hw_import_entries_add (HwImportEntries *self,
                       const HwEntry   *entry,
                       const HwReport  *report,
                       GError         **error)
{
  if (self->current == NULL)
    self->current = g_queue_pop_head (&self->unused);
  self->current->entries[self->current->n] = *entry;
  self->current->reports[self->current->n++] = hw_report_new (report);
  return self->current->n < ENTRIES_A_BATCH || send_away (self, error);
}

/**
 * hw_import_entries_flush:
 * @self: entries
 * @error: return location
 *
 * Inserts the rows of all entries that were added.
 *
 * Returns: %FALSE with @error set when it failed; the transaction must be rolled back then
 */
gboolean
hw_import_entries_flush (HwImportEntries *self,
                         GError         **error)
{
  Batch *last;

  while (self->n_away > 0)
    if (!take_back (self, error))
      return FALSE;
  last = g_steal_pointer (&self->current);
  if (last == NULL)
    return TRUE;
  /* All before it are written: no thread is needed for the rest. */
  write_batch (self, last);
  return insert_batch (self, last, error);
}
