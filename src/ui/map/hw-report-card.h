/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwReportCard:
 *
 * One report or contact in the panel: what was said about the place and when,
 * and the next sensible steps. Who somebody is stays with the desk that needs
 * it: nothing of that kind is shown beside a map.
 */
#define HW_TYPE_REPORT_CARD (hw_report_card_get_type ())
G_DECLARE_FINAL_TYPE (HwReportCard, hw_report_card, HW, REPORT_CARD, GtkBox)

GtkWidget *hw_report_card_new         (HwSession    *session);
void       hw_report_card_set_report  (HwReportCard *self,
                                       HwReport     *report);
void       hw_report_card_set_contact (HwReportCard *self,
                                       HwContact    *contact);
void       hw_report_card_clear       (HwReportCard *self);

G_END_DECLS
