/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-ctl.h"
#include "hw-open311-client.h"

G_BEGIN_DECLS

typedef struct { guint64 sent, refused; } HwCtlOutcomes;

/* Tells the server what came of the requests that were taken in from it, as far as it was not told yet. */
gboolean hw_ctl_send_outcomes (HwCtl            *ctl,
                               HwStore          *store,
                               HwOpen311Client  *client,
                               gboolean          dry_run,
                               HwCtlOutcomes    *outcomes,
                               GError          **error);

G_END_DECLS
