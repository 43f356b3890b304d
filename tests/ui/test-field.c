/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <adwaita.h>

#include "hw-field-counter.h"
#include "hw-network-strip.h"

/* The parts of the field page that stand by themselves. See visits-end-to-end.py for the round. */

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *icon)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (child)), icon) == 0)
      return child;
  return NULL;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_counter (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (hw_field_counter_new ("People met", NULL));
  HwFieldCounter *counter = HW_FIELD_COUNTER (widget);
  GtkWidget *less = find_button (widget, "list-remove-symbolic"), *more = find_button (widget, "list-add-symbolic");
  guint n = 0;

  g_signal_connect_swapped (counter, "counted", G_CALLBACK (count_cb), &n);
  g_assert_false (gtk_widget_get_sensitive (less));
  g_signal_emit_by_name (more, "clicked");
  g_signal_emit_by_name (more, "clicked");
  g_assert_cmpuint (hw_field_counter_get_value (counter), ==, 2);
  g_signal_emit_by_name (less, "clicked");
  g_assert_cmpuint (hw_field_counter_get_value (counter), ==, 1);
  g_assert_cmpuint (n, ==, 3);
  hw_field_counter_set_value (counter, 0);
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (gtk_widget_get_sensitive (less));
}

/* A monitor that says what the test wants. */
typedef struct { GObject parent_instance; gboolean available; } TestMonitor;
typedef struct { GObjectClass parent_class; } TestMonitorClass;

static void test_monitor_iface_init (GNetworkMonitorInterface *iface) { }
static gboolean test_monitor_init_init (GInitable *initable, GCancellable *cancellable, GError **error) { return TRUE; }
static void test_monitor_initable_init (GInitableIface *iface) { iface->init = test_monitor_init_init; }

GType test_monitor_get_type (void);
G_DEFINE_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_monitor_initable_init)
                         G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, test_monitor_iface_init))

enum { PROP_AVAILABLE = 1, PROP_METERED, PROP_CONNECTIVITY };

static void
test_monitor_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *property)
{
  if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, ((TestMonitor *) object)->available);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = test_monitor_get_property;
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_AVAILABLE, "network-available");
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_METERED, "network-metered");
  g_object_class_override_property (G_OBJECT_CLASS (klass), PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
}

static void
test_strip (void)
{
  g_autoptr (GNetworkMonitor) monitor = g_object_new (test_monitor_get_type (), NULL);
  g_autoptr (GtkWidget) strip = g_object_ref_sink (hw_network_strip_new (monitor));

  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (strip)));
  ((TestMonitor *) monitor)->available = TRUE;
  g_object_notify (G_OBJECT (monitor), "network-available");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (strip)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/field/a-number-goes-up-and-down-by-one-and-never-below-nobody", test_counter);
  g_test_add_func ("/field/the-strip-is-there-while-there-is-no-network", test_strip);
  return g_test_run ();
}
