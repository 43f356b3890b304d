/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-session-lists.h"
#include "session-fixture.h"

/* A list of people leaves: what was looked at is what is written, and everybody's case says so. */

static void
open_case (Fixture    *fixture,
           const char *alias,
           HwId       *id)
{
  HwPerson person = { .alias = alias, .age = HW_AGE_26_49 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_open_case_async (fixture->session, &person, "Home", answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_open_case_finish (fixture->session, result, id, &error);
  g_assert_no_error (error);
}

static void
agree (Fixture    *fixture,
       const HwId *case_id)
{
  HwConsent consent = {
    .purpose = "advice", .recipient = "Law centre", .wording = "advice-2026-1", .language = "pl", .form = HW_CONSENT_ORAL,
    .granted_at = g_get_real_time (), .expires_at = g_get_real_time () + 30 * HW_DAY_US,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_record_consent_async (fixture->session, case_id, &consent, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_record_consent_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static HwExportAsk
make_ask (void)
{
  return (HwExportAsk) { "advice", "Law centre", hw_export_find_purpose ("advice")->proposed, G_MAXINT64, NULL };
}

static gboolean
write_list (Fixture            *fixture,
            const HwExportAsk  *ask,
            const char         *digest,
            const char         *passphrase,
            const char         *path,
            guint              *n_people,
            GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_write_list_async (fixture->session, ask, HW_EXPORT_CSV, path, passphrase, digest, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_write_list_finish (fixture->session, result, n_people, error);
}

static HwCase *
find_case (Fixture    *fixture,
           const HwId *case_id)
{
  HwCaseItem *item = hw_session_find_case (fixture->session, case_id);

  if (item == NULL)
    g_error ("There is no such case");
  return hw_case_item_get_case (item);
}

static guint
count_told (Fixture    *fixture,
            const HwId *case_id)
{
  g_autoptr (GPtrArray) told = hw_session_list_disclosures (fixture->session, case_id);

  return told->len;
}

static void
test_written (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "list.csv", NULL), *text = NULL, *hash = NULL;
  HwExportAsk ask = make_ask ();
  g_autoptr (HwListPreview) preview = NULL;
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (GError) error = NULL;
  HwId marek, jan;
  guint n_people = 0;
  gsize length;

  open_case (fixture, "=Marek", &marek);
  open_case (fixture, "Jan", &jan);
  agree (fixture, &marek);
  preview = hw_session_preview_list (fixture->session, &ask, g_get_real_time ());
  g_assert_cmpuint (preview->list->cases->len, ==, 1);
  g_assert_cmpuint (preview->list->left_out->len, ==, 1);
  write_list (fixture, &ask, preview->digest, NULL, path, &n_people, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_people, ==, 1);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_nonnull (strstr (text, "\"'=Marek\""));
  g_assert_null (strstr (text, "Jan"));

  told = hw_session_list_disclosures (fixture->session, &marek);
  g_assert_cmpuint (told->len, ==, 1);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, length);
  g_assert_cmpstr (hw_case_record_get (told->pdata[0], HW_RECORD_FILE), ==, hash);
  g_assert_cmpstr (hw_case_record_get (told->pdata[0], HW_RECORD_RECIPIENT), ==, "Law centre");
  g_assert_cmpstr (hw_case_record_get (told->pdata[0], HW_RECORD_WHAT), ==, "Reference, Name");
  g_assert_cmpuint (count_told (fixture, &jan), ==, 0);
}

static void
test_changed_since (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "list.csv", NULL);
  HwExportAsk ask = make_ask ();
  g_autoptr (HwListPreview) preview = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) nobody = NULL;
  HwId marek, jan;

  open_case (fixture, "Marek", &marek);
  open_case (fixture, "Jan", &jan);
  agree (fixture, &marek);
  agree (fixture, &jan);
  preview = hw_session_preview_list (fixture->session, &ask, g_get_real_time ());
  hw_session_withdraw_consent_async (fixture->session, &jan, &((const HwConsent *) find_case (fixture, &jan)->consents->pdata[0])->id, "no more", answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_withdraw_consent_finish (fixture->session, result, NULL));
  g_assert_false (write_list (fixture, &ask, preview->digest, NULL, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_told (fixture, &marek), ==, 0);

  ask.fields |= HW_EXPORT_BIT (HW_EXPORT_TREATMENT);
  g_assert_false (write_list (fixture, &ask, preview->digest, NULL, path, NULL, &nobody));
  g_assert_error (nobody, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_sealed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "list.sealed", NULL), *contents = NULL, *name = NULL, *hash = NULL;
  HwExportAsk ask = make_ask ();
  g_autoptr (HwListPreview) preview = NULL;
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;
  HwId marek;
  gsize length;

  open_case (fixture, "Marek", &marek);
  agree (fixture, &marek);
  preview = hw_session_preview_list (fixture->session, &ask, g_get_real_time ());
  write_list (fixture, &ask, preview->digest, PASSPHRASE, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) length, "Marek"));
  sealed = g_bytes_new (contents, length);
  plain = hw_sealed_file_open (sealed, PASSPHRASE, &name, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "list.csv");
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (plain, NULL), (gssize) g_bytes_get_size (plain), "Marek"));
  /* What the case names is the file that was given. */
  told = hw_session_list_disclosures (fixture->session, &marek);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sealed);
  g_assert_cmpstr (hw_case_record_get (told->pdata[0], HW_RECORD_FILE), ==, hash);
}

/* Where the file cannot be written, nobody's case says that it was. */
static void
test_no_place (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "not here", "list.csv", NULL);
  HwExportAsk ask = make_ask ();
  g_autoptr (HwListPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  HwId marek;

  open_case (fixture, "Marek", &marek);
  agree (fixture, &marek);
  preview = hw_session_preview_list (fixture->session, &ask, g_get_real_time ());
  g_assert_false (write_list (fixture, &ask, preview->digest, NULL, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_told (fixture, &marek), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/lists/what-was-looked-at-is-written-and-each-case-says-so", set_up_open, test_written);
  add ("/lists/what-changed-since-it-was-looked-at-does-not-leave", set_up_open, test_changed_since);
  add ("/lists/sealed-for-who-knows-the-passphrase", set_up_open, test_sealed);
  add ("/lists/a-file-that-was-not-written-was-not-given", set_up_open, test_no_place);
  return g_test_run ();
}
