/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-letter.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PAPER_DIALOG (hw_paper_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwPaperDialog, hw_paper_dialog, HW, PAPER_DIALOG, AdwWindow)

GtkWidget         *hw_paper_dialog_new        (GtkWidget      *opener,
                                               HwSession      *session,
                                               const char     *title,
                                               const char     *file_name,
                                               HwLetter       *letter);
gboolean           hw_paper_dialog_save       (HwPaperDialog  *self,
                                               const char     *path,
                                               HwLetterFormat  format);
GtkPrintOperation *hw_paper_dialog_make_print (HwPaperDialog  *self);

G_END_DECLS
