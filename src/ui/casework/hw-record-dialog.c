/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-cost.h"
#include "hw-form-draft.h"
#include "hw-record-dialog.h"
#include "hw-record-row.h"
#include "hw-record-words.h"

/* The form for one thing that happened, of any kind: a question for each field
 * that core lays out for that kind. The same form corrects what was recorded;
 * then what it says is recorded as a correction, and the first entry stays in
 * the journal. */

#define WHEN  "when"
#define GROUP "form"

struct _HwRecordDialog
{
  HwFormDialog parent_instance;

  HwSession        *session;   /* (owned) */
  HwCase           *case_;     /* (owned) */
  HwCaseRecordKind  kind;
  HwCaseRecord     *before;    /* (owned) (nullable): what is corrected */
  GHashTable       *known;     /* (owned): what the opener knows: names of fields and their values */
  gint64            began_at;  /* µs UTC: when it is taken to have happened until somebody says otherwise */
  HwRecordRow      *when;      /* (owned) (nullable) */
  GPtrArray        *rows;      /* (owned) (element-type HwRecordRow) */
};

G_DEFINE_FINAL_TYPE (HwRecordDialog, hw_record_dialog, HW_TYPE_FORM_DIALOG)

static const HwFieldSpec when_spec = { WHEN, N_("When it happened"), HW_FIELD_TYPE_TIME, TRUE, NULL };

/* What the opener knows and nobody would change is not asked. */
static gboolean
is_settled (HwRecordDialog    *self,
            const HwFieldSpec *spec)
{
  return g_hash_table_contains (self->known, spec->name) &&
         (spec->type == HW_FIELD_TYPE_RECORD || g_str_equal (spec->name, HW_RECORD_STAGE) ||
          g_str_equal (spec->name, HW_RECORD_CODE) || g_str_equal (spec->name, HW_RECORD_ITEM));
}

/* What has a time of its own, or is done by recording it, is not asked when it happened. */
static gboolean
asks_when (HwCaseRecordKind kind)
{
  return kind != HW_CASE_RECORD_APPOINTMENT && kind != HW_CASE_RECORD_LEG && kind != HW_CASE_RECORD_OVERRIDE &&
         kind != HW_CASE_RECORD_CHECK && kind != HW_CASE_RECORD_FOLLOW_UP_DATE && kind != HW_CASE_RECORD_RECEPTION &&
         kind != HW_CASE_RECORD_PRECONDITION && kind != HW_CASE_RECORD_DOCUMENT;
}

/* A cost is taken back from its own line, where it is known which. */
static gboolean
is_asked (HwRecordDialog    *self,
          const HwFieldSpec *spec)
{
  return !is_settled (self, spec) && !g_str_equal (spec->name, HW_RECORD_REVERSES);
}

static char *
dup_local (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M");
}

/* The minute that was typed; the very moment where it was left alone. */
static gint64
get_happened_at (HwRecordDialog *self)
{
  g_autofree char *before = dup_local (self->began_at);
  g_autofree char *value = NULL;
  g_autofree char *full = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;

  if (self->when == NULL)
    return self->began_at;
  hw_record_row_read (self->when, &value, NULL);
  full = g_strconcat (value, ":00", NULL);
  time = g_date_time_new_from_iso8601 (full, zone);
  return time == NULL || g_str_equal (value, before) ? self->began_at : g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* -- what stands in the form ------------------------------------------------------ */

/* What is most often so when something begins. */
static const char *
get_usual (HwCaseRecordKind  kind,
           const char       *field)
{
  if (kind == HW_CASE_RECORD_APPOINTMENT && g_str_equal (field, HW_RECORD_ATTENDANCE))
    return "coming";
  return kind == HW_CASE_RECORD_PRECONDITION && g_str_equal (field, HW_RECORD_STATE) ? "open" : NULL;
}

static const char *
get_before (HwRecordDialog    *self,
            const HwFieldSpec *spec)
{
  if (self->before != NULL)
    return spec->type != HW_FIELD_TYPE_SECRET ? hw_case_record_get (self->before, spec->name) : NULL;
  if (spec->type == HW_FIELD_TYPE_LANGUAGE && !g_hash_table_contains (self->known, spec->name))
    return self->case_->person->language;
  if (g_hash_table_contains (self->known, spec->name))
    return g_hash_table_lookup (self->known, spec->name);
  return get_usual (self->kind, spec->name);
}

static HwRecordRow *
find_row (HwRecordDialog *self,
          const char     *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (hw_record_row_get_spec (self->rows->pdata[i])->name, field))
      return self->rows->pdata[i];
  return NULL;
}

static void
fill_where_empty (HwRecordDialog *self,
                  const char     *field,
                  const char     *value)
{
  HwRecordRow *row = find_row (self, field);
  g_autofree char *there = NULL;

  if (row == NULL || value == NULL)
    return;
  hw_record_row_read (row, &there, NULL);
  if (*there == '\0')
    hw_record_row_set_value (row, value);
}

/* One answer may say another: what a partner is, and who usually pays for what. */
static void
follow_row (HwRecordDialog *self,
            HwRecordRow    *row)
{
  const HwFieldSpec *spec = hw_record_row_get_spec (row);
  g_autofree char *value = NULL;
  HwPartner *partner;
  HwId id;

  if (!g_str_equal (spec->name, HW_RECORD_PARTNER) && (self->kind != HW_CASE_RECORD_COST || !g_str_equal (spec->name, HW_RECORD_WHAT)))
    return;
  hw_record_row_read (row, &value, NULL);
  if (g_str_equal (spec->name, HW_RECORD_WHAT))
    fill_where_empty (self, HW_RECORD_PAYER, *value != '\0' ? hw_cost_get_usual_payer (value) : NULL);
  else if (hw_id_parse (value, &id) && (partner = hw_session_find_partner (self->session, &id)) != NULL)
    fill_where_empty (self, HW_RECORD_PARTNER_KIND, hw_partner_kind_to_string (partner->kind));
}

static void
row_changed_cb (HwRecordDialog *self,
                HwRecordRow    *row)
{
  hw_form_dialog_touch (HW_FORM_DIALOG (self));
  follow_row (self, row);
}

static void
fill_rows (HwRecordDialog *self,
           GKeyFile       *draft)
{
  g_autofree char *began = dup_local (self->began_at);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HwRecordRow *row = self->rows->pdata[i];
      const HwFieldSpec *spec = hw_record_row_get_spec (row);
      g_autofree char *kept = draft != NULL ? g_key_file_get_string (draft, GROUP, spec->name, NULL) : NULL;

      hw_record_row_set_value (row, kept != NULL ? kept : row == self->when ? began : get_before (self, spec));
    }
  for (guint i = 0; i < self->rows->len; i++)
    follow_row (self, self->rows->pdata[i]);
}

static void
hw_record_dialog_take_draft (HwFormDialog *form,
                             const char   *draft)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (draft == NULL || g_key_file_load_from_data (file, draft, strlen (draft), G_KEY_FILE_NONE, NULL))
    fill_rows (HW_RECORD_DIALOG (form), draft != NULL ? file : NULL);
}

static char *
hw_record_dialog_dup_draft (HwFormDialog *form)
{
  HwRecordDialog *self = HW_RECORD_DIALOG (form);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *began = dup_local (self->began_at);
  gboolean typed = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      HwRecordRow *row = self->rows->pdata[i];
      const HwFieldSpec *spec = hw_record_row_get_spec (row);
      const char *before = row == self->when ? began : get_before (self, spec);
      g_autofree char *value = NULL;

      /* A number that was typed is typed again rather than kept twice. */
      if (spec->type == HW_FIELD_TYPE_SECRET)
        continue;
      hw_record_row_read (row, &value, NULL);
      if (g_strcmp0 (value, before != NULL ? before : "") == 0)
        continue;
      g_key_file_set_string (file, GROUP, spec->name, value);
      typed = TRUE;
    }
  return typed ? g_key_file_to_data (file, NULL, NULL) : NULL;
}

/* -- recording -------------------------------------------------------------------- */

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error);

  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (recorded)
    hw_form_dialog_finish (HW_FORM_DIALOG (self));
  else
    hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
}

/* Returns %FALSE and says the first thing that will not do. */
static gboolean
read_rows (HwRecordDialog *self,
           HwCaseRecord   *record)
{
  gboolean good = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      HwRecordRow *row = self->rows->pdata[i];
      const HwFieldSpec *spec = hw_record_row_get_spec (row);
      g_autofree char *value = NULL;
      g_autofree char *problem = NULL;

      if (!hw_record_row_read (row, &value, &problem) && good)
        {
          hw_form_dialog_show_problem (HW_FORM_DIALOG (self), problem);
          gtk_widget_grab_focus (hw_record_row_get_focus (row));
          good = FALSE;
        }
      if (row == self->when)
        continue;
      if (spec->type == HW_FIELD_TYPE_SECRET && *value == '\0' && self->before != NULL)
        hw_case_record_set (record, spec->name, hw_case_record_get (self->before, spec->name));
      else
        hw_case_record_set (record, spec->name, value);
    }
  return good;
}

static void
set_settled (HwRecordDialog *self,
             HwCaseRecord   *record)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const HwFieldSpec *spec = hw_case_record_find_field (self->kind, name);

      if (spec != NULL && is_settled (self, spec))
        hw_case_record_set (record, name, value);
    }
}

static void
hw_record_dialog_accept (HwFormDialog *form)
{
  HwRecordDialog *self = HW_RECORD_DIALOG (form);
  g_autoptr (HwCaseRecord) record = hw_case_record_new (self->kind, get_happened_at (self));
  g_autoptr (GError) error = NULL;

  if (!read_rows (self, record))
    return;
  set_settled (self, record);
  if (self->before != NULL)
    {
      record->id = self->before->id;
      hw_case_record_set (record, HW_RECORD_REVERSES, hw_case_record_get (self->before, HW_RECORD_REVERSES));
    }
  if (!hw_case_record_check (record, g_get_real_time (), &error))
    {
      hw_form_dialog_show_problem (form, error->message);
      return;
    }
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_add_record_async (self->session, &self->case_->id, record, recorded_cb, g_object_ref (self));
}

/* -- the form ------------------------------------------------------------------------ */

static void
hw_record_dialog_dispose (GObject *object)
{
  HwRecordDialog *self = HW_RECORD_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  g_clear_pointer (&self->before, hw_case_record_unref);
  G_OBJECT_CLASS (hw_record_dialog_parent_class)->dispose (object);
}

static void
hw_record_dialog_finalize (GObject *object)
{
  HwRecordDialog *self = HW_RECORD_DIALOG (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->known);
  G_OBJECT_CLASS (hw_record_dialog_parent_class)->finalize (object);
}

static void
hw_record_dialog_class_init (HwRecordDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_record_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_record_dialog_finalize;
  form_class->accept = hw_record_dialog_accept;
  form_class->dup_draft = hw_record_dialog_dup_draft;
  form_class->take_draft = hw_record_dialog_take_draft;
}

static void
hw_record_dialog_init (HwRecordDialog *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static HwRecordRow *
add_row (HwRecordDialog    *self,
         GtkWidget         *list,
         const HwFieldSpec *spec)
{
  HwRecordRow *row = hw_record_row_new (spec, self->kind, self->session, self->case_);

  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (GTK_LIST_BOX (list), hw_record_row_get_widget (row));
  if (spec->type == HW_FIELD_TYPE_SECRET && self->before != NULL && hw_case_record_get (self->before, spec->name) != NULL)
    {
      g_autofree char *title = g_strdup_printf (_("%s (left empty: stays as it is)"), _(spec->words));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (hw_record_row_get_widget (row)), title);
    }
  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
add_rows (HwRecordDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();
  guint n_fields;
  const HwFieldSpec *fields = hw_case_record_list_fields (self->kind, &n_fields);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  hw_form_dialog_add (HW_FORM_DIALOG (self), list);
  for (guint i = 0; i < n_fields; i++)
    if (is_asked (self, &fields[i]))
      add_row (self, list, &fields[i]);
  if (asks_when (self->kind))
    self->when = add_row (self, list, &when_spec);
  fill_rows (self, NULL);
  if (self->rows->len > 0)
    gtk_window_set_focus (GTK_WINDOW (self), hw_record_row_get_focus (self->rows->pdata[0]));
}

/* A form about another treatment, document or requirement is another draft. */
static char *
dup_draft_name (HwRecordDialog *self)
{
  GString *form = g_string_new (hw_case_record_kind_to_string (self->kind));
  GHashTableIter iter;
  gpointer name, value;
  g_autofree char *id = self->before != NULL ? hw_id_to_string (&self->before->id) : NULL;
  g_autofree char *text = NULL;

  if (id != NULL)
    g_string_append_printf (form, "/%s", id);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const HwFieldSpec *spec = hw_case_record_find_field (self->kind, name);

      if (spec != NULL && is_settled (self, spec) && !g_str_equal (name, HW_RECORD_STAGE))
        g_string_append_printf (form, "/%s", (const char *) value);
    }
  text = g_string_free (form, FALSE);
  return hw_form_draft_dup_name (&self->case_->id, text);
}

static void
set_up (HwRecordDialog   *self,
        GtkWidget        *opener,
        HwSession        *session,
        HwCase           *case_,
        HwCaseRecordKind  kind)
{
  g_autofree char *title = NULL;
  g_autofree char *draft = NULL;

  self->session = g_object_ref (session);
  self->case_ = hw_case_ref (case_);
  self->kind = kind;
  title = self->before != NULL ? g_strdup_printf (_("Correct: %s"), hw_case_record_kind_get_words (kind))
                               : g_strdup (hw_case_record_kind_get_words (kind));
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, title, _("Done"));
  add_rows (self);
  draft = dup_draft_name (self);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
}

/**
 * hw_record_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: the case
 * @kind: what happened
 * @known: (nullable) (element-type utf8 utf8): names of fields and their values, as far as they are known: a pointer to another
 *   record, the gate and the requirement of an override and a line of the checklist are not asked then, anything else is filled in
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_record_dialog_new (GtkWidget        *opener,
                      HwSession        *session,
                      HwCase           *case_,
                      HwCaseRecordKind  kind,
                      GHashTable       *known)
{
  HwRecordDialog *self = g_object_new (HW_TYPE_RECORD_DIALOG, NULL);
  GHashTableIter iter;
  gpointer name, value;

  if (known != NULL)
    g_hash_table_iter_init (&iter, known);
  while (known != NULL && g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (self->known, g_strdup (name), g_strdup (value));
  self->began_at = g_get_real_time ();
  set_up (self, opener, session, case_, kind);
  return GTK_WIDGET (self);
}

/**
 * hw_record_dialog_correct:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @case_: the case
 * @record: one of its records
 *
 * A number that is kept secret is not filled in, but stays where nothing else is written.
 *
 * Returns: (transfer floating): the form with what was recorded, to be presented
 */
GtkWidget *
hw_record_dialog_correct (GtkWidget    *opener,
                          HwSession    *session,
                          HwCase       *case_,
                          HwCaseRecord *record)
{
  HwRecordDialog *self = g_object_new (HW_TYPE_RECORD_DIALOG, NULL);

  static const char * const settled[] = { HW_RECORD_STAGE, HW_RECORD_CODE, HW_RECORD_ITEM };

  /* A correction is about the same line, or the same requirement. */
  for (guint i = 0; i < G_N_ELEMENTS (settled); i++)
    if (hw_case_record_get (record, settled[i]) != NULL)
      g_hash_table_insert (self->known, g_strdup (settled[i]), g_strdup (hw_case_record_get (record, settled[i])));
  self->before = hw_case_record_ref (record);
  self->began_at = record->happened_at;
  set_up (self, opener, session, case_, record->kind);
  return GTK_WIDGET (self);
}
