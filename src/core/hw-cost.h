/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"
#include "hw-money.h"

G_BEGIN_DECLS

/**
 * HwCostSum:
 * @who: (owned): the payer, or what it was for
 * @money: what is left after everything that was taken back
 * @approved: how much of it is approved, in the same minor units
 */
typedef struct
{
  char    *who;
  HwMoney  money;
  gint64   approved;
} HwCostSum;

void        hw_cost_sum_free       (HwCostSum          *sum);
gboolean    hw_cost_get_left       (const HwCase       *self,
                                    const HwCaseRecord *cost,
                                    HwMoney            *left);
gboolean    hw_cost_is_standing    (const HwCase       *self,
                                    const HwCaseRecord *cost);
gboolean    hw_cost_is_approved    (const HwCaseRecord *cost,
                                    gint64              now);
GPtrArray  *hw_cost_sum            (GPtrArray          *cases,
                                    const char         *by,
                                    gint64              now);
GPtrArray  *hw_cost_sum_case       (const HwCase       *self,
                                    const char         *by,
                                    gint64              now);
const char *hw_cost_get_usual_payer (const char        *what);
const char *hw_cost_get_payer_words (const char        *payer);
gboolean    hw_cost_check_reversal (const HwCase       *self,
                                    const HwCaseRecord *reversal,
                                    GError            **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCostSum, hw_cost_sum_free)

G_END_DECLS
