/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "hw-session-beds.h"

G_BEGIN_DECLS

char *hw_bed_words_dup_tonight (gint64            now);
char *hw_bed_words_dup_night   (const char       *night,
                                gint64            now);
char *hw_bed_words_dup_beds    (const HwPartner  *partner);
char *hw_bed_words_dup_state   (const HwBedOffer *offer);

G_END_DECLS
