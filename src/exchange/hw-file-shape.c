/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-csv-reader.h"
#include "hw-date-reader.h"
#include "hw-geojson-reader.h"
#include "hw-import.h"
#include "hw-number.h"
#include "hw-row-source.h"

/* What kind of file it is, from its beginning. */

#define MAX_COLUMNS 1024

/* "sep=;" on a line of its own is how some spreadsheet programs are told the separator. */
static gboolean
read_separator_line (const char *text,
                     gsize       length,
                     char       *separator)
{
  if (length < 6 || g_ascii_strncasecmp (text, "sep=", 4) != 0 || (text[5] != '\r' && text[5] != '\n'))
    return FALSE;
  *separator = text[4];
  return TRUE;
}

/* A row that holds numbers or dates is data, not names. */
static gboolean
is_header (const HwCsvRecord *record)
{
  for (guint i = 0; i < record->n_cells; i++)
    {
      double number;

      if (hw_number_parse (record->cells[i], &number, NULL) || hw_date_form_of (record->cells[i]) != HW_DATE_FORM_NONE)
        return FALSE;
    }
  return TRUE;
}

static char *
name_column (const char *cell,
             guint       column)
{
  g_autofree char *name = g_strstrip (g_strdup (cell));

  if (*name == 0)
    return g_strdup_printf (_("Column %u"), column + 1);
  return g_steal_pointer (&name);
}

static gboolean
take_names (HwFileShape        *shape,
            const HwCsvRecord  *record,
            GError            **error)
{
  gboolean header = is_header (record);

  if (record->has_nul)
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT,
                           _("The first row holds NUL characters. Nothing was imported. Save the file as CSV again and import that."));
      return FALSE;
    }
  if (record->n_cells < 2)
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_ONE_COLUMN,
                           _("The file has one column only. Nothing was imported. A report needs at least a place and a time: check that a comma, semicolon or tab separates them."));
      return FALSE;
    }
  if (record->n_cells > MAX_COLUMNS)
    {
      g_set_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED,
                   _("The file has %u columns. Nothing was imported. More than %u cannot be reports."), record->n_cells, MAX_COLUMNS);
      return FALSE;
    }
  for (guint i = 0; i < record->n_cells; i++)
    g_ptr_array_add (shape->names, name_column (header ? record->cells[i] : "", i));
  shape->n_skipped += header ? 1 : 0;
  return TRUE;
}

static gboolean
read_names (GFile         *file,
            HwFileShape   *shape,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (HwCsvReader) reader = NULL;
  const HwCsvRecord *record = NULL;

  if (stream == NULL)
    return FALSE;
  reader = hw_csv_reader_new (hw_text_reader_new (G_INPUT_STREAM (stream), shape->encoding), shape->separator);
  for (guint i = 0; i <= shape->n_skipped; i++)
    if (!hw_csv_reader_next (reader, &record, cancellable, error))
      return FALSE;
  if (record == NULL)
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_EMPTY, _("The file has no rows. There is nothing to import."));
      return FALSE;
    }
  return take_names (shape, record, error);
}

static gboolean
detect_separator (GFile         *file,
                  HwFileShape   *shape,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (HwTextReader) reader = NULL;
  const char *text;
  gssize length;

  if (stream == NULL)
    return FALSE;
  reader = hw_text_reader_new (G_INPUT_STREAM (stream), shape->encoding);
  length = hw_text_reader_read (reader, &text, cancellable, error);
  if (length < 0)
    return FALSE;
  shape->is_geojson = hw_geojson_is_likely (text, length);
  if (shape->is_geojson)
    return TRUE;
  if (read_separator_line (text, length, &shape->separator))
    shape->n_skipped = 1;
  else
    shape->separator = hw_csv_guess_separator (text, length);
  /* Without any separator the file has one column, which is said when its names are read. */
  if (shape->separator == 0)
    shape->separator = ',';
  return TRUE;
}

gboolean
hw_file_shape_detect (GFile         *file,
                      HwFileShape   *shape,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (G_IS_FILE (file) && shape != NULL, FALSE);

  *shape = (HwFileShape) { .names = g_ptr_array_new_with_free_func (g_free) };
  shape->encoding = hw_text_reader_detect (file, cancellable, error);
  if (shape->encoding == NULL || !detect_separator (file, shape, cancellable, error))
    return FALSE;
  if (!shape->is_geojson)
    return read_names (file, shape, cancellable, error);
  g_ptr_array_add (shape->names, g_strdup ("geometry"));
  return TRUE;
}

void
hw_file_shape_clear (HwFileShape *shape)
{
  g_return_if_fail (shape != NULL);

  g_clear_pointer (&shape->names, g_ptr_array_unref);
}
