/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* A consent may run out while the workspace is open, overnight on a desk. What
 * the models hold is looked at every minute; where one ended, its trace is left
 * in the journal and its case is shown anew. Opening a workspace does the same
 * for those that ended while it was locked. */

#define LOOK_EVERY_S 60

static gboolean
any_ended_between (GPtrArray *consents,
                   gint64     since,
                   gint64     until)
{
  for (guint i = 0; i < consents->len; i++)
    {
      const HwConsent *consent = g_ptr_array_index (consents, i);

      if (!consent->superseded && !consent->refused && consent->withdrawn_at == 0 &&
          consent->expires_at > since && consent->expires_at <= until)
        return TRUE;
    }
  return FALSE;
}

/* Also what somebody linked as the same had said, because it counts here, too. */
static gboolean
ended_between (const HwCase *one,
               gint64        since,
               gint64        until)
{
  if (any_ended_between (one->consents, since, until))
    return TRUE;
  for (guint i = 0; i < one->linked_consents->len; i++)
    if (any_ended_between (g_ptr_array_index (one->linked_consents, i), since, until))
      return TRUE;
  return FALSE;
}

/* The cases in which a consent ended since they were last looked at; (element-type HwId). */
static GArray *
list_ended (HwSession *self,
            gint64     now)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->cases));
  GArray *ended = g_array_new (FALSE, FALSE, sizeof (HwId));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->cases), i);
      const HwCase *one = hw_case_item_get_case (item);

      if (ended_between (one, self->expiries_noted_at, now))
        g_array_append_val (ended, one->id);
    }
  return ended;
}

static gpointer
note_expiries (HwStore       *store,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  GArray *ended = data;
  HwSessionChange *change;

  if (!hw_store_note_expiries (store, g_get_real_time (), error))
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  for (guint i = 0; i < ended->len; i++)
    {
      HwCase *one = hw_store_get_case (store, &g_array_index (ended, HwId, i), error);

      if (one == NULL)
        {
          hw_session_change_free (change);
          return NULL;
        }
      g_ptr_array_add (change->cases, one);
    }
  return change;
}

static const HwSessionWork note_expiries_work = {
  note_expiries, hw_session_apply_change, (GDestroyNotify) g_array_unref, hw_session_change_free
};

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!hw_session_change_finish (HW_SESSION (source), result, hw_session_note_expiries, &error))
    g_warning ("That a consent ended was not noted: %s", error->message);
}

/**
 * hw_session_note_expiries:
 * @self: a session that is open
 *
 * Notes every consent that ended since the last look.
 */
void
hw_session_note_expiries (HwSession *self)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GArray) ended = list_ended (self, now);

  self->expiries_noted_at = now;
  if (ended->len > 0)
    hw_session_run (self, &note_expiries_work, g_steal_pointer (&ended), hw_session_note_expiries, NULL, noted_cb, NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  hw_session_note_expiries (user_data);
  return G_SOURCE_CONTINUE;
}

/* What ended before now was noted when the workspace was opened. */
void
hw_session_watch_expiries (HwSession *self)
{
  hw_session_unwatch_expiries (self);
  self->expiries_noted_at = g_get_real_time ();
  self->expiries_id = g_timeout_add_seconds (LOOK_EVERY_S, look_cb, self);
}

void
hw_session_unwatch_expiries (HwSession *self)
{
  g_clear_handle_id (&self->expiries_id, g_source_remove);
}
