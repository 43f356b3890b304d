/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "hw-mbtiles-writer.h"
#include "hw-route-picture.h"

/* The map under a round lies where the round is: red west of Greenwich, blue east of it. */

#define ZOOM   10
#define MIDDLE (1u << (ZOOM - 1))
#define WIDTH  500
#define HEIGHT 300

static GBytes *
make_tile (guint32 colour)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 256);
  char *bytes;
  gsize length;

  gdk_pixbuf_fill (pixbuf, colour);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "png", NULL, NULL));
  return g_bytes_new_take (bytes, length);
}

static HwTileStack *
make_maps (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwMbtilesWriter) writer = hw_mbtiles_writer_new (path, &error);
  g_autoptr (GBytes) red = make_tile (0xff0000ff), blue = make_tile (0x0000ffff);
  g_autoptr (GPtrArray) maps = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  g_assert_true (hw_mbtiles_writer_set (writer, "name", "Greenwich", &error));
  g_assert_true (hw_mbtiles_writer_set (writer, "format", "png", &error));
  for (guint y = MIDDLE - 1; y <= MIDDLE; y++)
    {
      g_assert_true (hw_mbtiles_writer_add (writer, ZOOM, MIDDLE - 1, y, red, &error));
      g_assert_true (hw_mbtiles_writer_add (writer, ZOOM, MIDDLE, y, blue, &error));
    }
  g_assert_true (hw_mbtiles_writer_finish (writer, &error));
  g_assert_no_error (error);
  g_ptr_array_add (maps, hw_tile_archive_open (path, &error));
  g_assert_no_error (error);
  return hw_tile_stack_new (maps);
}

static HwShift *
make_shift (double metres)
{
  HwShift *shift = hw_shift_new ();
  double degrees = metres / 111195;

  shift->start = (HwPoint) { -degrees, -degrees };
  shift->end = (HwPoint) { degrees, degrees };
  return shift;
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gpointer) row)[x] & 0xffffff;
}

/* Red or blue, and paler than it was. */
static void
assert_ground (HwTileStack *maps,
               double       metres,
               double       height)
{
  g_autoptr (HwShift) shift = make_shift (metres);
  g_autoptr (HwRoutePicture) picture = hw_route_picture_new (maps, shift);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const HwPoint greenwich = { 0, 0 };
  HwRouteFrame frame;
  double x, y;

  hw_route_frame_init (&frame, shift, WIDTH, height);
  hw_route_frame_place (&frame, &greenwich, &x, &y);
  hw_route_picture_draw (cr, &frame, picture);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int row = 4; row < height - 4; row += 37)
    {
      g_assert_cmphex (get_pixel (surface, 4, row) & 0xff0000, >, 0xf00000);
      g_assert_cmphex (get_pixel (surface, (int) x - 3, row) & 0xff, <, 0x60);
      g_assert_cmphex (get_pixel (surface, (int) x + 3, row) & 0xff, >, 0xf0);
      g_assert_cmphex (get_pixel (surface, WIDTH - 5, row) >> 16, <, 0x60);
      g_assert_cmphex (get_pixel (surface, WIDTH - 5, row) >> 16, >, 0x20);
    }
  cairo_surface_destroy (surface);
}

static void
test_lies_where_the_round_is (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("hw-picture-XXXXXX", &error), *path = g_build_filename (directory, "map.mbtiles", NULL);
  static const double metres[] = { 1, 300, 2000, 4000 };
  g_autoptr (HwTileStack) maps = make_maps (path);

  for (guint i = 0; i < G_N_ELEMENTS (metres); i++)
    {
      /* The sheet has the room it has: both are seen whole. */
      assert_ground (maps, metres[i], HEIGHT);
      assert_ground (maps, metres[i], 160);
    }
  g_clear_pointer (&maps, hw_tile_stack_unref);
  g_unlink (path);
  g_rmdir (directory);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route-picture/lies-where-the-round-is", test_lies_where_the_round_is);
  return g_test_run ();
}
