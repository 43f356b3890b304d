/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-form-dialog.h"
#include "hw-form-draft.h"

/* What the forms of casework have in common: a modal window with Cancel and one
 * verb, a line for what will not do, and the questions below. Escape leaves,
 * Ctrl+Enter accepts; what was typed stays when recording did not work. A form
 * that keeps a draft has it on disk a moment after each key, and offers it again
 * the next time, also after a crash. */

#define SAVE_AFTER_MS 60   /* the session waits as well before it writes */

typedef struct
{
  HwSession *session;   /* (owned) (nullable) */
  GtkWidget *leave;     /* child */
  GtkWidget *verb;      /* child */
  GtkWidget *problem;   /* child */
  GtkWidget *strip;     /* child: says that a draft was kept */
  GtkWidget *kept;
  GtkWidget *body;      /* child */
  char      *draft;     /* (owned) (nullable): its name */
  guint      save_id;
  gboolean   taking;
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

static void
take_draft (HwFormDialog *self,
            const char   *draft)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  /* What the form fills in by itself is not typed. */
  priv->taking = TRUE;
  HW_FORM_DIALOG_GET_CLASS (self)->take_draft (self, draft);
  priv->taking = FALSE;
}

static void
save_draft (HwFormDialog *self)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);
  g_autofree char *typed = HW_FORM_DIALOG_GET_CLASS (self)->dup_draft (self);

  g_clear_handle_id (&priv->save_id, g_source_remove);
  if (hw_session_get_state (priv->session) == HW_SESSION_OPEN)
    hw_form_draft_save (priv->session, priv->draft, typed, g_get_real_time ());
}

static gboolean
save_cb (gpointer user_data)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (user_data);

  priv->save_id = 0;
  save_draft (user_data);
  return G_SOURCE_REMOVE;
}

static void
start_afresh_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HwFormDialog *self = HW_FORM_DIALOG (widget);
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  take_draft (self, NULL);
  g_clear_handle_id (&priv->save_id, g_source_remove);
  hw_form_draft_save (priv->session, priv->draft, NULL, 0);
  gtk_widget_set_visible (priv->strip, FALSE);
  gtk_widget_child_focus (priv->body, GTK_DIR_TAB_FORWARD);
}

static gboolean
hw_form_dialog_close_request (GtkWindow *window)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (HW_FORM_DIALOG (window));

  if (priv->draft != NULL && priv->save_id != 0)
    save_draft (HW_FORM_DIALOG (window));
  return GTK_WINDOW_CLASS (hw_form_dialog_parent_class)->close_request (window);
}

static void
hw_form_dialog_dispose (GObject *object)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (HW_FORM_DIALOG (object));

  g_clear_handle_id (&priv->save_id, g_source_remove);
  g_clear_object (&priv->session);
  g_clear_pointer (&priv->draft, g_free);
  G_OBJECT_CLASS (hw_form_dialog_parent_class)->dispose (object);
}

static GtkWidget *
make_strip (HwFormDialogPrivate *priv)
{
  GtkWidget *afresh = gtk_button_new_with_mnemonic (_("_Start afresh"));

  priv->strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  priv->kept = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (afresh), "form.start-afresh");
  gtk_widget_set_valign (afresh, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (priv->strip), priv->kept);
  gtk_box_append (GTK_BOX (priv->strip), afresh);
  gtk_widget_set_visible (priv->strip, FALSE);
  gtk_widget_add_css_class (priv->strip, "form-kept");
  return priv->strip;
}

static GtkWidget *
make_header (HwFormDialogPrivate *priv)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  priv->leave = cancel;
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

  G_OBJECT_CLASS (klass)->dispose = hw_form_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hw_form_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "form.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "form.start-afresh", NULL, start_afresh_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* Before the text that has the focus makes a new line of it. */
static void
add_shortcuts (HwFormDialog *self)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                                                            gtk_named_action_new ("form.accept")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
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
  gtk_box_append (GTK_BOX (box), make_strip (priv));
  gtk_box_append (GTK_BOX (box), make_body (priv));
  adw_window_set_content (ADW_WINDOW (self), box);

  add_shortcuts (self);
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

  priv->session = g_object_ref (session);
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
 * hw_form_dialog_keep_draft:
 * @self: a form that is filled in, of a class that makes and takes drafts
 * @name: of the draft: "CASE/FORM"
 *
 * From now on what is typed is kept under @name until it is recorded; what was
 * kept under it before comes back, and the form says so.
 */
void
hw_form_dialog_keep_draft (HwFormDialog *self,
                           const char   *name)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);
  g_autofree char *words = NULL;
  g_autofree char *draft = NULL;

  g_return_if_fail (priv->session != NULL && priv->draft == NULL);

  priv->draft = g_strdup (name);
  gtk_button_set_label (GTK_BUTTON (priv->leave), _("_Later"));
  gtk_button_set_use_underline (GTK_BUTTON (priv->leave), TRUE);
  gtk_widget_set_tooltip_text (priv->leave, _("Keep what is typed as a draft (Esc)"));
  draft = hw_form_draft_dup (priv->session, name, g_get_real_time (), &words);
  if (draft == NULL)
    return;
  take_draft (self, draft);
  gtk_label_set_label (GTK_LABEL (priv->kept), words);
  gtk_widget_set_visible (priv->strip, TRUE);
}

/**
 * hw_form_dialog_touch:
 * @self: a form
 *
 * Something was typed or chosen: a draft of it is saved shortly.
 */
void
hw_form_dialog_touch (HwFormDialog *self)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  if (priv->draft != NULL && !priv->taking && priv->save_id == 0)
    priv->save_id = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

/**
 * hw_form_dialog_finish:
 * @self: a form
 *
 * It is recorded: its draft goes, and so does the form.
 */
void
hw_form_dialog_finish (HwFormDialog *self)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  if (priv->draft != NULL)
    hw_form_draft_save (priv->session, priv->draft, NULL, 0);
  gtk_window_destroy (GTK_WINDOW (self));
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

/**
 * hw_form_dialog_hide_cancel:
 * @self: a dialog
 *
 * For a dialog in which all that is chosen is recorded at once: leaving it takes nothing back.
 */
void
hw_form_dialog_hide_cancel (HwFormDialog *self)
{
  HwFormDialogPrivate *priv = hw_form_dialog_get_instance_private (self);

  gtk_widget_set_visible (priv->leave, FALSE);
}
