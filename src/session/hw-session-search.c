/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Looking things up: by words, and what happened. */

#define SEARCH_LIMIT 50

/* -- by words -- */

typedef struct
{
  GPtrArray *reports;   /* (owned) (element-type HwReport) */
  GPtrArray *people;    /* (owned) (element-type HwPerson) */
} Found;

static void
found_free (gpointer pointer)
{
  Found *found = pointer;

  if (found == NULL)
    return;
  g_clear_pointer (&found->reports, g_ptr_array_unref);
  g_clear_pointer (&found->people, g_ptr_array_unref);
  g_free (found);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gpointer
search (HwStore       *store,
        gpointer       words,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (Found) found = g_new0 (Found, 1);

  found->reports = hw_store_search_reports (store, words, SEARCH_LIMIT, error);
  if (found->reports == NULL)
    return NULL;
  found->people = hw_store_search_people (store, words, SEARCH_LIMIT, error);
  return found->people != NULL ? g_steal_pointer (&found) : NULL;
}

static const HwSessionWork search_work = { search, NULL, g_free, found_free };

/**
 * hw_session_search_async:
 * @self: the session
 * @words: what to look for, as somebody types it
 */
void
hw_session_search_async (HwSession           *self,
                         const char          *words,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && words != NULL);

  hw_session_run (self, &search_work, g_strdup (words), hw_session_search_async, cancellable, callback, user_data);
}

/**
 * hw_session_search_finish:
 * @reports: (out) (optional) (transfer full) (element-type HwReport): reports, newest first
 * @people: (out) (optional) (transfer full) (element-type HwPerson): people
 *
 * Returns: %FALSE with @error set when it could not be looked for
 */
gboolean
hw_session_search_finish (HwSession     *self,
                          GAsyncResult  *result,
                          GPtrArray    **reports,
                          GPtrArray    **people,
                          GError       **error)
{
  g_autoptr (Found) found = hw_session_run_finish (self, result, hw_session_search_async, error);

  if (found == NULL)
    return FALSE;
  if (reports != NULL)
    *reports = g_steal_pointer (&found->reports);
  if (people != NULL)
    *people = g_steal_pointer (&found->people);
  return TRUE;
}

/* -- what happened to a subject -- */

static gpointer
list_events (HwStore       *store,
             gpointer       subject,
             GCancellable  *cancellable,
             GError       **error)
{
  return hw_store_list_events (store, subject, error);
}

static const HwSessionWork list_events_work = { list_events, NULL, g_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_list_events_async:
 * @self: the session
 * @subject: a report, a person or a case
 */
void
hw_session_list_events_async (HwSession           *self,
                              const HwId          *subject,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && subject != NULL);

  hw_session_run (self, &list_events_work, hw_id_copy (subject), hw_session_list_events_async, NULL, callback, user_data);
}

/**
 * hw_session_list_events_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwEvent): what happened, oldest first
 */
GPtrArray *
hw_session_list_events_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_events_async, error);
}
