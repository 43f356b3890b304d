/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-promise.h"
#include "hw-session.h"

G_BEGIN_DECLS

void     hw_session_make_promise_async    (HwSession           *self,
                                           const HwPromise     *promise,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean hw_session_make_promise_finish   (HwSession           *self,
                                           GAsyncResult        *result,
                                           HwId                *id,
                                           GError             **error);
void     hw_session_settle_promise_async  (HwSession           *self,
                                           const HwId          *promise,
                                           gboolean             kept,
                                           const char          *outcome_words,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean hw_session_settle_promise_finish (HwSession           *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
