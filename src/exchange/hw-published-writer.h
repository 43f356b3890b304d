/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-published-month.h"

G_BEGIN_DECLS

gboolean hw_published_write_html (const HwPublishedMonth *month,
                                  const char             *team,
                                  GOutputStream          *stream,
                                  GCancellable           *cancellable,
                                  GError                **error);
gboolean hw_published_write_csv  (const HwPublishedMonth *month,
                                  GOutputStream          *stream,
                                  GCancellable           *cancellable,
                                  GError                **error);

G_END_DECLS
