/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-export-dialog.h"

#include "hw-problem.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * Writes reports to a file that leaves the workspace, and says first what will
 * be in it. Opened by the window's win.export action.
 */

struct _HwExportDialog
{
  AdwWindow parent_instance;

  HwSession *session;              /* (owned) */
  GCancellable *cancellable;       /* (owned) */
  GtkFileChooserNative *chooser;   /* (owned) (nullable) */
  guint pulse;                     /* source id while an export runs */

  AdwComboRow *period_row;
  AdwComboRow *format_row;
  GtkWidget *export_button;
  GtkProgressBar *progress_bar;
};

G_DEFINE_FINAL_TYPE (HwExportDialog, hw_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the rows of the template. */
static const int PERIOD_DAYS[] = { 28, 180, 365, 0 };
static const char * const FORMATS[] = { "csv", "geojson" };

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (HW_EXPORT_DIALOG (user_data)->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
set_working (HwExportDialog *self,
             gboolean        working)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.start", !working);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), working);
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (working)
    self->pulse = g_timeout_add (100, pulse_cb, self);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  guint64 n_reports = 0;

  set_working (self, FALSE);
  if (!hw_session_export_finish (HW_SESSION (source), result, &n_reports, &error))
    {
      hw_problem_show (GTK_WIDGET (self), _("Nothing was exported"), error);
      return;
    }
  if (parent != NULL)
    {
      g_autofree char *number = hw_words_dup_number (n_reports);
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s report was exported", "%s reports were exported", n_reports), number);

      hw_toast_show (gtk_window_get_focus (parent) != NULL ? gtk_window_get_focus (parent) : gtk_window_get_child (parent), words);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_to_cb (GtkNativeDialog *native,
            int              response,
            HwExportDialog  *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;
  int days = PERIOD_DAYS[adw_combo_row_get_selected (self->period_row)];
  gint64 since = days > 0 ? g_get_real_time () - days * HW_DAY_US : G_MININT64;

  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  set_working (self, TRUE);
  hw_session_export_async (self->session, file, FORMATS[adw_combo_row_get_selected (self->format_row)], since, G_MAXINT64, self->cancellable, exported_cb, g_object_ref (self));
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwExportDialog *self = HW_EXPORT_DIALOG (widget);
  g_autofree char *file_name = g_strdup_printf ("%s.%s", _("reports"), FORMATS[adw_combo_row_get_selected (self->format_row)]);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Export reports"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect (self->chooser, "response", G_CALLBACK (save_to_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
hw_export_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (HW_EXPORT_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (hw_export_dialog_parent_class)->close_request (window);
}

static void
hw_export_dialog_dispose (GObject *object)
{
  HwExportDialog *self = HW_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (hw_export_dialog_parent_class)->dispose (object);
}

static void
hw_export_dialog_finalize (GObject *object)
{
  g_clear_object (&HW_EXPORT_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (hw_export_dialog_parent_class)->finalize (object);
}

static void
hw_export_dialog_class_init (HwExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hw_export_dialog_dispose;
  object_class->finalize = hw_export_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hw_export_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwExportDialog, period_row);
  gtk_widget_class_bind_template_child (widget_class, HwExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, HwExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, HwExportDialog, progress_bar);

  gtk_widget_class_install_action (widget_class, "export.start", NULL, start_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_export_dialog_init (HwExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * hw_export_dialog_new:
 * @parent: the window it stands in front of
 * @session: an open session
 *
 * Returns: (transfer none): a dialog that says what will leave and asks where to
 */
GtkWidget *
hw_export_dialog_new (GtkWindow *parent,
                      HwSession *session)
{
  HwExportDialog *self = g_object_new (HW_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
