/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-casework.h"

G_BEGIN_DECLS

#define HW_TYPE_CONSENT_CARD (hw_consent_card_get_type ())
G_DECLARE_FINAL_TYPE (HwConsentCard, hw_consent_card, HW, CONSENT_CARD, GtkWidget)

GtkWidget *hw_consent_card_new      (void);
void       hw_consent_card_set_case (HwConsentCard *self,
                                     const HwCase  *case_,
                                     gint64         now);

G_END_DECLS
