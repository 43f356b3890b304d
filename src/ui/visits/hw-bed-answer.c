/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bed-answer.h"

#include "hw-date-row.h"
#include "hw-field-dialog.h"
#include "hw-form-rows.h"
#include "hw-problem.h"

#include <glib/gi18n-lib.h>

/* What came of an offer of a bed: most of it in one key, and where nothing came of it, why. */

typedef struct
{
  GtkWidget    *widget;     /* (owned): where it was said */
  GtkWidget    *dialog;     /* (owned) (nullable): that asks why */
  HwBedAnswered answered;
} Answer;

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->widget);
  g_clear_object (&answer->dialog);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
show_problem (Answer       *answer,
              const GError *error)
{
  if (answer->dialog == NULL)
    hw_problem_show (answer->widget, _("The bed stays as it was"), error);
  else if (gtk_widget_get_realized (answer->dialog))
    hw_form_dialog_show_problem (HW_FORM_DIALOG (answer->dialog), error->message);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = hw_session_answer_bed_finish (HW_SESSION (source), result, &error);

  if (answer->dialog != NULL)
    hw_form_dialog_set_busy (HW_FORM_DIALOG (answer->dialog), FALSE);
  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (!gtk_widget_get_realized (answer->widget))
    return;
  if (!done)
    {
      show_problem (answer, error);
      return;
    }
  if (answer->dialog != NULL && gtk_widget_get_realized (answer->dialog))
    hw_form_dialog_finish (HW_FORM_DIALOG (answer->dialog));
  answer->answered (answer->widget);
}

static Answer *
answer_new (GtkWidget    *widget,
            GtkWidget    *dialog,
            HwBedAnswered answered)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->widget = g_object_ref (widget);
  answer->dialog = dialog != NULL ? g_object_ref (dialog) : NULL;
  answer->answered = answered;
  return answer;
}

/* -- why not -- */

typedef struct
{
  GtkWidget     *widget;     /* (unowned): over which the dialog stands */
  HwSession     *session;    /* (owned) */
  HwId           bed;
  HwBedKind      kind;
  HwBedState     state;
  HwBedAnswered  answered;
  GtkWidget     *reason;     /* children of the dialog */
  GtkWidget     *words;
} Why;

static void
why_free (gpointer  data,
          GClosure *closure)
{
  Why *why = data;

  g_object_unref (why->session);
  g_free (why);
}

static void
accepted_cb (HwFormDialog *dialog,
             Why          *why)
{
  guint n_reasons, chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (why->reason));
  const HwBedReason *reasons = hw_bed_list_reasons (why->kind, why->state, &n_reasons);
  g_autofree char *words = hw_form_row_dup_text (why->words);

  if (chosen == 0 || chosen > n_reasons)
    {
      hw_form_dialog_show_problem (dialog, _("Choose why. A past crime is never a reason."));
      return;
    }
  hw_form_dialog_set_busy (dialog, TRUE);
  hw_session_answer_bed_async (why->session, &why->bed, why->state, reasons[chosen - 1].code, words, answered_cb,
                               answer_new (why->widget, GTK_WIDGET (dialog), why->answered));
}

static GtkWidget *
make_reason_row (const HwBedReason *reasons,
                 guint              n_reasons)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new ((const char *[]) { _("Choose"), NULL });

  for (guint i = 0; i < n_reasons; i++)
    gtk_string_list_append (words, _(reasons[i].words));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("Why"), "model", words, NULL);
}

static void
ask_why (GtkWidget         *widget,
         HwSession         *session,
         const HwBedOffer  *offer,
         HwBedState         state,
         const HwBedReason *reasons,
         guint              n_reasons,
         HwBedAnswered      answered)
{
  GtkWidget *dialog = hw_field_dialog_new (widget, session, hw_bed_state_get_words (state), _("Done"));
  GtkWidget *group = adw_preferences_group_new ();
  Why *why = g_new0 (Why, 1);

  *why = (Why) { .widget = widget, .session = g_object_ref (session), .bed = offer->bed->id, .kind = offer->bed->kind, .state = state,
                 .answered = answered, .reason = make_reason_row (reasons, n_reasons), .words = hw_entry_row_new (_("What there is to say")) };
  if (state == HW_BED_TURNED_DOWN)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("A past crime is never a reason. Tell the partner so."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), why->reason);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), why->words);
  hw_form_dialog_add (HW_FORM_DIALOG (dialog), group);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (accepted_cb), why, why_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * hw_bed_answer_give:
 * @widget: where it was said; it outlives the dialogs over it
 * @session: an open session
 * @offer: of which bed
 * @state: what came of it
 * @answered: called when it is recorded
 *
 * Records what came of an offer, after asking why where nothing did.
 */
void
hw_bed_answer_give (GtkWidget        *widget,
                    HwSession        *session,
                    const HwBedOffer *offer,
                    HwBedState        state,
                    HwBedAnswered     answered)
{
  guint n_reasons;
  const HwBedReason *reasons = hw_bed_list_reasons (offer->bed->kind, state, &n_reasons);

  if (n_reasons > 0)
    ask_why (widget, session, offer, state, reasons, n_reasons, answered);
  else
    hw_session_answer_bed_async (session, &offer->bed->id, state, NULL, NULL, answered_cb, answer_new (widget, NULL, answered));
}
