/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_RECOVERY_CODE_BYTES 20   /* 160 random bits */

/* Eight groups of five signs: four that carry five bits each, and one that checks the group. */
char    *hw_recovery_code_new   (const guint8 *bytes);
gboolean hw_recovery_code_parse (const char   *text,
                                 guint8       *bytes,
                                 GError      **error);

G_END_DECLS
