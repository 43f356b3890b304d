/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-hot-spot-telling.h"

/* Goes through the days of years on a thread, and says anew what the hot-spots
 * are called that are shown meanwhile. Those are shared with whoever shows them
 * and do not change: copies take their place. */

/* Passes from thread to thread; only one has it at a time. */
typedef struct
{
  GArray            *points;     /* (owned) (nullable) (element-type HwIndexPoint) */
  HwHotSpotSettings  settings;
  gint64             now;
  GPtrArray         *hot_spots;  /* (owned) (element-type HwHotSpot): as shown; then as they are called */
  gboolean           is_news;    /* whether one of them is called differently now */
} Telling;

static void
telling_free (gpointer pointer)
{
  Telling *telling = pointer;

  g_clear_pointer (&telling->points, g_array_unref);
  g_clear_pointer (&telling->hot_spots, g_ptr_array_unref);
  g_free (telling);
}

static guint
count_changes (const HwHotSpot *hot_spot)
{
  return hot_spot->changes != NULL ? hot_spot->changes->len : 0;
}

static gboolean
is_told_alike (const HwHotSpot *a,
               const HwHotSpot *b)
{
  return hw_id_equal (&a->identity, &b->identity) && a->born == b->born && count_changes (a) == count_changes (b);
}

static void
identify_copies (Telling          *telling,
                 HwHotSpotHistory *history)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_full (telling->hot_spots->len, (GDestroyNotify) hw_hot_spot_unref);

  for (guint i = 0; i < telling->hot_spots->len; i++)
    g_ptr_array_add (copies, hw_hot_spot_copy_untold (g_ptr_array_index (telling->hot_spots, i)));
  hw_hot_spot_history_identify (history, copies);
  for (guint i = 0; i < copies->len; i++)
    telling->is_news |= !is_told_alike (g_ptr_array_index (copies, i), g_ptr_array_index (telling->hot_spots, i));
  g_ptr_array_unref (telling->hot_spots);
  telling->hot_spots = g_steal_pointer (&copies);
}

static void
tell_on_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Telling *telling = task_data;
  HwHotSpotHistory *history;
  GError *error = NULL;
  HwHotSpotParams params;

  hw_hot_spot_params_init (&params, telling->now);
  hw_hot_spot_settings_apply (&telling->settings, &params);
  history = hw_hot_spot_history_new ((const HwIndexPoint *) (gpointer) telling->points->data, telling->points->len, &params,
                                     telling->now, cancellable, &error);
  g_clear_pointer (&telling->points, g_array_unref);
  if (history == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  identify_copies (telling, history);
  g_task_return_pointer (task, history, (GDestroyNotify) hw_hot_spot_history_unref);
}

/**
 * hw_hot_spots_tell_async:
 * @source: (type GObject): who asks
 * @points: (transfer full) (element-type HwIndexPoint): since hw_hot_spot_history_get_reach()
 * @settings: what makes a hot-spot
 * @now: µs UTC, the end of the time that @hot_spots are of
 * @hot_spots: (element-type HwHotSpot): found with @settings
 *
 * Tells their history.
 */
void
hw_hot_spots_tell_async (gpointer                 source,
                         GArray                  *points,
                         const HwHotSpotSettings *settings,
                         gint64                   now,
                         GPtrArray               *hot_spots,
                         GCancellable            *cancellable,
                         GAsyncReadyCallback      callback,
                         gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Telling *telling = g_new0 (Telling, 1);

  telling->points = points;
  telling->settings = *settings;
  telling->now = now;
  telling->hot_spots = g_ptr_array_ref (hot_spots);
  g_task_set_source_tag (task, hw_hot_spots_tell_async);
  g_task_set_task_data (task, telling, telling_free);
  g_task_run_in_thread (task, tell_on_thread);
}

/**
 * hw_hot_spots_tell_finish:
 * @source: (type GObject): who asked
 * @result: of the call
 * @hot_spots: (out) (nullable) (transfer full): as they are called; %NULL where nothing changed
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the history; %NULL with %G_IO_ERROR_CANCELLED if cancelled
 */
HwHotSpotHistory *
hw_hot_spots_tell_finish (gpointer       source,
                          GAsyncResult  *result,
                          GPtrArray    **hot_spots,
                          GError       **error)
{
  Telling *telling = g_task_get_task_data (G_TASK (result));
  HwHotSpotHistory *history;

  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  history = g_task_propagate_pointer (G_TASK (result), error);
  *hot_spots = history != NULL && telling->is_news ? g_ptr_array_ref (telling->hot_spots) : NULL;
  return history;
}
