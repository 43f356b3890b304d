/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-cluster-level.h"
#include "hw-cluster-pyramid.h"
#include "hw-cluster-sheet.h"

/* Clusters for each zoom, under one filter. HwPointIndex owns it and tells it
 * what changes.
 *
 * The points are sorted along a Morton curve once, by their place in normalised
 * Mercator, 32 bits an axis. Zooms are made of them when they are first drawn
 * (HwClusterLevel), and thrown away with the filter. A point that comes, goes or
 * changes is worked into the sorted points and the zooms that are made, in
 * microseconds however many points there are. */

#define N_LEVELS 17           /* zoom 0 to 16: from 17 on only equal places are one */
#define ENTRIES_IN_BLOCK 256
#define MOST_SHEETS 64        /* a window has about twenty */
#define STEPS_BEFORE_SEEK 48  /* entries: going over so many is as fast as seeking */

struct _HwClusterPyramid
{
  const HwPointColumns *columns;
  HwPointFilter         filter;
  HwKeyBlocks           entries;            /* (element-type HwMortonEntry) by key and position */
  gboolean              is_stale;           /* the entries must be made anew */
  HwClusterLevel        levels[N_LEVELS];
};

static void
drop_levels (HwClusterPyramid *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    hw_cluster_level_drop (&self->levels[i]);
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
ensure_sorted (HwClusterPyramid *self)
{
  g_autofree HwMortonEntry *entries = NULL;
  gsize n_entries = self->columns->size;

  if (!self->is_stale)
    return;

  drop_levels (self);
  hw_key_blocks_empty (&self->entries);
  entries = g_new (HwMortonEntry, n_entries);
  for (gsize i = 0; i < n_entries; i++)
    entries[i] = make_entry (self->columns, i);
  hw_morton_sort (entries, n_entries);
  for (gsize i = 0; i < n_entries; i++)
    hw_key_blocks_append (&self->entries, &entries[i]);
  self->is_stale = FALSE;
}

static inline gboolean
entry_matches (const HwClusterPyramid *self,
               const HwMortonEntry    *entry)
{
  return hw_point_filter_matches (&self->filter, entry->kind, entry->status, entry->time);
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
    hw_cluster_level_fill (level, &self->entries, &self->filter);
  return level;
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

static inline gboolean
box_holds (const FixedBox *box,
           guint32         x,
           guint32         y)
{
  return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

/* @box grown to whole cells and two more on each side: no cell further off can put its centre into it. */
static GArray *
cover_cells (const FixedBox *box,
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
  HwKeyPlace place = hw_key_blocks_seek (&self->entries, first, 0);

  for (const HwMortonEntry *entry; (entry = hw_key_blocks_get (&self->entries, place)) != NULL && entry->key <= last;
       place = hw_key_blocks_next (&self->entries, place))
    if (entry_matches (self, entry))
      {
        cluster->row = self->columns->rows[entry->position];
        cluster->kind = entry->kind;
        cluster->status = entry->status;
        return;
      }
}

/* There must be room in @clusters. */
static void
append_sheet (GArray               *clusters,
              const HwClusterSheet *sheet,
              const FixedBox       *box)
{
  HwCluster *next = &g_array_index (clusters, HwCluster, clusters->len);

  for (guint i = 0; i < sheet->n_clusters; i++)
    if (box_holds (box, sheet->spots[i].x, sheet->spots[i].y))
      {
        *next++ = sheet->clusters[i];
        clusters->len++;
      }
}

static void
ensure_room (GArray *clusters,
             guint   n_more)
{
  guint n = clusters->len;

  g_array_set_size (clusters, n + n_more);
  g_array_set_size (clusters, n);
}

/* As far as a window: its few sheets, whether there is anything in them or not, by key. Returns 0 if there are too many. */
static guint
list_sheets (const HwClusterLevel *level,
             const FixedBox       *box,
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
               const FixedBox   *box,
               const guint64    *keys,
               guint             n_keys)
{
  const HwClusterSheet *sheets[MOST_SHEETS];
  guint n_clusters = 0;

  for (guint i = 0; i < n_keys; i++)
    hw_sheet_table_announce (&level->sheets, keys[i]);
  for (guint i = 0; i < n_keys; i++)
    __builtin_prefetch (hw_sheet_table_lookup (&level->sheets, keys[i]));
  for (guint i = 0; i < n_keys; i++)
    {
      sheets[i] = hw_cluster_sheets_get (level, keys[i], name_cluster, self);
      n_clusters += sheets[i]->n_clusters;
    }
  ensure_room (clusters, n_clusters);
  for (guint i = 0; i < n_keys; i++)
    append_sheet (clusters, sheets[i], box);
}

/* From cell to cell, as most sheets of half a world have nothing in them. */
static void
append_wide (HwClusterPyramid *self,
             GArray           *clusters,
             HwClusterLevel   *level,
             const FixedBox   *box)
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
          ensure_room (clusters, sheet->n_clusters);
          append_sheet (clusters, sheet, box);
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
              const FixedBox   *box)
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
  HwPositionFunc function;
  gpointer       user_data;
} Visit;

/* Every entry in a box, or every one that the filter lets through, by key. */
static void
foreach_entry (HwClusterPyramid *self,
               const FixedBox   *box,
               gboolean          filtered,
               void            (*function) (HwClusterPyramid *self, const HwMortonEntry *entry, gpointer user_data),
               gpointer          user_data)
{
  g_autoptr (GArray) ranges = hw_morton_cover (box->x0, box->y0, box->x1, box->y1);

  for (guint r = 0; r < ranges->len; r++)
    {
      HwMortonRange range = g_array_index (ranges, HwMortonRange, r);
      HwKeyPlace place = hw_key_blocks_seek (&self->entries, range.first, 0);

      for (const HwMortonEntry *entry; (entry = hw_key_blocks_get (&self->entries, place)) != NULL && entry->key <= range.last;
           place = hw_key_blocks_next (&self->entries, place))
        {
          guint32 x, y;

          if (filtered && !entry_matches (self, entry))
            continue;
          hw_morton_split (entry->key, &x, &y);
          if (box_holds (box, x, y))
            function (self, entry, user_data);
        }
    }
}

typedef struct
{
  GArray *clusters;
  HwCell  place;
} Places;

static void
append_place (HwClusterPyramid *self,
              Places           *places)
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
  for (guint i = 0; i < HW_N_REPORT_STATUSES; i++)
    cluster.counts[i] = place->counts[i];
  name_cluster (&cluster, place->key, place->key, self);
  g_array_append_val (places->clusters, cluster);
}

static void
add_to_places (HwClusterPyramid    *self,
               const HwMortonEntry *entry,
               gpointer             user_data)
{
  Places *places = user_data;

  if (places->place.count == 0 || places->place.key != entry->key)
    {
      append_place (self, places);
      places->place = (HwCell) { .key = entry->key };
    }
  hw_cell_add_entry (&places->place, entry);
}

static void
append_places (HwClusterPyramid *self,
               GArray           *clusters,
               const FixedBox   *box)
{
  Places places = { .clusters = clusters };

  foreach_entry (self, box, TRUE, add_to_places, &places);
  append_place (self, &places);
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
  hw_key_blocks_init (&self->entries, sizeof (HwMortonEntry), ENTRIES_IN_BLOCK);
  for (guint i = 0; i < N_LEVELS; i++)
    hw_cluster_level_init (&self->levels[i], i);
  return self;
}

void
hw_cluster_pyramid_free (HwClusterPyramid *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    hw_cluster_level_clear (&self->levels[i]);
  hw_key_blocks_clear (&self->entries);
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

  if (self->is_stale)
    return;
  entry = make_entry (self->columns, position);
  hw_key_blocks_insert (&self->entries, &entry);
  if (entry_matches (self, &entry))
    for (guint i = 0; i < N_LEVELS; i++)
      hw_cluster_level_add (&self->levels[i], &entry);
}

/* The point at @position is about to change its values. */
void
hw_cluster_pyramid_will_change (HwClusterPyramid *self,
                                gsize             position)
{
  HwMortonEntry entry;

  if (self->is_stale)
    return;
  entry = make_entry (self->columns, position);
  hw_key_blocks_remove (&self->entries, hw_key_blocks_seek (&self->entries, entry.key, entry.position));
  if (entry_matches (self, &entry))
    for (guint i = 0; i < N_LEVELS; i++)
      hw_cluster_level_subtract (&self->levels[i], &entry);
}

/* The point at @position is about to go, and the last one to take its position. */
void
hw_cluster_pyramid_will_remove (HwClusterPyramid *self,
                                gsize             position)
{
  gsize last = self->columns->size - 1;
  HwMortonEntry entry;

  hw_cluster_pyramid_will_change (self, position);
  if (self->is_stale || position == last)
    return;
  entry = make_entry (self->columns, last);
  hw_key_blocks_remove (&self->entries, hw_key_blocks_seek (&self->entries, entry.key, entry.position));
  entry.position = (guint32) position;
  hw_key_blocks_insert (&self->entries, &entry);
}

void
hw_cluster_pyramid_set_filter (HwClusterPyramid    *self,
                               const HwPointFilter *filter)
{
  drop_levels (self);
  self->filter = *filter;
}

static void
visit_entry (HwClusterPyramid    *self,
             const HwMortonEntry *entry,
             gpointer             user_data)
{
  Visit *visit = user_data;

  visit->function (entry->position, visit->user_data);
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

/* Collects from a run of one block of the entries. Returns where the range of keys ends in it. */
static const HwMortonEntry *
collect_run (HwClusterPyramid    *self,
             const HwMortonEntry *entry,
             const HwMortonEntry *end,
             guint64              last,
             const FixedBox      *box,
             GArray              *positions)
{
  for (; entry < end && entry->key <= last; entry++)
    {
      guint32 x, y;
      gsize position;

      if (!entry_matches (self, entry))
        continue;
      hw_morton_split (entry->key, &x, &y);
      if (!box_holds (box, x, y))
        continue;
      position = entry->position;
      g_array_append_val (positions, position);
    }
  return entry;
}

/* The place of the first entry that is not before @key, from @place, which is not behind it: mostly it is near. */
static HwKeyPlace
step_to (const HwKeyBlocks *entries,
         HwKeyPlace         place,
         guint64            key)
{
  for (guint i = 0; i < STEPS_BEFORE_SEEK; i++)
    {
      const HwMortonEntry *entry = hw_key_blocks_get (entries, place);

      if (entry == NULL || entry->key >= key)
        return place;
      place = hw_key_blocks_next (entries, place);
    }
  return hw_key_blocks_seek (entries, key, 0);
}

static void
collect_box (HwClusterPyramid *self,
             const FixedBox   *box,
             GArray           *positions)
{
  g_autoptr (GArray) ranges = hw_morton_cover (box->x0, box->y0, box->x1, box->y1);
  HwKeyPlace place = { 0, 0 };

  for (guint r = 0; r < ranges->len; r++)
    {
      HwMortonRange range = g_array_index (ranges, HwMortonRange, r);

      place = r > 0 ? step_to (&self->entries, place, range.first) : hw_key_blocks_seek (&self->entries, range.first, 0);
      while (place.block < self->entries.n_blocks)
        {
          const HwKeyBlock *block = self->entries.blocks[place.block].block;
          const HwMortonEntry *entries = (const HwMortonEntry *) (gconstpointer) block->items, *end = entries + block->n_items;
          const HwMortonEntry *reached = collect_run (self, entries + place.item, end, range.last, box, positions);

          if (reached < end)
            {
              place.item = (guint) (reached - entries);
              break;
            }
          place = (HwKeyPlace) { place.block + 1, 0 };
        }
    }
}

/* Appends every position in @box that the filter lets through, in the order of the curve. */
void
hw_cluster_pyramid_collect (HwClusterPyramid *self,
                            const HwBox      *box,
                            GArray           *positions)
{
  FixedBox parts[2];
  guint n_parts = split_box (box, parts);

  ensure_sorted (self);
  for (guint i = 0; i < n_parts; i++)
    collect_box (self, &parts[i], positions);
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
  HwKeyPlace place = hw_key_blocks_seek (&self->entries, first, 0);

  for (const HwMortonEntry *entry; (entry = hw_key_blocks_get (&self->entries, place)) != NULL && entry->key <= last;
       place = hw_key_blocks_next (&self->entries, place))
    if (entry_matches (self, entry))
      visit_entry (self, entry, visit);
}

/* Every position that is drawn as one with the one at @position. */
void
hw_cluster_pyramid_foreach_member (HwClusterPyramid *self,
                                   gsize             position,
                                   double            zoom,
                                   HwPositionFunc    function,
                                   gpointer          user_data)
{
  guint64 key = make_entry (self->columns, position).key, partner, span;
  guint zoom_level = get_zoom_level (zoom);
  Visit visit = { function, user_data };
  HwClusterLevel *level;

  ensure_sorted (self);
  if (zoom_level == N_LEVELS)
    {
      visit_range (self, key, key, &visit);
      return;
    }
  level = get_level (self, zoom_level);
  key = hw_cluster_level_get_key (level, key);
  span = (G_GUINT64_CONSTANT (1) << hw_cluster_level_get_shift (level)) - 1;
  visit_range (self, key, key + span, &visit);
  if (hw_cluster_sheets_find_partner (level, key, &partner))
    visit_range (self, partner, partner + span, &visit);
}
