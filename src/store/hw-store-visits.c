/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-promise-table.h"
#include "hw-report-private.h"
#include "hw-shift-table.h"
#include "hw-store-private.h"
#include "hw-store-visits.h"
#include "hw-tap-table.h"

/* Shifts, their rounds and how far they have come, and promises. See hw-store-record.c for the way in, hw-store-taps.c for the field. */

static gboolean
refuse_unknown (GError **error)
{
  return hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND,
                          _("It is not in this workspace any more. Nothing was changed. Choose another one from the list."));
}

/* -- shifts ---------------------------------------------------------------------------------------------------------- */

static gboolean
append_shift (HwStore       *self,
              const HwShift *shift,
              const HwId    *id,
              GError       **error)
{
  g_autoptr (GByteArray) parents = hw_shift_table_list_heads (&self->tables, HW_KIND_SHIFT_NOTED, id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_shift (self->body, shift);
  hw_store_fill (self, &entry, HW_KIND_SHIFT_NOTED, HW_COMPARTMENT_STREET, id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_shift_table_apply (&self->tables, &entry, shift, error);
}

/* Whether @shift may take the place of what is planned: a team that is out keeps a leader. */
static gboolean
check_shift (HwStore       *self,
             const HwShift *shift,
             GError       **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (GError) rule = NULL;
  g_autoptr (HwShift) known = hw_id_is_nil (&shift->id) ? NULL : hw_shift_table_get (&self->tables, &shift->id, &inner);
  gboolean is_out = known != NULL && (known->state == HW_SHIFT_STARTED || known->state == HW_SHIFT_FINISHED);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  return (is_out ? hw_shift_check (shift, &rule) : hw_shift_check_plan (shift, &rule)) || hw_store_refuse_by_rule (&rule, error);
}

/**
 * hw_store_record_shift:
 * @self: a store
 * @shift: all that is planned of it; with a nil identity a new one, else a new
 *   note about the one that has it. Its state and its stops are recorded by themselves
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records a shift. Who goes may be decided until it starts.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_shift (HwStore       *self,
                       const HwShift *shift,
                       HwId          *id,
                       GError       **error)
{
  HwId new_id;

  if (!check_shift (self, shift, error))
    return FALSE;
  hw_store_choose_id (&new_id, &shift->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, append_shift (self, shift, &new_id, error), error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

/* -- rounds ---------------------------------------------------------------------------------------------------------- */

static gboolean
has_stop (GPtrArray  *stops,
          const HwId *id)
{
  for (guint i = 0; i < stops->len; i++)
    if (hw_id_equal (&((const HwStop *) g_ptr_array_index (stops, i))->id, id))
      return TRUE;
  return FALSE;
}

/* Where the team was stays in the round: what was tapped there belongs to it. */
static gboolean
check_visited (HwStore       *self,
               const HwShift *shift,
               GPtrArray     *stops,
               GError       **error)
{
  for (guint i = 0; i < shift->stops->len; i++)
    {
      const HwStop *stop = g_ptr_array_index (shift->stops, i);
      gboolean was_there = FALSE;

      if (!has_stop (stops, &stop->id) && !hw_tap_table_has_stop (&self->tables, &stop->id, &was_there, error))
        return FALSE;
      if (was_there)
        return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                                _("The team was at this stop already, so it stays in the round. Nothing was changed. Leave out another one."));
    }
  return TRUE;
}

static gboolean
check_round (HwStore       *self,
             const HwShift *shift,
             GPtrArray     *stops,
             GError       **error)
{
  g_autoptr (GError) rule = NULL;

  if (!hw_shift_check_stops (stops, &rule))
    return hw_store_refuse_by_rule (&rule, error);
  if (shift->state == HW_SHIFT_FINISHED || shift->state == HW_SHIFT_CALLED_OFF)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("The shift is over. Nothing was changed. Plan a new shift."));
  return check_visited (self, shift, stops, error);
}

static gboolean
append_round (HwStore    *self,
              const HwId *shift,
              GPtrArray  *stops,
              GError    **error)
{
  g_autoptr (GByteArray) parents = hw_shift_table_list_heads (&self->tables, HW_KIND_SHIFT_ROUND_SET, shift, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_round (self->body, stops);
  hw_store_fill (self, &entry, HW_KIND_SHIFT_ROUND_SET, HW_COMPARTMENT_STREET, shift, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_shift_table_apply_round (&self->tables, &entry, stops, error);
}

/**
 * hw_store_record_round:
 * @self: a store
 * @shift: a shift that is not over
 * @stops: (element-type HwStop): its round, in its order; a stop without an identity is given one
 * @error: return location
 *
 * Records where the team is to go. A stop where it was already stays in the round.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_round (HwStore    *self,
                       const HwId *shift,
                       GPtrArray  *stops,
                       GError    **error)
{
  g_autoptr (HwShift) known = hw_store_get_shift (self, shift, error);

  if (known == NULL || !check_round (self, known, stops, error))
    return FALSE;
  for (guint i = 0; i < stops->len; i++)
    {
      HwStop *stop = g_ptr_array_index (stops, i);

      hw_store_choose_id (&stop->id, &stop->id);
    }
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_round (self, shift, stops, error), error);
}

/* -- how far it has come --------------------------------------------------------------------------------------------- */

static gboolean
check_state (const HwShift *shift,
             HwShiftState   state,
             gint64         at,
             guint          paper_minutes,
             GError       **error)
{
  g_autoptr (GError) rule = NULL;

  if ((guint) state >= HW_N_SHIFT_STATES)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("A shift cannot go there. Nothing was recorded. Choose another state."));
  if (!hw_shift_check_state (shift, state, &rule) || !hw_check_time (at, g_get_real_time (), &rule))
    return hw_store_refuse_by_rule (&rule, error);
  if (state == HW_SHIFT_FINISHED && at < shift->started_at)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("The shift would end before it started. Nothing was recorded. Correct the time."));
  return paper_minutes <= HW_SHIFT_MAX_PAPER_MINUTES ||
         hw_store_refuse (error, HW_STORE_ERROR_RULE, _("These are more minutes of paper than a day has. Nothing was recorded. Correct the number."));
}

static gboolean
append_state (HwStore     *self,
              const HwId  *shift,
              HwShiftState state,
              gint64       at,
              guint        paper_minutes,
              GError     **error)
{
  g_autoptr (GByteArray) parents = hw_shift_table_list_heads (&self->tables, HW_KIND_SHIFT_STATE_SET, shift, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_shift_state (self->body, state, at, paper_minutes);
  hw_store_fill (self, &entry, HW_KIND_SHIFT_STATE_SET, HW_COMPARTMENT_STREET, shift, at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_shift_table_apply_state (&self->tables, &entry, state, at, paper_minutes, error);
}

/**
 * hw_store_record_shift_state:
 * @self: a store
 * @shift: a shift
 * @state: how far it has come
 * @at: since when, µs UTC; 0: now, or for one that is finished already, when it was
 * @paper_minutes: minutes of paper, for one that is finished
 * @error: return location
 *
 * Records that a shift started, is finished or was called off. It starts only
 * where hw_shift_check() holds; a finished one may be finished anew, to correct it.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_shift_state (HwStore     *self,
                             const HwId  *shift,
                             HwShiftState state,
                             gint64       at,
                             guint        paper_minutes,
                             GError     **error)
{
  g_autoptr (HwShift) known = hw_store_get_shift (self, shift, error);
  gint64 since = at;

  if (known == NULL)
    return FALSE;
  if (since == 0)
    since = known->state == HW_SHIFT_FINISHED ? known->finished_at : g_get_real_time ();
  return check_state (known, state, since, paper_minutes, error) && hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_state (self, shift, state, since, paper_minutes, error), error);
}

/**
 * hw_store_get_shift:
 * @self: a store
 * @id: a shift
 * @error: return location
 *
 * Reads one shift with its round.
 *
 * Returns: (transfer full) (nullable): the shift, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwShift *
hw_store_get_shift (HwStore    *self,
                    const HwId *id,
                    GError    **error)
{
  g_autoptr (GError) inner = NULL;
  HwShift *shift = hw_shift_table_get (&self->tables, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (shift == NULL)
    refuse_unknown (error);
  return shift;
}

/**
 * hw_store_list_shifts:
 * @self: a store
 * @since: µs UTC
 * @until: µs UTC
 * @error: return location
 *
 * Lists the shifts that are planned for any time between.
 *
 * Returns: (transfer full) (nullable) (element-type HwShift): the last first, each with its round
 */
GPtrArray *
hw_store_list_shifts (HwStore *self,
                      gint64   since,
                      gint64   until,
                      GError **error)
{
  return hw_shift_table_list (&self->tables, since, until, error);
}

/* -- promises -------------------------------------------------------------------------------------------------------- */

static gboolean
append_promise (HwStore         *self,
                const HwPromise *promise,
                const HwId      *id,
                GError         **error)
{
  g_autoptr (GByteArray) parents = hw_promise_table_list_heads (&self->tables, HW_KIND_PROMISE_MADE, id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_promise (self->body, promise);
  hw_store_fill (self, &entry, HW_KIND_PROMISE_MADE, HW_COMPARTMENT_STREET, id, promise->made_at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_promise_table_apply (&self->tables, &entry, promise, error);
}

/**
 * hw_store_record_promise:
 * @self: a store
 * @promise: what was promised; with a nil identity a new one, else a correction
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records that the team said it would do something. What came of it is recorded by itself.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_promise (HwStore         *self,
                         const HwPromise *promise,
                         HwId            *id,
                         GError         **error)
{
  g_autoptr (GError) rule = NULL;
  HwId new_id;

  if (!hw_promise_check (promise, g_get_real_time (), &rule))
    return hw_store_refuse_by_rule (&rule, error);
  hw_store_choose_id (&new_id, &promise->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, append_promise (self, promise, &new_id, error), error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static gboolean
append_settlement (HwStore    *self,
                   const HwId *promise,
                   gboolean    kept,
                   const char *outcome_words,
                   GError    **error)
{
  g_autoptr (GByteArray) parents = hw_promise_table_list_heads (&self->tables, HW_KIND_PROMISE_SETTLED, promise, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_settlement (self->body, kept, outcome_words);
  hw_store_fill (self, &entry, HW_KIND_PROMISE_SETTLED, HW_COMPARTMENT_STREET, promise, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_promise_table_apply_settlement (&self->tables, &entry, kept, outcome_words, error);
}

/**
 * hw_store_settle_promise:
 * @self: a store
 * @promise: a promise
 * @kept: whether it was kept
 * @outcome_words: (nullable): what came of it
 * @error: return location
 *
 * Records what came of a promise; once more corrects it.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_settle_promise (HwStore    *self,
                         const HwId *promise,
                         gboolean    kept,
                         const char *outcome_words,
                         GError    **error)
{
  g_autoptr (HwPromise) known = hw_store_get_promise (self, promise, error);
  g_autoptr (GError) rule = NULL;

  if (known == NULL)
    return FALSE;
  if (!hw_check_text (outcome_words, HW_REPORT_MAX_TEXT, _("What came of it"), &rule))
    return hw_store_refuse_by_rule (&rule, error);
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_settlement (self, promise, kept, outcome_words, error), error);
}

/**
 * hw_store_get_promise:
 * @self: a store
 * @id: a promise
 * @error: return location
 *
 * Reads one promise.
 *
 * Returns: (transfer full) (nullable): the promise, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwPromise *
hw_store_get_promise (HwStore    *self,
                      const HwId *id,
                      GError    **error)
{
  g_autoptr (GError) inner = NULL;
  HwPromise *promise = hw_promise_table_get (&self->tables, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (promise == NULL)
    refuse_unknown (error);
  return promise;
}

/**
 * hw_store_list_promises:
 * @self: a store
 * @open_only: whether to leave out those of which is known what came of them
 * @error: return location
 *
 * Lists promises.
 *
 * Returns: (transfer full) (nullable) (element-type HwPromise): what is due first first
 */
GPtrArray *
hw_store_list_promises (HwStore *self,
                        gboolean open_only,
                        GError **error)
{
  return hw_promise_table_list (&self->tables, open_only, error);
}
