/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-point.h"

G_BEGIN_DECLS

#define HW_PLACE_ERROR (hw_place_error_quark ())
GQuark hw_place_error_quark (void);

typedef enum
{
  HW_PLACE_ERROR_NOT_A_PLACE,   /* words, not coordinates: the caller may look for a street of that name */
  HW_PLACE_ERROR_OUT_OF_RANGE,  /* a coordinate beyond the earth, or a letter pair beyond the grid */
  HW_PLACE_ERROR_INCOMPLETE,    /* half a code, one coordinate, a short Open Location Code without a place nearby */
  HW_PLACE_ERROR_AMBIGUOUS      /* can be read in two ways */
} HwPlaceError;

typedef enum
{
  HW_PLACE_FORM_DEGREES,
  HW_PLACE_FORM_DEGREES_MINUTES_SECONDS,
  HW_PLACE_FORM_OPEN_LOCATION_CODE,
  HW_PLACE_FORM_UTM,
  HW_PLACE_FORM_OS_GRID
} HwPlaceForm;

/* A point read from text: how it was written, and how far off it may be, in metres. */
typedef struct
{
  HwPoint     point;
  HwPlaceForm form;
  double      precision_m;
} HwPlace;

gboolean hw_place_parse       (const char    *text,
                               const HwPoint *nearby,
                               HwPlace       *place,
                               GError       **error);
/* One coordinate alone, as a cell of an imported file has it: "51.5155", "51,5155", "51 30 55.8 N". */
gboolean hw_place_parse_angle (const char    *text,
                               gboolean       is_latitude,
                               double        *degrees,
                               GError       **error);

G_END_DECLS
