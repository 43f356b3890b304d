/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-store-error-private.h"
#include "hw-store-private.h"

/*
 * Checks the journal from its first entry to its last, laptop by laptop: the
 * numbers have no gaps, each body is the one that was committed to, each batch
 * has the hash it says and follows the one before, each is signed by its device,
 * and the chain ends where the device says it ends. Then the database itself:
 * every page's authentication code, every index.
 *
 * What is wrong is told in sentences that name the entry. An entry whose body
 * was erased is not wrong.
 */

typedef struct
{
  HwStore       *store;
  GPtrArray     *problems;      /* (owned) (element-type utf8) */
  HwProgressFunc progress;
  gpointer       user_data;
  GCancellable  *cancellable;
  guint64        done;
  guint64        total;
} Check;

typedef struct
{
  gint64  row;
  HwId    device;
  char   *name;                 /* (owned): how problems call this laptop */
  guint8  public_key[crypto_sign_PUBLICKEYBYTES];
  guint8  head[HW_HASH_LENGTH];
  gint64  last_entry;
  gint64  last_batch;
} Device;

typedef struct
{
  gint64 number;
  gint64 first_entry;
  gint64 last_entry;
  char  *source;                /* (owned) (nullable) */
  guint8 previous_hash[HW_HASH_LENGTH];
  guint8 hash[HW_HASH_LENGTH];
  guint8 signature[HW_SIGNATURE_LENGTH];
  gboolean complete;            /* all hashes have their length */
} Batch;

#define MAX_PROBLEMS 200

static void add_problem (Check *check, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_problem (Check      *check,
             const char *format,
             ...)
{
  va_list arguments;

  if (check->problems->len >= MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (check->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
device_free (Device *device)
{
  g_free (device->name);
  g_free (device);
}

static void
batch_free (Batch *batch)
{
  g_free (batch->source);
  g_free (batch);
}

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

/* -- reading chains -------------------------------------------------------------------------------------------------- */

static GPtrArray *
list_devices (Check   *check,
              GError **error)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func ((GDestroyNotify) device_free);
  HwStatement *list = hw_connection_get (check->store->connection,
    "SELECT id, device, public_key, head, last_entry, last_batch FROM device ORDER BY id", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      Device *device;

      if (!found)
        return g_steal_pointer (&devices);
      device = g_new0 (Device, 1);
      g_ptr_array_add (devices, device);
      device->row = hw_statement_get_int (list, 0);
      device->last_entry = hw_statement_get_int (list, 4);
      device->last_batch = hw_statement_get_int (list, 5);
      if (!take (list, 1, device->device.bytes, HW_ID_LENGTH) || !take (list, 2, device->public_key, sizeof device->public_key) ||
          !take (list, 3, device->head, HW_HASH_LENGTH))
        add_problem (check, _("A laptop's keys are not what they should be."));
      device->name = hw_id_to_string (&device->device);
    }
  return NULL;
}

static GPtrArray *
list_batches (Check        *check,
              const Device *device,
              GError      **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) batch_free);
  HwStatement *list = hw_connection_get (check->store->connection,
    "SELECT number, first_entry, last_entry, source, previous_hash, hash, signature FROM batch WHERE device = ? ORDER BY number", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, device->row);
  while (hw_statement_step_row (list, &found, error))
    {
      Batch *batch;

      if (!found)
        return g_steal_pointer (&batches);
      batch = g_new0 (Batch, 1);
      g_ptr_array_add (batches, batch);
      batch->number = hw_statement_get_int (list, 0);
      batch->first_entry = hw_statement_get_int (list, 1);
      batch->last_entry = hw_statement_get_int (list, 2);
      batch->source = g_strdup (hw_statement_get_text (list, 3));
      batch->complete = take (list, 4, batch->previous_hash, HW_HASH_LENGTH) && take (list, 5, batch->hash, HW_HASH_LENGTH) &&
                        take (list, 6, batch->signature, HW_SIGNATURE_LENGTH);
    }
  return NULL;
}

/* -- one batch after the other --------------------------------------------------------------------------------------- */

static void
check_body (Check         *check,
            const Device  *device,
            const HwEntry *entry)
{
  guint8 commitment[HW_HASH_LENGTH];

  if (entry->body == NULL)
    return;
  hw_entry_commit (entry, commitment);
  if (memcmp (commitment, entry->commitment, HW_HASH_LENGTH) != 0)
    /* Translators: %s are a kind like "report.received" and a laptop's number. */
    add_problem (check, _("Entry %" PRId64 " (%s) of laptop %s does not say what was recorded: its body, its salt or its commitment was changed."),
                 entry->stamp.number, entry->kind, device->name);
}

/* Where the chain stands between two batches. */
typedef struct
{
  gint64 entry;                 /* the last one seen */
  gint64 batch;
  guint8 hash[HW_HASH_LENGTH];
} Chain;

static void
check_link (Check        *check,
            const Device *device,
            const Batch  *batch,
            const Chain  *chain)
{
  if (batch->number != chain->batch + 1)
    add_problem (check, _("Batches %" PRId64 " to %" PRId64 " of laptop %s are missing."),
                 chain->batch + 1, batch->number - 1, device->name);
  else if (memcmp (batch->previous_hash, chain->hash, HW_HASH_LENGTH) != 0)
    add_problem (check, _("Batch %" PRId64 " of laptop %s does not follow the one before it: the chain is broken."), batch->number, device->name);
  if (!hw_batch_is_signed (batch->hash, device->public_key, batch->signature))
    add_problem (check, _("Batch %" PRId64 " of laptop %s was not signed by that laptop."), batch->number, device->name);
}

static void
check_hash (Check        *check,
            const Device *device,
            const Batch  *batch,
            HwBatchHash  *hash)
{
  guint8 result[HW_HASH_LENGTH];

  hw_batch_hash_end (hash, result);
  if (memcmp (result, batch->hash, HW_HASH_LENGTH) != 0)
    add_problem (check, _("Batch %" PRId64 " of laptop %s (entries %" PRId64 " to %" PRId64 ") was changed: its entries do not have its hash."),
                 batch->number, device->name, batch->first_entry, batch->last_entry);
}

static void
tell_missing (Check        *check,
              const Device *device,
              gint64        first,
              gint64        last)
{
  if (first == last)
    add_problem (check, _("Entry %" PRId64 " of laptop %s is missing."), first, device->name);
  else if (first < last)
    add_problem (check, _("Entries %" PRId64 " to %" PRId64 " of laptop %s are missing."), first, last, device->name);
}

static gboolean
count_entry (Check   *check,
             GError **error)
{
  if (++check->done % 1024 != 0)
    return TRUE;
  if (check->progress != NULL)
    check->progress (check->done, check->total, check->user_data);
  return !g_cancellable_set_error_if_cancelled (check->cancellable, error);
}

/* Reads the entries of one batch. @expected goes along, so that a gap is told and the rest goes on. */
static gboolean
check_entries (Check        *check,
               const Device *device,
               const Batch  *batch,
               HwBatchHash  *hash,
               gint64       *expected,
               GError      **error)
{
  HwStatement *list = hw_connection_get (check->store->connection,
    "SELECT " HW_ENTRY_COLUMNS " FROM device d CROSS JOIN entry e ON e.device = d.id WHERE d.id = ? AND e.number BETWEEN ? AND ? ORDER BY e.number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_statement_bind_int (list, 1, device->row);
  hw_statement_bind_int (list, 2, batch->first_entry);
  hw_statement_bind_int (list, 3, batch->last_entry);
  while (hw_statement_step_row (list, &found, error))
    {
      HwEntry entry;

      if (!found)
        return TRUE;
      if (!count_entry (check, error))
        {
          hw_statement_reset (list);
          return FALSE;
        }
      if (!hw_journal_read (list, &entry))
        {
          add_problem (check, _("Entry %" PRId64 " of laptop %s cannot be read."), hw_statement_get_int (list, 2), device->name);
          *expected = hw_statement_get_int (list, 2) + 1;
          continue;
        }
      tell_missing (check, device, *expected, entry.stamp.number - 1);
      *expected = entry.stamp.number + 1;
      check_body (check, device, &entry);
      hw_batch_hash_add (hash, &entry);
    }
  return FALSE;
}

static gboolean
check_batch (Check        *check,
             const Device *device,
             const Batch  *batch,
             Chain        *chain,
             GError      **error)
{
  guint n_before = check->problems->len;
  gint64 expected = batch->first_entry;
  HwBatchHash hash;

  if (!batch->complete)
    add_problem (check, _("Batch %" PRId64 " of laptop %s cannot be read."), batch->number, device->name);
  check_link (check, device, batch, chain);
  if (batch->first_entry != chain->entry + 1)
    add_problem (check, _("Batch %" PRId64 " of laptop %s does not begin where the one before it ends."), batch->number, device->name);
  hw_batch_hash_begin (&hash, &device->device, batch->number, batch->first_entry, batch->source, batch->previous_hash);
  if (!check_entries (check, device, batch, &hash, &expected, error))
    return FALSE;
  tell_missing (check, device, expected, batch->last_entry);
  /* What is missing was told already. */
  if (check->problems->len == n_before)
    check_hash (check, device, batch, &hash);
  chain->entry = batch->last_entry;
  chain->batch = batch->number;
  memcpy (chain->hash, batch->hash, HW_HASH_LENGTH);
  return TRUE;
}

static gboolean
check_stray_entries (Check        *check,
                     const Device *device,
                     gint64        last_entry,
                     GError      **error)
{
  HwStatement *count = hw_connection_get (check->store->connection,
    "SELECT count (*), min (number) FROM entry WHERE device = ? AND number > ?", error);
  gboolean found;

  if (count == NULL)
    return FALSE;
  hw_statement_bind_int (count, 1, device->row);
  hw_statement_bind_int (count, 2, last_entry);
  if (!hw_statement_step_row (count, &found, error))
    return FALSE;
  if (found && hw_statement_get_int (count, 0) > 0)
    add_problem (check, _("Entry %" PRId64 " of laptop %s belongs to no batch."), hw_statement_get_int (count, 1), device->name);
  hw_statement_reset (count);
  return TRUE;
}

static gboolean
check_device (Check        *check,
              const Device *device,
              GError      **error)
{
  g_autoptr (GPtrArray) batches = list_batches (check, device, error);
  Chain chain = { 0 };

  if (batches == NULL)
    return FALSE;
  for (guint i = 0; i < batches->len; i++)
    if (!check_batch (check, device, g_ptr_array_index (batches, i), &chain, error))
      return FALSE;
  if (chain.batch != device->last_batch || chain.entry != device->last_entry || memcmp (chain.hash, device->head, HW_HASH_LENGTH) != 0)
    add_problem (check, _("The journal of laptop %s does not end where it should: it has %" PRId64 " entries of %" PRId64 "."),
                 device->name, chain.entry, device->last_entry);
  return check_stray_entries (check, device, chain.entry, error);
}

static gboolean
check_journal (Check   *check,
               GError **error)
{
  g_autoptr (GPtrArray) devices = list_devices (check, error);

  if (devices == NULL)
    return FALSE;
  for (guint i = 0; i < devices->len; i++)
    if (!check_device (check, g_ptr_array_index (devices, i), error))
      return FALSE;
  return TRUE;
}

/* -- the database ---------------------------------------------------------------------------------------------------- */

/* A pragma that gives a row for each thing that is wrong, and perhaps "ok". */
static gboolean
check_pragma (Check      *check,
              const char *sql,
              GError    **error)
{
  HwStatement *list = hw_connection_get (check->store->connection, sql, error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  while (hw_statement_step_row (list, &found, error))
    {
      const char *words;

      if (!found)
        return TRUE;
      words = hw_statement_get_text (list, 0);
      if (g_strcmp0 (words, "ok") != 0)
        /* Translators: %s is a technical reason in English. */
        add_problem (check, _("The database file is damaged: %s."), words != NULL ? words : "?");
    }
  return FALSE;
}

/* Damage ends one check and is a finding; anything else ends them all. */
static gboolean
note_damage (Check   *check,
             gboolean done,
             GError **inner,
             GError **error)
{
  if (done)
    return TRUE;
  if (!hw_error_is_damaged (*inner))
    {
      g_propagate_error (error, g_steal_pointer (inner));
      return FALSE;
    }
  add_problem (check, "%s", (*inner)->message);
  g_clear_error (inner);
  return TRUE;
}

/**
 * hw_store_verify:
 * @self: a store
 * @progress: (nullable): called now and then with how many entries are done
 * @user_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Checks everything that can be checked: chain, commitments, signatures,
 * numbers, and the integrity of the database.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what is wrong, a
 *   sentence each, at most 200; empty when all is well. %NULL with @error set
 *   when it could not be checked or was stopped
 */
GPtrArray *
hw_store_verify (HwStore       *self,
                 HwProgressFunc progress,
                 gpointer       user_data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  static const char * const pragmas[] = { "PRAGMA cipher_integrity_check", "PRAGMA integrity_check", "PRAGMA foreign_key_check" };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) inner = NULL;
  Check check = { self, problems, progress, user_data, cancellable, 0, 0 };
  guint n_before;
  gint64 total;
  gboolean done = hw_connection_get_int (self->connection, "SELECT count (*) FROM entry", &total, &inner);

  check.total = (guint64) MAX (total, 0);
  done = done && check_journal (&check, &inner);
  if (!note_damage (&check, done, &inner, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      n_before = problems->len;
      done = check_pragma (&check, pragmas[i], &inner);
      if (!note_damage (&check, done, &inner, error))
        return NULL;
      /* Pages that cannot be read need no second opinion about what is on them. */
      if (problems->len > n_before)
        break;
    }
  if (progress != NULL)
    progress (check.total, check.total, user_data);
  return g_steal_pointer (&problems);
}
