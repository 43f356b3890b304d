/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-statement-private.h"

/*
 * A thin statement: what is bound, one step, what a row holds. Statements are
 * made by hw_connection_get(), which keeps and frees them.
 */

struct _HwStatement
{
  HwConnection *connection;     /* (unowned) */
  sqlite3_stmt *statement;      /* (owned) */
  int           bind_error;     /* the first bind that failed, or SQLITE_OK */
};

static void
note_bind (HwStatement *self,
           int          code)
{
  if (code != SQLITE_OK && self->bind_error == SQLITE_OK)
    self->bind_error = code;
}

HwStatement *
hw_statement_new (HwConnection *connection,
                  sqlite3_stmt *statement)
{
  HwStatement *self = g_new0 (HwStatement, 1);

  self->connection = connection;
  self->statement = statement;
  return self;
}

void
hw_statement_free (HwStatement *self)
{
  sqlite3_finalize (self->statement);
  g_free (self);
}

gboolean
hw_statement_is_busy (HwStatement *self)
{
  return sqlite3_stmt_busy (self->statement);
}

/**
 * hw_statement_bind_null:
 * @self: a statement
 * @parameter: its number, from 1
 *
 * Binds nothing to a parameter.
 */
void
hw_statement_bind_null (HwStatement *self,
                        int          parameter)
{
  note_bind (self, sqlite3_bind_null (self->statement, parameter));
}

/**
 * hw_statement_bind_int:
 * @self: a statement
 * @parameter: its number, from 1
 * @value: what to bind
 *
 * Binds a whole number.
 */
void
hw_statement_bind_int (HwStatement *self,
                       int          parameter,
                       gint64       value)
{
  note_bind (self, sqlite3_bind_int64 (self->statement, parameter, value));
}

/**
 * hw_statement_bind_double:
 * @self: a statement
 * @parameter: its number, from 1
 * @value: what to bind
 *
 * Binds a number.
 */
void
hw_statement_bind_double (HwStatement *self,
                          int          parameter,
                          double       value)
{
  note_bind (self, sqlite3_bind_double (self->statement, parameter, value));
}

/**
 * hw_statement_bind_text:
 * @self: a statement
 * @parameter: its number, from 1
 * @text: (nullable): UTF-8, which must live until the statement was run or reset
 *
 * Binds text, or NULL.
 */
void
hw_statement_bind_text (HwStatement *self,
                        int          parameter,
                        const char  *text)
{
  note_bind (self, sqlite3_bind_text (self->statement, parameter, text, -1, SQLITE_STATIC));
}

/**
 * hw_statement_bind_text_n:
 * @self: a statement
 * @parameter: its number, from 1
 * @text: (nullable): UTF-8, which must live until the statement was run or reset
 * @length: its length in bytes
 *
 * Binds text whose length is known.
 */
void
hw_statement_bind_text_n (HwStatement *self,
                          int          parameter,
                          const char  *text,
                          gsize        length)
{
  note_bind (self, sqlite3_bind_text64 (self->statement, parameter, text, length, SQLITE_STATIC, SQLITE_UTF8));
}

/**
 * hw_statement_bind_blob:
 * @self: a statement
 * @parameter: its number, from 1
 * @bytes: (nullable): bytes that must live until the statement was run or reset
 * @length: how many
 *
 * Binds bytes, or NULL.
 */
void
hw_statement_bind_blob (HwStatement  *self,
                        int           parameter,
                        gconstpointer bytes,
                        gsize         length)
{
  note_bind (self, sqlite3_bind_blob64 (self->statement, parameter, bytes, length, SQLITE_STATIC));
}

/**
 * hw_statement_step:
 * @self: a statement
 * @error: return location
 *
 * Runs the statement to its next row. After %HW_STEP_DONE and %HW_STEP_ERROR it
 * is reset and can be bound and run anew.
 *
 * Returns: whether there is a row, the end or an error
 */
HwStep
hw_statement_step (HwStatement *self,
                   GError     **error)
{
  int code = self->bind_error;

  if (code == SQLITE_OK)
    code = sqlite3_step (self->statement);
  if (code == SQLITE_ROW)
    return HW_STEP_ROW;
  if (code == SQLITE_DONE)
    {
      hw_statement_reset (self);
      return HW_STEP_DONE;
    }

  hw_connection_set_error (self->connection, code, error);
  hw_statement_reset (self);
  return HW_STEP_ERROR;
}

/**
 * hw_statement_run:
 * @self: a statement
 * @error: return location
 *
 * Runs a statement that gives no rows, or whose rows are of no interest.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_statement_run (HwStatement *self,
                  GError     **error)
{
  HwStep step;

  do
    step = hw_statement_step (self, error);
  while (step == HW_STEP_ROW);
  return step == HW_STEP_DONE;
}

/**
 * hw_statement_step_row:
 * @self: a statement
 * @found: (out): whether there is a row to read
 * @error: return location
 *
 * hw_statement_step() for loops: `while (hw_statement_step_row (s, &found, error) && found)`.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_statement_step_row (HwStatement *self,
                       gboolean    *found,
                       GError     **error)
{
  HwStep step = hw_statement_step (self, error);

  *found = step == HW_STEP_ROW;
  return step != HW_STEP_ERROR;
}

/**
 * hw_statement_reset:
 * @self: a statement
 *
 * Ends a run before its last row, and forgets what was bound.
 */
void
hw_statement_reset (HwStatement *self)
{
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->bind_error = SQLITE_OK;
}

/**
 * hw_statement_n_columns:
 * @self: a statement
 *
 * Returns: how many columns its rows have
 */
int
hw_statement_n_columns (HwStatement *self)
{
  return sqlite3_column_count (self->statement);
}

/**
 * hw_statement_is_null:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: whether the column holds nothing
 */
gboolean
hw_statement_is_null (HwStatement *self,
                      int          column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

/**
 * hw_statement_get_int:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: the column as a whole number, 0 for NULL
 */
gint64
hw_statement_get_int (HwStatement *self,
                      int          column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * hw_statement_get_double:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: the column as a number, 0 for NULL
 */
double
hw_statement_get_double (HwStatement *self,
                         int          column)
{
  return sqlite3_column_double (self->statement, column);
}

/**
 * hw_statement_get_text:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the column as text, good until the next step
 */
const char *
hw_statement_get_text (HwStatement *self,
                       int          column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * hw_statement_get_blob:
 * @self: a statement that stands on a row
 * @column: from 0
 * @length: (out): how many bytes
 *
 * Returns: (transfer none) (nullable): the column as bytes, good until the next step
 */
gconstpointer
hw_statement_get_blob (HwStatement *self,
                       int          column,
                       gsize       *length)
{
  gconstpointer bytes = sqlite3_column_blob (self->statement, column);

  *length = (gsize) sqlite3_column_bytes (self->statement, column);
  return bytes;
}

/**
 * hw_statement_get_type:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: what the column holds
 */
HwValueType
hw_statement_get_type (HwStatement *self,
                       int          column)
{
  switch (sqlite3_column_type (self->statement, column))
    {
    case SQLITE_INTEGER:
      return HW_VALUE_INTEGER;
    case SQLITE_FLOAT:
      return HW_VALUE_REAL;
    case SQLITE_TEXT:
      return HW_VALUE_TEXT;
    case SQLITE_BLOB:
      return HW_VALUE_BLOB;
    default:
      return HW_VALUE_NULL;
    }
}
