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

/* The same asked of the team's place service, where one is set and somebody wants it: the words go out. */
gboolean    hw_session_set_place_service (HwSession           *self,
                                          const char          *address,
                                          GError             **error);
const char *hw_session_get_place_service (HwSession           *self);
void       hw_session_ask_place_service_async  (HwSession           *self,
                                          const char          *words,
                                          const HwPoint       *near,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray *hw_session_ask_place_service_finish (HwSession           *self,
                                          GAsyncResult        *result,
                                          GError             **error);

/* (element-type HwNamedPlace): all of them or, on an error, none; the same place twice adds nothing. */
void       hw_session_import_places_async  (HwSession           *self,
                                            GPtrArray           *places,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean   hw_session_import_places_finish (HwSession           *self,
                                            GAsyncResult        *result,
                                            guint               *n_added,
                                            guint               *n_known,
                                            GError             **error);

G_END_DECLS
