/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-consent-line.h"
#include "hw-date-row.h"
#include "hw-form-draft.h"
#include "hw-form-rows.h"
#include "hw-partner-offer.h"
#include "hw-plain-row.h"
#include "hw-refer-dialog.h"
#include "hw-text-row.h"

/* Somebody whom others can help better, such as who is not an EU citizen: to an
 * advice organisation. It is told something only with their consent; or they go
 * there by themselves, and nothing is passed on. Then the case ends here. */

#define PURPOSE "advice"

struct _HwReferDialog
{
  HwFormDialog parent_instance;

  HwSession  *session;     /* (owned) */
  HwCase     *case_;       /* (owned) */
  HwFormRows *rows;        /* (owned) */
  gboolean    told;        /* recorded already, should a later step not work */
  GtkWidget  *recipient;   /* children */
  GtkWidget  *alone;       /* switch */
  GtkWidget  *what;
  GtkWidget  *consent;
};

G_DEFINE_FINAL_TYPE (HwReferDialog, hw_refer_dialog, HW_TYPE_FORM_DIALOG)

static gboolean
go_alone (HwReferDialog *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->alone));
}

static void
recipient_changed_cb (HwReferDialog *self)
{
  g_autofree char *recipient = hw_form_row_dup_text (self->recipient);

  self->told = FALSE;
  hw_consent_line_set_recipient (HW_CONSENT_LINE (self->consent), recipient);
}

static void
alone_changed_cb (HwReferDialog *self)
{
  gtk_widget_set_visible (self->what, !go_alone (self));
  gtk_widget_set_visible (self->consent, !go_alone (self));
}

static void
picked_cb (HwReferDialog *self,
           const char    *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->recipient), name);
}

/* -- recording: what was told, to whom they were referred, and the end ----------------- */

/* Whether to go on; says what did not work. */
static gboolean
is_done (HwReferDialog *self,
         gboolean       done,
         GError        *error)
{
  if (self->session == NULL)
    return FALSE;
  if (done)
    return TRUE;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error != NULL ? error->message : NULL);
  return FALSE;
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwReferDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (is_done (self, hw_session_move_case_finish (HW_SESSION (object), result, &error), error))
    hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

static void
evidence_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwReferDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (is_done (self, hw_session_set_evidence_finish (HW_SESSION (object), result, &error), error))
    hw_session_move_case_async (self->session, &self->case_->id, HW_STAGE_REFERRED_ON, moved_cb, g_object_ref (self));
}

static void
write_referred (HwReferDialog *self)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *recipient = hw_form_row_dup_text (self->recipient);

  g_hash_table_insert (fields, HW_FIELD_REFERRED_TO, recipient);
  hw_session_set_evidence_async (self->session, &self->case_->id, fields, evidence_cb, g_object_ref (self));
}

static void
told_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HwReferDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!is_done (self, hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error), error))
    return;
  self->told = TRUE;
  write_referred (self);
}

static void
write_told (HwReferDialog *self,
            const char    *recipient,
            const char    *what)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_DISCLOSURE, g_get_real_time ());

  hw_case_record_set (record, HW_RECORD_PURPOSE, PURPOSE);
  hw_case_record_set (record, HW_RECORD_RECIPIENT, recipient);
  hw_case_record_set (record, HW_RECORD_WHAT, what);
  hw_session_add_record_async (self->session, &self->case_->id, record, told_cb, g_object_ref (self));
}

static void
hw_refer_dialog_accept (HwFormDialog *form)
{
  HwReferDialog *self = HW_REFER_DIALOG (form);
  g_autofree char *recipient = hw_form_row_dup_text (self->recipient);
  g_autofree char *what = hw_form_row_dup_text (self->what);
  const char *problem = NULL;

  if (recipient == NULL)
    problem = _("Say to whom they are referred.");
  else if (!go_alone (self) && !hw_consent_line_is_live (HW_CONSENT_LINE (self->consent)))
    problem = _("They have not agreed that we tell this organisation. Ask them, or let them go there by themselves.");
  else if (!go_alone (self) && what == NULL)
    problem = _("Write what you told the organisation.");
  if (problem != NULL)
    {
      hw_form_dialog_show_problem (form, problem);
      return;
    }
  hw_form_dialog_set_busy (form, TRUE);
  if (go_alone (self) || self->told)
    write_referred (self);
  else
    write_told (self, recipient, what);
}

static char *
hw_refer_dialog_dup_draft (HwFormDialog *form)
{
  return hw_form_rows_dup (HW_REFER_DIALOG (form)->rows);
}

static void
hw_refer_dialog_take_draft (HwFormDialog *form,
                            const char   *draft)
{
  hw_form_rows_take (HW_REFER_DIALOG (form)->rows, draft);
}

/* -- the form ---------------------------------------------------------------------------- */

static void
hw_refer_dialog_dispose (GObject *object)
{
  HwReferDialog *self = HW_REFER_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_refer_dialog_parent_class)->dispose (object);
}

static void
hw_refer_dialog_finalize (GObject *object)
{
  hw_form_rows_free (HW_REFER_DIALOG (object)->rows);
  G_OBJECT_CLASS (hw_refer_dialog_parent_class)->finalize (object);
}

static void
hw_refer_dialog_class_init (HwReferDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_refer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_refer_dialog_finalize;
  form_class->accept = hw_refer_dialog_accept;
  form_class->dup_draft = hw_refer_dialog_dup_draft;
  form_class->take_draft = hw_refer_dialog_take_draft;
}

static void
hw_refer_dialog_init (HwReferDialog *self)
{
  self->rows = hw_form_rows_new (HW_FORM_DIALOG (self));
}

static void
add_alone (HwReferDialog *self,
           GtkWidget     *group)
{
  GtkWidget *row = hw_plain_row_new (_("They go there by themselves"), _("Nothing is passed on."));

  self->alone = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->alone);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->alone);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_object (self->alone, "notify::active", G_CALLBACK (alone_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
add_rows (HwReferDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *offer = hw_partner_offer_new (self->session);

  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  self->recipient = hw_form_rows_add (self->rows, group, "recipient", hw_entry_row_new (_("Referred to")));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->recipient), offer);
  hw_partner_offer_set_purpose (offer, PURPOSE, NULL);
  add_alone (self, group);
  self->what = hw_form_rows_add (self->rows, group, "what", hw_text_row_new (_("What you tell them")));
  self->consent = hw_consent_line_new (self->session, &self->case_->id, PURPOSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->consent);
  g_signal_connect_object (offer, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recipient, "changed", G_CALLBACK (recipient_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hw_refer_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: of whom others help
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_refer_dialog_new (GtkWidget *opener,
                     HwSession *session,
                     HwCase    *case_)
{
  HwReferDialog *self = g_object_new (HW_TYPE_REFER_DIALOG, NULL);
  g_autofree char *draft = hw_form_draft_dup_name (&case_->id, "refer-on");
  GtkWidget *words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "label",
                                   _("Another organisation takes over, and our part ends here."), NULL);

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Refer on"), _("Refer on"));
  hw_form_dialog_add (HW_FORM_DIALOG (self), words);
  add_rows (self);
  hw_form_rows_begin (self->rows);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
  return GTK_WIDGET (self);
}
