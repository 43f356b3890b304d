/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-key.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "hw-base32.h"

/*
 * The team's key for what comes in, and how it is written: a word that says
 * which half it is, the key, and a check sum, so that a letter that was copied
 * wrong is noticed before reports are sealed to nobody.
 */

#define PUBLIC_WORD  "hwintake1"
#define SECRET_WORD  "hwsecret1"
#define CHECK_LENGTH 5
#define CODED_LENGTH (HW_INTAKE_KEY_LENGTH + CHECK_LENGTH)

struct _HwIntakeKey
{
  guint8   public_key[HW_INTAKE_KEY_LENGTH];
  guint8   secret_key[HW_INTAKE_KEY_LENGTH];
  gboolean has_secret;
};

G_STATIC_ASSERT (HW_INTAKE_KEY_LENGTH == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (HW_INTAKE_KEY_LENGTH == crypto_box_SECRETKEYBYTES);

/* Of the word too: one half is never taken for the other. */
static void
make_check (const char   *word,
            const guint8 *key,
            guint8       *check)
{
  guint8 hash[crypto_generichash_BYTES];
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  crypto_generichash_update (&state, (const guint8 *) word, strlen (word));
  crypto_generichash_update (&state, key, HW_INTAKE_KEY_LENGTH);
  crypto_generichash_final (&state, hash, sizeof hash);
  memcpy (check, hash, CHECK_LENGTH);
  sodium_memzero (hash, sizeof hash);
}

static char *
write_key (const char   *word,
           const guint8 *key)
{
  guint8 coded[CODED_LENGTH];
  GString *text = g_string_sized_new (strlen (word) + 2 * CODED_LENGTH);

  memcpy (coded, key, HW_INTAKE_KEY_LENGTH);
  make_check (word, key, coded + HW_INTAKE_KEY_LENGTH);
  g_string_append (text, word);
  hw_base32_write (text, coded, sizeof coded);
  g_string_ascii_down (text);
  sodium_memzero (coded, sizeof coded);
  return g_string_free (text, FALSE);
}

static gboolean
read_key (const char *word,
          const char *text,
          guint8     *key)
{
  guint8 coded[CODED_LENGTH], check[CHECK_LENGTH];
  gboolean good;

  if (g_ascii_strncasecmp (text, word, strlen (word)) != 0 || !hw_base32_read (text + strlen (word), coded, sizeof coded))
    return FALSE;
  make_check (word, coded, check);
  good = sodium_memcmp (check, coded + HW_INTAKE_KEY_LENGTH, CHECK_LENGTH) == 0;
  if (good)
    memcpy (key, coded, HW_INTAKE_KEY_LENGTH);
  sodium_memzero (coded, sizeof coded);
  return good;
}

/**
 * hw_intake_key_new:
 *
 * Makes a new random pair.
 *
 * Returns: (transfer full): the pair
 */
HwIntakeKey *
hw_intake_key_new (void)
{
  HwIntakeKey *self = g_new0 (HwIntakeKey, 1);

  crypto_box_keypair (self->public_key, self->secret_key);
  self->has_secret = TRUE;
  return self;
}

/**
 * hw_intake_key_parse:
 * @text: what hw_intake_key_to_string() or hw_intake_key_to_secret_string() gave
 * @error: return location
 *
 * Reads a key. Of a secret half the public one is made.
 *
 * Returns: (transfer full) (nullable): the key; %NULL with %G_IO_ERROR_INVALID_DATA where @text is none or was copied wrong
 */
HwIntakeKey *
hw_intake_key_parse (const char *text,
                     GError    **error)
{
  g_autoptr (HwIntakeKey) self = g_new0 (HwIntakeKey, 1);

  if (text != NULL && read_key (PUBLIC_WORD, text, self->public_key))
    return g_steal_pointer (&self);
  if (text != NULL && read_key (SECRET_WORD, text, self->secret_key))
    {
      self->has_secret = TRUE;
      if (crypto_scalarmult_base (self->public_key, self->secret_key) == 0)
        return g_steal_pointer (&self);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("This is not an intake key, or a letter of it is wrong. Copy all of it again; it begins with hwintake1."));
  return NULL;
}

/**
 * hw_intake_key_to_string:
 * @self: a key
 *
 * Returns: (transfer full): the public half, which begins with "hwintake1"
 */
char *
hw_intake_key_to_string (const HwIntakeKey *self)
{
  return write_key (PUBLIC_WORD, self->public_key);
}

/**
 * hw_intake_key_to_secret_string:
 * @self: a key with its secret half
 *
 * Returns: (transfer full) (nullable): the secret half, for the encrypted settings of a workspace and nothing else; to be wiped
 */
char *
hw_intake_key_to_secret_string (const HwIntakeKey *self)
{
  return self->has_secret ? write_key (SECRET_WORD, self->secret_key) : NULL;
}

/**
 * hw_intake_key_get_public:
 * @self: a key
 *
 * Returns: (transfer none): %HW_INTAKE_KEY_LENGTH bytes
 */
const guint8 *
hw_intake_key_get_public (const HwIntakeKey *self)
{
  return self->public_key;
}

/**
 * hw_intake_key_get_secret:
 * @self: a key
 *
 * Returns: (transfer none) (nullable): %HW_INTAKE_KEY_LENGTH bytes, or %NULL where only the public half is known
 */
const guint8 *
hw_intake_key_get_secret (const HwIntakeKey *self)
{
  return self->has_secret ? self->secret_key : NULL;
}

/**
 * hw_intake_key_free:
 * @self: (nullable): a key
 *
 * Wipes and frees it.
 */
void
hw_intake_key_free (HwIntakeKey *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self, sizeof *self);
  g_free (self);
}
