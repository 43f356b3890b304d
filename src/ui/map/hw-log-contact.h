/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwLogContact:
 *
 * A small window: somebody of the team met someone here.
 */
#define HW_TYPE_LOG_CONTACT (hw_log_contact_get_type ())
G_DECLARE_FINAL_TYPE (HwLogContact, hw_log_contact, HW, LOG_CONTACT, AdwWindow)

GtkWidget *hw_log_contact_new      (HwSession     *session,
                                    GtkWindow     *parent,
                                    const HwPoint *point,
                                    const char    *place);
gboolean   hw_log_contact_parse_time (const char  *text,
                                    gint64         now,
                                    gint64        *met_at);

G_END_DECLS
