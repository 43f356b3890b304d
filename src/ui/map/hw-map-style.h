/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-point-index.h"

G_BEGIN_DECLS

/* The colours of what the map page draws itself. */
typedef enum
{
  HW_MAP_COLOUR_GROUND,     /* where the map has no picture */
  HW_MAP_COLOUR_CARD,
  HW_MAP_COLOUR_TEXT,
  HW_MAP_COLOUR_DIM,
  HW_MAP_COLOUR_ACCENT,
  HW_MAP_COLOUR_SELECTED,   /* behind what is selected */
  HW_MAP_COLOUR_IDLE,       /* bars outside the brush, empty cells */
  HW_MAP_COLOUR_MET,        /* somebody was met: contacts */
  HW_MAP_COLOUR_BOUNDARY,
  HW_N_MAP_COLOURS
} HwMapColour;

gboolean hw_map_is_dark          (void);
gboolean hw_map_is_high_contrast (void);
void     hw_map_colour           (HwMapColour  which,
                                  gboolean     dark,
                                  GdkRGBA     *colour);
void     hw_map_rank_colour      (guint        rank,
                                  gboolean     dark,
                                  GdkRGBA     *colour,
                                  GdkRGBA     *number);
void     hw_map_heat_colour      (guint        step,
                                  gboolean     dark,
                                  GdkRGBA     *colour);
void     hw_map_unusual_colour   (guint        step,
                                  gboolean     dark,
                                  GdkRGBA     *colour);
void     hw_map_area_colour      (guint        number,
                                  gboolean     dark,
                                  GdkRGBA     *colour);
void     hw_map_watch_style      (GtkWidget   *widget,
                                  GCallback    changed);
void     hw_map_draw_badge       (cairo_t     *cr,
                                  guint        rank,
                                  gboolean     dark,
                                  double       x,
                                  double       y,
                                  double       size);
void     hw_map_draw_contact     (cairo_t     *cr,
                                  gboolean     dark,
                                  double       x,
                                  double       y,
                                  double       size);
double   hw_map_measure_text     (cairo_t     *cr,
                                  const char  *text,
                                  double       size,
                                  gboolean     bold);
void     hw_map_draw_text        (cairo_t     *cr,
                                  const char  *text,
                                  double       x,
                                  double       y,
                                  double       size,
                                  gboolean     bold);

G_END_DECLS
