/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"
#include "hw-shift.h"

G_BEGIN_DECLS

#define HW_TYPE_PLANNER (hw_planner_get_type ())
G_DECLARE_FINAL_TYPE (HwPlanner, hw_planner, HW, PLANNER, AdwBin)

GtkWidget *hw_planner_new        (HwSession           *session);
gboolean   hw_planner_is_planned (HwPlanner           *self);
void       hw_planner_set_shift  (HwPlanner           *self,
                                  const HwShift       *shift);
void       hw_planner_renew      (HwPlanner           *self);
void       hw_planner_save_async (HwPlanner           *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean   hw_planner_save_finish (HwPlanner          *self,
                                   GAsyncResult       *result,
                                   GError            **error);

G_END_DECLS
