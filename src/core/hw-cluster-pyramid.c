/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-cluster-level.h"
#include "hw-cluster-pyramid.h"
#include "hw-cluster-sheet.h"
#include "hw-mercator.h"
#include "hw-point-curve.h"

/* Clusters for each zoom, under one filter. HwPointIndex owns it and tells it
 * what changes.
 *
 * The points are sorted along a curve once (HwPointCurve). Zooms are made of
 * them when they are first drawn (HwClusterLevel), and thrown away with the
 * filter. A point that comes, goes or changes is worked into the sorted points
 * and the zooms that are made, in microseconds however many points there are. */

#define N_LEVELS 17           /* zoom 0 to 16: from 17 on only equal places are one */
#define MOST_SHEETS 64        /* a window has about twenty */

struct _HwClusterPyramid
{
  HwPointCurve   curve;
  HwPointFilter  filter;
  HwClusterLevel levels[N_LEVELS];
};

static void
drop_levels (HwClusterPyramid *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    hw_cluster_level_drop (&self->levels[i]);
}

static void
ensure_sorted (HwClusterPyramid *self)
{
  if (!self->curve.is_stale)
    return;
  drop_levels (self);
  hw_point_curve_sort (&self->curve);
}

static HwClusterLevel *
get_level (HwClusterPyramid *self,
           guint             zoom)
{
  HwClusterLevel *level = &self->levels[zoom];
  guint finer = zoom + 1;

  if (level->is_made)
    return level;
  while (finer < N_LEVELS && !self->levels[finer].is_made)
    finer++;
  if (finer < N_LEVELS)
    hw_cluster_level_fill_from (level, &self->levels[finer]);
  else
    hw_cluster_level_fill (level, &self->curve.entries, &self->filter);
  return level;
}

/* @box grown to whole cells and two more on each side: no cell further off can put its centre into it. */
static GArray *
cover_cells (const HwFixedBox *box,
             guint           zoom)
{
  const gint64 side = G_GINT64_CONSTANT (1) << (32 - zoom - HW_CELL_BITS);
  const gint64 mask = ~(side - 1);

  return hw_morton_cover ((guint32) MAX ((box->x0 & mask) - 2 * side, 0),
                          (guint32) MAX ((box->y0 & mask) - 2 * side, 0),
                          (guint32) MIN ((box->x1 & mask) + 3 * side - 1, G_MAXUINT32),
                          (guint32) MIN ((box->y1 & mask) + 3 * side - 1, G_MAXUINT32));
}

/* -- drawing -- */

/* Says what the first point of a run is that the filter lets through. */
static void
name_cluster (HwCluster *cluster,
              guint64    first,
              guint64    last,
              gpointer   user_data)
{
  HwClusterPyramid *self = user_data;
  const HwMortonEntry *entry = hw_point_curve_find_first (&self->curve, first, last, &self->filter);

  g_return_if_fail (entry != NULL);

  cluster->row = self->curve.columns->rows[entry->position];
  cluster->kind = entry->kind;
  cluster->status = entry->status;
}

/* Appends to @next, where there must be room. Returns behind the last. */
static HwCluster *
copy_sheet (HwCluster            *next,
            const HwClusterSheet *sheet,
            const HwFixedBox     *box)
{
  for (guint i = 0; i < sheet->n_clusters; i++)
    if (hw_fixed_box_holds (box, sheet->spots[i].x, sheet->spots[i].y))
      *next++ = sheet->clusters[i];
  return next;
}

/* The length is set at the end: counted up where a cluster is copied, GCC 12 at -O2 takes the copying for dead. */
static void
append_sheets (GArray                *clusters,
               const HwClusterSheet **sheets,
               guint                  n_sheets,
               const HwFixedBox      *box)
{
  guint n = clusters->len, n_more = 0;
  HwCluster *next;

  for (guint i = 0; i < n_sheets; i++)
    n_more += sheets[i]->n_clusters;
  g_array_set_size (clusters, n + n_more);
  next = &g_array_index (clusters, HwCluster, n);
  for (guint i = 0; i < n_sheets; i++)
    next = copy_sheet (next, sheets[i], box);
  g_array_set_size (clusters, (guint) (next - (HwCluster *) (gpointer) clusters->data));
}

/* As far as a window: its few sheets, whether there is anything in them or not, by key. Returns 0 if there are too many. */
static guint
list_sheets (const HwClusterLevel *level,
             const HwFixedBox     *box,
             guint64               keys[MOST_SHEETS])
{
  const guint bits = MIN (hw_cluster_level_get_shift (level) / 2 + HW_SHEET_BITS, 32);
  const gint64 reach = G_GINT64_CONSTANT (2) << (hw_cluster_level_get_shift (level) / 2);
  gint64 left = MAX (box->x0 - reach, 0) >> bits, right = MIN (box->x1 + reach, G_MAXUINT32) >> bits;
  gint64 top = MAX (box->y0 - reach, 0) >> bits, bottom = MIN (box->y1 + reach, G_MAXUINT32) >> bits;
  guint n = 0;

  if (left > right || top > bottom || (right - left + 1) * (bottom - top + 1) > MOST_SHEETS)
    return 0;
  for (gint64 row = top; row <= bottom; row++)
    for (gint64 column = left; column <= right; column++)
      {
        guint64 key = hw_morton_key ((guint32) (column << bits), (guint32) (row << bits));
        guint at = n++;

        for (; at > 0 && keys[at - 1] > key; at--)
          keys[at] = keys[at - 1];
        keys[at] = key;
      }
  return n;
}

static void
append_window (HwClusterPyramid *self,
               GArray           *clusters,
               HwClusterLevel   *level,
               const HwFixedBox *box,
               const guint64    *keys,
               guint             n_keys)
{
  const HwClusterSheet *sheets[MOST_SHEETS];

  for (guint i = 0; i < n_keys; i++)
    hw_sheet_table_announce (&level->sheets, keys[i]);
  for (guint i = 0; i < n_keys; i++)
    __builtin_prefetch (hw_sheet_table_lookup (&level->sheets, keys[i]));
  for (guint i = 0; i < n_keys; i++)
    sheets[i] = hw_cluster_sheets_get (level, keys[i], name_cluster, self);
  append_sheets (clusters, sheets, n_keys, box);
}

/* From cell to cell, as most sheets of half a world have nothing in them. */
static void
append_wide (HwClusterPyramid *self,
             GArray           *clusters,
             HwClusterLevel   *level,
             const HwFixedBox *box)
{
  g_autoptr (GArray) ranges = cover_cells (box, level->zoom);
  guint64 next = 0;   /* sheets before this one are appended */

  for (guint r = 0; r < ranges->len; r++)
    {
      HwMortonRange range = g_array_index (ranges, HwMortonRange, r);
      guint64 key = MAX (range.first, next);

      while (key <= range.last)
        {
          const HwCell *cell = hw_key_blocks_get (&level->cells, hw_key_blocks_seek (&level->cells, key, 0));
          const HwClusterSheet *sheet;

          if (cell == NULL || cell->key > range.last)
            break;
          key = hw_cluster_sheet_get_first_key (level, cell->key);
          sheet = hw_cluster_sheets_get (level, key, name_cluster, self);
          append_sheets (clusters, &sheet, 1, box);
          next = hw_cluster_sheet_get_last_key (level, key) + 1;
          if (next == 0)
            return;
          key = next;
        }
    }
}

static void
append_level (HwClusterPyramid *self,
              GArray           *clusters,
              guint             zoom,
              const HwFixedBox *box)
{
  HwClusterLevel *level = get_level (self, zoom);
  guint64 keys[MOST_SHEETS];
  guint n_keys = list_sheets (level, box, keys);

  if (n_keys > 0)
    append_window (self, clusters, level, box, keys, n_keys);
  else
    append_wide (self, clusters, level, box);
}

typedef struct
{
  HwClusterPyramid *pyramid;
  GArray           *clusters;
  HwCell            place;
} Places;

static void
append_place (Places *places)
{
  const HwCell *place = &places->place;
  HwCluster cluster = {
    .x = hw_mercator_from_fixed ((double) place->sum_x / place->count),
    .y = hw_mercator_from_fixed ((double) place->sum_y / place->count),
    .count = place->count,
    .contacts = place->contacts,
  };

  if (place->count == 0)
    return;
  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
    cluster.counts[i] = place->counts[i];
  name_cluster (&cluster, place->key, place->key, places->pyramid);
  g_array_append_val (places->clusters, cluster);
}

static void
add_to_places (const HwMortonEntry *entry,
               gpointer             user_data)
{
  Places *places = user_data;

  if (places->place.count == 0 || places->place.key != entry->key)
    {
      append_place (places);
      places->place = (HwCell) { .key = entry->key };
    }
  hw_cell_add_entry (&places->place, entry);
}

static void
append_places (HwClusterPyramid *self,
               GArray           *clusters,
               const HwFixedBox *box)
{
  Places places = { .pyramid = self, .clusters = clusters };

  hw_point_curve_foreach (&self->curve, box, &self->filter, add_to_places, &places);
  append_place (&places);
}

static guint
get_zoom_level (double zoom)
{
  return zoom >= 0.0 ? (guint) MIN (zoom, N_LEVELS) : 0;
}

/* -- for the index -- */

/* @columns must live as long as the pyramid. */
HwClusterPyramid *
hw_cluster_pyramid_new (const HwPointColumns *columns)
{
  HwClusterPyramid *self = g_new0 (HwClusterPyramid, 1);

  hw_point_curve_init (&self->curve, columns);
  self->filter = HW_POINT_FILTER_ALL;
  for (guint i = 0; i < N_LEVELS; i++)
    hw_cluster_level_init (&self->levels[i], i);
  return self;
}

void
hw_cluster_pyramid_free (HwClusterPyramid *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    hw_cluster_level_clear (&self->levels[i]);
  hw_point_curve_clear (&self->curve);
  g_free (self);
}

/* Many points came or went. */
void
hw_cluster_pyramid_set_stale (HwClusterPyramid *self)
{
  drop_levels (self);
  self->curve.is_stale = TRUE;
}

/* The point at @position came, or has new values. */
void
hw_cluster_pyramid_inserted (HwClusterPyramid *self,
                             gsize             position)
{
  HwMortonEntry entry;

  if (self->curve.is_stale)
    return;
  entry = hw_point_curve_insert (&self->curve, position);
  if (hw_morton_entry_matches (&entry, &self->filter))
    for (guint i = 0; i < N_LEVELS; i++)
      hw_cluster_level_add (&self->levels[i], &entry);
}

/* The point at @position is about to change its values. */
void
hw_cluster_pyramid_will_change (HwClusterPyramid *self,
                                gsize             position)
{
  HwMortonEntry entry;

  if (self->curve.is_stale)
    return;
  entry = hw_point_curve_remove (&self->curve, position);
  if (hw_morton_entry_matches (&entry, &self->filter))
    for (guint i = 0; i < N_LEVELS; i++)
      hw_cluster_level_subtract (&self->levels[i], &entry);
}

/* The point at @position is about to go, and the last one to take its position. */
void
hw_cluster_pyramid_will_remove (HwClusterPyramid *self,
                                gsize             position)
{
  gsize last = self->curve.columns->size - 1;

  hw_cluster_pyramid_will_change (self, position);
  if (!self->curve.is_stale && position != last)
    hw_point_curve_rename (&self->curve, last, position);
}

void
hw_cluster_pyramid_set_filter (HwClusterPyramid    *self,
                               const HwPointFilter *filter)
{
  drop_levels (self);
  self->filter = *filter;
}

typedef struct
{
  HwPositionFunc function;
  gpointer       user_data;
} Visit;

static void
visit_entry (const HwMortonEntry *entry,
             gpointer             user_data)
{
  Visit *visit = user_data;

  visit->function (entry->position, visit->user_data);
}

static void
foreach_position (HwClusterPyramid    *self,
                  const HwBox         *box,
                  const HwPointFilter *filter,
                  HwPositionFunc       function,
                  gpointer             user_data)
{
  Visit visit = { function, user_data };
  HwFixedBox parts[2];
  guint n_parts = hw_fixed_box_split (box, parts);

  ensure_sorted (self);
  for (guint i = 0; i < n_parts; i++)
    hw_point_curve_foreach (&self->curve, &parts[i], filter, visit_entry, &visit);
}

/* Every position in @box that the filter lets through, in the order of the curve. */
void
hw_cluster_pyramid_foreach (HwClusterPyramid *self,
                            const HwBox      *box,
                            HwPositionFunc    function,
                            gpointer          user_data)
{
  foreach_position (self, box, &self->filter, function, user_data);
}

/* Every position in @box, whatever the filter hides. */
void
hw_cluster_pyramid_foreach_any (HwClusterPyramid *self,
                                const HwBox      *box,
                                HwPositionFunc    function,
                                gpointer          user_data)
{
  foreach_position (self, box, &HW_POINT_FILTER_ALL, function, user_data);
}

/* Appends every position in @box that the filter lets through, in the order of the curve. */
void
hw_cluster_pyramid_collect (HwClusterPyramid *self,
                            const HwBox      *box,
                            GArray           *positions)
{
  HwFixedBox parts[2];
  guint n_parts = hw_fixed_box_split (box, parts);

  ensure_sorted (self);
  for (guint i = 0; i < n_parts; i++)
    hw_point_curve_collect (&self->curve, &parts[i], &self->filter, positions);
}

/* (transfer full) (element-type HwCluster): those whose centre lies in @box. */
GArray *
hw_cluster_pyramid_get_clusters (HwClusterPyramid *self,
                                 const HwBox      *box,
                                 double            zoom)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (HwCluster));
  guint level = get_zoom_level (zoom);
  HwFixedBox parts[2];
  guint n_parts = hw_fixed_box_split (box, parts);

  ensure_sorted (self);
  for (guint i = 0; i < n_parts; i++)
    if (level < N_LEVELS)
      append_level (self, clusters, level, &parts[i]);
    else
      append_places (self, clusters, &parts[i]);
  return clusters;
}

/* Every position that is drawn as one with the one at @position. */
void
hw_cluster_pyramid_foreach_member (HwClusterPyramid *self,
                                   gsize             position,
                                   double            zoom,
                                   HwPositionFunc    function,
                                   gpointer          user_data)
{
  guint64 key = hw_point_curve_make_entry (&self->curve, position).key, partner, span;
  guint zoom_level = get_zoom_level (zoom);
  Visit visit = { function, user_data };
  HwClusterLevel *level;

  ensure_sorted (self);
  if (zoom_level == N_LEVELS)
    {
      hw_point_curve_foreach_key (&self->curve, key, key, &self->filter, visit_entry, &visit);
      return;
    }
  level = get_level (self, zoom_level);
  key = hw_cluster_level_get_key (level, key);
  span = (G_GUINT64_CONSTANT (1) << hw_cluster_level_get_shift (level)) - 1;
  hw_point_curve_foreach_key (&self->curve, key, key + span, &self->filter, visit_entry, &visit);
  if (hw_cluster_sheets_find_partner (level, key, &partner))
    hw_point_curve_foreach_key (&self->curve, partner, partner + span, &self->filter, visit_entry, &visit);
}
