/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bench-workspace.h"
#include "hw-map-layer.h"
#include "hw-window.h"

/*
 * One start, for first-map-against-gnome-maps.py: "bench-first-map make FOLDER
 * REPORTS" makes a workspace; "bench-first-map open FILE" opens the window,
 * unlocks, and prints when the map was painted with reports on it (milliseconds
 * since the passphrase was given) and what the process then had in memory.
 */

#define PATIENCE 120   /* seconds */

typedef struct
{
  GtkWidget *window;
  gboolean   at_unlock;
  gboolean   at_map;
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
  things = hw_map_layer_list_visible (layer);
  frames->at_map = things->len > 0;
}

static void
wait_until (const gboolean *painted)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (!*painted && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (*painted);
}

/* What is in memory now, in kB. */
static guint64
read_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) : 0;
}

static void
open_workspace (const char *path)
{
  g_autoptr (HwSession) session = hw_session_new ();
  Frames frames = { NULL };
  gint64 start;

  adw_init ();
  hw_session_set_path (session, path);
  frames.window = hw_window_new (NULL, session);
  gtk_window_set_default_size (GTK_WINDOW (frames.window), 1280, 800);
  gtk_window_present (GTK_WINDOW (frames.window));
  g_signal_connect (gtk_widget_get_frame_clock (frames.window), "after-paint", G_CALLBACK (after_paint_cb), &frames);
  wait_until (&frames.at_unlock);
  start = g_get_monotonic_time ();
  hw_bench_unlock (session);
  wait_until (&frames.at_map);
  g_print ("%.0f %" G_GUINT64_FORMAT "\n", (double) (g_get_monotonic_time () - start) / 1000, read_memory ());
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "make"))
    {
      g_autofree char *path = hw_bench_make_workspace (argv[2], g_ascii_strtoull (argv[3], NULL, 10));

      g_print ("%s\n", path);
      return 0;
    }
  if (argc != 3 || !g_str_equal (argv[1], "open"))
    {
      g_printerr ("bench-first-map make FOLDER REPORTS | open FILE\n");
      return 2;
    }
  open_workspace (argv[2]);
  return 0;
}
