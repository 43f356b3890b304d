/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include "hw-dbscan.h"
#include "hw-hot-spot-reasons.h"
#include "hw-hot-spots.h"
#include "hw-hull.h"

/* Where reports and contacts concentrate. The session asks on a worker thread;
 * the map draws the hulls, the panel says why. What counts as an event is
 * chosen and put into one order first, so that everything after it is the same
 * whatever the order of the input. */

#define HULL_MARGIN_M 25.0

G_DEFINE_BOXED_TYPE (HwHotSpot, hw_hot_spot, hw_hot_spot_ref, hw_hot_spot_unref)

/* What happened in the time at hand, in order; the arrays run side by side. */
typedef struct
{
  HwIndexPoint *points;    /* (owned) */
  HwPoint      *places;    /* (owned) */
  double       *weights;   /* (owned) */
  guint32       n_events;
} Events;

static int
compare_doubles (double a,
                 double b)
{
  return (a > b) - (a < b);
}

static int
compare_events (const void *a,
                const void *b)
{
  const HwIndexPoint *first = a, *second = b;
  int order = compare_doubles (first->point.latitude, second->point.latitude);

  if (order == 0)
    order = compare_doubles (first->point.longitude, second->point.longitude);
  if (order == 0)
    order = (first->time > second->time) - (first->time < second->time);
  if (order == 0)
    order = (int) first->kind - (int) second->kind;
  if (order == 0)
    order = (first->row > second->row) - (first->row < second->row);
  return order;
}

static double
get_weight (const HwHotSpotParams *params,
            const HwIndexPoint    *point)
{
  return MAX (point->kind == HW_KIND_CONTACT ? params->contact_weight : params->report_weight, 0.0);
}

static void
events_init (Events                *events,
             const HwIndexPoint    *points,
             gsize                  n_points,
             const HwHotSpotParams *params)
{
  guint32 n = 0;

  events->points = g_new (HwIndexPoint, n_points + 1);
  for (gsize i = 0; i < n_points; i++)
    if (points[i].time >= params->since && points[i].time < params->until && hw_point_is_valid (&points[i].point))
      events->points[n++] = points[i];
  qsort (events->points, n, sizeof *events->points, compare_events);

  events->n_events = n;
  events->places = g_new (HwPoint, n + 1);
  events->weights = g_new (double, n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      events->places[i] = events->points[i].point;
      events->weights[i] = get_weight (params, &events->points[i]);
    }
}

static void
events_clear (Events *events)
{
  g_free (events->points);
  g_free (events->places);
  g_free (events->weights);
}

/* -- one hot-spot from its events -- */

static void
add_event (HwHotSpot          *hot_spot,
           const HwIndexPoint *point,
           double              weight)
{
  if (point->kind == HW_KIND_CONTACT)
    {
      hot_spot->contacts++;
      hot_spot->verified++;
      hot_spot->people_met += MAX (point->people, 1);
    }
  else
    {
      hot_spot->reports++;
      hot_spot->rumoured++;
    }
  hot_spot->weight += weight;
  hot_spot->first = MIN (hot_spot->first, point->time);
  hot_spot->last = MAX (hot_spot->last, point->time);
}

/* The weighted mean, in a flat frame around the first event, which is near enough to all. */
static HwPoint
get_centre (const Events *events,
            const GArray *members)
{
  double sum_x = 0.0, sum_y = 0.0, sum = 0.0;
  HwLocalFrame frame;
  HwPoint centre;

  hw_local_frame_init (&frame, &events->places[g_array_index (members, guint32, 0)]);
  for (guint i = 0; i < members->len; i++)
    {
      guint32 event = g_array_index (members, guint32, i);
      double x, y;

      hw_local_frame_to_xy (&frame, &events->places[event], &x, &y);
      sum_x += x * events->weights[event];
      sum_y += y * events->weights[event];
      sum += events->weights[event];
    }
  centre = sum > 0.0 ? hw_local_frame_to_point (&frame, sum_x / sum, sum_y / sum) : frame.origin;
  return hw_point_round (&centre);
}

static GArray *
make_hull (const HwPoint *centre,
           const Events  *events,
           const GArray  *members)
{
  g_autofree HwPoint *places = g_new (HwPoint, members->len);

  for (guint i = 0; i < members->len; i++)
    places[i] = events->places[g_array_index (members, guint32, i)];
  return hw_hull_around (centre, places, members->len, HULL_MARGIN_M);
}

static HwHotSpot *
make_hot_spot (const Events     *events,
               const GArray     *members,
               HwHotSpotReasons *reasons)
{
  HwHotSpot *hot_spot = g_atomic_rc_box_new0 (HwHotSpot);

  hot_spot->first = G_MAXINT64;
  hot_spot->last = G_MININT64;
  for (guint i = 0; i < members->len; i++)
    {
      guint32 event = g_array_index (members, guint32, i);

      add_event (hot_spot, &events->points[event], events->weights[event]);
    }
  hot_spot->centre = get_centre (events, members);
  hot_spot->hull = make_hull (&hot_spot->centre, events, members);
  hw_hot_spot_reasons_fill (reasons, hot_spot);
  return hot_spot;
}

/* -- all of them -- */

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const HwHotSpot *first = *(const HwHotSpot *const *) a, *second = *(const HwHotSpot *const *) b;
  int order = compare_doubles (second->weight, first->weight);

  if (order == 0)
    order = (second->last > first->last) - (second->last < first->last);
  if (order == 0)
    order = compare_doubles (first->centre.latitude, second->centre.latitude);
  if (order == 0)
    order = compare_doubles (first->centre.longitude, second->centre.longitude);
  return order;
}

/* (element-type GArray): per cluster, its events in order. */
static GPtrArray *
gather_members (const guint32 *labels,
                guint32        n_events,
                guint32        n_clusters)
{
  GPtrArray *clusters = g_ptr_array_new_full (n_clusters, (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < n_clusters; i++)
    g_ptr_array_add (clusters, g_array_new (FALSE, FALSE, sizeof (guint32)));
  for (guint32 i = 0; i < n_events; i++)
    if (labels[i] != HW_DBSCAN_NOISE)
      g_array_append_val (g_ptr_array_index (clusters, labels[i]), i);
  return clusters;
}

static GPtrArray *
make_hot_spots (const Events      *events,
                const GPtrArray   *clusters,
                HwHotSpotReasons  *reasons,
                GCancellable      *cancellable,
                GError           **error)
{
  g_autoptr (GPtrArray) hot_spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_hot_spot_unref);

  for (guint i = 0; i < clusters->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (hot_spots, make_hot_spot (events, g_ptr_array_index (clusters, i), reasons));
    }
  g_ptr_array_sort (hot_spots, compare_ranks);
  for (guint i = 0; i < hot_spots->len; i++)
    ((HwHotSpot *) g_ptr_array_index (hot_spots, i))->rank = i + 1;
  return g_steal_pointer (&hot_spots);
}

/**
 * hw_hot_spot_params_init:
 * @params: (out caller-allocates): parameters
 * @now: microseconds UTC
 *
 * Sets what is usual: a weight of 5 within 75 m in the 28 days up to and
 * including @now, a contact counting as two reports.
 */
void
hw_hot_spot_params_init (HwHotSpotParams *params,
                         gint64           now)
{
  *params = (HwHotSpotParams) {
    .radius_m = 75.0,
    .weight = 5.0,
    .since = now - 28 * HW_DAY_US,
    .until = now + 1,
    .report_weight = 1.0,
    .contact_weight = 2.0,
  };
}

/**
 * hw_hot_spot_ref:
 * @self: a hot-spot
 *
 * Returns: (transfer full): @self
 */
HwHotSpot *
hw_hot_spot_ref (HwHotSpot *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
hw_hot_spot_clear (gpointer self)
{
  g_clear_pointer (&((HwHotSpot *) self)->hull, g_array_unref);
}

/**
 * hw_hot_spot_unref:
 * @self: (transfer full): a hot-spot
 */
void
hw_hot_spot_unref (HwHotSpot *self)
{
  g_atomic_rc_box_release_full (self, hw_hot_spot_clear);
}

/**
 * hw_hot_spots_find:
 * @points: (array length=n_points): reports and contacts of all times, in any order
 * @n_points: how many
 * @params: what makes a hot-spot; the radius must be above zero
 * @zone: (nullable): whose hours and weekdays; %NULL is UTC
 * @now: microseconds UTC, from which the reasons count back
 * @cancellable: (nullable): looked at now and then
 * @error: return location for an error
 *
 * Finds where the points of the time in @params concentrate: exact DBSCAN on
 * great-circle metres, see hw_dbscan(). A hot-spot's reports, contacts, people
 * met, weight, first and last are of those points; its counts, rhythm, weeks
 * and trend are of everything around its centre up to @now (rhythm, weeks and
 * trend within 250 m, the rhythm over 180 days). The result does not depend on
 * the order of @points.
 *
 * Returns: (transfer full) (nullable) (element-type HwHotSpot): hot-spots by
 *   rank: the heaviest first, and of equals the one that was last seen later;
 *   %NULL with %G_IO_ERROR_CANCELLED if cancelled
 */
GPtrArray *
hw_hot_spots_find (const HwIndexPoint     *points,
                   gsize                   n_points,
                   const HwHotSpotParams  *params,
                   GTimeZone              *zone,
                   gint64                  now,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_autofree guint32 *labels = NULL;
  g_autoptr (GPtrArray) clusters = NULL;
  GPtrArray *hot_spots = NULL;
  HwHotSpotReasons reasons;
  guint32 n_clusters;
  Events events;

  g_return_val_if_fail (params->radius_m > 0.0 && n_points < G_MAXINT32, NULL);

  events_init (&events, points, n_points, params);
  labels = hw_dbscan (events.places, events.weights, events.n_events, params->radius_m, params->weight,
                      &n_clusters, cancellable, error);
  if (labels != NULL)
    {
      clusters = gather_members (labels, events.n_events, n_clusters);
      hw_hot_spot_reasons_init (&reasons, points, n_points, zone, now);
      hot_spots = make_hot_spots (&events, clusters, &reasons, cancellable, error);
      hw_hot_spot_reasons_clear (&reasons);
    }
  events_clear (&events);
  return hot_spots;
}
