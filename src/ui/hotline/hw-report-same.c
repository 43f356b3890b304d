/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-report-same.h"

#include "hw-date-row.h"
#include "hw-form-rows.h"
#include "hw-message.h"
#include "hw-problem.h"
#include "hw-similar-list.h"

#include <glib/gi18n-lib.h>

/*
 * Below a report: which others are of the same people, or perhaps are. Linking
 * them is one press and can be taken back; that is asked about, with a reason,
 * because somebody may have counted on it.
 */

struct _HwReportSame
{
  AdwBin parent_instance;

  HwSession *session;      /* (owned) (nullable) */
  HwReport *report;        /* (owned) (nullable): what is shown */
  HwSimilarList *list;
};

G_DEFINE_FINAL_TYPE (HwReportSame, hw_report_same, ADW_TYPE_BIN)

static void
look (HwReportSame *self)
{
  if (self->session != NULL && self->report != NULL)
    hw_similar_list_ask (self->list, self->session, self->report);
}

/* -- recording -- */

typedef struct
{
  HwReportSame *self;      /* (owned) */
  gint64        other;
  gboolean      same;
  GtkWidget    *reason;    /* (nullable): child of the dialog that asks */
} Link;

static Link *
link_new (HwReportSame *self,
          gint64        other,
          gboolean      same)
{
  Link *link = g_new0 (Link, 1);

  link->self = g_object_ref (self);
  link->other = other;
  link->same = same;
  return link;
}

static void
link_free (Link *link)
{
  g_object_unref (link->self);
  g_free (link);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Link, link_free)

static void
linked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Link) link = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_link_reports_finish (HW_SESSION (source), result, &error) && link->self->session != NULL)
    hw_problem_show (GTK_WIDGET (link->self), link->same ? _("They are not linked yet") : _("They are still linked"), error);
  look (link->self);
}

static void
record (HwReportSame *self,
        gint64        other,
        gboolean      same,
        const char   *reason)
{
  hw_session_link_reports_async (self->session, self->report->row, other, same, reason, linked_cb, link_new (self, other, same));
}

/* -- taking it back -- */

static void
reason_cb (AdwMessageDialog *dialog,
           GtkWidget        *row)
{
  g_autofree char *reason = hw_form_row_dup_text (row);

  adw_message_dialog_set_response_enabled (dialog, "unlink", reason != NULL);
}

static void
chosen_cb (Link       *link,
           const char *response)
{
  g_autofree char *reason = hw_form_row_dup_text (link->reason);

  if (g_str_equal (response, "unlink") && link->self->session != NULL && link->self->report != NULL)
    record (link->self, link->other, FALSE, reason);
}

static void
link_closed (gpointer  data,
             GClosure *closure)
{
  link_free (data);
}

static void
ask_to_unlink (HwReportSame *self,
               HwReport     *other)
{
  AdwMessageDialog *dialog = hw_message_new (GTK_WIDGET (self), _("Not the same people after all?"),
                                             _("Both reports stay as they are. Each is looked for and answered by itself again."));
  GtkWidget *list = gtk_list_box_new ();
  Link *link = link_new (self, other->row, FALSE);

  link->reason = hw_entry_row_new (_("How do we know?"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), link->reason);
  adw_message_dialog_set_extra_child (dialog, list);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "unlink", _("_Not the same"), NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_enabled (dialog, "unlink", FALSE);
  g_signal_connect_object (link->reason, "changed", G_CALLBACK (reason_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), link, link_closed, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "locked", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
same_cb (HwReportSame *self,
         HwReport     *other,
         gboolean      same)
{
  if (self->session == NULL || self->report == NULL)
    return;
  if (same)
    record (self, other->row, TRUE, NULL);
  else
    ask_to_unlink (self, other);
}

/* -- object -- */

static void
hw_report_same_dispose (GObject *object)
{
  HwReportSame *self = HW_REPORT_SAME (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->report, hw_report_unref);
  G_OBJECT_CLASS (hw_report_same_parent_class)->dispose (object);
}

static void
hw_report_same_class_init (HwReportSameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_report_same_dispose;
}

static void
hw_report_same_init (HwReportSame *self)
{
  self->list = g_object_new (HW_TYPE_SIMILAR_LIST, NULL);
  g_signal_connect_object (self->list, "same", G_CALLBACK (same_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * hw_report_same_show:
 * @self: the list below a report
 * @session: an open session
 * @report: the report
 */
void
hw_report_same_show (HwReportSame *self,
                     HwSession    *session,
                     HwReport     *report)
{
  gboolean is_other;

  g_return_if_fail (HW_IS_REPORT_SAME (self) && session != NULL && report != NULL);

  is_other = self->report == NULL || self->report->row != report->row;
  g_set_object (&self->session, session);
  hw_report_ref (report);
  g_clear_pointer (&self->report, hw_report_unref);
  self->report = report;
  /* What was about another report is not to be seen beside this one. */
  if (is_other)
    hw_similar_list_show (self->list, NULL);
  look (self);
}

/* -- what was said while the report was taken -- */

static void
taken_linked_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_link_reports_finish (HW_SESSION (source), result, &error) && hw_session_get_state (HW_SESSION (source)) == HW_SESSION_OPEN)
    hw_problem_show (widget, _("The report is taken, but not linked as the same"), error);
}

/**
 * hw_report_same_link:
 * @widget: to say a problem beside
 * @session: an open session
 * @row: of a report that was just taken
 * @others: (element-type gint64): rows of the reports of which was said that they are the same
 *
 * Links them.
 */
void
hw_report_same_link (GtkWidget    *widget,
                     HwSession    *session,
                     gint64        row,
                     const GArray *others)
{
  for (guint i = 0; i < others->len; i++)
    hw_session_link_reports_async (session, row, g_array_index (others, gint64, i), TRUE, _("said while the report was taken"),
                                   taken_linked_cb, g_object_ref (widget));
}
