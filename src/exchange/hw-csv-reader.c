/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-csv-reader.h"
#include "hw-import.h"

/* Rows out of blocks of text. The cells of a row are collected in one buffer
 * that is used again for the next, so that a million rows cost no allocation. */

typedef enum { STATE_CELL_BEGINS, STATE_PLAIN, STATE_QUOTED, STATE_QUOTE_IN_QUOTED } State;

struct _HwCsvReader
{
  HwTextReader *text;          /* (owned) */
  char          separator;
  guint8        stops[256];    /* 1: ends a run of plain characters */
  const char   *at, *end;      /* what is left of the block */
  gboolean      skip_lf;       /* the last character was a CR */
  gboolean      at_end;
  guint64       line;          /* of the next character */
  State         state;
  GByteArray   *bytes;         /* (owned): the cells of the row, each ended by a NUL */
  GArray       *offsets;       /* (owned) (element-type gsize): where each cell begins */
  GPtrArray    *cells;         /* (owned) (element-type utf8): pointers into @bytes */
  gboolean      has_words;
  HwCsvRecord   record;
};

HwCsvReader *
hw_csv_reader_new (HwTextReader *text,
                   char          separator)
{
  HwCsvReader *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (HwCsvReader, 1);
  self->text = text;
  self->separator = separator;
  self->stops[(guint8) separator] = self->stops['\n'] = self->stops['\r'] = self->stops[0] = 1;
  self->line = 1;
  self->bytes = g_byte_array_new ();
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_ptr_array_new ();
  return self;
}

void
hw_csv_reader_free (HwCsvReader *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->text, hw_text_reader_free);
  g_byte_array_unref (self->bytes);
  g_array_unref (self->offsets);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static void
begin_record (HwCsvReader *self)
{
  gsize first = 0;

  g_byte_array_set_size (self->bytes, 0);
  g_array_set_size (self->offsets, 0);
  g_array_append_val (self->offsets, first);
  self->record = (HwCsvRecord) { .line = self->line };
  self->state = STATE_CELL_BEGINS;
  self->has_words = FALSE;
}

static void
append (HwCsvReader *self,
        const char  *text,
        gsize        length)
{
  g_byte_array_append (self->bytes, (const guint8 *) text, length);
  self->has_words = TRUE;
}

static void
end_cell (HwCsvReader *self)
{
  gsize next;

  g_byte_array_append (self->bytes, (const guint8 *) "", 1);
  next = self->bytes->len;
  g_array_append_val (self->offsets, next);
  self->state = STATE_CELL_BEGINS;
}

static void
finish_record (HwCsvReader *self)
{
  g_byte_array_append (self->bytes, (const guint8 *) "", 1);
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->offsets->len; i++)
    g_ptr_array_add (self->cells, self->bytes->data + g_array_index (self->offsets, gsize, i));
  self->record.n_cells = self->cells->len;
  self->record.cells = (const char **) self->cells->pdata;
}

/* A run of plain characters; TRUE when it ended the row. */
static gboolean
read_plain (HwCsvReader *self)
{
  const char *run = self->at;
  char stop;

  while (self->at < self->end && !self->stops[(guint8) *self->at])
    self->at++;
  if (self->at > run)
    append (self, run, self->at - run);
  if (self->at == self->end)
    return FALSE;
  stop = *self->at++;
  if (stop == self->separator)
    end_cell (self);
  else if (stop == 0)
    {
      self->record.has_nul = TRUE;
      append (self, "", 1);
    }
  else
    {
      self->skip_lf = stop == '\r';
      self->line++;
      return TRUE;
    }
  return FALSE;
}

/* Text within quotation marks, where separators and line breaks are just text; a line break becomes one LF. */
static void
read_quoted (HwCsvReader *self)
{
  const char *run = self->at;

  while (self->at < self->end && *self->at != '"' && *self->at != '\r' && *self->at != '\n' && *self->at != 0)
    self->at++;
  if (self->at > run)
    append (self, run, self->at - run);
  if (self->at == self->end)
    return;
  switch (*self->at++)
    {
    case '"':
      self->state = STATE_QUOTE_IN_QUOTED;
      break;
    case '\r':
      self->skip_lf = TRUE;
      G_GNUC_FALLTHROUGH;
    case '\n':
      self->line++;
      append (self, "\n", 1);
      break;
    default:
      self->record.has_nul = TRUE;
      append (self, "", 1);
    }
}

/* TRUE when a row is complete, FALSE when the block is used up before. */
static gboolean
read_block (HwCsvReader *self)
{
  while (self->at < self->end)
    {
      if (self->skip_lf)
        {
          self->skip_lf = FALSE;
          if (*self->at == '\n')
            {
              self->at++;
              continue;
            }
        }
      if (G_UNLIKELY (self->bytes->len > HW_RECORD_LIMIT))
        return TRUE;
      switch (self->state)
        {
        case STATE_CELL_BEGINS:
          if (*self->at == '"')
            {
              self->at++;
              self->state = STATE_QUOTED;
              continue;
            }
          self->state = STATE_PLAIN;
          G_GNUC_FALLTHROUGH;
        case STATE_PLAIN:
          if (read_plain (self))
            return TRUE;
          break;
        case STATE_QUOTED:
          read_quoted (self);
          break;
        case STATE_QUOTE_IN_QUOTED:
          /* A second one stands for itself; after a single one the cell goes on plainly to the separator. */
          if (*self->at == '"')
            {
              append (self, self->at++, 1);
              self->state = STATE_QUOTED;
            }
          else
            self->state = STATE_PLAIN;
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return FALSE;
}

static gboolean
fill (HwCsvReader   *self,
      GCancellable  *cancellable,
      GError       **error)
{
  gssize length = hw_text_reader_read (self->text, &self->at, cancellable, error);

  if (length < 0)
    return FALSE;
  self->end = self->at + length;
  self->at_end = length == 0;
  return TRUE;
}

static gboolean
check_length (HwCsvReader  *self,
              GError      **error)
{
  if (self->bytes->len <= HW_RECORD_LIMIT)
    return TRUE;
  g_set_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_LINE_TOO_LONG,
               _("The row on line %lu is longer than 1 MiB. Nothing was imported. Is a quotation mark left open there?"),
               (gulong) self->record.line);
  return FALSE;
}

/* The last row needs no line break. */
static gboolean
is_row_at_end (HwCsvReader *self)
{
  if (self->state == STATE_QUOTED)
    self->record.n_swallowed = MAX (self->line - self->record.line, 1);
  return self->has_words || self->state == STATE_QUOTED;
}

gboolean
hw_csv_reader_next (HwCsvReader        *self,
                    const HwCsvRecord **record,
                    GCancellable       *cancellable,
                    GError            **error)
{
  g_return_val_if_fail (self != NULL && record != NULL, FALSE);

  *record = NULL;
  begin_record (self);
  while (!self->at_end)
    {
      gboolean complete = read_block (self);

      if (!check_length (self, error))
        return FALSE;
      if (complete && self->has_words)
        break;
      if (complete)
        begin_record (self);
      else if (!fill (self, cancellable, error))
        return FALSE;
    }
  if (self->at_end && !is_row_at_end (self))
    return TRUE;
  finish_record (self);
  *record = &self->record;
  return TRUE;
}

/* -- which separator -- */

/* How many rows of the text have the number of cells that most have, and that number. */
static guint
count_agreeing (const char *text,
                gsize       length,
                char        separator,
                guint      *n_cells)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);
  g_autoptr (HwCsvReader) reader = hw_csv_reader_new (hw_text_reader_new (stream, "UTF-8"), separator);
  guint counts[64] = { 0 };
  const HwCsvRecord *record;
  guint best = 1;

  for (guint i = 0; i < 200 && hw_csv_reader_next (reader, &record, NULL, NULL) && record != NULL; i++)
    counts[MIN (record->n_cells, 63)]++;
  for (guint i = 2; i < 64; i++)
    if (counts[i] > 0 && (best == 1 || counts[i] >= counts[best]))
      best = i;
  *n_cells = best;
  return best > 1 ? counts[best] : 0;
}

char
hw_csv_guess_separator (const char *text,
                        gsize       length)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  guint best_score = 0;
  char best = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint n_cells;
      guint n_rows = count_agreeing (text, length, separators[i], &n_cells);
      /* Agreement counts most: a text in one cell may hold many commas, but seldom the same number in every row. */
      guint score = n_rows * n_rows * MIN (n_cells, 20);

      if (score > best_score)
        {
          best_score = score;
          best = separators[i];
        }
    }
  return best;
}
