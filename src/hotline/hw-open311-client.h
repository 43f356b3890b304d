/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-open311-node.h"

G_BEGIN_DECLS

/**
 * HwOpen311Client:
 *
 * Asks another GeoReport v2 server. All calls wait for the answer, and belong
 * to the thread that made the client. Nothing is sent but what is asked: no
 * cookie, no referrer.
 */
typedef struct _HwOpen311Client HwOpen311Client;

/**
 * HwOpen311Query:
 * @services: (nullable): codes of the services; %NULL for all
 * @since: µs UTC
 * @until: µs UTC
 * @by_update: @since and @until are of the last change, which is not in the specification but understood by many, rather than of the request
 * @page: from 1; many servers cut long lists into pages
 */
typedef struct
{
  const char * const *services;
  gint64              since;
  gint64              until;
  gboolean            by_update;
  guint               page;
} HwOpen311Query;

HwOpen311Client *hw_open311_client_new              (const char            *server,
                                                     const char            *jurisdiction,
                                                     GError               **error);
void             hw_open311_client_free             (HwOpen311Client       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwOpen311Client, hw_open311_client_free)

void             hw_open311_client_set_format       (HwOpen311Client       *self,
                                                     HwOpen311Format        format);
void             hw_open311_client_set_api_key      (HwOpen311Client       *self,
                                                     const char            *api_key);
const char      *hw_open311_client_get_jurisdiction (HwOpen311Client       *self);
guint            hw_open311_client_get_status       (HwOpen311Client       *self);
gboolean         hw_open311_client_discover         (HwOpen311Client       *self,
                                                     GCancellable          *cancellable,
                                                     GError               **error);
HwOpen311Node   *hw_open311_client_get_services     (HwOpen311Client       *self,
                                                     GCancellable          *cancellable,
                                                     GError               **error);
HwOpen311Node   *hw_open311_client_get_requests     (HwOpen311Client       *self,
                                                     const HwOpen311Query  *query,
                                                     GCancellable          *cancellable,
                                                     GError               **error);
gboolean         hw_open311_client_send_update      (HwOpen311Client       *self,
                                                     const char            *request_id,
                                                     const char            *update_id,
                                                     gboolean               is_closed,
                                                     const char            *words,
                                                     gint64                 now,
                                                     GCancellable          *cancellable,
                                                     GError               **error);

G_END_DECLS
