/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session-beds.h"

G_BEGIN_DECLS

typedef void (*HwBedAnswered) (GtkWidget *widget);

void hw_bed_answer_give (GtkWidget        *widget,
                         HwSession        *session,
                         const HwBedOffer *offer,
                         HwBedState        state,
                         HwBedAnswered     answered);

G_END_DECLS
