/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_SEARCH_POPOVER (hw_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (HwSearchPopover, hw_search_popover, HW, SEARCH_POPOVER, GtkPopover)

void hw_search_popover_set_session (HwSearchPopover *self,
                                    HwSession       *session);

G_END_DECLS
