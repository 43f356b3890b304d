/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PARTNER_WINDOW (hw_partner_window_get_type ())
G_DECLARE_FINAL_TYPE (HwPartnerWindow, hw_partner_window, HW, PARTNER_WINDOW, AdwWindow)

GtkWidget *hw_partner_window_new (GtkWidget *opener,
                                  HwSession *session);

G_END_DECLS
