/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"
#include "hw-site.h"

G_BEGIN_DECLS

/**
 * HwStopPerson:
 * @person: who
 * @case_id: the case that holds the consent
 * @name: (owned): what people call them
 *
 * Somebody who agreed to be named to the team of a shift.
 */
typedef struct
{
  HwId  person;
  HwId  case_id;
  char *name;
} HwStopPerson;

/**
 * HwStopFacts:
 * @stop: of which stop
 * @site: (owned) (nullable): the site that lies there
 * @reports: (owned) (element-type HwReport): what was told of the place and is looked for, latest first
 * @promises: (owned) (element-type HwPromise): what is promised there and still open
 * @last_visit: µs UTC: when the team was there last; 0: never, or not known here
 * @last_met: whether it met people then
 * @last_people: how many
 * @last_outcome: (owned) (nullable): what came of looking, a code of hw_outcomes_get()
 * @languages: (owned) (nullable) (array zero-terminated=1): what is spoken there, in words; for that shift's team, at that stop alone
 * @people: (owned) (element-type HwStopPerson): who agreed to be named
 * @n_unnamed: how many more the team knows there
 *
 * What a team takes along about one stop. Read at the moment it is shown, and
 * kept nowhere.
 */
typedef struct
{
  HwId        stop;
  HwSite     *site;
  GPtrArray  *reports;
  GPtrArray  *promises;
  gint64      last_visit;
  gboolean    last_met;
  guint       last_people;
  char       *last_outcome;
  char      **languages;
  GPtrArray  *people;
  guint       n_unnamed;
} HwStopFacts;

#define HW_TYPE_STOP_FACTS (hw_stop_facts_get_type ())
GType              hw_stop_facts_get_type (void);
HwStopFacts       *hw_stop_facts_new      (const HwId        *stop);
HwStopFacts       *hw_stop_facts_ref      (HwStopFacts       *facts);
void               hw_stop_facts_unref    (HwStopFacts       *facts);
void               hw_stop_facts_add_person (HwStopFacts     *facts,
                                           const HwId        *person,
                                           const HwId        *case_id,
                                           const char        *name);
const HwStopFacts *hw_stop_facts_find     (GPtrArray         *list,
                                           const HwId        *stop);
guint              hw_stop_facts_count_people (GPtrArray     *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwStopFacts, hw_stop_facts_unref)

G_END_DECLS
