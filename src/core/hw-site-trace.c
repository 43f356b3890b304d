/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-site-trace.h"

/*
 * Where people went when a site was closed, told in two ways: where the very
 * people who slept there were met since, and where more is reported around it
 * than before, whoever it is. The card of a site shows both.
 */

#define PLACE_M    75.0   /* what is that near counts as one place */
#define MIN_GAIN   4      /* so many more than before, or it says nothing */
#define MIN_SIGMAS 2.0    /* and so many standard deviations of the difference of two Poisson counts */
#define WINDOW     (28 * G_TIME_SPAN_DAY)   /* the longest time that is compared, each side of the closure */
#define MAX_POINTS 5000   /* newest first; the search is quadratic */

/* -- directions -- */

/**
 * hw_point_direction:
 * @from: a valid point
 * @to: another one
 *
 * Returns: which of the eight directions of the compass leads there: 0 north, 1 north-east, and so on to 7 north-west
 */
guint
hw_point_direction (const HwPoint *from,
                    const HwPoint *to)
{
  HwLocalFrame frame;
  double x, y;

  hw_local_frame_init (&frame, from);
  hw_local_frame_to_xy (&frame, to, &x, &y);
  return (guint) (lround (atan2 (x, y) / (G_PI / 4)) + 8) % 8;
}

/**
 * hw_direction_get_words:
 * @direction: 0 north, 1 north-east, and so on to 7 north-west
 *
 * Returns: the direction in words that follow a distance, translated: "120 m " "north-east"
 */
const char *
hw_direction_get_words (guint direction)
{
  static const char * const words[] = {
    N_("north"), N_("north-east"), N_("east"), N_("south-east"), N_("south"), N_("south-west"), N_("west"), N_("north-west")
  };

  g_return_val_if_fail (direction < G_N_ELEMENTS (words), NULL);
  return _(words[direction]);
}

/* -- the people -- */

typedef struct
{
  HwSiteTrace trace;
  double      latitudes;    /* sums */
  double      longitudes;   /* of differences to the first, so that the antimeridian is no edge */
  HwPoint     first;
  GHashTable *people;       /* (owned) HwId, borrowed from the contacts */
} Gathering;

static void
clear_gathering (gpointer pointer)
{
  g_hash_table_unref (((Gathering *) pointer)->people);
}

static double
wrap (double longitude)
{
  return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
}

static Gathering *
find_gathering (GArray        *gatherings,
                const HwPoint *point)
{
  Gathering *nearest = NULL;
  double least = PLACE_M;

  for (guint i = 0; i < gatherings->len; i++)
    {
      Gathering *one = &g_array_index (gatherings, Gathering, i);
      double distance = hw_point_distance (&one->trace.point, point);

      if (distance > least)
        continue;
      nearest = one;
      least = distance;
    }
  return nearest;
}

static Gathering *
add_gathering (GArray        *gatherings,
               const HwPoint *point)
{
  Gathering new_one = { .first = *point, .people = g_hash_table_new (hw_id_hash, hw_id_equal) };

  new_one.trace.point = *point;
  g_array_append_val (gatherings, new_one);
  return &g_array_index (gatherings, Gathering, gatherings->len - 1);
}

static void
add_contact (Gathering       *one,
             const HwContact *contact)
{
  one->latitudes += contact->point.latitude - one->first.latitude;
  one->longitudes += wrap (contact->point.longitude - one->first.longitude);
  one->trace.n_contacts++;
  one->trace.point = (HwPoint) { one->first.latitude + one->latitudes / one->trace.n_contacts,
                                 wrap (one->first.longitude + one->longitudes / one->trace.n_contacts) };
  g_hash_table_add (one->people, (gpointer) &contact->person);
  one->trace.n_people = g_hash_table_size (one->people);
  if (contact->place != NULL && (one->trace.place == NULL || contact->met_at >= one->trace.last_at))
    one->trace.place = contact->place;
  one->trace.last_at = MAX (one->trace.last_at, contact->met_at);
}

static int
compare_contacts (gconstpointer a,
                  gconstpointer b)
{
  const HwContact *first = *(HwContact * const *) a;
  const HwContact *second = *(HwContact * const *) b;

  if (first->met_at != second->met_at)
    return first->met_at < second->met_at ? -1 : 1;
  return hw_id_compare (&first->id, &second->id);
}

static int
compare_traces (gconstpointer a,
                gconstpointer b)
{
  const HwSiteTrace *first = a;
  const HwSiteTrace *second = b;

  if (first->n_people != second->n_people)
    return first->n_people > second->n_people ? -1 : 1;
  if (first->n_contacts != second->n_contacts)
    return first->n_contacts > second->n_contacts ? -1 : 1;
  if (first->last_at != second->last_at)
    return first->last_at > second->last_at ? -1 : 1;
  return first->distance_m < second->distance_m ? -1 : first->distance_m > second->distance_m;
}

/**
 * hw_site_trace_people:
 * @site: a site that was closed
 * @contacts: (element-type HwContact): of its people since the closure, somebody
 *   known under several names under one
 *
 * Gathers the contacts into places: oldest first, each joins the nearest place
 * within 75 m or makes a new one. Contacts without a point or a person, and
 * those from before the closure, are left out.
 *
 * Returns: (transfer full) (element-type HwSiteTrace): the most people first
 */
GArray *
hw_site_trace_people (const HwSite *site,
                      GPtrArray    *contacts)
{
  g_autoptr (GPtrArray) in_order = g_ptr_array_sized_new (contacts->len);
  g_autoptr (GArray) gatherings = g_array_new (FALSE, FALSE, sizeof (Gathering));
  GArray *traces = g_array_new (FALSE, FALSE, sizeof (HwSiteTrace));

  g_array_set_clear_func (gatherings, clear_gathering);
  for (guint i = 0; i < contacts->len; i++)
    g_ptr_array_add (in_order, g_ptr_array_index (contacts, i));
  g_ptr_array_sort (in_order, compare_contacts);
  for (guint i = 0; i < in_order->len; i++)
    {
      const HwContact *contact = g_ptr_array_index (in_order, i);
      Gathering *one;

      if (!hw_point_is_valid (&contact->point) || hw_id_is_nil (&contact->person) || contact->met_at < site->closes_at)
        continue;
      one = find_gathering (gatherings, &contact->point);
      add_contact (one != NULL ? one : add_gathering (gatherings, &contact->point), contact);
    }
  for (guint i = 0; i < gatherings->len; i++)
    {
      HwSiteTrace *trace = &g_array_index (gatherings, Gathering, i).trace;

      trace->distance_m = hw_point_distance (&site->point, &trace->point);
      trace->direction = hw_point_direction (&site->point, &trace->point);
      g_array_append_val (traces, *trace);
    }
  g_array_sort (traces, compare_traces);
  return traces;
}

/* -- the hot-spot -- */

typedef struct
{
  double   x;
  double   y;
  gboolean after;
} Event;

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const HwIndexPoint *first = *(const HwIndexPoint * const *) a;
  const HwIndexPoint *second = *(const HwIndexPoint * const *) b;

  if (first->time != second->time)
    return first->time > second->time ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return first->row > second->row ? -1 : first->row < second->row;
}

/* What happened around the site within @window of the closure, in metres from it. */
static GArray *
gather_events (const HwSite       *site,
               const HwIndexPoint *points,
               gsize               n_points,
               gint64              window)
{
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  GArray *events = g_array_new (FALSE, FALSE, sizeof (Event));
  HwLocalFrame frame;

  for (gsize i = 0; i < n_points; i++)
    if (points[i].time >= site->closes_at - window && points[i].time < site->closes_at + window &&
        hw_point_is_valid (&points[i].point) && hw_point_distance (&site->point, &points[i].point) <= HW_SITE_SHIFT_REACH_M)
      g_ptr_array_add (near, (gpointer) &points[i]);
  g_ptr_array_sort (near, compare_newest_first);
  hw_local_frame_init (&frame, &site->point);
  for (guint i = 0; i < MIN (near->len, MAX_POINTS); i++)
    {
      const HwIndexPoint *point = g_ptr_array_index (near, i);
      Event event = { .after = point->time >= site->closes_at };

      hw_local_frame_to_xy (&frame, &point->point, &event.x, &event.y);
      g_array_append_val (events, event);
    }
  return events;
}

/* How much happened around @middle before and since, and the centre of what happened since. */
static void
count_around (GArray      *events,
              const Event *middle,
              guint       *n_before,
              guint       *n_after,
              double      *x,
              double      *y)
{
  double sum_x = 0, sum_y = 0;

  *n_before = *n_after = 0;
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);

      if (hypot (event->x - middle->x, event->y - middle->y) > PLACE_M)
        continue;
      if (!event->after)
        {
          (*n_before)++;
          continue;
        }
      (*n_after)++;
      sum_x += event->x;
      sum_y += event->y;
    }
  *x = *n_after > 0 ? sum_x / *n_after : middle->x;
  *y = *n_after > 0 ? sum_y / *n_after : middle->y;
}

static gboolean
find_growth (GArray *events,
             Event  *peak)
{
  int most = MIN_GAIN - 1;
  gboolean found = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);
      guint n_before, n_after;
      double x, y;
      int gain;

      if (!event->after)
        continue;
      count_around (events, event, &n_before, &n_after, &x, &y);
      gain = (int) n_after - (int) n_before;
      if (gain <= most || gain < MIN_SIGMAS * sqrt (n_before + n_after))
        continue;
      most = gain;
      *peak = *event;
      found = TRUE;
    }
  return found;
}

/**
 * hw_site_find_shift:
 * @site: a site that was closed
 * @points: (array length=n_points): reports and contacts, of anywhere and any time
 * @n_points: how many
 * @now: µs UTC
 * @shift: (out caller-allocates): where its hot-spot went
 *
 * Compares what happened within 1.5 km of the site in equally long times before
 * and since the closure, at most 28 days: of the places 75 m around everything
 * that happened since, the one where more was added than anywhere else. A place
 * that only has its ups and downs is none: four more, and twice the standard
 * deviation of the difference, is the least that says something.
 *
 * Returns: whether anything can be said
 */
gboolean
hw_site_find_shift (const HwSite       *site,
                    const HwIndexPoint *points,
                    gsize               n_points,
                    gint64              now,
                    HwSiteShift        *shift)
{
  gint64 window = MIN (now - site->closes_at, WINDOW);
  g_autoptr (GArray) events = NULL;
  HwLocalFrame frame;
  Event peak;
  double x, y;

  if (site->closes_at == 0 || window <= 0)
    return FALSE;
  events = gather_events (site, points, n_points, window);
  if (!find_growth (events, &peak))
    return FALSE;
  count_around (events, &peak, &shift->n_before, &shift->n_after, &x, &y);
  hw_local_frame_init (&frame, &site->point);
  shift->point = hw_local_frame_to_point (&frame, x, y);
  shift->distance_m = hw_point_distance (&site->point, &shift->point);
  shift->direction = hw_point_direction (&site->point, &shift->point);
  shift->stayed = shift->distance_m <= site->radius_m;
  return TRUE;
}
