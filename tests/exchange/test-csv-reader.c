/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-csv-reader.h"
#include "hw-import.h"

static HwCsvReader *
open_text (const char *text,
           gssize      length,
           char        separator)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);

  return hw_csv_reader_new (hw_text_reader_new (stream, "UTF-8"), separator);
}

static const HwCsvRecord *
next (HwCsvReader *reader)
{
  g_autoptr (GError) error = NULL;
  const HwCsvRecord *record;

  g_assert_true (hw_csv_reader_next (reader, &record, NULL, &error));
  g_assert_no_error (error);
  return record;
}

/* The rows as text: cells between bars, rows on lines with their line number. */
static char *
show (const char *text,
      gssize      length,
      char        separator)
{
  g_autoptr (HwCsvReader) reader = open_text (text, length, separator);
  g_autoptr (GString) shown = g_string_new (NULL);
  const HwCsvRecord *record;

  while ((record = next (reader)) != NULL)
    {
      g_string_append_printf (shown, "%d", (int) record->line);
      for (guint i = 0; i < record->n_cells; i++)
        g_string_append_printf (shown, "|%s", record->cells[i]);
      if (record->has_nul)
        g_string_append (shown, "|NUL");
      if (record->n_swallowed > 0)
        g_string_append_printf (shown, "|swallowed %d", (int) record->n_swallowed);
      g_string_append_c (shown, '/');
    }
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

#define assert_rows(text, separator, expected) G_STMT_START { \
  g_autofree char *shown_ = show (text, sizeof (text) - 1, separator); \
  g_assert_cmpstr (shown_, ==, expected); } G_STMT_END

static void
test_long_line (void)
{
  g_autofree char *text = g_strnfill (HW_RECORD_LIMIT + 10, 'x');
  g_autoptr (HwCsvReader) reader = open_text (text, -1, ',');
  g_autoptr (HwCsvReader) shorter = open_text (text, HW_RECORD_LIMIT, ',');
  g_autoptr (GError) error = NULL;
  const HwCsvRecord *record;

  g_assert_false (hw_csv_reader_next (reader, &record, NULL, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_LINE_TOO_LONG);
  g_assert_nonnull (next (shorter));
}

static void
test_open_quote (void)
{
  assert_rows ("a,b\n\"c,d\ne,f\ng,h\n", ',', "1|a|b/2|c,d\ne,f\ng,h\n|swallowed 3/");
  assert_rows ("a,\"b", ',', "1|a|b|swallowed 1/");
}

static void
test_nul (void)
{
  assert_rows ("a,b\nc\0d,e\nf,\"g\0\"\nh,i\n", ',', "1|a|b/2|c|e|NUL/3|f|g|NUL/4|h|i/");
}

static void
test_quotes (void)
{
  assert_rows ("\"a,b\",\"c\"\"d\",\"\"\n", ',', "1|a,b|c\"d|/");
  assert_rows ("a 5\" pipe,\"b\" c,d\n", ',', "1|a 5\" pipe|b c|d/");
  assert_rows ("\"a\r\nb\nc\rd\",e\r\nf,g", ',', "1|a\nb\nc\nd|e/5|f|g/");
}

static void
test_line_ends (void)
{
  assert_rows ("a,b\r\nc,d\ne,f\rg,h", ',', "1|a|b/2|c|d/3|e|f/4|g|h/");
  assert_rows ("\n\r\na,b\n\n,\n\"\",\nc,d\n\n", ',', "3|a|b/7|c|d/");
  assert_rows ("", ',', "");
}

static void
test_ragged (void)
{
  assert_rows ("a,b,c\nd\ne,f,g,h\ni,\n", ',', "1|a|b|c/2|d/3|e|f|g|h/4|i|/");
}

static void
test_separator (void)
{
  g_assert_cmpint (hw_csv_guess_separator ("one\ntwo\n", 8), ==, 0);
#define assert_separator(text, expected) g_assert_cmpint (hw_csv_guess_separator (text, sizeof (text) - 1), ==, expected)
  assert_separator ("id,lat,lon\n1,2,3\n", ',');
  assert_separator ("id;lat;lon\n1;51,5;-0,1\n2;51,6;-0,2\n", ';');
  assert_separator ("id\tnote\n1\ta, b, c\n2\td\n", '\t');
  assert_separator ("id|note\n1|a, b\n2|c, d\n", '|');
  assert_separator ("id,note\n1,\"a; b; c\"\n2,\"d; e; f\"\n", ',');
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/a-row-over-one-mebibyte/is-refused", test_long_line);
  g_test_add_func ("/csv-reader/an-open-quotation-mark/says-how-many-lines-it-swallowed", test_open_quote);
  g_test_add_func ("/csv-reader/nul-characters/mark-their-row", test_nul);
  g_test_add_func ("/csv-reader/quotation-marks/hold-separators-and-line-breaks", test_quotes);
  g_test_add_func ("/csv-reader/line-ends/may-be-mixed-and-empty-rows-are-left-out", test_line_ends);
  g_test_add_func ("/csv-reader/ragged-rows/keep-their-cells", test_ragged);
  g_test_add_func ("/csv-reader/separator/is-the-one-most-rows-agree-on", test_separator);
  return g_test_run ();
}
