/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_FOLLOW_UP_PAGE (hw_follow_up_page_get_type ())
G_DECLARE_FINAL_TYPE (HwFollowUpPage, hw_follow_up_page, HW, FOLLOW_UP_PAGE, AdwBin)

GtkWidget *hw_follow_up_page_new (HwSession *session);

G_END_DECLS
