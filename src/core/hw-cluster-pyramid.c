/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>
#include "hw-cluster-pyramid.h"
#include "hw-morton.h"

/* Clusters for each zoom, under one filter. HwPointIndex owns it and tells it
 * what changes.
 *
 * The points are sorted along a Morton curve once. A cell of any zoom is then a
 * run of neighbours, so one pass with the filter gives a zoom's cells, already
 * sorted, and a coarser zoom is had by adding up the cells of a finer one.
 * Zooms are made when they are first drawn, and thrown away with the filter.
 *
 * A cell is 64 px. Where the centres of two neighbouring cells come closer than
 * a marker is wide, and each is the other's nearest, they are drawn as one; that
 * is decided from the cells around alone, hence does not depend on the box. */

#define N_LEVELS 17           /* zoom 0 to 16: from 17 on only equal places are one */
#define CELL_BITS 2           /* cells per tile and axis: 2^2 of 64 px */
#define MERGE_PART 0.7        /* of a cell's side: 45 px */
#define MAX_PATCHES 64        /* changes between two drawings, beyond which sorting anew is cheaper */

typedef struct
{
  guint64 key;                /* of the cell's first corner */
  guint64 sum_x, sum_y;
  guint32 first;              /* the first entry that the filter lets through */
  guint32 count;
  guint32 contacts;
  guint32 counts[HW_N_REPORT_STATUSES];
} Cell;

struct _HwClusterPyramid
{
  const HwPointColumns *columns;
  HwPointFilter         filter;
  HwMortonEntry        *entries;            /* (owned) sorted by key */
  gsize                 n_entries;
  gsize                 n_allocated;
  guint                 n_patches;
  gboolean              is_stale;           /* the entries must be made anew */
  GArray               *levels[N_LEVELS];   /* (owned) (element-type Cell) by key */
  gboolean              is_made[N_LEVELS];
};

/* Their memory is kept: the next filter needs as much. */
static void
drop_levels (HwClusterPyramid *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    {
      g_array_set_size (self->levels[i], 0);
      self->is_made[i] = FALSE;
    }
}

static HwMortonEntry
make_entry (const HwPointColumns *columns,
            gsize                 position)
{
  HwPoint place = hw_point_columns_get_place (columns, position);

  return (HwMortonEntry) {
    .key = hw_morton_key (hw_mercator_x_to_fixed (place.longitude), hw_mercator_y_to_fixed (place.latitude)),
    .time = columns->times[position],
    .position = (guint32) position,
    .kind = columns->kinds[position],
    .status = columns->statuses[position],
  };
}

static void
ensure_allocated (HwClusterPyramid *self,
                  gsize             n_entries)
{
  if (n_entries <= self->n_allocated)
    return;
  self->n_allocated = MAX (n_entries, self->n_allocated + self->n_allocated / 2);
  self->entries = g_renew (HwMortonEntry, self->entries, self->n_allocated);
}

static void
ensure_sorted (HwClusterPyramid *self)
{
  self->n_patches = 0;
  if (!self->is_stale)
    return;

  drop_levels (self);
  ensure_allocated (self, self->columns->size);
  self->n_entries = self->columns->size;
  for (gsize i = 0; i < self->n_entries; i++)
    self->entries[i] = make_entry (self->columns, i);
  hw_morton_sort (self->entries, self->n_entries);
  self->is_stale = FALSE;
}

/* The first entry whose key is not below @key. */
static gsize
seek_entry (const HwClusterPyramid *self,
            guint64                 key)
{
  gsize low = 0, high = self->n_entries;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->entries[middle].key < key)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gsize
find_entry (const HwClusterPyramid *self,
            gsize                   position)
{
  HwMortonEntry wanted = make_entry (self->columns, position);
  gsize i = seek_entry (self, wanted.key);

  while (i < self->n_entries && self->entries[i].key == wanted.key && self->entries[i].position != position)
    i++;
  g_assert (i < self->n_entries && self->entries[i].position == position);
  return i;
}

static inline gboolean
entry_matches (const HwClusterPyramid *self,
               const HwMortonEntry    *entry)
{
  return hw_point_filter_matches (&self->filter, entry->kind, entry->status, entry->time);
}

/* Whether a change can be worked into the sorted entries rather than sorting them anew. */
static gboolean
may_patch (HwClusterPyramid *self)
{
  drop_levels (self);
  if (!self->is_stale && ++self->n_patches > MAX_PATCHES)
    self->is_stale = TRUE;
  return !self->is_stale;
}

/* -- cells -- */

static guint
get_shift (guint level)
{
  return 64 - 2 * (level + CELL_BITS);
}

static guint64
get_cell_key (guint64 key,
              guint   level)
{
  return key >> get_shift (level) << get_shift (level);
}

static inline void
add_entry (Cell                *cell,
           const HwMortonEntry *entry)
{
  guint32 x, y;

  hw_morton_split (entry->key, &x, &y);
  cell->sum_x += x;
  cell->sum_y += y;
  cell->count++;
  if (entry->kind == HW_KIND_CONTACT)
    cell->contacts++;
  else if (entry->status < HW_N_REPORT_STATUSES)
    cell->counts[entry->status]++;
}

static void
add_cell (Cell       *cell,
          const Cell *other)
{
  cell->sum_x += other->sum_x;
  cell->sum_y += other->sum_y;
  cell->count += other->count;
  cell->contacts += other->contacts;
  for (guint i = 0; i < HW_N_REPORT_STATUSES; i++)
    cell->counts[i] += other->counts[i];
}

static void
make_level_from_entries (HwClusterPyramid *self,
                         GArray           *cells,
                         guint             level)
{
  Cell cell = { .count = 0 };

  for (gsize i = 0; i < self->n_entries; i++)
    {
      const HwMortonEntry *entry = &self->entries[i];
      guint64 key;

      if (!entry_matches (self, entry))
        continue;
      key = get_cell_key (entry->key, level);
      if (cell.count == 0 || key != cell.key)
        {
          if (cell.count > 0)
            g_array_append_val (cells, cell);
          cell = (Cell) { .key = key, .first = (guint32) i };
        }
      add_entry (&cell, entry);
    }
  if (cell.count > 0)
    g_array_append_val (cells, cell);
}

static void
make_level_from_finer (const GArray *finer,
                       GArray       *cells,
                       guint         level)
{
  for (guint i = 0; i < finer->len; i++)
    {
      Cell cell = g_array_index (finer, Cell, i);
      Cell *last = cells->len > 0 ? &g_array_index (cells, Cell, cells->len - 1) : NULL;

      cell.key = get_cell_key (cell.key, level);
      if (last != NULL && last->key == cell.key)
        add_cell (last, &cell);
      else
        g_array_append_val (cells, cell);
    }
}

static const GArray *
get_level (HwClusterPyramid *self,
           guint             level)
{
  GArray *cells = self->levels[level];
  guint finer = level + 1;

  if (self->is_made[level])
    return cells;

  while (finer < N_LEVELS && !self->is_made[finer])
    finer++;
  if (finer < N_LEVELS)
    make_level_from_finer (self->levels[finer], cells, level);
  else
    make_level_from_entries (self, cells, level);
  self->is_made[level] = TRUE;
  return cells;
}

/* The first cell whose key is not below @key. */
static guint
seek_cell (const GArray *cells,
           guint64       key)
{
  guint low = 0, high = cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (cells, Cell, middle).key < key)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* -- neighbours that are drawn as one -- */

static double
get_distance (const Cell *a,
              const Cell *b)
{
  return hypot ((double) a->sum_x / a->count - (double) b->sum_x / b->count,
                (double) a->sum_y / a->count - (double) b->sum_y / b->count);
}

/* From a centre, @inside its cell, to the neighbour in direction @step along one axis: no centre in there is nearer. */
static double
get_gap (int    step,
         double inside,
         gint64 side)
{
  return step < 0 ? inside : step > 0 ? (double) side - 1.0 - inside : 0.0;
}

static const Cell *
find_nearest (const GArray *cells,
              guint         level,
              const Cell   *cell)
{
  const gint64 side = G_GINT64_CONSTANT (1) << (32 - level - CELL_BITS);
  const Cell *nearest = NULL;
  double nearest_distance = MERGE_PART * (double) side, to_west, to_north;
  guint32 x, y;

  hw_morton_split (cell->key, &x, &y);
  to_west = (double) cell->sum_x / cell->count - x;
  to_north = (double) cell->sum_y / cell->count - y;
  for (int neighbour = 0; neighbour < 9; neighbour++)
    {
      int column = neighbour % 3 - 1, row = neighbour / 3 - 1;
      gint64 other_x = x + column * side, other_y = y + row * side;
      const Cell *other;
      double distance;
      guint64 key;
      guint at;

      if (neighbour == 4 || other_x < 0 || other_y < 0 || other_x > G_MAXUINT32 || other_y > G_MAXUINT32
          || get_gap (column, to_west, side) >= nearest_distance || get_gap (row, to_north, side) >= nearest_distance)
        continue;
      key = hw_morton_key ((guint32) other_x, (guint32) other_y);
      at = seek_cell (cells, key);
      if (at == cells->len || g_array_index (cells, Cell, at).key != key)
        continue;
      other = &g_array_index (cells, Cell, at);
      distance = get_distance (cell, other);
      if (distance < nearest_distance || (distance == nearest_distance && nearest != NULL && key < nearest->key))
        {
          nearest = other;
          nearest_distance = distance;
        }
    }
  return nearest;
}

/* The cell that @cell is drawn together with, or NULL. */
static const Cell *
find_partner (const GArray *cells,
              guint         level,
              const Cell   *cell)
{
  const Cell *nearest = find_nearest (cells, level, cell);

  if (nearest != NULL && find_nearest (cells, level, nearest) == cell)
    return nearest;
  return NULL;
}

/* -- boxes -- */

typedef struct
{
  guint32 x0, y0, x1, y1;   /* both included */
} FixedBox;

/* A box that reaches over the antimeridian becomes two. Returns how many there are. */
static guint
split_box (const HwBox *box,
           FixedBox     parts[2])
{
  guint32 y0 = hw_mercator_y_to_fixed (box->north), y1 = hw_mercator_y_to_fixed (box->south);
  guint32 x0 = hw_mercator_x_to_fixed (box->west), x1 = hw_mercator_x_to_fixed (box->east);

  if (!(box->south <= box->north))
    return 0;
  if (box->west <= box->east)
    {
      parts[0] = (FixedBox) { x0, y0, x1, y1 };
      return 1;
    }
  parts[0] = (FixedBox) { 0, y0, x1, y1 };
  parts[1] = (FixedBox) { x0, y0, G_MAXUINT32, y1 };
  return 2;
}

static gboolean
box_holds (const FixedBox *box,
           double          x,
           double          y)
{
  return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

/* @box grown to whole cells and two more on each side: no cell further off can put its centre into it. */
static GArray *
cover_cells (const FixedBox *box,
             guint           level)
{
  const gint64 side = G_GINT64_CONSTANT (1) << (32 - level - CELL_BITS);
  const gint64 mask = ~(side - 1);

  return hw_morton_cover ((guint32) MAX ((box->x0 & mask) - 2 * side, 0),
                          (guint32) MAX ((box->y0 & mask) - 2 * side, 0),
                          (guint32) MIN ((box->x1 & mask) + 3 * side - 1, G_MAXUINT32),
                          (guint32) MIN ((box->y1 & mask) + 3 * side - 1, G_MAXUINT32));
}

/* -- drawing -- */

static void
append_cluster (HwClusterPyramid *self,
                GArray           *clusters,
                const Cell       *cell)
{
  const HwMortonEntry *entry = &self->entries[cell->first];
  HwCluster cluster = {
    .x = hw_mercator_from_fixed ((double) cell->sum_x / cell->count),
    .y = hw_mercator_from_fixed ((double) cell->sum_y / cell->count),
    .count = cell->count,
    .contacts = cell->contacts,
    .row = self->columns->rows[entry->position],
    .kind = entry->kind,
    .status = entry->status,
  };

  for (guint i = 0; i < HW_N_REPORT_STATUSES; i++)
    cluster.counts[i] = cell->counts[i];
  g_array_append_val (clusters, cluster);
}

static void
append_cell (HwClusterPyramid *self,
             GArray           *clusters,
             const GArray     *cells,
             guint             level,
             const Cell       *cell,
             const FixedBox   *box)
{
  const Cell *partner = find_partner (cells, level, cell);
  Cell whole = *cell;

  if (partner != NULL)
    {
      if (partner->key < cell->key)
        return;
      add_cell (&whole, partner);
    }
  if (box_holds (box, floor ((double) whole.sum_x / whole.count), floor ((double) whole.sum_y / whole.count)))
    append_cluster (self, clusters, &whole);
}

static void
append_level (HwClusterPyramid *self,
              GArray           *clusters,
              guint             level,
              const FixedBox   *box)
{
  const GArray *cells = get_level (self, level);
  g_autoptr (GArray) ranges = cover_cells (box, level);

  for (guint r = 0; r < ranges->len; r++)
    {
      HwMortonRange range = g_array_index (ranges, HwMortonRange, r);

      for (guint i = seek_cell (cells, get_cell_key (range.first, level)); i < cells->len; i++)
        {
          const Cell *cell = &g_array_index (cells, Cell, i);

          if (cell->key > range.last)
            break;
          append_cell (self, clusters, cells, level, cell, box);
        }
    }
}

/* Every entry in a box, or every one that the filter lets through, by key. */
static void
foreach_entry (HwClusterPyramid *self,
               const FixedBox   *box,
               gboolean          filtered,
               void            (*function) (HwClusterPyramid *self, gsize entry, gpointer user_data),
               gpointer          user_data)
{
  g_autoptr (GArray) ranges = hw_morton_cover (box->x0, box->y0, box->x1, box->y1);

  for (guint r = 0; r < ranges->len; r++)
    {
      HwMortonRange range = g_array_index (ranges, HwMortonRange, r);

      for (gsize i = seek_entry (self, range.first); i < self->n_entries && self->entries[i].key <= range.last; i++)
        {
          guint32 x, y;

          if (filtered && !entry_matches (self, &self->entries[i]))
            continue;
          hw_morton_split (self->entries[i].key, &x, &y);
          if (box_holds (box, x, y))
            function (self, i, user_data);
        }
    }
}

typedef struct
{
  GArray *clusters;
  Cell    place;
} Places;

static void
add_to_places (HwClusterPyramid *self,
               gsize             entry,
               gpointer          user_data)
{
  Places *places = user_data;
  guint64 key = self->entries[entry].key;

  if (places->place.count > 0 && places->place.key != key)
    {
      append_cluster (self, places->clusters, &places->place);
      places->place.count = 0;
    }
  if (places->place.count == 0)
    places->place = (Cell) { .key = key, .first = (guint32) entry };
  add_entry (&places->place, &self->entries[entry]);
}

static void
append_places (HwClusterPyramid *self,
               GArray           *clusters,
               const FixedBox   *box)
{
  Places places = { .clusters = clusters };

  foreach_entry (self, box, TRUE, add_to_places, &places);
  if (places.place.count > 0)
    append_cluster (self, clusters, &places.place);
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

  self->columns = columns;
  self->filter = HW_POINT_FILTER_ALL;
  self->is_stale = TRUE;
  for (guint i = 0; i < N_LEVELS; i++)
    self->levels[i] = g_array_new (FALSE, FALSE, sizeof (Cell));
  return self;
}

void
hw_cluster_pyramid_free (HwClusterPyramid *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    g_array_unref (self->levels[i]);
  g_free (self->entries);
  g_free (self);
}

/* Many points came or went. */
void
hw_cluster_pyramid_set_stale (HwClusterPyramid *self)
{
  drop_levels (self);
  self->is_stale = TRUE;
}

/* The point at @position came, or has new values. */
void
hw_cluster_pyramid_inserted (HwClusterPyramid *self,
                             gsize             position)
{
  HwMortonEntry entry;
  gsize at;

  if (!may_patch (self))
    return;
  entry = make_entry (self->columns, position);
  at = seek_entry (self, entry.key);
  ensure_allocated (self, self->n_entries + 1);
  memmove (self->entries + at + 1, self->entries + at, (self->n_entries - at) * sizeof *self->entries);
  self->entries[at] = entry;
  self->n_entries++;
}

static void
remove_entry (HwClusterPyramid *self,
              gsize             position)
{
  gsize at = find_entry (self, position);

  memmove (self->entries + at, self->entries + at + 1, (self->n_entries - at - 1) * sizeof *self->entries);
  self->n_entries--;
}

/* The point at @position is about to change its values. */
void
hw_cluster_pyramid_will_change (HwClusterPyramid *self,
                                gsize             position)
{
  if (may_patch (self))
    remove_entry (self, position);
}

/* The point at @position is about to go, and the last one to take its position. */
void
hw_cluster_pyramid_will_remove (HwClusterPyramid *self,
                                gsize             position)
{
  gsize last = self->columns->size - 1;

  if (!may_patch (self))
    return;
  remove_entry (self, position);
  if (position != last)
    self->entries[find_entry (self, last)].position = (guint32) position;
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
visit_entry (HwClusterPyramid *self,
             gsize             entry,
             gpointer          user_data)
{
  Visit *visit = user_data;

  visit->function (self->entries[entry].position, visit->user_data);
}

static void
foreach_position (HwClusterPyramid *self,
                  const HwBox      *box,
                  gboolean          filtered,
                  HwPositionFunc    function,
                  gpointer          user_data)
{
  Visit visit = { function, user_data };
  FixedBox parts[2];
  guint n_parts = split_box (box, parts);

  ensure_sorted (self);
  for (guint i = 0; i < n_parts; i++)
    foreach_entry (self, &parts[i], filtered, visit_entry, &visit);
}

/* Every position in @box that the filter lets through, in the order of the curve. */
void
hw_cluster_pyramid_foreach (HwClusterPyramid *self,
                            const HwBox      *box,
                            HwPositionFunc    function,
                            gpointer          user_data)
{
  foreach_position (self, box, TRUE, function, user_data);
}

/* Every position in @box, whatever the filter hides. */
void
hw_cluster_pyramid_foreach_any (HwClusterPyramid *self,
                                const HwBox      *box,
                                HwPositionFunc    function,
                                gpointer          user_data)
{
  foreach_position (self, box, FALSE, function, user_data);
}

/* (transfer full) (element-type HwCluster): those whose centre lies in @box. */
GArray *
hw_cluster_pyramid_get_clusters (HwClusterPyramid *self,
                                 const HwBox      *box,
                                 double            zoom)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (HwCluster));
  guint level = get_zoom_level (zoom);
  FixedBox parts[2];
  guint n_parts = split_box (box, parts);

  ensure_sorted (self);
  for (guint i = 0; i < n_parts; i++)
    if (level < N_LEVELS)
      append_level (self, clusters, level, &parts[i]);
    else
      append_places (self, clusters, &parts[i]);
  return clusters;
}

static void
visit_range (HwClusterPyramid *self,
             guint64           first,
             guint64           last,
             Visit            *visit)
{
  for (gsize i = seek_entry (self, first); i < self->n_entries && self->entries[i].key <= last; i++)
    if (entry_matches (self, &self->entries[i]))
      visit_entry (self, i, visit);
}

/* Every position that is drawn as one with the one at @position. */
void
hw_cluster_pyramid_foreach_member (HwClusterPyramid *self,
                                   gsize             position,
                                   double            zoom,
                                   HwPositionFunc    function,
                                   gpointer          user_data)
{
  guint64 key = make_entry (self->columns, position).key;
  guint level = get_zoom_level (zoom);
  Visit visit = { function, user_data };
  const Cell *partner = NULL;
  const GArray *cells;
  guint64 span;
  guint at;

  ensure_sorted (self);
  if (level == N_LEVELS)
    {
      visit_range (self, key, key, &visit);
      return;
    }
  cells = get_level (self, level);
  key = get_cell_key (key, level);
  span = (G_GUINT64_CONSTANT (1) << get_shift (level)) - 1;
  visit_range (self, key, key + span, &visit);
  at = seek_cell (cells, key);
  if (at < cells->len && g_array_index (cells, Cell, at).key == key)
    partner = find_partner (cells, level, &g_array_index (cells, Cell, at));
  if (partner != NULL)
    visit_range (self, partner->key, partner->key + span, &visit);
}
