/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-tile-archive.h"

G_BEGIN_DECLS

/**
 * HwMapRow:
 *
 * One map file in the list of maps: what it is, or why it cannot be shown, and
 * the buttons that move it and take it out (actions "maps.move", "maps.remove").
 */
#define HW_TYPE_MAP_ROW (hw_map_row_get_type ())
G_DECLARE_FINAL_TYPE (HwMapRow, hw_map_row, HW, MAP_ROW, AdwActionRow)

GtkWidget  *hw_map_row_new      (const char    *path,
                                 HwTileArchive *map,
                                 const char    *refusal,
                                 gboolean       is_first,
                                 gboolean       is_last);
const char *hw_map_row_get_path (HwMapRow      *self);

G_END_DECLS
