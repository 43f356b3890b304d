/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-site.h"
#include "hw-store.h"
#include "hw-tables.h"

G_BEGIN_DECLS

/* Every time somebody looked for the people of a report, or was at a stop of a shift: when, where, what came of it. row: of the report, 0 for a stop. */
typedef struct { gint64 at; gint64 row; HwPoint point; guint people; char *outcome; } HwSiteAttempt;

GArray    *hw_site_visits_load_attempts (HwTables     *tables,
                                         GError      **error);
GPtrArray *hw_site_visits_list          (HwTables     *tables,
                                         const HwSite *site,
                                         GArray       *attempts,
                                         gsize         limit,
                                         GError      **error);
GArray    *hw_site_visits_list_people   (HwTables     *tables,
                                         const HwSite *site,
                                         gint64        since,
                                         gint64        until,
                                         GError      **error);

G_END_DECLS
