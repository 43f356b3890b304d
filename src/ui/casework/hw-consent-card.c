/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-card.h"
#include "hw-case-words.h"
#include "hw-consent-card.h"

/* What the person has allowed us to tell whom, and what not. A line for each
 * head; a live one can be withdrawn, anything else can be asked for again.
 * Uses the actions "case.ask-consent" and "case.withdraw-consent" (id). */

struct _HwConsentCard
{
  GtkWidget parent_instance;

  HwCard *card;   /* child */
};

G_DEFINE_FINAL_TYPE (HwConsentCard, hw_consent_card, GTK_TYPE_WIDGET)

static const char *
get_icon (HwConsentState state)
{
  switch (state)
    {
    case HW_CONSENT_LIVE: return "emblem-ok-symbolic";
    case HW_CONSENT_EXPIRED: return "alarm-symbolic";
    case HW_CONSENT_MISSING: return "dialog-warning-symbolic";
    case HW_CONSENT_WITHDRAWN:
    case HW_CONSENT_REFUSED:
    default: return "action-unavailable-symbolic";
    }
}

static const char *
get_style (HwConsentState state)
{
  if (state == HW_CONSENT_LIVE)
    return "met";
  return state == HW_CONSENT_EXPIRED || state == HW_CONSENT_MISSING ? "waiting" : "overdue";
}

static void
add_withdraw_button (GtkWidget       *line,
                     const HwConsent *consent,
                     const char      *heading)
{
  GtkWidget *button = gtk_button_new_with_label (_("Withdraw…"));
  g_autofree char *id = hw_id_to_string (&consent->id);
  g_autofree char *name = g_strdup_printf (_("Withdraw the consent: %s"), heading);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.withdraw-consent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_consent (HwConsentCard   *self,
             const HwCase    *case_,
             const HwConsent *consent,
             gint64           now)
{
  HwConsentState own = hw_consent_get_state (consent, now);
  HwConsentState together = hw_case_consent_state (case_, consent->purpose, consent->recipient, now);
  g_autofree char *heading = g_strdup_printf ("%s · %s", consent->recipient, hw_case_words_purpose (consent->purpose));
  g_autofree char *words = hw_case_words_dup_consent (consent, own, now);
  g_autofree char *under = own == HW_CONSENT_LIVE && together != HW_CONSENT_LIVE
    ? g_strdup_printf ("%s\n%s", words, _("Another answer says no: it counts as no until they are asked again"))
    : g_steal_pointer (&words);
  GtkWidget *line = hw_card_add_line (self->card, get_icon (together), get_style (together), heading, under);

  if (own == HW_CONSENT_LIVE && !hw_stage_is_end (case_->stage))
    add_withdraw_button (line, consent, heading);
}

static void
hw_consent_card_dispose (GObject *object)
{
  HwConsentCard *self = HW_CONSENT_CARD (object);

  if (self->card != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  G_OBJECT_CLASS (hw_consent_card_parent_class)->dispose (object);
}

static void
hw_consent_card_class_init (HwConsentCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_consent_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_consent_card_init (HwConsentCard *self)
{
  GtkWidget *ask;

  self->card = HW_CARD (hw_card_new (_("Consent")));
  ask = hw_card_add_button (self->card, _("Ask…"), _("Record what they say to a consent"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (ask), "case.ask-consent");
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
}

/**
 * hw_consent_card_new:
 *
 * Returns: (transfer floating): a card without consents
 */
GtkWidget *
hw_consent_card_new (void)
{
  return g_object_new (HW_TYPE_CONSENT_CARD, NULL);
}

/**
 * hw_consent_card_set_case:
 * @self: a card
 * @case_: a case
 * @now: µs UTC
 *
 * Shows the consents of @case_ that are not history.
 */
void
hw_consent_card_set_case (HwConsentCard *self,
                          const HwCase  *case_,
                          gint64         now)
{
  gboolean any = FALSE;

  g_return_if_fail (HW_IS_CONSENT_CARD (self));

  hw_card_clear (self->card);
  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *consent = case_->consents->pdata[i];

      if (consent->superseded)
        continue;
      add_consent (self, case_, consent, now);
      any = TRUE;
    }
  if (!any)
    hw_card_add_line (self->card, NULL, NULL, _("Nothing may be told to anyone yet"), NULL);
}
