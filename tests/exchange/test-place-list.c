/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-place-list.h"
#include "hw-test-import.h"

static HwPlaceList *
read_text (Fixture    *fixture,
           const char *text)
{
  g_autoptr (GFile) file = write_bytes (fixture, "places", text, -1);
  g_autoptr (GError) error = NULL;
  HwPlaceList *list = hw_place_list_read (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->n_rows, ==, list->places->len + list->n_refused);
  return list;
}

static void
assert_place (const HwPlaceList *list,
              guint              index,
              const char        *name,
              HwNamedPlaceKind   kind,
              double             latitude,
              double             longitude)
{
  const HwNamedPlace *place = g_ptr_array_index (list->places, index);

  g_assert_cmpstr (place->name, ==, name);
  g_assert_cmpint (place->kind, ==, kind);
  g_assert_cmpfloat_with_epsilon (place->point.latitude, latitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (place->point.longitude, longitude, 1e-6);
}

static void
assert_fails (Fixture    *fixture,
              const char *text,
              int         code)
{
  g_autoptr (GFile) file = write_bytes (fixture, "bad", text, -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_place_list_read (file, NULL, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, code);
}

static void
test_refuses_files (Fixture       *fixture,
                    gconstpointer  data)
{
  assert_fails (fixture, "", HW_IMPORT_FILE_EMPTY);
  assert_fails (fixture, "name\nCanal Yard\n", HW_IMPORT_FILE_ONE_COLUMN);
  assert_fails (fixture, "name,postcode\nCanal Yard,1000\nAbbey Park,2000\n", HW_IMPORT_FILE_MAPPING);
  assert_fails (fixture, "latitude,longitude\n51.5,-0.1\n51.6,-0.2\n", HW_IMPORT_FILE_MAPPING);
}

static void
test_refuses_rows (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (HwPlaceList) list = read_text (fixture,
    "name,kind,latitude,longitude\n"
    "Canal Yard,street,51.5,-0.1\n"
    ",street,51.5,-0.1\n"
    "Nowhere,street,,\n"
    "Zero,street,0,0\n"
    "Beyond,street,95.0,-0.1\n"
    "Abbey Park,landmark,51.52,-0.11\n");
  const HwRefusal *first = g_ptr_array_index (list->refusals, 0);
  const HwRefusal *second = g_ptr_array_index (list->refusals, 1);

  g_assert_cmpuint (list->n_rows, ==, 6);
  g_assert_cmpuint (list->n_refused, ==, 4);
  g_assert_cmpuint (list->places->len, ==, 2);
  g_assert_cmpuint (first->line, ==, 3);
  g_assert_cmpstr (first->reason, ==, "There is no name");
  g_assert_cmpstr (second->text, ==, "Nowhere");
  assert_place (list, 1, "Abbey Park", HW_NAMED_PLACE_LANDMARK, 51.52, -0.11);
}

static void
test_reads_registers (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (HwPlaceList) danish = read_text (fixture,
    "kommunekode;vejnavn;breddegrad;længdegrad\n"
    "0101;Nørregade;55,6800;12,5700\n"
    "0101;Ærøgade;55,6900;12,5800\n");

  assert_place (danish, 0, "Nørregade", HW_NAMED_PLACE_STREET, 55.68, 12.57);
  assert_place (danish, 1, "Ærøgade", HW_NAMED_PLACE_STREET, 55.69, 12.58);
  g_assert_cmpstr (danish->columns[0], ==, "name: vejnavn");
  g_assert_cmpuint (g_strv_length (danish->columns), ==, 3);
}

static void
test_reads_map_extracts (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (HwPlaceList) points = read_text (fixture,
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.1,51.5]},\"properties\":{\"name\":\"St Peter's\",\"amenity\":\"place_of_worship\"}},"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"Lost\",\"amenity\":\"shop\"}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.2,51.6]},\"properties\":{\"name\":\"High Street\",\"amenity\":\"residential\"}}]}");
  g_autoptr (HwPlaceList) text = read_text (fixture, "name\tgeom\nCanal Yard\tPOINT (-0.1 51.5)\nAbbey Park\tPOINT (-0.2 51.6)\n");

  g_assert_cmpuint (points->n_refused, ==, 1);
  assert_place (points, 0, "St Peter's", HW_NAMED_PLACE_LANDMARK, 51.5, -0.1);
  assert_place (points, 1, "High Street", HW_NAMED_PLACE_STREET, 51.6, -0.2);
  assert_place (text, 1, "Abbey Park", HW_NAMED_PLACE_OTHER, 51.6, -0.2);
}

#define LIST_TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  LIST_TEST ("/place-list/refuses-files-without-names-or-coordinates", test_refuses_files);
  LIST_TEST ("/place-list/refuses-rows-that-are-no-place-and-reads-the-others", test_refuses_rows);
  LIST_TEST ("/place-list/reads-a-register-of-streets", test_reads_registers);
  LIST_TEST ("/place-list/reads-what-a-map-gives-out", test_reads_map_extracts);
  return g_test_run ();
}
