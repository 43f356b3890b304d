/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* People: who they are, who is the same as whom, and whom the team met. What
 * changes here changes cases too: the consents of linked people count together,
 * and so do the contacts on the street. */

#define CONTACTS_LIMIT 500

/* The cases of somebody, and everybody: what every command here changes. */
static HwSessionChange *
change_of_person (HwStore     *store,
                  const HwId  *person,
                  GError     **error)
{
  HwSessionChange *change = g_new0 (HwSessionChange, 1);

  change->id = *person;
  if (hw_session_change_add_cases (change, store, person, error) && hw_session_change_add_people (change, store, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

/* -- who somebody is -- */

static gpointer
save_person (HwStore       *store,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  HwId id;

  if (!hw_store_record_person (store, data, NULL, &id, error))
    return NULL;
  return change_of_person (store, &id, error);
}

static const HwSessionWork save_person_work = {
  save_person, hw_session_apply_change, (GDestroyNotify) hw_person_unref, hw_session_change_free
};

/**
 * hw_session_save_person_async:
 * @self: the session
 * @person: what is known; copied. One with an identity takes the place of what was known before
 */
void
hw_session_save_person_async (HwSession           *self,
                              const HwPerson      *person,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && person != NULL);

  hw_session_run (self, &save_person_work, hw_person_new (person), hw_session_save_person_async, NULL, callback, user_data);
}

/**
 * hw_session_save_person_finish:
 * @id: (out) (optional): the person
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_save_person_finish (HwSession     *self,
                               GAsyncResult  *result,
                               HwId          *id,
                               GError       **error)
{
  return hw_session_change_finish_with_id (self, result, hw_session_save_person_async, id, error);
}

/* -- the same person -- */

typedef struct
{
  HwId      person;
  HwId      other;
  gboolean  same;
  char     *reason;       /* (owned) (nullable) */
  gint64    contact_row;
} PersonData;

static void
person_data_free (gpointer pointer)
{
  PersonData *data = pointer;

  g_free (data->reason);
  g_free (data);
}

/* Once two people are taken apart again, the cases of both look different. */
static gpointer
link_people (HwStore       *store,
             gpointer       pointer,
             GCancellable  *cancellable,
             GError       **error)
{
  PersonData *data = pointer;
  HwSessionChange *change;

  if (!hw_store_record_link (store, &data->person, &data->other, data->same, data->reason, error))
    return NULL;
  change = change_of_person (store, &data->person, error);
  if (change == NULL || data->same || hw_session_change_add_cases (change, store, &data->other, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork link_people_work = { link_people, hw_session_apply_change, person_data_free, hw_session_change_free };

/**
 * hw_session_link_people_async:
 * @self: the session
 * @person: somebody
 * @other: somebody else, or so it seemed
 * @same: whether they are the same; %FALSE takes a link back
 * @reason: (nullable): why, in words
 *
 * From now on what one of them consented to counts only as far as the other did.
 */
void
hw_session_link_people_async (HwSession           *self,
                              const HwId          *person,
                              const HwId          *other,
                              gboolean             same,
                              const char          *reason,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  PersonData *data;

  g_return_if_fail (HW_IS_SESSION (self) && person != NULL && other != NULL);

  data = g_new0 (PersonData, 1);
  data->person = *person;
  data->other = *other;
  data->same = same;
  data->reason = g_strdup (reason);
  hw_session_run (self, &link_people_work, data, hw_session_link_people_async, NULL, callback, user_data);
}

/**
 * hw_session_link_people_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether the link, or the parting, is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_link_people_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_link_people_async, error);
}

/* -- whom the team met -- */

/* Of whom the contact was before: their cases forget it. */
static gpointer
match_contact (HwStore       *store,
               gpointer       pointer,
               GCancellable  *cancellable,
               GError       **error)
{
  PersonData *data = pointer;
  g_autoptr (HwContact) before = hw_store_get_contact (store, data->contact_row, error);
  HwSessionChange *change;

  if (before == NULL || !hw_store_record_match (store, data->contact_row, &data->person, error))
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  if ((hw_id_is_nil (&before->person) || hw_session_change_add_cases (change, store, &before->person, error)) &&
      (hw_id_is_nil (&data->person) || hw_session_change_add_cases (change, store, &data->person, error)) &&
      hw_session_change_add_people (change, store, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork match_contact_work = { match_contact, hw_session_apply_change, person_data_free, hw_session_change_free };

/**
 * hw_session_match_contact_async:
 * @self: the session
 * @contact_row: a contact
 * @person: who it was that was met; a nil identity takes it back
 */
void
hw_session_match_contact_async (HwSession           *self,
                                gint64               contact_row,
                                const HwId          *person,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  PersonData *data;

  g_return_if_fail (HW_IS_SESSION (self) && person != NULL);

  data = g_new0 (PersonData, 1);
  data->contact_row = contact_row;
  data->person = *person;
  hw_session_run (self, &match_contact_work, data, hw_session_match_contact_async, NULL, callback, user_data);
}

/**
 * hw_session_match_contact_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether it is on the disk whom the team met; where it is not, nothing was recorded
 */
gboolean
hw_session_match_contact_finish (HwSession     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_match_contact_async, error);
}

/* -- looking somebody up -- */

typedef struct
{
  GPtrArray *contacts;   /* (owned) (nullable) (element-type HwContact) */
  GArray    *same;       /* (owned) (nullable) (element-type HwId) */
} Known;

static void
known_free (gpointer pointer)
{
  Known *known = pointer;

  if (known == NULL)
    return;
  g_clear_pointer (&known->contacts, g_ptr_array_unref);
  g_clear_pointer (&known->same, g_array_unref);
  g_free (known);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, known_free)

static gpointer
look_up_person (HwStore       *store,
                gpointer       person,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (Known) known = g_new0 (Known, 1);

  known->contacts = hw_store_list_contacts (store, person, CONTACTS_LIMIT, error);
  if (known->contacts == NULL)
    return NULL;
  known->same = hw_store_list_same_people (store, person, error);
  return known->same != NULL ? g_steal_pointer (&known) : NULL;
}

static const HwSessionWork look_up_person_work = { look_up_person, NULL, g_free, known_free };

/**
 * hw_session_look_up_person_async:
 * @self: the session
 * @person: somebody
 *
 * Reads what is known of somebody beside the record: where the team met them,
 * under whatever name, and who is linked as the same.
 */
void
hw_session_look_up_person_async (HwSession           *self,
                                 const HwId          *person,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && person != NULL);

  hw_session_run (self, &look_up_person_work, hw_id_copy (person), hw_session_look_up_person_async, NULL, callback, user_data);
}

/**
 * hw_session_look_up_person_finish:
 * @contacts: (out) (optional) (transfer full) (element-type HwContact): newest first
 * @same: (out) (optional) (transfer full) (element-type HwId): who is linked as the same, without the person
 *
 * Returns: %FALSE with @error set when it could not be read
 */
gboolean
hw_session_look_up_person_finish (HwSession     *self,
                                  GAsyncResult  *result,
                                  GPtrArray    **contacts,
                                  GArray       **same,
                                  GError       **error)
{
  g_autoptr (Known) known = hw_session_run_finish (self, result, hw_session_look_up_person_async, error);

  if (known == NULL)
    return FALSE;
  if (contacts != NULL)
    *contacts = g_steal_pointer (&known->contacts);
  if (same != NULL)
    *same = g_steal_pointer (&known->same);
  return TRUE;
}

/**
 * hw_session_find_person:
 * @self: the session
 * @person: who is looked for
 *
 * Returns: (transfer none) (nullable): the person; %NULL where nobody has this identity
 */
HwPerson *
hw_session_find_person (HwSession  *self,
                        const HwId *person)
{
  guint n_items;

  g_return_val_if_fail (HW_IS_SESSION (self) && person != NULL, NULL);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwPersonItem) item = g_list_model_get_item (G_LIST_MODEL (self->people), i);

      if (hw_id_equal (&hw_person_item_get_person (item)->id, person))
        return hw_person_item_get_person (item);
    }
  return NULL;
}
