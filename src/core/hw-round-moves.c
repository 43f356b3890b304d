/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-round-private.h"

/* Changes a round until no single change makes it better: to move up to three
 * stops in a row elsewhere, either way round; to swap two; to turn a part of the
 * round about; to take a stop in, to leave one out, or to take one in place of
 * another, wherever it fits best. Each is judged in constant time from what the
 * path knows about the stops before and after. */

#define MAX_MOVED 3u

/* Some places of the path in a row, or what would be there. */
typedef struct
{
  HwRoundSpan span;
  guint       first;
  guint       last;
} Piece;

typedef enum { MOVE_NONE, MOVE_ELSEWHERE, MOVE_SWAP, MOVE_TURN } MoveKind;

/* Of the places @from to @until: ELSEWHERE takes those to behind the place @to, which lies outside of them. */
typedef struct
{
  MoveKind    kind;
  guint       from, until, to;
  gboolean    turned;
  HwRoundCost cost;
} Move;

static inline Piece
get_piece (const HwRoundPath *path,
           guint              place)
{
  guint node = path->nodes[place];

  return (Piece) { hw_round_span_of (path->net, node), node, node };
}

static inline Piece
get_before (const HwRoundPath *path,
            guint              place)
{
  return (Piece) { path->before[place], path->nodes[0], path->nodes[place] };
}

static inline Piece
get_after (const HwRoundPath *path,
           guint              place)
{
  return (Piece) { path->after[place], path->nodes[place], path->nodes[path->m - 1] };
}

static inline Piece
join (const HwRoundPath *path,
      const Piece       *a,
      const Piece       *b)
{
  return (Piece) { hw_round_span_join (&a->span, &b->span, hw_round_net_get_travel (path->net, a->last, b->first)), a->first, b->last };
}

static inline void
consider (const HwRoundPath *path,
          Move              *best,
          const Piece       *whole,
          Move               move)
{
  move.cost = hw_round_span_get_cost (&whole->span, path->cost.priority);
  if (hw_round_cost_is_better (&move.cost, &best->cost))
    *best = move;
}

/* -- in another order -- */

/* What the places from @from to @until are, turned about or not. */
static Piece
get_moved (const HwRoundPath *path,
           guint              from,
           guint              until,
           gboolean           turned)
{
  Piece moved = get_piece (path, from);

  for (guint i = from + 1; i <= until; i++)
    {
      Piece here = get_piece (path, i);

      moved = turned ? join (path, &here, &moved) : join (path, &moved, &here);
    }
  return moved;
}

static void
find_elsewhere (const HwRoundPath *path,
                guint              from,
                guint              until,
                gboolean           turned,
                Move              *best)
{
  Piece moved = get_moved (path, from, until, turned);
  Piece before = get_before (path, from - 1);
  Piece after = get_after (path, until + 1);
  Piece between, whole;

  for (guint to = until + 1; to + 1 < path->m; to++)
    {
      Piece rest = get_after (path, to + 1);

      whole = get_piece (path, to);
      between = to == until + 1 ? whole : join (path, &between, &whole);
      whole = join (path, &before, &between);
      whole = join (path, &whole, &moved);
      whole = join (path, &whole, &rest);
      consider (path, best, &whole, (Move) { .kind = MOVE_ELSEWHERE, .from = from, .until = until, .to = to, .turned = turned });
    }
  for (guint to = from - 1; to-- > 0;)
    {
      Piece begin = get_before (path, to);

      whole = get_piece (path, to + 1);
      between = to == from - 2 ? whole : join (path, &whole, &between);
      whole = join (path, &begin, &moved);
      whole = join (path, &whole, &between);
      whole = join (path, &whole, &after);
      consider (path, best, &whole, (Move) { .kind = MOVE_ELSEWHERE, .from = from, .until = until, .to = to, .turned = turned });
    }
}

static void
find_swap (const HwRoundPath *path,
           guint              from,
           Move              *best)
{
  Piece before = get_before (path, from - 1);
  Piece first = get_piece (path, from);
  Piece between = first;

  for (guint until = from + 1; until + 1 < path->m; until++)
    {
      Piece here = get_piece (path, until);
      Piece after = get_after (path, until + 1);
      Piece whole = join (path, &before, &here);

      if (until > from + 1)
        whole = join (path, &whole, &between);
      whole = join (path, &whole, &first);
      whole = join (path, &whole, &after);
      consider (path, best, &whole, (Move) { .kind = MOVE_SWAP, .from = from, .until = until });
      between = until == from + 1 ? here : join (path, &between, &here);
    }
}

static void
find_turn (const HwRoundPath *path,
           guint              from,
           Move              *best)
{
  Piece before = get_before (path, from - 1);
  Piece turned = get_piece (path, from);

  for (guint until = from + 1; until + 1 < path->m; until++)
    {
      Piece here = get_piece (path, until);
      Piece after = get_after (path, until + 1);
      Piece whole;

      turned = join (path, &here, &turned);
      whole = join (path, &before, &turned);
      whole = join (path, &whole, &after);
      consider (path, best, &whole, (Move) { .kind = MOVE_TURN, .from = from, .until = until });
    }
}

static void
turn (guint *nodes,
      guint  n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      guint node = nodes[i];

      nodes[i] = nodes[n - 1 - i];
      nodes[n - 1 - i] = node;
    }
}

static void
move_elsewhere (HwRoundPath *path,
                const Move  *move)
{
  guint n = move->until - move->from + 1;
  guint moved[MAX_MOVED];

  memcpy (moved, path->nodes + move->from, n * sizeof *moved);
  if (move->turned)
    turn (moved, n);
  if (move->to > move->until)
    {
      memmove (path->nodes + move->from, path->nodes + move->until + 1, (move->to - move->until) * sizeof *moved);
      memcpy (path->nodes + move->to + 1 - n, moved, n * sizeof *moved);
    }
  else
    {
      memmove (path->nodes + move->to + 1 + n, path->nodes + move->to + 1, (move->from - move->to - 1) * sizeof *moved);
      memcpy (path->nodes + move->to + 1, moved, n * sizeof *moved);
    }
}

static void
apply (HwRoundPath *path,
       const Move  *move)
{
  guint node = path->nodes[move->from];

  if (move->kind == MOVE_ELSEWHERE)
    move_elsewhere (path, move);
  else if (move->kind == MOVE_TURN)
    turn (path->nodes + move->from, move->until - move->from + 1);
  else
    {
      path->nodes[move->from] = path->nodes[move->until];
      path->nodes[move->until] = node;
    }
  hw_round_path_refresh (path);
}

static gboolean
reorder_from (HwRoundPath *path,
              guint        from)
{
  Move best = { .cost = path->cost };

  for (guint until = from; until < from + MAX_MOVED && until + 1 < path->m; until++)
    {
      find_elsewhere (path, from, until, FALSE, &best);
      if (until > from)
        find_elsewhere (path, from, until, TRUE, &best);
    }
  find_swap (path, from, &best);
  find_turn (path, from, &best);
  if (best.kind != MOVE_NONE)
    apply (path, &best);
  return best.kind != MOVE_NONE;
}

static gboolean
reorder (HwRoundPath *path)
{
  gboolean changed = FALSE;

  for (guint from = 1; from + 1 < path->m; from++)
    changed = reorder_from (path, from) || changed;
  return changed;
}

/* -- other stops -- */

/* Finds where to take @node in so that the round is better than @best. */
static void
find_place (const HwRoundPath *path,
            guint              node,
            HwRoundCost       *best,
            guint             *best_node,
            guint             *best_place)
{
  for (guint place = 1; place < path->m; place++)
    {
      HwRoundCost cost = hw_round_path_try_insert (path, node, place);

      if (hw_round_cost_is_better (&cost, best))
        {
          *best = cost;
          *best_node = node;
          *best_place = place;
        }
    }
}

/* Those that are not in @path and worth @priority or more. @place 0 where none betters @best. */
static void
find_taken_in (const HwRoundPath *path,
               double             priority,
               guint              except,
               HwRoundCost       *best,
               guint             *best_node,
               guint             *best_place)
{
  for (guint node = 0; node < path->net->n; node++)
    if (path->places[node] == 0 && node != except && path->net->nodes[node].priority >= priority)
      find_place (path, node, best, best_node, best_place);
}

static gboolean
take_in (HwRoundPath *path)
{
  gboolean changed = FALSE;

  for (;;)
    {
      HwRoundCost best = path->cost;
      guint node = 0, place = 0;

      find_taken_in (path, 0.0, path->net->size, &best, &node, &place);
      if (place == 0)
        return changed;
      hw_round_path_insert (path, node, place);
      changed = TRUE;
    }
}

/* Leaves the stop at @place out, and takes another in where that betters the round. */
static gboolean
exchange_at (HwRoundPath *path,
             HwRoundPath *scratch,
             guint        place)
{
  guint left_out = path->nodes[place], node = 0, best_place = 0;
  HwRoundCost best = path->cost;
  gboolean is_shorter;

  hw_round_path_assign (scratch, path);
  hw_round_path_remove (scratch, place);
  is_shorter = hw_round_cost_is_better (&scratch->cost, &best);
  if (is_shorter)
    best = scratch->cost;
  find_taken_in (scratch, is_shorter ? 0.0 : path->net->nodes[left_out].priority, left_out, &best, &node, &best_place);
  if (best_place > 0)
    hw_round_path_insert (scratch, node, best_place);
  if (best_place > 0 || is_shorter)
    hw_round_path_assign (path, scratch);
  return best_place > 0 || is_shorter;
}

static gboolean
exchange (HwRoundPath *path,
          HwRoundPath *scratch)
{
  gboolean changed = FALSE;

  for (guint place = 1; place + 1 < path->m; place++)
    if (!path->net->nodes[path->nodes[place]].is_pinned && exchange_at (path, scratch, place))
      changed = TRUE;
  return changed;
}

/* Makes @path better until no single change does. (may_choose): with other stops too. FALSE when cancelled. */
gboolean
hw_round_descend (HwRoundPath   *path,
                  gboolean       may_choose,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (HwRoundPath) scratch = hw_round_path_new (path->net);

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (reorder (path))
        continue;
      if (!may_choose || (!take_in (path) && !exchange (path, scratch)))
        return TRUE;
    }
}
