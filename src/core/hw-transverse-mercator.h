/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"

G_BEGIN_DECLS

/* An ellipsoid of revolution; lengths in metres. */
typedef struct
{
  double equatorial_radius;
  double inverse_flattening;
} HwEllipsoid;

/* A transverse Mercator grid: where its true origin lies and what that is called. */
typedef struct
{
  HwEllipsoid ellipsoid;
  double      scale;              /* on the central meridian */
  double      origin_latitude;    /* degrees */
  double      central_meridian;   /* degrees */
  double      false_easting;      /* metres */
  double      false_northing;     /* metres */
} HwGrid;

extern const HwEllipsoid hw_ellipsoid_wgs84;
extern const HwEllipsoid hw_ellipsoid_airy;

HwGrid  hw_grid_utm           (guint              zone,
                               gboolean           is_south);
HwGrid  hw_grid_os            (void);
HwPoint hw_grid_to_point      (const HwGrid      *grid,
                               double             easting,
                               double             northing);
void    hw_grid_from_point    (const HwGrid      *grid,
                               const HwPoint     *point,
                               double            *easting,
                               double            *northing);
HwPoint hw_point_from_osgb36  (const HwPoint     *osgb36);

G_END_DECLS
