/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"
#include "hw-store-visits.h"

/* A night shift of two people, a round of three stops, and what is tapped on it. TEST_TIME is a November night in London. */

#define SHIFT_MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define SHIFT_HOUR   (60 * SHIFT_MINUTE)

static const HwPoint shift_points[] = { { 51.5155, -0.1000001 }, { 51.52, -0.11 }, { 51.51, -0.1234567 } };

static inline HwShift *
fixture_make_shift (void)
{
  HwShift *shift = hw_shift_new ();

  shift->name = g_strdup ("Tuesday \"south\"");
  shift->starts_at = TEST_TIME;
  shift->ends_at = TEST_TIME + 4 * SHIFT_HOUR;
  shift->start = shift->end = shift_points[0];
  shift->start_place = g_strdup ("Quay St 1\nback door");
  shift->end_place = g_strdup ("größer Platz");
  shift->severe_weather = TRUE;
  shift->note = g_strdup ("bring tea & socks");
  shift->interpreter_booked = TRUE;
  g_ptr_array_add (shift->team, hw_team_member_new ("Ada", "en pl", TRUE));
  g_ptr_array_add (shift->team, hw_team_member_new ("Bo", NULL, FALSE));
  return shift;
}

static inline HwStop *
fixture_make_stop (guint       place,
                   const HwId *report)
{
  HwStop *stop = hw_stop_new ();
  HwVisitReason reasons[] = {
    { .kind = HW_VISIT_FRESH_REPORT, .points = 4, .at = TEST_TIME - SHIFT_HOUR, .count = 2 },
    { .kind = HW_VISIT_HOT_SPOT, .points = 2, .count = 1, .trend = -1 },
  };

  stop->kind = report != NULL ? HW_STOP_REPORT : HW_STOP_HOT_SPOT;
  if (report != NULL)
    stop->subject = *report;
  stop->point = shift_points[place % G_N_ELEMENTS (shift_points)];
  stop->name = g_strdup_printf ("Stop %u", place + 1);
  stop->place = g_strdup ("behind the \"bins\"");
  stop->visit_minutes = 10;
  stop->arrives_at = TEST_TIME + (gint64) place * 30 * SHIFT_MINUTE;
  stop->leaves_at = stop->arrives_at + 10 * SHIFT_MINUTE;
  stop->opens_at = TEST_TIME;
  stop->closes_at = TEST_TIME + 2 * SHIFT_HOUR;
  stop->pinned = place == 1;
  stop->priority = 6;
  stop->talk = HW_TALK_INTERPRETER_BOOKED;
  g_array_append_vals (stop->reasons, reasons, G_N_ELEMENTS (reasons));
  if (report != NULL)
    g_array_append_vals (stop->reports, report, 1);
  return stop;
}

/* Recorded with a round of three stops, of which the first looks for the people of @report. */
static inline HwShift *
fixture_plan_shift (HwStore    *store,
                    const HwId *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);
  g_autoptr (HwShift) shift = fixture_make_shift ();

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (stops, fixture_make_stop (i, i == 0 ? report : NULL));
  g_assert_true (hw_store_record_shift (store, shift, &shift->id, &error));
  g_assert_no_error (error);
  g_assert_true (hw_store_record_round (store, &shift->id, stops, &error));
  g_assert_no_error (error);
  return hw_store_get_shift (store, &shift->id, &error);
}

static inline void
fixture_set_state (HwStore     *store,
                   const HwId  *shift,
                   HwShiftState state,
                   gint64       at)
{
  g_autoptr (GError) error = NULL;

  hw_store_record_shift_state (store, shift, state, at, state == HW_SHIFT_FINISHED ? 25 : 0, &error);
  g_assert_no_error (error);
}

static inline HwShift *
fixture_start_shift (HwStore    *store,
                     const HwId *report)
{
  HwShift *shift = fixture_plan_shift (store, report);

  fixture_set_state (store, &shift->id, HW_SHIFT_STARTED, TEST_TIME);
  return shift;
}

static inline HwTap
fixture_make_tap (const HwShift *shift,
                  guint          stop,
                  HwTapKind      kind)
{
  return (HwTap) { .shift = shift->id, .stop = ((const HwStop *) g_ptr_array_index (shift->stops, stop))->id, .kind = kind,
                   .at = TEST_TIME + SHIFT_HOUR, .point = HW_POINT_UNKNOWN };
}

static inline void
fixture_tap (HwStore       *store,
             const HwShift *shift,
             guint          stop,
             HwTapKind      kind,
             guint          count,
             const char    *code)
{
  g_autoptr (GError) error = NULL;
  HwTap tap = fixture_make_tap (shift, stop, kind);

  tap.count = count;
  tap.code = (char *) code;
  hw_store_record_tap (store, &tap, &error);
  g_assert_no_error (error);
}

static inline void
fixture_meet (HwStore       *store,
              const HwShift *shift,
              guint          stop,
              const HwId    *person,
              gboolean       taken_back)
{
  g_autoptr (GError) error = NULL;
  HwTap tap = fixture_make_tap (shift, stop, HW_TAP_MET_PERSON);

  tap.subject = *person;
  tap.taken_back = taken_back;
  hw_store_record_tap (store, &tap, &error);
  g_assert_no_error (error);
}

static inline GPtrArray *
fixture_list_taps (HwStore       *store,
                   const HwShift *shift)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *taps = hw_store_list_taps (store, &shift->id, &error);

  g_assert_no_error (error);
  return taps;
}

static inline void
fixture_save_visit (HwStore         *store,
                    const HwShift   *shift,
                    guint            stop,
                    const HwContact *contacts,
                    gsize            n_contacts)
{
  g_autoptr (GError) error = NULL;

  hw_store_record_visit (store, &shift->id, &((const HwStop *) g_ptr_array_index (shift->stops, stop))->id, contacts, n_contacts, &error);
  g_assert_no_error (error);
}

/* A night with everything that schema 5 knows of visits; it leaves one promise open. */
static inline void
fixture_record_night (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  HwPerson person = { .alias = "Nuno", .known_since = TEST_TIME };
  HwId report, promise_id;
  g_autoptr (HwShift) shift = NULL;
  HwContact contacts[] = {
    { .met_at = TEST_TIME + SHIFT_HOUR, .point = shift_points[0], .place = "arches", .bedded_down = TRUE, .people = 2 },
    { .met_at = TEST_TIME + SHIFT_HOUR, .point = shift_points[0], .bedded_down = TRUE, .people = 1 },
  };
  HwPromise promise = { .point = shift_points[1], .words = (char *) "shoes, size 43", .due_at = TEST_TIME + 48 * SHIFT_HOUR, .made_at = TEST_TIME };

  fixture_record (store, "night arches", &report);
  hw_store_record_person (store, &person, NULL, &person.id, &error);
  g_assert_no_error (error);
  contacts[1].person = person.id;
  shift = fixture_start_shift (store, &report);
  fixture_tap (store, shift, 0, HW_TAP_ARRIVED, 0, NULL);
  fixture_tap (store, shift, 0, HW_TAP_BEDDED_DOWN, 2, NULL);
  fixture_tap (store, shift, 0, HW_TAP_BEDDED_DOWN, 3, NULL);
  fixture_tap (store, shift, 0, HW_TAP_FOUND, 0, "found-engaging");
  fixture_tap (store, shift, 0, HW_TAP_GIVEN, 2, "blanket");
  fixture_meet (store, shift, 0, &person.id, FALSE);
  fixture_save_visit (store, shift, 0, contacts, 2);
  contacts[0].people = 3;
  fixture_save_visit (store, shift, 0, contacts, 1);
  fixture_tap (store, shift, 1, HW_TAP_NOT_FOUND, 0, NULL);
  fixture_save_visit (store, shift, 1, NULL, 0);
  promise.shift = shift->id;
  hw_store_record_promise (store, &promise, &promise_id, &error);
  g_assert_no_error (error);
  hw_store_settle_promise (store, &promise_id, TRUE, "handed over", &error);
  g_assert_no_error (error);
  promise.words = (char *) "come again on Friday";
  hw_store_record_promise (store, &promise, NULL, &error);
  g_assert_no_error (error);
  fixture_set_state (store, &shift->id, HW_SHIFT_FINISHED, TEST_TIME + 3 * SHIFT_HOUR);
}
