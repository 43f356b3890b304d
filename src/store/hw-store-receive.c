/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-apply.h"
#include "hw-store-error-private.h"
#include "hw-store-private.h"
#include "hw-store-receive.h"

/*
 * Batches that go from one laptop to another. A batch that comes in is checked
 * whole (numbers, commitments, hash, signature, that it follows the last one)
 * before its entries are added and applied, in one transaction. The batches of
 * one laptop come in order; those of different laptops in any order, with the
 * same tables in the end.
 *
 * Which laptops belong to the team is not decided here: the caller has compared
 * the public key with the team's list.
 */

/**
 * hw_batch_free:
 * @batch: (nullable): a batch
 *
 * Frees it.
 */
void
hw_batch_free (HwBatch *batch)
{
  if (batch == NULL)
    return;
  g_clear_pointer (&batch->entries, g_array_unref);
  g_clear_pointer (&batch->text, g_string_chunk_free);
  g_free (batch->author);
  g_free (batch->source);
  g_free (batch);
}

/* -- giving ---------------------------------------------------------------------------------------------------------- */

static gboolean
take (HwStatement *row,
      int          column,
      guint8      *bytes,
      gsize        expected)
{
  gsize length;
  gconstpointer found = hw_statement_get_blob (row, column, &length);

  if (found == NULL || length != expected)
    return FALSE;
  memcpy (bytes, found, expected);
  return TRUE;
}

static void
keep_entry (HwBatch *batch,
            HwEntry  entry)
{
  entry.kind = g_string_chunk_insert_const (batch->text, entry.kind);
  entry.compartment = g_string_chunk_insert_const (batch->text, entry.compartment);
  entry.author = g_string_chunk_insert_const (batch->text, entry.author);
  if (entry.parents != NULL)
    entry.parents = (const guint8 *) g_string_chunk_insert_len (batch->text, (const char *) entry.parents,
                                                                (gssize) (entry.n_parents * HW_ENTRY_REF_LENGTH));
  if (entry.body != NULL)
    entry.body = g_string_chunk_insert_len (batch->text, entry.body, (gssize) entry.body_length);
  g_array_append_val (batch->entries, entry);
}

static gboolean
load_entries (HwStore *self,
              HwBatch *batch,
              gint64   device_row,
              gint64   first,
              gint64   last,
              GError **error)
{
  HwStatement *list = hw_connection_get (self->connection,
    "SELECT " HW_ENTRY_COLUMNS " FROM device d CROSS JOIN entry e ON e.device = d.id WHERE d.id = ? AND e.number BETWEEN ? AND ? ORDER BY e.number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_statement_bind_int (list, 1, device_row);
  hw_statement_bind_int (list, 2, first);
  hw_statement_bind_int (list, 3, last);
  while (hw_statement_step_row (list, &found, error))
    {
      HwEntry entry;

      if (!found)
        return TRUE;
      if (!hw_journal_read (list, &entry))
        {
          hw_statement_reset (list);
          if (error != NULL)
            *error = hw_store_error_new_damaged ("an entry cannot be read");
          return FALSE;
        }
      keep_entry (batch, entry);
    }
  return FALSE;
}

/**
 * hw_store_dup_batch:
 * @self: a store
 * @device_row: whose batch: 1 is this laptop
 * @number: of the batch
 * @error: return location
 *
 * Reads a batch with its entries.
 *
 * Returns: (transfer full) (nullable): the batch, or %NULL; without an error where there is none
 */
HwBatch *
hw_store_dup_batch (HwStore *self,
                    gint64   device_row,
                    gint64   number,
                    GError **error)
{
  g_autoptr (HwBatch) batch = g_new0 (HwBatch, 1);
  HwStatement *find = hw_connection_get (self->connection,
    "SELECT d.device, d.public_key, d.author, b.source, b.previous_hash, b.hash, b.signature, b.first_entry, b.last_entry"
    " FROM batch b JOIN device d ON d.id = b.device WHERE b.device = ? AND b.number = ?", error);
  gboolean found;
  gboolean good;
  gint64 first;
  gint64 last;

  if (find == NULL)
    return NULL;
  hw_statement_bind_int (find, 1, device_row);
  hw_statement_bind_int (find, 2, number);
  if (!hw_statement_step_row (find, &found, error) || !found)
    return NULL;
  batch->number = number;
  batch->entries = g_array_new (FALSE, FALSE, sizeof (HwEntry));
  batch->text = g_string_chunk_new (4096);
  good = take (find, 0, batch->device.bytes, HW_ID_LENGTH) && take (find, 1, batch->public_key, sizeof batch->public_key) &&
         take (find, 4, batch->previous_hash, HW_HASH_LENGTH) && take (find, 5, batch->hash, HW_HASH_LENGTH) &&
         take (find, 6, batch->signature, HW_SIGNATURE_LENGTH);
  batch->author = g_strdup (hw_statement_get_text (find, 2));
  batch->source = g_strdup (hw_statement_get_text (find, 3));
  first = hw_statement_get_int (find, 7);
  last = hw_statement_get_int (find, 8);
  hw_statement_reset (find);
  if (!good)
    {
      if (error != NULL)
        *error = hw_store_error_new_damaged ("a batch cannot be read");
      return NULL;
    }
  return load_entries (self, batch, device_row, first, last, error) ? g_steal_pointer (&batch) : NULL;
}

/* -- receiving ------------------------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 row;           /* 0: not known yet */
  gint64 last_entry;
  gint64 last_batch;
  gint64 lamport;
  guint8 head[HW_HASH_LENGTH];
} Peer;

static gboolean
find_peer (HwStore    *self,
           const HwId *device,
           Peer       *peer,
           GError    **error)
{
  HwStatement *find = hw_connection_get (self->connection,
    "SELECT id, last_entry, last_batch, lamport, head FROM device WHERE device = ?", error);
  gboolean found;

  memset (peer, 0, sizeof *peer);
  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, device);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  if (found)
    {
      peer->row = hw_statement_get_int (find, 0);
      peer->last_entry = hw_statement_get_int (find, 1);
      peer->last_batch = hw_statement_get_int (find, 2);
      peer->lamport = hw_statement_get_int (find, 3);
      take (find, 4, peer->head, HW_HASH_LENGTH);
    }
  hw_statement_reset (find);
  return TRUE;
}

static gboolean
add_peer (HwStore       *self,
          const HwBatch *batch,
          Peer          *peer,
          GError       **error)
{
  HwStatement *insert = hw_connection_get (self->connection,
    "INSERT INTO device (device, public_key, author, head) VALUES (?, ?, ?, zeroblob (32))", error);

  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &batch->device);
  hw_statement_bind_blob (insert, 2, batch->public_key, sizeof batch->public_key);
  hw_statement_bind_text (insert, 3, batch->author);
  if (!hw_statement_run (insert, error))
    return FALSE;
  peer->row = hw_connection_get_last_row (self->connection);
  return TRUE;
}

static gboolean
check_entry (const HwBatch *batch,
             const HwEntry *entry,
             gint64         number)
{
  guint8 commitment[HW_HASH_LENGTH];

  if (entry->stamp.number != number || !hw_id_equal (&entry->stamp.device, &batch->device))
    return FALSE;
  if (entry->body == NULL)
    return TRUE;
  hw_entry_commit (entry, commitment);
  return memcmp (commitment, entry->commitment, HW_HASH_LENGTH) == 0;
}

static gboolean
check_batch (const HwBatch *batch,
             const Peer    *peer,
             GError       **error)
{
  gint64 number = peer->last_entry + 1;
  guint8 result[HW_HASH_LENGTH];
  HwBatchHash hash;
  gboolean good = batch->entries->len > 0 && memcmp (batch->previous_hash, peer->head, HW_HASH_LENGTH) == 0;

  hw_batch_hash_begin (&hash, &batch->device, batch->number, number, batch->source, batch->previous_hash);
  for (guint i = 0; i < batch->entries->len; i++)
    {
      const HwEntry *entry = &g_array_index (batch->entries, HwEntry, i);

      good = good && check_entry (batch, entry, number++);
      hw_batch_hash_add (&hash, entry);
    }
  hw_batch_hash_end (&hash, result);
  good = good && memcmp (result, batch->hash, HW_HASH_LENGTH) == 0 &&
         hw_batch_is_signed (batch->hash, batch->public_key, batch->signature);
  return good || hw_store_refuse (error, HW_STORE_ERROR_RULE,
                                  _("What another laptop sent was changed on the way. Nothing of it was taken. Ask for it once more."));
}

static gboolean
add_entries (HwStore       *self,
             const HwBatch *batch,
             Peer          *peer,
             GError       **error)
{
  for (guint i = 0; i < batch->entries->len; i++)
    {
      HwEntry entry = g_array_index (batch->entries, HwEntry, i);

      entry.position = hw_journal_take_position (self->journal);
      hw_journal_see_lamport (self->journal, entry.stamp.lamport);
      peer->lamport = MAX (peer->lamport, entry.stamp.lamport);
      peer->last_entry = entry.stamp.number;
      if (!hw_journal_insert (self->connection, peer->row, &entry, error) ||
          !hw_apply_entry (&self->tables, &entry, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
receive (HwStore       *self,
         const HwBatch *batch,
         GError       **error)
{
  gint64 first_entry;
  HwId own;
  Peer peer;

  hw_journal_get_device (self->journal, &own);
  if (!find_peer (self, &batch->device, &peer, error))
    return FALSE;
  /* Our own, or one we have. */
  if (hw_id_equal (&own, &batch->device) || batch->number <= peer.last_batch)
    return TRUE;
  if (batch->number != peer.last_batch + 1)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("Something that came before this is still missing. Nothing of it was taken. Fetch the rest first."));
  first_entry = peer.last_entry + 1;
  if (!check_batch (batch, &peer, error) ||
      (peer.row == 0 && !add_peer (self, batch, &peer, error)))
    return FALSE;
  return add_entries (self, batch, &peer, error) &&
         hw_journal_insert_batch (self->connection, peer.row, batch->number, first_entry, peer.last_entry, batch->source,
                                  batch->previous_hash, batch->hash, batch->signature, error) &&
         hw_journal_set_head (self->connection, peer.row, peer.last_entry, batch->number, peer.lamport, batch->hash, error);
}

/**
 * hw_store_receive_batch:
 * @self: a store
 * @batch: a batch of another laptop; one that is here already changes nothing
 * @error: return location
 *
 * Checks a batch and takes it.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE where the batch is not whole or one
 *   before it is missing; nothing of it is taken then
 */
gboolean
hw_store_receive_batch (HwStore       *self,
                        const HwBatch *batch,
                        GError       **error)
{
  if (!hw_connection_begin (self->connection, error))
    return FALSE;
  hw_journal_mark (self->journal);
  if (receive (self, batch, error) && hw_connection_commit (self->connection, error))
    return TRUE;
  hw_store_rollback (self);
  return FALSE;
}
