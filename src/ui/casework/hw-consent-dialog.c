/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-choice.h"
#include "hw-consent-dialog.h"
#include "hw-date-row.h"
#include "hw-date.h"

/* Asking for a consent: the words to read, and what the person said to them, yes
 * or no. A no is kept as well, so that nobody asks again by mistake. */

#define MONTHS_BY_DEFAULT 3

struct _HwConsentDialog
{
  HwFormDialog parent_instance;

  HwSession *session;     /* (owned) */
  HwCase    *case_;       /* (owned) */
  GtkWidget *purpose;     /* children */
  GtkWidget *wording;
  GtkWidget *recipient;
  GtkWidget *answer;
  GtkWidget *until;
  GtkWidget *form;
  GtkWidget *language;
  GtkWidget *interpreter;
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (HwConsentDialog, hw_consent_dialog, HW_TYPE_FORM_DIALOG)

typedef enum { ANSWER_YES, ANSWER_NO } Answer;

static const char *
get_purpose (HwConsentDialog *self)
{
  return hw_case_purposes ()[adw_combo_row_get_selected (ADW_COMBO_ROW (self->purpose))];
}

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
purpose_changed_cb (HwConsentDialog *self)
{
  gtk_label_set_label (GTK_LABEL (self->wording), hw_case_words_wording (get_purpose (self)));
}

static void
answer_changed_cb (HwConsentDialog *self)
{
  gtk_widget_set_sensitive (self->until, hw_choice_get_selected (HW_CHOICE (self->answer)) != ANSWER_NO);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

/* Says the first thing that will not do, %NULL when all is well. */
static const char *
find_problem (HwConsentDialog *self,
              gint64           now,
              gint64          *expires_at)
{
  int answer = hw_choice_get_selected (HW_CHOICE (self->answer));

  if (is_blank (get_text (self->recipient)))
    return _("Say who would be told: a consent is always to somebody.");
  if (answer < 0)
    return _("Record what they said: yes or no.");
  if (answer == ANSWER_YES && (!hw_date_parse (get_text (self->until), NULL, expires_at) || *expires_at <= now))
    return _("A consent needs its last day, such as 2026-12-19, and it must be still to come.");
  return NULL;
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwConsentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = hw_session_record_consent_finish (HW_SESSION (object), result, &error);

  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (recorded)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
}

static const char *
get_text_or_null (GtkWidget *row)
{
  return is_blank (get_text (row)) ? NULL : get_text (row);
}

static void
hw_consent_dialog_accept (HwFormDialog *form)
{
  HwConsentDialog *self = HW_CONSENT_DIALOG (form);
  gint64 now = g_get_real_time (), expires_at = 0;
  const char *problem = find_problem (self, now, &expires_at);
  g_autofree char *wording = g_strconcat (get_purpose (self), "-2026-1", NULL);
  g_autofree char *recipient = g_strstrip (g_strdup (get_text (self->recipient)));
  HwConsent consent = {
    .purpose = get_purpose (self), .recipient = recipient, .wording = wording,
    .language = get_text_or_null (self->language), .interpreter = get_text_or_null (self->interpreter),
    .form = adw_combo_row_get_selected (ADW_COMBO_ROW (self->form)), .granted_at = now,
    .words = get_text_or_null (self->words),
  };

  if (problem != NULL)
    {
      hw_form_dialog_show_problem (form, problem);
      return;
    }
  consent.refused = hw_choice_get_selected (HW_CHOICE (self->answer)) == ANSWER_NO;
  consent.expires_at = consent.refused ? 0 : expires_at;
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_record_consent_async (self->session, &self->case_->id, &consent, recorded_cb, g_object_ref (self));
}

static void
hw_consent_dialog_dispose (GObject *object)
{
  HwConsentDialog *self = HW_CONSENT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_consent_dialog_parent_class)->dispose (object);
}

static void
hw_consent_dialog_class_init (HwConsentDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_consent_dialog_dispose;
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_consent_dialog_accept;
}

static GtkWidget *
add_list (HwConsentDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  hw_form_dialog_add (HW_FORM_DIALOG (self), list);
  return list;
}

static GtkWidget *
add_row (GtkWidget *list,
         GtkWidget *row)
{
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static GtkWidget *
make_purposes (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char * const *codes = hw_case_purposes ();

  for (guint i = 0; codes[i] != NULL; i++)
    gtk_string_list_append (words, hw_case_words_purpose (codes[i]));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("What for"), "model", words, NULL);
}

static GtkWidget *
make_forms (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (HwConsentForm i = 0; i < HW_N_CONSENT_FORMS; i++)
    gtk_string_list_append (words, hw_case_words_form (i));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("How they said it"), "model", words, NULL);
}

static void
add_answer (HwConsentDialog *self)
{
  const char *answers[] = { _("Yes"), _("No"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", _("Read this to them:"), "xalign", 0.0, NULL);

  gtk_widget_add_css_class (heading, "heading");
  self->wording = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "selectable", TRUE, NULL);
  self->answer = hw_choice_new ();
  hw_choice_set_items (HW_CHOICE (self->answer), _("What did they say?"), answers);
  g_signal_connect_object (self->answer, "notify::selected", G_CALLBACK (answer_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->wording);
  gtk_box_append (GTK_BOX (box), self->answer);
  hw_form_dialog_add (HW_FORM_DIALOG (self), box);
}

static void
hw_consent_dialog_init (HwConsentDialog *self)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = g_date_time_add_months (today, MONTHS_BY_DEFAULT);
  g_autofree char *until = g_date_time_format (end, "%Y-%m-%d");
  GtkWidget *list = add_list (self);

  self->purpose = add_row (list, make_purposes ());
  self->recipient = add_row (list, hw_entry_row_new (_("Who would be told")));
  add_answer (self);
  list = add_list (self);
  self->until = add_row (list, hw_date_row_new (_("Last day of the consent"), NULL));
  gtk_editable_set_text (GTK_EDITABLE (self->until), until);
  self->form = add_row (list, make_forms ());
  self->language = add_row (list, hw_entry_row_new (_("Language")));
  self->interpreter = add_row (list, hw_entry_row_new (_("Interpreter")));
  self->words = add_row (list, hw_entry_row_new (_("In their own words")));
  g_signal_connect_object (self->purpose, "notify::selected", G_CALLBACK (purpose_changed_cb), self, G_CONNECT_SWAPPED);
  purpose_changed_cb (self);
}

/**
 * hw_consent_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: whose consent
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_consent_dialog_new (GtkWidget *opener,
                       HwSession *session,
                       HwCase    *case_)
{
  HwConsentDialog *self = g_object_new (HW_TYPE_CONSENT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Ask for a consent"), _("Save"));
  if (case_->person->language != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->language), case_->person->language);
  return GTK_WIDGET (self);
}
