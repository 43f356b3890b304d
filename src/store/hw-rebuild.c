/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-apply.h"
#include "hw-named-place-table.h"
#include "hw-person-table.h"
#include "hw-report-table.h"
#include "hw-site-table.h"
#include "hw-store-error-private.h"
#include "hw-store-private.h"

/*
 * Empties the tables and replays the journal in the order in which it came, so
 * that even the row numbers come out the same. One transaction: whoever stops it
 * finds everything as it was. The digest says whether two sets of tables hold
 * the same.
 */

static gboolean
clear_tables (HwStore *self,
              GError **error)
{
  for (guint i = 0; i < hw_n_table_sql; i++)
    if (!hw_connection_exec (self->connection, hw_table_sql[i].clear, error))
      return FALSE;
  return hw_report_table_drop_indexes (&self->tables, error);
}

/* Those that were recorded by @until. */
static gboolean
replay (HwStore       *self,
        gint64         until,
        HwProgressFunc progress,
        gpointer       user_data,
        GCancellable  *cancellable,
        GError       **error)
{
  HwStatement *list = hw_connection_get (self->connection,
    "SELECT " HW_ENTRY_COLUMNS " FROM entry e JOIN device d ON d.id = e.device WHERE e.recorded_at <= ? ORDER BY e.position", error);
  guint64 done = 0;
  gint64 total;
  gboolean found;

  if (list == NULL || !hw_connection_get_int (self->connection, "SELECT count (*) FROM entry", &total, error))
    return FALSE;
  hw_statement_bind_int (list, 1, until);
  while (hw_statement_step_row (list, &found, error))
    {
      HwEntry entry;

      if (!found)
        return TRUE;
      if (!hw_journal_read (list, &entry))
        {
          if (error != NULL)
            *error = hw_store_error_new_damaged ("an entry cannot be read");
          hw_statement_reset (list);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !hw_apply_entry (&self->tables, &entry, error))
        {
          hw_statement_reset (list);
          return FALSE;
        }
      if (++done % 1024 == 0 && progress != NULL)
        progress (done, (guint64) total, user_data);
    }
  return FALSE;
}

static gboolean
make_indexes (HwStore *self,
              GError **error)
{
  return hw_report_table_make_indexes (&self->tables, error) &&
         hw_report_table_make_words (&self->tables, error) &&
         hw_person_table_make_words (&self->tables, error) &&
         hw_site_table_make_words (&self->tables, error) &&
         hw_named_place_table_make_words (&self->tables, error);
}

/**
 * hw_store_rebuild:
 * @self: a store
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Makes every table anew from the journal.
 *
 * Returns: %FALSE with @error set when it failed or was stopped; everything is as it was then
 */
gboolean
hw_store_rebuild (HwStore       *self,
                  HwProgressFunc progress,
                  gpointer       user_data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  gboolean done;

  if (!hw_connection_begin (self->connection, error))
    return FALSE;
  self->tables.words_later = TRUE;
  done = clear_tables (self, error) &&
         replay (self, G_MAXINT64, progress, user_data, cancellable, error) &&
         make_indexes (self, error);
  self->tables.words_later = FALSE;
  if (!done)
    {
      hw_connection_rollback (self->connection);
      return FALSE;
    }
  if (!hw_connection_commit (self->connection, error))
    return FALSE;
  hw_connection_checkpoint (self->connection, NULL);
  return TRUE;
}

/**
 * hw_store_look_at_past:
 * @self: a store
 * @as_of: µs UTC
 * @func: reads what it needs, and records nothing
 * @func_data: for @func
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Shows @func the tables as they would be had nothing been recorded after
 * @as_of, by the clock of whoever recorded it. It is a rebuild that is taken
 * back: nothing of it stays, and nothing leaves the encrypted file.
 *
 * Returns: %FALSE with @error set when it failed, was stopped, or @func said so
 */
gboolean
hw_store_look_at_past (HwStore        *self,
                       gint64          as_of,
                       HwStorePastFunc func,
                       gpointer        func_data,
                       HwProgressFunc  progress,
                       gpointer        user_data,
                       GCancellable   *cancellable,
                       GError        **error)
{
  gboolean done;

  if (!hw_connection_begin (self->connection, error))
    return FALSE;
  self->tables.words_later = TRUE;
  done = clear_tables (self, error) &&
         replay (self, as_of, progress, user_data, cancellable, error) &&
         func (self, func_data, cancellable, error);
  self->tables.words_later = FALSE;
  hw_connection_rollback (self->connection);
  return done;
}

/* -- the digest ------------------------------------------------------------------------------------------------------ */

static void
hash_number (crypto_generichash_state *state,
             guint8                    type,
             guint64                   value)
{
  guint8 bytes[9];

  bytes[0] = type;
  for (guint i = 0; i < 8; i++)
    bytes[1 + i] = (guint8) (value >> (56 - 8 * i));
  crypto_generichash_update (state, bytes, sizeof bytes);
}

/* Type, length and content, so that no two rows look the same. */
static void
hash_column (crypto_generichash_state *state,
             HwStatement              *row,
             int                       column)
{
  HwValueType type = hw_statement_get_type (row, column);
  gconstpointer bytes;
  double real;
  guint64 bits = 0;
  gsize length;

  switch (type)
    {
    case HW_VALUE_INTEGER:
      hash_number (state, type, (guint64) hw_statement_get_int (row, column));
      break;
    case HW_VALUE_REAL:
      real = hw_statement_get_double (row, column);
      memcpy (&bits, &real, sizeof bits);
      hash_number (state, type, bits);
      break;
    case HW_VALUE_TEXT:
    case HW_VALUE_BLOB:
      bytes = hw_statement_get_blob (row, column, &length);
      hash_number (state, type, length);
      crypto_generichash_update (state, bytes, length);
      break;
    case HW_VALUE_NULL:
    default:
      hash_number (state, HW_VALUE_NULL, 0);
      break;
    }
}

static gboolean
hash_table (HwStore                  *self,
            const char               *sql,
            crypto_generichash_state *state,
            GError                  **error)
{
  HwStatement *list = hw_connection_get (self->connection, sql, error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  crypto_generichash_update (state, (const guint8 *) sql, strlen (sql));
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      for (int column = 0; column < hw_statement_n_columns (list); column++)
        hash_column (state, list, column);
    }
  return FALSE;
}

/**
 * hw_store_dup_digest:
 * @self: a store
 * @error: return location
 *
 * Works out a hash over the content of every table that the journal is applied
 * to. It is the same before and after a rebuild, and on every laptop that holds
 * the same entries, whatever the order in which they came.
 *
 * Returns: (transfer full) (nullable): the hash in hex
 */
char *
hw_store_dup_digest (HwStore *self,
                     GError **error)
{
  crypto_generichash_state state;
  guint8 hash[HW_HASH_LENGTH];
  char hex[2 * HW_HASH_LENGTH + 1];

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  for (guint i = 0; i < hw_n_table_sql; i++)
    if (!hash_table (self, hw_table_sql[i].digest, &state, error))
      return NULL;
  crypto_generichash_final (&state, hash, sizeof hash);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  return g_strdup (hex);
}
