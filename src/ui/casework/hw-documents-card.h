/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-theme-card.h"

G_BEGIN_DECLS

void hw_documents_card_fill (HwThemeCard  *card,
                             const HwCase *case_,
                             gint64        now);

G_END_DECLS
