/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-entry.h"

/*
 * An entry's bytes: what is hashed and in which order. A batch's hash covers,
 * besides the previous hash and the commitments that DESIGN section 5 asks for,
 * every other field of each entry, so that nobody changes a kind, a time or an
 * author unnoticed. Only body and salt stay out, which erasure takes away.
 */

#define BATCH_DOMAIN     "homeward batch 1"
#define SIGNATURE_DOMAIN "homeward signature 1"

static void
put_u64 (guint8 *bytes,
         guint64 value)
{
  value = GUINT64_TO_BE (value);
  memcpy (bytes, &value, sizeof value);
}

static void
hash_u64 (HwBatchHash *hash,
          guint64      value)
{
  guint8 bytes[8];

  put_u64 (bytes, value);
  crypto_generichash_update (hash, bytes, sizeof bytes);
}

/* The length before the text, so that no two lists of texts look the same. */
static void
hash_text (HwBatchHash *hash,
           const char  *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  hash_u64 (hash, text != NULL ? length : G_MAXUINT64);
  crypto_generichash_update (hash, (const guint8 *) text, length);
}

/**
 * hw_stamp_compare:
 * @a: a stamp
 * @b: another
 *
 * The order that every laptop agrees on: lamport, then device, then number.
 *
 * Returns: less than, equal to or greater than 0
 */
int
hw_stamp_compare (const HwStamp *a,
                  const HwStamp *b)
{
  int order = (a->lamport > b->lamport) - (a->lamport < b->lamport);

  if (order == 0)
    order = hw_id_compare (&a->device, &b->device);
  return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

/**
 * hw_entry_ref_write:
 * @ref: (out caller-allocates): %HW_ENTRY_REF_LENGTH bytes
 * @device: whose entry
 * @number: its number
 *
 * Writes the name of an entry.
 */
void
hw_entry_ref_write (guint8     *ref,
                    const HwId *device,
                    gint64      number)
{
  memcpy (ref, device->bytes, HW_ID_LENGTH);
  put_u64 (ref + HW_ID_LENGTH, (guint64) number);
}

/**
 * hw_entry_ref_read:
 * @ref: %HW_ENTRY_REF_LENGTH bytes
 * @device: (out caller-allocates): whose entry
 * @number: (out): its number
 *
 * Reads the name of an entry.
 */
void
hw_entry_ref_read (const guint8 *ref,
                   HwId         *device,
                   gint64       *number)
{
  guint64 value;

  memcpy (device->bytes, ref, HW_ID_LENGTH);
  memcpy (&value, ref + HW_ID_LENGTH, sizeof value);
  *number = (gint64) GUINT64_FROM_BE (value);
}

/**
 * hw_entry_commit:
 * @entry: an entry with body and salt
 * @commitment: (out caller-allocates): %HW_HASH_LENGTH bytes
 *
 * BLAKE2b-256 (salt || body).
 */
void
hw_entry_commit (const HwEntry *entry,
                 guint8        *commitment)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, HW_HASH_LENGTH);
  crypto_generichash_update (&state, entry->salt, HW_SALT_LENGTH);
  crypto_generichash_update (&state, (const guint8 *) entry->body, entry->body_length);
  crypto_generichash_final (&state, commitment, HW_HASH_LENGTH);
}

/**
 * hw_batch_hash_begin:
 * @hash: (out caller-allocates): the state
 * @device: whose batch
 * @number: its number, from 1
 * @first_entry: the number of its first entry
 * @source: (nullable): what it was made from
 * @previous_hash: the hash of the batch before, zeros before the first
 *
 * Begins the hash of a batch.
 */
void
hw_batch_hash_begin (HwBatchHash  *hash,
                     const HwId   *device,
                     gint64        number,
                     gint64        first_entry,
                     const char   *source,
                     const guint8 *previous_hash)
{
  crypto_generichash_init (hash, NULL, 0, HW_HASH_LENGTH);
  crypto_generichash_update (hash, (const guint8 *) BATCH_DOMAIN, sizeof BATCH_DOMAIN);
  crypto_generichash_update (hash, device->bytes, HW_ID_LENGTH);
  hash_u64 (hash, (guint64) number);
  hash_u64 (hash, (guint64) first_entry);
  hash_text (hash, source);
  crypto_generichash_update (hash, previous_hash, HW_HASH_LENGTH);
}

/**
 * hw_batch_hash_add:
 * @hash: the state
 * @entry: the next entry
 *
 * Adds an entry: everything but its body, its salt and its local position.
 */
void
hw_batch_hash_add (HwBatchHash   *hash,
                   const HwEntry *entry)
{
  hash_u64 (hash, (guint64) entry->stamp.number);
  hash_text (hash, entry->kind);
  hash_u64 (hash, (guint64) entry->version);
  hash_text (hash, entry->compartment);
  crypto_generichash_update (hash, entry->subject.bytes, HW_ID_LENGTH);
  hash_u64 (hash, entry->n_parents);
  crypto_generichash_update (hash, entry->parents, entry->n_parents * HW_ENTRY_REF_LENGTH);
  hash_u64 (hash, (guint64) entry->stamp.lamport);
  hash_u64 (hash, (guint64) entry->happened_at);
  hash_u64 (hash, (guint64) entry->happened_precision);
  hash_u64 (hash, (guint64) entry->recorded_at);
  hash_text (hash, entry->author);
  crypto_generichash_update (hash, entry->commitment, HW_HASH_LENGTH);
}

/**
 * hw_batch_hash_end:
 * @hash: the state
 * @result: (out caller-allocates): %HW_HASH_LENGTH bytes
 *
 * Ends the hash.
 */
void
hw_batch_hash_end (HwBatchHash *hash,
                   guint8      *result)
{
  crypto_generichash_final (hash, result, HW_HASH_LENGTH);
}

static void
write_signed_message (guint8       *message,
                      const guint8 *hash)
{
  memcpy (message, SIGNATURE_DOMAIN, sizeof SIGNATURE_DOMAIN);
  memcpy (message + sizeof SIGNATURE_DOMAIN, hash, HW_HASH_LENGTH);
}

/**
 * hw_batch_sign:
 * @hash: the hash of a batch
 * @secret_key: the device's Ed25519 secret key
 * @signature: (out caller-allocates): %HW_SIGNATURE_LENGTH bytes
 *
 * Signs a batch.
 */
void
hw_batch_sign (const guint8 *hash,
               const guint8 *secret_key,
               guint8       *signature)
{
  guint8 message[sizeof SIGNATURE_DOMAIN + HW_HASH_LENGTH];

  write_signed_message (message, hash);
  crypto_sign_detached (signature, NULL, message, sizeof message, secret_key);
}

/**
 * hw_batch_is_signed:
 * @hash: the hash of a batch
 * @public_key: the device's Ed25519 public key
 * @signature: %HW_SIGNATURE_LENGTH bytes
 *
 * Returns: whether the device signed this batch
 */
gboolean
hw_batch_is_signed (const guint8 *hash,
                    const guint8 *public_key,
                    const guint8 *signature)
{
  guint8 message[sizeof SIGNATURE_DOMAIN + HW_HASH_LENGTH];

  write_signed_message (message, hash);
  return crypto_sign_verify_detached (signature, message, sizeof message, public_key) == 0;
}
