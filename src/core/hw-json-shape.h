/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hw_json_is_modest (const char *text,
                            gsize       length,
                            guint       max_depth,
                            guint       max_values);

G_END_DECLS
