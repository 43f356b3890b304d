/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **hw_map_paths_parse  (const char *value);
char  *hw_map_paths_format (const char * const *paths);
char **hw_map_paths_add    (const char * const *paths, const char *path);
char **hw_map_paths_remove (const char * const *paths, const char *path);
char **hw_map_paths_move   (const char * const *paths, const char *path, int steps);

G_END_DECLS
