/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-feature-cells.h"
#include "hw-geojson-reader.h"

/* Any bytes as GeoJSON, with a small limit for a feature. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (HwGeojsonReader) reader = hw_geojson_reader_new (hw_text_reader_new (stream, "UTF-8"), 4096);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const HwGeojsonFeature *feature;
  HwFeatureCells *cells;

  g_ptr_array_add (names, g_strdup ("geometry"));
  cells = hw_feature_cells_new (names, TRUE);
  while (hw_geojson_reader_next (reader, &feature, NULL, NULL) && feature != NULL)
    {
      HwRow row = { .line = feature->line, .has_geometry = TRUE, .point = HW_POINT_UNKNOWN };

      hw_feature_cells_take (cells, feature, &row);
      g_assert_cmpuint (row.n_cells, ==, names->len);
      for (guint i = 0; i < row.n_cells; i++)
        g_assert_true (g_utf8_validate (row.cells[i], -1, NULL));
    }
  hw_feature_cells_free (cells);
  return 0;
}
