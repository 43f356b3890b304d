/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-apply.h"
#include "hw-area-table.h"
#include "hw-bed-table.h"
#include "hw-bodies.h"
#include "hw-case-record-table.h"
#include "hw-case-table.h"
#include "hw-consent-expiry-table.h"
#include "hw-consent-table.h"
#include "hw-contact-match-table.h"
#include "hw-contact-table.h"
#include "hw-evidence-table.h"
#include "hw-named-place-table.h"
#include "hw-partner-table.h"
#include "hw-person-link-table.h"
#include "hw-person-table.h"
#include "hw-promise-table.h"
#include "hw-report-desk-table.h"
#include "hw-report-link-table.h"
#include "hw-report-table.h"
#include "hw-shift-table.h"
#include "hw-site-closure-table.h"
#include "hw-site-table.h"
#include "hw-tap-table.h"

/*
 * From an entry of the journal to the tables: reads the body and hands it to
 * the file of its table. Rebuild, and entries of other laptops, come this way;
 * what is recorded here goes to the same functions of the tables without the
 * detour over JSON. To add a kind, add a row to the list below.
 */

typedef gboolean (*ApplyFunc) (HwTables      *tables,
                               const HwEntry *entry,
                               HwBody        *body,
                               GError       **error);

static gboolean
apply_report (HwTables      *tables,
              const HwEntry *entry,
              HwBody        *body,
              GError       **error)
{
  HwReport report;

  hw_body_read_report (body, &report);
  return hw_report_table_apply (tables, entry, &report, NULL, error);
}

static gboolean
apply_status (HwTables      *tables,
              const HwEntry *entry,
              HwBody        *body,
              GError       **error)
{
  HwReportStatus status = HW_REPORT_NEW;
  HwId stop;

  hw_report_status_from_string (hw_body_get_text (body, "status"), &status);
  hw_body_get_id (body, "stop", &stop);
  return hw_report_table_apply_status (tables, entry, status, hw_body_get_text (body, "outcome"), hw_body_get_text (body, "note"), &stop, error);
}

static gboolean
apply_contact (HwTables      *tables,
               const HwEntry *entry,
               HwBody        *body,
               GError       **error)
{
  HwContact contact;

  hw_body_read_contact (body, &contact);
  return hw_contact_table_apply (tables, entry, &contact, NULL, error);
}

static gboolean
apply_person (HwTables      *tables,
              const HwEntry *entry,
              HwBody        *body,
              GError       **error)
{
  return hw_person_table_apply (tables, entry, error);
}

static gboolean
apply_case (HwTables      *tables,
            const HwEntry *entry,
            HwBody        *body,
            GError       **error)
{
  HwId previous;
  HwId person;

  hw_body_get_id (body, "person", &person);
  hw_body_get_id (body, "previous", &previous);
  return hw_case_table_apply (tables, entry, &person, hw_body_get_text (body, "wish"), &previous, NULL, error);
}

static gboolean
apply_evidence (HwTables      *tables,
                const HwEntry *entry,
                HwBody        *body,
                GError       **error)
{
  const char *field = hw_body_get_text (body, "field");

  return field == NULL || hw_evidence_table_apply (tables, entry, field, hw_body_get_text (body, "value"), error);
}

static gboolean
apply_move (HwTables      *tables,
            const HwEntry *entry,
            HwBody        *body,
            GError       **error)
{
  HwStage from = HW_STAGE_WISH;
  HwStage stage;

  hw_stage_from_string (hw_body_get_text (body, "from"), &from);
  return !hw_stage_from_string (hw_body_get_text (body, "stage"), &stage) ||
         hw_case_table_apply_move (tables, entry, from, stage, error);
}

static gboolean
apply_grant (HwTables      *tables,
             const HwEntry *entry,
             HwBody        *body,
             GError       **error)
{
  HwConsent consent;

  hw_body_read_consent (body, &consent);
  return hw_consent_table_apply (tables, entry, &consent, FALSE, error);
}

static gboolean
apply_refusal (HwTables      *tables,
               const HwEntry *entry,
               HwBody        *body,
               GError       **error)
{
  HwConsent consent;

  hw_body_read_consent (body, &consent);
  return hw_consent_table_apply (tables, entry, &consent, TRUE, error);
}

static gboolean
apply_withdrawal (HwTables      *tables,
                  const HwEntry *entry,
                  HwBody        *body,
                  GError       **error)
{
  HwId consent;

  hw_body_get_id (body, "consent", &consent);
  return hw_consent_table_apply_withdrawal (tables, entry, &consent, hw_body_get_text (body, "purpose"),
                                            hw_body_get_text (body, "recipient"), hw_body_get_text (body, "reason"), error);
}

static gboolean
apply_expiry (HwTables      *tables,
              const HwEntry *entry,
              HwBody        *body,
              GError       **error)
{
  HwId consent;

  hw_body_get_id (body, "consent", &consent);
  return hw_consent_expiry_table_apply (tables, entry, &consent, hw_body_get_int (body, "expired_at"), error);
}

static gboolean
apply_partner (HwTables      *tables,
               const HwEntry *entry,
               HwBody        *body,
               GError       **error)
{
  return hw_partner_table_apply (tables, entry, error);
}

static gboolean
apply_link (HwTables      *tables,
            const HwEntry *entry,
            HwBody        *body,
            GError       **error)
{
  HwId other;

  hw_body_get_id (body, "other", &other);
  return hw_person_link_table_apply (tables, entry, &other, hw_body_get_boolean (body, "same"), hw_body_get_text (body, "reason"), error);
}

static gboolean
apply_match (HwTables      *tables,
             const HwEntry *entry,
             HwBody        *body,
             GError       **error)
{
  HwId person;

  hw_body_get_id (body, "person", &person);
  return hw_contact_match_table_apply (tables, entry, &person, error);
}

static gboolean
apply_site (HwTables      *tables,
            const HwEntry *entry,
            HwBody        *body,
            GError       **error)
{
  HwSite site;

  hw_body_read_site (body, &site);
  return hw_site_table_apply (tables, entry, &site, error);
}

static gboolean
apply_closure (HwTables      *tables,
               const HwEntry *entry,
               HwBody        *body,
               GError       **error)
{
  return hw_site_closure_table_apply (tables, entry, hw_body_get_int (body, "closes_at"), hw_body_get_boolean (body, "by_authorities"),
                                      hw_body_get_text (body, "note"), error);
}

static gboolean
apply_area (HwTables      *tables,
            const HwEntry *entry,
            HwBody        *body,
            GError       **error)
{
  HwArea area;
  gboolean done;

  hw_body_read_area (body, &area);
  done = hw_area_table_apply (tables, entry, &area, error);
  g_ptr_array_unref (area.rings);
  return done;
}

static gboolean
apply_removal (HwTables      *tables,
               const HwEntry *entry,
               HwBody        *body,
               GError       **error)
{
  return hw_area_table_apply_removal (tables, entry, error);
}

/* All kinds of records come here: find_kind() has seen that the name is one of them. */
static gboolean
apply_case_record (HwTables      *tables,
                   const HwEntry *entry,
                   HwBody        *body,
                   GError       **error)
{
  HwCaseRecordKind kind = HW_CASE_RECORD_NOTE;
  g_autoptr (HwCaseRecord) record = NULL;

  hw_case_record_kind_from_string (entry->kind + strlen (HW_KIND_CASE_RECORD_START), &kind);
  record = hw_body_dup_case_record (body, kind);
  return hw_case_record_table_apply (tables, entry, record, error);
}

static gboolean
apply_assignment (HwTables      *tables,
                  const HwEntry *entry,
                  HwBody        *body,
                  GError       **error)
{
  return hw_report_desk_table_apply_assignment (tables, entry, hw_body_get_text (body, "to"), error);
}

static gboolean
apply_emergency (HwTables      *tables,
                 const HwEntry *entry,
                 HwBody        *body,
                 GError       **error)
{
  return hw_report_desk_table_apply_emergency (tables, entry, hw_body_get_boolean (body, "told"), error);
}

static gboolean
apply_report_link (HwTables      *tables,
                   const HwEntry *entry,
                   HwBody        *body,
                   GError       **error)
{
  HwId other;

  hw_body_get_id (body, "other", &other);
  return hw_report_link_table_apply (tables, entry, &other, hw_body_get_boolean (body, "same"), hw_body_get_text (body, "reason"), error);
}

/* A way or an answer that this Homeward does not know: that the caller was answered still holds. */
static gboolean
apply_answer (HwTables      *tables,
              const HwEntry *entry,
              HwBody        *body,
              GError       **error)
{
  const char *way = hw_body_get_text (body, "how");
  HwAnsweredBy how = way != NULL ? HW_ANSWERED_BY_STATUS_PAGE : HW_N_ANSWERED_BY;
  HwCallerAnswer answer = HW_CALLER_ANSWER_LOOKED_AT;

  hw_answered_by_from_string (way, &how);
  hw_caller_answer_from_string (hw_body_get_text (body, "answer"), &answer);
  return hw_report_desk_table_apply_answer (tables, entry, how, answer, hw_body_get_text (body, "words"), error);
}

static gboolean
apply_named_place (HwTables      *tables,
                   const HwEntry *entry,
                   HwBody        *body,
                   GError       **error)
{
  HwNamedPlace place;

  hw_body_read_named_place (body, &place);
  return place.name == NULL || hw_named_place_table_apply (tables, entry, &place, error);
}

static gboolean
apply_shift (HwTables      *tables,
             const HwEntry *entry,
             HwBody        *body,
             GError       **error)
{
  g_autoptr (HwShift) shift = hw_body_dup_shift (body);

  return hw_shift_table_apply (tables, entry, shift, error);
}

static gboolean
apply_round (HwTables      *tables,
             const HwEntry *entry,
             HwBody        *body,
             GError       **error)
{
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);

  hw_body_read_round (body, stops);
  return hw_shift_table_apply_round (tables, entry, stops, error);
}

static gboolean
apply_shift_state (HwTables      *tables,
                   const HwEntry *entry,
                   HwBody        *body,
                   GError       **error)
{
  HwShiftState state;

  return !hw_shift_state_from_string (hw_body_get_text (body, "state"), &state) ||
         hw_shift_table_apply_state (tables, entry, state, hw_body_get_int (body, "at"),
                                     (guint) CLAMP (hw_body_get_int (body, "paper_minutes"), 0, G_MAXINT32), error);
}

static gboolean
apply_tap (HwTables      *tables,
           const HwEntry *entry,
           HwBody        *body,
           GError       **error)
{
  HwTap tap;

  return !hw_body_read_tap (body, &tap) || hw_tap_table_apply (tables, entry, &tap, error);
}

static gboolean
apply_promise (HwTables      *tables,
               const HwEntry *entry,
               HwBody        *body,
               GError       **error)
{
  HwPromise promise;

  hw_body_read_promise (body, &promise);
  return hw_promise_table_apply (tables, entry, &promise, error);
}

static gboolean
apply_settlement (HwTables      *tables,
                  const HwEntry *entry,
                  HwBody        *body,
                  GError       **error)
{
  return hw_promise_table_apply_settlement (tables, entry, hw_body_get_boolean (body, "kept"), hw_body_get_text (body, "words"), error);
}

static gboolean
apply_bed (HwTables      *tables,
           const HwEntry *entry,
           HwBody        *body,
           GError       **error)
{
  HwBed bed;

  hw_body_read_bed (body, &bed);
  return bed.night == NULL || hw_bed_table_apply (tables, entry, &bed, error);
}

/* An answer that this Homeward does not know changes nothing. */
static gboolean
apply_bed_answer (HwTables      *tables,
                  const HwEntry *entry,
                  HwBody        *body,
                  GError       **error)
{
  HwBedState state;

  return !hw_bed_state_from_string (hw_body_get_text (body, "state"), &state) ||
         hw_bed_table_apply_answer (tables, entry, state, hw_body_get_text (body, "reason"), hw_body_get_text (body, "words"), error);
}

static const struct
{
  const char *kind;
  ApplyFunc   apply;
} kinds[] = {
  { HW_KIND_REPORT_RECEIVED, apply_report },
  { HW_KIND_REPORT_STATUS_SET, apply_status },
  { HW_KIND_CONTACT_RECORDED, apply_contact },
  { HW_KIND_PERSON_NOTED, apply_person },
  { HW_KIND_CASE_OPENED, apply_case },
  { HW_KIND_EVIDENCE_SET, apply_evidence },
  { HW_KIND_CASE_MOVED, apply_move },
  { HW_KIND_CONSENT_GRANTED, apply_grant },
  { HW_KIND_CONSENT_REFUSED, apply_refusal },
  { HW_KIND_CONSENT_WITHDRAWN, apply_withdrawal },
  { HW_KIND_CONSENT_EXPIRED, apply_expiry },
  { HW_KIND_PARTNER_NOTED, apply_partner },
  { HW_KIND_PERSON_LINKED, apply_link },
  { HW_KIND_CONTACT_MATCHED, apply_match },
  { HW_KIND_SITE_NOTED, apply_site },
  { HW_KIND_SITE_CLOSED, apply_closure },
  { HW_KIND_AREA_NOTED, apply_area },
  { HW_KIND_AREA_REMOVED, apply_removal },
  { HW_KIND_REPORT_ASSIGNED, apply_assignment },
  { HW_KIND_REPORT_EMERGENCY_TOLD, apply_emergency },
  { HW_KIND_REPORT_LINKED, apply_report_link },
  { HW_KIND_REPORT_ANSWERED, apply_answer },
  { HW_KIND_PLACE_NAMED, apply_named_place },
  { HW_KIND_SHIFT_NOTED, apply_shift },
  { HW_KIND_SHIFT_ROUND_SET, apply_round },
  { HW_KIND_SHIFT_STATE_SET, apply_shift_state },
  { HW_KIND_VISIT_TAPPED, apply_tap },
  { HW_KIND_VISIT_PERSON_MET, apply_tap },
  { HW_KIND_PROMISE_MADE, apply_promise },
  { HW_KIND_PROMISE_SETTLED, apply_settlement },
  { HW_KIND_BED_OFFERED, apply_bed },
  { HW_KIND_BED_ANSWERED, apply_bed_answer },
};

static ApplyFunc
find_kind (const char *kind)
{
  HwCaseRecordKind record;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i].kind))
      return kinds[i].apply;
  if (g_str_has_prefix (kind, HW_KIND_CASE_RECORD_START) &&
      hw_case_record_kind_from_string (kind + strlen (HW_KIND_CASE_RECORD_START), &record))
    return apply_case_record;
  return NULL;
}

/**
 * hw_apply_knows:
 * @kind: of an entry
 *
 * Returns: whether this Homeward understands entries of the kind
 */
gboolean
hw_apply_knows (const char *kind)
{
  return find_kind (kind) != NULL;
}

/**
 * hw_apply_entry:
 * @tables: the tables
 * @entry: an entry of the journal
 * @error: return location
 *
 * Applies an entry to the tables. Kinds that this Homeward does not know and
 * entries whose body was erased change nothing.
 *
 * Returns: %FALSE with @error set when it failed, %HW_STORE_ERROR_DAMAGED where the body cannot be read
 */
gboolean
hw_apply_entry (HwTables      *tables,
                const HwEntry *entry,
                GError       **error)
{
  ApplyFunc apply = find_kind (entry->kind);
  g_autoptr (HwBody) body = NULL;

  if (apply == NULL || entry->body == NULL)
    return TRUE;
  body = hw_body_parse (entry->body, entry->body_length, error);
  return body != NULL && apply (tables, entry, body, error);
}
