/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-dialog.h"

#include "hw-actions.h"
#include "hw-other-servers-group.h"

#include <glib/gi18n-lib.h>

/*
 * Where the team's intake service is, and the keys that what comes in there is
 * sealed to. The service needs two lines of them, which are shown to be copied;
 * the other halves never leave the workspace. Below it, the servers of others
 * whose requests are taken in too. Opened by the window's
 * win.intake-service action, and by collecting before there is a service.
 */

struct _HwIntakeDialog
{
  AdwWindow parent_instance;

  HwSession *session;        /* (owned) */

  AdwEntryRow *server_row;
  AdwActionRow *keys_row;
  GtkButton *keys_button;
  GtkWidget *lines_group;
  GtkLabel *lines_label;
  GtkLabel *problem_label;
  HwOtherServersGroup *servers_group;
};

G_DEFINE_FINAL_TYPE (HwIntakeDialog, hw_intake_dialog, ADW_TYPE_WINDOW)

static gboolean
has_keys (HwIntakeDialog *self)
{
  gboolean has = FALSE;

  hw_session_get_intake_server (self->session, &has);
  return has;
}

static void
update (HwIntakeDialog *self)
{
  const char *server = gtk_editable_get_text (GTK_EDITABLE (self->server_row));
  gboolean has = has_keys (self);

  adw_action_row_set_subtitle (self->keys_row, has ? _("This workspace has them") : _("There are none yet"));
  gtk_button_set_label (self->keys_button, has ? _("Make new keys…") : _("Make keys"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.make-keys", *server != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.collect", hw_session_can_collect (self->session));
}

static void
show_problem (HwIntakeDialog *self,
              const char     *words)
{
  gtk_label_set_label (self->problem_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), words != NULL);
}

/* -- what was set up -- */

static void
set_up_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwIntakeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;
  gboolean done = hw_session_set_up_intake_finish (HW_SESSION (source), result, &lines, &error);

  /* It was closed meanwhile. */
  if (self->session == NULL)
    return;
  show_problem (self, done ? NULL : error->message);
  /* What was written is in the workspace: the row has nothing to apply any more. */
  adw_entry_row_set_show_apply_button (self->server_row, !done);
  adw_entry_row_set_show_apply_button (self->server_row, TRUE);
  if (lines != NULL)
    {
      gtk_label_set_label (self->lines_label, lines);
      gtk_widget_set_visible (self->lines_group, TRUE);
    }
  update (self);
}

static void
set_up (HwIntakeDialog *self,
        gboolean        makes_keys)
{
  g_autofree char *server = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->server_row))));

  hw_session_set_up_intake_async (self->session, server, makes_keys, set_up_cb, g_object_ref (self));
}

static void
apply_cb (HwIntakeDialog *self)
{
  set_up (self, FALSE);
}

static void
asked_cb (AdwMessageDialog *message,
          const char       *response,
          HwIntakeDialog   *self)
{
  if (self->session != NULL && g_str_equal (response, "make"))
    set_up (self, TRUE);
}

/* What waits at the service is sealed to the keys of now. */
static void
ask_before_new_keys (HwIntakeDialog *self)
{
  GtkWidget *message = adw_message_dialog_new (GTK_WINDOW (self), _("Make new keys?"),
                                               _("Reports that wait at the service cannot be opened with new keys. Collect them first. The service takes nothing for this workspace until it has the new lines."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (message), "cancel", _("_Cancel"), "make", _("_Make new keys"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (message), "make", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (message), "cancel");
  g_signal_connect_object (message, "response", G_CALLBACK (asked_cb), self, 0);
  gtk_window_present (GTK_WINDOW (message));
}

static void
make_keys_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HwIntakeDialog *self = HW_INTAKE_DIALOG (widget);

  if (has_keys (self))
    ask_before_new_keys (self);
  else
    set_up (self, TRUE);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_label (HW_INTAKE_DIALOG (widget)->lines_label));
}

static void
collect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  gtk_widget_activate_action (GTK_WIDGET (parent), HW_ACTION_COLLECT, NULL);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
server_changed_cb (HwIntakeDialog *self)
{
  show_problem (self, NULL);
  if (self->session != NULL)
    update (self);
}

static void
servers_changed_cb (HwIntakeDialog *self)
{
  if (self->session != NULL)
    update (self);
}

/* -- object -- */

static void
hw_intake_dialog_dispose (GObject *object)
{
  HwIntakeDialog *self = HW_INTAKE_DIALOG (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_intake_dialog_parent_class)->dispose (object);
}

static void
hw_intake_dialog_class_init (HwIntakeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_intake_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-intake-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwIntakeDialog, server_row);
  gtk_widget_class_bind_template_child (widget_class, HwIntakeDialog, keys_row);
  gtk_widget_class_bind_template_child (widget_class, HwIntakeDialog, keys_button);
  gtk_widget_class_bind_template_child (widget_class, HwIntakeDialog, lines_group);
  gtk_widget_class_bind_template_child (widget_class, HwIntakeDialog, lines_label);
  gtk_widget_class_bind_template_child (widget_class, HwIntakeDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwIntakeDialog, servers_group);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, servers_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_install_action (widget_class, "intake.make-keys", NULL, make_keys_action);
  gtk_widget_class_install_action (widget_class, "intake.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "intake.collect", NULL, collect_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_intake_dialog_init (HwIntakeDialog *self)
{
  g_type_ensure (HW_TYPE_OTHER_SERVERS_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_intake_dialog_new:
 * @parent: the window it belongs to
 * @session: an open session
 *
 * Returns: (transfer none): a dialog that sets up the team's intake service
 */
GtkWidget *
hw_intake_dialog_new (GtkWindow *parent,
                      HwSession *session)
{
  HwIntakeDialog *self = g_object_new (HW_TYPE_INTAKE_DIALOG, "transient-for", parent, NULL);
  gboolean has;
  const char *server = hw_session_get_intake_server (session, &has);

  self->session = g_object_ref (session);
  gtk_editable_set_text (GTK_EDITABLE (self->server_row), server != NULL ? server : "");
  hw_other_servers_group_set_session (self->servers_group, session);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
  return GTK_WIDGET (self);
}
