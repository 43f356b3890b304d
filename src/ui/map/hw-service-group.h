/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-map-service.h"

G_BEGIN_DECLS

/**
 * HwServiceGroup:
 *
 * The map service: a switch that is off, what it takes to turn it on, and what
 * is kept of what it sent.
 */
#define HW_TYPE_SERVICE_GROUP (hw_service_group_get_type ())
G_DECLARE_FINAL_TYPE (HwServiceGroup, hw_service_group, HW, SERVICE_GROUP, AdwPreferencesGroup)

GtkWidget *hw_service_group_new (HwMapService *service);

G_END_DECLS
