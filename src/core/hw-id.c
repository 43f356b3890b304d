/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>
#include "hw-id.h"

/* What names a thing: 16 bytes, compared as bytes, written as a UUID in lower
 * case. Where identities come from is not this file's business. */

/* Before which bytes the dashes of a UUID stand: 8-4-4-4-12 digits. */
static gboolean
dash_stands_before (guint byte)
{
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

/**
 * hw_id_is_nil:
 * @id: an identity
 *
 * Returns: %TRUE if all bytes are zero, which names nothing
 */
gboolean
hw_id_is_nil (const HwId *id)
{
  static const HwId nil;

  return hw_id_equal (id, &nil);
}

/**
 * hw_id_equal:
 * @a: (type HwId): an identity
 * @b: (type HwId): another one
 *
 * Fits `GEqualFunc`.
 *
 * Returns: whether both name the same thing
 */
gboolean
hw_id_equal (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, sizeof (HwId)) == 0;
}

/**
 * hw_id_hash:
 * @id: (type HwId): an identity
 *
 * Fits `GHashFunc`. Every byte counts: identities made from content are as
 * evenly spread as random ones, but those of a test need not be.
 *
 * Returns: a hash
 */
guint
hw_id_hash (gconstpointer id)
{
  const HwId *self = id;
  guint hash = 2166136261u;   /* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */

  for (guint i = 0; i < HW_ID_LENGTH; i++)
    hash = (hash ^ self->bytes[i]) * 16777619u;
  return hash;
}

/**
 * hw_id_compare:
 * @a: (type HwId): an identity
 * @b: (type HwId): another one
 *
 * Fits `GCompareFunc`. The order is that of the bytes, hence also that of the
 * written form and that of a blob in the database.
 *
 * Returns: below, at or above zero
 */
int
hw_id_compare (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, sizeof (HwId));
}

/**
 * hw_id_to_string:
 * @id: an identity
 *
 * Returns: (transfer full): `01234567-89ab-cdef-0123-456789abcdef`
 */
char *
hw_id_to_string (const HwId *id)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (HW_ID_STRING_LENGTH + 1);
  char *end = text;

  for (guint i = 0; i < HW_ID_LENGTH; i++)
    {
      if (dash_stands_before (i))
        *end++ = '-';
      *end++ = digits[id->bytes[i] >> 4];
      *end++ = digits[id->bytes[i] & 15];
    }
  *end = '\0';
  return text;
}

/**
 * hw_id_parse:
 * @text: (nullable): a UUID with its dashes, in either case
 * @id: (out caller-allocates): the identity, untouched if refused
 *
 * Returns: %FALSE if @text is anything else
 */
gboolean
hw_id_parse (const char *text,
             HwId       *id)
{
  HwId parsed;

  if (text == NULL || strlen (text) != HW_ID_STRING_LENGTH)
    return FALSE;

  for (guint i = 0; i < HW_ID_LENGTH; i++)
    {
      int high, low;

      if (dash_stands_before (i) && *text++ != '-')
        return FALSE;
      high = g_ascii_xdigit_value (text[0]);
      low = g_ascii_xdigit_value (text[1]);
      if (high < 0 || low < 0)
        return FALSE;
      parsed.bytes[i] = (guint8) (high << 4 | low);
      text += 2;
    }
  *id = parsed;
  return TRUE;
}

/**
 * hw_id_copy:
 * @id: (nullable): an identity
 *
 * Returns: (transfer full) (nullable): a copy, to be freed with g_free()
 */
HwId *
hw_id_copy (const HwId *id)
{
  return g_memdup2 (id, sizeof (HwId));
}
