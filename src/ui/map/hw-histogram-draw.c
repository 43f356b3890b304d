/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-histogram-draw.h"
#include "hw-map-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * How HwHistogram looks, and where its days are. Bars that would be thinner
 * than they can be seen are put together, as many days to a bar as it takes.
 */

#define PAD          8.0    /* pixels left and right, so that handles are whole */
#define AXIS_HEIGHT  20.0
#define LEAST_BAR    4.0    /* pixels from one bar to the next */
#define HANDLE_WIDTH  8.0
#define HANDLE_HEIGHT 22.0

/**
 * hw_histogram_view_x:
 * @view: which days are shown
 * @day: a day
 * @width: of the widget
 *
 * Returns: where @day begins, in pixels, within the widget
 */
double
hw_histogram_view_x (const HwHistogramView *view,
                     guint32                day,
                     double                 width)
{
  double x = PAD + ((double) day - view->first) * (width - 2 * PAD) / view->n_days;

  return CLAMP (x, PAD, MAX (PAD, width - PAD));
}

/**
 * hw_histogram_view_day:
 * @view: which days are shown
 * @x: pixels
 * @width: of the widget
 *
 * Returns: the day at @x
 */
guint32
hw_histogram_view_day (const HwHistogramView *view,
                       double                 x,
                       double                 width)
{
  double day = floor ((x - PAD) * view->n_days / MAX (width - 2 * PAD, 1));

  return view->first + (guint32) CLAMP (day, 0, (double) view->n_days - 1);
}

/**
 * hw_histogram_view_bin:
 * @view: which days are shown
 * @width: of the widget
 *
 * Returns: how many days one bar stands for
 */
guint
hw_histogram_view_bin (const HwHistogramView *view,
                       double                 width)
{
  static const guint nice[] = { 1, 2, 3, 7, 14, 28, 91, 182, 364 };
  double per_day = MAX (width - 2 * PAD, 1) / view->n_days;

  for (guint i = 0; i < G_N_ELEMENTS (nice); i++)
    if (per_day * nice[i] >= LEAST_BAR && nice[i] >= view->least_bin)
      return nice[i];
  return 364;
}

/**
 * hw_histogram_dup_day:
 * @day: Julian day
 * @today: the day now
 * @weekday: whether to name the day of the week
 *
 * Returns: (transfer full): "14 Nov", with the year when it is another one
 */
char *
hw_histogram_dup_day (guint32  day,
                      guint32  today,
                      gboolean weekday)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date, now;

  g_date_clear (&date, 1);
  g_date_clear (&now, 1);
  g_date_set_julian (&date, MAX (day, 1));
  g_date_set_julian (&now, MAX (today, 1));
  time = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0);
  if (time == NULL)
    return g_strdup ("");
  if (g_date_get_year (&date) != g_date_get_year (&now))
    /* TRANSLATORS: a day of another year */
    return g_date_time_format (time, _("%-e %b %Y"));
  if (weekday)
    /* TRANSLATORS: a day with its day of the week */
    return g_date_time_format (time, _("%a %-e %b"));
  /* TRANSLATORS: a day of this year */
  return g_date_time_format (time, _("%-e %b"));
}

/* Bars begin at days that are multiples of the bin, so that they do not change when the view is moved; those of weeks on a Monday, as day 1 was. */
static guint32
first_bin (const HwHistogramView *view,
           guint                  bin)
{
  guint32 monday = bin % 7 == 0 ? 1 : 0;

  return view->first - (view->first - monday) % bin;
}

/* The tallest bar that is seen, and of the days before if they are drawn as well. */
static guint
find_most (const HwHistogramView *view,
           HwDayCounts           *counts,
           guint                  bin,
           guint                  back)
{
  guint most = 1;

  for (guint32 day = first_bin (view, bin); day < view->first + view->n_days; day += bin)
    {
      most = MAX (most, hw_day_counts_sum (counts, day, day + bin - 1, NULL));
      if (back > 0)
        most = MAX (most, hw_day_counts_sum (counts, day - back, day - back + bin - 1, NULL));
    }
  return most;
}

/* A line over each chosen bar at the height that the bar so many days back has. */
static void
draw_before (GtkSnapshot           *snapshot,
             const HwHistogramView *view,
             HwDayCounts           *counts,
             guint32                first,
             guint32                last,
             double                 width,
             double                 height)
{
  guint bin = hw_histogram_view_bin (view, width), back = last - first + 1, most = find_most (view, counts, bin, back);
  GdkRGBA colour;

  hw_map_colour (HW_MAP_COLOUR_TEXT, hw_map_is_dark (), &colour);
  for (guint32 day = first_bin (view, bin); day < view->first + view->n_days; day += bin)
    {
      double left = hw_histogram_view_x (view, day, width), right = hw_histogram_view_x (view, day + bin, width);
      double tall = hw_day_counts_sum (counts, day - back, day - back + bin - 1, NULL) * (height - 6) / most;

      if (day >= first && day <= last && right > left)
        gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (rintf (left), height - rint (tall) - 1, rintf (right) - rintf (left), 2));
    }
}

static void
draw_bars (GtkSnapshot           *snapshot,
           const HwHistogramView *view,
           HwDayCounts           *counts,
           guint32                first,
           guint32                last,
           guint                  back,
           double                 width,
           double                 height)
{
  guint bin = hw_histogram_view_bin (view, width), most = find_most (view, counts, bin, back);
  double per_day = (width - 2 * PAD) / view->n_days, gap = per_day * bin > 6 ? 2 : 1;
  GdkRGBA accent, idle;

  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  hw_map_colour (HW_MAP_COLOUR_IDLE, hw_map_is_dark (), &idle);
  for (guint32 day = first_bin (view, bin); day < view->first + view->n_days; day += bin)
    {
      guint count = hw_day_counts_sum (counts, day, day + bin - 1, NULL);
      double left = hw_histogram_view_x (view, day, width), right = hw_histogram_view_x (view, day + bin, width);
      double tall = count * (height - 6) / most;
      gboolean chosen = day + bin > first && day <= last;

      if (count == 0)
        continue;
      tall = MAX (rint (tall), 2);
      gtk_snapshot_append_color (snapshot, chosen ? &accent : &idle,
                                 &GRAPHENE_RECT_INIT (rintf (left), height - tall, MAX (rintf (right) - rintf (left) - gap, 1), tall));
    }
}

static void
draw_handle (GtkSnapshot *snapshot,
             double       x,
             double       height)
{
  GskRoundedRect outline;
  GdkRGBA accent, card;

  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  hw_map_colour (HW_MAP_COLOUR_CARD, hw_map_is_dark (), &card);
  gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (x - 0.75, 0, 1.5, height));
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x - HANDLE_WIDTH / 2, (height - HANDLE_HEIGHT) / 2, HANDLE_WIDTH, HANDLE_HEIGHT), 3);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &card, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1.5, 1.5, 1.5, 1.5 }, (GdkRGBA[4]) { accent, accent, accent, accent });
}

/* Returns where the text ends, or @after when it would run into what stands before it. */
static double
draw_tick (GtkWidget   *widget,
           GtkSnapshot *snapshot,
           const char  *text,
           double       x,
           double       after,
           double       top,
           double       width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int text_width, text_height;
  GdkRGBA dim;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  x = CLAMP (x - text_width / 2.0, 0, MAX (0, width - text_width));
  if (x < after + 12)
    return after;
  hw_map_colour (HW_MAP_COLOUR_DIM, hw_map_is_dark (), &dim);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rintf (x), top));
  gtk_snapshot_append_layout (snapshot, layout, &dim);
  gtk_snapshot_restore (snapshot);
  return x + text_width;
}

static char *
dup_tick (const GDate *date,
          guint        n_days)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 12, 0, 0);

  if (n_days <= 120)
    return g_date_time_format (time, _("%-e %b"));
  if (g_date_get_month (date) == G_DATE_JANUARY || n_days > 1500)
    return g_date_time_format (time, "%Y");
  return g_date_time_format (time, "%b");
}

/* "today" first, then the beginnings of months, or of years where those would be too many. */
static void
draw_axis (GtkWidget             *widget,
           GtkSnapshot           *snapshot,
           const HwHistogramView *view,
           double                 width,
           double                 height)
{
  double end = width, after = -12;
  GDate date;

  if (view->today < view->first + view->n_days && view->today >= view->first)
    {
      double x = hw_histogram_view_x (view, view->today + 1, width);

      draw_tick (widget, snapshot, _("today"), x, -12, height + 4, width);
      end = x - 56;
    }
  g_date_clear (&date, 1);
  g_date_set_julian (&date, view->first);
  if (g_date_get_day (&date) != 1)
    {
      g_date_set_day (&date, 1);
      g_date_add_months (&date, 1);
    }
  while (g_date_get_julian (&date) < view->first + view->n_days)
    {
      double x = hw_histogram_view_x (view, g_date_get_julian (&date), width);
      g_autofree char *text = dup_tick (&date, view->n_days);

      if (x < end && (view->n_days <= 1500 || g_date_get_month (&date) == G_DATE_JANUARY))
        after = draw_tick (widget, snapshot, text, x, after, height + 4, width);
      g_date_add_months (&date, 1);
    }
}

/**
 * hw_histogram_draw:
 * @widget: the histogram
 * @snapshot: where to draw
 * @view: which days are shown
 * @counts: how many per day
 * @first: the first chosen day
 * @last: the last chosen day, inclusive
 * @comparing: whether as many days before are drawn as lines over the chosen ones
 */
void
hw_histogram_draw (GtkWidget             *widget,
                   GtkSnapshot           *snapshot,
                   const HwHistogramView *view,
                   HwDayCounts           *counts,
                   guint32                first,
                   guint32                last,
                   gboolean               comparing)
{
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget) - AXIS_HEIGHT;
  double left = hw_histogram_view_x (view, first, width), right = hw_histogram_view_x (view, last + 1, width);
  GdkRGBA selected, idle;

  if (width <= 2 * PAD || height <= 0)
    return;
  hw_map_colour (HW_MAP_COLOUR_SELECTED, hw_map_is_dark (), &selected);
  hw_map_colour (HW_MAP_COLOUR_IDLE, hw_map_is_dark (), &idle);
  if (right > left)
    gtk_snapshot_append_color (snapshot, &selected, &GRAPHENE_RECT_INIT (left, 0, right - left, height));
  draw_bars (snapshot, view, counts, first, last, comparing ? last - first + 1 : 0, width, height);
  if (comparing)
    draw_before (snapshot, view, counts, first, last, width, height);
  gtk_snapshot_append_color (snapshot, &idle, &GRAPHENE_RECT_INIT (PAD, height, width - 2 * PAD, 1));
  if (first >= view->first && first <= view->first + view->n_days)
    draw_handle (snapshot, left, height);
  if (last + 1 >= view->first && last + 1 <= view->first + view->n_days)
    draw_handle (snapshot, right, height);
  draw_axis (widget, snapshot, view, width, height);
}
