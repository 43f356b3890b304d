/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CONSENT_LINE (hw_consent_line_get_type ())
G_DECLARE_FINAL_TYPE (HwConsentLine, hw_consent_line, HW, CONSENT_LINE, AdwActionRow)

GtkWidget *hw_consent_line_new           (HwSession     *session,
                                          const HwId    *case_id,
                                          const char    *purpose);
void       hw_consent_line_set_recipient (HwConsentLine *self,
                                          const char    *recipient);
gboolean   hw_consent_line_is_live       (HwConsentLine *self);

G_END_DECLS
