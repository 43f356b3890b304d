/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-field-taps.h"

G_BEGIN_DECLS

#define HW_TYPE_FIELD_HEAD (hw_field_head_get_type ())
G_DECLARE_FINAL_TYPE (HwFieldHead, hw_field_head, HW, FIELD_HEAD, AdwBin)

GtkWidget *hw_field_head_new (HwFieldTaps *taps);

G_END_DECLS
