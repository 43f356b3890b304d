/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *hw_country_get_words (const char *code);
char       *hw_country_dup_code  (const char *text);

G_END_DECLS
