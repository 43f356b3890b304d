/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-spool.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>

#include "hw-connection.h"

/*
 * The spool has a thread of its own that writes. It takes all that waits, puts
 * it into one transaction, and says so once the commit is on the disk; what
 * comes meanwhile waits for the next. So one report alone is written at once,
 * and of many none waits for more than two commits, while the disk is asked
 * once for all of them.
 *
 * Nothing readable is in the file: sealed reports, random identities, days
 * rather than times, a number for what the caller may be told. The digest by which
 * the same bytes are known again has a key of this file, and goes after two days.
 */

#define APPLICATION_ID  0x48774e49   /* "HwIN" */
#define KEY_LENGTH      crypto_generichash_KEYBYTES
#define DIGEST_LENGTH   crypto_generichash_BYTES
#define DAY_US          (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define STATUS_KEPT_FOR (400 * DAY_US)
#define IN_ONE_COMMIT   512

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS spool (version INTEGER NOT NULL, digest_key BLOB NOT NULL) STRICT;"
  "CREATE TABLE IF NOT EXISTS submission ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, day INTEGER NOT NULL,"
  "  digest BLOB, sealed BLOB, answer INTEGER NOT NULL DEFAULT 0, answered_on INTEGER) STRICT;"
  "CREATE INDEX IF NOT EXISTS submission_digest ON submission (digest) WHERE digest IS NOT NULL;";

struct _HwIntakeSpool
{
  HwConnection *writer;             /* (owned): of the thread */
  HwConnection *reader;             /* (owned): of who opened the spool */
  GAsyncQueue  *queue;              /* (owned) (element-type Job) */
  GThread      *thread;             /* (owned) */
  GMainContext *context;            /* (owned): of who opened the spool */
  guint8        digest_key[KEY_LENGTH];
  guint         in_one_commit;      /* read by the thread; set before there is anything to write */
  gint64        tidied_on;          /* of the thread */
  gint64        n_waiting;          /* of who opened the spool */
};

typedef struct _Job Job;
typedef gboolean (*JobFunc) (HwIntakeSpool *self, Job *job, GError **error);

/* What the thread is asked to do. Whoever asks waits: with a task, or where it stands. */
struct _Job
{
  JobFunc        func;       /* (nullable): the end */
  HwId           id;
  guint8         digest[DIGEST_LENGTH];
  gint64         day;
  GBytes        *sealed;     /* (owned) (nullable) */
  HwCallerAnswer answer;
  const HwId    *ids;        /* (unowned) (nullable) */
  guint          n_ids;
  guint          n_changed;
  GTask         *task;       /* (owned) (nullable): it owns the job, until both have been answered */
  GAsyncQueue   *done;       /* (unowned) (nullable): where the job is put for who waits */
  GError        *error;      /* (owned) (nullable) */
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->sealed, g_bytes_unref);
  g_clear_error (&job->error);
  g_free (job);
}

static gint64
day_of (gint64 time)
{
  return time - time % DAY_US;
}

/* -- what the thread does -- */

static gboolean
find_same (HwIntakeSpool *self,
           Job           *job,
           gboolean      *found,
           GError       **error)
{
  HwStatement *statement = hw_connection_get (self->writer, "SELECT id FROM submission WHERE digest = ?1 AND day >= ?2", error);
  gsize length;
  gconstpointer id;

  *found = FALSE;
  if (statement == NULL)
    return FALSE;
  hw_statement_bind_blob (statement, 1, job->digest, DIGEST_LENGTH);
  hw_statement_bind_int (statement, 2, job->day - HW_INTAKE_SAME_FOR);
  if (!hw_statement_step_row (statement, found, error))
    return FALSE;
  if (*found && (id = hw_statement_get_blob (statement, 0, &length)) != NULL && length == HW_ID_LENGTH)
    memcpy (job->id.bytes, id, HW_ID_LENGTH);
  hw_statement_reset (statement);
  return TRUE;
}

/* Old digests go, and what was told about reports of long ago. */
static gboolean
tidy (HwIntakeSpool *self,
      gint64         day,
      GError       **error)
{
  HwStatement *digests, *statuses;

  if (self->tidied_on == day)
    return TRUE;
  self->tidied_on = day;
  digests = hw_connection_get (self->writer, "UPDATE submission SET digest = NULL WHERE digest IS NOT NULL AND day < ?1", error);
  if (digests == NULL)
    return FALSE;
  hw_statement_bind_int (digests, 1, day - HW_INTAKE_SAME_FOR);
  if (!hw_statement_run (digests, error))
    return FALSE;
  statuses = hw_connection_get (self->writer, "DELETE FROM submission WHERE sealed IS NULL AND max (day, ifnull (answered_on, day)) < ?1", error);
  if (statuses == NULL)
    return FALSE;
  hw_statement_bind_int (statuses, 1, day - STATUS_KEPT_FOR);
  return hw_statement_run (statuses, error);
}

static gboolean
do_add (HwIntakeSpool *self,
        Job           *job,
        GError       **error)
{
  HwStatement *statement;
  gboolean found;
  gsize length;
  gconstpointer sealed = g_bytes_get_data (job->sealed, &length);

  if (!tidy (self, job->day, error) || !find_same (self, job, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  statement = hw_connection_get (self->writer, "INSERT INTO submission (id, day, digest, sealed) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;
  hw_statement_bind_blob (statement, 1, job->id.bytes, HW_ID_LENGTH);
  hw_statement_bind_int (statement, 2, job->day);
  hw_statement_bind_blob (statement, 3, job->digest, DIGEST_LENGTH);
  hw_statement_bind_blob (statement, 4, sealed, length);
  job->n_changed = 1;
  return hw_statement_run (statement, error);
}

static gboolean
do_forget (HwIntakeSpool *self,
           Job           *job,
           GError       **error)
{
  for (guint i = 0; i < job->n_ids; i++)
    {
      HwStatement *statement = hw_connection_get (self->writer, "UPDATE submission SET sealed = NULL WHERE id = ?1 AND sealed IS NOT NULL", error);

      if (statement == NULL)
        return FALSE;
      hw_statement_bind_blob (statement, 1, job->ids[i].bytes, HW_ID_LENGTH);
      if (!hw_statement_run (statement, error))
        return FALSE;
      job->n_changed += (guint) hw_connection_get_changes (self->writer);
    }
  return TRUE;
}

static gboolean
do_set_status (HwIntakeSpool *self,
               Job           *job,
               GError       **error)
{
  HwStatement *statement = hw_connection_get (self->writer, "UPDATE submission SET answer = ?2, answered_on = ?3 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  hw_statement_bind_blob (statement, 1, job->id.bytes, HW_ID_LENGTH);
  hw_statement_bind_int (statement, 2, job->answer);
  hw_statement_bind_int (statement, 3, job->day);
  if (!hw_statement_run (statement, error))
    return FALSE;
  job->n_changed = (guint) hw_connection_get_changes (self->writer);
  return TRUE;
}

/* -- the thread -- */

static gboolean
write_jobs (HwIntakeSpool *self,
            GPtrArray     *jobs,
            GError       **error)
{
  gboolean good = hw_connection_begin (self->writer, error);

  for (guint i = 0; good && i < jobs->len; i++)
    {
      Job *job = g_ptr_array_index (jobs, i);

      good = job->func (self, job, error);
    }
  good = good && hw_connection_commit (self->writer, error);
  if (!good)
    hw_connection_rollback (self->writer);
  return good;
}

/* In the context of who opened the spool, all of a transaction in one turn. */
static gboolean
answer_cb (gpointer user_data)
{
  GPtrArray *tasks = user_data;

  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);
      Job *job = g_task_get_task_data (task);

      if (job->error != NULL)
        g_task_return_error (task, g_steal_pointer (&job->error));
      else
        g_task_return_boolean (task, TRUE);
    }
  return G_SOURCE_REMOVE;
}

static void
answer_jobs (HwIntakeSpool *self,
             GPtrArray     *jobs,
             const GError  *error)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < jobs->len; i++)
    {
      Job *job = g_ptr_array_index (jobs, i);

      job->error = error != NULL ? g_error_copy (error) : NULL;
      if (job->task != NULL)
        g_ptr_array_add (tasks, g_steal_pointer (&job->task));
      else
        g_async_queue_push (job->done, job);
    }
  if (tasks->len > 0)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, answer_cb, g_steal_pointer (&tasks), (GDestroyNotify) g_ptr_array_unref);
      g_source_attach (source, self->context);
    }
  g_clear_pointer (&tasks, g_ptr_array_unref);
}

/* Takes the first that comes and all that waits behind it. Returns whether there will be more. */
static gboolean
collect_jobs (HwIntakeSpool *self,
              GPtrArray     *jobs)
{
  Job *job = g_async_queue_pop (self->queue);

  while (job != NULL && job->func != NULL)
    {
      g_ptr_array_add (jobs, job);
      job = jobs->len < self->in_one_commit ? g_async_queue_try_pop (self->queue) : NULL;
    }
  if (job == NULL)
    return TRUE;
  job_free (job);
  return FALSE;
}

static gpointer
write_until_end (gpointer data)
{
  HwIntakeSpool *self = data;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  gboolean is_more = TRUE;

  while (is_more)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_set_size (jobs, 0);
      is_more = collect_jobs (self, jobs);
      if (jobs->len == 0)
        continue;
      if (!write_jobs (self, jobs, &error))
        g_warning ("%u of what came could not be written: %s", jobs->len, error->message);
      answer_jobs (self, jobs, error);
    }
  return NULL;
}

/* Asks the thread and waits, for as long as a commit takes. */
static gboolean
run_job (HwIntakeSpool *self,
         Job           *job,
         GError       **error)
{
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();

  job->done = done;
  g_async_queue_push (self->queue, job);
  g_async_queue_pop (done);
  if (job->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&job->error));
  return FALSE;
}

/* -- opening -- */

static gboolean
load_key (HwIntakeSpool *self,
          GError       **error)
{
  HwStatement *statement = hw_connection_get (self->writer, "SELECT digest_key FROM spool", error);
  gboolean found = FALSE;
  gsize length = 0;
  gconstpointer key;

  if (statement == NULL || !hw_statement_step_row (statement, &found, error))
    return FALSE;
  key = found ? hw_statement_get_blob (statement, 0, &length) : NULL;
  if (key != NULL && length == KEY_LENGTH)
    memcpy (self->digest_key, key, KEY_LENGTH);
  hw_statement_reset (statement);
  if (found)
    return TRUE;

  randombytes_buf (self->digest_key, KEY_LENGTH);
  statement = hw_connection_get (self->writer, "INSERT INTO spool (version, digest_key) VALUES (1, ?1)", error);
  if (statement == NULL)
    return FALSE;
  hw_statement_bind_blob (statement, 1, self->digest_key, KEY_LENGTH);
  return hw_statement_run (statement, error);
}

static gboolean
check_kind (HwIntakeSpool *self,
            const char    *path,
            GError       **error)
{
  gint64 application, tables;

  if (!hw_connection_get_int (self->writer, "PRAGMA application_id", &application, error) ||
      !hw_connection_get_int (self->writer, "SELECT count (*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (tables == 0 || application == APPLICATION_ID)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("\"%s\" is a database, and not the spool of an intake service. Nothing was changed: give spool= another name."), path);
  return FALSE;
}

static gboolean
open_files (HwIntakeSpool *self,
            const char    *path,
            GError       **error)
{
  /* Made here, so that it is nobody else's to read from its first moment. */
  int file = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (file >= 0)
    g_close (file, NULL);
  self->writer = hw_connection_open_plain (path, NULL, error);
  if (self->writer == NULL || !check_kind (self, path, error))
    return FALSE;
  if (!hw_connection_begin (self->writer, error) || !hw_connection_exec (self->writer, schema, error) ||
      !hw_connection_exec (self->writer, "PRAGMA application_id = 0x48774e49", error) || !load_key (self, error) ||
      !hw_connection_commit (self->writer, error))
    return FALSE;
  self->reader = hw_connection_open (path, NULL, NULL, error);
  return self->reader != NULL && hw_connection_get_int (self->reader, "SELECT count (*) FROM submission WHERE sealed IS NOT NULL", &self->n_waiting, error);
}

/**
 * hw_intake_spool_open:
 * @path: the file, which is made where it does not exist
 * @error: return location
 *
 * Opens the spool. Answers come in the thread's default main context.
 *
 * Returns: (transfer full) (nullable): the spool; %NULL where the file cannot be written or is another's
 */
HwIntakeSpool *
hw_intake_spool_open (const char *path,
                      GError    **error)
{
  g_autoptr (HwIntakeSpool) self = g_new0 (HwIntakeSpool, 1);

  self->context = g_main_context_ref_thread_default ();
  self->queue = g_async_queue_new_full (job_free);
  self->in_one_commit = IN_ONE_COMMIT;
  if (!open_files (self, path, error))
    {
      g_prefix_error (error, _("The spool could not be opened, and nothing was changed: "));
      return NULL;
    }
  self->thread = g_thread_new ("intake-spool", write_until_end, self);
  return g_steal_pointer (&self);
}

/**
 * hw_intake_spool_close:
 * @self: (nullable) (transfer full): a spool
 *
 * Writes what waits and closes. Who waits for an answer still gets it.
 */
void
hw_intake_spool_close (HwIntakeSpool *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (self->thread != NULL)
    {
      g_async_queue_push (self->queue, g_new0 (Job, 1));
      g_thread_join (self->thread);
    }
  g_clear_pointer (&self->reader, hw_connection_free);
  if (self->writer != NULL && !hw_connection_close (self->writer, &error))
    g_warning ("The log of the spool stays beside it: %s", error->message);
  g_async_queue_unref (self->queue);
  g_main_context_unref (self->context);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/**
 * hw_intake_spool_set_in_one_commit:
 * @self: a spool into which nothing was written yet
 * @most: how many are written together
 *
 * Bounds how many are written in one transaction.
 */
void
hw_intake_spool_set_in_one_commit (HwIntakeSpool *self,
                                   guint          most)
{
  self->in_one_commit = MAX (most, 1);
}

/* -- what comes in -- */

static void
make_digest (HwIntakeSpool *self,
             GBytes        *came,
             guint8        *digest)
{
  gsize length;
  gconstpointer bytes = g_bytes_get_data (came, &length);

  crypto_generichash (digest, DIGEST_LENGTH, bytes, length, self->digest_key, KEY_LENGTH);
}

/**
 * hw_intake_spool_add_async:
 * @self: a spool
 * @id: of the submission
 * @sealed: the submission, sealed
 * @came: the bytes as they came, by which the same are known again; only a keyed digest of them is kept
 * @now: µs UTC
 * @callback: called once it is on the disk
 * @user_data: for @callback
 *
 * Adds a sealed submission.
 */
void
hw_intake_spool_add_async (HwIntakeSpool      *self,
                           const HwId         *id,
                           GBytes             *sealed,
                           GBytes             *came,
                           gint64              now,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->func = do_add;
  job->id = *id;
  job->sealed = g_bytes_ref (sealed);
  job->day = day_of (now);
  make_digest (self, came, job->digest);
  job->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (job->task, hw_intake_spool_add_async);
  g_task_set_task_data (job->task, job, job_free);
  g_async_queue_push (self->queue, job);
}

/**
 * hw_intake_spool_add_finish:
 * @self: a spool
 * @result: what the callback was given
 * @id: (out caller-allocates): the identity; of the earlier submission where the same bytes came within %HW_INTAKE_SAME_FOR
 * @error: return location
 *
 * Returns: whether it is on the disk
 */
gboolean
hw_intake_spool_add_finish (HwIntakeSpool *self,
                            GAsyncResult  *result,
                            HwId          *id,
                            GError       **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *id = job->id;
  self->n_waiting += job->n_changed;
  return TRUE;
}

/* -- what is collected -- */

/**
 * hw_intake_item_free:
 * @item: (nullable): a sealed report
 *
 * Frees it.
 */
void
hw_intake_item_free (HwIntakeItem *item)
{
  if (item == NULL)
    return;
  g_clear_pointer (&item->sealed, g_bytes_unref);
  g_free (item);
}

static HwIntakeItem *
read_item (HwStatement *statement)
{
  HwIntakeItem *item = g_new0 (HwIntakeItem, 1);
  gsize length;
  gconstpointer id = hw_statement_get_blob (statement, 1, &length), sealed;

  item->number = hw_statement_get_int (statement, 0);
  if (id != NULL && length == HW_ID_LENGTH)
    memcpy (item->id.bytes, id, HW_ID_LENGTH);
  sealed = hw_statement_get_blob (statement, 2, &length);
  item->sealed = g_bytes_new (sealed, length);
  return item;
}

/**
 * hw_intake_spool_list:
 * @self: a spool
 * @after: a number; 0 for the beginning
 * @most: how many at most
 * @most_bytes: a list ends with the one that reaches this many bytes
 * @error: return location
 *
 * Lists sealed submissions that wait, in the order they came.
 *
 * Returns: (transfer full) (nullable) (element-type HwIntakeItem): the submissions
 */
GPtrArray *
hw_intake_spool_list (HwIntakeSpool *self,
                      gint64         after,
                      guint          most,
                      gsize          most_bytes,
                      GError       **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_intake_item_free);
  HwStatement *statement = hw_connection_get (self->reader, "SELECT number, id, sealed FROM submission WHERE number > ?1 AND sealed IS NOT NULL ORDER BY number LIMIT ?2", error);
  gsize n_bytes = 0;
  HwStep step;

  if (statement == NULL)
    return NULL;
  hw_statement_bind_int (statement, 1, after);
  hw_statement_bind_int (statement, 2, most);
  while ((step = hw_statement_step (statement, error)) == HW_STEP_ROW && n_bytes < most_bytes)
    {
      HwIntakeItem *item = read_item (statement);

      n_bytes += g_bytes_get_size (item->sealed);
      g_ptr_array_add (items, item);
    }
  hw_statement_reset (statement);
  return step != HW_STEP_ERROR ? g_steal_pointer (&items) : NULL;
}

/**
 * hw_intake_spool_count:
 * @self: a spool
 *
 * Returns: how many wait to be collected
 */
gint64
hw_intake_spool_count (HwIntakeSpool *self)
{
  return self->n_waiting;
}

/**
 * hw_intake_spool_forget:
 * @self: a spool
 * @ids: of submissions that a workspace has recorded
 * @n_ids: how many
 * @n_forgotten: (out) (optional): how many of them were still there
 * @error: return location
 *
 * Deletes the sealed reports. What may be told about them stays.
 *
 * Returns: %FALSE with @error set where that is not on the disk; then all of them are still there
 */
gboolean
hw_intake_spool_forget (HwIntakeSpool *self,
                        const HwId    *ids,
                        guint          n_ids,
                        guint         *n_forgotten,
                        GError       **error)
{
  Job job = { .func = do_forget, .ids = ids, .n_ids = n_ids };

  if (!run_job (self, &job, error))
    return FALSE;
  self->n_waiting -= job.n_changed;
  if (n_forgotten != NULL)
    *n_forgotten = job.n_changed;
  return TRUE;
}

/* -- what may be told -- */

/**
 * hw_intake_spool_get_status:
 * @self: a spool
 * @id: of a submission
 * @answer: (out): what whoever sent it may be told
 * @day: (out): of that, the beginning of a day in µs UTC
 *
 * Returns: whether there is such a submission
 */
gboolean
hw_intake_spool_get_status (HwIntakeSpool  *self,
                            const HwId     *id,
                            HwCallerAnswer *answer,
                            gint64         *day)
{
  HwStatement *statement = hw_connection_get (self->reader, "SELECT answer, ifnull (answered_on, day) FROM submission WHERE id = ?1", NULL);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  hw_statement_bind_blob (statement, 1, id->bytes, HW_ID_LENGTH);
  if (hw_statement_step_row (statement, &found, NULL) && found)
    {
      gint64 number = hw_statement_get_int (statement, 0);

      *answer = number >= 0 && number < HW_N_CALLER_ANSWERS ? (HwCallerAnswer) number : HW_CALLER_ANSWER_RECEIVED;
      *day = hw_statement_get_int (statement, 1);
    }
  hw_statement_reset (statement);
  return found;
}

/**
 * hw_intake_spool_set_status:
 * @self: a spool
 * @id: of a submission
 * @answer: what whoever sent it may be told
 * @day: when that was, µs UTC
 * @known: (out) (optional): whether there is such a submission
 * @error: return location
 *
 * Returns: %FALSE with @error set where it is not on the disk
 */
gboolean
hw_intake_spool_set_status (HwIntakeSpool *self,
                            const HwId    *id,
                            HwCallerAnswer answer,
                            gint64         day,
                            gboolean      *known,
                            GError       **error)
{
  Job job = { .func = do_set_status, .id = *id, .answer = answer, .day = day_of (day) };

  if (!run_job (self, &job, error))
    return FALSE;
  if (known != NULL)
    *known = job.n_changed > 0;
  return TRUE;
}
