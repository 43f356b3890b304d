/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-desk-work.h"

G_BEGIN_DECLS

#define HW_TYPE_ANSWER_DIALOG (hw_answer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwAnswerDialog, hw_answer_dialog, HW, ANSWER_DIALOG, AdwWindow)

GtkWidget *hw_answer_dialog_new (GtkWindow  *parent,
                                 HwDeskWork *work,
                                 GPtrArray  *reports);

G_END_DECLS
