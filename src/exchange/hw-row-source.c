/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-csv-reader.h"
#include "hw-feature-cells.h"
#include "hw-geojson-reader.h"
#include "hw-import.h"
#include "hw-row-source.h"

/* Makes CSV and GeoJSON look alike to the import. */

/* A feature longer than any honest report; a row of CSV has the same limit. */
#define FEATURE_LIMIT HW_RECORD_LIMIT

struct _HwRowSource
{
  HwFileShape     *shape;
  HwTextReader    *text;        /* belongs to one of the two readers */
  HwCsvReader     *csv;         /* (owned) (nullable) */
  HwGeojsonReader *geojson;     /* (owned) (nullable) */
  HwFeatureCells  *feature;     /* (owned) (nullable) */
  guint            n_skipped;
  GPtrArray       *cells;       /* (owned) (element-type utf8) of CSV */
  char            *problem;     /* (owned) (nullable) */
  HwRow            row;
};

static void
refuse_row (HwRowSource *self,
            char        *problem)
{
  g_free (self->problem);
  self->problem = problem;
  self->row.problem = problem;
}

/* -- CSV -- */

/* The cells lie in the reader's own buffer, so the blanks behind a word can be cut off there. */
static const char *
strip (const char *cell)
{
  char *text = (char *) cell;
  gsize length;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    text[--length] = 0;
  return text;
}

static gboolean
has_cells_beyond (const HwCsvRecord *record,
                  guint              n_columns)
{
  for (guint i = n_columns; i < record->n_cells; i++)
    if (record->cells[i][0] != 0)
      return TRUE;
  return FALSE;
}

static void
check_record (HwRowSource       *self,
              const HwCsvRecord *record)
{
  guint n_columns = self->shape->names->len;

  if (record->n_swallowed > 0)
    refuse_row (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "A quotation mark is never closed, so that %lu line up to the end of the file is in one cell",
                                                    "A quotation mark is never closed, so that %lu lines up to the end of the file are in one cell",
                                                    (gulong) record->n_swallowed), (gulong) record->n_swallowed));
  else if (record->has_nul)
    refuse_row (self, g_strdup (_("The row holds NUL characters")));
  else if (has_cells_beyond (record, n_columns))
    refuse_row (self, g_strdup_printf (_("The row has %u cells where %u are due"), record->n_cells, n_columns));
}

static void
take_record (HwRowSource       *self,
             const HwCsvRecord *record)
{
  guint n_columns = self->shape->names->len;

  self->row = (HwRow) { .line = record->line, .n_cells = n_columns, .point = HW_POINT_UNKNOWN };
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (self->cells, (gpointer) (i < record->n_cells ? strip (record->cells[i]) : ""));
  self->row.cells = (const char **) self->cells->pdata;
  check_record (self, record);
}

static gboolean
next_of_csv (HwRowSource   *self,
             const HwRow  **row,
             GCancellable  *cancellable,
             GError       **error)
{
  const HwCsvRecord *record;

  do
    if (!hw_csv_reader_next (self->csv, &record, cancellable, error))
      return FALSE;
  while (record != NULL && self->n_skipped-- > 0);
  self->n_skipped = 0;
  if (record == NULL)
    return TRUE;
  take_record (self, record);
  *row = &self->row;
  return TRUE;
}

/* -- GeoJSON -- */

static gboolean
next_of_geojson (HwRowSource   *self,
                 const HwRow  **row,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const HwGeojsonFeature *feature;

  if (!hw_geojson_reader_next (self->geojson, &feature, cancellable, error))
    return FALSE;
  if (feature == NULL)
    return TRUE;
  self->row = (HwRow) { .line = feature->line, .has_geometry = TRUE, .point = HW_POINT_UNKNOWN };
  hw_feature_cells_take (self->feature, feature, &self->row);
  *row = &self->row;
  return TRUE;
}

/* -- both -- */

HwRowSource *
hw_row_source_new (GFile         *file,
                   HwFileShape   *shape,
                   gboolean       learn,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  HwRowSource *self;

  g_return_val_if_fail (G_IS_FILE (file) && shape != NULL, NULL);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  self = g_new0 (HwRowSource, 1);
  self->shape = shape;
  self->text = hw_text_reader_new (G_INPUT_STREAM (stream), shape->encoding);
  if (shape->is_geojson)
    {
      self->geojson = hw_geojson_reader_new (self->text, FEATURE_LIMIT);
      self->feature = hw_feature_cells_new (shape->names, learn);
    }
  else
    {
      self->csv = hw_csv_reader_new (self->text, shape->separator);
      self->cells = g_ptr_array_new ();
      self->n_skipped = shape->n_skipped;
    }
  return self;
}

void
hw_row_source_free (HwRowSource *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->csv, hw_csv_reader_free);
  g_clear_pointer (&self->geojson, hw_geojson_reader_free);
  g_clear_pointer (&self->feature, hw_feature_cells_free);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self->problem);
  g_free (self);
}

gboolean
hw_row_source_next (HwRowSource   *self,
                    const HwRow  **row,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  *row = NULL;
  return self->csv != NULL ? next_of_csv (self, row, cancellable, error) : next_of_geojson (self, row, cancellable, error);
}

guint64
hw_row_source_get_n_read (HwRowSource *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return hw_text_reader_get_n_read (self->text);
}
