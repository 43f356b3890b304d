/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-message.h"

/* Dialogs for messages and questions. */

#define NARROWEST 300   /* pixels: how wide a message dialog is when its parent is small */

static int
get_least_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static guint
count_unbreakable (GtkWidget *widget)
{
  guint n = GTK_IS_LABEL (widget) && get_least_width (widget) > NARROWEST;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_unbreakable (child);
  return n;
}

static guint
count_unbreakable_with (GtkWidget  *parent,
                        const char *heading)
{
  AdwMessageDialog *dialog = hw_message_new (parent, heading, "Everything stays as it is.");
  guint n = count_unbreakable (GTK_WIDGET (dialog));
  int height;

  /* Any warning of GTK ends the test. */
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_VERTICAL, get_least_width (GTK_WIDGET (dialog)), NULL, &height, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, height, NULL, NULL, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  return n;
}

static void
test_long_heading_breaks (void)
{
  GtkWidget *window = gtk_window_new ();
  const char *long_one = "Are “somebody with a long name” and “somebody with another one” the same person?";
  GtkWidget *plain = g_object_ref_sink (gtk_label_new (long_one));

  g_assert_cmpuint (count_unbreakable (plain), ==, 1);
  g_object_unref (plain);

  g_assert_cmpuint (count_unbreakable_with (window, long_one), ==, 0);
  g_assert_cmpuint (count_unbreakable_with (window, "Now?"), ==, 0);
  g_assert_cmpuint (count_unbreakable_with (window, "Somebodywithanamethatisonewordandnevercomestoanend"), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_belongs_to_its_window (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("in no window yet"));
  AdwMessageDialog *dialog = hw_message_new (label, "Nothing was changed", NULL);

  g_assert_null (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  gtk_window_destroy (GTK_WINDOW (dialog));

  gtk_window_set_child (GTK_WINDOW (window), label);
  dialog = hw_message_new (label, "Nothing was <i>changed</i> & kept", NULL);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (window));
  g_assert_false (adw_message_dialog_get_heading_use_markup (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (label);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/message/a-heading-that-is-too-long-breaks", test_long_heading_breaks);
  g_test_add_func ("/message/belongs-to-the-window-it-is-asked-in", test_belongs_to_its_window);
  return g_test_run ();
}
