/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hw-form-data.h"
#include "hw-mbtiles-writer.h"
#include "hw-png.h"
#include "hw-web-form-page.h"
#include "hw-web-map.h"

/* The map in the form: a click fills in a point, buttons move it, and nothing that was written is lost. */

#define TYPE "application/x-www-form-urlencoded"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

/* Copenhagen, of one grey, from zoom 10 to 14. */
static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree guint32 *pixels = g_new0 (guint32, 256 * 256);
  g_autoptr (GBytes) picture = hw_png_encode ((const guchar *) pixels, 256, 256, 1024);
  g_autoptr (HwMbtilesWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("homeward-web-map-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "town.mbtiles", NULL);
  writer = hw_mbtiles_writer_new (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (hw_mbtiles_writer_set (writer, "format", "png", &error));
  g_assert_true (hw_mbtiles_writer_set (writer, "bounds", "12.40,55.60,12.70,55.75", &error));
  g_assert_true (hw_mbtiles_writer_set (writer, "attribution", "<a href=\"https://example.org\">The mapmakers &amp; friends</a>", &error));
  for (guint zoom = 10; zoom <= 14; zoom++)
    for (guint x = (547u << zoom) >> 10; x <= (548u << zoom) >> 10; x++)
      for (guint y = (320u << zoom) >> 10; y <= (321u << zoom) >> 10; y++)
        g_assert_true (hw_mbtiles_writer_add (writer, zoom, x, y, picture, &error));
  g_assert_true (hw_mbtiles_writer_finish (writer, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GHashTable *
parse (const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return hw_form_data_parse (TYPE, bytes, NULL);
}

static char *
write_page (const char *map,
            GHashTable *values)
{
  const HwWebPage page = { .language = "en", .path = "", .team = "Team", .emergency = "112", .map = map, .now = (gint64) 1795464000 * G_USEC_PER_SEC };
  g_autoptr (HwWebForm) form = values != NULL ? hw_web_form_new_draft (values) : hw_web_form_new (NULL, 0, NULL, NULL);
  g_autoptr (GBytes) html = hw_web_form_page_write (&page, form);

  g_assert_false (hw_web_form_is_sound (form));
  return g_strndup (g_bytes_get_data (html, NULL), g_bytes_get_size (html));
}

static void
test_asked (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *without = write_page (NULL, NULL);
  g_autofree char *unasked = write_page (fixture->path, NULL);
  g_autoptr (GHashTable) values = parse ("map-move=show&place=bench");
  g_autofree char *asked = NULL;

  g_assert_null (strstr (without, "map-move"));
  g_assert_null (strstr (unasked, "type=\"image\""));
  g_assert_nonnull (strstr (unasked, "value=\"show\" formaction=\"/en/map#map\">Show a map</button>"));
  /* Enter in a field sends the form. */
  g_assert_true (strstr (unasked, "<button type=\"submit\" class=\"leave\"") < strstr (unasked, "map-move"));

  hw_web_map_use (values, fixture->path);
  asked = write_page (fixture->path, values);
  g_assert_nonnull (strstr (asked, "type=\"image\" name=\"map\""));
  g_assert_nonnull (strstr (asked, "The mapmakers &amp; friends"));
  g_assert_nonnull (strstr (asked, "\nbench</textarea>"));
  g_assert_null (strstr (asked, "role=\"alert\""));
  g_assert_null (strstr (asked, "http"));
}

static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none.mbtiles", NULL);
  g_autoptr (GHashTable) values = parse ("map-move=in&map-view=12/55.6/12.5&place=bench");
  g_autofree char *page = NULL;

  hw_web_map_use (values, path);
  page = write_page (path, values);
  g_assert_nonnull (strstr (page, "Show a map"));
  g_assert_nonnull (strstr (page, "\nbench</textarea>"));
}

static void
get_view (GHashTable *values,
          double     *zoom,
          double     *latitude,
          double     *longitude)
{
  g_auto (GStrv) parts = g_strsplit (hw_form_data_get (values, HW_WEB_MAP_VIEW), "/", 4);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  *zoom = g_ascii_strtod (parts[0], NULL);
  *latitude = g_ascii_strtod (parts[1], NULL);
  *longitude = g_ascii_strtod (parts[2], NULL);
}

static void
assert_view (Fixture    *fixture,
             const char *body,
             double      zoom,
             double      latitude,
             double      longitude)
{
  g_autoptr (GHashTable) values = parse (body);
  double now_zoom, now_latitude, now_longitude;

  hw_web_map_use (values, fixture->path);
  get_view (values, &now_zoom, &now_latitude, &now_longitude);
  g_assert_cmpfloat (now_zoom, ==, zoom);
  g_assert_cmpfloat_with_epsilon (now_latitude, latitude, 1e-4);
  g_assert_cmpfloat_with_epsilon (now_longitude, longitude, 1e-4);
}

static void
test_move (Fixture      *fixture,
           gconstpointer data)
{
  const double step = 144.0 / (256 << 12) * 360;

  /* Not beyond what the map has, and what is no view begins anew. */
  assert_view (fixture, "map-move=in&map-view=14/55.67/12.56", 14, 55.67, 12.56);
  assert_view (fixture, "map-move=out&map-view=10/55.67/12.56", 10, 55.67, 12.56);
  assert_view (fixture, "map-move=nowhere&map-view=99/nowhere", 11, 55.6751, 12.55);
  assert_view (fixture, "map-move=east&map-view=10/0/179.99", 10, 0, 180);

  assert_view (fixture, "map-move=in&map-view=12/55.67/12.56", 13, 55.67, 12.56);
  assert_view (fixture, "map-move=out&map-view=12/55.67/12.56", 11, 55.67, 12.56);
  assert_view (fixture, "map-move=east&map-view=12/55.67/12.56", 12, 55.67, 12.56 + step);
  assert_view (fixture, "map-move=west&map-view=12/55.67/12.56", 12, 55.67, 12.56 - step);
  assert_view (fixture, "map-move=north&map-view=12/55.67/12.56", 12, 55.67 + step * cos (55.68 * G_PI / 180), 12.56);
  assert_view (fixture, "map-move=south&map-view=12/55.67/12.56", 12, 55.67 - step * cos (55.66 * G_PI / 180), 12.56);
  assert_view (fixture, "map-move=show&point=55.70000,12.60000", 14, 55.7, 12.6);
}

static void
test_click (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GHashTable) outside = parse ("map.x=4000&map.y=-1&map-view=12/55.67/12.56");
  g_autoptr (GHashTable) key = parse ("map.x=0&map.y=0&map-view=12/55.67/12.56");
  g_autoptr (GHashTable) click = parse ("map.x=244&map.y=120&map-view=12/55.67/12.56&place=bench&point=old");
  g_autofree char *point = g_strdup_printf ("%.5f", 12.56 + 100.0 / (256 << 12) * 360);
  g_autofree char *page = NULL;

  hw_web_map_use (outside, fixture->path);
  g_assert_cmpstr (hw_form_data_get (outside, HW_WEB_POINT), ==, "55.67000, 12.56000");
  hw_web_map_use (key, fixture->path);
  g_assert_cmpstr (hw_form_data_get (key, HW_WEB_POINT), ==, "55.67000, 12.56000");

  hw_web_map_use (click, fixture->path);
  g_assert_true (g_str_has_prefix (hw_form_data_get (click, HW_WEB_POINT), "55.67000, "));
  g_assert_true (g_str_has_suffix (hw_form_data_get (click, HW_WEB_POINT), point));
  page = write_page (fixture->path, click);
  g_assert_nonnull (strstr (page, point));
  g_assert_nonnull (strstr (page, "\nbench</textarea>"));
}

static double
read_precision (const char *body)
{
  g_autofree char *whole = g_strdup_printf ("opened=1795463900-1&when=now&%s", body);
  g_autoptr (GHashTable) values = parse (whole);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (HwWebForm) form = hw_web_form_new (values, (gint64) 1795464000 * G_USEC_PER_SEC, zone, NULL);

  g_assert_true (hw_web_form_is_sound (form));
  return hw_web_form_get_report (form)->point_precision_m;
}

static void
test_precision (Fixture      *fixture,
                gconstpointer data)
{
  g_assert_cmpfloat (read_precision ("point=60.00000, 12.56000"), <, 2);
  g_assert_cmpfloat (read_precision ("point=60.00000, 12.56001&map-click=12 60.00000, 12.56000"), <, 2);
  g_assert_cmpfloat (read_precision ("point=60.00000, 12.56000&map-click=99 60.00000, 12.56000"), <, 2);

  /* Half of the equator's 38.2 m a pixel. */
  g_assert_cmpfloat_with_epsilon (read_precision ("point=60.00000, 12.56000&map-click=12 60.00000, 12.56000"), 8 * 19.1, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/web-map/shows-to-those-who-ask-for-it", Fixture, NULL, set_up, test_asked, tear_down);
  g_test_add ("/web-map/a-map-that-is-gone-loses-nothing", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/web-map/buttons-move-it-within-its-bounds", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/web-map/a-click-is-a-point-and-a-key-the-middle", Fixture, NULL, set_up, test_click, tear_down);
  g_test_add ("/web-map/a-click-is-as-precise-as-the-map-was-near", Fixture, NULL, set_up, test_precision, tear_down);
  return g_test_run ();
}
