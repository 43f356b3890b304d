/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-point.h"

G_BEGIN_DECLS

typedef enum { HW_NAMED_PLACE_STREET, HW_NAMED_PLACE_LANDMARK, HW_NAMED_PLACE_DISTRICT, HW_NAMED_PLACE_OTHER, HW_N_NAMED_PLACES } HwNamedPlaceKind;

/**
 * HwNamedPlace:
 * @name: (owned): as it is written
 * @kind: what it is
 * @point: where, in degrees
 *
 * A place of the list that a team imported, so that it is found by its name
 * while somebody is on the telephone.
 */
typedef struct
{
  char            *name;
  HwNamedPlaceKind kind;
  HwPoint          point;
} HwNamedPlace;

#define HW_NAMED_PLACE_MAX_NAME 200L   /* characters */

#define HW_TYPE_NAMED_PLACE (hw_named_place_get_type ())
GType         hw_named_place_get_type         (void);
HwNamedPlace *hw_named_place_new              (const char         *name,
                                               HwNamedPlaceKind    kind,
                                               const HwPoint      *point);
HwNamedPlace *hw_named_place_copy             (const HwNamedPlace *place);
void          hw_named_place_free             (HwNamedPlace       *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwNamedPlace, hw_named_place_free)

const char   *hw_named_place_kind_to_string   (HwNamedPlaceKind    kind);
gboolean      hw_named_place_kind_from_string (const char         *name,
                                               HwNamedPlaceKind   *kind);
gboolean      hw_named_place_check            (const HwNamedPlace *place,
                                               GError            **error);

G_END_DECLS
