/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-store-error.h"

G_BEGIN_DECLS

GError *hw_store_error_map         (GError     *error);
GError *hw_store_error_new_damaged (const char *reason);

G_END_DECLS
