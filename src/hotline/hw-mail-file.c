/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-mail-file.h"

#include <gmime/gmime.h>
#include <string.h>

#include "hw-html-text.h"

/*
 * An e-mail as RFC 5322 and MIME have it, read by GMime: who wrote it, when,
 * and its text. Of several forms of one text the plain one is taken; HTML is
 * taken down to its words. What hangs on it is not looked at, only named.
 */

#define MAX_DEPTH       16
#define MAX_ATTACHMENTS 50u

static void
start_gmime (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      g_once_init_leave (&once, 1);
    }
}

static gboolean
is_html (GMimeObject *part)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "html");
}

static gboolean
is_text (GMimeObject *part)
{
  return GMIME_IS_TEXT_PART (part) && !g_mime_part_is_attachment (GMIME_PART (part)) &&
         (is_html (part) || g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "plain"));
}

static void
name_attachment (HwMessage   *message,
                 GMimeObject *part)
{
  const char *name = GMIME_IS_PART (part) ? g_mime_part_get_filename (GMIME_PART (part)) : NULL;
  g_autofree char *type = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (part));

  if (message->attachments == NULL)
    message->attachments = g_ptr_array_new_with_free_func (g_free);
  if (message->attachments->len < MAX_ATTACHMENTS)
    g_ptr_array_add (message->attachments, hw_message_clean (g_utf8_make_valid (name != NULL ? name : type, -1)));
}

/* The words of a part in UTF-8, whatever it says of its encoding. */
static char *
read_text (GMimeObject *part)
{
  g_autofree char *text = g_mime_text_part_get_text (GMIME_TEXT_PART (part));
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid == NULL)
    return g_strdup ("");
  return is_html (part) ? hw_html_text_strip (valid) : g_steal_pointer (&valid);
}

static void
add_text (GString     *text,
          GMimeObject *part)
{
  g_autofree char *words = read_text (part);

  if (text->len > 0 && *words != '\0')
    g_string_append (text, "\n\n");
  g_string_append (text, words);
}

static void read_part (HwMessage *message, GString *text, GMimeObject *part, guint depth);

/* The plain form where there is one, else the last that has words. */
static void
read_alternatives (HwMessage      *message,
                   GString        *text,
                   GMimeMultipart *parts,
                   guint           depth)
{
  const gsize before = text->len;

  for (int i = 0; i < g_mime_multipart_get_count (parts); i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (parts, i);

      if (is_text (part) && !is_html (part))
        add_text (text, part);
      if (text->len > before)
        return;
    }
  for (int i = g_mime_multipart_get_count (parts) - 1; i >= 0 && text->len == before; i--)
    read_part (message, text, g_mime_multipart_get_part (parts, i), depth);
}

static void
read_part (HwMessage   *message,
           GString     *text,
           GMimeObject *part,
           guint        depth)
{
  if (part == NULL)
    return;
  if (is_text (part))
    add_text (text, part);
  else if (!GMIME_IS_MULTIPART (part) || depth >= MAX_DEPTH)
    name_attachment (message, part);
  else if (g_mime_content_type_is_type (g_mime_object_get_content_type (part), "multipart", "alternative"))
    read_alternatives (message, text, GMIME_MULTIPART (part), depth + 1);
  else
    for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
      read_part (message, text, g_mime_multipart_get_part (GMIME_MULTIPART (part), i), depth + 1);
}

static char *
copy_valid (const char *text)
{
  return text != NULL ? hw_message_clean (g_utf8_make_valid (text, -1)) : NULL;
}

static void
read_sender (HwMessage    *message,
             GMimeMessage *mail)
{
  InternetAddressList *from = g_mime_message_get_from (mail);

  for (int i = 0; from != NULL && message->sender == NULL && i < internet_address_list_length (from); i++)
    {
      InternetAddress *address = internet_address_list_get_address (from, i);

      if (!INTERNET_ADDRESS_IS_MAILBOX (address))
        continue;
      message->sender = copy_valid (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address)));
      message->sender_name = copy_valid (internet_address_get_name (address));
    }
}

static void
read_mail (HwMessage    *message,
           GMimeMessage *mail)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GDateTime *date = g_mime_message_get_date (mail);

  if (date != NULL)
    message->sent_at = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  read_sender (message, mail);
  message->subject = copy_valid (g_mime_message_get_subject (mail));
  read_part (message, text, g_mime_message_get_mime_part (mail), 0);
  message->text = hw_message_clean (g_strdup (text->str));
}

static GMimeMessage *
parse (GBytes *bytes)
{
  gsize length;
  const char *content = g_bytes_get_data (bytes, &length);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (content != NULL ? content : "", length);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *mail;

  g_mime_parser_set_format (parser, length > 5 && memcmp (content, "From ", 5) == 0 ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
  mail = g_mime_parser_construct_message (parser, NULL);
  g_object_unref (parser);
  g_object_unref (stream);
  return mail;
}

/**
 * hw_mail_file_read:
 * @bytes: the content of a file: one message of RFC 5322
 *
 * Returns: (transfer full) (nullable): the message; %NULL where it is none
 */
HwMessage *
hw_mail_file_read (GBytes *bytes)
{
  HwMessage *message = NULL;
  GMimeMessage *mail;

  start_gmime ();
  mail = parse (bytes);
  if (mail == NULL)
    return NULL;
  message = hw_message_new (HW_CHANNEL_EMAIL);
  read_mail (message, mail);
  g_object_unref (mail);
  return message;
}

/**
 * hw_mail_file_read_plain:
 * @bytes: the content of a file that holds words only
 *
 * Returns: (transfer full) (nullable): the message, of nobody; %NULL where it is no text
 */
HwMessage *
hw_mail_file_read_plain (GBytes *bytes)
{
  g_autoptr (HwMessage) message = hw_message_new (HW_CHANNEL_EMAIL);
  gsize length;
  const char *content = g_bytes_get_data (bytes, &length);

  message->text = hw_message_clean (hw_message_decode (content != NULL ? content : "", length));
  return message->text != NULL ? g_steal_pointer (&message) : NULL;
}
