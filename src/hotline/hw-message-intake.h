/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-intake-settings.h"
#include "hw-intake-spool.h"

G_BEGIN_DECLS

/**
 * HwMessageIntake:
 *
 * Brings the messages of the folders in the settings into the spool, sealed.
 */
typedef struct _HwMessageIntake HwMessageIntake;

HwMessageIntake *hw_message_intake_new  (const HwIntakeSettings *settings,
                                         HwIntakeSpool          *spool);
void             hw_message_intake_free (HwMessageIntake        *self);
gboolean         hw_message_intake_look (HwMessageIntake        *self,
                                         gint64                  now,
                                         GError                **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwMessageIntake, hw_message_intake_free)

G_END_DECLS
