/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

/* Not a field: where a consent would meet the requirement. */
#define HW_FIELD_CONSENT "consent"

/**
 * HwRequirement:
 *
 * One thing that a gate still asks for.
 */
typedef struct
{
  const char *code;    /* (static) stable: "decision-language-missing" */
  char       *words;   /* (owned) heading, translated, with the alias: "Nobody has promised to receive Marek" */
  char       *hint;    /* (owned) what would meet it */
  const char *field;   /* (static) where to mend it: a HW_FIELD_ name */
} HwRequirement;

void       hw_requirement_free (HwRequirement *requirement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRequirement, hw_requirement_free)

gboolean   hw_gate_follow_up_due (const HwCase *self,
                                const char    *field,
                                gint64        *due);
GPtrArray *hw_gate_check       (const HwCase  *self,
                                HwStage        stage,
                                gint64         now,
                                guint         *total);

G_END_DECLS
