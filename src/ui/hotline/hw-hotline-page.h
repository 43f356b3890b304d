/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-call-draft.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_HOTLINE_PAGE (hw_hotline_page_get_type ())
G_DECLARE_FINAL_TYPE (HwHotlinePage, hw_hotline_page, HW, HOTLINE_PAGE, AdwBin)

GtkWidget   *hw_hotline_page_new         (HwSession     *session);
void         hw_hotline_page_new_report  (HwHotlinePage *self);
void         hw_hotline_page_take_call   (HwHotlinePage *self,
                                          const char    *phone);
void         hw_hotline_page_show_report (HwHotlinePage *self,
                                          gint64         row);
void         hw_hotline_page_save        (HwHotlinePage *self);
HwCallDraft *hw_hotline_page_get_draft   (HwHotlinePage *self);
void         hw_hotline_page_show_draft  (HwHotlinePage *self,
                                          HwCallDraft   *draft);

G_END_DECLS
