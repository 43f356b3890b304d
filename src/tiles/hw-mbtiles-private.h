/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-connection.h"
#include "hw-tile-archive.h"

G_BEGIN_DECLS

char       *hw_mbtiles_compute_hash      (HwConnection *connection, GError **error);
GHashTable *hw_mbtiles_metadata_new      (void);
void        hw_mbtiles_metadata_add      (GHashTable *metadata, const char *name, const char *value);
gboolean    hw_mbtiles_metadata_describe (GHashTable *metadata, HwTileFacts *facts);

G_END_DECLS
