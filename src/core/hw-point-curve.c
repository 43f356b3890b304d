/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-mercator.h"
#include "hw-point-curve.h"

/* The points along a Morton curve, by their place in normalised Mercator, 32
 * bits an axis, each with what a filter asks for: whatever is in a square of any
 * size stands side by side. Sorted once; a point that comes, goes or changes
 * then moves only its neighbours. */

#define ENTRIES_IN_BLOCK 256
#define STEPS_BEFORE_SEEK 16  /* entries: going over so many is as fast as seeking */

/* @columns must live as long as the curve. */
void
hw_point_curve_init (HwPointCurve         *self,
                     const HwPointColumns *columns)
{
  *self = (HwPointCurve) { .columns = columns, .is_stale = TRUE };
  hw_key_blocks_init (&self->entries, sizeof (HwMortonEntry), ENTRIES_IN_BLOCK);
}

void
hw_point_curve_clear (HwPointCurve *self)
{
  hw_key_blocks_clear (&self->entries);
}

HwMortonEntry
hw_point_curve_make_entry (const HwPointCurve *self,
                           gsize               position)
{
  const HwPointColumns *columns = self->columns;
  HwPoint place = hw_point_columns_get_place (columns, position);

  return (HwMortonEntry) {
    .key = hw_morton_key (hw_mercator_x_to_fixed (place.longitude), hw_mercator_y_to_fixed (place.latitude)),
    .time = columns->times[position],
    .position = (guint32) position,
    .kind = columns->kinds[position],
    .status = columns->statuses[position],
    .hour = columns->hours[position],
  };
}

/* Makes the entries anew. */
void
hw_point_curve_sort (HwPointCurve *self)
{
  gsize n_entries = self->columns->size;
  g_autofree HwMortonEntry *entries = g_new (HwMortonEntry, n_entries);

  hw_key_blocks_empty (&self->entries);
  for (gsize i = 0; i < n_entries; i++)
    entries[i] = hw_point_curve_make_entry (self, i);
  hw_morton_sort (entries, n_entries);
  for (gsize i = 0; i < n_entries; i++)
    hw_key_blocks_append (&self->entries, &entries[i]);
  self->is_stale = FALSE;
}

/* Takes in the point at @position. */
HwMortonEntry
hw_point_curve_insert (HwPointCurve *self,
                       gsize         position)
{
  HwMortonEntry entry = hw_point_curve_make_entry (self, position);

  hw_key_blocks_insert (&self->entries, &entry);
  return entry;
}

/* Takes out the point at @position, whose values are still those it came with. */
HwMortonEntry
hw_point_curve_remove (HwPointCurve *self,
                       gsize         position)
{
  HwMortonEntry entry = hw_point_curve_make_entry (self, position);

  hw_key_blocks_remove (&self->entries, hw_key_blocks_seek (&self->entries, entry.key, entry.position));
  return entry;
}

/* The point at @position will be at @new_position. */
void
hw_point_curve_rename (HwPointCurve *self,
                       gsize         position,
                       gsize         new_position)
{
  HwMortonEntry entry = hw_point_curve_remove (self, position);

  entry.position = (guint32) new_position;
  hw_key_blocks_insert (&self->entries, &entry);
}

/* -- runs -- */

/* (nullable): the first entry between two keys, both included, that the filter lets through. */
const HwMortonEntry *
hw_point_curve_find_first (const HwPointCurve  *self,
                           guint64              first,
                           guint64              last,
                           const HwPointFilter *filter)
{
  HwKeyPlace place = hw_key_blocks_seek (&self->entries, first, 0);

  for (const HwMortonEntry *entry; (entry = hw_key_blocks_get (&self->entries, place)) != NULL && entry->key <= last;
       place = hw_key_blocks_next (&self->entries, place))
    if (hw_morton_entry_matches (entry, filter))
      return entry;
  return NULL;
}

/* Every entry between two keys, both included, that the filter lets through. */
void
hw_point_curve_foreach_key (const HwPointCurve  *self,
                            guint64              first,
                            guint64              last,
                            const HwPointFilter *filter,
                            HwEntryFunc          function,
                            gpointer             user_data)
{
  HwKeyPlace place = hw_key_blocks_seek (&self->entries, first, 0);

  for (const HwMortonEntry *entry; (entry = hw_key_blocks_get (&self->entries, place)) != NULL && entry->key <= last;
       place = hw_key_blocks_next (&self->entries, place))
    if (hw_morton_entry_matches (entry, filter))
      function (entry, user_data);
}

/* -- boxes -- */

/* A box that reaches over the antimeridian becomes two. Returns how many there are. */
guint
hw_fixed_box_split (const HwBox *box,
                    HwFixedBox   parts[2])
{
  guint32 y0 = hw_mercator_y_to_fixed (box->north), y1 = hw_mercator_y_to_fixed (box->south);
  guint32 x0 = hw_mercator_x_to_fixed (box->west), x1 = hw_mercator_x_to_fixed (box->east);

  if (!(box->south <= box->north))
    return 0;
  if (box->west <= box->east)
    {
      parts[0] = (HwFixedBox) { x0, y0, x1, y1 };
      return 1;
    }
  parts[0] = (HwFixedBox) { 0, y0, x1, y1 };
  parts[1] = (HwFixedBox) { x0, y0, G_MAXUINT32, y1 };
  return 2;
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

typedef struct
{
  const HwFixedBox    *box;
  const HwPointFilter *filter;
  guint64              last;       /* key */
} Search;

/* The next entry of a run of one block that the filter lets through in the box. Returns where the range or the run ends, if there is none. */
static inline const HwMortonEntry *
find_next (const Search        *search,
           const HwMortonEntry *entry,
           const HwMortonEntry *end)
{
  for (; entry < end && entry->key <= search->last; entry++)
    {
      guint32 x, y;

      if (!hw_morton_entry_matches (entry, search->filter))
        continue;
      hw_morton_split (entry->key, &x, &y);
      if (hw_fixed_box_holds (search->box, x, y))
        break;
    }
  return entry;
}

/* Every entry in a box that the filter lets through, by key. */
void
hw_point_curve_foreach (const HwPointCurve  *self,
                        const HwFixedBox    *box,
                        const HwPointFilter *filter,
                        HwEntryFunc          function,
                        gpointer             user_data)
{
  g_autoptr (GArray) ranges = hw_morton_cover (box->x0, box->y0, box->x1, box->y1);
  HwKeyPlace place = { 0, 0 };

  for (guint r = 0; r < ranges->len; r++)
    {
      HwMortonRange range = g_array_index (ranges, HwMortonRange, r);
      Search search = { box, filter, range.last };

      place = r > 0 ? step_to (&self->entries, place, range.first) : hw_key_blocks_seek (&self->entries, range.first, 0);
      while (place.block < self->entries.n_blocks)
        {
          const HwKeyBlock *block = self->entries.blocks[place.block].block;
          const HwMortonEntry *first = (const HwMortonEntry *) (gconstpointer) block->items, *end = first + block->n_items;
          const HwMortonEntry *entry = find_next (&search, first + place.item, end);

          for (; entry < end && entry->key <= range.last; entry = find_next (&search, entry + 1, end))
            function (entry, user_data);
          if (entry < end)
            {
              place.item = (guint) (entry - first);
              break;
            }
          place = (HwKeyPlace) { place.block + 1, 0 };
        }
    }
}

static void
append_position (const HwMortonEntry *entry,
                 gpointer             user_data)
{
  gsize position = entry->position;

  g_array_append_val ((GArray *) user_data, position);
}

/* Appends every position in a box that the filter lets through, in the order of the curve. */
void
hw_point_curve_collect (const HwPointCurve  *self,
                        const HwFixedBox    *box,
                        const HwPointFilter *filter,
                        GArray              *positions)
{
  hw_point_curve_foreach (self, box, filter, append_position, positions);
}
