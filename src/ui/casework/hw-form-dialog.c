/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-form-dialog.h"

/* What the forms of casework have in common: a modal window with Cancel and one
 * verb, a line for what will not do, and the questions below. Escape leaves,
 * Ctrl+Enter accepts; what was typed stays when recording did not work. */

typedef struct
{
  GtkWidget *verb;      /* child */
  GtkWidget *problem;   /* child */
  GtkWidget *body;      /* child */
  gboolean   busy;
} HwFormDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HwFormDialog, hw_form_dialog, ADW_TYPE_WINDOW)

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwFormDialog *self = HW_FORM_DIALOG (widget);
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  /* Twice Ctrl+Enter is one form. */
  if (priv->busy)
    return;
  hw_form_dialog_show_problem (self, NULL);
  HW_FORM_DIALOG_GET_CLASS (self)->accept (self);
}

static GtkWidget *
make_header (HwFormDialogPrivate *priv)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  priv->verb = gtk_button_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->verb), "form.accept");
  gtk_widget_add_css_class (priv->verb, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), priv->verb);
  return header;
}

static GtkWidget *
make_body (HwFormDialogPrivate *priv)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  priv->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (priv->body, "form-body");
  adw_clamp_set_child (ADW_CLAMP (clamp), priv->body);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
hw_form_dialog_class_init (HwFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "form.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.accept", NULL);
}

static void
hw_form_dialog_init (HwFormDialog *self)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_header (priv));
  priv->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (priv->problem, "form-problem");
  gtk_box_append (GTK_BOX (box), priv->problem);
  gtk_box_append (GTK_BOX (box), make_body (priv));
  adw_window_set_content (ADW_WINDOW (self), box);

  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 560);
}

/**
 * hw_form_dialog_set_up:
 * @self: a form
 * @opener: a widget of the window it belongs to
 * @session: the session; when it is locked, the form closes with every word in it
 * @title: plain text, without a name in it: titles of windows are seen by others
 * @verb: what accepting does: "Save"
 */
void
hw_form_dialog_set_up (HwFormDialog *self,
                       GtkWidget    *opener,
                       HwSession    *session,
                       const char   *title,
                       const char   *verb)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (opener);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (GTK_BUTTON (priv->verb), verb);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
}

/**
 * hw_form_dialog_add:
 * @self: a form
 * @child: (transfer floating): a group of questions
 */
void
hw_form_dialog_add (HwFormDialog *self,
                    GtkWidget    *child)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  gtk_box_append (GTK_BOX (priv->body), child);
}

/**
 * hw_form_dialog_show_problem:
 * @self: a form
 * @words: (nullable): plain text: what will not do and how to mend it
 */
void
hw_form_dialog_show_problem (HwFormDialog *self,
                             const char   *words)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  gtk_label_set_label (GTK_LABEL (priv->problem), words != NULL ? words : "");
  gtk_widget_set_visible (priv->problem, words != NULL);
}

/**
 * hw_form_dialog_set_busy:
 * @self: a form
 * @busy: whether it is being recorded
 */
void
hw_form_dialog_set_busy (HwFormDialog *self,
                         gboolean      busy)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  /* The body stays sensitive: a text that loses its focus in the middle of a blink complains. */
  priv->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.accept", !busy);
}
