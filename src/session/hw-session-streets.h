/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-plan.h"
#include "hw-session.h"
#include "hw-street-travel.h"

G_BEGIN_DECLS

gboolean    hw_session_set_street_server   (HwSession            *self,
                                            HwStreetServer        server,
                                            const char           *address,
                                            GError              **error);
const char *hw_session_get_street_server   (HwSession            *self,
                                            HwStreetServer       *server);
void        hw_session_ask_streets_async   (HwSession            *self,
                                            HwPlan               *plan,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean    hw_session_ask_streets_finish  (HwSession            *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
