/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_WORKSPACE_SUFFIX ".homeward"

typedef void (*HwPathFunc) (const char *path, gpointer user_data);

void  hw_workspace_chooser_choose        (GtkWidget  *widget,
                                          HwPathFunc  func,
                                          gpointer    user_data);
void  hw_workspace_chooser_choose_folder (GtkWidget  *widget,
                                          HwPathFunc  func,
                                          gpointer    user_data);
char *hw_workspace_chooser_suggest_folder (void);
char *hw_workspace_chooser_suggest_name  (const char *team_name);

G_END_DECLS
