/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CASE_PAPERS (hw_case_papers_get_type ())
G_DECLARE_FINAL_TYPE (HwCasePapers, hw_case_papers, HW, CASE_PAPERS, GtkBox)

GtkWidget *hw_case_papers_new      (GtkWidget    *panel,
                                    HwSession    *session);
void       hw_case_papers_set_case (HwCasePapers *self,
                                    HwCase       *case_);

G_END_DECLS
