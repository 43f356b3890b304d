/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwPositionState:
 * @HW_POSITION_OFF: nobody asked for it
 * @HW_POSITION_LOOKING: asked for, and not known yet
 * @HW_POSITION_KNOWN: it is known where this laptop is
 * @HW_POSITION_REFUSED: the laptop does not tell: it has no such service, or somebody said no
 */
typedef enum { HW_POSITION_OFF, HW_POSITION_LOOKING, HW_POSITION_KNOWN, HW_POSITION_REFUSED } HwPositionState;

#define HW_TYPE_POSITION (hw_position_get_type ())
G_DECLARE_FINAL_TYPE (HwPosition, hw_position, HW, POSITION, GObject)

HwPosition      *hw_position_new       (void);
void             hw_position_start     (HwPosition *self);
void             hw_position_stop      (HwPosition *self);
HwPositionState  hw_position_get_state (HwPosition *self);
gboolean         hw_position_get       (HwPosition *self,
                                        HwPoint    *point,
                                        double     *accuracy_m);
void             hw_position_say       (HwPosition    *self,
                                        const HwPoint *point,
                                        double         accuracy_m);
void             hw_position_unsay     (HwPosition *self);
gboolean         hw_position_is_said   (HwPosition *self);

G_END_DECLS
