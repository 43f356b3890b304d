/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-beds.h"
#include "hw-session-private.h"
#include "hw-store-beds.h"

/* Beds for the night: what was offered, what is missing, and what came of it. No
 * model holds offers: they are read when somebody looks at them. */

/**
 * hw_bed_offer_free:
 * @offer: (nullable): an offer
 *
 * Frees it.
 */
void
hw_bed_offer_free (HwBedOffer *offer)
{
  if (offer == NULL)
    return;
  hw_bed_free (offer->bed);
  g_clear_pointer (&offer->partner, hw_partner_unref);
  g_clear_pointer (&offer->person, hw_person_unref);
  g_clear_pointer (&offer->to_offer, g_ptr_array_unref);
  g_clear_pointer (&offer->to_stay, g_ptr_array_unref);
  g_free (offer);
}

/* No model changes; but what was recorded is recorded, also where locking began meanwhile. */
static void
show_nothing (HwSession *self,
              gpointer   result)
{
}

/* -- reading -- */

static HwBedOffer *
read_offer (HwStore     *store,
            const HwBed *bed,
            GError     **error)
{
  g_autoptr (HwBedOffer) offer = g_new0 (HwBedOffer, 1);

  offer->bed = hw_bed_copy (bed);
  offer->partner = hw_store_get_partner (store, &bed->partner, error);
  if (offer->partner == NULL || !hw_store_check_bed (store, bed, &offer->to_offer, &offer->to_stay, error))
    return NULL;
  if (!hw_id_is_nil (&bed->person))
    offer->person = hw_store_get_person (store, &bed->person, error);
  return hw_id_is_nil (&bed->person) || offer->person != NULL ? g_steal_pointer (&offer) : NULL;
}

/**
 * hw_beds_read:
 * @store: a store
 * @first_night: ISO 8601
 * @last_night: ISO 8601
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HwBedOffer): the offers of some nights, the latest first
 */
GPtrArray *
hw_beds_read (HwStore       *store,
              const char    *first_night,
              const char    *last_night,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_bed_offer_free);
  g_autoptr (GPtrArray) beds = hw_store_list_beds (store, first_night, last_night, error);

  for (guint i = 0; beds != NULL && i < beds->len; i++)
    {
      HwBedOffer *offer = g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : read_offer (store, beds->pdata[i], error);

      if (offer == NULL)
        return NULL;
      g_ptr_array_add (offers, offer);
    }
  return beds != NULL ? g_steal_pointer (&offers) : NULL;
}

static gpointer
list_beds (HwStore       *store,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const char * const *nights = data;

  return hw_beds_read (store, nights[0], nights[1], cancellable, error);
}

static const HwSessionWork list_beds_work = { list_beds, NULL, (GDestroyNotify) g_strfreev, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_list_beds_async:
 * @self: the session
 * @first_night: ISO 8601
 * @last_night: ISO 8601
 */
void
hw_session_list_beds_async (HwSession           *self,
                            const char          *first_night,
                            const char          *last_night,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  const char *nights[] = { first_night, last_night, NULL };

  g_return_if_fail (HW_IS_SESSION (self) && first_night != NULL && last_night != NULL);

  hw_session_run (self, &list_beds_work, g_strdupv ((GStrv) nights), hw_session_list_beds_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_beds_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwBedOffer): the latest night first
 */
GPtrArray *
hw_session_list_beds_finish (HwSession     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_beds_async, error);
}

static gpointer
check_bed (HwStore       *store,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return read_offer (store, data, error);
}

static const HwSessionWork check_bed_work = { check_bed, NULL, (GDestroyNotify) hw_bed_free, (GDestroyNotify) hw_bed_offer_free };

/**
 * hw_session_check_bed_async:
 * @self: the session
 * @bed: an offer, recorded or not; copied
 *
 * Asks what is missing.
 */
void
hw_session_check_bed_async (HwSession           *self,
                            const HwBed         *bed,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && bed != NULL);

  hw_session_run (self, &check_bed_work, hw_bed_copy (bed), hw_session_check_bed_async, cancellable, callback, user_data);
}

/**
 * hw_session_check_bed_finish:
 *
 * Returns: (transfer full) (nullable): the offer with what is missing
 */
HwBedOffer *
hw_session_check_bed_finish (HwSession     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_check_bed_async, error);
}

/* -- recording -- */

static gpointer
offer_bed (HwStore       *store,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  HwId id;

  return hw_store_record_bed (store, data, &id, error) ? hw_id_copy (&id) : NULL;
}

static const HwSessionWork offer_bed_work = { offer_bed, show_nothing, (GDestroyNotify) hw_bed_free, g_free };

/**
 * hw_session_offer_bed_async:
 * @self: the session
 * @bed: what was offered; with an identity a correction; copied
 */
void
hw_session_offer_bed_async (HwSession           *self,
                            const HwBed         *bed,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && bed != NULL);

  hw_session_run (self, &offer_bed_work, hw_bed_copy (bed), hw_session_offer_bed_async, NULL, callback, user_data);
}

/**
 * hw_session_offer_bed_finish:
 * @id: (out) (optional): the offer
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_offer_bed_finish (HwSession     *self,
                             GAsyncResult  *result,
                             HwId          *id,
                             GError       **error)
{
  g_autofree HwId *offered = hw_session_run_finish (self, result, hw_session_offer_bed_async, error);

  if (offered != NULL && id != NULL)
    *id = *offered;
  return offered != NULL;
}

static gpointer
answer_bed (HwStore       *store,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const HwBed *answered = data;

  return hw_store_answer_bed (store, &answered->id, answered->state, answered->reason, answered->words, error) ? hw_id_copy (&answered->id) : NULL;
}

static const HwSessionWork answer_bed_work = { answer_bed, show_nothing, (GDestroyNotify) hw_bed_free, g_free };

/**
 * hw_session_answer_bed_async:
 * @self: the session
 * @bed: which offer
 * @state: what came of it
 * @reason: (nullable): why not
 * @words: (nullable): what there is to say
 */
void
hw_session_answer_bed_async (HwSession           *self,
                             const HwId          *bed,
                             HwBedState           state,
                             const char          *reason,
                             const char          *words,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  HwBed answered = { .state = state, .reason = (char *) reason, .words = (char *) words };

  g_return_if_fail (HW_IS_SESSION (self) && bed != NULL);

  answered.id = *bed;
  hw_session_run (self, &answer_bed_work, hw_bed_copy (&answered), hw_session_answer_bed_async, NULL, callback, user_data);
}

/**
 * hw_session_answer_bed_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_answer_bed_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_autofree HwId *answered = hw_session_run_finish (self, result, hw_session_answer_bed_async, error);

  return answered != NULL;
}
