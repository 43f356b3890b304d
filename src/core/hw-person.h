/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-report.h"

G_BEGIN_DECLS

#define HW_AGE_OF_MAJORITY 18u
#define HW_AGE_OF_GUARDIAN 16u  /* under it the guardian is asked, and social services take over */

/**
 * HwPerson:
 * @id: nil until the store gives it one
 * @row: of the projection; 0 before it is recorded
 * @alias: what people call them; never empty
 * @other_names: (nullable): further aliases, separated by "; "
 * @language: (nullable): BCP 47 tag or words
 * @nationality: (nullable): ISO 3166 alpha-2; casework only, never on a map, in a filter or a count per place
 * @born: (nullable): year or date of birth, "1984" or "1984-05-02"; casework only
 * @age: age group where no birth is known
 * @known_since: µs UTC
 * @last_met: µs UTC, 0: never since
 *
 * Someone the team knows, perhaps only by an alias. Immutable, reference
 * counted, in the manner of HwReport.
 */
typedef struct
{
  HwId        id;
  gint64      row;
  const char *alias;
  const char *other_names;
  const char *language;
  const char *nationality;
  const char *born;
  HwAgeGroup  age;
  gint64      known_since;
  gint64      last_met;
} HwPerson;

#define HW_TYPE_PERSON (hw_person_get_type ())
GType     hw_person_get_type (void);
HwPerson *hw_person_new      (const HwPerson *template_);
HwPerson *hw_person_ref      (HwPerson       *person);
void      hw_person_unref    (HwPerson       *person);
gboolean  hw_person_get_age  (const HwPerson *person,
                              gint64          at,
                              guint          *youngest,
                              guint          *oldest);
gboolean  hw_person_may_be_under (const HwPerson *person,
                                  guint           years,
                                  gint64          at);
gboolean  hw_person_check_born (const char *born,
                                gint64      now,
                                GError    **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPerson, hw_person_unref)

G_END_DECLS
