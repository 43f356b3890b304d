/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

/* Not a field: where a consent would meet the requirement. */
#define HW_FIELD_CONSENT "consent"
/* Nor is this: what is known of the person would. */
#define HW_FIELD_PERSON "person"
/* Not a field either: "record:document-noted", a record of that kind would. */
#define HW_FIELD_RECORD_PREFIX "record:"

/**
 * HwRequirement:
 *
 * One thing that a gate still asks for.
 */
typedef struct
{
  const char *code;         /* (static) stable: "decision-language-missing" */
  char       *words;        /* (owned) heading, translated, with the alias: "Nobody has promised to receive Marek" */
  char       *hint;         /* (owned) what would meet it */
  const char *field;        /* (static) where to mend it: a HW_FIELD_ name, or "record:" and the name of a kind of record */
  const char *record;       /* (static) (nullable) the kind of record that meets it too: "document-noted" */
  gboolean    overridable;  /* whether a second person may let it pass */
} HwRequirement;

/**
 * HwOverride:
 *
 * A requirement that a second person let pass; shown for ever.
 */
typedef struct
{
  HwCaseRecord *record;  /* (owned) who, why, until when */
  HwStage       stage;
  char         *words;   /* (owned) what was let pass, in words; the code where this version does not know it */
  gboolean      live;    /* it counts now: not expired, by somebody else, and something that may be let pass */
} HwOverride;

void       hw_requirement_free      (HwRequirement      *requirement);
void       hw_override_free         (HwOverride         *override);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRequirement, hw_requirement_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwOverride, hw_override_free)

gboolean   hw_gate_follow_up_due    (const HwCase       *self,
                                     const char         *field,
                                     gint64             *due);
GPtrArray *hw_gate_check            (const HwCase       *self,
                                     HwStage             stage,
                                     gint64              now,
                                     guint              *total);
gboolean   hw_gate_is_met           (const HwCase       *self,
                                     HwStage             stage,
                                     const char         *code,
                                     gint64              now);
gboolean   hw_gate_may_override     (HwStage             stage,
                                     const char         *code);
const char *hw_gate_get_mending     (HwStage             stage,
                                     const char         *code);
GPtrArray *hw_gate_list_overridden  (const HwCase       *self,
                                     gint64              now);

G_END_DECLS
