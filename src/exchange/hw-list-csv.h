/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-list-table.h"

G_BEGIN_DECLS

typedef enum
{
  HW_LIST_CSV_PLAIN,   /* RFC 4180, UTF-8 */
  HW_LIST_CSV_EXCEL    /* with a byte order mark and semicolons, as a spreadsheet of much of Europe opens it with a double click */
} HwListCsvFlavour;

GBytes *hw_list_write_csv (const HwListTable *self,
                           HwListCsvFlavour   flavour,
                           GError           **error);

G_END_DECLS
