/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-field-taps.h"

G_BEGIN_DECLS

void hw_field_ask_words   (GtkWidget   *opener,
                           HwFieldTaps *taps);
void hw_field_ask_given   (GtkWidget   *opener,
                           HwFieldTaps *taps);
void hw_field_ask_promise (GtkWidget   *opener,
                           HwFieldTaps *taps);
void hw_field_ask_danger  (GtkWidget   *opener,
                           HwFieldTaps *taps);

G_END_DECLS
