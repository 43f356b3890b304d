/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hw_web_address_is_loopback (GUri *uri);
gboolean hw_web_address_is_private  (GUri *uri);

G_END_DECLS
