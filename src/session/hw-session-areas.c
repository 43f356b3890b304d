/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* The areas: parts of the town, read from a file of boundaries and kept in the workspace, with the team that covers each. */

/**
 * hw_session_get_areas:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwAreaItem, by name
 */
GListModel *
hw_session_get_areas (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->areas);
}
