/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_BEDS_WINDOW (hw_beds_window_get_type ())
G_DECLARE_FINAL_TYPE (HwBedsWindow, hw_beds_window, HW, BEDS_WINDOW, AdwWindow)

GtkWidget *hw_beds_window_new (GtkWidget *opener,
                               HwSession *session);

G_END_DECLS
