/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-track.h"

#include <math.h>

/* The way that a team went: which places of it are kept, how they are written down, and when they are thrown away. */

#define DEGREE 1.0e6   /* what is written of a degree: 11 centimetres */

/**
 * hw_track_keeps:
 * @last: (nullable): what was kept last
 * @point: where the laptop is now
 *
 * As little as still shows the way: a place that is known to a street, ten seconds
 * after the last one and twenty metres from it. A team that stands still leaves no
 * trace of how long.
 *
 * Returns: whether @point is kept
 */
gboolean
hw_track_keeps (const HwTrackPoint *last,
                const HwTrackPoint *point)
{
  g_return_val_if_fail (point != NULL, FALSE);

  if (!hw_point_is_valid (&point->point) || !(point->accuracy_m >= 0 && point->accuracy_m <= HW_TRACK_MAX_ACCURACY_M))
    return FALSE;
  /* A clock that was set back meanwhile keeps nothing from being kept. */
  return last == NULL || (ABS (point->at - last->at) >= HW_TRACK_MIN_GAP_US &&
                          hw_point_distance (&last->point, &point->point) >= HW_TRACK_MIN_MOVE_M);
}

/**
 * hw_track_is_too_old:
 * @first: the first place of a track
 * @days: for how many days a track is kept; 0: never
 * @now: the time
 *
 * What is dated later than tomorrow was written under a wrong clock, and would
 * never grow old.
 *
 * Returns: whether the track is to be thrown away
 */
gboolean
hw_track_is_too_old (const HwTrackPoint *first,
                     guint               days,
                     gint64              now)
{
  g_return_val_if_fail (first != NULL, TRUE);

  return days == 0 || first->at > now + G_TIME_SPAN_DAY || now - first->at > days * G_TIME_SPAN_DAY;
}

/**
 * hw_track_parse_days:
 * @text: (nullable): what was set
 *
 * Returns: for how many days a track is kept; 0, never, for what is not understood
 */
guint
hw_track_parse_days (const char *text)
{
  guint64 days;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, HW_TRACK_MAX_DAYS, &days, NULL) ? (guint) days : 0;
}

/**
 * hw_track_to_text:
 * @points: (array length=n_points): of a track
 * @n_points: how many
 *
 * Returns: (transfer full): a line for each
 */
char *
hw_track_to_text (const HwTrackPoint *points,
                  guint               n_points)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_points; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " %ld %ld %ld\n", points[i].at, lround (points[i].point.latitude * DEGREE),
                            lround (points[i].point.longitude * DEGREE), lround (points[i].accuracy_m));
  return g_string_free (text, FALSE);
}

static gboolean
read_line (const char   *line,
           HwTrackPoint *point)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 5);
  gint64 numbers[4];
  const gint64 most[] = { G_MAXINT64, 90 * (gint64) DEGREE, 180 * (gint64) DEGREE, (gint64) HW_TRACK_MAX_ACCURACY_M };

  if (g_strv_length (parts) != G_N_ELEMENTS (numbers))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!g_ascii_string_to_signed (parts[i], 10, i == 1 || i == 2 ? -most[i] : 0, most[i], &numbers[i], NULL))
      return FALSE;
  *point = (HwTrackPoint) { numbers[0], { numbers[1] / DEGREE, numbers[2] / DEGREE }, (double) numbers[3] };
  return TRUE;
}

/**
 * hw_track_read_text:
 * @points: (element-type HwTrackPoint): gets them at its end
 * @text: what hw_track_to_text() gave; a line that is none is left out
 */
void
hw_track_read_text (GArray     *points,
                    const char *text)
{
  g_auto (GStrv) lines = NULL;
  HwTrackPoint point;

  g_return_if_fail (points != NULL && text != NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (read_line (lines[i], &point))
      g_array_append_val (points, point);
}
