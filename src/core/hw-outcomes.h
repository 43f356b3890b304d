/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { HW_OUTCOME_FOUND, HW_OUTCOME_NOT_FOUND, HW_OUTCOME_NOT_LOOKED_FOR, HW_N_OUTCOME_GROUPS } HwOutcomeGroup;

/* code: as a report keeps it; words: not yet translated */
typedef struct { const char *code; HwOutcomeGroup group; const char *words; } HwOutcome;

const HwOutcome *hw_outcomes_get         (gsize          *n_outcomes);
const char      *hw_outcome_words        (const char     *code);
const char      *hw_outcome_group_words  (HwOutcomeGroup  group);

G_END_DECLS
