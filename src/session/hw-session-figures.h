/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/hw-figures.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_FIGURE_SET (hw_figure_set_get_type ())
G_DECLARE_FINAL_TYPE (HwFigureSet, hw_figure_set, HW, FIGURE_SET, GObject)

const HwPeriod *hw_figure_set_get_period    (HwFigureSet         *self);
gint64          hw_figure_set_get_as_of     (HwFigureSet         *self);
GPtrArray      *hw_figure_set_get_all       (HwFigureSet         *self,
                                             gboolean             leaving);
const HwFigure *hw_figure_set_get           (HwFigureSet         *self,
                                             const char          *id,
                                             gboolean             leaving);
const HwFigure *hw_figure_set_get_before    (HwFigureSet         *self,
                                             const char          *id,
                                             gboolean             leaving);
GPtrArray      *hw_figure_set_get_quarters  (HwFigureSet         *self,
                                             gboolean             leaving);
GArray         *hw_figure_set_list_subjects (HwFigureSet         *self,
                                             const char          *id,
                                             guint                row,
                                             guint                column);

void            hw_session_figures_async    (HwSession           *self,
                                             const HwPeriod      *period,
                                             gint64               as_of,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
HwFigureSet    *hw_session_figures_finish   (HwSession           *self,
                                             GAsyncResult        *result,
                                             GError             **error);
HwFigureSet    *hw_figure_set_load          (HwStore             *store,
                                             const HwPeriod      *period,
                                             gint64               as_of,
                                             GCancellable        *cancellable,
                                             GError             **error);

G_END_DECLS
