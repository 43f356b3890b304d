/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case-due.h"
#include "hw-casework.h"

G_BEGIN_DECLS

const char *hw_case_words_stage         (HwStage          stage);
const char *hw_case_words_purpose       (const char      *purpose);
const char *hw_case_words_form          (HwConsentForm    form);
char       *hw_case_words_dup_day       (gint64           at,
                                         gint64           now);
char       *hw_case_words_dup_date      (const char      *date);
char       *hw_case_words_dup_date_of   (gint64           start,
                                         gint64           now);
char       *hw_case_words_dup_last_day  (gint64           expires_at,
                                         gint64           now);
char       *hw_case_words_dup_due       (const HwCaseDue *due,
                                         gint64           now);
char       *hw_case_words_dup_quoted    (const char      *words);
char       *hw_case_words_dup_missing   (guint            n_open);
char       *hw_case_words_dup_earlier   (const HwCase    *earlier,
                                         gint64           now);
char       *hw_case_words_dup_known     (const HwCase    *self,
                                         gint64           now);
char       *hw_case_words_dup_consent   (const HwConsent *consent,
                                         HwConsentState   state,
                                         gint64           now);

const char * const *hw_case_purposes    (void);

G_END_DECLS
