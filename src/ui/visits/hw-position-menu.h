/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-field-taps.h"

G_BEGIN_DECLS

GtkWidget *hw_position_menu_new (HwFieldTaps *taps);

G_END_DECLS
