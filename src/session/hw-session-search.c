/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Looking things up: by words, and the reports that may tell of the same person as the one on the telephone. */

#define SEARCH_LIMIT      50
#define SIMILAR_LIMIT     20
#define SIMILAR_METRES    150.0
#define SIMILAR_TIME      (7 * HW_DAY_US)

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

/* -- likely the same -- */

typedef struct
{
  gint64 row;
  double metres;
} Near;

typedef struct
{
  HwReport *report;   /* (owned) what is being taken down */
  gint64    time;     /* µs UTC: when it was seen */
  GArray   *near;     /* (owned) (element-type Near), nearest first */
} Similar;

static void
similar_free (gpointer pointer)
{
  Similar *similar = pointer;

  hw_report_unref (similar->report);
  g_array_unref (similar->near);
  g_free (similar);
}

static int
compare_near (gconstpointer a,
              gconstpointer b)
{
  const Near *first = a;
  const Near *second = b;

  if (first->metres != second->metres)
    return first->metres < second->metres ? -1 : 1;
  return first->row > second->row ? -1 : first->row < second->row;
}

static gboolean
is_near_in_time (const Similar *similar,
                 gint64         time)
{
  return ABS (time - similar->time) <= SIMILAR_TIME;
}

/* Whatever the map's filter hides: a report that was closed yesterday may be the same person. */
static void
find_near (HwPointIndex *points,
           Similar      *similar)
{
  const HwPoint *here = &similar->report->point;
  g_autoptr (GArray) found = hw_point_index_query_near (points, here, SIMILAR_METRES);

  for (guint i = 0; i < found->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (found, HwIndexPoint, i);
      Near near = { point->row, hw_point_distance (here, &point->point) };

      if (point->kind == HW_KIND_REPORT && point->row != similar->report->row && is_near_in_time (similar, point->time))
        g_array_append_val (similar->near, near);
    }
  g_array_sort (similar->near, compare_near);
  if (similar->near->len > SIMILAR_LIMIT)
    g_array_set_size (similar->near, SIMILAR_LIMIT);
}

static GPtrArray *
load_near (HwStore  *store,
           GArray   *near,
           GError  **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);

  for (guint i = 0; i < near->len; i++)
    {
      HwReport *report = hw_store_get_report (store, g_array_index (near, Near, i).row, error);

      if (report == NULL)
        return NULL;
      g_ptr_array_add (reports, report);
    }
  return g_steal_pointer (&reports);
}

static gboolean
add_by_words (HwStore     *store,
              const char  *words,
              Similar     *similar,
              GPtrArray   *reports,
              GError     **error)
{
  g_autoptr (GPtrArray) found = hw_store_search_reports (store, words, SEARCH_LIMIT, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len && reports->len < SIMILAR_LIMIT; i++)
    {
      HwReport *report = g_ptr_array_index (found, i);

      if (report->row != similar->report->row && is_near_in_time (similar, report->seen_at))
        g_ptr_array_add (reports, hw_report_ref (report));
    }
  return TRUE;
}

/* All the words of the place; where nothing has them all, each part between commas in turn. */
static GPtrArray *
search_place (HwStore  *store,
              Similar  *similar,
              GError  **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  const char *place = similar->report->place;
  g_auto (GStrv) parts = NULL;

  if (place == NULL)
    return g_steal_pointer (&reports);
  if (!add_by_words (store, place, similar, reports, error))
    return NULL;
  parts = g_strsplit (place, ",", 4);
  for (guint i = 0; reports->len == 0 && parts[0] != NULL && parts[1] != NULL && parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && !add_by_words (store, parts[i], similar, reports, error))
      return NULL;
  return g_steal_pointer (&reports);
}

static gpointer
find_similar (HwStore       *store,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Similar *similar = data;

  return hw_point_is_valid (&similar->report->point) ? load_near (store, similar->near, error)
                                                     : search_place (store, similar, error);
}

static const HwSessionWork find_similar_work = { find_similar, NULL, similar_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_find_similar_async:
 * @self: the session
 * @report: what is being taken down; copied
 *
 * Looks for reports within 150 metres and seven days of @report, or, while only
 * words for its place are known, for those that use the same words.
 */
void
hw_session_find_similar_async (HwSession           *self,
                               const HwReport      *report,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Similar *similar = g_new0 (Similar, 1);

  g_return_if_fail (HW_IS_SESSION (self) && report != NULL);

  similar->report = hw_report_new (report);
  similar->time = report->seen_at != 0 ? report->seen_at : g_get_real_time ();
  similar->near = g_array_new (FALSE, FALSE, sizeof (Near));
  if (hw_point_is_valid (&report->point))
    find_near (self->points, similar);
  hw_session_run (self, &find_similar_work, similar, hw_session_find_similar_async, cancellable, callback, user_data);
}

/**
 * hw_session_find_similar_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): reports that may tell of the same, nearest first
 */
GPtrArray *
hw_session_find_similar_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_find_similar_async, error);
}
