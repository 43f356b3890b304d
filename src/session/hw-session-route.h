/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-route-picture.h"
#include "hw-session.h"
#include "hw-store-route.h"

G_BEGIN_DECLS

/**
 * HwSessionRoute:
 * @facts: (owned) (element-type HwStopFacts): what is known of each stop
 * @picture: (owned) (nullable): the map under the round
 *
 * What a route sheet is made of beside the shift.
 */
typedef struct
{
  GPtrArray      *facts;
  HwRoutePicture *picture;
} HwSessionRoute;

void            hw_session_route_free              (HwSessionRoute      *route);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSessionRoute, hw_session_route_free)

void            hw_session_load_route_async        (HwSession           *self,
                                                    const HwShift       *shift,
                                                    const HwRouteAsk    *ask,
                                                    HwTileStack         *maps,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
HwSessionRoute *hw_session_load_route_finish       (HwSession           *self,
                                                    GAsyncResult        *result,
                                                    GError             **error);
void            hw_session_record_route_names_async (HwSession          *self,
                                                    GPtrArray           *facts,
                                                    const HwRouteAsk    *ask,
                                                    const char          *told,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
gboolean        hw_session_record_route_names_finish (HwSession         *self,
                                                    GAsyncResult        *result,
                                                    GError             **error);

G_END_DECLS
