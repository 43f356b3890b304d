/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-local-time.h"
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwPointColumns:
 *
 * The points of an index, a column per field. Positions are 0 to @size - 1;
 * removing a point moves the last one into its place. Private to the index.
 */
typedef struct
{
  gsize    size;
  gsize    allocated;
  gint64  *rows;          /* (owned) */
  gint64  *times;         /* (owned) */
  gint32  *latitudes;     /* (owned) 1e-7 degrees */
  gint32  *longitudes;    /* (owned) 1e-7 degrees */
  guint16 *people;        /* (owned) */
  guint8  *kinds;         /* (owned) */
  guint8  *statuses;      /* (owned) */
  guint8  *hours;         /* (owned) local, 0 to 23 */
  HwLocalTime *local;     /* (owned) (nullable): whose hours; UTC without */
  guint32 *slots;         /* (owned) (nullable) hash table of positions + 1, made by the first lookup */
  gsize    n_slots;       /* a power of two */
} HwPointColumns;

void     hw_point_columns_set_zone (HwPointColumns      *self,
                                   GTimeZone            *zone);
void     hw_point_columns_clear   (HwPointColumns       *self);
void     hw_point_columns_reserve (HwPointColumns       *self,
                                   gsize                 n_more);
void     hw_point_columns_append  (HwPointColumns       *self,
                                   const HwIndexPoint   *point);
void     hw_point_columns_set     (HwPointColumns       *self,
                                   gsize                 position,
                                   const HwIndexPoint   *point);
void     hw_point_columns_remove  (HwPointColumns       *self,
                                   gsize                 position);
void     hw_point_columns_get     (const HwPointColumns *self,
                                   gsize                 position,
                                   HwIndexPoint         *point);
HwPoint  hw_point_columns_get_place (const HwPointColumns *self,
                                   gsize                 position);
gboolean hw_point_columns_find    (HwPointColumns       *self,
                                   HwPointKind           kind,
                                   gint64                row,
                                   gsize                *position);
int      hw_point_columns_compare_newest (const HwPointColumns *self,
                                   gsize                 a,
                                   gsize                 b);

static inline gboolean
hw_point_filter_matches (const HwPointFilter *filter,
                         guint8               kind,
                         guint8               status,
                         guint8               hour,
                         gint64               time)
{
  /* Whether it is in the time is asked at once: almost always it is not, where either end alone is a toss-up. */
  return (guint64) time - (guint64) filter->since < (guint64) filter->until - (guint64) filter->since && filter->since < filter->until
         && (filter->kinds >> (kind & 31) & 1) != 0
         && (filter->hidden_hours >> (hour & 31) & 1) == 0
         && (kind != HW_KIND_REPORT || (filter->statuses >> (status & 31) & 1) != 0);
}

G_END_DECLS
