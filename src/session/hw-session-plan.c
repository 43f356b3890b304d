/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-plan.h"
#include "hw-session-private.h"
#include "hw-session-shifts.h"
#include "hw-session-streets.h"
#include "hw-site-trace.h"
#include "hw-store-visits.h"
#include "hw-talk.h"

/* Where a team may go: gathered from the models on the main thread and from the
 * store on its own, then made into a plan with a first proposal. Languages that
 * were heard stay on the store's thread: what comes back says only whether the
 * team can talk with the people expected. */

#define SETTING_REVISIT "visits-revisit-days"
#define NEAR_M         250.0   /* around a hot-spot: what was done there was a visit */
#define MOVED_DAYS     28      /* where people of a closed site were met longer ago, they may not be now */
#define CONTACTS_READ  10u     /* of a hot-spot, the newest: what they speak */

/* What goes to the store's thread. Its hot-spots and reports are never changed once they are made. */
typedef struct
{
  HwShift   *shift;       /* (owned) */
  GPtrArray *reports;     /* (owned) (element-type HwReport) */
  GPtrArray *hot_spots;   /* (owned) (element-type HwHotSpot) */
  GPtrArray *names;       /* (owned) (element-type utf8): of those */
  GPtrArray *sites;       /* (owned) (element-type HwSite) */
  GPtrArray *shifts;      /* (owned) (element-type HwShift): planned, or under way */
  GTimeZone *zone;        /* (owned) */
  guint      revisit_days;
} Request;

/* What comes back. */
typedef struct
{
  HwShift   *shift;        /* (owned) */
  GPtrArray *candidates;   /* (owned) (element-type HwCandidate) */
  GTimeZone *zone;         /* (owned) */
  gint64     now;
  guint      n_nowhere;    /* reports that no round leads to */
} Found;

static void
request_free (gpointer data)
{
  Request *request = data;

  hw_shift_free (request->shift);
  g_ptr_array_unref (request->reports);
  g_ptr_array_unref (request->hot_spots);
  g_ptr_array_unref (request->names);
  g_ptr_array_unref (request->sites);
  g_ptr_array_unref (request->shifts);
  g_time_zone_unref (request->zone);
  g_free (request);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  hw_shift_free (found->shift);
  g_ptr_array_unref (found->candidates);
  g_time_zone_unref (found->zone);
  g_free (found);
}

/* -- on the store's thread -- */

/* -- where the people of closed sites went -- */

static gboolean
add_moves (HwStore      *store,
           const HwSite *site,
           GArray       *moves,
           gint64        now,
           GError      **error)
{
  g_autoptr (GPtrArray) contacts = hw_store_list_displaced (store, site, error);
  g_autoptr (GArray) traces = NULL;

  if (contacts == NULL)
    return FALSE;
  traces = hw_site_trace_people (site, contacts);
  for (guint i = 0; i < traces->len; i++)
    {
      const HwSiteTrace *trace = &g_array_index (traces, HwSiteTrace, i);
      HwCandidateMove move = { site, trace->point, trace->n_people };

      if (trace->last_at >= now - MOVED_DAYS * HW_DAY_US && !hw_site_contains (site, &trace->point))
        g_array_append_val (moves, move);
    }
  return TRUE;
}

static gboolean
list_moves (HwStore       *store,
            const Request *request,
            GArray        *moves,
            gint64         now,
            GError       **error)
{
  for (guint i = 0; i < request->sites->len; i++)
    {
      const HwSite *site = request->sites->pdata[i];

      if (hw_site_get_closure (site, now) == HW_SITE_CLOSED && !add_moves (store, site, moves, now, error))
        return FALSE;
    }
  return TRUE;
}

/* -- hot-spots, and what is spoken there -- */

static gboolean
read_last_visit (HwStore         *store,
                 HwCandidateSpot *spot,
                 GError         **error)
{
  HwSite here = { .point = spot->hot_spot->centre, .radius_m = NEAR_M };
  g_autoptr (GPtrArray) visits = hw_store_list_site_visits (store, &here, 1, error);

  if (visits == NULL)
    return FALSE;
  if (visits->len > 0)
    spot->last_visit = ((const HwSiteVisit *) visits->pdata[0])->at;
  return TRUE;
}

static gboolean
list_spots (HwStore       *store,
            const Request *request,
            GArray        *spots,
            GError       **error)
{
  for (guint i = 0; i < request->hot_spots->len; i++)
    {
      HwCandidateSpot spot = { request->hot_spots->pdata[i], request->names->pdata[i], 0 };

      if (!read_last_visit (store, &spot, error))
        return FALSE;
      g_array_append_val (spots, spot);
    }
  return TRUE;
}

static void
add_language (GPtrArray  *heard,
              const char *language)
{
  if (language != NULL && *language != '\0' && !g_ptr_array_find_with_equal_func (heard, language, g_str_equal, NULL))
    g_ptr_array_add (heard, g_strdup (language));
}

static void
hear_reports (const Request *request,
              const HwStop  *stop,
              GPtrArray     *heard)
{
  for (guint i = 0; i < stop->reports->len; i++)
    for (guint j = 0; j < request->reports->len; j++)
      {
        const HwReport *report = request->reports->pdata[j];

        if (hw_id_equal (&report->id, &g_array_index (stop->reports, HwId, i)))
          add_language (heard, report->language);
      }
}

/* One that was erased since the hot-spots were found says nothing any more. */
static gboolean
hear_contact (HwStore    *store,
              gint64      row,
              GPtrArray  *heard,
              GError    **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (HwContact) contact = hw_store_get_contact (store, row, &inner);

  if (contact != NULL)
    add_language (heard, contact->language);
  else if (!g_error_matches (inner, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  return TRUE;
}

static gboolean
hear_contacts (HwStore          *store,
               const HwHotSpot  *spot,
               GPtrArray        *heard,
               GError          **error)
{
  GArray *rows = spot->rows[HW_KIND_CONTACT];

  for (guint i = rows != NULL ? rows->len : 0, n = 0; i > 0 && n < CONTACTS_READ; i--, n++)
    if (!hear_contact (store, g_array_index (rows, gint64, i - 1), heard, error))
      return FALSE;
  return TRUE;
}

static const HwSite *
find_site (const Request *request,
           const HwId    *id)
{
  for (guint i = 0; i < request->sites->len; i++)
    if (hw_id_equal (&((const HwSite *) request->sites->pdata[i])->id, id))
      return request->sites->pdata[i];
  return NULL;
}

/* The hot-spot that a stop is, or that lies in its site. */
static const HwHotSpot *
find_spot (const Request *request,
           const HwStop  *stop)
{
  const HwSite *site = stop->kind == HW_STOP_SITE ? find_site (request, &stop->subject) : NULL;

  for (guint i = 0; i < request->hot_spots->len; i++)
    {
      const HwHotSpot *spot = request->hot_spots->pdata[i];

      if (site != NULL ? hw_site_contains (site, &spot->centre) : stop->kind == HW_STOP_HOT_SPOT && hw_id_equal (&spot->identity, &stop->subject))
        return spot;
    }
  return NULL;
}

static gboolean
ask_whether_they_can_talk (HwStore       *store,
                           const Request *request,
                           HwStop        *stop,
                           GError       **error)
{
  g_autoptr (GPtrArray) heard = g_ptr_array_new_with_free_func (g_free);
  const HwHotSpot *spot = find_spot (request, stop);

  hear_reports (request, stop, heard);
  if (spot != NULL && !hear_contacts (store, spot, heard, error))
    return FALSE;
  g_ptr_array_add (heard, NULL);
  stop->talk = hw_talk_find ((const char * const *) heard->pdata, request->shift);
  return TRUE;
}

static gpointer
find_candidates (HwStore       *store,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const Request *request = data;
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (HwCandidateSpot));
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (HwCandidateMove));
  g_autoptr (GPtrArray) promises = hw_store_list_promises (store, TRUE, error);
  g_autoptr (GPtrArray) candidates = NULL;
  HwCandidateSources sources;
  gint64 now = g_get_real_time ();
  Found *found;

  if (promises == NULL || !list_spots (store, request, spots, error) || !list_moves (store, request, moves, now, error))
    return NULL;
  sources = (HwCandidateSources) { request->reports, (const HwCandidateSpot *) spots->data, spots->len, request->sites, promises, request->revisit_days,
                                   (const HwCandidateMove *) moves->data, moves->len, request->shifts };
  candidates = hw_candidates_list (&sources, request->shift, now, request->zone);
  for (guint i = 0; i < candidates->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !ask_whether_they_can_talk (store, request, ((HwCandidate *) candidates->pdata[i])->stop, error))
      return NULL;
  found = g_new0 (Found, 1);
  found->shift = hw_shift_copy (request->shift);
  found->candidates = g_steal_pointer (&candidates);
  found->zone = g_time_zone_ref (request->zone);
  found->now = now;
  found->n_nowhere = hw_candidates_count_nowhere (request->reports);
  return found;
}

static const HwSessionWork find_work = { find_candidates, NULL, request_free, found_free };

/* -- on the main thread -- */

static GPtrArray *
gather_reports (HwSession *self)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  GListModel *queue = hw_session_get_queue (self);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (HwReportItem) item = g_list_model_get_item (queue, i);

      g_ptr_array_add (reports, hw_report_ref (hw_report_item_get_report (item)));
    }
  return reports;
}

static void
gather_hot_spots (HwSession *self,
                  Request   *request)
{
  GListModel *hot_spots = hw_session_get_hot_spots (self);

  for (guint i = 0; i < g_list_model_get_n_items (hot_spots); i++)
    {
      g_autoptr (HwHotSpotItem) item = g_list_model_get_item (hot_spots, i);

      g_ptr_array_add (request->hot_spots, hw_hot_spot_ref (hw_hot_spot_item_get_hot_spot (item)));
      g_ptr_array_add (request->names, g_strdup (hw_hot_spot_item_get_name (item)));
    }
}

static GPtrArray *
gather_sites (HwSession *self)
{
  GPtrArray *sites = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_site_free);
  GListModel *items = hw_session_get_sites (self);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (sites, hw_site_copy (hw_site_item_get_site (item)));
    }
  return sites;
}

static GPtrArray *
gather_shifts (HwSession *self)
{
  GPtrArray *shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_shift_free);
  GListModel *items = hw_session_get_shifts (self);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (HwShiftItem) item = g_list_model_get_item (items, i);
      const HwShift *shift = hw_shift_item_get_shift (item);

      if (shift->state == HW_SHIFT_PLANNED || shift->state == HW_SHIFT_STARTED)
        g_ptr_array_add (shifts, hw_shift_copy (shift));
    }
  return shifts;
}

static void
proposed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (hw_plan_propose_finish (HW_PLAN (source), result, &error))
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwPlan *plan = g_task_get_task_data (task);
  GError *error = NULL;

  if (!hw_session_ask_streets_finish (HW_SESSION (source), result, &error))
    g_task_return_error (task, error);
  else if (hw_plan_get_shift (plan)->stops->len > 0)
    g_task_return_pointer (task, g_object_ref (plan), g_object_unref);
  else
    hw_plan_propose_async (plan, g_task_get_cancellable (task), proposed_cb, g_object_ref (task));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Found *found = hw_session_run_finish (HW_SESSION (source), result, hw_session_plan_async, &error);
  g_autoptr (HwPlan) plan = NULL;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  plan = hw_plan_new (found->shift, found->candidates, found->now, found->zone);
  hw_plan_set_n_nowhere (plan, found->n_nowhere);
  g_task_set_task_data (task, g_object_ref (plan), g_object_unref);
  hw_session_ask_streets_async (HW_SESSION (source), plan, g_task_get_cancellable (task), asked_cb, g_object_ref (task));
  found_free (found);
}

/**
 * hw_session_get_revisit_days:
 * @self: the session
 *
 * Returns: after how many days the team means to be at a place again
 */
guint
hw_session_get_revisit_days (HwSession *self)
{
  const char *text;
  guint64 days;

  g_return_val_if_fail (HW_IS_SESSION (self), HW_REVISIT_DAYS);

  text = hw_session_get_setting (self, SETTING_REVISIT);
  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, HW_REVISIT_MAX_DAYS, &days, NULL))
    return HW_REVISIT_DAYS;
  return (guint) days;
}

/**
 * hw_session_set_revisit_days:
 * @self: the session
 * @days: from 1 to %HW_REVISIT_MAX_DAYS
 *
 * After so many days a place is due again, in every plan made from now on.
 */
void
hw_session_set_revisit_days (HwSession *self,
                             guint      days)
{
  g_autofree char *text = days != HW_REVISIT_DAYS ? g_strdup_printf ("%u", days) : NULL;

  g_return_if_fail (HW_IS_SESSION (self) && days >= 1 && days <= HW_REVISIT_MAX_DAYS);

  if (days != hw_session_get_revisit_days (self))
    hw_session_set_setting (self, SETTING_REVISIT, text);
}

/* -- waiting for the hot-spots that are looked for -- */

typedef struct
{
  HwShift *shift;         /* (owned) */
  gulong   searching_id;  /* of the handler that has the task */
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  hw_shift_free (wait->shift);
  g_free (wait);
}

static void
find_places (GTask *task)
{
  HwSession *self = g_task_get_source_object (task);
  const Wait *wait = g_task_get_task_data (task);
  Request *request = g_new0 (Request, 1);

  request->shift = hw_shift_copy (wait->shift);
  request->reports = gather_reports (self);
  request->hot_spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_hot_spot_unref);
  request->names = g_ptr_array_new_with_free_func (g_free);
  gather_hot_spots (self, request);
  request->sites = gather_sites (self);
  request->shifts = gather_shifts (self);
  request->revisit_days = hw_session_get_revisit_days (self);
  request->zone = g_time_zone_new_local ();
  hw_session_run (self, &find_work, request, hw_session_plan_async, g_task_get_cancellable (task), found_cb, task);
}

static void
searching_cb (HwHotSpotModel *hot_spots,
              GParamSpec     *pspec,
              GTask          *task)
{
  Wait *wait = g_task_get_task_data (task);

  if (hw_hot_spot_model_is_searching (hot_spots))
    return;
  g_signal_handler_disconnect (hot_spots, wait->searching_id);
  find_places (task);
}

/**
 * hw_session_plan_async:
 * @self: the session
 * @shift: whose round is planned; copied
 * @cancellable: (nullable): to stop it
 *
 * Finds where the team may go, how long the ways are, and a first round: the one
 * that was saved for the shift, or a proposal.
 */
void
hw_session_plan_async (HwSession           *self,
                       const HwShift       *shift,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Wait *wait;
  GTask *task;

  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL);

  wait = g_new0 (Wait, 1);
  wait->shift = hw_shift_copy (shift);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hw_session_plan_async);
  g_task_set_task_data (task, wait, wait_free);
  if (hw_hot_spot_model_is_searching (self->hot_spots))
    wait->searching_id = g_signal_connect (self->hot_spots, "notify::searching", G_CALLBACK (searching_cb), task);
  else
    find_places (task);
}

/**
 * hw_session_plan_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan, with nothing recorded; %NULL with @error set
 */
HwPlan *
hw_session_plan_finish (HwSession     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HwPlan *plan = hw_session_plan_finish (HW_SESSION (source), result, &error);

  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  hw_plan_take_over (plan, g_task_get_task_data (task));
  g_task_return_pointer (task, plan, g_object_unref);
}

/**
 * hw_session_renew_plan_async:
 * @self: the session
 * @plan: a plan of it
 * @cancellable: (nullable): to stop it
 *
 * Plans the same shift with what is known by now: what was reported, visited,
 * settled and promised since. What the coordinator made of @plan, also meanwhile,
 * stays.
 */
void
hw_session_renew_plan_async (HwSession           *self,
                             HwPlan              *plan,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (HwShift) shift = NULL;
  GTask *task;

  g_return_if_fail (HW_IS_SESSION (self) && HW_IS_PLAN (plan));

  shift = hw_shift_copy (hw_plan_get_shift (plan));
  g_clear_pointer (&shift->stops, g_ptr_array_unref);
  shift->stops = hw_plan_dup_stops (plan);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hw_session_renew_plan_async);
  g_task_set_task_data (task, g_object_ref (plan), g_object_unref);
  hw_session_plan_async (self, shift, cancellable, renewed_cb, task);
}

/**
 * hw_session_renew_plan_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan that takes the place of the one before; %NULL with @error set
 */
HwPlan *
hw_session_renew_plan_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
