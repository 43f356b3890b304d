/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-recovery-page.h"
#include "hw-problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Shows the recovery code, once, until the user says that it is on paper. It
 * goes to a printer if asked, never to a file of ours or to the clipboard.
 */

struct _HwRecoveryPage
{
  AdwBin parent_instance;

  char *code;   /* (owned) (nullable) */

  GtkLabel *code_label;
  GtkSwitch *kept_switch;
  GtkWidget *continue_button;
};

enum { KEPT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwRecoveryPage, hw_recovery_page, ADW_TYPE_BIN)

static void
clear_code (HwRecoveryPage *self)
{
  if (self->code != NULL)
    explicit_bzero (self->code, strlen (self->code));
  g_clear_pointer (&self->code, g_free);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              gpointer           user_data)
{
  HwRecoveryPage *self = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autofree char *markup = g_markup_printf_escaped ("<span size='x-large' weight='bold'>%s</span>\n\n<span font_family='monospace' size='xx-large'>%s</span>\n\n%s",
                                                     _("Recovery code"), self->code ? self->code : "",
                                                     _("It opens the workspace when the passphrase is forgotten. Keep it where you keep keys, away from the laptop."));

  pango_layout_set_width (layout, gtk_print_context_get_width (context) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_markup (layout, markup, -1);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, layout);
}

static void
print_cb (HwRecoveryPage *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* The name of a print job is seen by whoever shares the printer. */
  gtk_print_operation_set_job_name (operation, _("Homeward"));
  gtk_print_operation_set_n_pages (operation, 1);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (root), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    hw_problem_show (GTK_WIDGET (self), _("It was not printed. Write the code down instead"), error);
}

static void
toggled_cb (HwRecoveryPage *self)
{
  gtk_widget_set_sensitive (self->continue_button, gtk_switch_get_active (self->kept_switch));
}

static void
continue_cb (HwRecoveryPage *self)
{
  g_signal_emit (self, signals[KEPT], 0);
}

static void
hw_recovery_page_dispose (GObject *object)
{
  HwRecoveryPage *self = HW_RECOVERY_PAGE (object);

  clear_code (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_RECOVERY_PAGE);
  G_OBJECT_CLASS (hw_recovery_page_parent_class)->dispose (object);
}

static void
hw_recovery_page_class_init (HwRecoveryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_recovery_page_dispose;

  /**
   * HwRecoveryPage::kept:
   *
   * The user says that the code is on paper.
   */
  signals[KEPT] = g_signal_new ("kept", HW_TYPE_RECOVERY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-recovery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwRecoveryPage, code_label);
  gtk_widget_class_bind_template_child (widget_class, HwRecoveryPage, kept_switch);
  gtk_widget_class_bind_template_child (widget_class, HwRecoveryPage, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
}

static void
hw_recovery_page_init (HwRecoveryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_recovery_page_set_code:
 * @self: a page
 * @code: (nullable): the code to show, %NULL to forget it
 */
void
hw_recovery_page_set_code (HwRecoveryPage *self,
                           const char     *code)
{
  g_return_if_fail (HW_IS_RECOVERY_PAGE (self));

  clear_code (self);
  self->code = g_strdup (code);
  gtk_switch_set_active (self->kept_switch, FALSE);
  hw_recovery_page_set_hidden (self, code == NULL);
}

/**
 * hw_recovery_page_set_hidden:
 * @self: a page
 * @hidden: whether the code is off the screen, and out of what a screen reader is told
 */
void
hw_recovery_page_set_hidden (HwRecoveryPage *self,
                             gboolean        hidden)
{
  g_return_if_fail (HW_IS_RECOVERY_PAGE (self));

  gtk_label_set_label (self->code_label, hidden || self->code == NULL ? "" : self->code);
  if (!hidden)
    gtk_widget_grab_focus (GTK_WIDGET (self->kept_switch));
}
