/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-report.h"

G_BEGIN_DECLS

#define HW_TYPE_SIMILAR_LIST (hw_similar_list_get_type ())
G_DECLARE_FINAL_TYPE (HwSimilarList, hw_similar_list, HW, SIMILAR_LIST, AdwBin)

void  hw_similar_list_show     (HwSimilarList  *self,
                                const HwReport *report,
                                GPtrArray      *similar);
char *hw_similar_dup_reason    (const HwReport *report,
                                const HwReport *other,
                                gboolean       *very_likely);

G_END_DECLS
