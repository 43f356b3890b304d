/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Crockford's base32 (https://www.crockford.com/base32.html): what people read out, type and hear wrong. */
char     hw_base32_get_sign (guint        value);
int      hw_base32_read_sign (char        sign);
void     hw_base32_write (GString      *text,
                          const guint8 *bytes,
                          gsize         length);
gboolean hw_base32_read  (const char   *text,
                          guint8       *bytes,
                          gsize         length);

G_END_DECLS
