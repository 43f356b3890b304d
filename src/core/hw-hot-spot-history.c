/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <stdlib.h>
#include "hw-hot-spot-history.h"
#include "hw-hot-spot-lives.h"
#include "hw-spot-events.h"

/* Which hot-spot of today is which of yesterday. The hot-spots of each day are
 * those of the 28 days that end with it (days of UTC, so that every laptop has
 * the same). Each event remembers the hot-spot that it was last part of; a group
 * of today goes on with the hot-spot that most of its events come from, the
 * largest overlap first, each to one only. What is left over is new, or split
 * off; a hot-spot without a group is merged where most of what it had went into
 * another one, and closed after a week without a group: one that is just below
 * the weight for a day or two is still the same.
 *
 * The town is divided first into regions that never touch: most of them are
 * some streets, in which most days bring nothing.
 *
 * Where the history begins must not move with today, or a hot-spot older than
 * it would be called something else every day: it begins with the first event,
 * and where there are years of them, two to three years ago, at a fixed day. */

#define ERA_DAYS   366   /* the beginning moves on in such steps */
#define PATIENCE   7     /* days without a group before a hot-spot is closed */
#define NO_SPOT    G_MAXUINT32

/* What a hot-spot that is still there is made of. */
typedef struct
{
  gint64      row;
  guint32     kind;
  HwLiveSpot *spot;   /* (unowned) */
} Member;

struct _HwHotSpotHistory
{
  GPtrArray       *spots;      /* (owned) (element-type HwLiveSpot) by when they were born */
  GArray          *members;    /* (owned) (element-type Member) by kind and row */
  gint64           last_day;
};

/* The days of one region. */
typedef struct
{
  HwSpotEvents           events;     /* by time */
  guint32               *memory;     /* (owned) by event: the hot-spot that it was last part of, or NO_SPOT */
  GPtrArray             *spots;      /* (owned) (element-type HwLiveSpot) in the order in which they came */
  GArray                *alive;      /* (owned) (element-type guint32): those that are not over */
  const HwHotSpotParams *params;
  gint64                 last_day;
} Region;

/* How much of a hot-spot is in a group of today. */
typedef struct
{
  guint32 spot, group;
  guint32 n_shared;
} Overlap;

/* One day. */
typedef struct
{
  gint64     day;
  guint32    first, end;     /* of its events */
  GPtrArray *groups;         /* (owned) (element-type GArray of guint32) */
  GArray    *overlaps;       /* (owned) (element-type Overlap) largest first */
  guint32   *spots;          /* (owned) by group */
} Day;

static gint64
get_day (gint64 time)
{
  return time >= 0 ? time / HW_DAY_US : -((-time + HW_DAY_US - 1) / HW_DAY_US);
}

static gint64
get_era (gint64 now)
{
  gint64 day = get_day (now);

  return (day - day % ERA_DAYS) - 2 * ERA_DAYS;
}

static HwLiveSpot *
get_spot (Region *self,
          guint32           spot)
{
  return g_ptr_array_index (self->spots, spot);
}

/* -- what overlaps -- */

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static int
compare_overlaps (gconstpointer a,
                  gconstpointer b)
{
  const Overlap *first = a, *second = b;

  if (first->n_shared != second->n_shared)
    return first->n_shared > second->n_shared ? -1 : 1;
  if (first->spot != second->spot)
    return first->spot < second->spot ? -1 : 1;
  return (first->group > second->group) - (first->group < second->group);
}

/* Counts @spots, which are those that the events of @group were part of. Sorts them. */
static void
add_overlaps (GArray  *overlaps,
              guint32  group,
              GArray  *spots)
{
  if (spots->len > 0)
    qsort (spots->data, spots->len, sizeof (guint32), compare_numbers);
  for (guint i = 0, next; i < spots->len; i = next)
    {
      Overlap overlap = { .spot = g_array_index (spots, guint32, i), .group = group };

      for (next = i; next < spots->len && g_array_index (spots, guint32, next) == overlap.spot; next++)
        overlap.n_shared++;
      g_array_append_val (overlaps, overlap);
    }
}

static GArray *
find_overlaps (Region *self,
               const GPtrArray  *groups)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *overlaps = g_array_new (FALSE, FALSE, sizeof (Overlap));

  for (guint32 group = 0; group < groups->len; group++)
    {
      const GArray *members = g_ptr_array_index (groups, group);

      g_array_set_size (spots, 0);
      for (guint i = 0; i < members->len; i++)
        {
          guint32 spot = self->memory[g_array_index (members, guint32, i)];

          if (spot != NO_SPOT && !get_spot (self, spot)->is_over)
            g_array_append_val (spots, spot);
        }
      add_overlaps (overlaps, group, spots);
    }
  g_array_sort (overlaps, compare_overlaps);
  return overlaps;
}

/* -- one day -- */

static const HwIndexPoint *
get_oldest (Region *self,
            const GArray     *members)
{
  return &self->events.points[g_array_index (members, guint32, 0)];
}

/* The largest overlap first; a hot-spot goes on in one group, a group goes on with one hot-spot. */
static void
carry_on (Region *self,
          Day              *day)
{
  for (guint i = 0; i < day->overlaps->len; i++)
    {
      const Overlap *overlap = &g_array_index (day->overlaps, Overlap, i);
      HwLiveSpot *spot = get_spot (self, overlap->spot);
      const GArray *members = g_ptr_array_index (day->groups, overlap->group);
      HwPoint centre;

      if (spot->last_day == day->day || day->spots[overlap->group] != NO_SPOT)
        continue;
      centre = hw_spot_events_get_centre (&self->events, members);
      hw_live_spot_live_on (spot, day->day, &centre, members->len);
      day->spots[overlap->group] = overlap->spot;
    }
}

static HwLiveSpot *
find_parent (Region *self,
             const Day        *day,
             guint32           group)
{
  for (guint i = 0; i < day->overlaps->len; i++)
    {
      const Overlap *overlap = &g_array_index (day->overlaps, Overlap, i);

      if (overlap->group == group)
        return get_spot (self, overlap->spot);
    }
  return NULL;
}

static void
begin_new (Region *self,
           Day              *day)
{
  for (guint32 group = 0; group < day->groups->len; group++)
    {
      const GArray *members = g_ptr_array_index (day->groups, group);
      guint32 spot = self->spots->len;
      HwPoint centre;

      if (day->spots[group] != NO_SPOT)
        continue;
      centre = hw_spot_events_get_centre (&self->events, members);
      g_ptr_array_add (self->spots, hw_live_spot_new (get_oldest (self, members), day->day, &centre, members->len,
                                                      find_parent (self, day, group)));
      g_array_append_val (self->alive, spot);
      day->spots[group] = spot;
    }
}

static guint
count_remembered (Region *self,
                  const Day        *day,
                  guint32           spot)
{
  guint n = 0;

  for (guint32 i = day->first; i < day->end; i++)
    n += self->memory[i] == spot;
  return n;
}

/* A hot-spot of yesterday whose events are now mostly in the group of another one. */
static void
merge (Region *self,
       const Day        *day)
{
  for (guint i = 0; i < day->overlaps->len; i++)
    {
      const Overlap *overlap = &g_array_index (day->overlaps, Overlap, i);
      HwLiveSpot *spot = get_spot (self, overlap->spot);

      if (spot->is_over || spot->last_day == day->day || 2 * overlap->n_shared < count_remembered (self, day, overlap->spot))
        continue;
      hw_live_spot_merge (spot, get_spot (self, day->spots[overlap->group]), day->day);
    }
}

static void
remember (Region *self,
          const Day        *day)
{
  for (guint32 group = 0; group < day->groups->len; group++)
    {
      const GArray *members = g_ptr_array_index (day->groups, group);

      for (guint i = 0; i < members->len; i++)
        self->memory[g_array_index (members, guint32, i)] = day->spots[group];
    }
}

static void
close_old (Region *self,
           gint64            day)
{
  for (guint i = self->alive->len; i-- > 0; )
    {
      HwLiveSpot *spot = get_spot (self, g_array_index (self->alive, guint32, i));

      if (!spot->is_over && day - spot->last_day > PATIENCE)
        hw_live_spot_close (spot);
      if (spot->is_over)
        g_array_remove_index_fast (self->alive, i);
    }
}

static gboolean
go_through (Region        *self,
            Day               *day,
            GCancellable      *cancellable,
            GError           **error)
{
  day->groups = hw_spot_events_cluster (&self->events, day->first, day->end - day->first, self->params, cancellable, error);
  if (day->groups == NULL)
    return FALSE;
  day->spots = g_new (guint32, day->groups->len + 1);
  for (guint32 group = 0; group < day->groups->len; group++)
    day->spots[group] = NO_SPOT;
  close_old (self, day->day);
  day->overlaps = find_overlaps (self, day->groups);
  carry_on (self, day);
  begin_new (self, day);
  merge (self, day);
  remember (self, day);
  return TRUE;
}

static void
day_clear (Day *day)
{
  g_clear_pointer (&day->groups, g_ptr_array_unref);
  g_clear_pointer (&day->overlaps, g_array_unref);
  g_clear_pointer (&day->spots, g_free);
}

/* On a day on which nothing came and nothing grew too old, every hot-spot is as it was. */
static void
live_on (Region *self,
         gint64            day)
{
  for (guint i = 0; i < self->alive->len; i++)
    {
      HwLiveSpot *spot = get_spot (self, g_array_index (self->alive, guint32, i));

      if (!spot->is_over && spot->last_day == day - 1)
        hw_live_spot_live_on (spot, day, &spot->life.centre, spot->life.events);
    }
  close_old (self, day);
}

static gboolean
go_through_all (Region        *self,
                gint64             first_day,
                GCancellable      *cancellable,
                GError           **error)
{
  const HwSpotEvents *events = &self->events;
  Day before = { 0 };

  for (gint64 number = first_day; number <= self->last_day; number++)
    {
      Day day = { .day = number, .first = before.first, .end = before.end };
      gboolean gone;

      while (day.end < events->n_events && events->times[day.end] < (number + 1) * HW_DAY_US)
        day.end++;
      while (day.first < day.end && events->times[day.first] < (number + 1 - HW_HOT_SPOT_WINDOW_DAYS) * HW_DAY_US)
        day.first++;
      if (day.first == events->n_events && self->alive->len == 0)
        break;
      if (number > first_day && day.first == before.first && day.end == before.end)
        {
          live_on (self, number);
          continue;
        }
      gone = go_through (self, &day, cancellable, error);
      before = day;
      day_clear (&day);
      if (!gone)
        return FALSE;
    }
  return TRUE;
}

/* -- the history -- */

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *first = a, *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return (first->row > second->row) - (first->row < second->row);
}

static int
compare_spots (gconstpointer a,
               gconstpointer b)
{
  const HwLiveSpot *first = *(const HwLiveSpot *const *) a, *second = *(const HwLiveSpot *const *) b;

  if (first->first_day != second->first_day)
    return first->first_day < second->first_day ? -1 : 1;
  return hw_id_compare (&first->life.identity, &second->life.identity);
}

static void
region_init (Region                *region,
             HwHotSpotHistory      *self,
             const HwSpotEvents    *events,
             const GArray          *members,
             const HwHotSpotParams *params)
{
  hw_spot_events_init_part (&region->events, events, members);
  region->memory = g_new (guint32, members->len + 1);
  for (guint32 i = 0; i < members->len; i++)
    region->memory[i] = NO_SPOT;
  region->spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_live_spot_free);
  region->alive = g_array_new (FALSE, FALSE, sizeof (guint32));
  region->params = params;
  region->last_day = self->last_day;
}

static void
region_clear (Region *region)
{
  hw_spot_events_clear (&region->events);
  g_clear_pointer (&region->memory, g_free);
  g_clear_pointer (&region->spots, g_ptr_array_unref);
  g_clear_pointer (&region->alive, g_array_unref);
}

/* Keeps the hot-spots, and what those that are still there are made of. */
static void
settle (HwHotSpotHistory *self,
        Region           *region)
{
  for (guint32 i = 0; i < region->events.n_events; i++)
    {
      const HwIndexPoint *point = &region->events.points[i];
      Member member = { .row = point->row, .kind = point->kind };

      if (region->memory[i] == NO_SPOT)
        continue;
      member.spot = get_spot (region, region->memory[i]);
      if (!member.spot->is_over)
        g_array_append_val (self->members, member);
    }
  g_ptr_array_set_free_func (region->spots, NULL);
  g_ptr_array_extend (self->spots, region->spots, NULL, NULL);
}

static gboolean
go_through_region (HwHotSpotHistory       *self,
                   const HwSpotEvents     *events,
                   const GArray           *members,
                   const HwHotSpotParams  *params,
                   gint64                  first_day,
                   GCancellable           *cancellable,
                   GError                **error)
{
  Region region;
  gboolean is_done;

  region_init (&region, self, events, members, params);
  is_done = go_through_all (&region, MAX (first_day, get_day (region.events.times[0])), cancellable, error);
  if (is_done)
    settle (self, &region);
  region_clear (&region);
  return is_done;
}

static gboolean
go_through_regions (HwHotSpotHistory       *self,
                    const HwSpotEvents     *events,
                    const HwHotSpotParams  *params,
                    gint64                  first_day,
                    GCancellable           *cancellable,
                    GError                **error)
{
  g_autoptr (GPtrArray) regions = hw_spot_events_divide (events, params, HW_HOT_SPOT_WINDOW_DAYS * HW_DAY_US, cancellable, error);

  if (regions == NULL)
    return FALSE;
  for (guint i = 0; i < regions->len; i++)
    if (!go_through_region (self, events, g_ptr_array_index (regions, i), params, first_day, cancellable, error))
      return FALSE;
  g_ptr_array_sort (self->spots, compare_spots);
  for (guint32 i = 0; i < self->spots->len; i++)
    ((HwLiveSpot *) g_ptr_array_index (self->spots, i))->number = i;
  g_array_sort (self->members, compare_members);
  return TRUE;
}

/**
 * hw_hot_spot_history_get_reach:
 * @now: microseconds UTC
 *
 * Returns: µs UTC from which on points matter to the history up to @now
 */
gint64
hw_hot_spot_history_get_reach (gint64 now)
{
  return (get_era (now) + 1 - HW_HOT_SPOT_WINDOW_DAYS) * HW_DAY_US;
}

/**
 * hw_hot_spot_history_new:
 * @points: (array length=n_points): reports and contacts of all times, in any order
 * @n_points: how many
 * @params: what makes a hot-spot; its time does not matter
 * @now: microseconds UTC: the history ends with this day
 * @cancellable: (nullable): looked at now and then
 * @error: return location for an error
 *
 * Goes through the days from the first event (at most some years back, see
 * hw_hot_spot_history_get_reach()) and follows each hot-spot from day to day.
 * The result does not depend on the order of @points nor on their rows.
 *
 * Returns: (transfer full) (nullable): the history; %NULL with %G_IO_ERROR_CANCELLED if cancelled
 */
HwHotSpotHistory *
hw_hot_spot_history_new (const HwIndexPoint     *points,
                         gsize                   n_points,
                         const HwHotSpotParams  *params,
                         gint64                  now,
                         GCancellable           *cancellable,
                         GError                **error)
{
  g_autoptr (HwHotSpotHistory) self = g_atomic_rc_box_new0 (HwHotSpotHistory);
  HwSpotEvents events;
  gboolean is_done;

  g_return_val_if_fail (params->radius_m > 0.0 && n_points < G_MAXINT32, NULL);

  self->last_day = get_day (now);
  self->spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_live_spot_free);
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  hw_spot_events_init (&events, points, n_points, params, hw_hot_spot_history_get_reach (now), now + 1, HW_SPOT_BY_TIME);
  is_done = go_through_regions (self, &events, params, get_era (now), cancellable, error);
  hw_spot_events_clear (&events);
  return is_done ? g_steal_pointer (&self) : NULL;
}

/**
 * hw_hot_spot_history_ref:
 * @self: a history
 *
 * Returns: (transfer full): @self
 */
HwHotSpotHistory *
hw_hot_spot_history_ref (HwHotSpotHistory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
hw_hot_spot_history_clear (gpointer pointer)
{
  HwHotSpotHistory *self = pointer;

  g_clear_pointer (&self->members, g_array_unref);
  g_clear_pointer (&self->spots, g_ptr_array_unref);
}

/**
 * hw_hot_spot_history_unref:
 * @self: (transfer full): a history
 */
void
hw_hot_spot_history_unref (HwHotSpotHistory *self)
{
  g_atomic_rc_box_release_full (self, hw_hot_spot_history_clear);
}

/**
 * hw_hot_spot_history_get_n_lives:
 * @self: a history
 *
 * Returns: how many hot-spots there ever were
 */
guint
hw_hot_spot_history_get_n_lives (const HwHotSpotHistory *self)
{
  return self->spots->len;
}

/**
 * hw_hot_spot_history_get_life:
 * @self: a history
 * @i: a number
 *
 * Returns: (transfer none): the life of a hot-spot, by the day it was born, and of one day by its identity
 */
const HwHotSpotLife *
hw_hot_spot_history_get_life (const HwHotSpotHistory *self,
                              guint                   i)
{
  g_return_val_if_fail (i < self->spots->len, NULL);

  return &((HwLiveSpot *) g_ptr_array_index (self->spots, i))->life;
}

/**
 * hw_hot_spot_history_find:
 * @self: a history
 * @identity: of a hot-spot
 *
 * Returns: (transfer none) (nullable): its life
 */
const HwHotSpotLife *
hw_hot_spot_history_find (const HwHotSpotHistory *self,
                          const HwId             *identity)
{
  for (guint32 i = 0; i < self->spots->len; i++)
    if (hw_id_equal (&hw_hot_spot_history_get_life (self, i)->identity, identity))
      return hw_hot_spot_history_get_life (self, i);
  return NULL;
}

/* -- what hot-spots that were just found are called -- */

static guint32
find_spot (const HwHotSpotHistory *self,
           guint32                 kind,
           gint64                  row)
{
  Member key = { .row = row, .kind = kind };
  const Member *found = self->members->len > 0 ? bsearch (&key, self->members->data, self->members->len, sizeof key, compare_members) : NULL;

  return found != NULL ? found->spot->number : NO_SPOT;
}

/* How much of the hot-spots of the last day is in those that were found: largest first. */
static GArray *
compare_with (const HwHotSpotHistory *self,
              const GPtrArray        *hot_spots)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *overlaps = g_array_new (FALSE, FALSE, sizeof (Overlap));

  for (guint32 i = 0; i < hot_spots->len; i++)
    {
      const HwHotSpot *hot_spot = g_ptr_array_index (hot_spots, i);

      g_array_set_size (spots, 0);
      for (guint kind = 0; kind < HW_N_KINDS; kind++)
        for (guint row = 0; row < hot_spot->rows[kind]->len; row++)
          {
            guint32 spot = find_spot (self, kind, g_array_index (hot_spot->rows[kind], gint64, row));

            if (spot != NO_SPOT)
              g_array_append_val (spots, spot);
          }
      add_overlaps (overlaps, i, spots);
    }
  g_array_sort (overlaps, compare_overlaps);
  return overlaps;
}

static GArray *
copy_changes (const HwHotSpotLife *life,
              gint64               since)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (HwHotSpotChange));

  for (guint i = 0; i < life->changes->len; i++)
    if (g_array_index (life->changes, HwHotSpotChange, i).day >= since)
      g_array_append_val (changes, g_array_index (life->changes, HwHotSpotChange, i));
  return changes;
}

/**
 * hw_hot_spot_history_identify:
 * @self: a history up to the end of the time that @hot_spots are of, or nearly so
 * @hot_spots: (element-type HwHotSpot): just found among the same points, not
 *   shown to anybody yet
 *
 * Gives each hot-spot its identity, the day it was born and what happened to it
 * in the last 180 days: those of the hot-spot of the last day that most of its
 * events come from. A hot-spot that the history does not know, as in days that
 * are no 28, keeps the identity it was found with and has no day.
 */
void
hw_hot_spot_history_identify (const HwHotSpotHistory *self,
                              GPtrArray              *hot_spots)
{
  g_autoptr (GArray) overlaps = compare_with (self, hot_spots);
  g_autofree gboolean *is_taken = g_new0 (gboolean, self->spots->len + 1);

  for (guint i = 0; i < overlaps->len; i++)
    {
      const Overlap *overlap = &g_array_index (overlaps, Overlap, i);
      const HwHotSpotLife *life = hw_hot_spot_history_get_life (self, overlap->spot);
      HwHotSpot *hot_spot = g_ptr_array_index (hot_spots, overlap->group);

      if (is_taken[overlap->spot] || hot_spot->changes != NULL)
        continue;
      is_taken[overlap->spot] = TRUE;
      hot_spot->identity = life->identity;
      hot_spot->born = life->born;
      hot_spot->changes = copy_changes (life, (self->last_day + 1 - HW_HOT_SPOT_TOLD_DAYS) * HW_DAY_US);
    }
}
