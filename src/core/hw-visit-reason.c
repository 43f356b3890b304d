/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-names.h"
#include "hw-visit-reason.h"

/* Why a team goes somewhere: the names of the reasons, as a stop keeps them. */

static const char * const kinds[] = {
  "fresh-report", "hot-spot", "revisit-due", "promise", "bed-down-time", "caller-waits", "danger", "closed-site", "severe-weather",
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == HW_N_VISIT_REASONS);

/**
 * hw_visit_reason_kind_to_string:
 * @kind: a kind
 *
 * Returns: its stable name, "fresh-report" for instance; never translated
 */
const char *
hw_visit_reason_kind_to_string (HwVisitReasonKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_VISIT_REASONS, NULL);
  return kinds[kind];
}

/**
 * hw_visit_reason_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_visit_reason_kind_from_string (const char        *name,
                                  HwVisitReasonKind *kind)
{
  guint found;

  if (!hw_names_find (kinds, HW_N_VISIT_REASONS, name, &found))
    return FALSE;
  *kind = (HwVisitReasonKind) found;
  return TRUE;
}
