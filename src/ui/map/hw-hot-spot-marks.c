/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-marks.h"
#include "hw-hot-spot-words.h"
#include "hw-map-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The three small pictures of a hot-spot: the line of its weeks in the list, and
 * the bar and the heat strip in the panel.
 */

#define N_WEEKS     12
#define DAY_LABEL   34.0   /* pixels for the name of a day */
#define CELL_HEIGHT 13.0
#define AXIS_HEIGHT 16.0
#define HEAT_STEPS  5

struct _HwHotSpotMark
{
  GtkWidget parent_instance;

  HwHotSpotMarkKind kind;
  HwHotSpot        *hot_spot;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HwHotSpotMark, hw_hot_spot_mark, GTK_TYPE_WIDGET)

static void
draw_weeks (HwHotSpotMark *self,
            cairo_t       *cr,
            double         width,
            double         height)
{
  guint most = 1;
  GdkRGBA dim;
  double x = 0, y = 0;

  for (guint i = 0; i < N_WEEKS; i++)
    most = MAX (most, self->hot_spot->weeks[i]);
  hw_map_colour (HW_MAP_COLOUR_DIM, hw_map_is_dark (), &dim);
  gdk_cairo_set_source_rgba (cr, &dim);
  cairo_set_line_width (cr, 1.75);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < N_WEEKS; i++)
    {
      x = 2 + i * (width - 8) / (N_WEEKS - 1);
      y = height - 4 - self->hot_spot->weeks[i] * (height - 8) / most;
      cairo_line_to (cr, x, y);
    }
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 3, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* Slanted stripes: what was only reported. */
static void
fill_hatched (cairo_t       *cr,
              const GdkRGBA *colour,
              double         left,
              double         right,
              double         height)
{
  GdkRGBA pale = *colour;

  cairo_save (cr);
  cairo_rectangle (cr, left, 0, right - left, height);
  cairo_clip (cr);
  pale.alpha = 0.35;
  gdk_cairo_set_source_rgba (cr, &pale);
  cairo_paint (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 3);
  for (double x = left - height; x < right + height; x += 8)
    {
      cairo_move_to (cr, x, height + 1);
      cairo_line_to (cr, x + height + 2, -1);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_evidence (HwHotSpotMark *self,
               cairo_t       *cr,
               double         width,
               double         height)
{
  guint all = self->hot_spot->verified + self->hot_spot->rumoured;
  double split = all > 0 ? width * self->hot_spot->verified / all : 0;
  GdkRGBA accent, idle;

  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  hw_map_colour (HW_MAP_COLOUR_IDLE, hw_map_is_dark (), &idle);
  cairo_arc (cr, height / 2, height / 2, height / 2, G_PI / 2, 3 * G_PI / 2);
  cairo_arc (cr, width - height / 2, height / 2, height / 2, -G_PI / 2, G_PI / 2);
  cairo_close_path (cr);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_rectangle (cr, 0, 0, MAX (split - 1, 0), height);
  cairo_fill (cr);
  fill_hatched (cr, &idle, split > 0 ? split + 1 : 0, width, height);
}

static guint
heat_step (guint count,
           guint most)
{
  if (count == 0)
    return 0;
  return 1 + (count - 1) * HEAT_STEPS / MAX (most, 1);
}

static void
draw_rhythm_axis (cairo_t *cr,
                  double   cell,
                  double   top)
{
  static const guint hours[] = { 0, 6, 12, 18, 24 };
  GdkRGBA dim;

  hw_map_colour (HW_MAP_COLOUR_DIM, hw_map_is_dark (), &dim);
  gdk_cairo_set_source_rgba (cr, &dim);
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autofree char *text = g_strdup_printf ("%02u", hours[i]);

      hw_map_draw_text (cr, text, DAY_LABEL + hours[i] * cell + (hours[i] == 0 ? 7 : hours[i] == 24 ? -7 : 0), top + AXIS_HEIGHT / 2, 11, FALSE);
    }
  for (guint day = 0; day < 7; day++)
    hw_map_draw_text (cr, hw_words_weekday (day), DAY_LABEL / 2 - 3, day * CELL_HEIGHT + CELL_HEIGHT / 2, 11, FALSE);
}

static void
draw_rhythm (HwHotSpotMark *self,
             cairo_t       *cr,
             double         width)
{
  double cell = (width - DAY_LABEL) / 24;
  guint most = 0;

  for (guint day = 0; day < 7; day++)
    for (guint hour = 0; hour < 24; hour++)
      most = MAX (most, self->hot_spot->rhythm[day][hour]);
  for (guint day = 0; day < 7; day++)
    for (guint hour = 0; hour < 24; hour++)
      {
        GdkRGBA colour;

        hw_map_heat_colour (heat_step (self->hot_spot->rhythm[day][hour], most), hw_map_is_dark (), &colour);
        gdk_cairo_set_source_rgba (cr, &colour);
        cairo_rectangle (cr, DAY_LABEL + hour * cell + 0.5, day * CELL_HEIGHT + 0.5, cell - 1, CELL_HEIGHT - 1);
        cairo_fill (cr);
      }
  draw_rhythm_axis (cr, cell, 7 * CELL_HEIGHT);
}

static void
hw_hot_spot_mark_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  HwHotSpotMark *self = HW_HOT_SPOT_MARK (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->hot_spot == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->kind == HW_MARK_WEEKS)
    draw_weeks (self, cr, width, height);
  else if (self->kind == HW_MARK_EVIDENCE)
    draw_evidence (self, cr, width, height);
  else
    draw_rhythm (self, cr, width);
  cairo_destroy (cr);
}

static void
hw_hot_spot_mark_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  static const int sizes[][2] = {
    [HW_MARK_WEEKS] = { 52, 22 },
    [HW_MARK_EVIDENCE] = { 120, 12 },
    [HW_MARK_RHYTHM] = { 240, 7 * (int) CELL_HEIGHT + (int) AXIS_HEIGHT },
  };

  *minimum = *natural = sizes[HW_HOT_SPOT_MARK (widget)->kind][orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : 1];
}

static void
hw_hot_spot_mark_dispose (GObject *object)
{
  g_clear_pointer (&HW_HOT_SPOT_MARK (object)->hot_spot, hw_hot_spot_unref);
  G_OBJECT_CLASS (hw_hot_spot_mark_parent_class)->dispose (object);
}

static void
hw_hot_spot_mark_class_init (HwHotSpotMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_hot_spot_mark_dispose;
  widget_class->snapshot = hw_hot_spot_mark_snapshot;
  widget_class->measure = hw_hot_spot_mark_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hw_hot_spot_mark_init (HwHotSpotMark *self)
{
  hw_map_watch_style (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * hw_hot_spot_mark_new:
 * @kind: what to draw
 *
 * Returns: (transfer floating): a mark that is empty until it is given a hot-spot
 */
GtkWidget *
hw_hot_spot_mark_new (HwHotSpotMarkKind kind)
{
  HwHotSpotMark *self = g_object_new (HW_TYPE_HOT_SPOT_MARK, NULL);

  self->kind = kind;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  return GTK_WIDGET (self);
}

static char *
dup_description (HwHotSpotMark *self)
{
  const HwHotSpot *hot_spot = self->hot_spot;

  if (self->kind == HW_MARK_EVIDENCE)
    return g_strdup_printf (_("%u verified, %u only reported"), hot_spot->verified, hot_spot->rumoured);
  if (self->kind == HW_MARK_RHYTHM)
    return hw_words_dup_rhythm (hot_spot);
  return g_strdup (hw_words_trend (hot_spot));
}

/**
 * hw_hot_spot_mark_set_hot_spot:
 * @self: a mark
 * @hot_spot: (nullable): what to draw
 */
void
hw_hot_spot_mark_set_hot_spot (HwHotSpotMark *self,
                               HwHotSpot     *hot_spot)
{
  g_autofree char *words = NULL;

  g_return_if_fail (HW_IS_HOT_SPOT_MARK (self));

  g_clear_pointer (&self->hot_spot, hw_hot_spot_unref);
  self->hot_spot = hot_spot ? hw_hot_spot_ref (hot_spot) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (hot_spot == NULL)
    return;
  words = dup_description (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
