/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "hw-store-private.h"

/* Somebody who has the key changes the journal: verify names what was changed. */

static GPtrArray *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = hw_store_verify (fixture->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return problems;
}

static void
assert_clean (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = verify (fixture);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
record_some (Fixture *fixture)
{
  HwId case_id;

  for (int i = 0; i < 5; i++)
    fixture_record (fixture->store, "somewhere", NULL);
  fixture_record_case (fixture->store, &case_id);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *named;    /* what one of the problems must say */
} Damage;

static const Damage damages[] = {
  { "a-body-is-named", "UPDATE entry SET body = replace (body, 'some', 'any') WHERE number = 3", "Entry 3 (report.received)" },
  { "a-salt-is-named", "UPDATE entry SET salt = zeroblob (16) WHERE number = 4", "Entry 4 (report.received)" },
  { "a-commitment-is-named", "UPDATE entry SET commitment = zeroblob (32) WHERE number = 2", "Entry 2 (report.received)" },
  { "a-kind-is-named-by-its-batch", "UPDATE entry SET kind = 'contact.recorded' WHERE number = 3", "Batch 3" },
  { "a-time-is-named-by-its-batch", "UPDATE entry SET happened_at = happened_at + 1 WHERE number = 3", "Batch 3" },
  { "an-author-is-named-by-its-batch", "UPDATE entry SET author = 'Eve' WHERE number = 1", "Batch 1" },
  { "a-deleted-entry-is-named", "DELETE FROM entry WHERE number = 3", "Entry 3 of" },
  { "deleted-last-entries-are-named", "DELETE FROM entry WHERE number = 7", "Entry 7 of" },
  { "a-deleted-batch-is-named", "DELETE FROM batch WHERE number = 2", "Batches 2 to 2" },
  { "a-cut-end-is-seen", "DELETE FROM batch WHERE number = 7; DELETE FROM entry WHERE number = 7", "does not end where it should" },
  { "a-broken-chain-is-named", "UPDATE batch SET previous_hash = zeroblob (32) WHERE number = 4", "Batch 4 of" },
  { "a-foreign-signature-is-named", "UPDATE batch SET signature = zeroblob (64) WHERE number = 5", "Batch 5 of" },
  { "an-added-entry-is-seen",
    "INSERT INTO entry SELECT 99, device, 99, kind, version, compartment, subject, parents, lamport, happened_at, happened_precision, recorded_at,"
    " author, body, salt, commitment FROM entry WHERE number = 1", "Entry 99" },
};

static void
test_damage (Fixture      *fixture,
             gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (GPtrArray) problems = NULL;
  gboolean named = FALSE;

  record_some (fixture);
  assert_clean (fixture);
  fixture_exec (fixture, damage->sql);
  problems = verify (fixture);
  g_assert_cmpuint (problems->len, >, 0);
  for (guint i = 0; i < problems->len; i++)
    {
      g_test_message ("%s", (char *) problems->pdata[i]);
      named = named || strstr (problems->pdata[i], damage->named) != NULL;
    }
  g_assert_true (named);
}

static void
test_erased (Fixture      *fixture,
             gconstpointer data)
{
  record_some (fixture);
  fixture_exec (fixture, "UPDATE entry SET body = NULL, salt = NULL WHERE number = 3");
  assert_clean (fixture);
}

static void
test_unknown_kind (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  HwEntry entry;
  HwId subject;

  hw_store_make_id (&subject);
  g_string_assign (fixture->store->body, "{\"from\":\"the future\"}");
  g_assert_true (hw_store_begin (fixture->store, NULL, &error));
  hw_store_fill (fixture->store, &entry, "shift.planned", HW_COMPARTMENT_STREET, &subject, TEST_TIME);
  g_assert_true (hw_store_append (fixture->store, &entry, NULL, &error));
  g_assert_true (hw_store_commit (fixture->store, &error));
  g_assert_no_error (error);
  assert_clean (fixture);
  g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error));
  events = hw_store_list_events (fixture->store, &subject, &error);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (((HwEvent *) events->pdata[0])->kind, ==, "shift.planned");
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hw_store_verify (fixture->store, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A flipped bit in the file itself, anywhere: refused on opening or named by verify, never unseen. */
static void
test_flipped_bits (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  record_some (fixture);
  fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwStore) store = NULL;
      gsize place = (gsize) i * (length - 1) / 59;

      bytes[place] ^= 4;
      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
      store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, &error);
      if (store == NULL)
        g_assert_true (hw_error_is_damaged (error));
      else
        {
          g_autoptr (GPtrArray) problems = hw_store_verify (store, NULL, NULL, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (problems->len, >, 0);
          hw_store_close (store, NULL);
        }
      bytes[place] ^= 4;
    }
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
  fixture->store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, NULL);
  assert_clean (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/verify/", damages[i].name, NULL);

      g_test_add (path, Fixture, &damages[i], fixture_set_up, test_damage, fixture_tear_down);
    }
  FIXTURE_TEST ("/verify/an-erased-body-is-not-wrong", test_erased);
  FIXTURE_TEST ("/verify/an-unknown-kind-is-kept", test_unknown_kind);
  FIXTURE_TEST ("/verify/can-be-cancelled", test_cancel);
  FIXTURE_TEST ("/verify/a-flipped-bit-in-the-file-is-never-unseen", test_flipped_bits);
  return g_test_run ();
}
