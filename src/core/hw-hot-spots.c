/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include "hw-hot-spot-lives.h"
#include "hw-hot-spot-reasons.h"
#include "hw-hot-spots.h"
#include "hw-hull.h"
#include "hw-spot-events.h"

/* Where reports and contacts concentrate. The session asks on a worker thread;
 * the map draws the hulls, the panel says why. What counts as an event is
 * chosen and put into one order first, so that everything after it is the same
 * whatever the order of the input. */

#define HULL_MARGIN_M 25.0

G_DEFINE_BOXED_TYPE (HwHotSpot, hw_hot_spot, hw_hot_spot_ref, hw_hot_spot_unref)

#define SCORE_HALF_DAYS 14.0   /* an event so old counts half */
#define SCORE_UNMET     1.5    /* a report that nobody has looked for counts so much more */
#define SCORE_PEOPLE    20u    /* at most, of one event: "500 people" must not outrank everything */

/* -- one hot-spot from its events -- */

static gboolean
is_unmet (const HwIndexPoint *point)
{
  return point->kind == HW_KIND_REPORT
         && (point->status == HW_REPORT_NEW || point->status == HW_REPORT_NEEDS_INFORMATION || point->status == HW_REPORT_SENT_OUT);
}

/* The formula is told at hw_hot_spots_find(). */
static double
get_score (const HwIndexPoint *point,
           double              weight,
           gint64              now)
{
  double people = CLAMP (point->people, 1u, SCORE_PEOPLE);
  double age_days = (double) MAX (now - point->time, 0) / HW_DAY_US;

  return people * weight * exp2 (-age_days / SCORE_HALF_DAYS) * (is_unmet (point) ? SCORE_UNMET : 1.0);
}

static void
add_event (HwHotSpot          *hot_spot,
           const HwIndexPoint *point,
           double              weight,
           gint64              now)
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
      hot_spot->unmet += is_unmet (point);
    }
  if (point->kind < HW_N_KINDS)
    g_array_append_val (hot_spot->rows[point->kind], point->row);
  hot_spot->weight += weight;
  hot_spot->score += get_score (point, weight, now);
  hot_spot->first = MIN (hot_spot->first, point->time);
  hot_spot->last = MAX (hot_spot->last, point->time);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static GArray *
make_hull (const HwPoint *centre,
           const HwSpotEvents  *events,
           const GArray  *members)
{
  g_autofree HwPoint *places = g_new (HwPoint, members->len);

  for (guint i = 0; i < members->len; i++)
    places[i] = events->places[g_array_index (members, guint32, i)];
  return hw_hull_around (centre, places, members->len, HULL_MARGIN_M);
}

static const HwIndexPoint *
get_oldest (const HwSpotEvents *events,
            const GArray       *members)
{
  const HwIndexPoint *oldest = &events->points[g_array_index (members, guint32, 0)];

  for (guint i = 1; i < members->len; i++)
    {
      const HwIndexPoint *point = &events->points[g_array_index (members, guint32, i)];

      if (point->time < oldest->time)
        oldest = point;
    }
  return oldest;
}

static HwHotSpot *
make_hot_spot (const HwSpotEvents *events,
               const GArray       *members,
               HwHotSpotReasons   *reasons)
{
  HwHotSpot *hot_spot = g_atomic_rc_box_new0 (HwHotSpot);

  hot_spot->first = G_MAXINT64;
  hot_spot->last = G_MININT64;
  for (guint kind = 0; kind < HW_N_KINDS; kind++)
    hot_spot->rows[kind] = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < members->len; i++)
    {
      guint32 event = g_array_index (members, guint32, i);

      add_event (hot_spot, &events->points[event], events->weights[event], reasons->now);
    }
  for (guint kind = 0; kind < HW_N_KINDS; kind++)
    g_array_sort (hot_spot->rows[kind], compare_rows);
  hw_hot_spot_make_identity (get_oldest (events, members), 0, &hot_spot->identity);
  hot_spot->centre = hw_spot_events_get_centre (events, members);
  hot_spot->hull = make_hull (&hot_spot->centre, events, members);
  hw_hot_spot_reasons_fill (reasons, hot_spot);
  return hot_spot;
}

/* -- all of them -- */

static int
compare_doubles (double a,
                 double b)
{
  return (a > b) - (a < b);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const HwHotSpot *first = *(const HwHotSpot *const *) a, *second = *(const HwHotSpot *const *) b;
  int order = compare_doubles (second->score, first->score);

  if (order == 0)
    order = (second->last > first->last) - (second->last < first->last);
  if (order == 0)
    order = compare_doubles (first->centre.latitude, second->centre.latitude);
  if (order == 0)
    order = compare_doubles (first->centre.longitude, second->centre.longitude);
  return order;
}

static GPtrArray *
make_hot_spots (const HwSpotEvents      *events,
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
 * hw_hot_spot_change_kind_to_string:
 * @kind: a kind
 *
 * Returns: its name in files and on the command line: "born", "split-off"
 */
const char *
hw_hot_spot_change_kind_to_string (HwHotSpotChangeKind kind)
{
  static const char *const names[HW_N_HOT_SPOT_CHANGES] = {
    "born", "split-off", "grew", "shrank", "moved", "took-in", "merged", "closed"
  };

  g_return_val_if_fail ((guint) kind < HW_N_HOT_SPOT_CHANGES, NULL);

  return names[kind];
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
  HwHotSpot *hot_spot = self;

  g_clear_pointer (&hot_spot->hull, g_array_unref);
  g_clear_pointer (&hot_spot->changes, g_array_unref);
  for (guint kind = 0; kind < HW_N_KINDS; kind++)
    g_clear_pointer (&hot_spot->rows[kind], g_array_unref);
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
 * hw_hot_spot_copy_untold:
 * @self: a hot-spot
 *
 * Returns: (transfer full): a copy that keeps its identity for as long as no history gives it another,
 *   and of which nothing is told
 */
HwHotSpot *
hw_hot_spot_copy_untold (const HwHotSpot *self)
{
  HwHotSpot *copy = g_atomic_rc_box_new0 (HwHotSpot);

  *copy = *self;
  copy->born = 0;
  copy->changes = NULL;
  copy->hull = g_array_ref (self->hull);
  for (guint kind = 0; kind < HW_N_KINDS; kind++)
    copy->rows[kind] = g_array_ref (self->rows[kind]);
  return copy;
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
 * The rank goes by what matters to a team that can only go to some of them:
 * how many people, how lately, and whether anybody went. Each event scores
 *
 *     people × weight × 2^(-age / 14 days) × 1.5 if nobody has looked for it
 *
 * with at least 1 and at most 20 people, the weight of a report or of a contact
 * in @params, the age counted back from @now, and not looked for being a report
 * that is new, needs information or was sent out. A hot-spot's score is the sum.
 *
 * Returns: (transfer full) (nullable) (element-type HwHotSpot): hot-spots by
 *   rank: the highest score first, and of equals the one that was last seen
 *   later; %NULL with %G_IO_ERROR_CANCELLED if cancelled
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
  g_autoptr (GPtrArray) clusters = NULL;
  GPtrArray *hot_spots = NULL;
  HwHotSpotReasons reasons;
  HwSpotEvents events;

  g_return_val_if_fail (params->radius_m > 0.0 && n_points < G_MAXINT32, NULL);

  hw_spot_events_init (&events, points, n_points, params, params->since, params->until, HW_SPOT_BY_PLACE);
  clusters = hw_spot_events_cluster (&events, 0, events.n_events, params, cancellable, error);
  if (clusters != NULL)
    {
      hw_hot_spot_reasons_init (&reasons, points, n_points, zone, now);
      hot_spots = make_hot_spots (&events, clusters, &reasons, cancellable, error);
      hw_hot_spot_reasons_clear (&reasons);
    }
  hw_spot_events_clear (&events);
  return hot_spots;
}

/* Both in ascending order. */
static guint
count_shared (const GArray *rows,
              const GArray *others)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < rows->len && j < others->len; )
    {
      gint64 a = g_array_index (rows, gint64, i), b = g_array_index (others, gint64, j);

      n += a == b;
      i += a <= b;
      j += b <= a;
    }
  return n;
}

/**
 * hw_hot_spots_find_same:
 * @hot_spots: (element-type HwHotSpot): hot-spots that were found later
 * @before: a hot-spot that was found before
 *
 * Finds a hot-spot again, whatever its rank and place are by now: by its
 * identity, and where none has it, as before a history was told, by the events
 * that both are made of.
 *
 * Returns: (transfer none) (nullable): the same one, %NULL where it is gone
 */
const HwHotSpot *
hw_hot_spots_find_same (const GPtrArray *hot_spots,
                        const HwHotSpot *before)
{
  const HwHotSpot *same = NULL;
  guint most = 0;

  for (guint i = 0; i < hot_spots->len; i++)
    if (hw_id_equal (&((HwHotSpot *) g_ptr_array_index (hot_spots, i))->identity, &before->identity))
      return g_ptr_array_index (hot_spots, i);
  for (guint i = 0; i < hot_spots->len; i++)
    {
      const HwHotSpot *hot_spot = g_ptr_array_index (hot_spots, i);
      guint n_shared = 0;

      for (guint kind = 0; kind < HW_N_KINDS; kind++)
        n_shared += count_shared (hot_spot->rows[kind], before->rows[kind]);
      if (n_shared > most)
        same = hot_spot;
      most = MAX (most, n_shared);
    }
  return same;
}
