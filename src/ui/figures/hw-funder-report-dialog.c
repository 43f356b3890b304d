/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "figures/hw-figure.h"
#include "hw-funder-report-dialog.h"
#include "hw-map-tiles.h"
#include "hw-maps.h"
#include "hw-plain-row.h"
#include "hw-problem.h"
#include "hw-session-funder-report.h"

/* The report for a funder: which figures, with the map or without, in which
 * file. Whatever is chosen, it holds only what may leave the team. */

struct _HwFunderReportDialog
{
  AdwWindow parent_instance;

  HwSession            *session;       /* (owned) (nullable) */
  HwPeriod              period;
  gint64                as_of;         /* µs UTC; 0: now */
  GtkFileChooserNative *chooser;       /* (owned) (nullable) */
  GCancellable         *cancellable;   /* (owned) */
  GPtrArray            *checks;        /* (owned) (element-type GtkCheckButton): in the order of the definitions */

  GtkWidget            *problem;
  AdwPreferencesPage   *page;
  AdwPreferencesGroup  *group;
  AdwComboRow          *format;
  GtkSwitch            *with_map;
};

G_DEFINE_FINAL_TYPE (HwFunderReportDialog, hw_funder_report_dialog, ADW_TYPE_WINDOW)

static const struct { const char *words, *ending; } formats[HW_N_FUNDER_REPORT_FORMATS] = {
  [HW_FUNDER_REPORT_PDF] = { N_("PDF, to read and to print"), "pdf" },
  [HW_FUNDER_REPORT_XLSX] = { N_("Workbook, for a spreadsheet"), "xlsx" },
};

/* -- what is chosen ------------------------------------------------------------------------------------------------- */

static HwFunderReportFormat
get_format (HwFunderReportDialog *self)
{
  return (HwFunderReportFormat) adw_combo_row_get_selected (self->format);
}

static GStrv
dup_ids (HwFunderReportDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_definitions;
  const HwFigureDefinition *definitions = hw_figure_definitions (&n_definitions);

  for (guint i = 0; i < n_definitions; i++)
    if (self->checks->pdata[i] != NULL && gtk_check_button_get_active (self->checks->pdata[i]))
      g_strv_builder_add (builder, definitions[i].id);
  return g_strv_builder_end (builder);
}

static void
check (HwFunderReportDialog *self)
{
  g_auto (GStrv) ids = dup_ids (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", ids[0] != NULL && self->chooser == NULL);
}

static void
show_problem (HwFunderReportDialog *self,
              const char           *words)
{
  gtk_widget_set_visible (self->problem, words != NULL);
  gtk_label_set_label (GTK_LABEL (self->problem), words != NULL ? words : "");
}

/* -- saving it ------------------------------------------------------------------------------------------------------ */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwFunderReportDialog) self = user_data;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;
  gboolean written = hw_session_write_funder_report_finish (HW_SESSION (source), result, &error);

  /* Closed meanwhile. */
  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!written)
    {
      check (self);
      show_problem (self, error->message);
      return;
    }
  if (parent != NULL)
    hw_toast_show (gtk_window_get_child (parent), _("The report is written."));
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * hw_funder_report_dialog_save:
 * @self: a dialog
 * @path: where to
 *
 * Writes what is chosen.
 */
void
hw_funder_report_dialog_save (HwFunderReportDialog *self,
                              const char           *path)
{
  HwTileStack *maps;
  g_auto (GStrv) ids = NULL;
  g_autofree char *attribution = NULL;

  g_return_if_fail (HW_IS_FUNDER_REPORT_DIALOG (self) && path != NULL);

  if (self->session == NULL)
    return;
  ids = dup_ids (self);
  maps = hw_maps_get_stack (hw_maps_get_for_session (self->session));
  attribution = hw_map_tiles_dup_attribution (maps);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", FALSE);
  show_problem (self, NULL);
  hw_session_write_funder_report_async (self->session, &self->period, self->as_of, (const char * const *) ids, gtk_switch_get_active (self->with_map),
                                        maps, attribution, get_format (self), path, self->cancellable, written_cb, g_object_ref (self));
}

static void
chosen_cb (HwFunderReportDialog *self,
           int                   response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  check (self);
  if (path != NULL)
    hw_funder_report_dialog_save (self, path);
  else if (file != NULL)
    show_problem (self, _("It can only be saved on this computer. No file was written. Choose a folder here."));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwFunderReportDialog *self = HW_FUNDER_REPORT_DIALOG (widget);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *period = hw_period_dup_words (&self->period, zone);
  g_autofree char *file_name = g_strdup_printf ("%s.%s", period, formats[get_format (self)].ending);

  self->chooser = gtk_file_chooser_native_new (_("Save the report"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
  check (self);
}

/* -- the window ----------------------------------------------------------------------------------------------------- */

static gboolean
hw_funder_report_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (HW_FUNDER_REPORT_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (hw_funder_report_dialog_parent_class)->close_request (window);
}

static void
hw_funder_report_dialog_dispose (GObject *object)
{
  HwFunderReportDialog *self = HW_FUNDER_REPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_funder_report_dialog_parent_class)->dispose (object);
}

static void
hw_funder_report_dialog_finalize (GObject *object)
{
  HwFunderReportDialog *self = HW_FUNDER_REPORT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (hw_funder_report_dialog_parent_class)->finalize (object);
}

static void
hw_funder_report_dialog_class_init (HwFunderReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_funder_report_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_funder_report_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hw_funder_report_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "report.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "report.save", NULL);
}

static AdwPreferencesGroup *
add_group (HwFunderReportDialog *self,
           const char           *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (self->page, group);
  return group;
}

static void
add_file_group (HwFunderReportDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *map = hw_plain_row_new (_("Where people sleep out"), _("Squares of at least 1 km with at least 5 people, on 3 nights that are 30 days ago"));

  self->group = add_group (self, NULL);
  self->format = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->format), _("File"));
  for (guint i = 0; i < HW_N_FUNDER_REPORT_FORMATS; i++)
    gtk_string_list_append (words, _(formats[i].words));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (words));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->format));
  self->with_map = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (self->with_map, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->with_map), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (map), GTK_WIDGET (self->with_map));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (map), GTK_WIDGET (self->with_map));
  adw_preferences_group_add (self->group, map);
}

static void
add_figure (HwFunderReportDialog     *self,
            AdwPreferencesGroup      *group,
            const HwFigureDefinition *definition,
            gboolean                  is_usual)
{
  GtkWidget *row = hw_plain_row_new (_(definition->title), _(definition->rule)), *button = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_usual);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "toggled", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->checks, button);
}

/* Only the version that counts now is chosen from; a report of an earlier period finds its own. */
static void
add_figures (HwFunderReportDialog *self)
{
  g_auto (GStrv) usual = hw_funder_report_dup_usual ();
  AdwPreferencesGroup *group = NULL;
  guint n_definitions;
  const HwFigureDefinition *definitions = hw_figure_definitions (&n_definitions);

  for (guint i = 0; i < n_definitions; i++)
    {
      if (definitions[i].version != hw_figure_find_definition (definitions[i].id, 0)->version)
        {
          g_ptr_array_add (self->checks, NULL);
          continue;
        }
      if (group == NULL || definitions[i - 1].group != definitions[i].group)
        group = add_group (self, hw_figure_group_get_words (definitions[i].group));
      add_figure (self, group, &definitions[i], g_strv_contains ((const char * const *) usual, definitions[i].id));
    }
}

static void
hw_funder_report_dialog_init (HwFunderReportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *save = gtk_button_new_with_label (_("Save the report…"));

  self->cancellable = g_cancellable_new ();
  self->checks = g_ptr_array_new ();
  self->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (self->problem, "form-problem");
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "report.save");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self), box);
  add_file_group (self);
  add_figures (self);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("Report for a funder"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 640);
}

/**
 * hw_funder_report_dialog_new:
 * @parent: the window it stands in front of
 * @session: an open session
 * @period: of when
 * @as_of: as things were known then, µs UTC; 0: now
 *
 * Returns: (transfer none): what makes a report for a funder
 */
GtkWidget *
hw_funder_report_dialog_new (GtkWindow      *parent,
                             HwSession      *session,
                             const HwPeriod *period,
                             gint64          as_of)
{
  HwFunderReportDialog *self = g_object_new (HW_TYPE_FUNDER_REPORT_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *words = hw_period_dup_words (period, zone);

  self->session = g_object_ref (session);
  self->period = *period;
  self->as_of = as_of;
  adw_preferences_group_set_title (self->group, words);
  adw_preferences_group_set_description (self->group, _("Numbers from 1 to 4 are hidden, the others rounded to 5. Nobody is named."));
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  check (self);
  return GTK_WIDGET (self);
}
