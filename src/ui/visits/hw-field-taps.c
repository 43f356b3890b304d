/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-taps.h"

#include "hw-session-taps.h"
#include "hw-session-tracks.h"
#include "hw-visit.h"

/*
 * What was tapped on a shift, and at which stop the page is. A tap shows at once
 * and goes to the journal at once; what the journal answers to the last one takes
 * the place of what shows.
 *
 * Signal "changed": another tap or another stop. Signal "refused" (error): a tap
 * was not recorded, and does not show any more. Signal "promised": something was.
 */

struct _HwFieldTaps
{
  GObject    parent_instance;

  HwSession *session;     /* (owned) */
  HwShift   *shift;       /* (owned) */
  HwPosition *where;      /* (owned): of this laptop, where the team allows it */
  HwId       stop;        /* of the round */
  GPtrArray *taps;        /* (owned) (nullable) (element-type HwTap): NULL until they were read */
  guint      n_pending;   /* how many are on their way to the journal */
};

enum { CHANGED, REFUSED, PROMISED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwFieldTaps, hw_field_taps, G_TYPE_OBJECT)

/* -- what the journal says -- */

static void
take_taps (HwFieldTaps *self,
           GPtrArray   *taps)
{
  g_clear_pointer (&self->taps, g_ptr_array_unref);
  self->taps = taps;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwFieldTaps) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taps = hw_session_list_taps_finish (HW_SESSION (source), result, &error);
  const HwStop *stop;

  if (taps == NULL)
    {
      g_signal_emit (self, signals[REFUSED], 0, error);
      return;
    }
  /* What was tapped meanwhile comes back with its own answer. */
  if (self->n_pending > 0)
    return;
  stop = self->taps == NULL ? hw_visit_find_current (self->shift->stops, taps) : NULL;
  if (stop != NULL)
    self->stop = stop->id;
  take_taps (self, g_steal_pointer (&taps));
}

/**
 * hw_field_taps_load:
 * @self: the taps
 *
 * Reads them; the first time, the page is then at the stop of the last one.
 */
void
hw_field_taps_load (HwFieldTaps *self)
{
  g_return_if_fail (HW_IS_FIELD_TAPS (self));

  hw_session_list_taps_async (self->session, &self->shift->id, NULL, loaded_cb, g_object_ref (self));
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwFieldTaps) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taps = hw_session_tap_finish (HW_SESSION (source), result, &error);

  self->n_pending--;
  if (taps != NULL && self->n_pending == 0)
    take_taps (self, g_steal_pointer (&taps));
  if (error == NULL)
    return;
  g_signal_emit (self, signals[REFUSED], 0, error);
  hw_field_taps_load (self);
}

/* -- tapping -- */

static gboolean
takes_its_place (const HwTap *tap,
                 const HwTap *before)
{
  return tap->kind == before->kind && hw_id_equal (&tap->stop, &before->stop) &&
         (!hw_tap_kind_is_set (tap->kind) || (hw_id_equal (&tap->subject, &before->subject) &&
                                              (tap->kind != HW_TAP_GIVEN || g_strcmp0 (tap->code, before->code) == 0)));
}

static void
record (HwFieldTaps *self,
        const HwTap *tap)
{
  for (guint i = self->taps->len; i > 0; i--)
    if (takes_its_place (tap, self->taps->pdata[i - 1]))
      g_ptr_array_remove_index (self->taps, i - 1);
  if (!tap->taken_back)
    g_ptr_array_add (self->taps, hw_tap_copy (tap));
  self->n_pending++;
  hw_session_tap_async (self->session, tap, recorded_cb, g_object_ref (self));
}

/* Who taps anything at a stop is there; who found somebody, or nobody, has looked. */
static void
record_what_goes_before (HwFieldTaps *self,
                         const HwTap *tap)
{
  HwTap before = *tap;

  before.code = before.words = NULL;
  before.count = 0;
  before.subject = (HwId) { { 0 } };
  before.kind = HW_TAP_ARRIVED;
  if (tap->kind != HW_TAP_ARRIVED && hw_field_taps_find (self, HW_TAP_ARRIVED) == NULL)
    record (self, &before);
  before.kind = HW_TAP_LOOKED_FOR;
  if ((tap->kind == HW_TAP_FOUND || tap->kind == HW_TAP_NOT_FOUND) && hw_field_taps_find (self, HW_TAP_LOOKED_FOR) == NULL)
    record (self, &before);
}

/* Found, not found, could not look: one of them. */
static void
take_back_other_outcomes (HwFieldTaps *self,
                          HwTapKind    kind)
{
  static const HwTapKind outcomes[] = { HW_TAP_FOUND, HW_TAP_NOT_FOUND, HW_TAP_COULD_NOT_LOOK };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      const HwTap *other = outcomes[i] != kind ? hw_field_taps_find (self, outcomes[i]) : NULL;

      if (other != NULL)
        hw_field_taps_take_back (self, other);
    }
}

/**
 * hw_field_taps_tap:
 * @self: the taps
 * @tap: what was tapped, where it was not said; copied. Its shift, stop and time are filled in
 *
 * Records it, for the stop where the page is.
 */
void
hw_field_taps_tap (HwFieldTaps *self,
                   HwTap        tap)
{
  g_return_if_fail (HW_IS_FIELD_TAPS (self) && self->taps != NULL);

  tap.id = (HwId) { { 0 } };
  tap.shift = self->shift->id;
  tap.stop = self->stop;
  tap.at = g_get_real_time ();
  if (!hw_position_get (self->where, &tap.point, &tap.accuracy_m) || tap.accuracy_m > HW_TAP_MAX_ACCURACY_M)
    {
      tap.point = HW_POINT_UNKNOWN;
      tap.accuracy_m = 0;
    }
  record_what_goes_before (self, &tap);
  record (self, &tap);
  if (hw_tap_kind_is_outcome (tap.kind))
    take_back_other_outcomes (self, tap.kind);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_field_taps_take_back:
 * @self: the taps
 * @tap: one that holds: it was a slip of the finger
 */
void
hw_field_taps_take_back (HwFieldTaps *self,
                         const HwTap *tap)
{
  g_autoptr (HwTap) slip = hw_tap_copy (tap);

  g_return_if_fail (HW_IS_FIELD_TAPS (self) && self->taps != NULL);

  slip->id = (HwId) { { 0 } };
  slip->at = g_get_real_time ();
  slip->taken_back = TRUE;
  record (self, slip);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_field_taps_note_promised:
 * @self: the taps
 *
 * Tells who listens that a promise was made or settled: those are no taps.
 */
void
hw_field_taps_note_promised (HwFieldTaps *self)
{
  g_signal_emit (self, signals[PROMISED], 0);
}

/* -- leaving a stop -- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwFieldTaps *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *taps = hw_session_save_visit_finish (HW_SESSION (source), result, &error);

  if (taps == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_taps (self, taps);
  g_task_return_boolean (task, TRUE);
}

/**
 * hw_field_taps_save_async:
 * @self: the taps
 *
 * Makes of the taps of this stop what they say, and leaves it.
 */
void
hw_field_taps_save_async (HwFieldTaps         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, hw_field_taps_save_async);
  hw_session_save_visit_async (self->session, &self->shift->id, &self->stop, saved_cb, task);
}

/**
 * hw_field_taps_save_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_field_taps_save_finish (HwFieldTaps   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- object -- */

static void
hw_field_taps_finalize (GObject *object)
{
  HwFieldTaps *self = HW_FIELD_TAPS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shift, hw_shift_free);
  g_clear_object (&self->where);
  g_clear_pointer (&self->taps, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_field_taps_parent_class)->finalize (object);
}

static void
hw_field_taps_class_init (HwFieldTapsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_field_taps_finalize;
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_FIELD_TAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", HW_TYPE_FIELD_TAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[PROMISED] = g_signal_new ("promised", HW_TYPE_FIELD_TAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* What somebody said is a place, and no way. */
static void
moved_cb (HwFieldTaps *self)
{
  HwTrackPoint point = { .at = g_get_real_time () };

  if (self->session != NULL && !hw_position_is_said (self->where) && hw_position_get (self->where, &point.point, &point.accuracy_m))
    hw_session_keep_track (self->session, &self->shift->id, &point);
}

static void
hw_field_taps_init (HwFieldTaps *self)
{
  self->where = hw_position_new ();
  g_signal_connect_object (self->where, "changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hw_field_taps_new:
 * @session: an open session
 * @shift: a shift that has started; copied
 *
 * Returns: (transfer full): its taps, to be read with hw_field_taps_load()
 */
HwFieldTaps *
hw_field_taps_new (HwSession     *session,
                   const HwShift *shift)
{
  HwFieldTaps *self = g_object_new (HW_TYPE_FIELD_TAPS, NULL);

  self->session = g_object_ref (session);
  self->shift = hw_shift_copy (shift);
  return self;
}

gboolean
hw_field_taps_is_loaded (HwFieldTaps *self)
{
  return self->taps != NULL;
}

/**
 * hw_field_taps_is_kept:
 * @self: the taps
 *
 * Returns: whether all that shows is on the disk
 */
gboolean
hw_field_taps_is_kept (HwFieldTaps *self)
{
  return self->taps != NULL && self->n_pending == 0;
}

HwSession *
hw_field_taps_get_session (HwFieldTaps *self)
{
  return self->session;
}

/**
 * hw_field_taps_get_where:
 * @self: the taps
 *
 * Returns: (transfer none): where this laptop is; what is tapped while that is known is kept with it
 */
HwPosition *
hw_field_taps_get_where (HwFieldTaps *self)
{
  return self->where;
}

const HwShift *
hw_field_taps_get_shift (HwFieldTaps *self)
{
  return self->shift;
}

/**
 * hw_field_taps_get_stop:
 * @self: the taps
 *
 * Returns: (transfer none) (nullable): where the page is; %NULL where the round has no stops
 */
const HwStop *
hw_field_taps_get_stop (HwFieldTaps *self)
{
  return hw_shift_find_stop (self->shift, &self->stop);
}

/**
 * hw_field_taps_get_position:
 * @self: the taps
 *
 * Returns: the number of the stop where the page is, from 1; 0 where there is none
 */
guint
hw_field_taps_get_position (HwFieldTaps *self)
{
  for (guint i = 0; i < self->shift->stops->len; i++)
    if (hw_id_equal (&((const HwStop *) self->shift->stops->pdata[i])->id, &self->stop))
      return i + 1;
  return 0;
}

/**
 * hw_field_taps_set_stop:
 * @self: the taps
 * @stop: where the page goes
 */
void
hw_field_taps_set_stop (HwFieldTaps *self,
                        const HwId  *stop)
{
  g_return_if_fail (HW_IS_FIELD_TAPS (self) && stop != NULL);

  if (!hw_id_equal (&self->stop, stop))
    hw_position_unsay (self->where);
  self->stop = *stop;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_field_taps_get_next:
 * @self: the taps
 *
 * Returns: (transfer none) (nullable): where the round goes on after this stop
 */
const HwStop *
hw_field_taps_get_next (HwFieldTaps *self)
{
  return self->taps != NULL ? hw_visit_find_next (self->shift->stops, self->taps, &self->stop) : NULL;
}

gboolean
hw_field_taps_has_left (HwFieldTaps  *self,
                        const HwStop *stop)
{
  return self->taps != NULL && hw_taps_find (self->taps, &stop->id, HW_TAP_LEFT) != NULL;
}

/**
 * hw_field_taps_get_list:
 * @self: the taps
 *
 * Returns: (transfer none) (nullable) (element-type HwTap): all that hold, of every stop
 */
GPtrArray *
hw_field_taps_get_list (HwFieldTaps *self)
{
  return self->taps;
}

/**
 * hw_field_taps_find:
 * @self: the taps
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): the last such tap at this stop
 */
const HwTap *
hw_field_taps_find (HwFieldTaps *self,
                    HwTapKind    kind)
{
  return self->taps != NULL ? hw_taps_find (self->taps, &self->stop, kind) : NULL;
}

guint
hw_field_taps_get_count (HwFieldTaps *self,
                         HwTapKind    kind)
{
  const HwTap *tap = hw_field_taps_find (self, kind);

  return tap != NULL ? tap->count : 0;
}
