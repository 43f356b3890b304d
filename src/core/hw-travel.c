/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-travel.h"

/* How long a team needs from one place to another where no server that knows the
 * streets is asked: the straight line, a detour and a speed.
 *
 * The detour: streets are about 1.2 times as long as the straight line between
 * places of a town taken at random (G. F. Newell, "Traffic Flow on Transportation
 * Networks", 1980), and more over the short ways of a round (D. J. Giacomin,
 * D. M. Levinson, "Road network circuity in metropolitan areas", Environment and
 * Planning B 42, 2015). 1.3 lies between.
 *
 * The speeds: on foot 5 km/h and by bicycle 15 km/h, as OSRM's profiles "foot"
 * (walking_speed) and "bicycle" (default_speed) have them; by car 25 km/h, the
 * speed of a residential street in its profile "car", for a team that looks
 * around and parks. */

#define KM_H(speed) ((speed) / 3.6)

/**
 * hw_travel_speed_m_s:
 * @transport: how
 *
 * Returns: metres in a second, along streets
 */
double
hw_travel_speed_m_s (HwTransport transport)
{
  static const double speeds[HW_N_TRANSPORTS] = { KM_H (5.0), KM_H (15.0), KM_H (25.0) };

  g_return_val_if_fail ((guint) transport < HW_N_TRANSPORTS, speeds[HW_TRANSPORT_FOOT]);
  return speeds[transport];
}

/**
 * hw_travel_seconds:
 * @from: a valid point
 * @to: a valid point
 * @transport: how
 *
 * Returns: how long the way takes, in seconds
 */
double
hw_travel_seconds (const HwPoint *from,
                   const HwPoint *to,
                   HwTransport    transport)
{
  return HW_TRAVEL_DETOUR * hw_point_distance (from, to) / hw_travel_speed_m_s (transport);
}

/**
 * hw_travel_matrix:
 * @points: (array length=n): valid points
 * @n: how many
 * @transport: how
 *
 * Returns: (transfer full): n × n seconds, the row of each point being where the way begins
 */
double *
hw_travel_matrix (const HwPoint *points,
                  guint          n,
                  HwTransport    transport)
{
  double *seconds = g_new0 (double, (gsize) n * n);

  for (guint from = 0; from < n; from++)
    for (guint to = from + 1; to < n; to++)
      {
        double way = hw_travel_seconds (&points[from], &points[to], transport);

        seconds[(gsize) from * n + to] = way;
        seconds[(gsize) to * n + from] = way;
      }
  return seconds;
}
