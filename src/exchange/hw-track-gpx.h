/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "hw-track.h"

G_BEGIN_DECLS

char *hw_track_gpx_dup (GArray *points);

G_END_DECLS
