/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget  *hw_language_row_new     (const char         *title,
                                     const char * const *languages,
                                     const char         *other);
const char *hw_language_row_get_tag (AdwComboRow        *row);
void        hw_language_row_select  (AdwComboRow        *row,
                                     const char         *words);
const char *hw_language_of_worker   (void);

G_END_DECLS
