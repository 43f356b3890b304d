/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-form-data.h"
#include "hw-html-text.h"
#include "hw-mail-file.h"
#include "hw-sms-file.h"
#include "hw-web-form-page.h"
#include "hw-word-place.h"

/* Any bytes as a form, a text message, a mail and HTML: what is read is text, makes a report that may be recorded, and never becomes markup. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define NOW ((gint64) 1795464000 * G_USEC_PER_SEC)

static void
check_page (const HwWebForm *form)
{
  const HwWebPage page = { .language = "da", .path = "", .team = "Team", .emergency = "112", .now = NOW };
  g_autoptr (GBytes) html = hw_web_form_page_write (&page, form);
  g_autofree char *text = g_strndup (g_bytes_get_data (html, NULL), g_bytes_get_size (html));

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "<img"));
}

static void
read_form (GBytes     *bytes,
           const char *content_type)
{
  g_autoptr (GHashTable) values = hw_form_data_parse (content_type, bytes, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (HwWebForm) form = NULL;

  if (values == NULL)
    return;
  form = hw_web_form_new (values, NOW, zone, NULL);
  if (hw_web_form_is_sound (form))
    g_assert_true (hw_report_check (hw_web_form_get_report (form), NOW, NULL));
  check_page (form);
}

static void
check_message (HwMessage *message)
{
  g_autofree char *words = NULL;
  g_autoptr (HwReport) report = NULL;

  if (message == NULL)
    return;
  words = hw_message_dup_words (message);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  report = hw_message_make_report (message, NOW, NULL);
  if (report != NULL)
    g_assert_true (hw_report_check (report, NOW, NULL));
}

static void
read_sms (GBytes *bytes)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_auto (HwSmsFileName) name = { NULL };
  g_autoptr (HwMessage) message = NULL;

  g_assert_true (hw_sms_file_name_parse ("IN20261123_030000_01_+4512345678_00.txt", &name));
  g_ptr_array_add (parts, bytes);
  message = hw_sms_file_read (&name, parts);
  check_message (message);
}

static void
read_html (const guint8 *data,
           gsize         size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *html = g_utf8_make_valid (bytes, -1);
  g_autofree char *words = hw_html_text_strip (html);
  g_auto (HwSmsFileName) name = { NULL };

  g_assert_true (g_utf8_validate (words, -1, NULL));
  hw_sms_file_name_parse (html, &name);
  g_assert_nonnull (hw_web_words_choose (html));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (HwMessage) mail = hw_mail_file_read (bytes);
  g_autoptr (HwMessage) plain = hw_mail_file_read_plain (bytes);

  check_message (mail);
  check_message (plain);
  read_sms (bytes);
  read_html (data, size);
  read_form (bytes, "application/x-www-form-urlencoded");
  read_form (bytes, "application/x-www-form-urlencoded; charset=iso-8859-1");
  return 0;
}
