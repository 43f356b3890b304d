/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwHotSpotCard:
 *
 * "Why is this a hot-spot?": counts by distance and days, verified and rumour,
 * trend, when people are seen, what the team did here, what happened to it.
 */
#define HW_TYPE_HOT_SPOT_CARD (hw_hot_spot_card_get_type ())
G_DECLARE_FINAL_TYPE (HwHotSpotCard, hw_hot_spot_card, HW, HOT_SPOT_CARD, GtkBox)

GtkWidget *hw_hot_spot_card_new          (HwSession     *session);
void       hw_hot_spot_card_set_hot_spot (HwHotSpotCard *self,
                                          HwHotSpot     *hot_spot);

G_END_DECLS
