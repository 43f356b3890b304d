/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"

G_BEGIN_DECLS

char *hw_consent_words_dup_state  (const HwConsent *consent,
                                   HwConsentState   state,
                                   gint64           now);
char *hw_consent_words_dup_how    (const HwConsent *consent);
char *hw_consent_words_dup_before (const HwCase    *case_,
                                   const HwConsent *consent,
                                   gint64           now);

G_END_DECLS
