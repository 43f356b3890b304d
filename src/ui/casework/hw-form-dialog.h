/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_FORM_DIALOG (hw_form_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (HwFormDialog, hw_form_dialog, HW, FORM_DIALOG, AdwWindow)

/**
 * HwFormDialogClass:
 * @accept: checks what was filled in and records it; hw_form_dialog_finish() when that is done
 * @dup_draft: (nullable): what was typed, in a form of its own; %NULL when that is nothing new
 * @take_draft: (nullable): fills the form from such a text; %NULL: as it was when it was opened
 */
struct _HwFormDialogClass
{
  AdwWindowClass parent_class;

  void  (*accept)     (HwFormDialog *self);
  char *(*dup_draft)  (HwFormDialog *self);
  void  (*take_draft) (HwFormDialog *self,
                       const char   *draft);
};

void hw_form_dialog_set_up       (HwFormDialog *self,
                                  GtkWidget    *opener,
                                  HwSession    *session,
                                  const char   *title,
                                  const char   *verb);
void hw_form_dialog_add          (HwFormDialog *self,
                                  GtkWidget    *child);
void hw_form_dialog_keep_draft   (HwFormDialog *self,
                                  const char   *name);
void hw_form_dialog_touch        (HwFormDialog *self);
void hw_form_dialog_finish       (HwFormDialog *self);
void hw_form_dialog_show_problem (HwFormDialog *self,
                                  const char   *words);
void hw_form_dialog_hide_cancel (HwFormDialog *self);
void hw_form_dialog_set_busy     (HwFormDialog *self,
                                  gboolean      busy);

G_END_DECLS
