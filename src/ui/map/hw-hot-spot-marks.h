/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-hot-spots.h"

G_BEGIN_DECLS

/**
 * HwHotSpotMarkKind:
 * @HW_MARK_WEEKS: events per week, a small line
 * @HW_MARK_EVIDENCE: verified as a solid bar, rumour as a hatched one
 * @HW_MARK_RHYTHM: hours of the day by days of the week, five steps of one hue
 *
 * What a #HwHotSpotMark draws.
 */
typedef enum { HW_MARK_WEEKS, HW_MARK_EVIDENCE, HW_MARK_RHYTHM } HwHotSpotMarkKind;

/**
 * HwHotSpotMark:
 *
 * One small picture of a hot-spot. What it shows is also its accessible
 * description, in words.
 */
#define HW_TYPE_HOT_SPOT_MARK (hw_hot_spot_mark_get_type ())
G_DECLARE_FINAL_TYPE (HwHotSpotMark, hw_hot_spot_mark, HW, HOT_SPOT_MARK, GtkWidget)

GtkWidget *hw_hot_spot_mark_new          (HwHotSpotMarkKind  kind);
void       hw_hot_spot_mark_set_hot_spot (HwHotSpotMark     *self,
                                          HwHotSpot         *hot_spot);

G_END_DECLS
