/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-base32.h"
#include "hw-recovery-code.h"
#include "hw-store-error.h"

/*
 * The printed recovery code: 160 random bits as people can copy them from
 * paper. Crockford's base 32 (no I, L, O, U), in eight groups of five; the fifth
 * sign of a group checks the four before it and where the group stands, so that
 * a slip of the pen is told with the group it is in. The check is a sum over
 * GF(32) with a different weight for each sign: it finds every single wrong sign
 * and every two that changed places.
 */

#define N_GROUPS 8
#define N_DATA   4

/* Multiplies by x in GF(32) modulo x^5 + x^2 + 1. */
static guint
times_x (guint value)
{
  value <<= 1;
  return (value & 32) != 0 ? value ^ 37 : value;
}

/* Horner's scheme: the sign furthest left has the highest power of x; the group's own number stands before it. */
static guint
get_check (guint         group,
           const guint8 *signs)
{
  guint sum = group + 1;

  for (int i = 0; i < N_DATA; i++)
    sum = times_x (sum) ^ signs[i];
  return times_x (sum);
}

/* On paper a U is easily made of a V, which is in the alphabet and the U is not. */
static int
read_sign (gunichar character)
{
  if (character > 127)
    return -1;
  return hw_base32_read_sign (g_ascii_toupper ((char) character) == 'U' ? 'V' : (char) character);
}

/**
 * hw_recovery_code_new:
 * @bytes: %HW_RECOVERY_CODE_BYTES random bytes
 *
 * Writes a recovery code: "0A1B2-...".
 *
 * Returns: (transfer full): the code; wipe it before it is freed
 */
char *
hw_recovery_code_new (const guint8 *bytes)
{
  char *code = g_malloc (N_GROUPS * (N_DATA + 2));
  char *end = code;

  for (guint group = 0; group < N_GROUPS; group++)
    {
      guint8 signs[N_DATA];

      for (guint i = 0; i < N_DATA; i++)
        {
          guint bit = (group * N_DATA + i) * 5;
          guint pair = bytes[bit / 8] << 8 | (bit / 8 + 1 < HW_RECOVERY_CODE_BYTES ? bytes[bit / 8 + 1] : 0);

          signs[i] = pair >> (11 - bit % 8) & 31;
          *end++ = hw_base32_get_sign (signs[i]);
        }
      *end++ = hw_base32_get_sign (get_check (group, signs));
      *end++ = group + 1 < N_GROUPS ? '-' : '\0';
      explicit_bzero (signs, sizeof signs);
    }
  return code;
}

static gboolean
refuse (GError    **error,
        const char *reason)
{
  g_set_error (error, HW_STORE_ERROR, HW_STORE_ERROR_WRONG_SECRET,
               /* Translators: %s is a whole sentence that says what is wrong with the code. */
               _("This is not the recovery code. %s Nothing was changed. Compare it with the paper, then try again."), reason);
  return FALSE;
}

/* Collects the signs, whatever the case, the spaces and the dashes. */
static gboolean
read_signs (const char *text,
            guint8     *signs,
            GError    **error)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      int sign = read_sign (character);

      if (g_unichar_isspace (character) || character == '-' || character == 0x2013 || character == 0x2010)
        continue;
      if (sign < 0)
        return refuse (error, _("It holds a sign that no recovery code has."));
      if (n == N_GROUPS * (N_DATA + 1))
        return refuse (error, _("It is too long."));
      signs[n++] = (guint8) sign;
    }
  return n == N_GROUPS * (N_DATA + 1) || refuse (error, _("It is too short: there are eight groups of five signs."));
}

static gboolean
check_groups (const guint8 *signs,
              GError      **error)
{
  for (guint group = 0; group < N_GROUPS; group++)
    {
      const guint8 *start = signs + group * (N_DATA + 1);
      g_autofree char *reason = NULL;

      if (get_check (group, start) == start[N_DATA])
        continue;
      /* Translators: %u counts the groups of five signs, from 1. */
      reason = g_strdup_printf (_("There is a slip in group %u."), group + 1);
      return refuse (error, reason);
    }
  return TRUE;
}

/**
 * hw_recovery_code_parse:
 * @text: what somebody typed: in any case, with or without spaces and dashes,
 *   O for 0, I or L for 1
 * @bytes: (out caller-allocates): %HW_RECOVERY_CODE_BYTES bytes; wipe them after use
 * @error: return location
 *
 * Reads a recovery code and tells slips of the pen by their group.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_WRONG_SECRET where it cannot be one
 */
gboolean
hw_recovery_code_parse (const char *text,
                        guint8     *bytes,
                        GError    **error)
{
  guint8 signs[N_GROUPS * (N_DATA + 1)];
  gboolean good;

  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, _("It is not text."));
  good = read_signs (text, signs, error) && check_groups (signs, error);
  memset (bytes, 0, HW_RECOVERY_CODE_BYTES);
  for (guint i = 0; good && i < N_GROUPS * N_DATA; i++)
    for (guint b = 0; b < 5; b++)
      {
        guint8 sign = signs[i / N_DATA * (N_DATA + 1) + i % N_DATA];
        guint bit = i * 5 + b;

        bytes[bit / 8] |= (guint8) ((sign >> (4 - b) & 1) << (7 - bit % 8));
      }
  explicit_bzero (signs, sizeof signs);
  return good;
}
