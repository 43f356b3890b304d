/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-gate.h"

G_BEGIN_DECLS

typedef gboolean (*HwGateCondition) (const HwCase *self,
                                     gint64        now);
typedef gboolean (*HwGateTest)      (const HwCase *self,
                                     const char   *field,
                                     gint64        now);
typedef char *   (*HwGateExplain)   (const HwCase *self,
                                     const char   *field,
                                     gint64        now);

/* May a second person let it pass? Never where it is about consent, the person's own free yes, EU citizenship, a child or a hand-over. */
typedef enum { HW_GATE_PASSABLE, HW_GATE_FIXED } HwGateKind;

#define HW_GATE_NO_RECORD (-1)

/* A thing that a gate asks for. */
typedef struct
{
  HwStage          stage;
  const char      *code;
  HwGateKind       kind;
  const char      *field;    /* where to mend it */
  int              record;   /* kind of record that meets it too, or HW_GATE_NO_RECORD */
  HwGateCondition  applies;  /* (nullable): always */
  HwGateTest       met;
  const char      *words;    /* {name} stands for the alias */
  const char      *hint;
  HwGateExplain    explain;  /* (nullable): a hint that knows the dates; may return NULL */
} HwGateRule;

const HwGateRule *hw_gate_rules           (guint *n_rules);
const HwGateRule *hw_gate_rules_of_return (guint *n_rules);
const HwGateRule *hw_gate_find_rule       (HwStage     stage,
                                           const char *code);

/* Hints that know the dates; each may return NULL. */
char *hw_gate_explain_cooling_off (const HwCase *self,
                                   const char   *field,
                                   gint64        now);
char *hw_gate_explain_document    (const HwCase *self,
                                   const char   *field,
                                   gint64        now);
char *hw_gate_explain_promise     (const HwCase *self,
                                   const char   *field,
                                   gint64        now);
char *hw_gate_explain_receiver    (const HwCase *self,
                                   const char   *field,
                                   gint64        now);
char *hw_gate_explain_travel_day  (const HwCase *self,
                                   const char   *field,
                                   gint64        now);
char *hw_gate_explain_withdrawn   (const HwCase *self,
                                   const char   *field,
                                   gint64        now);
char *hw_gate_explain_checklist   (const HwCase *self,
                                   const char   *field,
                                   gint64        now);
char *hw_gate_explain_follow_up   (const HwCase *self,
                                   const char   *field,
                                   gint64        now);

G_END_DECLS
