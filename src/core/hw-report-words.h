/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { HW_WORD_OTHER, HW_WORD_OBJECT, HW_WORD_COLOUR, HW_WORD_MAN, HW_WORD_WOMAN, HW_WORD_NUMBER } HwWordKind;

/**
 * HwReportWord:
 * @meaning: the same number for words that mean the same: "tent" and "bivvy", "hund" and "dogs"
 * @kind: what sort of word it is
 * @colours: of an object, the set of colours said of it; 0 where none was
 * @start: of the word in the text, with its colours, in bytes
 * @length: in bytes
 */
typedef struct
{
  guint32    meaning;
  HwWordKind kind;
  guint32    colours;
  guint      start, length;
} HwReportWord;

GArray            *hw_report_words_read        (const char           *text);
gboolean           hw_report_words_differ      (guint32               colours,
                                                guint32               others);

/**
 * HwWordCounts:
 *
 * How many of a team's reports use a word, so that a rare one counts for more.
 */
typedef struct _HwWordCounts HwWordCounts;

HwWordCounts      *hw_word_counts_new          (void);
void               hw_word_counts_free         (HwWordCounts         *self);
void               hw_word_counts_add          (HwWordCounts         *self,
                                                const GArray         *words);
double             hw_word_counts_get_share    (const HwWordCounts   *self,
                                                guint32               meaning);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwWordCounts, hw_word_counts_free)

G_END_DECLS
