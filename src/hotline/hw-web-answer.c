/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-answer.h"

#include <glib/gi18n-lib.h>

#define PIECE 65536

/**
 * hw_web_answer_read:
 * @stream: the body of an answer
 * @most: how many bytes it may hold
 * @longest_us: how long it may take to come, µs
 * @cancellable: (nullable): to stop it
 * @error: return location: %G_IO_ERROR_MESSAGE_TOO_LARGE where it is too much or takes too long, or why it broke off
 *
 * Reads an answer piece by piece, so that nobody can send more than fits, or send it for ever.
 *
 * Returns: (transfer full) (nullable): all of it
 */
GBytes *
hw_web_answer_read (GInputStream  *stream,
                    gsize          most,
                    gint64         longest_us,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gint64 end = g_get_monotonic_time () + longest_us;
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0)
    {
      if (bytes->len + (gsize) n > most)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("The answer holds more than can be taken"));
          return NULL;
        }
      if (g_get_monotonic_time () > end)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("The answer comes too slowly"));
          return NULL;
        }
      g_byte_array_append (bytes, piece, (guint) n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
