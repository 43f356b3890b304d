/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

#include "hw-list-table.h"

G_BEGIN_DECLS

/**
 * HwChartKind:
 * @HW_CHART_TREND: a line for each column, over the rows
 * @HW_CHART_BARS: a bar for each row, of one piece for each column
 * @HW_CHART_HEAT: a field for each row and column, the darker the more
 */
typedef enum { HW_CHART_TREND, HW_CHART_BARS, HW_CHART_HEAT } HwChartKind;

#define HW_CHART_NOTHING (-1.0)   /* nothing to show */
#define HW_CHART_HIDDEN  (-2.0)   /* not told: there is something, and no number stands there */

/**
 * HwChartStyle:
 * @dark: light on dark
 * @contrast: for who needs strong lines and no shades
 * @font: (nullable): a Pango font; %NULL: that of our papers
 * @size: of the letters, in points of the drawing
 */
typedef struct
{
  gboolean    dark;
  gboolean    contrast;
  const char *font;
  double      size;
} HwChartStyle;

/**
 * HwChart:
 *
 * The numbers of a chart and their names. It knows how it is drawn, read as a
 * table and copied as numbers. Immutable once filled, reference counted.
 */
typedef struct _HwChart HwChart;

#define HW_TYPE_CHART (hw_chart_get_type ())
GType        hw_chart_get_type       (void);
HwChart     *hw_chart_new            (HwChartKind          kind,
                                      const char          *title,
                                      const char * const  *rows,
                                      const char * const  *columns,
                                      const double        *values);
HwChart     *hw_chart_ref            (HwChart             *self);
void         hw_chart_unref          (HwChart             *self);
void         hw_chart_set_sums       (HwChart             *self,
                                      const double        *sums);
const char  *hw_chart_get_title      (const HwChart       *self);
HwListTable *hw_chart_make_table     (const HwChart       *self);
char        *hw_chart_dup_numbers    (const HwChart       *self);
char        *hw_chart_dup_words      (const HwChart       *self);
void         hw_chart_draw           (const HwChart       *self,
                                      cairo_t             *cr,
                                      double               width,
                                      double               height,
                                      const HwChartStyle  *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwChart, hw_chart_unref)

G_END_DECLS
