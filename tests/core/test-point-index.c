/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stddef.h>
#include <string.h>
#include "hw-local-time.h"
#include "hw-morton.h"
#include "hw-point-index.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOW (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)   /* 22 November 2026, 0:00 UTC */

static const HwBox world = { .west = -180, .south = -90, .east = 180, .north = 90 };

/* A made-up town with some crowded corners, two years long. */
static GArray *
make_town (guint n_points,
           guint seed)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (HwIndexPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_points; i++)
    {
      HwPoint corner = { 51.5 + 0.01 * g_rand_int_range (random, 0, 10), -0.1 + 0.02 * g_rand_int_range (random, 0, 10) };
      HwIndexPoint point = {
        .row = i + 1,
        .time = NOW - (gint64) (g_rand_double (random) * 730 * 86400) * SECOND,
        .kind = (guint8) (g_rand_int_range (random, 0, 4) == 0 ? HW_KIND_CONTACT : HW_KIND_REPORT),
        .status = (guint8) g_rand_int_range (random, 0, HW_N_COUNTED_STATUSES),
        .people = (guint16) g_rand_int_range (random, 0, 4),
      };

      if (point.kind == HW_KIND_CONTACT)
        point.status = HW_REPORT_CLOSED;
      corner.latitude += g_rand_double_range (random, -0.002, 0.002);
      corner.longitude += g_rand_double_range (random, -0.003, 0.003);
      point.point = hw_point_round (&corner);
      g_array_append_val (points, point);
    }
  return points;
}

static HwPointIndex *
make_index (const GArray *points)
{
  HwPointIndex *index = hw_point_index_new ();

  hw_point_index_append (index, (const HwIndexPoint *) points->data, points->len);
  return index;
}

static gboolean
passes (const HwIndexPoint  *point,
        const HwPointFilter *filter)
{
  return point->time >= filter->since && point->time < filter->until && (filter->kinds & 1u << point->kind) != 0
         && (point->kind == HW_KIND_CONTACT || (filter->statuses & 1u << point->status) != 0);
}

static guint
count_passing (const GArray        *points,
               const HwPointFilter *filter,
               const HwBox         *box)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

      n += passes (point, filter) && hw_box_contains (box, &point->point);
    }
  return n;
}

static guint
count_in_clusters (const GArray *clusters)
{
  guint n = 0;

  for (guint i = 0; i < clusters->len; i++)
    {
      const HwCluster *cluster = &g_array_index (clusters, HwCluster, i);
      guint sum = cluster->contacts;

      for (guint status = 0; status < HW_N_COUNTED_STATUSES; status++)
        sum += cluster->counts[status];
      g_assert_cmpuint (sum, ==, cluster->count);
      n += cluster->count;
    }
  return n;
}

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

/* -- what must not be in it (DESIGN section 6) -- */

static void
test_a_point_has_no_room_for_more (void)
{
  /* row, time, latitude, longitude, kind, status, people: 36 bytes and the padding that alignment asks for */
  G_STATIC_ASSERT (sizeof (HwIndexPoint) == 40);
  G_STATIC_ASSERT (offsetof (HwIndexPoint, people) + sizeof (((HwIndexPoint *) NULL)->people) == 36);

  g_assert_cmpuint (sizeof (((HwIndexPoint *) NULL)->row) + sizeof (((HwIndexPoint *) NULL)->time) + sizeof (HwPoint)
                    + sizeof (((HwIndexPoint *) NULL)->kind) + sizeof (((HwIndexPoint *) NULL)->status)
                    + sizeof (((HwIndexPoint *) NULL)->people), ==, 36);
}

/* Without comments, which may say that something must not be there. */
static char *
strip_comments (const char *source)
{
  g_autoptr (GRegex) comments = g_regex_new ("/\\*.*?\\*/|//[^\n]*|<!--.*?-->", G_REGEX_DOTALL, 0, NULL);

  return g_regex_replace_literal (comments, source, -1, 0, " ", 0, NULL);
}

static char *
find_word (const char *source,
           const char *pattern)
{
  g_autofree char *code = strip_comments (source);
  g_autoptr (GRegex) words = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (words, code, 0, &match) ? g_match_info_fetch (match, 0) : NULL;
}

#define FORBIDDEN "nationalit|citizen|immigra|ethnic|language|interpreter|health|asylum|passport|country_of|origin_country|concern"
/* nor a whole record, from which they could be taken */
#define RECORDS   "\\bHw(Report|Contact|Person|Case)\\b"

static void
assert_file_is_clean (const char *folder,
                      const char *name,
                      const char *pattern)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *source = NULL;
  g_autofree char *word = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &source, NULL, &error);
  g_assert_no_error (error);
  word = find_word (source, pattern);
  if (word != NULL)
    g_error ("%s says “%s”: nothing of that may be on a map (DESIGN section 6)", name, word);
}

static void
test_the_search_finds_forbidden_words (void)
{
  g_autofree char *field = find_word ("struct { const char *Nationality; };", FORBIDDEN);
  g_autofree char *language = find_word ("report->language", FORBIDDEN);
  g_autofree char *record = find_word ("const HwReport *report", RECORDS);
  g_autofree char *status = find_word ("HwReportStatus status", RECORDS);
  g_autofree char *comment = find_word ("/* never a nationality */ int row;", FORBIDDEN);

  g_assert_nonnull (field);
  g_assert_nonnull (language);
  g_assert_nonnull (record);
  g_assert_null (status);
  g_assert_null (comment);
}

static void
test_the_index_knows_no_nationality (void)
{
  static const char *const files[] = {
    "hw-point-index.h", "hw-point-index.c", "hw-point-columns.h", "hw-point-columns.c", "hw-cluster-pyramid.h",
    "hw-cluster-pyramid.c", "hw-cluster-level.h", "hw-cluster-level.c", "hw-cluster-sheet.h", "hw-cluster-sheet.c",
    "hw-point-curve.h", "hw-point-curve.c",
    "hw-sheet-table.h", "hw-sheet-table.c", "hw-radius-grid.h", "hw-radius-grid.c", "hw-radius-pyramid.h", "hw-radius-pyramid.c",
    "hw-hot-spots.h", "hw-hot-spots.c", "hw-hot-spot-reasons.h", "hw-hot-spot-reasons.c",
  };
  g_autofree char *core = g_test_build_filename (G_TEST_DIST, "..", "src", "core", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    assert_file_is_clean (core, files[i], FORBIDDEN "|" RECORDS);
}

static void
test_the_map_knows_no_nationality (void)
{
  g_autofree char *map = g_test_build_filename (G_TEST_DIST, "..", "src", "ui", "map", NULL);
  g_autoptr (GDir) folder = g_dir_open (map, 0, NULL);
  const char *name;

  if (folder == NULL)
    {
      g_test_skip ("there is no src/ui/map beside the tests");
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h") || g_str_has_suffix (name, ".ui"))
      assert_file_is_clean (map, name, FORBIDDEN);
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

static int
compare_clusters (gconstpointer a,
                  gconstpointer b)
{
  const HwCluster *first = a, *second = b;

  return first->x != second->x ? (first->x < second->x ? -1 : 1) : (first->y > second->y) - (first->y < second->y);
}

static void
assert_same_drawing (HwPointIndex *index,
                     HwPointIndex *other)
{
  for (int zoom = 0; zoom <= 18; zoom += 3)
    {
      g_autoptr (GArray) first = hw_point_index_get_clusters (index, &world, zoom);
      g_autoptr (GArray) second = hw_point_index_get_clusters (other, &world, zoom);

      g_assert_cmpuint (first->len, ==, second->len);
      g_array_sort (first, compare_clusters);
      g_array_sort (second, compare_clusters);
      for (guint i = 0; i < first->len; i++)
        {
          const HwCluster *a = &g_array_index (first, HwCluster, i), *b = &g_array_index (second, HwCluster, i);

          g_assert_true (a->x == b->x && a->y == b->y && a->count == b->count && a->contacts == b->contacts);
          g_assert_cmpmem (a->counts, sizeof a->counts, b->counts, sizeof b->counts);
        }
    }
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

/* -- clusters -- */

static void
test_clusters_hold_every_point_once (void)
{
  g_autoptr (GArray) points = make_town (5000, 8);
  g_autoptr (HwPointIndex) index = make_index (points);
  const HwPointFilter filters[] = {
    HW_POINT_FILTER_ALL, { NOW - 28 * 86400 * SECOND, NOW, ~0u, ~0u, 0 }, { G_MININT64, G_MAXINT64, 1 << HW_REPORT_NEW, 1 << HW_KIND_REPORT, 0 },
    { 0, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    for (double zoom = -1; zoom < 24; zoom += 0.75)
      {
        g_autoptr (GArray) clusters = NULL;

        hw_point_index_set_filter (index, &filters[i]);
        clusters = hw_point_index_get_clusters (index, &world, zoom);
        g_assert_cmpuint (count_in_clusters (clusters), ==, count_passing (points, &filters[i], &world));
      }
}

static void
test_clusters_do_not_depend_on_the_order_of_zooms (void)
{
  g_autoptr (GArray) points = make_town (3000, 9);
  g_autoptr (HwPointIndex) up = make_index (points), down = make_index (points);

  for (int zoom = 0; zoom <= 18; zoom++)
    g_array_unref (hw_point_index_get_clusters (up, &world, zoom));
  for (int zoom = 18; zoom >= 0; zoom--)
    g_array_unref (hw_point_index_get_clusters (down, &world, zoom));
  assert_same_drawing (up, down);
}

static void
test_panning_changes_no_cluster (void)
{
  g_autoptr (GArray) points = make_town (5000, 10);
  g_autoptr (HwPointIndex) index = make_index (points);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int zoom = 8; zoom <= 18; zoom++)
    {
      g_autoptr (GArray) whole = hw_point_index_get_clusters (index, &world, zoom);

      for (guint round = 0; round < 20; round++)
        {
          double west = g_rand_double_range (random, -0.11, 0.1), south = g_rand_double_range (random, 51.49, 51.6);
          HwBox box = { west, south, west + 0.05, south + 0.03 };
          g_autoptr (GArray) part = hw_point_index_get_clusters (index, &box, zoom);
          guint n = 0;

          for (guint i = 0; i < whole->len; i++)
            {
              const HwCluster *cluster = &g_array_index (whole, HwCluster, i);
              HwPoint centre = { hw_mercator_latitude (cluster->y), hw_mercator_longitude (cluster->x) };

              if (!hw_box_contains (&box, &centre))
                continue;
              g_assert_cmpuint (n, <, part->len);
              g_assert_cmpmem (cluster, sizeof *cluster, &g_array_index (part, HwCluster, n), sizeof *cluster);
              n++;
            }
          g_assert_cmpuint (n, ==, part->len);
        }
    }
}

static void
test_neighbours_across_a_cell_border_are_one (void)
{
  /* 2 px apart at zoom 10, on both sides of the prime meridian, where cells of every zoom end */
  double step = 360.0 / 1024 / 256;
  const HwIndexPoint points[] = { { 1, 0, { 51.5, -step } }, { 2, 0, { 51.5, step } } };
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  g_autoptr (GArray) far = NULL;
  g_autoptr (GArray) close = NULL;
  g_autoptr (GArray) members = NULL;

  hw_point_index_append (index, points, G_N_ELEMENTS (points));
  close = hw_point_index_get_clusters (index, &world, 17);
  g_assert_cmpuint (close->len, ==, 2);
  far = hw_point_index_get_clusters (index, &world, 10);
  g_assert_cmpuint (far->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (far, HwCluster, 0).x, 0.5, 1e-9);
  members = hw_point_index_get_members (index, &g_array_index (far, HwCluster, 0), 10, 10);
  g_assert_cmpuint (members->len, ==, 2);
}

static void
test_from_zoom_17_only_the_same_place_is_one (void)
{
  const HwIndexPoint points[] = {
    { 1, 3 * SECOND, { 51.5, -0.1 } }, { 2, 1 * SECOND, { 51.5, -0.1 } }, { 3, 2 * SECOND, { 51.5, -0.099999 } },
  };
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  g_autoptr (GArray) at_16 = NULL;
  g_autoptr (GArray) at_17 = NULL;

  hw_point_index_append (index, points, G_N_ELEMENTS (points));
  at_16 = hw_point_index_get_clusters (index, &world, 16.99);
  g_assert_cmpuint (at_16->len, ==, 1);
  at_17 = hw_point_index_get_clusters (index, &world, 17);
  g_assert_cmpuint (at_17->len, ==, 2);
  for (guint i = 0; i < at_17->len; i++)
    {
      const HwCluster *cluster = &g_array_index (at_17, HwCluster, i);
      g_autoptr (GArray) members = hw_point_index_get_members (index, cluster, 17, 10);

      g_assert_cmpuint (members->len, ==, cluster->count);
      if (cluster->count == 2)
        g_assert_cmpint (g_array_index (members, HwIndexPoint, 0).row, ==, 1);
      else
        g_assert_cmpint (cluster->row, ==, 3);
    }
}

static void
test_members_are_what_the_cluster_counts (void)
{
  g_autoptr (GArray) points = make_town (3000, 12);
  g_autoptr (HwPointIndex) index = make_index (points);
  HwPointFilter filter = { NOW - 365 * 86400 * SECOND, NOW, ~0u, ~0u, 0 };

  hw_point_index_set_filter (index, &filter);
  for (int zoom = 0; zoom <= 18; zoom += 2)
    {
      g_autoptr (GArray) clusters = hw_point_index_get_clusters (index, &world, zoom);

      for (guint i = 0; i < clusters->len; i++)
        {
          const HwCluster *cluster = &g_array_index (clusters, HwCluster, i);
          g_autoptr (GArray) members = hw_point_index_get_members (index, cluster, zoom, G_MAXUINT);
          g_autoptr (GArray) one = hw_point_index_get_members (index, cluster, zoom, 1);
          guint contacts = 0;

          g_assert_cmpuint (members->len, ==, cluster->count);
          g_assert_cmpuint (one->len, ==, 1);
          for (guint n = 0; n < members->len; n++)
            {
              g_assert_true (passes (&g_array_index (members, HwIndexPoint, n), &filter));
              contacts += g_array_index (members, HwIndexPoint, n).kind == HW_KIND_CONTACT;
            }
          g_assert_cmpuint (contacts, ==, cluster->contacts);
        }
    }
}

static void
test_members_of_what_is_gone_are_none (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  HwCluster cluster = { .row = 77, .kind = HW_KIND_REPORT, .count = 3 };
  g_autoptr (GArray) members = hw_point_index_get_members (index, &cluster, 12, 10);

  g_assert_cmpuint (members->len, ==, 0);
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

/* -- the curve -- */

static void
test_keys_split_into_what_they_were_made_of (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (15);

  for (guint i = 0; i < 1000; i++)
    {
      guint32 x = g_rand_int (random), y = g_rand_int (random), back_x, back_y;

      hw_morton_split (hw_morton_key (x, y), &back_x, &back_y);
      g_assert_cmpuint (back_x, ==, x);
      g_assert_cmpuint (back_y, ==, y);
    }
}

static void
test_a_cover_holds_its_box (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (16);

  for (guint round = 0; round < 200; round++)
    {
      guint bits = (guint) g_rand_int_range (random, 0, 32);
      guint32 x0 = g_rand_int (random), y0 = g_rand_int (random);
      guint32 width = g_rand_int (random) >> bits, height = g_rand_int (random) >> bits;
      guint32 x1 = x0 + MIN (width, G_MAXUINT32 - x0), y1 = y0 + MIN (height, G_MAXUINT32 - y0);
      g_autoptr (GArray) ranges = hw_morton_cover (x0, y0, x1, y1);

      g_assert_cmpuint (ranges->len, <, 200);
      for (guint i = 0; i < 100; i++)
        {
          guint32 x = (guint32) (x0 + g_rand_double (random) * (x1 - x0)), y = (guint32) (y0 + g_rand_double (random) * (y1 - y0));
          guint64 key = hw_morton_key (x, y);
          guint n = 0;

          for (guint r = 0; r < ranges->len; r++)
            n += key >= g_array_index (ranges, HwMortonRange, r).first && key <= g_array_index (ranges, HwMortonRange, r).last;
          g_assert_cmpuint (n, ==, 1);
        }
    }
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
  g_test_add_func ("/point-index/forbidden/a-point-has-no-room-for-more", test_a_point_has_no_room_for_more);
  g_test_add_func ("/point-index/forbidden/the-search-finds-words", test_the_search_finds_forbidden_words);
  g_test_add_func ("/point-index/forbidden/the-index-knows-no-nationality", test_the_index_knows_no_nationality);
  g_test_add_func ("/point-index/forbidden/the-map-knows-no-nationality", test_the_map_knows_no_nationality);
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
  g_test_add_func ("/point-index/clusters/hold-every-point-once", test_clusters_hold_every_point_once);
  g_test_add_func ("/point-index/clusters/do-not-depend-on-the-order-of-zooms", test_clusters_do_not_depend_on_the_order_of_zooms);
  g_test_add_func ("/point-index/clusters/panning-changes-none", test_panning_changes_no_cluster);
  g_test_add_func ("/point-index/clusters/neighbours-across-a-border-are-one", test_neighbours_across_a_cell_border_are_one);
  g_test_add_func ("/point-index/clusters/from-zoom-17-only-the-same-place-is-one", test_from_zoom_17_only_the_same_place_is_one);
  g_test_add_func ("/point-index/members/are-what-the-cluster-counts", test_members_are_what_the_cluster_counts);
  g_test_add_func ("/point-index/members/of-what-is-gone-are-none", test_members_of_what_is_gone_are_none);
  g_test_add_func ("/point-index/days/are-local", test_days_are_local_days);
  g_test_add_func ("/point-index/days/the-clock-is-changed-to-the-second", test_the_clock_is_changed_to_the_second);
  g_test_add_func ("/point-index/days/impossible-times-are-left-out", test_impossible_times_are_on_no_histogram);
  g_test_add_func ("/point-index/statuses/are-counted-under-the-time-alone", test_statuses_are_counted_under_the_time_alone);
  g_test_add_func ("/point-index/curve/keys-split-again", test_keys_split_into_what_they_were_made_of);
  g_test_add_func ("/point-index/curve/a-cover-holds-its-box", test_a_cover_holds_its_box);
  g_test_add_func ("/point-index/filter/hours-are-local", test_hours_are_local);
  return g_test_run ();
}
