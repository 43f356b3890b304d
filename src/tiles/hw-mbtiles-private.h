/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-connection.h"
#include "hw-tiles-error.h"

G_BEGIN_DECLS

char *hw_mbtiles_compute_hash (HwConnection *connection, GError **error);

G_END_DECLS
