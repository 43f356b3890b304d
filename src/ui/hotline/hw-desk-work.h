/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwDeskWork: what the desk does with reports, one or many, and the one thing
 * that can be taken back: the last. The page owns it; whoever records does it here.
 */
#define HW_TYPE_DESK_WORK (hw_desk_work_get_type ())
G_DECLARE_FINAL_TYPE (HwDeskWork, hw_desk_work, HW, DESK_WORK, GObject)

HwDeskWork *hw_desk_work_new         (HwSession          *session,
                                      GtkWidget          *page);
HwSession  *hw_desk_work_get_session (HwDeskWork         *self);
const HwReportDesk *hw_desk_work_find (HwDeskWork        *self,
                                      gint64              row);
void        hw_desk_work_record      (HwDeskWork         *self,
                                      const HwReportStep *steps,
                                      gsize               n_steps,
                                      const char         *done);
void        hw_desk_work_undo        (HwDeskWork         *self);
gboolean    hw_desk_work_can_undo    (HwDeskWork         *self);

/* The same with each of several reports: (element-type HwReport). */
void        hw_desk_work_assign      (HwDeskWork         *self,
                                      GPtrArray          *reports,
                                      const char         *to);
void        hw_desk_work_move        (HwDeskWork         *self,
                                      GPtrArray          *reports,
                                      HwReportStatus      status);
void        hw_desk_work_close       (HwDeskWork         *self,
                                      GPtrArray          *reports,
                                      const char         *outcome,
                                      const char         *note);
void        hw_desk_work_tell_emergency (HwDeskWork      *self,
                                      HwReport           *report);

G_END_DECLS
