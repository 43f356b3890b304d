/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-round-private.h"

/* Rounds with time windows, as the planner works at them: a net without what was
 * left out, and a path through it that knows at every place what comes before and
 * after, so that a change is judged without walking along it. */

/* -- the net -- */

static double
bound_travel (double travel)
{
  return isfinite (travel) && travel >= 0.0 && travel < HW_ROUND_NO_WAY_S ? travel : HW_ROUND_NO_WAY_S;
}

static void
fill_travel (HwRoundNet           *net,
             const HwRoundProblem *problem)
{
  guint size = problem->n_stops + 2;

  net->travel = g_new (double, (gsize) net->size * net->size);
  for (guint from = 0; from < net->size; from++)
    for (guint to = 0; to < net->size; to++)
      {
        gsize row = from < net->n ? net->stops[from] : problem->n_stops + from - net->n;
        gsize column = to < net->n ? net->stops[to] : problem->n_stops + to - net->n;

        net->travel[(gsize) from * net->size + to] = bound_travel (problem->travel_s[row * size + column]);
      }
}

static void
fill_nodes (HwRoundNet           *net,
            const HwRoundProblem *problem,
            gboolean              all_pinned)
{
  /* an endless shift too cannot go a way that there is not */
  double length = MIN (problem->length_s, HW_ROUND_NO_WAY_S / 2.0);

  net->nodes = g_new0 (HwRoundNode, net->size);
  for (guint i = 0; i < net->n; i++)
    {
      const HwRoundStop *stop = &problem->stops[net->stops[i]];

      net->nodes[i] = (HwRoundNode) { MAX (stop->opens_s, 0.0), stop->closes_s, MAX (stop->visit_s, 0.0), MAX (stop->priority, 0.0), all_pinned || stop->pinned };
      net->has_windows = net->has_windows || stop->opens_s > 0.0 || stop->closes_s < length;
    }
  net->nodes[hw_round_net_get_end (net)].closes_s = length;
}

/* (only) (nullable): exactly these are visited; otherwise there is a choice. */
HwRoundNet *
hw_round_net_new (const HwRoundProblem *problem,
                  const guint          *only,
                  guint                 n_only)
{
  HwRoundNet *net = g_new0 (HwRoundNet, 1);

  net->stops = g_new (guint, MAX (problem->n_stops, n_only) + 1);
  for (guint i = 0; only != NULL && i < n_only; i++)
    net->stops[net->n++] = only[i];
  for (guint i = 0; only == NULL && i < problem->n_stops; i++)
    if (problem->stops[i].pinned || !problem->stops[i].left_out)
      net->stops[net->n++] = i;
  net->size = net->n + 2;
  fill_travel (net, problem);
  fill_nodes (net, problem, only != NULL);
  return net;
}

void
hw_round_net_free (HwRoundNet *net)
{
  g_free (net->nodes);
  g_free (net->travel);
  g_free (net->stops);
  g_free (net);
}

/* Whether any stop may be left out. */
gboolean
hw_round_net_has_choice (const HwRoundNet *net)
{
  for (guint i = 0; i < net->n; i++)
    if (!net->nodes[i].is_pinned)
      return TRUE;
  return FALSE;
}

/* -- the path -- */

/* (transfer full): from the start to the end, without stops. */
HwRoundPath *
hw_round_path_new (const HwRoundNet *net)
{
  HwRoundPath *path = g_new0 (HwRoundPath, 1);

  path->net = net;
  path->nodes = g_new0 (guint, net->size);
  path->places = g_new0 (guint, net->size);
  path->before = g_new0 (HwRoundSpan, net->size);
  path->after = g_new0 (HwRoundSpan, net->size);
  hw_round_path_set (path, NULL, 0);
  return path;
}

HwRoundPath *
hw_round_path_copy (const HwRoundPath *path)
{
  HwRoundPath *copy = hw_round_path_new (path->net);

  hw_round_path_assign (copy, path);
  return copy;
}

void
hw_round_path_free (HwRoundPath *path)
{
  g_free (path->nodes);
  g_free (path->places);
  g_free (path->before);
  g_free (path->after);
  g_free (path);
}

/* Both are of the same net. */
void
hw_round_path_assign (HwRoundPath       *path,
                      const HwRoundPath *other)
{
  memcpy (path->nodes, other->nodes, other->m * sizeof *path->nodes);
  memcpy (path->places, other->places, path->net->size * sizeof *path->places);
  memcpy (path->before, other->before, other->m * sizeof *path->before);
  memcpy (path->after, other->after, other->m * sizeof *path->after);
  path->m = other->m;
  path->cost = other->cost;
}

void
hw_round_path_set (HwRoundPath *path,
                   const guint *stops,
                   guint        n)
{
  path->m = n + 2;
  path->nodes[0] = hw_round_net_get_start (path->net);
  path->nodes[n + 1] = hw_round_net_get_end (path->net);
  for (guint i = 0; i < n; i++)
    path->nodes[i + 1] = stops[i];
  hw_round_path_refresh (path);
}

/* After the order was changed. */
void
hw_round_path_refresh (HwRoundPath *path)
{
  const HwRoundNet *net = path->net;
  double priority = 0.0;

  memset (path->places, 0, net->size * sizeof *path->places);
  path->before[0] = hw_round_span_of (net, path->nodes[0]);
  for (guint i = 1; i < path->m; i++)
    {
      HwRoundSpan here = hw_round_span_of (net, path->nodes[i]);

      path->places[path->nodes[i]] = i;
      path->before[i] = hw_round_span_join (&path->before[i - 1], &here, hw_round_net_get_travel (net, path->nodes[i - 1], path->nodes[i]));
      priority += net->nodes[path->nodes[i]].priority;
    }
  path->after[path->m - 1] = hw_round_span_of (net, path->nodes[path->m - 1]);
  for (guint i = path->m - 1; i-- > 0;)
    {
      HwRoundSpan here = hw_round_span_of (net, path->nodes[i]);

      path->after[i] = hw_round_span_join (&here, &path->after[i + 1], hw_round_net_get_travel (net, path->nodes[i], path->nodes[i + 1]));
    }
  path->cost = hw_round_span_get_cost (&path->before[path->m - 1], priority);
}

/* @place: which one it gets, 1 being after the start. */
void
hw_round_path_insert (HwRoundPath *path,
                      guint        node,
                      guint        place)
{
  memmove (path->nodes + place + 1, path->nodes + place, (path->m - place) * sizeof *path->nodes);
  path->nodes[place] = node;
  path->m++;
  hw_round_path_refresh (path);
}

void
hw_round_path_remove (HwRoundPath *path,
                      guint        place)
{
  memmove (path->nodes + place, path->nodes + place + 1, (path->m - place - 1) * sizeof *path->nodes);
  path->m--;
  hw_round_path_refresh (path);
}

/* What the round would cost with @node at @place. */
HwRoundCost
hw_round_path_try_insert (const HwRoundPath *path,
                          guint              node,
                          guint              place)
{
  HwRoundSpan here = hw_round_span_of (path->net, node);
  HwRoundSpan span = hw_round_span_join (&path->before[place - 1], &here, hw_round_net_get_travel (path->net, path->nodes[place - 1], node));

  span = hw_round_span_join (&span, &path->after[place], hw_round_net_get_travel (path->net, node, path->nodes[place]));
  return hw_round_span_get_cost (&span, path->cost.priority + path->net->nodes[node].priority);
}
