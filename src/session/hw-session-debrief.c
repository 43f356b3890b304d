/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-beds.h"
#include "hw-session-debrief.h"
#include "hw-session-private.h"
#include "hw-store-visits.h"

/* Looking back on a shift. Its reports come from the models, everything else from the store. */

typedef struct
{
  HwId       shift;
  GPtrArray *reports;   /* (owned) (element-type HwReport) */
} LookBack;

static void
look_back_free (gpointer data)
{
  LookBack *look_back = data;

  g_ptr_array_unref (look_back->reports);
  g_free (look_back);
}

/**
 * hw_shift_story_free:
 * @story: (nullable): a story
 *
 * Frees it.
 */
void
hw_shift_story_free (HwShiftStory *story)
{
  if (story == NULL)
    return;
  hw_debrief_free (story->debrief);
  hw_shift_free (story->shift);
  g_clear_pointer (&story->promises, g_ptr_array_unref);
  g_clear_pointer (&story->reports, g_ptr_array_unref);
  g_clear_pointer (&story->beds, g_ptr_array_unref);
  g_free (story);
}

static gboolean
belongs (const HwPromise *promise,
         const HwShift   *shift)
{
  return hw_id_equal (&promise->shift, &shift->id) || (promise->kept == HW_PROMISE_OPEN && promise->due_at <= shift->ends_at);
}

static gboolean
read_promises (HwStore       *store,
               HwShiftStory  *story,
               GError       **error)
{
  g_autoptr (GPtrArray) all = hw_store_list_promises (store, FALSE, error);

  if (all == NULL)
    return FALSE;
  story->promises = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_promise_free);
  for (guint i = 0; i < all->len; i++)
    if (belongs (all->pdata[i], story->shift))
      g_ptr_array_add (story->promises, hw_promise_copy (all->pdata[i]));
  return TRUE;
}

static char *
dup_night (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return g_date_time_format (local, "%Y-%m-%d");
}

/* A bed may be offered for a night of the week that comes. */
static gboolean
read_beds (HwStore       *store,
           HwShiftStory  *story,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *first = dup_night (story->shift->starts_at - G_TIME_SPAN_DAY);
  g_autofree char *last = dup_night (story->shift->ends_at + 8 * G_TIME_SPAN_DAY);

  story->beds = hw_beds_read (store, first, last, cancellable, error);
  for (guint i = story->beds != NULL ? story->beds->len : 0; i > 0; i--)
    if (!hw_id_equal (&((const HwBedOffer *) story->beds->pdata[i - 1])->bed->shift, &story->shift->id))
      g_ptr_array_remove_index (story->beds, i - 1);
  return story->beds != NULL;
}

static gpointer
look_back (HwStore       *store,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const LookBack *asked = data;
  g_autoptr (HwShiftStory) story = g_new0 (HwShiftStory, 1);
  g_autoptr (GPtrArray) taps = NULL;

  story->reports = g_ptr_array_ref (asked->reports);
  story->shift = hw_store_get_shift (store, &asked->shift, error);
  taps = story->shift != NULL ? hw_store_list_taps (store, &asked->shift, error) : NULL;
  if (taps == NULL || !read_promises (store, story, error) || !read_beds (store, story, cancellable, error))
    return NULL;
  story->debrief = hw_debrief_new (story->shift, taps, story->reports);
  return g_steal_pointer (&story);
}

static const HwSessionWork look_back_work = { look_back, NULL, look_back_free, (GDestroyNotify) hw_shift_story_free };

static void
gather (GPtrArray  *reports,
        GListModel *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (HwReportItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (reports, hw_report_ref (hw_report_item_get_report (item)));
    }
}

/**
 * hw_session_look_back_async:
 * @self: the session
 * @shift: which one
 */
void
hw_session_look_back_async (HwSession           *self,
                            const HwId          *shift,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  LookBack *asked;

  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL);

  asked = g_new0 (LookBack, 1);
  asked->shift = *shift;
  asked->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  gather (asked->reports, hw_session_get_queue (self));
  gather (asked->reports, hw_session_get_answered (self));
  hw_session_run (self, &look_back_work, asked, hw_session_look_back_async, cancellable, callback, user_data);
}

/**
 * hw_session_look_back_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the story of the shift
 */
HwShiftStory *
hw_session_look_back_finish (HwSession     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_look_back_async, error);
}
