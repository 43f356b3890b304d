/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-position.h"
#include "hw-session.h"

G_BEGIN_DECLS

GtkWidget *hw_position_button_new (HwSession  *session,
                                   HwPosition *position);

G_END_DECLS
