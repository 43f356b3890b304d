/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-map.h"

#include <math.h>
#include <string.h>

#include "hw-form-data.h"
#include "hw-html-text.h"
#include "hw-mercator.h"
#include "hw-place.h"
#include "hw-tile-archive.h"

/*
 * A small map in the form, for those who would rather point than write: a
 * picture that is a button (HTML's input of the type image) and buttons to move
 * it. A click posts the form, and it comes back with the point filled in; no
 * script is needed. The picture is within the page, put together from the
 * team's own map: no address with a place in it is ever asked for or logged,
 * and nobody else hears of it. It shows only to those who ask for it.
 */

#define WIDTH     288       /* pixels; fits on the smallest telephone, and is never scaled, as a click is counted in pixels */
#define HEIGHT    240
#define TILE      256
#define STEP      0.5       /* of the width, for a button that moves */
#define MAX_ZOOM  19u
#define FINGER    8         /* pixels that a finger or a mouse may be off */

typedef struct
{
  guint  zoom;
  double x;       /* the middle, as hw_mercator_x() has it */
  double y;
} View;

static double
get_world (const View *view)
{
  return TILE * (double) (1u << view->zoom);
}

static void
clamp (View          *view,
       HwTileArchive *map)
{
  view->zoom = CLAMP (view->zoom, hw_tile_archive_get_min_zoom (map), MIN (hw_tile_archive_get_max_zoom (map), MAX_ZOOM));
  view->x = CLAMP (view->x, 0.0, 1.0);
  view->y = CLAMP (view->y, 0.0, 1.0);
}

static void
set_middle (View          *view,
            const HwPoint *point)
{
  view->x = hw_mercator_x (point->longitude);
  view->y = hw_mercator_y (point->latitude);
}

/* All that the map covers, as near as it fits. */
static void
start (View          *view,
       HwTileArchive *map)
{
  HwBox box = hw_tile_archive_get_bounds (map);
  double width = hw_mercator_x (box.east) - hw_mercator_x (box.west);

  view->x = (hw_mercator_x (box.east) + hw_mercator_x (box.west)) / 2;
  view->y = (hw_mercator_y (box.north) + hw_mercator_y (box.south)) / 2;
  for (view->zoom = 0; view->zoom < MAX_ZOOM && width * get_world (view) < WIDTH; view->zoom++)
    ;
  clamp (view, map);
}

static gboolean
read_point (GHashTable *values,
            HwPoint    *point)
{
  HwPlace place;

  if (!hw_place_parse (hw_form_data_get (values, HW_WEB_POINT), NULL, &place, NULL))
    return FALSE;
  *point = place.point;
  return TRUE;
}

static void
read_view (View          *view,
           GHashTable    *values,
           HwTileArchive *map)
{
  g_auto (GStrv) parts = g_strsplit (hw_form_data_get (values, HW_WEB_MAP_VIEW), "/", 4);
  HwPoint point;
  guint64 zoom;

  start (view, map);
  if (g_strv_length (parts) == 3 && g_ascii_string_to_unsigned (parts[0], 10, 0, MAX_ZOOM, &zoom, NULL) &&
      hw_place_parse_angle (parts[1], TRUE, &point.latitude, NULL) && hw_place_parse_angle (parts[2], FALSE, &point.longitude, NULL))
    {
      view->zoom = (guint) zoom;
      set_middle (view, &point);
    }
  else if (read_point (values, &point))
    {
      view->zoom = MAX_ZOOM;
      set_middle (view, &point);
    }
  clamp (view, map);
}

static char *
write_view (const View *view)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (latitude, sizeof latitude, "%.6f", hw_mercator_latitude (view->y));
  g_ascii_formatd (longitude, sizeof longitude, "%.6f", hw_mercator_longitude (view->x));
  return g_strdup_printf ("%u/%s/%s", view->zoom, latitude, longitude);
}

/* -- what a click or a button does --------------------------------------------- */

static void
move (View       *view,
      const char *where)
{
  double step = STEP * WIDTH / get_world (view);

  if (strcmp (where, "in") == 0)
    view->zoom++;
  else if (strcmp (where, "out") == 0 && view->zoom > 0)
    view->zoom--;
  else if (strcmp (where, "north") == 0)
    view->y -= step;
  else if (strcmp (where, "south") == 0)
    view->y += step;
  else if (strcmp (where, "west") == 0)
    view->x -= step;
  else if (strcmp (where, "east") == 0)
    view->x += step;
}

static void
put (GHashTable *values,
     const char *name,
     char       *value)
{
  g_hash_table_insert (values, g_strdup (name), value);
}

/* A key pressed on the picture clicks on no point: that is the middle, where the cross is. */
static void
click (View       *view,
       GHashTable *values)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];
  guint64 x = 0, y = 0;

  if (g_ascii_string_to_unsigned (hw_form_data_get (values, HW_WEB_MAP_X), 10, 0, WIDTH, &x, NULL) &&
      g_ascii_string_to_unsigned (hw_form_data_get (values, HW_WEB_MAP_Y), 10, 0, HEIGHT, &y, NULL) && (x > 0 || y > 0))
    {
      view->x += ((double) x - WIDTH / 2.0) / get_world (view);
      view->y += ((double) y - HEIGHT / 2.0) / get_world (view);
    }
  g_ascii_formatd (latitude, sizeof latitude, "%.5f", hw_mercator_latitude (view->y));
  g_ascii_formatd (longitude, sizeof longitude, "%.5f", hw_mercator_longitude (view->x));
  put (values, HW_WEB_POINT, g_strdup_printf ("%s, %s", latitude, longitude));
  put (values, HW_WEB_MAP_CLICK, g_strdup_printf ("%u %s, %s", view->zoom, latitude, longitude));
}

/**
 * hw_web_map_use:
 * @values: (element-type utf8 utf8): what was posted
 * @path: (nullable): the file of the map
 *
 * Does what was clicked: moves the view, or fills in the point.
 */
void
hw_web_map_use (GHashTable *values,
                const char *path)
{
  g_autoptr (HwTileArchive) map = path != NULL ? hw_tile_archive_open (path, NULL) : NULL;
  View view;

  if (map == NULL)
    return;
  read_view (&view, values, map);
  if (g_hash_table_contains (values, HW_WEB_MAP_X))
    click (&view, values);
  else
    move (&view, hw_form_data_get (values, HW_WEB_MAP_MOVE));
  clamp (&view, map);
  put (values, HW_WEB_MAP_VIEW, write_view (&view));
}

/**
 * hw_web_map_get_precision:
 * @values: (element-type utf8 utf8): what was posted
 * @latitude: of the point, degrees
 *
 * A click on a map of a whole town is not as sure as the digits of its point
 * would have it.
 *
 * Returns: metres that the point may be off; 0 where it was written, not clicked
 */
double
hw_web_map_get_precision (GHashTable *values,
                          double      latitude)
{
  const char *clicked = hw_form_data_get (values, HW_WEB_MAP_CLICK);
  const char *point = strchr (clicked, ' ');
  g_autofree char *digits = g_strndup (clicked, point != NULL ? point - clicked : 0);
  guint64 zoom;

  if (point == NULL || strcmp (point + 1, hw_form_data_get (values, HW_WEB_POINT)) != 0 ||
      !g_ascii_string_to_unsigned (digits, 10, 0, MAX_ZOOM, &zoom, NULL))
    return 0;
  return FINGER * 2 * G_PI * HW_EARTH_RADIUS_M * cos (latitude * (G_PI / 180.0)) / (TILE * (double) (1u << zoom));
}

/* -- the picture ----------------------------------------------------------------- */

static void
add_tile (GString       *svg,
          HwTileArchive *map,
          const View    *view,
          gint64         x,
          gint64         y)
{
  g_autoptr (GBytes) tile = NULL;
  g_autofree char *data = NULL;
  const double left = (double) x * TILE - (view->x * get_world (view) - WIDTH / 2.0);
  const double top = (double) y * TILE - (view->y * get_world (view) - HEIGHT / 2.0);

  if (x < 0 || y < 0 || x >= (gint64) 1 << view->zoom || y >= (gint64) 1 << view->zoom)
    return;
  tile = hw_tile_archive_get_tile (map, view->zoom, (guint) x, (guint) y, NULL);
  if (tile == NULL)
    return;
  data = g_base64_encode (g_bytes_get_data (tile, NULL), g_bytes_get_size (tile));
  g_string_append_printf (svg, "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" href=\"data:image/%s;base64,%s\"/>",
                          (int) lround (left), (int) lround (top), TILE, TILE,
                          strcmp (hw_tile_archive_get_format (map), "jpg") == 0 ? "jpeg" : hw_tile_archive_get_format (map), data);
}

/* A cross in the middle, and a ring where the point is. */
static void
add_marks (GString       *svg,
           const View    *view,
           const HwPoint *point)
{
  g_string_append_printf (svg, "<path d=\"M%d %dh24m-12 -12v24\" stroke=\"#fff\" stroke-width=\"4\"/><path d=\"M%d %dh24m-12 -12v24\" stroke=\"#241f31\" stroke-width=\"2\"/>",
                          WIDTH / 2 - 12, HEIGHT / 2, WIDTH / 2 - 12, HEIGHT / 2);
  if (point != NULL)
    {
      int x = (int) lround ((hw_mercator_x (point->longitude) - view->x) * get_world (view) + WIDTH / 2.0);
      int y = (int) lround ((hw_mercator_y (point->latitude) - view->y) * get_world (view) + HEIGHT / 2.0);

      g_string_append_printf (svg, "<g fill=\"none\"><circle cx=\"%d\" cy=\"%d\" r=\"10\" stroke=\"#fff\" stroke-width=\"7\"/>"
                              "<circle cx=\"%d\" cy=\"%d\" r=\"10\" stroke=\"#c01c28\" stroke-width=\"4\"/></g>", x, y, x, y);
    }
}

static char *
draw (HwTileArchive *map,
      const View    *view,
      const HwPoint *point)
{
  g_autoptr (GString) svg = g_string_new (NULL);
  const gint64 left = (gint64) floor ((view->x * get_world (view) - WIDTH / 2.0) / TILE);
  const gint64 top = (gint64) floor ((view->y * get_world (view) - HEIGHT / 2.0) / TILE);

  g_string_append_printf (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\"><rect width=\"100%%\" height=\"100%%\" fill=\"#deddda\"/>", WIDTH, HEIGHT);
  for (gint64 y = top; y * TILE < view->y * get_world (view) + HEIGHT / 2.0; y++)
    for (gint64 x = left; x * TILE < view->x * get_world (view) + WIDTH / 2.0; x++)
      add_tile (svg, map, view, x, y);
  add_marks (svg, view, point);
  g_string_append_printf (svg, "</svg>");  /* g_string_append () of newer GLib makes its compilers fear for what follows */
  return g_base64_encode ((const guchar *) svg->str, svg->len);
}

/* -- in the page ------------------------------------------------------------------ */

static void
add_buttons (const HwWebPage *page,
             GString         *html)
{
  static const char * const moves[] = { "in", "out", "north", "south", "west", "east" };

  g_string_append (html, "<div class=\"moves\">\n");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *phrase = g_strconcat ("map-", moves[i], NULL);

      hw_web_add (html, "<button type=\"submit\" class=\"small\" name=\"" HW_WEB_MAP_MOVE "\" value=\"%s\" formaction=\"/%s/map#map\">%s</button>\n",
                  moves[i], page->language, hw_web_page_get (page, phrase));
    }
  g_string_append (html, "</div>\n");
}

static void
add_picture (const HwWebPage *page,
             GString         *html,
             HwTileArchive   *map,
             GHashTable      *values)
{
  const char *attribution = hw_tile_archive_get_attribution (map);
  g_autofree char *credit = attribution != NULL ? hw_html_text_strip (attribution) : g_strdup ("");
  g_autofree char *picture = NULL;
  g_autofree char *where = NULL;
  HwPoint point;
  View view;

  read_view (&view, values, map);
  where = write_view (&view);
  picture = draw (map, &view, read_point (values, &point) ? &point : NULL);
  hw_web_add (html, "<p class=\"hint\" id=\"map-hint\">%s</p>\n<input type=\"hidden\" name=\"" HW_WEB_MAP_VIEW "\" value=\"%s\">\n", hw_web_page_get (page, "map-hint"), where);
  hw_web_add (html, "<input type=\"image\" name=\"map\" class=\"map\" width=\"%d\" height=\"%d\" formaction=\"/%s/map#map\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">\n",
              WIDTH, HEIGHT, page->language, hw_web_page_get (page, "map-alt"), picture);
  hw_web_add (html, "<input type=\"hidden\" name=\"" HW_WEB_MAP_CLICK "\" value=\"%s\">\n", hw_form_data_get (values, HW_WEB_MAP_CLICK));
  if (*credit != '\0')
    hw_web_add (html, "<p class=\"hint\">%s</p>\n", credit);
  add_buttons (page, html);
}

/**
 * hw_web_map_add:
 * @page: what pages need to know
 * @html: its content
 * @form: what was filled in so far
 *
 * Adds the map where the team has one for this: a button that asks for it, or
 * the map.
 */
void
hw_web_map_add (const HwWebPage *page,
                GString         *html,
                const HwWebForm *form)
{
  g_autoptr (HwTileArchive) map = NULL;

  if (page->map == NULL)
    return;
  hw_web_add (html, "<fieldset id=\"map\"><legend>%s</legend>\n", hw_web_page_get (page, "map"));
  if (*hw_web_form_get_value (form, HW_WEB_MAP_VIEW) != '\0')
    map = hw_tile_archive_open (page->map, NULL);
  if (map != NULL)
    add_picture (page, html, map, hw_web_form_get_values (form));
  else
    hw_web_add (html, "<button type=\"submit\" class=\"small\" name=\"" HW_WEB_MAP_MOVE "\" value=\"show\" formaction=\"/%s/map#map\">%s</button>\n",
                page->language, hw_web_page_get (page, "map-show"));
  g_string_append (html, "</fieldset>\n");
}
