/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PARTNER_OFFER (hw_partner_offer_get_type ())
G_DECLARE_FINAL_TYPE (HwPartnerOffer, hw_partner_offer, HW, PARTNER_OFFER, GtkWidget)

GtkWidget *hw_partner_offer_new         (HwSession     *session);
void       hw_partner_offer_set_purpose (GtkWidget     *self,
                                         const char    *purpose,
                                         const char    *country);
GPtrArray *hw_partner_offer_list        (HwSession     *session,
                                         const char    *purpose,
                                         const char    *country);
HwPartner *hw_partner_offer_find        (HwSession     *session,
                                         const char    *name);

G_END_DECLS
