/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-follow-up-reminder.h"

/* Once a day the desktop says how many follow-ups are due, and never whose: a
 * notification stands on a screen that anybody may look at. */

#define NOTIFICATION  "follow-up-due"
#define SETTING       "follow-up-reminded"
#define NOTIFICATIONS "org.freedesktop.Notifications"

static gboolean
is_in_flatpak (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
ask_bus (GDBusConnection     *bus,
         const char          *method,
         GVariant            *parameters,
         GAsyncReadyCallback  callback,
         gpointer             user_data)
{
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, callback, user_data);
}

static void
send (GNotification *notification)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_application_send_notification (application, NOTIFICATION, notification);
}

/* In a Flatpak the portal shows it, whose name is another. */
static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GNotification) notification = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer != NULL || is_in_flatpak ())
    send (notification);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GNotification) notification = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  gboolean is_there = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &is_there);
  if (is_there)
    send (notification);
  else
    ask_bus (G_DBUS_CONNECTION (source), "StartServiceByName", g_variant_new ("(su)", NOTIFICATIONS, 0), started_cb, g_steal_pointer (&notification));
}

/* Where nobody shows notifications there is none. */
static void
send_where_it_is_shown (GApplication  *application,
                        GNotification *notification)
{
  GDBusConnection *bus = g_application_get_dbus_connection (application);

  if (bus != NULL)
    ask_bus (bus, "NameHasOwner", g_variant_new ("(s)", NOTIFICATIONS), asked_cb, g_object_ref (notification));
}

/**
 * hw_follow_up_remind:
 * @session: an open session
 * @n_due: how many follow-ups are overdue or due today
 *
 * Reminds of them, the first time on each day.
 */
void
hw_follow_up_remind (HwSession *session,
                     guint      n_due)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *words = NULL;

  if (application == NULL || n_due == 0)
    return;
  if (g_strcmp0 (hw_session_get_setting (session, SETTING), today) == 0)
    return;
  hw_session_set_setting (session, SETTING, today);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u follow-up is due", "%u follow-ups are due", n_due), n_due);
  notification = g_notification_new (words);
  g_notification_set_body (notification, _("The Follow-up page says whom to ask."));
  send_where_it_is_shown (application, notification);
}
