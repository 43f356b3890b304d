/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-plan.h"
#include "hw-round.h"
#include "hw-travel.h"

/* A round while it is planned. What the coordinator moves, pins, leaves out or
 * takes in is timed at once; only a new proposal goes to a thread. Nothing is
 * recorded before the round is saved. */

#define MOST_PLACES 150u   /* to choose from; a night has room for a tenth of them */
#define SAME_PLACE_M 10.0  /* a saved stop that near is the one that is known now */
#define WORDS_SHOWN 2u   /* reasons in the line of a stop; all of them are told by "why" */

/* -- a stop of the plan -- */

struct _HwPlanStop
{
  GObject      parent_instance;
  HwCandidate *candidate;        /* (owned) */
  guint        index;            /* in the problem */
  gint64       arrives_at;
  gint64       leaves_at;
  guint        number;           /* in the round, from 1; 0: left out */
  gboolean     late;
  gboolean     dropped;          /* somebody left it out */
  gboolean     taken;            /* somebody took it in */
  gint64       now;
  GTimeZone   *zone;             /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwPlanStop, hw_plan_stop, G_TYPE_OBJECT)

static void
hw_plan_stop_finalize (GObject *object)
{
  HwPlanStop *self = HW_PLAN_STOP (object);

  g_clear_pointer (&self->candidate, hw_candidate_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (hw_plan_stop_parent_class)->finalize (object);
}

static void
hw_plan_stop_class_init (HwPlanStopClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_plan_stop_finalize;
}

static void
hw_plan_stop_init (HwPlanStop *self)
{
}

/**
 * hw_plan_stop_get_candidate:
 * @self: a stop of a plan
 *
 * Returns: (transfer none): where it is, and why
 */
const HwCandidate *
hw_plan_stop_get_candidate (HwPlanStop *self)
{
  g_return_val_if_fail (HW_IS_PLAN_STOP (self), NULL);
  return self->candidate;
}

/**
 * hw_plan_stop_get_arrives_at:
 * @self: a stop of a plan
 *
 * Returns: when the visit begins, µs UTC; 0 where it is left out
 */
gint64
hw_plan_stop_get_arrives_at (HwPlanStop *self)
{
  g_return_val_if_fail (HW_IS_PLAN_STOP (self), 0);
  return self->arrives_at;
}

/**
 * hw_plan_stop_get_leaves_at:
 * @self: a stop of a plan
 *
 * Returns: when the visit ends, µs UTC; 0 where it is left out
 */
gint64
hw_plan_stop_get_leaves_at (HwPlanStop *self)
{
  g_return_val_if_fail (HW_IS_PLAN_STOP (self), 0);
  return self->leaves_at;
}

/**
 * hw_plan_stop_get_number:
 * @self: a stop of a plan
 *
 * Returns: its place in the round, from 1; 0 where it is left out
 */
guint
hw_plan_stop_get_number (HwPlanStop *self)
{
  g_return_val_if_fail (HW_IS_PLAN_STOP (self), 0);
  return self->number;
}

/**
 * hw_plan_stop_is_pinned:
 * @self: a stop of a plan
 *
 * Returns: whether a new proposal has it in any case
 */
gboolean
hw_plan_stop_is_pinned (HwPlanStop *self)
{
  g_return_val_if_fail (HW_IS_PLAN_STOP (self), FALSE);
  return self->candidate->stop->pinned;
}

/**
 * hw_plan_stop_is_late:
 * @self: a stop of a plan
 *
 * Returns: whether the team would be there too late, or not back in time
 */
gboolean
hw_plan_stop_is_late (HwPlanStop *self)
{
  g_return_val_if_fail (HW_IS_PLAN_STOP (self), FALSE);
  return self->late;
}

/**
 * hw_plan_stop_dup_words:
 * @self: a stop of a plan
 *
 * Returns: (transfer full): the most important reasons: "promised for 23:00 · hot-spot 1, rising"
 */
char *
hw_plan_stop_dup_words (HwPlanStop *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GArray *reasons = self->candidate->stop->reasons;

  if (self->candidate->other_team != NULL)
    g_ptr_array_add (words, g_strdup_printf (_("%s goes there"), self->candidate->other_team));
  for (guint i = 0; i < reasons->len && words->len < WORDS_SHOWN; i++)
    g_ptr_array_add (words, hw_visit_reason_dup_words (&g_array_index (reasons, HwVisitReason, i), self->now, self->zone));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

/* -- the plan -- */

struct _HwPlan
{
  GObject      parent_instance;
  HwShift     *shift;        /* (owned) */
  GTimeZone   *zone;         /* (owned) */
  GPtrArray   *stops;        /* (owned) (element-type HwPlanStop): all, by index */
  HwRoundStop *choices;      /* (owned): as the problem has them, one for each stop */
  double      *travel_s;     /* (owned): (n + 2) squared */
  char        *travel_note;  /* (owned) (nullable): what is to be known of those */
  guint        n_nowhere;    /* reports that no round leads to */
  GArray      *order;        /* (owned) (element-type guint): the round */
  HwRound     *round;        /* (owned): @order with its times */
  GListStore  *in_round;     /* (owned) */
  GListStore  *left_out;     /* (owned) */
  guint        n_more;       /* places that are worth less than those to choose from */
  gboolean     changed;      /* since it was made */
  guint        n_changes;    /* of the round: a proposal for an earlier one comes too late */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPlan, hw_plan, G_TYPE_OBJECT)

static HwRoundProblem
get_problem (HwPlan *self)
{
  return (HwRoundProblem) { self->choices, self->stops->len, self->travel_s, (double) (self->shift->ends_at - self->shift->starts_at) / G_USEC_PER_SEC };
}

static gint64
to_time (HwPlan *self,
         double  seconds)
{
  return self->shift->starts_at + (gint64) (seconds * G_USEC_PER_SEC);
}

static void
set_times (HwPlan *self)
{
  double length = get_problem (self).length_s;

  for (guint i = 0; i < self->stops->len; i++)
    {
      HwPlanStop *stop = self->stops->pdata[i];

      stop->number = 0;
      stop->arrives_at = stop->leaves_at = 0;
      stop->late = FALSE;
    }
  for (guint i = 0; i < self->round->n; i++)
    {
      guint index = self->round->order[i];
      HwPlanStop *stop = self->stops->pdata[index];
      double arrives = self->round->arrives_s[i], leaves = arrives + self->choices[index].visit_s;

      stop->number = i + 1;
      stop->arrives_at = to_time (self, arrives);
      stop->leaves_at = to_time (self, leaves);
      stop->late = arrives > self->choices[index].closes_s + 1 || leaves > length;
    }
}

/* Both lists at once, so that nobody sees a stop twice or not at all. */
static void
fill_lists (HwPlan *self)
{
  g_autoptr (GPtrArray) in_round = g_ptr_array_new ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();

  for (guint i = 0; i < self->order->len; i++)
    g_ptr_array_add (in_round, self->stops->pdata[g_array_index (self->order, guint, i)]);
  for (guint i = 0; i < self->stops->len; i++)
    if (((HwPlanStop *) self->stops->pdata[i])->number == 0)
      g_ptr_array_add (left_out, self->stops->pdata[i]);
  g_list_store_splice (self->in_round, 0, g_list_model_get_n_items (G_LIST_MODEL (self->in_round)), in_round->pdata, in_round->len);
  g_list_store_splice (self->left_out, 0, g_list_model_get_n_items (G_LIST_MODEL (self->left_out)), left_out->pdata, left_out->len);
}

static void
retime (HwPlan *self)
{
  HwRoundProblem problem = get_problem (self);

  self->n_changes++;
  g_clear_pointer (&self->round, hw_round_free);
  self->round = hw_round_time (&problem, (const guint *) self->order->data, self->order->len);
  set_times (self);
  fill_lists (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
find_in_order (HwPlan     *self,
               HwPlanStop *stop,
               guint      *position)
{
  for (guint i = 0; i < self->order->len; i++)
    if (g_array_index (self->order, guint, i) == stop->index)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/* -- making it -- */

static gboolean
is_promised (const HwCandidate *candidate)
{
  GArray *reasons = candidate->stop->reasons;

  for (guint i = 0; i < reasons->len; i++)
    if (g_array_index (reasons, HwVisitReason, i).kind == HW_VISIT_PROMISE)
      return TRUE;
  return FALSE;
}

static HwPlanStop *
add_stop (HwPlan            *self,
          const HwCandidate *candidate,
          gint64             now)
{
  HwPlanStop *stop = g_object_new (HW_TYPE_PLAN_STOP, NULL);

  stop->candidate = hw_candidate_copy (candidate);
  stop->index = self->stops->len;
  stop->now = now;
  stop->zone = g_time_zone_ref (self->zone);
  g_ptr_array_add (self->stops, stop);
  return stop;
}

/* After an icy week thousands of reports may wait: what is worth least is not to choose from. */
static void
add_candidates (HwPlan    *self,
                GPtrArray *candidates,
                gint64     now)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const HwCandidate *candidate = candidates->pdata[i];

      if (i < MOST_PLACES || is_promised (candidate))
        add_stop (self, candidate, now);
      else
        self->n_more++;
    }
}

static HwPlanStop *
find_stop (HwPlan       *self,
           const HwStop *saved)
{
  for (guint i = 0; i < self->stops->len; i++)
    {
      HwPlanStop *stop = self->stops->pdata[i];

      if (stop->candidate->stop->kind == saved->kind && hw_id_equal (&stop->candidate->stop->subject, &saved->subject))
        return stop;
    }
  return NULL;
}

static gboolean
shares_report (const HwStop *a,
               const HwStop *b)
{
  for (guint i = 0; i < a->reports->len; i++)
    for (guint j = 0; j < b->reports->len; j++)
      if (hw_id_equal (&g_array_index (a->reports, HwId, i), &g_array_index (b->reports, HwId, j)))
        return TRUE;
  return FALSE;
}

/* What was the stop of a report may have become part of a hot-spot since, or of a site. */
static HwPlanStop *
find_successor (HwPlan       *self,
                const HwStop *saved)
{
  guint position;

  for (guint i = 0; i < self->stops->len; i++)
    {
      HwPlanStop *stop = self->stops->pdata[i];
      const HwStop *known = stop->candidate->stop;

      if (!find_in_order (self, stop, &position) &&
          (shares_report (known, saved) || hw_point_distance (&known->point, &saved->point) < SAME_PLACE_M))
        return stop;
    }
  return NULL;
}

/* A round that was saved comes back as it was; what is known of its stops is as new as can be. */
static void
take_saved_round (HwPlan *self,
                  gint64  now)
{
  for (guint i = 0; i < self->shift->stops->len; i++)
    {
      HwStop *saved = self->shift->stops->pdata[i];
      HwCandidate alone = { .stop = saved, .people = 1 };
      HwPlanStop *stop = find_stop (self, saved);
      guint position;

      if (stop != NULL && find_in_order (self, stop, &position))
        continue;
      if (stop == NULL)
        stop = find_successor (self, saved);
      if (stop == NULL)
        stop = add_stop (self, &alone, now);
      stop->candidate->stop->id = saved->id;
      stop->candidate->stop->pinned = saved->pinned;
      stop->candidate->stop->visit_minutes = saved->visit_minutes;
      g_array_append_val (self->order, stop->index);
    }
}

static double
to_seconds (HwPlan *self,
            gint64  at)
{
  return (double) (at - self->shift->starts_at) / G_USEC_PER_SEC;
}

static void
set_choice (HwPlan     *self,
            HwPlanStop *stop)
{
  const HwCandidate *candidate = stop->candidate;

  self->choices[stop->index] = (HwRoundStop) {
    .priority = candidate->stop->priority,
    .visit_s = candidate->stop->visit_minutes * 60.0,
    .opens_s = candidate->stop->opens_at != 0 ? to_seconds (self, candidate->stop->opens_at) : 0,
    .closes_s = candidate->stop->closes_at != 0 ? to_seconds (self, candidate->stop->closes_at) : INFINITY,
    .pinned = candidate->stop->pinned,
    .left_out = stop->dropped || (!stop->taken && !candidate->stop->pinned &&
                                  (candidate->closed || candidate->other_team != NULL || candidate->stop->priority == 0)),
  };
}

static void
set_problem (HwPlan *self)
{
  guint n;
  g_autofree HwPoint *points = hw_plan_dup_points (self, &n);

  self->choices = g_new0 (HwRoundStop, self->stops->len);
  for (guint i = 0; i < self->stops->len; i++)
    set_choice (self, self->stops->pdata[i]);
  self->travel_s = hw_travel_matrix (points, n, self->shift->transport);
}

static void
hw_plan_finalize (GObject *object)
{
  HwPlan *self = HW_PLAN (object);

  g_clear_pointer (&self->shift, hw_shift_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->stops, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_free);
  g_clear_pointer (&self->travel_s, g_free);
  g_clear_pointer (&self->travel_note, g_free);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->round, hw_round_free);
  g_clear_object (&self->in_round);
  g_clear_object (&self->left_out);
  G_OBJECT_CLASS (hw_plan_parent_class)->finalize (object);
}

static void
hw_plan_class_init (HwPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_plan_finalize;

  /**
   * HwPlan::changed:
   *
   * Stops have other times, or stand elsewhere.
   */
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_PLAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_plan_init (HwPlan *self)
{
  self->stops = g_ptr_array_new_with_free_func (g_object_unref);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->in_round = g_list_store_new (HW_TYPE_PLAN_STOP);
  self->left_out = g_list_store_new (HW_TYPE_PLAN_STOP);
}

/**
 * hw_plan_new:
 * @shift: a shift with a valid start; its round, where it has one, is the first round of the plan
 * @candidates: (element-type HwCandidate): where the team may go, what is worth most first
 * @now: µs UTC, for the words
 * @zone: of the team's place
 *
 * Returns: (transfer full): the plan of the shift
 */
HwPlan *
hw_plan_new (const HwShift *shift,
             GPtrArray     *candidates,
             gint64         now,
             GTimeZone     *zone)
{
  HwPlan *self = g_object_new (HW_TYPE_PLAN, NULL);

  self->shift = hw_shift_copy (shift);
  self->zone = g_time_zone_ref (zone);
  add_candidates (self, candidates, now);
  take_saved_round (self, now);
  set_problem (self);
  retime (self);
  return self;
}

/* The stop of this plan that is the same place. */
static HwPlanStop *
find_same (HwPlan     *self,
           HwPlanStop *before)
{
  HwPlanStop *stop = find_stop (self, before->candidate->stop);

  return stop != NULL ? stop : find_successor (self, before->candidate->stop);
}

static void
take_over_stop (HwPlan     *self,
                HwPlanStop *before)
{
  HwPlanStop *stop = find_same (self, before);
  guint position;

  if (stop == NULL)
    return;
  stop->dropped = before->dropped;
  stop->taken = before->taken;
  stop->candidate->stop->pinned = before->candidate->stop->pinned;
  stop->candidate->stop->id = before->candidate->stop->id;
  set_choice (self, stop);
  if (before->number > 0 && !find_in_order (self, stop, &position))
    g_array_append_val (self->order, stop->index);
}

/**
 * hw_plan_take_over:
 * @self: a new plan of the same shift
 * @before: the plan that it takes the place of
 *
 * Goes on from what the coordinator made of the plan before: its round, what is
 * pinned and what was left out.
 */
void
hw_plan_take_over (HwPlan *self,
                   HwPlan *before)
{
  g_return_if_fail (HW_IS_PLAN (self) && HW_IS_PLAN (before));

  g_array_set_size (self->order, 0);
  for (guint i = 0; i < before->order->len; i++)
    take_over_stop (self, before->stops->pdata[g_array_index (before->order, guint, i)]);
  for (guint i = 0; i < before->stops->len; i++)
    if (((HwPlanStop *) before->stops->pdata[i])->number == 0)
      take_over_stop (self, before->stops->pdata[i]);
  self->changed = before->changed;
  retime (self);
}

/* -- its ways -- */

static HwPoint
get_point (HwPlan *self,
           guint   index)
{
  if (index < self->stops->len)
    return ((HwPlanStop *) self->stops->pdata[index])->candidate->stop->point;
  return index == self->stops->len || !hw_point_is_valid (&self->shift->end) ? self->shift->start : self->shift->end;
}

/**
 * hw_plan_dup_points:
 * @self: a plan
 * @n: (out): how many
 *
 * Returns: (transfer full) (array length=n): between which places it has to know the ways: every stop, the start and the end
 */
HwPoint *
hw_plan_dup_points (HwPlan *self,
                    guint  *n)
{
  HwPoint *points;

  g_return_val_if_fail (HW_IS_PLAN (self), NULL);
  *n = self->stops->len + 2;
  points = g_new (HwPoint, *n);
  for (guint i = 0; i < *n; i++)
    points[i] = get_point (self, i);
  return points;
}

/**
 * hw_plan_take_travel:
 * @self: a plan
 * @travel_s: (transfer full) (nullable): seconds from each of its points to each; %NULL: as they are
 * @note: (nullable): what the team is to know of them
 *
 * Without it, ways are straight lines with a detour.
 */
void
hw_plan_take_travel (HwPlan     *self,
                     double     *travel_s,
                     const char *note)
{
  g_return_if_fail (HW_IS_PLAN (self));

  if (travel_s != NULL)
    {
      g_free (self->travel_s);
      self->travel_s = travel_s;
    }
  g_free (self->travel_note);
  self->travel_note = g_strdup (note);
  retime (self);
}

/**
 * hw_plan_get_travel_note:
 * @self: a plan
 *
 * Returns: (nullable): why ways, or some, are not along the streets though a server was asked
 */
const char *
hw_plan_get_travel_note (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), NULL);
  return self->travel_note;
}

/**
 * hw_plan_set_n_nowhere:
 * @self: a plan
 * @n_nowhere: how many reports wait and have no point
 */
void
hw_plan_set_n_nowhere (HwPlan *self,
                       guint   n_nowhere)
{
  g_return_if_fail (HW_IS_PLAN (self));

  self->n_nowhere = n_nowhere;
}

/**
 * hw_plan_get_n_nowhere:
 * @self: a plan
 *
 * Returns: how many reports wait and have no point, so that no round leads to them
 */
guint
hw_plan_get_n_nowhere (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), 0);

  return self->n_nowhere;
}

/* -- what it says -- */

/**
 * hw_plan_get_shift:
 * @self: a plan
 *
 * Returns: (transfer none): whose round it is, as it was when the plan was made
 */
const HwShift *
hw_plan_get_shift (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), NULL);
  return self->shift;
}

/**
 * hw_plan_get_round:
 * @self: a plan
 *
 * Returns: (transfer none): a model of #HwPlanStop: the round, in its order
 */
GListModel *
hw_plan_get_round (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), NULL);
  return G_LIST_MODEL (self->in_round);
}

/**
 * hw_plan_get_left_out:
 * @self: a plan
 *
 * Returns: (transfer none): a model of #HwPlanStop: what is not in the round, what is worth most first
 */
GListModel *
hw_plan_get_left_out (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), NULL);
  return G_LIST_MODEL (self->left_out);
}

/**
 * hw_plan_get_n_more:
 * @self: a plan
 *
 * Returns: how many places there are beside those in and out of the round, each worth less than all of them
 */
guint
hw_plan_get_n_more (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), 0);
  return self->n_more;
}

/**
 * hw_plan_get_travel_m:
 * @self: a plan
 *
 * Returns: how long the way of the round is, in metres: straight lines with a detour
 */
double
hw_plan_get_travel_m (HwPlan *self)
{
  double metres = 0.0;
  HwPoint at;

  g_return_val_if_fail (HW_IS_PLAN (self), 0);
  at = get_point (self, self->stops->len);
  for (guint i = 0; i <= self->order->len; i++)
    {
      HwPoint next = get_point (self, i < self->order->len ? g_array_index (self->order, guint, i) : self->stops->len + 1);

      metres += HW_TRAVEL_DETOUR * hw_point_distance (&at, &next);
      at = next;
    }
  return metres;
}

/**
 * hw_plan_get_ends_at:
 * @self: a plan
 *
 * Returns: when the team is at the end, µs UTC
 */
gint64
hw_plan_get_ends_at (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), 0);
  return to_time (self, self->round->ends_s);
}

/**
 * hw_plan_fits:
 * @self: a plan
 *
 * Returns: whether the round can be done within the shift
 */
gboolean
hw_plan_fits (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), FALSE);
  return self->round->is_feasible;
}

/* Whether a team comes at all, and by the hour of the shift that was named. */
static gboolean
is_in_time (const HwPlanStop *stop)
{
  gint64 closes_at = stop->candidate->stop->closes_at;

  return stop->number > 0 ? (closes_at == 0 || stop->arrives_at <= closes_at) : stop->candidate->other_team != NULL;
}

/**
 * hw_plan_keeps_promises:
 * @self: a plan
 *
 * Returns: whether the round goes wherever the team promised to come by then, and in time
 */
gboolean
hw_plan_keeps_promises (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), FALSE);

  for (guint i = 0; i < self->stops->len; i++)
    {
      HwPlanStop *stop = self->stops->pdata[i];

      if (is_promised (stop->candidate) && !is_in_time (stop))
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_plan_count_interpreters:
 * @self: a plan
 *
 * Returns: at how many stops of the round the team cannot talk with everybody expected; which language it is, a plan does not know
 */
guint
hw_plan_count_interpreters (HwPlan *self)
{
  guint n = 0;

  g_return_val_if_fail (HW_IS_PLAN (self), 0);

  for (guint i = 0; i < self->order->len; i++)
    {
      const HwPlanStop *stop = self->stops->pdata[g_array_index (self->order, guint, i)];

      n += stop->candidate->stop->talk == HW_TALK_NO || stop->candidate->stop->talk == HW_TALK_INTERPRETER_BOOKED;
    }
  return n;
}

/**
 * hw_plan_is_changed:
 * @self: a plan
 *
 * Returns: whether somebody changed the round, or had it proposed anew
 */
gboolean
hw_plan_is_changed (HwPlan *self)
{
  g_return_val_if_fail (HW_IS_PLAN (self), FALSE);
  return self->changed;
}

/**
 * hw_plan_note_saved:
 * @self: a plan
 * @stops: (element-type HwStop): the round as it was recorded
 *
 * Takes over the identities that recording gave to the stops. The round counts as
 * unchanged, unless it was changed while it was being recorded.
 */
void
hw_plan_note_saved (HwPlan    *self,
                    GPtrArray *stops)
{
  gboolean same;

  g_return_if_fail (HW_IS_PLAN (self) && stops != NULL);

  same = stops->len == self->order->len;
  for (guint i = 0; i < stops->len; i++)
    {
      const HwStop *saved = stops->pdata[i];
      HwPlanStop *stop = find_stop (self, saved);

      if (stop != NULL)
        stop->candidate->stop->id = saved->id;
      same = same && stop != NULL && stop->number == i + 1;
    }
  self->changed = !same;
}

/* -- what the coordinator does -- */

/**
 * hw_plan_move:
 * @self: a plan
 * @from: where a stop stands in the round, from 0
 * @to: where it is to stand
 *
 * Moves a stop within the round.
 */
void
hw_plan_move (HwPlan *self,
              guint   from,
              guint   to)
{
  guint index;

  g_return_if_fail (HW_IS_PLAN (self) && from < self->order->len && to < self->order->len);

  index = g_array_index (self->order, guint, from);
  g_array_remove_index (self->order, from);
  g_array_insert_val (self->order, to, index);
  self->changed = TRUE;
  retime (self);
}

/**
 * hw_plan_set_pinned:
 * @self: a plan
 * @stop: one of its stops
 * @pinned: whether a new proposal has it in any case
 *
 * Pins a stop, or takes the pin away. One that is left out is taken in first.
 */
void
hw_plan_set_pinned (HwPlan     *self,
                    HwPlanStop *stop,
                    gboolean    pinned)
{
  g_return_if_fail (HW_IS_PLAN (self) && HW_IS_PLAN_STOP (stop));

  stop->candidate->stop->pinned = pinned;
  set_choice (self, stop);
  self->changed = TRUE;
  if (pinned && stop->number == 0)
    hw_plan_take_in (self, stop);
  else
    retime (self);
}

/**
 * hw_plan_leave_out:
 * @self: a plan
 * @stop: a stop of the round
 *
 * Takes a stop out of the round; a new proposal does without it, too.
 */
void
hw_plan_leave_out (HwPlan     *self,
                   HwPlanStop *stop)
{
  guint position;

  g_return_if_fail (HW_IS_PLAN (self) && HW_IS_PLAN_STOP (stop));

  if (!find_in_order (self, stop, &position))
    return;
  g_array_remove_index (self->order, position);
  stop->candidate->stop->pinned = FALSE;
  stop->dropped = TRUE;
  stop->taken = FALSE;
  set_choice (self, stop);
  self->changed = TRUE;
  retime (self);
}

/* The round with @stop where it costs least. */
static HwRound *
insert_best (HwPlan     *self,
             HwPlanStop *stop,
             guint      *position)
{
  HwRoundProblem problem = get_problem (self);
  g_autoptr (GArray) tried = NULL;
  HwRound *best = NULL;

  for (guint i = 0; i <= self->order->len; i++)
    {
      HwRound *round;

      g_clear_pointer (&tried, g_array_unref);
      tried = g_array_copy (self->order);
      g_array_insert_val (tried, i, stop->index);
      round = hw_round_time (&problem, (const guint *) tried->data, tried->len);
      if (best == NULL || round->late_s < best->late_s || (round->late_s == best->late_s && round->ends_s < best->ends_s))
        {
          g_clear_pointer (&best, hw_round_free);
          best = g_steal_pointer (&round);
          *position = i;
        }
      g_clear_pointer (&round, hw_round_free);
    }
  return best;
}

/**
 * hw_plan_take_in:
 * @self: a plan
 * @stop: a stop that is left out
 *
 * Takes a stop into the round, where it costs least.
 */
void
hw_plan_take_in (HwPlan     *self,
                 HwPlanStop *stop)
{
  g_autoptr (HwRound) round = NULL;
  guint position = 0;

  g_return_if_fail (HW_IS_PLAN (self) && HW_IS_PLAN_STOP (stop));

  if (find_in_order (self, stop, &position))
    return;
  round = insert_best (self, stop, &position);
  g_array_insert_val (self->order, position, stop->index);
  stop->dropped = FALSE;
  stop->taken = TRUE;
  set_choice (self, stop);
  self->changed = TRUE;
  retime (self);
}

/* How the round would end the other way: without a stop that it has, with one that it has not. */
static double
get_other_end (HwPlan     *self,
               HwPlanStop *stop)
{
  HwRoundProblem problem = get_problem (self);
  g_autoptr (HwRound) round = NULL;
  guint position = 0;

  if (!find_in_order (self, stop, &position))
    round = insert_best (self, stop, &position);
  else
    {
      g_autoptr (GArray) without = g_array_copy (self->order);

      g_array_remove_index (without, position);
      round = hw_round_time (&problem, (const guint *) without->data, without->len);
    }
  return round->ends_s;
}

/**
 * hw_plan_get_cost_minutes:
 * @self: a plan
 * @stop: one of its stops
 *
 * Returns: how many minutes the stop costs, way and visit, or would cost where it is left out
 */
guint
hw_plan_get_cost_minutes (HwPlan     *self,
                          HwPlanStop *stop)
{
  g_return_val_if_fail (HW_IS_PLAN (self) && HW_IS_PLAN_STOP (stop), 0);

  return (guint) ceil (fabs (get_other_end (self, stop) - self->round->ends_s) / 60);
}

static char *
dup_clock (HwPlan *self,
           gint64  at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->zone);

  return g_date_time_format (local, _("%H:%M"));
}

/**
 * hw_plan_dup_cost_words:
 * @self: a plan
 * @stop: one of its stops
 *
 * Returns: (transfer full): what leaving it out or taking it in would change, in a sentence
 */
char *
hw_plan_dup_cost_words (HwPlan     *self,
                        HwPlanStop *stop)
{
  gint64 ends_at;
  g_autofree char *end = NULL;

  g_return_val_if_fail (HW_IS_PLAN (self) && HW_IS_PLAN_STOP (stop), NULL);

  ends_at = to_time (self, get_other_end (self, stop));
  end = dup_clock (self, ends_at);
  if (stop->number > 0)
    return g_strdup_printf (_("Leaving out stop %u would end the round at %s."), stop->number, end);
  if (ends_at > self->shift->ends_at)
    return g_strdup_printf (_("Taking it in would end the round at %s, after the shift."), end);
  return g_strdup_printf (_("Taking it in would end the round at %s."), end);
}

static void
append_reasons (GString    *why,
                HwPlanStop *stop)
{
  GArray *reasons = stop->candidate->stop->reasons;

  for (guint i = 0; i < reasons->len; i++)
    {
      const HwVisitReason *reason = &g_array_index (reasons, HwVisitReason, i);
      g_autofree char *words = hw_visit_reason_dup_words (reason, stop->now, stop->zone);

      /* TRANSLATORS: what a reason adds to the worth of a stop, and the reason: "+40  hot-spot 1, rising" */
      g_string_append_printf (why, _("+%u  %s\n"), reason->points, words);
    }
}

static char *
dup_words_of_place (HwPlanStop *stop)
{
  const HwStop *known = stop->candidate->stop;

  if (stop->number == 0 && stop->dropped)
    return g_strdup (_("You left it out. A new proposal does without it, too."));
  if (stop->number == 0 && stop->candidate->closed)
    return g_strdup (_("It is closed, so the round goes there only if you take it in."));
  if (stop->number == 0 && stop->candidate->other_team != NULL)
    return g_strdup_printf (_("%s goes there at the same time, so the round goes there only if you take it in."), stop->candidate->other_team);
  if (stop->number == 0 && known->priority == 0)
    return g_strdup (_("Nothing speaks for it tonight, so the round goes there only if you take it in."));
  if (stop->number == 0)
    return g_strdup (_("It is left out: the time goes to what is worth more."));
  if (known->closes_at != 0)
    return g_strdup (_("The order keeps to the hour that was promised, and then to the shortest way."));
  if (known->opens_at != 0)
    return g_strdup (_("The order keeps to the time at which people lie down, and then to the shortest way."));
  return g_strdup (_("The order is the shortest way around all stops."));
}

/**
 * hw_plan_dup_why:
 * @self: a plan
 * @stop: one of its stops
 *
 * Returns: (transfer full): every reason with its points, their sum, and why it stands where it stands
 */
char *
hw_plan_dup_why (HwPlan     *self,
                 HwPlanStop *stop)
{
  GString *why;
  guint priority;
  g_autofree char *words = NULL;

  g_return_val_if_fail (HW_IS_PLAN (self) && HW_IS_PLAN_STOP (stop), NULL);

  words = dup_words_of_place (stop);
  why = g_string_new (NULL);
  priority = stop->candidate->stop->priority;
  append_reasons (why, stop);
  g_string_append_printf (why, g_dngettext (GETTEXT_PACKAGE, "Together %u point for %u minutes there.", "Together %u points for %u minutes there.", priority),
                          priority, stop->candidate->stop->visit_minutes);
  g_string_append_c (why, '\n');
  g_string_append (why, words);
  return g_string_free (why, FALSE);
}

/**
 * hw_plan_dup_stops:
 * @self: a plan
 *
 * Returns: (transfer full) (element-type HwStop): the round as it is saved
 */
GPtrArray *
hw_plan_dup_stops (HwPlan *self)
{
  GPtrArray *stops;

  g_return_val_if_fail (HW_IS_PLAN (self), NULL);

  stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);
  for (guint i = 0; i < self->order->len; i++)
    {
      const HwPlanStop *from = self->stops->pdata[g_array_index (self->order, guint, i)];
      HwStop *stop = hw_stop_copy (from->candidate->stop);

      stop->arrives_at = from->arrives_at;
      stop->leaves_at = from->leaves_at;
      g_ptr_array_add (stops, stop);
    }
  return stops;
}

/* -- proposing -- */

typedef struct
{
  HwRoundStop   *choices;    /* (owned) */
  double        *travel_s;   /* (owned) */
  HwRoundProblem problem;
  guint          n_changes;  /* of the plan, when it was asked for */
} Proposal;

static void
proposal_free (gpointer data)
{
  Proposal *proposal = data;

  g_free (proposal->choices);
  g_free (proposal->travel_s);
  g_free (proposal);
}

static void
propose (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  const Proposal *proposal = data;
  GError *error = NULL;
  HwRound *round = hw_round_propose (&proposal->problem, 1, cancellable, &error);

  if (round != NULL)
    g_task_return_pointer (task, round, (GDestroyNotify) hw_round_free);
  else
    g_task_return_error (task, error);
}

/**
 * hw_plan_propose_async:
 * @self: a plan
 * @cancellable: (nullable): to stop it
 *
 * Finds the round that is worth most: every pinned stop, nothing that was left
 * out, and of the rest what fits, on a thread of its own.
 */
void
hw_plan_propose_async (HwPlan              *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Proposal *proposal = g_new0 (Proposal, 1);
  gsize n = self->stops->len;

  g_return_if_fail (HW_IS_PLAN (self));

  proposal->choices = g_memdup2 (self->choices, n * sizeof *self->choices);
  proposal->travel_s = g_memdup2 (self->travel_s, (n + 2) * (n + 2) * sizeof *self->travel_s);
  proposal->problem = get_problem (self);
  proposal->problem.stops = proposal->choices;
  proposal->problem.travel_s = proposal->travel_s;
  proposal->n_changes = self->n_changes;
  g_task_set_source_tag (task, hw_plan_propose_async);
  g_task_set_task_data (task, proposal, proposal_free);
  g_task_run_in_thread (task, propose);
}

/**
 * hw_plan_propose_finish:
 * @self: a plan
 * @result: what the callback was given
 * @error: return location
 *
 * A round that somebody changed meanwhile stays as they want it.
 *
 * Returns: %FALSE with @error set where there is no proposal; the round stays as it was
 */
gboolean
hw_plan_propose_finish (HwPlan        *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_autoptr (HwRound) round = g_task_propagate_pointer (G_TASK (result), error);

  if (round == NULL)
    return FALSE;
  if (((const Proposal *) g_task_get_task_data (G_TASK (result)))->n_changes != self->n_changes)
    return TRUE;
  g_array_set_size (self->order, 0);
  g_array_append_vals (self->order, round->order, round->n);
  self->changed = TRUE;
  retime (self);
  return TRUE;
}
