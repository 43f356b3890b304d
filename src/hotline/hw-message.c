/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-word-place.h"

/*
 * A message in somebody's own words becomes a report that somebody has to
 * check: the words are kept as they came, and nothing is guessed from them but
 * a point that they name beyond doubt. Whoever writes from a number or an
 * address can be answered there.
 */

#define MAX_PLACE     500            /* characters of a message that stand in for the place */
#define MAX_WORDS     (32 * 1024)    /* characters that are kept of a message; a long mail is what it quotes */
#define OLDEST        (30 * (gint64) 86400 * G_USEC_PER_SEC)

/**
 * hw_message_new:
 * @channel: the way it came
 *
 * Returns: (transfer full): a message without words
 */
HwMessage *
hw_message_new (HwChannel channel)
{
  HwMessage *self = g_new0 (HwMessage, 1);

  self->channel = channel;
  return self;
}

/**
 * hw_message_free:
 * @self: (nullable) (transfer full): a message
 */
void
hw_message_free (HwMessage *self)
{
  if (self == NULL)
    return;
  g_free (self->sender);
  g_free (self->sender_name);
  g_free (self->subject);
  g_free (self->text);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self);
}

/* The first @longest characters, with a mark where there are more. */
static char *
shorten (const char *text,
         glong       longest)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= longest)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, longest - 1);
  return g_strconcat (start, "…", NULL);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/**
 * hw_message_dup_words:
 * @self: a message
 *
 * Returns: (transfer full): all that it says: its subject, its text, and the names of what was not read
 */
char *
hw_message_dup_words (const HwMessage *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (!is_blank (self->subject))
    g_string_append_printf (words, "%s\n\n", self->subject);
  if (self->text != NULL)
    g_string_append (words, self->text);
  for (guint i = 0; self->attachments != NULL && i < self->attachments->len; i++)
    g_string_append_printf (words, "%s[%s]", i == 0 && words->len > 0 ? "\n\n" : i > 0 ? "\n" : "", (const char *) g_ptr_array_index (self->attachments, i));
  return shorten (words->str, MAX_WORDS);
}

static HwReplyWish
get_reply_wish (const HwMessage *self)
{
  if (is_blank (self->sender))
    return HW_REPLY_NO;
  return self->channel == HW_CHANNEL_EMAIL ? HW_REPLY_EMAIL : HW_REPLY_SMS;
}

/**
 * hw_message_make_report:
 * @self: a message
 * @now: when it came here, µs UTC
 * @nearby: (nullable): a point in the area, for short plus codes
 *
 * Makes the report that somebody has to check: the words stand for the place
 * until then, and nobody knows when somebody was seen.
 *
 * Returns: (transfer full) (nullable): the report; %NULL where the message says nothing
 */
HwReport *
hw_message_make_report (const HwMessage *self,
                        gint64           now,
                        const HwPoint   *nearby)
{
  g_autofree char *words = hw_message_dup_words (self);
  g_autofree char *place_words = shorten (words, MAX_PLACE);
  g_autofree char *name = !is_blank (self->sender_name) ? shorten (self->sender_name, HW_REPORT_MAX_LINE) : NULL;
  g_autofree char *contact = !is_blank (self->sender) ? shorten (self->sender, HW_REPORT_MAX_LINE) : NULL;
  HwReport report = { .channel = self->channel, .received_at = now, .point = HW_POINT_UNKNOWN };
  HwPlace place;

  if (is_blank (words))
    return NULL;
  if (self->sent_at != 0 && self->sent_at <= now && self->sent_at > now - OLDEST)
    report.received_at = self->sent_at;
  if (hw_word_place_find (words, nearby, &place))
    {
      report.point = place.point;
      report.point_precision_m = place.precision_m;
    }
  report.place = place_words;
  report.caller_name = name;
  report.caller_contact = contact;
  report.reply_wish = get_reply_wish (self);
  return hw_report_check (&report, now, NULL) ? hw_report_new (&report) : NULL;
}

/**
 * hw_message_clean:
 * @text: (nullable) (transfer full): UTF-8
 *
 * Takes out what has no place in a text, and the space around it: control
 * characters but tabs and ends of lines, and carriage returns.
 *
 * Returns: (transfer full) (nullable): @text
 */
char *
hw_message_clean (char *text)
{
  char *to = text;

  if (text == NULL)
    return NULL;
  for (const char *at = text; *at != '\0'; at++)
    if (*at != '\r' || at[1] != '\n')
      *to++ = *at == '\r' ? '\n' : ((guchar) *at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7f ? ' ' : *at;
  *to = '\0';
  return g_strstrip (text);
}

/* UTF-16 of a phone's memory has a zero in every other byte, mostly. */
static const char *
guess_encoding (const char *bytes,
                gsize       length)
{
  gsize n_even = 0, n_odd = 0;

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      n_even += bytes[i] == '\0';
      n_odd += bytes[i + 1] == '\0';
    }
  if (n_even + n_odd == 0)
    return "ISO-8859-1";   /* every byte is a character */
  return n_even >= n_odd ? "UTF-16BE" : "UTF-16LE";
}

/**
 * hw_message_decode:
 * @bytes: the content of a file
 * @length: how many there are
 *
 * Reads a text whose encoding nobody tells: by its byte order mark, as UTF-8
 * where it is that, as UTF-16 where it has zeroes, and else as ISO 8859-1.
 *
 * Returns: (transfer full) (nullable): UTF-8, to be cleaned; %NULL where it is no text in any of these
 */
char *
hw_message_decode (const char *bytes,
                   gsize       length)
{
  char *text = NULL;

  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    text = g_convert (bytes + 2, length - 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  else if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    text = g_convert (bytes + 2, length - 2, "UTF-8", "UTF-16LE", NULL, NULL, NULL);
  else if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    text = g_utf8_validate (bytes + 3, length - 3, NULL) ? g_strndup (bytes + 3, length - 3) : NULL;
  else if (g_utf8_validate (bytes, length, NULL))
    text = g_strndup (bytes, length);
  else
    text = g_convert (bytes, length, "UTF-8", guess_encoding (bytes, length), NULL, NULL, NULL);
  return text;
}
