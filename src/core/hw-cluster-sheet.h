/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cluster-level.h"

G_BEGIN_DECLS

/* Gives @cluster the row, kind and status of the first point of the run of keys from @first to @last. */
typedef void (*HwNameClusterFunc) (HwCluster *cluster, guint64 first, guint64 last, gpointer user_data);

const HwClusterSheet *hw_cluster_sheets_get     (HwClusterLevel    *level,
                                                 guint64            key,
                                                 HwNameClusterFunc  name_cluster,
                                                 gpointer           user_data);
void                  hw_cluster_sheets_forget  (HwClusterLevel    *level,
                                                 guint64            key);
gboolean              hw_cluster_sheets_find_partner (HwClusterLevel *level,
                                                 guint64            key,
                                                 guint64           *partner);

/* The last key of the sheet that @key is in. */
static inline guint64
hw_cluster_sheet_get_last_key (const HwClusterLevel *level,
                               guint64               key)
{
  guint bits = MIN (hw_cluster_level_get_shift (level) + 2 * HW_SHEET_BITS, 64);

  return bits >= 64 ? G_MAXUINT64 : key | ((G_GUINT64_CONSTANT (1) << bits) - 1);
}

static inline guint64
hw_cluster_sheet_get_first_key (const HwClusterLevel *level,
                                guint64               key)
{
  guint bits = MIN (hw_cluster_level_get_shift (level) + 2 * HW_SHEET_BITS, 64);

  return bits >= 64 ? 0 : key >> bits << bits;
}

G_END_DECLS
