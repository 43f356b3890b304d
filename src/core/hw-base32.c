/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-base32.h"

#include <string.h>

/* The alphabet has no I, L, O and U; I and L are read as 1, O as 0. Hyphens and spaces may stand anywhere. */

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * hw_base32_get_sign:
 * @value: 0 to 31
 *
 * Returns: the character that stands for it
 */
char
hw_base32_get_sign (guint value)
{
  return alphabet[value & 31];
}

/**
 * hw_base32_read_sign:
 * @sign: a character that somebody typed
 *
 * Returns: what it stands for, -1 where it stands for nothing
 */
int
hw_base32_read_sign (char sign)
{
  const char *found;

  sign = g_ascii_toupper (sign);
  if (sign == 'I' || sign == 'L')
    return 1;
  if (sign == 'O')
    return 0;
  found = sign != '\0' ? strchr (alphabet, sign) : NULL;
  return found != NULL ? (int) (found - alphabet) : -1;
}

/**
 * hw_base32_write:
 * @text: where the characters are added
 * @bytes: what to write, as one number with the most significant byte first
 * @length: of @bytes
 *
 * Adds as many characters as hold @length bytes; the first holds what is left
 * over, so that a number is written as a number.
 */
void
hw_base32_write (GString      *text,
                 const guint8 *bytes,
                 gsize         length)
{
  gsize n_characters = (length * 8 + 4) / 5;
  guint n_bits = (guint) (n_characters * 5 - length * 8);   /* zeros in front */
  guint32 bits = 0;

  for (gsize i = 0; i < length; i++)
    {
      bits = (bits << 8) | bytes[i];
      n_bits += 8;
      for (; n_bits >= 5; n_bits -= 5)
        g_string_append_c (text, hw_base32_get_sign (bits >> (n_bits - 5)));
    }
}

/**
 * hw_base32_read:
 * @text: what somebody typed
 * @bytes: (out caller-allocates): where to put the number
 * @length: how many bytes it has
 *
 * Reads exactly as many characters as @length bytes are written with.
 *
 * Returns: %FALSE where @text is not such a number
 */
gboolean
hw_base32_read (const char *text,
                guint8     *bytes,
                gsize       length)
{
  gsize n_characters = (length * 8 + 4) / 5, n_read = 0, n_written = 0;
  guint n_spare = (guint) (n_characters * 5 - length * 8), n_bits = 0;
  guint32 bits = 0;

  for (; *text != '\0'; text++)
    {
      int value;

      if (*text == '-' || *text == ' ')
        continue;
      value = hw_base32_read_sign (*text);
      if (value < 0 || n_read == n_characters || (n_read == 0 && value >> (5 - n_spare) != 0))
        return FALSE;
      bits = (bits << 5) | (guint32) value;
      n_bits += n_read++ == 0 ? 5 - n_spare : 5;
      for (; n_bits >= 8; n_bits -= 8)
        bytes[n_written++] = (guint8) (bits >> (n_bits - 8));
    }
  return n_read == n_characters;
}
