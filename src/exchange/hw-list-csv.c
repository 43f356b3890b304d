/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-csv-writer.h"
#include "hw-list-csv.h"

/* A list as comma separated values. What a spreadsheet would take for a formula
 * at the beginning of a cell is defused by the writer; here it is defused within
 * cells too, since a list may be opened with the wrong separator, as spreadsheets
 * of half of Europe open commas: then a cell begins where none was meant to. */

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Whatever a program may break cells at. */
static gboolean
may_end_cell (gunichar character)
{
  return character < 128 && strchr (",;\t\r\n\"", (char) character) != NULL;
}

static gboolean
is_blank (gunichar character)
{
  return g_unichar_isspace (character) || g_unichar_iszerowidth (character);
}

static gboolean
begins_formula (gunichar character)
{
  static const gunichar wide[] = { 0xff1d, 0xff0b, 0xff0d, 0xff20 };

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (character == wide[i])
      return TRUE;
  return character != 0 && character < 128 && strchr ("=+-@", (char) character) != NULL;
}

/* Telephone numbers and numbers, of which lists are full: a sign, and digits up to where a cell may end. */
static gboolean
is_only_number (const char *text)
{
  const char *end = text + 1;

  if (*text != '+' && *text != '-')
    return FALSE;
  while (g_ascii_isdigit (*end) || *end == ' ' || *end == '.')
    end++;
  return *end == '\0' || may_end_cell ((guchar) *end);
}

/* The beginning of the cell is the writer's. */
static char *
dup_defused (const char *text)
{
  GString *defused = g_string_new (NULL);
  gboolean may_begin = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (may_begin && begins_formula (character) && !is_only_number (c))
        g_string_append_c (defused, '\'');
      g_string_append_unichar (defused, character);
      may_begin = may_end_cell (character) || (may_begin && is_blank (character));
    }
  return g_string_free (defused, FALSE);
}

static void
add_cell (HwCsvWriter *csv,
          const char  *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *defused = valid != NULL ? dup_defused (valid) : NULL;

  hw_csv_writer_add_text (csv, defused);
}

static gboolean
write_rows (const HwListTable  *self,
            HwCsvWriter        *csv,
            GError            **error)
{
  guint n_rows = hw_list_table_get_n_rows (self), n_columns = hw_list_table_get_n_columns (self);

  for (guint column = 0; column < n_columns; column++)
    add_cell (csv, hw_list_table_get_column (self, column)->words);
  if (!hw_csv_writer_end_row (csv, NULL, error))
    return FALSE;
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        add_cell (csv, hw_list_table_get (self, row, column));
      if (!hw_csv_writer_end_row (csv, NULL, error))
        return FALSE;
    }
  return hw_csv_writer_flush (csv, NULL, error);
}

/**
 * hw_list_write_csv:
 * @self: a list
 * @flavour: for programs, or for a spreadsheet
 * @error: (nullable): return location
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_list_write_csv (const HwListTable  *self,
                   HwListCsvFlavour    flavour,
                   GError            **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HwCsvWriter) csv = hw_csv_writer_new (stream);

  if (flavour == HW_LIST_CSV_EXCEL)
    {
      hw_csv_writer_set_separator (csv, ';');
      if (!g_output_stream_write_all (stream, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK), NULL, NULL, error))
        return NULL;
    }
  if (!write_rows (self, csv, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}
