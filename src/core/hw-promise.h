/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"
#include "hw-point.h"

G_BEGIN_DECLS

#define HW_PROMISE_OPEN     (-1)
#define HW_PROMISE_NOT_KEPT 0
#define HW_PROMISE_KEPT     1

/**
 * HwPromise:
 * @id: nil until the store gives it one
 * @shift: on which it was made; nil: on none
 * @stop: at which; nil: at none
 * @site: where it is to be kept; nil where there is no site
 * @point: where it is to be kept, or %HW_POINT_UNKNOWN
 * @words: (owned): never empty
 * @due_at: by when, µs UTC
 * @made_at: when, µs UTC
 * @kept: %HW_PROMISE_OPEN, %HW_PROMISE_NOT_KEPT or %HW_PROMISE_KEPT
 * @outcome_words: (owned) (nullable): what came of it
 *
 * The team told somebody in the street that it would do something: come again,
 * bring shoes. It names nobody.
 */
typedef struct
{
  HwId     id;
  HwId     shift;
  HwId     stop;
  HwId     site;
  HwPoint  point;
  char    *words;
  gint64   due_at;
  gint64   made_at;
  int      kept;
  char    *outcome_words;
} HwPromise;

#define HW_TYPE_PROMISE (hw_promise_get_type ())
GType      hw_promise_get_type (void);
HwPromise *hw_promise_copy     (const HwPromise *promise);
void       hw_promise_free     (HwPromise       *promise);
gboolean   hw_promise_check    (const HwPromise *promise,
                                gint64           now,
                                GError         **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPromise, hw_promise_free)

G_END_DECLS
