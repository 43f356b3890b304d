/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-follow-up-list.h"

G_BEGIN_DECLS

const char *hw_follow_up_words_group     (HwFollowUpGroup        group);
char       *hw_follow_up_words_dup_title (const HwFollowUpEntry *entry);
char       *hw_follow_up_words_dup_under (const HwFollowUpEntry *entry,
                                          gint64                 now);
char       *hw_follow_up_words_dup_pill  (const HwFollowUpEntry *entry,
                                          gint64                 now,
                                          const char           **style);

G_END_DECLS
