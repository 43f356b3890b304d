/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "hw-round.h"

G_BEGIN_DECLS

/* What the parts of the planner share; nobody else includes it. The start and the
 * end are nodes like the stops: the start opens and closes at 0, the end closes
 * when the shift is over. */

/* A way that nobody can go takes so long that no shift holds it. */
#define HW_ROUND_NO_WAY_S 1e9

/**
 * HwRoundNode:
 *
 * A place: its window, what is done there and what that is worth.
 */
typedef struct
{
  double   opens_s;
  double   closes_s;
  double   visit_s;
  double   priority;
  gboolean is_pinned;
} HwRoundNode;

/**
 * HwRoundNet:
 * @nodes: (owned) (array length=size): the stops that may be visited, then the start, then the end
 * @travel: (owned): seconds, @size × @size
 * @n: how many of the nodes are stops
 * @size: @n + 2
 * @stops: (owned) (array length=n): which stop of the problem each is
 * @has_windows: whether some visit cannot begin at any time of the shift
 *
 * A problem without what was left out, and with every number in bounds.
 */
typedef struct
{
  HwRoundNode *nodes;
  double      *travel;
  guint        n;
  guint        size;
  guint       *stops;
  gboolean     has_windows;
} HwRoundNet;

/**
 * HwRoundSpan:
 * @duration: from the first visit's begin to the last one's end, waits included, were it begun between @earliest and @latest
 * @warp: by how much visits in it are late, the clock being turned back at each
 * @earliest: begun earlier, it ends no earlier
 * @latest: begun later, more is late
 * @travel: on the way
 *
 * Some visits in a row. Two of them are joined in constant time, so that a change
 * of a round is judged without walking along it: T. Vidal, T. G. Crainic,
 * M. Gendreau, C. Prins, "A hybrid genetic algorithm with adaptive diversity
 * management for a large class of vehicle routing problems with time-windows",
 * Computers & Operations Research 40, 2013, section 4.3.
 */
typedef struct
{
  double duration;
  double warp;
  double earliest;
  double latest;
  double travel;
} HwRoundSpan;

/**
 * HwRoundCost:
 *
 * What a round is judged by: what is late, then what it is worth, then when it
 * ends, then how much of it is on the way.
 */
typedef struct
{
  double late;
  double priority;
  double ends;
  double travel;
} HwRoundCost;

/**
 * HwRoundPath:
 * @net: the problem
 * @m: how many nodes it has, the start and the end with them
 * @nodes: (owned): the nodes in their order
 * @places: (owned): where each node is in the order; 0 for one that is not: the start has no other place
 * @before: (owned): the span from the start up to each place
 * @after: (owned): the span from each place to the end
 * @cost: of all of it
 *
 * A round that is worked at.
 */
typedef struct
{
  const HwRoundNet *net;
  guint             m;
  guint            *nodes;
  guint            *places;
  HwRoundSpan      *before;
  HwRoundSpan      *after;
  HwRoundCost       cost;
} HwRoundPath;

static inline double
hw_round_net_get_travel (const HwRoundNet *net,
                         guint             from,
                         guint             to)
{
  return net->travel[(gsize) from * net->size + to];
}

static inline guint
hw_round_net_get_start (const HwRoundNet *net)
{
  return net->n;
}

static inline guint
hw_round_net_get_end (const HwRoundNet *net)
{
  return net->n + 1;
}

static inline HwRoundSpan
hw_round_span_of (const HwRoundNet *net,
                  guint             node)
{
  const HwRoundNode *at = &net->nodes[node];

  return (HwRoundSpan) { at->visit_s, 0.0, at->opens_s, at->closes_s, 0.0 };
}

static inline HwRoundSpan
hw_round_span_join (const HwRoundSpan *a,
                    const HwRoundSpan *b,
                    double             travel)
{
  double shift = a->duration - a->warp + travel;
  double wait = MAX (b->earliest - shift - a->latest, 0.0);
  double warp = MAX (a->earliest + shift - b->latest, 0.0);

  return (HwRoundSpan) {
    a->duration + b->duration + travel + wait,
    a->warp + b->warp + warp,
    MAX (b->earliest - shift, a->earliest) - wait,
    MIN (b->latest - shift, a->latest) + warp,
    a->travel + b->travel + travel,
  };
}

/* The cost of a span that reaches from the start, which is at 0, to the end. */
static inline HwRoundCost
hw_round_span_get_cost (const HwRoundSpan *span,
                        double             priority)
{
  return (HwRoundCost) { span->warp > HW_ROUND_TOLERANCE_S ? span->warp : 0.0, priority, span->duration - span->warp, span->travel };
}

static inline gboolean
hw_round_cost_is_better (const HwRoundCost *cost,
                         const HwRoundCost *than)
{
  if (fabs (cost->late - than->late) > HW_ROUND_TOLERANCE_S)
    return cost->late < than->late;
  if (fabs (cost->priority - than->priority) > 1e-9 * MAX (1.0, than->priority))
    return cost->priority > than->priority;
  if (fabs (cost->ends - than->ends) > HW_ROUND_TOLERANCE_S)
    return cost->ends < than->ends;
  return cost->travel < than->travel - HW_ROUND_TOLERANCE_S;
}

/* Numbers by chance that are the same on every machine: G. Marsaglia, "Xorshift RNGs", 2003, with a multiplication. */
typedef struct { guint64 state; } HwRoundChance;

static inline HwRoundChance
hw_round_chance_new (guint32 seed)
{
  return (HwRoundChance) { ((guint64) seed + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) };
}

static inline guint
hw_round_chance_below (HwRoundChance *chance,
                       guint          n)
{
  chance->state ^= chance->state >> 12;
  chance->state ^= chance->state << 25;
  chance->state ^= chance->state >> 27;
  return (guint) ((((chance->state * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d)) >> 32) * n) >> 32);
}

HwRoundNet  *hw_round_net_new             (const HwRoundProblem *problem,
                                           const guint          *only,
                                           guint                 n_only);
void         hw_round_net_free            (HwRoundNet           *net);
gboolean     hw_round_net_has_choice      (const HwRoundNet     *net);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRoundNet, hw_round_net_free)

HwRoundPath *hw_round_path_new            (const HwRoundNet     *net);
HwRoundPath *hw_round_path_copy           (const HwRoundPath    *path);
void         hw_round_path_free           (HwRoundPath          *path);
void         hw_round_path_assign         (HwRoundPath          *path,
                                           const HwRoundPath    *other);
void         hw_round_path_set            (HwRoundPath          *path,
                                           const guint          *stops,
                                           guint                 n);
void         hw_round_path_refresh        (HwRoundPath          *path);
void         hw_round_path_insert         (HwRoundPath          *path,
                                           guint                 node,
                                           guint                 place);
void         hw_round_path_remove         (HwRoundPath          *path,
                                           guint                 place);
HwRoundCost  hw_round_path_try_insert     (const HwRoundPath    *path,
                                           guint                 node,
                                           guint                 place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRoundPath, hw_round_path_free)

gboolean     hw_round_exact               (HwRoundPath          *path,
                                           GCancellable         *cancellable,
                                           GError              **error);
gboolean     hw_round_descend             (HwRoundPath          *path,
                                           gboolean              may_choose,
                                           GCancellable         *cancellable,
                                           GError              **error);
gboolean     hw_round_shorten             (const HwRoundNet     *net,
                                           guint                *stops,
                                           guint                 n,
                                           HwRoundChance        *chance,
                                           GCancellable         *cancellable,
                                           GError              **error);
gboolean     hw_round_search              (HwRoundPath          *path,
                                           HwRoundChance        *chance,
                                           GCancellable         *cancellable,
                                           GError              **error);

G_END_DECLS
