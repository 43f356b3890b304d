/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"
#include "hw-session-shifts.h"
#include "hw-store-visits.h"

/* The shifts: planned, under way, done. */

#define LOOK_BACK (400 * G_TIME_SPAN_DAY)

/* -- an item of the model -- */

struct _HwShiftItem
{
  GObject  parent_instance;
  HwShift *shift;            /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwShiftItem, hw_shift_item, G_TYPE_OBJECT)

static void
hw_shift_item_finalize (GObject *object)
{
  g_clear_pointer (&HW_SHIFT_ITEM (object)->shift, hw_shift_free);
  G_OBJECT_CLASS (hw_shift_item_parent_class)->finalize (object);
}

static void
hw_shift_item_class_init (HwShiftItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_shift_item_finalize;
}

static void
hw_shift_item_init (HwShiftItem *self)
{
}

static HwShiftItem *
hw_shift_item_new (const HwShift *shift)
{
  HwShiftItem *self = g_object_new (HW_TYPE_SHIFT_ITEM, NULL);

  self->shift = hw_shift_copy (shift);
  return self;
}

/**
 * hw_shift_item_get_shift:
 * @self: an item
 *
 * Returns: (transfer none): its shift, with its round
 */
const HwShift *
hw_shift_item_get_shift (HwShiftItem *self)
{
  g_return_val_if_fail (HW_IS_SHIFT_ITEM (self), NULL);

  return self->shift;
}

/* The latest first. */
static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const HwShift *first = ((const HwShiftItem *) a)->shift, *second = ((const HwShiftItem *) b)->shift;

  if (first->starts_at != second->starts_at)
    return first->starts_at > second->starts_at ? -1 : 1;
  return hw_id_compare (&first->id, &second->id);
}

GListStore *
hw_session_new_shifts (void)
{
  return g_list_store_new (HW_TYPE_SHIFT_ITEM);
}

/* What the model begins with. */
GPtrArray *
hw_session_load_shifts (HwStore  *store,
                        GError  **error)
{
  return hw_store_list_shifts (store, g_get_real_time () - LOOK_BACK, G_MAXINT64, error);
}

void
hw_session_fill_shifts (HwSession *self,
                        GPtrArray *shifts)
{
  hw_item_store_fill (self->shifts, shifts, (HwItemNewFunc) hw_shift_item_new, compare_items);
}

void
hw_session_put_shift (HwSession     *self,
                      const HwShift *shift)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->shifts)), position = G_MAXUINT;
  g_autoptr (HwShiftItem) item = hw_shift_item_new (shift);

  for (guint i = 0; i < n_items && position == G_MAXUINT; i++)
    {
      g_autoptr (HwShiftItem) other = g_list_model_get_item (G_LIST_MODEL (self->shifts), i);

      if (hw_id_equal (&other->shift->id, &shift->id))
        position = i;
    }
  hw_item_store_put (self->shifts, position, item, compare_items);
}

/**
 * hw_session_get_shifts:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwShiftItem, the latest first
 */
GListModel *
hw_session_get_shifts (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->shifts);
}

/**
 * hw_session_find_shift:
 * @self: the session
 * @shift: which one is looked for
 *
 * Returns: (transfer none) (nullable): its item as it is now; %NULL where it is not known
 */
HwShiftItem *
hw_session_find_shift (HwSession  *self,
                       const HwId *shift)
{
  g_return_val_if_fail (HW_IS_SESSION (self) && shift != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shifts)); i++)
    {
      g_autoptr (HwShiftItem) item = g_list_model_get_item (G_LIST_MODEL (self->shifts), i);

      if (hw_id_equal (&item->shift->id, shift))
        return item;
    }
  return NULL;
}

/* -- commands -- */

static HwSessionChange *
change_of_shift (HwStore     *store,
                 const HwId  *id,
                 GError     **error)
{
  HwShift *shift = hw_store_get_shift (store, id, error);
  HwSessionChange *change;

  if (shift == NULL)
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->shift = shift;
  change->id = *id;
  return change;
}

static gpointer
save_shift (HwStore       *store,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  HwId id;

  return hw_store_record_shift (store, data, &id, error) ? change_of_shift (store, &id, error) : NULL;
}

static const HwSessionWork save_shift_work = { save_shift, hw_session_apply_change, (GDestroyNotify) hw_shift_free, hw_session_change_free };

/**
 * hw_session_save_shift_async:
 * @self: the session
 * @shift: all that is said of it beside its round; copied. One with an identity takes the place of what was said before
 */
void
hw_session_save_shift_async (HwSession           *self,
                             const HwShift       *shift,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL);

  hw_session_run (self, &save_shift_work, hw_shift_copy (shift), hw_session_save_shift_async, NULL, callback, user_data);
}

/**
 * hw_session_save_shift_finish:
 * @id: (out) (optional): the shift
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_save_shift_finish (HwSession     *self,
                              GAsyncResult  *result,
                              HwId          *id,
                              GError       **error)
{
  return hw_session_change_finish_with_id (self, result, hw_session_save_shift_async, id, error);
}

/* The round, or the state, in the record of its shift. */
static gpointer
save_round (HwStore       *store,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const HwShift *shift = data;

  return hw_store_record_round (store, &shift->id, shift->stops, error) ? change_of_shift (store, &shift->id, error) : NULL;
}

static const HwSessionWork save_round_work = { save_round, hw_session_apply_change, (GDestroyNotify) hw_shift_free, hw_session_change_free };

/**
 * hw_session_save_round_async:
 * @self: the session
 * @shift: whose round it is
 * @stops: (element-type HwStop): the stops in their order; copied
 */
void
hw_session_save_round_async (HwSession           *self,
                             const HwId          *shift,
                             GPtrArray           *stops,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  HwShift *round;

  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL && stops != NULL);

  round = hw_shift_new ();
  round->id = *shift;
  for (guint i = 0; i < stops->len; i++)
    g_ptr_array_add (round->stops, hw_stop_copy (stops->pdata[i]));
  hw_session_run (self, &save_round_work, round, hw_session_save_round_async, NULL, callback, user_data);
}

/**
 * hw_session_save_round_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_save_round_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_save_round_async, error);
}

static gpointer
move_shift (HwStore       *store,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const HwShift *shift = data;

  return hw_store_record_shift_state (store, &shift->id, shift->state, g_get_real_time (), shift->paper_minutes, error)
           ? change_of_shift (store, &shift->id, error) : NULL;
}

static const HwSessionWork move_shift_work = { move_shift, hw_session_apply_change, (GDestroyNotify) hw_shift_free, hw_session_change_free };

/**
 * hw_session_move_shift_async:
 * @self: the session
 * @shift: which one
 * @state: it starts, is over or is called off, now
 * @paper_minutes: of a shift that is over: how long the writing took
 */
void
hw_session_move_shift_async (HwSession           *self,
                             const HwId          *shift,
                             HwShiftState         state,
                             guint                paper_minutes,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  HwShift *moved;

  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL);

  moved = hw_shift_new ();
  moved->id = *shift;
  moved->state = state;
  moved->paper_minutes = paper_minutes;
  hw_session_run (self, &move_shift_work, moved, hw_session_move_shift_async, NULL, callback, user_data);
}

/**
 * hw_session_move_shift_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_move_shift_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_move_shift_async, error);
}
