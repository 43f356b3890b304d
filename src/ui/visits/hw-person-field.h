/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PERSON_FIELD (hw_person_field_get_type ())
G_DECLARE_FINAL_TYPE (HwPersonField, hw_person_field, HW, PERSON_FIELD, GtkBox)

GtkWidget *hw_person_field_new        (HwSession     *session,
                                       const char    *title);
void       hw_person_field_set_person (HwPersonField *self,
                                       HwPerson      *person);
HwPerson  *hw_person_field_get_person (HwPersonField *self);
char      *hw_person_field_dup_alias  (HwPersonField *self);

G_END_DECLS
