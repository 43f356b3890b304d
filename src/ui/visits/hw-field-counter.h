/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_TYPE_FIELD_COUNTER (hw_field_counter_get_type ())
G_DECLARE_FINAL_TYPE (HwFieldCounter, hw_field_counter, HW, FIELD_COUNTER, GtkBox)

GtkWidget *hw_field_counter_new       (const char     *title,
                                       const char     *under);
guint      hw_field_counter_get_value (HwFieldCounter *self);
void       hw_field_counter_set_value (HwFieldCounter *self,
                                       guint           value);

G_END_DECLS
