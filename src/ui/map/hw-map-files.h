/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-boundaries.h"

G_BEGIN_DECLS

void       hw_map_files_read_boundaries_async  (const char          *path,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
GPtrArray *hw_map_files_read_boundaries_finish (GAsyncResult        *result,
                                                GError             **error);

const char *hw_map_files_get_path             (GAsyncResult        *result);

G_END_DECLS
