/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_RECALL_DIALOG (hw_recall_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwRecallDialog, hw_recall_dialog, HW, RECALL_DIALOG, AdwWindow)

GtkWidget *hw_recall_dialog_new      (GtkWidget    *opener,
                                      HwSession    *session,
                                      const HwId   *case_id);
GtkWidget *hw_recall_list_new        (const HwCase *case_,
                                      gint64        now);

G_END_DECLS
