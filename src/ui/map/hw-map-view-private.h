/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-layer-maker.h"
#include "hw-map-tiles.h"
#include "hw-map-view.h"

G_BEGIN_DECLS

struct _HwMapView
{
  GtkWidget parent_instance;

  GtkWidget       *overlay;      /* (owned by the tree) */
  ShumateMap      *map;          /* (owned by the tree) */
  ShumateMapLayer *tiles_layer;  /* (owned by the map) */
  HwMapLayer      *layer;        /* (owned by the map) */
  GtkLabel        *attribution;  /* (owned by the tree) */
  HwTileStack     *maps;         /* (owned) (nullable) */
  HwMapTiles      *tiles;        /* (owned): what tiles_layer shows */
  HwLayerMaker    *heat_maker;   /* (owned) */
  HwMapDensity     density;
  HwPointIndex    *points;       /* (owned) (nullable) */
  HwMapThing       walked;       /* what Tab has reached */
  HwBox            pending_box;  /* to show once the map has a size */
  gboolean         has_pending_box;
  double           press_x, press_y;
  guint            rest_source;
  guint            box_source;
};

/* Lets the pointer choose what lies on the map. */
void hw_map_view_add_hands       (HwMapView      *self);
/* Lets keys move the map and walk over what lies on it. */
void hw_map_view_class_add_hands (GtkWidgetClass *widget_class);

G_END_DECLS
