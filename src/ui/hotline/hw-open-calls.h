/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-call-draft.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwOpenCalls: the calls that are being taken, a #GListModel of #HwCallDraft,
 * in the order in which they came. They are in the encrypted file within half a
 * second of every key, and come back from there.
 *
 * Signals: "edited" when a call was added, taken away, or anything of one changed.
 */
#define HW_TYPE_OPEN_CALLS (hw_open_calls_get_type ())
G_DECLARE_FINAL_TYPE (HwOpenCalls, hw_open_calls, HW, OPEN_CALLS, GObject)

HwOpenCalls *hw_open_calls_new    (HwSession   *session);
HwCallDraft *hw_open_calls_start  (HwOpenCalls *self,
                                   const char  *phone);
void         hw_open_calls_add    (HwOpenCalls *self,
                                   HwCallDraft *draft);
void         hw_open_calls_remove (HwOpenCalls *self,
                                   HwCallDraft *draft);
gboolean     hw_open_calls_find   (HwOpenCalls *self,
                                   HwCallDraft *draft,
                                   guint       *position);
HwCallDraft *hw_open_calls_get    (HwOpenCalls *self,
                                   guint        position);
guint        hw_open_calls_get_n  (HwOpenCalls *self);
void         hw_open_calls_save   (HwOpenCalls *self);

G_END_DECLS
