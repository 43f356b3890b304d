/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "hw-store-private.h"
#include "shift-fixture.h"

/* Shifts, their rounds, what is tapped in the field, what comes of a visit, and promises. */

#define DAY G_TIME_SPAN_DAY

static const HwId *
get_stop (const HwShift *shift,
          guint          place)
{
  return &((const HwStop *) g_ptr_array_index (shift->stops, place))->id;
}

static HwShift *
read_shift (HwStore    *store,
            const HwId *id)
{
  g_autoptr (GError) error = NULL;
  HwShift *shift = hw_store_get_shift (store, id, &error);

  g_assert_no_error (error);
  return shift;
}

static void
record_person (HwStore    *store,
               const char *alias,
               HwId       *id)
{
  HwPerson person = { .alias = alias, .known_since = TEST_TIME };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_person (store, &person, NULL, id, &error), error);
}

static gint64
count (HwStore    *store,
       const char *sql)
{
  gint64 n = -1;

  g_assert_true (hw_connection_get_int (store->connection, sql, &n, NULL));
  return n;
}

/* -- shifts ---------------------------------------------------------------------------------------------------------- */

static void
test_reads_back (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_make_shift ();
  g_autoptr (HwShift) found = NULL;

  found = hw_store_get_shift (fixture->store, &shift->id, &error);
  g_assert_null (found);
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_done (hw_store_record_shift (fixture->store, shift, &shift->id, &error), error);
  fixture_reopen (fixture);
  found = read_shift (fixture->store, &shift->id);
  g_assert_cmpstr (found->name, ==, shift->name);
  g_assert_cmpint (found->kind, ==, shift->kind);
  g_assert_cmpint (found->starts_at, ==, shift->starts_at);
  g_assert_cmpint (found->ends_at, ==, shift->ends_at);
  g_assert_cmpfloat (hw_point_distance (&found->start, &shift->start), <, 0.02);
  g_assert_cmpfloat (hw_point_distance (&found->end, &shift->end), <, 0.02);
  g_assert_cmpstr (found->start_place, ==, shift->start_place);
  g_assert_cmpstr (found->end_place, ==, shift->end_place);
  g_assert_cmpint (found->transport, ==, HW_TRANSPORT_FOOT);
  g_assert_true (found->severe_weather && found->interpreter_booked);
  g_assert_null (found->alone_reason);
  g_assert_cmpstr (found->note, ==, shift->note);
  g_assert_cmpuint (found->team->len, ==, 2);
  g_assert_cmpstr (hw_shift_get_leader (found)->name, ==, "Ada");
  g_assert_cmpstr (hw_shift_get_leader (found)->languages, ==, "en pl");
  g_assert_null (((HwTeamMember *) found->team->pdata[1])->languages);
  g_assert_cmpint (found->state, ==, HW_SHIFT_PLANNED);
  g_assert_cmpuint (found->stops->len, ==, 0);
}

static void
test_rule (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_make_shift ();
  g_autoptr (GPtrArray) shifts = NULL;

  shift->ends_at = shift->starts_at;
  assert_refused (hw_store_record_shift (fixture->store, shift, NULL, &error), error, HW_STORE_ERROR_RULE);
  shifts = hw_store_list_shifts (fixture->store, 0, G_MAXINT64, &error);
  g_assert_cmpuint (shifts->len, ==, 0);
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_plan_shift (fixture->store, NULL);
  g_autoptr (HwShift) found = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  g_free (g_steal_pointer (&shift->name));
  shift->transport = HW_TRANSPORT_CAR;
  g_ptr_array_set_size (shift->team, 1);
  assert_done (hw_store_record_shift (fixture->store, shift, NULL, &error), error);
  found = read_shift (fixture->store, &shift->id);
  g_assert_null (found->name);
  g_assert_cmpint (found->transport, ==, HW_TRANSPORT_CAR);
  g_assert_cmpuint (found->team->len, ==, 1);
  /* Its round is left alone. */
  g_assert_cmpuint (found->stops->len, ==, 3);
  conflicts = hw_store_list_conflicts (fixture->store, &shift->id, &error);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) some = NULL;

  for (int day = 0; day < 3; day++)
    {
      g_autoptr (HwShift) shift = fixture_make_shift ();

      shift->starts_at += day * DAY;
      shift->ends_at += day * DAY;
      assert_done (hw_store_record_shift (fixture->store, shift, NULL, &error), error);
    }
  all = hw_store_list_shifts (fixture->store, 0, G_MAXINT64, &error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (((HwShift *) all->pdata[0])->starts_at, ==, TEST_TIME + 2 * DAY);
  none = hw_store_list_shifts (fixture->store, TEST_TIME + 4 * SHIFT_HOUR, TEST_TIME + DAY, &error);
  g_assert_cmpuint (none->len, ==, 0);
  /* One that has begun before and is not over yet. */
  some = hw_store_list_shifts (fixture->store, TEST_TIME + SHIFT_HOUR, TEST_TIME + DAY + 1, &error);
  g_assert_cmpuint (some->len, ==, 2);
}

static void
test_round (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = NULL;
  g_autoptr (HwStop) made = NULL;
  g_autoptr (HwShift) turned = NULL;
  HwId report;
  HwStop *first;

  fixture_record (fixture->store, "arches", &report);
  shift = fixture_plan_shift (fixture->store, &report);
  g_assert_cmpuint (shift->stops->len, ==, 3);
  first = shift->stops->pdata[0];
  g_assert_false (hw_id_is_nil (&first->id));
  made = fixture_make_stop (0, &report);
  made->id = first->id;
  made->point = first->point;
  g_assert_true (hw_stop_equal (made, first));

  /* The same stops the other way round keep their identities. */
  g_ptr_array_insert (shift->stops, 0, g_ptr_array_steal_index (shift->stops, 2));
  assert_done (hw_store_record_round (fixture->store, &shift->id, shift->stops, &error), error);
  turned = read_shift (fixture->store, &shift->id);
  for (guint i = 0; i < 3; i++)
    g_assert_true (hw_stop_equal (turned->stops->pdata[i], shift->stops->pdata[i]));
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM stop"), ==, 3);
}

static void
test_round_rules (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  HwId nobody = { { 1 } };

  assert_refused (hw_store_record_round (fixture->store, &nobody, shift->stops, &error), error, HW_STORE_ERROR_NOT_FOUND);
  ((HwStop *) shift->stops->pdata[2])->visit_minutes = 10000;
  assert_refused (hw_store_record_round (fixture->store, &shift->id, shift->stops, &error), error, HW_STORE_ERROR_RULE);
  /* Where the team was stays in the round; where it was not may go. */
  fixture_tap (fixture->store, shift, 0, HW_TAP_ARRIVED, 0, NULL);
  g_ptr_array_remove_index (shift->stops, 2);
  assert_done (hw_store_record_round (fixture->store, &shift->id, shift->stops, &error), error);
  g_ptr_array_remove_index (shift->stops, 0);
  assert_refused (hw_store_record_round (fixture->store, &shift->id, shift->stops, &error), error, HW_STORE_ERROR_RULE);
}

static void
test_round_is_over (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);

  assert_done (hw_store_record_round (fixture->store, &shift->id, shift->stops, &error), error);
  fixture_set_state (fixture->store, &shift->id, HW_SHIFT_FINISHED, TEST_TIME + SHIFT_HOUR);
  assert_refused (hw_store_record_round (fixture->store, &shift->id, shift->stops, &error), error, HW_STORE_ERROR_RULE);
}

static void
test_start (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_make_shift ();
  g_autoptr (HwShift) found = NULL;

  g_ptr_array_set_size (shift->team, 1);
  assert_done (hw_store_record_shift (fixture->store, shift, &shift->id, &error), error);
  /* Alone, after dark. */
  assert_refused (hw_store_record_shift_state (fixture->store, &shift->id, HW_SHIFT_STARTED, TEST_TIME, 0, &error), error, HW_STORE_ERROR_RULE);
  shift->alone_reason = g_strdup ("Bo waits in the car");
  assert_done (hw_store_record_shift (fixture->store, shift, NULL, &error), error);
  assert_done (hw_store_record_shift_state (fixture->store, &shift->id, HW_SHIFT_STARTED, TEST_TIME, 0, &error), error);
  found = read_shift (fixture->store, &shift->id);
  g_assert_cmpint (found->state, ==, HW_SHIFT_STARTED);
  g_assert_cmpint (found->started_at, ==, TEST_TIME);
  /* A team that is out keeps what it needed to go out. */
  g_clear_pointer (&shift->alone_reason, g_free);
  assert_refused (hw_store_record_shift (fixture->store, shift, NULL, &error), error, HW_STORE_ERROR_RULE);
}

static void
test_finish (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_plan_shift (fixture->store, NULL);
  g_autoptr (HwShift) found = NULL;
  const HwId *id = &shift->id;

  assert_refused (hw_store_record_shift_state (fixture->store, id, HW_SHIFT_FINISHED, TEST_TIME, 0, &error), error, HW_STORE_ERROR_RULE);
  fixture_set_state (fixture->store, id, HW_SHIFT_STARTED, TEST_TIME);
  assert_refused (hw_store_record_shift_state (fixture->store, id, HW_SHIFT_FINISHED, TEST_TIME - 1, 0, &error), error, HW_STORE_ERROR_RULE);
  assert_refused (hw_store_record_shift_state (fixture->store, id, HW_SHIFT_FINISHED, g_get_real_time () + DAY, 0, &error), error, HW_STORE_ERROR_RULE);
  assert_refused (hw_store_record_shift_state (fixture->store, id, HW_SHIFT_FINISHED, TEST_TIME + 1, 1441, &error), error, HW_STORE_ERROR_RULE);
  assert_done (hw_store_record_shift_state (fixture->store, id, HW_SHIFT_FINISHED, TEST_TIME + SHIFT_HOUR, 20, &error), error);
  assert_refused (hw_store_record_shift_state (fixture->store, id, HW_SHIFT_STARTED, TEST_TIME, 0, &error), error, HW_STORE_ERROR_RULE);
  /* The minutes of paper are known in the morning. */
  assert_done (hw_store_record_shift_state (fixture->store, id, HW_SHIFT_FINISHED, 0, 35, &error), error);
  found = read_shift (fixture->store, id);
  g_assert_cmpint (found->state, ==, HW_SHIFT_FINISHED);
  g_assert_cmpint (found->started_at, ==, TEST_TIME);
  g_assert_cmpint (found->finished_at, ==, TEST_TIME + SHIFT_HOUR);
  g_assert_cmpuint (found->paper_minutes, ==, 35);
}

static void
test_called_off (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (HwShift) again = NULL;
  HwTap tap = fixture_make_tap (shift, 0, HW_TAP_ARRIVED);

  fixture_set_state (fixture->store, &shift->id, HW_SHIFT_CALLED_OFF, TEST_TIME + 1);
  assert_refused (hw_store_record_tap (fixture->store, &tap, &error), error, HW_STORE_ERROR_RULE);
  assert_refused (hw_store_record_shift_state (fixture->store, &shift->id, HW_SHIFT_STARTED, TEST_TIME, 0, &error), error, HW_STORE_ERROR_RULE);
  fixture_set_state (fixture->store, &shift->id, HW_SHIFT_PLANNED, TEST_TIME + 2);
  again = read_shift (fixture->store, &shift->id);
  g_assert_cmpint (again->state, ==, HW_SHIFT_PLANNED);
  g_assert_cmpint (again->started_at, ==, 0);
}

/* -- taps ------------------------------------------------------------------------------------------------------------ */

static void
test_tap_reads_back (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) none = fixture_list_taps (fixture->store, shift);
  g_autoptr (GPtrArray) taps = NULL;
  HwTap tap = fixture_make_tap (shift, 1, HW_TAP_BEDDED_DOWN);
  const HwTap *found;

  g_assert_cmpuint (none->len, ==, 0);
  tap.point = (HwPoint) { 51.5155, -0.1 };
  tap.accuracy_m = 12.345;
  tap.count = 3;
  tap.words = (char *) "under the \"big\" stairs";
  assert_done (hw_store_record_tap (fixture->store, &tap, &error), error);
  fixture_reopen (fixture);
  taps = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (taps->len, ==, 1);
  found = taps->pdata[0];
  g_assert_false (hw_id_is_nil (&found->id));
  g_assert_true (hw_id_equal (&found->shift, &tap.shift) && hw_id_equal (&found->stop, &tap.stop));
  g_assert_cmpint (found->kind, ==, HW_TAP_BEDDED_DOWN);
  g_assert_cmpint (found->at, ==, tap.at);
  g_assert_cmpfloat (hw_point_distance (&found->point, &tap.point), <, 0.02);
  g_assert_cmpfloat (found->accuracy_m, ==, 12.345);
  g_assert_cmpuint (found->count, ==, 3);
  g_assert_cmpstr (found->words, ==, tap.words);
  g_assert_null (found->code);
}

static void
test_tap_rules (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_plan_shift (fixture->store, NULL);
  HwTap tap = fixture_make_tap (shift, 0, HW_TAP_ARRIVED);
  HwTap elsewhere = tap;

  assert_refused (hw_store_record_tap (fixture->store, &tap, &error), error, HW_STORE_ERROR_RULE);
  fixture_set_state (fixture->store, &shift->id, HW_SHIFT_STARTED, TEST_TIME);
  elsewhere.stop = (HwId) { { 1 } };
  assert_refused (hw_store_record_tap (fixture->store, &elsewhere, &error), error, HW_STORE_ERROR_NOT_FOUND);
  elsewhere.shift = (HwId) { { 1 } };
  assert_refused (hw_store_record_tap (fixture->store, &elsewhere, &error), error, HW_STORE_ERROR_NOT_FOUND);
  elsewhere = tap;
  elsewhere.at = g_get_real_time () + DAY;
  assert_refused (hw_store_record_tap (fixture->store, &elsewhere, &error), error, HW_STORE_ERROR_RULE);
  assert_done (hw_store_record_tap (fixture->store, &tap, &error), error);
}

static void
test_tap_again (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) taps = NULL;

  fixture_tap (fixture->store, shift, 0, HW_TAP_BEDDED_DOWN, 2, NULL);
  fixture_tap (fixture->store, shift, 0, HW_TAP_BEDDED_DOWN, 4, NULL);
  fixture_tap (fixture->store, shift, 0, HW_TAP_AWAKE, 1, NULL);
  fixture_tap (fixture->store, shift, 1, HW_TAP_BEDDED_DOWN, 1, NULL);
  taps = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (taps->len, ==, 3);
  g_assert_cmpuint (((HwTap *) taps->pdata[0])->count, ==, 4);
  g_assert_cmpint (((HwTap *) taps->pdata[1])->kind, ==, HW_TAP_AWAKE);
}

static void
test_tap_back (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;
  HwTap tap = fixture_make_tap (shift, 0, HW_TAP_DANGER);

  fixture_tap (fixture->store, shift, 0, HW_TAP_DANGER, 0, NULL);
  tap.taken_back = TRUE;
  assert_done (hw_store_record_tap (fixture->store, &tap, &error), error);
  none = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (none->len, ==, 0);
  fixture_tap (fixture->store, shift, 0, HW_TAP_DANGER, 0, NULL);
  again = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (again->len, ==, 1);
  /* What was taken back is not gone from the record. */
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM tap"), ==, 3);
}

static void
test_tap_sets (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) taps = NULL;
  g_autoptr (GPtrArray) left = NULL;
  HwId people[2];

  record_person (fixture->store, "Nuno", &people[0]);
  record_person (fixture->store, "Ola", &people[1]);
  fixture_meet (fixture->store, shift, 0, &people[0], FALSE);
  fixture_meet (fixture->store, shift, 0, &people[1], FALSE);
  fixture_meet (fixture->store, shift, 0, &people[1], FALSE);
  fixture_tap (fixture->store, shift, 0, HW_TAP_GIVEN, 1, "blanket");
  fixture_tap (fixture->store, shift, 0, HW_TAP_GIVEN, 2, "tea");
  fixture_tap (fixture->store, shift, 0, HW_TAP_GIVEN, 3, "tea");
  taps = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (taps->len, ==, 4);
  g_assert_cmpuint (((HwTap *) taps->pdata[3])->count, ==, 3);
  fixture_meet (fixture->store, shift, 0, &people[0], TRUE);
  left = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (left->len, ==, 3);
  g_assert_true (hw_id_equal (&((HwTap *) left->pdata[0])->subject, &people[1]));
}

static void
test_tap_compartment (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  HwTap tap = fixture_make_tap (shift, 0, HW_TAP_MET_PERSON);
  HwId person;

  tap.subject = (HwId) { { 1 } };
  assert_refused (hw_store_record_tap (fixture->store, &tap, &error), error, HW_STORE_ERROR_NOT_FOUND);
  record_person (fixture->store, "Nuno", &person);
  fixture_meet (fixture->store, shift, 0, &person, FALSE);
  fixture_tap (fixture->store, shift, 0, HW_TAP_FOUND, 0, NULL);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM entry WHERE kind = 'visit.person-met' AND compartment = 'casework'"), ==, 1);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM entry WHERE kind = 'visit.tapped' AND compartment = 'street'"), ==, 1);
}

static void
test_tap_finished (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) taps = NULL;
  HwTap new_tap = fixture_make_tap (shift, 0, HW_TAP_AWAKE);

  fixture_tap (fixture->store, shift, 0, HW_TAP_BEDDED_DOWN, 2, NULL);
  fixture_set_state (fixture->store, &shift->id, HW_SHIFT_FINISHED, TEST_TIME + 2 * SHIFT_HOUR);
  assert_refused (hw_store_record_tap (fixture->store, &new_tap, &error), error, HW_STORE_ERROR_RULE);
  fixture_tap (fixture->store, shift, 0, HW_TAP_BEDDED_DOWN, 3, NULL);
  taps = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (taps->len, ==, 1);
  g_assert_cmpuint (((HwTap *) taps->pdata[0])->count, ==, 3);
}

/* -- what comes of a visit ------------------------------------------------------------------------------------------- */

static HwContact
make_contact (gboolean    bedded_down,
              guint       people,
              const HwId *person)
{
  HwContact contact = { .met_at = TEST_TIME + SHIFT_HOUR, .point = shift_points[0], .bedded_down = bedded_down, .people = people };

  if (person != NULL)
    contact.person = *person;
  return contact;
}

static GPtrArray *
list_contacts (HwStore       *store,
               const HwShift *shift,
               guint          stop)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *contacts = hw_store_list_visit_contacts (store, get_stop (shift, stop), &error);

  g_assert_no_error (error);
  return contacts;
}

static void
assert_report (HwStore       *store,
               gint64         row,
               HwReportStatus status,
               const char    *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) report = hw_store_get_report (store, row, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->status, ==, status);
  g_assert_cmpstr (report->outcome, ==, outcome);
}

static gint64
record_report (HwStore    *store,
               HwReplyWish wish,
               HwId       *id)
{
  g_autoptr (GError) error = NULL;
  HwReport report = { .received_at = TEST_TIME - DAY, .seen_at = TEST_TIME - DAY, .point = shift_points[0], .people = 1,
                      .caller_contact = "0000", .reply_wish = wish };
  gint64 row;

  assert_done (hw_store_record_report (store, &report, &row, id, &error), error);
  return row;
}

static void
test_visit (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) taps = NULL;
  HwContact met[] = { make_contact (TRUE, 2, NULL), make_contact (FALSE, 1, NULL) };
  HwId report;
  gint64 row = record_report (fixture->store, HW_REPLY_SMS, &report);
  gint64 batches;

  shift = fixture_plan_shift (fixture->store, &report);
  assert_refused (hw_store_record_visit (fixture->store, &shift->id, get_stop (shift, 0), met, 2, &error), error, HW_STORE_ERROR_RULE);
  fixture_set_state (fixture->store, &shift->id, HW_SHIFT_STARTED, TEST_TIME);
  fixture_tap (fixture->store, shift, 0, HW_TAP_FOUND, 0, "found-sheltered");
  batches = count (fixture->store, "SELECT count (*) FROM batch");
  fixture_save_visit (fixture->store, shift, 0, met, 2);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM batch"), ==, batches + 1);
  assert_report (fixture->store, row, HW_REPORT_TO_BE_ANSWERED, "found-sheltered");
  contacts = list_contacts (fixture->store, shift, 0);
  g_assert_cmpuint (contacts->len, ==, 2);
  taps = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (taps->len, ==, 2);
  g_assert_cmpint (((HwTap *) taps->pdata[1])->kind, ==, HW_TAP_LEFT);
}

static void
test_visit_again (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GArray) points = NULL;
  g_autoptr (GPtrArray) back = NULL;
  HwContact met[] = { make_contact (TRUE, 2, NULL), make_contact (FALSE, 1, NULL) };
  gint64 entries;

  fixture_save_visit (fixture->store, shift, 0, met, 2);
  before = list_contacts (fixture->store, shift, 0);
  entries = count (fixture->store, "SELECT count (*) FROM entry");
  /* The same once more is nothing new. */
  fixture_save_visit (fixture->store, shift, 0, met, 2);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM entry"), ==, entries);
  /* Three were bedded down, and nobody was awake. */
  met[0].people = 3;
  fixture_save_visit (fixture->store, shift, 0, met, 1);
  after = list_contacts (fixture->store, shift, 0);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (((HwContact *) after->pdata[0])->people, ==, 3);
  points = hw_store_load_points (fixture->store, NULL, NULL);
  g_assert_cmpuint (points->len, ==, 1);
  /* And after all somebody was. */
  fixture_save_visit (fixture->store, shift, 0, met, 2);
  back = list_contacts (fixture->store, shift, 0);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM contact"), ==, 2);
}

static void
test_visit_people (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) of_person = NULL;
  g_autoptr (GPtrArray) withdrawn = NULL;
  HwContact met[] = { make_contact (TRUE, 1, &(HwId) { { 1 } }), make_contact (TRUE, 2, NULL), make_contact (TRUE, 4, NULL) };
  HwId person;

  assert_refused (hw_store_record_visit (fixture->store, &shift->id, get_stop (shift, 0), met, 1, &error), error, HW_STORE_ERROR_NOT_FOUND);
  record_person (fixture->store, "Nuno", &person);
  met[0].person = person;
  fixture_save_visit (fixture->store, shift, 0, met, 3);
  contacts = list_contacts (fixture->store, shift, 0);
  g_assert_cmpuint (contacts->len, ==, 3);
  of_person = hw_store_list_contacts (fixture->store, &person, 10, &error);
  g_assert_cmpuint (of_person->len, ==, 1);
  /* Who it was is in casework alone. */
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM entry WHERE compartment = 'street' AND body LIKE '%\"person\"%'"), ==, 0);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM entry WHERE kind = 'contact.matched' AND compartment = 'casework'"), ==, 1);
  fixture_save_visit (fixture->store, shift, 0, met, 3);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM entry WHERE kind = 'contact.matched'"), ==, 1);
  /* It was somebody else. */
  fixture_save_visit (fixture->store, shift, 0, met + 1, 2);
  withdrawn = hw_store_list_contacts (fixture->store, &person, 10, &error);
  g_assert_cmpuint (withdrawn->len, ==, 0);
}

static void
test_visit_not_found (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (HwShift) shift = NULL;
  g_autoptr (HwShift) next = NULL;
  HwId report;
  gint64 row = record_report (fixture->store, HW_REPLY_CALL, &report);

  shift = fixture_start_shift (fixture->store, &report);
  fixture_tap (fixture->store, shift, 0, HW_TAP_NOT_FOUND, 0, NULL);
  fixture_save_visit (fixture->store, shift, 0, NULL, 0);
  /* They may be there tomorrow. */
  assert_report (fixture->store, row, HW_REPORT_SENT_OUT, "not-found-looked");
  next = fixture_start_shift (fixture->store, &report);
  fixture_tap (fixture->store, next, 0, HW_TAP_NOT_FOUND, 0, NULL);
  fixture_save_visit (fixture->store, next, 0, NULL, 0);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM report_status WHERE outcome = 'not-found-looked'"), ==, 2);
  fixture_tap (fixture->store, next, 0, HW_TAP_NOT_FOUND, 0, "not-found-moved-on");
  fixture_save_visit (fixture->store, next, 0, NULL, 0);
  assert_report (fixture->store, row, HW_REPORT_TO_BE_ANSWERED, "not-found-moved-on");
}

static void
test_visit_no_answer (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (HwShift) shift = NULL;
  HwId report;
  gint64 row = record_report (fixture->store, HW_REPLY_NO, &report);

  shift = fixture_start_shift (fixture->store, &report);
  fixture_tap (fixture->store, shift, 0, HW_TAP_FOUND, 0, NULL);
  fixture_save_visit (fixture->store, shift, 0, NULL, 0);
  assert_report (fixture->store, row, HW_REPORT_CLOSED, "found-engaging");
  /* A slip: it was another place, and nobody was seen. The report is open again. */
  fixture_tap (fixture->store, shift, 0, HW_TAP_NOT_FOUND, 0, NULL);
  fixture_save_visit (fixture->store, shift, 0, NULL, 0);
  assert_report (fixture->store, row, HW_REPORT_SENT_OUT, "not-found-looked");
}

static void
test_visit_others (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = NULL;
  HwId report;
  gint64 row = record_report (fixture->store, HW_REPLY_SMS, &report);

  shift = fixture_start_shift (fixture->store, &report);
  assert_done (hw_store_record_status (fixture->store, row, HW_REPORT_CLOSED, "not-looked-known", NULL, &error), error);
  fixture_tap (fixture->store, shift, 0, HW_TAP_NOT_FOUND, 0, NULL);
  fixture_save_visit (fixture->store, shift, 0, NULL, 0);
  assert_report (fixture->store, row, HW_REPORT_CLOSED, "not-looked-known");
}

static void
test_visit_answered (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = NULL;
  HwId report;
  gint64 row = record_report (fixture->store, HW_REPLY_SMS, &report);

  shift = fixture_start_shift (fixture->store, &report);
  fixture_tap (fixture->store, shift, 0, HW_TAP_FOUND, 0, NULL);
  fixture_save_visit (fixture->store, shift, 0, NULL, 0);
  assert_done (hw_store_record_answer (fixture->store, row, HW_ANSWERED_BY_SMS, HW_CALLER_ANSWER_MET, "We met somebody.", &error), error);
  /* What the caller was told stands. */
  fixture_tap (fixture->store, shift, 0, HW_TAP_NOT_FOUND, 0, NULL);
  fixture_save_visit (fixture->store, shift, 0, NULL, 0);
  assert_report (fixture->store, row, HW_REPORT_CLOSED, "found-engaging");
}

static void
test_visit_finished (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) taps = NULL;
  HwContact met = make_contact (TRUE, 1, NULL);

  fixture_tap (fixture->store, shift, 0, HW_TAP_ARRIVED, 0, NULL);
  fixture_set_state (fixture->store, &shift->id, HW_SHIFT_FINISHED, TEST_TIME + 3 * SHIFT_HOUR);
  fixture_save_visit (fixture->store, shift, 0, &met, 1);
  taps = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (taps->len, ==, 2);
  g_assert_cmpint (((HwTap *) taps->pdata[1])->at, ==, TEST_TIME + SHIFT_HOUR);
}

static void
test_visit_all_or_nothing (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  HwContact met[] = { make_contact (TRUE, 1, NULL), make_contact (FALSE, HW_REPORT_MAX_PEOPLE + 1, NULL) };
  gint64 entries = count (fixture->store, "SELECT count (*) FROM entry");

  assert_refused (hw_store_record_visit (fixture->store, &shift->id, get_stop (shift, 0), met, 2, &error), error, HW_STORE_ERROR_RULE);
  met[1].people = 1;
  met[1].note = "\xff";
  assert_refused (hw_store_record_visit (fixture->store, &shift->id, get_stop (shift, 0), met, 2, &error), error, HW_STORE_ERROR_RULE);
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM entry"), ==, entries);
}

/* -- sites ----------------------------------------------------------------------------------------------------------- */

static void
test_last_visit (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (HwSite) before = NULL;
  g_autoptr (GPtrArray) arrived = NULL;
  g_autoptr (GPtrArray) looked = NULL;
  g_autoptr (GPtrArray) met = NULL;
  HwSite site = { .name = (char *) "Arches", .point = shift_points[0], .radius_m = 75 };
  HwContact contact = make_contact (TRUE, 2, NULL);

  assert_done (hw_store_record_site (fixture->store, &site, &site.id, &error), error);
  fixture_tap (fixture->store, shift, 1, HW_TAP_ARRIVED, 0, NULL);
  before = hw_store_get_site (fixture->store, &site.id, &error);
  g_assert_cmpint (before->last_visit, ==, 0);
  g_clear_pointer (&before, hw_site_free);
  fixture_tap (fixture->store, shift, 0, HW_TAP_ARRIVED, 0, NULL);
  before = hw_store_get_site (fixture->store, &site.id, &error);
  g_assert_cmpint (before->last_visit, ==, TEST_TIME + SHIFT_HOUR);
  arrived = hw_store_list_site_visits (fixture->store, &site, 10, &error);
  g_assert_cmpuint (arrived->len, ==, 1);
  g_assert_null (((HwSiteVisit *) arrived->pdata[0])->outcome);
  fixture_tap (fixture->store, shift, 0, HW_TAP_NOT_FOUND, 0, NULL);
  looked = hw_store_list_site_visits (fixture->store, &site, 10, &error);
  g_assert_cmpuint (looked->len, ==, 1);
  g_assert_cmpstr (((HwSiteVisit *) looked->pdata[0])->outcome, ==, "not-found-looked");
  /* Whom the team met says more than that it was there: still one visit. */
  fixture_save_visit (fixture->store, shift, 0, &contact, 1);
  met = hw_store_list_site_visits (fixture->store, &site, 10, &error);
  g_assert_cmpuint (met->len, ==, 1);
  g_assert_true (((HwSiteVisit *) met->pdata[0])->met);
}

/* -- promises -------------------------------------------------------------------------------------------------------- */

static HwPromise
make_promise (void)
{
  return (HwPromise) { .shift = { { 1 } }, .stop = { { 2 } }, .site = { { 3 } }, .point = { 51.5, -0.1 }, .words = (char *) "shoes & \"socks\"",
                       .made_at = TEST_TIME, .due_at = TEST_TIME + 2 * DAY };
}

static void
test_promise (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPromise) found = NULL;
  g_autoptr (GPtrArray) promises = NULL;
  HwPromise promise = make_promise ();
  HwPromise sooner = make_promise ();

  promise.words = (char *) " ";
  assert_refused (hw_store_record_promise (fixture->store, &promise, NULL, &error), error, HW_STORE_ERROR_RULE);
  promise = make_promise ();
  assert_done (hw_store_record_promise (fixture->store, &promise, &promise.id, &error), error);
  sooner.due_at -= DAY;
  assert_done (hw_store_record_promise (fixture->store, &sooner, &sooner.id, &error), error);
  fixture_reopen (fixture);
  found = hw_store_get_promise (fixture->store, &promise.id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->words, ==, promise.words);
  g_assert_cmpint (found->made_at, ==, promise.made_at);
  g_assert_cmpint (found->due_at, ==, promise.due_at);
  g_assert_cmpint (found->kept, ==, HW_PROMISE_OPEN);
  g_assert_true (hw_id_equal (&found->shift, &promise.shift) && hw_id_equal (&found->stop, &promise.stop) && hw_id_equal (&found->site, &promise.site));
  g_assert_cmpfloat (hw_point_distance (&found->point, &promise.point), <, 0.02);
  promises = hw_store_list_promises (fixture->store, TRUE, &error);
  g_assert_cmpuint (promises->len, ==, 2);
  g_assert_true (hw_id_equal (&((HwPromise *) promises->pdata[0])->id, &sooner.id));
}

static void
test_settled (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPromise) kept = NULL;
  g_autoptr (HwPromise) not_kept = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) all = NULL;
  HwPromise promise = make_promise ();
  HwId nobody = { { 9 } };

  assert_refused (hw_store_settle_promise (fixture->store, &nobody, TRUE, NULL, &error), error, HW_STORE_ERROR_NOT_FOUND);
  assert_done (hw_store_record_promise (fixture->store, &promise, &promise.id, &error), error);
  assert_done (hw_store_settle_promise (fixture->store, &promise.id, TRUE, "handed over", &error), error);
  kept = hw_store_get_promise (fixture->store, &promise.id, &error);
  g_assert_cmpint (kept->kept, ==, HW_PROMISE_KEPT);
  g_assert_cmpstr (kept->outcome_words, ==, "handed over");
  assert_done (hw_store_settle_promise (fixture->store, &promise.id, FALSE, NULL, &error), error);
  not_kept = hw_store_get_promise (fixture->store, &promise.id, &error);
  g_assert_cmpint (not_kept->kept, ==, HW_PROMISE_NOT_KEPT);
  g_assert_null (not_kept->outcome_words);
  open = hw_store_list_promises (fixture->store, TRUE, &error);
  all = hw_store_list_promises (fixture->store, FALSE, &error);
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 1);
}

/* -- erasure --------------------------------------------------------------------------------------------------------- */

static void
test_erased (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (fixture->store, NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) taps = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  HwContact met = make_contact (TRUE, 1, NULL);
  HwId person;

  record_person (fixture->store, "Nuno", &person);
  met.person = person;
  fixture_meet (fixture->store, shift, 0, &person, FALSE);
  fixture_save_visit (fixture->store, shift, 0, &met, 1);
  before = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (before->len, ==, 2);
  /* As erasure leaves it: bodies and salts gone, commitments there. */
  fixture_exec (fixture, "UPDATE entry SET body = NULL, salt = NULL WHERE kind IN ('visit.person-met', 'contact.matched', 'person.noted')");
  g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  problems = hw_store_verify (fixture->store, NULL, NULL, NULL, &error);
  g_assert_cmpuint (problems->len, ==, 0);
  taps = fixture_list_taps (fixture->store, shift);
  g_assert_cmpuint (taps->len, ==, 1);
  g_assert_cmpint (((HwTap *) taps->pdata[0])->kind, ==, HW_TAP_LEFT);
  /* That somebody was met still counts; who it was is gone. */
  contacts = list_contacts (fixture->store, shift, 0);
  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_true (hw_id_is_nil (&((HwContact *) contacts->pdata[0])->person));
  g_assert_cmpint (count (fixture->store, "SELECT count (*) FROM tap WHERE subject IS NOT NULL"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/visits/shift/reads-back-as-it-was-recorded", test_reads_back);
  FIXTURE_TEST ("/visits/shift/one-that-breaks-a-rule-is-not-recorded", test_rule);
  FIXTURE_TEST ("/visits/shift/an-edit-leaves-the-round-alone", test_edit);
  FIXTURE_TEST ("/visits/shift/those-of-a-time-are-listed-the-last-first", test_list);
  FIXTURE_TEST ("/visits/round/reads-back-in-its-order", test_round);
  FIXTURE_TEST ("/visits/round/where-the-team-was-stays-in-it", test_round_rules);
  FIXTURE_TEST ("/visits/round/of-a-finished-shift-stays-as-it-is", test_round_is_over);
  FIXTURE_TEST ("/visits/state/nobody-starts-alone-after-dark", test_start);
  FIXTURE_TEST ("/visits/state/a-shift-is-finished-once-and-its-minutes-are-corrected", test_finish);
  FIXTURE_TEST ("/visits/state/one-that-was-called-off-may-be-planned-again", test_called_off);
  FIXTURE_TEST ("/visits/tap/reads-back-as-it-was-tapped", test_tap_reads_back);
  FIXTURE_TEST ("/visits/tap/needs-a-shift-that-is-under-way-and-a-stop-of-it", test_tap_rules);
  FIXTURE_TEST ("/visits/tap/takes-the-place-of-the-one-before", test_tap_again);
  FIXTURE_TEST ("/visits/tap/can-be-taken-back", test_tap_back);
  FIXTURE_TEST ("/visits/tap/people-and-things-are-each-their-own", test_tap_sets);
  FIXTURE_TEST ("/visits/tap/one-that-names-a-person-is-casework", test_tap_compartment);
  FIXTURE_TEST ("/visits/tap/a-finished-shift-takes-corrections-only", test_tap_finished);
  FIXTURE_TEST ("/visits/visit/is-one-batch-of-contacts-statuses-and-leaving", test_visit);
  FIXTURE_TEST ("/visits/visit/once-more-is-a-correction-and-no-second-contact", test_visit_again);
  FIXTURE_TEST ("/visits/visit/who-was-met-is-casework", test_visit_people);
  FIXTURE_TEST ("/visits/visit/a-report-stays-open-while-the-team-goes-on-looking", test_visit_not_found);
  FIXTURE_TEST ("/visits/visit/a-report-whose-caller-wants-no-answer-is-closed", test_visit_no_answer);
  FIXTURE_TEST ("/visits/visit/a-report-that-somebody-closed-stays-closed", test_visit_others);
  FIXTURE_TEST ("/visits/visit/what-a-caller-was-told-stands", test_visit_answered);
  FIXTURE_TEST ("/visits/visit/can-be-corrected-once-the-shift-is-finished", test_visit_finished);
  FIXTURE_TEST ("/visits/visit/is-recorded-whole-or-not-at-all", test_visit_all_or_nothing);
  FIXTURE_TEST ("/visits/site/a-stop-of-a-shift-is-a-visit", test_last_visit);
  FIXTURE_TEST ("/visits/promise/reads-back-what-is-due-first-first", test_promise);
  FIXTURE_TEST ("/visits/promise/is-kept-or-not-and-can-be-corrected", test_settled);
  FIXTURE_TEST ("/visits/erasure/who-was-met-goes-and-that-somebody-was-stays", test_erased);
  return g_test_run ();
}
