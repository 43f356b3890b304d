/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-casework.h"

G_BEGIN_DECLS

#define HW_TYPE_STAGE_RAIL (hw_stage_rail_get_type ())
G_DECLARE_FINAL_TYPE (HwStageRail, hw_stage_rail, HW, STAGE_RAIL, GtkWidget)

GtkWidget *hw_stage_rail_new      (void);
void       hw_stage_rail_set_case (HwStageRail  *self,
                                   const HwCase *case_,
                                   guint         n_open);

G_END_DECLS
