/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_TYPE_CHOICE (hw_choice_get_type ())
G_DECLARE_FINAL_TYPE (HwChoice, hw_choice, HW, CHOICE, GtkBox)

GtkWidget *hw_choice_new          (void);
void       hw_choice_set_items    (HwChoice           *self,
                                   const char         *question,
                                   const char * const *words);
int        hw_choice_get_selected (HwChoice           *self);
void       hw_choice_set_selected (HwChoice           *self,
                                   int                 selected);

G_END_DECLS
