/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"
#include "hw-shift.h"

G_BEGIN_DECLS

/* Shifts, those of the last year and those to come. An item belongs to one state of its shift; a change brings a new one. */
#define HW_TYPE_SHIFT_ITEM (hw_shift_item_get_type ())
G_DECLARE_FINAL_TYPE (HwShiftItem, hw_shift_item, HW, SHIFT_ITEM, GObject)

const HwShift *hw_shift_item_get_shift         (HwShiftItem         *self);

GListModel    *hw_session_get_shifts           (HwSession           *self);
HwShiftItem   *hw_session_find_shift           (HwSession           *self,
                                                const HwId          *shift);

void           hw_session_save_shift_async     (HwSession           *self,
                                                const HwShift       *shift,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
gboolean       hw_session_save_shift_finish    (HwSession           *self,
                                                GAsyncResult        *result,
                                                HwId                *id,
                                                GError             **error);
void           hw_session_save_round_async     (HwSession           *self,
                                                const HwId          *shift,
                                                GPtrArray           *stops,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
gboolean       hw_session_save_round_finish    (HwSession           *self,
                                                GAsyncResult        *result,
                                                GError             **error);
void           hw_session_move_shift_async     (HwSession           *self,
                                                const HwId          *shift,
                                                HwShiftState         state,
                                                guint                paper_minutes,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
gboolean       hw_session_move_shift_finish    (HwSession           *self,
                                                GAsyncResult        *result,
                                                GError             **error);

G_END_DECLS
