/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-history.h"

/* Hot-spots keep their identity from day to day: told on scripted cities. A
 * city is a list of reports; "day 0" is a day of UTC. */

#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)
#define DAY_0 (G_GINT64_CONSTANT (1790000000) / 86400 * 86400 * G_USEC_PER_SEC)   /* September 2026 */

static const HwPoint station = { 51.5281, -0.1337 };

typedef struct
{
  GArray *points;
  GRand  *random;
} City;

static void
city_clear (City *city)
{
  g_clear_pointer (&city->points, g_array_unref);
  g_clear_pointer (&city->random, g_rand_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (City, city_clear)

#define CITY { g_array_new (FALSE, TRUE, sizeof (HwIndexPoint)), g_rand_new_with_seed (1) }

static HwPoint
move (HwPoint point,
      double  east_m,
      double  north_m)
{
  HwLocalFrame frame;
  HwPoint moved;

  hw_local_frame_init (&frame, &point);
  moved = hw_local_frame_to_point (&frame, east_m, north_m);
  return hw_point_round (&moved);
}

static gint64
day (int number)
{
  return DAY_0 + number * HW_DAY_US;
}

/* Within some metres of a place, on every day from @first to @last. */
static void
report_daily (City    *city,
              HwPoint  place,
              int      first,
              int      last,
              guint    per_day)
{
  for (int number = first; number <= last; number++)
    for (guint i = 0; i < per_day; i++)
      {
        HwIndexPoint point = {
          .row = city->points->len + 1,
          .time = day (number) + 2 * HOUR + i,
          .point = move (place, g_rand_double_range (city->random, -10, 10), g_rand_double_range (city->random, -10, 10)),
          .people = 1,
        };

        g_array_append_val (city->points, point);
      }
}

static HwHotSpotHistory *
tell (const City *city,
      int         until)
{
  g_autoptr (GError) error = NULL;
  HwHotSpotParams params;
  HwHotSpotHistory *history;

  hw_hot_spot_params_init (&params, day (until + 1) - 1);
  history = hw_hot_spot_history_new ((const HwIndexPoint *) (gpointer) city->points->data, city->points->len, &params, day (until + 1) - 1, NULL, &error);
  g_assert_no_error (error);
  return history;
}

static const HwHotSpotLife *
get_life (HwHotSpotHistory *history,
          guint             i)
{
  return hw_hot_spot_history_get_life (history, i);
}

static guint
count_lives (HwHotSpotHistory *history)
{
  return hw_hot_spot_history_get_n_lives (history);
}

static const HwHotSpotChange *
get_change (const HwHotSpotLife *life,
            guint                i)
{
  g_assert_cmpuint (i, <, life->changes->len);
  return &g_array_index (life->changes, HwHotSpotChange, i);
}

/* "born 4, grew 14, closed 60" */
static char *
describe (const HwHotSpotLife *life)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < life->changes->len; i++)
    g_string_append_printf (words, "%s%s %d", i > 0 ? ", " : "", hw_hot_spot_change_kind_to_string (get_change (life, i)->kind),
                            (int) ((get_change (life, i)->day - DAY_0) / HW_DAY_US));
  return g_string_free (words, FALSE);
}

static void
assert_described (const HwHotSpotLife *life,
                  const char          *words)
{
  g_autofree char *described = describe (life);

  g_assert_cmpstr (described, ==, words);
}

static void
test_no_points_are_no_history (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = tell (&city, 0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpuint (count_lives (history), ==, 0);
  hw_hot_spot_history_identify (history, none);
}

static void
test_born_on_the_day_it_weighs_enough (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) before = NULL;
  g_autoptr (HwHotSpotHistory) after = NULL;

  report_daily (&city, station, 0, 20, 1);
  before = tell (&city, 3);
  g_assert_cmpuint (count_lives (before), ==, 0);
  after = tell (&city, 4);
  g_assert_cmpuint (count_lives (after), ==, 1);
  g_assert_cmpint (get_life (after, 0)->born, ==, day (4));
  g_assert_cmpint (get_life (after, 0)->closed, ==, 0);
  g_assert_cmpuint (get_life (after, 0)->events, ==, 5);
  assert_described (get_life (after, 0), "born 4");
}

static void
test_the_same_every_day (void)
{
  g_auto (City) city = CITY;
  HwId identity = { { 0 } };

  report_daily (&city, station, 0, 320, 1);
  for (int today = 10; today < 320; today += 31)
    {
      g_autoptr (HwHotSpotHistory) history = tell (&city, today);

      g_assert_cmpuint (count_lives (history), ==, 1);
      g_assert_false (hw_id_is_nil (&get_life (history, 0)->identity));
      if (hw_id_is_nil (&identity))
        identity = get_life (history, 0)->identity;
      g_assert_true (hw_id_equal (&identity, &get_life (history, 0)->identity));
      g_assert_cmpint (get_life (history, 0)->last, ==, day (today));
    }
}

static void
test_the_same_on_every_laptop (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) here = NULL;
  g_autoptr (HwHotSpotHistory) there = NULL;

  for (guint i = 0; i < 12; i++)
    report_daily (&city, move (station, 180 * (i % 4), 180 * (i / 4)), (int) (5 * i % 17), 30 + (int) (7 * i % 60), 1);
  here = tell (&city, 100);
  /* Another order, other rows. */
  for (guint i = city.points->len; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (city.random, 0, (gint32) i);
      HwIndexPoint point = g_array_index (city.points, HwIndexPoint, other);

      point.row += 1000;
      g_array_index (city.points, HwIndexPoint, other) = g_array_index (city.points, HwIndexPoint, i - 1);
      g_array_index (city.points, HwIndexPoint, i - 1) = point;
    }
  there = tell (&city, 100);

  g_assert_cmpuint (count_lives (here), ==, count_lives (there));
  g_assert_cmpuint (count_lives (here), >=, 12);
  for (guint i = 0; i < count_lives (here); i++)
    {
      g_autofree char *words = describe (get_life (here, i));

      g_assert_true (hw_id_equal (&get_life (here, i)->identity, &get_life (there, i)->identity));
      assert_described (get_life (there, i), words);
      for (guint other = 0; other < i; other++)
        g_assert_false (hw_id_equal (&get_life (here, i)->identity, &get_life (here, other)->identity));
    }
}

static void
test_grew_and_shrank (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;

  /* 28 in 28 days, then 84, then 28 again. */
  report_daily (&city, station, 0, 159, 1);
  report_daily (&city, station, 60, 99, 2);
  history = tell (&city, 159);
  g_assert_cmpuint (count_lives (history), ==, 1);
  g_assert_cmpint (get_change (get_life (history, 0), 0)->kind, ==, HW_HOT_SPOT_BORN);
  for (guint i = 1; i < get_life (history, 0)->changes->len; i++)
    {
      const HwHotSpotChange *change = get_change (get_life (history, 0), i);
      int number = (int) ((change->day - DAY_0) / HW_DAY_US);

      g_assert_cmpint (change->kind, ==, number < 100 ? HW_HOT_SPOT_GREW : HW_HOT_SPOT_SHRANK);
      g_assert_cmpint (change->day - get_change (get_life (history, 0), i - 1)->day, >=, 7 * HW_DAY_US);
      if (change->kind == HW_HOT_SPOT_GREW)
        g_assert_cmpfloat (change->now, >=, 1.5 * change->before);
      else
        g_assert_cmpfloat (change->before, >=, 1.5 * change->now);
    }
  g_assert_cmpuint (get_life (history, 0)->changes->len, >=, 5);
}

static void
test_moved_with_distance_and_direction (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;
  const HwHotSpotLife *life;
  double total = 0;

  /* 40 m to the north-east every week: always near enough to be the same. */
  for (int week = 0; week < 20; week++)
    report_daily (&city, move (station, 28.3 * week, 28.3 * week), 7 * week, 7 * week + 6, 1);
  history = tell (&city, 139);
  g_assert_cmpuint (count_lives (history), ==, 1);
  life = get_life (history, 0);
  for (guint i = 0; i < life->changes->len; i++)
    if (get_change (life, i)->kind == HW_HOT_SPOT_MOVED)
      {
        g_assert_cmpuint (get_change (life, i)->direction, ==, 1);
        g_assert_cmpfloat (get_change (life, i)->distance_m, >=, 75);
        total += get_change (life, i)->distance_m;
      }
  g_assert_cmpfloat (total, >, 500);
  g_assert_cmpfloat (total, <, 800);
}

static void
test_directions_are_those_of_the_compass (void)
{
  static const struct { double east, north; guint direction; } cases[] = {
    { 0, 150, 0 }, { 106, 106, 1 }, { 150, 0, 2 }, { 106, -106, 3 }, { 0, -150, 4 }, { -106, -106, 5 }, { -150, 0, 6 }, { -106, 106, 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (City) city = CITY;
      g_autoptr (HwHotSpotHistory) history = NULL;
      gboolean has_moved = FALSE;

      /* Over a place between the two. */
      report_daily (&city, station, 0, 30, 1);
      report_daily (&city, move (station, cases[i].east / 2, cases[i].north / 2), 20, 60, 1);
      report_daily (&city, move (station, cases[i].east, cases[i].north), 30, 90, 1);
      history = tell (&city, 90);
      g_assert_cmpuint (count_lives (history), ==, 1);
      for (guint change = 0; change < get_life (history, 0)->changes->len; change++)
        if (get_change (get_life (history, 0), change)->kind == HW_HOT_SPOT_MOVED)
          {
            g_assert_cmpuint (get_change (get_life (history, 0), change)->direction, ==, cases[i].direction);
            has_moved = TRUE;
          }
      g_assert_true (has_moved);
    }
}

static void
test_closed_after_a_week_without (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) still = NULL;
  g_autoptr (HwHotSpotHistory) closed = NULL;

  /* Four are left of the window's 28 on day 33. */
  report_daily (&city, station, 0, 9, 1);
  still = tell (&city, 39);
  g_assert_cmpint (get_life (still, 0)->closed, ==, 0);
  g_assert_cmpint (get_life (still, 0)->last, ==, day (32));
  closed = tell (&city, 40);
  g_assert_cmpuint (count_lives (closed), ==, 1);
  g_assert_cmpint (get_life (closed, 0)->closed, ==, day (33));
  assert_described (get_life (closed, 0), "born 4, grew 11, shrank 31, closed 33");
}

static void
test_some_quiet_days_end_nothing (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;

  report_daily (&city, station, 0, 5, 1);
  report_daily (&city, station, 36, 40, 2);
  history = tell (&city, 45);
  /* From day 29 to 35 it weighs too little, and nothing of before is left on day 36. */
  g_assert_cmpuint (count_lives (history), ==, 2);

  report_daily (&city, station, 22, 23, 2);
  g_clear_pointer (&history, hw_hot_spot_history_unref);
  history = tell (&city, 45);
  g_assert_cmpuint (count_lives (history), ==, 1);
  g_assert_cmpint (get_life (history, 0)->closed, ==, 0);
}

static void
test_born_again_is_another (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;

  report_daily (&city, station, 0, 5, 1);
  report_daily (&city, station, 80, 85, 1);
  history = tell (&city, 90);
  g_assert_cmpuint (count_lives (history), ==, 2);
  g_assert_false (hw_id_equal (&get_life (history, 0)->identity, &get_life (history, 1)->identity));
  g_assert_cmpint (get_life (history, 0)->closed, !=, 0);
  assert_described (get_life (history, 1), "born 84");
}

static void
test_two_become_one (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;
  HwPoint other = move (station, 150, 0);
  const HwHotSpotLife *large, *small;

  report_daily (&city, station, 0, 60, 2);
  report_daily (&city, other, 2, 60, 1);
  /* Between them, from day 40 on. */
  report_daily (&city, move (station, 75, 0), 40, 60, 1);
  history = tell (&city, 60);
  g_assert_cmpuint (count_lives (history), ==, 2);
  large = get_life (history, 0);
  small = get_life (history, 1);
  g_assert_cmpint (large->closed, ==, 0);
  g_assert_cmpint (small->closed, >=, day (40));
  g_assert_cmpint (get_change (small, small->changes->len - 1)->kind, ==, HW_HOT_SPOT_MERGED);
  g_assert_true (hw_id_equal (&get_change (small, small->changes->len - 1)->other, &large->identity));
  for (guint i = 0; i < large->changes->len; i++)
    if (get_change (large, i)->kind == HW_HOT_SPOT_TOOK_IN)
      {
        g_assert_true (hw_id_equal (&get_change (large, i)->other, &small->identity));
        return;
      }
  g_assert_not_reached ();
}

static void
test_one_becomes_two (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;
  const HwHotSpotLife *old, *part;

  report_daily (&city, station, 0, 60, 2);
  report_daily (&city, move (station, 150, 0), 0, 60, 1);
  report_daily (&city, move (station, 75, 0), 0, 10, 1);
  history = tell (&city, 60);
  old = get_life (history, 0);
  part = get_life (history, count_lives (history) - 1);
  g_assert_true (old != part);
  g_assert_cmpint (old->closed, ==, 0);
  g_assert_cmpint (part->closed, ==, 0);
  g_assert_cmpint (get_change (part, 0)->kind, ==, HW_HOT_SPOT_SPLIT_OFF);
  g_assert_true (hw_id_equal (&get_change (part, 0)->other, &old->identity));
  g_assert_cmpfloat (hw_point_distance (&old->centre, &station), <, 20);
}

/* Places that are busy for some weeks each, and reports all over the town between them. */
static void
report_at_random (City  *city,
                  guint  n_places,
                  guint  n_scattered,
                  double side_m)
{
  for (guint i = 0; i < n_places; i++)
    {
      HwPoint place = move (station, g_rand_double_range (city->random, 0, side_m), g_rand_double_range (city->random, 0, side_m));
      int first = g_rand_int_range (city->random, 0, 150);

      for (int number = first; number < first + 40; number++)
        if (g_rand_boolean (city->random))
          report_daily (city, move (place, g_rand_double_range (city->random, -60, 60), g_rand_double_range (city->random, -60, 60)), number, number, 1);
    }
  for (guint i = 0; i < n_scattered; i++)
    {
      int number = g_rand_int_range (city->random, 0, 200);

      report_daily (city, move (station, g_rand_double_range (city->random, 0, side_m), g_rand_double_range (city->random, 0, side_m)), number, number, 1);
    }
}

static const HwHotSpotLife *
find_life (HwHotSpotHistory *history,
           const HwHotSpot  *hot_spot,
           int               today)
{
  const HwHotSpotLife *found = NULL;

  for (guint i = 0; i < count_lives (history); i++)
    {
      const HwHotSpotLife *life = get_life (history, i);

      if (life->last == day (today) && life->closed == 0 && hw_point_distance (&life->centre, &hot_spot->centre) < 0.1)
        {
          g_assert_null (found);
          found = life;
        }
    }
  return found;
}

static void
test_its_days_are_those_that_are_found (void)
{
  static const struct { guint n_places, n_scattered; double side_m; } towns[] = { { 12, 500, 1500 }, { 20, 2000, 1500 }, { 8, 0, 400 }, { 0, 3000, 1200 } };

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      g_auto (City) city = CITY;

      report_at_random (&city, towns[i].n_places, towns[i].n_scattered, towns[i].side_m);
      for (int today = 40; today < 200; today += 40)
        {
          g_autoptr (HwHotSpotHistory) history = tell (&city, today);
          g_autoptr (GPtrArray) found = NULL;
          HwHotSpotParams params;
          guint n_alive = 0;

          hw_hot_spot_params_init (&params, day (today + 1) - 1);
          params.since = day (today - 27);
          params.until = day (today + 1);
          found = hw_hot_spots_find ((const HwIndexPoint *) (gpointer) city.points->data, city.points->len, &params, NULL, day (today + 1) - 1, NULL, NULL);
          for (guint life = 0; life < count_lives (history); life++)
            n_alive += get_life (history, life)->closed == 0 && get_life (history, life)->last == day (today);
          g_assert_cmpuint (n_alive, ==, found->len);
          for (guint spot = 0; spot < found->len; spot++)
            {
              const HwHotSpot *hot_spot = g_ptr_array_index (found, spot);
              const HwHotSpotLife *life = find_life (history, hot_spot, today);

              g_assert_nonnull (life);
              g_assert_cmpuint (life->events, ==, hot_spot->reports);
            }
        }
    }
}

/* -- hot-spots that were just found -- */

static GPtrArray *
find (const City *city,
      int         until,
      int         days)
{
  g_autoptr (GError) error = NULL;
  gint64 now = day (until + 1) - HOUR;
  HwHotSpotParams params;
  GPtrArray *found;

  hw_hot_spot_params_init (&params, now);
  params.since = now - days * HW_DAY_US;
  found = hw_hot_spots_find ((const HwIndexPoint *) (gpointer) city->points->data, city->points->len, &params, NULL, now, NULL, &error);
  g_assert_no_error (error);
  return found;
}

static const HwHotSpot *
get (GPtrArray *found,
     guint      i)
{
  return g_ptr_array_index (found, i);
}

static void
test_found_ones_have_the_identity_of_the_day (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;
  g_autoptr (GPtrArray) found = NULL;
  HwPoint other = move (station, 1000, 0);

  report_daily (&city, station, 0, 60, 1);
  report_daily (&city, other, 40, 60, 3);
  history = tell (&city, 60);
  found = find (&city, 60, 28);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_false (hw_id_is_nil (&get (found, 0)->identity));
  g_assert_false (hw_id_equal (&get (found, 0)->identity, &get_life (history, 1)->identity));
  hw_hot_spot_history_identify (history, found);

  /* The younger one is ahead by now. */
  g_assert_cmpfloat (hw_point_distance (&get (found, 0)->centre, &other), <, 20);
  g_assert_true (hw_id_equal (&get (found, 0)->identity, &get_life (history, 1)->identity));
  g_assert_true (hw_id_equal (&get (found, 1)->identity, &get_life (history, 0)->identity));
  g_assert_cmpint (get (found, 1)->born, ==, day (4));
  g_assert_cmpint (get (found, 0)->born, ==, day (41));
  g_assert_cmpint (g_array_index (get (found, 1)->changes, HwHotSpotChange, 0).kind, ==, HW_HOT_SPOT_BORN);
  g_assert_true (hw_hot_spot_history_find (history, &get (found, 1)->identity) == get_life (history, 0));
}

static void
test_ranks_change_and_identities_stay (void)
{
  g_auto (City) city = CITY;
  HwId first = { { 0 } };

  report_daily (&city, station, 0, 120, 2);
  report_daily (&city, move (station, 600, 0), 30, 80, 5);
  for (int today = 20; today < 120; today += 10)
    {
      g_autoptr (HwHotSpotHistory) history = tell (&city, today);
      g_autoptr (GPtrArray) found = find (&city, today, 28);
      gboolean is_there = FALSE;

      hw_hot_spot_history_identify (history, found);
      if (today == 20)
        first = get (found, 0)->identity;
      for (guint i = 0; i < found->len; i++)
        {
          gboolean at_station = hw_point_distance (&get (found, i)->centre, &station) < 50;

          g_assert_cmpint (hw_id_equal (&get (found, i)->identity, &first), ==, at_station);
          is_there |= at_station;
        }
      g_assert_true (is_there);
    }
}

static void
test_other_days_still_have_an_identity (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) again = NULL;

  /* Too little in any 28 days, enough in 100. */
  for (int number = 0; number < 100; number += 12)
    report_daily (&city, station, number, number, 1);
  history = tell (&city, 100);
  g_assert_cmpuint (count_lives (history), ==, 0);
  found = find (&city, 100, 100);
  again = find (&city, 100, 100);
  g_assert_cmpuint (found->len, ==, 1);
  hw_hot_spot_history_identify (history, found);
  hw_hot_spot_history_identify (history, again);
  g_assert_false (hw_id_is_nil (&get (found, 0)->identity));
  g_assert_true (hw_id_equal (&get (found, 0)->identity, &get (again, 0)->identity));
  g_assert_cmpint (get (found, 0)->born, ==, 0);
  g_assert_null (get (found, 0)->changes);
}

static void
test_only_half_a_year_is_told (void)
{
  g_auto (City) city = CITY;
  g_autoptr (HwHotSpotHistory) history = NULL;
  g_autoptr (GPtrArray) found = NULL;

  report_daily (&city, station, 0, 300, 1);
  report_daily (&city, station, 200, 300, 2);
  history = tell (&city, 300);
  found = find (&city, 300, 28);
  hw_hot_spot_history_identify (history, found);
  g_assert_cmpint (get (found, 0)->born, ==, day (4));
  g_assert_cmpuint (get (found, 0)->changes->len, >, 0);
  g_assert_cmpint (g_array_index (get (found, 0)->changes, HwHotSpotChange, 0).kind, ==, HW_HOT_SPOT_GREW);
}

static void
test_years_do_not_shift_it (void)
{
  g_auto (City) city = CITY;
  HwId identity = { { 0 } };

  /* Seven years, one report every three days; the beginning moves in large steps only. */
  for (int number = 0; number < 2500; number += 3)
    report_daily (&city, station, number, number, 1);
  for (int today = 2000; today < 2340; today += 20)
    {
      g_autoptr (HwHotSpotHistory) history = tell (&city, today);
      gint64 reach = hw_hot_spot_history_get_reach (day (today));

      g_assert_cmpuint (count_lives (history), ==, 1);
      g_assert_cmpint (day (today) - reach, >, 2 * 365 * HW_DAY_US);
      g_assert_cmpint (day (today) - reach, <, 4 * 365 * HW_DAY_US);
      if (today == 2000)
        identity = get_life (history, 0)->identity;
      g_assert_true (hw_id_equal (&identity, &get_life (history, 0)->identity));
    }
}

static void
test_cancelling_is_an_error (void)
{
  g_auto (City) city = CITY;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  HwHotSpotParams params;

  report_daily (&city, station, 0, 30, 100);
  hw_hot_spot_params_init (&params, day (30));
  g_cancellable_cancel (cancellable);
  g_assert_null (hw_hot_spot_history_new ((const HwIndexPoint *) (gpointer) city.points->data, city.points->len, &params, day (30), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hot-spot-history/no-points-are-no-history", test_no_points_are_no_history);
  g_test_add_func ("/hot-spot-history/born-on-the-day-it-weighs-enough", test_born_on_the_day_it_weighs_enough);
  g_test_add_func ("/hot-spot-history/its-days-are-those-that-are-found", test_its_days_are_those_that_are_found);
  g_test_add_func ("/hot-spot-history/identity/is-the-same-every-day", test_the_same_every_day);
  g_test_add_func ("/hot-spot-history/identity/is-the-same-on-every-laptop", test_the_same_on_every_laptop);
  g_test_add_func ("/hot-spot-history/identity/is-not-shifted-by-years", test_years_do_not_shift_it);
  g_test_add_func ("/hot-spot-history/grew-and-shrank", test_grew_and_shrank);
  g_test_add_func ("/hot-spot-history/moved/with-distance-and-direction", test_moved_with_distance_and_direction);
  g_test_add_func ("/hot-spot-history/moved/directions-are-those-of-the-compass", test_directions_are_those_of_the_compass);
  g_test_add_func ("/hot-spot-history/closed-after-a-week-without", test_closed_after_a_week_without);
  g_test_add_func ("/hot-spot-history/some-quiet-days-end-nothing", test_some_quiet_days_end_nothing);
  g_test_add_func ("/hot-spot-history/born-again-is-another", test_born_again_is_another);
  g_test_add_func ("/hot-spot-history/two-become-one", test_two_become_one);
  g_test_add_func ("/hot-spot-history/one-becomes-two", test_one_becomes_two);
  g_test_add_func ("/hot-spot-history/found/have-the-identity-of-the-day", test_found_ones_have_the_identity_of_the_day);
  g_test_add_func ("/hot-spot-history/found/ranks-change-and-identities-stay", test_ranks_change_and_identities_stay);
  g_test_add_func ("/hot-spot-history/found/other-days-still-have-an-identity", test_other_days_still_have_an_identity);
  g_test_add_func ("/hot-spot-history/found/only-half-a-year-is-told", test_only_half_a_year_is_told);
  g_test_add_func ("/hot-spot-history/cancelling-is-an-error", test_cancelling_is_an_error);
  return g_test_run ();
}
