/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-casework.h"

G_BEGIN_DECLS

#define HW_TYPE_EVIDENCE_CARD (hw_evidence_card_get_type ())
G_DECLARE_FINAL_TYPE (HwEvidenceCard, hw_evidence_card, HW, EVIDENCE_CARD, GtkWidget)

GtkWidget *hw_evidence_card_new      (HwStage         gate);
void       hw_evidence_card_set_case (HwEvidenceCard *self,
                                      const HwCase   *case_);

G_END_DECLS
