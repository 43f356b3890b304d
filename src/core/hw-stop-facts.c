/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-promise.h"
#include "hw-report.h"
#include "hw-stop-facts.h"

/* What the team of a shift is told about one stop: on the route sheet and in the field. */

G_DEFINE_BOXED_TYPE (HwStopFacts, hw_stop_facts, hw_stop_facts_ref, hw_stop_facts_unref)

static void
person_free (gpointer data)
{
  g_free (((HwStopPerson *) data)->name);
  g_free (data);
}

static void
clear_facts (gpointer data)
{
  HwStopFacts *facts = data;

  g_clear_pointer (&facts->site, hw_site_free);
  g_ptr_array_unref (facts->reports);
  g_ptr_array_unref (facts->promises);
  g_ptr_array_unref (facts->people);
  g_free (facts->last_outcome);
  g_strfreev (facts->languages);
}

/**
 * hw_stop_facts_new:
 * @stop: a stop
 *
 * Returns: (transfer full): nothing known of it yet, to be filled in
 */
HwStopFacts *
hw_stop_facts_new (const HwId *stop)
{
  HwStopFacts *facts = g_atomic_rc_box_new0 (HwStopFacts);

  facts->stop = *stop;
  facts->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  facts->promises = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_promise_free);
  facts->people = g_ptr_array_new_with_free_func (person_free);
  return facts;
}

/**
 * hw_stop_facts_ref:
 * @facts: what is known
 *
 * Returns: (transfer full): @facts, held once more
 */
HwStopFacts *
hw_stop_facts_ref (HwStopFacts *facts)
{
  return g_atomic_rc_box_acquire (facts);
}

/**
 * hw_stop_facts_unref:
 * @facts: (transfer full): what is known
 */
void
hw_stop_facts_unref (HwStopFacts *facts)
{
  g_atomic_rc_box_release_full (facts, clear_facts);
}

/**
 * hw_stop_facts_add_person:
 * @facts: what is known, while it is being filled in
 * @person: who
 * @case_id: the case that holds their consent to be named
 * @name: what people call them
 */
void
hw_stop_facts_add_person (HwStopFacts *facts,
                          const HwId  *person,
                          const HwId  *case_id,
                          const char  *name)
{
  HwStopPerson *added = g_new0 (HwStopPerson, 1);

  added->person = *person;
  added->case_id = *case_id;
  added->name = g_strdup (name);
  g_ptr_array_add (facts->people, added);
}

/**
 * hw_stop_facts_find:
 * @list: (nullable) (element-type HwStopFacts): of the stops of a shift
 * @stop: which one
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
const HwStopFacts *
hw_stop_facts_find (GPtrArray  *list,
                    const HwId *stop)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (hw_id_equal (&((HwStopFacts *) list->pdata[i])->stop, stop))
      return list->pdata[i];
  return NULL;
}

/**
 * hw_stop_facts_count_people:
 * @list: (element-type HwStopFacts): of the stops of a shift
 *
 * Returns: how many names there are
 */
guint
hw_stop_facts_count_people (GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += ((HwStopFacts *) list->pdata[i])->people->len;
  return n;
}
