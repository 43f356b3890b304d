/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-place.h"

G_BEGIN_DECLS

/* Each reader looks at text that hw_place_normalise() made. */
typedef enum
{
  HW_PLACE_NO,        /* written in another way: the next reader may try */
  HW_PLACE_REFUSED,   /* written this way, but wrong; the error is set */
  HW_PLACE_READ
} HwPlaceReading;

#define HW_METRES_PER_DEGREE (HW_EARTH_RADIUS_M * G_PI / 180.0)

/* What the signs of degrees, minutes and seconds become, in all their shapes. */
#define HW_SIGN_DEGREES '*'
#define HW_SIGN_MINUTES '\''
#define HW_SIGN_SECONDS '"'

HwPlaceReading hw_place_refuse       (GError        **error,
                                      HwPlaceError    code,
                                      const char     *format,
                                      ...) G_GNUC_PRINTF (3, 4);
char          *hw_place_normalise    (const char     *text);

HwPlaceReading hw_place_read_degrees (const char     *text,
                                      HwPlace        *place,
                                      GError        **error);
HwPlaceReading hw_place_read_olc     (const char     *text,
                                      const HwPoint  *nearby,
                                      HwPlace        *place,
                                      GError        **error);
HwPlaceReading hw_place_read_utm     (const char     *text,
                                      HwPlace        *place,
                                      GError        **error);
HwPlaceReading hw_place_read_os_grid (const char     *text,
                                      HwPlace        *place,
                                      GError        **error);
HwPlaceReading hw_place_read_angle   (const char     *text,
                                      gboolean        is_latitude,
                                      double         *degrees,
                                      GError        **error);

G_END_DECLS
