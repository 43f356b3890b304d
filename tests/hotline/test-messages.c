/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-html-text.h"
#include "hw-mail-file.h"
#include "hw-sms-file.h"

/* Messages in somebody's own words: texts from a modem and mails from a folder, in every shape in which they come. */

/* Monday 23 November 2026, 21:00 in Copenhagen */
static const gint64 now = (gint64) 1795464000 * G_USEC_PER_SEC;

static GBytes *
make_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_not_a_name (const char *name)
{
  g_auto (HwSmsFileName) parsed = { NULL };

  g_assert_false (hw_sms_file_name_parse (name, &parsed));
}

static void
test_sms_name (void)
{
  g_auto (HwSmsFileName) number = { NULL };
  g_auto (HwSmsFileName) word = { NULL };
  g_autoptr (GDateTime) time = NULL;

  assert_not_a_name ("IN20261123_030000_00_+4512345678_00.bin");
  assert_not_a_name ("OUT20261123_030000_00_+4512345678_sms0.txt");
  assert_not_a_name ("IN20261123_030000_00_+4512345678.txt");
  assert_not_a_name (".IN20261123_030000_00_+4512345678_00.txt");
  assert_not_a_name ("IN20261123_030000_00_\xff_00.txt");

  g_assert_true (hw_sms_file_name_parse ("IN20261123_030000_01_+4512345678_02.txt", &number));
  g_assert_cmpstr (number.group, ==, "IN20261123_030000_01_+4512345678");
  g_assert_cmpstr (number.sender, ==, "+4512345678");
  g_assert_cmpuint (number.part, ==, 2);
  time = g_date_time_new_local (2026, 11, 23, 3, 0, 0);
  g_assert_cmpint (number.sent_at, ==, g_date_time_to_unix (time) * G_USEC_PER_SEC);
  g_assert_true (hw_sms_file_name_parse ("IN20261123_030000_00_My_Bank_00.txt", &word));
  g_assert_cmpstr (word.sender, ==, "My_Bank");
}

static HwMessage *
read_parts (const char *first,
            gssize      length,
            const char *second)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (HwSmsFileName) name = { NULL };

  g_assert_true (hw_sms_file_name_parse ("IN20261123_030000_01_+4512345678_00.txt", &name));
  g_ptr_array_add (parts, g_bytes_new (first, length < 0 ? strlen (first) : (gsize) length));
  if (second != NULL)
    g_ptr_array_add (parts, make_bytes (second));
  return hw_sms_file_read (&name, parts);
}

static void
test_sms_encodings (void)
{
  g_autoptr (HwMessage) broken = read_parts ("\xfe\xff\xd8\x00", 4, NULL);
  g_autoptr (HwMessage) utf8 = read_parts ("Bænk ved ", -1, "søen\n");
  g_autoptr (HwMessage) utf16 = read_parts ("\xfe\xff\0B\0\xe6\0n\0k", 10, NULL);
  g_autoptr (HwMessage) little = read_parts ("\xff\xfe" "B\0\xe6\0n\0k\0", 10, NULL);
  g_autoptr (HwMessage) unmarked = read_parts ("\0B\0\xe6\0n\0k", 8, NULL);
  g_autoptr (HwMessage) latin = read_parts ("B\xe6nk", -1, NULL);

  g_assert_null (broken);
  g_assert_cmpstr (utf8->text, ==, "Bænk ved søen");
  g_assert_cmpstr (utf16->text, ==, "Bænk");
  g_assert_cmpstr (little->text, ==, "Bænk");
  g_assert_cmpstr (unmarked->text, ==, "Bænk");
  g_assert_cmpstr (latin->text, ==, "Bænk");
}

static void
test_report_empty (void)
{
  g_autoptr (HwMessage) message = read_parts (" \n", -1, NULL);
  g_autoptr (HwReport) report = hw_message_make_report (message, now, NULL);

  g_assert_null (report);
}

static void
test_report_words (void)
{
  g_autoptr (HwMessage) message = read_parts ("Man asleep at 55.67612, 12.56834 by the <church>", -1, NULL);
  g_autoptr (HwMessage) vague = read_parts ("Man asleep by the church last night", -1, NULL);
  g_autoptr (HwReport) report = NULL;
  g_autoptr (HwReport) vague_report = hw_message_make_report (vague, now, NULL);

  g_assert_false (hw_point_is_valid (&vague_report->point));
  g_assert_cmpint (vague_report->seen_at, ==, 0);
  g_assert_cmpint (vague_report->received_at, ==, vague->sent_at);

  message->sent_at = now + (gint64) 3600 * G_USEC_PER_SEC;
  report = hw_message_make_report (message, now, NULL);
  g_assert_cmpint (report->channel, ==, HW_CHANNEL_SMS);
  g_assert_cmpint (report->received_at, ==, now);
  g_assert_cmpfloat_with_epsilon (report->point.latitude, 55.67612, 1e-6);
  g_assert_cmpstr (report->place, ==, "Man asleep at 55.67612, 12.56834 by the <church>");
  g_assert_cmpstr (report->caller_contact, ==, "+4512345678");
  g_assert_cmpint (report->reply_wish, ==, HW_REPLY_SMS);
}

static void
test_report_long (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autoptr (HwMessage) message = read_parts (text, -1, NULL);
  g_autoptr (HwReport) report = hw_message_make_report (message, now, NULL);
  g_autofree char *words = hw_message_dup_words (message);

  g_assert_cmpint (g_utf8_strlen (report->place, -1), ==, 500);
  g_assert_true (g_str_has_suffix (report->place, "…"));
  g_assert_cmpint (g_utf8_strlen (words, -1), ==, 32 * 1024);
}

static HwMessage *
read_mail (const char *text)
{
  g_autoptr (GBytes) bytes = make_bytes (text);

  return hw_mail_file_read (bytes);
}

static void
test_mail_plain (void)
{
  g_autoptr (HwMessage) mail = read_mail ("From: =?UTF-8?Q?Ane_S=C3=B8rensen?= <ane@example.org>\r\n"
                                          "Date: Mon, 23 Nov 2026 20:30:00 +0100\r\n"
                                          "Subject: =?iso-8859-1?Q?Sover_p=E5_b=E6nken?=\r\n"
                                          "Content-Type: text/plain; charset=iso-8859-1\r\n"
                                          "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                          "Ved s=F8en, 55.67612, 12.56834=\r\n, bag kirken.\r\n");
  g_autoptr (HwReport) report = hw_message_make_report (mail, now, NULL);
  g_autofree char *words = hw_message_dup_words (mail);

  g_assert_cmpstr (mail->sender, ==, "ane@example.org");
  g_assert_cmpstr (mail->sender_name, ==, "Ane Sørensen");
  g_assert_cmpstr (mail->text, ==, "Ved søen, 55.67612, 12.56834, bag kirken.");
  g_assert_cmpstr (words, ==, "Sover på bænken\n\nVed søen, 55.67612, 12.56834, bag kirken.");
  g_assert_cmpint (mail->sent_at, ==, now - (gint64) 1800 * G_USEC_PER_SEC);
  g_assert_cmpint (report->channel, ==, HW_CHANNEL_EMAIL);
  g_assert_cmpint (report->reply_wish, ==, HW_REPLY_EMAIL);
  g_assert_cmpint (report->received_at, ==, mail->sent_at);
  g_assert_cmpfloat_with_epsilon (report->point.longitude, 12.56834, 1e-6);
}

static void
test_mail_bare (void)
{
  g_autoptr (HwMessage) empty = read_mail ("");
  g_autoptr (HwMessage) headless = read_mail ("\r\nOn the bench.\r\n");
  g_autoptr (HwReport) report = headless != NULL ? hw_message_make_report (headless, now, NULL) : NULL;

  g_assert_true (empty == NULL || *empty->text == '\0');
  g_assert_nonnull (headless);
  g_assert_null (headless->sender);
  g_assert_cmpint (report->reply_wish, ==, HW_REPLY_NO);
  g_assert_cmpstr (report->place, ==, "On the bench.");
}

static void
test_mail_alternative (void)
{
  g_autoptr (HwMessage) mail = read_mail ("From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\n"
                                          "--m\nContent-Type: multipart/alternative; boundary=a\n\n"
                                          "--a\nContent-Type: text/html\n\n<p>wrong</p>\n"
                                          "--a\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nQsOmbmsgdmVkIHPDuGVu\n"
                                          "--a--\n"
                                          "--m\nContent-Type: image/jpeg; name=\"bench.jpg\"\nContent-Disposition: attachment; filename=\"bench.jpg\"\nContent-Transfer-Encoding: base64\n\nAAAA\n"
                                          "--m\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"notes.txt\"\n\nhidden\n"
                                          "--m--\n");
  g_autofree char *words = hw_message_dup_words (mail);

  g_assert_cmpstr (mail->text, ==, "Bænk ved søen");
  g_assert_cmpstr (words, ==, "Bænk ved søen\n\n[bench.jpg]\n[notes.txt]");
}

static void
test_mail_html (void)
{
  g_autoptr (HwMessage) mail = read_mail ("From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n"
                                          "<html><head><title>no</title><style>p{}</style></head><body><script>no()</script><p>On  the\nbench &amp; cold</p>"
                                          "<p><a href=\"https://maps.example/?q=55.67612,12.56834\">here</a></p><img src=\"http://tracker.example/x\"></body></html>");
  g_autoptr (HwReport) report = hw_message_make_report (mail, now, NULL);
  g_autofree char *empty = hw_html_text_strip ("");
  g_autofree char *broken = hw_html_text_strip ("<div><p>one<br>two<li>three</div><b>four");

  g_assert_cmpstr (mail->text, ==, "On the bench & cold\nhere <https://maps.example/?q=55.67612,12.56834>");
  g_assert_true (hw_point_is_valid (&report->point));
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (broken, ==, "one\ntwo\nthree\nfour");
}

/* A mail in a mail in a mail: deeper than anybody writes. */
static void
test_mail_deep (void)
{
  g_autoptr (GString) text = g_string_new ("From: a@example.org\n");
  g_autoptr (HwMessage) mail = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  g_string_append (text, "Content-Type: text/plain\n\ndeep\n");
  mail = read_mail (text->str);
  g_assert_nonnull (mail);
  g_assert_cmpstr (mail->text, ==, "");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
}

static void
test_mail_unknown_charset (void)
{
  g_autoptr (HwMessage) mail = read_mail ("From: a@example.org\nContent-Type: text/plain; charset=klingon\n\nB\xe6nk\n");

  g_assert_true (g_utf8_validate (mail->text, -1, NULL));
  g_assert_nonnull (strstr (mail->text, "nk"));
}

static void
test_mail_words_only (void)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("\xff\xfe\x00\xdc", 4);
  g_autoptr (GBytes) bytes = make_bytes ("From: the bench\n");
  g_autoptr (HwMessage) no_text = hw_mail_file_read_plain (none);
  g_autoptr (HwMessage) mail = hw_mail_file_read_plain (bytes);

  g_assert_null (no_text);
  g_assert_cmpstr (mail->text, ==, "From: the bench");
  g_assert_null (mail->sender);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sms-file/the-name-says-who-and-when", test_sms_name);
  g_test_add_func ("/sms-file/texts-come-in-several-encodings", test_sms_encodings);
  g_test_add_func ("/message/an-empty-one-is-no-report", test_report_empty);
  g_test_add_func ("/message/its-words-are-kept-and-only-a-certain-point-is-taken", test_report_words);
  g_test_add_func ("/message/a-long-one-is-shortened-visibly", test_report_long);
  g_test_add_func ("/mail-file/headers-and-text-in-their-encodings", test_mail_plain);
  g_test_add_func ("/mail-file/headers-may-be-missing", test_mail_bare);
  g_test_add_func ("/mail-file/the-plain-form-is-taken-and-attachments-named", test_mail_alternative);
  g_test_add_func ("/mail-file/html-becomes-words", test_mail_html);
  g_test_add_func ("/mail-file/depth-has-an-end", test_mail_deep);
  g_test_add_func ("/mail-file/an-unknown-charset-still-gives-text", test_mail_unknown_charset);
  g_test_add_func ("/mail-file/a-file-may-hold-words-only", test_mail_words_only);
  return g_test_run ();
}
