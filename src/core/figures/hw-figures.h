/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/hw-figure-facts.h"

G_BEGIN_DECLS

GPtrArray *hw_figures_count         (const HwFigureFacts      *facts,
                                     const HwPeriod           *period,
                                     gint64                    now,
                                     GTimeZone                *zone);
HwFigure  *hw_figures_count_one     (const HwFigureFacts      *facts,
                                     const HwFigureDefinition *definition,
                                     const HwPeriod           *period,
                                     gint64                    now,
                                     GTimeZone                *zone);
GArray    *hw_figures_list_subjects (const HwFigureFacts      *facts,
                                     const HwFigureDefinition *definition,
                                     const HwPeriod           *period,
                                     gint64                    now,
                                     GTimeZone                *zone,
                                     guint                     row,
                                     guint                     column);
const HwFigure *hw_figures_find     (GPtrArray                *figures,
                                     const char               *id);

G_END_DECLS
