/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-told.h"

/* What another service was told last of each of its reports, remembered in the workspace: {"NUMBER THERE": "team-went-out"}. */

/**
 * hw_told_read:
 * @store: a workspace
 * @name: of the setting
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what was told, empty where nothing was yet
 */
JsonObject *
hw_told_read (HwStore     *store,
              const char  *name,
              GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!hw_store_read_setting (store, name, &text, error))
    return NULL;
  node = text != NULL ? json_from_string (text, NULL) : NULL;
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

/**
 * hw_told_keep:
 * @store: a workspace
 * @name: of the setting
 * @told: what was told
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: %FALSE with @error set when it was not kept
 */
gboolean
hw_told_keep (HwStore     *store,
              const char  *name,
              JsonObject  *told,
              GError     **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, told);
  text = json_to_string (node, FALSE);
  return hw_store_set_setting (store, name, text, error);
}
