/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PEOPLE_WINDOW (hw_people_window_get_type ())
G_DECLARE_FINAL_TYPE (HwPeopleWindow, hw_people_window, HW, PEOPLE_WINDOW, AdwWindow)

GtkWidget *hw_people_window_new         (GtkWidget      *opener,
                                         HwSession      *session);
void       hw_people_window_show_person (HwPeopleWindow *self,
                                         const HwId     *person);

G_END_DECLS
