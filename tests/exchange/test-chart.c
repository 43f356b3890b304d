/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "hw-chart.h"

/* Charts: what they say as a table and as words, and what stands where in the picture. */

#define WIDTH  400
#define HEIGHT 200

typedef struct { double red, green, blue; } Pixel;

typedef struct
{
  cairo_surface_t *surface;
} Picture;

static Picture
draw (HwChart  *chart,
      gboolean  dark)
{
  Picture picture = { cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT) };
  cairo_t *cr = cairo_create (picture.surface);
  HwChartStyle style = { dark, FALSE, NULL, 12 };
  double ground = dark ? .12 : 1;

  cairo_set_source_rgb (cr, ground, ground, ground);
  cairo_paint (cr);
  hw_chart_draw (chart, cr, WIDTH, HEIGHT, &style);
  cairo_destroy (cr);
  cairo_surface_flush (picture.surface);
  return picture;
}

static Pixel
get_pixel (const Picture *picture,
           int            x,
           int            y)
{
  const guint8 *data = cairo_image_surface_get_data (picture->surface) + y * cairo_image_surface_get_stride (picture->surface) + x * 4;
  guint32 pixel;

  memcpy (&pixel, data, sizeof pixel);
  return (Pixel) { ((pixel >> 16) & 255) / 255.0, ((pixel >> 8) & 255) / 255.0, (pixel & 255) / 255.0 };
}

/* Blue: more of it than of red by a good deal. */
static gboolean
is_blue (const Picture *picture,
         int            x,
         int            y)
{
  Pixel pixel = get_pixel (picture, x, y);

  return pixel.blue - pixel.red > .2;
}

/* How many pixels of the row @y are blue, or anything but the ground. */
static guint
count_blue (const Picture *picture,
            int            y)
{
  guint n = 0;

  for (int x = 0; x < WIDTH; x++)
    n += is_blue (picture, x, y);
  return n;
}

/* The rows of the picture in which the bars stand: the most blue above and below the middle of the field. */
static void
find_bars (const Picture *picture,
           guint         *first,
           guint         *second)
{
  *first = *second = 0;
  for (int y = 30; y < 110; y++)
    *first = MAX (*first, count_blue (picture, y));
  for (int y = 120; y < HEIGHT; y++)
    *second = MAX (*second, count_blue (picture, y));
}

static HwChart *
make_bars (double a,
           double b)
{
  const char * const rows[] = { "Q1", "Q2", NULL }, * const columns[] = { "new", NULL };
  const double values[] = { a, b };

  return hw_chart_new (HW_CHART_BARS, "Seen", rows, columns, values);
}

static void
test_bars (void)
{
  g_autoptr (HwChart) chart = make_bars (40, 20);
  g_autoptr (HwChart) hidden = make_bars (40, HW_CHART_HIDDEN);
  Picture picture = draw (chart, FALSE), other = draw (hidden, FALSE);
  guint first, second;

  find_bars (&picture, &first, &second);
  g_assert_cmpuint (first, >, 200);
  g_assert_cmpuint (second, >, first / 2 - 12);
  g_assert_cmpuint (second, <, first / 2 + 12);
  /* Hatched in grey, as long as any other that is hidden. */
  find_bars (&other, &first, &second);
  g_assert_cmpuint (first, >, 200);
  g_assert_cmpuint (second, ==, 0);
  cairo_surface_destroy (picture.surface);
  cairo_surface_destroy (other.surface);
}

static gboolean
is_same (const Picture *a,
         const Picture *b)
{
  return memcmp (cairo_image_surface_get_data (a->surface), cairo_image_surface_get_data (b->surface),
                 (gsize) cairo_image_surface_get_stride (a->surface) * HEIGHT) == 0;
}

/* Beside what is hidden stands no sum of the rest: not even 0. */
static void
test_hidden_sum (void)
{
  const double hidden[] = { 40, HW_CHART_HIDDEN }, zero[] = { 40, 0 };
  g_autoptr (HwChart) chart = make_bars (40, HW_CHART_HIDDEN), said = make_bars (40, HW_CHART_HIDDEN), wrong = make_bars (40, HW_CHART_HIDDEN);
  Picture picture, other, third;

  hw_chart_set_sums (said, hidden);
  hw_chart_set_sums (wrong, zero);
  picture = draw (chart, FALSE);
  other = draw (said, FALSE);
  third = draw (wrong, FALSE);
  g_assert_false (is_same (&other, &third));
  g_assert_true (is_same (&picture, &other));
  cairo_surface_destroy (picture.surface);
  cairo_surface_destroy (other.surface);
  cairo_surface_destroy (third.surface);
}

/* Whatever the number was, the picture of a hidden one is the same. */
static void
test_hidden (void)
{
  const char * const rows[] = { "Mon", "Tue", NULL }, * const columns[] = { "00", "01", "02", "03", NULL };
  const double values[] = { 10, HW_CHART_HIDDEN, 0, 5, HW_CHART_NOTHING, 20, HW_CHART_HIDDEN, 0 };
  g_autoptr (HwChart) chart = hw_chart_new (HW_CHART_HEAT, "Hours", rows, columns, values);
  g_autofree char *numbers = hw_chart_dup_numbers (chart);
  g_autoptr (HwListTable) table = hw_chart_make_table (chart);

  g_assert_cmpstr (numbers, ==, "\t00\t01\t02\t03\nMon\t10\thidden\t0\t5\nTue\t\t20\thidden\t0\n");
  g_assert_cmpuint (hw_list_table_get_n_rows (table), ==, 2);
  g_assert_cmpuint (hw_list_table_get_n_columns (table), ==, 5);
  g_assert_cmpstr (hw_list_table_get (table, 1, 0), ==, "Tue");
  g_assert_cmpstr (hw_list_table_get (table, 1, 3), ==, "hidden");
  g_assert_null (hw_list_table_get (table, 1, 1));
}

static void
test_heat (void)
{
  const char * const rows[] = { "Mon", NULL }, * const columns[] = { "a", "b", NULL };
  const double values[] = { 0, 50 };
  g_autoptr (HwChart) chart = hw_chart_new (HW_CHART_HEAT, "Hours", rows, columns, values);
  Picture light = draw (chart, FALSE), dark = draw (chart, TRUE);
  Pixel most = get_pixel (&light, WIDTH * 3 / 4 + 20, HEIGHT / 2), none = get_pixel (&light, WIDTH / 4 + 20, HEIGHT / 2);
  Pixel most_dark = get_pixel (&dark, WIDTH * 3 / 4 + 20, HEIGHT / 2), none_dark = get_pixel (&dark, WIDTH / 4 + 20, HEIGHT / 2);

  /* The more, the further from the ground: darker on white, lighter on dark. */
  g_assert_cmpfloat (most.green, <, none.green - .4);
  g_assert_cmpfloat (most_dark.green, >, none_dark.green + .4);
  cairo_surface_destroy (light.surface);
  cairo_surface_destroy (dark.surface);
}

static void
test_trend (void)
{
  const char * const rows[] = { "1", "2", "3", "4", "5", NULL }, * const columns[] = { "reports", "people", NULL };
  const double values[] = { 0, 10, 0, 10, 0, 10, HW_CHART_NOTHING, HW_CHART_NOTHING, HW_CHART_NOTHING, HW_CHART_NOTHING };
  g_autoptr (HwChart) chart = hw_chart_new (HW_CHART_TREND, "Weeks", rows, columns, values);
  g_autofree char *words = hw_chart_dup_words (chart);
  Picture picture = draw (chart, FALSE);
  int last = 0;

  for (int x = 0; x < WIDTH; x++)
    for (int y = 24; y < HEIGHT; y++)   /* under the legend */
      if (is_blue (&picture, x, y))
        last = x;
  /* The line ends in the middle, where there is nothing more to tell. */
  g_assert_cmpint (last, >, WIDTH / 2 - 20);
  g_assert_cmpint (last, <, WIDTH / 2 + 40);
  g_assert_cmpstr (words, ==, "Weeks: most in 1, people: 10");
  cairo_surface_destroy (picture.surface);
}

/* However small the room, and whatever there is to show. */
static void
test_any_room (void)
{
  const char * const none[] = { NULL }, * const one[] = { "a", NULL };
  const double value[] = { 3 };

  for (HwChartKind kind = HW_CHART_TREND; kind <= HW_CHART_HEAT; kind++)
    {
      g_autoptr (HwChart) empty = hw_chart_new (kind, "Nothing", none, none, value);
      g_autoptr (HwChart) single = hw_chart_new (kind, "One", one, one, value);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
      cairo_t *cr = cairo_create (surface);
      HwChartStyle style = { FALSE, TRUE, NULL, 12 };
      g_autofree char *words = hw_chart_dup_words (empty);

      g_assert_cmpstr (words, ==, "Nothing: nothing");
      for (int size = 0; size <= WIDTH; size += 40)
        {
          hw_chart_draw (empty, cr, size, size / 2.0, &style);
          hw_chart_draw (single, cr, size, size / 2.0, &style);
        }
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/bars-are-as-long-as-their-numbers", test_bars);
  g_test_add_func ("/chart/what-is-hidden-has-no-number", test_hidden);
  g_test_add_func ("/chart/what-is-hidden-has-no-sum", test_hidden_sum);
  g_test_add_func ("/chart/a-field-is-the-further-from-the-ground-the-more", test_heat);
  g_test_add_func ("/chart/a-line-ends-where-there-is-nothing-to-tell", test_trend);
  g_test_add_func ("/chart/any-room-and-nothing-to-show", test_any_room);
  return g_test_run ();
}
