/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-outcome-dialog.h"
#include "hw-outcomes.h"

#include <glib/gi18n-lib.h>

/*
 * Asks what came of a report: one of the list, and a note. Emits "recorded"
 * with the code and goes.
 */

struct _HwOutcomeDialog
{
  AdwWindow parent_instance;

  const char *code;   /* (unowned) (nullable) static */

  GtkBox *groups_box;
  GtkEditable *note_row;
  GtkWidget *record_button;
};

enum { RECORDED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwOutcomeDialog, hw_outcome_dialog, ADW_TYPE_WINDOW)

static void
toggled_cb (HwOutcomeDialog *self,
            GtkCheckButton  *check)
{
  if (!gtk_check_button_get_active (check))
    return;
  self->code = g_object_get_data (G_OBJECT (check), "code");
  gtk_widget_set_sensitive (self->record_button, TRUE);
}

static void
record_cb (HwOutcomeDialog *self)
{
  if (self->code == NULL)
    return;
  g_signal_emit (self, signals[RECORDED], 0, self->code, gtk_editable_get_text (self->note_row));
  gtk_window_destroy (GTK_WINDOW (self));
}

static GtkWidget *
build_row (HwOutcomeDialog *self,
           const HwOutcome *outcome,
           GtkCheckButton **first)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  if (*first == NULL)
    *first = GTK_CHECK_BUTTON (check);
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), *first);
  g_object_set_data (G_OBJECT (check), "code", (gpointer) outcome->code);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(outcome->words));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  /* The row gives it its name; another one would be said as well. */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  return row;
}

static void
fill_groups (HwOutcomeDialog *self)
{
  gsize n_outcomes;
  const HwOutcome *outcomes = hw_outcomes_get (&n_outcomes);
  GtkCheckButton *first = NULL;

  for (guint group = 0; group < HW_N_OUTCOME_GROUPS; group++)
    {
      GtkWidget *rows = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (rows), hw_outcome_group_words (group));
      for (gsize i = 0; i < n_outcomes; i++)
        if (outcomes[i].group == group)
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (rows), build_row (self, &outcomes[i], &first));
      gtk_box_append (self->groups_box, rows);
    }
}

static void
hw_outcome_dialog_class_init (HwOutcomeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * HwOutcomeDialog::recorded:
   * @code: of the outcome
   * @note: words, may be empty
   */
  signals[RECORDED] = g_signal_new ("recorded", HW_TYPE_OUTCOME_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/hotline/hw-outcome-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwOutcomeDialog, groups_box);
  gtk_widget_class_bind_template_child (widget_class, HwOutcomeDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, HwOutcomeDialog, record_button);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_outcome_dialog_init (HwOutcomeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_groups (self);
}

/**
 * hw_outcome_dialog_new:
 * @parent: (nullable): the window over which it stands
 *
 * Returns: (transfer none): a new dialog, which GTK keeps until it is closed
 */
GtkWidget *
hw_outcome_dialog_new (GtkWindow *parent)
{
  return g_object_new (HW_TYPE_OUTCOME_DIALOG, "transient-for", parent, NULL);
}
