/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwMessageDialog * hw_message_new (GtkWidget  *widget,
                                   const char *heading,
                                   const char *body);

G_END_DECLS
