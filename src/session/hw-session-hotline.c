/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Reports and contacts: what the hotline and the street record and look up. */

/* -- taking a report -- */

static HwSessionChange *
change_of_report (HwStore  *store,
                  gint64    row,
                  GError  **error)
{
  HwSessionChange *change;
  HwReport *report = hw_store_get_report (store, row, error);

  if (report == NULL)
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->report = report;
  change->desk = hw_store_get_report_desk (store, row, error);
  if (change->desk != NULL)
    return change;
  hw_session_change_free (change);
  return NULL;
}

static gpointer
take_report (HwStore       *store,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  gint64 row;

  if (!hw_store_record_report (store, data, &row, NULL, error))
    return NULL;
  return change_of_report (store, row, error);
}

static const HwSessionWork take_report_work = {
  take_report, hw_session_apply_change, (GDestroyNotify) hw_report_unref, hw_session_change_free
};

/**
 * hw_session_take_report_async:
 * @self: the session
 * @report: what the caller said; copied
 *
 * Records a report. When the callback is told, it is on the disk, in the queue
 * and on the map.
 */
void
hw_session_take_report_async (HwSession           *self,
                              const HwReport      *report,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && report != NULL);

  hw_session_run (self, &take_report_work, hw_report_new (report), hw_session_take_report_async, NULL, callback, user_data);
}

/**
 * hw_session_take_report_finish:
 *
 * Returns: the row of the report; 0 with an error of %HW_STORE_ERROR, and then nothing was recorded
 */
gint64
hw_session_take_report_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  HwSessionChange *change = hw_session_run_finish (self, result, hw_session_take_report_async, error);
  gint64 row = change != NULL ? change->report->row : 0;

  hw_session_change_free (change);
  return row;
}

/* -- what became of it -- */

typedef struct
{
  gint64         row;
  HwReportStatus status;
  char          *outcome;   /* (owned) (nullable) */
  char          *note;      /* (owned) (nullable) */
} StatusData;

static void
status_data_free (gpointer pointer)
{
  StatusData *data = pointer;

  g_free (data->outcome);
  g_free (data->note);
  g_free (data);
}

static gpointer
set_status (HwStore       *store,
            gpointer       pointer,
            GCancellable  *cancellable,
            GError       **error)
{
  StatusData *data = pointer;

  if (!hw_store_record_status (store, data->row, data->status, data->outcome, data->note, error))
    return NULL;
  return change_of_report (store, data->row, error);
}

static const HwSessionWork set_status_work = {
  set_status, hw_session_apply_change, status_data_free, hw_session_change_free
};

/**
 * hw_session_set_status_async:
 * @self: the session
 * @report_row: row of a report
 * @status: what it is now
 * @outcome: (nullable): code of what came of it, "found-engaging"
 * @note: (nullable): more, in words
 */
void
hw_session_set_status_async (HwSession           *self,
                             gint64               report_row,
                             HwReportStatus       status,
                             const char          *outcome,
                             const char          *note,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  StatusData *data = g_new0 (StatusData, 1);

  g_return_if_fail (HW_IS_SESSION (self));

  data->row = report_row;
  data->status = status;
  data->outcome = g_strdup (outcome);
  data->note = g_strdup (note);
  hw_session_run (self, &set_status_work, data, hw_session_set_status_async, NULL, callback, user_data);
}

/**
 * hw_session_set_status_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether the status is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_set_status_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_set_status_async, error);
}

/* -- meeting someone -- */

static gpointer
record_contact (HwStore       *store,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  HwSessionChange *change;
  gint64 row;

  if (!hw_store_record_contact (store, data, &row, NULL, error))
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->contact = hw_store_get_contact (store, row, error);
  if (change->contact != NULL &&
      (hw_id_is_nil (&change->contact->person) ||
       (hw_session_change_add_cases (change, store, &change->contact->person, error) && hw_session_change_add_people (change, store, error))))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork record_contact_work = {
  record_contact, hw_session_apply_change, (GDestroyNotify) hw_contact_unref, hw_session_change_free
};

/**
 * hw_session_record_contact_async:
 * @self: the session
 * @contact: who was met, where and when; copied
 */
void
hw_session_record_contact_async (HwSession           *self,
                                 const HwContact     *contact,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && contact != NULL);

  hw_session_run (self, &record_contact_work, hw_contact_new (contact), hw_session_record_contact_async, NULL, callback, user_data);
}

/**
 * hw_session_record_contact_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether the meeting is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_record_contact_finish (HwSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_record_contact_async, error);
}

/* -- one record -- */

static gpointer
copy_row (gint64 row)
{
  return g_memdup2 (&row, sizeof row);
}

static gpointer
load_report (HwStore       *store,
             gpointer       row,
             GCancellable  *cancellable,
             GError       **error)
{
  return hw_store_get_report (store, *(gint64 *) row, error);
}

static const HwSessionWork load_report_work = { load_report, NULL, g_free, (GDestroyNotify) hw_report_unref };

/**
 * hw_session_load_report_async:
 * @self: the session
 * @row: row of a report, as the point index has it
 */
void
hw_session_load_report_async (HwSession           *self,
                              gint64               row,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self));

  hw_session_run (self, &load_report_work, copy_row (row), hw_session_load_report_async, cancellable, callback, user_data);
}

/**
 * hw_session_load_report_finish:
 *
 * Returns: (transfer full) (nullable): the report
 */
HwReport *
hw_session_load_report_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_load_report_async, error);
}

static gpointer
load_contact (HwStore       *store,
              gpointer       row,
              GCancellable  *cancellable,
              GError       **error)
{
  return hw_store_get_contact (store, *(gint64 *) row, error);
}

static const HwSessionWork load_contact_work = { load_contact, NULL, g_free, (GDestroyNotify) hw_contact_unref };

/**
 * hw_session_load_contact_async:
 * @self: the session
 * @row: row of a contact, as the point index has it
 */
void
hw_session_load_contact_async (HwSession           *self,
                               gint64               row,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self));

  hw_session_run (self, &load_contact_work, copy_row (row), hw_session_load_contact_async, cancellable, callback, user_data);
}

/**
 * hw_session_load_contact_finish:
 *
 * Returns: (transfer full) (nullable): the contact
 */
HwContact *
hw_session_load_contact_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_load_contact_async, error);
}
