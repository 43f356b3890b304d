/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-id.h"

G_BEGIN_DECLS

#define HW_TYPE_ATTEMPT_MENU (hw_attempt_menu_get_type ())
G_DECLARE_FINAL_TYPE (HwAttemptMenu, hw_attempt_menu, HW, ATTEMPT_MENU, GtkPopover)

GtkWidget *hw_attempt_menu_new (const HwId *case_id,
                                guint       days);

G_END_DECLS
