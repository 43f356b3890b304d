/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-round-private.h"

/* Which stops fit into a shift, and in which order: the orienteering problem with
 * time windows. What is worth more goes before what takes less time. Few stops
 * are tried in all orders (hw-round-exact.c); many are searched among
 * (hw-round-search.c); where all fit and may be visited at any time, only the way
 * is to be short (hw-round-shorten.c). */

G_DEFINE_BOXED_TYPE (HwRound, hw_round, hw_round_copy, hw_round_free)

/**
 * hw_round_copy:
 * @round: a round
 *
 * Returns: (transfer full): a copy
 */
HwRound *
hw_round_copy (const HwRound *round)
{
  HwRound *copy;

  g_return_val_if_fail (round != NULL, NULL);
  copy = g_memdup2 (round, sizeof *round);
  copy->order = g_memdup2 (round->order, round->n * sizeof *round->order);
  copy->arrives_s = g_memdup2 (round->arrives_s, round->n * sizeof *round->arrives_s);
  return copy;
}

/**
 * hw_round_free:
 * @round: (transfer full) (nullable): a round
 */
void
hw_round_free (HwRound *round)
{
  if (round == NULL)
    return;
  g_free (round->order);
  g_free (round->arrives_s);
  g_free (round);
}

/* Goes from @from to @to; returns when the team is there. */
static double
go (const HwRoundProblem *problem,
    HwRound              *round,
    guint                 from,
    guint                 to,
    double                leaves)
{
  double way = problem->travel_s[(gsize) from * (problem->n_stops + 2) + to];

  if (!isfinite (way) || way < 0.0 || way >= HW_ROUND_NO_WAY_S)
    {
      round->is_feasible = FALSE;
      way = HW_ROUND_NO_WAY_S;
    }
  round->travel_s += way;
  return leaves + way;
}

/**
 * hw_round_time:
 * @problem: what there is to choose from
 * @order: (array length=n) (nullable): numbers of stops, whether they are left out or not
 * @n: how many
 *
 * Says what happens when, if exactly these are visited in this order. Whoever
 * comes too early waits; whoever comes too late visits all the same, and the
 * round says how late.
 *
 * Returns: (transfer full): the round
 */
HwRound *
hw_round_time (const HwRoundProblem *problem,
               const guint          *order,
               guint                 n)
{
  HwRound *round = g_new0 (HwRound, 1);
  guint at = problem->n_stops;
  double now = 0.0;

  round->n = n;
  round->order = g_memdup2 (order, n * sizeof *order);
  round->arrives_s = g_new0 (double, n);
  round->is_feasible = TRUE;
  for (guint i = 0; i < n; i++)
    {
      const HwRoundStop *stop = &problem->stops[order[i]];
      double comes = go (problem, round, at, order[i], now);

      at = order[i];
      round->arrives_s[i] = MAX (comes, stop->opens_s);
      round->waits_s += round->arrives_s[i] - comes;
      round->late_s += MAX (round->arrives_s[i] - stop->closes_s, 0.0);
      round->priority += MAX (stop->priority, 0.0);
      now = round->arrives_s[i] + MAX (stop->visit_s, 0.0);
    }
  round->ends_s = go (problem, round, at, problem->n_stops + 1, now);
  round->late_s += MAX (round->ends_s - problem->length_s, 0.0);
  round->is_feasible = round->is_feasible && round->late_s <= HW_ROUND_TOLERANCE_S * (n + 1);
  return round;
}

/* -- proposing -- */

static HwRound *
make_round (const HwRoundProblem *problem,
            const HwRoundPath    *path)
{
  g_autofree guint *order = g_new (guint, path->m);

  for (guint i = 1; i + 1 < path->m; i++)
    order[i - 1] = path->net->stops[path->nodes[i]];
  return hw_round_time (problem, order, path->m - 2);
}

/* All that are worth something, by a short way. */
static gboolean
visit_all (HwRoundPath    *path,
           HwRoundChance  *chance,
           GCancellable   *cancellable,
           GError        **error)
{
  const HwRoundNet *net = path->net;
  g_autofree guint *nodes = g_new (guint, net->size);
  guint n = 0;

  for (guint i = 0; i < net->n; i++)
    if (net->nodes[i].is_pinned || net->nodes[i].priority > 0.0)
      nodes[n++] = i;
  if (!hw_round_shorten (net, nodes, n, chance, cancellable, error))
    return FALSE;
  hw_round_path_set (path, nodes, n);
  return TRUE;
}

/* What was chosen, by a shorter way, and what then fits too. */
static gboolean
tighten (HwRoundPath    *path,
         HwRoundChance  *chance,
         GCancellable   *cancellable,
         GError        **error)
{
  g_autoptr (HwRoundPath) shorter = hw_round_path_copy (path);
  guint n = path->m - 2;
  g_autofree guint *nodes = g_memdup2 (path->nodes + 1, n * sizeof *nodes);

  if (!hw_round_shorten (path->net, nodes, n, chance, cancellable, error))
    return FALSE;
  hw_round_path_set (shorter, nodes, n);
  if (!hw_round_descend (shorter, TRUE, cancellable, error))
    return FALSE;
  if (hw_round_cost_is_better (&shorter->cost, &path->cost))
    hw_round_path_assign (path, shorter);
  return TRUE;
}

static gboolean
has_all_pinned (const HwRoundPath *path)
{
  for (guint i = 0; i < path->net->n; i++)
    if (path->net->nodes[i].is_pinned && path->places[i] == 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_done (const HwRoundPath *path)
{
  return path->cost.late == 0.0 && has_all_pinned (path);
}

static gboolean
find_round (HwRoundPath    *path,
            guint32         seed,
            GCancellable   *cancellable,
            GError        **error)
{
  HwRoundChance chance = hw_round_chance_new (seed);

  if (path->net->n <= HW_ROUND_EXACT_STOPS)
    {
      if (!hw_round_exact (path, cancellable, error))
        return FALSE;
      if (is_done (path))
        return TRUE;
    }
  else if (!path->net->has_windows)
    {
      gboolean has_choice = hw_round_net_has_choice (path->net);

      if (!visit_all (path, &chance, cancellable, error))
        return FALSE;
      if (is_done (path) || !has_choice)
        return hw_round_descend (path, has_choice, cancellable, error);
    }
  hw_round_path_set (path, NULL, 0);
  if (!hw_round_search (path, &chance, cancellable, error))
    return FALSE;
  return path->net->has_windows || path->cost.late > 0.0 || tighten (path, &chance, cancellable, error);
}

static HwRound *
solve (const HwRoundProblem  *problem,
       HwRoundNet            *net,
       guint32                seed,
       GCancellable          *cancellable,
       GError               **error)
{
  g_autoptr (HwRoundPath) path = hw_round_path_new (net);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !find_round (path, seed, cancellable, error))
    return NULL;
  return make_round (problem, path);
}

/**
 * hw_round_propose:
 * @problem: what there is to choose from
 * @seed: the same seed gives the same round
 * @cancellable: (nullable): a cancellable
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Finds which stops fit into the shift and in which order, so that what they are
 * worth is as much as possible, and then the round as short as possible. With
 * HW_ROUND_EXACT_STOPS to choose from or fewer, none is better; with more, no
 * single change makes it better.
 *
 * Where the pinned stops alone do not fit, the round holds them alone, is not
 * feasible and says how late it comes.
 *
 * Returns: (transfer full) (nullable): the round; %NULL with @error set when cancelled
 */
HwRound *
hw_round_propose (const HwRoundProblem  *problem,
                  guint32                seed,
                  GCancellable          *cancellable,
                  GError               **error)
{
  g_autoptr (HwRoundNet) net = hw_round_net_new (problem, NULL, 0);

  return solve (problem, net, seed, cancellable, error);
}

/**
 * hw_round_reorder:
 * @problem: what there was to choose from
 * @stops: (array length=n) (nullable): numbers of stops, each once, whether they are left out or not
 * @n: how many
 * @seed: the same seed gives the same round
 * @cancellable: (nullable): a cancellable
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Finds the best order in which exactly these are visited. Where they do not fit,
 * the round is not feasible and says how late it comes.
 *
 * Returns: (transfer full) (nullable): the round; %NULL with @error set when cancelled
 */
HwRound *
hw_round_reorder (const HwRoundProblem  *problem,
                  const guint           *stops,
                  guint                  n,
                  guint32                seed,
                  GCancellable          *cancellable,
                  GError               **error)
{
  static const guint none = 0;
  g_autoptr (HwRoundNet) net = hw_round_net_new (problem, n > 0 ? stops : &none, n);

  return solve (problem, net, seed, cancellable, error);
}
