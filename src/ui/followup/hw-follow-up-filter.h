/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-follow-up-list.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_FOLLOW_UP_FILTER (hw_follow_up_filter_get_type ())
G_DECLARE_FINAL_TYPE (HwFollowUpFilter, hw_follow_up_filter, HW, FOLLOW_UP_FILTER, AdwBin)

GtkWidget *hw_follow_up_filter_new    (HwSession             *session);
void       hw_follow_up_filter_offer  (HwFollowUpFilter      *self,
                                       GPtrArray             *entries);
gboolean   hw_follow_up_filter_shows  (HwFollowUpFilter      *self,
                                       const HwFollowUpEntry *entry);
gboolean   hw_follow_up_filter_is_set (HwFollowUpFilter      *self);

G_END_DECLS
