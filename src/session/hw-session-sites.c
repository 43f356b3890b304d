/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* The sites: places that the team watches by name. */

static HwSessionChange *
change_of_site (HwStore     *store,
                const HwId  *id,
                GError     **error)
{
  HwSite *saved = hw_store_get_site (store, id, error);
  HwSessionChange *change;

  if (saved == NULL)
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->site = saved;
  change->id = *id;
  return change;
}

static gpointer
save_site (HwStore       *store,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  HwId id;

  return hw_store_record_site (store, data, &id, error) ? change_of_site (store, &id, error) : NULL;
}

static const HwSessionWork save_site_work = { save_site, hw_session_apply_change, (GDestroyNotify) hw_site_free, hw_session_change_free };

/**
 * hw_session_save_site_async:
 * @self: the session
 * @site: all that is known of it beside its closure; copied. One with an identity takes the place of what was known before
 */
void
hw_session_save_site_async (HwSession           *self,
                            const HwSite        *site,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && site != NULL);

  hw_session_run (self, &save_site_work, hw_site_copy (site), hw_session_save_site_async, NULL, callback, user_data);
}

/**
 * hw_session_save_site_finish:
 * @id: (out) (optional): the site
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_save_site_finish (HwSession     *self,
                             GAsyncResult  *result,
                             HwId          *id,
                             GError       **error)
{
  return hw_session_change_finish_with_id (self, result, hw_session_save_site_async, id, error);
}

/* -- closing -- */

/* The closure is in @data as in a site's record. */
static gpointer
close_site (HwStore       *store,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  HwSite *site = data;

  if (!hw_store_record_closure (store, &site->id, site->closes_at, site->closes_by_authorities, site->closure_note, error))
    return NULL;
  return change_of_site (store, &site->id, error);
}

static const HwSessionWork close_site_work = { close_site, hw_session_apply_change, (GDestroyNotify) hw_site_free, hw_session_change_free };

/**
 * hw_session_close_site_async:
 * @self: the session
 * @site: which one
 * @closes_at: µs UTC, past or to come; 0: it is open again
 * @by_authorities: whether others than the team close it
 * @note: (nullable): words
 */
void
hw_session_close_site_async (HwSession           *self,
                             const HwId          *site,
                             gint64               closes_at,
                             gboolean             by_authorities,
                             const char          *note,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  HwSite closure = { .closes_at = closes_at, .closes_by_authorities = by_authorities, .closure_note = (char *) note };

  g_return_if_fail (HW_IS_SESSION (self) && site != NULL);

  closure.id = *site;
  hw_session_run (self, &close_site_work, hw_site_copy (&closure), hw_session_close_site_async, NULL, callback, user_data);
}

/**
 * hw_session_close_site_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_close_site_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_close_site_async, error);
}

/* -- the model -- */

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
