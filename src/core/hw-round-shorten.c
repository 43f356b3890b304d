/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "hw-round-private.h"

/* The shortest order of stops without time windows, as near as it can be found in
 * an instant: parts of the way are turned about (2-opt) and up to three stops are
 * moved (I. Or, 1976), each stop only beside those that are near it and only
 * where something changed (J. L. Bentley, "Fast Algorithms for Geometric
 * Traveling Salesman Problems", 1992). When nothing is left to better, two
 * neighbouring parts change places, which neither of the two can undo, and what
 * became longer in the end is taken back (O. Martin, S. Otto, E. Felten, 1992).
 * Ways need not be as long there as back: what turning a part about costs is
 * known from sums along the way. */

#define MAX_NEAR           10u
#define MAX_MOVED          3u
#define MAX_PART           20u
#define LEAST_CHANGES      600u
#define MOST_CHANGES       20000u
#define CHANGES_BETWEEN_CHECKS 256u

typedef struct
{
  guint  node;
  double way;        /* the shorter of there and back */
} Near;

typedef struct
{
  const HwRoundNet *net;
  guint             m;         /* nodes in the order, the start and the end with them */
  guint             n_near;
  gboolean          is_symmetric;
  guint            *order;     /* (owned) */
  guint            *places;    /* (owned) by node */
  double           *turned;    /* (owned) by place: how much longer the way from the start up to it is backwards */
  Near             *near;      /* (owned) n_near for each node, the nearest first */
  guint            *queue;     /* (owned) nodes around which something changed */
  guint             n_queued;
  gboolean         *is_queued; /* (owned) by node */
  guint            *kept;      /* (owned): the order to go back to */
  double            length;
} Tour;

static inline double
get_way (const Tour *tour,
         guint       from,
         guint       to)
{
  return hw_round_net_get_travel (tour->net, from, to);
}

static inline double
get_turned (const Tour *tour,
            guint       from,
            guint       until)
{
  return tour->turned[until] - tour->turned[from];
}

/* -- what changed -- */

static void
enqueue (Tour *tour,
         guint node)
{
  if (tour->is_queued[node])
    return;
  tour->is_queued[node] = TRUE;
  tour->queue[tour->n_queued++] = node;
}

/* After the places from @from to @until have other nodes. */
static void
note_places (Tour *tour,
             guint from,
             guint until)
{
  for (guint i = from; i <= until; i++)
    tour->places[tour->order[i]] = i;
  for (guint i = MAX (from, 1); i < tour->m && !tour->is_symmetric; i++)
    tour->turned[i] = tour->turned[i - 1] + get_way (tour, tour->order[i], tour->order[i - 1]) - get_way (tour, tour->order[i - 1], tour->order[i]);
}

static void
enqueue_ends (Tour *tour,
              guint from,
              guint until)
{
  enqueue (tour, tour->order[from - 1]);
  enqueue (tour, tour->order[from]);
  enqueue (tour, tour->order[until]);
  enqueue (tour, tour->order[until + 1]);
}

static void
reverse (guint *nodes,
         guint  n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      guint node = nodes[i];

      nodes[i] = nodes[n - 1 - i];
      nodes[n - 1 - i] = node;
    }
}

/* -- parts turned about -- */

static gboolean
try_turn (Tour *tour,
          guint from,
          guint until)
{
  const guint *order = tour->order;
  double change;

  if (from == 0 || until + 1 >= tour->m || from >= until)
    return FALSE;
  change = get_way (tour, order[from - 1], order[until]) + get_way (tour, order[from], order[until + 1])
           - get_way (tour, order[from - 1], order[from]) - get_way (tour, order[until], order[until + 1]) + get_turned (tour, from, until);
  if (change > -HW_ROUND_TOLERANCE_S)
    return FALSE;
  reverse (tour->order + from, until - from + 1);
  note_places (tour, from, until);
  enqueue_ends (tour, from, until);
  tour->length += change;
  return TRUE;
}

static gboolean
turn_after (Tour *tour,
            guint node)
{
  guint place = tour->places[node];

  for (guint i = 0; i < tour->n_near && place + 1 < tour->m; i++)
    {
      const Near *near = &tour->near[node * tour->n_near + i];
      guint other = tour->places[near->node];

      if (near->way >= get_way (tour, node, tour->order[place + 1]))
        break;
      if (try_turn (tour, MIN (place, other) + 1, MAX (place, other)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
turn_before (Tour *tour,
             guint node)
{
  guint place = tour->places[node];

  for (guint i = 0; i < tour->n_near && place > 0; i++)
    {
      const Near *near = &tour->near[node * tour->n_near + i];
      guint other = tour->places[near->node];

      if (near->way >= get_way (tour, tour->order[place - 1], node))
        break;
      if (other > 0 && try_turn (tour, MIN (place, other), MAX (place, other) - 1))
        return TRUE;
    }
  return FALSE;
}

/* -- stops moved -- */

/* Takes those from @from to @until to between the places @to and @to + 1. */
static void
move (Tour     *tour,
      guint     from,
      guint     until,
      guint     to,
      gboolean  turned)
{
  guint n = until - from + 1, first = to > until ? to + 1 - n : to + 1;
  guint moved[MAX_MOVED];

  memcpy (moved, tour->order + from, n * sizeof *moved);
  if (turned)
    reverse (moved, n);
  enqueue_ends (tour, from, until);
  if (to > until)
    memmove (tour->order + from, tour->order + until + 1, (to - until) * sizeof *moved);
  else
    memmove (tour->order + first + n, tour->order + first, (from - first) * sizeof *moved);
  memcpy (tour->order + first, moved, n * sizeof *moved);
  note_places (tour, MIN (from, first), MAX (until, to));
  enqueue_ends (tour, first, first + n - 1);
}

static gboolean
try_move (Tour     *tour,
          guint     from,
          guint     until,
          guint     to,
          gboolean  turned,
          double    gain)
{
  const guint *order = tour->order;
  guint first = order[turned ? until : from], last = order[turned ? from : until];
  double change;

  if (to + 1 >= tour->m || (to + 1 >= from && to <= until))
    return FALSE;
  change = get_way (tour, order[to], first) + get_way (tour, last, order[to + 1]) - get_way (tour, order[to], order[to + 1]) - gain
           + (turned ? get_turned (tour, from, until) : 0.0);
  if (change > -HW_ROUND_TOLERANCE_S)
    return FALSE;
  move (tour, from, until, to, turned);
  tour->length += change;
  return TRUE;
}

/* Moves the stops from @from to @until, of which @node is the first or the last, to where @node is beside a near one. */
static gboolean
move_beside (Tour *tour,
             guint node,
             guint from,
             guint until)
{
  const guint *order = tour->order;
  gboolean is_first = order[from] == node;
  double gain = get_way (tour, order[from - 1], order[from]) + get_way (tour, order[until], order[until + 1])
                - get_way (tour, order[from - 1], order[until + 1]);

  for (guint i = 0; i < tour->n_near; i++)
    {
      const Near *near = &tour->near[node * tour->n_near + i];
      guint other = tour->places[near->node];

      if (near->way >= gain)
        break;
      if (try_move (tour, from, until, other, !is_first, gain) || (other > 0 && try_move (tour, from, until, other - 1, is_first && from < until, gain)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
move_around (Tour *tour,
             guint node)
{
  guint place = tour->places[node];

  if (place == 0 || place + 1 >= tour->m)
    return FALSE;
  for (guint n = 0; n < MAX_MOVED; n++)
    {
      if (place + n + 1 < tour->m && move_beside (tour, node, place, place + n))
        return TRUE;
      if (n > 0 && place > n && move_beside (tour, node, place - n, place))
        return TRUE;
    }
  return FALSE;
}

static void
settle (Tour *tour)
{
  while (tour->n_queued > 0)
    {
      guint node = tour->queue[--tour->n_queued];

      tour->is_queued[node] = FALSE;
      while (turn_after (tour, node) || turn_before (tour, node) || move_around (tour, node))
        ;
    }
}

/* -- again and again -- */

static void
measure (Tour *tour)
{
  tour->length = 0.0;
  for (guint i = 0; i + 1 < tour->m; i++)
    tour->length += get_way (tour, tour->order[i], tour->order[i + 1]);
}

/* Two neighbouring parts change places. */
static void
disturb (Tour          *tour,
         HwRoundChance *chance)
{
  guint n = tour->m - 2;
  guint longest = MIN (MAX_PART, n / 2);
  guint a = 1 + hw_round_chance_below (chance, longest), b = 1 + hw_round_chance_below (chance, longest);
  guint from = 1 + hw_round_chance_below (chance, n + 1 - a - b), until = from + a + b - 1;
  guint *order = tour->order;

  tour->length -= get_way (tour, order[from - 1], order[from]) + get_way (tour, order[from + a - 1], order[from + a]) + get_way (tour, order[until], order[until + 1]);
  enqueue_ends (tour, from, from + a - 1);
  enqueue_ends (tour, from + a, until);
  reverse (order + from, a);
  reverse (order + from + a, b);
  reverse (order + from, a + b);
  note_places (tour, from, until);
  tour->length += get_way (tour, order[from - 1], order[from]) + get_way (tour, order[from + b - 1], order[from + b]) + get_way (tour, order[until], order[until + 1]);
}

static gboolean
change_again (Tour           *tour,
              HwRoundChance  *chance,
              GCancellable   *cancellable,
              GError        **error)
{
  guint n = tour->m - 2;
  guint n_changes = CLAMP (n * n / 4, LEAST_CHANGES, MOST_CHANGES);

  for (guint i = 0; i < n_changes; i++)
    {
      double before = tour->length;

      if (i % CHANGES_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      memcpy (tour->kept, tour->order, tour->m * sizeof *tour->kept);
      disturb (tour, chance);
      settle (tour);
      if (tour->length > before)
        {
          memcpy (tour->order, tour->kept, tour->m * sizeof *tour->kept);
          note_places (tour, 0, tour->m - 1);
          tour->length = before;
        }
    }
  return TRUE;
}

/* -- to begin with -- */

static int
compare_near (gconstpointer a,
              gconstpointer b)
{
  const Near *first = a, *second = b;

  if (first->way != second->way)
    return first->way < second->way ? -1 : 1;
  return (first->node > second->node) - (first->node < second->node);
}

static void
find_near (Tour *tour)
{
  g_autofree Near *all = g_new (Near, tour->m);

  tour->n_near = MIN (MAX_NEAR, tour->m - 1);
  tour->near = g_new (Near, (gsize) tour->net->size * tour->n_near);
  for (guint i = 0; i < tour->m; i++)
    {
      guint node = tour->order[i], n = 0;

      for (guint j = 0; j < tour->m; j++)
        if (j != i)
          all[n++] = (Near) { tour->order[j], MIN (get_way (tour, node, tour->order[j]), get_way (tour, tour->order[j], node)) };
      qsort (all, n, sizeof *all, compare_near);
      memcpy (tour->near + (gsize) node * tour->n_near, all, tour->n_near * sizeof *all);
    }
}

/* From each to the nearest that is left. */
static void
go_to_nearest (Tour *tour)
{
  for (guint i = 1; i + 2 < tour->m; i++)
    {
      guint nearest = i;

      for (guint j = i + 1; j + 1 < tour->m; j++)
        if (get_way (tour, tour->order[i - 1], tour->order[j]) < get_way (tour, tour->order[i - 1], tour->order[nearest]))
          nearest = j;
      reverse (tour->order + i, nearest - i + 1);
    }
}

static gboolean
is_symmetric (const HwRoundNet *net)
{
  for (guint from = 0; from < net->size; from++)
    for (guint to = 0; to < from; to++)
      if (hw_round_net_get_travel (net, from, to) != hw_round_net_get_travel (net, to, from))
        return FALSE;
  return TRUE;
}

static void
init_tour (Tour             *tour,
           const HwRoundNet *net,
           const guint      *stops,
           guint             n)
{
  *tour = (Tour) { .net = net, .m = n + 2, .is_symmetric = is_symmetric (net) };
  tour->order = g_new (guint, tour->m);
  tour->kept = g_new (guint, tour->m);
  tour->places = g_new0 (guint, net->size);
  tour->turned = g_new0 (double, tour->m);
  tour->queue = g_new (guint, net->size);
  tour->is_queued = g_new0 (gboolean, net->size);
  tour->order[0] = hw_round_net_get_start (net);
  memcpy (tour->order + 1, stops, n * sizeof *stops);
  tour->order[n + 1] = hw_round_net_get_end (net);
  find_near (tour);
}

static void
clear_tour (Tour *tour)
{
  g_free (tour->order);
  g_free (tour->kept);
  g_free (tour->places);
  g_free (tour->turned);
  g_free (tour->queue);
  g_free (tour->is_queued);
  g_free (tour->near);
}

/* Puts the nodes @stops into an order that is short, whatever their windows. FALSE when cancelled. */
gboolean
hw_round_shorten (const HwRoundNet  *net,
                  guint             *stops,
                  guint              n,
                  HwRoundChance     *chance,
                  GCancellable      *cancellable,
                  GError           **error)
{
  Tour tour;
  gboolean done;

  if (n < 2)
    return TRUE;
  init_tour (&tour, net, stops, n);
  go_to_nearest (&tour);
  note_places (&tour, 0, tour.m - 1);
  measure (&tour);
  for (guint i = 0; i < tour.m; i++)
    enqueue (&tour, tour.order[i]);
  settle (&tour);
  done = change_again (&tour, chance, cancellable, error);
  memcpy (stops, tour.order + 1, n * sizeof *stops);
  clear_tour (&tour);
  return done;
}
