/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "figures/hw-period.h"

G_BEGIN_DECLS

#define HW_TYPE_PERIOD_CHOICE (hw_period_choice_get_type ())
G_DECLARE_FINAL_TYPE (HwPeriodChoice, hw_period_choice, HW, PERIOD_CHOICE, AdwBin)

GtkWidget *hw_period_choice_new       (void);
HwPeriod   hw_period_choice_get       (HwPeriodChoice *self);

G_END_DECLS
