/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *hw_date_row_new        (const char  *title,
                                   const char  *other_words);
GtkWidget *hw_entry_row_new       (const char  *title);
void       hw_entry_row_set_wrong (AdwEntryRow *row,
                                   gboolean     wrong);

G_END_DECLS
