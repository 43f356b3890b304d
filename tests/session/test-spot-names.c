/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-spot-names.h"

/* What a hot-spot is called. */

static void
add_spot (GPtrArray  *spots,
          const char *first_place,
          ...) G_GNUC_NULL_TERMINATED;

static void
add_spot (GPtrArray  *spots,
          const char *first_place,
          ...)
{
  GPtrArray *places = g_ptr_array_new ();
  va_list rest;

  va_start (rest, first_place);
  for (const char *place = first_place; place != NULL; place = va_arg (rest, const char *))
    g_ptr_array_add (places, (gpointer) place);
  va_end (rest);
  g_ptr_array_add (spots, places);
}

static GPtrArray *
new_spots (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

static void
assert_name (GPtrArray  *spots,
             guint       position,
             const char *name)
{
  g_autoptr (GPtrArray) names = hw_spot_names_pick (spots);

  g_assert_cmpuint (names->len, ==, spots->len);
  g_assert_cmpstr (g_ptr_array_index (names, position), ==, name);
}

static void
test_commonest (void)
{
  g_autoptr (GPtrArray) spots = new_spots ();

  add_spot (spots, "behind the bins, Drummond Street", "drummond street", "a doorway, Drummond Street", "a doorway", NULL);
  assert_name (spots, 0, "Drummond Street");
}

static void
test_house_numbers (void)
{
  g_autoptr (GPtrArray) spots = new_spots ();

  add_spot (spots, "12 High Street", "14-16 High Street", "No. 7B High Street", NULL);
  assert_name (spots, 0, "High Street");
  add_spot (spots, "3rd Avenue", "120 3rd Avenue", NULL);
  assert_name (spots, 1, "3rd Avenue");
  add_spot (spots, "12", "12", NULL);
  assert_name (spots, 2, NULL);
}

static void
test_city_is_no_name (void)
{
  g_autoptr (GPtrArray) spots = new_spots ();

  add_spot (spots, "1 Pine St, Seattle", "2 Pine St, Seattle", "Seattle", NULL);
  add_spot (spots, "Post Alley, Seattle", "Post Alley, Seattle", NULL);
  add_spot (spots, "1 Elm St, Seattle", "2 Oak St, Seattle", NULL);
  assert_name (spots, 0, "Pine St");
  assert_name (spots, 1, "Post Alley");
  assert_name (spots, 2, NULL);
}

static void
test_no_agreement (void)
{
  g_autoptr (GPtrArray) spots = new_spots ();

  add_spot (spots, "a doorway", "the steps", NULL);
  assert_name (spots, 0, NULL);
  g_ptr_array_add (spots, g_ptr_array_new ());
  assert_name (spots, 1, NULL);
  add_spot (spots, "Viaduct Arches", NULL);
  assert_name (spots, 2, "Viaduct Arches");
}

static void
test_same_reports_same_name (void)
{
  g_autoptr (GPtrArray) spots = new_spots ();
  g_autoptr (GPtrArray) reversed = new_spots ();

  add_spot (spots, "steps, North Road, East Road", "steps, East Road, North Road", NULL);
  add_spot (reversed, "steps, East Road, North Road", "North Road, East Road, steps", NULL);
  assert_name (spots, 0, "East Road");
  assert_name (reversed, 0, "East Road");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spot-names/commonest-part-of-the-places", test_commonest);
  g_test_add_func ("/spot-names/without-house-numbers", test_house_numbers);
  g_test_add_func ("/spot-names/what-most-have-tells-none-apart", test_city_is_no_name);
  g_test_add_func ("/spot-names/none-where-reports-do-not-agree", test_no_agreement);
  g_test_add_func ("/spot-names/order-of-reports-does-not-matter", test_same_reports_same_name);

  return g_test_run ();
}
