/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-columns.h"

G_BEGIN_DECLS

/* The newest positions so far, at most @limit: a heap with the oldest on top, so that of a million only @limit are sorted. */
typedef struct
{
  const HwPointColumns *columns;
  GArray               *positions;   /* (element-type gsize) */
  gsize                 limit;
} HwNewest;

HwNewest hw_newest_begin (const HwPointColumns *columns,
                          gsize                 limit);
void     hw_newest_add   (gsize                 position,
                          gpointer              user_data);
GArray  *hw_newest_end   (HwNewest             *self);

G_END_DECLS
