/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

/* What the session makes its models of. A change replaces an item, so that a row of a list binds once. */

HwReportItem  *hw_report_item_new     (HwReport      *report);
void           hw_report_item_take_desk (HwReportItem *self,
                                       HwReportDesk  *desk);
HwCaseItem    *hw_case_item_new       (HwCase        *case_);
HwPersonItem  *hw_person_item_new     (HwPerson      *person);
HwPartnerItem *hw_partner_item_new    (HwPartner     *partner);
HwSiteItem    *hw_site_item_new        (const HwSite  *site);
HwAreaItem    *hw_area_item_new        (const HwArea  *area);
HwHotSpotItem *hw_hot_spot_item_new   (HwHotSpot     *hot_spot,
                                       const char    *name);

int            hw_report_item_compare (gconstpointer  a,
                                       gconstpointer  b,
                                       gpointer       user_data);
int            hw_case_item_compare   (gconstpointer  a,
                                       gconstpointer  b,
                                       gpointer       user_data);
int            hw_partner_item_compare (gconstpointer a,
                                       gconstpointer  b,
                                       gpointer       user_data);
int            hw_site_item_compare   (gconstpointer  a,
                                       gconstpointer  b,
                                       gpointer       user_data);
int            hw_area_item_compare   (gconstpointer  a,
                                       gconstpointer  b,
                                       gpointer       user_data);

/* Makes an item of a record. */
typedef gpointer (*HwItemNewFunc) (gpointer record);

void           hw_item_store_fill     (GListStore       *store,
                                       GPtrArray        *records,
                                       HwItemNewFunc     make,
                                       GCompareDataFunc  order);
void           hw_item_store_put      (GListStore       *store,
                                       guint             position,
                                       gpointer          item,
                                       GCompareDataFunc  order);

G_END_DECLS
