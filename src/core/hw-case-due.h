/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

typedef enum
{
  HW_DUE_PROMISE,       /* a partner promised something by then */
  HW_DUE_APPOINTMENT,   /* of a treatment */
  HW_DUE_COOLING_OFF,   /* the time to think ends */
  HW_DUE_JOURNEY,
  HW_DUE_CONSENT,       /* a consent ends */
  HW_DUE_FOLLOW_UP
} HwDueKind;

/**
 * HwCaseDue:
 * @kind: what is due
 * @at: when, µs UTC: the start of its day where only a day is known
 * @overdue: its last moment is past
 * @record: (nullable): the record that says so, of the case
 */
typedef struct
{
  HwDueKind           kind;
  gint64              at;
  gboolean            overdue;
  const HwCaseRecord *record;
} HwCaseDue;

gboolean  hw_case_promise_is_open (const HwCaseRecord *record);
GArray   *hw_case_list_due        (const HwCase       *self,
                                   gint64              now);

G_END_DECLS
