/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-store.h"

G_BEGIN_DECLS

/* What the store refuses of casework: each returns FALSE with HW_STORE_ERROR_RULE or HW_STORE_ERROR_GATE, and nothing is recorded. */
gboolean hw_store_rule_time     (gint64             *happened_at,
                                 GError            **error);
gboolean hw_store_rule_consent  (const HwConsent    *consent,
                                 GError            **error);
gboolean hw_store_rule_evidence (const HwCase       *about,
                                 GHashTable         *fields,
                                 gint64              happened_at,
                                 GError            **error);
gboolean hw_store_rule_gate     (const HwCase       *about,
                                 HwStage             stage,
                                 GError            **error);
gboolean hw_store_rule_record   (const HwCase       *about,
                                 const HwCaseRecord *record,
                                 GError            **error);

G_END_DECLS
