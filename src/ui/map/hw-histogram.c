/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-histogram-private.h"
#include "hw-map-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The brush under the map. It shows a stretch of days around the chosen ones;
 * the chosen ones go into the filter of the point index at most once a frame,
 * however fast the pointer moves. With the keyboard: arrows move the chosen
 * days, with Shift their beginning and with Ctrl their end, Page Up and Page
 * Down by weeks, Home and End to the edges, A takes all.
 */

#define LEAST_VIEW    90    /* days shown at least */
#define VIEW_PER_DAY  3     /* days shown per day chosen */

G_DEFINE_FINAL_TYPE (HwHistogram, hw_histogram, GTK_TYPE_WIDGET)

enum { SIGNAL_SELECTION_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static guint32
last_counted_day (HwHistogram *self)
{
  return self->counts->counts->len > 0 ? self->counts->first + self->counts->counts->len - 1 : self->today;
}

guint32
hw_histogram_get_first_day (HwHistogram *self)
{
  return self->counts->counts->len > 0 ? MIN (self->counts->first, self->today) : self->today;
}

guint32
hw_histogram_get_end_day (HwHistogram *self)
{
  return MAX (self->today, last_counted_day (self));
}

/* Shows the chosen days with as much again before them, up to everything. */
static void
fit_view (HwHistogram *self)
{
  guint32 end = hw_histogram_get_end_day (self), begin = hw_histogram_get_first_day (self);
  guint span = self->last - self->first + 1;
  guint n_days = self->all ? end - begin + 1 : MAX (LEAST_VIEW, MIN (span * VIEW_PER_DAY, end - begin + 1));
  guint32 last = end;

  n_days = MAX (n_days, 7);
  if (!self->all && end - self->last > n_days / 4)
    last = MIN (end, self->last + n_days / 3);
  self->view.n_days = n_days;
  self->view.first = last - n_days + 1;
  self->view.today = self->today;
}

static void
say_value (HwHistogram *self)
{
  g_autofree char *words = hw_histogram_dup_words (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) (hw_histogram_get_end_day (self) - hw_histogram_get_first_day (self)),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->first - hw_histogram_get_first_day (self), -1);
}

static void
announce (HwHistogram *self)
{
  say_value (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
apply (HwHistogram *self)
{
  HwPointFilter filter;

  if (self->points == NULL)
    return;
  hw_point_index_get_filter (self->points, &filter);
  filter.since = self->all ? G_MININT64 : hw_day_start (self->first);
  /* Up to today means up to now: what comes in later is shown as well. */
  filter.until = self->all || self->last >= hw_histogram_get_end_day (self) ? G_MAXINT64 : hw_day_start (self->last + 1);
  self->applying = TRUE;
  hw_point_index_set_filter (self->points, &filter);
  self->applying = FALSE;
}

static gboolean
apply_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  HwHistogram *self = HW_HISTOGRAM (widget);

  self->apply_source = 0;
  apply (self);
  return G_SOURCE_REMOVE;
}

static void
apply_soon (HwHistogram *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    apply (self);
  else if (self->apply_source == 0)
    self->apply_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), apply_cb, NULL, NULL);
}

/* Keeps the chosen days within what can be, at least one day, and tells. */
void
hw_histogram_choose (HwHistogram *self,
                     gint64       first,
                     gint64       last)
{
  gint64 begin = MIN (hw_histogram_get_first_day (self), self->view.first), end = hw_histogram_get_end_day (self);

  self->all = FALSE;
  first = CLAMP (first, begin, end);
  last = CLAMP (last, first, end);
  self->first = (guint32) first;
  self->last = (guint32) last;
  apply_soon (self);
  announce (self);
}

/* Reports per day, whatever their status: the map may show fewer. Contacts where only those are shown. */
static HwPointKind
counted_kind (HwHistogram *self)
{
  HwPointFilter filter = HW_POINT_FILTER_ALL;

  if (self->points != NULL)
    hw_point_index_get_filter (self->points, &filter);
  return filter.kinds & (1u << HW_KIND_REPORT) ? HW_KIND_REPORT : HW_KIND_CONTACT;
}

static void
recount (HwHistogram *self)
{
  g_clear_pointer (&self->counts, hw_day_counts_free);
  self->counts = hw_day_counts_new (self->points, counted_kind (self), self->today);
  if (self->all)
    {
      self->first = hw_histogram_get_first_day (self);
      self->last = hw_histogram_get_end_day (self);
    }
  if (self->drag == DRAG_NONE)
    fit_view (self);
  announce (self);
}

static gboolean
recount_cb (gpointer user_data)
{
  HwHistogram *self = user_data;

  self->recount_source = 0;
  recount (self);
  return G_SOURCE_REMOVE;
}

static void
points_changed_cb (HwHistogram *self)
{
  /* The counts are of all times: our own change of the time filter leaves them as they are. */
  if (self->applying)
    return;
  if (self->recount_source == 0)
    self->recount_source = g_idle_add (recount_cb, self);
}

static double
plot_width (HwHistogram *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self));
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  int days;
  gboolean moves_first, moves_last;

  g_variant_get (args, "(ibb)", &days, &moves_first, &moves_last);
  hw_histogram_move (HW_HISTOGRAM (widget), days, moves_first, moves_last);
  return TRUE;
}

static gboolean
all_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  hw_histogram_select_all (HW_HISTOGRAM (widget));
  return TRUE;
}

static void
hw_histogram_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HwHistogram *self = HW_HISTOGRAM (widget);

  hw_histogram_draw (widget, snapshot, &self->view, self->counts, self->first, self->last, self->comparing && !self->all);
}

/* How many days go into a bar depends on the width, and the title says so. */
static void
hw_histogram_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  HwHistogram *self = HW_HISTOGRAM (widget);
  guint bin = hw_histogram_view_bin (&self->view, width);

  if (bin == self->bin)
    return;
  self->bin = bin;
  if (self->recount_source == 0)
    self->recount_source = g_idle_add (recount_cb, self);
}

static void
hw_histogram_measure (GtkWidget     *widget,
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
hw_histogram_dispose (GObject *object)
{
  HwHistogram *self = HW_HISTOGRAM (object);

  hw_histogram_set_points (self, NULL);
  g_clear_handle_id (&self->recount_source, g_source_remove);
  if (self->apply_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->apply_source);
  self->apply_source = 0;
  g_clear_pointer (&self->counts, hw_day_counts_free);
  G_OBJECT_CLASS (hw_histogram_parent_class)->dispose (object);
}

static void
add_move_bindings (GtkWidgetClass *widget_class,
                   guint           key,
                   int             days)
{
  gtk_widget_class_add_binding (widget_class, key, 0, move_cb, "(ibb)", days, TRUE, TRUE);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, move_cb, "(ibb)", days, TRUE, FALSE);
  gtk_widget_class_add_binding (widget_class, key, GDK_CONTROL_MASK, move_cb, "(ibb)", days, FALSE, TRUE);
}

static void
hw_histogram_class_init (HwHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_histogram_dispose;
  widget_class->snapshot = hw_histogram_snapshot;
  widget_class->measure = hw_histogram_measure;
  widget_class->size_allocate = hw_histogram_size_allocate;
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", HW_TYPE_HISTOGRAM, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "hw-histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  add_move_bindings (widget_class, GDK_KEY_Left, -1);
  add_move_bindings (widget_class, GDK_KEY_Right, 1);
  add_move_bindings (widget_class, GDK_KEY_Page_Up, -7);
  add_move_bindings (widget_class, GDK_KEY_Page_Down, 7);
  add_move_bindings (widget_class, GDK_KEY_Home, -G_MAXINT32);
  add_move_bindings (widget_class, GDK_KEY_End, G_MAXINT32);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, 0, all_cb, NULL);
}

static void
hw_histogram_init (HwHistogram *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Days shown on the map"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Arrows move the days, with Shift their beginning, with Ctrl their end. A shows all."), -1);
  hw_histogram_add_hands (self);
  hw_map_watch_style (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw));

  self->today = hw_day_now ();
  self->counts = hw_day_counts_new (NULL, HW_KIND_REPORT, self->today);
  self->last = self->today;
  self->first = self->today - 27;
  fit_view (self);
}

/**
 * hw_histogram_new:
 *
 * Returns: (transfer floating): a histogram of the last 28 days, without points
 */
GtkWidget *
hw_histogram_new (void)
{
  return g_object_new (HW_TYPE_HISTOGRAM, NULL);
}

/**
 * hw_histogram_set_points:
 * @self: a histogram
 * @points: (nullable): what is counted, and whose time filter the brush is
 */
void
hw_histogram_set_points (HwHistogram  *self,
                         HwPointIndex *points)
{
  g_return_if_fail (HW_IS_HISTOGRAM (self));

  if (self->points == points)
    return;
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_func (self->points, points_changed_cb, self);
  g_set_object (&self->points, points);
  if (points == NULL)
    return;
  g_signal_connect_object (points, "changed", G_CALLBACK (points_changed_cb), self, G_CONNECT_SWAPPED);
  apply (self);
  recount (self);
}

/**
 * hw_histogram_set_today:
 * @self: a histogram
 * @today: the local day now
 */
void
hw_histogram_set_today (HwHistogram *self,
                        guint32      today)
{
  g_return_if_fail (HW_IS_HISTOGRAM (self));

  self->today = today;
  fit_view (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * hw_histogram_select:
 * @self: a histogram
 * @first: the first day
 * @last: the last day, inclusive
 *
 * Chooses the days that the map shows.
 */
void
hw_histogram_select (HwHistogram *self,
                     guint32      first,
                     guint32      last)
{
  g_return_if_fail (HW_IS_HISTOGRAM (self));

  self->all = FALSE;
  self->last = MIN (last, hw_histogram_get_end_day (self));
  self->first = MIN (first, self->last);
  fit_view (self);
  apply (self);
  announce (self);
}

/**
 * hw_histogram_move:
 * @self: a histogram
 * @days: how far, negative for earlier
 * @moves_first: whether the first chosen day moves
 * @moves_last: whether the last chosen day moves
 *
 * Moves the chosen days, or one end of them, as far as there are any.
 *
 * Returns: whether other days are chosen now
 */
gboolean
hw_histogram_move (HwHistogram *self,
                   int          days,
                   gboolean     moves_first,
                   gboolean     moves_last)
{
  gint64 first, last;

  g_return_val_if_fail (HW_IS_HISTOGRAM (self), FALSE);

  first = self->first;
  last = self->last;
  if (moves_first && moves_last)
    days = (int) CLAMP (days, (gint64) hw_histogram_get_first_day (self) - first, (gint64) hw_histogram_get_end_day (self) - last);
  if (days == 0 || first + (moves_first ? days : 0) > last + (moves_last ? days : 0))
    return FALSE;
  hw_histogram_choose (self, first + (moves_first ? days : 0), last + (moves_last ? days : 0));
  if (self->first < self->view.first || self->last >= self->view.first + self->view.n_days)
    fit_view (self);
  return self->first != first || self->last != last;
}

/**
 * hw_histogram_select_last:
 * @self: a histogram
 * @n_days: how many
 *
 * Chooses the last days up to today; where nothing has come in for so long, as
 * with an old file that was imported, the last days that hold anything.
 */
void
hw_histogram_select_last (HwHistogram *self,
                          guint        n_days)
{
  guint32 last;

  g_return_if_fail (HW_IS_HISTOGRAM (self));
  g_return_if_fail (n_days > 0);

  if (self->recount_source != 0)
    {
      g_clear_handle_id (&self->recount_source, g_source_remove);
      recount (self);
    }
  last = hw_histogram_get_end_day (self);
  if (self->counts->counts->len > 0 && hw_histogram_count (self, last - n_days + 1, last, NULL) == 0)
    last = last_counted_day (self);
  hw_histogram_select (self, last - n_days + 1, last);
}

/**
 * hw_histogram_select_all:
 * @self: a histogram
 *
 * Chooses every time there is.
 */
void
hw_histogram_select_all (HwHistogram *self)
{
  g_return_if_fail (HW_IS_HISTOGRAM (self));

  self->all = TRUE;
  self->first = hw_histogram_get_first_day (self);
  self->last = hw_histogram_get_end_day (self);
  fit_view (self);
  apply (self);
  announce (self);
}

/**
 * hw_histogram_get_selection:
 * @self: a histogram
 * @first: (out): the first day
 * @last: (out): the last day, inclusive
 *
 * Returns: %FALSE when every time is chosen
 */
gboolean
hw_histogram_get_selection (HwHistogram *self,
                            guint32     *first,
                            guint32     *last)
{
  g_return_val_if_fail (HW_IS_HISTOGRAM (self), FALSE);

  *first = self->first;
  *last = self->last;
  return !self->all;
}

/**
 * hw_histogram_get_last_days:
 * @self: a histogram
 *
 * Returns: how many days are chosen if they are the last ones, else 0
 */
guint
hw_histogram_get_last_days (HwHistogram *self)
{
  g_return_val_if_fail (HW_IS_HISTOGRAM (self), 0);

  if (self->all || (self->last != hw_histogram_get_end_day (self) && self->last != last_counted_day (self)))
    return 0;
  return self->last - self->first + 1;
}

/**
 * hw_histogram_count:
 * @self: a histogram
 * @first: a day
 * @last: a day, inclusive
 * @busiest: (out) (optional): the day with most
 *
 * Returns: how many there are on these days
 */
guint
hw_histogram_count (HwHistogram *self,
                    guint32      first,
                    guint32      last,
                    guint32     *busiest)
{
  g_return_val_if_fail (HW_IS_HISTOGRAM (self), 0);

  return hw_day_counts_sum (self->counts, first, last, busiest);
}

/**
 * hw_histogram_get_bin_days:
 * @self: a histogram
 *
 * Returns: how many days one bar stands for, as wide as it is now
 */
guint
hw_histogram_get_bin_days (HwHistogram *self)
{
  return plot_width (self) > 0 ? hw_histogram_view_bin (&self->view, plot_width (self)) : 1;
}

/**
 * hw_histogram_get_counted:
 * @self: a histogram
 * @first: (out): the first day that has any
 * @last: (out): the last one, or today
 *
 * Returns: what is counted: contacts where only those are shown
 */
HwPointKind
hw_histogram_get_counted (HwHistogram *self,
                          guint32     *first,
                          guint32     *last)
{
  g_return_val_if_fail (HW_IS_HISTOGRAM (self), HW_KIND_REPORT);

  *first = hw_histogram_get_first_day (self);
  *last = hw_histogram_get_end_day (self);
  return counted_kind (self);
}

/**
 * hw_histogram_get_shown:
 * @self: a histogram
 *
 * Returns: the first day at the left edge
 */
guint32
hw_histogram_get_shown (HwHistogram *self)
{
  g_return_val_if_fail (HW_IS_HISTOGRAM (self), 0);

  return self->view.first;
}

/**
 * hw_histogram_set_least_bin:
 * @self: a histogram
 * @days: 1 or 7
 *
 * Sets how many days a bar stands for at least. Weeks begin on Monday.
 */
void
hw_histogram_set_least_bin (HwHistogram *self,
                            guint        days)
{
  g_return_if_fail (HW_IS_HISTOGRAM (self));

  self->view.least_bin = days;
  announce (self);
}

/**
 * hw_histogram_set_comparing:
 * @self: a histogram
 * @comparing: whether to draw the days before over the chosen ones
 */
void
hw_histogram_set_comparing (HwHistogram *self,
                            gboolean     comparing)
{
  g_return_if_fail (HW_IS_HISTOGRAM (self));

  self->comparing = comparing;
  announce (self);
}
