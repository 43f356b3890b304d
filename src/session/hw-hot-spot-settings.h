/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spots.h"

G_BEGIN_DECLS

/**
 * HwHotSpotSettings:
 * @radius_m: metres between neighbours
 * @weight: how much must be there
 * @contact_weight: how many reports a contact is worth
 * @time_radius_days: neighbours are no further apart in time; 0: that does not matter
 * @days: how many days are looked at, up to the end of what the map shows; 0: what the map shows
 *
 * What the user says makes a hot-spot.
 */
typedef struct
{
  double radius_m;
  double weight;
  double contact_weight;
  double time_radius_days;
  guint  days;
} HwHotSpotSettings;

#define HW_HOT_SPOT_MIN_RADIUS_M       10.0
#define HW_HOT_SPOT_MAX_RADIUS_M       1000.0
#define HW_HOT_SPOT_MAX_WEIGHT         200.0
#define HW_HOT_SPOT_MAX_CONTACT_WEIGHT 10.0
#define HW_HOT_SPOT_MAX_DAYS           180

void     hw_hot_spot_settings_init      (HwHotSpotSettings       *self);
gboolean hw_hot_spot_settings_equal     (const HwHotSpotSettings *self,
                                         const HwHotSpotSettings *other);
char    *hw_hot_spot_settings_to_string (const HwHotSpotSettings *self);
void     hw_hot_spot_settings_from_string (HwHotSpotSettings     *self,
                                         const char              *text);
void     hw_hot_spot_settings_apply     (const HwHotSpotSettings *self,
                                         HwHotSpotParams         *params);

G_END_DECLS
