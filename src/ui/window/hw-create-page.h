/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CREATE_PAGE (hw_create_page_get_type ())
G_DECLARE_FINAL_TYPE (HwCreatePage, hw_create_page, HW, CREATE_PAGE, AdwBin)

void     hw_create_page_set_session (HwCreatePage *self,
                                     HwSession    *session);
gboolean hw_create_page_is_creating (HwCreatePage *self);

G_END_DECLS
