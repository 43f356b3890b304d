/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char      *hw_rings_format (GPtrArray  *rings);
GPtrArray *hw_rings_parse  (const char *text);

G_END_DECLS
