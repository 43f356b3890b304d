/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwSiteArrivals:
 *
 * "After the closure of Canal Yard: 4 people from there were met here." Not to
 * be seen where nobody came.
 *
 * Signals: "selected" (pointer to #HwMapThing): one of those sites.
 */
#define HW_TYPE_SITE_ARRIVALS (hw_site_arrivals_get_type ())
G_DECLARE_FINAL_TYPE (HwSiteArrivals, hw_site_arrivals, HW, SITE_ARRIVALS, GtkBox)

GtkWidget *hw_site_arrivals_new       (HwSession      *session);
void       hw_site_arrivals_set_place (HwSiteArrivals *self,
                                       const HwPoint  *point,
                                       double          radius_m);
void       hw_site_arrivals_clear     (HwSiteArrivals *self);

G_END_DECLS
