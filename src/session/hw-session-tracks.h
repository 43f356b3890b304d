/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"
#include "hw-track.h"

G_BEGIN_DECLS

guint    hw_session_get_track_days     (HwSession          *self);
void     hw_session_set_track_days     (HwSession          *self,
                                        guint               days,
                                        gint64              now);
gboolean hw_session_keep_track         (HwSession          *self,
                                        const HwId         *shift,
                                        const HwTrackPoint *point);
GArray  *hw_session_list_track         (HwSession          *self,
                                        const HwId         *shift,
                                        gint64              now);
void     hw_session_forget_track       (HwSession          *self,
                                        const HwId         *shift);
void     hw_session_forget_old_tracks  (HwSession          *self,
                                        gint64              now);

G_END_DECLS
