/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PARTNER_ROW (hw_partner_row_get_type ())
G_DECLARE_FINAL_TYPE (HwPartnerRow, hw_partner_row, HW, PARTNER_ROW, GtkListBoxRow)

GtkWidget *hw_partner_row_new         (HwPartnerItem *item);
HwPartner *hw_partner_row_get_partner (HwPartnerRow  *self);

G_END_DECLS
