/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shift.h"
#include "hw-stop-facts.h"
#include "hw-store.h"

G_BEGIN_DECLS

/**
 * HwRouteAsk:
 * @languages: whether to say what language was heard at a stop: only for the team of the shift
 * @purpose: (nullable): what names are asked for, of hw_wording_list_purposes(); %NULL: no names
 * @recipient: (nullable): who gets the sheet, as in the consents
 *
 * What goes on a route sheet beside what every team must know.
 */
typedef struct
{
  gboolean    languages;
  const char *purpose;
  const char *recipient;
} HwRouteAsk;

GPtrArray *hw_store_load_route         (HwStore          *self,
                                        const HwShift    *shift,
                                        const HwRouteAsk *ask,
                                        gint64            now,
                                        GError          **error);
gboolean   hw_store_record_route_names (HwStore          *self,
                                        GPtrArray        *facts,
                                        const HwRouteAsk *ask,
                                        const char       *what,
                                        GError          **error);

G_END_DECLS
