/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-gpx-private.h"
#include "hw-private-file.h"
#include "hw-round-gpx.h"
#include "hw-round-points.h"

/* The round for a device that shows the way: GPX 1.1, a waypoint for each stop
 * and a route over all of them. See hw_round_points_list() for what is in it. */

/* Of what Unicode has, XML 1.0 knows two characters less than hw_paper_clean() leaves. */
static void
append_element (GString    *xml,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_utf8_get_char (c) != 0xFFFE && g_utf8_get_char (c) != 0xFFFF)
      g_string_append_unichar (known, g_utf8_get_char (c));
  escaped = g_markup_escape_text (known->str, (gssize) known->len);
  g_string_append_printf (xml, "<%s>%s</%s>", name, escaped, name);
}

static char *
format_times (const HwRoundPoint *point,
              GTimeZone          *zone)
{
  g_autoptr (GDateTime) arrives = g_date_time_new_from_unix_utc (point->arrives_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) leaves = g_date_time_new_from_unix_utc (point->leaves_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (arrives, zone), local_end = g_date_time_to_timezone (leaves, zone);
  g_autofree char *first = g_date_time_format (local, "%H:%M"), *last = g_date_time_format (local_end, "%H:%M");

  return g_strdup_printf ("%s–%s", first, last);
}

static void
append_point (GString            *xml,
              const char         *element,
              const HwRoundPoint *point,
              GTimeZone          *zone)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (xml, "<%s lat=\"%s\" lon=\"%s\">", element,
                          g_ascii_formatd (latitude, sizeof latitude, "%.6f", point->point.latitude),
                          g_ascii_formatd (longitude, sizeof longitude, "%.6f", point->point.longitude));
  append_element (xml, "name", point->name);
  if (point->arrives_at != 0)
    {
      g_autofree char *times = format_times (point, zone);

      append_element (xml, "desc", times);
    }
  g_string_append_printf (xml, "</%s>\n", element);
}

/**
 * hw_round_gpx_dup:
 * @shift: a shift with its round
 * @zone: where its times are local
 *
 * Returns: (transfer full): the round as GPX 1.1
 */
char *
hw_round_gpx_dup (const HwShift *shift,
                  GTimeZone     *zone)
{
  g_autoptr (GArray) points = hw_round_points_list (shift);
  GString *xml = g_string_new (HW_GPX_HEAD);

  for (guint i = 0; i < points->len; i++)
    append_point (xml, "wpt", &g_array_index (points, HwRoundPoint, i), zone);
  if (points->len > 0)
    {
      g_string_append (xml, "<rte>");
      append_element (xml, "name", _("Round"));
      g_string_append_c (xml, '\n');
      for (guint i = 0; i < points->len; i++)
        append_point (xml, "rtept", &g_array_index (points, HwRoundPoint, i), zone);
      g_string_append (xml, "</rte>\n");
    }
  g_string_append (xml, "</gpx>\n");
  return g_string_free (xml, FALSE);
}

/**
 * hw_round_gpx_write:
 * @shift: a shift with its round
 * @zone: where its times are local
 * @path: where to; what is there already stays until the new one is whole
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: %FALSE with @error set, and then what was there before is still there
 */
gboolean
hw_round_gpx_write (const HwShift  *shift,
                    GTimeZone      *zone,
                    const char     *path,
                    GError        **error)
{
  g_autofree char *xml = hw_round_gpx_dup (shift, zone);

  return hw_private_file_write (path, xml, strlen (xml), error);
}
