/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-card.h"
#include "hw-evidence-card.h"
#include "hw-evidence-field.h"

/* What is written down for one gate, with a button to its form. Shown once the
 * case is near that gate, or when somebody has written there already. Uses the
 * action "case.record" (the name of the gate). */

struct _HwEvidenceCard
{
  GtkWidget parent_instance;

  HwStage gate;
  HwCard *card;   /* child */
};

G_DEFINE_FINAL_TYPE (HwEvidenceCard, hw_evidence_card, GTK_TYPE_WIDGET)

static guint
add_lines (HwEvidenceCard *self,
           const HwCase   *case_)
{
  guint n_fields, n_lines = 0;
  const HwEvidenceField *fields = hw_evidence_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *value = hw_case_get (case_, fields[i].field);
      g_autofree char *words = NULL;

      if (fields[i].gate != self->gate || value == NULL)
        continue;
      words = hw_evidence_dup_words (&fields[i], value);
      hw_card_add_line (self->card, NULL, NULL, words, _(fields[i].title));
      n_lines++;
    }
  return n_lines;
}

static void
hw_evidence_card_dispose (GObject *object)
{
  HwEvidenceCard *self = HW_EVIDENCE_CARD (object);

  if (self->card != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  G_OBJECT_CLASS (hw_evidence_card_parent_class)->dispose (object);
}

static void
hw_evidence_card_class_init (HwEvidenceCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_evidence_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_evidence_card_init (HwEvidenceCard *self)
{
}

/**
 * hw_evidence_card_new:
 * @gate: a gate that has fields
 *
 * Returns: (transfer floating): a card for what that gate asks for
 */
GtkWidget *
hw_evidence_card_new (HwStage gate)
{
  HwEvidenceCard *self = g_object_new (HW_TYPE_EVIDENCE_CARD, NULL);
  const char *title = hw_evidence_gate_title (gate);
  g_autofree char *name = g_strdup_printf (_("Edit: %s"), title);
  GtkWidget *edit;

  self->gate = gate;
  self->card = HW_CARD (hw_card_new (title));
  edit = hw_card_add_button (self->card, _("Edit…"), name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "s", hw_stage_to_string (gate));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "case.record");
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * hw_evidence_card_set_case:
 * @self: a card
 * @case_: a case
 *
 * Shows what @case_ holds for the card's gate.
 */
void
hw_evidence_card_set_case (HwEvidenceCard *self,
                           const HwCase   *case_)
{
  HwStage here = hw_stage_is_on_rail (case_->stage) ? case_->stage : case_->stage_before;
  /* Follow-ups begin when the person has been received, not only before closing. */
  HwStage begins = self->gate == HW_STAGE_CLOSED ? HW_STAGE_FOLLOWED_UP : self->gate;
  guint n_lines;

  g_return_if_fail (HW_IS_EVIDENCE_CARD (self));

  hw_card_clear (self->card);
  n_lines = add_lines (self, case_);
  if (n_lines == 0)
    hw_card_add_line (self->card, NULL, NULL, _("Nothing is written down yet"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), n_lines > 0 || begins <= hw_stage_next (here));
}
