/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-connection.h"

G_BEGIN_DECLS

#define HW_SCHEMA_VERSION 6

gboolean hw_migration_run (HwConnection *connection,
                           gboolean      is_new,
                           gboolean     *was_older,
                           GError      **error);

G_END_DECLS
