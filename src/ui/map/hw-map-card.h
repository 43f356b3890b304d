/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *hw_map_card_new         (void);
GtkLabel  *hw_map_card_add_label   (GtkWidget  *box,
                                    const char *text,
                                    const char *css_class);
GtkLabel  *hw_map_card_add_heading (GtkWidget  *card,
                                    const char *text,
                                    GtkWidget  *at_end);
void       hw_map_card_clear       (GtkWidget  *box);
void       hw_map_card_add_fact    (GtkWidget  *list,
                                    const char *what,
                                    const char *words);

G_END_DECLS
