/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_VISITS_PAGE (hw_visits_page_get_type ())
G_DECLARE_FINAL_TYPE (HwVisitsPage, hw_visits_page, HW, VISITS_PAGE, AdwBin)

GtkWidget *hw_visits_page_new          (HwSession    *session);
gboolean   hw_visits_page_is_planned   (HwVisitsPage *self);
void       hw_visits_page_show_shift   (HwVisitsPage *self,
                                        const HwId   *shift);
void       hw_visits_page_show_field   (HwVisitsPage *self,
                                        const HwId   *shift);
void       hw_visits_page_show_debrief (HwVisitsPage *self,
                                        const HwId   *shift);

G_END_DECLS
