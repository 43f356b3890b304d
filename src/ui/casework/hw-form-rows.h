/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-form-dialog.h"

G_BEGIN_DECLS

typedef struct _HwFormRows HwFormRows;

HwFormRows *hw_form_rows_new      (HwFormDialog *form);
void        hw_form_rows_free     (HwFormRows   *self);
GtkWidget  *hw_form_rows_add      (HwFormRows   *self,
                                   GtkWidget    *group,
                                   const char   *name,
                                   GtkWidget    *row);
void        hw_form_rows_begin    (HwFormRows   *self);
char       *hw_form_rows_dup      (HwFormRows   *self);
void        hw_form_rows_take     (HwFormRows   *self,
                                   const char   *draft);
char       *hw_form_row_dup_text  (GtkWidget    *row);
void        hw_form_row_set_text  (GtkWidget    *row,
                                   const char   *text);
void        hw_form_row_focus     (GtkWidget    *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFormRows, hw_form_rows_free)

G_END_DECLS
