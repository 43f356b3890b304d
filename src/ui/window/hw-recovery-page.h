/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_RECOVERY_PAGE (hw_recovery_page_get_type ())
G_DECLARE_FINAL_TYPE (HwRecoveryPage, hw_recovery_page, HW, RECOVERY_PAGE, AdwBin)

void hw_recovery_page_set_code   (HwRecoveryPage *self,
                                  const char     *code);
void hw_recovery_page_set_hidden (HwRecoveryPage *self,
                                  gboolean        hidden);

G_END_DECLS
