/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PERSON_DETAILS (hw_person_details_get_type ())
G_DECLARE_FINAL_TYPE (HwPersonDetails, hw_person_details, HW, PERSON_DETAILS, GtkBox)

GtkWidget *hw_person_details_new        (HwSession       *session);
void       hw_person_details_set_person (HwPersonDetails *self,
                                         HwPerson        *person);
void       hw_person_details_set_back   (HwPersonDetails *self,
                                         gboolean         visible);

G_END_DECLS
