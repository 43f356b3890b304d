/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-plan.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_REVISIT_MAX_DAYS 60u

guint   hw_session_get_revisit_days  (HwSession           *self);
void    hw_session_set_revisit_days  (HwSession           *self,
                                      guint                days);

void    hw_session_plan_async        (HwSession           *self,
                                      const HwShift       *shift,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
HwPlan *hw_session_plan_finish       (HwSession           *self,
                                      GAsyncResult        *result,
                                      GError             **error);
void    hw_session_renew_plan_async  (HwSession           *self,
                                      HwPlan              *plan,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
HwPlan *hw_session_renew_plan_finish (HwSession           *self,
                                      GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
