/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "hw-round-private.h"

/* Chooses among many stops, with time windows: again and again some stops of the
 * round, in a row or around a place, are taken out, and whatever is worth most
 * for the time it costs is taken in, wherever it fits best (J. Christiaens,
 * G. Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing
 * Problems", Transportation Science 54, 2020). A round that is a little worse is
 * gone on with, ever less as the search goes on (G. Dueck, T. Scheuer,
 * "Threshold Accepting", 1990). How long it searches is counted in what it
 * tried, not in time: the same seed gives the same round everywhere. */

#define MOST_TRIED        4000000u
#define MOST_TRIED_PINNED 1000000u
#define MOST_REMOVED      8u
#define FIRST_THRESHOLD   0.03      /* of the time that the round takes */
#define ROUNDS_BETWEEN_CHECKS 64u

typedef struct
{
  guint  node;
  double worth;
} Candidate;

typedef struct
{
  HwRoundPath   *now;           /* (owned): the round gone on with */
  HwRoundPath   *trial;         /* (owned) */
  HwRoundPath   *best;          /* (owned) */
  Candidate     *candidates;    /* (owned) */
  guint          n_candidates;
  HwRoundChance *chance;
  gboolean       may_choose;    /* others than the pinned ones too */
  guint          n_tried;
} Search;

/* -- taking in -- */

static guint
find_best_place (Search      *search,
                 guint        node,
                 HwRoundCost *best)
{
  const HwRoundPath *path = search->trial;
  guint best_place = 1;

  *best = hw_round_path_try_insert (path, node, 1);
  for (guint place = 2; place < path->m; place++)
    {
      HwRoundCost cost;

      /* whoever comes late after the stop before comes later still after the next ones */
      if (best->late == 0.0 && path->before[place - 1].warp > HW_ROUND_TOLERANCE_S)
        break;
      cost = hw_round_path_try_insert (path, node, place);
      if (hw_round_cost_is_better (&cost, best))
        {
          *best = cost;
          best_place = place;
        }
    }
  search->n_tried += path->m;
  return best_place;
}

static double
get_noise (Search *search)
{
  return 0.5 + hw_round_chance_below (search->chance, 1024) / 1024.0;
}

/* What the stop is worth for each second that it takes in the round as it is; pinned ones come first. */
static double
get_worth (Search *search,
           guint   node)
{
  const HwRoundNode *at = &search->trial->net->nodes[node];
  HwRoundCost cost;

  if (at->is_pinned)
    return 1e12 * get_noise (search);
  find_best_place (search, node, &cost);
  if (cost.late > search->trial->cost.late)
    return -1.0;
  return get_noise (search) * at->priority / (at->visit_s + MAX (cost.travel - search->trial->cost.travel, 0.0) + 1.0);
}

static int
compare_worth (gconstpointer a,
               gconstpointer b)
{
  const Candidate *first = a, *second = b;

  if (first->worth != second->worth)
    return first->worth > second->worth ? -1 : 1;
  return (first->node > second->node) - (first->node < second->node);
}

/* (first): tried before the others; a number beyond the net: none. */
static void
list_candidates (Search *search,
                 guint   first)
{
  const HwRoundPath *path = search->trial;

  search->n_candidates = 0;
  for (guint node = 0; node < path->net->n; node++)
    if (path->places[node] == 0 && (path->net->nodes[node].is_pinned || (search->may_choose && path->net->nodes[node].priority > 0.0)))
      {
        double worth = get_worth (search, node);

        if (node == first && worth > 0.0)
          worth *= 1e6;
        if (worth >= 0.0)
          search->candidates[search->n_candidates++] = (Candidate) { node, worth };
      }
  qsort (search->candidates, search->n_candidates, sizeof *search->candidates, compare_worth);
}

static void
take_in (Search *search,
         guint   first)
{
  list_candidates (search, first);
  for (guint i = 0; i < search->n_candidates; i++)
    {
      guint node = search->candidates[i].node;
      HwRoundCost cost;
      guint place = find_best_place (search, node, &cost);

      if (search->trial->net->nodes[node].is_pinned || cost.late <= search->trial->cost.late)
        hw_round_path_insert (search->trial, node, place);
    }
}

/* -- taking out -- */

static void
take_out_row (Search *search,
              guint   n)
{
  HwRoundPath *path = search->trial;
  guint from = 1 + hw_round_chance_below (search->chance, path->m - 1 - n);

  memmove (path->nodes + from, path->nodes + from + n, (path->m - from - n) * sizeof *path->nodes);
  path->m -= n;
  hw_round_path_refresh (path);
}

static int
compare_nearness (gconstpointer a,
                  gconstpointer b)
{
  return -compare_worth (a, b);
}

/* The @n that are nearest to @node. */
static void
take_out_around (Search *search,
                 guint   node,
                 guint   n)
{
  HwRoundPath *path = search->trial;
  guint kept = 1;

  for (guint i = 1; i + 1 < path->m; i++)
    search->candidates[i - 1] = (Candidate) { path->nodes[i], hw_round_net_get_travel (path->net, path->nodes[i], node) };
  qsort (search->candidates, path->m - 2, sizeof *search->candidates, compare_nearness);
  for (guint i = 0; i < n; i++)
    path->places[search->candidates[i].node] = 0;
  for (guint i = 1; i < path->m; i++)
    if (path->places[path->nodes[i]] != 0)
      path->nodes[kept++] = path->nodes[i];
  path->m = kept;
  hw_round_path_refresh (path);
}

/* Returns: the stop around which it was, or one beyond the net. */
static guint
take_out (Search *search)
{
  guint n = search->trial->m - 2, node = hw_round_chance_below (search->chance, search->trial->net->n);
  guint n_out = 1 + hw_round_chance_below (search->chance, MIN (MOST_REMOVED, MAX (n, 1)));

  if (n == 0)
    return node;
  if (hw_round_chance_below (search->chance, 2) == 0)
    {
      take_out_row (search, n_out);
      return search->trial->net->size;
    }
  take_out_around (search, node, n_out);
  return node;
}

/* -- again and again -- */

/* In seconds: what a round is worth in the time that the best one takes for as much, four times, and its own time. */
static double
get_energy (const Search      *search,
            const HwRoundCost *cost)
{
  const HwRoundCost *best = &search->best->cost;
  double second = best->priority > 0.0 ? best->ends / best->priority : 0.0;

  return 1e3 * cost->late - 4.0 * second * cost->priority + cost->ends + 0.05 * cost->travel;
}

static gboolean
is_taken (Search *search,
          guint   most)
{
  double threshold = FIRST_THRESHOLD * search->best->cost.ends * (1.0 - MIN (1.0, search->n_tried / (double) most));

  if (search->now->cost.late > 0.0 || search->trial->cost.late > 0.0)
    return search->trial->cost.late <= search->now->cost.late * 1.02;
  return get_energy (search, &search->trial->cost) <= get_energy (search, &search->now->cost) + threshold;
}

static gboolean
try_again (Search        *search,
           guint          most,
           gboolean       until_in_time,
           GCancellable  *cancellable,
           GError       **error)
{
  search->n_tried = 0;
  for (guint i = 0; search->n_tried < most; i++)
    {
      guint first;

      if (i % ROUNDS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (until_in_time && search->best->cost.late == 0.0)
        return TRUE;
      hw_round_path_assign (search->trial, search->now);
      first = take_out (search);
      take_in (search, first);
      search->n_tried += 8;
      if (hw_round_cost_is_better (&search->trial->cost, &search->best->cost))
        hw_round_path_assign (search->best, search->trial);
      if (is_taken (search, most))
        hw_round_path_assign (search->now, search->trial);
    }
  return TRUE;
}

/* What is in the round from the beginning stays in it where it is pinned. */
static void
start (Search *search)
{
  take_in (search, search->trial->net->size);
  hw_round_path_assign (search->now, search->trial);
  hw_round_path_assign (search->best, search->trial);
}

static gboolean
run (Search        *search,
     GCancellable  *cancellable,
     GError       **error)
{
  start (search);
  if (search->best->cost.late > 0.0 && !try_again (search, MOST_TRIED_PINNED, TRUE, cancellable, error))
    return FALSE;
  /* where those that must be in do not fit, the round holds them alone, for all to see */
  search->may_choose = search->best->cost.late == 0.0 && hw_round_net_has_choice (search->best->net);
  hw_round_path_assign (search->trial, search->best);
  start (search);
  if (search->best->m <= 2 || search->best->cost.late > 0.0)
    return hw_round_descend (search->best, search->may_choose, cancellable, error);
  return try_again (search, MOST_TRIED, FALSE, cancellable, error) && hw_round_descend (search->best, search->may_choose, cancellable, error);
}

/* Makes of an empty @path a round that is good. Where the pinned stops do not fit, it holds them alone and some are late.
 * FALSE when cancelled. */
gboolean
hw_round_search (HwRoundPath    *path,
                 HwRoundChance  *chance,
                 GCancellable   *cancellable,
                 GError        **error)
{
  Search search = { .chance = chance };
  gboolean done;

  search.now = hw_round_path_copy (path);
  search.trial = hw_round_path_copy (path);
  search.best = hw_round_path_copy (path);
  search.candidates = g_new (Candidate, path->net->size);
  done = run (&search, cancellable, error);
  if (done)
    hw_round_path_assign (path, search.best);
  hw_round_path_free (search.now);
  hw_round_path_free (search.trial);
  hw_round_path_free (search.best);
  g_free (search.candidates);
  return done;
}
