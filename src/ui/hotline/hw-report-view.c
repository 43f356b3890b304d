/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-report-view.h"

#include "hw-actions.h"
#include "hw-answer-dialog.h"
#include "hw-assign-button.h"
#include "hw-outcome-dialog.h"
#include "hw-outcomes.h"
#include "hw-queue-clock.h"
#include "hw-report-same.h"
#include "hw-status-icon.h"
#include "hw-urgent-bar.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * A report that was taken: what was said, what happened since, and the next
 * sensible thing to do with it, in blue.
 */

struct _HwReportView
{
  AdwBin parent_instance;

  HwSession *session;   /* (owned) */
  HwDeskWork *work;     /* (owned) (nullable) */
  HwReport *report;     /* (owned) (nullable) */

  HwStatusIcon *status_icon;
  GtkLabel *place_label;
  GtkLabel *status_label;
  GtkLabel *clock_label;
  GtkListBox *facts_list;
  HwReportSame *same_list;
  GtkListBox *events_list;
  GtkWidget *events_heading;
  GtkWidget *send_button;
  GtkWidget *ask_button;
  GtkWidget *outcome_button;
  GtkWidget *answered_button;
  GtkWidget *take_in_button;
  GtkWidget *dismiss_button;
  HwUrgentBar *urgent_bar;
  HwAssignButton *assign_button;
  GtkWidget *map_button;
};

G_DEFINE_FINAL_TYPE (HwReportView, hw_report_view, ADW_TYPE_BIN)

/* -- facts -- */

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
add_fact (GtkListBox *list,
          const char *what,
          const char *words)
{
  GtkWidget *row;
  GtkWidget *label;

  if (words == NULL || *words == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), what);
  label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_top (label, 9);
  gtk_widget_set_margin_bottom (label, 9);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (list, row);
}

static void
show_place_and_time (HwReportView *self,
                     gint64        now)
{
  const HwReport *report = self->report;
  g_autofree char *seen = hw_words_dup_time (report->seen_at, now);
  g_autofree char *received = hw_words_dup_time (report->received_at, now);
  g_autofree char *came = g_strdup_printf ("%s · %s", received, hw_words_channel (report->channel));
  g_autofree char *point = NULL;

  if (hw_point_is_valid (&report->point))
    point = g_strdup_printf ("%.5f, %.5f", report->point.latitude, report->point.longitude);
  add_fact (self->facts_list, _("Seen"), report->seen_at ? seen : NULL);
  add_fact (self->facts_list, _("Told"), came);
  add_fact (self->facts_list, _("Point"), point);
  if (report->usually_there != HW_USUALLY_UNKNOWN)
    add_fact (self->facts_list, _("Usually there"), hw_words_usually (report->usually_there));
  add_fact (self->facts_list, _("Usual time"), report->usual_time);
}

static void
show_people (HwReportView *self)
{
  const HwReport *report = self->report;
  g_autofree char *people = hw_words_dup_people (report->people);
  g_autofree char *concerns = hw_words_dup_concerns (report->concerns);

  add_fact (self->facts_list, _("People"), people);
  if (report->age != HW_AGE_UNKNOWN)
    add_fact (self->facts_list, _("Age"), hw_words_age (report->age));
  add_fact (self->facts_list, _("Gender"), report->gender);
  add_fact (self->facts_list, _("Look and belongings"), report->appearance);
  add_fact (self->facts_list, _("Language heard"), report->language);
  add_fact (self->facts_list, _("Worries"), report->worries);
  add_fact (self->facts_list, _("Concerns"), concerns);
}

static void
show_caller (HwReportView *self)
{
  const HwReport *report = self->report;

  add_fact (self->facts_list, _("Caller"), report->caller_name);
  add_fact (self->facts_list, _("Call back"), report->caller_contact);
  if (report->reply_wish != HW_REPLY_NO)
    add_fact (self->facts_list, _("Answer by"), hw_words_reply (report->reply_wish));
  if (report->knows_of_call != HW_ANSWER_UNKNOWN)
    add_fact (self->facts_list, _("They know of the call"), hw_words_answer (report->knows_of_call));
  add_fact (self->facts_list, _("What came of it"), hw_outcome_words (report->outcome));
  add_fact (self->facts_list, _("Number there"), report->source_id);
}

/* -- what the desk did -- */

static void
show_desk (HwReportView *self,
           gint64        now)
{
  const HwReportDesk *desk = hw_desk_work_find (self->work, self->report->row);
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);

  g_ptr_array_add (reports, hw_report_ref (self->report));
  hw_assign_button_set_reports (self->assign_button, reports, desk != NULL ? desk->assigned_to : NULL);
  hw_urgent_bar_show (self->urgent_bar, self->work, self->report);
  if (desk != NULL && desk->answered_at != 0)
    {
      g_autofree char *time = hw_words_dup_time (desk->answered_at, now);
      g_autofree char *answer = g_strdup_printf ("%s · %s", time, desk->words != NULL ? desk->words : "");

      add_fact (self->facts_list, _("Caller was told"), answer);
    }
}

/* -- what happened -- */

/* What was taken back is an entry with nothing in it. */
static gboolean
is_taken_back (const HwEvent *event)
{
  return g_strcmp0 (event->body, "{}") == 0;
}

static const char *
event_words (const HwEvent *event)
{
  const char *kind = event->kind;

  if (g_str_equal (kind, "report.received"))
    return _("Report taken");
  if (g_str_equal (kind, "report.imported"))
    return _("Report imported");
  if (g_str_has_prefix (kind, "report.status"))
    return _("Status changed");
  if (g_str_equal (kind, "report.assigned"))
    return is_taken_back (event) ? _("Given to nobody") : _("Given to somebody");
  if (g_str_equal (kind, "report.answered"))
    return is_taken_back (event) ? _("Taken back: the caller was answered") : _("Caller answered");
  if (g_str_equal (kind, "report.emergency-told"))
    return is_taken_back (event) ? _("Taken back: the emergency services were told") : _("Emergency services told");
  if (g_str_equal (kind, "report.linked"))
    return _("Linked with another report");
  if (g_str_has_prefix (kind, "contact"))
    return _("Somebody was met");
  return kind;
}

static void
add_event (HwReportView  *self,
           const HwEvent *event)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = hw_words_dup_time (event->recorded_at, g_get_real_time ());
  g_autofree char *words = event->author && *event->author ? g_strdup_printf ("%s · %s", time, event->author) : g_strdup (time);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), event_words (event));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_list_box_append (self->events_list, row);
}

static void
events_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwReportView) self = user_data;
  g_autoptr (GPtrArray) events = hw_session_list_events_finish (HW_SESSION (source), result, NULL);

  if (self->session == NULL)
    return;
  clear_list (self->events_list);
  for (guint i = 0; events != NULL && i < events->len; i++)
    add_event (self, g_ptr_array_index (events, i));
  gtk_widget_set_visible (self->events_heading, events != NULL && events->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->events_list), events != NULL && events->len > 0);
}

/* -- what to do -- */

static void
make_next (GtkWidget *button,
           gboolean   next)
{
  if (next)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
show_actions (HwReportView *self)
{
  HwReportStatus status = self->report->status;

  gtk_widget_set_visible (self->send_button, hw_report_status_may_follow (status, HW_REPORT_SENT_OUT) && status != HW_REPORT_SENT_OUT && status != HW_REPORT_CLOSED && status != HW_REPORT_TO_BE_ANSWERED);
  gtk_widget_set_visible (self->ask_button, status == HW_REPORT_NEW);
  gtk_widget_set_visible (self->outcome_button, hw_report_status_counts (status) && status != HW_REPORT_CLOSED && status != HW_REPORT_TO_BE_ANSWERED);
  gtk_widget_set_visible (self->take_in_button, status == HW_REPORT_TO_BE_CHECKED);
  gtk_widget_set_visible (self->dismiss_button, status == HW_REPORT_TO_BE_CHECKED);
  gtk_widget_set_visible (self->answered_button, status == HW_REPORT_TO_BE_ANSWERED);
  gtk_widget_set_visible (self->map_button, hw_point_is_valid (&self->report->point));
  make_next (self->send_button, status == HW_REPORT_NEW || status == HW_REPORT_NEEDS_INFORMATION);
  make_next (self->outcome_button, status == HW_REPORT_SENT_OUT);
  make_next (self->answered_button, TRUE);
}

static GPtrArray *
list_one (HwReportView *self)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);

  g_ptr_array_add (reports, hw_report_ref (self->report));
  return reports;
}

static void
move_to (HwReportView  *self,
         HwReportStatus status)
{
  g_autoptr (GPtrArray) reports = list_one (self);

  hw_desk_work_move (self->work, reports, status);
}

static void
take_in_cb (HwReportView *self)
{
  move_to (self, HW_REPORT_NEW);
}

static void
dismiss_cb (HwReportView *self)
{
  move_to (self, HW_REPORT_DISMISSED);
}

static void
send_cb (HwReportView *self)
{
  move_to (self, HW_REPORT_SENT_OUT);
}

static void
ask_cb (HwReportView *self)
{
  move_to (self, HW_REPORT_NEEDS_INFORMATION);
}

static void
answered_cb (HwReportView *self)
{
  g_autoptr (GPtrArray) reports = list_one (self);

  gtk_window_present (GTK_WINDOW (hw_answer_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->work, reports)));
}

static void
outcome_cb (HwOutcomeDialog *dialog,
            const char      *code,
            const char      *note,
            gpointer         user_data)
{
  HwReportView *self = user_data;
  g_autoptr (GPtrArray) reports = list_one (self);

  hw_desk_work_close (self->work, reports, code, note);
}

static void
record_outcome_cb (HwReportView *self)
{
  GtkWidget *dialog = hw_outcome_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  g_signal_connect_object (dialog, "recorded", G_CALLBACK (outcome_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
map_cb (HwReportView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), HW_ACTION_SHOW_ON_MAP, "x", self->report->row);
}

/* -- object -- */

static void
hw_report_view_dispose (GObject *object)
{
  HwReportView *self = HW_REPORT_VIEW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->work);
  g_clear_pointer (&self->report, hw_report_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_REPORT_VIEW);
  G_OBJECT_CLASS (hw_report_view_parent_class)->dispose (object);
}

static void
hw_report_view_class_init (HwReportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_report_view_dispose;
  g_type_ensure (HW_TYPE_STATUS_ICON);
  g_type_ensure (HW_TYPE_URGENT_BAR);
  g_type_ensure (HW_TYPE_ASSIGN_BUTTON);
  g_type_ensure (HW_TYPE_REPORT_SAME);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/hotline/hw-report-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HwReportView, status_icon);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, place_label);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, status_label);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, clock_label);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, facts_list);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, same_list);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, events_list);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, events_heading);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, send_button);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, ask_button);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, outcome_button);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, answered_button);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, take_in_button);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, dismiss_button);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, urgent_bar);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, assign_button);
  gtk_widget_class_bind_template_child (widget_class, HwReportView, map_button);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_outcome_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
}

static void
hw_report_view_init (HwReportView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_report_view_set_session:
 * @self: a view
 * @session: an open session
 */
void
hw_report_view_set_session (HwReportView *self,
                            HwSession    *session)
{
  g_return_if_fail (HW_IS_REPORT_VIEW (self));
  g_set_object (&self->session, session);
}

/**
 * hw_report_view_set_work:
 * @self: a view
 * @work: where is recorded what is done with the report
 */
void
hw_report_view_set_work (HwReportView *self,
                         HwDeskWork   *work)
{
  g_return_if_fail (HW_IS_REPORT_VIEW (self));
  g_set_object (&self->work, work);
  hw_assign_button_set_work (self->assign_button, work);
}

/**
 * hw_report_view_show:
 * @self: a view
 * @report: what to show
 */
void
hw_report_view_show (HwReportView *self,
                     HwReport     *report)
{
  gint64 now = g_get_real_time ();
  g_autofree char *storage = NULL;
  g_autofree char *clock = NULL;
  HwClockTone tone;

  g_return_if_fail (HW_IS_REPORT_VIEW (self));

  hw_report_ref (report);
  g_clear_pointer (&self->report, hw_report_unref);
  self->report = report;

  clock = hw_queue_clock_dup_words (report, now, &tone);
  hw_status_icon_set_status (self->status_icon, report->status);
  gtk_label_set_label (self->place_label, hw_words_place (report, &storage));
  gtk_label_set_label (self->status_label, hw_words_status (report->status));
  gtk_label_set_label (self->clock_label, clock);
  gtk_widget_set_css_classes (GTK_WIDGET (self->clock_label), (const char *[]) { "pill-label", hw_clock_tone_to_class (tone), "numeric", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->clock_label), report->status != HW_REPORT_CLOSED && report->status != HW_REPORT_SENT_OUT);

  clear_list (self->facts_list);
  show_place_and_time (self, now);
  show_people (self);
  show_caller (self);
  show_desk (self, now);
  show_actions (self);
  hw_report_same_show (self->same_list, self->session, report);
  hw_session_list_events_async (self->session, &report->id, events_cb, g_object_ref (self));
}

/**
 * hw_report_view_get_report:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the report shown
 */
HwReport *
hw_report_view_get_report (HwReportView *self)
{
  g_return_val_if_fail (HW_IS_REPORT_VIEW (self), NULL);
  return self->report;
}
