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

/**
 * HwFigureRecord:
 * @subject: what it is
 * @title: where, or who
 * @at: when, µs UTC; 0: of no time
 *
 * What stands behind a number, for a list.
 */
typedef struct
{
  HwFigureSubject subject;
  char           *title;   /* (owned) */
  gint64          at;
} HwFigureRecord;

#define HW_MOST_FIGURE_RECORDS 500

void            hw_session_figure_records_async (HwSession       *self,
                                             GArray              *subjects,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
GPtrArray      *hw_session_figure_records_finish (HwSession      *self,
                                             GAsyncResult        *result,
                                             GError             **error);
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
