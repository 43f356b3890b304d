/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "figures/hw-figures.h"
#include "hw-coarse-map.h"
#include "hw-route-map.h"

G_BEGIN_DECLS

typedef enum { HW_FUNDER_REPORT_PDF, HW_FUNDER_REPORT_XLSX, HW_N_FUNDER_REPORT_FORMATS } HwFunderReportFormat;

/**
 * HwFunderReportAsk:
 * @period: a quarter, or any other
 * @team: the team's name
 * @made_at: when it is made, µs UTC: what is not known then is not in it
 * @as_of: (nullable): as things were known then, µs UTC; 0: as at @made_at
 * @ids: (nullable) (array zero-terminated=1): the figures chosen; %NULL: those of hw_funder_report_dup_usual()
 * @with_map: whether the public map belongs to it
 *
 * What a report for a funder is to be.
 */
typedef struct
{
  HwPeriod            period;
  const char         *team;
  gint64              made_at;
  gint64              as_of;
  const char * const *ids;
  gboolean            with_map;
} HwFunderReportAsk;

/**
 * HwFunderReport:
 *
 * One document for a quarter: figures as they may leave the team, how each is
 * counted, and the public map. Nothing in it tells of fewer than five people.
 */
typedef struct _HwFunderReport HwFunderReport;

GStrv           hw_funder_report_dup_usual  (void);
HwFunderReport *hw_funder_report_new        (const HwFigureFacts      *facts,
                                             GArray                   *points,
                                             const HwFunderReportAsk  *ask,
                                             GTimeZone                *zone,
                                             GError                  **error);
void            hw_funder_report_free       (HwFunderReport           *self);
GArray         *hw_funder_report_get_cells  (HwFunderReport           *self);
void            hw_funder_report_set_ground (HwFunderReport           *self,
                                             const HwRouteGround      *ground,
                                             GDestroyNotify            free_func);
GBytes         *hw_funder_report_write      (HwFunderReport           *self,
                                             HwFunderReportFormat      format,
                                             GError                  **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFunderReport, hw_funder_report_free)

G_END_DECLS
