/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-button-name.h"
#include "hw-case-rules.h"
#include "hw-consent-dialog.h"
#include "hw-consent-line.h"

/* A row of a form that tells somebody something: whether the person has agreed
 * to just that, and the way to ask them. It follows what is recorded. */

struct _HwConsentLine
{
  AdwActionRow parent_instance;

  HwSession *session;     /* (owned) */
  HwId       case_id;
  char      *purpose;     /* (owned) */
  char      *recipient;   /* (owned) (nullable) */
  GtkWidget *ask;         /* child */
};

G_DEFINE_FINAL_TYPE (HwConsentLine, hw_consent_line, ADW_TYPE_ACTION_ROW)

static HwCase *
get_case (HwConsentLine *self)
{
  HwCaseItem *item = self->session != NULL ? hw_session_find_case (self->session, &self->case_id) : NULL;

  return item != NULL ? hw_case_item_get_case (item) : NULL;
}

static void
refresh (HwConsentLine *self)
{
  HwCase *case_ = get_case (self);
  gboolean live = hw_consent_line_is_live (self);
  const char *words;

  if (self->recipient == NULL)
    words = _("First choose who would be told");
  else if (live)
    words = _("They have agreed to it");
  else if (case_ != NULL && hw_case_consent_state (case_, self->purpose, self->recipient, g_get_real_time ()) == HW_CONSENT_REFUSED)
    words = _("They said no: tell them nothing");
  else
    words = _("They have not agreed to it yet");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_widget_set_visible (self->ask, self->recipient != NULL && !live);
}

static void
ask_cb (HwConsentLine *self)
{
  HwCase *case_ = get_case (self);

  if (case_ != NULL)
    gtk_window_present (GTK_WINDOW (hw_consent_dialog_new_for (GTK_WIDGET (self), self->session, case_, self->purpose, self->recipient)));
}

static void
hw_consent_line_dispose (GObject *object)
{
  g_clear_object (&HW_CONSENT_LINE (object)->session);
  G_OBJECT_CLASS (hw_consent_line_parent_class)->dispose (object);
}

static void
hw_consent_line_finalize (GObject *object)
{
  HwConsentLine *self = HW_CONSENT_LINE (object);

  g_free (self->purpose);
  g_free (self->recipient);
  G_OBJECT_CLASS (hw_consent_line_parent_class)->finalize (object);
}

static void
hw_consent_line_class_init (HwConsentLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_consent_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_consent_line_finalize;
}

static void
hw_consent_line_init (HwConsentLine *self)
{
  g_object_set (self, "use-markup", FALSE, "title", _("Consent"), NULL);
  self->ask = g_object_new (GTK_TYPE_BUTTON, "label", _("Ask…"), "valign", GTK_ALIGN_CENTER, NULL);
  hw_button_set_name (self->ask, _("Ask for the consent"));
  g_signal_connect_object (self->ask, "clicked", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->ask);
}

/**
 * hw_consent_line_new:
 * @session: the session
 * @case_id: whose consent
 * @purpose: what for
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
hw_consent_line_new (HwSession  *session,
                     const HwId *case_id,
                     const char *purpose)
{
  HwConsentLine *self = g_object_new (HW_TYPE_CONSENT_LINE, NULL);

  self->session = g_object_ref (session);
  self->case_id = *case_id;
  self->purpose = g_strdup (purpose);
  g_signal_connect_object (hw_session_get_cases (session), "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

/**
 * hw_consent_line_set_recipient:
 * @self: a row
 * @recipient: (nullable): who would be told
 */
void
hw_consent_line_set_recipient (HwConsentLine *self,
                               const char    *recipient)
{
  g_return_if_fail (HW_IS_CONSENT_LINE (self));

  g_free (self->recipient);
  self->recipient = g_strdup (recipient);
  refresh (self);
}

/**
 * hw_consent_line_is_live:
 * @self: a row
 *
 * Returns: whether they may be told now
 */
gboolean
hw_consent_line_is_live (HwConsentLine *self)
{
  HwCase *case_ = get_case (self);

  return case_ != NULL && self->recipient != NULL && hw_case_may_disclose (case_, self->purpose, self->recipient, g_get_real_time (), NULL);
}
