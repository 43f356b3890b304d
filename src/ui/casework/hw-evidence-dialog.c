/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-date-row.h"
#include "hw-date.h"
#include "hw-evidence-dialog.h"
#include "hw-evidence-field.h"
#include "hw-form-draft.h"

/* The form for what is written down on one card: a row for each field. Only what was
 * changed is recorded, so that somebody else's edit of another field stays. */

#define GROUP "form"

typedef struct
{
  const HwEvidenceField *field;
  GtkWidget             *row;   /* child */
} Question;

struct _HwEvidenceDialog
{
  HwFormDialog parent_instance;

  HwSession *session;     /* (owned) */
  HwCase    *case_;       /* (owned): as it was when the form was opened */
  GArray    *questions;   /* (owned) (element-type Question) */
};

G_DEFINE_FINAL_TYPE (HwEvidenceDialog, hw_evidence_dialog, HW_TYPE_FORM_DIALOG)

static GtkWidget *
make_choice (const HwEvidenceField *field)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("Not written down"));
  for (guint i = 0; i < G_N_ELEMENTS (field->values) && field->values[i] != NULL; i++)
    gtk_string_list_append (words, _(field->words[i]));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _(field->title), "title-lines", 0, "model", words, NULL);
}

static GtkWidget *
make_row (const HwEvidenceField *field)
{
  if (field->kind == HW_EVIDENCE_CHOICE)
    return make_choice (field);
  if (field->kind == HW_EVIDENCE_DATE)
    return hw_date_row_new (_(field->title), field->words[0] != NULL ? _(field->words[0]) : NULL);
  return hw_entry_row_new (_(field->title));
}

/* Words are shown as they are read; a day stays as it is typed, but for the word that will do as well. */
static char *
dup_shown (const HwEvidenceField *field,
           const char            *value)
{
  if (value == NULL)
    return g_strdup ("");
  if (field->kind == HW_EVIDENCE_DATE && g_strcmp0 (value, field->values[0]) != 0)
    return g_strdup (value);
  return hw_evidence_dup_words (field, value);
}

static void
set_value (const Question *question,
           const char     *value)
{
  const HwEvidenceField *field = question->field;
  guint selected = 0;

  if (field->kind == HW_EVIDENCE_CHOICE)
    {
      for (guint i = 0; i < G_N_ELEMENTS (field->values) && field->values[i] != NULL; i++)
        if (g_strcmp0 (value, field->values[i]) == 0)
          selected = i + 1;
      adw_combo_row_set_selected (ADW_COMBO_ROW (question->row), selected);
    }
  else
    {
      g_autofree char *shown = dup_shown (field, value);

      gtk_editable_set_text (GTK_EDITABLE (question->row), shown);
    }
}

static char *
dup_value (const Question *question)
{
  guint selected;

  if (question->field->kind != HW_EVIDENCE_CHOICE)
    return hw_evidence_dup_value (question->field, gtk_editable_get_text (GTK_EDITABLE (question->row)));
  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (question->row));
  return g_strdup (selected > 0 && selected != GTK_INVALID_LIST_POSITION ? question->field->values[selected - 1] : "");
}

static gboolean
is_good (const HwEvidenceField *field,
         const char            *value)
{
  if (field->kind != HW_EVIDENCE_DATE || *value == '\0' || g_strcmp0 (value, field->values[0]) == 0)
    return TRUE;
  return hw_date_parse (value, NULL, NULL);
}

static void
fill_rows (HwEvidenceDialog *self,
           GKeyFile         *draft)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = &g_array_index (self->questions, Question, i);
      const char *field = question->field->field;
      g_autofree char *kept = draft != NULL ? g_key_file_get_string (draft, GROUP, field, NULL) : NULL;

      set_value (question, kept != NULL ? kept : hw_case_get (self->case_, field));
    }
}

static void
hw_evidence_dialog_take_draft (HwFormDialog *form,
                               const char   *draft)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (draft == NULL || g_key_file_load_from_data (file, draft, strlen (draft), G_KEY_FILE_NONE, NULL))
    fill_rows (HW_EVIDENCE_DIALOG (form), draft != NULL ? file : NULL);
}

static char *
hw_evidence_dialog_dup_draft (HwFormDialog *form)
{
  HwEvidenceDialog *self = HW_EVIDENCE_DIALOG (form);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean typed = FALSE;

  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = &g_array_index (self->questions, Question, i);
      const char *before = hw_case_get (self->case_, question->field->field);
      g_autofree char *value = dup_value (question);

      if (g_strcmp0 (before != NULL ? before : "", value) == 0)
        continue;
      g_key_file_set_string (file, GROUP, question->field->field, value);
      typed = TRUE;
    }
  return typed ? g_key_file_to_data (file, NULL, NULL) : NULL;
}

/* Returns %NULL and says why where something will not do. */
static GHashTable *
collect_changes (HwEvidenceDialog *self)
{
  g_autoptr (GHashTable) changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const HwEvidenceField *wrong = NULL;

  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = &g_array_index (self->questions, Question, i);
      const char *before = hw_case_get (self->case_, question->field->field);
      g_autofree char *value = dup_value (question);
      gboolean good = is_good (question->field, value);

      if (ADW_IS_ENTRY_ROW (question->row))
        hw_entry_row_set_wrong (ADW_ENTRY_ROW (question->row), !good);
      if (!good && wrong == NULL)
        wrong = question->field;
      if (g_strcmp0 (before != NULL ? before : "", value) != 0)
        g_hash_table_insert (changes, g_strdup (question->field->field), g_steal_pointer (&value));
    }

  if (wrong != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("“%s” needs a day such as 2026-12-19."), _(wrong->title));

      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), words);
      return NULL;
    }
  return g_steal_pointer (&changes);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwEvidenceDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = hw_session_set_evidence_finish (HW_SESSION (object), result, &error);

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
hw_evidence_dialog_accept (HwFormDialog *form)
{
  HwEvidenceDialog *self = HW_EVIDENCE_DIALOG (form);
  g_autoptr (GHashTable) changes = collect_changes (self);

  if (changes == NULL)
    return;
  if (g_hash_table_size (changes) == 0)
    {
      hw_form_dialog_finish (form);
      return;
    }
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_set_evidence_async (self->session, &self->case_->id, changes, recorded_cb, g_object_ref (self));
}

static void
hw_evidence_dialog_dispose (GObject *object)
{
  HwEvidenceDialog *self = HW_EVIDENCE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_evidence_dialog_parent_class)->dispose (object);
}

static void
hw_evidence_dialog_finalize (GObject *object)
{
  g_array_unref (HW_EVIDENCE_DIALOG (object)->questions);
  G_OBJECT_CLASS (hw_evidence_dialog_parent_class)->finalize (object);
}

static void
hw_evidence_dialog_class_init (HwEvidenceDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hw_evidence_dialog_dispose;
  object_class->finalize = hw_evidence_dialog_finalize;
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_evidence_dialog_accept;
  HW_FORM_DIALOG_CLASS (klass)->dup_draft = hw_evidence_dialog_dup_draft;
  HW_FORM_DIALOG_CLASS (klass)->take_draft = hw_evidence_dialog_take_draft;
}

static void
hw_evidence_dialog_init (HwEvidenceDialog *self)
{
  self->questions = g_array_new (FALSE, FALSE, sizeof (Question));
}

static void
add_rows (HwEvidenceDialog *self,
          HwCaseTheme       theme,
          const char       *field_name)
{
  GtkWidget *list = gtk_list_box_new ();
  guint n_fields;
  const HwEvidenceField *fields = hw_evidence_fields (&n_fields);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  hw_form_dialog_add (HW_FORM_DIALOG (self), list);
  for (guint i = 0; i < n_fields; i++)
    {
      Question question = { .field = &fields[i] };

      if (fields[i].theme != theme)
        continue;
      question.row = make_row (&fields[i]);
      g_signal_connect_object (question.row, fields[i].kind == HW_EVIDENCE_CHOICE ? "notify::selected" : "changed",
                               G_CALLBACK (hw_form_dialog_touch), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (GTK_LIST_BOX (list), question.row);
      g_array_append_val (self->questions, question);
      if (self->questions->len == 1 || g_strcmp0 (field_name, fields[i].field) == 0)
        gtk_window_set_focus (GTK_WINDOW (self), GTK_IS_EDITABLE (question.row)
                              ? GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (question.row))) : question.row);
    }
  fill_rows (self, NULL);
}

/**
 * hw_evidence_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: the case
 * @theme: the card whose fields are asked for
 * @field: (nullable): the field to begin with
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_evidence_dialog_new (GtkWidget   *opener,
                        HwSession   *session,
                        HwCase      *case_,
                        HwCaseTheme  theme,
                        const char  *field)
{
  HwEvidenceDialog *self = g_object_new (HW_TYPE_EVIDENCE_DIALOG, NULL);
  g_autofree char *draft = hw_form_draft_dup_name (&case_->id, hw_case_theme_to_string (theme));

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, hw_case_theme_get_title (theme), _("Done"));
  add_rows (self, theme, field);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
  return GTK_WIDGET (self);
}
