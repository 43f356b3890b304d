/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-json-writer.h"

/* The bodies of what happens in a case, of partners, links and matches: version 1 of each kind, as in hw-bodies.c. */

/**
 * hw_body_write_expiry:
 * @body: text to replace
 * @consent: a consent that came to its end
 *
 * Writes the body of "consent.expired".
 */
void
hw_body_write_expiry (GString         *body,
                      const HwConsent *consent)
{
  hw_json_begin (body);
  hw_json_put_id (body, "consent", &consent->id);
  hw_json_put_text (body, "purpose", consent->purpose);
  hw_json_put_text (body, "recipient", consent->recipient);
  hw_json_put_int (body, "expired_at", consent->expires_at);
  hw_json_end (body);
}

/**
 * hw_body_write_case_record:
 * @body: text to replace
 * @record: what happened in a case
 *
 * Writes the body of "case.interview" and the other kinds of records; which
 * one it is says the entry's kind, and when it happened the entry itself.
 */
void
hw_body_write_case_record (GString            *body,
                           const HwCaseRecord *record)
{
  hw_json_begin (body);
  hw_json_put_id (body, "id", &record->id);
  hw_json_put_texts (body, "fields", record->fields);
  hw_json_end (body);
}

/**
 * hw_body_dup_case_record:
 * @self: the body of a record
 * @kind: which the entry's kind says
 *
 * Reads what hw_body_write_case_record() wrote.
 *
 * Returns: (transfer full): the record without time and author
 */
HwCaseRecord *
hw_body_dup_case_record (HwBody           *self,
                         HwCaseRecordKind  kind)
{
  HwCaseRecord *record = hw_case_record_new (kind, 0);

  hw_body_get_id (self, "id", &record->id);
  g_hash_table_unref (record->fields);
  record->fields = hw_body_dup_texts (self, "fields");
  return record;
}

/**
 * hw_body_write_partner:
 * @body: text to replace
 * @partner: a partner
 *
 * Writes the body of "partner.noted": all that is known of the partner.
 */
void
hw_body_write_partner (GString         *body,
                       const HwPartner *partner)
{
  hw_json_begin (body);
  hw_json_put_name (body, "kind", hw_partner_kind_to_string (partner->kind));
  hw_json_put_text (body, "name", partner->name);
  hw_json_put_text (body, "country", partner->country);
  hw_json_put_text (body, "languages", partner->languages);
  hw_json_put_text (body, "phones", partner->phones);
  hw_json_put_text (body, "address", partner->address);
  hw_json_put_text (body, "hours", partner->hours);
  hw_json_put_text (body, "accepts", partner->accepts);
  hw_json_put_text (body, "agreed", partner->agreed);
  hw_json_put_text (body, "agreed_on", partner->agreed_on);
  hw_json_put_text (body, "beds", partner->beds);
  hw_json_put_text (body, "bed_count", partner->bed_count);
  hw_json_put_text (body, "last_referral", partner->last_referral);
  hw_json_end (body);
}

/**
 * hw_body_read_partner:
 * @self: the body of "partner.noted"
 * @partner: (out caller-allocates): the partner without identity; text belongs to @self
 *
 * Reads what hw_body_write_partner() wrote. A kind that this Homeward does not know reads as a service.
 */
void
hw_body_read_partner (HwBody    *self,
                      HwPartner *partner)
{
  *partner = (HwPartner) {
    .kind = HW_PARTNER_SERVICE,
    .name = hw_body_get_text (self, "name"),
    .country = hw_body_get_text (self, "country"),
    .languages = hw_body_get_text (self, "languages"),
    .phones = hw_body_get_text (self, "phones"),
    .address = hw_body_get_text (self, "address"),
    .hours = hw_body_get_text (self, "hours"),
    .accepts = hw_body_get_text (self, "accepts"),
    .agreed = hw_body_get_text (self, "agreed"),
    .agreed_on = hw_body_get_text (self, "agreed_on"),
    .beds = hw_body_get_text (self, "beds"),
    .bed_count = hw_body_get_text (self, "bed_count"),
    .last_referral = hw_body_get_text (self, "last_referral"),
  };
  hw_partner_kind_from_string (hw_body_get_text (self, "kind"), &partner->kind);
}

/**
 * hw_body_write_link:
 * @body: text to replace
 * @other: the greater of the two identities; the lesser is the entry's subject
 * @same: whether they are the same
 * @reason: (nullable): words
 *
 * Writes the body of "person.linked".
 */
void
hw_body_write_link (GString    *body,
                    const HwId *other,
                    gboolean    same,
                    const char *reason)
{
  hw_json_begin (body);
  hw_json_put_id (body, "other", other);
  if (same)
    hw_json_put_true (body, "same");
  hw_json_put_text (body, "reason", reason);
  hw_json_end (body);
}

/**
 * hw_body_write_match:
 * @body: text to replace
 * @person: who it was; nil: nobody known
 *
 * Writes the body of "contact.matched".
 */
void
hw_body_write_match (GString    *body,
                     const HwId *person)
{
  hw_json_begin (body);
  hw_json_put_id (body, "person", person);
  hw_json_end (body);
}
