/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwFileShape:
 * @encoding: as hw_text_reader_detect() names it
 * @is_geojson: GeoJSON rather than CSV
 * @separator: of the cells of a CSV file
 * @n_skipped: rows of a CSV file before its first row of data: its header, and a line "sep=;"
 * @names: (element-type utf8): the columns' names; the first of GeoJSON is its geometry
 *
 * What a file is, found out once and used for every reading of it.
 */
typedef struct
{
  const char *encoding;
  gboolean    is_geojson;
  char        separator;
  guint       n_skipped;
  GPtrArray  *names;
} HwFileShape;

/**
 * hw_file_shape_detect:
 * @shape: (out caller-allocates): the shape; clear it with hw_file_shape_clear()
 *
 * Looks at the whole file for its encoding and at its beginning for the rest.
 * The columns of GeoJSON are learnt while its rows are read for the first time.
 *
 * Returns: %FALSE with an error of %HW_IMPORT_FILE_ERROR or %G_IO_ERROR
 */
gboolean     hw_file_shape_detect (GFile         *file,
                                   HwFileShape   *shape,
                                   GCancellable  *cancellable,
                                   GError       **error);
void         hw_file_shape_clear  (HwFileShape   *shape);

/**
 * HwRow:
 * @line: where it begins in the file, 1 is the first line
 * @n_cells: the number of the shape's columns
 * @cells: (array length=n_cells): without blanks around them, never %NULL
 * @has_geometry: the row is a feature of GeoJSON
 * @point: its point, %HW_POINT_UNKNOWN where it has none
 * @problem: (nullable): why the row cannot be read as one, translated
 *
 * A row of either kind of file. It belongs to its source and is good until the next is read.
 */
typedef struct
{
  guint64      line;
  guint        n_cells;
  const char **cells;
  gboolean     has_geometry;
  HwPoint      point;
  const char  *problem;
} HwRow;

/**
 * HwRowSource:
 *
 * The rows of a file one by one, whatever its format: the import above knows
 * rows only, the readers below characters only.
 */
typedef struct _HwRowSource HwRowSource;

/* With @learn, columns of GeoJSON that are met for the first time are added to @shape, which must outlive the source. */
HwRowSource *hw_row_source_new    (GFile         *file,
                                   HwFileShape   *shape,
                                   gboolean       learn,
                                   GCancellable  *cancellable,
                                   GError       **error);
void         hw_row_source_free   (HwRowSource   *self);
/* %FALSE with @error set; @row is %NULL at the end. */
gboolean     hw_row_source_next   (HwRowSource   *self,
                                   const HwRow  **row,
                                   GCancellable  *cancellable,
                                   GError       **error);
guint64      hw_row_source_get_n_read (HwRowSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRowSource, hw_row_source_free)

G_END_DECLS
