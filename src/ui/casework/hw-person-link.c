/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hw-date-row.h"
#include "hw-form-rows.h"
#include "hw-message.h"
#include "hw-person-link.h"
#include "hw-problem.h"

/* Saying that two are the same person, and taking it back. It is asked once
 * more, because it changes which consents count; the reason goes into the
 * journal with it. */

typedef struct
{
  GtkWidget *widget;    /* (owned): to say a problem beside */
  HwSession *session;   /* (owned) */
  HwId       person;
  HwId       other;
  gboolean   same;
  GtkWidget *reason;    /* child of the dialog */
} Link;

static void
link_free (Link *link)
{
  g_object_unref (link->widget);
  g_object_unref (link->session);
  g_free (link);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Link, link_free)

static void
linked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Link) link = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_link_people_finish (HW_SESSION (object), result, &error))
    hw_problem_show (link->widget, link->same ? _("They are not linked yet") : _("They are still linked"), error);
}

static void
chosen_cb (Link       *link,
           const char *response)
{
  g_autofree char *reason = hw_form_row_dup_text (link->reason);
  Link *copy;

  if (!g_str_equal (response, "link"))
    return;
  /* The dialog owns the first one and goes. */
  copy = g_new0 (Link, 1);
  *copy = *link;
  g_object_ref (copy->widget);
  g_object_ref (copy->session);
  hw_session_link_people_async (copy->session, &copy->person, &copy->other, copy->same, reason, linked_cb, copy);
}

static void
link_closed (gpointer  data,
             GClosure *closure)
{
  link_free (data);
}

static AdwMessageDialog *
make_dialog (GtkWidget  *widget,
             gboolean    same,
             HwPerson   *person,
             HwPerson   *other)
{
  g_autofree char *heading = g_strdup_printf (same ? _("Are “%s” and “%s” the same person?") : _("Are “%s” and “%s” not the same after all?"),
                                              person->alias, other->alias);
  const char *body = same ? _("Everything recorded stays as it is and can be told apart again. A consent counts only where it was given under both names.")
                          : _("Each keeps what was recorded under their name. The consents of each count by themselves again.");
  AdwMessageDialog *dialog = hw_message_new (widget, heading, body);

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"),
                                    "link", same ? _("_Same person") : _("_Not the same"), NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  return dialog;
}

/**
 * hw_person_link_ask:
 * @widget: a widget of the window it belongs to
 * @session: the session
 * @person: somebody
 * @other: somebody else, or the same
 * @same: whether they are to be linked, or the link taken back
 * @reason: (nullable): why, to begin with
 *
 * Asks once more, and records the answer.
 */
void
hw_person_link_ask (GtkWidget  *widget,
                    HwSession  *session,
                    HwPerson   *person,
                    HwPerson   *other,
                    gboolean    same,
                    const char *reason)
{
  AdwMessageDialog *dialog = make_dialog (widget, same, person, other);
  GtkWidget *list = gtk_list_box_new ();
  Link *link = g_new0 (Link, 1);

  *link = (Link) { g_object_ref (widget), g_object_ref (session), person->id, other->id, same, hw_entry_row_new (_("How do we know?")) };
  hw_form_row_set_text (link->reason, reason);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), link->reason);
  adw_message_dialog_set_extra_child (dialog, list);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), link, link_closed, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
