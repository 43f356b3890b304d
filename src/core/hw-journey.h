/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

/**
 * HwJourneyKind:
 * @HW_JOURNEY_NOT_SET: nobody has decided how many go along
 * @HW_JOURNEY_TICKET_ONLY: travels alone and nobody has promised to receive them: a lesser service
 * @HW_JOURNEY_ASSISTED: travels alone, is received
 * @HW_JOURNEY_SUPPORTED: one or two go along
 */
typedef enum { HW_JOURNEY_NOT_SET, HW_JOURNEY_TICKET_ONLY, HW_JOURNEY_ASSISTED, HW_JOURNEY_SUPPORTED } HwJourneyKind;

HwJourneyKind hw_journey_get_kind       (const HwCase  *self,
                                         gint64         now);
const char   *hw_journey_kind_get_words (HwJourneyKind  kind);

/**
 * HwChecklistItem:
 * @code: (static): stable: what HW_RECORD_ITEM of a check names
 * @words: (static): to be translated with _()
 * @answered_by: (nullable) (static): the requirement of the gate to ready that says the same
 *
 * A line of the journey checklist.
 */
typedef struct
{
  const char *code;
  const char *words;
  const char *answered_by;
} HwChecklistItem;

/* Not done, or nobody said; checked by hand; found not to be needed; answered by what the case holds. */
typedef enum { HW_CHECK_OPEN, HW_CHECK_DONE, HW_CHECK_NOT_NEEDED, HW_CHECK_ANSWERED } HwCheckState;

const HwChecklistItem *hw_journey_checklist  (guint        *n_items);
const char            *hw_journey_item_get_words (const char   *code);
HwCheckState           hw_journey_get_check  (const HwCase *self,
                                              const char   *code,
                                              gint64        now);
const HwCaseRecord    *hw_journey_find_check (const HwCase *self,
                                              const char   *code);
const HwChecklistItem *hw_journey_find_undone (const HwCase *self,
                                               gint64        now);

G_END_DECLS
