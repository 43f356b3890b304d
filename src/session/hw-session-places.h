/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-gazetteer.h"
#include "hw-session.h"

G_BEGIN_DECLS

/* Places by what a caller calls them, without a network: (element-type HwGazetteerEntry), what fits best first. */
void       hw_session_find_places_async  (HwSession           *self,
                                          const char          *words,
                                          const HwPoint       *near,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray *hw_session_find_places_finish (HwSession           *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
