/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <string.h>

#include "hw-connection.h"
#include "hw-statement-private.h"

/*
 * One open database. With a key it is encrypted by SQLCipher, without one it is
 * a plain file (map tiles). Every failure comes back as a GError; a failed
 * fsync stops the program, because after it nobody can say what the disk holds
 * and a second fsync would claim that all is well.
 */

G_DEFINE_QUARK (hw-sqlite-error-quark, hw_sqlite_error)

struct _HwConnection
{
  sqlite3       *database;      /* (owned) */
  GHashTable    *statements;    /* (owned) (element-type utf8 HwStatement): by the address of their SQL */
  HwErrorMapFunc map_error;     /* (nullable) */
  gboolean       is_encrypted;
  gint64         steps_left;    /* of a limit on work; only read while there is one */
};

#define STEPS_PER_LOOK  10000
#define BUSY_TIMEOUT_MS 5000

/* Before the first database: without SQLite's count of every allocation, behind a mutex, imports are a tenth faster. */
static void
configure_once (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

static HwSqliteError
read_failure (int code,
              int system_errno)
{
  switch (system_errno)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return HW_SQLITE_ERROR_FULL;
    case EROFS:
      return HW_SQLITE_ERROR_READ_ONLY;
    default:
      /* The disk ends before the page does: the file was cut. */
      return code == SQLITE_IOERR_SHORT_READ ? HW_SQLITE_ERROR_DAMAGED : HW_SQLITE_ERROR_FAILED;
    }
}

/* A page whose authentication code is wrong makes SQLCipher fail without a reason of its own. */
static gboolean
is_codec_failure (HwConnection *self,
                  int           code)
{
  return self->is_encrypted && code == SQLITE_ERROR && g_strcmp0 (sqlite3_errmsg (self->database), sqlite3_errstr (SQLITE_ERROR)) == 0;
}

static HwSqliteError
classify (int code,
          int system_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HW_SQLITE_ERROR_BUSY;
    case SQLITE_FULL:
      return HW_SQLITE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return HW_SQLITE_ERROR_READ_ONLY;
    case SQLITE_NOTADB:
      return HW_SQLITE_ERROR_NOT_A_DATABASE;
    case SQLITE_CORRUPT:
      return HW_SQLITE_ERROR_DAMAGED;
    case SQLITE_CANTOPEN:
      return HW_SQLITE_ERROR_CANNOT_OPEN;
    case SQLITE_CONSTRAINT:
      return HW_SQLITE_ERROR_CONSTRAINT;
    case SQLITE_INTERRUPT:
      return HW_SQLITE_ERROR_CANCELLED;
    case SQLITE_IOERR:
      return read_failure (code, system_errno);
    default:
      return HW_SQLITE_ERROR_FAILED;
    }
}

/* Makes the error of @code; does not come back from a failed fsync. */
void
hw_connection_set_error (HwConnection *self,
                         int           code,
                         GError      **error)
{
  int extended = sqlite3_extended_errcode (self->database);
  int system_errno = sqlite3_system_errno (self->database);
  GError *failure;

  if ((extended & 0xff) != (code & 0xff))
    extended = code;
  if (extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC)
    g_error ("The disk did not confirm what was written (fsync: %s). Homeward stops, so that it does not go on with a file it cannot trust. "
             "What was confirmed before is kept. Check the disk, then start again.", g_strerror (system_errno));
  if (error == NULL)
    return;

  if (is_codec_failure (self, extended))
    extended = SQLITE_CORRUPT;
  failure = g_error_new (HW_SQLITE_ERROR, classify (extended, (extended & 0xff) == SQLITE_IOERR ? system_errno : 0),
                         "%s (%d)", sqlite3_errmsg (self->database), extended);
  *error = self->map_error != NULL ? self->map_error (failure) : failure;
}

/* The key is handed over as SQLCipher's raw form, x'64 hex digits', so that no second derivation runs. */
static int
set_key (HwConnection *self,
         const guint8 *key)
{
  static const char digits[] = "0123456789abcdef";
  char raw[3 + 2 * HW_CONNECTION_KEY_LENGTH + 1];
  int code;

  raw[0] = 'x';
  raw[1] = '\'';
  for (int i = 0; i < HW_CONNECTION_KEY_LENGTH; i++)
    {
      raw[2 + 2 * i] = digits[key[i] >> 4];
      raw[3 + 2 * i] = digits[key[i] & 0xf];
    }
  raw[2 + 2 * HW_CONNECTION_KEY_LENGTH] = '\'';
  raw[3 + 2 * HW_CONNECTION_KEY_LENGTH] = '\0';
  code = sqlite3_key (self->database, raw, (int) (sizeof raw - 1));
  explicit_bzero (raw, sizeof raw);
  return code;
}

/* Other people's files are read with care: no schema of theirs runs anything. */
static void
harden (HwConnection *self)
{
  sqlite3_extended_result_codes (self->database, 1);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit (self->database, SQLITE_LIMIT_ATTACHED, 0);
}

static HwConnection *
connection_new (HwErrorMapFunc map_error,
                gboolean       is_encrypted)
{
  HwConnection *self = g_new0 (HwConnection, 1);

  configure_once ();
  self->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) hw_statement_free);
  self->map_error = map_error;
  self->is_encrypted = is_encrypted;
  return self;
}

/**
 * hw_connection_open:
 * @path: the file, which must exist
 * @key: (nullable): %HW_CONNECTION_KEY_LENGTH bytes, or %NULL for a plain file, which is opened for reading only
 * @map_error: (nullable): how the caller words failures
 * @error: return location
 *
 * Opens a database file. An encrypted one is opened for this process alone
 * (locking mode EXCLUSIVE, so that a second one is told at once and there is no
 * shared-memory file), with a write-ahead log, synchronous=FULL and foreign
 * keys. The key is checked by reading the first page.
 *
 * Returns: (transfer full) (nullable): the connection
 */
HwConnection *
hw_connection_open (const char    *path,
                    const guint8  *key,
                    HwErrorMapFunc map_error,
                    GError       **error)
{
  g_autoptr (HwConnection) self = connection_new (map_error, key != NULL);
  int flags = (key != NULL ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX;
  int code;

  code = sqlite3_open_v2 (path, &self->database, flags, NULL);
  if (code == SQLITE_OK && key != NULL)
    {
      /* What it would log on the terminal comes back as an error. */
      sqlite3_exec (self->database, "PRAGMA cipher_log_level = NONE", NULL, NULL, NULL);
      code = set_key (self, key);
    }
  if (code != SQLITE_OK)
    {
      hw_connection_set_error (self, code, error);
      return NULL;
    }

  harden (self);
  if (key == NULL)
    return g_steal_pointer (&self);
  /* SQLite falls back to reading where it may not write. */
  if (sqlite3_db_readonly (self->database, "main") == 1)
    {
      hw_connection_set_error (self, SQLITE_READONLY, error);
      return NULL;
    }
  if (!hw_connection_exec (self,
                           "PRAGMA locking_mode = EXCLUSIVE;"
                           "PRAGMA journal_mode = WAL;"
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA cell_size_check = ON;"
                           HW_CONNECTION_USUAL_CACHE
                           "PRAGMA journal_size_limit = 8388608;"
                           "SELECT count (*) FROM sqlite_schema;", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hw_connection_create_plain:
 * @path: the file, which must not exist
 * @map_error: (nullable): how the caller words failures
 * @error: return location
 *
 * Makes a new database file without a key, for what is no secret: map tiles.
 * Nothing that is known about a person may go into one.
 *
 * Returns: (transfer full) (nullable): the connection, which may write
 */
HwConnection *
hw_connection_create_plain (const char    *path,
                            HwErrorMapFunc map_error,
                            GError       **error)
{
  g_autoptr (HwConnection) self = connection_new (map_error, FALSE);
  int code;

  code = sqlite3_open_v2 (path, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      hw_connection_set_error (self, code, error);
      return NULL;
    }
  harden (self);
  if (!hw_connection_exec (self, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = NORMAL;", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hw_connection_open_plain:
 * @path: the file, which is made where it does not exist
 * @map_error: (nullable): how the caller words failures
 * @error: return location
 *
 * Opens a database without a key for writing, for what was sealed before it is
 * written: with a write-ahead log and synchronous=FULL, so that a commit that
 * came back is on the disk. Others may read it at the same time.
 *
 * Returns: (transfer full) (nullable): the connection
 */
HwConnection *
hw_connection_open_plain (const char    *path,
                          HwErrorMapFunc map_error,
                          GError       **error)
{
  g_autoptr (HwConnection) self = connection_new (map_error, FALSE);
  int code;

  code = sqlite3_open_v2 (path, &self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK && sqlite3_db_readonly (self->database, "main") == 1)
    code = SQLITE_READONLY;
  if (code != SQLITE_OK)
    {
      hw_connection_set_error (self, code, error);
      return NULL;
    }
  harden (self);
  sqlite3_busy_timeout (self->database, BUSY_TIMEOUT_MS);
  if (!hw_connection_exec (self,
                           "PRAGMA journal_mode = WAL;"
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA secure_delete = ON;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA journal_size_limit = 8388608;", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hw_connection_close:
 * @self: (transfer full): a connection
 * @error: return location
 *
 * Writes what is still in the log into the file, then closes and frees.
 *
 * Returns: %FALSE with @error set when the log could not be written; nothing is lost, it stays beside the file
 */
gboolean
hw_connection_close (HwConnection *self,
                     GError      **error)
{
  gboolean done;

  hw_connection_rollback (self);
  g_hash_table_remove_all (self->statements);
  done = sqlite3_db_readonly (self->database, "main") == 1 || hw_connection_checkpoint (self, error);
  hw_connection_free (self);
  return done;
}

/**
 * hw_connection_free:
 * @self: (nullable): a connection
 *
 * Closes without a word.
 */
void
hw_connection_free (HwConnection *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close (self->database);
  g_free (self);
}

/**
 * hw_connection_exec:
 * @self: a connection
 * @sql: one or more statements; a literal or a file of ours, never text of a user
 * @error: return location
 *
 * Runs statements that need no parameters.
 *
 * Returns: %FALSE with @error set when one of them failed
 */
gboolean
hw_connection_exec (HwConnection *self,
                    const char   *sql,
                    GError      **error)
{
  int code = sqlite3_exec (self->database, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    hw_connection_set_error (self, code, error);
  return code == SQLITE_OK;
}

/**
 * hw_connection_get:
 * @self: a connection
 * @sql: a string literal: its address is what the statement is kept under
 * @error: return location
 *
 * Prepares a statement, or gives the one that was prepared before, reset and
 * with nothing bound. A statement in the middle of its rows cannot be had twice.
 *
 * Returns: (transfer none) (nullable): the statement
 */
HwStatement *
hw_connection_get (HwConnection *self,
                   const char   *sql,
                   GError      **error)
{
  HwStatement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *prepared = NULL;
  int code;

  if (statement != NULL)
    {
      g_return_val_if_fail (!hw_statement_is_busy (statement), NULL);
      hw_statement_reset (statement);
      return statement;
    }

  code = sqlite3_prepare_v3 (self->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  if (code != SQLITE_OK)
    {
      hw_connection_set_error (self, code, error);
      return NULL;
    }
  statement = hw_statement_new (self, prepared);
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * hw_connection_get_int:
 * @self: a connection
 * @sql: a query of one row and one number, a literal
 * @value: (out): the number, 0 where there is no row
 * @error: return location
 *
 * Reads one number.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_connection_get_int (HwConnection *self,
                       const char   *sql,
                       gint64       *value,
                       GError      **error)
{
  HwStatement *statement = hw_connection_get (self, sql, error);
  gboolean found;

  *value = 0;
  if (statement == NULL || !hw_statement_step_row (statement, &found, error))
    return FALSE;
  if (found)
    *value = hw_statement_get_int (statement, 0);
  hw_statement_reset (statement);
  return TRUE;
}

/* Not zero stops the statement. */
static int
count_steps_cb (gpointer user_data)
{
  HwConnection *self = user_data;

  self->steps_left -= STEPS_PER_LOOK;
  return self->steps_left < 0;
}

/**
 * hw_connection_limit_work:
 * @self: a connection to a file that somebody else made
 * @steps: how many steps of SQLite's virtual machine all statements from now on may take together
 *
 * A database can hold views that never come to an end. With a limit a statement
 * that goes beyond it fails with %HW_SQLITE_ERROR_CANCELLED. Setting it again
 * begins a new count.
 */
void
hw_connection_limit_work (HwConnection *self,
                          gint64        steps)
{
  self->steps_left = steps;
  sqlite3_progress_handler (self->database, STEPS_PER_LOOK, count_steps_cb, self);
}

/**
 * hw_connection_checkpoint:
 * @self: a connection
 * @error: return location
 *
 * Copies the write-ahead log into the file and empties it.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_connection_checkpoint (HwConnection *self,
                          GError      **error)
{
  int code = sqlite3_wal_checkpoint_v2 (self->database, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (code != SQLITE_OK)
    hw_connection_set_error (self, code, error);
  return code == SQLITE_OK;
}

/**
 * hw_connection_begin:
 * @self: a connection that is in no transaction
 * @error: return location
 *
 * Begins a transaction that may write.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_connection_begin (HwConnection *self,
                     GError      **error)
{
  return hw_connection_exec (self, "BEGIN IMMEDIATE", error);
}

/**
 * hw_connection_commit:
 * @self: a connection in a transaction
 * @error: return location
 *
 * Makes the transaction durable: when this returns %TRUE the disk has it. When
 * it fails the transaction is rolled back.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_connection_commit (HwConnection *self,
                      GError      **error)
{
  gboolean done = hw_connection_exec (self, "COMMIT", error);

  if (!done)
    hw_connection_rollback (self);
  return done;
}

/**
 * hw_connection_rollback:
 * @self: a connection
 *
 * Ends the transaction, if there is one, and leaves nothing of it. Works too
 * where a failure has rolled it back already.
 */
void
hw_connection_rollback (HwConnection *self)
{
  if (hw_connection_in_transaction (self))
    sqlite3_exec (self->database, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * hw_connection_in_transaction:
 * @self: a connection
 *
 * Returns: whether a transaction is open
 */
gboolean
hw_connection_in_transaction (HwConnection *self)
{
  return !sqlite3_get_autocommit (self->database);
}

/**
 * hw_connection_get_changes:
 * @self: a connection
 *
 * Returns: how many rows the last statement inserted, changed or deleted
 */
gint64
hw_connection_get_changes (HwConnection *self)
{
  return sqlite3_changes64 (self->database);
}

/**
 * hw_connection_get_last_row:
 * @self: a connection
 *
 * Returns: the row number of the last insert
 */
gint64
hw_connection_get_last_row (HwConnection *self)
{
  return sqlite3_last_insert_rowid (self->database);
}

/**
 * hw_sqlite_get_source_id:
 *
 * Returns: which SQLite this is, to tell it from the system's in the same process
 */
const char *
hw_sqlite_get_source_id (void)
{
  return sqlite3_sourceid ();
}
