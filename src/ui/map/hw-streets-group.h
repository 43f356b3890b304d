/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

/* Which server that knows the streets is asked when a round is planned; none at first. */
#define HW_TYPE_STREETS_GROUP (hw_streets_group_get_type ())
G_DECLARE_FINAL_TYPE (HwStreetsGroup, hw_streets_group, HW, STREETS_GROUP, AdwPreferencesGroup)

GtkWidget *hw_streets_group_new (HwSession *session);

G_END_DECLS
