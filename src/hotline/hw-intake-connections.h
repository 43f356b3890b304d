/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * HwIntakeConnections:
 *
 * Holds the connections of a server to their number and their time, which
 * libsoup does not.
 */
typedef struct _HwIntakeConnections HwIntakeConnections;

HwIntakeConnections *hw_intake_connections_new  (SoupServer          *server,
                                                 guint                most,
                                                 guint                seconds);
void                 hw_intake_connections_free (HwIntakeConnections *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeConnections, hw_intake_connections_free)

G_END_DECLS
