/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *hw_spot_names_pick (GPtrArray *spots);

G_END_DECLS
