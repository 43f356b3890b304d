/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-open311-client.h"

G_BEGIN_DECLS

typedef struct _HwOpen311Poll HwOpen311Poll;

HwOpen311Poll *hw_open311_poll_new      (HwOpen311Client       *client,
                                         const HwOpen311Query  *query);
void           hw_open311_poll_free     (HwOpen311Poll         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwOpen311Poll, hw_open311_poll_free)

GPtrArray     *hw_open311_poll_ask      (HwOpen311Poll         *self,
                                         gint64                *until,
                                         GCancellable          *cancellable,
                                         GError               **error);
gboolean       hw_open311_poll_has_more (const HwOpen311Poll   *self);
gboolean       hw_open311_poll_is_cut   (const HwOpen311Poll   *self);

G_END_DECLS
