/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"
#include "hw-report-words.h"

G_BEGIN_DECLS

/**
 * HwDuplicateCode:
 * @HW_DUPLICATE_DISTANCE: how far apart; ours: metres
 * @HW_DUPLICATE_TIME: how long apart; ours: µs, less than 0 where the other was earlier
 * @HW_DUPLICATE_LOOKS: what both say of how they look and what they carry; words: as ours says it
 * @HW_DUPLICATE_OTHER_LOOKS: what only one of them says
 * @HW_DUPLICATE_OTHER_COLOUR: the same thing in another colour; words, other_words: as each says it
 * @HW_DUPLICATE_PEOPLE: how many; ours, theirs: people
 * @HW_DUPLICATE_AGE: ours, theirs: #HwAgeGroup
 * @HW_DUPLICATE_GENDER: words, other_words: as each says it
 * @HW_DUPLICATE_PLACE: what both say of the place; words: as ours says it
 * @HW_DUPLICATE_OTHER_PLACE: the words for the place are others, and a point is missing
 * @HW_DUPLICATE_CALLER: the same number or address to answer to
 * @HW_DUPLICATE_CROWD: how much else is reported here; ours: reports
 *
 * Language heard and nationality take no part, and must never.
 */
typedef enum
{
  HW_DUPLICATE_DISTANCE, HW_DUPLICATE_TIME, HW_DUPLICATE_LOOKS, HW_DUPLICATE_OTHER_LOOKS, HW_DUPLICATE_OTHER_COLOUR, HW_DUPLICATE_PEOPLE,
  HW_DUPLICATE_AGE, HW_DUPLICATE_GENDER, HW_DUPLICATE_PLACE, HW_DUPLICATE_OTHER_PLACE, HW_DUPLICATE_CALLER, HW_DUPLICATE_CROWD,
  HW_N_DUPLICATE_CODES
} HwDuplicateCode;

/**
 * HwDuplicateReason:
 * @code: what it is about
 * @weight: in bits: one more makes it twice as likely that both are the same, one less half
 * @ours: figure of the report that is asked about
 * @theirs: figure of the other
 * @words: (owned) (nullable): from the report that is asked about
 * @other_words: (owned) (nullable): from the other
 */
typedef struct
{
  HwDuplicateCode code;
  double          weight;
  double          ours, theirs;
  char           *words, *other_words;
} HwDuplicateReason;

typedef enum { HW_DUPLICATE_NO, HW_DUPLICATE_PERHAPS, HW_DUPLICATE_LIKELY } HwDuplicateBand;

/**
 * HwDuplicate:
 * @report: (owned): another report
 * @score: in bits, the sum of the weights
 * @band: what the score comes to
 * @linked: whether a worker said that both are the same; core leaves it unset
 * @reasons: (owned) (element-type HwDuplicateReason): in the order of the codes
 */
typedef struct
{
  HwReport       *report;
  double          score;
  HwDuplicateBand band;
  gboolean        linked;
  GArray         *reasons;
} HwDuplicate;

/* What is known of the reports around: how common words are, and how many others there are here. */
typedef struct
{
  const HwWordCounts *looks;   /* (nullable) */
  const HwWordCounts *places;  /* (nullable) */
  guint               crowd;   /* reports close by, see hw_duplicates_pick() */
} HwDuplicateContext;

double           hw_duplicates_get_radius  (const HwReport           *report);
gint64           hw_duplicates_get_window  (const HwReport           *report);
GArray          *hw_duplicates_pick        (const HwReport           *report,
                                            const GArray             *points,
                                            guint                     limit,
                                            guint                    *crowd);
GPtrArray       *hw_duplicates_rank        (const HwReport           *report,
                                            const GPtrArray          *others,
                                            const HwDuplicateContext *context);
HwDuplicateBand  hw_duplicates_get_band    (double                    score);
GArray          *hw_duplicates_read_looks  (const HwReport           *report);
void             hw_duplicate_free         (HwDuplicate              *duplicate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDuplicate, hw_duplicate_free)

G_END_DECLS
