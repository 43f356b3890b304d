/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country-row.h"
#include "hw-date-row.h"
#include "hw-form-draft.h"
#include "hw-form-rows.h"
#include "hw-person-dialog.h"
#include "hw-person-words.h"

/* What the team knows of somebody: what they are called, which languages they
 * speak, and, for casework only, where they are from and when they were born.
 * Nothing has to be asked but a name.
 *
 * Signal "saved" (id): it is in the journal. */

struct _HwPersonDialog
{
  HwFormDialog parent_instance;

  HwSession  *session;       /* (owned) */
  HwPerson   *person;        /* (owned) (nullable): as it was when the form was opened */
  HwFormRows *rows;          /* (owned) */
  GtkWidget  *alias;         /* children */
  GtkWidget  *other_names;
  GtkWidget  *language;
  GtkWidget  *nationality;
  GtkWidget  *born;
  GtkWidget  *age;
};

enum { SAVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPersonDialog, hw_person_dialog, HW_TYPE_FORM_DIALOG)

/* Whose birth is known needs no age group beside it. */
static void
born_changed_cb (HwPersonDialog *self)
{
  g_autofree char *born = hw_form_row_dup_text (self->born);

  gtk_widget_set_sensitive (self->age, born == NULL);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwPersonDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HwId id;
  gboolean saved = hw_session_save_person_finish (HW_SESSION (object), result, &id, &error);

  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (!saved)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      return;
    }
  text = hw_id_to_string (&id);
  g_signal_emit (self, signals[SAVED], 0, text);
  hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

/* Says what will not do, on the first row that it is about. */
static gboolean
refuse (HwPersonDialog *self,
        GtkWidget      *row,
        const char     *words)
{
  hw_form_dialog_show_problem (HW_FORM_DIALOG (self), words);
  gtk_widget_grab_focus (row);
  return FALSE;
}

static gboolean
check (HwPersonDialog *self,
       const char     *alias,
       const char     *born,
       char          **nationality)
{
  gboolean good_country = hw_country_row_get_code (ADW_ENTRY_ROW (self->nationality), nationality);
  g_autoptr (GError) error = NULL;
  gboolean good_birth = born == NULL || hw_person_check_born (born, g_get_real_time (), &error);

  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->alias), alias == NULL);
  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->born), !good_birth);
  if (alias == NULL)
    return refuse (self, self->alias, _("Write a name: any name they go by will do."));
  if (!good_country)
    return refuse (self, self->nationality, _("Write the country’s name, or its two letters such as RO."));
  if (!good_birth)
    return refuse (self, self->born, error->message);
  return TRUE;
}

static void
hw_person_dialog_accept (HwFormDialog *form)
{
  HwPersonDialog *self = HW_PERSON_DIALOG (form);
  g_autofree char *alias = hw_form_row_dup_text (self->alias);
  g_autofree char *other_names = hw_form_row_dup_text (self->other_names);
  g_autofree char *language = hw_form_row_dup_text (self->language);
  g_autofree char *born = hw_form_row_dup_text (self->born);
  g_autofree char *nationality = NULL;
  gint64 now = g_get_real_time ();
  HwPerson person = { .known_since = now };

  if (!check (self, alias, born, &nationality))
    return;
  if (self->person != NULL)
    person = *self->person;
  person.alias = alias;
  person.other_names = other_names;
  person.language = language;
  person.nationality = nationality;
  person.born = born;
  person.age = born == NULL ? (HwAgeGroup) adw_combo_row_get_selected (ADW_COMBO_ROW (self->age)) : HW_AGE_UNKNOWN;
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_save_person_async (self->session, &person, saved_cb, g_object_ref (self));
}

static char *
hw_person_dialog_dup_draft (HwFormDialog *form)
{
  return hw_form_rows_dup (HW_PERSON_DIALOG (form)->rows);
}

static void
hw_person_dialog_take_draft (HwFormDialog *form,
                             const char   *draft)
{
  hw_form_rows_take (HW_PERSON_DIALOG (form)->rows, draft);
}

static void
hw_person_dialog_dispose (GObject *object)
{
  HwPersonDialog *self = HW_PERSON_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->person, hw_person_unref);
  G_OBJECT_CLASS (hw_person_dialog_parent_class)->dispose (object);
}

static void
hw_person_dialog_finalize (GObject *object)
{
  hw_form_rows_free (HW_PERSON_DIALOG (object)->rows);
  G_OBJECT_CLASS (hw_person_dialog_parent_class)->finalize (object);
}

static void
hw_person_dialog_class_init (HwPersonDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_person_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_person_dialog_finalize;
  form_class->accept = hw_person_dialog_accept;
  form_class->dup_draft = hw_person_dialog_dup_draft;
  form_class->take_draft = hw_person_dialog_take_draft;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_names (HwPersonDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->alias = hw_form_rows_add (self->rows, group, "alias", hw_entry_row_new (_("Name or alias")));
  self->other_names = hw_form_rows_add (self->rows, group, "other-names", hw_entry_row_new (_("Also called (several with ;)")));
  self->language = hw_form_rows_add (self->rows, group, "language", hw_entry_row_new (_("Languages")));
  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
}

static GtkWidget *
make_age_row (void)
{
  g_autoptr (GtkStringList) words = hw_person_words_list_ages ();

  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("Age, where no birth is known"), "model", words, NULL);
}

static void
add_casework (HwPersonDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("For casework only"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Only what they tell you. It is never on a map, in a filter or in a count of a place."));
  self->nationality = hw_form_rows_add (self->rows, group, "nationality", hw_country_row_new (_("Nationality")));
  self->born = hw_form_rows_add (self->rows, group, "born", hw_entry_row_new (_("Born (year, or year-month-day)")));
  g_signal_connect_object (self->born, "changed", G_CALLBACK (born_changed_cb), self, G_CONNECT_SWAPPED);
  self->age = hw_form_rows_add (self->rows, group, "age", make_age_row ());
  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
}

static void
hw_person_dialog_init (HwPersonDialog *self)
{
  self->rows = hw_form_rows_new (HW_FORM_DIALOG (self));
  add_names (self);
  add_casework (self);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 540);
  hw_form_row_focus (self->alias);
}

static void
fill (HwPersonDialog *self,
      const HwPerson *person)
{
  hw_form_row_set_text (self->alias, person->alias);
  hw_form_row_set_text (self->other_names, person->other_names);
  hw_form_row_set_text (self->language, person->language);
  hw_country_row_set_code (ADW_ENTRY_ROW (self->nationality), person->nationality);
  hw_form_row_set_text (self->born, person->born);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->age), person->age);
}

/**
 * hw_person_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @person: (nullable): whom to correct; %NULL for somebody new
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_person_dialog_new (GtkWidget *opener,
                      HwSession *session,
                      HwPerson  *person)
{
  HwPersonDialog *self = g_object_new (HW_TYPE_PERSON_DIALOG, NULL);
  HwId nobody = { 0 };
  g_autofree char *draft = hw_form_draft_dup_name (person != NULL ? &person->id : &nobody, "person");

  self->session = g_object_ref (session);
  if (person != NULL)
    {
      self->person = hw_person_ref (person);
      fill (self, person);
    }
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, person != NULL ? _("What we know") : _("Somebody new"), _("Done"));
  hw_form_rows_begin (self->rows);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
  return GTK_WIDGET (self);
}
