/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-local-time.h"
#include "made-up-town.h"

/* Points that are put in, changed, found and counted. */

static gboolean
points_equal (const HwIndexPoint *a,
              const HwIndexPoint *b)
{
  return a->row == b->row && a->time == b->time && a->point.latitude == b->point.latitude
         && a->point.longitude == b->point.longitude && a->kind == b->kind && a->status == b->status && a->people == b->people;
}

static void
count_signal_cb (HwPointIndex *index,
                 guint        *n)
{
  (*n)++;
}

/* -- points -- */

static void
test_an_empty_index_has_nothing (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  g_autoptr (GArray) clusters = hw_point_index_get_clusters (index, &world, 10);
  g_autoptr (GArray) found = hw_point_index_query (index, &world, 10);
  g_autoptr (GArray) days = NULL;
  guint32 first_day;
  HwIndexPoint point;
  HwBox box;

  days = hw_point_index_count_days (index, NULL, &first_day);
  g_assert_cmpuint (hw_point_index_get_size (index), ==, 0);
  g_assert_false (hw_point_index_get_point (index, 0, &point));
  g_assert_false (hw_point_index_lookup (index, HW_KIND_REPORT, 1, &point));
  g_assert_false (hw_point_index_get_extent (index, &box));
  g_assert_cmpuint (clusters->len + found->len + days->len, ==, 0);
  hw_point_index_remove (index, HW_KIND_REPORT, 1);
}

static void
test_points_read_back_as_they_were (void)
{
  g_autoptr (GArray) points = make_town (2000, 1);
  g_autoptr (HwPointIndex) index = make_index (points);

  g_assert_cmpuint (hw_point_index_get_size (index), ==, points->len);
  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *expected = &g_array_index (points, HwIndexPoint, i);
      HwIndexPoint point;

      g_assert_false (hw_point_index_lookup (index, expected->kind, -expected->row, &point));
      g_assert_true (hw_point_index_lookup (index, expected->kind, expected->row, &point));
      g_assert_true (points_equal (&point, expected));
    }
}

static void
test_a_point_without_place_is_not_on_the_map (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  HwIndexPoint point = { .row = 1, .point = HW_POINT_UNKNOWN };

  hw_point_index_append (index, &point, 1);
  g_assert_cmpuint (hw_point_index_get_size (index), ==, 0);
  point.point = (HwPoint) { 0, 0 };
  hw_point_index_put (index, &point);
  g_assert_cmpuint (hw_point_index_get_size (index), ==, 1);
  point.point = HW_POINT_UNKNOWN;
  hw_point_index_put (index, &point);
  g_assert_cmpuint (hw_point_index_get_size (index), ==, 0);
}

static void
test_a_report_and_a_contact_may_share_a_row (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  HwIndexPoint report = { .row = 5, .point = { 51.5, -0.1 }, .kind = HW_KIND_REPORT, .people = 1 };
  HwIndexPoint contact = { .row = 5, .point = { 51.6, -0.1 }, .kind = HW_KIND_CONTACT, .people = 2 };
  HwIndexPoint point;

  hw_point_index_put (index, &report);
  hw_point_index_put (index, &contact);
  g_assert_cmpuint (hw_point_index_get_size (index), ==, 2);
  hw_point_index_remove (index, HW_KIND_REPORT, 5);
  g_assert_false (hw_point_index_lookup (index, HW_KIND_REPORT, 5, &point));
  g_assert_true (hw_point_index_lookup (index, HW_KIND_CONTACT, 5, &point));
  g_assert_cmpuint (point.people, ==, 2);
}

/* One change at a time, drawn now and then, against an index that was made anew. */
static void
change_one (HwPointIndex *index,
            GHashTable   *expected,
            GRand        *random)
{
  g_autoptr (GArray) one = make_town (1, g_rand_int (random));
  HwIndexPoint point = g_array_index (one, HwIndexPoint, 0);

  point.row = g_rand_int_range (random, 1, 400);
  if (g_rand_int_range (random, 0, 3) == 0)
    {
      hw_point_index_remove (index, point.kind, point.row);
      g_hash_table_remove (expected, GINT_TO_POINTER (point.row * 2 + point.kind));
    }
  else
    {
      hw_point_index_put (index, &point);
      g_hash_table_replace (expected, GINT_TO_POINTER (point.row * 2 + point.kind), g_memdup2 (&point, sizeof point));
    }
}

static HwPointIndex *
make_anew (GHashTable *expected)
{
  HwPointIndex *index = hw_point_index_new ();
  GHashTableIter iter;
  gpointer point;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, NULL, &point))
    hw_point_index_append (index, point, 1);
  return index;
}

static void
test_changes_in_place_are_as_good_as_a_new_index (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  g_autoptr (GHashTable) expected = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (HwPointIndex) anew = NULL;
      guint n_changes = round % 4 == 3 ? 200 : 7;
      GHashTableIter iter;
      gpointer wanted;

      for (guint i = 0; i < n_changes; i++)
        change_one (index, expected, random);
      anew = make_anew (expected);
      g_assert_cmpuint (hw_point_index_get_size (index), ==, g_hash_table_size (expected));
      g_hash_table_iter_init (&iter, expected);
      while (g_hash_table_iter_next (&iter, NULL, &wanted))
        {
          HwIndexPoint point;

          g_assert_true (hw_point_index_lookup (index, ((HwIndexPoint *) wanted)->kind, ((HwIndexPoint *) wanted)->row, &point));
          g_assert_true (points_equal (&point, wanted));
        }
      assert_same_drawing (index, anew);
    }
}

static void
test_clear_forgets_all_but_the_filter (void)
{
  g_autoptr (GArray) points = make_town (100, 4);
  g_autoptr (HwPointIndex) index = make_index (points);
  HwPointFilter filter = HW_POINT_FILTER_ALL, kept;
  g_autoptr (GArray) clusters = NULL;

  filter.kinds = 1 << HW_KIND_CONTACT;
  hw_point_index_set_filter (index, &filter);
  hw_point_index_clear (index);
  g_assert_cmpuint (hw_point_index_get_size (index), ==, 0);
  clusters = hw_point_index_get_clusters (index, &world, 12);
  g_assert_cmpuint (clusters->len, ==, 0);
  hw_point_index_get_filter (index, &kept);
  g_assert_cmpuint (kept.kinds, ==, filter.kinds);
  hw_point_index_append (index, (const HwIndexPoint *) points->data, points->len);
  g_clear_pointer (&clusters, g_array_unref);
  clusters = hw_point_index_get_clusters (index, &world, 12);
  g_assert_cmpuint (count_in_clusters (clusters), ==, count_passing (points, &filter, &world));
}

static void
test_it_says_when_it_changed (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  HwIndexPoint point = { .row = 1, .point = { 51.5, -0.1 } };
  HwPointFilter filter = HW_POINT_FILTER_ALL;
  guint n = 0;

  g_signal_connect (index, "changed", G_CALLBACK (count_signal_cb), &n);
  hw_point_index_remove (index, HW_KIND_REPORT, 1);
  hw_point_index_set_filter (index, &filter);
  hw_point_index_append (index, &point, 0);
  g_assert_cmpuint (n, ==, 0);
  hw_point_index_put (index, &point);
  g_assert_cmpuint (n, ==, 1);
  filter.since = 5;
  hw_point_index_set_filter (index, &filter);
  g_assert_cmpuint (n, ==, 2);
  hw_point_index_remove (index, HW_KIND_REPORT, 1);
  g_assert_cmpuint (n, ==, 3);
}

/* -- finding -- */

static void
test_query_gives_the_newest_in_the_box (void)
{
  g_autoptr (GArray) points = make_town (5000, 5);
  g_autoptr (HwPointIndex) index = make_index (points);
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  HwPointFilter filter = { NOW - 300 * 86400 * SECOND, NOW - 20 * 86400 * SECOND, 1 << HW_REPORT_NEW | 1 << HW_REPORT_CLOSED, ~0u, 0 };

  hw_point_index_set_filter (index, &filter);
  for (guint round = 0; round < 50; round++)
    {
      double west = g_rand_double_range (random, -0.11, 0.1), south = g_rand_double_range (random, 51.49, 51.6);
      HwBox box = { west, south, west + g_rand_double_range (random, 0.001, 0.1), south + g_rand_double_range (random, 0.001, 0.1) };
      g_autoptr (GArray) all = hw_point_index_query (index, &box, G_MAXUINT);
      g_autoptr (GArray) few = hw_point_index_query (index, &box, 10);
      gint64 previous = G_MAXINT64;

      g_assert_cmpuint (all->len, ==, count_passing (points, &filter, &box));
      g_assert_cmpuint (few->len, ==, MIN (10, all->len));
      g_assert_cmpmem (few->data, few->len * sizeof (gsize), all->data, few->len * sizeof (gsize));
      for (guint i = 0; i < all->len; i++)
        {
          HwIndexPoint point;

          g_assert_true (hw_point_index_get_point (index, g_array_index (all, gsize, i), &point));
          g_assert_true (passes (&point, &filter) && hw_box_contains (&box, &point.point));
          g_assert_cmpint (point.time, <=, previous);
          previous = point.time;
        }
    }
}

static void
test_query_goes_over_the_antimeridian (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  const HwIndexPoint points[] = { { 1, 0, { -17, 179.9 } }, { 2, 0, { -17, -179.9 } }, { 3, 0, { -17, 0 } } };
  const HwBox fiji = { .west = 179, .south = -18, .east = -179, .north = -16 };
  g_autoptr (GArray) found = NULL;

  hw_point_index_append (index, points, G_N_ELEMENTS (points));
  found = hw_point_index_query (index, &fiji, 10);
  g_assert_cmpuint (found->len, ==, 2);
}

static guint
count_near (GArray        *points,
            const HwPoint *here,
            double         radius_m)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    n += hw_point_distance (here, &g_array_index (points, HwIndexPoint, i).point) <= radius_m;
  return n;
}

static void
test_near_is_within_the_radius_whatever_the_filter (void)
{
  g_autoptr (GArray) points = make_town (5000, 9);
  g_autoptr (HwPointIndex) index = make_index (points);
  HwPointFilter nothing = { 0, 0, 0, 0, 0 };
  guint n_found = 0;

  hw_point_index_set_filter (index, &nothing);
  for (guint i = 0; i < points->len; i += 50)
    {
      const HwPoint *here = &g_array_index (points, HwIndexPoint, i).point;

      for (double radius_m = 0; radius_m < 5000; radius_m = 3 * radius_m + 40)
        {
          g_autoptr (GArray) found = hw_point_index_query_near (index, here, radius_m);

          g_assert_cmpuint (count_near (found, here, radius_m), ==, found->len);
          g_assert_cmpuint (found->len, ==, count_near (points, here, radius_m));
          n_found += found->len;
        }
    }
  g_assert_cmpuint (n_found, >, points->len);
}

static void
test_near_goes_over_the_antimeridian_and_round_the_pole (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  const HwIndexPoint points[] = { { 1, 0, { -17, 179.9999 } }, { 2, 0, { -17, -179.9999 } }, { 3, 0, { 84.9999, 10 } }, { 4, 0, { 89.9999, -170 } },
                                  { 5, 0, { 89.9999, 10 } } };
  const struct { HwPoint here; guint n; } places[] = {
    { { -17, 180 }, 2 }, { { -17, -180 }, 2 }, { { -17, 179.9 }, 0 }, { { 85, 10 }, 1 }, { { 90, 0 }, 2 },
  };

  hw_point_index_append (index, points, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GArray) found = hw_point_index_query_near (index, &places[i].here, 150);

      g_assert_cmpuint (found->len, ==, places[i].n);
    }
}

static void
test_extent_holds_every_point (void)
{
  g_autoptr (GArray) points = make_town (500, 7);
  g_autoptr (HwPointIndex) index = make_index (points);
  HwPointFilter nothing = { 0, 0, 0, 0, 0 };
  HwBox box;

  hw_point_index_set_filter (index, &nothing);
  g_assert_true (hw_point_index_get_extent (index, &box));
  g_assert_cmpuint (count_passing (points, &HW_POINT_FILTER_ALL, &box), ==, points->len);
  g_assert_cmpfloat (box.east - box.west, <, 0.3);
}

/* -- counting -- */

static void
test_days_are_local_days (void)
{
  g_autoptr (GArray) points = make_town (4000, 13);
  g_autoptr (HwPointIndex) index = make_index (points);
  g_autoptr (GTimeZone) london = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (GTimeZone) auckland = g_time_zone_new_identifier ("Pacific/Auckland");
  GTimeZone *zones[] = { london, auckland, NULL };
  HwPointFilter filter = { NOW, NOW, 1 << HW_REPORT_NEW | 1 << HW_REPORT_SENT_OUT, 1 << HW_KIND_REPORT, 0 };

  hw_point_index_set_filter (index, &filter);
  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autoptr (GTimeZone) zone = zones[z] != NULL ? g_time_zone_ref (zones[z]) : g_time_zone_new_utc ();
      g_autoptr (GArray) expected = g_array_new (FALSE, TRUE, sizeof (guint));
      g_autoptr (GArray) days = NULL;
      guint32 first_day;

      days = hw_point_index_count_days (index, zones[z], &first_day);
      g_array_set_size (expected, days->len);
      for (guint i = 0; i < points->len; i++)
        {
          const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);
          g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (point->time / SECOND);
          g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
          g_autoptr (GDate) date = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (local),
                                                   (GDateMonth) g_date_time_get_month (local),
                                                   (GDateYear) g_date_time_get_year (local));

          if (point->kind != HW_KIND_REPORT || !(filter.statuses & 1u << point->status))
            continue;
          g_assert_cmpuint (g_date_get_julian (date), >=, first_day);
          g_assert_cmpuint (g_date_get_julian (date) - first_day, <, expected->len);
          g_array_index (expected, guint, g_date_get_julian (date) - first_day)++;
        }
      g_assert_cmpmem (days->data, days->len * sizeof (guint), expected->data, expected->len * sizeof (guint));
    }
}

static void
test_the_clock_is_changed_to_the_second (void)
{
  g_autoptr (GTimeZone) london = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (HwLocalTime) local = NULL;
  /* 25 October 2026, 1:00 UTC: British summer time ends */
  const gint64 change = G_GINT64_CONSTANT (1792890000);
  guint weekday, hour;

  if (london == NULL)
    {
      g_test_skip ("this system has no time zone Europe/London");
      return;
    }
  local = hw_local_time_new (london);
  g_assert_cmpint (hw_local_time_get_seconds (local, (change - 1) * SECOND), ==, change - 1 + 3600);
  g_assert_cmpint (hw_local_time_get_seconds (local, change * SECOND), ==, change);
  hw_local_time_get_rhythm (local, change * SECOND, &weekday, &hour);
  g_assert_cmpuint (weekday, ==, 6);
  g_assert_cmpuint (hour, ==, 1);
  hw_local_time_get_rhythm (local, -1, &weekday, &hour);
  g_assert_cmpuint (weekday, ==, 3);
  g_assert_cmpuint (hour, ==, 0);
}

static void
test_impossible_times_are_on_no_histogram (void)
{
  const HwIndexPoint points[] = {
    { 1, G_MININT64, { 51.5, -0.1 } }, { 2, G_MAXINT64 - 1, { 51.5, -0.1 } }, { 3, NOW, { 51.5, -0.1 } },
  };
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  g_autoptr (GArray) days = NULL;
  guint32 first_day;

  hw_point_index_append (index, points, G_N_ELEMENTS (points));
  days = hw_point_index_count_days (index, NULL, &first_day);
  g_assert_cmpuint (days->len, ==, 1);
  g_assert_cmpuint (g_array_index (days, guint, 0), ==, 1);
}

static void
test_statuses_are_counted_under_the_time_alone (void)
{
  g_autoptr (GArray) points = make_town (2000, 14);
  g_autoptr (HwPointIndex) index = make_index (points);
  HwPointFilter filter = { NOW - 90 * 86400 * SECOND, NOW, 1 << HW_REPORT_NEW, 1 << HW_KIND_REPORT, 0 };
  guint counts[HW_N_COUNTED_STATUSES], contacts;

  hw_point_index_set_filter (index, &filter);
  hw_point_index_count_statuses (index, counts, &contacts);
  for (guint status = 0; status < HW_N_COUNTED_STATUSES; status++)
    {
      HwPointFilter one = { filter.since, filter.until, 1u << status, 1 << HW_KIND_REPORT };

      g_assert_cmpuint (counts[status], ==, count_passing (points, &one, &world));
    }
  filter.kinds = 1 << HW_KIND_CONTACT;
  g_assert_cmpuint (contacts, ==, count_passing (points, &filter, &world));
}

static guint
count_shown (HwPointIndex *index)
{
  guint n = 0;

  for (gsize i = 0; i < hw_point_index_get_size (index); i++)
    n += hw_point_index_is_shown (index, i) ? 1 : 0;
  return n;
}

/* One report in each hour of a day, on both sides of a change of the clocks. */
static void
test_hours_are_local (void)
{
  static const char * const days[] = { "2026-10-24T00:30:00Z", "2026-10-26T00:30:00Z" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  HwPointFilter filter = HW_POINT_FILTER_ALL;
  guint counts[HW_HOURS_OF_DAY];

  for (guint i = 0; i < 48; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (days[i / 24], NULL);
      HwIndexPoint point = { .row = i + 1, .point = { 51.5, -0.1 + i * 0.01 }, .time = (g_date_time_to_unix (day) + i % 24 * 3600) * G_USEC_PER_SEC };

      hw_point_index_put (index, &point);
    }
  filter.hidden_hours = ~(1u << 22 | 1u << 23 | 1u << 0);
  hw_point_index_set_filter (index, &filter);
  g_assert_cmpuint (count_shown (index), ==, 6);
  hw_point_index_set_zone (index, zone);
  g_assert_cmpuint (count_shown (index), ==, 6);
  /* Half past eleven at night in UTC is half past midnight in the summer of London. */
  filter.hidden_hours = ~(1u << 0);
  hw_point_index_set_filter (index, &filter);
  for (gsize i = 0; i < 48; i++)
    g_assert_cmpint (hw_point_index_is_shown (index, i), ==, i == 23 || i == 24);
  {
    g_autoptr (GArray) found = hw_point_index_query (index, &world, 100), clusters = hw_point_index_get_clusters (index, &world, 14);
    guint n = 0;

    g_assert_cmpuint (found->len, ==, 2);
    for (guint i = 0; i < clusters->len; i++)
      n += g_array_index (clusters, HwCluster, i).count;
    g_assert_cmpuint (n, ==, 2);
  }
  /* The counts are of all hours, whatever is hidden. */
  hw_point_index_count_hours (index, counts);
  for (guint hour = 0; hour < HW_HOURS_OF_DAY; hour++)
    g_assert_cmpuint (counts[hour], ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point-index/empty-has-nothing", test_an_empty_index_has_nothing);
  g_test_add_func ("/point-index/points/read-back-as-they-were", test_points_read_back_as_they_were);
  g_test_add_func ("/point-index/points/without-place-are-not-on-the-map", test_a_point_without_place_is_not_on_the_map);
  g_test_add_func ("/point-index/points/report-and-contact-may-share-a-row", test_a_report_and_a_contact_may_share_a_row);
  g_test_add_func ("/point-index/changes/are-as-good-as-a-new-index", test_changes_in_place_are_as_good_as_a_new_index);
  g_test_add_func ("/point-index/changes/clear-forgets-all-but-the-filter", test_clear_forgets_all_but_the_filter);
  g_test_add_func ("/point-index/changes/are-told", test_it_says_when_it_changed);
  g_test_add_func ("/point-index/query/gives-the-newest-in-the-box", test_query_gives_the_newest_in_the_box);
  g_test_add_func ("/point-index/query/goes-over-the-antimeridian", test_query_goes_over_the_antimeridian);
  g_test_add_func ("/point-index/near/is-within-the-radius-whatever-the-filter", test_near_is_within_the_radius_whatever_the_filter);
  g_test_add_func ("/point-index/near/goes-over-the-antimeridian-and-round-the-pole", test_near_goes_over_the_antimeridian_and_round_the_pole);
  g_test_add_func ("/point-index/extent/holds-every-point", test_extent_holds_every_point);
  g_test_add_func ("/point-index/days/are-local", test_days_are_local_days);
  g_test_add_func ("/point-index/days/the-clock-is-changed-to-the-second", test_the_clock_is_changed_to_the_second);
  g_test_add_func ("/point-index/days/impossible-times-are-left-out", test_impossible_times_are_on_no_histogram);
  g_test_add_func ("/point-index/statuses/are-counted-under-the-time-alone", test_statuses_are_counted_under_the_time_alone);
  g_test_add_func ("/point-index/filter/hours-are-local", test_hours_are_local);
  return g_test_run ();
}
