/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-area-index.h"
#include "hw-boundaries-private.h"

/* Any bytes as a GeoJSON or TopoJSON file with areas, which then are asked for points. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (GPtrArray) boundaries = hw_boundaries_read_stream (stream, "UTF-8", NULL, NULL);
  g_autoptr (HwAreaIndex) index = hw_area_index_new ();
  guint found[4];

  if (boundaries == NULL)
    return 0;
  for (guint i = 0; i < boundaries->len; i++)
    {
      const HwBoundary *boundary = boundaries->pdata[i];
      const HwPoint *corner = &g_array_index ((GArray *) boundary->rings->pdata[0], HwPoint, 0);

      g_assert_cmpuint (hw_area_index_add (index, boundary->rings), ==, i);
      g_assert_true (hw_box_contains (&boundary->box, corner));
      g_assert_cmpuint (hw_area_index_find (index, corner, found, G_N_ELEMENTS (found)), <=, G_N_ELEMENTS (found));
    }
  return 0;
}
