/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bench-workspace.h"
#include "hw-map-layer.h"
#include "hw-window.h"

/*
 * How long it takes from the passphrase to the first frame of the window that
 * shows the map with reports on it: bench-first-frame [REPORTS]. With many
 * reports it may take at most twice as long as with a hundred. Times are of the
 * wall; a frame counts when the window has painted it.
 */

#define N_ROUNDS  5
#define LIMIT     2.0
#define PATIENCE  60   /* seconds */

typedef struct
{
  GtkWidget *window;
  gboolean   at_unlock;    /* the question for the passphrase was painted */
  gboolean   at_map;       /* the map was painted with reports on it */
  gboolean   timed_out;
  gint64     painted_at;
} Frames;

static HwMapLayer *
find_layer (GtkWidget *root)
{
  HwMapLayer *layer = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && layer == NULL; child = gtk_widget_get_next_sibling (child))
    layer = HW_IS_MAP_LAYER (child) ? HW_MAP_LAYER (child) : find_layer (child);
  return layer;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Frames        *frames)
{
  HwMapLayer *layer = find_layer (frames->window);
  g_autoptr (GArray) things = NULL;

  frames->at_unlock = TRUE;
  if (layer == NULL || frames->at_map || !gtk_widget_get_mapped (GTK_WIDGET (layer)) || hw_map_layer_get_n_rebuilds (layer) == 0)
    return;
  frames->painted_at = g_get_monotonic_time ();
  things = hw_map_layer_list_visible (layer);
  frames->at_map = things->len > 0;
}

static gboolean
timed_out_cb (gpointer user_data)
{
  ((Frames *) user_data)->timed_out = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_until (Frames         *frames,
            const gboolean *painted)
{
  guint id = g_timeout_add_seconds (PATIENCE, timed_out_cb, frames);

  while (!*painted && !frames->timed_out)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (frames->timed_out);
  g_source_remove (id);
}

static double
open_once (const char *path)
{
  g_autoptr (HwSession) session = hw_session_new ();
  Frames frames = { NULL };
  GdkFrameClock *clock;
  gint64 start;

  hw_session_set_path (session, path);
  frames.window = hw_window_new (NULL, session);
  gtk_window_set_default_size (GTK_WINDOW (frames.window), 1280, 800);
  gtk_window_present (GTK_WINDOW (frames.window));
  clock = gtk_widget_get_frame_clock (frames.window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frames);
  wait_until (&frames, &frames.at_unlock);
  start = g_get_monotonic_time ();
  hw_bench_unlock (session);
  wait_until (&frames, &frames.at_map);
  g_signal_handlers_disconnect_by_data (clock, &frames);
  gtk_window_destroy (GTK_WINDOW (frames.window));
  hw_bench_lock (session);
  return (double) (frames.painted_at - start) / 1000.0;
}

int
main (int    argc,
      char **argv)
{
  guint64 n_many = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : HW_BENCH_MANY;
  g_autofree char *directory = g_dir_make_tmp ("homeward-bench-XXXXXX", NULL);
  char *few = hw_bench_make_workspace (directory, HW_BENCH_FEW);
  char *many = hw_bench_make_workspace (directory, n_many);
  double few_times[N_ROUNDS], many_times[N_ROUNDS];
  gboolean is_within;

  adw_init ();
  /* The first window of a process pays for what all share. In turns, so that a busy moment meets both. */
  open_once (few);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      few_times[i] = open_once (few);
      many_times[i] = open_once (many);
    }
  is_within = hw_bench_report_beside ("unlock to first frame of the map", n_many, hw_bench_get_median (many_times, N_ROUNDS),
                                      hw_bench_get_median (few_times, N_ROUNDS), LIMIT);
  hw_bench_remove_workspace (few);
  hw_bench_remove_workspace (many);
  g_rmdir (directory);
  return is_within ? 0 : 1;
}
