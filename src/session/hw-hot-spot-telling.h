/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spot-history.h"
#include "hw-hot-spot-settings.h"

G_BEGIN_DECLS

/* What hot-spots that are shown are called from day to day, told on a thread. Private to the model. */
void              hw_hot_spots_tell_async  (gpointer                 source,
                                            GArray                  *points,
                                            const HwHotSpotSettings *settings,
                                            gint64                   now,
                                            GPtrArray               *hot_spots,
                                            GCancellable            *cancellable,
                                            GAsyncReadyCallback      callback,
                                            gpointer                 user_data);
HwHotSpotHistory *hw_hot_spots_tell_finish (gpointer                 source,
                                            GAsyncResult            *result,
                                            GPtrArray              **hot_spots,
                                            GError                 **error);

G_END_DECLS
