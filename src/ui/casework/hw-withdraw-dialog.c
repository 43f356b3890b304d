/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-date-row.h"
#include "hw-disclosure.h"
#include "hw-form-rows.h"
#include "hw-recall-dialog.h"
#include "hw-withdraw-dialog.h"

/* Somebody takes a consent back. The form says what happens then, and to whom
 * something was told already; afterwards it opens the letters that ask them to
 * forget it. No reason is asked of the person. */

struct _HwWithdrawDialog
{
  HwFormDialog parent_instance;

  HwSession *session;   /* (owned) */
  HwCase    *case_;     /* (owned) */
  HwConsent *consent;   /* (owned) */
  GtkWidget *words;     /* child */
};

G_DEFINE_FINAL_TYPE (HwWithdrawDialog, hw_withdraw_dialog, HW_TYPE_FORM_DIALOG)

static gboolean
was_told (HwWithdrawDialog *self)
{
  g_autoptr (GPtrArray) list = hw_disclosure_list (self->case_);

  for (guint i = 0; i < list->len; i++)
    {
      const HwDisclosed *disclosed = list->pdata[i];

      if (disclosed->records->len > 0 && g_strcmp0 (disclosed->recipient, self->consent->recipient) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
withdrawn_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HwWithdrawDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean withdrawn = hw_session_withdraw_consent_finish (HW_SESSION (object), result, &error);
  GtkWindow *parent;

  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (!withdrawn)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      return;
    }
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL && was_told (self))
    gtk_window_present (GTK_WINDOW (hw_recall_dialog_new (GTK_WIDGET (parent), self->session, &self->case_->id)));
  hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

static void
hw_withdraw_dialog_accept (HwFormDialog *form)
{
  HwWithdrawDialog *self = HW_WITHDRAW_DIALOG (form);
  g_autofree char *words = hw_form_row_dup_text (self->words);

  hw_form_dialog_set_busy (form, TRUE);
  hw_session_withdraw_consent_async (self->session, &self->case_->id, &self->consent->id, words != NULL ? words : "", withdrawn_cb, g_object_ref (self));
}

static void
hw_withdraw_dialog_dispose (GObject *object)
{
  HwWithdrawDialog *self = HW_WITHDRAW_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  g_clear_pointer (&self->consent, hw_consent_unref);
  G_OBJECT_CLASS (hw_withdraw_dialog_parent_class)->dispose (object);
}

static void
hw_withdraw_dialog_class_init (HwWithdrawDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_withdraw_dialog_dispose;
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_withdraw_dialog_accept;
}

static void
hw_withdraw_dialog_init (HwWithdrawDialog *self)
{
}

static void
add_words (GtkWidget  *box,
           const char *words,
           const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* Once somebody is on the way, stopping the plans would say what is not so. */
static const char *
find_what_stops (HwWithdrawDialog *self)
{
  return hw_stage_is_on_rail (self->case_->stage) && self->case_->stage < HW_STAGE_TRAVELLED
    ? _("The plans stop here: nothing is booked and nothing is passed on until they have been asked what they want now.")
    : _("Nothing further is passed on until they have been asked what they want now.");
}

static void
fill_in (HwWithdrawDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *what = g_strdup_printf ("%s · %s", self->consent->recipient, hw_case_words_purpose (self->consent->purpose));

  add_words (box, what, "heading");
  add_words (box, _("From this moment nothing more may be told to them."), NULL);
  add_words (box, find_what_stops (self), NULL);
  add_words (box, _("They need no reason, and it must not be to their disadvantage."), NULL);
  hw_form_dialog_add (HW_FORM_DIALOG (self), box);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  add_words (box, _("What was told already"), "heading");
  gtk_box_append (GTK_BOX (box), hw_recall_list_new (self->case_, g_get_real_time ()));
  if (was_told (self))
    add_words (box, _("Next you can prepare a letter that asks them to delete it."), "dim-label");
  hw_form_dialog_add (HW_FORM_DIALOG (self), box);

  self->words = hw_entry_row_new (_("In their own words, if they want to say something"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->words);
  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
}

/**
 * hw_withdraw_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: whose consent
 * @consent: the one that is taken back
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_withdraw_dialog_new (GtkWidget       *opener,
                        HwSession       *session,
                        HwCase          *case_,
                        const HwConsent *consent)
{
  HwWithdrawDialog *self = g_object_new (HW_TYPE_WITHDRAW_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  self->consent = hw_consent_new (consent);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Withdraw a consent"), _("Withdraw"));
  fill_in (self);
  return GTK_WIDGET (self);
}
