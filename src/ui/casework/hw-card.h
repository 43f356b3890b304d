/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_TYPE_CARD (hw_card_get_type ())
G_DECLARE_FINAL_TYPE (HwCard, hw_card, HW, CARD, GtkBox)

GtkWidget *hw_card_new            (const char *title);
GtkWidget *hw_card_add_button     (HwCard     *self,
                                   const char *label,
                                   const char *name);
void       hw_card_add_control    (HwCard     *self,
                                   GtkWidget  *control);
void       hw_card_clear          (HwCard     *self);
void       hw_card_append         (HwCard     *self,
                                   GtkWidget  *widget);
GtkWidget *hw_card_add_line       (HwCard     *self,
                                   const char *icon,
                                   const char *style,
                                   const char *heading,
                                   const char *under);
void       hw_card_line_add_below (GtkWidget  *line,
                                   GtkWidget  *widget);

G_END_DECLS
