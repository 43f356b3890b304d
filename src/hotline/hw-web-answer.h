/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *hw_web_answer_read (GInputStream  *stream,
                            gsize          most,
                            gint64         longest_us,
                            GCancellable  *cancellable,
                            GError       **error);

G_END_DECLS
