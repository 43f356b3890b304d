/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-intake-settings.h"
#include "hw-intake-spool.h"

G_BEGIN_DECLS

/**
 * HwIntakeServer:
 *
 * The intake service: takes requests on one address, lets the doors read them,
 * seals what is to be kept, and answers once it is on the disk.
 */
typedef struct _HwIntakeServer HwIntakeServer;

gboolean        hw_intake_server_check       (const HwIntakeSettings *settings,
                                              GError                **error);
HwIntakeServer *hw_intake_server_new         (const HwIntakeSettings *settings,
                                              HwIntakeSpool          *spool,
                                              GError                **error);
void            hw_intake_server_free        (HwIntakeServer         *self);
const char     *hw_intake_server_get_address (HwIntakeServer         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeServer, hw_intake_server_free)

G_END_DECLS
