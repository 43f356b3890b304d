/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country-row.h"
#include "hw-date-row.h"
#include "hw-evidence-field.h"
#include "hw-form-rows.h"
#include "hw-new-case-dialog.h"
#include "hw-person-match.h"
#include "hw-person-words.h"
#include "hw-problem.h"

/* Somebody has said that they want to go home: who, in which language, and in
 * which words. While the name is typed, people the team knows already are
 * offered; before somebody new is written down, whoever is likely the same is
 * asked about once more. Where they are from and whether they are an EU citizen
 * is only what they say themselves, and may stay open.
 *
 * Signal "opened" (id): the case is in the journal, or was already. */

#define MOST_KNOWN 4
#define DRAFT_NAME "new/case"

struct _HwNewCaseDialog
{
  HwFormDialog parent_instance;

  HwSession    *session;       /* (owned) */
  HwPerson     *person;        /* (owned) (nullable): chosen among those known */
  GCancellable *cancellable;   /* (owned) (nullable): of the search under way */
  char         *case_id;       /* (owned) (nullable): the case, once it is open */
  HwFormRows   *rows;          /* (owned) */
  gboolean      is_new;        /* said to be nobody of those who were offered */
  gboolean      filling;

  GtkWidget    *known;         /* children */
  GtkWidget    *known_heading;
  GtkWidget    *details;
  GtkWidget    *alias;
  GtkWidget    *other_names;
  GtkWidget    *language;
  GtkWidget    *nationality;
  GtkWidget    *eu_citizen;
  GtkWidget    *wish;
};

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwNewCaseDialog, hw_new_case_dialog, HW_TYPE_FORM_DIALOG)

/* -- whom the team knows -- */

static HwCase *
find_open_case (HwNewCaseDialog *self,
                const HwPerson  *person)
{
  GListModel *cases = hw_session_get_cases (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (cases); i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (cases, i);
      HwCase *case_ = hw_case_item_get_case (item);

      if (hw_id_equal (&case_->person->id, &person->id) && !hw_stage_is_end (case_->stage))
        return case_;
    }
  return NULL;
}

static GtkWidget *
make_known_row (HwNewCaseDialog *self,
                HwPerson        *person,
                const char      *reasons)
{
  g_autofree char *known = hw_person_words_dup_known (person, g_get_real_time ());
  g_autofree char *under = NULL;
  GtkWidget *row;

  if (find_open_case (self, person) != NULL)
    under = g_strdup_printf (_("%s · on the way home already: opens what there is"), known);
  else
    under = reasons != NULL ? g_strdup_printf ("%s · %s", known, reasons) : g_strdup (known);
  row = hw_person_row_new (person->alias, under);
  g_object_set_data_full (G_OBJECT (row), "person", hw_person_ref (person), (GDestroyNotify) hw_person_unref);
  return row;
}

static void
clear_known (HwNewCaseDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->known), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->known), GTK_WIDGET (row));
  gtk_widget_set_visible (self->known, FALSE);
  gtk_widget_set_visible (self->known_heading, FALSE);
}

static void
show_heading (HwNewCaseDialog *self,
              const char      *heading)
{
  gtk_label_set_label (GTK_LABEL (self->known_heading), heading);
  gtk_widget_set_visible (self->known_heading, TRUE);
  gtk_widget_set_visible (self->known, TRUE);
}

static void
show_known (HwNewCaseDialog *self,
            GPtrArray       *people)
{
  clear_known (self);
  for (guint i = 0; i < people->len && i < MOST_KNOWN; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->known), make_known_row (self, people->pdata[i], NULL));
  if (people->len > 0)
    show_heading (self, _("The team knows:"));
}

static void
show_likely (HwNewCaseDialog *self,
             GPtrArray       *matches)
{
  clear_known (self);
  for (guint i = 0; i < matches->len && i < MOST_KNOWN; i++)
    {
      const HwPersonMatch *match = matches->pdata[i];
      g_autofree char *reasons = hw_person_words_dup_reasons (match->reasons);

      gtk_list_box_append (GTK_LIST_BOX (self->known), make_known_row (self, match->person, reasons));
    }
  show_heading (self, _("Likely the same:"));
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwNewCaseDialog) self = user_data;
  g_autoptr (GPtrArray) people = NULL;

  /* Only an offer; one that comes too late is none. */
  if (hw_session_search_finish (HW_SESSION (object), result, NULL, &people, NULL) && self->cancellable != NULL)
    show_known (self, people);
}

static void
stop_search (HwNewCaseDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Whoever types another name means another person. */
static void
alias_changed_cb (HwNewCaseDialog *self)
{
  g_autofree char *words = hw_form_row_dup_text (self->alias);

  if (self->filling || self->session == NULL)
    return;
  g_clear_pointer (&self->person, hw_person_unref);
  self->is_new = FALSE;
  gtk_widget_set_visible (self->details, TRUE);
  stop_search (self);
  if (words == NULL)
    {
      clear_known (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  hw_session_search_async (self->session, words, self->cancellable, found_cb, g_object_ref (self));
}

static void
known_activated_cb (HwNewCaseDialog *self,
                    GtkListBoxRow   *row)
{
  g_autoptr (HwPerson) person = hw_person_ref (g_object_get_data (G_OBJECT (row), "person"));
  HwCase *case_ = find_open_case (self, person);
  g_autofree char *id = case_ != NULL ? hw_id_to_string (&case_->id) : NULL;

  hw_form_dialog_show_problem (HW_FORM_DIALOG (self), NULL);
  if (case_ == NULL)
    {
      hw_new_case_dialog_choose (self, person);
      return;
    }
  g_signal_emit (self, signals[OPENED], 0, id);
  hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

/* -- recording -- */

static void
finish (HwNewCaseDialog *self)
{
  g_signal_emit (self, signals[OPENED], 0, self->case_id);
  hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

static void
evidence_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwNewCaseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = hw_session_set_evidence_finish (HW_SESSION (object), result, &error);
  GtkWindow *parent;

  if (self->session == NULL)
    return;
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (!recorded && parent != NULL)
    hw_problem_show (GTK_WIDGET (parent), _("The case is open. Whether they are an EU citizen is still open"), error);
  finish (self);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwNewCaseDialog) self = user_data;
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  guint answer;
  HwId case_id;
  gboolean opened = hw_session_open_case_finish (HW_SESSION (object), result, &case_id, &error);

  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (!opened)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      return;
    }
  self->case_id = hw_id_to_string (&case_id);
  answer = adw_combo_row_get_selected (ADW_COMBO_ROW (self->eu_citizen));
  if (answer == 0)
    {
      finish (self);
      return;
    }
  g_hash_table_insert (fields, HW_FIELD_EU_CITIZEN, (char *) hw_evidence_field_find (HW_FIELD_EU_CITIZEN)->values[answer - 1]);
  hw_session_set_evidence_async (self->session, &case_id, fields, evidence_cb, g_object_ref (self));
}

/* Somebody new as they are written down here. */
static HwPerson *
make_person (HwNewCaseDialog *self)
{
  g_autofree char *alias = hw_form_row_dup_text (self->alias);
  g_autofree char *other_names = hw_form_row_dup_text (self->other_names);
  g_autofree char *language = hw_form_row_dup_text (self->language);
  g_autofree char *nationality = NULL;
  gint64 now = g_get_real_time ();
  HwPerson fresh = { .alias = alias, .other_names = other_names, .language = language, .known_since = now, .last_met = now };

  hw_country_row_get_code (ADW_ENTRY_ROW (self->nationality), &nationality);
  fresh.nationality = nationality;
  return hw_person_new (&fresh);
}

static void
open_case (HwNewCaseDialog *self)
{
  g_autoptr (HwPerson) person = self->person != NULL ? hw_person_ref (self->person) : make_person (self);
  g_autofree char *wish = hw_form_row_dup_text (self->wish);

  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), TRUE);
  hw_session_open_case_async (self->session, person, wish, opened_cb, g_object_ref (self));
}

static void
likely_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwNewCaseDialog) self = user_data;
  g_autoptr (GPtrArray) matches = hw_session_find_likely_same_finish (HW_SESSION (object), result, NULL);

  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  self->is_new = TRUE;
  if (matches == NULL || matches->len == 0)
    {
      open_case (self);
      return;
    }
  show_likely (self, matches);
  hw_form_dialog_show_problem (HW_FORM_DIALOG (self),
                               _("The team may know them already. Choose them in the list, or press Open once more for somebody new."));
}

/* Nobody is written down twice without having been asked about. */
static void
ask_whether_new (HwNewCaseDialog *self)
{
  g_autoptr (HwPerson) person = make_person (self);

  stop_search (self);
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), TRUE);
  hw_session_find_likely_same_async (self->session, person, NULL, likely_cb, g_object_ref (self));
}

static void
hw_new_case_dialog_accept (HwFormDialog *form)
{
  HwNewCaseDialog *self = HW_NEW_CASE_DIALOG (form);
  g_autofree char *alias = hw_form_row_dup_text (self->alias);
  g_autofree char *nationality = NULL;
  gboolean good_country = hw_country_row_get_code (ADW_ENTRY_ROW (self->nationality), &nationality);

  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->alias), alias == NULL);
  if (alias == NULL)
    hw_form_dialog_show_problem (form, _("Write a name: any name they go by will do."));
  else if (!good_country && self->person == NULL)
    hw_form_dialog_show_problem (form, _("Write the country’s name, or its two letters such as RO."));
  else if (self->person == NULL && !self->is_new)
    ask_whether_new (self);
  else
    open_case (self);
}

static char *
hw_new_case_dialog_dup_draft (HwFormDialog *form)
{
  return hw_form_rows_dup (HW_NEW_CASE_DIALOG (form)->rows);
}

static void
hw_new_case_dialog_take_draft (HwFormDialog *form,
                               const char   *draft)
{
  hw_form_rows_take (HW_NEW_CASE_DIALOG (form)->rows, draft);
}

/* -- object -- */

static void
hw_new_case_dialog_dispose (GObject *object)
{
  HwNewCaseDialog *self = HW_NEW_CASE_DIALOG (object);

  stop_search (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->person, hw_person_unref);
  G_OBJECT_CLASS (hw_new_case_dialog_parent_class)->dispose (object);
}

static void
hw_new_case_dialog_finalize (GObject *object)
{
  HwNewCaseDialog *self = HW_NEW_CASE_DIALOG (object);

  hw_form_rows_free (self->rows);
  g_free (self->case_id);
  G_OBJECT_CLASS (hw_new_case_dialog_parent_class)->finalize (object);
}

static void
hw_new_case_dialog_class_init (HwNewCaseDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_new_case_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_new_case_dialog_finalize;
  form_class->accept = hw_new_case_dialog_accept;
  form_class->dup_draft = hw_new_case_dialog_dup_draft;
  form_class->take_draft = hw_new_case_dialog_take_draft;
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_known (HwNewCaseDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->known_heading = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->known_heading, "heading");
  self->known = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->known), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->known, "boxed-list");
  gtk_widget_set_visible (self->known, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->known), GTK_ACCESSIBLE_PROPERTY_LABEL, _("People the team knows"), -1);
  g_signal_connect_object (self->known, "row-activated", G_CALLBACK (known_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->known_heading);
  gtk_box_append (GTK_BOX (box), self->known);
  return box;
}

static GtkWidget *
make_eu_row (void)
{
  const HwEvidenceField *field = hw_evidence_field_find (HW_FIELD_EU_CITIZEN);
  g_autoptr (GtkStringList) words = gtk_string_list_new ((const char *[]) { _("Not asked yet"), NULL });

  for (guint i = 0; i < G_N_ELEMENTS (field->values) && field->values[i] != NULL; i++)
    gtk_string_list_append (words, _(field->words[i]));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _(field->title),
                       "subtitle", _("As they say; never guessed from a name or a language"), "model", words, NULL);
}

static void
add_rows (HwNewCaseDialog *self)
{
  GtkWidget *name = adw_preferences_group_new ();
  GtkWidget *wish = adw_preferences_group_new ();

  self->rows = hw_form_rows_new (HW_FORM_DIALOG (self));
  self->details = adw_preferences_group_new ();
  self->alias = hw_form_rows_add (self->rows, name, "alias", hw_entry_row_new (_("Name or alias")));
  g_signal_connect_object (self->alias, "changed", G_CALLBACK (alias_changed_cb), self, G_CONNECT_SWAPPED);
  self->other_names = hw_form_rows_add (self->rows, self->details, "other-names", hw_entry_row_new (_("Also called")));
  self->language = hw_form_rows_add (self->rows, self->details, "language", hw_entry_row_new (_("Language")));
  self->nationality = hw_form_rows_add (self->rows, self->details, "nationality", hw_country_row_new (_("Nationality")));
  self->wish = hw_form_rows_add (self->rows, wish, "wish", hw_entry_row_new (_("The wish, in their own words")));
  self->eu_citizen = hw_form_rows_add (self->rows, wish, "eu-citizen", make_eu_row ());
  hw_form_dialog_add (HW_FORM_DIALOG (self), name);
  hw_form_dialog_add (HW_FORM_DIALOG (self), make_known (self));
  hw_form_dialog_add (HW_FORM_DIALOG (self), self->details);
  hw_form_dialog_add (HW_FORM_DIALOG (self), wish);
}

static void
hw_new_case_dialog_init (HwNewCaseDialog *self)
{
  add_rows (self);
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 540);
  hw_form_row_focus (self->alias);
}

/**
 * hw_new_case_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_new_case_dialog_new (GtkWidget *opener,
                        HwSession *session)
{
  HwNewCaseDialog *self = g_object_new (HW_TYPE_NEW_CASE_DIALOG, NULL);

  self->session = g_object_ref (session);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Open a case"), _("Open"));
  hw_form_rows_begin (self->rows);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), DRAFT_NAME);
  return GTK_WIDGET (self);
}

/**
 * hw_new_case_dialog_choose:
 * @self: the form
 * @person: somebody the team knows
 *
 * It is them who want to go home: what is known of them is not asked again.
 */
void
hw_new_case_dialog_choose (HwNewCaseDialog *self,
                           HwPerson        *person)
{
  g_return_if_fail (HW_IS_NEW_CASE_DIALOG (self));
  g_return_if_fail (person != NULL);

  stop_search (self);
  hw_person_ref (person);
  g_clear_pointer (&self->person, hw_person_unref);
  self->person = person;
  self->filling = TRUE;
  hw_form_row_set_text (self->alias, person->alias);
  self->filling = FALSE;
  gtk_widget_set_visible (self->details, FALSE);
  clear_known (self);
  hw_form_row_focus (self->wish);
}
