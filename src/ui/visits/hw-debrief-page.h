/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_DEBRIEF_PAGE (hw_debrief_page_get_type ())
G_DECLARE_FINAL_TYPE (HwDebriefPage, hw_debrief_page, HW, DEBRIEF_PAGE, AdwBin)

GtkWidget *hw_debrief_page_new (HwSession  *session,
                                const HwId *shift);

G_END_DECLS
