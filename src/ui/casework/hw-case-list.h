/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CASE_LIST (hw_case_list_get_type ())
G_DECLARE_FINAL_TYPE (HwCaseList, hw_case_list, HW, CASE_LIST, GObject)

HwCaseList   *hw_case_list_new         (HwSession    *session);
GListModel   *hw_case_list_get_model   (HwCaseList   *self);
GActionGroup *hw_case_list_get_actions (HwCaseList   *self);
void          hw_case_list_set_words   (HwCaseList   *self,
                                        const char   *words);
gboolean      hw_case_list_is_narrowed (HwCaseList   *self);
void          hw_case_list_show_all    (HwCaseList   *self);
void          hw_case_list_restore     (HwCaseList   *self);
guint         hw_case_list_get_section (HwCaseList   *self,
                                        const HwCase *case_);
char         *hw_case_list_dup_heading (HwCaseList   *self,
                                        const HwCase *case_);

G_END_DECLS
