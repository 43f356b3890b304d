/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"

G_BEGIN_DECLS

/* What the cards of a case are about, in the order in which they stand. */
typedef enum
{
  HW_THEME_PARTNERS, HW_THEME_DOCUMENTS, HW_THEME_BEFORE, HW_THEME_JOURNEY, HW_THEME_FOLLOW_UP, HW_THEME_COSTS, HW_THEME_SAFEGUARDING,
  HW_THEME_OVERRIDES, HW_THEME_PLAN, HW_THEME_DECISION, HW_THEME_ASSESSMENT,
  HW_N_THEMES
} HwCaseTheme;

const char *hw_case_theme_to_string   (HwCaseTheme       theme);
gboolean    hw_case_theme_from_string (const char       *name,
                                       HwCaseTheme      *theme);
const char *hw_case_theme_get_title   (HwCaseTheme       theme);
gboolean    hw_case_theme_of_kind     (HwCaseRecordKind  kind,
                                       HwCaseTheme      *theme);

G_END_DECLS
