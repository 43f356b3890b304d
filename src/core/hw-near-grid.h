/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"

G_BEGIN_DECLS

/* So many points ahead memory is asked for that is read in no order. */
#define HW_NEAR_PREFETCH 16

/* A point as the grid keeps it. */
typedef struct
{
  guint32 index;      /* in the caller's array */
  guint32 cell;
  double  x, y, z;    /* metres from the middle of the earth */
} HwNearPoint;

typedef struct
{
  guint32 row, column;  /* from the south pole, from the antimeridian */
  guint32 first, end;   /* of its points; @end is one past the last */
} HwNearCell;

/* Cells that follow one another, and so do their points; @end is one past the last. */
typedef struct
{
  guint32 first, end;
} HwNearRun;

/**
 * HwNearGrid:
 *
 * Points sorted into cells, to find those within a distance. No two points of
 * a cell are further apart than its diagonal, anywhere on the earth.
 */
typedef struct
{
  double       radius_m;
  double       chord_squared;     /* of @radius_m */
  double       row_height;        /* degrees */
  double       side_m;
  HwNearPoint *points;            /* (owned) by cell, then by index */
  guint32      n_points;
  HwNearCell  *cells;             /* (owned) by row, then by column */
  guint32      n_cells;
  guint32     *rows;              /* (owned) the first cell of each row that has any */
  guint32      n_rows;
} HwNearGrid;

/**
 * HwNearWalk:
 * @runs: the cells found last, those of the nearest rows first
 * @n_runs: how many
 *
 * Goes through the cells of a grid from the first to the last, and finds those
 * near to each a few steps from those near to the one before.
 */
typedef struct
{
  HwNearRun        *runs;           /* (owned) */
  guint             n_runs;
  /*< private >*/
  guint             n_allocated;
  const HwNearGrid *grid;
  guint32           last;           /* the cell that was asked for */
  gint64            row;            /* whose neighbours are in @rows */
  double            width;          /* of its columns, in degrees */
  double            reach;          /* degrees to the east and west */
  GArray           *rows;           /* (owned) the rows near @row, each with its place; the nearest first */
  GArray           *others;         /* (owned) (element-type guint32) */
} HwNearWalk;

HwNearGrid *hw_near_grid_new             (const HwPoint    *points,
                                          guint32           n_points,
                                          double            radius_m,
                                          double            side_m);
void        hw_near_grid_free            (HwNearGrid       *self);
void        hw_near_grid_get_cells       (const HwNearGrid *self,
                                          guint32           cell,
                                          GArray           *cells);
void        hw_near_grid_get_cells_around (const HwNearGrid *self,
                                          const HwPoint    *point,
                                          GArray           *cells);
void        hw_near_walk_init            (HwNearWalk       *self,
                                          const HwNearGrid *grid);
void        hw_near_walk_clear           (HwNearWalk       *self);
void        hw_near_walk_find            (HwNearWalk       *self,
                                          guint32           cell);
void        hw_near_point_init           (HwNearPoint      *self,
                                          const HwPoint    *point);

/* The square of the straight line between two points, through the earth. */
static inline double
hw_near_point_get_chord_squared (const HwNearPoint *a,
                                 const HwNearPoint *b)
{
  double x = a->x - b->x, y = a->y - b->y, z = a->z - b->z;

  return x * x + y * y + z * z;
}

double      hw_near_chord_squared        (double            distance_m);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwNearGrid, hw_near_grid_free)

G_END_DECLS
