/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-list-table.h"

G_BEGIN_DECLS

GBytes *hw_list_write_pdf (const HwListTable  *self,
                           const char         *made,
                           GError            **error);

G_END_DECLS
