/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-date-row.h"
#include "hw-new-case-dialog.h"

/* Somebody has said that they want to go home: who, in which language, and in
 * which words. While the name is typed, people the team knows already are
 * offered, so that nobody is written down twice.
 *
 * Signal "opened" (id): the case is in the journal. */

#define MOST_KNOWN 4

struct _HwNewCaseDialog
{
  HwFormDialog parent_instance;

  HwSession *session;       /* (owned) */
  HwPerson  *person;        /* (owned) (nullable): chosen among those known */
  GtkWidget *known;         /* children */
  GtkWidget *known_heading;
  GtkWidget *alias;
  GtkWidget *other_names;
  GtkWidget *language;
  GtkWidget *wish;
  gboolean   filling;
};

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwNewCaseDialog, hw_new_case_dialog, HW_TYPE_FORM_DIALOG)

static char *
dup_text (GtkWidget *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
matches (const HwPerson *person,
         const char     *words)
{
  return g_str_match_string (words, person->alias, TRUE) ||
         (person->other_names != NULL && g_str_match_string (words, person->other_names, TRUE));
}

static GtkWidget *
make_known_row (HwPerson *person)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", person->alias, "activatable", TRUE, NULL);
  g_autofree char *day = hw_case_words_dup_day (person->known_since, g_get_real_time ());
  g_autofree char *since = g_strdup_printf (_("known since %s"), day);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), since);
  g_object_set_data_full (G_OBJECT (row), "person", hw_person_ref (person), (GDestroyNotify) hw_person_unref);
  return row;
}

static void
update_known (HwNewCaseDialog *self)
{
  GListModel *people = hw_session_get_people (self->session);
  g_autofree char *words = dup_text (self->alias);
  GtkWidget *row;
  guint n_known = 0;

  while ((row = gtk_widget_get_first_child (self->known)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->known), row);

  for (guint i = 0; words != NULL && self->person == NULL && n_known < MOST_KNOWN && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (HwPersonItem) item = g_list_model_get_item (people, i);
      HwPerson *person = hw_person_item_get_person (item);

      if (!matches (person, words))
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->known), make_known_row (person));
      n_known++;
    }
  gtk_widget_set_visible (self->known, n_known > 0);
  gtk_widget_set_visible (self->known_heading, n_known > 0);
}

/* Whoever types another name means another person. */
static void
alias_changed_cb (HwNewCaseDialog *self)
{
  if (self->filling)
    return;
  g_clear_pointer (&self->person, hw_person_unref);
  update_known (self);
}

static void
known_activated_cb (HwNewCaseDialog *self,
                    GtkListBoxRow   *row)
{
  HwPerson *person = g_object_get_data (G_OBJECT (row), "person");

  g_clear_pointer (&self->person, hw_person_unref);
  self->person = hw_person_ref (person);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->alias), person->alias);
  gtk_editable_set_text (GTK_EDITABLE (self->other_names), person->other_names != NULL ? person->other_names : "");
  gtk_editable_set_text (GTK_EDITABLE (self->language), person->language != NULL ? person->language : "");
  self->filling = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->wish))));
  update_known (self);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwNewCaseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
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
  id = hw_id_to_string (&case_id);
  g_signal_emit (self, signals[OPENED], 0, id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
hw_new_case_dialog_accept (HwFormDialog *form)
{
  HwNewCaseDialog *self = HW_NEW_CASE_DIALOG (form);
  g_autofree char *alias = dup_text (self->alias);
  g_autofree char *other_names = dup_text (self->other_names);
  g_autofree char *language = dup_text (self->language);
  g_autofree char *wish = dup_text (self->wish);
  gint64 now = g_get_real_time ();
  HwPerson fresh = { .alias = alias, .other_names = other_names, .language = language, .known_since = now, .last_met = now };

  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->alias), alias == NULL);
  if (alias == NULL)
    {
      hw_form_dialog_show_problem (form, _("Write a name: any name they go by will do."));
      return;
    }
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_open_case_async (self->session, self->person != NULL ? self->person : &fresh, wish, opened_cb, g_object_ref (self));
}

static void
hw_new_case_dialog_dispose (GObject *object)
{
  HwNewCaseDialog *self = HW_NEW_CASE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->person, hw_person_unref);
  G_OBJECT_CLASS (hw_new_case_dialog_parent_class)->dispose (object);
}

static void
hw_new_case_dialog_class_init (HwNewCaseDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_new_case_dialog_dispose;
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_new_case_dialog_accept;
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkWidget *
add_row (GtkWidget  *list,
         const char *title)
{
  GtkWidget *row = hw_entry_row_new (title);

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
hw_new_case_dialog_init (HwNewCaseDialog *self)
{
  GtkWidget *list = make_list ();
  GtkWidget *details = make_list ();
  GtkWidget *known = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->alias = add_row (list, _("Name or alias"));
  g_signal_connect_object (self->alias, "changed", G_CALLBACK (alias_changed_cb), self, G_CONNECT_SWAPPED);
  hw_form_dialog_add (HW_FORM_DIALOG (self), list);

  self->known_heading = g_object_new (GTK_TYPE_LABEL, "label", _("The team knows:"), "xalign", 0.0, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->known_heading, "heading");
  self->known = make_list ();
  gtk_widget_set_visible (self->known, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->known), GTK_ACCESSIBLE_PROPERTY_LABEL, _("People the team knows"), -1);
  g_signal_connect_object (self->known, "row-activated", G_CALLBACK (known_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (known), self->known_heading);
  gtk_box_append (GTK_BOX (known), self->known);
  hw_form_dialog_add (HW_FORM_DIALOG (self), known);

  self->other_names = add_row (details, _("Also called"));
  self->language = add_row (details, _("Language"));
  self->wish = add_row (details, _("The wish, in their own words"));
  hw_form_dialog_add (HW_FORM_DIALOG (self), details);
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 420);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->alias))));
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
  return GTK_WIDGET (self);
}
