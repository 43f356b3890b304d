/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

void hw_case_moves_go       (GtkWidget       *widget,
                             HwSession       *session,
                             const HwCase    *case_,
                             HwStage          stage);
void hw_case_moves_leave    (GtkWidget       *widget,
                             HwSession       *session,
                             const HwCase    *case_,
                             HwStage          stage);
void hw_case_moves_withdraw (GtkWidget       *widget,
                             HwSession       *session,
                             const HwCase    *case_,
                             const HwConsent *consent);

G_END_DECLS
