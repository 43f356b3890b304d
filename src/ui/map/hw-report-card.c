/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-report-card.h"
#include "hw-actions.h"
#include "hw-map-card.h"
#include "hw-outcomes.h"
#include "hw-problem.h"
#include "hw-status-icon.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The panel loads the record and hands it over; this file shows it and moves it
 * on. A move goes through the session, and the change comes back like any other.
 */

struct _HwReportCard
{
  GtkBox parent_instance;

  HwSession *session;   /* (owned) */
  HwReport  *report;    /* (owned) (nullable) */
  gboolean   moving;    /* a move is on its way */
};

G_DEFINE_FINAL_TYPE (HwReportCard, hw_report_card, GTK_TYPE_BOX)

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwReportCard) self = user_data;
  g_autoptr (GError) error = NULL;

  self->moving = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!hw_session_set_status_finish (HW_SESSION (source), result, &error))
    hw_problem_show (GTK_WIDGET (self), _("The report stays as it is"), error);
}

static void
move_report (HwReportCard  *self,
             HwReportStatus status,
             const char    *outcome)
{
  if (self->moving || self->report == NULL)
    return;
  self->moving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  hw_session_set_status_async (self->session, self->report->row, status, outcome, NULL, moved_cb, g_object_ref (self));
}

static void
move_clicked_cb (HwReportCard *self,
                 GtkButton    *button)
{
  move_report (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "hw-status")), self->report->outcome);
}

/* What happened is told first; then the caller is answered, where one waits for it. */
static void
outcome_clicked_cb (HwReportCard *self,
                    GtkButton    *button)
{
  const char *code = g_object_get_data (G_OBJECT (button), "hw-outcome");
  gboolean answer = self->report->reply_wish != HW_REPLY_NO && self->report->status != HW_REPORT_TO_BE_ANSWERED;

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
  move_report (self, answer ? HW_REPORT_TO_BE_ANSWERED : HW_REPORT_CLOSED, code);
}

static GtkWidget *
build_outcomes (HwReportCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();
  gsize n_outcomes;
  const HwOutcome *outcomes = hw_outcomes_get (&n_outcomes);

  for (gsize i = 0; i < n_outcomes; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (hw_outcome_words (outcomes[i].code));

      if (i == 0 || outcomes[i].group != outcomes[i - 1].group)
        hw_map_card_add_label (box, hw_outcome_group_words (outcomes[i].group), "caption-heading");
      gtk_widget_add_css_class (button, "flat");
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      g_object_set_data (G_OBJECT (button), "hw-outcome", (gpointer) outcomes[i].code);
      g_signal_connect_object (button, "clicked", G_CALLBACK (outcome_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static void
add_outcome_button (HwReportCard *self,
                    GtkWidget    *steps)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Record what happened"));
  gtk_popover_set_child (GTK_POPOVER (popover), build_outcomes (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_box_append (GTK_BOX (steps), button);
}

static void
add_step (HwReportCard  *self,
          GtkWidget     *steps,
          HwReportStatus status,
          const char    *label)
{
  GtkWidget *button;

  if (!hw_report_status_may_follow (self->report->status, status))
    return;
  button = gtk_button_new_with_label (label);
  g_object_set_data (G_OBJECT (button), "hw-status", GUINT_TO_POINTER (status));
  g_signal_connect_object (button, "clicked", G_CALLBACK (move_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (steps), button);
}

/* Only what makes sense next: the rest is on the hotline page. */
static void
add_steps (HwReportCard *self)
{
  GtkWidget *steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *open;

  switch (self->report->status)
    {
    case HW_REPORT_NEW:
      add_step (self, steps, HW_REPORT_SENT_OUT, _("Send out"));
      add_step (self, steps, HW_REPORT_NEEDS_INFORMATION, _("Ask for more"));
      break;
    case HW_REPORT_NEEDS_INFORMATION:
      add_step (self, steps, HW_REPORT_SENT_OUT, _("Send out"));
      break;
    case HW_REPORT_CLOSED:
      add_step (self, steps, HW_REPORT_NEW, _("Open again"));
      break;
    case HW_REPORT_SENT_OUT:
    case HW_REPORT_TO_BE_ANSWERED:
    case HW_REPORT_TO_BE_CHECKED:
    case HW_REPORT_DISMISSED:
    case HW_N_REPORT_STATUSES:
    default:
      break;
    }
  if (self->report->status < HW_REPORT_TO_BE_ANSWERED)
    add_outcome_button (self, steps);
  /* What the caller is told is written down there. */
  open = gtk_button_new_with_label (self->report->status == HW_REPORT_TO_BE_ANSWERED ? _("Answer in Hotline") : _("Open in Hotline"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), HW_ACTION_SHOW_REPORT);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "x", self->report->row);
  gtk_box_append (GTK_BOX (steps), open);
  gtk_box_append (GTK_BOX (self), steps);
}

static void
add_status (HwReportCard *self,
            GtkWidget    *card)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (line), hw_status_icon_new (self->report->status));
  hw_map_card_add_label (line, hw_words_status (self->report->status), "heading");
  gtk_box_append (GTK_BOX (card), line);
}

static void
hw_report_card_dispose (GObject *object)
{
  HwReportCard *self = HW_REPORT_CARD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->report, hw_report_unref);
  G_OBJECT_CLASS (hw_report_card_parent_class)->dispose (object);
}

static void
hw_report_card_class_init (HwReportCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_report_card_dispose;
}

static void
hw_report_card_init (HwReportCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

/**
 * hw_report_card_new:
 * @session: (nullable): through which a report is moved on
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
hw_report_card_new (HwSession *session)
{
  HwReportCard *self = g_object_new (HW_TYPE_REPORT_CARD, NULL);

  g_set_object (&self->session, session);
  return GTK_WIDGET (self);
}

/**
 * hw_report_card_set_report:
 * @self: a card
 * @report: what to show
 */
void
hw_report_card_set_report (HwReportCard *self,
                           HwReport     *report)
{
  gint64 now = g_get_real_time ();
  g_autofree char *seen = NULL, *received = NULL, *people = NULL, *came = NULL, *storage = NULL;
  GtkWidget *card = hw_map_card_new ();

  g_return_if_fail (HW_IS_REPORT_CARD (self));

  hw_report_ref (report);
  g_clear_pointer (&self->report, hw_report_unref);
  self->report = report;
  hw_map_card_clear (GTK_WIDGET (self));
  add_status (self, card);
  seen = report->seen_at > 0 ? hw_words_dup_time (report->seen_at, now) : NULL;
  received = report->received_at > 0 ? hw_words_dup_time (report->received_at, now) : NULL;
  people = hw_words_dup_people (report->people);
  /* TRANSLATORS: when a report came in, and how: "Thu 13 Nov, 05:20, by phone" */
  came = received ? g_strdup_printf (_("%s, by %s"), received, hw_words_channel (report->channel)) : NULL;
  hw_map_card_add_fact (card, _("Place"), hw_words_place (report, &storage));
  hw_map_card_add_fact (card, _("Seen"), seen);
  hw_map_card_add_fact (card, _("Usually there"), report->usual_time);
  hw_map_card_add_fact (card, _("How many"), people);
  hw_map_card_add_fact (card, _("Looks and carries"), report->appearance);
  hw_map_card_add_fact (card, _("Came in"), came);
  hw_map_card_add_fact (card, _("What happened"), hw_outcome_words (report->outcome));
  gtk_box_append (GTK_BOX (self), card);
  add_steps (self);
}

/**
 * hw_report_card_set_contact:
 * @self: a card
 * @contact: what to show
 */
void
hw_report_card_set_contact (HwReportCard *self,
                            HwContact    *contact)
{
  g_autofree char *met = NULL, *people = NULL;
  GtkWidget *card = hw_map_card_new ();

  g_return_if_fail (HW_IS_REPORT_CARD (self));

  g_clear_pointer (&self->report, hw_report_unref);
  hw_map_card_clear (GTK_WIDGET (self));
  met = hw_words_dup_time (contact->met_at, g_get_real_time ());
  people = hw_words_dup_people (contact->people);
  hw_map_card_add_fact (card, _("Place"), contact->place);
  hw_map_card_add_fact (card, _("Met"), met);
  hw_map_card_add_fact (card, _("How many"), people);
  hw_map_card_add_fact (card, _("Bedded down"), contact->bedded_down ? _("yes") : _("no"));
  hw_map_card_add_fact (card, _("What happened"), contact->note);
  gtk_box_append (GTK_BOX (self), card);
}

/**
 * hw_report_card_clear:
 * @self: a card
 *
 * Takes everything off it, and lets go of the record.
 */
void
hw_report_card_clear (HwReportCard *self)
{
  g_return_if_fail (HW_IS_REPORT_CARD (self));

  g_clear_pointer (&self->report, hw_report_unref);
  hw_map_card_clear (GTK_WIDGET (self));
}
