/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *hw_csv_defuse_within  (const char *text);
char *hw_csv_restore_within (const char *text);

G_END_DECLS
