/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-follow-up-list.h"

G_BEGIN_DECLS

#define HW_TYPE_FOLLOW_UP_ROW (hw_follow_up_row_get_type ())
G_DECLARE_FINAL_TYPE (HwFollowUpRow, hw_follow_up_row, HW, FOLLOW_UP_ROW, AdwActionRow)

GtkWidget *hw_follow_up_row_new    (const HwFollowUpEntry *entry,
                                    gint64                 now);
gboolean   hw_follow_up_row_is_for (HwFollowUpRow         *self,
                                    const HwId            *case_id,
                                    guint                  days);
void       hw_follow_up_row_get_for (HwFollowUpRow        *self,
                                     HwId                 *case_id,
                                     guint                *days);

G_END_DECLS
