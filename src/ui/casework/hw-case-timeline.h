/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CASE_TIMELINE (hw_case_timeline_get_type ())
G_DECLARE_FINAL_TYPE (HwCaseTimeline, hw_case_timeline, HW, CASE_TIMELINE, GtkWidget)

GtkWidget *hw_case_timeline_new  (HwSession      *session);
void       hw_case_timeline_show (HwCaseTimeline *self);
void       hw_case_timeline_load (HwCaseTimeline *self,
                                  const HwCase   *case_);

G_END_DECLS
