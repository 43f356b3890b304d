/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

/* Two reports tell of the same people, or after all not; finding which may is in hw-session.h. */
void      hw_session_link_reports_async  (HwSession           *self,
                                          gint64               row,
                                          gint64               other,
                                          gboolean             same,
                                          const char          *reason,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean  hw_session_link_reports_finish (HwSession           *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
