/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-import-dialog.h"

#include "hw-import-columns.h"
#include "hw-problem.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * Brings reports from a file, in four steps: choose the file; see what each
 * column is taken for and correct it; wait, or cancel; read what was taken and
 * what was refused and why. Opened by the window's win.import action.
 */

struct _HwImportDialog
{
  AdwWindow parent_instance;

  HwSession *session;              /* (owned) */
  GFile *file;                     /* (owned) (nullable) */
  HwImportMapping *mapping;        /* (owned) (nullable) */
  HwImportResultReport *result;    /* (owned) (nullable) */
  GCancellable *cancellable;       /* (owned) */
  GtkFileChooserNative *chooser;   /* (owned) (nullable) */
  gboolean filling;                /* rows are being set from the mapping */

  GtkStack *stack;
  GtkButton *cancel_button;
  GtkWidget *import_button;
  GtkLabel *file_problem_label;
  GtkLabel *file_label;
  GtkLabel *problem_label;
  AdwComboRow *date_row;
  AdwActionRow *swap_row;
  GtkSwitch *swap_switch;
  AdwPreferencesGroup *columns_group;
  GtkGrid *preview_grid;
  GtkProgressBar *progress_bar;
  GtkLabel *result_label;
  GtkLabel *result_detail_label;
  GtkWidget *refusals_group;
  GtkListBox *refusals_list;
};

G_DEFINE_FINAL_TYPE (HwImportDialog, hw_import_dialog, ADW_TYPE_WINDOW)

#define MAX_REFUSALS_SHOWN 200

static void
show_step (HwImportDialog *self,
           const char     *step)
{
  gboolean over = g_str_equal (step, "result");

  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->import_button, g_str_equal (step, "mapping"));
  gtk_button_set_label (self->cancel_button, over ? _("_Close") : _("_Cancel"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.save-refused", over);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.start", FALSE);
}

/* -- the mapping ------------------------------------------------------------- */

static void
update_problem (HwImportDialog *self)
{
  g_autofree char *problem = hw_import_mapping_dup_problem (self->mapping);

  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.start", problem == NULL);
}

static void
show_date_order (HwImportDialog *self)
{
  g_autofree char *why = NULL;
  gboolean certain = hw_import_mapping_date_order_is_certain (self->mapping, &why);

  self->filling = TRUE;
  adw_combo_row_set_selected (self->date_row, hw_import_mapping_get_date_order (self->mapping));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->date_row), why != NULL ? why : "");
  gtk_switch_set_active (self->swap_switch, hw_import_mapping_get_swap (self->mapping));
  self->filling = FALSE;

  if (certain)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date_row), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date_row), "warning");
}

static void
column_changed_cb (HwImportDialog *self)
{
  show_date_order (self);
  update_problem (self);
}

static void
date_order_changed_cb (HwImportDialog *self)
{
  if (self->filling || self->mapping == NULL)
    return;
  hw_import_mapping_set_date_order (self->mapping, adw_combo_row_get_selected (self->date_row));
  update_problem (self);
}

static void
swap_changed_cb (HwImportDialog *self)
{
  if (self->filling || self->mapping == NULL)
    return;
  hw_import_mapping_set_swap (self->mapping, gtk_switch_get_active (self->swap_switch));
  update_problem (self);
}

static void
show_mapping (HwImportDialog *self)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *about = NULL;

  if (hw_import_mapping_is_geojson (self->mapping))
    about = g_strdup_printf (_("%s: GeoJSON"), shown);
  else
    about = g_strdup_printf (_("%s: %s, columns separated by %s"), shown, hw_import_mapping_get_encoding (self->mapping),
                             hw_import_columns_separator_name (hw_import_mapping_get_separator (self->mapping)));
  gtk_label_set_label (self->file_label, about);

  hw_import_columns_fill_group (self->columns_group, self->mapping, G_CALLBACK (column_changed_cb), self);
  hw_import_columns_fill_preview (self->preview_grid, self->mapping);
  show_step (self, "mapping");
  show_date_order (self);
  update_problem (self);
  gtk_widget_grab_focus (self->import_button);
}

/* -- guessing ---------------------------------------------------------------- */

static void
guess_on_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  HwImportMapping *mapping = hw_import_guess (task_data, g_get_real_time (), cancellable, &error);

  if (mapping != NULL)
    g_task_return_pointer (task, mapping, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
guessed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  HwImportDialog *self = HW_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwImportMapping) mapping = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->file_problem_label), error != NULL);
  if (error != NULL)
    {
      gtk_label_set_label (self->file_problem_label, error->message);
      show_step (self, "choose");
      return;
    }
  g_set_object (&self->mapping, mapping);
  show_mapping (self);
}

/**
 * hw_import_dialog_open:
 * @file: what to read
 *
 * Looks at a file and shows what each of its columns is taken for.
 */
void
hw_import_dialog_open (HwImportDialog *self,
                       GFile          *file)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HW_IS_IMPORT_DIALOG (self) && G_IS_FILE (file));

  g_set_object (&self->file, file);
  task = g_task_new (self, self->cancellable, guessed_cb, NULL);
  g_task_set_source_tag (task, hw_import_dialog_open);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, guess_on_thread);
}

static void
chosen_cb (GtkNativeDialog *native,
           int              response,
           HwImportDialog  *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;

  g_clear_object (&self->chooser);
  if (file != NULL)
    hw_import_dialog_open (self, file);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwImportDialog *self = HW_IMPORT_DIALOG (widget);
  g_autoptr (GtkFileFilter) reports = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Choose a file of reports"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (reports, _("CSV and GeoJSON"));
  gtk_file_filter_add_suffix (reports, "csv");
  gtk_file_filter_add_suffix (reports, "tsv");
  gtk_file_filter_add_suffix (reports, "txt");
  gtk_file_filter_add_suffix (reports, "geojson");
  gtk_file_filter_add_suffix (reports, "json");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), reports);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* -- importing --------------------------------------------------------------- */

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer user_data)
{
  HwImportDialog *self = user_data;

  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, CLAMP ((double) done / total, 0, 1));
  else
    gtk_progress_bar_pulse (self->progress_bar);
}

static GtkWidget *
make_refusal_row (const HwRefusal *refusal)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *line = hw_words_dup_number (refusal->line);
  g_autofree char *title = g_strdup_printf (_("Line %s: %s"), line, refusal->reason);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  if (refusal->text != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refusal->text);
  return row;
}

static void
show_result (HwImportDialog *self)
{
  const HwImportResultReport *result = self->result;
  g_autofree char *rows = hw_words_dup_number (result->rows);
  g_autofree char *taken = hw_words_dup_number (result->taken);
  g_autofree char *duplicates = hw_words_dup_number (result->duplicates);
  g_autofree char *refused = hw_words_dup_number (result->refused);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s report was taken", "%s reports were taken", result->taken), taken);
  g_autofree char *detail = g_strdup_printf (_("Rows in the file: %s. Here already, or standing twice: %s. Refused: %s."), rows, duplicates, refused);

  gtk_label_set_label (self->result_label, words);
  gtk_label_set_label (self->result_detail_label, detail);
  gtk_widget_set_visible (self->refusals_group, result->refused > 0);
  for (guint i = 0; i < MIN (result->refusals->len, MAX_REFUSALS_SHOWN); i++)
    gtk_list_box_append (self->refusals_list, make_refusal_row (g_ptr_array_index (result->refusals, i)));
  if (result->refused > MAX_REFUSALS_SHOWN)
    {
      g_autofree char *left = hw_words_dup_number (result->refused - MAX_REFUSALS_SHOWN);
      g_autofree char *more = g_strdup_printf (_("and %s more, which Save writes to a file"), left);

      gtk_list_box_append (self->refusals_list, gtk_label_new (more));
    }
  show_step (self, "result");
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->result, hw_import_result_report_free);
  self->result = hw_session_import_finish (HW_SESSION (source), result, &error);
  if (self->result != NULL)
    {
      show_result (self);
      return;
    }

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  show_mapping (self);
  hw_problem_show (GTK_WIDGET (self), _("Nothing was imported"), error);
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwImportDialog *self = HW_IMPORT_DIALOG (widget);

  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  show_step (self, "working");
  hw_session_import_async (self->session, self->file, self->mapping, progress_cb, self, self->cancellable, imported_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwImportDialog *self = HW_IMPORT_DIALOG (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "working") == 0)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* -- saving what was refused -------------------------------------------------- */

typedef struct
{
  GFile *file;               /* (owned) */
  HwImportMapping *mapping;  /* (owned) */
  GFile *to;                 /* (owned) */
} SaveData;

static void
save_data_free (gpointer pointer)
{
  SaveData *data = pointer;

  g_object_unref (data->file);
  g_object_unref (data->mapping);
  g_object_unref (data->to);
  g_free (data);
}

static HwImportRow
take_nothing (const HwReport *report,
              gpointer        user_data,
              GError        **error)
{
  return HW_IMPORT_ROW_TAKEN;
}

/* Reads the file once more, so that every refused row is written and not only those that were kept to be shown. */
static void
save_on_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SaveData *data = task_data;
  GError *error = NULL;
  g_autoptr (HwImportResultReport) result = NULL;
  g_autoptr (GFileOutputStream) out = g_file_replace (data->to, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &error);

  if (out != NULL)
    result = hw_import_run (data->file, data->mapping, g_get_real_time (), take_nothing, NULL, G_OUTPUT_STREAM (out), NULL, NULL, cancellable, &error);
  if (result != NULL && g_output_stream_close (G_OUTPUT_STREAM (out), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    hw_problem_show (GTK_WIDGET (source), _("The refused rows were not saved"), error);
}

static void
save_to_cb (GtkNativeDialog *native,
            int              response,
            HwImportDialog  *self)
{
  g_autoptr (GFile) to = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;
  g_autoptr (GTask) task = NULL;
  SaveData *data;

  g_clear_object (&self->chooser);
  if (to == NULL)
    return;

  data = g_new0 (SaveData, 1);
  data->file = g_object_ref (self->file);
  data->mapping = g_object_ref (self->mapping);
  data->to = g_steal_pointer (&to);
  task = g_task_new (self, self->cancellable, saved_cb, NULL);
  g_task_set_source_tag (task, save_to_cb);
  g_task_set_task_data (task, data, save_data_free);
  g_task_run_in_thread (task, save_on_thread);
}

static void
save_refused_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HwImportDialog *self = HW_IMPORT_DIALOG (widget);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Save the refused rows"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _("refused.csv"));
  g_signal_connect (self->chooser, "response", G_CALLBACK (save_to_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* -- the object ---------------------------------------------------------------- */

static gboolean
hw_import_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (HW_IMPORT_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (hw_import_dialog_parent_class)->close_request (window);
}

static void
hw_import_dialog_dispose (GObject *object)
{
  HwImportDialog *self = HW_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->file);
  g_clear_object (&self->mapping);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (hw_import_dialog_parent_class)->dispose (object);
}

static void
hw_import_dialog_finalize (GObject *object)
{
  HwImportDialog *self = HW_IMPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->result, hw_import_result_report_free);

  G_OBJECT_CLASS (hw_import_dialog_parent_class)->finalize (object);
}

static void
hw_import_dialog_class_init (HwImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hw_import_dialog_dispose;
  object_class->finalize = hw_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hw_import_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, file_problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, file_label);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, swap_row);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, swap_switch);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, preview_grid);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, result_detail_label);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, refusals_group);
  gtk_widget_class_bind_template_child (widget_class, HwImportDialog, refusals_list);

  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.save-refused", NULL, save_refused_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
}

static void
hw_import_dialog_init (HwImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (self->date_row, "notify::selected", G_CALLBACK (date_order_changed_cb), self);
  g_signal_connect_swapped (self->swap_switch, "notify::active", G_CALLBACK (swap_changed_cb), self);
  show_step (self, "choose");
}

/**
 * hw_import_dialog_new:
 * @parent: the window it stands in front of
 * @session: an open session
 *
 * Returns: (transfer none): a dialog that asks for a file
 */
GtkWidget *
hw_import_dialog_new (GtkWindow *parent,
                      HwSession *session)
{
  HwImportDialog *self = g_object_new (HW_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
