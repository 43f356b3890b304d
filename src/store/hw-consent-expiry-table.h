/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean   hw_consent_expiry_table_apply    (HwTables      *tables,
                                             const HwEntry *entry,
                                             const HwId    *consent,
                                             gint64         expired_at,
                                             GError       **error);
/* A consent that came to its end, and the case it belongs to. */
typedef struct
{
  HwId       reconnection;
  HwConsent *consent;        /* (owned) */
} HwExpiry;
GArray    *hw_consent_expiry_table_list_due (HwTables      *tables,
                                             gint64         now,
                                             GError       **error);

G_END_DECLS
