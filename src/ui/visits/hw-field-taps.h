/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-position.h"
#include "hw-session.h"
#include "hw-shift.h"
#include "hw-tap.h"

G_BEGIN_DECLS

#define HW_TYPE_FIELD_TAPS (hw_field_taps_get_type ())
G_DECLARE_FINAL_TYPE (HwFieldTaps, hw_field_taps, HW, FIELD_TAPS, GObject)

HwFieldTaps   *hw_field_taps_new          (HwSession           *session,
                                           const HwShift       *shift);
void           hw_field_taps_load         (HwFieldTaps         *self);
gboolean       hw_field_taps_is_loaded    (HwFieldTaps         *self);
gboolean       hw_field_taps_is_kept      (HwFieldTaps         *self);
HwSession     *hw_field_taps_get_session  (HwFieldTaps         *self);
HwPosition    *hw_field_taps_get_where    (HwFieldTaps         *self);
const HwShift *hw_field_taps_get_shift    (HwFieldTaps         *self);
const HwStop  *hw_field_taps_get_stop     (HwFieldTaps         *self);
guint          hw_field_taps_get_position (HwFieldTaps         *self);
void           hw_field_taps_set_stop     (HwFieldTaps         *self,
                                           const HwId          *stop);
const HwStop  *hw_field_taps_get_next     (HwFieldTaps         *self);
gboolean       hw_field_taps_has_left     (HwFieldTaps         *self,
                                           const HwStop        *stop);
GPtrArray     *hw_field_taps_get_list     (HwFieldTaps         *self);
const HwTap   *hw_field_taps_find         (HwFieldTaps         *self,
                                           HwTapKind            kind);
guint          hw_field_taps_get_count    (HwFieldTaps         *self,
                                           HwTapKind            kind);
void           hw_field_taps_tap          (HwFieldTaps         *self,
                                           HwTap                tap);
void           hw_field_taps_take_back    (HwFieldTaps         *self,
                                           const HwTap         *tap);
void           hw_field_taps_note_promised (HwFieldTaps       *self);
void           hw_field_taps_save_async   (HwFieldTaps         *self,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean       hw_field_taps_save_finish  (HwFieldTaps         *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
