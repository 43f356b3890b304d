/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-button-name.h"
#include "hw-case-words.h"
#include "hw-disclosure.h"
#include "hw-paper-dialog.h"
#include "hw-partner-offer.h"
#include "hw-plain-row.h"
#include "hw-problem.h"
#include "hw-recall-dialog.h"
#include "hw-recall-letter.h"

/* Everybody who was told something, what and when, and for each a letter that
 * asks to forget it. That a letter was prepared is recorded when it leaves this
 * window, as a file or on paper. */

struct _HwRecallDialog
{
  AdwWindow parent_instance;

  HwSession *session;   /* (owned) */
  HwId       case_id;
  GtkWidget *body;      /* child */
  GtkWidget *list;      /* (nullable) child */
};

G_DEFINE_FINAL_TYPE (HwRecallDialog, hw_recall_dialog, ADW_TYPE_WINDOW)

/* (transfer full) (nullable) */
static HwCase *
get_case (HwRecallDialog *self)
{
  HwCaseItem *item = self->session != NULL ? hw_session_find_case (self->session, &self->case_id) : NULL;

  return item != NULL ? hw_case_ref (hw_case_item_get_case (item)) : NULL;
}

static char *
describe_disclosed (const HwDisclosed *disclosed,
                    gint64             now)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < disclosed->records->len; i++)
    {
      const HwCaseRecord *record = disclosed->records->pdata[i];
      g_autofree char *day = hw_case_words_dup_day (record->happened_at, now);
      const char *what = hw_case_record_get (record, HW_RECORD_WHAT);

      g_string_append_printf (words, "%s%s · %s: %s", i > 0 ? "\n" : "", day,
                              hw_case_words_purpose (hw_case_record_get (record, HW_RECORD_PURPOSE)), what != NULL ? what : "?");
    }
  if (disclosed->recalled)
    g_string_append_printf (words, "\n%s", _("A recall letter is prepared"));
  return g_string_free (words, FALSE);
}

/**
 * hw_recall_list_new:
 * @case_: a case
 * @now: µs UTC
 *
 * What was told to whom and when, a row for each recipient. The data "recipient"
 * of a row names it.
 *
 * Returns: (transfer floating): a list
 */
GtkWidget *
hw_recall_list_new (const HwCase *case_,
                    gint64        now)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GPtrArray) disclosed = hw_disclosure_list (case_);
  guint n_rows = 0;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < disclosed->len; i++)
    {
      const HwDisclosed *recipient = disclosed->pdata[i];
      g_autofree char *words = describe_disclosed (recipient, now);
      GtkWidget *row;

      if (recipient->records->len == 0)
        continue;
      row = hw_plain_row_new (recipient->recipient, words);
      g_object_set_data_full (G_OBJECT (row), "recipient", g_strdup (recipient->recipient), g_free);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      n_rows++;
    }
  if (n_rows == 0)
    gtk_list_box_append (GTK_LIST_BOX (list), hw_plain_row_new (_("Nothing was told to anyone"), NULL));
  return list;
}

/* -- a letter -- */

typedef struct
{
  HwRecallDialog *dialog;      /* (owned) */
  char           *recipient;   /* (owned) */
  gboolean        recorded;    /* once is enough */
} Given;

static void
given_free (gpointer  data,
            GClosure *closure)
{
  Given *given = data;

  g_object_unref (given->dialog);
  g_free (given->recipient);
  g_free (given);
}

static void show_list (HwRecallDialog *self);

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwRecallDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error) && self->session != NULL)
    hw_problem_show (GTK_WIDGET (self), _("The letter is written, but it is not recorded that there is one"), error);
  else if (self->session != NULL)
    show_list (self);
}

static void
given_cb (Given *given)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_RECALL, g_get_real_time ());

  if (given->recorded || given->dialog->session == NULL)
    return;
  given->recorded = TRUE;
  hw_case_record_set (record, HW_RECORD_RECIPIENT, given->recipient);
  hw_session_add_record_async (given->dialog->session, &given->dialog->case_id, record, recorded_cb, g_object_ref (given->dialog));
}

/* When the last of the consents to tell them was taken back; now where none was. */
static gint64
find_withdrawal (const HwCase *case_,
                 const char   *recipient)
{
  gint64 at = 0;

  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *consent = case_->consents->pdata[i];

      if (g_strcmp0 (consent->recipient, recipient) == 0)
        at = MAX (at, consent->withdrawn_at);
    }
  return at != 0 ? at : g_get_real_time ();
}

static void
open_letter (HwRecallDialog    *self,
             const HwCase      *case_,
             const HwDisclosed *disclosed)
{
  g_autoptr (HwLetter) letter = hw_recall_letter_new (hw_session_get_team_name (self->session), case_->person->alias, disclosed,
                                                      hw_partner_offer_find (self->session, disclosed->recipient),
                                                      find_withdrawal (case_, disclosed->recipient), g_get_real_time ());
  GtkWidget *paper = hw_paper_dialog_new (GTK_WIDGET (self), self->session, _("Recall letter"), _("letter"), letter);
  Given *given = g_new0 (Given, 1);

  given->dialog = g_object_ref (self);
  given->recipient = g_strdup (disclosed->recipient);
  g_signal_connect_data (paper, "given", G_CALLBACK (given_cb), given, given_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (paper));
}

static void
letter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwRecallDialog *self = HW_RECALL_DIALOG (widget);
  g_autoptr (HwCase) case_ = get_case (self);
  g_autoptr (GPtrArray) list = case_ != NULL ? hw_disclosure_list (case_) : NULL;
  const char *recipient = g_variant_get_string (parameter, NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((HwDisclosed *) list->pdata[i])->recipient, recipient))
      open_letter (self, case_, list->pdata[i]);
}

/* -- the window -- */

static void
add_letter_button (GtkWidget *row)
{
  const char *recipient = g_object_get_data (G_OBJECT (row), "recipient");
  GtkWidget *button = gtk_button_new_with_label (_("Letter…"));
  g_autofree char *name = g_strdup_printf (_("Recall letter to %s"), recipient);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", recipient);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "recall.letter");
  hw_button_set_name (button, name);
  /* Not the row's activatable widget: then a screen reader would say the recipient twice. */
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
show_list (HwRecallDialog *self)
{
  g_autoptr (HwCase) case_ = get_case (self);

  if (self->list != NULL)
    gtk_box_remove (GTK_BOX (self->body), self->list);
  self->list = NULL;
  if (case_ == NULL)
    return;
  self->list = hw_recall_list_new (case_, g_get_real_time ());
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_object_get_data (G_OBJECT (row), "recipient") != NULL)
      add_letter_button (row);
  gtk_box_append (GTK_BOX (self->body), self->list);
}

static void
hw_recall_dialog_dispose (GObject *object)
{
  g_clear_object (&HW_RECALL_DIALOG (object)->session);
  G_OBJECT_CLASS (hw_recall_dialog_parent_class)->dispose (object);
}

static void
hw_recall_dialog_class_init (HwRecallDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_recall_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "recall.letter", "s", letter_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_recall_dialog_init (HwRecallDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "label",
                                   _("This is who was told what. A letter asks them to stop using it and to delete it; send it to each one whose consent was taken back."),
                                   NULL);

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->body, "form-body");
  gtk_box_append (GTK_BOX (self->body), words);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->body);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 480);
}

/**
 * hw_recall_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_id: a case
 *
 * Returns: (transfer floating): the window, to be presented
 */
GtkWidget *
hw_recall_dialog_new (GtkWidget  *opener,
                      HwSession  *session,
                      const HwId *case_id)
{
  HwRecallDialog *self = g_object_new (HW_TYPE_RECALL_DIALOG, "title", _("Recall letters"), NULL);
  GtkRoot *root = gtk_widget_get_root (opener);

  self->session = g_object_ref (session);
  self->case_id = *case_id;
  show_list (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
