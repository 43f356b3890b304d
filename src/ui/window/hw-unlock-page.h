/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_UNLOCK_PAGE (hw_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (HwUnlockPage, hw_unlock_page, HW, UNLOCK_PAGE, AdwBin)

void hw_unlock_page_set_session (HwUnlockPage *self,
                                 HwSession    *session);
void hw_unlock_page_prepare     (HwUnlockPage *self,
                                 const char   *reason);
void hw_unlock_page_focus       (HwUnlockPage *self);

G_END_DECLS
