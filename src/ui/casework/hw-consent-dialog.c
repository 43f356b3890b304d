/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-choice.h"
#include "hw-consent-dialog.h"
#include "hw-date-row.h"
#include "hw-date.h"
#include "hw-form-draft.h"
#include "hw-form-rows.h"
#include "hw-language-row.h"
#include "hw-language.h"
#include "hw-partner-offer.h"
#include "hw-team-data.h"
#include "hw-wording-view.h"

/* Asking for a consent: what for and of whom, the words to read in the person's
 * language beside the worker's, and what the person said to them, yes or no. A
 * no is kept as well, so that nobody asks again by mistake. */

#define DAYS_BY_DEFAULT 90
#define BODY_WIDTH      780   /* room for two languages beside each other */

struct _HwConsentDialog
{
  HwFormDialog parent_instance;

  HwSession  *session;     /* (owned) */
  HwCase     *case_;       /* (owned) */
  HwWording  *wording;     /* (owned): of the purpose that is chosen */
  HwFormRows *rows;        /* (owned) */
  GtkWidget  *purpose;     /* children */
  GtkWidget  *recipient;
  GtkWidget  *offer;
  GtkWidget  *language;
  GtkWidget  *other_language;
  GtkWidget  *problem;     /* what is wrong with the team's own words */
  GtkWidget  *view;
  GtkWidget  *answer;
  GtkWidget  *until;
  GtkWidget  *form;
  GtkWidget  *interpreter;
  GtkWidget  *words;
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

/* -- the words ------------------------------------------------------------------- */

/* The last day in figures, which read alike in every language. */
static char *
dup_until (HwConsentDialog *self)
{
  const char *until = get_text (self->until);

  return hw_date_parse (until, NULL, NULL) ? g_strdup_printf ("%.2s.%.2s.%.4s", until + 8, until + 5, until) : NULL;
}

static void
show_words (HwConsentDialog *self)
{
  g_autofree char *recipient = hw_form_row_dup_text (self->recipient);
  g_autofree char *until = dup_until (self);
  const char *language = hw_language_row_get_tag (ADW_COMBO_ROW (self->language));

  gtk_widget_set_visible (self->other_language, language == NULL);
  hw_wording_view_set (HW_WORDING_VIEW (self->view), self->wording, language, hw_language_of_worker (), recipient, until);
}

static void
load_words (HwConsentDialog *self)
{
  g_autofree char *folder = hw_team_data_dup_folder ();
  g_autofree char *problem = NULL;

  g_clear_pointer (&self->wording, hw_wording_free);
  self->wording = hw_team_data_load_wording (folder, get_purpose (self), &problem);
  gtk_label_set_label (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

static void
purpose_changed_cb (HwConsentDialog *self)
{
  load_words (self);
  hw_partner_offer_set_purpose (self->offer, get_purpose (self), self->case_->person->nationality);
  show_words (self);
}

static void
answer_changed_cb (HwConsentDialog *self)
{
  gtk_widget_set_sensitive (self->until, hw_choice_get_selected (HW_CHOICE (self->answer)) != ANSWER_NO);
  hw_form_dialog_touch (HW_FORM_DIALOG (self));
}

static void
picked_cb (HwConsentDialog *self,
           const char      *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->recipient), name);
}

/* -- recording --------------------------------------------------------------------- */

/* Says the first thing that will not do, %NULL when all is well. */
static const char *
find_problem (HwConsentDialog *self,
              gint64           now,
              gint64          *expires_at)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autofree char *recipient = hw_form_row_dup_text (self->recipient);
  g_autofree char *other = hw_form_row_dup_text (self->other_language);
  g_autofree char *interpreter = hw_form_row_dup_text (self->interpreter);
  gboolean translated = hw_language_row_get_tag (ADW_COMBO_ROW (self->language)) != NULL;
  int answer = hw_choice_get_selected (HW_CHOICE (self->answer));

  if (recipient == NULL)
    return _("Say who would be told: a consent is always to somebody.");
  if (answer < 0)
    return _("Record what they said: yes or no.");
  if (!translated && other == NULL)
    return _("Write in which language they were asked.");
  if (!translated && interpreter == NULL)
    return _("There are no words in that language: write who interpreted, or that nobody had to.");
  if (answer == ANSWER_YES && (!hw_date_parse_in (get_text (self->until), here, NULL, expires_at) || *expires_at <= now))
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
    hw_form_dialog_finish (HW_FORM_DIALOG (self));
  else
    hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
}

static void
hw_consent_dialog_accept (HwFormDialog *form)
{
  HwConsentDialog *self = HW_CONSENT_DIALOG (form);
  gint64 now = g_get_real_time (), expires_at = 0;
  const char *problem = find_problem (self, now, &expires_at);
  const char *tag = hw_language_row_get_tag (ADW_COMBO_ROW (self->language));
  g_autofree char *recipient = hw_form_row_dup_text (self->recipient);
  g_autofree char *language = tag != NULL ? g_strdup (tag) : hw_form_row_dup_text (self->other_language);
  g_autofree char *interpreter = hw_form_row_dup_text (self->interpreter);
  g_autofree char *words = hw_form_row_dup_text (self->words);
  HwConsent consent = {
    .purpose = get_purpose (self), .recipient = recipient, .wording = hw_wording_get_version (self->wording),
    .language = language, .interpreter = interpreter,
    .form = adw_combo_row_get_selected (ADW_COMBO_ROW (self->form)), .granted_at = now, .words = words,
  };

  if (problem != NULL)
    {
      hw_form_dialog_show_problem (form, problem);
      return;
    }
  consent.refused = hw_choice_get_selected (HW_CHOICE (self->answer)) == ANSWER_NO;
  /* It ends when its last day is over here: what is booked on that day is still booked with a yes. */
  consent.expires_at = consent.refused ? 0 : expires_at + 1;
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_record_consent_async (self->session, &self->case_->id, &consent, recorded_cb, g_object_ref (self));
}

static char *
hw_consent_dialog_dup_draft (HwFormDialog *form)
{
  return hw_form_rows_dup (HW_CONSENT_DIALOG (form)->rows);
}

static void
hw_consent_dialog_take_draft (HwFormDialog *form,
                              const char   *draft)
{
  hw_form_rows_take (HW_CONSENT_DIALOG (form)->rows, draft);
}

/* -- the form ------------------------------------------------------------------------ */

static void
hw_consent_dialog_dispose (GObject *object)
{
  HwConsentDialog *self = HW_CONSENT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_consent_dialog_parent_class)->dispose (object);
}

static void
hw_consent_dialog_finalize (GObject *object)
{
  HwConsentDialog *self = HW_CONSENT_DIALOG (object);

  hw_form_rows_free (self->rows);
  hw_wording_free (self->wording);
  G_OBJECT_CLASS (hw_consent_dialog_parent_class)->finalize (object);
}

static void
hw_consent_dialog_class_init (HwConsentDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_consent_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_consent_dialog_finalize;
  form_class->accept = hw_consent_dialog_accept;
  form_class->dup_draft = hw_consent_dialog_dup_draft;
  form_class->take_draft = hw_consent_dialog_take_draft;
}

static void
hw_consent_dialog_init (HwConsentDialog *self)
{
  self->rows = hw_form_rows_new (HW_FORM_DIALOG (self));
}

static GtkWidget *
add_group (HwConsentDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  return group;
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

/* Every purpose comes in the same languages; a team's own words may lack some, and then fall back. */
static GtkWidget *
make_languages (void)
{
  g_autoptr (HwWording) wording = hw_team_data_load_wording (NULL, hw_wording_list_purposes ()[0], NULL);

  return hw_language_row_new (_("Language they are asked in"), hw_wording_list_languages (wording), _("Another language…"));
}

static void
add_first_rows (HwConsentDialog *self)
{
  GtkWidget *group = add_group (self);

  self->purpose = hw_form_rows_add (self->rows, group, "purpose", make_purposes ());
  self->recipient = hw_form_rows_add (self->rows, group, "recipient", hw_entry_row_new (_("Who would be told")));
  self->offer = hw_partner_offer_new (self->session);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->recipient), self->offer);
  self->language = hw_form_rows_add (self->rows, group, "language", make_languages ());
  self->other_language = hw_form_rows_add (self->rows, group, "other-language", hw_entry_row_new (_("Which language")));
}

static void
add_words (HwConsentDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", _("Read this to them:"), "xalign", 0.0, NULL);
  const char *answers[] = { _("Yes"), _("No"), NULL };

  gtk_widget_add_css_class (heading, "heading");
  self->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->problem, "warning");
  self->view = hw_wording_view_new ();
  self->answer = hw_choice_new ();
  hw_choice_set_items (HW_CHOICE (self->answer), _("What did they say?"), answers);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_box_append (GTK_BOX (box), self->answer);
  hw_form_dialog_add (HW_FORM_DIALOG (self), box);
}

static void
add_last_rows (HwConsentDialog *self)
{
  GtkWidget *group = add_group (self);
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = g_date_time_add_days (today, DAYS_BY_DEFAULT);
  g_autofree char *until = g_date_time_format (end, "%Y-%m-%d");

  self->until = hw_form_rows_add (self->rows, group, "until", hw_date_row_new (_("Last day of the consent"), NULL));
  gtk_editable_set_text (GTK_EDITABLE (self->until), until);
  self->form = hw_form_rows_add (self->rows, group, "form", make_forms ());
  self->interpreter = hw_form_rows_add (self->rows, group, "interpreter", hw_entry_row_new (_("Interpreter")));
  self->words = hw_form_rows_add (self->rows, group, "words", hw_entry_row_new (_("In their own words")));
}

static void
fill_in (HwConsentDialog *self,
         const char      *purpose,
         const char      *recipient)
{
  const char * const *codes = hw_case_purposes ();
  const char *language = self->case_->person->language;

  for (guint i = 0; purpose != NULL && codes[i] != NULL; i++)
    if (g_str_equal (codes[i], purpose))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->purpose), i);
  if (recipient != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->recipient), recipient);
  hw_language_row_select (ADW_COMBO_ROW (self->language), language != NULL ? language : hw_language_of_worker ());
  if (hw_language_row_get_tag (ADW_COMBO_ROW (self->language)) == NULL && language != NULL)
    {
      g_autofree char *words = hw_language_dup_words (language);

      gtk_editable_set_text (GTK_EDITABLE (self->other_language), words);
    }
}

static void
connect_rows (HwConsentDialog *self)
{
  g_signal_connect_object (self->purpose, "notify::selected", G_CALLBACK (purpose_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (show_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recipient, "changed", G_CALLBACK (show_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->until, "changed", G_CALLBACK (show_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->answer, "notify::selected", G_CALLBACK (answer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->offer, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
}

static void
widen (HwConsentDialog *self)
{
  GtkWidget *clamp = gtk_widget_get_ancestor (self->view, ADW_TYPE_CLAMP);

  if (clamp != NULL)
    g_object_set (clamp, "maximum-size", BODY_WIDTH, "tightening-threshold", BODY_WIDTH, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), BODY_WIDTH + 40, 580);
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
  return hw_consent_dialog_new_for (opener, session, case_, NULL, NULL);
}

/**
 * hw_consent_dialog_new_for:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: whose consent
 * @purpose: (nullable): what for, as far as it is known
 * @recipient: (nullable): who would be told
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_consent_dialog_new_for (GtkWidget  *opener,
                           HwSession  *session,
                           HwCase     *case_,
                           const char *purpose,
                           const char *recipient)
{
  HwConsentDialog *self = g_object_new (HW_TYPE_CONSENT_DIALOG, NULL);
  g_autofree char *draft = NULL;

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Ask for a consent"), _("Save"));
  add_first_rows (self);
  add_words (self);
  add_last_rows (self);
  fill_in (self, purpose, recipient);
  connect_rows (self);
  purpose_changed_cb (self);
  widen (self);
  hw_form_rows_begin (self->rows);
  draft = hw_form_draft_dup_name (&case_->id, purpose == NULL ? "consent" : purpose);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
  return GTK_WIDGET (self);
}
