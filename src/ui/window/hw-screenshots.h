/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-window.h"

G_BEGIN_DECLS

void hw_screenshots_walk (HwWindow   *window,
                          HwSession  *session,
                          const char *directory);

G_END_DECLS
