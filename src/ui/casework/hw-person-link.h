/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

void hw_person_link_ask (GtkWidget  *widget,
                         HwSession  *session,
                         HwPerson   *person,
                         HwPerson   *other,
                         gboolean    same,
                         const char *reason);

G_END_DECLS
