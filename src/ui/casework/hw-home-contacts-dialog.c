/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-date-row.h"
#include "hw-form-rows.h"
#include "hw-home-contacts-dialog.h"
#include "hw-journey-sheet.h"
#include "hw-language-row.h"
#include "hw-paper-dialog.h"
#include "hw-partner-offer.h"
#include "hw-plain-row.h"
#include "hw-team-data.h"

/* Somebody does not want to go home. That ends well: they get the contact details
 * of those at home, to use or not, and nothing more is done. Nobody asks why, and
 * nothing counts how often somebody said no. */

struct _HwHomeContactsDialog
{
  HwFormDialog parent_instance;

  HwSession *session;    /* (owned) */
  HwCase    *case_;      /* (owned) */
  HwPhrases *words;      /* (owned) */
  GPtrArray *partners;   /* (owned) (element-type HwPartner) */
  GPtrArray *checks;     /* (owned) (element-type GtkCheckButton): one for each partner, unowned */
  GtkWidget *language;   /* children */
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (HwHomeContactsDialog, hw_home_contacts_dialog, HW_TYPE_FORM_DIALOG)

static GPtrArray *
list_chosen (HwHomeContactsDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->partners->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (chosen, self->partners->pdata[i]);
  return chosen;
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwHomeContactsDialog *self = HW_HOME_CONTACTS_DIALOG (widget);
  g_autoptr (GPtrArray) chosen = list_chosen (self);
  HwJourneySheet what = { .words = self->words, .language = hw_language_row_get_tag (ADW_COMBO_ROW (self->language)),
                          .worker_language = hw_language_of_worker () };
  g_autoptr (HwLetter) sheet = NULL;

  if (chosen->len == 0)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), _("Choose at least one contact, or write down the partners of that country first."));
      return;
    }
  hw_form_dialog_show_problem (HW_FORM_DIALOG (self), NULL);
  sheet = hw_home_contacts_new (&what, chosen);
  gtk_window_present (GTK_WINDOW (hw_paper_dialog_new (widget, self->session, _("Contacts at home"), _("contacts"), sheet)));
}

/* -- ending the case --------------------------------------------------------------- */

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwHomeContactsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean moved = hw_session_move_case_finish (HW_SESSION (object), result, &error);

  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (moved)
    hw_form_dialog_finish (HW_FORM_DIALOG (self));
  else
    hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
}

static void
evidence_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwHomeContactsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = hw_session_set_evidence_finish (HW_SESSION (object), result, &error);

  if (self->session == NULL)
    return;
  if (!recorded)
    {
      hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      return;
    }
  hw_session_move_case_async (self->session, &self->case_->id, HW_STAGE_DECLINED, moved_cb, g_object_ref (self));
}

static void
hw_home_contacts_dialog_accept (HwFormDialog *form)
{
  HwHomeContactsDialog *self = HW_HOME_CONTACTS_DIALOG (form);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *note = hw_form_row_dup_text (self->note);

  g_hash_table_insert (fields, HW_FIELD_DECISION, "no");
  g_hash_table_insert (fields, HW_FIELD_HOME_CONTACTS, "yes");
  if (note != NULL)
    g_hash_table_insert (fields, HW_FIELD_EXIT_REASON, note);
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_set_evidence_async (self->session, &self->case_->id, fields, evidence_cb, g_object_ref (self));
}

/* -- the form ------------------------------------------------------------------------ */

static void
hw_home_contacts_dialog_dispose (GObject *object)
{
  HwHomeContactsDialog *self = HW_HOME_CONTACTS_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_home_contacts_dialog_parent_class)->dispose (object);
}

static void
hw_home_contacts_dialog_finalize (GObject *object)
{
  HwHomeContactsDialog *self = HW_HOME_CONTACTS_DIALOG (object);

  hw_phrases_free (self->words);
  g_clear_pointer (&self->partners, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_home_contacts_dialog_parent_class)->finalize (object);
}

static void
hw_home_contacts_dialog_class_init (HwHomeContactsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_home_contacts_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_home_contacts_dialog_finalize;
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_home_contacts_dialog_accept;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "contacts.show", NULL, show_action);
}

static void
hw_home_contacts_dialog_init (HwHomeContactsDialog *self)
{
}

static void
add_partner (HwHomeContactsDialog *self,
             GtkWidget            *group,
             const HwPartner      *partner)
{
  GtkWidget *row = hw_plain_row_new (partner->name, partner->phones != NULL ? partner->phones : hw_partner_kind_get_words (partner->kind));
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  /* The row gives it its name; another one would be said as well. */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (self->checks, check);
}

static void
add_partners (HwHomeContactsDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->partners = hw_partner_offer_list (self->session, "home-contacts", self->case_->person->nationality);
  self->checks = g_ptr_array_new ();
  for (guint i = 0; i < self->partners->len; i++)
    add_partner (self, group, self->partners->pdata[i]);
  if (self->partners->len == 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               hw_plain_row_new (_("No embassy and no authority at home is known"),
                                                 _("Add them under Partners, or give the details by hand.")));
  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
}

static void
add_rows (HwHomeContactsDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *show = gtk_button_new_with_label (_("Show the sheet…"));

  self->language = hw_language_row_new (_("Their language"), hw_phrases_list_languages (self->words), NULL);
  hw_language_row_select (ADW_COMBO_ROW (self->language), self->case_->person->language);
  self->note = hw_entry_row_new (_("In their own words, if they want to say something"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->language);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->note);
  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  gtk_widget_set_halign (show, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "contacts.show");
  hw_form_dialog_add (HW_FORM_DIALOG (self), show);
}

/**
 * hw_home_contacts_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: of somebody who does not want to go
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_home_contacts_dialog_new (GtkWidget *opener,
                             HwSession *session,
                             HwCase    *case_)
{
  HwHomeContactsDialog *self = g_object_new (HW_TYPE_HOME_CONTACTS_DIALOG, NULL);
  g_autofree char *folder = hw_team_data_dup_folder ();
  GtkWidget *words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "label",
                                   _("They do not want to go, and that is their choice. Give them the contact details of those at home, so that they can turn to them when they want. Nothing is passed on. If they change their mind, you can begin again at any time."),
                                   NULL);

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  self->words = hw_team_data_load_journey_words (folder, NULL);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Contacts at home"), _("Given, end here"));
  hw_form_dialog_add (HW_FORM_DIALOG (self), words);
  add_partners (self);
  add_rows (self);
  return GTK_WIDGET (self);
}
