/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-list-table.h"

G_BEGIN_DECLS

GBytes *hw_list_write_xlsx (const HwListTable  *self,
                            GError            **error);

G_END_DECLS
