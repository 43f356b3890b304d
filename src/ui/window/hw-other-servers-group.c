/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-other-servers-group.h"

#include "hw-other-server-dialog.h"

#include <glib/gi18n-lib.h>

/* The servers of others whose requests the team takes in, in the intake service's dialog: a row each. */

struct _HwOtherServersGroup
{
  AdwPreferencesGroup parent_instance;

  HwSession *session;   /* (owned) (nullable) */
  GPtrArray *servers;   /* (owned) (nullable) (element-type HwOtherServer): those of the rows */
  GPtrArray *rows;      /* (unowned) (element-type GtkWidget) */
};

G_DEFINE_FINAL_TYPE (HwOtherServersGroup, hw_other_servers_group, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static void show_servers (HwOtherServersGroup *self);

static void
refresh (HwOtherServersGroup *self)
{
  if (self->session == NULL)
    return;
  show_servers (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
open_dialog (HwOtherServersGroup *self,
             const HwOtherServer *server)
{
  GtkWidget *dialog = hw_other_server_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, server);

  g_signal_connect_object (dialog, "destroy", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  open_dialog (HW_OTHER_SERVERS_GROUP (widget), NULL);
}

static void
change_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwOtherServersGroup *self = HW_OTHER_SERVERS_GROUP (widget);
  guint32 number = g_variant_get_uint32 (parameter);

  if (number < self->servers->len)
    open_dialog (self, g_ptr_array_index (self->servers, number));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwOtherServersGroup *self = HW_OTHER_SERVERS_GROUP (widget);
  guint32 number = g_variant_get_uint32 (parameter);

  if (number >= self->servers->len)
    return;
  g_ptr_array_remove_index (self->servers, number);
  hw_session_set_other_servers (self->session, self->servers);
  refresh (self);
}

/* -- rows -- */

static char *
dup_services (const HwOtherServer *server)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < server->services->len; i++)
    {
      const HwOtherService *service = g_ptr_array_index (server->services, i);

      g_string_append_printf (words, "%s%s", i > 0 ? " · " : "", service->name != NULL ? service->name : service->code);
    }
  if (server->is_told)
    g_string_append_printf (words, "\n%s", _("Is told what was done"));
  return g_string_free (words, FALSE);
}

static GtkWidget *
make_button (const char *icon,
             const char *words,
             const char *action,
             guint32     number)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
  return button;
}

static void
add_row (HwOtherServersGroup *self,
         guint32              number)
{
  const HwOtherServer *server = g_ptr_array_index (self->servers, number);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = server->jurisdiction != NULL ? g_strdup_printf ("%s · %s", server->address, server->jurisdiction) : g_strdup (server->address);
  g_autofree char *services = dup_services (server);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), services);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("document-edit-symbolic", _("Change"), "servers.change", number));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("user-trash-symbolic", _("Take in no more from it"), "servers.remove", number));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_servers (HwOtherServersGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  self->servers = hw_session_list_other_servers (self->session);
  for (guint i = 0; i < self->servers->len; i++)
    add_row (self, i);
}

/* -- object -- */

static void
hw_other_servers_group_dispose (GObject *object)
{
  HwOtherServersGroup *self = HW_OTHER_SERVERS_GROUP (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_other_servers_group_parent_class)->dispose (object);
}

static void
hw_other_servers_group_finalize (GObject *object)
{
  HwOtherServersGroup *self = HW_OTHER_SERVERS_GROUP (object);

  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (hw_other_servers_group_parent_class)->finalize (object);
}

static void
hw_other_servers_group_class_init (HwOtherServersGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_other_servers_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_other_servers_group_finalize;
  changed_signal = g_signal_new ("changed", HW_TYPE_OTHER_SERVERS_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "servers.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "servers.change", "u", change_action);
  gtk_widget_class_install_action (widget_class, "servers.remove", "u", remove_action);
}

static void
hw_other_servers_group_init (HwOtherServersGroup *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Add…"));

  self->rows = g_ptr_array_new ();
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "servers.add");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a server of others"), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Servers of others"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("Requests that people send to a city’s server are collected too."));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

/**
 * hw_other_servers_group_set_session:
 * @self: the group
 * @session: an open session
 *
 * Shows its servers.
 */
void
hw_other_servers_group_set_session (HwOtherServersGroup *self,
                                    HwSession           *session)
{
  g_set_object (&self->session, session);
  show_servers (self);
}
