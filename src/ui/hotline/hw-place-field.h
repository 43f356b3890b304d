/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-point-map.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PLACE_FIELD (hw_place_field_get_type ())
G_DECLARE_FINAL_TYPE (HwPlaceField, hw_place_field, HW, PLACE_FIELD, GtkBox)

void        hw_place_field_set_session (HwPlaceField *self,
                                        HwSession    *session);
void        hw_place_field_set_map     (HwPlaceField *self,
                                        HwPointMap   *map);
const char *hw_place_field_get_text    (HwPlaceField *self);
void        hw_place_field_set_text    (HwPlaceField *self,
                                        const char   *text);
GtkWidget  *hw_place_field_get_suggestions (HwPlaceField *self);

G_END_DECLS
