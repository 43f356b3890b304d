/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-collector.h"
#include "hw-open311-node.h"
#include "hw-other-server.h"

G_BEGIN_DECLS

#define HW_TYPE_SERVER_COLLECTOR (hw_server_collector_get_type ())
G_DECLARE_FINAL_TYPE (HwServerCollector, hw_server_collector, HW, SERVER_COLLECTOR, HwCollector)

HwCollector     *hw_server_collector_new           (const HwOtherServer  *server,
                                                    gint64                now,
                                                    GError              **error);
void             hw_server_collector_set_since     (HwServerCollector    *self,
                                                    gint64                since);
void             hw_server_collector_set_by_update (HwServerCollector    *self,
                                                    gboolean              by_update);
void             hw_server_collector_set_trial     (HwServerCollector    *self,
                                                    gboolean              is_trial);
void             hw_server_collector_set_format    (HwServerCollector    *self,
                                                    HwOpen311Format       format);
const GPtrArray *hw_server_collector_get_refusals  (HwServerCollector    *self);
GPtrArray       *hw_server_list_services           (const HwOtherServer  *server,
                                                    GCancellable         *cancellable,
                                                    GError              **error);

G_END_DECLS
