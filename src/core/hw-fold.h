/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *hw_fold_name   (const char *text);
void      hw_fold_append (GString    *folded,
                          gunichar    letter);
char     *hw_fold_sounds (const char *folded);
gboolean  hw_fold_is_near (const char *word,
                          const char *name);

G_END_DECLS
