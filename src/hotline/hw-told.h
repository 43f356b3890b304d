/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "hw-store.h"

G_BEGIN_DECLS

JsonObject *hw_told_read (HwStore     *store,
                          const char  *name,
                          GError     **error);
gboolean    hw_told_keep (HwStore     *store,
                          const char  *name,
                          JsonObject  *told,
                          GError     **error);

G_END_DECLS
