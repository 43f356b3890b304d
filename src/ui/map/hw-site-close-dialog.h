/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwSiteCloseDialog:
 *
 * Says since when, or from when, a site is closed and who closes it, or that it is open again.
 */
#define HW_TYPE_SITE_CLOSE_DIALOG (hw_site_close_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwSiteCloseDialog, hw_site_close_dialog, HW, SITE_CLOSE_DIALOG, AdwWindow)

GtkWidget *hw_site_close_dialog_new (HwSession    *session,
                                     GtkWindow    *parent,
                                     const HwSite *site);
gboolean   hw_site_parse_day        (const char   *text,
                                     gint64       *start);

G_END_DECLS
