/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "hw-key-file.h"
#include "hw-recovery-code.h"

/*
 * The key file, as text that a person can look at:
 *
 *     [Workspace]   Version=1  Team=...  Device=UUID
 *     [Passphrase]  Operations=3  Memory=268435456  Salt=hex  Nonce=hex  Key=hex
 *     [Recovery]    the same
 *     [Check]       Hash=hex
 *
 * Each slot holds the workspace's random key, sealed (XChaCha20-Poly1305) with a
 * key that Argon2id makes of the secret; the team, the device, the slot's name
 * and its costs are sealed with it, so that nobody lowers the costs or moves a
 * slot. The hash over everything before [Check] is no secret: it tells a damaged
 * file from a wrong passphrase.
 */

#define GROUP_WORKSPACE "Workspace"
#define GROUP_CHECK     "Check"
#define CHECK_HEADER    "[" GROUP_CHECK "]"
#define FORMAT_VERSION  1
#define MAX_FILE_BYTES  65536
#define MIN_PASSPHRASE  8
#define MAX_PASSPHRASE  1024
/* Costs beyond these are not ours: a made-up file shall not take the machine's memory. */
#define MAX_OPERATIONS  64
#define MAX_MEMORY      (G_GUINT64_CONSTANT (1) << 30)
#define SEALED_LENGTH   (HW_WORKSPACE_KEY_LENGTH + crypto_aead_xchacha20poly1305_ietf_ABYTES)

typedef struct
{
  guint64 operations;
  guint64 memory;       /* bytes */
  guint8  salt[crypto_pwhash_SALTBYTES];
  guint8  nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];
  guint8  sealed[SEALED_LENGTH];
} Slot;

struct _HwKeyFile
{
  char *team_name;      /* (owned) */
  HwId  device;
  Slot  slots[2];       /* by HwSecretKind */
};

static const char * const slot_names[] = { "Passphrase", "Recovery" };

/**
 * hw_workspace_key_new:
 *
 * Returns: (transfer full): a random key in guarded memory; free with hw_workspace_key_free()
 */
guint8 *
hw_workspace_key_new (void)
{
  guint8 *key = sodium_malloc (HW_WORKSPACE_KEY_LENGTH);

  if (key == NULL)
    g_error ("There is no guarded memory for the key of a workspace.");
  randombytes_buf (key, HW_WORKSPACE_KEY_LENGTH);
  return key;
}

/**
 * hw_workspace_key_free:
 * @key: (nullable): a key
 *
 * Wipes and frees a key.
 */
void
hw_workspace_key_free (guint8 *key)
{
  sodium_free (key);
}

static gboolean
refuse_passphrase (GError    **error,
                   const char *words)
{
  g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_PASSPHRASE, words);
  return FALSE;
}

static gboolean
check_passphrase (const char *passphrase,
                  gboolean    is_new,
                  GError    **error)
{
  gsize bytes = strlen (passphrase);
  /* Bytes first, so that nothing very long is looked at sign by sign. */
  gboolean too_long = bytes > 4 * MAX_PASSPHRASE;

  if (!too_long && !g_utf8_validate (passphrase, -1, NULL))
    return refuse_passphrase (error, _("This passphrase is not text. Nothing was changed. Type another one."));
  if (too_long || g_utf8_strlen (passphrase, -1) > MAX_PASSPHRASE)
    return refuse_passphrase (error, _("This passphrase is too long: at most 1,024 characters. Nothing was changed. Choose a shorter one."));
  if (is_new && g_utf8_strlen (passphrase, -1) < MIN_PASSPHRASE)
    return refuse_passphrase (error, _("This passphrase is too short: at least 8 characters, better four or five words. Nothing was changed. Choose a longer one."));
  return TRUE;
}

/* What Argon2id is fed with. The same words typed on another keyboard may come composed in another way, so they are normalised. */
static guint8 *
read_secret (HwSecretKind kind,
             const char  *secret,
             gboolean     is_new,
             gsize       *length,
             GError     **error)
{
  guint8 *bytes;
  char *composed;

  if (kind == HW_SECRET_RECOVERY_CODE)
    {
      bytes = sodium_malloc (HW_RECOVERY_CODE_BYTES);
      *length = HW_RECOVERY_CODE_BYTES;
      if (!hw_recovery_code_parse (secret, bytes, error))
        g_clear_pointer (&bytes, sodium_free);
      return bytes;
    }

  if (!check_passphrase (secret, is_new, error))
    return NULL;
  composed = g_utf8_normalize (secret, -1, G_NORMALIZE_NFC);
  *length = strlen (composed);
  bytes = sodium_malloc (*length + 1);
  memcpy (bytes, composed, *length + 1);
  sodium_memzero (composed, *length);
  g_free (composed);
  return bytes;
}

static gboolean
derive_key (const Slot   *slot,
            const guint8 *secret,
            gsize         length,
            guint8       *key,
            GError      **error)
{
  if (crypto_pwhash (key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES, (const char *) secret, length, slot->salt,
                     slot->operations, slot->memory, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_INTERNAL,
                       _("There is not enough free memory to work out the key. Nothing was changed. Close other programs, then try again."));
  return FALSE;
}

/* What is sealed with a slot without being secret. */
static GString *
describe_slot (HwKeyFile   *self,
               HwSecretKind kind)
{
  g_autofree char *device = hw_id_to_string (&self->device);
  const Slot *slot = &self->slots[kind];
  GString *text = g_string_new ("homeward key 1");

  g_string_append_c (text, '\0');
  g_string_append_printf (text, "%s\n%s\n%s\n%" G_GUINT64_FORMAT "\n%" G_GUINT64_FORMAT "\n",
                          slot_names[kind], self->team_name, device, slot->operations, slot->memory);
  g_string_append_len (text, (const char *) slot->salt, sizeof slot->salt);
  return text;
}

static gboolean
seal_slot (HwKeyFile    *self,
           HwSecretKind  kind,
           HwKeyStrength strength,
           const guint8 *secret,
           gsize         length,
           const guint8 *workspace_key,
           GError      **error)
{
  Slot old = self->slots[kind];
  Slot *slot = &self->slots[kind];
  guint8 *key = hw_workspace_key_new ();
  gboolean done;

  slot->operations = strength == HW_KEY_STRENGTH_TEST ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_MODERATE;
  slot->memory = strength == HW_KEY_STRENGTH_TEST ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_MODERATE;
  randombytes_buf (slot->salt, sizeof slot->salt);
  randombytes_buf (slot->nonce, sizeof slot->nonce);
  done = derive_key (slot, secret, length, key, error);
  if (done)
    {
      g_autoptr (GString) described = describe_slot (self, kind);

      crypto_aead_xchacha20poly1305_ietf_encrypt (slot->sealed, NULL, workspace_key, HW_WORKSPACE_KEY_LENGTH,
                                                  (const guint8 *) described->str, described->len, NULL, slot->nonce, key);
    }
  else
    *slot = old;
  hw_workspace_key_free (key);
  return done;
}

/**
 * hw_key_file_new:
 * @team_name: the team's name, which everyone may see
 * @device: the identity of this workspace
 *
 * Begins a key file without slots.
 *
 * Returns: (transfer full): the key file
 */
HwKeyFile *
hw_key_file_new (const char *team_name,
                 const HwId *device)
{
  HwKeyFile *self = g_new0 (HwKeyFile, 1);

  self->team_name = g_strdup (team_name);
  self->device = *device;
  return self;
}

/**
 * hw_key_file_free:
 * @self: (nullable): a key file
 *
 * Frees it.
 */
void
hw_key_file_free (HwKeyFile *self)
{
  if (self == NULL)
    return;
  g_free (self->team_name);
  g_free (self);
}

/* -- reading and writing the text --------------------------------------------------------------------------------- */

static void
put_hex (GKeyFile     *text,
         const char   *group,
         const char   *name,
         const guint8 *bytes,
         gsize         length)
{
  g_autofree char *hex = g_malloc (2 * length + 1);

  sodium_bin2hex (hex, 2 * length + 1, bytes, length);
  g_key_file_set_string (text, group, name, hex);
}

static gboolean
take_hex (GKeyFile   *text,
          const char *group,
          const char *name,
          guint8     *bytes,
          gsize       length)
{
  g_autofree char *hex = g_key_file_get_string (text, group, name, NULL);
  gsize found = 0;

  return hex != NULL && strlen (hex) == 2 * length &&
         sodium_hex2bin (bytes, length, hex, 2 * length, NULL, &found, NULL) == 0 && found == length;
}

static void
hash_text (const char *text,
           gsize       length,
           guint8     *hash)
{
  crypto_generichash (hash, crypto_generichash_BYTES, (const guint8 *) text, length, NULL, 0);
}

static char *
write_text (HwKeyFile *self,
            gsize     *length)
{
  g_autoptr (GKeyFile) text = g_key_file_new ();
  g_autofree char *device = hw_id_to_string (&self->device);
  g_autofree char *body = NULL;
  guint8 hash[crypto_generichash_BYTES];
  char hex[2 * crypto_generichash_BYTES + 1];
  char *whole;

  g_key_file_set_integer (text, GROUP_WORKSPACE, "Version", FORMAT_VERSION);
  g_key_file_set_string (text, GROUP_WORKSPACE, "Team", self->team_name);
  g_key_file_set_string (text, GROUP_WORKSPACE, "Device", device);
  for (guint kind = 0; kind < G_N_ELEMENTS (self->slots); kind++)
    {
      const Slot *slot = &self->slots[kind];

      g_key_file_set_uint64 (text, slot_names[kind], "Operations", slot->operations);
      g_key_file_set_uint64 (text, slot_names[kind], "Memory", slot->memory);
      put_hex (text, slot_names[kind], "Salt", slot->salt, sizeof slot->salt);
      put_hex (text, slot_names[kind], "Nonce", slot->nonce, sizeof slot->nonce);
      put_hex (text, slot_names[kind], "Key", slot->sealed, sizeof slot->sealed);
    }
  body = g_key_file_to_data (text, length, NULL);
  hash_text (body, *length, hash);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  whole = g_strdup_printf ("%s" CHECK_HEADER "\nHash=%s\n", body, hex);
  *length = strlen (whole);
  return whole;
}

static gboolean
read_slot (Slot       *slot,
           GKeyFile   *text,
           const char *name)
{
  slot->operations = g_key_file_get_uint64 (text, name, "Operations", NULL);
  slot->memory = g_key_file_get_uint64 (text, name, "Memory", NULL);
  return slot->operations >= crypto_pwhash_OPSLIMIT_MIN && slot->operations <= MAX_OPERATIONS &&
         slot->memory >= crypto_pwhash_MEMLIMIT_MIN && slot->memory <= MAX_MEMORY &&
         take_hex (text, name, "Salt", slot->salt, sizeof slot->salt) &&
         take_hex (text, name, "Nonce", slot->nonce, sizeof slot->nonce) &&
         take_hex (text, name, "Key", slot->sealed, sizeof slot->sealed);
}

static gboolean
check_hash (const char *whole,
            GKeyFile   *text)
{
  const char *end = strstr (whole, CHECK_HEADER "\n");
  guint8 said[crypto_generichash_BYTES];
  guint8 hash[crypto_generichash_BYTES];

  if (end == NULL || !take_hex (text, GROUP_CHECK, "Hash", said, sizeof said))
    return FALSE;
  hash_text (whole, (gsize) (end - whole), hash);
  return memcmp (hash, said, sizeof hash) == 0;
}

static gboolean
read_text (HwKeyFile  *self,
           const char *whole,
           gsize       length)
{
  g_autoptr (GKeyFile) text = g_key_file_new ();
  g_autofree char *device = NULL;

  if (strlen (whole) != length || !g_key_file_load_from_data (text, whole, length, G_KEY_FILE_NONE, NULL) || !check_hash (whole, text))
    return FALSE;
  self->team_name = g_key_file_get_string (text, GROUP_WORKSPACE, "Team", NULL);
  device = g_key_file_get_string (text, GROUP_WORKSPACE, "Device", NULL);
  return self->team_name != NULL && device != NULL && hw_id_parse (device, &self->device) &&
         read_slot (&self->slots[HW_SECRET_PASSPHRASE], text, slot_names[HW_SECRET_PASSPHRASE]) &&
         read_slot (&self->slots[HW_SECRET_RECOVERY_CODE], text, slot_names[HW_SECRET_RECOVERY_CODE]);
}

static int
read_version (const char *whole,
              gsize       length)
{
  g_autoptr (GKeyFile) text = g_key_file_new ();

  if (!g_key_file_load_from_data (text, whole, length, G_KEY_FILE_NONE, NULL))
    return 0;
  return g_key_file_get_integer (text, GROUP_WORKSPACE, "Version", NULL);
}

/**
 * hw_key_file_load:
 * @path: the key file
 * @error: return location
 *
 * Reads a key file and checks that it is whole.
 *
 * Returns: (transfer full) (nullable): the key file, or %NULL with
 *   %HW_STORE_ERROR_KEY_FILE where it is missing or damaged, or %HW_STORE_ERROR_NEWER
 */
HwKeyFile *
hw_key_file_load (const char *path,
                  GError    **error)
{
  g_autoptr (HwKeyFile) self = g_new0 (HwKeyFile, 1);
  g_autofree char *whole = NULL;
  GStatBuf about;
  gsize length;

  if (g_stat (path, &about) != 0 || !S_ISREG (about.st_mode) || about.st_size > MAX_FILE_BYTES ||
      !g_file_get_contents (path, &whole, &length, NULL))
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_KEY_FILE,
                           _("The key file beside the workspace is missing or cannot be read. Without it nobody can open the workspace. Put the key file (its name ends in .key) back beside it from your last copy."));
      return NULL;
    }
  if (read_version (whole, length) > FORMAT_VERSION)
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_NEWER,
                           _("A newer Homeward made this key file. Nothing was changed. Install the newest Homeward, then open it again."));
      return NULL;
    }
  if (!read_text (self, whole, length))
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_KEY_FILE,
                           _("The key file beside the workspace is damaged. The workspace itself was not touched. Put the key file (its name ends in .key) back from your last copy."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Writes and waits until the disk has it. */
static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       length)
{
  while (length > 0)
    {
      ssize_t written = write (fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      length -= (gsize) written;
    }
  return fsync (fd) == 0;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_warning ("The folder of the key file was not confirmed by the disk: %s", g_strerror (errno));
  close (fd);
}

static gboolean
refuse_write (int      code,
              GError **error)
{
  switch (code)
    {
    case EROFS:
    case EACCES:
    case EPERM:
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_READ_ONLY,
                           _("The key file cannot be written here. Nothing was changed. Choose a folder that you may write to."));
      break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_FULL,
                           _("The disk is full, so the key file could not be saved. Nothing was changed. Make room on the disk, then try again."));
      break;
    case EEXIST:
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS,
                           _("There is a key file of that name already. It was left as it is. Choose another name."));
      break;
    default:
      g_set_error (error, HW_STORE_ERROR, HW_STORE_ERROR_INTERNAL,
                   /* Translators: %s is the system's reason. */
                   _("The key file could not be saved (%s). Nothing was changed. Try again, or choose another folder."), g_strerror (code));
      break;
    }
  return FALSE;
}

/**
 * hw_key_file_save:
 * @self: a key file with both slots
 * @path: where to
 * @replace: whether one that is there is replaced, or the call fails
 * @error: return location
 *
 * Writes the key file so that at any moment either the old or the new one is
 * there whole: beside it, flushed, then renamed, then the folder flushed.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_READ_ONLY, %HW_STORE_ERROR_FULL or %HW_STORE_ERROR_EXISTS
 */
gboolean
hw_key_file_save (HwKeyFile  *self,
                  const char *path,
                  gboolean    replace,
                  GError    **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  g_autofree char *whole = NULL;
  gsize length;
  gboolean done;
  int fd;
  int code;

  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse_write (EEXIST, error);
  fd = open (beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return refuse_write (errno, error);
  whole = write_text (self, &length);
  done = write_all (fd, whole, length);
  code = errno;
  close (fd);
  if (done && g_rename (beside, path) != 0)
    {
      done = FALSE;
      code = errno;
    }
  if (!done)
    {
      g_unlink (beside);
      return refuse_write (code, error);
    }
  sync_folder (path);
  return TRUE;
}

/* -- slots ----------------------------------------------------------------------------------------------------------- */

/**
 * hw_key_file_get_team_name:
 * @self: a key file
 *
 * Returns: (transfer none): the team's name
 */
const char *
hw_key_file_get_team_name (HwKeyFile *self)
{
  return self->team_name;
}

/**
 * hw_key_file_get_device:
 * @self: a key file
 * @device: (out caller-allocates): the identity of the workspace
 *
 * Says which workspace the key file belongs to.
 */
void
hw_key_file_get_device (HwKeyFile *self,
                        HwId      *device)
{
  *device = self->device;
}

/**
 * hw_key_file_set_passphrase:
 * @self: a key file
 * @workspace_key: the key to lock
 * @passphrase: 8 to 1,024 characters
 * @strength: how much work a guess shall cost
 * @error: return location
 *
 * Locks the key with a passphrase, in place of the one before. Takes about half
 * a second with %HW_KEY_STRENGTH_MODERATE.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_PASSPHRASE where it is no passphrase
 */
gboolean
hw_key_file_set_passphrase (HwKeyFile    *self,
                            const guint8 *workspace_key,
                            const char   *passphrase,
                            HwKeyStrength strength,
                            GError      **error)
{
  gsize length;
  guint8 *secret = read_secret (HW_SECRET_PASSPHRASE, passphrase, TRUE, &length, error);
  gboolean done;

  if (secret == NULL)
    return FALSE;
  done = seal_slot (self, HW_SECRET_PASSPHRASE, strength, secret, length, workspace_key, error);
  sodium_free (secret);
  return done;
}

/**
 * hw_key_file_set_recovery:
 * @self: a key file
 * @workspace_key: the key to lock
 * @strength: how much work a guess shall cost
 * @error: return location
 *
 * Locks the key with a new recovery code, in place of the one before.
 *
 * Returns: (transfer full) (nullable): the code, which is kept nowhere
 */
char *
hw_key_file_set_recovery (HwKeyFile    *self,
                          const guint8 *workspace_key,
                          HwKeyStrength strength,
                          GError      **error)
{
  guint8 *secret = sodium_malloc (HW_RECOVERY_CODE_BYTES);
  char *code = NULL;

  randombytes_buf (secret, HW_RECOVERY_CODE_BYTES);
  if (seal_slot (self, HW_SECRET_RECOVERY_CODE, strength, secret, HW_RECOVERY_CODE_BYTES, workspace_key, error))
    code = hw_recovery_code_new (secret);
  sodium_free (secret);
  return code;
}

/**
 * hw_key_file_unlock:
 * @self: a key file
 * @kind: what @secret is
 * @secret: a passphrase or a recovery code
 * @error: return location
 *
 * Opens a slot.
 *
 * Returns: (transfer full) (nullable): the workspace's key, or %NULL with
 *   %HW_STORE_ERROR_WRONG_SECRET or %HW_STORE_ERROR_PASSPHRASE
 */
guint8 *
hw_key_file_unlock (HwKeyFile   *self,
                    HwSecretKind kind,
                    const char  *secret,
                    GError     **error)
{
  g_autoptr (GString) described = describe_slot (self, kind);
  const Slot *slot = &self->slots[kind];
  gsize length;
  guint8 *bytes = read_secret (kind, secret, FALSE, &length, error);
  guint8 *key = hw_workspace_key_new ();
  guint8 *opened = hw_workspace_key_new ();
  gboolean done = bytes != NULL && derive_key (slot, bytes, length, key, error);

  if (done && crypto_aead_xchacha20poly1305_ietf_decrypt (opened, NULL, NULL, slot->sealed, sizeof slot->sealed,
                                                          (const guint8 *) described->str, described->len, slot->nonce, key) != 0)
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_WRONG_SECRET,
                           kind == HW_SECRET_PASSPHRASE
                             ? _("This passphrase does not open the workspace. Nothing was changed. Try again, or use the printed recovery code.")
                             : _("This recovery code belongs to another workspace. Nothing was changed. Look for the paper with this team's name on it."));
      done = FALSE;
    }
  sodium_free (bytes);
  hw_workspace_key_free (key);
  if (!done)
    g_clear_pointer (&opened, hw_workspace_key_free);
  return opened;
}
