/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-hot-spots.h"
#include "hw-map-frame.h"
#include "hw-map-sprites.h"

G_BEGIN_DECLS

void             hw_map_hulls_append        (GtkSnapshot      *snapshot,
                                             GPtrArray        *hot_spots,
                                             const HwMapFrame *frame,
                                             double            margin,
                                             guint             selected);
void             hw_map_hulls_append_badges (GtkSnapshot      *snapshot,
                                             GPtrArray        *hot_spots,
                                             const HwMapFrame *frame,
                                             double            margin,
                                             HwMapSprites     *sprites,
                                             guint             selected);
const HwHotSpot *hw_map_hulls_pick          (GPtrArray        *hot_spots,
                                             const HwMapFrame *frame,
                                             double            x,
                                             double            y);
const HwHotSpot *hw_map_hulls_pick_badge    (GPtrArray        *hot_spots,
                                             const HwMapFrame *frame,
                                             double            x,
                                             double            y);
void             hw_map_hull_get_top        (const HwHotSpot  *hot_spot,
                                             const HwMapFrame *frame,
                                             double           *x,
                                             double           *y);
void             hw_map_hull_append_label   (GtkWidget        *widget,
                                             GtkSnapshot      *snapshot,
                                             const char       *text,
                                             double            x,
                                             double            y);

G_END_DECLS
