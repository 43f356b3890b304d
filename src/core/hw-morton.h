/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwMortonEntry:
 *
 * A point on its way through the pyramid: its place as a Morton key, and what
 * a filter asks for, together so that a filter reads memory in one direction.
 */
typedef struct
{
  guint64 key;
  guint32 position;   /* second in the order: HwKeyBlocks asks for it here */
  guint8  kind;
  guint8  status;
  guint8  hour;
  gint64  time;
} HwMortonEntry;

/* Keys from @first to @last, both included. */
typedef struct
{
  guint64 first;
  guint64 last;
} HwMortonRange;

guint64  hw_morton_key        (guint32         x,
                               guint32         y);
void     hw_morton_split      (guint64         key,
                               guint32        *x,
                               guint32        *y);
void     hw_morton_sort       (HwMortonEntry  *entries,
                               gsize           n_entries);
GArray  *hw_morton_cover      (guint32         x0,
                               guint32         y0,
                               guint32         x1,
                               guint32         y1);

G_END_DECLS
