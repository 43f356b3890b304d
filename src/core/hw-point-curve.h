/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-key-blocks.h"
#include "hw-morton.h"
#include "hw-point-columns.h"

G_BEGIN_DECLS

/**
 * HwPointCurve:
 *
 * The points of the columns, sorted along the curve. Private to the pyramid.
 */
typedef struct
{
  const HwPointColumns *columns;
  HwKeyBlocks           entries;    /* (element-type HwMortonEntry) by key and position */
  gboolean              is_stale;   /* the entries must be made anew */
} HwPointCurve;

/* In 2^-32 of the world. */
typedef struct
{
  guint32 x0, y0, x1, y1;           /* all included */
} HwFixedBox;

typedef void (*HwEntryFunc) (const HwMortonEntry *entry, gpointer user_data);

void                 hw_point_curve_init        (HwPointCurve         *self,
                                                 const HwPointColumns *columns);
void                 hw_point_curve_clear       (HwPointCurve         *self);
void                 hw_point_curve_sort        (HwPointCurve         *self);
HwMortonEntry        hw_point_curve_make_entry  (const HwPointCurve   *self,
                                                 gsize                 position);
HwMortonEntry        hw_point_curve_insert      (HwPointCurve         *self,
                                                 gsize                 position);
HwMortonEntry        hw_point_curve_remove      (HwPointCurve         *self,
                                                 gsize                 position);
void                 hw_point_curve_rename      (HwPointCurve         *self,
                                                 gsize                 position,
                                                 gsize                 new_position);
const HwMortonEntry *hw_point_curve_find_first  (const HwPointCurve   *self,
                                                 guint64               first,
                                                 guint64               last,
                                                 const HwPointFilter  *filter);
void                 hw_point_curve_foreach_key (const HwPointCurve   *self,
                                                 guint64               first,
                                                 guint64               last,
                                                 const HwPointFilter  *filter,
                                                 HwEntryFunc           function,
                                                 gpointer              user_data);
void                 hw_point_curve_foreach     (const HwPointCurve   *self,
                                                 const HwFixedBox     *box,
                                                 const HwPointFilter  *filter,
                                                 HwEntryFunc           function,
                                                 gpointer              user_data);
void                 hw_point_curve_collect     (const HwPointCurve   *self,
                                                 const HwFixedBox     *box,
                                                 const HwPointFilter  *filter,
                                                 GArray               *positions);
guint                hw_fixed_box_split         (const HwBox          *box,
                                                 HwFixedBox            parts[2]);

static inline gboolean
hw_fixed_box_holds (const HwFixedBox *box,
                    guint32           x,
                    guint32           y)
{
  return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

static inline gboolean
hw_morton_entry_matches (const HwMortonEntry *entry,
                         const HwPointFilter *filter)
{
  return hw_point_filter_matches (filter, entry->kind, entry->status, entry->hour, entry->time);
}

G_END_DECLS
