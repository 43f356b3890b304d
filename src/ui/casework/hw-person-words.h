/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

GtkStringList *hw_person_words_list_ages   (void);
char          *hw_person_words_dup_known   (const HwPerson  *person,
                                            gint64           now);
char          *hw_person_words_dup_contact (const HwContact *contact,
                                            gint64           now);

char          *hw_person_words_dup_reasons (GPtrArray       *reasons);

GtkWidget     *hw_person_row_new           (const char      *name,
                                            const char      *under);

G_END_DECLS
