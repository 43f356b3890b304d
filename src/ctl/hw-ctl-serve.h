/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-ctl.h"

G_BEGIN_DECLS

gboolean hw_ctl_serve      (HwCtl *ctl, GStrv args, GError **error);
gboolean hw_ctl_intake_key (HwCtl *ctl, GStrv args, GError **error);

G_END_DECLS
