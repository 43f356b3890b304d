/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A cluster, or a single point where @count is 1. */
typedef struct
{
  gint32  x, y;             /* normalised Mercator in 2^-30 of the world (3.7 cm), 0 in its middle: the mean of its points */
  guint32 count;
  guint32 first;            /* the point that it grew from, as a position in the input */
} HwRadiusCluster;

/**
 * HwRadiusGrid:
 *
 * Clusters of one zoom, counting-sorted by square. Private to HwRadiusPyramid.
 */
typedef struct
{
  gsize            n_items;
  HwRadiusCluster *items;     /* (owned) by bucket, in one bucket in the order they came */
  guint32         *starts;    /* (owned) n_buckets + 1 */
  gsize            n_buckets;
  gboolean         is_hashed; /* the squares are too many for a bucket each */
  gint32           x0, y0;    /* of the first square */
  gint64           n_columns, n_rows;
  double           columns_per_step, rows_per_step;
} HwRadiusGrid;

void hw_radius_grid_init   (HwRadiusGrid          *self,
                            const HwRadiusCluster *items,
                            gsize                  n_items,
                            double                 side,
                            guint32               *slots);
void hw_radius_grid_clear  (HwRadiusGrid          *self);
void hw_radius_grid_thin   (HwRadiusGrid          *self);
void hw_radius_grid_query  (const HwRadiusGrid    *self,
                            gint32                 x0,
                            gint32                 y0,
                            gint32                 x1,
                            gint32                 y1,
                            GArray                *found);

#define HW_RADIUS_GRID_THINNED 4   /* squares that become one in each row */

static inline gint64
hw_radius_grid_get_column (const HwRadiusGrid *self,
                           gint32              x)
{
  return (gint64) (((double) x - self->x0) * self->columns_per_step);
}

static inline gint64
hw_radius_grid_get_row (const HwRadiusGrid *self,
                        gint32              y)
{
  return (gint64) (((double) y - self->y0) * self->rows_per_step);
}

/* Squares that follow on each other in a row have buckets that follow on each other, but where they wrap around. */
static inline gsize
hw_radius_grid_get_bucket (const HwRadiusGrid *self,
                           gint64              column,
                           gint64              row)
{
  if (!self->is_hashed)
    return (gsize) (row * self->n_columns + column);
  return (gsize) (((guint64) row * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 20) + (guint64) column) & (self->n_buckets - 1);
}

G_END_DECLS
