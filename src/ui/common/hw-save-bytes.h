/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void hw_save_bytes (GtkWidget  *opener,
                    const char *title,
                    const char *file_name,
                    GBytes     *bytes);

G_END_DECLS
