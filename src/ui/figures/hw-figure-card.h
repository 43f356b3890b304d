/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session-figures.h"

G_BEGIN_DECLS

GtkWidget *hw_figure_card_new       (HwFigureSet    *set,
                                     const char     *id,
                                     int             row,
                                     gboolean        leaving,
                                     const char     *before_words);
GtkWidget *hw_figure_card_new_rows  (HwFigureSet    *set,
                                     const HwFigure *figure,
                                     gboolean        leaving);

G_END_DECLS
