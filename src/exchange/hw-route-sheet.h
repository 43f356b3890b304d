/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-paper.h"
#include "hw-route-map.h"
#include "hw-shift.h"
#include "hw-stop-facts.h"

G_BEGIN_DECLS

/**
 * HwRouteSheetWhat:
 * @paper: what it is printed on
 * @team: the team's name
 * @made_by: who made it
 * @made_at: when, µs UTC
 * @zone: where its times are local
 * @emergency: (nullable): whom to ring where life is in danger
 * @purpose: (nullable): what the names on it are for; %NULL: there are none
 * @recipient: (nullable): who gets them
 * @ground: what lies under the round; its @draw may be %NULL
 * @ground_free: (nullable): frees the user data of @ground when the sheet goes
 *
 * What goes on a route sheet beside the shift and what is known of its stops.
 */
typedef struct
{
  HwPaper        paper;
  const char    *team;
  const char    *made_by;
  gint64         made_at;
  GTimeZone     *zone;
  const char    *emergency;
  const char    *purpose;
  const char    *recipient;
  HwRouteGround  ground;
  GDestroyNotify ground_free;
} HwRouteSheetWhat;

/**
 * HwRouteSheet:
 *
 * The round of a shift on paper: who goes where and when, an overview map, and a
 * block for each stop with what the team must know there, boxes to tick and room
 * for notes. No caller is on it. Reference counted.
 */
typedef struct _HwRouteSheet HwRouteSheet;

#define HW_TYPE_ROUTE_SHEET (hw_route_sheet_get_type ())
GType         hw_route_sheet_get_type    (void);
HwRouteSheet *hw_route_sheet_new         (const HwShift          *shift,
                                          GPtrArray              *facts,
                                          const HwRouteSheetWhat *what);
HwRouteSheet *hw_route_sheet_ref         (HwRouteSheet           *self);
void          hw_route_sheet_unref       (HwRouteSheet           *self);
void          hw_route_sheet_get_size    (HwRouteSheet           *self,
                                          double                 *width,
                                          double                 *height);
guint         hw_route_sheet_count_pages (HwRouteSheet           *self);
void          hw_route_sheet_draw_page   (HwRouteSheet           *self,
                                          cairo_t                *cr,
                                          guint                   page);
char         *hw_route_sheet_dup_text    (HwRouteSheet           *self);
GBytes       *hw_route_sheet_make_pdf    (HwRouteSheet           *self,
                                          GError                **error);
char         *hw_route_sheet_dup_told    (GBytes                 *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRouteSheet, hw_route_sheet_unref)

G_END_DECLS
