/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-picture.h"
#include "hw-coarse-map.h"
#include "hw-map-style.h"
#include "hw-map-view.h"
#include "hw-picture-dialog.h"
#include "hw-test-wait.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

/* What leaves the house as a picture. */

#define WIDTH  640
#define HEIGHT 400
#define DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static const HwPoint MIDDLE = { 51.5155, -0.1 };

typedef struct
{
  HwPointIndex  *points;
  GtkWidget     *window;
  HwMapView     *view;
  HwMapFrame     frame;
  GskRenderNode *all, *ground;
  char          *directory;
} Fixture;

static void
put (HwPointIndex *points,
     gint64        row,
     int           days_ago,
     guint16       people)
{
  HwIndexPoint point = { .row = row, .kind = HW_KIND_REPORT, .status = HW_REPORT_NEW, .people = people,
                         .time = g_get_real_time () - days_ago * DAY_US, .point = MIDDLE };

  hw_point_index_put (points, &point);
}

static void
drawn_cb (GdkFrameClock *clock,
          gboolean      *drawn)
{
  *drawn = TRUE;
}

/* Layers have their places from the next frame on. */
static void
wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean drawn = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (drawn_cb), &drawn);

  gtk_widget_queue_draw (widget);
  hw_test_wait_for (drawn);
  g_signal_handler_disconnect (clock, handler);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("homeward-test-XXXXXX", NULL);
  fixture->points = hw_point_index_new ();
  put (fixture->points, 1, 1, 1);
  for (int i = 0; i < 3; i++)
    put (fixture->points, 10 + i, 40 + i, 12);
  fixture->view = HW_MAP_VIEW (hw_map_view_new ());
  fixture->window = adw_window_new ();
  gtk_widget_set_size_request (GTK_WIDGET (fixture->view), WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  hw_test_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->view)) > 0);
  hw_map_view_set_points (fixture->view, fixture->points);
  hw_map_view_go_to (fixture->view, &MIDDLE, 14);
  hw_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (hw_map_view_get_layer (fixture->view))));
  wait_for_frame (fixture->window);
  fixture->all = hw_map_picture_take (fixture->view, FALSE, &fixture->frame);
  fixture->ground = hw_map_picture_take (fixture->view, TRUE, &fixture->frame);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->all, gsk_render_node_unref);
  g_clear_pointer (&fixture->ground, gsk_render_node_unref);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->points);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}

static guint32
get_pixel (HwMapPicture  *picture,
           const HwPoint *point,
           Fixture       *fixture)
{
  cairo_surface_t *surface;
  int width, height;
  guint32 pixel;
  cairo_t *cr;
  double x, y;

  hw_map_picture_get_size (picture, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  hw_map_picture_draw (picture, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  hw_map_frame_place (&fixture->frame, point, &x, &y);
  pixel = ((const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface)))[(gsize) x] & 0xffffff;
  cairo_surface_destroy (surface);
  return pixel;
}

static HwMapPicture *
new_public (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  HwMapPicture *picture = hw_map_picture_new_public (&fixture->frame, fixture->ground, fixture->points, g_get_real_time (), "Somebody's map", &error);

  g_assert_no_error (error);
  return picture;
}

/* Where the report is there is a mark in one and the square's own colour in the other: nothing is in it but the square. */
static void
test_public_has_no_points (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (HwMapPicture) team = hw_map_picture_new_for_team (&fixture->frame, fixture->all, fixture->points, NULL);
  g_autoptr (HwMapPicture) public = new_public (fixture);
  HwBox cell = hw_coarse_cell_box (&MIDDLE, HW_COARSE_LEAST_CELL_M);
  HwPoint inside = { cell.south * 0.9 + cell.north * 0.1, cell.west * 0.9 + cell.east * 0.1 };

  g_assert_cmpuint (hw_map_picture_count_squares (team), ==, 0);
  g_assert_cmpuint (hw_map_picture_count_squares (public), ==, 1);
  g_assert_cmphex (get_pixel (team, &MIDDLE, fixture), !=, get_pixel (team, &inside, fixture));
  g_assert_cmphex (get_pixel (public, &MIDDLE, fixture), ==, get_pixel (public, &inside, fixture));
  g_assert_cmphex (get_pixel (public, &inside, fixture), !=, get_pixel (team, &inside, fixture));
}

static void
test_public_follows_the_days (Fixture       *fixture,
                              gconstpointer  data)
{
  HwPointFilter filter = HW_POINT_FILTER_ALL;
  g_autoptr (HwMapPicture) some = NULL, none = NULL;

  /* Which kinds the map shows does not matter, which days does. */
  filter.kinds = 0;
  hw_point_index_set_filter (fixture->points, &filter);
  some = new_public (fixture);
  g_assert_cmpuint (hw_map_picture_count_squares (some), ==, 1);
  filter.since = g_get_real_time () - 20 * DAY_US;
  hw_point_index_set_filter (fixture->points, &filter);
  none = new_public (fixture);
  g_assert_cmpuint (hw_map_picture_count_squares (none), ==, 0);
}

static void
test_words_say_the_filter (Fixture       *fixture,
                           gconstpointer  data)
{
  HwPointFilter filter = { G_MININT64, G_MAXINT64, 1u << HW_REPORT_NEW | 1u << HW_REPORT_SENT_OUT, 1u << HW_KIND_REPORT | 1u << HW_KIND_CONTACT, 0 };
  g_autofree char *all = NULL, *some = NULL, *none = NULL;
  g_autoptr (GDateTime) first = g_date_time_new_local (2025, 11, 3, 0, 0, 0), last = g_date_time_new_local (2025, 12, 1, 0, 0, 0);

  hw_point_index_set_filter (fixture->points, &filter);
  all = hw_map_picture_dup_words (fixture->points);
  g_assert_cmpstr (all, ==, "New, Sent out, Contacts · all days");
  filter.since = g_date_time_to_unix (first) * G_USEC_PER_SEC;
  filter.until = g_date_time_to_unix (last) * G_USEC_PER_SEC;
  filter.kinds = 1u << HW_KIND_CONTACT;
  hw_point_index_set_filter (fixture->points, &filter);
  some = hw_map_picture_dup_words (fixture->points);
  g_assert_cmpstr (some, ==, "Contacts · 3 Nov 2025 – 30 Nov 2025");
  filter.kinds = 0;
  hw_point_index_set_filter (fixture->points, &filter);
  none = hw_map_picture_dup_words (fixture->points);
  g_assert_cmpstr (none, ==, "Nothing · 3 Nov 2025 – 30 Nov 2025");
}

static void
check_file (Fixture         *fixture,
            HwMapPicture    *picture,
            HwPictureFormat  format,
            const char      *magic)
{
  g_autofree char *path = g_build_filename (fixture->directory, "map", NULL), *contents = NULL;
  const char *keep = g_getenv ("HW_KEEP_PICTURES");
  g_autoptr (GError) error = NULL;
  GStatBuf facts;
  gsize length;

  g_assert_true (hw_map_picture_write (picture, path, format, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpint (memcmp (contents, magic, strlen (magic)), ==, 0);
  if (keep != NULL)
    {
      g_autofree char *kept = g_strdup_printf ("%s/%s-%s", keep, hw_map_picture_count_squares (picture) > 0 ? "public" : "team", format == HW_PICTURE_PNG ? "map.png" : "map.pdf");

      g_file_set_contents (kept, contents, (gssize) length, NULL);
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_is_written (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (HwMapPicture) team = hw_map_picture_new_for_team (&fixture->frame, fixture->all, fixture->points, "Somebody's map");
  g_autoptr (HwMapPicture) public = new_public (fixture);
  g_autofree char *path = g_build_filename (fixture->directory, "no", "map.png", NULL);
  g_autoptr (GError) error = NULL;

  check_file (fixture, team, HW_PICTURE_PNG, "\211PNG");
  check_file (fixture, team, HW_PICTURE_PDF, "%PDF-");
  check_file (fixture, public, HW_PICTURE_PNG, "\211PNG");
  check_file (fixture, public, HW_PICTURE_PDF, "%PDF-");
  g_assert_false (hw_map_picture_write (team, path, HW_PICTURE_PNG, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/map-picture/a-public-one-has-squares-and-nothing-else", Fixture, NULL, set_up, test_public_has_no_points, tear_down);
  g_test_add ("/map-picture/a-public-one-follows-the-days", Fixture, NULL, set_up, test_public_follows_the_days, tear_down);
  g_test_add ("/map-picture/says-the-filter-in-words", Fixture, NULL, set_up, test_words_say_the_filter, tear_down);
  g_test_add ("/map-picture/is-written-for-its-owner-alone", Fixture, NULL, set_up, test_is_written, tear_down);
  return g_test_run ();
}
