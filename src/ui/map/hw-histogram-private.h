/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-histogram.h"
#include "hw-day-counts.h"
#include "hw-histogram-draw.h"

G_BEGIN_DECLS

typedef enum { DRAG_NONE, DRAG_FIRST, DRAG_LAST, DRAG_WHOLE, DRAG_NEW } DragMode;

struct _HwHistogram
{
  GtkWidget parent_instance;

  HwPointIndex     *points;        /* (owned) (nullable) */
  HwDayCounts      *counts;        /* (owned) */
  guint32           today;
  guint32           first, last;   /* chosen days, inclusive */
  gboolean          all;           /* every time, also beyond the days that are counted */
  HwHistogramView   view;
  guint             bin;           /* days to a bar when it was last allocated */
  gboolean          comparing;     /* the days before are drawn over the chosen ones */
  DragMode          drag;
  guint32           drag_day, drag_first, drag_last;
  guint             recount_source, apply_source;
  gboolean          applying;
};

/* The first day that has any, and today or the last that has any. */
guint32 hw_histogram_get_first_day (HwHistogram *self);
guint32 hw_histogram_get_end_day   (HwHistogram *self);
/* Chooses days as far as there are any. */
void    hw_histogram_choose        (HwHistogram *self,
                                    gint64       first,
                                    gint64       last);
/* Lets the pointer drag the brush and the wheel look at other days. */
void    hw_histogram_add_hands     (HwHistogram *self);

G_END_DECLS
