/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-consent-line.h"
#include "hw-date-row.h"
#include "hw-emergency.h"
#include "hw-form-draft.h"
#include "hw-form-rows.h"
#include "hw-hand-over-dialog.h"
#include "hw-language-row.h"
#include "hw-partner-offer.h"
#include "hw-plain-row.h"
#include "hw-team-data.h"
#include "hw-text-row.h"

/* Signs that somebody is exploited, or a child: into the hands of those whose
 * task it is. Homeward sends nothing by itself; it records that somebody was told.
 * An adult must have agreed; a child is always handed over. */

#define PURPOSE "first-responder"

typedef enum { STEP_NOTHING, STEP_HANDED, STEP_TOLD } Step;

struct _HwHandOverDialog
{
  HwFormDialog parent_instance;

  HwSession  *session;     /* (owned) */
  HwCase     *case_;       /* (owned) */
  HwFormRows *rows;        /* (owned) */
  HwPhrases  *signs;       /* (owned) */
  GPtrArray  *checks;      /* (owned) (element-type GtkCheckButton): one for each sign, unowned */
  gboolean    child;
  Step        done;        /* what is recorded already, should a later step not work */
  GtkWidget  *signs_group; /* children */
  GtkWidget  *about;
  GtkWidget  *to;
  GtkWidget  *kind;
  GtkWidget  *guardian;
  GtkWidget  *note;
  GtkWidget  *consent;
};

G_DEFINE_FINAL_TYPE (HwHandOverDialog, hw_hand_over_dialog, HW_TYPE_FORM_DIALOG)

enum { ABOUT_EXPLOITATION, ABOUT_CHILD };
static const char * const about_values[] = { "exploitation", "child" };
static const char * const kind_values[] = { "first-responder", "social-services", "police" };

static gboolean
is_about_child (HwHandOverDialog *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->about)) == ABOUT_CHILD;
}

/* A child is handed over whether or not anybody agrees. */
static gboolean
needs_consent (HwHandOverDialog *self)
{
  return !self->child && !is_about_child (self);
}

static void
about_changed_cb (HwHandOverDialog *self)
{
  gtk_widget_set_visible (self->signs_group, !is_about_child (self));
  gtk_widget_set_visible (self->guardian, self->child || is_about_child (self));
  gtk_widget_set_visible (self->consent, needs_consent (self));
}

static void
to_changed_cb (HwHandOverDialog *self)
{
  g_autofree char *to = hw_form_row_dup_text (self->to);

  self->done = STEP_NOTHING;
  hw_consent_line_set_recipient (HW_CONSENT_LINE (self->consent), to);
}

static void
picked_cb (HwHandOverDialog *self,
           const char       *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->to), name);
}

/* (nullable) */
static char *
dup_signs (HwHandOverDialog *self)
{
  const char * const *names = hw_phrases_list_names (self->signs);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; !is_about_child (self) && i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", hw_phrases_get (self->signs, hw_language_of_worker (), names[i]));
  return g_string_free (lines, lines->len == 0);
}

/* -- recording: the hand-over, that they were told, and what the assessment says ------------- */

static gboolean
is_done (HwHandOverDialog *self,
         gboolean          done,
         GError           *error)
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
evidence_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwHandOverDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (is_done (self, hw_session_set_evidence_finish (HW_SESSION (object), result, &error), error))
    hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

static void
write_evidence (HwHandOverDialog *self)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *to = hw_form_row_dup_text (self->to);

  if (is_about_child (self))
    {
      hw_form_dialog_finish (HW_FORM_DIALOG (self));
      return;
    }
  g_hash_table_insert (fields, HW_FIELD_EXPLOITATION, "indicators");
  g_hash_table_insert (fields, HW_FIELD_HANDED_OVER_TO, to);
  hw_session_set_evidence_async (self->session, &self->case_->id, fields, evidence_cb, g_object_ref (self));
}

static void
told_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HwHandOverDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!is_done (self, hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error), error))
    return;
  self->done = STEP_TOLD;
  write_evidence (self);
}

/* With a consent it is a disclosure like any other: it can be recalled. */
static void
write_told (HwHandOverDialog *self)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_DISCLOSURE, g_get_real_time ());
  g_autofree char *to = hw_form_row_dup_text (self->to);
  g_autofree char *signs = dup_signs (self);

  hw_case_record_set (record, HW_RECORD_PURPOSE, PURPOSE);
  hw_case_record_set (record, HW_RECORD_RECIPIENT, to);
  hw_case_record_set (record, HW_RECORD_WHAT, signs);
  hw_session_add_record_async (self->session, &self->case_->id, record, told_cb, g_object_ref (self));
}

static void
handed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwHandOverDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!is_done (self, hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error), error))
    return;
  self->done = STEP_HANDED;
  if (needs_consent (self))
    write_told (self);
  else
    write_evidence (self);
}

static void
write_hand_over (HwHandOverDialog *self)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_HAND_OVER, g_get_real_time ());
  g_autofree char *to = hw_form_row_dup_text (self->to);
  g_autofree char *guardian = hw_form_row_dup_text (self->guardian);
  g_autofree char *note = hw_form_row_dup_text (self->note);
  g_autofree char *signs = dup_signs (self);

  hw_case_record_set (record, HW_RECORD_ABOUT, about_values[adw_combo_row_get_selected (ADW_COMBO_ROW (self->about))]);
  hw_case_record_set (record, HW_RECORD_HANDED_TO, to);
  hw_case_record_set (record, HW_RECORD_HANDED_KIND, kind_values[adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind))]);
  hw_case_record_set (record, HW_RECORD_GUARDIAN, gtk_widget_get_visible (self->guardian) ? guardian : NULL);
  hw_case_record_set (record, HW_RECORD_INDICATORS, signs);
  hw_case_record_set (record, HW_RECORD_WORDS, note);
  hw_session_add_record_async (self->session, &self->case_->id, record, handed_cb, g_object_ref (self));
}

static void
hw_hand_over_dialog_accept (HwFormDialog *form)
{
  HwHandOverDialog *self = HW_HAND_OVER_DIALOG (form);
  g_autofree char *to = hw_form_row_dup_text (self->to);
  g_autofree char *signs = dup_signs (self);
  const char *problem = NULL;

  if (!is_about_child (self) && signs == NULL)
    problem = _("Choose the signs that there are.");
  else if (to == NULL)
    problem = _("Say to whom it is handed over.");
  else if (needs_consent (self) && !hw_consent_line_is_live (HW_CONSENT_LINE (self->consent)))
    problem = _("An adult must agree first: ask them. In danger, ring the emergency number.");
  if (problem != NULL)
    {
      hw_form_dialog_show_problem (form, problem);
      return;
    }
  hw_form_dialog_set_busy (form, TRUE);
  if (self->done == STEP_NOTHING)
    write_hand_over (self);
  else if (self->done == STEP_HANDED && needs_consent (self))
    write_told (self);
  else
    write_evidence (self);
}

static char *
hw_hand_over_dialog_dup_draft (HwFormDialog *form)
{
  return hw_form_rows_dup (HW_HAND_OVER_DIALOG (form)->rows);
}

static void
hw_hand_over_dialog_take_draft (HwFormDialog *form,
                                const char   *draft)
{
  hw_form_rows_take (HW_HAND_OVER_DIALOG (form)->rows, draft);
}

/* -- the form -------------------------------------------------------------------------------- */

static void
hw_hand_over_dialog_dispose (GObject *object)
{
  HwHandOverDialog *self = HW_HAND_OVER_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_hand_over_dialog_parent_class)->dispose (object);
}

static void
hw_hand_over_dialog_finalize (GObject *object)
{
  HwHandOverDialog *self = HW_HAND_OVER_DIALOG (object);

  hw_form_rows_free (self->rows);
  hw_phrases_free (self->signs);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (hw_hand_over_dialog_parent_class)->finalize (object);
}

static void
hw_hand_over_dialog_class_init (HwHandOverDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_hand_over_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_hand_over_dialog_finalize;
  form_class->accept = hw_hand_over_dialog_accept;
  form_class->dup_draft = hw_hand_over_dialog_dup_draft;
  form_class->take_draft = hw_hand_over_dialog_take_draft;
}

static void
hw_hand_over_dialog_init (HwHandOverDialog *self)
{
  self->rows = hw_form_rows_new (HW_FORM_DIALOG (self));
  self->checks = g_ptr_array_new ();
}

static GtkWidget *
make_emergency (void)
{
  g_autofree char *number = hw_emergency_dup_number (HW_EMERGENCY_GENERAL);
  g_autofree char *helpline = hw_emergency_dup_number (HW_EMERGENCY_EXPLOITATION);
  g_autofree char *words = number != NULL ? g_strdup_printf (_("In danger, ring %s first."), number)
                                          : g_strdup (_("In danger, ring the emergency number first: 112 answers in many countries."));
  g_autofree char *both = helpline != NULL ? g_strdup_printf (_("%s Helpline against forced labour: %s."), words, helpline) : g_steal_pointer (&words);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", both, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "heading");
  return label;
}

static GtkWidget *
make_combo (const char         *title,
            const char * const *words)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);

  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", title, "model", model, NULL);
}

static void
add_sign (HwHandOverDialog *self,
          const char       *words)
{
  GtkWidget *row = hw_plain_row_new (words, NULL);
  GtkWidget *check = gtk_check_button_new ();

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  /* The row gives it its name; another one would be said as well. */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->signs_group), row);
  g_ptr_array_add (self->checks, check);
}

static void
add_signs (HwHandOverDialog *self)
{
  const char * const *names = hw_phrases_list_names (self->signs);

  self->signs_group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _("Signs"),
                                    "description", _("One sign alone proves nothing. It is a reason to ask somebody whose task it is."), NULL);
  hw_form_dialog_add (HW_FORM_DIALOG (self), self->signs_group);
  for (guint i = 0; names[i] != NULL; i++)
    add_sign (self, hw_phrases_get (self->signs, hw_language_of_worker (), names[i]));
}

static void
add_about (HwHandOverDialog *self)
{
  const char *words[] = { _("Signs of exploitation"), _("A child"), NULL };
  GtkWidget *group = adw_preferences_group_new ();

  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  self->about = hw_form_rows_add (self->rows, group, "about", make_combo (_("About"), words));
  if (self->child && g_strcmp0 (hw_case_get (self->case_, HW_FIELD_EXPLOITATION), "indicators") != 0)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->about), ABOUT_CHILD);
}

static void
add_rows (HwHandOverDialog *self)
{
  const char *kinds[] = { _("First responder"), _("Social services"), _("Police"), NULL };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *offer = hw_partner_offer_new (self->session);

  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  self->to = hw_form_rows_add (self->rows, group, "to", hw_entry_row_new (_("Handed to")));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->to), offer);
  hw_partner_offer_set_purpose (offer, PURPOSE, NULL);
  self->kind = hw_form_rows_add (self->rows, group, "kind", make_combo (_("What they are"), kinds));
  self->guardian = hw_form_rows_add (self->rows, group, "guardian", hw_entry_row_new (_("Guardian who agreed, under 16")));
  self->consent = hw_consent_line_new (self->session, &self->case_->id, PURPOSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->consent);
  self->note = hw_form_rows_add (self->rows, group, "note", hw_text_row_new (_("Note")));
  g_signal_connect_object (offer, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to, "changed", G_CALLBACK (to_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->about, "notify::selected", G_CALLBACK (about_changed_cb), self, G_CONNECT_SWAPPED);
  about_changed_cb (self);
}

/**
 * hw_hand_over_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: about whom
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_hand_over_dialog_new (GtkWidget *opener,
                         HwSession *session,
                         HwCase    *case_)
{
  HwHandOverDialog *self = g_object_new (HW_TYPE_HAND_OVER_DIALOG, NULL);
  g_autofree char *folder = hw_team_data_dup_folder ();
  g_autofree char *problem = NULL;
  g_autofree char *draft = hw_form_draft_dup_name (&case_->id, "hand-over");

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  self->child = hw_person_may_be_under (case_->person, HW_AGE_OF_MAJORITY, g_get_real_time ());
  self->signs = hw_team_data_load_indicators (folder, &problem);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("Hand over"), _("Handed over"));
  hw_form_dialog_add (HW_FORM_DIALOG (self), make_emergency ());
  add_about (self);
  add_signs (self);
  add_rows (self);
  hw_form_rows_begin (self->rows);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
  hw_form_dialog_show_problem (HW_FORM_DIALOG (self), problem);
  return GTK_WIDGET (self);
}
