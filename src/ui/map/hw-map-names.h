/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-map-thing.h"
#include "hw-session.h"

G_BEGIN_DECLS

char *hw_map_names_dup_name    (HwSession        *session,
                                const HwMapThing *thing);
char *hw_map_names_dup_tooltip (HwSession        *session,
                                const HwMapThing *thing);

G_END_DECLS
