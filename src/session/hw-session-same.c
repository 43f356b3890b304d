/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Who is the same as whom, for lists in which the same person stands together. */

static GHashTable *
groups_new (void)
{
  return g_hash_table_new_full (hw_id_hash, hw_id_equal, g_free, (GDestroyNotify) g_array_unref);
}

/* Everyone of a group shares one array. */
static void
add_group (GHashTable *groups,
           const HwId *person,
           GArray     *same)
{
  g_autoptr (GArray) group = g_array_new (FALSE, FALSE, sizeof (HwId));

  g_array_append_val (group, *person);
  g_array_append_vals (group, same->data, same->len);
  for (guint i = 0; i < group->len; i++)
    g_hash_table_insert (groups, hw_id_copy (&g_array_index (group, HwId, i)), g_array_ref (group));
}

static gpointer
list_groups (HwStore       *store,
             gpointer       pointer,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GHashTable) groups = groups_new ();
  GArray *people = pointer;

  for (guint i = 0; i < people->len; i++)
    {
      const HwId *person = &g_array_index (people, HwId, i);
      g_autoptr (GArray) same = NULL;

      if (g_hash_table_contains (groups, person))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      same = hw_store_list_same_people (store, person, error);
      if (same == NULL)
        return NULL;
      if (same->len > 0)
        add_group (groups, person, same);
    }
  return g_steal_pointer (&groups);
}

static const HwSessionWork list_groups_work = { list_groups, NULL, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_hash_table_unref };

/**
 * hw_session_list_groups_async:
 * @self: the session
 *
 * Reads who of everybody the team knows is linked as the same.
 */
void
hw_session_list_groups_async (HwSession           *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (HwId));

  g_return_if_fail (HW_IS_SESSION (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->people)); i++)
    {
      g_autoptr (HwPersonItem) item = g_list_model_get_item (G_LIST_MODEL (self->people), i);

      g_array_append_val (people, hw_person_item_get_person (item)->id);
    }
  hw_session_run (self, &list_groups_work, g_steal_pointer (&people), hw_session_list_groups_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_groups_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwId GArray): for everyone who is linked, the identities of the whole group
 */
GHashTable *
hw_session_list_groups_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_groups_async, error);
}
