/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-chart.h"
#include "hw-funder-report.h"

G_BEGIN_DECLS

struct _HwFunderReport
{
  char           *title;         /* (owned) */
  char           *team;          /* (owned) */
  char           *made;          /* (owned): when, in words */
  GPtrArray      *figures;       /* (owned) (element-type HwFigure): as they may leave */
  GPtrArray      *quarters;      /* (owned) (element-type HwFigure): "seen", as it may leave, oldest first */
  GStrv           quarter_names; /* (owned) */
  GArray         *cells;         /* (owned) (nullable) (element-type HwCoarseCell) */
  HwRouteGround   ground;
  GDestroyNotify  ground_free;   /* (nullable) */
};

const char *hw_funder_report_get_rules     (void);
const char *hw_funder_report_get_map_rules (void);
char       *hw_funder_report_dup_name      (const HwFigureDefinition *definition);
HwChart    *hw_funder_report_make_chart    (const HwFigure           *figure);
HwChart    *hw_funder_report_make_quarters (HwFunderReport           *self);
GBytes     *hw_funder_report_write_pdf     (HwFunderReport           *self,
                                            GError                  **error);
GBytes     *hw_funder_report_write_xlsx    (HwFunderReport           *self,
                                            GError                  **error);

G_END_DECLS
