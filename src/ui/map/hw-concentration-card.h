/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-concentration-layer.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwConcentrationCard:
 *
 * Says in words what the layer of unusual concentrations shows, while it does.
 *
 * Signals: "show-place" (pointer to #HwPoint: somebody wants to see the most
 * unusual one).
 */
#define HW_TYPE_CONCENTRATION_CARD (hw_concentration_card_get_type ())
G_DECLARE_FINAL_TYPE (HwConcentrationCard, hw_concentration_card, HW, CONCENTRATION_CARD, AdwBin)

GtkWidget *hw_concentration_card_new       (HwConcentrationLayer   *layer,
                                            HwSession              *session);
char      *hw_words_dup_concentrations     (const HwConcentrations *found);
char      *hw_words_dup_concentration      (const HwConcentration  *place,
                                            const char             *name);

G_END_DECLS
