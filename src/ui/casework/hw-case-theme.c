/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-theme.h"

/* What belongs on which card of a case, and what the cards are called. */

static const struct { const char *name; const char *title; } themes[] = {
  [HW_THEME_PARTNERS] = { "partners", N_("Embassy and partners") },
  [HW_THEME_DOCUMENTS] = { "documents", N_("Documents") },
  [HW_THEME_BEFORE] = { "before", N_("Before the journey") },
  [HW_THEME_JOURNEY] = { "journey", N_("Reception and travel") },
  [HW_THEME_FOLLOW_UP] = { "follow-up", N_("Follow-up after the return") },
  [HW_THEME_COSTS] = { "costs", N_("Costs") },
  [HW_THEME_SAFEGUARDING] = { "safeguarding", N_("Safeguarding") },
  [HW_THEME_OVERRIDES] = { "overrides", N_("Let pass by a second person") },
  [HW_THEME_PLAN] = { "plan", N_("Plan") },
  [HW_THEME_DECISION] = { "decision", N_("Decision") },
  [HW_THEME_ASSESSMENT] = { "assessment", N_("Assessment") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (themes) == HW_N_THEMES);

/**
 * hw_case_theme_to_string:
 * @theme: a theme
 *
 * Returns: (transfer none): its name in actions
 */
const char *
hw_case_theme_to_string (HwCaseTheme theme)
{
  g_return_val_if_fail ((guint) theme < HW_N_THEMES, NULL);
  return themes[theme].name;
}

/**
 * hw_case_theme_from_string:
 * @name: (nullable): a name
 * @theme: (out): the theme; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a theme
 */
gboolean
hw_case_theme_from_string (const char  *name,
                           HwCaseTheme *theme)
{
  for (guint i = 0; i < HW_N_THEMES; i++)
    if (g_strcmp0 (name, themes[i].name) == 0)
      {
        *theme = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_case_theme_get_title:
 * @theme: a theme
 *
 * Returns: (transfer none): what its card and form are called
 */
const char *
hw_case_theme_get_title (HwCaseTheme theme)
{
  g_return_val_if_fail ((guint) theme < HW_N_THEMES, NULL);
  return _(themes[theme].title);
}

/**
 * hw_case_theme_of_kind:
 * @kind: a kind of record
 * @theme: (out): the card it stands on
 *
 * Returns: whether it stands on a card of this kind at all
 */
gboolean
hw_case_theme_of_kind (HwCaseRecordKind  kind,
                       HwCaseTheme      *theme)
{
  switch (kind)
    {
    case HW_CASE_RECORD_PARTNER_CONTACT: case HW_CASE_RECORD_DISCLOSURE: case HW_CASE_RECORD_RECALL:
      *theme = HW_THEME_PARTNERS;
      return TRUE;
    case HW_CASE_RECORD_DOCUMENT: case HW_CASE_RECORD_NUMBER_SHOWN:
      *theme = HW_THEME_DOCUMENTS;
      return TRUE;
    case HW_CASE_RECORD_PRECONDITION: case HW_CASE_RECORD_APPOINTMENT:
      *theme = HW_THEME_BEFORE;
      return TRUE;
    case HW_CASE_RECORD_RECEPTION: case HW_CASE_RECORD_LEG: case HW_CASE_RECORD_CHECK:
      *theme = HW_THEME_JOURNEY;
      return TRUE;
    case HW_CASE_RECORD_COST:
      *theme = HW_THEME_COSTS;
      return TRUE;
    case HW_CASE_RECORD_FOLLOW_UP: case HW_CASE_RECORD_FOLLOW_UP_DATE: case HW_CASE_RECORD_PLAN_REVIEW:
      *theme = HW_THEME_FOLLOW_UP;
      return TRUE;
    case HW_CASE_RECORD_OVERRIDE:
      *theme = HW_THEME_OVERRIDES;
      return TRUE;
    case HW_CASE_RECORD_HAND_OVER:
      *theme = HW_THEME_SAFEGUARDING;
      return TRUE;
    case HW_CASE_RECORD_INTERVIEW:
      *theme = HW_THEME_DECISION;
      return TRUE;
    case HW_CASE_RECORD_NOTE:
    case HW_N_CASE_RECORD_KINDS:
    default:
      return FALSE;
    }
}
