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
  g_test_add ("/boundaries/reads-real-boroughs-and-districts", Fixture, NULL, fixture_set_up, test_real, fixture_tear_down);
  return g_test_run ();
}
