/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hour-brush.h"
#include "hw-map-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * Bars are numbered from noon. With the keyboard: arrows move the chosen hours,
 * with Shift their beginning and with Ctrl their end, A takes all.
 */

#define N_HOURS     HW_HOURS_OF_DAY
#define NOON        12
#define PAD         8.0     /* pixels left and right */
#define AXIS_HEIGHT 20.0

struct _HwHourBrush
{
  GtkWidget parent_instance;

  HwPointIndex *points;          /* (owned) (nullable) */
  guint         counts[N_HOURS]; /* by local hour */
  int           first, last;     /* chosen bars, both included */
  int           drag_bar;
  guint         count_source;
};

G_DEFINE_FINAL_TYPE (HwHourBrush, hw_hour_brush, GTK_TYPE_WIDGET)

enum { SIGNAL_SELECTION_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static guint
get_hour (int bar)
{
  return (guint) (bar + NOON) % N_HOURS;
}

static guint
count_bars (HwHourBrush *self,
            int          first,
            int          last)
{
  guint total = 0;

  for (int bar = first; bar <= last; bar++)
    total += self->counts[get_hour (bar)];
  return total;
}

static void
announce (HwHourBrush *self)
{
  g_autofree char *words = hw_hour_brush_dup_words (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) N_HOURS - 1,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->first, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static gboolean
count_cb (gpointer user_data)
{
  HwHourBrush *self = user_data;

  self->count_source = 0;
  hw_point_index_count_hours (self->points, self->counts);
  announce (self);
  return G_SOURCE_REMOVE;
}

/* Counting walks over every point: once, and only for who looks. */
static void
count_soon (HwHourBrush *self)
{
  if (self->count_source == 0 && self->points != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->count_source = g_idle_add (count_cb, self);
}

static void
apply (HwHourBrush *self)
{
  HwPointFilter filter;

  if (self->points == NULL)
    return;
  hw_point_index_get_filter (self->points, &filter);
  filter.hidden_hours = 0;
  for (int bar = 0; bar < N_HOURS; bar++)
    if (bar < self->first || bar > self->last)
      filter.hidden_hours |= 1u << get_hour (bar);
  hw_point_index_set_filter (self->points, &filter);
}

static void
choose (HwHourBrush *self,
        int          first,
        int          last)
{
  self->first = CLAMP (first, 0, N_HOURS - 1);
  self->last = CLAMP (last, self->first, N_HOURS - 1);
  apply (self);
  announce (self);
}

/* -- hands -- */

static double
get_step (HwHourBrush *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PAD, 1) / N_HOURS;
}

static int
get_bar (HwHourBrush *self,
         double       x)
{
  return CLAMP ((int) floor ((x - PAD) / get_step (self)), 0, N_HOURS - 1);
}

static void
drag_begin_cb (HwHourBrush *self,
               double       x,
               double       y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_bar = get_bar (self, x);
  choose (self, self->drag_bar, self->drag_bar);
}

static void
drag_update_cb (HwHourBrush    *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;
  int bar;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  bar = get_bar (self, x + dx);
  choose (self, MIN (bar, self->drag_bar), MAX (bar, self->drag_bar));
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  HwHourBrush *self = HW_HOUR_BRUSH (widget);
  int hours, first = self->first, last = self->last;
  gboolean moves_first, moves_last;

  g_variant_get (args, "(ibb)", &hours, &moves_first, &moves_last);
  if (moves_first && moves_last)
    hours = CLAMP (hours, -first, N_HOURS - 1 - last);
  first += moves_first ? hours : 0;
  last += moves_last ? hours : 0;
  if (first <= last)
    choose (self, first, last);
  return TRUE;
}

static gboolean
all_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  choose (HW_HOUR_BRUSH (widget), 0, N_HOURS - 1);
  return TRUE;
}

/* -- drawing -- */

static void
draw_hour (HwHourBrush *self,
           GtkSnapshot *snapshot,
           int          bar,
           double       height)
{
  g_autofree char *text = g_strdup_printf ("%02u", get_hour (bar));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA dim;
  int width;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  hw_map_colour (HW_MAP_COLOUR_DIM, hw_map_is_dark (), &dim);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rintf ((float) (PAD + bar * get_step (self) - (bar == 0 ? 0 : width / 2.0))), (float) height + 4));
  gtk_snapshot_append_layout (snapshot, layout, &dim);
  gtk_snapshot_restore (snapshot);
}

static void
hw_hour_brush_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  HwHourBrush *self = HW_HOUR_BRUSH (widget);
  double height = gtk_widget_get_height (widget) - AXIS_HEIGHT, step = get_step (self);
  GdkRGBA accent, idle, selected;
  guint most = 1;

  if (height <= 0)
    return;
  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  hw_map_colour (HW_MAP_COLOUR_IDLE, hw_map_is_dark (), &idle);
  hw_map_colour (HW_MAP_COLOUR_SELECTED, hw_map_is_dark (), &selected);
  for (guint hour = 0; hour < N_HOURS; hour++)
    most = MAX (most, self->counts[hour]);
  gtk_snapshot_append_color (snapshot, &selected, &GRAPHENE_RECT_INIT (PAD + self->first * step, 0, (self->last - self->first + 1) * step, height));
  for (int bar = 0; bar < N_HOURS; bar++)
    {
      guint count = self->counts[get_hour (bar)];
      double tall = count > 0 ? MAX (rint (count * (height - 6) / most), 2) : 0;

      gtk_snapshot_append_color (snapshot, bar >= self->first && bar <= self->last ? &accent : &idle,
                                 &GRAPHENE_RECT_INIT (rint (PAD + bar * step), height - tall, MAX (rint (step) - 3, 1), tall));
      if (bar % 3 == 0)
        draw_hour (self, snapshot, bar, height);
    }
  gtk_snapshot_append_color (snapshot, &idle, &GRAPHENE_RECT_INIT (PAD, height, N_HOURS * step, 1));
}

static void
hw_hour_brush_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 84;
}

static void
hw_hour_brush_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hw_hour_brush_parent_class)->map (widget);
  count_soon (HW_HOUR_BRUSH (widget));
}

/* -- object -- */

static void
hw_hour_brush_dispose (GObject *object)
{
  HwHourBrush *self = HW_HOUR_BRUSH (object);

  hw_hour_brush_set_points (self, NULL);
  g_clear_handle_id (&self->count_source, g_source_remove);
  G_OBJECT_CLASS (hw_hour_brush_parent_class)->dispose (object);
}

static void
add_move_bindings (GtkWidgetClass *widget_class,
                   guint           key,
                   int             hours)
{
  gtk_widget_class_add_binding (widget_class, key, 0, move_cb, "(ibb)", hours, TRUE, TRUE);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, move_cb, "(ibb)", hours, TRUE, FALSE);
  gtk_widget_class_add_binding (widget_class, key, GDK_CONTROL_MASK, move_cb, "(ibb)", hours, FALSE, TRUE);
}

static void
hw_hour_brush_class_init (HwHourBrushClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_hour_brush_dispose;
  widget_class->snapshot = hw_hour_brush_snapshot;
  widget_class->measure = hw_hour_brush_measure;
  widget_class->map = hw_hour_brush_map;
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", HW_TYPE_HOUR_BRUSH, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "hw-histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  add_move_bindings (widget_class, GDK_KEY_Left, -1);
  add_move_bindings (widget_class, GDK_KEY_Right, 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, 0, all_cb, NULL);
}

static void
hw_hour_brush_init (HwHourBrush *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->last = N_HOURS - 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Hours shown on the map"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Arrows move the hours, with Shift their beginning, with Ctrl their end. A shows all."), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  hw_map_watch_style (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * hw_hour_brush_new:
 *
 * Returns: (transfer floating): a brush over all hours, without points
 */
GtkWidget *
hw_hour_brush_new (void)
{
  return g_object_new (HW_TYPE_HOUR_BRUSH, NULL);
}

/**
 * hw_hour_brush_set_points:
 * @self: a brush
 * @points: (nullable): what is counted and filtered
 */
void
hw_hour_brush_set_points (HwHourBrush  *self,
                          HwPointIndex *points)
{
  g_return_if_fail (HW_IS_HOUR_BRUSH (self));

  if (self->points == points)
    return;
  g_clear_handle_id (&self->count_source, g_source_remove);
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_func (self->points, count_soon, self);
  g_set_object (&self->points, points);
  if (points == NULL)
    return;
  g_signal_connect_object (points, "changed", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
  count_soon (self);
}

/**
 * hw_hour_brush_select:
 * @self: a brush
 * @from: the first hour, 0 to 23
 * @n_hours: how many, not beyond noon; 24 from noon on is all of them
 *
 * Chooses the hours that the map shows.
 */
void
hw_hour_brush_select (HwHourBrush *self,
                      guint        from,
                      guint        n_hours)
{
  int first = (int) ((from + N_HOURS - NOON) % N_HOURS);

  g_return_if_fail (HW_IS_HOUR_BRUSH (self) && n_hours > 0);

  choose (self, first, first + (int) MIN (n_hours, N_HOURS) - 1);
}

/**
 * hw_hour_brush_get_selection:
 * @self: a brush
 * @from: (out): the first hour
 * @n_hours: (out): how many
 *
 * Returns: %FALSE when all hours are shown
 */
gboolean
hw_hour_brush_get_selection (HwHourBrush *self,
                             guint       *from,
                             guint       *n_hours)
{
  g_return_val_if_fail (HW_IS_HOUR_BRUSH (self), FALSE);

  *from = get_hour (self->first);
  *n_hours = (guint) (self->last - self->first + 1);
  return *n_hours < N_HOURS;
}

/**
 * hw_hour_brush_dup_words:
 * @self: a brush
 *
 * Returns: (transfer full): "22–04: 61 of 155"
 */
char *
hw_hour_brush_dup_words (HwHourBrush *self)
{
  guint all, chosen;

  g_return_val_if_fail (HW_IS_HOUR_BRUSH (self), NULL);

  all = count_bars (self, 0, N_HOURS - 1);
  chosen = count_bars (self, self->first, self->last);
  if (self->first == 0 && self->last == N_HOURS - 1)
    return g_strdup_printf (ngettext ("All hours: %u on the map", "All hours: %u on the map", all), all);
  /* TRANSLATORS: from which hour to which, how many of how many: "22–04: 61 of 155" */
  return g_strdup_printf (_("%02u–%02u: %u of %u"), get_hour (self->first), get_hour (self->last + 1), chosen, all);
}
