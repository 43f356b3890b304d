/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spot-settings.h"
#include "hw-workspace.h"

G_BEGIN_DECLS

/**
 * HwHotSpotModel:
 *
 * The hot-spots of a point index as a list that keeps itself up to date: looked
 * for on a thread, on a copy of the points, a moment after they or their time
 * filter changed; what is outdated meanwhile is stopped.
 *
 * Properties: "since" and "until" (µs UTC), the time that the list is about;
 * "searching", whether it is about to be replaced.
 */
#define HW_TYPE_HOT_SPOT_MODEL (hw_hot_spot_model_get_type ())
G_DECLARE_FINAL_TYPE (HwHotSpotModel, hw_hot_spot_model, HW, HOT_SPOT_MODEL, GObject)

HwHotSpotModel *hw_hot_spot_model_new        (HwPointIndex   *points);
GListModel     *hw_hot_spot_model_get_items  (HwHotSpotModel *self);
gint64          hw_hot_spot_model_get_since  (HwHotSpotModel *self);
gint64          hw_hot_spot_model_get_until  (HwHotSpotModel *self);
gboolean        hw_hot_spot_model_is_searching (HwHotSpotModel *self);
/* Names of places are read through @workspace. */
void            hw_hot_spot_model_start      (HwHotSpotModel *self,
                                              HwWorkspace    *workspace);
/* Forgets everything. */
void            hw_hot_spot_model_stop       (HwHotSpotModel *self);
/* The points themselves changed, not only their filter. */
void            hw_hot_spot_model_invalidate (HwHotSpotModel *self);
void            hw_hot_spot_model_set_settings (HwHotSpotModel          *self,
                                                const HwHotSpotSettings *settings);
void            hw_hot_spot_model_get_settings (HwHotSpotModel    *self,
                                                HwHotSpotSettings *settings);

G_END_DECLS
