/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"

G_BEGIN_DECLS

/**
 * HwCaseRecordKind:
 * @HW_CASE_RECORD_INTERVIEW: a talk about going home: language, interpreter, who was there, what was offered
 * @HW_CASE_RECORD_PARTNER_CONTACT: the embassy or another partner was asked something; what they promised, by when, what they answered
 * @HW_CASE_RECORD_DOCUMENT: an identity document, or a step towards an emergency travel document
 * @HW_CASE_RECORD_NUMBER_SHOWN: somebody asked to see a document's number
 * @HW_CASE_RECORD_PRECONDITION: treatment that must be done before the journey
 * @HW_CASE_RECORD_APPOINTMENT: an appointment of a treatment, and whether it was kept
 * @HW_CASE_RECORD_RECEPTION: what waits at home: housing, care, income on arrival
 * @HW_CASE_RECORD_LEG: one leg of the journey
 * @HW_CASE_RECORD_CHECK: one line of the journey checklist, checked
 * @HW_CASE_RECORD_COST: what it cost and who pays; a reversal is a record of its own
 * @HW_CASE_RECORD_FOLLOW_UP: an attempt at a follow-up, and what was learnt
 * @HW_CASE_RECORD_FOLLOW_UP_DATE: a follow-up was moved to another day, with the reason
 * @HW_CASE_RECORD_PLAN_REVIEW: the plan was looked at again after the return
 * @HW_CASE_RECORD_DISCLOSURE: something was told to somebody
 * @HW_CASE_RECORD_RECALL: a recall letter was prepared for a recipient
 * @HW_CASE_RECORD_OVERRIDE: a second person let a gate pass
 * @HW_CASE_RECORD_HAND_OVER: signs of exploitation, or a child, handed to those whose task it is
 * @HW_CASE_RECORD_NOTE: words
 *
 * What may happen in a case any number of times. Facts: nothing overwrites
 * them, a correction is a new entry with parents (DESIGN section 5, rule 1).
 */
typedef enum
{
  HW_CASE_RECORD_INTERVIEW, HW_CASE_RECORD_PARTNER_CONTACT, HW_CASE_RECORD_DOCUMENT, HW_CASE_RECORD_NUMBER_SHOWN,
  HW_CASE_RECORD_PRECONDITION, HW_CASE_RECORD_APPOINTMENT, HW_CASE_RECORD_RECEPTION, HW_CASE_RECORD_LEG,
  HW_CASE_RECORD_CHECK, HW_CASE_RECORD_COST, HW_CASE_RECORD_FOLLOW_UP, HW_CASE_RECORD_FOLLOW_UP_DATE,
  HW_CASE_RECORD_PLAN_REVIEW, HW_CASE_RECORD_DISCLOSURE, HW_CASE_RECORD_RECALL, HW_CASE_RECORD_OVERRIDE,
  HW_CASE_RECORD_HAND_OVER, HW_CASE_RECORD_NOTE,
  HW_N_CASE_RECORD_KINDS
} HwCaseRecordKind;

/**
 * HwCaseRecord:
 * @id: its own identity, which a correction keeps; nil until the store gives it one
 * @kind: what it is
 * @happened_at: µs UTC
 * @recorded_at: µs UTC, 0 before it is recorded; orders nothing
 * @author: (nullable): who recorded it
 * @fields: (element-type utf8 utf8): names of hw_case_record_list_fields() and their values
 *
 * One thing that happened in a case. Built once, not changed afterwards; reference counted.
 */
typedef struct
{
  HwId              id;
  HwCaseRecordKind  kind;
  gint64            happened_at;
  gint64            recorded_at;
  char             *author;     /* (owned) (nullable) */
  GHashTable       *fields;     /* (owned) */
} HwCaseRecord;

/* How a field is written. */
typedef enum
{
  HW_FIELD_TYPE_LINE,      /* a few words */
  HW_FIELD_TYPE_TEXT,      /* words with line breaks */
  HW_FIELD_TYPE_DATE,      /* 2026-12-19 */
  HW_FIELD_TYPE_TIME,      /* 2026-12-19T07:12, local time of the place */
  HW_FIELD_TYPE_CHOICE,    /* one of its choices */
  HW_FIELD_TYPE_COUNT,     /* 0, 1, 2 ... */
  HW_FIELD_TYPE_MONEY,     /* minor units and ISO 4217 currency: "12950 EUR" */
  HW_FIELD_TYPE_LANGUAGE,  /* BCP 47 or words */
  HW_FIELD_TYPE_COUNTRY,   /* ISO 3166 alpha-2 */
  HW_FIELD_TYPE_RECORD,    /* the identity of another record of the case */
  HW_FIELD_TYPE_PARTNER,   /* the identity of a partner, or a name */
  HW_FIELD_TYPE_SECRET     /* a line that is masked until asked for */
} HwFieldType;

typedef struct
{
  const char *value;    /* (static) stable */
  const char *words;    /* (static) to be translated with _() */
} HwFieldChoice;

/**
 * HwFieldSpec:
 *
 * A field of a kind of record: the form on the screen, the check of the store
 * and the words of the timeline are all made from it.
 */
typedef struct
{
  const char          *name;      /* (static) stable */
  const char          *words;     /* (static) label, to be translated with _() */
  HwFieldType          type;
  gboolean             required;
  const HwFieldChoice *choices;   /* (nullable) (static) ends with a NULL value */
} HwFieldSpec;

#define HW_TYPE_CASE_RECORD (hw_case_record_get_type ())
GType              hw_case_record_get_type         (void);
HwCaseRecord      *hw_case_record_new              (HwCaseRecordKind    kind,
                                                    gint64              happened_at);
HwCaseRecord      *hw_case_record_ref              (HwCaseRecord       *self);
void               hw_case_record_unref            (HwCaseRecord       *self);
const char        *hw_case_record_get              (const HwCaseRecord *self,
                                                    const char         *field);
void               hw_case_record_set              (HwCaseRecord       *self,
                                                    const char         *field,
                                                    const char         *value);
gboolean           hw_case_record_check            (const HwCaseRecord *self,
                                                    gint64              now,
                                                    GError            **error);
const char        *hw_case_record_kind_to_string   (HwCaseRecordKind    kind);
gboolean           hw_case_record_kind_from_string (const char         *name,
                                                    HwCaseRecordKind   *kind);
const char        *hw_case_record_kind_get_words   (HwCaseRecordKind    kind);
const HwFieldSpec *hw_case_record_list_fields      (HwCaseRecordKind    kind,
                                                    guint              *n_fields);
gboolean           hw_case_record_names_equal      (const char         *a,
                                                    const char         *b);
const HwFieldSpec *hw_case_record_find_field       (HwCaseRecordKind    kind,
                                                    const char         *field);
const char        *hw_case_record_get_words        (const HwCaseRecord *self,
                                                    const char         *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCaseRecord, hw_case_record_unref)

/* Fields that rules read; the others are only shown. */
#define HW_RECORD_PARTNER        "partner"        /* who was asked, told, pays: partner identity or name */
#define HW_RECORD_PERSON_THERE   "spoke-with"
#define HW_RECORD_ASKED          "asked"
#define HW_RECORD_PROMISED       "promised"
#define HW_RECORD_PROMISED_BY    "promised-by"    /* date until which */
#define HW_RECORD_ANSWERED_ON    "answered-on"    /* date */
#define HW_RECORD_ANSWER         "answer"
#define HW_RECORD_DOCUMENT_KIND  "document"       /* passport | identity-card | emergency-document */
#define HW_RECORD_NUMBER         "number"         /* secret */
#define HW_RECORD_VALID_UNTIL    "valid-until"    /* date */
#define HW_RECORD_STEP           "step"           /* of an emergency document: reported | applied | fetched | in-hand */
#define HW_RECORD_OF             "of"             /* identity of another record: document, precondition, cost, follow-up */
#define HW_RECORD_TREATMENT      "treatment"      /* psychological | addiction | medical | psychiatric */
#define HW_RECORD_PROVIDER       "provider"
#define HW_RECORD_STATE          "state"          /* precondition: open | met | waived */
#define HW_RECORD_WAIVED_BY      "waived-by"      /* the clinician */
#define HW_RECORD_REASON         "reason"
#define HW_RECORD_AT             "at"             /* time of an appointment, departure of a leg */
#define HW_RECORD_ATTENDANCE     "attendance"     /* coming | kept | missed | cancelled */
#define HW_RECORD_LANGUAGE       "language"
#define HW_RECORD_INTERPRETER    "interpreter"
#define HW_RECORD_PRESENT        "present"
#define HW_RECORD_ITEM           "item"           /* of the checklist: hw_journey_checklist() */
#define HW_RECORD_AMOUNT         "amount"         /* money */
#define HW_RECORD_PAYER          "payer"
#define HW_RECORD_WHAT           "what"           /* cost: treatment-here | social-work | journey | document | treatment-home | housing-home | other */
#define HW_RECORD_APPROVED_BY    "approved-by"
#define HW_RECORD_APPROVED_ON    "approved-on"    /* date */
#define HW_RECORD_REVERSES       "reverses"       /* identity of the cost that is taken back */
#define HW_RECORD_DAYS           "days"           /* which follow-up: 7 | 30 | 90 | 180 | 365 */
#define HW_RECORD_DUE_ON         "due-on"         /* date */
#define HW_RECORD_OUTCOME        "outcome"        /* follow-up: reached | receiver-says | no-answer | moved-on | seen-here */
#define HW_RECORD_ECONOMIC       "economic"       /* well | fair | poor | unknown */
#define HW_RECORD_SOCIAL         "social"
#define HW_RECORD_PSYCHOSOCIAL   "psychosocial"
#define HW_RECORD_PURPOSE        "purpose"
#define HW_RECORD_RECIPIENT      "recipient"
#define HW_RECORD_FILE           "file"           /* disclosure: SHA-256 of what was given, in hexadecimal */
#define HW_RECORD_STAGE          "stage"          /* override: the gate */
#define HW_RECORD_CODE           "code"           /* override: the requirement */
#define HW_RECORD_SECOND_PERSON  "second-person"
#define HW_RECORD_EXPIRES_ON     "expires-on"     /* date, its last day included */
#define HW_RECORD_HANDED_TO      "handed-to"
#define HW_RECORD_INDICATORS     "indicators"
#define HW_RECORD_WORDS          "words"
#define HW_RECORD_PARTNER_KIND   "partner-kind"   /* of the partner contacted: a name of hw_partner_kind_to_string(); the gates know an embassy by it */
#define HW_RECORD_OFFERED        "offered"        /* interview: alternatives here */
#define HW_RECORD_COOLING_OFF    "cooling-off"    /* date, its last day included */
#define HW_RECORD_CAPACITY       "capacity"       /* no-concern | concern | advice-taken */
#define HW_RECORD_ADVICE         "advice"
#define HW_RECORD_COUNTRY        "country"
#define HW_RECORD_RECEIVER       "receiver"       /* reception: somebody, by name; its state: asked | accepted | declined */
#define HW_RECORD_ACCEPTED_BY    "accepted-by"
#define HW_RECORD_ACCEPTED_HOW   "accepted-how"
#define HW_RECORD_ACCEPTED_ON    "accepted-on"    /* date */
#define HW_RECORD_HOUSING        "housing"
#define HW_RECORD_CARE           "care"
#define HW_RECORD_INCOME         "income"
#define HW_RECORD_BY             "by"             /* leg: walk | car | bus | train | ferry | flight */
#define HW_RECORD_FROM           "from"
#define HW_RECORD_TO             "to"
#define HW_RECORD_ARRIVES_AT     "arrives-at"     /* time */
#define HW_RECORD_BOOKED_ON      "booked-on"      /* date: a leg is booked only with a live consent on that day */
#define HW_RECORD_TICKET         "ticket"
#define HW_RECORD_ABOUT          "about"          /* hand-over: exploitation | child */
#define HW_RECORD_HANDED_KIND    "handed-kind"    /* first-responder | social-services | police */
#define HW_RECORD_GUARDIAN       "guardian"

/* Payers that are always there; others are partners or names. */
#define HW_PAYER_PROJECT         "project"
#define HW_PAYER_HOME_COUNTRY    "home-country"

G_END_DECLS
