/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-answered-by.h"
#include "hw-promise.h"
#include "hw-report.h"
#include "hw-tap.h"

/* What is tapped in the field, and what is promised there, before it is recorded. */

#define NOW (G_GINT64_CONSTANT (1764540000) * G_USEC_PER_SEC)
#define DAY G_TIME_SPAN_DAY

static HwTap
make_tap (HwTapKind kind)
{
  return (HwTap) { .shift = { { 1 } }, .stop = { { 2 } }, .kind = kind, .at = NOW, .point = HW_POINT_UNKNOWN };
}

static void
assert_tap_refused (const HwTap *tap,
                    gint         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_tap_check (tap, NOW, &error));
  g_assert_error (error, HW_REPORT_ERROR, code);
}

static void
test_belongs_to_a_stop (void)
{
  HwTap tap = make_tap (HW_TAP_ARRIVED);

  tap.stop = (HwId) { { 0 } };
  assert_tap_refused (&tap, HW_REPORT_ERROR_MISSING);
  tap = make_tap (HW_TAP_ARRIVED);
  tap.shift = (HwId) { { 0 } };
  assert_tap_refused (&tap, HW_REPORT_ERROR_MISSING);
  tap = make_tap (HW_TAP_ARRIVED);
  g_assert_true (hw_tap_check (&tap, NOW, NULL));
}

static void
test_is_not_to_come (void)
{
  HwTap tap = make_tap (HW_TAP_LEFT);

  tap.at = NOW + DAY;
  assert_tap_refused (&tap, HW_REPORT_ERROR_TIME_RANGE);
  tap.at = NOW - DAY;
  g_assert_true (hw_tap_check (&tap, NOW, NULL));
}

static void
test_place (void)
{
  HwTap tap = make_tap (HW_TAP_ARRIVED);

  tap.point = (HwPoint) { 91, 0 };
  assert_tap_refused (&tap, HW_REPORT_ERROR_POINT_RANGE);
  tap.point = (HwPoint) { 51, 0 };
  tap.accuracy_m = NAN;
  assert_tap_refused (&tap, HW_REPORT_ERROR_VALUE);
  tap.accuracy_m = -1;
  assert_tap_refused (&tap, HW_REPORT_ERROR_VALUE);
  tap.accuracy_m = 12.5;
  g_assert_true (hw_tap_check (&tap, NOW, NULL));
}

static void
test_says_whom_or_what (void)
{
  HwTap met = make_tap (HW_TAP_MET_PERSON);
  HwTap given = make_tap (HW_TAP_GIVEN);

  assert_tap_refused (&met, HW_REPORT_ERROR_MISSING);
  met.subject = (HwId) { { 3 } };
  g_assert_true (hw_tap_check (&met, NOW, NULL));
  assert_tap_refused (&given, HW_REPORT_ERROR_MISSING);
  given.code = (char *) "blanket";
  g_assert_true (hw_tap_check (&given, NOW, NULL));
  given.count = HW_REPORT_MAX_PEOPLE + 1;
  assert_tap_refused (&given, HW_REPORT_ERROR_PEOPLE);
}

static void
test_unknown_kind (void)
{
  HwTap tap = make_tap (HW_N_TAP_KINDS);

  assert_tap_refused (&tap, HW_REPORT_ERROR_VALUE);
}

static void
test_person (void)
{
  HwTap tap = make_tap (HW_TAP_WISH_HOME);

  g_assert_false (hw_tap_has_person (&tap));
  tap.subject = (HwId) { { 3 } };
  g_assert_true (hw_tap_has_person (&tap));
  tap.kind = HW_TAP_MET_PERSON;
  g_assert_true (hw_tap_has_person (&tap));
  /* An offer names nobody. */
  tap.kind = HW_TAP_BED_OFFERED;
  g_assert_false (hw_tap_has_person (&tap));
}

static void
test_outcomes (void)
{
  HwTap tap = make_tap (HW_TAP_FOUND);

  g_assert_cmpstr (hw_tap_get_outcome (&tap), ==, "found-engaging");
  tap.kind = HW_TAP_NOT_FOUND;
  g_assert_cmpstr (hw_tap_get_outcome (&tap), ==, "not-found-looked");
  tap.kind = HW_TAP_COULD_NOT_LOOK;
  g_assert_cmpstr (hw_tap_get_outcome (&tap), ==, "not-found-no-access");
  tap.code = (char *) "not-looked-known";
  g_assert_cmpstr (hw_tap_get_outcome (&tap), ==, "not-looked-known");
  tap.kind = HW_TAP_LOOKED_FOR;
  g_assert_null (hw_tap_get_outcome (&tap));
}

static void
test_goes_on (void)
{
  g_assert_true (hw_outcome_goes_on ("not-found-looked"));
  g_assert_true (hw_outcome_goes_on ("not-found-no-access"));
  g_assert_true (hw_outcome_goes_on ("not-found-no-site"));
  g_assert_false (hw_outcome_goes_on ("not-found-moved-on"));
  g_assert_false (hw_outcome_goes_on ("found-engaging"));
  g_assert_false (hw_outcome_goes_on ("not-looked-known"));
  g_assert_false (hw_outcome_goes_on (NULL));
}

static void
test_last_outcome (void)
{
  g_autoptr (GPtrArray) taps = g_ptr_array_new ();
  HwTap found = make_tap (HW_TAP_FOUND), not_found = make_tap (HW_TAP_NOT_FOUND), elsewhere = make_tap (HW_TAP_COULD_NOT_LOOK);
  HwTap left = make_tap (HW_TAP_LEFT);

  elsewhere.stop.bytes[0] = 9;
  g_assert_null (hw_taps_find_outcome (taps, &found.stop));
  g_ptr_array_add (taps, &found);
  g_ptr_array_add (taps, &not_found);
  g_ptr_array_add (taps, &elsewhere);
  g_ptr_array_add (taps, &left);
  g_assert_true (hw_taps_find_outcome (taps, &found.stop) == &not_found);
  g_assert_true (hw_taps_find (taps, &found.stop, HW_TAP_FOUND) == &found);
  g_assert_null (hw_taps_find (taps, &elsewhere.stop, HW_TAP_LEFT));
}

static void
test_names (void)
{
  for (guint i = 0; i < HW_N_TAP_KINDS; i++)
    {
      HwTapKind kind;

      g_assert_true (hw_tap_kind_from_string (hw_tap_kind_to_string (i), &kind) && kind == i);
      g_assert_nonnull (hw_tap_kind_get_words (i));
    }
  g_assert_false (hw_tap_kind_from_string ("arrive", &(HwTapKind) { 0 }));
}

/* -- promises -------------------------------------------------------------------------------------------------------- */

static HwPromise
make_promise (void)
{
  return (HwPromise) { .point = HW_POINT_UNKNOWN, .words = (char *) "shoes, size 43", .made_at = NOW, .due_at = NOW + 3 * DAY, .kept = HW_PROMISE_OPEN };
}

static void
assert_promise_refused (const HwPromise *promise,
                        gint             code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_promise_check (promise, NOW, &error));
  g_assert_error (error, HW_REPORT_ERROR, code);
}

static void
test_promise_words (void)
{
  HwPromise promise = make_promise ();

  promise.words = (char *) " ";
  assert_promise_refused (&promise, HW_REPORT_ERROR_MISSING);
  promise.words = NULL;
  assert_promise_refused (&promise, HW_REPORT_ERROR_MISSING);
  promise = make_promise ();
  g_assert_true (hw_promise_check (&promise, NOW, NULL));
}

static void
test_promise_time (void)
{
  HwPromise promise = make_promise ();

  promise.due_at = 0;
  assert_promise_refused (&promise, HW_REPORT_ERROR_NO_TIME);
  promise.due_at = NOW - 1;
  assert_promise_refused (&promise, HW_REPORT_ERROR_TIME_RANGE);
  promise.due_at = NOW + 367 * DAY;
  assert_promise_refused (&promise, HW_REPORT_ERROR_TIME_RANGE);
  promise.due_at = NOW;
  g_assert_true (hw_promise_check (&promise, NOW, NULL));
  promise.made_at = promise.due_at = NOW + DAY;
  assert_promise_refused (&promise, HW_REPORT_ERROR_TIME_RANGE);
}

static void
test_promise_place (void)
{
  HwPromise promise = make_promise ();

  promise.point = (HwPoint) { 0, 181 };
  assert_promise_refused (&promise, HW_REPORT_ERROR_POINT_RANGE);
  promise.point = (HwPoint) { 0, 179 };
  g_assert_true (hw_promise_check (&promise, NOW, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tap/belongs-to-a-stop-of-a-shift", test_belongs_to_a_stop);
  g_test_add_func ("/tap/is-not-to-come", test_is_not_to_come);
  g_test_add_func ("/tap/lies-on-the-earth-or-nowhere", test_place);
  g_test_add_func ("/tap/says-whom-or-what", test_says_whom_or_what);
  g_test_add_func ("/tap/is-of-a-kind-that-is-known", test_unknown_kind);
  g_test_add_func ("/tap/one-that-names-a-person-is-casework", test_person);
  g_test_add_func ("/tap/an-outcome-has-a-code-also-without-one", test_outcomes);
  g_test_add_func ("/tap/who-was-not-seen-is-looked-for-again", test_goes_on);
  g_test_add_func ("/tap/of-outcomes-the-last-counts", test_last_outcome);
  g_test_add_func ("/tap/names-lead-back-to-what-they-name", test_names);
  g_test_add_func ("/promise/needs-words", test_promise_words);
  g_test_add_func ("/promise/is-for-the-year-that-comes", test_promise_time);
  g_test_add_func ("/promise/lies-on-the-earth-or-nowhere", test_promise_place);
  return g_test_run ();
}
