/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void hw_list_item_set_name (GtkListItem *list_item,
                            const char  *name);

G_END_DECLS
