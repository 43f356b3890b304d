/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_WORKSPACE_SUFFIX ".homeward"

typedef void (*HwPathFunc) (const char *path, gpointer user_data);

typedef enum { HW_PATH_WORKSPACE, HW_PATH_FOLDER, HW_PATH_MAP, HW_PATH_PLACES } HwPathKind;

void  hw_path_chooser_choose         (GtkWidget  *widget,
                                      HwPathKind  kind,
                                      HwPathFunc  func,
                                      gpointer    user_data);
char *hw_path_suggest_folder         (void);
char *hw_path_suggest_name           (const char *team_name);

G_END_DECLS
