/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-sms-file.h"

/*
 * The files that Gammu's SMS daemon writes into its inbox with its "files"
 * service, as its manual has them (gammu-smsd-files(7)):
 * IN20261123_030000_00_+4512345678_00.txt is the first part of a message,
 * ..._01.txt the second. The text is UTF-8 with inboxformat = standard and
 * UTF-16 with a byte order mark with inboxformat = unicode. The times are the
 * local ones of the network.
 */

#define NAME "^(IN(\\d{4})(\\d{2})(\\d{2})_(\\d{2})(\\d{2})(\\d{2})_\\d{2,4}_(.{0,60}))_(\\d{2})\\.txt$"

static int
get_number (GMatchInfo *match,
            int         group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return (int) g_ascii_strtoll (text, NULL, 10);
}

static gint64
get_time (GMatchInfo *match)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (get_number (match, 2), get_number (match, 3), get_number (match, 4),
                                                      get_number (match, 5), get_number (match, 6), get_number (match, 7));

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

/**
 * hw_sms_file_name_parse:
 * @name: the name of a file, without its folder
 * @parsed: (out caller-allocates): what it says, untouched where it is none
 *
 * Returns: whether @name is that of a text that Gammu's daemon received
 */
gboolean
hw_sms_file_name_parse (const char    *name,
                        HwSmsFileName *parsed)
{
  g_autoptr (GRegex) expression = g_regex_new (NAME, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_utf8_validate (name, -1, NULL) || !g_regex_match (expression, name, 0, &match))
    return FALSE;
  parsed->group = g_match_info_fetch (match, 1);
  parsed->sender = g_match_info_fetch (match, 8);
  parsed->sent_at = get_time (match);
  parsed->part = get_number (match, 9);
  return TRUE;
}

/**
 * hw_sms_file_name_clear:
 * @parsed: what hw_sms_file_name_parse() filled
 */
void
hw_sms_file_name_clear (HwSmsFileName *parsed)
{
  g_clear_pointer (&parsed->group, g_free);
  g_clear_pointer (&parsed->sender, g_free);
}

/**
 * hw_sms_file_read:
 * @name: what the name of one of the parts says
 * @parts: (element-type GBytes): the contents of the files, in the order of the parts
 *
 * Returns: (transfer full) (nullable): the message; %NULL where a part is no text
 */
HwMessage *
hw_sms_file_read (const HwSmsFileName *name,
                  GPtrArray           *parts)
{
  g_autoptr (HwMessage) message = hw_message_new (HW_CHANNEL_SMS);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (g_ptr_array_index (parts, i), &length);
      g_autofree char *part = hw_message_decode (bytes != NULL ? bytes : "", length);

      if (part == NULL)
        return NULL;
      g_string_append (text, part);
    }
  message->sent_at = name->sent_at;
  message->sender = g_strdup (name->sender);
  message->text = hw_message_clean (g_strdup (text->str));
  return g_steal_pointer (&message);
}
