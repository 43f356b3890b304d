/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* What the desk does with reports, one or many at once, and what takes it back:
 * nothing is erased, the correction is recorded as well. */

/* -- lists of steps -- */

static void
clear_step (gpointer pointer)
{
  HwReportStep *step = pointer;

  g_free ((char *) step->outcome);
  g_free ((char *) step->note);
  g_free ((char *) step->assigned_to);
  g_free ((char *) step->words);
}

static GArray *
steps_new (void)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (HwReportStep));

  g_array_set_clear_func (steps, clear_step);
  return steps;
}

static void
add_step (GArray       *steps,
          HwReportStep  step)
{
  step.outcome = g_strdup (step.outcome);
  step.note = g_strdup (step.note);
  step.assigned_to = g_strdup (step.assigned_to);
  step.words = g_strdup (step.words);
  g_array_append_val (steps, step);
}

/* -- recording -- */

static HwReportMark
turn_back (HwReportMark mark)
{
  return mark == HW_MARK_SET ? HW_MARK_TAKEN_BACK : mark == HW_MARK_TAKEN_BACK ? HW_MARK_SET : HW_MARK_AS_IS;
}

/* What stands before @step is recorded brings back what it changes. */
static gboolean
add_undo (GArray              *undo,
          HwStore             *store,
          const HwReportStep  *step,
          GError             **error)
{
  g_autoptr (HwReport) report = hw_store_get_report (store, step->row, error);
  HwReportDesk *desk = report != NULL ? hw_store_get_report_desk (store, step->row, error) : NULL;

  if (desk == NULL)
    return FALSE;
  add_step (undo, (HwReportStep) {
    .row = step->row, .status = report->status, .outcome = report->outcome != NULL ? report->outcome : "",
    .assigns = step->assigns, .assigned_to = desk->assigned_to, .emergency = turn_back (step->emergency),
    .answers = turn_back (step->answers), .how = desk->how, .answer = desk->answer, .words = desk->words, .is_correction = TRUE,
  });
  hw_report_desk_free (desk);
  return TRUE;
}

static gboolean
add_report (HwSessionChange  *change,
            HwStore          *store,
            gint64            row,
            GError          **error)
{
  HwReport *report = hw_store_get_report (store, row, error);
  HwReportDesk *desk;

  if (report == NULL)
    return FALSE;
  g_ptr_array_add (change->reports, report);
  desk = hw_store_get_report_desk (store, row, error);
  if (desk == NULL)
    return FALSE;
  g_ptr_array_add (change->desks, desk);
  return TRUE;
}

static gboolean
fill_change (HwSessionChange  *change,
             HwStore          *store,
             GArray           *steps,
             GError          **error)
{
  const HwReportStep *first = (const HwReportStep *) steps->data;

  for (guint i = 0; i < steps->len; i++)
    if (!add_undo (change->undo, store, &first[i], error))
      return FALSE;
  if (!hw_store_record_steps (store, first, steps->len, error))
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (!add_report (change, store, first[i].row, error))
      return FALSE;
  return TRUE;
}

static gpointer
record_steps (HwStore       *store,
              gpointer       steps,
              GCancellable  *cancellable,
              GError       **error)
{
  HwSessionChange *change = g_new0 (HwSessionChange, 1);

  change->undo = steps_new ();
  change->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  change->desks = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_desk_free);
  if (fill_change (change, store, steps, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork record_steps_work = {
  record_steps, hw_session_apply_change, (GDestroyNotify) g_array_unref, hw_session_change_free
};

/**
 * hw_session_record_steps_async:
 * @self: the session
 * @steps: (array length=n_steps): what is done with which reports; copied
 * @n_steps: how many
 *
 * Records what the desk does with reports: all of it or nothing. A step whose
 * status is the one of the report leaves it where it is.
 */
void
hw_session_record_steps_async (HwSession           *self,
                               const HwReportStep  *steps,
                               gsize                n_steps,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GArray) copy = steps_new ();

  g_return_if_fail (HW_IS_SESSION (self));

  for (gsize i = 0; i < n_steps; i++)
    add_step (copy, steps[i]);
  hw_session_run (self, &record_steps_work, g_steal_pointer (&copy), hw_session_record_steps_async, NULL, callback, user_data);
}

/**
 * hw_session_record_steps_finish:
 * @self: the session
 * @result: what the callback was given
 * @undo: (out) (optional) (transfer full) (element-type HwReportStep): what brings everything back
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether it is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_record_steps_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GArray       **undo,
                                GError       **error)
{
  HwSessionChange *change = hw_session_run_finish (self, result, hw_session_record_steps_async, error);

  if (change == NULL)
    return FALSE;
  if (undo != NULL)
    *undo = g_steal_pointer (&change->undo);
  hw_session_change_free (change);
  return TRUE;
}

/* -- who works here -- */

static gpointer
list_workers (HwStore       *store,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return hw_store_list_workers (store, error);
}

static const HwSessionWork list_workers_work = { list_workers, NULL, NULL, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_list_workers_async:
 * @self: the session
 *
 * Reads who reports may be given to: whose laptops the journal knows, and who was given some before.
 */
void
hw_session_list_workers_async (HwSession           *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self));

  hw_session_run (self, &list_workers_work, NULL, hw_session_list_workers_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_workers_finish:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): by name
 */
GPtrArray *
hw_session_list_workers_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_workers_async, error);
}

/* -- of the same people -- */

static gpointer
list_linked (HwStore       *store,
             gpointer       row,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autoptr (GArray) rows = hw_store_list_linked_reports (store, *(gint64 *) row, error);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      HwReport *report = hw_store_get_report (store, g_array_index (rows, gint64, i), error);

      if (report == NULL)
        return NULL;
      g_ptr_array_add (reports, report);
    }
  return g_steal_pointer (&reports);
}

static const HwSessionWork list_linked_work = { list_linked, NULL, g_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_list_linked_async:
 * @self: the session
 * @row: of a report
 *
 * Reads the reports that are linked as telling of the same people.
 */
void
hw_session_list_linked_async (HwSession           *self,
                              gint64               row,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self));

  hw_session_run (self, &list_linked_work, g_memdup2 (&row, sizeof row), hw_session_list_linked_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_linked_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): in the order in which they came
 */
GPtrArray *
hw_session_list_linked_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_linked_async, error);
}
