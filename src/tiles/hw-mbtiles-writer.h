/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-tiles-error.h"

G_BEGIN_DECLS

/**
 * HwMbtilesWriter:
 *
 * Writes a new MBTiles file. It appears at its path when it is finished, whole;
 * freed before that, it leaves nothing behind. For one thread.
 */
typedef struct _HwMbtilesWriter HwMbtilesWriter;

HwMbtilesWriter *hw_mbtiles_writer_new    (const char *path, GError **error);
gboolean         hw_mbtiles_writer_set    (HwMbtilesWriter *self, const char *name, const char *value, GError **error);
gboolean         hw_mbtiles_writer_add    (HwMbtilesWriter *self, guint zoom, guint x, guint y, GBytes *picture, GError **error);
gboolean         hw_mbtiles_writer_finish (HwMbtilesWriter *self, GError **error);
void             hw_mbtiles_writer_free   (HwMbtilesWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwMbtilesWriter, hw_mbtiles_writer_free)

G_END_DECLS
