/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-emergency-numbers.h"

G_BEGIN_DECLS

char *hw_emergency_dup_number (const char *kind);

G_END_DECLS
