/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "team-fixture.h"

/* What the hotline's desk does with reports, one by one and many at once, and on three laptops. */

static HwReportDesk *
get_desk (HwStore *store,
          gint64   row)
{
  g_autoptr (GError) error = NULL;
  HwReportDesk *desk = hw_store_get_report_desk (store, row, &error);

  g_assert_no_error (error);
  return desk;
}

static void
assert_assigned (HwStore    *store,
                 gint64      row,
                 const char *to)
{
  HwReportDesk *desk = get_desk (store, row);

  g_assert_cmpstr (desk->assigned_to, ==, to);
  hw_report_desk_free (desk);
}

static HwReportStatus
get_status (HwStore *store,
            gint64   row)
{
  g_autoptr (HwReport) report = hw_store_get_report (store, row, NULL);

  return report->status;
}

static void
assert_rule_refuses (gboolean  done,
                GError  **error)
{
  g_assert_false (done);
  g_assert_error (*error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (error);
}

static void
test_assignment (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) workers = NULL;
  gint64 row = fixture_record (fixture->store, "arcade", NULL);

  g_assert_false (hw_store_record_assignment (fixture->store, row + 5, "Bo", &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_assigned (fixture->store, row, NULL);
  assert_done (hw_store_record_assignment (fixture->store, row, "Bo", &error), error);
  assert_assigned (fixture->store, row, "Bo");
  assert_done (hw_store_record_assignment (fixture->store, row, NULL, &error), error);
  assert_assigned (fixture->store, row, NULL);
  workers = hw_store_list_workers (fixture->store, &error);
  g_assert_cmpuint (workers->len, ==, 2);
  g_assert_cmpstr (workers->pdata[0], ==, "Ada");
  g_assert_cmpstr (workers->pdata[1], ==, "Bo");
}

static void
test_answer_closes (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answered = NULL;
  gint64 row = fixture_record (fixture->store, "arcade", NULL);
  HwReportDesk *desk;

  assert_rule_refuses (hw_store_record_answer (fixture->store, row, HW_ANSWERED_BY_SMS, HW_CALLER_ANSWER_MET, "", &error), &error);
  assert_rule_refuses (hw_store_record_answer (fixture->store, row, HW_N_ANSWERED_BY, HW_CALLER_ANSWER_MET, "We met somebody.", &error), &error);
  g_assert_cmpint (get_status (fixture->store, row), ==, HW_REPORT_NEW);
  assert_done (hw_store_record_status (fixture->store, row, HW_REPORT_TO_BE_ANSWERED, "found-engaging", NULL, &error), error);
  assert_done (hw_store_record_answer (fixture->store, row, HW_ANSWERED_BY_EMAIL, HW_CALLER_ANSWER_MET, "We met somebody.", &error), error);
  g_assert_cmpint (get_status (fixture->store, row), ==, HW_REPORT_CLOSED);
  desk = get_desk (fixture->store, row);
  g_assert_cmpint (desk->how, ==, HW_ANSWERED_BY_EMAIL);
  g_assert_cmpint (desk->answer, ==, HW_CALLER_ANSWER_MET);
  g_assert_cmpstr (desk->words, ==, "We met somebody.");
  g_assert_cmpint (desk->answered_at, >, 0);
  answered = hw_store_list_answered (fixture->store, desk->answered_at, 10, &error);
  g_assert_cmpuint (answered->len, ==, 1);
  g_assert_cmpstr (((HwReport *) answered->pdata[0])->outcome, ==, "found-engaging");
  hw_report_desk_free (desk);
}

static void
test_unchecked_is_not_answered (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) points = NULL;
  g_autoptr (GPtrArray) found = NULL;
  HwReport report = fixture_report ();
  gint64 row;

  report.status = HW_REPORT_TO_BE_CHECKED;
  assert_done (hw_store_record_report (fixture->store, &report, &row, NULL, &error), error);
  points = hw_store_load_points (fixture->store, NULL, &error);
  g_assert_cmpuint (points->len, ==, 0);
  found = hw_store_search_reports (fixture->store, "drummond", 10, &error);
  g_assert_cmpuint (found->len, ==, 0);
  assert_rule_refuses (hw_store_record_answer (fixture->store, row, HW_ANSWERED_BY_SMS, HW_CALLER_ANSWER_MET, "We met somebody.", &error), &error);
  assert_rule_refuses (hw_store_record_status (fixture->store, row, HW_REPORT_SENT_OUT, NULL, NULL, &error), &error);
  /* Once a worker took it in it counts. */
  assert_done (hw_store_record_status (fixture->store, row, HW_REPORT_NEW, NULL, NULL, &error), error);
  g_array_unref (points);
  points = hw_store_load_points (fixture->store, NULL, &error);
  g_assert_cmpuint (points->len, ==, 1);
}

static void
test_all_or_none (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one = fixture_record (fixture->store, "arcade", NULL), two = fixture_record (fixture->store, "bank", NULL);
  HwReportStep steps[] = { { .row = one, .status = HW_REPORT_SENT_OUT, .assigns = TRUE, .assigned_to = "Bo" }, { .row = two, .status = HW_REPORT_SENT_OUT } };

  assert_done (hw_store_record_status (fixture->store, two, HW_REPORT_CLOSED, NULL, NULL, &error), error);
  assert_rule_refuses (hw_store_record_steps (fixture->store, steps, 2, &error), &error);
  g_assert_cmpint (get_status (fixture->store, one), ==, HW_REPORT_NEW);
  assert_assigned (fixture->store, one, NULL);
  assert_done (hw_store_record_status (fixture->store, two, HW_REPORT_NEW, NULL, NULL, &error), error);
  assert_done (hw_store_record_steps (fixture->store, steps, 2, &error), error);
  g_assert_cmpint (get_status (fixture->store, one), ==, HW_REPORT_SENT_OUT);
  g_assert_cmpint (get_status (fixture->store, two), ==, HW_REPORT_SENT_OUT);
}

static void
test_danger (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwReport report = fixture_report ();
  gint64 one, two = fixture_record (fixture->store, "bank", NULL);
  HwReportStep steps[2] = { { .status = HW_REPORT_SENT_OUT }, { .row = two, .status = HW_REPORT_SENT_OUT } };
  HwReportStep told = { .status = HW_REPORT_NEW, .emergency = HW_MARK_SET };

  report.concerns |= HW_CONCERN_DANGER_NOW;
  assert_done (hw_store_record_report (fixture->store, &report, &one, NULL, &error), error);
  steps[0].row = told.row = one;
  assert_rule_refuses (hw_store_record_steps (fixture->store, steps, 2, &error), &error);
  g_assert_cmpint (get_status (fixture->store, two), ==, HW_REPORT_NEW);
  /* Who looks at it alone may do what is right. */
  assert_done (hw_store_record_steps (fixture->store, &told, 1, &error), error);
  assert_done (hw_store_record_steps (fixture->store, steps, 2, &error), error);
  g_assert_cmpint (get_status (fixture->store, one), ==, HW_REPORT_SENT_OUT);
}

static void
test_correction (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 row = fixture_record (fixture->store, "arcade", NULL);
  HwReportStep back = { .row = row, .status = HW_REPORT_SENT_OUT, .outcome = "", .answers = HW_MARK_TAKEN_BACK };
  HwReportDesk *desk;

  assert_done (hw_store_record_status (fixture->store, row, HW_REPORT_SENT_OUT, NULL, NULL, &error), error);
  assert_done (hw_store_record_answer (fixture->store, row, HW_ANSWERED_BY_CALL, HW_CALLER_ANSWER_MET, "We met somebody.", &error), error);
  assert_rule_refuses (hw_store_record_steps (fixture->store, &back, 1, &error), &error);
  back.is_correction = TRUE;
  assert_done (hw_store_record_steps (fixture->store, &back, 1, &error), error);
  g_assert_cmpint (get_status (fixture->store, row), ==, HW_REPORT_SENT_OUT);
  desk = get_desk (fixture->store, row);
  g_assert_cmpint (desk->answered_at, ==, 0);
  hw_report_desk_free (desk);
}

static void
test_links (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 a = fixture_record (fixture->store, "a", NULL), b = fixture_record (fixture->store, "b", NULL), c = fixture_record (fixture->store, "c", NULL);
  g_autoptr (GArray) linked = NULL;
  g_autoptr (GArray) parted = NULL;

  assert_rule_refuses (hw_store_link_reports (fixture->store, a, a, TRUE, NULL, &error), &error);
  assert_done (hw_store_link_reports (fixture->store, b, a, TRUE, "same tent", &error), error);
  assert_done (hw_store_link_reports (fixture->store, b, c, TRUE, NULL, &error), error);
  linked = hw_store_list_linked_reports (fixture->store, a, &error);
  g_assert_cmpuint (linked->len, ==, 2);
  /* Both stay in the queue. */
  g_assert_cmpint (get_status (fixture->store, b), ==, HW_REPORT_NEW);
  assert_done (hw_store_link_reports (fixture->store, a, b, FALSE, "other tent", &error), error);
  parted = hw_store_list_linked_reports (fixture->store, a, &error);
  g_assert_cmpuint (parted->len, ==, 0);
}

static void
test_once (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwReport report = fixture_report ();
  HwStoreImport *import;
  gint64 row, found;

  report.source_id = "intake:ABC";
  assert_done (hw_store_record_report (fixture->store, &report, &row, NULL, &error), error);
  g_assert_false (hw_store_record_report (fixture->store, &report, NULL, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  import = hw_store_import_begin (fixture->store, "poll", &error);
  report.id.bytes[0] = 7;
  g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_DUPLICATE);
  assert_done (hw_store_import_commit (import, &error), error);
  assert_done (hw_store_find_source (fixture->store, "intake:ABC", &found, &error), error);
  g_assert_cmpint (found, ==, row);
  assert_done (hw_store_find_source (fixture->store, "intake:ABD", &found, &error), error);
  g_assert_cmpint (found, ==, 0);
  /* Numbers of files may come again: their rows say whether they are the same. */
  report = fixture_report ();
  assert_done (hw_store_record_report (fixture->store, &report, NULL, NULL, &error), error);
  assert_done (hw_store_record_report (fixture->store, &report, NULL, NULL, &error), error);
}

static GPtrArray *
make_places (void)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);

  g_ptr_array_add (places, hw_named_place_new ("Old Strand Lane", HW_NAMED_PLACE_STREET, &(HwPoint) { 51.51, -0.11 }));
  g_ptr_array_add (places, hw_named_place_new ("Strand", HW_NAMED_PLACE_STREET, &(HwPoint) { 51.51, -0.12 }));
  g_ptr_array_add (places, hw_named_place_new ("Åboulevarden", HW_NAMED_PLACE_STREET, &(HwPoint) { 55.7, 12.55 }));
  return places;
}

static void
test_places (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = make_places ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) folded = NULL;
  g_autofree char *name = NULL;
  HwNamedPlace *first = places->pdata[0];
  guint n_added, n_known;

  name = g_steal_pointer (&first->name);
  first->name = g_strdup ("");
  assert_rule_refuses (hw_store_import_places (fixture->store, places, NULL, NULL, NULL, &error), &error);
  g_free (first->name);
  first->name = g_steal_pointer (&name);
  assert_done (hw_store_import_places (fixture->store, places, &n_added, &n_known, NULL, &error), error);
  g_assert_cmpuint (n_added, ==, 3);
  assert_done (hw_store_import_places (fixture->store, places, &n_added, &n_known, NULL, &error), error);
  g_assert_cmpuint (n_added, ==, 0);
  g_assert_cmpuint (n_known, ==, 3);
  found = hw_store_search_places (fixture->store, "stra", 10, NULL, &error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (((HwNamedPlace *) found->pdata[0])->name, ==, "Strand");
  folded = hw_store_search_places (fixture->store, "aboulevarden", 10, NULL, &error);
  g_assert_cmpuint (folded->len, ==, 1);
}

/* -- three laptops ------------------------------------------------------------------------------------------------------- */

static gint64
share_report (Team       *team,
              const char *place)
{
  gint64 row = fixture_record (team->stores[0], place, NULL);

  send_own (team->stores[0], team->stores[1]);
  send_own (team->stores[0], team->stores[2]);
  return row;
}

static void
test_merge (Team         *team,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one = share_report (team, "arcade"), two = share_report (team, "the arcade");

  for (int i = 0; i < N_LAPTOPS; i++)
    {
      const char *names[] = { "Ada", "Bo", NULL };
      HwReportStep told = { .row = two, .status = HW_REPORT_NEW, .emergency = i == 1 ? HW_MARK_TAKEN_BACK : HW_MARK_SET };

      assert_done (hw_store_record_assignment (team->stores[i], one, names[i], &error), error);
      assert_done (hw_store_link_reports (team->stores[i], i == 1 ? two : one, i == 1 ? one : two, i != 2, names[i], &error), error);
      assert_done (hw_store_record_steps (team->stores[i], &told, 1, &error), error);
      assert_done (hw_store_record_answer (team->stores[i], one, HW_ANSWERED_BY_SMS, HW_CALLER_ANSWER_MET, i == 0 ? "We met somebody." : "Met.", &error), error);
    }
  send_all (team);
  assert_same (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      HwReportDesk *desk = get_desk (team->stores[i], one), *first = get_desk (team->stores[0], one);

      g_assert_cmpstr (desk->assigned_to, ==, first->assigned_to);
      g_assert_cmpstr (desk->words, ==, first->words);
      g_assert_cmpuint (desk->n_same, ==, 1);
      g_assert_cmpint (get_status (team->stores[i], one), ==, HW_REPORT_CLOSED);
      hw_report_desk_free (desk);
      hw_report_desk_free (first);
    }
  /* Who does it once more has seen all of it. */
  assert_done (hw_store_record_assignment (team->stores[2], one, "Bo", &error), error);
  assert_done (hw_store_link_reports (team->stores[2], one, two, FALSE, NULL, &error), error);
  send_all (team);
  assert_same (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      g_autoptr (GArray) linked = hw_store_list_linked_reports (team->stores[i], one, &error);

      g_assert_cmpuint (linked->len, ==, 0);
      assert_assigned (team->stores[i], one, "Bo");
    }
}

static void
test_merge_places (Team         *team,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = make_places ();

  for (int i = 0; i < N_LAPTOPS; i++)
    assert_done (hw_store_import_places (team->stores[i], places, NULL, NULL, NULL, &error), error);
  send_all (team);
  assert_same (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      g_autoptr (GPtrArray) found = hw_store_search_places (team->stores[i], "strand", 10, NULL, &error);

      g_assert_cmpuint (found->len, ==, 2);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/hotline/assign/a-report-is-given-to-a-worker-and-taken-back", test_assignment);
  FIXTURE_TEST ("/hotline/answer/needs-words-and-closes-the-report", test_answer_closes);
  FIXTURE_TEST ("/hotline/to-be-checked/counts-nowhere-until-it-is-taken-in", test_unchecked_is_not_answered);
  FIXTURE_TEST ("/hotline/many/all-of-it-or-nothing", test_all_or_none);
  FIXTURE_TEST ("/hotline/many/danger-is-not-handled-among-others", test_danger);
  FIXTURE_TEST ("/hotline/undo/a-correction-brings-back-what-was", test_correction);
  FIXTURE_TEST ("/hotline/link/keeps-both-and-can-be-taken-back", test_links);
  FIXTURE_TEST ("/hotline/source/the-same-number-is-taken-in-once", test_once);
  FIXTURE_TEST ("/hotline/places/the-same-place-twice-adds-nothing", test_places);
  TEAM_TEST ("/hotline/merge/assignments-links-and-answers-are-the-same-everywhere", test_merge);
  TEAM_TEST ("/hotline/merge/a-list-imported-on-each-laptop-is-there-once", test_merge_places);
  return g_test_run ();
}
