/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-round-private.h"

/* The best round of few stops, by dynamic programming over the sets of stops (M.
 * Held, R. M. Karp, "A Dynamic Programming Approach to Sequencing Problems", 1962).
 * Of the ways to have visited a set and to be at its last stop, only those are
 * kept that no other is both as early and as short as: to be early is always
 * good, and of rounds that end at the same time the one with less on the way is
 * the better. */

#define SETS_BETWEEN_CHECKS 64

/* A way to have visited a set of stops. */
typedef struct
{
  double leaves;     /* the last of them, in seconds since the start */
  double travel;
  gint   before;     /* the way it goes on from; -1: the start */
  gint   next;       /* another way with the same set and the same last stop; -1: none */
  guint  last;
} Way;

typedef struct
{
  const HwRoundNet *net;
  GArray           *ways;     /* (owned): of Way */
  gint             *first;    /* (owned): by set and last stop */
  guint             pinned;   /* the set of those */
  HwRoundCost       cost;     /* of the best so far */
  gint              best;     /* -1: no stop at all */
  gboolean          found;
} Exact;

static inline Way *
get_way (const Exact *exact,
         gint         number)
{
  return &g_array_index (exact->ways, Way, number);
}

static inline gint *
get_first (const Exact *exact,
           guint        set,
           guint        last)
{
  return &exact->first[(gsize) set * exact->net->n + last];
}

static gboolean
is_no_better (const Way *way,
              double     leaves,
              double     travel)
{
  return way->leaves >= leaves - HW_ROUND_TOLERANCE_S && way->travel >= travel - HW_ROUND_TOLERANCE_S;
}

static void
keep (Exact *exact,
      guint  set,
      Way    way)
{
  gint *link = get_first (exact, set, way.last);

  for (gint at = *link; at >= 0; at = get_way (exact, at)->next)
    if (get_way (exact, at)->leaves <= way.leaves && get_way (exact, at)->travel <= way.travel)
      return;
  while (*link >= 0)
    {
      Way *other = get_way (exact, *link);

      if (is_no_better (other, way.leaves, way.travel))
        *link = other->next;
      else
        link = &other->next;
    }
  /* taken anew: @link may point into the array that grows */
  way.next = *get_first (exact, set, way.last);
  g_array_append_val (exact->ways, way);
  *get_first (exact, set, way.last) = (gint) exact->ways->len - 1;
}

/* Goes on to @node, from @from at @leaves. */
static void
go_on (Exact  *exact,
       guint   set,
       guint   node,
       guint   from,
       double  leaves,
       double  travel,
       gint    before)
{
  const HwRoundNode *at = &exact->net->nodes[node];
  double way = hw_round_net_get_travel (exact->net, from, node);
  double begins = MAX (leaves + way, at->opens_s);

  if (way < HW_ROUND_NO_WAY_S && begins <= at->closes_s + HW_ROUND_TOLERANCE_S)
    keep (exact, set | 1u << node, (Way) { begins + at->visit_s, travel + way, before, -1, node });
}

static double
get_priority (const Exact *exact,
              guint        set)
{
  double priority = 0.0;

  for (guint i = 0; i < exact->net->n; i++)
    if (set & 1u << i)
      priority += exact->net->nodes[i].priority;
  return priority;
}

static void
finish (Exact  *exact,
        double  priority,
        guint   from,
        double  leaves,
        double  travel,
        gint    number)
{
  guint end = hw_round_net_get_end (exact->net);
  double way = hw_round_net_get_travel (exact->net, from, end);
  HwRoundCost cost = { 0.0, priority, leaves + way, travel + way };

  if (cost.ends > exact->net->nodes[end].closes_s + HW_ROUND_TOLERANCE_S)
    return;
  if (!exact->found || hw_round_cost_is_better (&cost, &exact->cost))
    {
      exact->cost = cost;
      exact->best = number;
      exact->found = TRUE;
    }
}

static void
go_on_from (Exact *exact,
            guint  set,
            gint   number)
{
  for (guint node = 0; node < exact->net->n; node++)
    if (!(set & 1u << node))
      {
        Way way = *get_way (exact, number);

        go_on (exact, set, node, way.last, way.leaves, way.travel, number);
      }
}

static void
visit_set (Exact *exact,
           guint  set)
{
  double priority = get_priority (exact, set);

  for (guint last = 0; last < exact->net->n; last++)
    for (gint at = *get_first (exact, set, last); at >= 0; at = get_way (exact, at)->next)
      {
        if ((set & exact->pinned) == exact->pinned)
          finish (exact, priority, last, get_way (exact, at)->leaves, get_way (exact, at)->travel, at);
        go_on_from (exact, set, at);
      }
}

static void
start (Exact *exact)
{
  guint node = hw_round_net_get_start (exact->net);

  if (exact->pinned == 0)
    finish (exact, 0.0, node, 0.0, 0.0, -1);
  for (guint i = 0; i < exact->net->n; i++)
    go_on (exact, 0, i, node, 0.0, 0.0, -1);
}

static void
walk_back (const Exact *exact,
           HwRoundPath *path)
{
  guint stops[HW_ROUND_EXACT_STOPS];
  guint n = 0;

  for (gint at = exact->best; at >= 0; at = get_way (exact, at)->before)
    n++;
  for (gint at = exact->best, i = (gint) n - 1; at >= 0; at = get_way (exact, at)->before, i--)
    stops[i] = get_way (exact, at)->last;
  hw_round_path_set (path, stops, n);
}

/* Makes @path the best round of its net, which has at most HW_ROUND_EXACT_STOPS. Leaves it as it is where no round has
 * all the pinned stops in time. FALSE when cancelled. */
gboolean
hw_round_exact (HwRoundPath   *path,
                GCancellable  *cancellable,
                GError       **error)
{
  guint n = path->net->n;
  Exact exact = { .net = path->net, .best = -1 };
  gboolean cancelled = FALSE;

  g_return_val_if_fail (n <= HW_ROUND_EXACT_STOPS, FALSE);
  exact.ways = g_array_sized_new (FALSE, FALSE, sizeof (Way), 1024);
  exact.first = g_new (gint, ((gsize) n << n) + 1);
  for (gsize i = 0; i < (gsize) n << n; i++)
    exact.first[i] = -1;
  for (guint i = 0; i < n; i++)
    if (path->net->nodes[i].is_pinned)
      exact.pinned |= 1u << i;
  start (&exact);
  for (guint set = 1; set < 1u << n && !cancelled; set++)
    {
      cancelled = set % SETS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
      visit_set (&exact, set);
    }
  if (!cancelled && exact.found)
    walk_back (&exact, path);
  g_array_unref (exact.ways);
  g_free (exact.first);
  return !cancelled;
}
