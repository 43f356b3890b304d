/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"
#include "hw-session-taps.h"
#include "hw-store-visits.h"
#include "hw-visit.h"

/* The field: every tap goes to the journal by itself, and when a stop is left its
 * contacts reach the map and its reports the queue. */

/* -- reading -- */

static gpointer
list_taps (HwStore       *store,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return hw_store_list_taps (store, data, error);
}

static const HwSessionWork list_taps_work = { list_taps, NULL, g_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_list_taps_async:
 * @self: the session
 * @shift: a shift
 */
void
hw_session_list_taps_async (HwSession           *self,
                            const HwId          *shift,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL);

  hw_session_run (self, &list_taps_work, hw_id_copy (shift), hw_session_list_taps_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_taps_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwTap): what holds, in the order in which it was tapped
 */
GPtrArray *
hw_session_list_taps_finish (HwSession     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_taps_async, error);
}

/* -- one tap -- */

static gpointer
record_tap (HwStore       *store,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const HwTap *tap = data;

  return hw_store_record_tap (store, tap, error) ? hw_store_list_taps (store, &tap->shift, error) : NULL;
}

static const HwSessionWork tap_work = { record_tap, NULL, (GDestroyNotify) hw_tap_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_tap_async:
 * @self: the session
 * @tap: what was tapped; copied
 *
 * Records one tap. When the callback is told, it is on the disk.
 */
void
hw_session_tap_async (HwSession           *self,
                      const HwTap         *tap,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && tap != NULL);

  hw_session_run (self, &tap_work, hw_tap_copy (tap), hw_session_tap_async, NULL, callback, user_data);
}

/**
 * hw_session_tap_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwTap): what holds now; %NULL with @error set when nothing was recorded
 */
GPtrArray *
hw_session_tap_finish (HwSession     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_tap_async, error);
}

/* -- leaving a stop -- */

typedef struct
{
  HwId shift;
  HwId stop;
} VisitData;

static gboolean
has_contact (GPtrArray *contacts,
             gint64     row)
{
  for (guint i = 0; i < contacts->len; i++)
    if (((const HwContact *) contacts->pdata[i])->row == row)
      return TRUE;
  return FALSE;
}

static void
note_gone (HwSessionChange *change,
           GPtrArray       *before)
{
  change->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < before->len; i++)
    {
      gint64 row = ((const HwContact *) before->pdata[i])->row;

      if (!has_contact (change->contacts, row))
        g_array_append_val (change->gone, row);
    }
}

/* What the models show of a visit. */
static gboolean
read_visit (HwSessionChange *change,
            HwStore         *store,
            const HwShift   *shift,
            const HwStop    *stop,
            GPtrArray       *before,
            GError         **error)
{
  change->contacts = hw_store_list_visit_contacts (store, &stop->id, error);
  if (change->contacts == NULL)
    return FALSE;
  note_gone (change, before);
  change->reports = hw_store_list_visit_reports (store, stop, error);
  if (change->reports == NULL)
    return FALSE;
  change->desks = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_desk_free);
  for (guint i = 0; i < change->reports->len; i++)
    {
      HwReportDesk *desk = hw_store_get_report_desk (store, ((const HwReport *) change->reports->pdata[i])->row, error);

      if (desk == NULL)
        return FALSE;
      g_ptr_array_add (change->desks, desk);
    }
  if (stop->kind == HW_STOP_SITE)
    change->site = hw_store_get_site (store, &stop->subject, NULL);   /* one that is gone is no reason to say that nothing was saved */
  change->taps = hw_store_list_taps (store, &shift->id, error);
  return change->taps != NULL && hw_session_change_add_people (change, store, error);
}

static gboolean
record_visit (HwStore       *store,
              const HwShift *shift,
              const HwStop  *stop,
              GError       **error)
{
  g_autoptr (GPtrArray) taps = hw_store_list_taps (store, &shift->id, error);
  g_autoptr (GPtrArray) contacts = taps != NULL ? hw_visit_list_contacts (stop, taps) : NULL;
  g_autofree HwContact *plain = NULL;

  if (contacts == NULL)
    return FALSE;
  plain = g_new0 (HwContact, MAX (contacts->len, 1));
  for (guint i = 0; i < contacts->len; i++)
    plain[i] = *(const HwContact *) contacts->pdata[i];
  return hw_store_record_visit (store, &shift->id, &stop->id, plain, contacts->len, error);
}

static gpointer
save_visit (HwStore       *store,
            gpointer       pointer,
            GCancellable  *cancellable,
            GError       **error)
{
  const VisitData *data = pointer;
  g_autoptr (HwShift) shift = hw_store_get_shift (store, &data->shift, error);
  const HwStop *stop = shift != NULL ? hw_shift_find_stop (shift, &data->stop) : NULL;
  g_autoptr (GPtrArray) before = NULL;
  HwSessionChange *change;

  if (shift == NULL)
    return NULL;
  /* The store says in words that it is not in the round. */
  if (stop == NULL)
    {
      hw_store_record_visit (store, &data->shift, &data->stop, NULL, 0, error);
      return NULL;
    }
  before = hw_store_list_visit_contacts (store, &stop->id, error);
  if (before == NULL || !record_visit (store, shift, stop, error))
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  if (read_visit (change, store, shift, stop, before, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork save_visit_work = { save_visit, hw_session_apply_change, g_free, hw_session_change_free };

/**
 * hw_session_save_visit_async:
 * @self: the session
 * @shift: a shift that has started
 * @stop: a stop of its round
 *
 * Records what came of a visit by what was tapped there, and that the team has
 * left. Once more it corrects. Contacts reach the map, reports the queue.
 */
void
hw_session_save_visit_async (HwSession           *self,
                             const HwId          *shift,
                             const HwId          *stop,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  VisitData *data;

  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL && stop != NULL);

  data = g_new0 (VisitData, 1);
  data->shift = *shift;
  data->stop = *stop;
  hw_session_run (self, &save_visit_work, data, hw_session_save_visit_async, NULL, callback, user_data);
}

/**
 * hw_session_save_visit_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwTap): what holds now; %NULL with @error set when nothing was recorded
 */
GPtrArray *
hw_session_save_visit_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  HwSessionChange *change = hw_session_run_finish (self, result, hw_session_save_visit_async, error);
  GPtrArray *taps;

  if (change == NULL)
    return NULL;
  taps = g_steal_pointer (&change->taps);
  hw_session_change_free (change);
  return taps;
}
