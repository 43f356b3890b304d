/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-session-private.h"

/* Contacts of which nobody has said yet who it was: those near in place and
 * time to where somebody was met. Where they are is in memory; who it was is
 * read from the workspace. */

#define NEAR_METRES       500.0
#define NEAR_TIME         (30 * HW_DAY_US)
#define MOST_CANDIDATES   200
#define MOST_UNMATCHED    12
#define METRES_PER_DEGREE 111195.0   /* of latitude */

typedef struct
{
  gint64 row;
  double metres;   /* to the nearest place where they were met; 0 where nobody was met */
  gint64 time;     /* µs UTC */
} Candidate;

/* Nearest first, and of those equally near the latest. */
static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *first = a;
  const Candidate *second = b;

  if (first->metres != second->metres)
    return first->metres < second->metres ? -1 : 1;
  if (first->time != second->time)
    return first->time > second->time ? -1 : 1;
  return first->row > second->row ? -1 : first->row < second->row;
}

static double
get_metres (const HwIndexPoint *point,
            GPtrArray          *near)
{
  double metres = INFINITY;

  for (guint i = 0; i < near->len; i++)
    {
      const HwContact *contact = near->pdata[i];

      if (hw_point_is_valid (&contact->point) && ABS (contact->met_at - point->time) <= NEAR_TIME
          && fabs (contact->point.latitude - point->point.latitude) <= NEAR_METRES / METRES_PER_DEGREE * 1.01)
        metres = MIN (metres, hw_point_distance (&contact->point, &point->point));
    }
  return metres;
}

static GArray *
list_candidates (HwPointIndex *points,
                 GPtrArray    *near)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  HwIndexPoint point;

  for (gsize i = 0; hw_point_index_get_point (points, i, &point); i++)
    {
      Candidate candidate = { point.row, 0, point.time };

      if (point.kind != HW_KIND_CONTACT)
        continue;
      candidate.metres = near->len > 0 ? get_metres (&point, near) : 0;
      if (candidate.metres <= NEAR_METRES)
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  if (candidates->len > MOST_CANDIDATES)
    g_array_set_size (candidates, MOST_CANDIDATES);
  return candidates;
}

static gpointer
load_unmatched (HwStore       *store,
                gpointer       pointer,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_contact_unref);
  GArray *candidates = pointer;

  for (guint i = 0; i < candidates->len && contacts->len < MOST_UNMATCHED; i++)
    {
      g_autoptr (HwContact) contact = hw_store_get_contact (store, g_array_index (candidates, Candidate, i).row, error);

      if (contact == NULL)
        return NULL;
      if (hw_id_is_nil (&contact->person))
        g_ptr_array_add (contacts, g_steal_pointer (&contact));
    }
  return g_steal_pointer (&contacts);
}

static const HwSessionWork find_unmatched_work = { load_unmatched, NULL, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_find_unmatched_async:
 * @self: the session
 * @near: (element-type HwContact): when and where somebody was met
 *
 * Looks for contacts of which nobody has said who it was, within 500 metres and
 * 30 days of one of @near; where that is empty, for the latest anywhere.
 */
void
hw_session_find_unmatched_async (HwSession           *self,
                                 GPtrArray           *near,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && near != NULL);

  hw_session_run (self, &find_unmatched_work, list_candidates (self->points, near), hw_session_find_unmatched_async, cancellable,
                  callback, user_data);
}

/**
 * hw_session_find_unmatched_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwContact): contacts, nearest first
 */
GPtrArray *
hw_session_find_unmatched_finish (HwSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_find_unmatched_async, error);
}
