/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bench.h"
#include "hw-map-picture.h"
#include "hw-map-view.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Panning a window with a million reports in view, as clusters and as density
 * painted into the tiles, against the same window with an empty layer:
 * bench-panning [FILE.csv] [--pictures=FOLDER]. What counts is the work of the
 * main thread from the beginning of a frame to its end. The file holds
 * id,lat,lon,time,note; without one a city is made: 40 km, 70 % in 4,000 spots
 * of 10 to 80 m, the rest anywhere.
 */

#define N_POINTS 1000000
#define N_SPOTS  4000
#define N_FRAMES 200
#define WARM_UP  20
#define N_ROUNDS 5
#define CITY_M   40000.0
#define LIMIT    1.5
#define DAY      (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static const HwPoint city = { 51.505, -0.12 };

typedef struct
{
  HwMapView *view;
  GArray    *times;       /* ms a frame */
  gint64     began;
  double     zoom;
  guint      frame;
  gboolean   done;
} Pan;

/* Two independent numbers of a normal distribution, as Box and Muller make them. */
static void
draw_normal (GRand  *random,
             double *a,
             double *b)
{
  double radius = sqrt (-2 * log (1 - g_rand_double (random))), angle = 2 * G_PI * g_rand_double (random);

  *a = radius * cos (angle);
  *b = radius * sin (angle);
}

static HwPoint
at (double east_m,
    double north_m)
{
  return (HwPoint) { city.latitude + north_m / 111320, city.longitude + east_m / (111320 * cos (city.latitude * G_PI / 180)) };
}

static void
make_city (GArray *points)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree double *spots = g_new (double, 3 * N_SPOTS);

  for (guint i = 0; i < N_SPOTS; i++)
    {
      spots[3 * i] = CITY_M * (g_rand_double (random) - 0.5);
      spots[3 * i + 1] = CITY_M * (g_rand_double (random) - 0.5);
      spots[3 * i + 2] = g_rand_double_range (random, 10, 80);
    }
  for (gint64 i = 0; i < N_POINTS; i++)
    {
      const double *spot = &spots[3 * g_rand_int_range (random, 0, N_SPOTS)];
      HwIndexPoint point = { .row = i + 1, .people = 1, .kind = HW_KIND_REPORT, .status = (guint8) (i % HW_N_COUNTED_STATUSES), .time = (i % 1000) * DAY };
      double a, b;

      draw_normal (random, &a, &b);
      point.point = g_rand_double (random) < 0.7 ? at (spot[0] + a * spot[2], spot[1] + b * spot[2])
                                                 : at (CITY_M * (g_rand_double (random) - 0.5), CITY_M * (g_rand_double (random) - 0.5));
      g_array_append_val (points, point);
    }
}

static void
read_city (GArray     *points,
           const char *path)
{
  FILE *file = g_fopen (path, "re");
  char line[1024];

  g_assert_nonnull (file);
  while (fgets (line, sizeof line, file) != NULL)
    {
      g_auto (GStrv) cells = g_strsplit (line, ",", 5);
      HwIndexPoint point = { .people = 1, .kind = HW_KIND_REPORT, .status = HW_REPORT_NEW };

      if (g_strv_length (cells) < 4 || !g_ascii_isdigit (*cells[0]))
        continue;
      point.row = g_ascii_strtoll (cells[0], NULL, 10);
      point.point = (HwPoint) { g_ascii_strtod (cells[1], NULL), g_ascii_strtod (cells[2], NULL) };
      point.time = (gint64) points->len % 1000 * DAY;
      g_array_append_val (points, point);
    }
  fclose (file);
}

/* The London tiles where they are, else a plain ground: the same in both windows. */
static HwTileStack *
open_maps (void)
{
  const char *shared = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "maps", "london_raster_z0-17.mbtiles", NULL) : NULL;
  g_autoptr (HwTileArchive) map = path != NULL ? hw_tile_archive_open (path, NULL) : NULL;
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();

  if (map == NULL)
    return NULL;
  g_ptr_array_add (maps, map);
  return hw_tile_stack_new (maps);
}

static gint64
get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
go_on (Pan *pan)
{
  double step = 360 / pow (2, pan->zoom + 8) * 700;

  shumate_location_set_location (SHUMATE_LOCATION (hw_map_view_get_viewport (pan->view)),
                                 city.latitude + step * 0.6 * sin (pan->frame * 0.017), city.longitude + step * cos (pan->frame * 0.017));
}

static void
begins_cb (GdkFrameClock *clock,
           Pan           *pan)
{
  pan->began = get_thread_time ();
}

static void
moves_cb (GdkFrameClock *clock,
          Pan           *pan)
{
  pan->frame++;
  go_on (pan);
}

static void
ends_cb (GdkFrameClock *clock,
         Pan           *pan)
{
  double time = (get_thread_time () - pan->began) / 1000.0;

  if (pan->frame > WARM_UP)
    g_array_append_val (pan->times, time);
  pan->done = pan->frame >= N_FRAMES + WARM_UP;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
turn_until (const gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What is made on threads is let come to its end: it is not what is measured. */
static void
settle (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, over_cb, &over);
  turn_until (&over);
}

/* The 95th of a hundred frames, in milliseconds. */
static double
pan_once (HwMapView *view,
          double     zoom)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (view));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  Pan pan = { view, times, 0, zoom, 0, FALSE };

  shumate_viewport_set_zoom_level (hw_map_view_get_viewport (view), zoom);
  go_on (&pan);
  settle (700);
  g_signal_connect (clock, "before-paint", G_CALLBACK (begins_cb), &pan);
  g_signal_connect (clock, "update", G_CALLBACK (moves_cb), &pan);
  g_signal_connect (clock, "after-paint", G_CALLBACK (ends_cb), &pan);
  gdk_frame_clock_begin_updating (clock);
  turn_until (&pan.done);
  gdk_frame_clock_end_updating (clock);
  g_signal_handlers_disconnect_by_data (clock, &pan);
  g_array_sort (times, compare_doubles);
  return g_array_index (times, double, times->len * 95 / 100);
}

static HwMapView *
open_window (HwTileStack  *maps,
             HwPointIndex *points)
{
  GtkWidget *window = adw_window_new (), *view = hw_map_view_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  adw_window_set_content (ADW_WINDOW (window), view);
  hw_map_view_set_maps (HW_MAP_VIEW (view), maps);
  if (points != NULL)
    hw_map_view_set_points (HW_MAP_VIEW (view), points);
  hw_map_view_go_to (HW_MAP_VIEW (view), &city, 11);
  gtk_window_present (GTK_WINDOW (window));
  settle (points != NULL ? 3000 : 500);
  return HW_MAP_VIEW (view);
}

static gboolean
bench_zoom (HwMapView *empty,
            HwMapView *full,
            double     zoom,
            guint      n_points)
{
  double peers[N_ROUNDS], ours[N_ROUNDS], peer, our;

  /* in turns, so that a busy moment meets both */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      peers[i] = pan_once (empty, zoom);
      ours[i] = pan_once (full, zoom);
    }
  qsort (peers, N_ROUNDS, sizeof (double), compare_doubles);
  qsort (ours, N_ROUNDS, sizeof (double), compare_doubles);
  peer = peers[N_ROUNDS / 2];
  our = ours[N_ROUNDS / 2];
  g_print ("{\"work\": \"panning at zoom %g, p95 frame work, ms, against an empty layer\", \"ours\": %.2f, \"peer\": %.2f, \"ratio\": %.2f, \"n\": %u, \"limit\": %.1f, \"within\": %s}\n",
           zoom, our, peer, our / peer, n_points, LIMIT, our / peer <= LIMIT ? "true" : "false");
  return our / peer <= LIMIT;
}

static void
take_pictures (HwMapView    *view,
               HwPointIndex *points,
               const char   *folder)
{
  for (double zoom = 10; zoom <= 17; zoom += 2)
    {
      g_autofree char *path = g_strdup_printf ("%s/zoom-%g.png", folder, zoom);
      g_autoptr (GskRenderNode) node = NULL;
      HwMapFrame frame;
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1280, 800);
      cairo_t *cr = cairo_create (surface);

      shumate_viewport_set_zoom_level (hw_map_view_get_viewport (view), zoom);
      shumate_location_set_location (SHUMATE_LOCATION (hw_map_view_get_viewport (view)), city.latitude, city.longitude);
      settle (4000);
      node = hw_map_picture_take (view, FALSE, &frame);
      gsk_render_node_draw (node, cr);
      cairo_destroy (cr);
      cairo_surface_write_to_png (surface, path);
      cairo_surface_destroy (surface);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  g_autoptr (HwTileStack) maps = NULL;
  const char *folder = NULL, *file = NULL;
  HwMapView *empty, *full;
  gboolean is_within = TRUE;

  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--pictures="))
      folder = argv[i] + strlen ("--pictures=");
    else
      file = argv[i];
  adw_init ();
  maps = open_maps ();
  if (file != NULL)
    read_city (all, file);
  else
    make_city (all);
  hw_point_index_append (points, (const HwIndexPoint *) (gconstpointer) all->data, all->len);
  full = open_window (maps, points);
  if (folder != NULL)
    {
      take_pictures (full, points, folder);
      return 0;
    }
  empty = open_window (maps, NULL);
  for (double zoom = 11; zoom <= 17; zoom += 3)
    is_within = bench_zoom (empty, full, zoom, all->len) && is_within;
  return is_within ? 0 : 1;
}
