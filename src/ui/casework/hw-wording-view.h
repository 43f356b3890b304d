/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-wording.h"

G_BEGIN_DECLS

#define HW_TYPE_WORDING_VIEW (hw_wording_view_get_type ())
G_DECLARE_FINAL_TYPE (HwWordingView, hw_wording_view, HW, WORDING_VIEW, GtkBox)

GtkWidget *hw_wording_view_new (void);
void       hw_wording_view_set (HwWordingView   *self,
                                const HwWording *wording,
                                const char      *language,
                                const char      *worker_language,
                                const char      *recipient,
                                const char      *until);

G_END_DECLS
