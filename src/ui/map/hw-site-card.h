/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwSiteCard:
 *
 * What the team knows of a site: closure and where its people went, hazards,
 * access, reports and contacts within it, last visits.
 *
 * Signals: "show-place" (pointer to #HwPoint): somebody wants to see where.
 */
#define HW_TYPE_SITE_CARD (hw_site_card_get_type ())
G_DECLARE_FINAL_TYPE (HwSiteCard, hw_site_card, HW, SITE_CARD, GtkBox)

GtkWidget *hw_site_card_new      (HwSession    *session);
void       hw_site_card_set_site (HwSiteCard   *self,
                                  const HwSite *site);
void       hw_site_card_clear    (HwSiteCard   *self);

G_END_DECLS
