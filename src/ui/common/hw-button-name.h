/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void       hw_button_set_name  (GtkWidget  *button,
                                const char *name);
GtkWidget *hw_button_of_row_new (const char *words,
                                const char *what,
                                const char *action,
                                GVariant   *target);

G_END_DECLS
