/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_FIELD_PAGE (hw_field_page_get_type ())
G_DECLARE_FINAL_TYPE (HwFieldPage, hw_field_page, HW, FIELD_PAGE, AdwBin)

GtkWidget *hw_field_page_new       (HwSession   *session,
                                    const HwId  *shift);
gboolean   hw_field_page_is_loaded (HwFieldPage *self);

G_END_DECLS
