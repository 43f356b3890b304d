/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_WORK_PAGE (hw_work_page_get_type ())
G_DECLARE_FINAL_TYPE (HwWorkPage, hw_work_page, HW, WORK_PAGE, AdwBin)

GtkWidget *hw_work_page_new             (HwSession  *session);
void       hw_work_page_show            (HwWorkPage *self,
                                         const char *name);
void       hw_work_page_new_report      (HwWorkPage *self);
void       hw_work_page_take_call       (HwWorkPage *self,
                                         const char *phone);
void       hw_work_page_show_report     (HwWorkPage *self,
                                         gint64      row);
void       hw_work_page_show_on_map     (HwWorkPage *self,
                                         gint64      row);
void       hw_work_page_show_point      (HwWorkPage *self,
                                         const HwPoint *point);
void       hw_work_page_show_site       (HwWorkPage *self,
                                         const char *site_id);
void       hw_work_page_show_case       (HwWorkPage *self,
                                         const char *case_id);
void       hw_work_page_search          (HwWorkPage *self);
void       hw_work_page_save            (HwWorkPage *self);
GtkWidget *hw_work_page_get_map_page    (HwWorkPage *self);
GtkWidget *hw_work_page_get_case_page   (HwWorkPage *self);
GtkWidget *hw_work_page_get_hotline_page (HwWorkPage *self);
GtkWidget *hw_work_page_get_visits_page (HwWorkPage *self);
GtkWidget *hw_work_page_get_figures_page(HwWorkPage *self);

G_END_DECLS
