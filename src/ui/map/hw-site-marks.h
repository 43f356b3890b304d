/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-map-frame.h"
#include "hw-map-sprites.h"
#include "hw-map-thing.h"

G_BEGIN_DECLS

/* Half of the flag's height: what a ring around a selected site must leave room for. */
#define HW_SITE_MARK_RADIUS 15.0

void     hw_site_marks_append (GtkWidget        *widget,
                               GtkSnapshot      *snapshot,
                               GListModel       *sites,
                               const HwMapFrame *frame,
                               double            margin,
                               HwMapSprites     *sprites,
                               const HwMapThing *selected);
gboolean hw_site_marks_pick   (GListModel       *sites,
                               const HwMapFrame *frame,
                               double            x,
                               double            y,
                               HwMapThing       *thing);
void     hw_site_mark_get_middle (double       *x,
                                  double       *y);
void     hw_site_marks_list   (GListModel       *sites,
                               const HwBox      *box,
                               GArray           *things);
void     hw_map_draw_flag     (cairo_t          *cr,
                               gboolean          dark,
                               gboolean          closed,
                               double            x,
                               double            y,
                               double            size);

G_END_DECLS
