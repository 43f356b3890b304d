/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-histogram-private.h"

#include <math.h>

/* The pointer on the brush: what it takes hold of, and where it goes with it. */

#define HANDLE_SLACK  9.0   /* pixels beside a handle that still take it */

static double
plot_width (HwHistogram *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self));
}

static DragMode
find_drag_mode (HwHistogram *self,
                double       x)
{
  double left = hw_histogram_view_x (&self->view, self->first, plot_width (self));
  double right = hw_histogram_view_x (&self->view, self->last + 1, plot_width (self));

  if (fabs (x - right) <= HANDLE_SLACK && fabs (x - right) <= fabs (x - left))
    return DRAG_LAST;
  if (fabs (x - left) <= HANDLE_SLACK)
    return DRAG_FIRST;
  return x > left && x < right && !self->all ? DRAG_WHOLE : DRAG_NEW;
}

static void
drag_begin_cb (HwHistogram *self,
               double       x,
               double       y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag = find_drag_mode (self, x);
  self->drag_day = hw_histogram_view_day (&self->view, x, plot_width (self));
  self->drag_first = self->first;
  self->drag_last = self->last;
}

static void
drag_to (HwHistogram *self,
         double       x)
{
  guint32 day = hw_histogram_view_day (&self->view, x, plot_width (self));
  gint64 offset = (gint64) day - self->drag_day;

  switch (self->drag)
    {
    case DRAG_FIRST:
      hw_histogram_choose (self, MIN (day, self->drag_last), self->drag_last);
      break;
    case DRAG_LAST:
      hw_histogram_choose (self, self->drag_first, MAX (day, self->drag_first));
      break;
    case DRAG_WHOLE:
      offset = MIN (offset, (gint64) hw_histogram_get_end_day (self) - self->drag_last);
      offset = MAX (offset, (gint64) self->view.first - self->drag_first);
      hw_histogram_choose (self, self->drag_first + offset, self->drag_last + offset);
      break;
    case DRAG_NEW:
      hw_histogram_choose (self, MIN (day, self->drag_day), MAX (day, self->drag_day));
      break;
    case DRAG_NONE:
    default:
      break;
    }
}

static void
drag_update_cb (HwHistogram    *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (fabs (dx) > 2 || self->drag != DRAG_NEW)
    drag_to (self, x + dx);
}

static void
drag_end_cb (HwHistogram *self)
{
  self->drag = DRAG_NONE;
}

static void
motion_cb (HwHistogram *self,
           double       x,
           double       y)
{
  DragMode mode = self->drag != DRAG_NONE ? self->drag : find_drag_mode (self, x);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   mode == DRAG_FIRST || mode == DRAG_LAST ? "ew-resize" : mode == DRAG_WHOLE ? "grab" : "crosshair");
}

/* Scrolling looks at earlier or later days; the chosen ones stay. */
static gboolean
scroll_cb (HwHistogram *self,
           double       dx,
           double       dy)
{
  gint64 step = (gint64) ((dx + dy) * self->view.n_days / 12);
  gint64 least = (gint64) hw_histogram_get_first_day (self) - 7, most = (gint64) hw_histogram_get_end_day (self) - self->view.n_days + 1;

  if (most < least)
    return FALSE;
  self->view.first = (guint32) CLAMP (self->view.first + step, least, most);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

void
hw_histogram_add_hands (HwHistogram *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}
