/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sodium.h>
#include "hw-id.h"

G_BEGIN_DECLS

#define HW_HASH_LENGTH      crypto_generichash_BYTES   /* 32 */
#define HW_SALT_LENGTH      16
#define HW_SIGNATURE_LENGTH crypto_sign_BYTES          /* 64 */
#define HW_ENTRY_REF_LENGTH 24

/* Kinds of entries that this Homeward understands; others are kept and passed on. */
#define HW_KIND_REPORT_RECEIVED   "report.received"
#define HW_KIND_REPORT_STATUS_SET "report.status-set"
#define HW_KIND_CONTACT_RECORDED  "contact.recorded"
#define HW_KIND_PERSON_NOTED      "person.noted"
#define HW_KIND_CASE_OPENED       "case.opened"
#define HW_KIND_EVIDENCE_SET      "case.evidence-set"
#define HW_KIND_CASE_MOVED        "case.moved"
#define HW_KIND_CONSENT_GRANTED   "consent.granted"
#define HW_KIND_CONSENT_REFUSED   "consent.refused"
#define HW_KIND_CONSENT_WITHDRAWN "consent.withdrawn"
#define HW_KIND_CONSENT_EXPIRED   "consent.expired"
#define HW_KIND_PARTNER_NOTED     "partner.noted"
#define HW_KIND_PERSON_LINKED     "person.linked"
#define HW_KIND_CONTACT_MATCHED   "contact.matched"
#define HW_KIND_SITE_NOTED        "site.noted"
#define HW_KIND_SITE_CLOSED       "site.closed"
#define HW_KIND_AREA_NOTED        "area.noted"
#define HW_KIND_AREA_REMOVED      "area.removed"
#define HW_KIND_REPORT_ASSIGNED   "report.assigned"
#define HW_KIND_REPORT_EMERGENCY_TOLD "report.emergency-told"
#define HW_KIND_REPORT_LINKED     "report.linked"
#define HW_KIND_REPORT_ANSWERED   "report.answered"
#define HW_KIND_PLACE_NAMED       "place.named"
#define HW_KIND_SHIFT_NOTED       "shift.noted"
#define HW_KIND_SHIFT_ROUND_SET   "shift.round-set"
#define HW_KIND_SHIFT_STATE_SET   "shift.state-set"
#define HW_KIND_VISIT_TAPPED      "visit.tapped"
#define HW_KIND_VISIT_PERSON_MET  "visit.person-met"   /* a tap that names a person */
#define HW_KIND_PROMISE_MADE      "promise.made"
#define HW_KIND_PROMISE_SETTLED   "promise.settled"
#define HW_KIND_BED_OFFERED       "bed.offered"
#define HW_KIND_BED_ANSWERED      "bed.answered"
/* What happened in a case: this and the name of its HwCaseRecordKind, "case.interview". */
#define HW_KIND_CASE_RECORD_START "case."

#define HW_COMPARTMENT_STREET   "street"
#define HW_COMPARTMENT_CASEWORK "casework"

/* Where an entry stands in the order that every laptop agrees on: (lamport, device, number). */
typedef struct
{
  gint64 lamport;
  HwId   device;
  gint64 number;
} HwStamp;

/**
 * HwEntry:
 * @position: order of arrival on this laptop, 0 before it is in the journal
 * @stamp: lamport time, device and number, which name the entry
 * @kind: "report.received"
 * @version: of the body's form
 * @compartment: who may hold it
 * @subject: what it is about
 * @parents: (nullable): the entries it supersedes, %HW_ENTRY_REF_LENGTH bytes each: device and number (big endian)
 * @n_parents: how many
 * @happened_at: µs UTC
 * @happened_precision: µs either way
 * @recorded_at: µs UTC, by this laptop's clock; orders nothing
 * @author: who recorded it
 * @body: (nullable): JSON, %NULL once erased
 * @body_length: in bytes
 * @salt: random, so that a commitment cannot be guessed
 * @commitment: BLAKE2b-256 (salt || body)
 *
 * One thing that happened. Strings and parents belong to whoever filled it in.
 */
typedef struct
{
  gint64        position;
  HwStamp       stamp;
  const char   *kind;
  gint64        version;
  const char   *compartment;
  HwId          subject;
  const guint8 *parents;
  gsize         n_parents;
  gint64        happened_at;
  gint64        happened_precision;
  gint64        recorded_at;
  const char   *author;
  const char   *body;
  gsize         body_length;
  guint8        salt[HW_SALT_LENGTH];
  guint8        commitment[HW_HASH_LENGTH];
} HwEntry;

/* The hash of a batch, entry by entry, so that a million of them need no room. */
typedef crypto_generichash_state HwBatchHash;

int  hw_stamp_compare    (const HwStamp *a,
                          const HwStamp *b);
void hw_entry_ref_write  (guint8        *ref,
                          const HwId    *device,
                          gint64         number);
void hw_entry_ref_read   (const guint8  *ref,
                          HwId          *device,
                          gint64        *number);
void hw_entry_commit     (const HwEntry *entry,
                          guint8        *commitment);
void hw_batch_hash_begin (HwBatchHash   *hash,
                          const HwId    *device,
                          gint64         number,
                          gint64         first_entry,
                          const char    *source,
                          const guint8  *previous_hash);
void hw_batch_hash_add   (HwBatchHash   *hash,
                          const HwEntry *entry);
void hw_batch_hash_end   (HwBatchHash   *hash,
                          guint8        *result);
void hw_batch_sign       (const guint8  *hash,
                          const guint8  *secret_key,
                          guint8        *signature);
gboolean hw_batch_is_signed (const guint8 *hash,
                          const guint8  *public_key,
                          const guint8  *signature);

G_END_DECLS
