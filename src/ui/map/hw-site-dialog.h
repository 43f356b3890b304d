/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwSiteDialog:
 *
 * Makes a site, or changes what is known of one.
 *
 * Signals: "saved" (pointer to #HwMapThing: the site).
 */
#define HW_TYPE_SITE_DIALOG (hw_site_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwSiteDialog, hw_site_dialog, HW, SITE_DIALOG, AdwWindow)

GtkWidget *hw_site_dialog_new (HwSession    *session,
                               GtkWindow    *parent,
                               const HwSite *site);

G_END_DECLS
