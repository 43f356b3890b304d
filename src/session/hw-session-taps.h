/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"
#include "hw-tap.h"

G_BEGIN_DECLS

/* What is tapped in the field. Every command answers with what holds of its shift by then (element-type HwTap). */

void       hw_session_list_taps_async   (HwSession           *self,
                                         const HwId          *shift,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GPtrArray *hw_session_list_taps_finish  (HwSession           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
void       hw_session_tap_async         (HwSession           *self,
                                         const HwTap         *tap,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GPtrArray *hw_session_tap_finish        (HwSession           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
void       hw_session_save_visit_async  (HwSession           *self,
                                         const HwId          *shift,
                                         const HwId          *stop,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GPtrArray *hw_session_save_visit_finish (HwSession           *self,
                                         GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
