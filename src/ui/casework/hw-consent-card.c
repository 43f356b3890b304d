/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-button-name.h"
#include "hw-card.h"
#include "hw-case-words.h"
#include "hw-consent-card.h"
#include "hw-consent-words.h"
#include "hw-disclosure.h"

/* What the person has allowed us to tell whom, and what not: a line for each
 * purpose and recipient, with how long it still holds and what there was before.
 * A live one can be taken back; anything else can be asked for again. Below, who
 * was told something and has not been asked to delete it after a withdrawal.
 * Uses the actions "papers.ask-consent" (purpose, recipient), "case.ask-consent",
 * "case.withdraw-consent" (id) and "papers.recall". */

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
    case HW_CONSENT_LIVE: return "object-select-symbolic";
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

static GtkWidget *
add_line_button (GtkWidget  *line,
                 const char *label,
                 const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_add_css_class (button, "line-button");
  hw_button_set_name (button, name);
  hw_card_line_add_below (line, button);
  return button;
}

static void
add_withdraw_button (GtkWidget       *line,
                     const HwConsent *consent,
                     const char      *heading)
{
  g_autofree char *id = hw_id_to_string (&consent->id);
  g_autofree char *name = g_strdup_printf (_("Withdraw the consent: %s"), heading);
  GtkWidget *button = add_line_button (line, _("Withdraw…"), name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.withdraw-consent");
}

static void
add_ask_button (GtkWidget       *line,
                const HwConsent *consent,
                const char      *heading)
{
  g_autofree char *name = g_strdup_printf (_("Ask again: %s"), heading);
  GtkWidget *button = add_line_button (line, _("Ask again…"), name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", consent->purpose, consent->recipient);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "papers.ask-consent");
}

/* The head that says the least of all for this purpose and recipient; the others are named by it. */
static gboolean
is_first_head (const HwCase    *case_,
               const HwConsent *consent,
               gint64           now)
{
  HwConsentState together = hw_case_consent_state (case_, consent->purpose, consent->recipient, now);
  const HwConsent *shown = NULL;

  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *other = case_->consents->pdata[i];

      if (other->superseded || g_strcmp0 (other->purpose, consent->purpose) != 0 || g_strcmp0 (other->recipient, consent->recipient) != 0)
        continue;
      if (shown == NULL || (hw_consent_get_state (shown, now) != together && hw_consent_get_state (other, now) == together))
        shown = other;
    }
  return shown == consent;
}

/* Another device, or somebody linked as the same, may have said no. */
static const char *
find_note (const HwCase    *case_,
           const HwConsent *consent,
           gint64           now)
{
  return hw_consent_get_state (consent, now) == HW_CONSENT_LIVE &&
         hw_case_consent_state (case_, consent->purpose, consent->recipient, now) != HW_CONSENT_LIVE
    ? _("Another answer says no: it counts as no until they are asked again") : NULL;
}

static void
add_consent (HwConsentCard   *self,
             const HwCase    *case_,
             const HwConsent *consent,
             gint64           now)
{
  HwConsentState own = hw_consent_get_state (consent, now);
  HwConsentState together = hw_case_consent_state (case_, consent->purpose, consent->recipient, now);
  const char *note = find_note (case_, consent, now);
  g_autofree char *heading = g_strdup_printf ("%s · %s", consent->recipient, hw_case_words_purpose (consent->purpose));
  g_autofree char *state = hw_consent_words_dup_state (consent, own, now);
  g_autofree char *how = hw_consent_words_dup_how (consent);
  g_autofree char *before = hw_consent_words_dup_before (case_, consent, now);
  g_autofree char *under = g_strjoin ("\n", state, how, note != NULL ? note : before, note != NULL ? before : NULL, NULL);
  GtkWidget *line = hw_card_add_line (self->card, get_icon (together), get_style (together), heading, under);

  if (hw_stage_is_end (case_->stage))
    return;
  if (own == HW_CONSENT_LIVE)
    add_withdraw_button (line, consent, heading);
  else if (consent->purpose != NULL && consent->recipient != NULL)
    add_ask_button (line, consent, heading);
}

static void
add_disclosed (HwConsentCard     *self,
               const HwDisclosed *disclosed,
               gint64             now)
{
  const HwCaseRecord *last = disclosed->records->pdata[disclosed->records->len - 1];
  g_autofree char *day = hw_case_words_dup_day (last->happened_at, now);
  g_autofree char *heading = g_strdup_printf (_("%s was told"), disclosed->recipient);
  g_autofree char *under = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u time, last on %s", "%u times, last on %s", disclosed->records->len),
                                            disclosed->records->len, day);
  gboolean open = disclosed->withdrawn && !disclosed->recalled;
  GtkWidget *line = hw_card_add_line (self->card, open ? "mail-unread-symbolic" : "mail-read-symbolic", open ? "overdue" : NULL, heading,
                                      disclosed->recalled ? _("A recall letter is prepared") : under);

  if (open)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (add_line_button (line, _("Recall letter…"), _("Recall letters"))), "papers.recall");
}

static void
add_disclosures (HwConsentCard *self,
                 const HwCase  *case_,
                 gint64         now)
{
  g_autoptr (GPtrArray) list = hw_disclosure_list (case_);

  for (guint i = 0; i < list->len; i++)
    if (((HwDisclosed *) list->pdata[i])->records->len > 0)
      add_disclosed (self, list->pdata[i], now);
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

      if (consent->superseded || !is_first_head (case_, consent, now))
        continue;
      add_consent (self, case_, consent, now);
      any = TRUE;
    }
  if (!any)
    hw_card_add_line (self->card, NULL, NULL, _("Nothing may be told to anyone yet"), NULL);
  add_disclosures (self, case_, now);
}
