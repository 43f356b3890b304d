/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-follow-up-list.h"

G_BEGIN_DECLS

/* What may stand about a person on a list that leaves the team. There is no language, no nationality, no number of a
 * document and no place on the street among them, and none may be added. */
typedef enum
{
  HW_EXPORT_REFERENCE,        /* how both sides speak of a person without the name */
  HW_EXPORT_NAME,
  HW_EXPORT_BORN,
  HW_EXPORT_KEY_WORKER,
  HW_EXPORT_TRAVEL_DATE,
  HW_EXPORT_ESCORTS,
  HW_EXPORT_ARRIVED_ON,
  HW_EXPORT_RECEIVER,
  HW_EXPORT_HOUSING,
  HW_EXPORT_CARE,
  HW_EXPORT_DOCUMENT,
  HW_EXPORT_DOCUMENT_UNTIL,
  HW_EXPORT_DOCUMENT_STEP,
  HW_EXPORT_TREATMENT,
  HW_EXPORT_TREATMENT_STATE,
  HW_EXPORT_FIT_TO_TRAVEL,
  HW_EXPORT_MEDICATION,
  HW_EXPORT_FOLLOW_UP,        /* which: days after the arrival */
  HW_EXPORT_DUE_ON,
  HW_EXPORT_STATE,
  HW_EXPORT_ATTEMPTS,
  HW_EXPORT_LAST_TRIED_ON,
  HW_EXPORT_LAST_OUTCOME,
  HW_EXPORT_ECONOMIC,
  HW_EXPORT_SOCIAL,
  HW_EXPORT_PSYCHOSOCIAL,
  HW_N_EXPORT_FIELDS
} HwExportField;

#define HW_EXPORT_BIT(field) (1u << (field))

/* How a value is written: dates as 2026-12-19, counts as digits. */
typedef enum { HW_EXPORT_TYPE_TEXT, HW_EXPORT_TYPE_DATE, HW_EXPORT_TYPE_COUNT } HwExportType;

/**
 * HwExportPurpose:
 * @id: (static): a purpose of hw_wording_list_purposes(): the consent is asked for by the same name
 * @words: (static): to be translated with _()
 * @rule: (static): who needs it and why, to be translated with _()
 * @allowed: bits of the fields that may be told for it
 * @proposed: bits of those that are usually needed: fewer
 * @first: the first stage of the rail in which people are told of for it
 * @last: the last
 * @by_follow_up: one line for each open follow-up, instead of one for each person
 * @needs_second: somebody else than who writes the list looks at it first
 *
 * What a list of people may be for. A funder has none: it gets figures.
 */
typedef struct
{
  const char *id;
  const char *words;
  const char *rule;
  guint       allowed;
  guint       proposed;
  HwStage     first;
  HwStage     last;
  gboolean    by_follow_up;
  gboolean    needs_second;
} HwExportPurpose;

/**
 * HwExportAsk:
 * @purpose: what for
 * @recipient: to whom, as in the consents
 * @fields: bits of the fields wanted
 * @until: only follow-ups that are due by then, µs UTC; %G_MAXINT64: all
 * @second_person: (nullable): who else looked at it
 *
 * What is to leave.
 */
typedef struct
{
  const char *purpose;
  const char *recipient;
  guint       fields;
  gint64      until;
  const char *second_person;
} HwExportAsk;

/**
 * HwExportRow:
 * @case_: about whom
 * @entry: (nullable): which follow-up
 *
 * A line of the list.
 */
typedef struct
{
  HwCase          *case_;   /* (owned) */
  HwFollowUpEntry *entry;   /* (owned) (nullable) */
} HwExportRow;

/**
 * HwExportLeftOut:
 * @case_: who is not on the list
 * @state: how their consent stands
 *
 * Somebody whom the list would be about, had they agreed.
 */
typedef struct
{
  HwCase         *case_;   /* (owned) */
  HwConsentState  state;
} HwExportLeftOut;

/**
 * HwExportList:
 * @purpose: what for
 * @fields: bits of the fields that it holds
 * @rows: (element-type HwExportRow): in the order in which the work is done, without a follow-up by reference
 * @cases: (element-type HwCase): everybody who is told of, once
 * @left_out: (element-type HwExportLeftOut): who is not
 */
typedef struct
{
  const HwExportPurpose *purpose;
  guint                  fields;
  GPtrArray             *rows;      /* (owned) */
  GPtrArray             *cases;     /* (owned) */
  GPtrArray             *left_out;  /* (owned) */
} HwExportList;

const HwExportPurpose *hw_export_purposes       (guint               *n_purposes);
const HwExportPurpose *hw_export_find_purpose   (const char          *id);
const char            *hw_export_field_to_string (HwExportField       field);
gboolean               hw_export_field_from_string (const char       *name,
                                                 HwExportField       *field);
const char            *hw_export_field_get_words (HwExportField       field);
HwExportType           hw_export_field_get_type (HwExportField        field);
gboolean               hw_export_check          (const HwExportAsk   *ask,
                                                 const char          *author,
                                                 GError             **error);
GPtrArray             *hw_export_list_recipients (HwCase            **cases,
                                                 guint                n_cases,
                                                 const char          *purpose);
HwExportList          *hw_export_list_new       (HwCase             **cases,
                                                 guint                n_cases,
                                                 const HwExportAsk   *ask,
                                                 gint64               now);
void                   hw_export_list_free      (HwExportList        *self);
char                  *hw_export_dup_reference  (const HwCase        *case_);
char                  *hw_export_dup_value      (const HwExportRow   *row,
                                                 HwExportField        field);
char                  *hw_export_dup_fields     (guint                fields);
const char            *hw_export_get_why        (const HwExportLeftOut *left_out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwExportList, hw_export_list_free)

G_END_DECLS
