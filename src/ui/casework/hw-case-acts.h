/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-case-theme.h"
#include "hw-session.h"

G_BEGIN_DECLS

void hw_case_acts_add      (GtkWidget           *widget,
                            HwSession           *session,
                            HwCase              *case_,
                            HwCaseRecordKind     kind,
                            const char          *field,
                            const char          *value);
void hw_case_acts_correct  (GtkWidget           *widget,
                            HwSession           *session,
                            HwCase              *case_,
                            const char          *id);
void hw_case_acts_write    (GtkWidget           *widget,
                            HwSession           *session,
                            HwCase              *case_,
                            HwCaseTheme          theme,
                            const char          *field);
void hw_case_acts_mend     (GtkWidget           *widget,
                            HwSession           *session,
                            HwCase              *case_,
                            const HwRequirement *requirement);
void hw_case_acts_override (GtkWidget           *widget,
                            HwSession           *session,
                            HwCase              *case_,
                            const HwRequirement *requirement);
void hw_case_acts_reverse  (GtkWidget           *widget,
                            HwSession           *session,
                            HwCase              *case_,
                            const char          *id);
void hw_case_acts_tick     (GtkWidget           *widget,
                            HwSession           *session,
                            HwCase              *case_,
                            const char          *item,
                            gboolean             done);

G_END_DECLS
