/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_TYPE_PICK_LIST (hw_pick_list_get_type ())
G_DECLARE_FINAL_TYPE (HwPickList, hw_pick_list, HW, PICK_LIST, GtkBox)

GtkWidget *hw_pick_list_new        (const char *question);
void       hw_pick_list_add        (HwPickList *self,
                                    const char *value,
                                    const char *words,
                                    const char *under,
                                    const char *icon);
void       hw_pick_list_clear      (HwPickList *self);
GtkWidget *hw_pick_list_make_popover (HwPickList *self);

G_END_DECLS
