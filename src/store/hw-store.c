/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hw-apply.h"
#include "hw-migration.h"
#include "hw-store-error-private.h"
#include "hw-store-private.h"

/*
 * The open workspace: making, opening, closing. Reading is in hw-store-read.c,
 * recording in hw-store-record.c, hw-store-casework.c and hw-store-import.c,
 * checking in hw-verify.c and hw-rebuild.c. A store belongs to the thread that
 * opened it.
 *
 * That a second process is kept out is left to SQLite's own lock on the file
 * (see hw_connection_open()): it goes with the process, however that ends.
 */

G_DEFINE_FINAL_TYPE (HwStore, hw_store, G_TYPE_OBJECT)

#define PAGE_SIZE 4096

/**
 * hw_store_refuse:
 * @error: return location
 * @code: why
 * @words: what to tell
 *
 * Sets an error of the store.
 *
 * Returns: %FALSE
 */
gboolean
hw_store_refuse (GError     **error,
                 HwStoreError code,
                 const char  *words)
{
  g_set_error_literal (error, HW_STORE_ERROR, code, words);
  return FALSE;
}

/**
 * hw_store_make_id:
 * @id: (out caller-allocates): a random identity (UUID version 4)
 *
 * Makes an identity.
 */
void
hw_store_make_id (HwId *id)
{
  randombytes_buf (id->bytes, HW_ID_LENGTH);
  id->bytes[6] = (guint8) ((id->bytes[6] & 0x0f) | 0x40);
  id->bytes[8] = (guint8) ((id->bytes[8] & 0x3f) | 0x80);
}

/* -- the object ------------------------------------------------------------------------------------------------------ */

/* Also after a failure on the way: takes what there is. */
static void
let_go (HwStore *self)
{
  g_clear_pointer (&self->journal, hw_journal_free);
  g_clear_pointer (&self->connection, hw_connection_free);
  g_clear_pointer (&self->key, hw_workspace_key_free);
  if (self->body != NULL)
    explicit_bzero (self->body->str, self->body->allocated_len);
}

static void
hw_store_finalize (GObject *object)
{
  HwStore *self = HW_STORE (object);

  let_go (self);
  g_clear_pointer (&self->key_file, hw_key_file_free);
  g_string_free (self->body, TRUE);
  g_free (self->path);

  G_OBJECT_CLASS (hw_store_parent_class)->finalize (object);
}

static void
hw_store_class_init (HwStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_store_finalize;
}

static void
hw_store_init (HwStore *self)
{
  self->body = g_string_sized_new (1024);
}

static char *
get_key_path (const char *path)
{
  return g_strconcat (path, ".key", NULL);
}

static HwStore *
store_new (const char *path)
{
  HwStore *self;

  if (sodium_init () < 0)
    g_error ("The cryptographic library could not be started.");
  self = g_object_new (HW_TYPE_STORE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  return self;
}

/* -- making a workspace ---------------------------------------------------------------------------------------------- */

static gboolean
refuse_create (GError **error,
               int      code)
{
  switch (code)
    {
    case EEXIST:
      return hw_store_refuse (error, HW_STORE_ERROR_EXISTS,
                              _("There is a file of that name already. It was left as it is. Choose another name, or open it."));
    case EROFS:
    case EACCES:
    case EPERM:
      return hw_store_refuse (error, HW_STORE_ERROR_READ_ONLY,
                              _("The workspace cannot be made here, because the folder cannot be written. Nothing was changed. Choose a folder of yours."));
    case ENOSPC:
    case EDQUOT:
      return hw_store_refuse (error, HW_STORE_ERROR_FULL,
                              _("The disk is full, so the workspace was not made. Nothing was changed. Make room on the disk, then try again."));
    case ENOENT:
    case ENOTDIR:
      return hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND,
                              _("There is no such folder. Nothing was changed. Make the folder first, or choose another one."));
    default:
      g_set_error (error, HW_STORE_ERROR, HW_STORE_ERROR_INTERNAL,
                   /* Translators: %s is the system's reason. */
                   _("The workspace could not be made (%s). Nothing was changed. Choose another folder."), g_strerror (code));
      return FALSE;
    }
}

/* Claims the name, for us alone to read. */
static gboolean
make_file (const char *path,
           GError    **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return refuse_create (error, errno);
  close (fd);
  return TRUE;
}

/* After a failure: the half-made files are ours and empty of anything recorded. */
static void
remove_files (const char *path)
{
  static const char * const endings[] = { "", "-wal", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

static gboolean
open_tables (HwStore *self,
             GError **error)
{
  self->tables.connection = self->connection;
  self->journal = hw_journal_new (self->connection, error);
  return self->journal != NULL;
}

static gboolean
fill_new (HwStore       *self,
          const char    *author,
          const char    *passphrase,
          HwKeyStrength  strength,
          char         **recovery_code,
          GError       **error)
{
  g_autofree char *key_path = get_key_path (self->path);
  HwId device;
  char *code;

  hw_key_file_get_device (self->key_file, &device);
  self->key = hw_workspace_key_new ();
  if (!hw_key_file_set_passphrase (self->key_file, self->key, passphrase, strength, error))
    return FALSE;
  code = hw_key_file_set_recovery (self->key_file, self->key, strength, error);
  if (code == NULL)
    return FALSE;
  *recovery_code = code;
  self->connection = hw_connection_open (self->path, self->key, hw_store_error_map, error);
  return self->connection != NULL &&
         hw_migration_run (self->connection, TRUE, NULL, error) &&
         hw_journal_found (self->connection, &device, author, error) &&
         hw_connection_checkpoint (self->connection, error) &&
         open_tables (self, error) &&
         hw_key_file_save (self->key_file, key_path, FALSE, error);
}

/**
 * hw_store_create:
 * @path: the workspace file, which must not exist
 * @team_name: the team's name, which is readable without the passphrase
 * @author: who works with it
 * @passphrase: 8 to 1,024 characters
 * @strength: how much work a guess shall cost
 * @recovery_code: (out) (transfer full): the code to print; it is kept nowhere
 * @error: return location
 *
 * Makes a workspace and its key file PATH.key, and opens it. When it fails
 * nothing is left behind.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with
 *   %HW_STORE_ERROR_EXISTS, %HW_STORE_ERROR_PASSPHRASE, %HW_STORE_ERROR_READ_ONLY, %HW_STORE_ERROR_FULL
 */
HwStore *
hw_store_create (const char    *path,
                 const char    *team_name,
                 const char    *author,
                 const char    *passphrase,
                 HwKeyStrength  strength,
                 char         **recovery_code,
                 GError       **error)
{
  g_autoptr (HwStore) self = store_new (path);
  g_autofree char *key_path = get_key_path (self->path);
  char *code = NULL;
  HwId device;

  if (recovery_code != NULL)
    *recovery_code = NULL;
  if (!g_utf8_validate (team_name, -1, NULL) || !g_utf8_validate (author, -1, NULL))
    {
      hw_store_refuse (error, HW_STORE_ERROR_RULE, _("The name is not text. Nothing was changed. Type it anew."));
      return NULL;
    }
  if (g_file_test (key_path, G_FILE_TEST_EXISTS))
    {
      refuse_create (error, EEXIST);
      return NULL;
    }
  if (!make_file (self->path, error))
    return NULL;
  hw_store_make_id (&device);
  self->key_file = hw_key_file_new (team_name, &device);
  if (!fill_new (self, author, passphrase, strength, &code, error))
    {
      let_go (self);
      remove_files (self->path);
      if (code != NULL)
        sodium_memzero (code, strlen (code));
      g_free (code);
      return NULL;
    }
  if (recovery_code != NULL)
    *recovery_code = g_steal_pointer (&code);
  if (code != NULL)
    sodium_memzero (code, strlen (code));
  g_free (code);
  return g_steal_pointer (&self);
}

/* -- opening --------------------------------------------------------------------------------------------------------- */

static gboolean
check_is_file (const char *path,
               GError    **error)
{
  GStatBuf about;

  if (g_stat (path, &about) != 0)
    return hw_store_refuse (error, HW_STORE_ERROR_NOT_A_WORKSPACE,
                            _("There is no workspace of that name. Nothing was changed. Check the folder and the name."));
  if (!S_ISREG (about.st_mode))
    return hw_store_refuse (error, HW_STORE_ERROR_NOT_A_WORKSPACE,
                            _("This is a folder or a device, not a workspace. Nothing was changed. Choose the workspace file itself."));
  return TRUE;
}

/* A file that was cut is told before anything is written to it. */
static gboolean
check_not_cut (const char *path,
               GError    **error)
{
  GStatBuf about;

  if (g_stat (path, &about) == 0 && about.st_size >= PAGE_SIZE)
    return TRUE;
  if (error != NULL)
    *error = hw_store_error_new_damaged ("the file is cut");
  return FALSE;
}

static gboolean
check_writable (const char *path,
                GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) == 0 && faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0)
    return TRUE;
  return hw_store_refuse (error, HW_STORE_ERROR_READ_ONLY,
                          _("The workspace cannot be written here. Nothing was changed. Allow writing to its folder, or copy the workspace and its key file to a folder of yours."));
}

/* Every page that the file should have is there. */
static gboolean
check_size (HwStore *self,
            GError **error)
{
  gint64 n_pages;
  GStatBuf about;

  if (!hw_connection_checkpoint (self->connection, error) ||
      !hw_connection_get_int (self->connection, "PRAGMA page_count", &n_pages, error))
    return FALSE;
  if (g_stat (self->path, &about) == 0 && about.st_size == n_pages * PAGE_SIZE)
    return TRUE;
  if (error != NULL)
    *error = hw_store_error_new_damaged ("pages are missing");
  return FALSE;
}

/* The key file of another workspace would have failed to open the file; this is for one that was swapped with its slots. */
static gboolean
check_device (HwStore *self,
              GError **error)
{
  HwId said;
  HwId device;

  hw_key_file_get_device (self->key_file, &said);
  hw_journal_get_device (self->journal, &device);
  return hw_id_equal (&said, &device) ||
         hw_store_refuse (error, HW_STORE_ERROR_KEY_FILE,
                          _("The key file belongs to another workspace. Nothing was changed. Put the right key file beside the workspace."));
}

/* Entries of newer laptops that the older Homeward kept without knowing what they mean. */
static gboolean
has_unapplied (HwStore  *self,
               gboolean *has,
               GError  **error)
{
  HwStatement *list = hw_connection_get (self->connection, "SELECT DISTINCT kind FROM entry WHERE kind NOT IN ("
    "'" HW_KIND_REPORT_RECEIVED "', '" HW_KIND_REPORT_STATUS_SET "', '" HW_KIND_CONTACT_RECORDED "', '" HW_KIND_PERSON_NOTED "', "
    "'" HW_KIND_CASE_OPENED "', '" HW_KIND_EVIDENCE_SET "', '" HW_KIND_CASE_MOVED "', "
    "'" HW_KIND_CONSENT_GRANTED "', '" HW_KIND_CONSENT_REFUSED "', '" HW_KIND_CONSENT_WITHDRAWN "')", error);
  gboolean found;

  *has = FALSE;
  if (list == NULL)
    return FALSE;
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      *has = *has || hw_apply_knows (hw_statement_get_text (list, 0));
    }
  return FALSE;
}

static gboolean
apply_what_was_kept (HwStore *self,
                     GError **error)
{
  gboolean has;

  return has_unapplied (self, &has, error) && (!has || hw_store_rebuild (self, NULL, NULL, NULL, error));
}

/*
 * A trace that cannot be written now, on a full disk say, is written the next
 * time: it shuts nobody out. Damage does: the database reads nothing any more
 * once it has met a page that was altered.
 */
static gboolean
leave_traces (HwStore *self,
              GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (hw_store_note_expiries (self, g_get_real_time (), &inner))
    return TRUE;
  if (hw_error_is_damaged (inner))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  g_debug ("Consents that ended were not noted: %s", inner->message);
  return TRUE;
}

/**
 * hw_store_open:
 * @path: the workspace file; its key file stands beside it
 * @kind: what @secret is
 * @secret: the passphrase or the recovery code
 * @error: return location
 *
 * Opens a workspace. Half a second goes into Argon2id.
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with one of
 *   %HW_STORE_ERROR_NOT_A_WORKSPACE, %HW_STORE_ERROR_KEY_FILE, %HW_STORE_ERROR_WRONG_SECRET,
 *   %HW_STORE_ERROR_PASSPHRASE, %HW_STORE_ERROR_DAMAGED, %HW_STORE_ERROR_NEWER,
 *   %HW_STORE_ERROR_READ_ONLY, %HW_STORE_ERROR_FULL, %HW_STORE_ERROR_LOCKED
 */
HwStore *
hw_store_open (const char  *path,
               HwSecretKind kind,
               const char  *secret,
               GError     **error)
{
  g_autoptr (HwStore) self = store_new (path);
  g_autofree char *key_path = get_key_path (self->path);
  gboolean was_older = FALSE;

  if (!check_is_file (self->path, error))
    return NULL;
  self->key_file = hw_key_file_load (key_path, error);
  if (self->key_file == NULL)
    return NULL;
  self->key = hw_key_file_unlock (self->key_file, kind, secret, error);
  if (self->key == NULL)
    return NULL;
  if (!check_not_cut (self->path, error) || !check_writable (self->path, error))
    return NULL;
  self->connection = hw_connection_open (self->path, self->key, hw_store_error_map, error);
  if (self->connection == NULL ||
      !hw_migration_run (self->connection, FALSE, &was_older, error) ||
      !check_size (self, error) ||
      !open_tables (self, error) ||
      !check_device (self, error) ||
      (was_older && !apply_what_was_kept (self, error)) ||
      !leave_traces (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hw_store_close:
 * @self: a store
 * @error: return location
 *
 * Closes the file and wipes the key. After this nothing else may be called.
 *
 * Returns: %FALSE with @error set when the log could not be folded into the
 *   file; nothing is lost, the next opening does it
 */
gboolean
hw_store_close (HwStore *self,
                GError **error)
{
  gboolean done = TRUE;

  g_clear_pointer (&self->journal, hw_journal_free);
  if (self->connection != NULL)
    done = hw_connection_close (g_steal_pointer (&self->connection), error);
  self->tables.connection = NULL;
  let_go (self);
  return done;
}

/**
 * hw_store_peek_name:
 * @path: a workspace file, locked or not
 * @error: return location
 *
 * Reads the team's name from the key file, for the screen that asks for the passphrase.
 *
 * Returns: (transfer full) (nullable): the name, or %NULL with
 *   %HW_STORE_ERROR_NOT_A_WORKSPACE, %HW_STORE_ERROR_KEY_FILE or %HW_STORE_ERROR_NEWER
 */
char *
hw_store_peek_name (const char *path,
                    GError    **error)
{
  g_autofree char *key_path = get_key_path (path);
  g_autoptr (HwKeyFile) key_file = NULL;

  if (sodium_init () < 0)
    g_error ("The cryptographic library could not be started.");
  if (!check_is_file (path, error))
    return NULL;
  key_file = hw_key_file_load (key_path, error);
  return key_file != NULL ? g_strdup (hw_key_file_get_team_name (key_file)) : NULL;
}

/**
 * hw_store_change_passphrase:
 * @self: a store
 * @passphrase: the new one, 8 to 1,024 characters
 * @strength: how much work a guess shall cost
 * @error: return location
 *
 * Locks the workspace's key with another passphrase; the recovery code stays.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_PASSPHRASE, %HW_STORE_ERROR_FULL or
 *   %HW_STORE_ERROR_READ_ONLY; the old passphrase holds then
 */
gboolean
hw_store_change_passphrase (HwStore       *self,
                            const char    *passphrase,
                            HwKeyStrength  strength,
                            GError       **error)
{
  g_autofree char *key_path = get_key_path (self->path);
  g_autoptr (HwKeyFile) changed = hw_key_file_load (key_path, error);

  if (changed == NULL ||
      !hw_key_file_set_passphrase (changed, self->key, passphrase, strength, error) ||
      !hw_key_file_save (changed, key_path, TRUE, error))
    return FALSE;
  g_clear_pointer (&self->key_file, hw_key_file_free);
  self->key_file = g_steal_pointer (&changed);
  return TRUE;
}

/**
 * hw_store_get_team_name:
 * @self: a store
 *
 * Returns: (transfer none): the team's name
 */
const char *
hw_store_get_team_name (HwStore *self)
{
  return hw_key_file_get_team_name (self->key_file);
}

/**
 * hw_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): the workspace file
 */
const char *
hw_store_get_path (HwStore *self)
{
  return self->path;
}

/**
 * hw_store_set_durable:
 * @self: a store, in which nothing is being recorded just now
 * @durable: whether each recording waits until the disk has it, which it does from the start
 * @error: return location
 *
 * Only for the throw-away demo while it is filled: what is made up need not
 * outlive a power cut, and a thousand waits for the disk are seconds.
 *
 * Returns: %FALSE with @error set when it stays as it was
 */
gboolean
hw_store_set_durable (HwStore   *self,
                      gboolean   durable,
                      GError   **error)
{
  return hw_connection_exec (self->connection, durable ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = OFF;", error);
}
