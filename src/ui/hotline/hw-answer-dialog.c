/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-answer-dialog.h"

#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * What the caller is told, and how. The words are proposed from what came of
 * the report and say nothing about anybody; whoever changes them is asked to
 * keep it so. Where others told of the same people, their callers have the same
 * right to an answer: they can be told the same.
 */

struct _HwAnswerDialog
{
  AdwWindow parent_instance;

  HwDeskWork *work;       /* (owned) */
  GPtrArray *reports;     /* (owned) (element-type HwReport) */
  GPtrArray *linked;      /* (owned) (element-type HwReport): whose callers wait as well */

  GtkTextBuffer *words;
  GtkDropDown *how;
  GtkCheckButton *others;
  GtkWidget *record_button;
};

G_DEFINE_FINAL_TYPE (HwAnswerDialog, hw_answer_dialog, ADW_TYPE_WINDOW)

/* Different ways are counted as they are asked for. */
#define AS_ASKED HW_N_ANSWERED_BY

static const char *
how_words (HwAnsweredBy how)
{
  switch (how)
    {
    case HW_ANSWERED_BY_SMS: return _("By SMS");
    case HW_ANSWERED_BY_CALL: return _("By telephone");
    case HW_ANSWERED_BY_EMAIL: return _("By e-mail");
    case HW_ANSWERED_BY_STATUS_PAGE: return _("On the status page");
    case HW_N_ANSWERED_BY: return _("As each asked for");
    default: g_return_val_if_reached ("");
    }
}

/* Several reports with different answers get the words that are true of each: that somebody looked at it. */
static HwCallerAnswer
propose (GPtrArray *reports)
{
  const HwReport *first = g_ptr_array_index (reports, 0);
  HwCallerAnswer answer = hw_caller_answer_of (first->status, first->outcome);

  for (guint i = 1; i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);

      if (hw_caller_answer_of (report->status, report->outcome) != answer)
        return HW_CALLER_ANSWER_LOOKED_AT;
    }
  return answer;
}

/* -- recording -- */

static char *
dup_words (HwAnswerDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->words, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->words, &start, &end, FALSE));
}

static void
add_steps (HwAnswerDialog *self,
           GArray         *steps,
           GPtrArray      *reports,
           guint           how,
           const char     *words)
{
  HwCallerAnswer answer = propose (self->reports);

  for (guint i = 0; i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);
      HwReportStep step = {
        .row = report->row, .status = HW_REPORT_CLOSED, .answers = HW_MARK_SET, .how = how < AS_ASKED ? (HwAnsweredBy) how : hw_answered_by_of (report),
        .answer = answer, .words = words,
      };

      g_array_append_val (steps, step);
    }
}

static void
record_cb (HwAnswerDialog *self)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (HwReportStep));
  g_autofree char *words = dup_words (self);
  g_autofree char *done = NULL;

  if (*words == '\0')
    return;
  add_steps (self, steps, self->reports, gtk_drop_down_get_selected (self->how), words);
  if (gtk_check_button_get_active (self->others))
    add_steps (self, steps, self->linked, AS_ASKED, words);
  done = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u caller answered", "%u callers answered", steps->len), steps->len);
  hw_desk_work_record (self->work, (const HwReportStep *) steps->data, steps->len, done);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
words_changed_cb (HwAnswerDialog *self)
{
  g_autofree char *words = dup_words (self);

  gtk_widget_set_sensitive (self->record_button, *words != '\0');
}

/* -- the callers of reports about the same people -- */

static gboolean
waits_as_well (const HwReport *report,
               GPtrArray      *answered)
{
  for (guint i = 0; i < answered->len; i++)
    if (((const HwReport *) answered->pdata[i])->row == report->row)
      return FALSE;
  return report->status != HW_REPORT_CLOSED && hw_report_status_counts (report->status) && hw_caller_wants_answer (report) && !hw_report_is_urgent (report);
}

static void
linked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwAnswerDialog) self = user_data;
  g_autoptr (GPtrArray) linked = hw_session_list_linked_finish (HW_SESSION (source), result, NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; linked != NULL && i < linked->len; i++)
    if (waits_as_well (linked->pdata[i], self->reports))
      g_ptr_array_add (self->linked, hw_report_ref (linked->pdata[i]));
  if (self->linked->len == 0 || self->work == NULL)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Tell the same to %u other caller who told of them",
                                        "Tell the same to %u other callers who told of them", self->linked->len), self->linked->len);
  gtk_check_button_set_label (self->others, words);
  gtk_widget_set_visible (GTK_WIDGET (self->others), TRUE);
}

/* -- what it looks like -- */

static GtkWidget *
build_caller (GPtrArray *reports)
{
  const HwReport *report = g_ptr_array_index (reports, 0);
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (reports->len > 1)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u caller", "%u callers", reports->len), reports->len);
  else
    words = g_strjoin (" · ", report->caller_name != NULL ? report->caller_name : _("Caller"),
                       report->caller_contact != NULL ? report->caller_contact : _("no number or address"), NULL);
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static GtkWidget *
build_words (HwAnswerDialog *self)
{
  GtkWidget *view = gtk_text_view_new (), *scrolled = gtk_scrolled_window_new ();

  self->words = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (self->words, _(hw_caller_answer_get_words (propose (self->reports))), -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the caller is told"), -1);
  g_signal_connect_object (self->words, "changed", G_CALLBACK (words_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (scrolled, -1, 110);
  return scrolled;
}

static GtkWidget *
build_how (HwAnswerDialog *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  gboolean several = self->reports->len > 1;

  for (guint i = 0; i < HW_N_ANSWERED_BY + several; i++)
    gtk_string_list_append (words, how_words (i));
  self->how = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (words), NULL));
  gtk_drop_down_set_selected (self->how, several ? AS_ASKED : hw_answered_by_of (g_ptr_array_index (self->reports, 0)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->how), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How they were told"), -1);
  return GTK_WIDGET (self->how);
}

static GtkWidget *
build_note (void)
{
  GtkWidget *label = gtk_label_new (_("Say what the team did. Never say who was met, what they said or what they want: a caller can be anyone."));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
build_content (HwAnswerDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), build_caller (self->reports));
  gtk_box_append (GTK_BOX (box), build_words (self));
  gtk_box_append (GTK_BOX (box), build_note ());
  gtk_box_append (GTK_BOX (box), build_how (self));
  self->others = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (""));
  gtk_widget_set_visible (GTK_WIDGET (self->others), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->others));
  return box;
}

static GtkWidget *
build_bar (HwAnswerDialog *self)
{
  GtkWidget *bar = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));

  self->record_button = gtk_button_new_with_label (_("Caller was answered"));
  gtk_widget_add_css_class (self->record_button, "suggested-action");
  g_signal_connect_object (self->record_button, "clicked", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->record_button);
  return bar;
}

/* -- object -- */

static void
hw_answer_dialog_dispose (GObject *object)
{
  HwAnswerDialog *self = HW_ANSWER_DIALOG (object);

  g_clear_object (&self->work);
  G_OBJECT_CLASS (hw_answer_dialog_parent_class)->dispose (object);
}

static void
hw_answer_dialog_finalize (GObject *object)
{
  HwAnswerDialog *self = HW_ANSWER_DIALOG (object);

  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_pointer (&self->linked, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_answer_dialog_parent_class)->finalize (object);
}

static void
hw_answer_dialog_class_init (HwAnswerDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_answer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_answer_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_answer_dialog_init (HwAnswerDialog *self)
{
  self->linked = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
}

/**
 * hw_answer_dialog_new:
 * @parent: (nullable): the window over which it stands
 * @work: where it is recorded
 * @reports: (element-type HwReport): whose callers are answered, at least one
 *
 * Returns: (transfer none): a new dialog, which GTK keeps until it is closed
 */
GtkWidget *
hw_answer_dialog_new (GtkWindow  *parent,
                      HwDeskWork *work,
                      GPtrArray  *reports)
{
  HwAnswerDialog *self = g_object_new (HW_TYPE_ANSWER_DIALOG, "transient-for", parent, "modal", TRUE, "default-width", 480, "default-height", 420,
                                       "title", _("Answer the Caller"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->work = g_object_ref (work);
  self->reports = g_ptr_array_ref (reports);
  gtk_box_append (GTK_BOX (box), build_bar (self));
  gtk_box_append (GTK_BOX (box), build_content (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  if (reports->len == 1)
    hw_session_list_linked_async (hw_desk_work_get_session (work), ((const HwReport *) reports->pdata[0])->row, NULL, linked_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
