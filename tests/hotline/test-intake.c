/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "hw-intake-quota.h"
#include "hw-intake-spool.h"
#include "hw-reference.h"
#include "hw-submission.h"
#include "hw-test-wait.h"

/* What the intake service keeps, and how: references, keys, what is sealed, the spool, quotas. */

#define NOW    (G_GINT64_CONSTANT (1763850000) * G_USEC_PER_SEC)
#define DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* -- references -- */

static void
test_reference_round (void)
{
  for (guint i = 0; i < 200; i++)
    {
      HwId id, read;
      g_autofree char *text = NULL, *lower = NULL;

      randombytes_buf (id.bytes, sizeof id.bytes);
      if (i == 0)
        memset (&id, 0xff, sizeof id);
      text = hw_reference_to_string (&id);
      g_assert_cmpuint (strlen (text), ==, 26 + 6);
      lower = g_ascii_strdown (text, -1);
      g_strdelimit (lower, "-", ' ');
      g_assert_true (hw_reference_from_string (lower, &read));
      g_assert_true (hw_id_equal (&id, &read));
    }
}

static void
test_reference_forgiving (void)
{
  HwId a, b;

  g_assert_true (hw_reference_from_string ("0123-4567-89AB-CDEF-0123-4567-89", &a));
  g_assert_true (hw_reference_from_string (" oI23 4567 89ab cdef Ol23 4567 89", &b));
  g_assert_true (hw_id_equal (&a, &b));
  g_assert_false (hw_reference_from_string (NULL, &a));
  g_assert_false (hw_reference_from_string ("", &a));
  g_assert_false (hw_reference_from_string ("0123-4567-89AB-CDEF-0123-4567-8", &a));
  g_assert_false (hw_reference_from_string ("0123-4567-89AB-CDEF-0123-4567-891", &a));
  g_assert_false (hw_reference_from_string ("0123-4567-89AB-CDEF-0123-4567-8U", &a));
  /* 130 bits hold more than 128. */
  g_assert_false (hw_reference_from_string ("8123-4567-89AB-CDEF-0123-4567-89", &a));
}

/* -- keys -- */

static void
test_key_words (void)
{
  g_autoptr (HwIntakeKey) key = hw_intake_key_new ();
  g_autofree char *public_half = hw_intake_key_to_string (key), *secret_half = hw_intake_key_to_secret_string (key);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwIntakeKey) read = hw_intake_key_parse (public_half, &error);
  g_autoptr (HwIntakeKey) whole = hw_intake_key_parse (secret_half, NULL);
  g_autoptr (HwIntakeKey) wrong = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (public_half, "hwintake1"));
  g_assert_cmpmem (hw_intake_key_get_public (read), HW_INTAKE_KEY_LENGTH, hw_intake_key_get_public (key), HW_INTAKE_KEY_LENGTH);
  g_assert_null (hw_intake_key_get_secret (read));
  g_assert_null (hw_intake_key_to_secret_string (read));
  g_assert_cmpmem (hw_intake_key_get_public (whole), HW_INTAKE_KEY_LENGTH, hw_intake_key_get_public (key), HW_INTAKE_KEY_LENGTH);
  public_half[20] = public_half[20] == 'a' ? 'b' : 'a';
  wrong = hw_intake_key_parse (public_half, &error);
  g_assert_null (wrong);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* -- what is sealed -- */

static HwSubmission *
make_submission (const char *place)
{
  const HwReport template = {
    .channel = HW_CHANNEL_WEB, .received_at = NOW, .seen_at = NOW - 60, .point = { 0, -12.5 }, .point_precision_m = 10, .place = place, .people = 3, .age = HW_AGE_50_PLUS,
    .concerns = HW_CONCERN_COLD | HW_CONCERN_ANIMAL, .appearance = "\"blue\"\n\ttent \xc3\xa6", .knows_of_call = HW_ANSWER_YES, .reply_wish = HW_REPLY_SMS, .caller_contact = "70 20 12 34",
    .usually_there = HW_USUALLY_MOST_NIGHTS,
  };
  g_autoptr (HwReport) report = hw_report_new (&template);

  return hw_submission_new (report, "da", "as it came");
}

static void
test_seal_round (void)
{
  g_autoptr (HwIntakeKey) key = hw_intake_key_new ();
  g_autoptr (HwSubmission) submission = make_submission ("Canary Street");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = hw_submission_seal (submission, hw_intake_key_get_public (key), &error);
  g_autoptr (HwSubmission) opened = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint ((g_bytes_get_size (sealed) - crypto_box_SEALBYTES) % HW_SUBMISSION_BLOCK, ==, 0);
  g_assert_null (memmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), "Canary", 6));
  opened = hw_submission_open (sealed, key, &error);
  g_assert_no_error (error);
  g_assert_true (hw_id_equal (&opened->id, &submission->id));
  g_assert_cmpint (opened->channel, ==, HW_CHANNEL_WEB);
  g_assert_cmpint (opened->received_at, ==, NOW);
  g_assert_cmpstr (opened->locale, ==, "da");
  g_assert_cmpstr (opened->original, ==, "as it came");
  g_assert_cmpstr (opened->report->place, ==, "Canary Street");
  g_assert_cmpstr (opened->report->appearance, ==, submission->report->appearance);
  g_assert_cmpfloat (opened->report->point.latitude, ==, 0);
  g_assert_cmpfloat (opened->report->point.longitude, ==, -12.5);
  g_assert_cmpuint (opened->report->people, ==, 3);
  g_assert_cmpint (opened->report->age, ==, HW_AGE_50_PLUS);
  g_assert_cmpint (opened->report->concerns, ==, HW_CONCERN_COLD | HW_CONCERN_ANIMAL);
  g_assert_cmpint (opened->report->reply_wish, ==, HW_REPLY_SMS);
  g_assert_cmpint (opened->report->usually_there, ==, HW_USUALLY_MOST_NIGHTS);
}

static void
test_seal_lengths (void)
{
  g_autoptr (HwIntakeKey) key = hw_intake_key_new ();

  /* Each length around the ends of a block. */
  for (guint length = 0; length < 1100; length += length % 512 > 500 || length % 512 < 12 ? 1 : 7)
    {
      g_autofree char *place = g_strnfill (length, 'x');
      g_autoptr (HwSubmission) submission = make_submission (place);
      g_autoptr (GBytes) sealed = hw_submission_seal (submission, hw_intake_key_get_public (key), NULL);
      g_autoptr (HwSubmission) opened = hw_submission_open (sealed, key, NULL);

      g_assert_nonnull (opened);
      g_assert_cmpuint (opened->report->place != NULL ? strlen (opened->report->place) : 0, ==, length);
    }
}

static void
test_seal_refused (void)
{
  g_autoptr (HwIntakeKey) key = hw_intake_key_new (), other = hw_intake_key_new ();
  g_autoptr (HwSubmission) submission = make_submission ("x"), opened = NULL;
  g_autoptr (GBytes) sealed = hw_submission_seal (submission, hw_intake_key_get_public (key), NULL), none = g_bytes_new_static ("", 0), altered = NULL;
  const guint8 zeros[HW_INTAKE_KEY_LENGTH] = { 0 };
  g_autoptr (GError) error = NULL;
  gsize length;
  guint8 *bytes = g_bytes_unref_to_data (g_bytes_new (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed)), &length);

  g_assert_null (hw_submission_open (sealed, other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  bytes[length / 2] ^= 1;
  altered = g_bytes_new_take (bytes, length);
  g_assert_null (hw_submission_open (altered, key, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  g_assert_null (hw_submission_open (none, key, NULL));
  g_assert_null (hw_submission_seal (submission, zeros, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
assert_no_submission (HwIntakeKey *key,
                      const char  *text,
                      gsize        length)
{
  g_autofree guint8 *padded = g_malloc0 (length + 512), *sealed = g_malloc (length + 512 + crypto_box_SEALBYTES);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize padded_length;

  memcpy (padded, text, length);
  g_assert_cmpint (sodium_pad (&padded_length, padded, length, 512, length + 512), ==, 0);
  crypto_box_seal (sealed, padded, padded_length, hw_intake_key_get_public (key));
  bytes = g_bytes_new (sealed, padded_length + crypto_box_SEALBYTES);
  g_assert_null (hw_submission_open (bytes, key, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* Anybody can seal anything to a key that is public. */
static void
test_seal_doubted (void)
{
  g_autoptr (HwIntakeKey) key = hw_intake_key_new ();
  const char *texts[] = { "", "[]", "{}", "null", "{\"version\":1}", "{\"version\":2,\"id\":\"00000000-0000-0000-0000-000000000001\"}", "{\"version\":1,\"id\":7}", "{\"version\":1,\"id\":\"x\"}", "\xff\xfe" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_no_submission (key, texts[i], strlen (texts[i]));
  assert_no_submission (key, "{}\0{}", 5);
}

/* -- the spool -- */

typedef struct
{
  char          *folder;
  char          *path;
  HwIntakeSpool *spool;
  guint          n_answered;
  HwId           last;
} Fixture;

static void
open_spool (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->spool = hw_intake_spool_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("homeward-spool-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "spool", NULL);
  open_spool (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hw_intake_spool_close (fixture->spool);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_intake_spool_add_finish (fixture->spool, result, &fixture->last, &error));
  g_assert_no_error (error);
  fixture->n_answered++;
}

static HwId
add (Fixture    *fixture,
     const char *came,
     gint64      now)
{
  g_autoptr (GBytes) bytes = g_bytes_new (came, strlen (came)), sealed = g_bytes_new_static ("sealed", 6);
  guint before = fixture->n_answered;
  HwId id;

  randombytes_buf (id.bytes, sizeof id.bytes);
  hw_intake_spool_add_async (fixture->spool, &id, sealed, bytes, now, added_cb, fixture);
  hw_test_wait_for (fixture->n_answered > before);
  return fixture->last;
}

static guint
count (Fixture *fixture)
{
  g_autoptr (GPtrArray) items = hw_intake_spool_list (fixture->spool, 0, 1000, G_MAXSIZE, NULL);

  g_assert_cmpint (hw_intake_spool_count (fixture->spool), ==, items->len);
  return items->len;
}

static void
test_spool_same (Fixture      *fixture,
                 gconstpointer data)
{
  HwId first = add (fixture, "same", NOW), again = add (fixture, "same", NOW + DAY_US), other = add (fixture, "other", NOW), later;

  g_assert_true (hw_id_equal (&first, &again));
  g_assert_false (hw_id_equal (&first, &other));
  g_assert_cmpuint (count (fixture), ==, 2);
  hw_intake_spool_close (fixture->spool);
  open_spool (fixture);
  again = add (fixture, "same", NOW + DAY_US);
  g_assert_true (hw_id_equal (&first, &again));
  /* The same words on another night are another report. */
  later = add (fixture, "same", NOW + 4 * DAY_US);
  g_assert_false (hw_id_equal (&first, &later));
  g_assert_cmpuint (count (fixture), ==, 3);
}

static void
test_spool_many (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GBytes) sealed = g_bytes_new_static ("sealed", 6);
  g_autoptr (GPtrArray) items = NULL;

  hw_intake_spool_set_in_one_commit (fixture->spool, 7);
  for (guint i = 0; i < 500; i++)
    {
      HwId id;
      g_autoptr (GBytes) came = g_bytes_new (&i, sizeof i);

      randombytes_buf (id.bytes, sizeof id.bytes);
      hw_intake_spool_add_async (fixture->spool, &id, sealed, came, NOW, added_cb, fixture);
    }
  hw_test_wait_for (fixture->n_answered == 500);
  g_assert_cmpuint (count (fixture), ==, 500);
  items = hw_intake_spool_list (fixture->spool, 498, 1000, G_MAXSIZE, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  g_clear_pointer (&items, g_ptr_array_unref);
  items = hw_intake_spool_list (fixture->spool, 0, 1000, 60, NULL);
  g_assert_cmpuint (items->len, ==, 10);
}

static void
test_spool_close (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GBytes) sealed = g_bytes_new_static ("sealed", 6);
  HwId id = { { 1 } };

  hw_intake_spool_add_async (fixture->spool, &id, sealed, sealed, NOW, NULL, NULL);
  hw_intake_spool_close (fixture->spool);
  open_spool (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_spool_status (Fixture      *fixture,
                   gconstpointer data)
{
  HwId known = add (fixture, "one", NOW), unknown = { { 9 } };
  g_autoptr (GError) error = NULL;
  HwCallerAnswer answer;
  gboolean is_known;
  guint n_forgotten;
  gint64 day;

  g_assert_false (hw_intake_spool_get_status (fixture->spool, &unknown, &answer, &day));
  g_assert_true (hw_intake_spool_get_status (fixture->spool, &known, &answer, &day));
  g_assert_cmpint (answer, ==, HW_CALLER_ANSWER_RECEIVED);
  g_assert_cmpint (day, ==, NOW - NOW % DAY_US);
  g_assert_true (hw_intake_spool_forget (fixture->spool, &known, 1, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 1);
  g_assert_true (hw_intake_spool_forget (fixture->spool, &known, 1, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 0);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_true (hw_intake_spool_set_status (fixture->spool, &known, HW_CALLER_ANSWER_MET, NOW + 3 * DAY_US, &is_known, &error));
  g_assert_true (is_known);
  g_assert_true (hw_intake_spool_set_status (fixture->spool, &unknown, HW_CALLER_ANSWER_MET, NOW, &is_known, &error));
  g_assert_false (is_known);
  g_assert_true (hw_intake_spool_get_status (fixture->spool, &known, &answer, &day));
  g_assert_cmpint (answer, ==, HW_CALLER_ANSWER_MET);
  g_assert_cmpint (day, ==, NOW - NOW % DAY_US + 3 * DAY_US);
  /* Once nobody can want to know it any more. */
  add (fixture, "much later", NOW + 500 * DAY_US);
  g_assert_false (hw_intake_spool_get_status (fixture->spool, &known, &answer, &day));
}

static void
test_spool_other_file (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no spool", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "this is text and no database at all, whatever is asked of it", -1, NULL));
  g_assert_null (hw_intake_spool_open (path, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "nothing was changed"));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* -- quotas -- */

static guint
take_all (HwIntakeQuota *quota,
          HwQuotaKind    kind,
          guint64        source,
          gint64         time)
{
  guint n = 0;

  while (n < 1000 && hw_intake_quota_take (quota, kind, source, time))
    n++;
  return n;
}

static void
test_quota (void)
{
  const HwIntakeSettings settings = { .reports_per_hour = 6, .reports_at_once = 4, .requests_per_minute = 60, .gateway_per_minute = 100 };
  g_autoptr (HwIntakeQuota) quota = hw_intake_quota_new (&settings);
  guint64 a = hw_intake_quota_source (quota, "192.0.2.1"), b = hw_intake_quota_source (quota, "192.0.2.2");
  gint64 minute = 60 * G_USEC_PER_SEC;

  g_assert_cmpuint (a, !=, b);
  g_assert_cmpuint (hw_intake_quota_source (quota, "203.0.113.1, 192.0.2.1"), ==, a);
  g_assert_cmpuint (hw_intake_quota_source (quota, "2001:db8::1"), ==, hw_intake_quota_source (quota, "2001:db8::ffff:1"));
  g_assert_cmpuint (hw_intake_quota_source (quota, "2001:db8::1"), !=, hw_intake_quota_source (quota, "2001:db8:0:1::1"));
  g_assert_cmpuint (hw_intake_quota_source (quota, "nonsense"), ==, hw_intake_quota_source (quota, NULL));
  g_assert_cmpuint (take_all (quota, HW_QUOTA_REPORTS, a, 0), ==, 4);
  g_assert_cmpuint (take_all (quota, HW_QUOTA_REPORTS, b, 0), ==, 4);
  g_assert_cmpuint (take_all (quota, HW_QUOTA_REQUESTS, a, 0), ==, 60);
  g_assert_cmpuint (take_all (quota, HW_QUOTA_GATEWAY, a, 0), ==, 100);
  g_assert_cmpuint (take_all (quota, HW_QUOTA_GATEWAY, b, 0), ==, 0);
  g_assert_cmpuint (take_all (quota, HW_QUOTA_REPORTS, a, 21 * minute), ==, 2);
  g_assert_cmpuint (take_all (quota, HW_QUOTA_REPORTS, a, 1000 * minute), ==, 4);
}

static void
test_quota_many_sources (void)
{
  const HwIntakeSettings settings = { .reports_per_hour = 1, .reports_at_once = 2, .requests_per_minute = 60, .gateway_per_minute = 100 };
  g_autoptr (HwIntakeQuota) quota = hw_intake_quota_new (&settings);
  guint n_taken = 0;

  /* A table that is full of sources has room for no more: those share one quota. */
  for (guint64 source = 1; source <= 70000; source++)
    n_taken += hw_intake_quota_take (quota, HW_QUOTA_REPORTS, source, 0);
  g_assert_cmpuint (n_taken, <=, 65536 + 2);
  g_assert_true (hw_intake_quota_take (quota, HW_QUOTA_REPORTS, 80000, G_GINT64_CONSTANT (7200) * 3 * G_USEC_PER_SEC));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);

  g_test_add_func ("/intake/reference/is-read-as-it-was-written", test_reference_round);
  g_test_add_func ("/intake/reference/forgives-what-people-mistake", test_reference_forgiving);
  g_test_add_func ("/intake/key/halves-are-told-apart-and-slips-noticed", test_key_words);
  g_test_add_func ("/intake/seal/what-was-sealed-is-opened", test_seal_round);
  g_test_add_func ("/intake/seal/every-length-is-padded", test_seal_lengths);
  g_test_add_func ("/intake/seal/another-key-and-altered-bytes-are-refused", test_seal_refused);
  g_test_add_func ("/intake/seal/what-strangers-sealed-is-doubted", test_seal_doubted);
  g_test_add ("/intake/spool/the-same-bytes-are-one-report-for-two-days", Fixture, NULL, set_up, test_spool_same, tear_down);
  g_test_add ("/intake/spool/many-at-once-are-all-there", Fixture, NULL, set_up, test_spool_many, tear_down);
  g_test_add ("/intake/spool/what-waits-is-written-when-it-closes", Fixture, NULL, set_up, test_spool_close, tear_down);
  g_test_add ("/intake/spool/status-outlives-the-report", Fixture, NULL, set_up, test_spool_status, tear_down);
  g_test_add ("/intake/spool/another-file-is-left-alone", Fixture, NULL, set_up, test_spool_other_file, tear_down);
  g_test_add_func ("/intake/quota/each-source-has-its-own-and-it-fills-again", test_quota);
  g_test_add_func ("/intake/quota/more-sources-than-fit-share-one", test_quota_many_sources);
  return g_test_run ();
}
