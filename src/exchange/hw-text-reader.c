/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-import.h"
#include "hw-text-reader.h"

/* The lowest step of an import: bytes become UTF-8. The CSV and the GeoJSON
 * readers pull blocks from here. We decode by hand rather than with iconv,
 * because there are three simple encodings and because a block may end in the
 * middle of a character. */

#define BLOCK_SIZE (128 * 1024)
#define HEAD_SIZE  8192

typedef enum { ENCODING_UTF_8, ENCODING_UTF_16LE, ENCODING_UTF_16BE, ENCODING_WINDOWS_1252 } Encoding;

static const char *const encoding_names[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252" };

struct _HwTextReader
{
  GInputStream *stream;          /* (owned) */
  Encoding      encoding;
  gboolean      begun;           /* the byte order mark is behind us */
  gunichar2     high_surrogate;  /* waiting for its second half, or 0 */
  guint64       n_read;
  gsize         n_kept;          /* bytes of a character that goes on in the next block */
  guint8        kept[4];
  guint8       *bytes;           /* (owned) */
  char         *text;            /* (owned) (nullable): room for decoding, not needed for UTF-8 */
};

/* What Windows-1252 has where Latin-1 has control characters; five are unused. */
static const gunichar2 windows_1252_high[32] = {
  0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
  0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178
};

/* -- finding out the encoding -- */

/* Goes on past NUL characters, which g_utf8_validate() stops at. Gives the length of the valid part. */
static gsize
count_valid_utf8 (const guint8 *bytes,
                  gsize         length)
{
  gsize at = 0;

  while (at < length)
    {
      const char *end;

      if (g_utf8_validate_len ((const char *) bytes + at, length - at, &end))
        return length;
      at = (const guint8 *) end - bytes;
      if (bytes[at] != 0)
        break;
      at++;
    }
  return at;
}

/* Whether the bytes may be the first ones of a character that goes on in the next block. */
static gboolean
is_begun_character (const guint8 *bytes,
                    gsize         length)
{
  gsize due;

  if (length == 0 || length > 3)
    return FALSE;
  if (bytes[0] >= 0xc2 && bytes[0] <= 0xdf)
    due = 2;
  else if (bytes[0] >= 0xe0 && bytes[0] <= 0xef)
    due = 3;
  else if (bytes[0] >= 0xf0 && bytes[0] <= 0xf4)
    due = 4;
  else
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if ((bytes[i] & 0xc0) != 0x80)
      return FALSE;
  return length < due;
}

static gboolean
stays_utf8 (GInputStream  *stream,
            guint8        *bytes,
            gsize          n_head,
            gboolean      *is_utf8,
            GCancellable  *cancellable,
            GError       **error)
{
  gsize length = n_head;

  for (;;)
    {
      gsize valid = count_valid_utf8 (bytes, length);
      gsize n_kept = length - valid;
      gssize n;

      if (n_kept > 0 && !is_begun_character (bytes + valid, n_kept))
        {
          *is_utf8 = FALSE;
          return TRUE;
        }
      memmove (bytes, bytes + valid, n_kept);
      n = g_input_stream_read (stream, bytes + n_kept, BLOCK_SIZE - n_kept, cancellable, error);
      if (n < 0)
        return FALSE;
      if (n == 0)
        {
          *is_utf8 = n_kept == 0;
          return TRUE;
        }
      length = n_kept + n;
    }
}

/* A UTF-16 text without a mark shows by where its zeroes stand: most characters of our languages have one. */
static gboolean
guess_utf16 (const guint8 *bytes,
             gsize         length,
             Encoding     *encoding)
{
  gsize n_zero[2] = { 0, 0 };

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == 0)
      n_zero[i & 1]++;
  if (n_zero[1] * 2 > length * 6 / 10 && n_zero[0] * 10 < n_zero[1])
    *encoding = ENCODING_UTF_16LE;
  else if (n_zero[0] * 2 > length * 6 / 10 && n_zero[1] * 10 < n_zero[0])
    *encoding = ENCODING_UTF_16BE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
has_magic (const guint8 *bytes,
           gsize         length,
           const char   *magic)
{
  return length >= strlen (magic) && memcmp (bytes, magic, strlen (magic)) == 0;
}

static gboolean
refuse_what_is_not_text (const guint8  *bytes,
                         gsize          length,
                         GError       **error)
{
  gsize n_control = 0;

  if (has_magic (bytes, length, "PK\003\004") || has_magic (bytes, length, "\320\317\021\340"))
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT,
                           _("This is a spreadsheet or an archive, not a text file. Nothing was imported. Save it as CSV and import that."));
      return TRUE;
    }
  for (gsize i = 0; i < length; i++)
    if (bytes[i] < 0x20 && strchr ("\t\r\n\f\v", bytes[i]) == NULL)
      n_control++;
    else if (bytes[i] == 0)
      n_control++;
  if (n_control * 20 > length || has_magic (bytes, length, "%PDF-") || has_magic (bytes, length, "\037\213"))
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT,
                           _("This is not a text file. Nothing was imported. Choose a CSV or GeoJSON file."));
      return TRUE;
    }
  return FALSE;
}

static GFileInputStream *
open_file (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);

  if (type == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_A_FILE,
                           _("This is a folder, not a file. Nothing was imported. Choose a file in it."));
      return NULL;
    }
  if (type == G_FILE_TYPE_SPECIAL)
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_A_FILE,
                           _("This is a device, not a file. Nothing was imported."));
      return NULL;
    }
  return g_file_read (file, cancellable, error);
}

const char *
hw_text_reader_detect (GFile         *file,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree guint8 *bytes = NULL;
  Encoding encoding;
  gboolean is_utf8;
  gsize length;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = open_file (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  bytes = g_malloc (BLOCK_SIZE);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, HEAD_SIZE, &length, cancellable, error))
    return NULL;
  if (length == 0 || (length == 3 && has_magic (bytes, length, "\357\273\277")))
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_EMPTY, _("The file is empty. There is nothing to import."));
      return NULL;
    }
  if (has_magic (bytes, length, "\377\376"))
    return encoding_names[ENCODING_UTF_16LE];
  if (has_magic (bytes, length, "\376\377"))
    return encoding_names[ENCODING_UTF_16BE];
  if (guess_utf16 (bytes, length, &encoding))
    return encoding_names[encoding];
  if (refuse_what_is_not_text (bytes, length, error))
    return NULL;
  if (!stays_utf8 (G_INPUT_STREAM (stream), bytes, length, &is_utf8, cancellable, error))
    return NULL;
  return encoding_names[is_utf8 ? ENCODING_UTF_8 : ENCODING_WINDOWS_1252];
}

/* -- decoding -- */

HwTextReader *
hw_text_reader_new (GInputStream *stream,
                    const char   *encoding)
{
  HwTextReader *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (encoding != NULL, NULL);

  self = g_new0 (HwTextReader, 1);
  self->stream = g_object_ref (stream);
  for (guint i = 0; i < G_N_ELEMENTS (encoding_names); i++)
    if (g_str_equal (encoding_names[i], encoding))
      self->encoding = i;
  self->bytes = g_malloc (BLOCK_SIZE);
  if (self->encoding != ENCODING_UTF_8)
    self->text = g_malloc (BLOCK_SIZE * 3);
  return self;
}

void
hw_text_reader_free (HwTextReader *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_free (self->bytes);
  g_free (self->text);
  g_free (self);
}

/* Three bytes of UTF-8 at most for each character below the surrogates, four for a pair of them. */
static gsize
decode_windows_1252 (HwTextReader *self,
                     gsize         length)
{
  char *to = self->text;

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = self->bytes[i];

      if (byte < 0x80)
        *to++ = byte;
      else
        to += g_unichar_to_utf8 (byte < 0xa0 ? windows_1252_high[byte - 0x80] : byte, to);
    }
  return to - self->text;
}

static gsize
decode_utf16 (HwTextReader *self,
              gsize         length,
              gsize        *n_used)
{
  char *to = self->text;
  gsize i;

  for (i = 0; i + 1 < length; i += 2)
    {
      gunichar2 unit = self->encoding == ENCODING_UTF_16LE ? self->bytes[i] | self->bytes[i + 1] << 8 : self->bytes[i] << 8 | self->bytes[i + 1];

      if (self->high_surrogate != 0)
        {
          gunichar high = self->high_surrogate;

          self->high_surrogate = 0;
          if (unit >= 0xdc00 && unit <= 0xdfff)
            {
              to += g_unichar_to_utf8 (0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00), to);
              continue;
            }
          to += g_unichar_to_utf8 (0xfffd, to);
        }
      if (unit >= 0xd800 && unit <= 0xdbff)
        self->high_surrogate = unit;
      else if (unit < 0x80)
        *to++ = unit;
      else
        to += g_unichar_to_utf8 (unit >= 0xdc00 && unit <= 0xdfff ? 0xfffd : unit, to);
    }
  *n_used = i;
  return to - self->text;
}

/* The file was valid when it was looked at first; if it is no more, it has been changed meanwhile. */
static gssize
take_utf8 (HwTextReader  *self,
           gsize          length,
           gboolean       at_end,
           gsize         *n_used,
           GError       **error)
{
  *n_used = count_valid_utf8 (self->bytes, length);
  if (*n_used == length || (!at_end && is_begun_character (self->bytes + *n_used, length - *n_used)))
    return *n_used;
  g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT,
                       _("The file is not the UTF-8 text that it began as. Nothing was imported. Was it changed meanwhile? Try again."));
  return -1;
}

static void
skip_mark (HwTextReader  *self,
           const char   **text,
           gssize        *length)
{
  if (!self->begun && *length >= 3 && memcmp (*text, "\357\273\277", 3) == 0)
    {
      *text += 3;
      *length -= 3;
    }
  if (*length > 0)
    self->begun = TRUE;
}

static gssize
decode (HwTextReader  *self,
        gsize          length,
        gboolean       at_end,
        const char   **text,
        GError       **error)
{
  gsize n_used = length;
  gssize n_text;

  *text = self->text;
  if (self->encoding == ENCODING_UTF_8)
    {
      *text = (const char *) self->bytes;
      n_text = take_utf8 (self, length, at_end, &n_used, error);
    }
  else if (self->encoding == ENCODING_WINDOWS_1252)
    n_text = decode_windows_1252 (self, length);
  else
    n_text = decode_utf16 (self, length, &n_used);
  if (n_text < 0)
    return -1;
  self->n_kept = at_end ? 0 : length - n_used;
  memcpy (self->kept, self->bytes + n_used, self->n_kept);
  skip_mark (self, text, &n_text);
  return n_text;
}

gssize
hw_text_reader_read (HwTextReader  *self,
                     const char   **text,
                     GCancellable  *cancellable,
                     GError       **error)
{
  static const char nothing[] = "";

  g_return_val_if_fail (self != NULL && text != NULL, -1);

  *text = nothing;
  for (;;)
    {
      gsize n_kept = self->n_kept;
      gssize n, n_text;

      memcpy (self->bytes, self->kept, n_kept);
      n = g_input_stream_read (self->stream, self->bytes + n_kept, BLOCK_SIZE - n_kept, cancellable, error);
      if (n < 0)
        return -1;
      if (n == 0 && n_kept == 0)
        return 0;
      self->n_read += n;
      n_text = decode (self, n_kept + n, n == 0, text, error);
      if (n_text != 0 || n == 0)
        return n_text;
    }
}

guint64
hw_text_reader_get_n_read (HwTextReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_read;
}
