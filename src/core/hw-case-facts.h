/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

/* What the records of a case and its fields say together. A record goes before
 * the field; the field says it where nothing is recorded. */
gboolean            hw_facts_has_record             (const HwCase       *self,
                                                     HwCaseRecordKind    kind);
gboolean            hw_facts_has_document           (const HwCase       *self);
const HwCaseRecord *hw_facts_find_embassy_contact   (const HwCase       *self,
                                                     gboolean            answered);
gboolean            hw_facts_embassy_was_contacted  (const HwCase       *self,
                                                     gint64              now);
gboolean            hw_facts_preconditions_are_met  (const HwCase       *self);
gboolean            hw_facts_receiver_is_named      (const HwCase       *self);
gboolean            hw_facts_receiver_has_accepted  (const HwCase       *self,
                                                     gint64              now);
gboolean            hw_facts_payer_is_named         (const HwCase       *self);
gboolean            hw_facts_costs_are_approved     (const HwCase       *self,
                                                     gint64              now);
const char         *hw_facts_get_last               (const HwCase       *self,
                                                     HwCaseRecordKind    kind,
                                                     const char         *field);
gboolean            hw_facts_was_handed_over        (const HwCase       *self,
                                                     const char         *about);
gboolean            hw_facts_has_guardian           (const HwCase       *self);
gboolean            hw_facts_is_booked              (const HwCase       *self,
                                                     gint64              now);
gboolean            hw_facts_has_ticket             (const HwCase       *self);
gboolean            hw_facts_consent_on_booking     (const HwCase       *self);
gboolean            hw_facts_promise_is_overdue     (const HwCaseRecord *contact,
                                                     gint64              now);
const HwCaseRecord *hw_facts_find_overdue_promise   (const HwCase       *self,
                                                     gint64              now);

G_END_DECLS
