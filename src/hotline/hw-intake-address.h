/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSocketAddress *hw_intake_address_parse  (const char      *listen,
                                          GError         **error);
GSocket        *hw_intake_address_listen (GSocketAddress  *address,
                                          GError         **error);
char           *hw_intake_address_say    (GSocket         *socket);

G_END_DECLS
