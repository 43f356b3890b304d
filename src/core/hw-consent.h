/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"

G_BEGIN_DECLS

/* How the person said it. */
typedef enum { HW_CONSENT_ORAL, HW_CONSENT_WRITTEN, HW_CONSENT_WITNESSED } HwConsentForm;
#define HW_N_CONSENT_FORMS 3

/**
 * HwConsent:
 * @id: nil until the store gives it one
 * @purpose: "identity-document", "treatment", "reception", "family" ...
 * @recipient: "consulate", the name of a clinic
 * @wording: version of the words that were read: "identity-2026-1"
 * @language: language it was asked in
 * @interpreter: (nullable): who interpreted
 * @form: how the person said it
 * @granted_at: when they were asked, µs UTC
 * @expires_at: µs UTC; 0: none given, which the rules refuse
 * @withdrawn_at: µs UTC; 0: not withdrawn
 * @refused: the person said no; kept, so that nobody asks again by mistake
 * @words: (nullable): the person's own words
 * @superseded: a later entry on the same purpose and recipient names this one
 *   as its parent: it is history and no longer a head (DESIGN section 5, rule 3)
 *
 * A person's yes (or no) to one disclosure: purpose x recipient x wording.
 * Immutable, reference counted.
 */
typedef struct
{
  HwId          id;
  const char   *purpose;
  const char   *recipient;
  const char   *wording;
  const char   *language;
  const char   *interpreter;
  HwConsentForm form;
  gint64        granted_at;
  gint64        expires_at;
  gint64        withdrawn_at;
  gboolean      refused;
  const char   *words;
  gboolean      superseded;
} HwConsent;

typedef enum { HW_CONSENT_LIVE, HW_CONSENT_MISSING, HW_CONSENT_EXPIRED, HW_CONSENT_WITHDRAWN, HW_CONSENT_REFUSED } HwConsentState;

#define HW_TYPE_CONSENT (hw_consent_get_type ())
GType          hw_consent_get_type         (void);
HwConsent     *hw_consent_new              (const HwConsent *template_);
HwConsent     *hw_consent_ref              (HwConsent       *consent);
void           hw_consent_unref            (HwConsent       *consent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwConsent, hw_consent_unref)

const char    *hw_consent_form_to_string   (HwConsentForm    form);
gboolean       hw_consent_form_from_string (const char      *name,
                                            HwConsentForm   *form);
HwConsentState hw_consent_get_state        (const HwConsent *consent,
                                            gint64           now);
HwConsentState hw_consent_join             (HwConsentState   a,
                                            HwConsentState   b);
HwConsentState hw_consents_get_state       (GPtrArray       *consents,
                                            const char      *purpose,
                                            const char      *recipient,
                                            gint64           now);
HwConsentState hw_consents_get_past_state  (GPtrArray       *consents,
                                            const char      *purpose,
                                            const char      *recipient,
                                            gint64           then);

G_END_DECLS
