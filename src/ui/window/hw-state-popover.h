/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_STATE_POPOVER (hw_state_popover_get_type ())
G_DECLARE_FINAL_TYPE (HwStatePopover, hw_state_popover, HW, STATE_POPOVER, GtkPopover)

void hw_state_popover_set_session (HwStatePopover *self,
                                   HwSession      *session);

G_END_DECLS
