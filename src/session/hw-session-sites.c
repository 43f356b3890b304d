/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* The sites: places that the team watches by name. */

/**
 * hw_session_get_sites:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwSiteItem, by name
 */
GListModel *
hw_session_get_sites (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->sites);
}

/**
 * hw_session_find_site:
 * @self: the session
 * @site: which one is looked for
 *
 * Returns: (transfer none) (nullable): its item; %NULL where it is not known
 */
HwSiteItem *
hw_session_find_site (HwSession  *self,
                      const HwId *site)
{
  guint n_items;

  g_return_val_if_fail (HW_IS_SESSION (self) && site != NULL, NULL);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->sites));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (G_LIST_MODEL (self->sites), i);

      if (hw_id_equal (&hw_site_item_get_site (item)->id, site))
        return item;
    }
  return NULL;
}
