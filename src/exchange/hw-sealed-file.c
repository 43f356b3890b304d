/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "hw-sealed-file.h"

/* A list on its way to somebody else: sealed before it is written, opened by
 * "homewardctl open". All of it is checked before any of it is given out. */

#define MAGIC          "HWSEALED"
#define VERSION        1
#define NAME_BYTES     256
#define CHUNK_BYTES    65536
#define TAG_BYTES      crypto_secretstream_xchacha20poly1305_ABYTES
#define MIN_PASSPHRASE 8      /* characters */
#define MAX_PASSPHRASE 4096   /* bytes */
/* Costs beyond these are not ours: a made-up file shall not take the machine's memory. */
#define MAX_PASSES     64
#define MAX_MEMORY_KIB (1024 * 1024)

typedef struct
{
  char   magic[8];
  guint8 version[4];
  guint8 passes[4];
  guint8 memory_kib[4];
  guint8 salt[crypto_pwhash_SALTBYTES];
} Costs;

typedef struct
{
  Costs  costs;
  guint8 header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
} Head;

G_STATIC_ASSERT (sizeof (Head) == 8 + 3 * 4 + 16 + 24);
G_STATIC_ASSERT (TAG_BYTES == 17);

G_DEFINE_QUARK (hw-sealed-error-quark, hw_sealed_error)

static gboolean
refuse (HwSealedError   code,
        const char     *words,
        GError        **error)
{
  g_set_error_literal (error, HW_SEALED_ERROR, code, words);
  return FALSE;
}

static gboolean
refuse_altered (GError **error)
{
  return refuse (HW_SEALED_ERROR_ALTERED,
                 _("This file was changed or cut short on its way. Nothing of it was written. Ask for it to be sent again."), error);
}

static void
put_number (guint8  *bytes,
            guint32  number)
{
  number = GUINT32_TO_LE (number);
  memcpy (bytes, &number, sizeof number);
}

static guint32
get_number (const guint8 *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_LE (number);
}

/* -- the key -------------------------------------------------------------------------------------------------------- */

/**
 * hw_sealed_file_check_passphrase:
 * @passphrase: for a new file
 * @error: return location for an error of %HW_SEALED_ERROR
 *
 * Returns: whether a file may be sealed with it
 */
gboolean
hw_sealed_file_check_passphrase (const char  *passphrase,
                                 GError     **error)
{
  gsize bytes = strnlen (passphrase, MAX_PASSPHRASE + 1);

  if (bytes > MAX_PASSPHRASE || !g_utf8_validate (passphrase, (gssize) bytes, NULL))
    return refuse (HW_SEALED_ERROR_PASSPHRASE, _("This passphrase is too long, or it is not text. No file was written. Choose another one."), error);
  return g_utf8_strlen (passphrase, -1) >= MIN_PASSPHRASE ||
         refuse (HW_SEALED_ERROR_PASSPHRASE,
                 _("This passphrase is too short: at least 8 characters, better four or five words. No file was written. Choose a longer one."), error);
}

static gboolean
fill_key (guint8       *key,
          const Costs  *costs,
          const char   *passphrase)
{
  /* The same words typed on another keyboard may come composed in another way. */
  char *composed = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  gboolean good = composed != NULL &&
    crypto_pwhash (key, crypto_secretstream_xchacha20poly1305_KEYBYTES, composed, strlen (composed), costs->salt, get_number (costs->passes),
                   (gsize) get_number (costs->memory_kib) * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0;

  if (composed != NULL)
    sodium_memzero (composed, strlen (composed));
  g_free (composed);
  return good;
}

/* (transfer full): in guarded memory, to be freed with sodium_free() */
static guint8 *
make_key (const Costs  *costs,
          const char   *passphrase,
          GError      **error)
{
  guint8 *key = sodium_malloc (crypto_secretstream_xchacha20poly1305_KEYBYTES);

  if (key != NULL && fill_key (key, costs, passphrase))
    return key;
  sodium_free (key);
  refuse (HW_SEALED_ERROR_MEMORY, _("There is not enough memory for the work that a passphrase takes. Nothing was written. Close other programs, then try again."), error);
  return NULL;
}

/* -- sealing -------------------------------------------------------------------------------------------------------- */

static void
init_costs (Costs          *costs,
            HwSealStrength  strength)
{
  gboolean test = strength == HW_SEAL_TEST;

  memcpy (costs->magic, MAGIC, sizeof costs->magic);
  put_number (costs->version, VERSION);
  put_number (costs->passes, (guint32) (test ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_MODERATE));
  put_number (costs->memory_kib, (guint32) ((test ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_MODERATE) / 1024));
  randombytes_buf (costs->salt, sizeof costs->salt);
}

static void
fill_name (guint8     *block,
           const char *file_name)
{
  g_autofree char *name = g_path_get_basename (file_name);
  const char *end;

  memset (block, 0, NAME_BYTES);
  g_utf8_validate (name, (gssize) strnlen (name, NAME_BYTES - 1), &end);
  memcpy (block, name, (gsize) (end - name));
}

static void
push (crypto_secretstream_xchacha20poly1305_state *state,
      GByteArray                                  *sealed,
      const guint8                                *plain,
      gsize                                        size,
      const Costs                                 *costs,
      gboolean                                     final)
{
  guint at = sealed->len;

  g_byte_array_set_size (sealed, at + (guint) (size + TAG_BYTES));
  crypto_secretstream_xchacha20poly1305_push (state, sealed->data + at, NULL, plain, size, (const guint8 *) costs, costs != NULL ? sizeof *costs : 0,
                                              final ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
}

static void
push_all (crypto_secretstream_xchacha20poly1305_state *state,
          GByteArray                                  *sealed,
          const guint8                                *plain,
          gsize                                        size)
{
  for (; size > CHUNK_BYTES; plain += CHUNK_BYTES, size -= CHUNK_BYTES)
    push (state, sealed, plain, CHUNK_BYTES, NULL, FALSE);
  push (state, sealed, plain, size, NULL, TRUE);
}

/**
 * hw_sealed_file_seal:
 * @plain: what is to be read by who has the passphrase
 * @file_name: what it is called; folders before the name do not go into the file
 * @passphrase: UTF-8, at least 8 characters
 * @strength: how much work it is to try a passphrase
 * @error: return location for an error of %HW_SEALED_ERROR
 *
 * Returns: (transfer full) (nullable): the sealed file
 */
GBytes *
hw_sealed_file_seal (GBytes          *plain,
                     const char      *file_name,
                     const char      *passphrase,
                     HwSealStrength   strength,
                     GError         **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  guint8 name[NAME_BYTES];
  GByteArray *sealed;
  guint8 *key;
  Head head;

  g_return_val_if_fail (file_name != NULL && passphrase != NULL && size < G_MAXINT32, NULL);

  if (!hw_sealed_file_check_passphrase (passphrase, error))
    return NULL;
  init_costs (&head.costs, strength);
  key = make_key (&head.costs, passphrase, error);
  if (key == NULL)
    return NULL;
  crypto_secretstream_xchacha20poly1305_init_push (&state, head.header, key);
  sodium_free (key);
  sealed = g_byte_array_sized_new ((guint) (sizeof head + size + NAME_BYTES + (size / CHUNK_BYTES + 2) * TAG_BYTES));
  g_byte_array_append (sealed, (const guint8 *) &head, sizeof head);
  fill_name (name, file_name);
  push (&state, sealed, name, NAME_BYTES, &head.costs, FALSE);
  push_all (&state, sealed, data, size);
  sodium_memzero (&state, sizeof state);
  return g_byte_array_free_to_bytes (sealed);
}

/* -- opening -------------------------------------------------------------------------------------------------------- */

typedef struct
{
  guint8 *data;
  gsize   size;      /* that there is room for */
  gsize   length;
} Plain;

static void
plain_free (gpointer pointer)
{
  Plain *plain = pointer;

  if (plain->data != NULL)
    sodium_memzero (plain->data, plain->size);
  g_free (plain->data);
  g_free (plain);
}

static gboolean
read_head (GBytes        *sealed,
           Head          *head,
           const guint8 **rest,
           gsize         *n_rest,
           GError       **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);

  if (size < sizeof head->costs.magic || memcmp (data, MAGIC, sizeof head->costs.magic) != 0)
    return refuse (HW_SEALED_ERROR_NOT_SEALED, _("This is not a sealed file of Homeward. Nothing was written. Choose the file that you were sent."), error);
  if (size < sizeof *head)
    return refuse_altered (error);
  memcpy (head, data, sizeof *head);
  if (get_number (head->costs.version) > VERSION)
    return refuse (HW_SEALED_ERROR_NEWER, _("This file was sealed by a newer Homeward. Nothing was written. Install a newer version, then open it again."), error);
  if (get_number (head->costs.version) != VERSION || size < sizeof *head + NAME_BYTES + 2 * TAG_BYTES ||
      get_number (head->costs.passes) < crypto_pwhash_OPSLIMIT_MIN || get_number (head->costs.passes) > MAX_PASSES ||
      get_number (head->costs.memory_kib) < crypto_pwhash_MEMLIMIT_MIN / 1024 || get_number (head->costs.memory_kib) > MAX_MEMORY_KIB)
    return refuse_altered (error);
  *rest = data + sizeof *head;
  *n_rest = size - sizeof *head;
  return TRUE;
}

/**
 * hw_sealed_file_check:
 * @sealed: what may be a sealed file
 * @error: return location for an error of %HW_SEALED_ERROR
 *
 * Looks at what can be seen without a passphrase, so that nobody is asked for
 * the passphrase of something else.
 *
 * Returns: whether it is one that can be opened here
 */
gboolean
hw_sealed_file_check (GBytes  *sealed,
                      GError **error)
{
  const guint8 *rest;
  gsize n_rest;
  Head head;

  return read_head (sealed, &head, &rest, &n_rest, error);
}

/* It is shown at a terminal, so it moves nothing there. */
static char *
dup_shown_name (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  GString *shown = g_string_new (NULL);

  for (const char *c = base; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_unichar (shown, g_unichar_iscntrl (g_utf8_get_char (c)) ? '_' : g_utf8_get_char (c));
  return g_string_free (shown, FALSE);
}

static gboolean
pull_name (crypto_secretstream_xchacha20poly1305_state  *state,
           const guint8                                 *sealed,
           const Costs                                  *costs,
           char                                        **file_name,
           GError                                      **error)
{
  guint8 name[NAME_BYTES], tag;

  if (crypto_secretstream_xchacha20poly1305_pull (state, name, NULL, &tag, sealed, NAME_BYTES + TAG_BYTES, (const guint8 *) costs, sizeof *costs) != 0)
    return refuse (HW_SEALED_ERROR_PASSPHRASE,
                   _("This is not the right passphrase, or the beginning of the file was changed. Nothing was written. Type the passphrase again."), error);
  if (tag != crypto_secretstream_xchacha20poly1305_TAG_MESSAGE || name[NAME_BYTES - 1] != 0 || !g_utf8_validate ((const char *) name, -1, NULL))
    return refuse_altered (error);
  if (file_name != NULL)
    *file_name = dup_shown_name ((const char *) name);
  return TRUE;
}

/* Every chunk but the last is whole, and only the last says that it is the last. */
static gboolean
pull_all (crypto_secretstream_xchacha20poly1305_state *state,
          const guint8                                *sealed,
          gsize                                        size,
          Plain                                       *plain)
{
  while (size > 0)
    {
      gsize n = MIN (size, CHUNK_BYTES + TAG_BYTES);
      gboolean last = n == size;
      guint8 tag;

      if (n < TAG_BYTES || crypto_secretstream_xchacha20poly1305_pull (state, plain->data + plain->length, NULL, &tag, sealed, n, NULL, 0) != 0 ||
          tag != (last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE))
        return FALSE;
      plain->length += n - TAG_BYTES;
      sealed += n;
      size -= n;
    }
  return TRUE;
}

static GBytes *
open_rest (crypto_secretstream_xchacha20poly1305_state  *state,
           const guint8                                 *sealed,
           gsize                                         size,
           GError                                      **error)
{
  Plain *plain = g_new0 (Plain, 1);

  plain->size = size;
  plain->data = g_malloc (size);
  if (pull_all (state, sealed, size, plain))
    return g_bytes_new_with_free_func (plain->data, plain->length, plain_free, plain);
  plain_free (plain);
  refuse_altered (error);
  return NULL;
}

/**
 * hw_sealed_file_open:
 * @sealed: a sealed file
 * @passphrase: UTF-8
 * @file_name: (out) (optional) (transfer full): what it was called, without a folder
 * @error: return location for an error of %HW_SEALED_ERROR
 *
 * Returns: (transfer full) (nullable): all of what was sealed, wiped when it is
 *   freed; or %NULL, and then nothing of it
 */
GBytes *
hw_sealed_file_open (GBytes      *sealed,
                     const char  *passphrase,
                     char       **file_name,
                     GError     **error)
{
  const gsize name_bytes = NAME_BYTES + TAG_BYTES;
  crypto_secretstream_xchacha20poly1305_state state;
  g_autofree char *name = NULL;
  const guint8 *rest;
  GBytes *plain;
  gsize n_rest;
  guint8 *key;
  Head head;

  if (!read_head (sealed, &head, &rest, &n_rest, error))
    return NULL;
  key = make_key (&head.costs, passphrase, error);
  if (key == NULL)
    return NULL;
  crypto_secretstream_xchacha20poly1305_init_pull (&state, head.header, key);
  sodium_free (key);
  plain = pull_name (&state, rest, &head.costs, &name, error) ? open_rest (&state, rest + name_bytes, n_rest - name_bytes, error) : NULL;
  sodium_memzero (&state, sizeof state);
  if (plain != NULL && file_name != NULL)
    *file_name = g_steal_pointer (&name);
  return plain;
}
