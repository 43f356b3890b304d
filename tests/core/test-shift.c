/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-report.h"
#include "hw-shift.h"

/* What a shift and its round must hold before they are recorded, and before a team goes out. */

#define NIGHT (G_GINT64_CONSTANT (1764540000) * G_USEC_PER_SEC)   /* 2025-11-30T22:00Z: dark in London */
#define NOON  (NIGHT - 10 * G_TIME_SPAN_HOUR)

static const HwPoint london = { 51.5, -0.1 };

static HwShift *
make_shift (guint n_members)
{
  static const char * const names[] = { "Ada", "Bo", "Cas" };
  HwShift *shift = hw_shift_new ();

  shift->starts_at = NIGHT;
  shift->ends_at = NIGHT + 4 * G_TIME_SPAN_HOUR;
  shift->start = shift->end = london;
  for (guint i = 0; i < n_members; i++)
    g_ptr_array_add (shift->team, hw_team_member_new (names[i], "en da", i == 0));
  return shift;
}

static HwStop *
make_stop (guint8 id)
{
  HwStop *stop = hw_stop_new ();

  stop->id.bytes[0] = id;
  stop->point = london;
  return stop;
}

static void
assert_shift_refused (const HwShift *shift,
                      gint           code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_shift_check (shift, &error));
  g_assert_error (error, HW_REPORT_ERROR, code);
  g_assert_false (hw_shift_check (shift, NULL));
}

static void
assert_stop_refused (const HwStop *stop)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_stop_check (stop, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE);
}

/* -- the shift ------------------------------------------------------------------------------------------------------- */

static void
test_ends_after_it_starts (void)
{
  g_autoptr (HwShift) shift = make_shift (2);

  shift->starts_at = 0;
  assert_shift_refused (shift, HW_REPORT_ERROR_NO_TIME);
  shift->starts_at = shift->ends_at;
  assert_shift_refused (shift, HW_REPORT_ERROR_TIME_RANGE);
  shift->ends_at++;
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_lasts_at_most_sixteen_hours (void)
{
  g_autoptr (HwShift) shift = make_shift (2);

  shift->ends_at = shift->starts_at + 16 * G_TIME_SPAN_HOUR + 1;
  assert_shift_refused (shift, HW_REPORT_ERROR_TIME_RANGE);
  shift->ends_at--;
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_needs_its_places (void)
{
  g_autoptr (HwShift) shift = make_shift (2);

  shift->start = HW_POINT_UNKNOWN;
  assert_shift_refused (shift, HW_REPORT_ERROR_NO_PLACE);
  shift->start = london;
  shift->end = (HwPoint) { NAN, 0 };
  assert_shift_refused (shift, HW_REPORT_ERROR_NO_PLACE);
  shift->end = (HwPoint) { 0, 0 };
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_needs_a_leader (void)
{
  g_autoptr (HwShift) shift = make_shift (2);
  HwTeamMember *first = g_ptr_array_index (shift->team, 0);

  first->leads = FALSE;
  g_assert_null (hw_shift_get_leader (shift));
  assert_shift_refused (shift, HW_REPORT_ERROR_MISSING);
  /* Who goes may be decided later. */
  g_assert_true (hw_shift_check_plan (shift, NULL));
  first->leads = TRUE;
  g_assert_cmpstr (hw_shift_get_leader (shift)->name, ==, "Ada");
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_needs_names (void)
{
  g_autoptr (HwShift) shift = make_shift (2);
  HwTeamMember *second = g_ptr_array_index (shift->team, 1);

  g_free (second->name);
  second->name = g_strdup (" ");
  assert_shift_refused (shift, HW_REPORT_ERROR_MISSING);
  g_free (second->name);
  second->name = g_strdup ("B\xff");
  assert_shift_refused (shift, HW_REPORT_ERROR_NOT_TEXT);
  g_free (second->name);
  second->name = g_strdup ("Bo");
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_nobody_alone_after_dark (void)
{
  g_autoptr (HwShift) shift = make_shift (1);

  assert_shift_refused (shift, HW_REPORT_ERROR_MISSING);
  shift->alone_reason = g_strdup ("  ");
  assert_shift_refused (shift, HW_REPORT_ERROR_MISSING);
  g_free (shift->alone_reason);
  shift->alone_reason = g_strdup ("The other one is ill; rings in every half hour.");
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_alone_by_day (void)
{
  g_autoptr (HwShift) shift = make_shift (1);

  /* It gets dark before the shift is over. */
  shift->starts_at = NOON;
  shift->ends_at = NOON + 6 * G_TIME_SPAN_HOUR;
  assert_shift_refused (shift, HW_REPORT_ERROR_MISSING);
  shift->ends_at = NOON + 3 * G_TIME_SPAN_HOUR;
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_texts (void)
{
  g_autoptr (HwShift) shift = make_shift (2);

  shift->note = g_strnfill (HW_REPORT_MAX_TEXT + 1, 'x');
  assert_shift_refused (shift, HW_REPORT_ERROR_TOO_LONG);
  shift->note[HW_REPORT_MAX_TEXT] = '\0';
  g_assert_true (hw_shift_check (shift, NULL));
}

static void
test_copy (void)
{
  g_autoptr (HwShift) shift = make_shift (2);
  g_autoptr (HwShift) copy = NULL;
  g_autoptr (HwShift) empty = NULL;

  shift->name = g_strdup ("South");
  g_ptr_array_add (shift->stops, make_stop (1));
  copy = hw_shift_copy (shift);
  g_assert_cmpstr (copy->name, ==, "South");
  g_assert_true (copy->name != shift->name);
  g_assert_cmpstr (((HwTeamMember *) copy->team->pdata[1])->name, ==, "Bo");
  g_assert_true (hw_stop_equal (copy->stops->pdata[0], shift->stops->pdata[0]));
  g_assert_true (hw_shift_find_stop (copy, &((HwStop *) shift->stops->pdata[0])->id) == copy->stops->pdata[0]);
  g_assert_null (hw_shift_find_stop (copy, &(HwId) { { 9 } }));
  /* One on the stack, without arrays. */
  empty = hw_shift_copy (&(HwShift) { .starts_at = NIGHT });
  g_assert_cmpuint (empty->team->len + empty->stops->len, ==, 0);
}

/* -- how far it has come --------------------------------------------------------------------------------------------- */

static void
test_states (void)
{
  static const gboolean may[HW_N_SHIFT_STATES][HW_N_SHIFT_STATES] = {
    [HW_SHIFT_PLANNED] = { [HW_SHIFT_STARTED] = TRUE, [HW_SHIFT_CALLED_OFF] = TRUE },
    [HW_SHIFT_STARTED] = { [HW_SHIFT_FINISHED] = TRUE, [HW_SHIFT_CALLED_OFF] = TRUE },
    [HW_SHIFT_FINISHED] = { [HW_SHIFT_FINISHED] = TRUE },
    [HW_SHIFT_CALLED_OFF] = { [HW_SHIFT_PLANNED] = TRUE },
  };
  g_autoptr (HwShift) shift = make_shift (2);

  for (guint from = 0; from < HW_N_SHIFT_STATES; from++)
    for (guint to = 0; to < HW_N_SHIFT_STATES; to++)
      {
        g_autoptr (GError) error = NULL;

        shift->state = (HwShiftState) from;
        g_assert_cmpint (hw_shift_check_state (shift, (HwShiftState) to, &error), ==, may[from][to]);
        g_assert_cmpint (error == NULL, ==, may[from][to]);
      }
}

static void
test_start (void)
{
  g_autoptr (HwShift) shift = make_shift (1);
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_shift_check_state (shift, HW_SHIFT_STARTED, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING);
  g_ptr_array_add (shift->team, hw_team_member_new ("Bo", NULL, FALSE));
  g_assert_true (hw_shift_check_state (shift, HW_SHIFT_STARTED, NULL));
}

/* -- the round ------------------------------------------------------------------------------------------------------- */

static void
test_stop_place (void)
{
  g_autoptr (HwStop) stop = make_stop (1);

  stop->point = HW_POINT_UNKNOWN;
  assert_stop_refused (stop);
  stop->point = london;
  g_assert_true (hw_stop_check (stop, NULL));
}

static void
test_stop_times (void)
{
  g_autoptr (HwStop) stop = make_stop (1);

  stop->opens_at = NIGHT + 1;
  stop->closes_at = NIGHT;
  assert_stop_refused (stop);
  stop->closes_at = 0;
  g_assert_true (hw_stop_check (stop, NULL));
  stop->arrives_at = NIGHT;
  stop->leaves_at = NIGHT - 1;
  assert_stop_refused (stop);
  stop->leaves_at = NIGHT;
  g_assert_true (hw_stop_check (stop, NULL));
  stop->visit_minutes = HW_STOP_MAX_VISIT_MINUTES + 1;
  assert_stop_refused (stop);
}

static void
test_stop_equality (void)
{
  g_autoptr (HwStop) stop = make_stop (1);
  HwVisitReason reason = { .kind = HW_VISIT_PROMISE, .points = 3 };
  HwId report = { { 7 } };
  g_autoptr (HwStop) other = NULL;

  g_array_append_val (stop->reasons, reason);
  g_array_append_val (stop->reports, report);
  other = hw_stop_copy (stop);
  g_assert_true (hw_stop_equal (stop, other));
  g_array_index (other->reasons, HwVisitReason, 0).points = 4;
  g_assert_false (hw_stop_equal (stop, other));
  g_array_index (other->reasons, HwVisitReason, 0).points = 3;
  g_array_index (other->reports, HwId, 0).bytes[3] = 1;
  g_assert_false (hw_stop_equal (stop, other));
  g_array_index (other->reports, HwId, 0).bytes[3] = 0;
  other->pinned = TRUE;
  g_assert_false (hw_stop_equal (stop, other));
}

static void
test_stop_twice (void)
{
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (stops, make_stop (1));
  g_ptr_array_add (stops, make_stop (1));
  g_assert_false (hw_shift_check_stops (stops, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE);
  ((HwStop *) stops->pdata[1])->id.bytes[0] = 2;
  g_assert_true (hw_shift_check_stops (stops, NULL));
  /* Two new ones have no identity yet. */
  ((HwStop *) stops->pdata[0])->id.bytes[0] = ((HwStop *) stops->pdata[1])->id.bytes[0] = 0;
  g_assert_true (hw_shift_check_stops (stops, NULL));
}

/* -- names ----------------------------------------------------------------------------------------------------------- */

static void
test_names (void)
{
  for (guint i = 0; i < HW_N_SHIFT_KINDS; i++)
    {
      HwShiftKind kind;

      g_assert_true (hw_shift_kind_from_string (hw_shift_kind_to_string (i), &kind) && kind == i);
      g_assert_nonnull (hw_shift_kind_get_words (i));
    }
  for (guint i = 0; i < HW_N_TRANSPORTS; i++)
    {
      HwTransport transport;

      g_assert_true (hw_transport_from_string (hw_transport_to_string (i), &transport) && transport == i);
      g_assert_nonnull (hw_transport_get_words (i));
    }
  for (guint i = 0; i < HW_N_SHIFT_STATES; i++)
    {
      HwShiftState state;

      g_assert_true (hw_shift_state_from_string (hw_shift_state_to_string (i), &state) && state == i);
      g_assert_nonnull (hw_shift_state_get_words (i));
    }
  for (guint i = 0; i < HW_N_STOP_KINDS; i++)
    {
      HwStopKind kind;

      g_assert_true (hw_stop_kind_from_string (hw_stop_kind_to_string (i), &kind) && kind == i);
      g_assert_nonnull (hw_stop_kind_get_words (i));
    }
  for (guint i = 0; i < HW_N_TALKS; i++)
    {
      HwTalk talk;

      g_assert_true (hw_talk_from_string (hw_talk_to_string (i), &talk) && talk == i);
      g_assert_nonnull (hw_talk_get_words (i));
    }
  for (guint i = 0; i < HW_N_VISIT_REASONS; i++)
    {
      HwVisitReasonKind kind;

      g_assert_true (hw_visit_reason_kind_from_string (hw_visit_reason_kind_to_string (i), &kind) && kind == i);
    }
  g_assert_cmpstr (hw_shift_kind_to_string (HW_SHIFT_EARLY_MORNING), ==, "early-morning");
  g_assert_false (hw_shift_kind_from_string ("Night", &(HwShiftKind) { 0 }));
  g_assert_false (hw_talk_from_string (NULL, &(HwTalk) { 0 }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shift/ends-after-it-starts", test_ends_after_it_starts);
  g_test_add_func ("/shift/lasts-at-most-sixteen-hours", test_lasts_at_most_sixteen_hours);
  g_test_add_func ("/shift/needs-a-place-to-start-from-and-one-to-end-at", test_needs_its_places);
  g_test_add_func ("/shift/starts-only-with-a-leader", test_needs_a_leader);
  g_test_add_func ("/shift/everybody-of-the-team-has-a-name", test_needs_names);
  g_test_add_func ("/shift/nobody-goes-alone-after-dark-without-a-reason", test_nobody_alone_after_dark);
  g_test_add_func ("/shift/one-may-go-alone-by-day", test_alone_by_day);
  g_test_add_func ("/shift/texts-are-text-and-not-endless", test_texts);
  g_test_add_func ("/shift/a-copy-has-everything-in-it", test_copy);
  g_test_add_func ("/shift/state/goes-along-its-table", test_states);
  g_test_add_func ("/shift/state/starts-only-where-the-rules-hold", test_start);
  g_test_add_func ("/stop/needs-a-place", test_stop_place);
  g_test_add_func ("/stop/times-make-sense", test_stop_times);
  g_test_add_func ("/stop/is-equal-where-all-is-the-same", test_stop_equality);
  g_test_add_func ("/stop/is-in-a-round-once", test_stop_twice);
  g_test_add_func ("/shift/names-lead-back-to-what-they-name", test_names);
  return g_test_run ();
}
