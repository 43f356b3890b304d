/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-collector.h"

G_BEGIN_DECLS

GPtrArray *hw_collect_list_collectors (HwStore            *store,
                                       gint64              now,
                                       GError            **error);
void       hw_collect_add             (HwCollected        *sum,
                                       const HwCollected  *part);

G_END_DECLS
