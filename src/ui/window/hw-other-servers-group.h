/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_OTHER_SERVERS_GROUP (hw_other_servers_group_get_type ())
G_DECLARE_FINAL_TYPE (HwOtherServersGroup, hw_other_servers_group, HW, OTHER_SERVERS_GROUP, AdwPreferencesGroup)

/* Emits "changed" when a server was added, changed or taken away. */
void hw_other_servers_group_set_session (HwOtherServersGroup *self,
                                         HwSession           *session);

G_END_DECLS
