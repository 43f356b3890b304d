/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-funder-report.h"
#include "hw-session.h"
#include "hw-tile-stack.h"

G_BEGIN_DECLS

void     hw_session_write_funder_report_async  (HwSession            *self,
                                                const HwPeriod       *period,
                                                gint64                as_of,
                                                const char * const   *ids,
                                                gboolean              with_map,
                                                HwTileStack          *maps,
                                                const char           *attribution,
                                                HwFunderReportFormat  format,
                                                const char           *path,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean hw_session_write_funder_report_finish (HwSession            *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
