/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hw-case-moves.h"
#include "hw-case-words.h"
#include "hw-date-row.h"
#include "hw-home-contacts-dialog.h"
#include "hw-message.h"
#include "hw-problem.h"
#include "hw-refer-dialog.h"
#include "hw-withdraw-dialog.h"

/* What changes where a case stands: along the rail, out of it, or a consent
 * taken back. Whatever ends or stops something is asked for once more, with a
 * reason that goes into the journal first. */

typedef struct
{
  GtkWidget *widget;    /* (owned): to say a problem beside */
  HwSession *session;   /* (owned) */
  HwId       case_id;
  HwStage    stage;
  GtkWidget *reason;    /* (nullable): child of the dialog */
  char      *words;     /* (owned) (nullable): the reason */
} Move;

static Move *
move_new (GtkWidget    *widget,
          HwSession    *session,
          const HwCase *case_,
          HwStage       stage)
{
  Move *move = g_new0 (Move, 1);

  move->widget = g_object_ref (widget);
  move->session = g_object_ref (session);
  move->case_id = case_->id;
  move->stage = stage;
  return move;
}

static void
move_free (Move *move)
{
  g_object_unref (move->widget);
  g_object_unref (move->session);
  g_free (move->words);
  g_free (move);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Move) move = user_data;
  g_autoptr (GError) error = NULL;

  if (hw_session_move_case_finish (HW_SESSION (object), result, &error))
    {
      g_autofree char *words = g_strdup_printf (_("Moved on to %s"), hw_case_words_stage (move->stage));

      hw_toast_show (move->widget, words);
    }
  else
    hw_problem_show (move->widget, _("The case stays where it was"), error);
}

static void
send_move (Move *move)
{
  hw_session_move_case_async (move->session, &move->case_id, move->stage, moved_cb, move);
}

static void
reason_recorded_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Move) move = user_data;
  g_autoptr (GError) error = NULL;

  if (hw_session_set_evidence_finish (HW_SESSION (object), result, &error))
    send_move (g_steal_pointer (&move));
  else
    hw_problem_show (move->widget, _("The case stays where it was"), error);
}

static void
leave_chosen_cb (Move       *move,
                 const char *response)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  Move *copy;

  if (!g_str_equal (response, "leave"))
    return;

  /* The dialog owns the first one and goes. */
  copy = g_new0 (Move, 1);
  *copy = *move;
  g_object_ref (copy->widget);
  g_object_ref (copy->session);
  copy->words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (move->reason))));
  if (*copy->words == '\0')
    {
      send_move (copy);
      return;
    }
  g_hash_table_insert (fields, HW_FIELD_EXIT_REASON, copy->words);
  hw_session_set_evidence_async (copy->session, &copy->case_id, fields, reason_recorded_cb, copy);
}

static void
free_move_cb (gpointer  move,
              GClosure *closure)
{
  move_free (move);
}

/* Takes @move. */
static void
ask (Move       *move,
     const char *heading,
     const char *body,
     const char *verb,
     const char *reason,
     GCallback   chosen)
{
  AdwMessageDialog *dialog = hw_message_new (move->widget, heading, body);
  GtkWidget *list = gtk_list_box_new ();

  move->reason = hw_entry_row_new (reason);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), move->reason);
  adw_message_dialog_set_extra_child (dialog, list);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "leave", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  /* Locked: the name in the question goes as well. */
  g_signal_connect_object (move->session, "locked", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", chosen, move, free_move_cb, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * hw_case_moves_go:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @stage: the next stage of its rail, or where it stood before it was paused
 *
 * Moves a case on. The store refuses what the gate does not allow, and says why.
 */
void
hw_case_moves_go (GtkWidget    *widget,
                  HwSession    *session,
                  const HwCase *case_,
                  HwStage       stage)
{
  send_move (move_new (widget, session, case_, stage));
}

/**
 * hw_case_moves_leave:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @stage: a way out of the rail
 *
 * Asks once more and for the reason, then moves the case out of the rail. Who does
 * not want to go gets the contacts at home; who is referred on, an organisation.
 */
void
hw_case_moves_leave (GtkWidget    *widget,
                     HwSession    *session,
                     const HwCase *case_,
                     HwStage       stage)
{
  Move *move;
  const char *alias = case_->person->alias;
  g_autofree char *heading = NULL;

  /* These two need more than a reason, and have forms of their own. */
  if (stage == HW_STAGE_DECLINED || stage == HW_STAGE_REFERRED_ON)
    {
      gtk_window_present (GTK_WINDOW (stage == HW_STAGE_DECLINED ? hw_home_contacts_dialog_new (widget, session, (HwCase *) case_)
                                                                 : hw_refer_dialog_new (widget, session, (HwCase *) case_)));
      return;
    }

  move = move_new (widget, session, case_, stage);
  switch ((guint) stage)
    {
    case HW_STAGE_PAUSED:
      heading = g_strdup_printf (_("Pause the plans of %s?"), alias);
      ask (move, heading, _("Everything stays as it is, and you can go on from here."), _("_Pause"), _("Reason"), G_CALLBACK (leave_chosen_cb));
      break;
    case HW_STAGE_WITHDRAWN:
      heading = g_strdup_printf (_("%s withdraws the wish?"), alias);
      ask (move, heading, _("The case ends and nothing more is passed on. If they change their mind, open a new case."),
           _("_Withdrawn"), _("Reason"), G_CALLBACK (leave_chosen_cb));
      break;
    default:
      move_free (move);
      g_return_if_reached ();
    }
}

/**
 * hw_case_moves_withdraw:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @consent: one of its consents
 *
 * Says what happens then, and records that the person takes a consent back.
 */
void
hw_case_moves_withdraw (GtkWidget       *widget,
                        HwSession       *session,
                        const HwCase    *case_,
                        const HwConsent *consent)
{
  gtk_window_present (GTK_WINDOW (hw_withdraw_dialog_new (widget, session, (HwCase *) case_, consent)));
}
