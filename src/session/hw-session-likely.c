/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-person-match.h"
#include "hw-session-private.h"

/* Who may be the same person under another name. What makes it likely is core's
 * to say; it is weighed on the workspace's thread, because a team may know
 * thousands. */

typedef struct
{
  HwPerson  *person;   /* (owned) */
  GPtrArray *people;   /* (owned) (element-type HwPerson): as the model has them */
} Likely;

static void
likely_free (gpointer pointer)
{
  Likely *likely = pointer;

  hw_person_unref (likely->person);
  g_ptr_array_unref (likely->people);
  g_free (likely);
}

static gboolean
holds (GArray     *same,
       const HwId *person)
{
  for (guint i = 0; i < same->len; i++)
    if (hw_id_equal (&g_array_index (same, HwId, i), person))
      return TRUE;
  return FALSE;
}

/* Who is linked already is no news. */
static gboolean
remove_linked (HwStore     *store,
               const HwId  *person,
               GPtrArray   *matches,
               GError     **error)
{
  g_autoptr (GArray) same = NULL;

  if (hw_id_is_nil (person))
    return TRUE;
  same = hw_store_list_same_people (store, person, error);
  if (same == NULL)
    return FALSE;
  for (guint i = matches->len; i > 0; i--)
    {
      const HwPersonMatch *match = g_ptr_array_index (matches, i - 1);

      if (holds (same, &match->person->id))
        g_ptr_array_remove_index (matches, i - 1);
    }
  return TRUE;
}

static gpointer
find_likely_same (HwStore       *store,
                  gpointer       pointer,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Likely *likely = pointer;
  g_autoptr (GPtrArray) matches = hw_person_find_likely_same (likely->people, likely->person);

  return remove_linked (store, &likely->person->id, matches, error) ? g_steal_pointer (&matches) : NULL;
}

static const HwSessionWork find_likely_same_work = { find_likely_same, NULL, likely_free, (GDestroyNotify) g_ptr_array_unref };

static GPtrArray *
list_people (HwSession *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  GPtrArray *people = g_ptr_array_new_full (n_items, (GDestroyNotify) hw_person_unref);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwPersonItem) item = g_list_model_get_item (G_LIST_MODEL (self->people), i);

      g_ptr_array_add (people, hw_person_ref (hw_person_item_get_person (item)));
    }
  return people;
}

/**
 * hw_session_find_likely_same_async:
 * @self: the session
 * @person: somebody, who need not be recorded yet; copied
 *
 * Looks for people who may be the same as @person. Only a hint: a worker makes
 * the link, with a reason, and it can be undone.
 */
void
hw_session_find_likely_same_async (HwSession           *self,
                                   const HwPerson      *person,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Likely *likely;

  g_return_if_fail (HW_IS_SESSION (self) && person != NULL);

  likely = g_new0 (Likely, 1);
  likely->person = hw_person_new (person);
  likely->people = list_people (self);
  hw_session_run (self, &find_likely_same_work, likely, hw_session_find_likely_same_async, cancellable, callback, user_data);
}

/**
 * hw_session_find_likely_same_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwPersonMatch): with the
 *   reasons, the likeliest first; without those who are linked already
 */
GPtrArray *
hw_session_find_likely_same_finish (HwSession     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_find_likely_same_async, error);
}
