/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwStage:
 *
 * The stages of a reconnection case (DESIGN section 7): first the rail, in
 * order, then the four ways out of it.
 */
typedef enum
{
  HW_STAGE_WISH, HW_STAGE_ASSESSED, HW_STAGE_DECIDED, HW_STAGE_PLANNED, HW_STAGE_READY, HW_STAGE_TRAVELLED,
  HW_STAGE_RECEIVED, HW_STAGE_FOLLOWED_UP, HW_STAGE_CLOSED,
  HW_STAGE_PAUSED, HW_STAGE_DECLINED, HW_STAGE_WITHDRAWN, HW_STAGE_REFERRED_ON,
  HW_N_STAGES
} HwStage;

const char *hw_stage_to_string     (HwStage     stage);
gboolean    hw_stage_from_string   (const char *name,
                                    HwStage    *stage);
gboolean    hw_stage_is_on_rail    (HwStage     stage);
gboolean    hw_stage_is_end        (HwStage     stage);
HwStage     hw_stage_next          (HwStage     stage);
gboolean    hw_stage_may_move      (HwStage     from,
                                    HwStage     before,
                                    HwStage     to);
HwStage     hw_stage_less_exposing (HwStage     a,
                                    HwStage     b);

G_END_DECLS
