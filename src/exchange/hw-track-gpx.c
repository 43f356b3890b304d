/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-gpx-private.h"
#include "hw-track-gpx.h"

/* The way that a team went, as a GPX 1.1 track. It names nobody, no team and no place. */

static void
append_point (GString            *xml,
              const HwTrackPoint *point)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (point->at / G_USEC_PER_SEC);
  g_autofree char *time = at != NULL ? g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  /* TRANSLATORS: to how many metres it is known where the team was */
  g_autofree char *accuracy = g_strdup_printf (_("within %.0f m"), point->accuracy_m);
  g_autofree char *escaped = g_markup_escape_text (accuracy, -1);
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (xml, "<trkpt lat=\"%s\" lon=\"%s\">", g_ascii_formatd (latitude, sizeof latitude, "%.6f", point->point.latitude),
                          g_ascii_formatd (longitude, sizeof longitude, "%.6f", point->point.longitude));
  if (time != NULL)
    g_string_append_printf (xml, "<time>%s</time>", time);
  g_string_append_printf (xml, "<desc>%s</desc></trkpt>\n", escaped);
}

/**
 * hw_track_gpx_dup:
 * @points: (element-type HwTrackPoint): a track
 *
 * Returns: (transfer full): it as GPX 1.1
 */
char *
hw_track_gpx_dup (GArray *points)
{
  GString *xml = g_string_new (HW_GPX_HEAD);
  g_autofree char *name = g_markup_escape_text (_("Round"), -1);

  g_string_append_printf (xml, "<trk><name>%s</name><trkseg>\n", name);
  for (guint i = 0; i < points->len; i++)
    append_point (xml, &g_array_index (points, HwTrackPoint, i));
  g_string_append (xml, "</trkseg></trk>\n</gpx>\n");
  return g_string_free (xml, FALSE);
}
