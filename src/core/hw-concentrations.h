/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-square-cells.h"

G_BEGIN_DECLS

/* How unusual a cell is, from 1; 0 is nothing unusual. */
#define HW_N_UNUSUAL_STEPS 3

/**
 * HwConcentration:
 * @middle: of its most unusual cell
 * @step: of that cell, 1 to %HW_N_UNUSUAL_STEPS
 * @n_cells: how many cells touch each other here
 * @z: Gi* of the most unusual one
 * @seen: what lies in it and the cells around it
 * @expected: what chance would put there on average
 *
 * A place where more lies close together than chance would put there.
 */
typedef struct
{
  HwPoint middle;
  guint   step;
  guint   n_cells;
  double  z;
  guint   seen;
  double  expected;
} HwConcentration;

/**
 * HwConcentrations:
 * @n_columns: of the area looked at, from west to east; 0 where there are no points
 * @n_rows: from south to north
 * @steps: (owned): how unusual each cell is, row by row
 * @places: (owned) (element-type HwConcentration): the most unusual first
 * @n_points: how many points were looked at
 * @n_far: how many lie too far from the others to be looked at
 *
 * Where points are unusually close together. Reference counted, never changes.
 */
typedef struct
{
  gatomicrefcount ref_count;
  HwLocalFrame    frame;
  double          west, south, side_m;
  guint           n_columns, n_rows;
  guint8         *steps;
  GArray         *places;
  guint           n_points, n_far;
} HwConcentrations;

HwConcentrations *hw_concentrations_new      (const HwPoint          *points,
                                              gsize                   n_points);
HwConcentrations *hw_concentrations_ref      (HwConcentrations       *self);
void              hw_concentrations_unref    (HwConcentrations       *self);
guint             hw_concentrations_get_step (const HwConcentrations *self,
                                              gint                    column,
                                              gint                    row);
void              hw_concentrations_get_box  (const HwConcentrations *self,
                                              guint                   column,
                                              guint                   row,
                                              guint                   n_columns,
                                              HwBox                  *box);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwConcentrations, hw_concentrations_unref)

G_END_DECLS
