/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CASE_PAGE (hw_case_page_get_type ())
G_DECLARE_FINAL_TYPE (HwCasePage, hw_case_page, HW, CASE_PAGE, AdwBin)

GtkWidget *hw_case_page_new       (HwSession  *session);
void       hw_case_page_show_case (HwCasePage *self,
                                   const HwId *case_id);

G_END_DECLS
