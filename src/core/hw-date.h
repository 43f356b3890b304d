/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days as evidence holds them: ISO 8601, "2026-12-19", whole days of UTC. */
gboolean hw_date_parse (const char *text,
                        gint64     *start,
                        gint64     *end);
/* Local times of appointments and journeys: "2026-12-19T07:12". */
gboolean hw_date_parse_time (const char *text,
                             guint      *minutes);

G_END_DECLS
