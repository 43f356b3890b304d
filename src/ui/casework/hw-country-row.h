/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *hw_country_row_new      (const char   *title);
void       hw_country_row_set_code (AdwEntryRow  *row,
                                    const char   *code);
gboolean   hw_country_row_get_code (AdwEntryRow  *row,
                                    char        **code);

G_END_DECLS
