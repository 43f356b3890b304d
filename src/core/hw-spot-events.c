/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <stdlib.h>
#include "hw-dbscan-few.h"
#include "hw-dbscan-time.h"
#include "hw-spot-events.h"

/* What hot-spots are made of, for those of one time (hw-hot-spots.c) and for
 * those of every day (hw-hot-spot-history.c): the events that count, in one
 * order, and the groups that lie close together. */

static int
compare_doubles (double a,
                 double b)
{
  return (a > b) - (a < b);
}

static int
compare_places (const HwIndexPoint *a,
                const HwIndexPoint *b)
{
  int order = compare_doubles (a->point.latitude, b->point.latitude);

  return order != 0 ? order : compare_doubles (a->point.longitude, b->point.longitude);
}

static int
compare_times (const HwIndexPoint *a,
               const HwIndexPoint *b)
{
  return (a->time > b->time) - (a->time < b->time);
}

static int
compare_rest (const HwIndexPoint *a,
              const HwIndexPoint *b)
{
  int order = (int) a->kind - (int) b->kind;

  if (order == 0)
    order = (int) a->people - (int) b->people;
  return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

static int
compare_by_place (const void *a,
                  const void *b)
{
  int order = compare_places (a, b);

  if (order == 0)
    order = compare_times (a, b);
  return order != 0 ? order : compare_rest (a, b);
}

static int
compare_by_time (const void *a,
                 const void *b)
{
  int order = compare_times (a, b);

  if (order == 0)
    order = compare_places (a, b);
  return order != 0 ? order : compare_rest (a, b);
}

static double
get_weight (const HwHotSpotParams *params,
            const HwIndexPoint    *point)
{
  return MAX (point->kind == HW_KIND_CONTACT ? params->contact_weight : params->report_weight, 0.0);
}

/**
 * hw_spot_events_init:
 * @self: (out caller-allocates): events
 * @points: (array length=n_points): reports and contacts of all times, in any order
 * @n_points: how many
 * @params: what each kind weighs
 * @since: µs UTC, inclusive
 * @until: µs UTC, exclusive
 * @order: what comes first
 *
 * Takes the points of a time that have a place.
 */
void
hw_spot_events_init (HwSpotEvents          *self,
                     const HwIndexPoint    *points,
                     gsize                  n_points,
                     const HwHotSpotParams *params,
                     gint64                 since,
                     gint64                 until,
                     HwSpotOrder            order)
{
  guint32 n = 0;

  self->points = g_new (HwIndexPoint, n_points + 1);
  for (gsize i = 0; i < n_points; i++)
    if (points[i].time >= since && points[i].time < until && hw_point_is_valid (&points[i].point))
      self->points[n++] = points[i];
  qsort (self->points, n, sizeof *self->points, order == HW_SPOT_BY_TIME ? compare_by_time : compare_by_place);

  self->n_events = n;
  self->near = NULL;
  self->places = g_new (HwPoint, n + 1);
  self->times = g_new (gint64, n + 1);
  self->weights = g_new (double, n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      self->places[i] = self->points[i].point;
      self->times[i] = self->points[i].time;
      self->weights[i] = get_weight (params, &self->points[i]);
    }
}

void
hw_spot_events_clear (HwSpotEvents *self)
{
  g_clear_pointer (&self->points, g_free);
  g_clear_pointer (&self->places, g_free);
  g_clear_pointer (&self->times, g_free);
  g_clear_pointer (&self->weights, g_free);
  g_clear_pointer (&self->near, g_free);
}

/* Per cluster, its events in order. */
static GPtrArray *
gather_members (const guint32 *labels,
                guint32        first,
                guint32        n_events,
                guint32        n_clusters)
{
  GPtrArray *clusters = g_ptr_array_new_full (n_clusters, (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < n_clusters; i++)
    g_ptr_array_add (clusters, g_array_new (FALSE, FALSE, sizeof (guint32)));
  for (guint32 i = 0; i < n_events; i++)
    if (labels[i] != HW_DBSCAN_NOISE)
      {
        guint32 event = first + i;

        g_array_append_val (g_ptr_array_index (clusters, labels[i]), event);
      }
  return clusters;
}

/**
 * hw_spot_events_cluster:
 * @self: events
 * @first: the first event to look at
 * @n_events: how many from there
 * @params: what makes a hot-spot
 * @cancellable: (nullable): looked at now and then
 * @error: return location for an error
 *
 * Finds which events lie close together, see hw_dbscan(), and with a time radius
 * hw_dbscan_in_time().
 *
 * Returns: (transfer full) (nullable) (element-type GArray): for each group the
 *   numbers of its events as guint32, ascending, the group with the first event
 *   first; %NULL with %G_IO_ERROR_CANCELLED if cancelled
 */
GPtrArray *
hw_spot_events_cluster (const HwSpotEvents     *self,
                        guint32                 first,
                        guint32                 n_events,
                        const HwHotSpotParams  *params,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autofree guint32 *labels = NULL;
  guint32 n_clusters;

  if (params->time_radius_days > 0.0)
    labels = hw_dbscan_in_time (self->places + first, self->times + first, self->weights + first, n_events, params->radius_m,
                                (gint64) (params->time_radius_days * HW_DAY_US), params->weight, &n_clusters, cancellable, error);
  else if (self->near != NULL && n_events <= HW_DBSCAN_FEW)
    labels = hw_dbscan_few (self->near + first, self->weights + first, n_events, params->radius_m, params->weight, &n_clusters);
  else
    labels = hw_dbscan (self->places + first, self->weights + first, n_events, params->radius_m, params->weight,
                        &n_clusters, cancellable, error);
  return labels != NULL ? gather_members (labels, first, n_events, n_clusters) : NULL;
}

/**
 * hw_spot_events_divide:
 * @self: events
 * @params: what makes a hot-spot
 * @window: microseconds: no more of the time will be looked at at once
 * @cancellable: (nullable): looked at now and then
 * @error: return location for an error
 *
 * Divides events into groups that have nothing to do with each other in any
 * @window, see hw_reach_in_time(). Events that can be in no hot-spot are in none.
 *
 * Returns: (transfer full) (nullable) (element-type GArray): as hw_spot_events_cluster() does
 */
GPtrArray *
hw_spot_events_divide (const HwSpotEvents     *self,
                       const HwHotSpotParams  *params,
                       gint64                  window,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_autofree guint32 *labels = NULL;
  guint32 n_regions;

  labels = hw_reach_in_time (self->places, self->times, self->weights, self->n_events, params->radius_m, window, params->weight,
                             &n_regions, cancellable, error);
  return labels != NULL ? gather_members (labels, 0, self->n_events, n_regions) : NULL;
}

/**
 * hw_spot_events_init_part:
 * @self: (out caller-allocates): events
 * @whole: other events
 * @members: (element-type guint32): which of them, ascending
 *
 * Takes some of the events, in their order.
 */
void
hw_spot_events_init_part (HwSpotEvents       *self,
                          const HwSpotEvents *whole,
                          const GArray       *members)
{
  self->n_events = members->len;
  self->points = g_new (HwIndexPoint, members->len + 1);
  self->places = g_new (HwPoint, members->len + 1);
  self->times = g_new (gint64, members->len + 1);
  self->weights = g_new (double, members->len + 1);
  self->near = g_new (HwNearPoint, members->len + 1);
  for (guint32 i = 0; i < members->len; i++)
    {
      guint32 event = g_array_index (members, guint32, i);

      self->points[i] = whole->points[event];
      self->places[i] = whole->places[event];
      self->times[i] = whole->times[event];
      self->weights[i] = whole->weights[event];
      hw_near_point_init (&self->near[i], &self->places[i]);
    }
}

/**
 * hw_spot_events_get_centre:
 * @self: events
 * @members: (element-type guint32): numbers of events, at least one
 *
 * Returns: the weighted mean, in a flat frame around the first of them, which is near enough to all
 */
HwPoint
hw_spot_events_get_centre (const HwSpotEvents *self,
                           const GArray       *members)
{
  double sum_x = 0.0, sum_y = 0.0, sum = 0.0;
  HwLocalFrame frame;
  HwPoint centre;

  hw_local_frame_init (&frame, &self->places[g_array_index (members, guint32, 0)]);
  for (guint i = 0; i < members->len; i++)
    {
      guint32 event = g_array_index (members, guint32, i);
      double x, y;

      hw_local_frame_to_xy (&frame, &self->places[event], &x, &y);
      sum_x += x * self->weights[event];
      sum_y += y * self->weights[event];
      sum += self->weights[event];
    }
  centre = sum > 0.0 ? hw_local_frame_to_point (&frame, sum_x / sum, sum_y / sum) : frame.origin;
  return hw_point_round (&centre);
}
