/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CONFLICT_CARD (hw_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (HwConflictCard, hw_conflict_card, HW, CONFLICT_CARD, GtkWidget)

GtkWidget *hw_conflict_card_new      (HwSession      *session);
void       hw_conflict_card_set_case (HwConflictCard *self,
                                      const HwCase   *case_);

G_END_DECLS
