/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-actions.h"
#include "hw-card-columns.h"
#include "hw-case-answer.h"
#include "hw-case-moves.h"
#include "hw-case-panel.h"
#include "hw-case-timeline.h"
#include "hw-case-words.h"
#include "hw-consent-card.h"
#include "hw-consent-dialog.h"
#include "hw-evidence-card.h"
#include "hw-evidence-dialog.h"
#include "hw-evidence-field.h"
#include "hw-people-window.h"
#include "hw-person-dialog.h"
#include "hw-stage-rail.h"

/* One case: who it is, the rail, the one answer, and what is written down. Shown
 * on the Reconnection page and beside the map. It reads one state of the case;
 * whoever owns it hands in the next when the session has one. */

static const HwStage gates[] = {
  HW_STAGE_CLOSED, HW_STAGE_RECEIVED, HW_STAGE_TRAVELLED, HW_STAGE_READY,
  HW_STAGE_PLANNED, HW_STAGE_DECIDED, HW_STAGE_ASSESSED,
};

struct _HwCasePanel
{
  AdwBin parent_instance;

  HwSession *session;   /* (owned) */
  HwCase    *case_;     /* (owned) (nullable) */

  GtkWidget *back_button;
  GtkWidget *avatar;
  GtkWidget *name_label;
  GtkWidget *known_label;
  GtkWidget *record_button;
  GtkWidget *leave_button;
  GtkWidget *rail;
  GtkWidget *answer;
  GtkWidget *wish_label;
  GtkWidget *cards;
  GtkWidget *consent;
  GtkWidget *timeline;
  GtkWidget *evidence[G_N_ELEMENTS (gates)];
};

G_DEFINE_FINAL_TYPE (HwCasePanel, hw_case_panel, ADW_TYPE_BIN)

static void
open_form (HwCasePanel *self,
           HwStage      gate,
           const char  *field)
{
  GtkWidget *form = hw_evidence_dialog_new (GTK_WIDGET (self), self->session, self->case_, gate, field);

  gtk_window_present (GTK_WINDOW (form));
}

static void
ask_consent_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);

  if (self->case_ != NULL)
    gtk_window_present (GTK_WINDOW (hw_consent_dialog_new (widget, self->session, self->case_)));
}

static void
go_there_cb (HwCasePanel *self,
             const char  *field)
{
  const HwEvidenceField *found = hw_evidence_field_find (field);

  if (found != NULL)
    open_form (self, found->gate, field);
  else
    ask_consent_action (GTK_WIDGET (self), NULL, NULL);
}

static void
record_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwStage gate;

  if (self->case_ != NULL && hw_stage_from_string (g_variant_get_string (parameter, NULL), &gate) &&
      hw_evidence_gate_title (gate) != NULL)
    open_form (self, gate, NULL);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwStage stage;

  if (self->case_ != NULL && hw_stage_from_string (g_variant_get_string (parameter, NULL), &stage))
    hw_case_moves_go (widget, self->session, self->case_, stage);
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwStage stage;

  if (self->case_ != NULL && hw_stage_from_string (g_variant_get_string (parameter, NULL), &stage) &&
      hw_stage_may_move (self->case_->stage, self->case_->stage_before, stage))
    hw_case_moves_leave (widget, self->session, self->case_, stage);
}

static void
withdraw_consent_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwId id;

  if (self->case_ == NULL || !hw_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  for (guint i = 0; i < self->case_->consents->len; i++)
    {
      const HwConsent *consent = self->case_->consents->pdata[i];

      if (hw_id_equal (&consent->id, &id))
        {
          hw_case_moves_withdraw (widget, self->session, self->case_, consent);
          return;
        }
    }
}

static void
edit_person_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);

  if (self->case_ != NULL)
    gtk_window_present (GTK_WINDOW (hw_person_dialog_new (widget, self->session, self->case_->person)));
}

static void
show_case_cb (HwCasePanel *self,
              const char  *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), HW_ACTION_SHOW_CASE, "s", id);
}

static void
show_person_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  GtkWidget *window;

  if (self->case_ == NULL)
    return;
  window = hw_people_window_new (widget, self->session);
  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &self->case_->person->id);
  g_signal_connect_object (window, "show-case", G_CALLBACK (show_case_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
hw_case_panel_dispose (GObject *object)
{
  HwCasePanel *self = HW_CASE_PANEL (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_case_panel_parent_class)->dispose (object);
}

static void
hw_case_panel_class_init (HwCasePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_case_panel_dispose;

  g_type_ensure (HW_TYPE_STAGE_RAIL);
  g_type_ensure (HW_TYPE_CASE_ANSWER);
  g_type_ensure (HW_TYPE_CARD_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/casework/hw-case-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, back_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, avatar);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, name_label);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, known_label);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, record_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, leave_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, rail);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, answer);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, wish_label);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, cards);
  gtk_widget_class_bind_template_callback (widget_class, go_there_cb);

  gtk_widget_class_install_action (widget_class, "case.edit-person", NULL, edit_person_action);
  gtk_widget_class_install_action (widget_class, "case.show-person", NULL, show_person_action);
  gtk_widget_class_install_action (widget_class, "case.record", "s", record_action);
  gtk_widget_class_install_action (widget_class, "case.ask-consent", NULL, ask_consent_action);
  gtk_widget_class_install_action (widget_class, "case.withdraw-consent", "s", withdraw_consent_action);
  gtk_widget_class_install_action (widget_class, "case.move", "s", move_action);
  gtk_widget_class_install_action (widget_class, "case.leave", "s", leave_action);
}

static void
hw_case_panel_init (HwCasePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_cards (HwCasePanel *self)
{
  self->consent = hw_consent_card_new ();
  self->timeline = hw_case_timeline_new (self->session);
  gtk_box_append (GTK_BOX (self->cards), self->consent);
  /* Second, so that the long one has a column of its own where there is room. */
  gtk_box_append (GTK_BOX (self->cards), self->timeline);
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      self->evidence[i] = hw_evidence_card_new (gates[i]);
      gtk_box_append (GTK_BOX (self->cards), self->evidence[i]);
    }
}

/* Locked: no word about anybody stays in a label. */
static void
forget_case (HwCasePanel *self)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  add_cards (self);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), NULL);
  gtk_label_set_label (GTK_LABEL (self->name_label), "");
  gtk_label_set_label (GTK_LABEL (self->known_label), "");
  gtk_label_set_label (GTK_LABEL (self->wish_label), "");
  hw_case_answer_set_case (HW_CASE_ANSWER (self->answer), NULL, 0);
}

static void
show_person (HwCasePanel *self)
{
  g_autofree char *known = hw_case_words_dup_known (self->case_, g_get_real_time ());
  const char *wish = hw_case_get (self->case_, HW_FIELD_WISH);
  g_autofree char *quoted = wish != NULL ? hw_case_words_dup_quoted (wish) : NULL;

  adw_avatar_set_text (ADW_AVATAR (self->avatar), self->case_->person->alias);
  gtk_label_set_label (GTK_LABEL (self->name_label), self->case_->person->alias);
  gtk_label_set_label (GTK_LABEL (self->known_label), known);
  gtk_widget_set_visible (self->known_label, *known != '\0');
  gtk_label_set_label (GTK_LABEL (self->wish_label), quoted != NULL ? quoted : "");
  gtk_widget_set_visible (self->wish_label, quoted != NULL);
}

static guint
count_open (const HwCase *case_,
            gint64        now)
{
  g_autoptr (GPtrArray) open = hw_gate_check (case_, hw_stage_next (case_->stage), now, NULL);

  return open->len;
}

/**
 * hw_case_panel_new:
 * @session: the session
 *
 * Returns: (transfer floating): a panel without a case
 */
GtkWidget *
hw_case_panel_new (HwSession *session)
{
  HwCasePanel *self = g_object_new (HW_TYPE_CASE_PANEL, NULL);

  self->session = g_object_ref (session);
  add_cards (self);
  return GTK_WIDGET (self);
}

/**
 * hw_case_panel_set_case:
 * @self: a panel
 * @case_: (nullable): the case to show; %NULL empties the panel of every word
 *
 * Shows one state of a case.
 */
void
hw_case_panel_set_case (HwCasePanel *self,
                        HwCase      *case_)
{
  gint64 now = g_get_real_time ();
  gboolean ended;

  g_return_if_fail (HW_IS_CASE_PANEL (self));

  if (case_ != NULL)
    hw_case_ref (case_);
  g_clear_pointer (&self->case_, hw_case_unref);
  self->case_ = case_;
  gtk_widget_set_visible (GTK_WIDGET (self), case_ != NULL);
  if (case_ == NULL)
    {
      forget_case (self);
      return;
    }

  ended = hw_stage_is_end (case_->stage);
  show_person (self);
  hw_stage_rail_set_case (HW_STAGE_RAIL (self->rail), case_, count_open (case_, now));
  hw_case_answer_set_case (HW_CASE_ANSWER (self->answer), case_, now);
  hw_consent_card_set_case (HW_CONSENT_CARD (self->consent), case_, now);
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    hw_evidence_card_set_case (HW_EVIDENCE_CARD (self->evidence[i]), case_);
  hw_case_timeline_load (HW_CASE_TIMELINE (self->timeline), &case_->id);
  gtk_widget_set_visible (self->leave_button, !ended);
  /* What was written down can be corrected later; nobody is asked for anything any more. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.ask-consent", !ended);
}

/**
 * hw_case_panel_set_back:
 * @self: a panel
 * @visible: whether there is a list to go back to
 *
 * Shows a button with the action "cases.back", for narrow windows.
 */
void
hw_case_panel_set_back (HwCasePanel *self,
                        gboolean     visible)
{
  g_return_if_fail (HW_IS_CASE_PANEL (self));
  gtk_widget_set_visible (self->back_button, visible);
}
