/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-field-taps.h"

G_BEGIN_DECLS

void  hw_field_ask_person     (GtkWidget   *opener,
                               HwFieldTaps *taps);
void  hw_field_ask_wish       (GtkWidget   *opener,
                               HwFieldTaps *taps);
char *hw_field_dup_who        (HwFieldTaps *taps);

G_END_DECLS
