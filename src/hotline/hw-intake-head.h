/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define HW_INTAKE_MAX_BODY (256 * 1024)

guint hw_intake_head_check (const char          *method,
                            const char          *path,
                            SoupMessageHeaders  *headers,
                            const char         **words);

G_END_DECLS
