/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HwMapEmpty:
 *
 * A fresh workspace: what to begin with, instead of an empty map.
 */
#define HW_TYPE_MAP_EMPTY (hw_map_empty_get_type ())
G_DECLARE_FINAL_TYPE (HwMapEmpty, hw_map_empty, HW, MAP_EMPTY, AdwBin)

GtkWidget *hw_map_empty_new (void);

G_END_DECLS
