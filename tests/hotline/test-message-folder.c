/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "hw-message-folder.h"

/* Folders that other programs put messages into: nothing is deleted before it is safe, and nothing waits for ever. */

#define SECOND G_USEC_PER_SEC
#define SMS    "sms"
#define MAIL   "mail"

typedef struct
{
  char            *path;
  HwMessageFolder *folder;
  GPtrArray       *items;   /* taken and not finished */
  gint64           now;
} Fixture;

static void
take_cb (HwMessageItem *item,
         gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->items, item);
}

static void
set_up (Fixture      *fixture,
        gconstpointer kind)
{
  gboolean is_mail = g_strcmp0 (kind, MAIL) == 0;
  g_autoptr (GError) error = NULL;

  fixture->path = g_dir_make_tmp ("homeward-folder-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->items = g_ptr_array_new ();
  fixture->folder = hw_message_folder_new (is_mail ? HW_MESSAGE_FOLDER_MAIL : HW_MESSAGE_FOLDER_SMS, fixture->path, take_cb, fixture);
  fixture->now = g_get_real_time () / SECOND * SECOND;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        remove_all (inner);
      else
        g_assert_cmpint (g_unlink (inner), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer kind)
{
  for (guint i = 0; i < fixture->items->len; i++)
    hw_message_item_finish (g_ptr_array_index (fixture->items, i), FALSE);
  g_ptr_array_unref (fixture->items);
  hw_message_folder_free (fixture->folder);
  remove_all (fixture->path);
  g_free (fixture->path);
}

/* A file that was written so many seconds ago. */
static void
put (Fixture    *fixture,
     const char *name,
     const char *text,
     int         seconds_ago)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);
  struct utimbuf times = { .modtime = fixture->now / SECOND - seconds_ago, .actime = fixture->now / SECOND };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static gboolean
is_there (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
look (Fixture *fixture,
      guint    n_items)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_message_folder_look (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->items->len, ==, n_items);
}

static const char *
get_text (Fixture *fixture,
          guint    item)
{
  return hw_message_item_get_message (g_ptr_array_index (fixture->items, item))->text;
}

static void
finish (Fixture *fixture,
        gboolean is_safe)
{
  hw_message_item_finish (g_ptr_array_steal_index (fixture->items, 0), is_safe);
}

static void
test_missing (Fixture      *fixture,
              gconstpointer kind)
{
  g_autofree char *path = g_build_filename (fixture->path, "nowhere", NULL);
  g_autoptr (HwMessageFolder) folder = hw_message_folder_new (HW_MESSAGE_FOLDER_MAIL, path, take_cb, fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_message_folder_look (folder, fixture->now, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_safe (Fixture      *fixture,
           gconstpointer kind)
{
  put (fixture, "IN20261123_030000_00_+4512345678_00.txt", "on the bench", 5);
  look (fixture, 1);
  look (fixture, 1);
  finish (fixture, FALSE);
  g_assert_true (is_there (fixture, "IN20261123_030000_00_+4512345678_00.txt"));

  look (fixture, 1);
  g_assert_cmpstr (get_text (fixture, 0), ==, "on the bench");
  finish (fixture, TRUE);
  g_assert_false (is_there (fixture, "IN20261123_030000_00_+4512345678_00.txt"));
  look (fixture, 0);
}

static void
test_settle (Fixture      *fixture,
             gconstpointer kind)
{
  put (fixture, "IN20261123_030000_00_+4512345678_00.txt", "on the", 0);
  look (fixture, 0);

  fixture->now += 2 * SECOND;
  look (fixture, 1);
}

static void
test_parts (Fixture      *fixture,
            gconstpointer kind)
{
  put (fixture, "IN20261123_030000_01_+4512345678_01.txt", "ch", 60);
  look (fixture, 0);

  put (fixture, "IN20261123_030000_01_+4512345678_00.txt", "on the ben", 60);
  put (fixture, "IN20261123_030000_02_+4512345678_00.txt", "another", 60);
  look (fixture, 2);
  g_assert_cmpstr (get_text (fixture, 0), ==, "on the bench");
  g_assert_cmpstr (get_text (fixture, 1), ==, "another");
  finish (fixture, TRUE);
  g_assert_false (is_there (fixture, "IN20261123_030000_01_+4512345678_00.txt"));
  g_assert_false (is_there (fixture, "IN20261123_030000_01_+4512345678_01.txt"));
  g_assert_true (is_there (fixture, "IN20261123_030000_02_+4512345678_00.txt"));
}

static void
test_parts_limit (Fixture      *fixture,
                  gconstpointer kind)
{
  put (fixture, "IN20261123_030000_01_+4512345678_00.txt", "on the", 300);
  put (fixture, "IN20261123_030000_01_+4512345678_02.txt", "bench", 300);
  look (fixture, 0);

  fixture->now += 300 * SECOND;
  look (fixture, 1);
  g_assert_cmpstr (get_text (fixture, 0), ==, "on the […] bench");
}

static void
test_others (Fixture      *fixture,
             gconstpointer kind)
{
  g_autofree char *link = g_build_filename (fixture->path, "IN20261123_030000_00_+4512345678_00.txt", NULL);

  put (fixture, "smsd.log", "not ours", 60);
  put (fixture, "IN20261123_030000_00_+4512345678_00.bin", "not ours", 60);
  g_assert_cmpint (symlink ("/etc/hostname", link), ==, 0);
  look (fixture, 0);
  g_assert_true (is_there (fixture, "smsd.log"));
  g_assert_true (is_there (fixture, "IN20261123_030000_00_+4512345678_00.bin"));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

static void
test_aside (Fixture      *fixture,
            gconstpointer kind)
{
  put (fixture, "IN20261123_030000_00_+4512345678_00.txt", " \n", 60);
  g_test_expect_message ("Homeward", G_LOG_LEVEL_MESSAGE, "*set aside*");
  look (fixture, 0);
  g_test_assert_expected_messages ();
  g_assert_false (is_there (fixture, "IN20261123_030000_00_+4512345678_00.txt"));
  g_assert_true (is_there (fixture, HW_MESSAGE_FOLDER_ASIDE "/IN20261123_030000_00_+4512345678_00.txt"));
}

static void
test_same (Fixture      *fixture,
           gconstpointer kind)
{
  g_autoptr (GBytes) first = NULL;

  put (fixture, "IN20261123_030000_00_+4512345678_00.txt", "on the bench", 60);
  put (fixture, "IN20261123_030000_00_+4587654321_00.txt", "on the bench", 60);
  look (fixture, 2);
  g_assert_false (g_bytes_equal (hw_message_item_get_bytes (g_ptr_array_index (fixture->items, 0)), hw_message_item_get_bytes (g_ptr_array_index (fixture->items, 1))));

  first = g_bytes_ref (hw_message_item_get_bytes (g_ptr_array_index (fixture->items, 0)));
  finish (fixture, FALSE);
  look (fixture, 2);
  g_assert_true (g_bytes_equal (first, hw_message_item_get_bytes (g_ptr_array_index (fixture->items, 1))));
}

static void
test_mail (Fixture      *fixture,
           gconstpointer kind)
{
  g_autofree char *pictures = g_strnfill (16 * 1024 * 1024 + 1, 'x');

  put (fixture, ".hidden", "From: a@example.org\n\nno\n", 60);
  put (fixture, "1795464000.M1P2.host:2,", "From: a@example.org\n\non the bench\n", 60);
  put (fixture, "words.txt", "From: the bench", 60);
  put (fixture, "huge.eml", pictures, 60);
  g_test_expect_message ("Homeward", G_LOG_LEVEL_MESSAGE, "*set aside*");
  look (fixture, 2);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (get_text (fixture, 0), ==, "on the bench");
  g_assert_cmpstr (get_text (fixture, 1), ==, "From: the bench");
  g_assert_true (is_there (fixture, HW_MESSAGE_FOLDER_ASIDE "/huge.eml"));
  g_assert_true (is_there (fixture, ".hidden"));
}

static void
test_many (Fixture      *fixture,
           gconstpointer kind)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u.txt", i);

      put (fixture, name, name, 60);
    }
  look (fixture, 32);
  finish (fixture, TRUE);
  finish (fixture, TRUE);
  look (fixture, 32);
}

/* -- the daemon itself --------------------------------------------------------- */

static void
write_settings (Fixture    *fixture,
                const char *format)
{
  g_autofree char *text = g_strdup_printf ("[gammu]\nmodel = dummy\nconnection = none\ndevice = %s/modem\ngammuloc = /dev/null\n"
                                           "[smsd]\nservice = files\nlogfile = %s/log\ncommtimeout = 1\nreceivefrequency = 1\ninboxformat = %s\n"
                                           "inboxpath = %s/inbox/\noutboxpath = %s/outbox/\nsentsmspath = %s/outbox/\nerrorsmspath = %s/outbox/\n",
                                           fixture->path, fixture->path, format, fixture->path, fixture->path, fixture->path, fixture->path);

  put (fixture, "smsdrc", text, 0);
}

static char *
write_hex (const char *text)
{
  gsize length;
  g_autofree char *utf16 = g_convert (text, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02X", (guchar) utf16[i]);
  return g_string_free (hex, FALSE);
}

/* What the modem has received, in Gammu's own format. */
static void
receive (Fixture    *fixture,
         const char *name,
         const char *text,
         const char *part)
{
  g_autofree char *number = write_hex ("+4512345678");
  g_autofree char *words = write_hex (text);
  g_autofree char *path = g_strconcat ("modem/sms/1/", name, NULL);
  g_autofree char *backup = g_strdup_printf ("[SMSBackup000]\nState = UnRead\nNumber = \"+4512345678\"\nNumberUnicode = %s\nDateTime = 20261123T030000\n"
                                             "Coding = Unicode_No_Compression\nText00 = %s\nLength = %ld\nClass = -1\nReplySMSC = FALSE\nRejectDuplicates = FALSE\n"
                                             "ReplaceMessage = 0\nMessageReference = 0\nFolder = 1\n%s%s\n", number, words, g_utf8_strlen (text, -1),
                                             part != NULL ? "UDH = " : "", part != NULL ? part : "");

  put (fixture, path, backup, 0);
}

static guint
count_texts (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    n += g_str_has_suffix (name, ".txt");
  return n;
}

static void
run_daemon (Fixture    *fixture,
            const char *inbox,
            guint       n_texts)
{
  g_autofree char *settings = g_build_filename (fixture->path, "smsdrc", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) daemon = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "gammu-smsd", "-c", settings, "-X", "60", NULL);
  gint64 until = g_get_monotonic_time () + 60 * SECOND;

  g_assert_no_error (error);
  while (count_texts (inbox) < n_texts && g_get_monotonic_time () < until)
    g_usleep (20000);
  g_assert_cmpuint (count_texts (inbox), ==, n_texts);
  g_subprocess_send_signal (daemon, SIGTERM);
  g_assert_true (g_subprocess_wait (daemon, NULL, &error));
}

static void
test_daemon (Fixture      *fixture,
             gconstpointer format)
{
  g_autofree char *inbox = g_build_filename (fixture->path, "inbox", NULL);
  g_autofree char *outbox = g_build_filename (fixture->path, "outbox", NULL);
  g_autofree char *program = g_find_program_in_path ("gammu-smsd");
  g_autoptr (HwMessageFolder) folder = hw_message_folder_new (HW_MESSAGE_FOLDER_SMS, inbox, take_cb, fixture);
  const HwMessage *message;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_skip ("gammu-smsd is not here");
      return;
    }
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *modem = g_strdup_printf ("%s/modem/sms/%u", fixture->path, i);

      g_assert_cmpint (g_mkdir_with_parents (modem, 0700), ==, 0);
    }
  g_assert_cmpint (g_mkdir (inbox, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (outbox, 0700), ==, 0);
  write_settings (fixture, format);
  receive (fixture, "1", "Bænk ved søen & <b>", NULL);
  receive (fixture, "2", "second half", "0500030A0202");
  receive (fixture, "3", "first half, ", "0500030A0201");
  run_daemon (fixture, inbox, 3);

  g_assert_true (hw_message_folder_look (folder, g_get_real_time () + 60 * SECOND, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->items->len, ==, 2);
  message = hw_message_item_get_message (g_ptr_array_index (fixture->items, 0));
  g_assert_cmpstr (message->text, ==, "Bænk ved søen & <b>");
  g_assert_cmpstr (message->sender, ==, "+4512345678");
  g_assert_cmpstr (get_text (fixture, 1), ==, "first half, second half");
  finish (fixture, TRUE);
  finish (fixture, TRUE);
  g_assert_cmpuint (count_texts (inbox), ==, 0);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, kind, function) g_test_add (name, Fixture, kind, set_up, function, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/message-folder/a-missing-one-is-an-error", MAIL, test_missing);
  ADD ("/message-folder/sms/nothing-is-deleted-before-it-is-safe", SMS, test_safe);
  ADD ("/message-folder/sms/what-is-being-written-is-left-to-settle", SMS, test_settle);
  ADD ("/message-folder/sms/parts-come-together", SMS, test_parts);
  ADD ("/message-folder/sms/a-missing-part-is-not-waited-for-for-ever", SMS, test_parts_limit);
  ADD ("/message-folder/sms/other-files-and-links-stay", SMS, test_others);
  ADD ("/message-folder/sms/what-is-no-message-is-set-aside", SMS, test_aside);
  ADD ("/message-folder/sms/one-taken-twice-has-the-same-bytes", SMS, test_same);
  ADD ("/message-folder/mail/mails-and-words", MAIL, test_mail);
  ADD ("/message-folder/mail/only-so-many-at-once", MAIL, test_many);
  g_test_add ("/message-folder/gammu-smsd/standard", Fixture, "standard", set_up, test_daemon, tear_down);
  g_test_add ("/message-folder/gammu-smsd/unicode", Fixture, "unicode", set_up, test_daemon, tear_down);
  return g_test_run ();
}
