/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-phrases.h"

G_BEGIN_DECLS

/**
 * HwSentence:
 * @HW_SENTENCE_WHO: who would be told
 * @HW_SENTENCE_ASK: what we ask to tell them
 * @HW_SENTENCE_FOR: what they need it for
 * @HW_SENTENCE_ONLY: that nothing else is told
 * @HW_SENTENCE_UNTIL: how long a yes holds
 * @HW_SENTENCE_BACK: that it can be taken back
 * @HW_SENTENCE_NO: that saying no has no consequences
 *
 * What is read to somebody who is asked for a consent, in this order.
 */
typedef enum
{
  HW_SENTENCE_WHO, HW_SENTENCE_ASK, HW_SENTENCE_FOR, HW_SENTENCE_ONLY, HW_SENTENCE_UNTIL, HW_SENTENCE_BACK, HW_SENTENCE_NO,
  HW_N_SENTENCES
} HwSentence;

/**
 * HwWording:
 *
 * The words of one purpose, with their version and their translations.
 */
typedef struct _HwWording HwWording;

const char * const *hw_wording_list_purposes  (void);
HwWording          *hw_wording_parse          (const char      *text,
                                               gssize           length,
                                               gboolean         edited,
                                               GError         **error);
void                hw_wording_free           (HwWording       *self);
const char         *hw_wording_get_purpose    (const HwWording *self);
const char         *hw_wording_get_version    (const HwWording *self);
const char * const *hw_wording_list_languages (const HwWording *self);
const char         *hw_wording_pick_language  (const HwWording *self,
                                               const char      *language);
const char         *hw_wording_get_title      (const HwWording *self,
                                               const char      *language);
char               *hw_wording_dup_sentence   (const HwWording *self,
                                               const char      *language,
                                               HwSentence       sentence,
                                               const char      *recipient,
                                               const char      *until);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwWording, hw_wording_free)

G_END_DECLS
