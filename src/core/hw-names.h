/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hw_names_find (const char * const *names,
                        guint               n_names,
                        const char         *name,
                        guint              *found);

G_END_DECLS
