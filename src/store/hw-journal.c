/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-journal.h"
#include "hw-store-error-private.h"

/*
 * The journal: numbers entries, commits to their bodies, chains and signs
 * batches. A batch is what one call records, one entry or a million: its hash is
 * worked out while the entries come, so nothing is held back. The device's
 * secret key lives in the encrypted file and, while that is open, in guarded
 * memory.
 *
 * The wall clock is noted in recorded_at and decides nothing: entries are
 * ordered by lamport, device and number.
 */

#define OWN_DEVICE_ROW 1
#define N_SALTS        256

typedef struct
{
  gint64 last_entry;
  gint64 last_batch;
  gint64 last_position;
  gint64 lamport;
  guint8 head[HW_HASH_LENGTH];  /* the hash of the last batch */
} Counters;

struct _HwJournal
{
  HwConnection *connection;     /* (unowned) */
  HwId          device;
  char         *author;         /* (owned) */
  guint8       *secret_key;     /* (owned): guarded memory */
  Counters      now;
  /* of the batch that is open */
  gboolean      in_batch;
  Counters      before;
  char         *source;         /* (owned) (nullable) */
  HwBatchHash   hash;
  guint8        salts[N_SALTS][HW_SALT_LENGTH];
  guint         n_salts_used;
};

/**
 * hw_journal_found:
 * @connection: a new workspace, in no transaction
 * @device: its identity
 * @author: who works with it
 * @error: return location
 *
 * Makes the device of a new workspace: its Ed25519 keys and the start of its chain.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_journal_found (HwConnection *connection,
                  const HwId   *device,
                  const char   *author,
                  GError      **error)
{
  HwStatement *insert = hw_connection_get (connection,
    "INSERT INTO device (id, device, public_key, secret_key, author, head) VALUES (1, ?, ?, ?, ?, zeroblob (32))", error);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 *secret_key;
  gboolean done;

  if (insert == NULL)
    return FALSE;
  secret_key = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  crypto_sign_keypair (public_key, secret_key);
  hw_statement_bind_blob (insert, 1, device->bytes, HW_ID_LENGTH);
  hw_statement_bind_blob (insert, 2, public_key, sizeof public_key);
  hw_statement_bind_blob (insert, 3, secret_key, crypto_sign_SECRETKEYBYTES);
  hw_statement_bind_text (insert, 4, author);
  done = hw_statement_run (insert, error);
  sodium_free (secret_key);
  return done;
}

/* Takes the device's row as it is in the file. */
static gboolean
load_device (HwJournal   *self,
             HwStatement *row)
{
  gsize device_length, key_length, head_length;
  const guint8 *device = hw_statement_get_blob (row, 0, &device_length);
  const guint8 *key = hw_statement_get_blob (row, 1, &key_length);
  const guint8 *head = hw_statement_get_blob (row, 5, &head_length);

  if (device_length != HW_ID_LENGTH || key_length != crypto_sign_SECRETKEYBYTES || head_length != HW_HASH_LENGTH)
    return FALSE;
  memcpy (self->device.bytes, device, HW_ID_LENGTH);
  self->secret_key = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  memcpy (self->secret_key, key, crypto_sign_SECRETKEYBYTES);
  memcpy (self->now.head, head, HW_HASH_LENGTH);
  self->author = g_strdup (hw_statement_get_text (row, 2));
  self->now.last_entry = hw_statement_get_int (row, 3);
  self->now.last_batch = hw_statement_get_int (row, 4);
  return TRUE;
}

/**
 * hw_journal_new:
 * @connection: an open workspace
 * @error: return location
 *
 * Opens the journal and finds the end of this laptop's chain.
 *
 * Returns: (transfer full) (nullable): the journal
 */
HwJournal *
hw_journal_new (HwConnection *connection,
                GError      **error)
{
  g_autoptr (HwJournal) self = g_new0 (HwJournal, 1);
  HwStatement *own = hw_connection_get (connection,
    "SELECT device, secret_key, author, last_entry, last_batch, head FROM device WHERE id = 1", error);
  gboolean found;

  self->connection = connection;
  self->n_salts_used = N_SALTS;
  if (own == NULL || !hw_statement_step_row (own, &found, error))
    return NULL;
  if (!found || !load_device (self, own))
    {
      hw_statement_reset (own);
      if (error != NULL)
        *error = hw_store_error_new_damaged ("no device");
      return NULL;
    }
  hw_statement_reset (own);
  if (!hw_connection_get_int (connection, "SELECT max (lamport) FROM device", &self->now.lamport, error) ||
      !hw_connection_get_int (connection, "SELECT max (position) FROM entry", &self->now.last_position, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hw_journal_free:
 * @self: (nullable): a journal
 *
 * Frees it and wipes the device's key.
 */
void
hw_journal_free (HwJournal *self)
{
  if (self == NULL)
    return;
  sodium_free (self->secret_key);
  sodium_memzero (self->salts, sizeof self->salts);
  g_free (self->author);
  g_free (self->source);
  g_free (self);
}

/**
 * hw_journal_get_device:
 * @self: a journal
 * @device: (out caller-allocates): the identity of this laptop
 *
 * Says whose chain new entries go to.
 */
void
hw_journal_get_device (HwJournal *self,
                       HwId      *device)
{
  *device = self->device;
}

/**
 * hw_journal_get_author:
 * @self: a journal
 *
 * Returns: (transfer none): who works with this workspace
 */
const char *
hw_journal_get_author (HwJournal *self)
{
  return self->author;
}

/**
 * hw_journal_begin_batch:
 * @self: a journal without an open batch, in a transaction
 * @source: (nullable): what the entries are made from, the name of an imported file
 *
 * Begins a batch.
 */
void
hw_journal_begin_batch (HwJournal  *self,
                        const char *source)
{
  g_return_if_fail (!self->in_batch);

  self->in_batch = TRUE;
  self->before = self->now;
  self->source = g_strdup (source);
  hw_batch_hash_begin (&self->hash, &self->device, self->now.last_batch + 1, self->now.last_entry + 1, source, self->now.head);
}

/**
 * hw_journal_prepare:
 * @self: a journal with an open batch
 * @entry: (inout): an entry with its kind, version, compartment, subject, parents, time and body
 *
 * Fills in what the journal knows: who, when, which number, where. Nothing is
 * used up, so an entry may be dropped after this.
 */
void
hw_journal_prepare (HwJournal *self,
                    HwEntry   *entry)
{
  entry->position = self->now.last_position + 1;
  entry->stamp.device = self->device;
  entry->stamp.number = self->now.last_entry + 1;
  entry->stamp.lamport = self->now.lamport + 1;
  entry->author = self->author;
  entry->recorded_at = g_get_real_time ();
}

/* Random bytes are fetched for many entries at once. */
static void
take_salt (HwJournal *self,
           guint8    *salt)
{
  if (self->n_salts_used == N_SALTS)
    {
      randombytes_buf (self->salts, sizeof self->salts);
      self->n_salts_used = 0;
    }
  memcpy (salt, self->salts[self->n_salts_used++], HW_SALT_LENGTH);
}

/**
 * hw_journal_advance:
 * @self: a journal with an open batch
 * @entry: an entry that went through hw_journal_prepare() just before
 *
 * Uses up what @entry was given: the next one comes behind it. It is then to be
 * sealed and inserted, in this order among the others.
 */
void
hw_journal_advance (HwJournal     *self,
                    const HwEntry *entry)
{
  g_return_if_fail (self->in_batch && entry->position == self->now.last_position + 1);

  self->now.last_position = entry->position;
  self->now.last_entry = entry->stamp.number;
  self->now.lamport = entry->stamp.lamport;
}

/**
 * hw_journal_seal:
 * @self: a journal with an open batch
 * @entry: (inout): the entry that follows the one that was sealed before
 *
 * Salt, commitment, chain. It needs neither the file nor the numbers, so it may
 * be done on another thread than the rest.
 */
void
hw_journal_seal (HwJournal *self,
                 HwEntry   *entry)
{
  take_salt (self, entry->salt);
  hw_entry_commit (entry, entry->commitment);
  hw_batch_hash_add (&self->hash, entry);
}

/**
 * hw_journal_insert_sealed:
 * @self: a journal with an open batch
 * @entry: an entry that hw_journal_seal() has sealed
 * @error: return location
 *
 * Writes its row.
 *
 * Returns: %FALSE with @error set when it failed; the transaction must be rolled back then
 */
gboolean
hw_journal_insert_sealed (HwJournal     *self,
                          const HwEntry *entry,
                          GError       **error)
{
  return hw_journal_insert (self->connection, OWN_DEVICE_ROW, entry, error);
}

/**
 * hw_journal_append:
 * @self: a journal with an open batch
 * @entry: (inout): an entry that went through hw_journal_prepare() just before
 * @error: return location
 *
 * Appends the entry: salt, commitment, chain, row.
 *
 * Returns: %FALSE with @error set when it failed; the transaction must be rolled back then
 */
gboolean
hw_journal_append (HwJournal *self,
                   HwEntry   *entry,
                   GError   **error)
{
  hw_journal_advance (self, entry);
  hw_journal_seal (self, entry);
  return hw_journal_insert_sealed (self, entry, error);
}

/**
 * hw_journal_end_batch:
 * @self: a journal with an open batch
 * @error: return location
 *
 * Ends the batch: its hash, its signature, the new end of the chain. A batch
 * without entries leaves nothing.
 *
 * Returns: %FALSE with @error set when it failed; the transaction must be rolled back then
 */
gboolean
hw_journal_end_batch (HwJournal *self,
                      GError   **error)
{
  guint8 signature[HW_SIGNATURE_LENGTH];
  guint8 hash[HW_HASH_LENGTH];

  g_return_val_if_fail (self->in_batch, FALSE);

  if (self->now.last_entry > self->before.last_entry)
    {
      hw_batch_hash_end (&self->hash, hash);
      hw_batch_sign (hash, self->secret_key, signature);
      if (!hw_journal_insert_batch (self->connection, OWN_DEVICE_ROW, self->now.last_batch + 1, self->before.last_entry + 1,
                                    self->now.last_entry, self->source, self->now.head, hash, signature, error) ||
          !hw_journal_set_head (self->connection, OWN_DEVICE_ROW, self->now.last_entry, self->now.last_batch + 1,
                                self->now.lamport, hash, error))
        return FALSE;
      self->now.last_batch++;
      memcpy (self->now.head, hash, HW_HASH_LENGTH);
    }
  self->in_batch = FALSE;
  g_clear_pointer (&self->source, g_free);
  return TRUE;
}

/**
 * hw_journal_abort_batch:
 * @self: a journal
 *
 * Forgets the open batch: the caller has rolled back its transaction. To be
 * called too when the commit after hw_journal_end_batch() failed. It asks
 * nothing of the file, which may be out of order at that moment.
 */
void
hw_journal_abort_batch (HwJournal *self)
{
  self->in_batch = FALSE;
  self->now = self->before;
  g_clear_pointer (&self->source, g_free);
}

/* Bytes of a fixed length from a row. */
static gboolean
take_bytes (HwStatement *statement,
            int          column,
            guint8      *bytes,
            gsize        expected)
{
  gsize length;
  const guint8 *found = hw_statement_get_blob (statement, column, &length);

  if (length != expected)
    return FALSE;
  memcpy (bytes, found, expected);
  return TRUE;
}

/**
 * hw_journal_read:
 * @statement: a query of %HW_ENTRY_COLUMNS that stands on a row
 * @entry: (out caller-allocates): the entry; what it points to is good until the next step
 *
 * Reads an entry.
 *
 * Returns: whether the row has the shape of an entry
 */
gboolean
hw_journal_read (HwStatement *statement,
                 HwEntry     *entry)
{
  gsize n_parent_bytes;

  memset (entry, 0, sizeof *entry);
  entry->position = hw_statement_get_int (statement, 0);
  entry->stamp.number = hw_statement_get_int (statement, 2);
  entry->kind = hw_statement_get_text (statement, 3);
  entry->version = hw_statement_get_int (statement, 4);
  entry->compartment = hw_statement_get_text (statement, 5);
  entry->parents = hw_statement_get_blob (statement, 7, &n_parent_bytes);
  entry->n_parents = n_parent_bytes / HW_ENTRY_REF_LENGTH;
  entry->stamp.lamport = hw_statement_get_int (statement, 8);
  entry->happened_at = hw_statement_get_int (statement, 9);
  entry->happened_precision = hw_statement_get_int (statement, 10);
  entry->recorded_at = hw_statement_get_int (statement, 11);
  entry->author = hw_statement_get_text (statement, 12);
  entry->body = hw_statement_get_text (statement, 13);
  entry->body_length = entry->body != NULL ? strlen (entry->body) : 0;
  return entry->kind != NULL && entry->compartment != NULL && entry->author != NULL &&
         take_bytes (statement, 1, entry->stamp.device.bytes, HW_ID_LENGTH) &&
         take_bytes (statement, 6, entry->subject.bytes, HW_ID_LENGTH) &&
         (entry->body == NULL || take_bytes (statement, 14, entry->salt, HW_SALT_LENGTH)) &&
         take_bytes (statement, 15, entry->commitment, HW_HASH_LENGTH);
}

/**
 * hw_journal_insert:
 * @connection: a workspace in a transaction
 * @device_row: whose entry
 * @entry: a complete entry
 * @error: return location
 *
 * Writes an entry's row.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_journal_insert (HwConnection  *connection,
                   gint64         device_row,
                   const HwEntry *entry,
                   GError       **error)
{
  HwStatement *insert = hw_connection_get (connection,
    "INSERT INTO entry (position, device, number, kind, version, compartment, subject, parents, lamport, happened_at,"
    " happened_precision, recorded_at, author, body, salt, commitment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 1, entry->position);
  hw_statement_bind_int (insert, 2, device_row);
  hw_statement_bind_int (insert, 3, entry->stamp.number);
  hw_statement_bind_text (insert, 4, entry->kind);
  hw_statement_bind_int (insert, 5, entry->version);
  hw_statement_bind_text (insert, 6, entry->compartment);
  hw_statement_bind_blob (insert, 7, entry->subject.bytes, HW_ID_LENGTH);
  if (entry->n_parents > 0)
    hw_statement_bind_blob (insert, 8, entry->parents, entry->n_parents * HW_ENTRY_REF_LENGTH);
  hw_statement_bind_int (insert, 9, entry->stamp.lamport);
  hw_statement_bind_int (insert, 10, entry->happened_at);
  hw_statement_bind_int (insert, 11, entry->happened_precision);
  hw_statement_bind_int (insert, 12, entry->recorded_at);
  hw_statement_bind_text (insert, 13, entry->author);
  if (entry->body != NULL)
    {
      hw_statement_bind_text_n (insert, 14, entry->body, entry->body_length);
      hw_statement_bind_blob (insert, 15, entry->salt, HW_SALT_LENGTH);
    }
  hw_statement_bind_blob (insert, 16, entry->commitment, HW_HASH_LENGTH);
  return hw_statement_run (insert, error);
}

/**
 * hw_journal_insert_batch:
 * @connection: a workspace in a transaction
 * @device_row: whose batch
 * @number: its number
 * @first_entry: the number of its first entry
 * @last_entry: and of its last
 * @source: (nullable): what it was made from
 * @previous_hash: the hash of the batch before
 * @hash: its own
 * @signature: over the hash
 * @error: return location
 *
 * Writes a batch's row.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_journal_insert_batch (HwConnection *connection,
                         gint64        device_row,
                         gint64        number,
                         gint64        first_entry,
                         gint64        last_entry,
                         const char   *source,
                         const guint8 *previous_hash,
                         const guint8 *hash,
                         const guint8 *signature,
                         GError      **error)
{
  HwStatement *insert = hw_connection_get (connection,
    "INSERT INTO batch (device, number, first_entry, last_entry, source, previous_hash, hash, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 1, device_row);
  hw_statement_bind_int (insert, 2, number);
  hw_statement_bind_int (insert, 3, first_entry);
  hw_statement_bind_int (insert, 4, last_entry);
  hw_statement_bind_text (insert, 5, source);
  hw_statement_bind_blob (insert, 6, previous_hash, HW_HASH_LENGTH);
  hw_statement_bind_blob (insert, 7, hash, HW_HASH_LENGTH);
  hw_statement_bind_blob (insert, 8, signature, HW_SIGNATURE_LENGTH);
  return hw_statement_run (insert, error);
}

/**
 * hw_journal_set_head:
 * @connection: a workspace in a transaction
 * @device_row: whose chain
 * @last_entry: its last entry
 * @last_batch: its last batch
 * @lamport: the lamport time of its last entry
 * @hash: the hash of its last batch
 * @error: return location
 *
 * Notes the end of a chain, so that an end that was cut off is seen.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_journal_set_head (HwConnection *connection,
                     gint64        device_row,
                     gint64        last_entry,
                     gint64        last_batch,
                     gint64        lamport,
                     const guint8 *hash,
                     GError      **error)
{
  HwStatement *update = hw_connection_get (connection,
    "UPDATE device SET last_entry = ?, last_batch = ?, lamport = ?, head = ? WHERE id = ?", error);

  if (update == NULL)
    return FALSE;
  hw_statement_bind_int (update, 1, last_entry);
  hw_statement_bind_int (update, 2, last_batch);
  hw_statement_bind_int (update, 3, lamport);
  hw_statement_bind_blob (update, 4, hash, HW_HASH_LENGTH);
  hw_statement_bind_int (update, 5, device_row);
  return hw_statement_run (update, error);
}

/**
 * hw_journal_mark:
 * @self: a journal without an open batch, in a transaction
 *
 * Notes where the journal stands before entries of another laptop come in, so
 * that hw_journal_abort_batch() can go back.
 */
void
hw_journal_mark (HwJournal *self)
{
  g_return_if_fail (!self->in_batch);

  self->before = self->now;
}

/**
 * hw_journal_take_position:
 * @self: a journal in a transaction
 *
 * Returns: the next position, for an entry that comes from another laptop
 */
gint64
hw_journal_take_position (HwJournal *self)
{
  return ++self->now.last_position;
}

/**
 * hw_journal_see_lamport:
 * @self: a journal
 * @lamport: of an entry that came from another laptop
 *
 * Sets the logical clock forward: what is recorded from now on comes after it.
 */
void
hw_journal_see_lamport (HwJournal *self,
                        gint64     lamport)
{
  self->now.lamport = MAX (self->now.lamport, lamport);
}
