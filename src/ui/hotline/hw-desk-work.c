/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-desk-work.h"

#include "hw-problem.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _HwDeskWork
{
  GObject parent_instance;

  HwSession *session;   /* (owned) */
  GtkWidget *page;      /* (unowned) (nullable): weak; where is told what was done */
  GArray *undo;         /* (owned) (nullable) (element-type HwReportStep): what brings back the last */
  AdwToast *toast;      /* (owned) (nullable): the last one that offers it */
};

G_DEFINE_FINAL_TYPE (HwDeskWork, hw_desk_work, G_TYPE_OBJECT)

/* -- telling -- */

static void
dismissed_cb (AdwToast   *toast,
              HwDeskWork *self)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

static void
forget_undo (HwDeskWork *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  g_clear_pointer (&self->undo, g_array_unref);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

static void
offer_undo (HwDeskWork *self,
            const char *done)
{
  GtkWidget *overlay = self->page != NULL ? gtk_widget_get_ancestor (self->page, ADW_TYPE_TOAST_OVERLAY) : NULL;
  g_autofree char *markup = g_markup_escape_text (done, -1);

  if (overlay == NULL)
    return;
  self->toast = adw_toast_new (markup);
  adw_toast_set_button_label (self->toast, _("_Undo"));
  adw_toast_set_timeout (self->toast, 12);
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (hw_desk_work_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (self->toast));
}

/* -- recording -- */

typedef struct
{
  HwDeskWork *self;   /* (owned) */
  char *done;         /* (owned) (nullable): %NULL: it takes something back */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->self);
  g_free (job->done);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  HwDeskWork *self = job->self;
  g_autoptr (GArray) undo = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = hw_session_record_steps_finish (HW_SESSION (source), result, &undo, &error);

  if (self->page == NULL)
    return;
  if (!done)
    {
      hw_problem_show (self->page, _("The reports stay as they were"), error);
      return;
    }
  forget_undo (self);
  if (job->done == NULL)
    {
      hw_toast_show (self->page, _("Brought back"));
      return;
    }
  self->undo = g_steal_pointer (&undo);
  offer_undo (self, job->done);
}

/**
 * hw_desk_work_record:
 * @self: the desk's work
 * @steps: (array length=n_steps): what is done with which reports; copied
 * @n_steps: how many
 * @done: what is told once it is recorded
 *
 * Records it, and offers to bring it back.
 */
void
hw_desk_work_record (HwDeskWork         *self,
                     const HwReportStep *steps,
                     gsize               n_steps,
                     const char         *done)
{
  Job *job;

  g_return_if_fail (HW_IS_DESK_WORK (self));

  job = g_new0 (Job, 1);
  job->self = g_object_ref (self);
  job->done = g_strdup (done);
  hw_session_record_steps_async (self->session, steps, n_steps, recorded_cb, job);
}

/**
 * hw_desk_work_can_undo:
 * @self: the desk's work
 *
 * Returns: whether there is something that can be brought back
 */
gboolean
hw_desk_work_can_undo (HwDeskWork *self)
{
  g_return_val_if_fail (HW_IS_DESK_WORK (self), FALSE);
  return self->undo != NULL;
}

/**
 * hw_desk_work_undo:
 * @self: the desk's work
 *
 * Brings back what was before the last record, as a correction.
 */
void
hw_desk_work_undo (HwDeskWork *self)
{
  g_autoptr (GArray) undo = NULL;

  g_return_if_fail (HW_IS_DESK_WORK (self));

  undo = g_steal_pointer (&self->undo);
  if (undo != NULL)
    hw_desk_work_record (self, (const HwReportStep *) undo->data, undo->len, NULL);
}

/* -- the same with several -- */

static void
record_each (HwDeskWork   *self,
             GPtrArray    *reports,
             HwReportStep  pattern,
             const char   *done)
{
  g_autofree HwReportStep *steps = g_new (HwReportStep, reports->len);

  for (guint i = 0; i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);

      steps[i] = pattern;
      steps[i].row = report->row;
      if (pattern.status == HW_N_REPORT_STATUSES)
        steps[i].status = report->status;
    }
  hw_desk_work_record (self, steps, reports->len, done);
}

/**
 * hw_desk_work_assign:
 * @self: the desk's work
 * @reports: (element-type HwReport): some reports
 * @to: (nullable): who looks after them; %NULL: nobody
 */
void
hw_desk_work_assign (HwDeskWork *self,
                     GPtrArray  *reports,
                     const char *to)
{
  g_autofree char *done = to != NULL ? g_strdup_printf (_("Given to %s"), to) : g_strdup (_("Given to nobody"));

  record_each (self, reports, (HwReportStep) { .status = HW_N_REPORT_STATUSES, .assigns = TRUE, .assigned_to = to }, done);
}

/**
 * hw_desk_work_move:
 * @self: the desk's work
 * @reports: (element-type HwReport): some reports
 * @status: where they go
 */
void
hw_desk_work_move (HwDeskWork     *self,
                   GPtrArray      *reports,
                   HwReportStatus  status)
{
  g_autofree char *done = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u report changed", "%u reports changed", reports->len), reports->len);

  record_each (self, reports, (HwReportStep) { .status = status }, done);
}

/**
 * hw_desk_work_close:
 * @self: the desk's work
 * @reports: (element-type HwReport): some reports
 * @outcome: code of what came of them
 * @note: words, may be empty
 *
 * Records what came of them. Who wants to hear of it has still to be answered; else the report is done.
 */
void
hw_desk_work_close (HwDeskWork *self,
                    GPtrArray  *reports,
                    const char *outcome,
                    const char *note)
{
  g_autofree HwReportStep *steps = g_new0 (HwReportStep, reports->len);
  g_autofree char *done = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "What happened with %u report is recorded", "What happened with %u reports is recorded", reports->len), reports->len);

  for (guint i = 0; i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);

      steps[i] = (HwReportStep) { .row = report->row, .status = hw_report_status_after_visit (report), .outcome = outcome, .note = note };
    }
  hw_desk_work_record (self, steps, reports->len, done);
}

/**
 * hw_desk_work_tell_emergency:
 * @self: the desk's work
 * @report: which tells of danger or of a child
 *
 * Records that the emergency services were told.
 */
void
hw_desk_work_tell_emergency (HwDeskWork *self,
                             HwReport   *report)
{
  HwReportStep step = { .row = report->row, .status = report->status, .emergency = HW_MARK_SET };

  hw_desk_work_record (self, &step, 1, _("They were told: noted"));
}

/* -- looking up -- */

static const HwReportDesk *
find_in (GListModel *reports,
         gint64      row)
{
  for (guint i = 0; i < g_list_model_get_n_items (reports); i++)
    {
      g_autoptr (HwReportItem) item = g_list_model_get_item (reports, i);

      if (hw_report_item_get_report (item)->row == row)
        return hw_report_item_get_desk (item);
    }
  return NULL;
}

/**
 * hw_desk_work_find:
 * @self: the desk's work
 * @row: of a report
 *
 * Returns: (transfer none) (nullable): what the desk knows of it, from the models
 */
const HwReportDesk *
hw_desk_work_find (HwDeskWork *self,
                   gint64      row)
{
  const HwReportDesk *desk;

  g_return_val_if_fail (HW_IS_DESK_WORK (self), NULL);
  desk = find_in (hw_session_get_queue (self->session), row);
  return desk != NULL ? desk : find_in (hw_session_get_answered (self->session), row);
}

/**
 * hw_desk_work_get_session:
 * @self: the desk's work
 *
 * Returns: (transfer none): the session
 */
HwSession *
hw_desk_work_get_session (HwDeskWork *self)
{
  g_return_val_if_fail (HW_IS_DESK_WORK (self), NULL);
  return self->session;
}

/* -- object -- */

static void
hw_desk_work_dispose (GObject *object)
{
  HwDeskWork *self = HW_DESK_WORK (object);

  g_clear_weak_pointer (&self->page);
  g_clear_pointer (&self->undo, g_array_unref);
  g_clear_object (&self->toast);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_desk_work_parent_class)->dispose (object);
}

static void
hw_desk_work_class_init (HwDeskWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_desk_work_dispose;
}

static void
hw_desk_work_init (HwDeskWork *self)
{
}

/**
 * hw_desk_work_new:
 * @session: an open session
 * @page: where is told what was done
 *
 * Returns: (transfer full): the desk's work
 */
HwDeskWork *
hw_desk_work_new (HwSession *session,
                  GtkWidget *page)
{
  HwDeskWork *self = g_object_new (HW_TYPE_DESK_WORK, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->page, page);
  return self;
}
