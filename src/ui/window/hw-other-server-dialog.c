/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-other-server-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * One server of others whose requests the team takes in: where it is, for which
 * of its services, and whether it hears what was done. The server itself says
 * what its services are; nothing of the workspace is sent for that. Opened by
 * the list of servers in the intake service's dialog.
 */

struct _HwOtherServerDialog
{
  AdwWindow parent_instance;

  HwSession *session;          /* (owned) */
  char *address;               /* (owned) (nullable): by which it is known until now; %NULL: it is a new one */
  char *jurisdiction;          /* (owned) (nullable): likewise */
  GCancellable *cancellable;   /* (owned) (nullable): while it is asked */
  GPtrArray *services;         /* (owned) (element-type HwOtherService): those that are shown */
  GPtrArray *switches;         /* (owned) (element-type GtkSwitch): theirs */
  GPtrArray *rows;             /* (unowned) (element-type GtkWidget): theirs */

  AdwEntryRow *address_row;
  AdwEntryRow *jurisdiction_row;
  GtkWidget *spinner;
  GtkLabel *problem_label;
  AdwPreferencesGroup *services_group;
  GtkWidget *told_group;
  GtkSwitch *told_switch;
  GtkWidget *key_row;
};

G_DEFINE_FINAL_TYPE (HwOtherServerDialog, hw_other_server_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (gpointer editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (editable))));
}

static guint
count_chosen (HwOtherServerDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->switches->len; i++)
    n += gtk_switch_get_active (g_ptr_array_index (self->switches, i));
  return n;
}

static void
update (HwOtherServerDialog *self)
{
  g_autofree char *address = dup_text (self->address_row);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.ask", *address != '\0' && self->cancellable == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.save", *address != '\0' && count_chosen (self) > 0);
  gtk_widget_set_visible (self->spinner, self->cancellable != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->services_group), self->services->len > 0);
  gtk_widget_set_visible (self->told_group, self->services->len > 0);
  gtk_widget_set_visible (self->key_row, gtk_switch_get_active (self->told_switch));
}

static void
show_problem (HwOtherServerDialog *self,
              const char          *words)
{
  gtk_label_set_label (self->problem_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), words != NULL);
}

/* -- its services -- */

static void
add_row (HwOtherServerDialog  *self,
         const HwOtherService *service,
         gboolean              is_chosen)
{
  GtkWidget *row = adw_action_row_new (), *choice = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), service->name != NULL ? service->name : service->code);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (choice), is_chosen);
  g_signal_connect_object (choice, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), choice);
  adw_preferences_group_add (self->services_group, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->switches, g_object_ref (choice));
}

static gboolean
is_chosen (HwOtherServerDialog *self,
           const char          *code)
{
  for (guint i = 0; i < self->switches->len; i++)
    if (g_str_equal (((const HwOtherService *) g_ptr_array_index (self->services, i))->code, code))
      return gtk_switch_get_active (g_ptr_array_index (self->switches, i));
  return FALSE;
}

/* What was chosen before stays chosen, as far as it is still there. */
static void
show_services (HwOtherServerDialog *self,
               GPtrArray           *services)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, services->len + 1);

  for (guint i = 0; i < services->len; i++)
    chosen[i] = is_chosen (self, ((const HwOtherService *) g_ptr_array_index (services, i))->code);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->services_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->switches, 0);
  g_ptr_array_unref (self->services);
  self->services = g_ptr_array_ref (services);
  for (guint i = 0; i < services->len; i++)
    add_row (self, g_ptr_array_index (services, i), chosen[i]);
  update (self);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwOtherServerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) services = hw_session_list_services_finish (HW_SESSION (source), result, &error);

  /* It was closed, or another address was written, meanwhile. */
  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (services == NULL)
    show_problem (self, error->message);
  else if (services->len == 0)
    show_problem (self, _("The server takes requests for nothing. Look at its address, and at the jurisdiction where it has several."));
  else
    show_services (self, services);
  update (self);
}

static void
ask_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HwOtherServerDialog *self = HW_OTHER_SERVER_DIALOG (widget);
  g_autofree char *address = dup_text (self->address_row);
  g_autofree char *jurisdiction = dup_text (self->jurisdiction_row);
  g_autoptr (HwOtherServer) server = hw_other_server_new (address, jurisdiction);

  show_problem (self, NULL);
  self->cancellable = g_cancellable_new ();
  hw_session_list_services_async (self->session, server, self->cancellable, asked_cb, g_object_ref (self));
  update (self);
}

static void
ask_cb (HwOtherServerDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "server.ask", NULL);
}

static void
stop_asking (HwOtherServerDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* -- keeping it -- */

static HwOtherServer *
make_server (HwOtherServerDialog *self)
{
  g_autofree char *address = dup_text (self->address_row);
  g_autofree char *jurisdiction = dup_text (self->jurisdiction_row);
  g_autofree char *key = dup_text (self->key_row);
  HwOtherServer *server = hw_other_server_new (address, jurisdiction);

  for (guint i = 0; i < self->services->len; i++)
    {
      const HwOtherService *service = g_ptr_array_index (self->services, i);

      if (gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
        hw_other_server_add_service (server, service->code, service->name);
    }
  server->is_told = gtk_switch_get_active (self->told_switch);
  if (*key != '\0')
    server->api_key = g_steal_pointer (&key);
  return server;
}

static gboolean
is_at (const HwOtherServer *server,
       const char          *address,
       const char          *jurisdiction)
{
  return g_strcmp0 (server->address, address) == 0 && g_strcmp0 (server->jurisdiction, jurisdiction) == 0;
}

/* In the place of the one that it was until now, and of another that is at the same address. */
static void
keep (HwOtherServerDialog *self,
      HwOtherServer       *server)
{
  g_autoptr (GPtrArray) servers = hw_session_list_other_servers (self->session);

  for (guint i = servers->len; i-- > 0;)
    {
      const HwOtherServer *before = g_ptr_array_index (servers, i);

      if (is_at (before, self->address, self->jurisdiction) || is_at (before, server->address, server->jurisdiction))
        g_ptr_array_remove_index (servers, i);
    }
  g_ptr_array_add (servers, server);
  hw_session_set_other_servers (self->session, servers);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwOtherServerDialog *self = HW_OTHER_SERVER_DIALOG (widget);
  g_autoptr (HwOtherServer) server = make_server (self);
  g_autoptr (GError) error = NULL;

  if (!hw_session_check_other_server (server, &error))
    {
      show_problem (self, error->message);
      return;
    }
  keep (self, g_steal_pointer (&server));
  gtk_window_close (GTK_WINDOW (self));
}

static void
where_changed_cb (HwOtherServerDialog *self)
{
  stop_asking (self);
  show_problem (self, NULL);
  update (self);
}

/* -- object -- */

static void
hw_other_server_dialog_dispose (GObject *object)
{
  HwOtherServerDialog *self = HW_OTHER_SERVER_DIALOG (object);

  stop_asking (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_other_server_dialog_parent_class)->dispose (object);
}

static void
hw_other_server_dialog_finalize (GObject *object)
{
  HwOtherServerDialog *self = HW_OTHER_SERVER_DIALOG (object);

  g_free (self->address);
  g_free (self->jurisdiction);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->switches);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (hw_other_server_dialog_parent_class)->finalize (object);
}

static void
hw_other_server_dialog_class_init (HwOtherServerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_other_server_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_other_server_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-other-server-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, jurisdiction_row);
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, services_group);
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, told_group);
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, told_switch);
  gtk_widget_class_bind_template_child (widget_class, HwOtherServerDialog, key_row);
  gtk_widget_class_bind_template_callback (widget_class, where_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_install_action (widget_class, "server.ask", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "server.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_other_server_dialog_init (HwOtherServerDialog *self)
{
  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_other_service_free);
  self->switches = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_server (HwOtherServerDialog *self,
             const HwOtherServer *server)
{
  g_autoptr (HwOtherServer) copy = hw_other_server_copy (server);

  self->address = g_strdup (server->address);
  self->jurisdiction = g_strdup (server->jurisdiction);
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), server->address);
  gtk_editable_set_text (GTK_EDITABLE (self->jurisdiction_row), server->jurisdiction != NULL ? server->jurisdiction : "");
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), server->api_key != NULL ? server->api_key : "");
  gtk_switch_set_active (self->told_switch, server->is_told);
  show_services (self, copy->services);
  for (guint i = 0; i < self->switches->len; i++)
    gtk_switch_set_active (g_ptr_array_index (self->switches, i), TRUE);
}

/**
 * hw_other_server_dialog_new:
 * @parent: the window it belongs to
 * @session: an open session
 * @server: (nullable): the server that is to be changed; %NULL for a new one
 *
 * Returns: (transfer none): a dialog that sets up a server of others
 */
GtkWidget *
hw_other_server_dialog_new (GtkWindow           *parent,
                            HwSession           *session,
                            const HwOtherServer *server)
{
  HwOtherServerDialog *self = g_object_new (HW_TYPE_OTHER_SERVER_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  if (server != NULL)
    show_server (self, server);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
  return GTK_WIDGET (self);
}
