/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-view-private.h"

#include <math.h>

/*
 * What people do with the map by hand: clicks, arrows, plus and minus, and the
 * walk with Tab from thing to thing, with Enter to open one and Esc to leave.
 */

#define PAN_STEP    96.0   /* pixels per arrow key */
#define CLICK_SLACK 6.0    /* pixels between press and release that still are a click */

static void
emit_selected (HwMapView  *self,
               HwMapThing *thing)
{
  g_signal_emit_by_name (self, "selected", thing);
}

static void
set_walked (HwMapView        *self,
            const HwMapThing *thing)
{
  self->walked = thing ? *thing : (HwMapThing) { 0 };
  hw_map_layer_set_focused (self->layer, &self->walked);
}

static void
pressed_cb (HwMapView *self,
            int        n_press,
            double     x,
            double     y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->press_x = x;
  self->press_y = y;
}

static void
released_cb (HwMapView *self,
             int        n_press,
             double     x,
             double     y)
{
  HwMapThing thing;

  if (hypot (x - self->press_x, y - self->press_y) > CLICK_SLACK)
    return;
  hw_map_layer_pick (self->layer, x, y, &thing);
  set_walked (self, NULL);
  if (n_press == 2 && thing.kind == HW_MAP_CLUSTER)
    hw_map_view_go_to (self, &thing.point, floor (shumate_viewport_get_zoom_level (hw_map_view_get_viewport (self))) + 2);
  else if (n_press == 1)
    emit_selected (self, &thing);
}

static void
motion_cb (HwMapView *self,
           double     x,
           double     y)
{
  HwMapThing thing;
  gboolean hit = hw_map_layer_pick (self->layer, x, y, &thing);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), hit ? "pointer" : NULL);
}

static gboolean
pan_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  HwMapView *self = HW_MAP_VIEW (widget);
  double dx, dy;

  if (!gtk_widget_has_focus (widget))
    return FALSE;
  g_variant_get (args, "(dd)", &dx, &dy);
  hw_map_view_pan (self, dx * PAN_STEP, dy * PAN_STEP);
  return TRUE;
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  int steps;

  g_variant_get (args, "(i)", &steps);
  hw_map_view_zoom (HW_MAP_VIEW (widget), steps);
  return TRUE;
}

static int
find_walked (HwMapView *self,
             GArray    *things)
{
  for (guint i = 0; i < things->len; i++)
    if (hw_map_thing_equal (&g_array_index (things, HwMapThing, i), &self->walked))
      return (int) i;
  return -1;
}

/* Tab goes on to the next thing in view; after the last one it leaves the map, as anywhere else. */
static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  HwMapView *self = HW_MAP_VIEW (widget);
  g_autoptr (GArray) things = NULL;
  int step, position;

  if (!gtk_widget_has_focus (widget))
    return FALSE;
  g_variant_get (args, "(i)", &step);
  things = hw_map_layer_list_visible (self->layer);
  position = find_walked (self, things);
  if (position < 0)
    position = step > 0 ? 0 : (int) things->len;
  else
    position += step;
  if (position < 0 || position >= (int) things->len)
    {
      set_walked (self, NULL);
      return FALSE;
    }
  set_walked (self, &g_array_index (things, HwMapThing, position));
  return TRUE;
}

static gboolean
choose_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  HwMapView *self = HW_MAP_VIEW (widget);
  HwMapThing thing = self->walked;

  if (!gtk_widget_has_focus (widget) || thing.kind == HW_MAP_NOTHING)
    return FALSE;
  emit_selected (self, &thing);
  return TRUE;
}

static gboolean
back_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  HwMapView *self = HW_MAP_VIEW (widget);

  if (self->walked.kind != HW_MAP_NOTHING)
    set_walked (self, NULL);
  else
    g_signal_emit_by_name (self, "back");
  return TRUE;
}

/* Who leaves the map has ended the walk. */
static void
focus_left_cb (HwMapView *self)
{
  if (self->walked.kind != HW_MAP_NOTHING)
    set_walked (self, NULL);
}

/* Lets clicks choose what lies on the map, and shows what can be chosen. */
void
hw_map_view_add_hands (HwMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
add_zoom_binding (GtkWidgetClass *widget_class,
                  guint           key,
                  int             steps)
{
  gtk_widget_class_add_binding (widget_class, key, 0, zoom_cb, "(i)", steps);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, zoom_cb, "(i)", steps);
  gtk_widget_class_add_binding (widget_class, key, GDK_CONTROL_MASK, zoom_cb, "(i)", steps);
}

/* The keys of the map. */
void
hw_map_view_class_add_hands (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, pan_cb, "(dd)", -1.0, 0.0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, pan_cb, "(dd)", 1.0, 0.0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, pan_cb, "(dd)", 0.0, -1.0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, pan_cb, "(dd)", 0.0, 1.0);
  add_zoom_binding (widget_class, GDK_KEY_plus, 1);
  add_zoom_binding (widget_class, GDK_KEY_equal, 1);
  add_zoom_binding (widget_class, GDK_KEY_KP_Add, 1);
  add_zoom_binding (widget_class, GDK_KEY_minus, -1);
  add_zoom_binding (widget_class, GDK_KEY_KP_Subtract, -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, 0, "map.show-all", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Tab, 0, walk_cb, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, walk_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Tab, GDK_SHIFT_MASK, walk_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, choose_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, choose_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_cb, NULL);
}
