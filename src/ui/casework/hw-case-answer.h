/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-casework.h"

G_BEGIN_DECLS

#define HW_TYPE_CASE_ANSWER (hw_case_answer_get_type ())
G_DECLARE_FINAL_TYPE (HwCaseAnswer, hw_case_answer, HW, CASE_ANSWER, GtkBox)

GtkWidget *hw_case_answer_new      (void);
void       hw_case_answer_set_case (HwCaseAnswer *self,
                                    HwCase       *case_,
                                    gint64        now);

G_END_DECLS
