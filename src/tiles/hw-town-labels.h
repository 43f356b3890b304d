/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "hw-town-plan.h"

G_BEGIN_DECLS

typedef enum
{
  HW_LABEL_TOWN, HW_LABEL_VILLAGE, HW_LABEL_DISTRICT, HW_LABEL_PLACE, HW_LABEL_PARK, HW_LABEL_BRIDGE, HW_LABEL_RIVER,
  HW_LABEL_STREET, HW_LABEL_SMALL_STREET, HW_N_LABEL_KINDS
} HwLabelKind;

/* The outlines of one name, in pixels of its zoom from the middle of the town. */
typedef struct
{
  HwLabelKind   kind;
  cairo_path_t *path;  /* (owned) */
  double        x0, y0, x1, y1;
} HwTownLabel;

/* Names of points, beside those of the plan: "Riverton Station". */
typedef struct
{
  const char *name;
  HwLabelKind kind;
  HwXy        at;
  guint       min_zoom;
} HwTownCaption;

GPtrArray *hw_town_labels_new  (const HwTownPlan    *plan,
                                const HwTownCaption *captions,
                                guint                n_captions,
                                guint                zoom,
                                double               pixels_per_metre);
void       hw_town_label_draw  (const HwTownLabel   *label,
                                cairo_t             *cr);

G_END_DECLS
