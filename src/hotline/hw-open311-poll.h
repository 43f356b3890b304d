/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-open311-client.h"

G_BEGIN_DECLS

/**
 * HwOpen311PollFunc:
 * @requests: (element-type HwOpen311Node): requests that were not given before in this poll
 * @until: µs UTC; all requests of earlier have been given now
 * @user_data: of the caller
 * @error: return location
 *
 * Takes what one stretch of time brought, and keeps @until for the next poll.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*HwOpen311PollFunc) (GPtrArray *requests, gint64 until, gpointer user_data, GError **error);

/* What a server may hold back although it was asked in every way. */
typedef struct { guint n_answers; gboolean is_cut; } HwOpen311PollResult;

gboolean hw_open311_poll (HwOpen311Client       *client,
                          const HwOpen311Query  *query,
                          HwOpen311PollFunc      func,
                          gpointer               user_data,
                          HwOpen311PollResult   *result,
                          GCancellable          *cancellable,
                          GError               **error);

G_END_DECLS
