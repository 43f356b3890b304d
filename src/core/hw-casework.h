/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "hw-id.h"

G_BEGIN_DECLS

/* The stages of DESIGN section 7, in order, then the four ways out of any of them. */
typedef enum
{
  HW_STAGE_WISH, HW_STAGE_ASSESSED, HW_STAGE_DECIDED, HW_STAGE_PLANNED, HW_STAGE_READY, HW_STAGE_TRAVELLED,
  HW_STAGE_RECEIVED, HW_STAGE_FOLLOWED_UP, HW_STAGE_CLOSED,
  HW_STAGE_PAUSED, HW_STAGE_DECLINED, HW_STAGE_WITHDRAWN, HW_STAGE_REFERRED_ON,
  HW_N_STAGES
} HwStage;

const char *hw_stage_to_string   (HwStage stage);      /* "followed-up" */
gboolean    hw_stage_from_string (const char *name, HwStage *stage);

/**
 * HwPerson: someone the team knows, perhaps only by an alias. Immutable, reference counted; same manner as HwReport.
 */
typedef struct
{
  HwId        id;
  gint64      row;
  const char *alias;          /* what people call them; never empty */
  const char *other_names;    /* further aliases, separated by "; " (nullable) */
  const char *language;       /* BCP 47 tag or words (nullable) */
  const char *nationality;    /* casework only; ISO 3166 alpha-2 (nullable) */
  gint64      known_since;
  gint64      last_met;       /* 0: never since */
} HwPerson;

#define HW_TYPE_PERSON (hw_person_get_type ())
GType     hw_person_get_type (void);
HwPerson *hw_person_new      (const HwPerson *template_);
HwPerson *hw_person_ref      (HwPerson *person);
void      hw_person_unref    (HwPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPerson, hw_person_unref)

/* A yes to one disclosure: purpose x recipient x wording. */
typedef enum { HW_CONSENT_ORAL, HW_CONSENT_WRITTEN, HW_CONSENT_WITNESSED } HwConsentForm;
typedef struct
{
  HwId          id;
  const char   *purpose;      /* "identity-document", "treatment", "reception", "family" ... */
  const char   *recipient;    /* "consulate", the name of a clinic */
  const char   *wording;      /* version of the words that were read: "identity-2026-1" */
  const char   *language;
  const char   *interpreter;  /* (nullable) */
  HwConsentForm form;
  gint64        granted_at;
  gint64        expires_at;   /* 0: none given, which the rules refuse */
  gint64        withdrawn_at; /* 0: not withdrawn */
  gboolean      refused;      /* the person said no: kept, so that nobody asks again by mistake */
  const char   *words;        /* the person's own words (nullable) */
} HwConsent;

typedef enum { HW_CONSENT_LIVE, HW_CONSENT_MISSING, HW_CONSENT_EXPIRED, HW_CONSENT_WITHDRAWN, HW_CONSENT_REFUSED } HwConsentState;

/**
 * HwCase: a reconnection case of one person. The evidence is a set of named
 * fields (journal: "fields are edited with parents"), so that a later gate adds
 * names and no columns; names are the HW_FIELD_ constants.
 */
typedef struct
{
  HwId        id;
  gint64      row;
  HwPerson   *person;         /* (owned) */
  HwStage     stage;
  HwStage     stage_before;   /* where a paused case goes back to */
  gint64      opened_at;
  gint64      stage_since[HW_N_STAGES];  /* 0: never reached */
  GHashTable *evidence;       /* (owned) field name -> value, both owned strings */
  GPtrArray  *consents;       /* (owned) (element-type HwConsent) */
} HwCase;

#define HW_TYPE_CASE (hw_case_get_type ())
GType       hw_case_get_type (void);
HwCase     *hw_case_new      (const HwId *id, HwPerson *person, HwStage stage, gint64 opened_at);
HwCase     *hw_case_ref      (HwCase *self);
void        hw_case_unref    (HwCase *self);
const char *hw_case_get      (const HwCase *self, const char *field);
void        hw_case_set      (HwCase *self, const char *field, const char *value);  /* only while it is being built */
void        hw_case_add_consent (HwCase *self, const HwConsent *consent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCase, hw_case_unref)

HwConsentState hw_case_consent_state (const HwCase *self, const char *purpose, const char *recipient, gint64 now);

/* Evidence of the first three gates. Values are words, except where a set is named here. */
#define HW_FIELD_ASSESSED_BY        "assessed-by"
#define HW_FIELD_ASSESSED_AT        "assessed-at"         /* ISO 8601 date */
#define HW_FIELD_NEEDS              "needs"
#define HW_FIELD_RISK               "risk"
#define HW_FIELD_ENTITLEMENTS       "entitlements-here"
#define HW_FIELD_OPTIONS_OFFERED    "options-offered"
#define HW_FIELD_EXPLOITATION       "exploitation-screen" /* none | indicators */
#define HW_FIELD_HANDED_OVER_TO     "handed-over-to"      /* first responder, where there are indicators */
#define HW_FIELD_EU_CITIZEN         "eu-citizen"          /* yes | no */
#define HW_FIELD_DECISION           "decision"            /* yes | no */
#define HW_FIELD_DECISION_LANGUAGE  "decision-language"
#define HW_FIELD_INTERPRETER        "interpreter"         /* a name, or "not needed" */
#define HW_FIELD_CAPACITY           "capacity"            /* no-concern | concern | advice-taken */
#define HW_FIELD_COOLING_OFF        "cooling-off"         /* ISO 8601 date it ends, or "not wanted" */
#define HW_FIELD_HOME_CONTACTS      "home-contacts-given" /* yes */
#define HW_FIELD_FAMILY_MAY_KNOW    "family-may-know"
#define HW_FIELD_KEY_WORKER         "key-worker"
#define HW_FIELD_KEY_WORKER_CHOSEN  "key-worker-chosen"   /* yes: by the person */
#define HW_FIELD_GOALS              "goals"               /* in the person's own words */

/* One thing that a gate still asks for. */
typedef struct
{
  const char *code;    /* (static) stable: "decision-language-missing" */
  char       *words;   /* (owned) heading, translated, with the alias: "Nobody has promised to receive Marek" */
  char       *hint;    /* (owned) what would meet it */
  const char *field;   /* (static) where to mend it: a HW_FIELD_ name, or "consent" */
} HwRequirement;
void hw_requirement_free (HwRequirement *requirement);

/* Every requirement that is open for a move of @self to @stage at @now, empty when the gate is open. @total says how many there are in all. */
GPtrArray *hw_gate_check      (const HwCase *self, HwStage stage, gint64 now, guint *total);
/* Whether the table of DESIGN section 7 has this move at all, whatever the evidence. */
gboolean   hw_stage_may_move  (HwStage from, HwStage before, HwStage to);
/* The stage that a case stands before: its next one on the rail, or its own where there is none. */
HwStage    hw_stage_next      (HwStage stage);
/* Of two concurrent moves the less exposing stage holds (DESIGN section 5, rule 4). */
HwStage    hw_stage_less_exposing (HwStage a, HwStage b);

G_END_DECLS
