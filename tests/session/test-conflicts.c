/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../support/send-own.h"
#include "session-fixture.h"

/* Two laptops record different answers to one question. Each has its own
 * workspace; the session opens the first after the second one's entries came in,
 * shows both answers, and settles them by recording one of them again. */

static HwStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  HwStore *store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);

  g_assert_no_error (error);
  return store;
}

static HwStore *
create_other (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "other.homeward", NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  HwStore *store = hw_store_create (path, "Riverton", "Jan", PASSPHRASE, HW_KEY_STRENGTH_TEST, &code, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_goals (HwStore    *store,
           const HwId *case_id,
           const char *goals)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (fields, HW_FIELD_GOALS, (gpointer) goals);
  hw_store_record_evidence (store, case_id, fields, 0, &error);
  g_assert_no_error (error);
}

static void
write_note (HwStore    *store,
            const HwId *case_id,
            const char *words,
            HwId       *id)
{
  g_autoptr (HwCaseRecord) note = hw_case_record_new (HW_CASE_RECORD_NOTE, g_get_real_time () - G_USEC_PER_SEC);
  g_autoptr (GError) error = NULL;

  note->id = *id;
  hw_case_record_set (note, HW_RECORD_WORDS, words);
  hw_store_record_case_record (store, case_id, note, id, &error);
  g_assert_no_error (error);
}

static void
open_case (HwStore *store,
           HwId    *case_id)
{
  HwPerson person = { .alias = "Marek", .age = HW_AGE_26_49 };
  g_autoptr (GError) error = NULL;
  HwId id;

  g_assert_true (hw_store_record_person (store, &person, NULL, &id, &error));
  g_assert_true (hw_store_record_case (store, &id, "Home", g_get_real_time () - G_USEC_PER_SEC, NULL, case_id, &error));
  g_assert_no_error (error);
}

/* What a test does on the one laptop and on the other, which both know the case and its note. */
typedef void (*Differ) (HwStore *store, const HwId *case_id, HwId *note, gboolean here);

static void
record_on_both (Fixture *fixture,
                Differ   differ,
                HwId    *case_id)
{
  HwStore *here, *there;
  HwId note = { { 0 } };

  g_free (create (fixture));
  lock (fixture);
  here = open_store (fixture);
  there = create_other (fixture);
  open_case (here, case_id);
  write_note (here, case_id, "Monday", &note);
  send_own (here, there);
  differ (here, case_id, &note, TRUE);
  differ (there, case_id, &note, FALSE);
  send_own (there, here);
  close_store (here);
  close_store (there);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL));
}

static GPtrArray *
list_conflicts (Fixture    *fixture,
                const HwId *case_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *conflicts;

  hw_session_list_conflicts_async (fixture->session, case_id, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  conflicts = hw_session_list_conflicts_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return conflicts;
}

static const HwCase *
get_case (Fixture    *fixture,
          const HwId *case_id)
{
  return hw_case_item_get_case (hw_session_find_case (fixture->session, case_id));
}

/* -- a field -- */

static void
differ_in_goals (HwStore    *store,
                 const HwId *case_id,
                 HwId       *note,
                 gboolean    here)
{
  set_goals (store, case_id, here ? "a job" : "see the children");
}

static void
test_field (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) settled = NULL;
  g_autoptr (GError) error = NULL;
  const HwConflict *first, *shown;
  HwId case_id;

  record_on_both (fixture, differ_in_goals, &case_id);
  conflicts = list_conflicts (fixture, &case_id);
  g_assert_cmpuint (conflicts->len, ==, 2);
  first = conflicts->pdata[0];
  shown = conflicts->pdata[1];
  g_assert_cmpstr (first->field, ==, HW_FIELD_GOALS);
  g_assert_null (first->record);
  g_assert_cmpstr (first->author, !=, shown->author);
  g_assert_cmpstr (hw_case_get (get_case (fixture, &case_id), HW_FIELD_GOALS), ==, shown->value);
  g_assert_false (get_case (fixture, &case_id)->in_review);

  /* The one that was shown already settles it as well as the other would. */
  g_hash_table_insert (fields, HW_FIELD_GOALS, shown->value);
  hw_session_set_evidence_async (fixture->session, &case_id, fields, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_set_evidence_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  settled = list_conflicts (fixture, &case_id);
  g_assert_cmpuint (settled->len, ==, 0);
  g_assert_cmpstr (hw_case_get (get_case (fixture, &case_id), HW_FIELD_GOALS), ==, shown->value);
}

/* -- a record -- */

static void
differ_in_note (HwStore    *store,
                const HwId *case_id,
                HwId       *note,
                gboolean    here)
{
  write_note (store, case_id, here ? "Tuesday" : "Wednesday", note);
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) settled = NULL;
  g_autoptr (GError) error = NULL;
  const HwConflict *hidden;
  const HwCase *shown;
  HwId case_id;

  record_on_both (fixture, differ_in_note, &case_id);
  conflicts = list_conflicts (fixture, &case_id);
  g_assert_cmpuint (conflicts->len, ==, 2);
  hidden = conflicts->pdata[0];
  g_assert_cmpstr (hidden->field, ==, "record:note-added");
  g_assert_nonnull (hidden->record);
  shown = get_case (fixture, &case_id);
  g_assert_cmpuint (shown->records->len, ==, 1);
  g_assert_cmpstr (hw_case_record_get (shown->records->pdata[0], HW_RECORD_WORDS), !=, hw_case_record_get (hidden->record, HW_RECORD_WORDS));

  /* The one that was not shown is recorded again and shown. */
  hw_session_add_record_async (fixture->session, &case_id, hidden->record, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_add_record_finish (fixture->session, result, NULL, &error));
  g_assert_no_error (error);
  settled = list_conflicts (fixture, &case_id);
  g_assert_cmpuint (settled->len, ==, 0);
  shown = get_case (fixture, &case_id);
  g_assert_cmpuint (shown->records->len, ==, 1);
  g_assert_cmpstr (hw_case_record_get (shown->records->pdata[0], HW_RECORD_WORDS), ==, hw_case_record_get (hidden->record, HW_RECORD_WORDS));
}

/* -- where it stands -- */

static void
differ_in_stage (HwStore    *store,
                 const HwId *case_id,
                 HwId       *note,
                 gboolean    here)
{
  g_autoptr (GError) error = NULL;

  if (here)
    set_goals (store, case_id, "a job");
  hw_store_record_stage (store, case_id, here ? HW_STAGE_PAUSED : HW_STAGE_DECLINED, 0, &error);
  g_assert_no_error (error);
}

static void
test_stage (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  HwId case_id;

  record_on_both (fixture, differ_in_stage, &case_id);
  conflicts = list_conflicts (fixture, &case_id);
  g_assert_cmpuint (conflicts->len, ==, 0);
  g_assert_true (get_case (fixture, &case_id)->in_review);
  g_assert_cmpint (get_case (fixture, &case_id)->stage, ==, HW_STAGE_DECLINED);
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  HwId case_id = { { 1 } };

  hw_session_list_conflicts_async (fixture->session, &case_id, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  conflicts = hw_session_list_conflicts_finish (fixture->session, result, &error);
  g_assert_null (conflicts);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/conflicts/a-field/one-answer-recorded-again-settles-it", set_up, test_field);
  add ("/conflicts/a-record/one-version-recorded-again-settles-it", set_up, test_record);
  add ("/conflicts/a-stage/waits-for-people-to-look", set_up, test_stage);
  add ("/conflicts/are-not-told-while-locked", set_up, test_locked);
  return g_test_run ();
}
