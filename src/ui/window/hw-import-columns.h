/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-import.h"

G_BEGIN_DECLS

void        hw_import_columns_fill_group     (AdwPreferencesGroup *group,
                                              HwImportMapping     *mapping,
                                              GCallback            changed,
                                              gpointer             user_data);
void        hw_import_columns_fill_preview   (GtkGrid             *grid,
                                              HwImportMapping     *mapping);
const char *hw_import_columns_separator_name (char                 separator);

G_END_DECLS
