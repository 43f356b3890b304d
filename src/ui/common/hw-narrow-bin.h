/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_TYPE_NARROW_BIN (hw_narrow_bin_get_type ())
G_DECLARE_FINAL_TYPE (HwNarrowBin, hw_narrow_bin, HW, NARROW_BIN, GtkWidget)

gboolean hw_narrow_bin_get_narrow (HwNarrowBin *self);

G_END_DECLS
