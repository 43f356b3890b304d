/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-chart.h"

G_BEGIN_DECLS

struct _HwChart
{
  gatomicrefcount  ref_count;
  HwChartKind      kind;
  char            *title;     /* (owned) */
  GStrv            rows;      /* (owned) */
  GStrv            columns;   /* (owned) */
  guint            n_rows, n_columns;
  double          *values;    /* (owned): row by row */
  double          *sums;      /* (owned) (nullable): of each row, as they may be told */
};

G_END_DECLS
