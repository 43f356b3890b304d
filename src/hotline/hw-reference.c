/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-reference.h"

#include <string.h>

#include "hw-base32.h"

/*
 * The number that who sent a report is given, and asks with what came of it:
 * the 128 random bits of its identity, which nobody can guess, in groups that
 * can be read out over the telephone.
 */

#define GROUP        4
#define LONGEST_TEXT 100   /* bytes of something that may be a reference */

/**
 * hw_reference_to_string:
 * @id: of a submission
 *
 * Returns: (transfer full): 26 characters of Crockford's base32 in groups of four, such as "1F4W-..."
 */
char *
hw_reference_to_string (const HwId *id)
{
  g_autoptr (GString) plain = g_string_sized_new (32);
  GString *text = g_string_sized_new (40);

  hw_base32_write (plain, id->bytes, HW_ID_LENGTH);
  for (gsize i = 0; i < plain->len; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, plain->str[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * hw_reference_from_string:
 * @text: (nullable): what somebody typed; case, hyphens and spaces do not count, O is read as 0, and I and L as 1
 * @id: (out caller-allocates): the identity
 *
 * Returns: %FALSE where @text is no reference
 */
gboolean
hw_reference_from_string (const char *text,
                          HwId       *id)
{
  return text != NULL && strnlen (text, LONGEST_TEXT + 1) <= LONGEST_TEXT && hw_base32_read (text, id->bytes, HW_ID_LENGTH);
}
