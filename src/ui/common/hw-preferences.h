/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *hw_preferences_get                   (void);
char      *hw_preferences_dup_workspace         (void);
void       hw_preferences_set_workspace         (const char *path);
guint      hw_preferences_get_auto_lock_minutes (void);
void       hw_preferences_set_auto_lock_minutes (guint       minutes);

G_END_DECLS
