/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-boundaries.h"
#include "hw-test-import.h"

static GPtrArray *
read_text (Fixture     *fixture,
           const char  *text,
           GError     **error)
{
  g_autoptr (GFile) file = write_text (fixture, text);

  return hw_boundaries_read (file, NULL, error);
}

static void
test_refuses (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const texts[] = {
    "{\"features\":[]}",
    "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}",
    "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,\"x\"],[4,5]]]}}]}",
    "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[530000,180000],[530001,180000],[530000,180001]]]}}]}",
    "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":7}}]}",
    "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[1]]}}]}",
    "{\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\"",
    "a,b\n1,2\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (fixture, texts[i], &error));
      g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED);
    }
}

static void
test_reads (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) boundaries = read_text (fixture,
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"CODE\":\"E09\",\"NAME\":\"Camden\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,51],[1,51],[1,52],[0,51]],[[0.2,51.1],[0.3,51.1],[0.3,51.2],[0.2,51.1]]]}},"
    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[2,51],[3,51],[3,52]]],[[[4,51],[5,51],[5,52]]]]}},"
    "{\"type\":\"Feature\",\"geometry\":null}]}", &error);
  HwBoundary *camden, *other;

  g_assert_no_error (error);
  g_assert_cmpuint (boundaries->len, ==, 2);
  camden = boundaries->pdata[0];
  other = boundaries->pdata[1];
  g_assert_cmpstr (camden->name, ==, "Camden");
  g_assert_cmpuint (camden->rings->len, ==, 2);
  g_assert_cmpuint (((GArray *) camden->rings->pdata[0])->len, ==, 3);
  g_assert_cmpfloat (camden->box.east, ==, 1);
  g_assert_cmpfloat (camden->box.south, ==, 51);
  g_assert_null (other->name);
  g_assert_cmpuint (other->rings->len, ==, 2);
}

/* Two squares beside each other that share the line from (1, 51) to (1, 52), in whole numbers of a tenth of a degree. */
#define TWO_SQUARES(objects) \
  "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[0,51]},\"objects\":" objects "," \
  "\"arcs\":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,10],[10,0],[0,-10],[-10,0]]]}"

static void
test_reads_topojson (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) boundaries = read_text (fixture, TWO_SQUARES (
    "{\"wards\":{\"type\":\"GeometryCollection\",\"geometries\":["
    "{\"type\":\"Polygon\",\"arcs\":[[0,1]],\"properties\":{\"name\":\"West\"}},"
    "{\"type\":\"MultiPolygon\",\"arcs\":[[[-1,-3]]],\"properties\":{\"name\":\"East\"}},"
    "{\"type\":\"Point\",\"coordinates\":[3,3]}]}}"), &error);
  HwBoundary *west, *east;
  GArray *ring;

  g_assert_no_error (error);
  g_assert_cmpuint (boundaries->len, ==, 2);
  west = boundaries->pdata[0];
  east = boundaries->pdata[1];
  g_assert_cmpstr (west->name, ==, "West");
  g_assert_cmpstr (east->name, ==, "East");
  ring = west->rings->pdata[0];
  g_assert_cmpuint (ring->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (g_array_index (ring, HwPoint, 1).latitude, 52, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (ring, HwPoint, 2).longitude, 0, 1e-9);
  ring = east->rings->pdata[0];
  g_assert_cmpuint (ring->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (g_array_index (ring, HwPoint, 2).longitude, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (ring, HwPoint, 2).latitude, 51, 1e-9);
  g_assert_cmpfloat_with_epsilon (east->box.east, 2, 1e-9);
}

static void
test_refuses_topojson (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char *const texts[] = {
    TWO_SQUARES ("{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0,3]]}}"),
    TWO_SQUARES ("{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0,-5]]}}"),
    TWO_SQUARES ("{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0,-9223372036854775808]]}}"),
    TWO_SQUARES ("{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0.5]]}}"),
    TWO_SQUARES ("{\"a\":{\"type\":\"Polygon\",\"arcs\":7}}"),
    TWO_SQUARES ("{\"a\":{\"type\":\"GeometryCollection\"}}"),
    TWO_SQUARES ("{\"a\":{\"type\":\"Point\",\"coordinates\":[0,51]}}"),
    TWO_SQUARES ("7"),
    "{\"type\":\"Topology\",\"objects\":{}}",
    "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[[[1,2],[500,1]]]}",
    "{\"type\":\"Topology\",\"transform\":{\"scale\":[1]},\"objects\":{},\"arcs\":[]}",
    "{\"type\":\"Topology\",\"transform\":3,\"objects\":{},\"arcs\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (fixture, texts[i], &error));
      g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED);
    }
}

/* One long arc named thousands of times would be a picture of gigabytes. */
static void
test_counts_points_named_again_and_again (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"Topology\",\"objects\":{\"a\":{\"type\":\"Polygon\",\"arcs\":[[0");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",0");
  g_string_append (text, "]]}},\"arcs\":[[[0,0]");
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, ",[%u,1]", i % 90);
  g_string_append (text, "]]}");

  g_assert_null (read_text (fixture, text->str, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED);
}

static void
test_real (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { const char *name; guint n; const char *one; } files[] = {
    { "boundaries/london_boroughs.geojson", 33, "Camden" },
    { "boundaries/copenhagen_neighbourhoods.geojson", 10, NULL },
    { "boundaries/tacoma_neighborhood_council_districts.geojson", 8, "West End" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GFile) file = real_file (files[i].name);
      g_autoptr (GPtrArray) boundaries = NULL;
      g_autoptr (GError) error = NULL;
      gboolean found = FALSE;

      if (file == NULL)
        return;
      boundaries = hw_boundaries_read (file, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (boundaries->len, ==, files[i].n);
      for (guint j = 0; j < boundaries->len; j++)
        {
          g_assert_nonnull (((HwBoundary *) boundaries->pdata[j])->name);
          found |= g_strcmp0 (((HwBoundary *) boundaries->pdata[j])->name, files[i].one) == 0;
        }
      g_assert_true (found || files[i].one == NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/boundaries/refuses-files-without-areas-on-the-earth", Fixture, NULL, fixture_set_up, test_refuses, fixture_tear_down);
  g_test_add ("/boundaries/reads-polygons-with-holes-and-their-names", Fixture, NULL, fixture_set_up, test_reads, fixture_tear_down);
  g_test_add ("/boundaries/reads-topojson-with-its-shared-lines", Fixture, NULL, fixture_set_up, test_reads_topojson, fixture_tear_down);
  g_test_add ("/boundaries/refuses-topojson-whose-lines-are-not-there", Fixture, NULL, fixture_set_up, test_refuses_topojson, fixture_tear_down);
  g_test_add ("/boundaries/counts-points-that-are-named-again-and-again", Fixture, NULL, fixture_set_up, test_counts_points_named_again_and_again, fixture_tear_down);
  g_test_add ("/boundaries/reads-real-boroughs-and-districts", Fixture, NULL, fixture_set_up, test_real, fixture_tear_down);
  return g_test_run ();
}
