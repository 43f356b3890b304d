/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

void      hw_map_controls_add_buttons  (GtkOverlay      *overlay);
GtkLabel *hw_map_controls_add_captions (GtkOverlay      *overlay,
                                        ShumateViewport *viewport);

G_END_DECLS
