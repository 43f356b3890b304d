/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-desk-work.h"

G_BEGIN_DECLS

#define HW_TYPE_ASSIGN_BUTTON (hw_assign_button_get_type ())
G_DECLARE_FINAL_TYPE (HwAssignButton, hw_assign_button, HW, ASSIGN_BUTTON, AdwBin)

GtkWidget *hw_assign_button_new         (void);
void       hw_assign_button_set_work    (HwAssignButton *self,
                                         HwDeskWork     *work);
void       hw_assign_button_set_reports (HwAssignButton *self,
                                         GPtrArray      *reports,
                                         const char     *assigned_to);
void       hw_assign_button_open        (HwAssignButton *self);

G_END_DECLS
