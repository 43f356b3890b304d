/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-person.h"
#include "hw-record.h"

/* The person record. */

static const guint16 strings[] = {
  G_STRUCT_OFFSET (HwPerson, alias), G_STRUCT_OFFSET (HwPerson, other_names),
  G_STRUCT_OFFSET (HwPerson, language), G_STRUCT_OFFSET (HwPerson, nationality),
  G_STRUCT_OFFSET (HwPerson, born),
};

G_DEFINE_BOXED_TYPE (HwPerson, hw_person, hw_person_ref, hw_person_unref)

/**
 * hw_person_new:
 * @template_: what is known; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @template_ with its strings
 */
HwPerson *
hw_person_new (const HwPerson *template_)
{
  return hw_record_new (template_, sizeof (HwPerson), strings, G_N_ELEMENTS (strings));
}

/**
 * hw_person_ref:
 * @person: a person
 *
 * Returns: (transfer full): @person, held once more
 */
HwPerson *
hw_person_ref (HwPerson *person)
{
  return g_atomic_rc_box_acquire (person);
}

/**
 * hw_person_unref:
 * @person: (transfer full): a person
 *
 * Lets go of @person; the last to do so frees it.
 */
void
hw_person_unref (HwPerson *person)
{
  g_atomic_rc_box_release (person);
}
