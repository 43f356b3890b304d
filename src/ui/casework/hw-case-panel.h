/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CASE_PANEL (hw_case_panel_get_type ())
G_DECLARE_FINAL_TYPE (HwCasePanel, hw_case_panel, HW, CASE_PANEL, AdwBin)

GtkWidget *hw_case_panel_new      (HwSession   *session);
void       hw_case_panel_set_case (HwCasePanel *self,
                                   HwCase      *case_);
void       hw_case_panel_set_back (HwCasePanel *self,
                                   gboolean     visible);

G_END_DECLS
