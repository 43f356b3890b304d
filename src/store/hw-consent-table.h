/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_consent_table_apply            (HwTables        *tables,
                                               const HwEntry   *entry,
                                               const HwConsent *consent,
                                               gboolean         refused,
                                               GError         **error);
gboolean    hw_consent_table_apply_withdrawal (HwTables        *tables,
                                               const HwEntry   *entry,
                                               const HwId      *consent,
                                               const char      *purpose,
                                               const char      *recipient,
                                               const char      *reason,
                                               GError         **error);
GByteArray *hw_consent_table_list_heads       (HwTables        *tables,
                                               const HwId      *id,
                                               const char      *purpose,
                                               const char      *recipient,
                                               GError         **error);
HwConsent  *hw_consent_table_get              (HwTables        *tables,
                                               const HwId      *reconnection,
                                               const HwId      *consent,
                                               GError         **error);
gboolean    hw_consent_table_load_linked (HwTables      *tables,
                                          HwCase        *target,
                                          GError       **error);
gboolean    hw_consent_table_load             (HwTables        *tables,
                                               HwCase          *target,
                                               GError         **error);

G_END_DECLS
