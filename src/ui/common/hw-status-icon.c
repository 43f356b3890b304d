/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-status-icon.h"

#include <adwaita.h>
#include <math.h>

/*
 * The status of a report is a shape as well as a colour, so that nobody has to
 * tell colours apart: new is a circle, needs information a diamond, sent out a
 * triangle, to be answered a square, closed a ring. The same in every list.
 */

#define ICON_SIZE 16

struct _HwStatusIcon
{
  GtkWidget parent_instance;

  HwReportStatus status;
};

G_DEFINE_FINAL_TYPE (HwStatusIcon, hw_status_icon, GTK_TYPE_WIDGET)

static void
hw_status_icon_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HwStatusIcon *self = HW_STATUS_ICON (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  hw_status_draw (cr, self->status, dark, width / 2.0, height / 2.0, 12);
  cairo_destroy (cr);
}

static void
hw_status_icon_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = *natural = ICON_SIZE;
}

static void
hw_status_icon_class_init (HwStatusIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = hw_status_icon_snapshot;
  widget_class->measure = hw_status_icon_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hw_status_icon_init (HwStatusIcon *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * hw_status_icon_new:
 * @status: whose shape to show
 *
 * A decoration: the words beside it say the status.
 *
 * Returns: (transfer floating): a new icon of 16 by 16 pixels
 */
GtkWidget *
hw_status_icon_new (HwReportStatus status)
{
  HwStatusIcon *self = g_object_new (HW_TYPE_STATUS_ICON, NULL);

  self->status = status;
  return GTK_WIDGET (self);
}

/**
 * hw_status_icon_set_status:
 * @self: an icon
 * @status: whose shape to show
 */
void
hw_status_icon_set_status (HwStatusIcon  *self,
                           HwReportStatus status)
{
  g_return_if_fail (HW_IS_STATUS_ICON (self));

  if (self->status == status)
    return;
  self->status = status;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * hw_status_colour:
 * @status: a status
 * @dark: for a dark ground
 * @colour: (out): its colour, readable on that ground
 */
void
hw_status_colour (HwReportStatus status,
                  gboolean       dark,
                  GdkRGBA       *colour)
{
  static const char * const colours[HW_N_REPORT_STATUSES][2] = {
    [HW_REPORT_NEW] = { "#1a5fb4", "#62a0ea" },
    [HW_REPORT_NEEDS_INFORMATION] = { "#b5530b", "#ffa348" },
    [HW_REPORT_SENT_OUT] = { "#0f766e", "#4fd1c5" },
    [HW_REPORT_TO_BE_ANSWERED] = { "#813d9c", "#dc8add" },
    [HW_REPORT_CLOSED] = { "#77767b", "#9a9996" },
    [HW_REPORT_TO_BE_CHECKED] = { "#5e5c64", "#c0bfbc" },
    [HW_REPORT_DISMISSED] = { "#77767b", "#9a9996" },
  };

  g_return_if_fail (status < HW_N_REPORT_STATUSES);
  gdk_rgba_parse (colour, colours[status][dark ? 1 : 0]);
}

/* Leaves the shape as the current path; all have about the same weight to the eye. */
static void
trace_shape (cairo_t       *cr,
             HwReportStatus status,
             double         x,
             double         y,
             double         radius)
{
  switch (status)
    {
    case HW_REPORT_NEEDS_INFORMATION:
      cairo_move_to (cr, x, y - radius * 1.1);
      cairo_line_to (cr, x + radius * 1.1, y);
      cairo_line_to (cr, x, y + radius * 1.1);
      cairo_line_to (cr, x - radius * 1.1, y);
      cairo_close_path (cr);
      break;

    case HW_REPORT_SENT_OUT:
      cairo_move_to (cr, x, y - radius);
      cairo_line_to (cr, x + radius * 1.1, y + radius * 0.9);
      cairo_line_to (cr, x - radius * 1.1, y + radius * 0.9);
      cairo_close_path (cr);
      break;

    case HW_REPORT_TO_BE_ANSWERED:
      cairo_rectangle (cr, x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
      break;

    case HW_REPORT_NEW:
    case HW_REPORT_CLOSED:
    case HW_REPORT_TO_BE_CHECKED:
    case HW_REPORT_DISMISSED:
    case HW_N_REPORT_STATUSES:
    default:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      break;
    }
}

/**
 * hw_status_draw:
 * @cr: where to draw
 * @status: whose shape
 * @dark: for a dark ground
 * @x: its middle
 * @y: its middle
 * @size: across, in pixels
 */
void
hw_status_draw (cairo_t       *cr,
                HwReportStatus status,
                gboolean       dark,
                double         x,
                double         y,
                double         size)
{
  GdkRGBA colour;
  double ring = size / 5;

  hw_status_colour (status, dark, &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  trace_shape (cr, status, x, y, status == HW_REPORT_CLOSED ? (size - ring) / 2 : size / 2);
  if (status == HW_REPORT_CLOSED)
    {
      cairo_set_line_width (cr, ring);
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
}
