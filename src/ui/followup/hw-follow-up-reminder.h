/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

void hw_follow_up_remind (HwSession *session,
                          guint      n_due);

G_END_DECLS
