/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * HwIntakeConnections:
 *
 * Takes the connections of a server, and holds them to their number and their
 * time, which libsoup does not.
 */
typedef struct _HwIntakeConnections HwIntakeConnections;

HwIntakeConnections *hw_intake_connections_new  (SoupServer          *server,
                                                 GSocket             *socket,
                                                 guint                most,
                                                 guint                seconds);
void                 hw_intake_connections_free (HwIntakeConnections *self);

GSocket             *hw_intake_connections_get_socket (SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeConnections, hw_intake_connections_free)

G_END_DECLS
