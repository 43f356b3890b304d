/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-cluster-pyramid.h"
#include "hw-local-time.h"
#include "hw-newest.h"
#include "hw-point-columns.h"
#include "hw-point-index.h"

/* What the map knows: where, when, what kind, which status, how many people.
 * The session fills it from the store and tells it what changes; the map asks
 * it for clusters, the panel for what a cluster stands for, the histogram for
 * days. It answers from memory, without the database. The points themselves
 * are in HwPointColumns, the clusters in HwClusterPyramid. To be used from one
 * thread. */

#define METRES_PER_DEGREE 111195.0   /* of latitude */
#define FEW_PART 64          /* fewer than this part of the points are worked in one by one, more are sorted anew */
#define FIRST_DAY 693596     /* 1 January 1900: nothing on a histogram is older ... */
#define LAST_DAY  803534     /* ... or later than 31 December 2200 */

struct _HwPointIndex
{
  GObject parent_instance;

  HwPointColumns    columns;
  HwClusterPyramid *pyramid;   /* (owned) */
  HwPointFilter     filter;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPointIndex, hw_point_index, G_TYPE_OBJECT)

/* -- object -- */

static gboolean
filter_matches (HwPointIndex        *self,
                const HwPointFilter *filter,
                gsize                position)
{
  return hw_point_filter_matches (filter, self->columns.kinds[position], self->columns.statuses[position],
                                  self->columns.hours[position], self->columns.times[position]);
}

static void
emit_changed (HwPointIndex *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
hw_point_index_finalize (GObject *object)
{
  HwPointIndex *self = HW_POINT_INDEX (object);

  hw_cluster_pyramid_free (self->pyramid);
  hw_point_columns_clear (&self->columns);
  g_clear_pointer (&self->columns.local, hw_local_time_free);

  G_OBJECT_CLASS (hw_point_index_parent_class)->finalize (object);
}

static void
hw_point_index_class_init (HwPointIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_point_index_finalize;

  /**
   * HwPointIndex::changed:
   * @self: the index
   *
   * Points came, went or changed, or the filter did. Positions that were
   * asked for before are no longer good.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HW_TYPE_POINT_INDEX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_point_index_init (HwPointIndex *self)
{
  self->filter = HW_POINT_FILTER_ALL;
  self->pyramid = hw_cluster_pyramid_new (&self->columns);
}

/**
 * hw_point_index_new:
 *
 * Returns: (transfer full): an index without points, whose filter lets everything through
 */
HwPointIndex *
hw_point_index_new (void)
{
  return g_object_new (HW_TYPE_POINT_INDEX, NULL);
}

/**
 * hw_point_index_append:
 * @self: the index
 * @points: (array length=n_points): points whose kind and row are not yet in the index
 * @n_points: how many
 *
 * Adds many points at once. Those without a place on the earth are left out:
 * a report with only words for its place is not on the map.
 */
void
hw_point_index_append (HwPointIndex       *self,
                       const HwIndexPoint *points,
                       gsize               n_points)
{
  g_return_if_fail (HW_IS_POINT_INDEX (self));

  if (n_points == 0)
    return;
  if (n_points > self->columns.size / FEW_PART)
    hw_cluster_pyramid_set_stale (self->pyramid);
  hw_point_columns_reserve (&self->columns, n_points);
  for (gsize i = 0; i < n_points; i++)
    if (hw_point_is_valid (&points[i].point))
      {
        hw_point_columns_append (&self->columns, &points[i]);
        hw_cluster_pyramid_inserted (self->pyramid, self->columns.size - 1);
      }
  emit_changed (self);
}

/**
 * hw_point_index_put:
 * @self: the index
 * @point: a point
 *
 * Adds @point, or changes the one of the same kind and row. A point without a
 * place on the earth is taken away.
 */
void
hw_point_index_put (HwPointIndex       *self,
                    const HwIndexPoint *point)
{
  gsize position;

  g_return_if_fail (HW_IS_POINT_INDEX (self));

  if (!hw_point_is_valid (&point->point))
    {
      hw_point_index_remove (self, point->kind, point->row);
      return;
    }
  if (hw_point_columns_find (&self->columns, point->kind, point->row, &position))
    {
      hw_cluster_pyramid_will_change (self->pyramid, position);
      hw_point_columns_set (&self->columns, position, point);
    }
  else
    {
      position = self->columns.size;
      hw_point_columns_append (&self->columns, point);
    }
  hw_cluster_pyramid_inserted (self->pyramid, position);
  emit_changed (self);
}

/**
 * hw_point_index_remove:
 * @self: the index
 * @kind: what it is
 * @row: its row of the projection
 *
 * Takes a point away, if it is there.
 */
void
hw_point_index_remove (HwPointIndex *self,
                       HwPointKind   kind,
                       gint64        row)
{
  gsize position;

  g_return_if_fail (HW_IS_POINT_INDEX (self));

  if (!hw_point_columns_find (&self->columns, kind, row, &position))
    return;
  hw_cluster_pyramid_will_remove (self->pyramid, position);
  hw_point_columns_remove (&self->columns, position);
  emit_changed (self);
}

/**
 * hw_point_index_clear:
 * @self: the index
 *
 * Forgets every point and gives their memory back: what locking a workspace
 * does. The filter stays, it says nothing about anybody.
 */
void
hw_point_index_clear (HwPointIndex *self)
{
  g_return_if_fail (HW_IS_POINT_INDEX (self));

  if (self->columns.size == 0)
    return;
  hw_cluster_pyramid_free (self->pyramid);
  hw_point_columns_clear (&self->columns);
  self->pyramid = hw_cluster_pyramid_new (&self->columns);
  hw_cluster_pyramid_set_filter (self->pyramid, &self->filter);
  emit_changed (self);
}

/**
 * hw_point_index_get_size:
 * @self: the index
 *
 * Returns: how many points there are, whatever the filter
 */
gsize
hw_point_index_get_size (HwPointIndex *self)
{
  g_return_val_if_fail (HW_IS_POINT_INDEX (self), 0);

  return self->columns.size;
}

/**
 * hw_point_index_get_point:
 * @self: the index
 * @position: below the size; good until the next change
 * @point: (out caller-allocates): the point
 *
 * Returns: %FALSE if there is no such position
 */
gboolean
hw_point_index_get_point (HwPointIndex *self,
                          gsize         position,
                          HwIndexPoint *point)
{
  g_return_val_if_fail (HW_IS_POINT_INDEX (self), FALSE);

  if (position >= self->columns.size)
    return FALSE;
  hw_point_columns_get (&self->columns, position, point);
  return TRUE;
}

/**
 * hw_point_index_lookup:
 * @self: the index
 * @kind: what it is
 * @row: its row of the projection
 * @point: (out caller-allocates): the point
 *
 * Returns: %FALSE if it is not on the map
 */
gboolean
hw_point_index_lookup (HwPointIndex *self,
                       HwPointKind   kind,
                       gint64        row,
                       HwIndexPoint *point)
{
  gsize position;

  g_return_val_if_fail (HW_IS_POINT_INDEX (self), FALSE);

  return hw_point_columns_find (&self->columns, kind, row, &position)
         && hw_point_index_get_point (self, position, point);
}

/**
 * hw_point_index_get_extent:
 * @self: the index
 * @box: (out caller-allocates): the smallest box around all points, whatever the filter
 *
 * Returns: %FALSE if there are no points
 */
gboolean
hw_point_index_get_extent (HwPointIndex *self,
                           HwBox        *box)
{
  g_return_val_if_fail (HW_IS_POINT_INDEX (self), FALSE);

  *box = HW_BOX_EMPTY;
  for (gsize i = 0; i < self->columns.size; i++)
    {
      HwPoint place = hw_point_columns_get_place (&self->columns, i);

      hw_box_extend (box, &place);
    }
  return self->columns.size > 0;
}

/**
 * hw_point_index_set_filter:
 * @self: the index
 * @filter: which points are drawn, found and counted from now on
 */
void
hw_point_index_set_filter (HwPointIndex        *self,
                           const HwPointFilter *filter)
{
  g_return_if_fail (HW_IS_POINT_INDEX (self));

  if (filter->since == self->filter.since && filter->until == self->filter.until
      && filter->statuses == self->filter.statuses && filter->kinds == self->filter.kinds
      && filter->hidden_hours == self->filter.hidden_hours)
    return;
  self->filter = *filter;
  hw_cluster_pyramid_set_filter (self->pyramid, filter);
  emit_changed (self);
}

/**
 * hw_point_index_get_filter:
 * @self: the index
 * @filter: (out caller-allocates): the filter
 */
void
hw_point_index_get_filter (HwPointIndex  *self,
                           HwPointFilter *filter)
{
  g_return_if_fail (HW_IS_POINT_INDEX (self));

  *filter = self->filter;
}

/**
 * hw_point_index_query:
 * @self: the index
 * @box: where
 * @limit: at most so many
 *
 * Finds points under the filter, the newest first.
 *
 * Returns: (transfer full) (element-type gsize): positions for hw_point_index_get_point()
 */
GArray *
hw_point_index_query (HwPointIndex *self,
                      const HwBox  *box,
                      gsize         limit)
{
  HwNewest newest;

  g_return_val_if_fail (HW_IS_POINT_INDEX (self), NULL);

  newest = hw_newest_begin (&self->columns, limit);
  hw_cluster_pyramid_foreach (self->pyramid, box, hw_newest_add, &newest);
  return hw_newest_end (&newest);
}

/**
 * hw_point_index_collect:
 * @self: the index
 * @box: where
 * @positions: (element-type gsize): what is found is appended here
 *
 * Finds every point under the filter, in no order.
 */
void
hw_point_index_collect (HwPointIndex *self,
                        const HwBox  *box,
                        GArray       *positions)
{
  g_return_if_fail (HW_IS_POINT_INDEX (self));

  hw_cluster_pyramid_collect (self->pyramid, box, positions);
}

/* -- near a place -- */

typedef struct
{
  const HwPointColumns *columns;
  const HwPoint        *here;
  double                radius_m;
  GArray               *found;     /* (element-type HwIndexPoint) */
} Nearby;

static void
add_nearby (gsize    position,
            gpointer user_data)
{
  Nearby *self = user_data;
  HwIndexPoint point;

  hw_point_columns_get (self->columns, position, &point);
  if (hw_point_distance (self->here, &point.point) <= self->radius_m)
    g_array_append_val (self->found, point);
}

static double
wrap_longitude (double longitude)
{
  return longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude;
}

/* A box that holds the circle; close to a pole, all the way round. */
static HwBox
make_box_around (const HwPoint *here,
                 double         radius_m)
{
  double reach = radius_m / METRES_PER_DEGREE * 1.01;
  double farthest = fabs (here->latitude) + reach;
  double across = farthest < 89 ? reach / cos (farthest * G_PI / 180) : 180;

  if (across >= 180)
    return (HwBox) { -180, here->latitude - reach, 180, here->latitude + reach };
  return (HwBox) {
    wrap_longitude (here->longitude - across), here->latitude - reach, wrap_longitude (here->longitude + across), here->latitude + reach,
  };
}

/**
 * hw_point_index_query_near:
 * @self: the index
 * @here: degrees
 * @radius_m: metres
 *
 * Looks only where they can be: takes microseconds however many points there are.
 * The filter is the map's and hides nothing here.
 *
 * Returns: (transfer full) (element-type HwIndexPoint): the points within @radius_m of @here, in no order
 */
GArray *
hw_point_index_query_near (HwPointIndex  *self,
                           const HwPoint *here,
                           double         radius_m)
{
  Nearby nearby = { &self->columns, here, radius_m, g_array_new (FALSE, FALSE, sizeof (HwIndexPoint)) };
  HwBox box;

  g_return_val_if_fail (HW_IS_POINT_INDEX (self), nearby.found);

  box = make_box_around (here, radius_m);
  hw_cluster_pyramid_foreach_any (self->pyramid, &box, add_nearby, &nearby);
  return nearby.found;
}

/**
 * hw_point_index_get_clusters:
 * @self: the index
 * @box: what is drawn
 * @zoom: of 256-px tiles; a fraction counts as the whole zoom below
 *
 * What to draw under the filter. Up to zoom 16, points within about 60 px are
 * one cluster; from 17 on, only those at the very same place. The clusters are
 * those whose centre is in @box, so give a box that is a marker larger than
 * the window. Panning changes no cluster.
 *
 * Returns: (transfer full) (element-type HwCluster): the clusters, always in the same order
 */
GArray *
hw_point_index_get_clusters (HwPointIndex *self,
                             const HwBox  *box,
                             double        zoom)
{
  g_return_val_if_fail (HW_IS_POINT_INDEX (self), NULL);

  return hw_cluster_pyramid_get_clusters (self->pyramid, box, zoom);
}

/**
 * hw_point_index_get_members:
 * @self: the index
 * @cluster: what hw_point_index_get_clusters() gave
 * @zoom: the zoom it gave it for
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type HwIndexPoint): what @cluster stands for under the filter, the newest
 *   first; empty if it is no longer there
 */
GArray *
hw_point_index_get_members (HwPointIndex    *self,
                            const HwCluster *cluster,
                            double           zoom,
                            gsize            limit)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  g_autoptr (GArray) positions = NULL;
  HwNewest newest;
  gsize position;

  g_return_val_if_fail (HW_IS_POINT_INDEX (self), members);

  if (!hw_point_columns_find (&self->columns, cluster->kind, cluster->row, &position))
    return members;
  newest = hw_newest_begin (&self->columns, limit);
  hw_cluster_pyramid_foreach_member (self->pyramid, position, zoom, hw_newest_add, &newest);
  positions = hw_newest_end (&newest);
  for (guint i = 0; i < positions->len; i++)
    {
      HwIndexPoint point;

      hw_point_columns_get (&self->columns, g_array_index (positions, gsize, i), &point);
      g_array_append_val (members, point);
    }
  return members;
}

/* The times of the first and the last point that @filter lets through. */
static gboolean
find_times (HwPointIndex        *self,
            const HwPointFilter *filter,
            gint64              *first,
            gint64              *last)
{
  *first = G_MAXINT64;
  *last = G_MININT64;
  for (gsize i = 0; i < self->columns.size; i++)
    if (filter_matches (self, filter, i))
      {
        *first = MIN (*first, self->columns.times[i]);
        *last = MAX (*last, self->columns.times[i]);
      }
  return *first <= *last;
}

/**
 * hw_point_index_count_days:
 * @self: the index
 * @zone: (nullable): whose days; %NULL is UTC
 * @first_day: (out): the local day of the first count, as the Julian day of `GDate`
 *
 * Counts points per day for the histogram: under the filter's statuses and
 * kinds, but at all times between 1900 and 2200, since the histogram is where
 * the time is chosen.
 *
 * Returns: (transfer full) (element-type guint): the counts, empty if there is nothing
 */
GArray *
hw_point_index_count_days (HwPointIndex *self,
                           GTimeZone    *zone,
                           guint32      *first_day)
{
  const gint64 epoch = 719163;
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (HwLocalTime) local = hw_local_time_new (zone);
  HwPointFilter filter = self->filter;
  gint64 first, last;

  g_return_val_if_fail (HW_IS_POINT_INDEX (self), counts);

  *first_day = 0;
  filter.since = (FIRST_DAY - epoch) * 86400 * G_USEC_PER_SEC;
  filter.until = (LAST_DAY - epoch) * 86400 * G_USEC_PER_SEC;
  if (!find_times (self, &filter, &first, &last))
    return counts;

  first = hw_local_time_get_day (local, first);
  last = hw_local_time_get_day (local, last);
  g_array_set_size (counts, (guint) (last - first + 1));
  for (gsize i = 0; i < self->columns.size; i++)
    if (filter_matches (self, &filter, i))
      {
        gint64 day = CLAMP (hw_local_time_get_day (local, self->columns.times[i]), first, last);

        g_array_index (counts, guint, day - first)++;
      }
  *first_day = (guint32) first;
  return counts;
}

/**
 * hw_point_index_count_statuses:
 * @self: the index
 * @counts: (out caller-allocates) (array fixed-size=5): reports per status
 * @contacts: (out): contacts
 *
 * Counts under the filter's times alone, for the numbers beside the switches of
 * the other filters.
 */
void
hw_point_index_count_statuses (HwPointIndex *self,
                               guint        *counts,
                               guint        *contacts)
{
  HwPointFilter filter = HW_POINT_FILTER_ALL;

  g_return_if_fail (HW_IS_POINT_INDEX (self));

  filter.since = self->filter.since;
  filter.until = self->filter.until;
  filter.hidden_hours = self->filter.hidden_hours;
  *contacts = 0;
  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
    counts[i] = 0;
  for (gsize i = 0; i < self->columns.size; i++)
    {
      if (!filter_matches (self, &filter, i))
        continue;
      if (self->columns.kinds[i] == HW_KIND_CONTACT)
        (*contacts)++;
      else if (self->columns.statuses[i] < HW_N_COUNTED_STATUSES)
        counts[self->columns.statuses[i]]++;
    }
}

/**
 * hw_point_index_set_zone:
 * @self: the index
 * @zone: whose hours the filter is about
 */
void
hw_point_index_set_zone (HwPointIndex *self,
                         GTimeZone    *zone)
{
  g_return_if_fail (HW_IS_POINT_INDEX (self) && zone != NULL);

  hw_point_columns_set_zone (&self->columns, zone);
  hw_cluster_pyramid_set_stale (self->pyramid);
  emit_changed (self);
}

/**
 * hw_point_index_is_shown:
 * @self: the index
 * @position: of a point
 *
 * Returns: whether the filter lets it through
 */
gboolean
hw_point_index_is_shown (HwPointIndex *self,
                         gsize         position)
{
  g_return_val_if_fail (HW_IS_POINT_INDEX (self) && position < self->columns.size, FALSE);

  return filter_matches (self, &self->filter, position);
}

/**
 * hw_point_index_count_hours:
 * @self: the index
 * @counts: (out caller-allocates) (array fixed-size=24): reports and contacts per local hour
 *
 * Counts under the filter but for its hours, for the brush over them.
 */
void
hw_point_index_count_hours (HwPointIndex *self,
                            guint        *counts)
{
  HwPointFilter filter;

  g_return_if_fail (HW_IS_POINT_INDEX (self));

  filter = self->filter;
  filter.hidden_hours = 0;
  for (guint hour = 0; hour < HW_HOURS_OF_DAY; hour++)
    counts[hour] = 0;
  for (gsize i = 0; i < self->columns.size; i++)
    if (filter_matches (self, &filter, i))
      counts[self->columns.hours[i] % HW_HOURS_OF_DAY]++;
}
