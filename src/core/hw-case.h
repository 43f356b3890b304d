/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-case-record.h"
#include "hw-consent.h"
#include "hw-person.h"
#include "hw-stage.h"

G_BEGIN_DECLS

/**
 * HwCase:
 *
 * A reconnection case of one person. The evidence is a set of named fields
 * (DESIGN section 5: "fields are edited with parents"), so that a later gate
 * adds names and no columns; the names are the HW_FIELD_ constants. Built by the
 * store and not changed afterwards: a change makes a new one.
 */
typedef struct
{
  HwId        id;
  gint64      row;
  HwPerson   *person;                    /* (owned) */
  HwStage     stage;
  HwStage     stage_before;              /* where a paused case goes back to */
  gint64      opened_at;                 /* µs UTC */
  gint64      stage_since[HW_N_STAGES];  /* µs UTC; 0: never reached */
  GHashTable *evidence;                  /* (owned) field name -> value, both owned strings */
  GPtrArray  *consents;                  /* (owned) (element-type HwConsent) */
  GPtrArray  *records;                   /* (owned) (element-type HwCaseRecord), oldest first by when they happened */
  GPtrArray  *linked_consents;           /* (owned) (element-type GPtrArray of HwConsent): one for each person linked as the same who was ever asked (DESIGN section 5, rule 5) */
  GArray     *met_at;                    /* (owned) (element-type gint64): when the person, or one linked as the same, was met on the street, oldest first, µs UTC */
  HwId        previous;                  /* the closed or ended case that this one follows; nil: none */
  GTimeZone  *zone;                      /* (owned) (nullable): of the team's place, whose days a consent is given for; NULL: UTC */
  gboolean    in_review;                 /* moved to different stages at the same time: the less exposing one holds until somebody moves it anew */
} HwCase;

#define HW_TYPE_CASE (hw_case_get_type ())
GType          hw_case_get_type      (void);
HwCase        *hw_case_new           (const HwId      *id,
                                      HwPerson        *person,
                                      HwStage          stage,
                                      gint64           opened_at);
HwCase        *hw_case_ref           (HwCase          *self);
void           hw_case_unref         (HwCase          *self);
const char    *hw_case_get           (const HwCase    *self,
                                      const char      *field);
void           hw_case_set           (HwCase          *self,
                                      const char      *field,
                                      const char      *value);
void           hw_case_set_zone      (HwCase          *self,
                                      GTimeZone       *zone);
void           hw_case_add_consent   (HwCase          *self,
                                      const HwConsent *consent);
void           hw_case_add_record    (HwCase          *self,
                                      HwCaseRecord    *record);
HwConsentState hw_case_consent_state (const HwCase    *self,
                                      const char      *purpose,
                                      const char      *recipient,
                                      gint64           now);
gboolean       hw_case_has_consent   (const HwCase    *self,
                                      HwConsentState   state,
                                      gint64           now);
gboolean       hw_case_had_consent   (const HwCase    *self,
                                      gint64           then);
const HwCaseRecord *hw_case_next_record (const HwCase     *self,
                                         HwCaseRecordKind  kind,
                                         guint            *at);
const HwCaseRecord *hw_case_find_record (const HwCase     *self,
                                         HwCaseRecordKind  kind,
                                         const char       *id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCase, hw_case_unref)

/* Evidence. Values are words, except where a set or a form is named here; dates are ISO 8601, "2026-12-19". */
#define HW_FIELD_WISH               "wish"                /* what the person asked for, in their own words */
/* ... for assessed */
#define HW_FIELD_ASSESSED_BY        "assessed-by"
#define HW_FIELD_ASSESSED_AT        "assessed-at"         /* date */
#define HW_FIELD_NEEDS              "needs"
#define HW_FIELD_RISK               "risk"
#define HW_FIELD_ENTITLEMENTS       "entitlements-here"
#define HW_FIELD_OPTIONS_OFFERED    "options-offered"
#define HW_FIELD_EXPLOITATION       "exploitation-screen" /* none | indicators */
#define HW_FIELD_HANDED_OVER_TO     "handed-over-to"      /* first responder, where there are indicators */
#define HW_FIELD_EU_CITIZEN         "eu-citizen"          /* yes | no */
/* ... for decided */
#define HW_FIELD_DECISION           "decision"            /* yes | no */
#define HW_FIELD_DECISION_LANGUAGE  "decision-language"
#define HW_FIELD_INTERPRETER        "interpreter"         /* a name, or "not needed" */
#define HW_FIELD_CAPACITY           "capacity"            /* no-concern | concern | advice-taken */
#define HW_FIELD_COOLING_OFF        "cooling-off"         /* date of its last day, or "not wanted" */
#define HW_FIELD_HOME_CONTACTS      "home-contacts-given" /* yes */
/* ... for planned */
#define HW_FIELD_FAMILY_MAY_KNOW    "family-may-know"
#define HW_FIELD_KEY_WORKER         "key-worker"
#define HW_FIELD_KEY_WORKER_CHOSEN  "key-worker-chosen"   /* yes: by the person */
#define HW_FIELD_GOALS              "goals"               /* in the person's own words */
/* ... for ready */
#define HW_FIELD_TRAVEL_DATE        "travel-date"         /* date */
#define HW_FIELD_DOCUMENT_UNTIL     "document-valid-until" /* date: identity document */
#define HW_FIELD_EMERGENCY_DOCUMENT "emergency-document"  /* date until which the one issued is valid */
#define HW_FIELD_EMBASSY_CONTACTED  "embassy-contacted"   /* date */
#define HW_FIELD_EMBASSY_AGREED     "embassy-agreed"      /* what was agreed */
#define HW_FIELD_PRECONDITIONS      "preconditions"       /* none | open | met */
#define HW_FIELD_PRECONDITIONS_WAIVED_BY "preconditions-waived-by" /* name of the clinician */
#define HW_FIELD_FIT_TO_TRAVEL      "fit-to-travel"       /* yes | no */
#define HW_FIELD_MEDICATION         "medication"          /* what is taken along until registered there, or "none" */
#define HW_FIELD_MEDICATION_LETTER  "medication-letter"   /* ready | not-needed */
#define HW_FIELD_RECEIVER           "receiver"            /* a name: somebody, not something */
#define HW_FIELD_RECEIVER_ACCEPTED  "receiver-accepted"   /* date */
#define HW_FIELD_PAYER              "payer"               /* who pays what */
#define HW_FIELD_PAYER_APPROVED     "payer-approved"      /* date */
#define HW_FIELD_JOURNEY_RISK       "journey-risk"
#define HW_FIELD_ESCORTS            "escorts"             /* 0 | 1 | 2 */
/* ... for travelled */
#define HW_FIELD_BOOKED_ON          "booked-on"           /* date */
#define HW_FIELD_TICKET             "ticket"
#define HW_FIELD_COMPANION          "companion"           /* who escorts */
/* ... for received */
#define HW_FIELD_ARRIVAL_CONFIRMED_BY "arrival-confirmed-by" /* receiver or family, by name */
#define HW_FIELD_ARRIVED_ON         "arrived-on"          /* date */
/* ... for followed up and closed: what was learnt, or the attempts and the reason; days after the arrival */
#define HW_FIELD_FOLLOW_UP_7        "follow-up-7"
#define HW_FIELD_FOLLOW_UP_30       "follow-up-30"
#define HW_FIELD_FOLLOW_UP_90       "follow-up-90"
#define HW_FIELD_FOLLOW_UP_180      "follow-up-180"
#define HW_FIELD_FOLLOW_UP_365      "follow-up-365"
/* ... for the ways out: recorded, asked for by no gate */
#define HW_FIELD_EXIT_REASON        "exit-reason"
#define HW_FIELD_REFERRED_TO        "referred-to"

G_END_DECLS
