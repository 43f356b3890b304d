/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* What one command changed: read again on the workspace's thread, in the same
 * piece of work that recorded it, and brought into the models by
 * hw_session_apply_change(). */

void
hw_session_change_free (gpointer pointer)
{
  HwSessionChange *change = pointer;

  if (change == NULL)
    return;
  g_clear_pointer (&change->report, hw_report_unref);
  g_clear_pointer (&change->desk, hw_report_desk_free);
  g_clear_pointer (&change->reports, g_ptr_array_unref);
  g_clear_pointer (&change->desks, g_ptr_array_unref);
  g_clear_pointer (&change->undo, g_array_unref);
  g_clear_pointer (&change->contact, hw_contact_unref);
  g_clear_pointer (&change->contacts, g_ptr_array_unref);
  g_clear_pointer (&change->gone, g_array_unref);
  g_clear_pointer (&change->taps, g_ptr_array_unref);
  g_clear_pointer (&change->case_, hw_case_unref);
  g_clear_pointer (&change->cases, g_ptr_array_unref);
  g_clear_pointer (&change->people, g_ptr_array_unref);
  g_clear_pointer (&change->partner, hw_partner_unref);
  g_clear_pointer (&change->site, hw_site_free);
  g_clear_pointer (&change->shift, hw_shift_free);
  g_clear_pointer (&change->areas, g_ptr_array_unref);
  g_free (change);
}

/**
 * hw_session_change_new_for_case:
 * @store: the store
 * @case_id: a case
 *
 * Returns: (transfer full) (nullable): the case as it stands now
 */
HwSessionChange *
hw_session_change_new_for_case (HwStore     *store,
                                const HwId  *case_id,
                                GError     **error)
{
  HwSessionChange *change;
  HwCase *case_ = hw_store_get_case (store, case_id, error);

  if (case_ == NULL)
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->case_ = case_;
  return change;
}

static gboolean
is_one_of (const HwId *person,
           const HwId *wanted,
           GArray     *same)
{
  if (hw_id_equal (person, wanted))
    return TRUE;
  for (guint i = 0; i < same->len; i++)
    if (hw_id_equal (person, &g_array_index (same, HwId, i)))
      return TRUE;
  return FALSE;
}

/**
 * hw_session_change_add_cases:
 * @change: a change
 * @store: the store
 * @person: somebody
 *
 * Adds every case of @person and of everyone linked as the same: their consents
 * and the contacts on the street count for all of them.
 *
 * Returns: %FALSE with @error set when they could not be read
 */
gboolean
hw_session_change_add_cases (HwSessionChange  *change,
                             HwStore          *store,
                             const HwId       *person,
                             GError          **error)
{
  g_autoptr (GArray) same = hw_store_list_same_people (store, person, error);
  g_autoptr (GPtrArray) cases = same != NULL ? hw_store_list_cases (store, error) : NULL;

  if (cases == NULL)
    return FALSE;
  if (change->cases == NULL)
    change->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  for (guint i = 0; i < cases->len; i++)
    {
      HwCase *one = g_ptr_array_index (cases, i);

      if (is_one_of (&one->person->id, person, same))
        g_ptr_array_add (change->cases, hw_case_ref (one));
    }
  return TRUE;
}

/**
 * hw_session_change_add_linked:
 * @change: a change of one case
 * @store: the store
 *
 * Where the person of the case is linked with others, adds their cases: what one
 * of them said about a consent counts for all.
 *
 * Returns: %FALSE with @error set when they could not be read
 */
gboolean
hw_session_change_add_linked (HwSessionChange  *change,
                              HwStore          *store,
                              GError          **error)
{
  const HwId *person = &change->case_->person->id;
  g_autoptr (GArray) same = hw_store_list_same_people (store, person, error);

  if (same == NULL)
    return FALSE;
  return same->len == 0 || hw_session_change_add_cases (change, store, person, error);
}

/**
 * hw_session_change_add_people:
 * @change: a change
 * @store: the store
 *
 * Adds everybody whom the team knows.
 *
 * Returns: %FALSE with @error set when they could not be read
 */
gboolean
hw_session_change_add_people (HwSessionChange  *change,
                              HwStore          *store,
                              GError          **error)
{
  g_clear_pointer (&change->people, g_ptr_array_unref);
  change->people = hw_session_load_people (store, error);
  return change->people != NULL;
}

gboolean
hw_session_change_finish (HwSession     *self,
                          GAsyncResult  *result,
                          gpointer       source_tag,
                          GError       **error)
{
  return hw_session_change_finish_with_id (self, result, source_tag, NULL, error);
}

gboolean
hw_session_change_finish_with_id (HwSession     *self,
                                  GAsyncResult  *result,
                                  gpointer       source_tag,
                                  HwId          *id,
                                  GError       **error)
{
  HwSessionChange *change = hw_session_run_finish (self, result, source_tag, error);

  if (change == NULL)
    return FALSE;
  if (id != NULL)
    *id = change->id;
  hw_session_change_free (change);
  return TRUE;
}
