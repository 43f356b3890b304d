/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *hw_png_encode (const guchar *pixels, guint width, guint height, gsize stride);

G_END_DECLS
