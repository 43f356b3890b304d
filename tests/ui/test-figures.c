/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-chart-view.h"
#include "hw-figures-page.h"
#include "hw-test-wait.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

/* The Figures page over the made-up town, and a chart as picture, table and copy. */

/* The made-up town takes a while: the tests only read it, and share one. */
static HwSession *session;   /* (owned) */

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      done)
{
  *(gboolean *) done = TRUE;
}

static void
open_town (const char *directory)
{
  gboolean done = FALSE;

  session = hw_session_new ();
  hw_session_open_demo_async (session, directory, 1, NULL, done_cb, &done);
  hw_test_wait_for (done);
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_OPEN);
}

static void
close_town (void)
{
  gboolean done = FALSE;

  hw_session_lock_async (session, "test", done_cb, &done);
  hw_test_wait_for (done);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&session);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->page = hw_figures_page_new (session);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  hw_test_wait_for (hw_figures_page_is_counted (HW_FIGURES_PAGE (fixture->page)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Every widget of @type under @widget, in the order they stand. */
static void
find_all (GtkWidget *widget,
          GType      type,
          GPtrArray *found)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (g_type_is_a (G_OBJECT_TYPE (child), type))
        g_ptr_array_add (found, child);
      find_all (child, type, found);
    }
}

/* Numbers from 1 to 4 on the cards and in the rows. */
static guint
count_small_numbers (GtkWidget *page)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint n = 0;

  find_all (page, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *words = gtk_label_get_label (labels->pdata[i]);

      n += strlen (words) == 1 && *words >= '1' && *words <= '4' && gtk_widget_has_css_class (labels->pdata[i], "heading");
      n += strlen (words) == 1 && *words >= '1' && *words <= '4' && gtk_widget_has_css_class (labels->pdata[i], "title-1");
    }
  return n;
}

/* -- the page ------------------------------------------------------------------------------------------------------- */

/* Rows that lead to records. */
static guint
count_ways (GtkWidget  *page,
            GtkWidget **first)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint n = 0;

  find_all (page, ADW_TYPE_ACTION_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      if (g_strcmp0 (gtk_actionable_get_action_name (rows->pdata[i]), "figures.show-records") != 0)
        continue;
      if (n++ == 0 && first != NULL)
        *first = rows->pdata[i];
    }
  return n;
}

static void
test_leaving (Fixture       *fixture,
              gconstpointer  data)
{
  /* At first as it may leave: no number from 1 to 4 stands there, and none leads to its records. */
  g_assert_cmpuint (count_small_numbers (fixture->page), ==, 0);
  g_assert_cmpuint (count_ways (fixture->page, NULL), ==, 0);
  hw_figures_page_set_leaving (HW_FIGURES_PAGE (fixture->page), FALSE);
  g_assert_cmpuint (count_small_numbers (fixture->page), >, 0);
  hw_figures_page_set_leaving (HW_FIGURES_PAGE (fixture->page), TRUE);
  g_assert_cmpuint (count_small_numbers (fixture->page), ==, 0);
}

/* The window that stands in front of the fixture's own. */
static GtkWindow *
find_window_before (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        return window;
    }
  return NULL;
}

static guint
count_rows (GtkWindow *window)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  find_all (GTK_WIDGET (window), ADW_TYPE_ACTION_ROW, rows);
  return rows->len;
}

static void
test_records (Fixture       *fixture,
              gconstpointer  data)
{
  GVariant *target = g_variant_ref_sink (g_variant_new ("(suu)", "seen", 0, 0));
  GtkWindow *records;
  GtkWidget *row = NULL;

  /* Not while they are shown as they may leave, whoever asks. */
  gtk_widget_activate_action_variant (fixture->page, "figures.show-records", target);
  g_assert_null (find_window_before (fixture));
  hw_figures_page_set_leaving (HW_FIGURES_PAGE (fixture->page), FALSE);
  g_assert_cmpuint (count_ways (fixture->page, &row), >, 0);
  gtk_widget_activate_action_variant (fixture->page, "figures.show-records", gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)));
  records = find_window_before (fixture);
  g_assert_nonnull (records);
  hw_test_wait_for (count_rows (records) > 0);
  gtk_window_destroy (records);
  g_variant_unref (target);
}

static void
test_every_card_tells_how (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  guint n = 0;

  find_all (fixture->page, GTK_TYPE_MENU_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_menu_button_get_icon_name (buttons->pdata[i]), "help-about-symbolic") == 0)
      {
        g_autoptr (GPtrArray) labels = g_ptr_array_new ();

        find_all (GTK_WIDGET (gtk_menu_button_get_popover (buttons->pdata[i])), GTK_TYPE_LABEL, labels);
        g_assert_cmpuint (labels->len, ==, 3);
        /* The rule, and which version of it. */
        g_assert_cmpuint (strlen (gtk_label_get_label (labels->pdata[1])), >, 20);
        g_assert_nonnull (strstr (gtk_label_get_label (labels->pdata[2]), "version 1"));
        n++;
      }
  g_assert_cmpuint (n, ==, 5);
}

static void
test_small_window (Fixture       *fixture,
                   gconstpointer  data)
{
  int width, height;

  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 900);
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_VERTICAL, 900, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 480);
}

static void
test_charts_have_names (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();

  find_all (fixture->page, GTK_TYPE_DRAWING_AREA, areas);
  g_assert_cmpuint (areas->len, ==, 4);
  for (guint i = 0; i < areas->len; i++)
    {
      gtk_test_accessible_assert_role (areas->pdata[i], GTK_ACCESSIBLE_ROLE_IMG);
      g_assert_true (gtk_test_accessible_has_property (areas->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_true (gtk_widget_get_focusable (areas->pdata[i]));
    }
}

/* -- a chart of its own ---------------------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  char      *text;      /* (owned) (nullable): what was pasted */
  gboolean   done;
} View;

static void
set_up_view (View          *self,
             gconstpointer  data)
{
  const char * const rows[] = { "Q1", "Q2", NULL }, * const columns[] = { "new", "came back", NULL };
  const double values[] = { 40, HW_CHART_HIDDEN, 20, 5 };
  HwChart *chart = hw_chart_new (HW_CHART_BARS, "Seen", rows, columns, values);

  self->view = hw_chart_view_new (200);
  self->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (self->window), self->view);
  gtk_window_present (GTK_WINDOW (self->window));
  hw_chart_view_set_chart (HW_CHART_VIEW (self->view), chart);
  hw_chart_unref (chart);
}

static void
tear_down_view (View          *self,
                gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_free (self->text);
}

static void
text_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  View *self = user_data;

  self->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  self->done = TRUE;
}

static void
test_numbers (View          *self,
              gconstpointer  data)
{
  gtk_widget_activate_action (self->view, "chart.copy-numbers", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->view), NULL, text_cb, self);
  hw_test_wait_for (self->done);
  g_assert_cmpstr (self->text, ==, "\tnew\tcame back\nQ1\t40\thidden\nQ2\t20\t5\n");
}

static void
test_picture (View          *self,
              gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (self->view);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree guint32 *pixels = NULL;
  GdkTexture *texture;
  gsize n, n_blue = 0;

  gtk_widget_activate_action (self->view, "chart.copy-picture", NULL);
  g_value_init (&value, GDK_TYPE_TEXTURE);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  texture = g_value_get_object (&value);
  n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  pixels = g_new (guint32, n);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) gdk_texture_get_width (texture) * 4);
  /* On white, whatever the colours of the window. */
  g_assert_cmphex (pixels[0] & 0xffffff, ==, 0xffffff);
  for (gsize i = 0; i < n; i++)
    n_blue += (pixels[i] & 0xff) > ((pixels[i] >> 16) & 0xff) + 50;
  g_assert_cmpuint (n_blue, >, n / 50);
}

static GtkStack *
get_stack (View *self)
{
  g_autoptr (GPtrArray) stacks = g_ptr_array_new ();

  find_all (self->view, GTK_TYPE_STACK, stacks);
  for (guint i = 0; i < stacks->len; i++)
    if (gtk_stack_get_child_by_name (stacks->pdata[i], "table") != NULL)
      return stacks->pdata[i];
  g_assert_not_reached ();
}

static void
test_table (View          *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (self)), ==, "chart");
  gtk_widget_activate_action (self->view, "chart.as-table", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (self)), ==, "table");
  find_all (self->view, GTK_TYPE_COLUMN_VIEW, tables);
  g_assert_cmpuint (tables->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (tables->pdata[0])), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (tables->pdata[0]))), ==, 2);
  gtk_widget_activate_action (self->view, "chart.as-picture", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_stack (self)), ==, "chart");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = g_dir_make_tmp ("hw-figures-XXXXXX", NULL);
  int result;

  gtk_test_init (&argc, &argv);
  adw_init ();
  open_town (directory);
  g_test_add ("/chart-view/its-numbers-are-copied-for-a-spreadsheet", View, NULL, set_up_view, test_numbers, tear_down_view);
  g_test_add ("/chart-view/its-picture-is-copied-on-white", View, NULL, set_up_view, test_picture, tear_down_view);
  g_test_add ("/chart-view/it-is-read-as-a-table", View, NULL, set_up_view, test_table, tear_down_view);
#define ADD(path, func) g_test_add ("/figures-page/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-may-leave-shows-no-small-number", test_leaving);
  ADD ("a-number-leads-to-its-records-inside-the-team-only", test_records);
  ADD ("every-card-tells-how-it-is-counted", test_every_card_tells_how);
  ADD ("it-fits-a-small-window", test_small_window);
  ADD ("charts-have-names-and-take-the-keys", test_charts_have_names);
#undef ADD
  result = g_test_run ();
  close_town ();
  remove_folder (directory);
  return result;
}
