/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void hw_problem_show  (GtkWidget    *widget,
                       const char   *heading,
                       const GError *error);
void hw_toast_show    (GtkWidget    *widget,
                       const char   *words);

G_END_DECLS
