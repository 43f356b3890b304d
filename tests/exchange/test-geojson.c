/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-geojson-reader.h"
#include "hw-import.h"

/* Features as text: their line and the property "n", or the problem. */
static char *
show (const char  *text,
      gsize        limit,
      GError     **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (HwGeojsonReader) reader = hw_geojson_reader_new (hw_text_reader_new (stream, "UTF-8"), limit);
  g_autoptr (GString) shown = g_string_new (NULL);
  const HwGeojsonFeature *feature;

  do
    {
      if (!hw_geojson_reader_next (reader, &feature, NULL, error))
        return NULL;
      if (feature != NULL && feature->object != NULL)
        g_string_append_printf (shown, "%d:%s/", (int) feature->line, json_object_get_string_member_with_default (feature->object, "n", "?"));
      else if (feature != NULL)
        g_string_append_printf (shown, "%d!%s/", (int) feature->line, feature->problem);
    }
  while (feature != NULL);
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

static void
assert_features (const char *text,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = show (text, 10000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "[1,2]", "{\"features\":[1]}", "{\"features\":[{\"n\":\"1\"}", "{\"features\":[{\"n\":\"1\"}]", "{\"features\":[{\"n\":\"}",
    "{\"features\":[", "{", "x", "{\"features\":[]}}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = show (texts[i], 10000, &error);

      if (shown != NULL)
        g_error ("%s was read as %s", texts[i], shown);
      g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED);
    }
}

static void
test_problems (void)
{
  g_autofree char *deep = g_strnfill (200, '[');
  g_autofree char *deep_end = g_strnfill (200, ']');
  g_autofree char *text = g_strconcat ("{\"features\":[{\"x\":", deep, deep_end, "},{\"n\":\"2\"}]}", NULL);
  g_autofree char *shown = NULL;

  assert_features (text, "1!The feature has too many brackets within brackets/1:2/");
  assert_features ("{\"features\":[{\"n\" \"1\"},\n{\"n\":\"2\"}]}", "1!The feature is not valid JSON/2:2/");
  shown = show ("{\"features\":[{\"n\":\"a long name of a thing\"},{\"n\":\"2\"}]}", 15, NULL);
  g_assert_cmpstr (shown, ==, "1!The feature is too long to be a report/1:2/");
}

static void
test_collection (void)
{
  assert_features ("{\"type\":\"FeatureCollection\",\"features\":[]}", "");
  assert_features ("{ \"type\" : \"FeatureCollection\",\n \"name\":\"features\", \"crs\":{\"features\":[1,2]},\n\"features\" : [\n{\"n\":\"1\"} ,\n\n{\"n\":\"2\"}\n]\n, \"more\": {\"a\":[{}]} }\n",
                   "4:1/6:2/");
  assert_features ("{\"features\":[{\"n\":\"}]{\\\"\\\\\",\"m\":[{\"a\":{}}]}]}", "1:}]{\"\\/");
}

static void
test_sequence (void)
{
  assert_features ("{\"n\":\"1\"}", "1:1/");
  assert_features ("\036{\"n\":\"1\"}\n\036{\"n\":\"2\",\"a\":[1]}\n", "1:1/2:2/");
}

/* Many features through a limit of one kilobyte. */
static void
test_streaming (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  static const char text[] = "{\"type\":\"Feature\",\"n\":\"1\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.1,51.5]}},\n";
  g_autoptr (GBytes) feature = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (HwGeojsonReader) reader = NULL;
  const HwGeojsonFeature *found;
  guint n = 0;

  g_memory_input_stream_add_data (G_MEMORY_INPUT_STREAM (stream), "{\"features\":[", -1, NULL);
  for (guint i = 0; i < 20000; i++)
    g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (stream), feature);
  g_memory_input_stream_add_data (G_MEMORY_INPUT_STREAM (stream), "]}", -1, NULL);
  reader = hw_geojson_reader_new (hw_text_reader_new (stream, "UTF-8"), 1024);
  while (hw_geojson_reader_next (reader, &found, NULL, NULL) && found != NULL)
    n += found->object != NULL;
  g_assert_cmpuint (n, ==, 20000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geojson-reader/refuses-what-is-no-collection-or-stops-in-the-middle", test_refuses);
  g_test_add_func ("/geojson-reader/gives-a-problem-for-one-bad-feature-and-goes-on", test_problems);
  g_test_add_func ("/geojson-reader/finds-the-features-of-a-collection", test_collection);
  g_test_add_func ("/geojson-reader/reads-a-single-feature-and-a-sequence", test_sequence);
  g_test_add_func ("/geojson-reader/needs-the-memory-of-one-feature", test_streaming);
  return g_test_run ();
}
