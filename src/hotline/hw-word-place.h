/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-place.h"

G_BEGIN_DECLS

gboolean hw_word_place_find (const char    *text,
                             const HwPoint *nearby,
                             HwPlace       *place);

G_END_DECLS
