/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report-words.h"

G_BEGIN_DECLS

/**
 * HwWordComparison:
 * @shared: (owned): the words that both have, the rarest first
 * @n_only: how many things only one of them names
 * @colours: (owned): the same things in another colour, as the first text has them
 * @other_colours: (owned): and as the other has them
 */
typedef struct
{
  GArray  *shared;
  guint    n_only;
  GString *colours, *other_colours;
} HwWordComparison;

void    hw_word_comparison_init       (HwWordComparison       *self,
                                       const GArray           *words,
                                       const char             *text,
                                       const GArray           *others,
                                       const char             *other_text,
                                       const HwWordCounts     *counts,
                                       gboolean                numbers);
void    hw_word_comparison_clear      (HwWordComparison       *self);
double  hw_word_comparison_get_weight (const HwWordComparison *self);
char   *hw_word_comparison_dup_shared (const HwWordComparison *self,
                                       const char             *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwWordComparison, hw_word_comparison_clear)

G_END_DECLS
