/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-area-counts.h"
#include "hw-areas-dialog.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

/* Areas of the town over a real workspace: read from a file, counted, covered or not. */

#define TWO_AREAS \
  "{\"type\":\"FeatureCollection\",\"features\":[" \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"Northgate & <Hill>\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[-0.11,51.51],[-0.10,51.51],[-0.10,51.52],[-0.11,51.52],[-0.11,51.51]]]}}," \
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"Southbank\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[-0.10,51.51],[-0.09,51.51],[-0.09,51.52],[-0.10,51.52],[-0.10,51.51]]]}}]}"

typedef struct
{
  char      *directory;   /* (owned) */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  GtkWidget *dialog;
  gboolean   done;
} Fixture;

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hw_session_create_finish (HW_SESSION (object), result, &error);

  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
put (Fixture *fixture,
     gint64   row,
     double   longitude,
     guint8   status)
{
  HwIndexPoint point = { .row = row, .kind = HW_KIND_REPORT, .status = status, .time = g_get_real_time (), .people = 1, .point = { 51.515, longitude } };

  hw_point_index_put (hw_session_get_points (fixture->session), &point);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->directory = g_dir_make_tmp ("hw-areas-XXXXXX", NULL);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  hw_test_wait_for (fixture->done);
  put (fixture, 1, -0.105, HW_REPORT_NEW);
  put (fixture, 2, -0.095, HW_REPORT_NEW);
  put (fixture, 3, -0.095, HW_REPORT_CLOSED);
  put (fixture, 4, -0.05, HW_REPORT_NEW);
  fixture->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = hw_areas_dialog_new (fixture->window, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
locked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  hw_session_lock_finish (HW_SESSION (object), result, NULL);
  ((Fixture *) user_data)->done = TRUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", locked_cb, fixture);
  hw_test_wait_for (fixture->done);
  /* The names of the areas are gone from the screen. */
  hw_test_wait_for (fixture->dialog == NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->session);
  directory = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static guint
count_areas (Fixture *fixture)
{
  return g_list_model_get_n_items (hw_session_get_areas (fixture->session));
}

static void
read_areas (Fixture    *fixture,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, "areas.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  hw_areas_dialog_read (HW_AREAS_DIALOG (fixture->dialog), path);
}

static GtkWidget *
find_row (GtkWidget  *widget,
          GType       type,
          const char *title)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, type, title);
  return found;
}

static const char *
get_subtitle (Fixture    *fixture,
              const char *area)
{
  GtkWidget *row = find_row (fixture->dialog, ADW_TYPE_EXPANDER_ROW, area);

  return row != NULL ? adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)) : "";
}

static void
test_counts_per_area (Fixture       *fixture,
                      gconstpointer  data)
{
  HwPointFilter filter = HW_POINT_FILTER_ALL;
  g_autoptr (HwAreaCounts) counts = NULL;

  read_areas (fixture, TWO_AREAS);
  hw_test_wait_for (count_areas (fixture) == 2);
  counts = hw_area_counts_new (hw_session_get_areas (fixture->session), hw_session_get_points (fixture->session));
  g_assert_cmpuint (g_array_index (counts->counts, guint, 0), ==, 1);
  g_assert_cmpuint (g_array_index (counts->counts, guint, 1), ==, 2);
  g_assert_cmpuint (counts->outside, ==, 1);
  hw_test_wait_for (strstr (get_subtitle (fixture, "Southbank"), "2 on the map") != NULL);
  /* What the map does not show is not counted. */
  filter.statuses = 1u << HW_REPORT_NEW;
  hw_point_index_set_filter (hw_session_get_points (fixture->session), &filter);
  hw_test_wait_for (strstr (get_subtitle (fixture, "Southbank"), "1 on the map") != NULL);
}

static void
test_says_where_no_team_goes (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *row, *team;

  read_areas (fixture, TWO_AREAS);
  hw_test_wait_for (strstr (get_subtitle (fixture, "Northgate & <Hill>"), "No team covers this area") != NULL);
  row = find_row (fixture->dialog, ADW_TYPE_EXPANDER_ROW, "Northgate & <Hill>");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  team = find_row (row, ADW_TYPE_ENTRY_ROW, "Covered by");
  gtk_editable_set_text (GTK_EDITABLE (team), "Night & Day");
  g_signal_emit_by_name (team, "apply");
  hw_test_wait_for (strstr (get_subtitle (fixture, "Northgate & <Hill>"), "Night &amp; Day") != NULL);
  /* The one that was open still is. */
  row = find_row (fixture->dialog, ADW_TYPE_EXPANDER_ROW, "Northgate & <Hill>");
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  team = find_row (row, ADW_TYPE_ENTRY_ROW, "Covered by");
  gtk_editable_set_text (GTK_EDITABLE (team), " ");
  g_signal_emit_by_name (team, "apply");
  hw_test_wait_for (strstr (get_subtitle (fixture, "Northgate & <Hill>"), "No team covers this area") != NULL);
}

/* (nullable) (transfer none) */
static GtkWidget *
find_problem (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *problem = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && problem == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      problem = ADW_IS_MESSAGE_DIALOG (window) ? window : NULL;
    }
  return problem;
}

static void
test_refused_file_changes_nothing (Fixture       *fixture,
                                   gconstpointer  data)
{
  read_areas (fixture, TWO_AREAS);
  hw_test_wait_for (count_areas (fixture) == 2);
  read_areas (fixture, "{\"type\":\"FeatureCollection\",\"features\":[]}");
  hw_test_wait_for (find_problem () != NULL);
  gtk_window_destroy (GTK_WINDOW (find_problem ()));
  g_assert_cmpuint (count_areas (fixture), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/areas/count-what-the-map-shows", Fixture, NULL, set_up, test_counts_per_area, tear_down);
  g_test_add ("/areas/say-where-no-team-goes", Fixture, NULL, set_up, test_says_where_no_team_goes, tear_down);
  g_test_add ("/areas/a-refused-file-changes-nothing", Fixture, NULL, set_up, test_refused_file_changes_nothing, tear_down);
  return g_test_run ();
}
