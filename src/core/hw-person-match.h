/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-person.h"

G_BEGIN_DECLS

/**
 * HwPersonMatch:
 * @person: (owned): who may be the same
 * @score: 1 to 100; compares matches with one another and says nothing more
 * @reasons: (owned) (element-type utf8): why, in words, the strongest first
 */
typedef struct
{
  HwPerson  *person;
  guint      score;
  GPtrArray *reasons;
} HwPersonMatch;

void       hw_person_match_free      (HwPersonMatch  *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPersonMatch, hw_person_match_free)

char      *hw_person_fold_name       (const char     *name);
guint      hw_person_name_distance   (const char     *folded,
                                      const char     *other,
                                      guint           most);
GPtrArray *hw_person_find_likely_same (GPtrArray      *people,
                                       const HwPerson *person);

G_END_DECLS
