/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "hw-message-intake.h"
#include "hw-submission.h"

/* Messages from folders on their way into the spool: sealed, once, and deleted only then. */

#define LIMIT (60 * G_USEC_PER_SEC)

typedef struct
{
  char             *folder;
  HwIntakeSettings  settings;
  HwIntakeKey      *key;
  HwIntakeSpool    *spool;
  HwMessageIntake  *intake;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *public_text = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("homeward-intake-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "spool", NULL);
  fixture->key = hw_intake_key_new ();
  public_text = hw_intake_key_to_string (fixture->key);
  fixture->settings.public_key = hw_intake_key_parse (public_text, &error);
  g_assert_no_error (error);
  fixture->settings.sms_folder = g_build_filename (fixture->folder, "sms", NULL);
  fixture->settings.mail_folder = g_build_filename (fixture->folder, "mail", NULL);
  g_assert_cmpint (g_mkdir (fixture->settings.sms_folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->settings.mail_folder, 0700), ==, 0);
  fixture->spool = hw_intake_spool_open (path, &error);
  g_assert_no_error (error);
  fixture->intake = hw_message_intake_new (&fixture->settings, fixture->spool);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_unlink (inner), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hw_message_intake_free (fixture->intake);
  hw_intake_spool_close (fixture->spool);
  remove_folder (fixture->settings.sms_folder);
  remove_folder (fixture->settings.mail_folder);
  remove_folder (fixture->folder);
  g_free (fixture->settings.sms_folder);
  g_free (fixture->settings.mail_folder);
  hw_intake_key_free (fixture->settings.public_key);
  hw_intake_key_free (fixture->key);
  g_free (fixture->folder);
}

static void
put (const char *folder,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct utimbuf times = { .modtime = g_get_real_time () / G_USEC_PER_SEC - 60, .actime = 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

/* Looks, and goes on until both folders are empty. */
static void
look (Fixture *fixture)
{
  const gint64 until = g_get_monotonic_time () + LIMIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_message_intake_look (fixture->intake, g_get_real_time (), &error));
  g_assert_no_error (error);
  while (count_files (fixture->settings.sms_folder) + count_files (fixture->settings.mail_folder) > 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, TRUE);
    }
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = hw_intake_spool_list (fixture->spool, 0, 100, 1024 * 1024, &error);

  g_assert_no_error (error);
  return items;
}

static HwSubmission *
open_item (Fixture   *fixture,
           GPtrArray *items,
           guint      i)
{
  HwIntakeItem *item = g_ptr_array_index (items, i);
  g_autoptr (GError) error = NULL;
  HwSubmission *submission = hw_submission_open (item->sealed, fixture->key, &error);

  g_assert_no_error (error);
  return submission;
}

static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rmdir (fixture->settings.mail_folder), ==, 0);
  g_assert_false (hw_message_intake_look (fixture->intake, g_get_real_time (), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpint (g_mkdir (fixture->settings.mail_folder, 0700), ==, 0);
}

static void
test_sealed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (HwSubmission) sms = NULL;
  g_autoptr (HwSubmission) mail = NULL;

  put (fixture->settings.sms_folder, "IN20261123_030000_00_+4512345678_00.txt", "on the bench, 55.67612, 12.56834");
  look (fixture);
  put (fixture->settings.mail_folder, "1795464000.M1P2.host:2,", "From: a@example.org\nSubject: Bench\n\nbehind the church\n");
  look (fixture);
  items = list (fixture);
  g_assert_cmpuint (items->len, ==, 2);
  sms = open_item (fixture, items, 0);
  g_assert_cmpstr (sms->original, ==, "on the bench, 55.67612, 12.56834");
  g_assert_cmpint (sms->report->channel, ==, HW_CHANNEL_SMS);
  g_assert_cmpstr (sms->report->caller_contact, ==, "+4512345678");
  g_assert_cmpfloat_with_epsilon (sms->report->point.latitude, 55.67612, 1e-6);
  mail = open_item (fixture, items, 1);
  g_assert_cmpstr (mail->original, ==, "Bench\n\nbehind the church");
  g_assert_cmpint (mail->report->channel, ==, HW_CHANNEL_EMAIL);
  g_assert_cmpstr (mail->report->caller_contact, ==, "a@example.org");
}

/* After a crash between the spool and the deleting the file is there again. */
static void
test_once (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;

  put (fixture->settings.sms_folder, "IN20261123_030000_00_+4512345678_00.txt", "on the bench");
  look (fixture);
  put (fixture->settings.sms_folder, "IN20261123_030000_00_+4512345678_00.txt", "on the bench");
  look (fixture);
  items = list (fixture);
  g_assert_cmpuint (items->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/message-intake/a-missing-folder-is-an-error", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/message-intake/messages-are-sealed-and-then-deleted", Fixture, NULL, set_up, test_sealed, tear_down);
  g_test_add ("/message-intake/one-taken-twice-is-one", Fixture, NULL, set_up, test_once, tear_down);
  return g_test_run ();
}
