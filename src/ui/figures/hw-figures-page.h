/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_FIGURES_PAGE (hw_figures_page_get_type ())
G_DECLARE_FINAL_TYPE (HwFiguresPage, hw_figures_page, HW, FIGURES_PAGE, AdwBin)

GtkWidget *hw_figures_page_new        (HwSession     *session);
gboolean   hw_figures_page_is_counted (HwFiguresPage *self);
void       hw_figures_page_set_leaving (HwFiguresPage *self,
                                       gboolean       leaving);

G_END_DECLS
