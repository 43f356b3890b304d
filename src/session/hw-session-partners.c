/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* The directory of partners: embassies, authorities at home, clinics, funders. */

static gpointer
save_partner (HwStore       *store,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  HwSessionChange *change;
  HwPartner *saved;
  HwId id;

  if (!hw_store_record_partner (store, data, NULL, &id, error))
    return NULL;
  saved = hw_store_get_partner (store, &id, error);
  if (saved == NULL)
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->partner = saved;
  change->id = id;
  return change;
}

static const HwSessionWork save_partner_work = {
  save_partner, hw_session_apply_change, (GDestroyNotify) hw_partner_unref, hw_session_change_free
};

/**
 * hw_session_save_partner_async:
 * @self: the session
 * @partner: what is known; copied. One with an identity takes the place of what was known before
 */
void
hw_session_save_partner_async (HwSession           *self,
                               const HwPartner     *partner,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && partner != NULL);

  hw_session_run (self, &save_partner_work, hw_partner_new (partner), hw_session_save_partner_async, NULL, callback, user_data);
}

/**
 * hw_session_save_partner_finish:
 * @id: (out) (optional): the partner
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_save_partner_finish (HwSession     *self,
                                GAsyncResult  *result,
                                HwId          *id,
                                GError       **error)
{
  return hw_session_change_finish_with_id (self, result, hw_session_save_partner_async, id, error);
}

/**
 * hw_session_get_partners:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwPartnerItem, by name
 */
GListModel *
hw_session_get_partners (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->partners);
}

/**
 * hw_session_find_partner:
 * @self: the session
 * @partner: who is looked for
 *
 * Returns: (transfer none) (nullable): the partner; %NULL where it is not known
 */
HwPartner *
hw_session_find_partner (HwSession  *self,
                         const HwId *partner)
{
  guint n_items;

  g_return_val_if_fail (HW_IS_SESSION (self) && partner != NULL, NULL);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->partners));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (G_LIST_MODEL (self->partners), i);

      if (hw_id_equal (&hw_partner_item_get_partner (item)->id, partner))
        return hw_partner_item_get_partner (item);
    }
  return NULL;
}
