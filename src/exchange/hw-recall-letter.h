/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-disclosure.h"
#include "hw-letter.h"
#include "hw-partner.h"

G_BEGIN_DECLS

HwLetter *hw_recall_letter_new (const char        *team,
                                const char        *name,
                                const HwDisclosed *disclosed,
                                const HwPartner   *partner,
                                gint64             withdrawn_at,
                                gint64             now);

G_END_DECLS
