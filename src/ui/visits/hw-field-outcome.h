/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-field-taps.h"

G_BEGIN_DECLS

#define HW_TYPE_FIELD_OUTCOME (hw_field_outcome_get_type ())
G_DECLARE_FINAL_TYPE (HwFieldOutcome, hw_field_outcome, HW, FIELD_OUTCOME, AdwBin)

GtkWidget *hw_field_outcome_new (HwFieldTaps *taps);

G_END_DECLS
