/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-desk-work.h"

G_BEGIN_DECLS

#define HW_TYPE_BULK_PANEL (hw_bulk_panel_get_type ())
G_DECLARE_FINAL_TYPE (HwBulkPanel, hw_bulk_panel, HW, BULK_PANEL, AdwBin)

void hw_bulk_panel_set_work (HwBulkPanel *self,
                             HwDeskWork  *work);
void hw_bulk_panel_show     (HwBulkPanel *self,
                             GPtrArray   *items);

G_END_DECLS
