/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-follow-up-reminder.h"

/* Once a day the desktop says how many follow-ups are due, and never whose: a
 * notification stands on a screen that anybody may look at. */

#define NOTIFICATION "follow-up-due"
#define SETTING      "follow-up-reminded"

/**
 * hw_follow_up_remind:
 * @session: an open session
 * @n_due: how many follow-ups are overdue or due today
 *
 * Reminds of them, the first time on each day; takes the reminder back where
 * nothing is due any more.
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

  if (application == NULL)
    return;
  if (n_due == 0)
    {
      g_application_withdraw_notification (application, NOTIFICATION);
      return;
    }
  if (g_strcmp0 (hw_session_get_setting (session, SETTING), today) == 0)
    return;
  hw_session_set_setting (session, SETTING, today);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u follow-up is due", "%u follow-ups are due", n_due), n_due);
  notification = g_notification_new (words);
  g_notification_set_body (notification, _("The Follow-up page says whom to ask."));
  g_application_send_notification (application, NOTIFICATION, notification);
}
