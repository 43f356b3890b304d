/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwRankBadge:
 *
 * The round mark of one thing on the map, for lists and panels: the rank of a
 * hot-spot, the shape of a report, the tick of a contact. A decoration: the
 * words beside it say the same.
 */
#define HW_TYPE_RANK_BADGE (hw_rank_badge_get_type ())
G_DECLARE_FINAL_TYPE (HwRankBadge, hw_rank_badge, HW, RANK_BADGE, GtkWidget)

GtkWidget *hw_rank_badge_new       (int             size);
void       hw_rank_badge_set_rank  (HwRankBadge    *self,
                                    guint           rank);
void       hw_rank_badge_set_site  (HwRankBadge    *self,
                                    gboolean        closed);
void       hw_rank_badge_set_point (HwRankBadge    *self,
                                    HwPointKind     kind,
                                    HwReportStatus  status);

G_END_DECLS
