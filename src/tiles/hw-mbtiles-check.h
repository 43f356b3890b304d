/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-connection.h"
#include "hw-tile-archive.h"

G_BEGIN_DECLS

HwConnection *hw_mbtiles_check (HwTileFacts *facts, GError **error);

G_END_DECLS
