/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country.h"
#include "hw-date-row.h"
#include "hw-disclosure.h"
#include "hw-form-draft.h"
#include "hw-form-rows.h"
#include "hw-journey-dialog.h"
#include "hw-journey-sheet.h"
#include "hw-language-row.h"
#include "hw-paper-dialog.h"
#include "hw-partner-offer.h"
#include "hw-plain-row.h"
#include "hw-team-data.h"
#include "hw-text-row.h"

/* What goes on the journey sheet is the person's to say: under which name, and
 * whether their medication stands there. Then the sheet is shown. */

struct _HwJourneyDialog
{
  HwFormDialog parent_instance;

  HwSession  *session;      /* (owned) */
  HwCase     *case_;        /* (owned) */
  HwPhrases  *words;        /* (owned) */
  HwFormRows *rows;         /* (owned) */
  GtkWidget  *name;         /* children */
  GtkWidget  *language;
  GtkWidget  *countries;
  GtkWidget  *phones;
  GtkWidget  *medication;   /* switch */
};

G_DEFINE_FINAL_TYPE (HwJourneyDialog, hw_journey_dialog, HW_TYPE_FORM_DIALOG)

/* (transfer full) (nullable): %NULL where one of them is no country */
static char **
dup_countries (HwJourneyDialog *self)
{
  g_auto (GStrv) typed = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->countries)), ",;", -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; typed[i] != NULL; i++)
    {
      char *code;

      if (*g_strstrip (typed[i]) == '\0')
        continue;
      code = hw_country_dup_code (typed[i]);
      if (code == NULL)
        return NULL;
      g_ptr_array_add (codes, code);
    }
  g_ptr_array_add (codes, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

/* The form may have been open while a consent was taken back. */
static HwCase *
get_case (HwJourneyDialog *self)
{
  HwCaseItem *item = hw_session_find_case (self->session, &self->case_->id);

  return item != NULL ? hw_case_item_get_case (item) : self->case_;
}

static void
hw_journey_dialog_accept (HwFormDialog *form)
{
  HwJourneyDialog *self = HW_JOURNEY_DIALOG (form);
  HwCase *case_ = get_case (self);
  g_autofree char *folder = hw_team_data_dup_folder ();
  g_autoptr (HwEmergencyNumbers) numbers = hw_team_data_load_emergency_numbers (folder, NULL);
  g_auto (GStrv) countries = dup_countries (self);
  g_autofree char *name = hw_form_row_dup_text (self->name);
  g_autofree char *phones = hw_form_row_dup_text (self->phones);
  g_autoptr (HwLetter) sheet = NULL;
  g_autoptr (GError) error = NULL;
  HwJourneySheet what = {
    .words = self->words, .language = hw_language_row_get_tag (ADW_COMBO_ROW (self->language)), .worker_language = hw_language_of_worker (),
    .numbers = numbers, .countries = (const char * const *) countries, .name = name, .phones = phones,
    .medication = gtk_switch_get_active (GTK_SWITCH (self->medication)),
  };

  if (!hw_disclosure_check_journey (case_, g_get_real_time (), &error))
    hw_form_dialog_show_problem (form, error->message);
  else if (name == NULL)
    hw_form_dialog_show_problem (form, _("Write the name they want on the sheet: any name will do."));
  else if (countries == NULL)
    hw_form_dialog_show_problem (form, _("Write the countries on the way one after the other, with commas: “DK, DE, PL”."));
  else
    {
      sheet = hw_journey_sheet_new (&what, case_);
      gtk_window_present (GTK_WINDOW (hw_paper_dialog_new (GTK_WIDGET (self), self->session, _("Journey sheet"), _("journey"), sheet)));
    }
}

static char *
hw_journey_dialog_dup_draft (HwFormDialog *form)
{
  return hw_form_rows_dup (HW_JOURNEY_DIALOG (form)->rows);
}

static void
hw_journey_dialog_take_draft (HwFormDialog *form,
                              const char   *draft)
{
  hw_form_rows_take (HW_JOURNEY_DIALOG (form)->rows, draft);
}

static void
hw_journey_dialog_dispose (GObject *object)
{
  HwJourneyDialog *self = HW_JOURNEY_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_journey_dialog_parent_class)->dispose (object);
}

static void
hw_journey_dialog_finalize (GObject *object)
{
  HwJourneyDialog *self = HW_JOURNEY_DIALOG (object);

  hw_form_rows_free (self->rows);
  hw_phrases_free (self->words);
  G_OBJECT_CLASS (hw_journey_dialog_parent_class)->finalize (object);
}

static void
hw_journey_dialog_class_init (HwJourneyDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_journey_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_journey_dialog_finalize;
  form_class->accept = hw_journey_dialog_accept;
  form_class->dup_draft = hw_journey_dialog_dup_draft;
  form_class->take_draft = hw_journey_dialog_take_draft;
}

static void
hw_journey_dialog_init (HwJourneyDialog *self)
{
  self->rows = hw_form_rows_new (HW_FORM_DIALOG (self));
}

static HwPartner *
find_partner (HwJourneyDialog *self,
              const char      *value)
{
  HwId id;

  return value == NULL ? NULL : hw_id_parse (value, &id) ? hw_session_find_partner (self->session, &id)
                                                         : hw_partner_offer_find (self->session, value);
}

/* Those who were asked for this journey, with their numbers. */
static char *
dup_phones (HwJourneyDialog *self)
{
  GString *lines = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->case_->records->len; i++)
    {
      const HwCaseRecord *record = self->case_->records->pdata[i];
      HwPartner *partner = record->kind == HW_CASE_RECORD_PARTNER_CONTACT
        ? find_partner (self, hw_case_record_get (record, HW_RECORD_PARTNER)) : NULL;

      if (partner != NULL && partner->phones != NULL && g_hash_table_add (seen, partner))
        g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", partner->name, partner->phones);
    }
  return g_string_free (lines, FALSE);
}

static void
add_medication (HwJourneyDialog *self,
                GtkWidget       *group)
{
  GtkWidget *row = hw_plain_row_new (_("Medication on the sheet"), _("Whoever finds the sheet can read it."));

  self->medication = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->medication);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->medication);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_rows (HwJourneyDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const HwPerson *person = self->case_->person;
  g_autofree char *phones = dup_phones (self);

  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  self->name = hw_form_rows_add (self->rows, group, "name", hw_entry_row_new (_("Name on the sheet, as they want it")));
  gtk_editable_set_text (GTK_EDITABLE (self->name), person->alias);
  self->language = hw_form_rows_add (self->rows, group, "language",
                                     hw_language_row_new (_("Their language"), hw_phrases_list_languages (self->words), NULL));
  hw_language_row_select (ADW_COMBO_ROW (self->language), person->language);
  self->countries = hw_form_rows_add (self->rows, group, "countries", hw_entry_row_new (_("Countries on the way, for the emergency numbers")));
  if (person->nationality != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->countries), person->nationality);
  self->phones = hw_form_rows_add (self->rows, group, "phones", hw_text_row_new (_("Telephone numbers")));
  hw_form_row_set_text (self->phones, phones);
  add_medication (self, group);
}

/**
 * hw_journey_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: whose journey; hw_disclosure_check_journey() says whether there may be a sheet
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_journey_dialog_new (GtkWidget *opener,
                       HwSession *session,
                       HwCase    *case_)
{
  HwJourneyDialog *self = g_object_new (HW_TYPE_JOURNEY_DIALOG, NULL);
  g_autofree char *folder = hw_team_data_dup_folder ();
  g_autofree char *problem = NULL;
  g_autofree char *draft = hw_form_draft_dup_name (&case_->id, "journey-sheet");

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  self->words = hw_team_data_load_journey_words (folder, &problem);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Journey sheet"), _("Show"));
  add_rows (self);
  hw_form_rows_begin (self->rows);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
  hw_form_dialog_show_problem (HW_FORM_DIALOG (self), problem);
  return GTK_WIDGET (self);
}
