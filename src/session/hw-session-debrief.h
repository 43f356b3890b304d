/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-debrief.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwShiftStory:
 * @shift: (owned): the shift
 * @debrief: (owned): what came of it
 * @promises: (owned) (element-type HwPromise): those that were made on it, and open ones that were to be kept by its end
 * @reports: (owned) (element-type HwReport): that @debrief speaks of
 * @beds: (owned) (element-type HwBedOffer): those that were offered on it
 *
 * A shift, as it is looked back on.
 */
typedef struct
{
  HwShift   *shift;
  HwDebrief *debrief;
  GPtrArray *promises;
  GPtrArray *reports;
  GPtrArray *beds;
} HwShiftStory;

void          hw_shift_story_free            (HwShiftStory        *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwShiftStory, hw_shift_story_free)

void          hw_session_look_back_async     (HwSession           *self,
                                              const HwId          *shift,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
HwShiftStory *hw_session_look_back_finish    (HwSession           *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
