/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_SIMILAR_LIST (hw_similar_list_get_type ())
G_DECLARE_FINAL_TYPE (HwSimilarList, hw_similar_list, HW, SIMILAR_LIST, AdwBin)

/* Signal "same" (report, gboolean): somebody says that this HwReport tells of the same people, or takes that back. */

void       hw_similar_list_ask        (HwSimilarList  *self,
                                       HwSession      *session,
                                       const HwReport *report);
void       hw_similar_list_show       (HwSimilarList  *self,
                                       GPtrArray      *duplicates);
void       hw_similar_list_set_same   (HwSimilarList  *self,
                                       const GArray   *rows);

G_END_DECLS
