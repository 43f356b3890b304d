/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_RECORD_ROW (hw_record_row_get_type ())
G_DECLARE_FINAL_TYPE (HwRecordRow, hw_record_row, HW, RECORD_ROW, GObject)

HwRecordRow       *hw_record_row_new        (const HwFieldSpec *spec,
                                             HwCaseRecordKind   kind,
                                             HwSession         *session,
                                             const HwCase      *case_);
const HwFieldSpec *hw_record_row_get_spec   (HwRecordRow       *self);
GtkWidget         *hw_record_row_get_widget (HwRecordRow       *self);
GtkWidget         *hw_record_row_get_focus  (HwRecordRow       *self);
void               hw_record_row_set_value  (HwRecordRow       *self,
                                             const char        *value);
gboolean           hw_record_row_read       (HwRecordRow       *self,
                                             char             **value,
                                             char             **problem);

G_END_DECLS
