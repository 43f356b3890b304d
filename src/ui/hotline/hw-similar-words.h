/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-duplicates.h"

G_BEGIN_DECLS

char       *hw_similar_words_dup_for     (const HwDuplicate *duplicate);
char       *hw_similar_words_dup_against (const HwDuplicate *duplicate);
char       *hw_similar_words_dup_score   (const HwDuplicate *duplicate);
const char *hw_similar_words_band        (HwDuplicateBand    band);

G_END_DECLS
