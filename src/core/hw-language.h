/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *hw_language_find     (const char *words);
const char *hw_language_get_name (const char *tag);
char       *hw_language_dup_words (const char *words);

G_END_DECLS
