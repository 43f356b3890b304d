/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-shift.h"

G_BEGIN_DECLS

#define HW_TYPE_TEAM_LIST (hw_team_list_get_type ())
G_DECLARE_FINAL_TYPE (HwTeamList, hw_team_list, HW, TEAM_LIST, GtkBox)

GtkWidget *hw_team_list_new      (void);
void       hw_team_list_set_team (HwTeamList  *self,
                                  GPtrArray   *team);
GPtrArray *hw_team_list_dup_team (HwTeamList  *self,
                                  GError     **error);

G_END_DECLS
