/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-area-counts.h"
#include "hw-area-index.h"

/* The numbers beside the areas: under the filter of the map, so that they are of what one sees. */

#define MOST_AREAS 16   /* that a single place may lie in */

/**
 * hw_area_counts_new:
 * @areas: (element-type HwAreaItem): areas
 * @points: what the map shows, under its filter
 *
 * Returns: (transfer full): how many lie in each
 */
HwAreaCounts *
hw_area_counts_new (GListModel   *areas,
                    HwPointIndex *points)
{
  HwAreaCounts *self = g_new0 (HwAreaCounts, 1);
  g_autoptr (HwAreaIndex) index = hw_area_index_new ();
  HwIndexPoint point;

  self->counts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (self->counts, g_list_model_get_n_items (areas));
  for (guint i = 0; i < self->counts->len; i++)
    {
      g_autoptr (HwAreaItem) item = g_list_model_get_item (areas, i);

      hw_area_index_add (index, hw_area_item_get_area (item)->rings);
    }
  for (gsize i = 0; hw_point_index_get_point (points, i, &point); i++)
    {
      guint found[MOST_AREAS], n;

      if (!hw_point_index_is_shown (points, i))
        continue;
      n = hw_area_index_find (index, &point.point, found, MOST_AREAS);
      self->outside += n == 0;
      for (guint j = 0; j < n; j++)
        g_array_index (self->counts, guint, found[j])++;
    }
  return self;
}

/**
 * hw_area_counts_free:
 * @self: (nullable) (transfer full): what is no longer needed
 */
void
hw_area_counts_free (HwAreaCounts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->counts);
  g_free (self);
}
