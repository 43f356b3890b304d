/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hw-debrief.h"

/* What came of a shift: three stops, of which the team came to two. */

#define MINUTE G_TIME_SPAN_MINUTE
#define START  (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)

typedef struct
{
  HwShift   *shift;
  GPtrArray *taps;
  GPtrArray *reports;
  HwDebrief *debrief;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->shift = hw_shift_new ();
  for (guint8 i = 1; i <= 3; i++)
    {
      HwStop *stop = hw_stop_new ();
      HwId report = { .bytes = { i } };

      stop->id.bytes[0] = i;
      g_array_append_val (stop->reports, report);
      g_ptr_array_add (fixture->shift->stops, stop);
    }
  fixture->shift->started_at = START;
  fixture->shift->finished_at = START + 200 * MINUTE;
  fixture->taps = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_tap_free);
  fixture->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hw_debrief_free (fixture->debrief);
  g_ptr_array_unref (fixture->taps);
  g_ptr_array_unref (fixture->reports);
  hw_shift_free (fixture->shift);
}

static void
tap (Fixture   *fixture,
     guint8     stop,
     HwTapKind  kind,
     guint      minute,
     guint      count,
     gboolean   taken_back)
{
  HwTap made = { .kind = kind, .at = START + minute * MINUTE, .count = count, .taken_back = taken_back, .point = HW_POINT_UNKNOWN };

  made.stop.bytes[0] = stop;
  g_ptr_array_add (fixture->taps, hw_tap_copy (&made));
}

static void
add_report (Fixture        *fixture,
            guint8          number,
            HwReportStatus  status)
{
  HwReport report = { .status = status, .place = "a doorway", .point = HW_POINT_UNKNOWN };

  report.id.bytes[0] = number;
  g_ptr_array_add (fixture->reports, hw_report_new (&report));
}

static const HwDebrief *
look (Fixture *fixture)
{
  g_clear_pointer (&fixture->debrief, hw_debrief_free);
  fixture->debrief = hw_debrief_new (fixture->shift, fixture->taps, fixture->reports);
  return fixture->debrief;
}

static guint
count_ends (const HwDebrief *debrief,
            HwOpenEndKind    kind)
{
  guint n = 0;

  for (guint i = 0; i < debrief->open_ends->len; i++)
    n += g_array_index (debrief->open_ends, HwOpenEnd, i).kind == kind;
  return n;
}

static void
test_figures (Fixture      *fixture,
              gconstpointer data)
{
  const HwDebrief *debrief = look (fixture);

  g_assert_cmpuint (debrief->visited, ==, 0);
  g_assert_cmpuint (debrief->stops, ==, 3);
  tap (fixture, 1, HW_TAP_ARRIVED, 10, 0, FALSE);
  tap (fixture, 1, HW_TAP_FOUND, 12, 0, FALSE);
  tap (fixture, 1, HW_TAP_BEDDED_DOWN, 14, 2, FALSE);
  tap (fixture, 1, HW_TAP_AWAKE, 15, 1, FALSE);
  tap (fixture, 1, HW_TAP_GIVEN, 16, 3, FALSE);
  tap (fixture, 1, HW_TAP_LEFT, 40, 0, FALSE);
  tap (fixture, 2, HW_TAP_ARRIVED, 60, 0, FALSE);
  tap (fixture, 2, HW_TAP_NOT_FOUND, 63, 0, FALSE);
  tap (fixture, 2, HW_TAP_BEDDED_DOWN, 64, 7, TRUE);   /* a slip of the finger */
  tap (fixture, 2, HW_TAP_LEFT, 70, 0, FALSE);
  debrief = look (fixture);
  g_assert_cmpuint (debrief->visited, ==, 2);
  g_assert_cmpuint (debrief->looked_for, ==, 2);
  g_assert_cmpuint (debrief->found, ==, 1);
  g_assert_cmpuint (debrief->not_found, ==, 1);
  g_assert_cmpuint (debrief->bedded_down, ==, 2);
  g_assert_cmpuint (debrief->awake, ==, 1);
  g_assert_cmpuint (debrief->given, ==, 3);
}

static void
test_minutes (Fixture      *fixture,
              gconstpointer data)
{
  tap (fixture, 1, HW_TAP_ARRIVED, 10, 0, FALSE);
  tap (fixture, 1, HW_TAP_NOT_FOUND, 12, 0, FALSE);
  tap (fixture, 1, HW_TAP_LEFT, 20, 0, FALSE);
  g_assert_cmpuint (look (fixture)->minutes_with_people, ==, 0);
  tap (fixture, 2, HW_TAP_ARRIVED, 60, 0, FALSE);
  tap (fixture, 2, HW_TAP_AWAKE, 61, 1, FALSE);
  tap (fixture, 2, HW_TAP_LEFT, 85, 0, FALSE);
  g_assert_cmpuint (look (fixture)->minutes_with_people, ==, 25);
  g_assert_cmpuint (look (fixture)->minutes, ==, 200);
  fixture->shift->finished_at = 0;
  g_assert_cmpuint (look (fixture)->minutes, ==, 0);
}

static void
test_open_ends (Fixture      *fixture,
                gconstpointer data)
{
  const HwDebrief *debrief;

  g_assert_cmpuint (count_ends (look (fixture), HW_OPEN_END_NOT_VISITED), ==, 3);
  tap (fixture, 1, HW_TAP_ARRIVED, 10, 0, FALSE);
  tap (fixture, 2, HW_TAP_COULD_NOT_LOOK, 30, 0, FALSE);
  tap (fixture, 2, HW_TAP_WISH_HOME, 31, 0, FALSE);
  tap (fixture, 2, HW_TAP_DANGER, 32, 0, FALSE);
  debrief = look (fixture);
  g_assert_cmpuint (count_ends (debrief, HW_OPEN_END_NOT_VISITED), ==, 1);
  g_assert_cmpuint (count_ends (debrief, HW_OPEN_END_NO_OUTCOME), ==, 1);
  g_assert_cmpuint (count_ends (debrief, HW_OPEN_END_WISH), ==, 1);
  g_assert_cmpint (g_array_index (debrief->open_ends, HwOpenEnd, 0).kind, ==, HW_OPEN_END_DANGER);   /* presses first */
  for (HwOpenEndKind kind = 0; kind < HW_N_OPEN_END_KINDS; kind++)
    g_assert_nonnull (hw_open_end_kind_get_words (kind));
}

static void
test_reports (Fixture      *fixture,
              gconstpointer data)
{
  add_report (fixture, 1, HW_REPORT_SENT_OUT);
  add_report (fixture, 2, HW_REPORT_TO_BE_ANSWERED);
  add_report (fixture, 3, HW_REPORT_SENT_OUT);
  tap (fixture, 1, HW_TAP_NOT_FOUND, 10, 0, FALSE);
  tap (fixture, 2, HW_TAP_FOUND, 30, 0, FALSE);
  /* The third report is open, too, but its stop says so. */
  g_assert_cmpuint (count_ends (look (fixture), HW_OPEN_END_REPORT), ==, 1);
  g_assert_cmpuint (look (fixture)->callers->len, ==, 1);
  g_assert_cmpint (((HwReport *) look (fixture)->callers->pdata[0])->id.bytes[0], ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/debrief/counts-what-was-tapped-and-not-taken-back", test_figures);
  ADD ("/debrief/minutes-with-people-are-where-somebody-was-met", test_minutes);
  ADD ("/debrief/what-is-open-what-presses-first", test_open_ends);
  ADD ("/debrief/whose-callers-can-be-told", test_reports);
  return g_test_run ();
}
