/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_ONE_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* Days as evidence holds them: ISO 8601, "2026-12-19", whole days of UTC. */
gboolean hw_date_parse (const char *text,
                        gint64     *start,
                        gint64     *end);
/* The same day where the team is. */
gboolean hw_date_parse_in (const char *text,
                           GTimeZone  *zone,
                           gint64     *start,
                           gint64     *end);
gboolean hw_date_has_come (const char *text,
                           gint64      now);
gboolean hw_date_is_over  (const char *text,
                           gint64      now);
/* Local times of appointments and journeys: "2026-12-19T07:12". */
gboolean hw_date_parse_time (const char *text,
                             guint      *minutes);
/* Nights are named by their evening, and last until this hour. */
#define HW_NIGHT_ENDS 6
char    *hw_date_dup_night (gint64      time,
                            GTimeZone  *zone);
char    *hw_date_dup_after (const char *date,
                            int         days);

G_END_DECLS
