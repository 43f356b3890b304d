/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-site-trace.h"

/* Where people went when a site was closed: the places of the people, and the shift of the hot-spot. */

#define CLOSED (G_GINT64_CONSTANT (1764504000) * G_USEC_PER_SEC)
#define DAY    G_TIME_SPAN_DAY

static HwSite
make_site (HwPoint point)
{
  return (HwSite) { .name = (char *) "Canal Yard", .point = point, .radius_m = 75, .closes_at = CLOSED };
}

static HwPoint
metres_off (const HwSite *site,
            double        east,
            double        north)
{
  HwLocalFrame frame;

  hw_local_frame_init (&frame, &site->point);
  return hw_local_frame_to_point (&frame, east, north);
}

static void
add_contact (GPtrArray    *contacts,
             const HwSite *site,
             double        east,
             double        north,
             guint8        person,
             int           days,
             const char   *place)
{
  HwContact contact = { .met_at = CLOSED + days * DAY, .point = metres_off (site, east, north), .place = place, .people = 1 };

  contact.person.bytes[0] = person;
  contact.id.bytes[0] = (guint8) (contacts->len + 1);
  g_ptr_array_add (contacts, hw_contact_new (&contact));
}

static GPtrArray *
new_contacts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hw_contact_unref);
}

static void
assert_people (HwPoint where)
{
  HwSite site = make_site (where);
  g_autoptr (GPtrArray) contacts = new_contacts ();
  g_autoptr (GArray) traces = NULL;
  HwSiteTrace *first;

  add_contact (contacts, &site, 300, 300, 1, 5, "Viaduct Arches");
  add_contact (contacts, &site, 320, 310, 2, 6, NULL);
  add_contact (contacts, &site, 310, 290, 1, 9, "Arches, north side");
  add_contact (contacts, &site, -500, 0, 3, 2, NULL);
  /* Before the closure, nobody known, nowhere known. */
  add_contact (contacts, &site, -500, 0, 4, -1, NULL);
  add_contact (contacts, &site, -500, 0, 0, 3, NULL);
  ((HwContact *) contacts->pdata[5])->person = (HwId) { { 0 } };
  traces = hw_site_trace_people (&site, contacts);
  g_assert_cmpuint (traces->len, ==, 2);
  first = &g_array_index (traces, HwSiteTrace, 0);
  g_assert_cmpuint (first->n_people, ==, 2);
  g_assert_cmpuint (first->n_contacts, ==, 3);
  g_assert_cmpint (first->last_at, ==, CLOSED + 9 * DAY);
  g_assert_cmpstr (first->place, ==, "Arches, north side");
  g_assert_cmpuint (first->direction, ==, 1);
  g_assert_cmpfloat_with_epsilon (first->distance_m, 431, 5);
  g_assert_cmpuint (g_array_index (traces, HwSiteTrace, 1).direction, ==, 6);
  g_assert_cmpuint (g_array_index (traces, HwSiteTrace, 1).n_people, ==, 1);
}

static void
test_people (void)
{
  assert_people ((HwPoint) { 51.5, -0.1 });
  /* The antimeridian is no edge. */
  assert_people ((HwPoint) { 10, 179.998 });
}

static void
test_nobody (void)
{
  HwSite site = make_site ((HwPoint) { 51.5, -0.1 });
  g_autoptr (GPtrArray) contacts = new_contacts ();
  g_autoptr (GArray) traces = hw_site_trace_people (&site, contacts);

  g_assert_cmpuint (traces->len, ==, 0);
}

static void
add_points (GArray       *points,
            const HwSite *site,
            double        east,
            double        north,
            int           first_day,
            int           last_day)
{
  for (int day = first_day; day <= last_day; day++)
    {
      HwIndexPoint point = { .row = points->len + 1, .time = CLOSED + day * DAY + DAY / 2, .people = 1,
                             .point = metres_off (site, east + day % 3, north - day % 2) };

      g_array_append_val (points, point);
    }
}

static gboolean
find_shift (const HwSite *site,
            GArray       *points,
            int           days,
            HwSiteShift  *shift)
{
  return hw_site_find_shift (site, (HwIndexPoint *) points->data, points->len, CLOSED + days * DAY, shift);
}

static void
test_shift (void)
{
  HwSite site = make_site ((HwPoint) { 51.5, -0.1 });
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  HwSiteShift shift;

  g_assert_false (find_shift (&site, points, 20, &shift));
  add_points (points, &site, 0, 0, -28, -1);
  /* A steady place nearby, and what lies too far off, say nothing. */
  add_points (points, &site, 200, 0, -28, 19);
  add_points (points, &site, 0, 1700, 0, 19);
  g_assert_false (find_shift (&site, points, 20, &shift));
  add_points (points, &site, 0, -180, 0, 1);
  g_assert_false (find_shift (&site, points, 20, &shift));
  add_points (points, &site, 0, -180, 2, 12);
  g_assert_true (find_shift (&site, points, 20, &shift));
  g_assert_false (shift.stayed);
  g_assert_cmpuint (shift.direction, ==, 4);
  g_assert_cmpfloat_with_epsilon (shift.distance_m, 180, 5);
  g_assert_cmpuint (shift.n_before, ==, 0);
  g_assert_cmpuint (shift.n_after, ==, 13);
}

static void
test_equal_times (void)
{
  HwSite site = make_site ((HwPoint) { 51.5, -0.1 });
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  HwSiteShift shift;

  /* Five nights each side are compared, not five with twenty-eight. */
  add_points (points, &site, 0, 400, -28, -6);
  add_points (points, &site, 0, 400, 0, 4);
  g_assert_false (find_shift (&site, points, 0, &shift));
  g_assert_true (find_shift (&site, points, 5, &shift));
  g_assert_cmpuint (shift.n_before, ==, 0);
  g_assert_cmpuint (shift.n_after, ==, 5);
}

/* Nineteen, then twenty-seven: such places are busy with and without the closure. */
static void
test_ups_and_downs (void)
{
  HwSite site = make_site ((HwPoint) { 51.5, -0.1 });
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  HwSiteShift shift;

  add_points (points, &site, 300, 0, -19, -1);
  add_points (points, &site, 300, 0, 0, 26);
  g_assert_false (find_shift (&site, points, 27, &shift));
  add_points (points, &site, 300, 0, 0, 13);
  g_assert_true (find_shift (&site, points, 27, &shift));
}

static void
test_stayed (void)
{
  HwSite site = make_site ((HwPoint) { 51.5, -0.1 });
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  HwSiteShift shift;

  add_points (points, &site, 20, 0, 0, 9);
  site.closes_at = 0;
  g_assert_false (find_shift (&site, points, 10, &shift));
  site.closes_at = CLOSED;
  g_assert_true (find_shift (&site, points, 10, &shift));
  g_assert_true (shift.stayed);
}

static void
test_directions (void)
{
  HwSite site = make_site ((HwPoint) { 51.5, -0.1 });
  const double steps[8][2] = { { 0, 1 }, { 1, 1 }, { 1, 0 }, { 1, -1 }, { 0, -1 }, { -1, -1 }, { -1, 0 }, { -1, 1 } };

  for (guint i = 0; i < 8; i++)
    {
      HwPoint to = metres_off (&site, 100 * steps[i][0], 100 * steps[i][1]);

      g_assert_cmpuint (hw_point_direction (&site.point, &to), ==, i);
    }
  g_assert_cmpstr (hw_direction_get_words (7), ==, "north-west");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site-trace/people/are-gathered-by-place-the-most-first", test_people);
  g_test_add_func ("/site-trace/people/nobody-met-is-no-place", test_nobody);
  g_test_add_func ("/site-trace/shift/is-where-more-came-than-before-told-as-distance-and-direction", test_shift);
  g_test_add_func ("/site-trace/shift/compares-equally-long-times", test_equal_times);
  g_test_add_func ("/site-trace/shift/a-place-with-ups-and-downs-is-none", test_ups_and_downs);
  g_test_add_func ("/site-trace/shift/says-when-it-has-not-moved", test_stayed);
  g_test_add_func ("/site-trace/direction/is-one-of-eight", test_directions);
  return g_test_run ();
}
