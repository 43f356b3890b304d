/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PLACE_SERVICE_GROUP (hw_place_service_group_get_type ())
G_DECLARE_FINAL_TYPE (HwPlaceServiceGroup, hw_place_service_group, HW, PLACE_SERVICE_GROUP, AdwPreferencesGroup)

GtkWidget *hw_place_service_group_new (HwSession *session);

G_END_DECLS
