/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-intake-settings.h"

G_BEGIN_DECLS

typedef enum
{
  HW_QUOTA_REQUESTS,   /* of any kind, of one source */
  HW_QUOTA_REPORTS,    /* reports of one source */
  HW_QUOTA_GATEWAY,    /* reports through a door that asks for a token, of all sources together */
  HW_N_QUOTAS
} HwQuotaKind;

/**
 * HwIntakeQuota:
 *
 * How much may still come from where. It lives in memory only and knows no
 * address: a source is a number made of it with a key that nobody has.
 */
typedef struct _HwIntakeQuota HwIntakeQuota;

HwIntakeQuota *hw_intake_quota_new    (const HwIntakeSettings *settings);
void           hw_intake_quota_free   (HwIntakeQuota          *self);
guint64        hw_intake_quota_source (HwIntakeQuota          *self,
                                       const char             *forwarded_for);
gboolean       hw_intake_quota_take   (HwIntakeQuota          *self,
                                       HwQuotaKind             kind,
                                       guint64                 source,
                                       gint64                  time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeQuota, hw_intake_quota_free)

G_END_DECLS
