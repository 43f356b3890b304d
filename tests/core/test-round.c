/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-round-private.h"

/* Rounds against every other round: all of them where there are few stops, all that differ in one move, swap or exchange
 * where there are many. Numbers are by chance, of fixed seeds. */

#define MINUTES(n) (60.0 * (n))
#define HOURS(n)   (3600.0 * (n))

typedef struct
{
  HwRoundProblem  problem;
  HwRoundStop    *stops;     /* (owned) */
  double         *travel;    /* (owned) */
} Town;

static void
town_free (Town *town)
{
  g_free (town->stops);
  g_free (town->travel);
  g_free (town);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Town, town_free)

/* Stops in a square whose side takes an hour, without windows. */
static Town *
town_new (GRand    *rand,
          guint     n,
          double    length_s,
          gboolean  is_symmetric)
{
  Town *town = g_new0 (Town, 1);
  g_autofree double *x = g_new (double, n + 2);
  g_autofree double *y = g_new (double, n + 2);

  town->stops = g_new0 (HwRoundStop, n + 1);
  town->travel = g_new0 (double, (n + 2) * (n + 2));
  for (guint i = 0; i < n + 2; i++)
    {
      x[i] = g_rand_double_range (rand, 0.0, HOURS (1));
      y[i] = g_rand_double_range (rand, 0.0, HOURS (1));
    }
  for (guint i = 0; i < n + 2; i++)
    for (guint j = 0; j < n + 2; j++)
      town->travel[i * (n + 2) + j] = hypot (x[i] - x[j], y[i] - y[j]) * (is_symmetric ? 1.0 : g_rand_double_range (rand, 1.0, 1.5));
  for (guint i = 0; i < n; i++)
    town->stops[i] = (HwRoundStop) { .priority = g_rand_int_range (rand, 0, 40), .visit_s = MINUTES (g_rand_int_range (rand, 5, 21)), .closes_s = INFINITY };
  town->problem = (HwRoundProblem) { town->stops, n, town->travel, length_s };
  return town;
}

static void
add_windows (Town   *town,
             GRand  *rand,
             double  share,
             double  width_s)
{
  for (guint i = 0; i < town->problem.n_stops; i++)
    if (g_rand_double (rand) < share)
      {
        town->stops[i].opens_s = g_rand_double_range (rand, 0.0, 0.7 * town->problem.length_s);
        town->stops[i].closes_s = town->stops[i].opens_s + width_s;
      }
}

static HwRound *
propose (const HwRoundProblem *problem,
         guint32               seed)
{
  g_autoptr (GError) error = NULL;
  HwRound *round = hw_round_propose (problem, seed, NULL, &error);

  g_assert_no_error (error);
  return round;
}

/* Whether @round is better, in the order of what counts. */
static gboolean
is_better (const HwRound *round,
           const HwRound *than)
{
  if (round->is_feasible != than->is_feasible)
    return round->is_feasible;
  if (fabs (round->priority - than->priority) > 1e-6)
    return round->priority > than->priority;
  if (fabs (round->ends_s - than->ends_s) > 1e-5)
    return round->ends_s < than->ends_s;
  return round->travel_s < than->travel_s - 1e-5;
}

static void
assert_sound (const HwRoundProblem *problem,
              const HwRound        *round)
{
  g_autoptr (HwRound) again = hw_round_time (problem, round->order, round->n);
  g_autofree guint *times = g_new0 (guint, problem->n_stops + 1);

  for (guint i = 0; i < round->n; i++)
    {
      g_assert_cmpuint (round->order[i], <, problem->n_stops);
      g_assert_cmpuint (times[round->order[i]]++, ==, 0);
      g_assert_true (problem->stops[round->order[i]].pinned || !problem->stops[round->order[i]].left_out);
    }
  for (guint i = 0; i < problem->n_stops; i++)
    g_assert_true (!problem->stops[i].pinned || times[i] == 1);
  g_assert_cmpfloat_with_epsilon (round->ends_s, again->ends_s, 1e-9);
  g_assert_cmpint (round->is_feasible, ==, again->is_feasible);
}

/* -- the times of a round -- */

/* Start, two stops and end on a line, ten minutes from each to the next. */
static const double line_travel[] = {
  0, 600, 600, 1200,
  600, 0, 1200, 600,
  600, 1200, 0, 1800,
  1200, 600, 1800, 0,
};

static void
test_times (void)
{
  HwRoundStop stops[] = { { .priority = 2, .visit_s = 300, .closes_s = INFINITY }, { .priority = 5, .visit_s = 60, .opens_s = 3000, .closes_s = 3600 } };
  HwRoundProblem problem = { stops, 2, line_travel, 7200 };
  const guint order[] = { 0, 1 };
  g_autoptr (HwRound) round = hw_round_time (&problem, order, 2);
  g_autoptr (HwRound) late = NULL, copy = NULL, none = NULL;

  g_assert_true (round->is_feasible);
  g_assert_cmpfloat (round->arrives_s[0], ==, 600);
  g_assert_cmpfloat (round->arrives_s[1], ==, 3000);
  g_assert_cmpfloat (round->waits_s, ==, 3000 - (600 + 300 + 600));
  g_assert_cmpfloat (round->travel_s, ==, 600 + 600 + 600);
  g_assert_cmpfloat (round->ends_s, ==, 3000 + 60 + 600);
  g_assert_cmpfloat (round->priority, ==, 7);
  /* too late there, and too late at the end */
  stops[1].opens_s = 0;
  stops[1].closes_s = 1000;
  problem.length_s = 2000;
  late = hw_round_time (&problem, order, 2);
  g_assert_false (late->is_feasible);
  g_assert_cmpfloat (late->late_s, ==, 500 + 160);
  copy = hw_round_copy (late);
  g_assert_cmpmem (copy->order, 2 * sizeof *order, late->order, 2 * sizeof *order);
  /* nowhere */
  none = hw_round_time (&problem, NULL, 0);
  g_assert_true (none->is_feasible);
  g_assert_cmpfloat (none->ends_s, ==, 1800);
}

static void
test_no_way (void)
{
  HwRoundStop stops[] = { { .priority = 1, .closes_s = INFINITY }, { .priority = 50, .closes_s = INFINITY } };
  g_autofree double *travel = g_memdup2 (line_travel, sizeof line_travel);
  HwRoundProblem problem = { stops, 2, travel, INFINITY };
  const guint order[] = { 1 };
  g_autoptr (HwRound) round = NULL, proposed = NULL;

  travel[2 * 4 + 1] = NAN;
  travel[1 * 4 + 3] = INFINITY;
  travel[0 * 4 + 1] = -1.0;
  round = hw_round_time (&problem, order, 1);
  g_assert_false (round->is_feasible);
  proposed = propose (&problem, 1);
  g_assert_true (proposed->is_feasible);
  g_assert_cmpuint (proposed->n, ==, 1);
  g_assert_cmpuint (proposed->order[0], ==, 0);
}

/* -- few stops: against all rounds -- */

typedef struct
{
  const HwRoundProblem *problem;
  guint                 order[HW_ROUND_EXACT_STOPS];
  gboolean              used[HW_ROUND_EXACT_STOPS];
  double                nearest[HW_ROUND_EXACT_STOPS + 2];   /* the shortest way to each */
  double                priority, ends, travel;              /* of the best */
  gboolean              found;
} Every;

static double
get_travel (const HwRoundProblem *problem,
            guint                 from,
            guint                 to)
{
  return problem->travel_s[from * (problem->n_stops + 2) + to];
}

static void
end_here (Every  *every,
          guint   at,
          double  leaves,
          double  travel,
          double  priority)
{
  double way = get_travel (every->problem, at, every->problem->n_stops + 1);

  for (guint i = 0; i < every->problem->n_stops; i++)
    if (every->problem->stops[i].pinned && !every->used[i])
      return;
  if (leaves + way > every->problem->length_s + 1e-9)
    return;
  if (!every->found || priority > every->priority + 1e-9 ||
      (priority > every->priority - 1e-9 && (leaves + way < every->ends - 1e-7 || (leaves + way < every->ends + 1e-7 && travel + way < every->travel))))
    {
      every->priority = priority;
      every->ends = leaves + way;
      every->travel = travel + way;
      every->found = TRUE;
    }
}

/* Whether nothing that can still come is better: all that is left, each by the shortest way to it. */
static gboolean
is_hopeless (const Every *every,
             double       leaves,
             double       priority)
{
  double most = priority, least = leaves + every->nearest[every->problem->n_stops + 1];

  for (guint i = 0; i < every->problem->n_stops; i++)
    if (!every->used[i] && !every->problem->stops[i].left_out)
      {
        most += every->problem->stops[i].priority;
        least += every->problem->stops[i].priority > 0 ? every->nearest[i] + every->problem->stops[i].visit_s : 0.0;
      }
  return every->found && (most < every->priority - 1e-9 || (most < every->priority + 1e-9 && least > every->ends + 1e-6));
}

static void
try_all (Every  *every,
         guint   at,
         double  leaves,
         double  travel,
         double  priority)
{
  end_here (every, at, leaves, travel, priority);
  if (is_hopeless (every, leaves, priority))
    return;
  for (guint next = 0; next < every->problem->n_stops; next++)
    {
      const HwRoundStop *stop = &every->problem->stops[next];
      double begins = MAX (leaves + get_travel (every->problem, at, next), stop->opens_s);

      if (every->used[next] || (stop->left_out && !stop->pinned) || begins > stop->closes_s || begins > every->problem->length_s)
        continue;
      every->used[next] = TRUE;
      try_all (every, next, begins + stop->visit_s, travel + get_travel (every->problem, at, next), priority + stop->priority);
      every->used[next] = FALSE;
    }
}

static Every
find_best (const HwRoundProblem *problem)
{
  Every every = { .problem = problem };

  for (guint to = 0; to < problem->n_stops + 2; to++)
    {
      every.nearest[to] = INFINITY;
      for (guint from = 0; from < problem->n_stops + 1; from++)
        if (from != to)
          every.nearest[to] = MIN (every.nearest[to], get_travel (problem, from, to));
    }
  try_all (&every, problem->n_stops, 0.0, 0.0, 0.0);
  return every;
}

static void
test_exhaustive (void)
{
  guint n_impossible = 0, n_all = 0;

  for (guint instance = 0; instance < 50; instance++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (6000 + instance);
      guint n = 1 + instance % HW_ROUND_EXACT_STOPS;
      g_autoptr (Town) town = town_new (rand, n, HOURS (2.5 + instance % 4), instance % 3 != 0);
      g_autoptr (HwRound) round = NULL;
      Every every;

      if (instance % 5 != 0)
        add_windows (town, rand, 0.6, MINUTES (90));
      if (instance % 4 == 1)
        town->stops[g_rand_int_range (rand, 0, (gint32) n)].pinned = TRUE;
      if (instance % 4 == 2)
        town->stops[g_rand_int_range (rand, 0, (gint32) n)].left_out = TRUE;
      every = find_best (&town->problem);
      round = propose (&town->problem, instance);
      assert_sound (&town->problem, round);
      g_assert_cmpint (round->is_feasible, ==, every.found);
      n_impossible += !every.found;
      n_all += round->n == n;
      if (!every.found)
        continue;
      g_assert_cmpfloat_with_epsilon (round->priority, every.priority, 1e-6);
      g_assert_cmpfloat_with_epsilon (round->ends_s, every.ends, 1e-5);
      g_assert_cmpfloat_with_epsilon (round->travel_s, every.travel, 1e-5);
    }
  g_test_message ("%u cannot be done, %u hold all stops", n_impossible, n_all);
}

/* -- many stops: no single change is better -- */

typedef struct
{
  const HwRoundProblem *problem;
  const HwRound        *round;
  guint                *order;      /* (owned): room for one more */
  guint                 n_tried;
} Changes;

static void
try_order (Changes *changes,
           guint    n)
{
  g_autoptr (HwRound) other = hw_round_time (changes->problem, changes->order, n);

  changes->n_tried++;
  g_assert_false (is_better (other, changes->round));
}

static void
put (Changes *changes,
     guint    n,
     guint    place,
     guint    stop)
{
  memmove (changes->order + place + 1, changes->order + place, (n - place) * sizeof *changes->order);
  changes->order[place] = stop;
}

static void
take (Changes *changes,
      guint    n,
      guint    place)
{
  memmove (changes->order + place, changes->order + place + 1, (n - place - 1) * sizeof *changes->order);
}

static void
reset (Changes *changes)
{
  memcpy (changes->order, changes->round->order, changes->round->n * sizeof *changes->order);
}

static void
try_turn (Changes *changes,
          guint    from,
          guint    until)
{
  reset (changes);
  for (guint i = from; i <= until; i++)
    changes->order[i] = changes->round->order[from + until - i];
  try_order (changes, changes->round->n);
}

static void
try_moves (Changes *changes)
{
  guint n = changes->round->n;

  for (guint from = 0; from < n; from++)
    for (guint to = 0; to < n; to++)
      {
        guint stop = changes->round->order[from];

        reset (changes);
        take (changes, n, from);
        put (changes, n - 1, to, stop);
        try_order (changes, n);
        reset (changes);
        changes->order[from] = changes->round->order[to];
        changes->order[to] = stop;
        try_order (changes, n);
        if (to > from)
          try_turn (changes, from, to);
      }
}

static gboolean
is_in (const HwRound *round,
       guint          stop)
{
  for (guint i = 0; i < round->n; i++)
    if (round->order[i] == stop)
      return TRUE;
  return FALSE;
}

static void
try_taking_in (Changes *changes,
               guint    stop)
{
  guint n = changes->round->n;

  for (guint place = 0; place <= n; place++)
    {
      reset (changes);
      put (changes, n, place, stop);
      try_order (changes, n + 1);
    }
  for (guint out = 0; out < n; out++)
    for (guint place = 0; place < n && !changes->problem->stops[changes->round->order[out]].pinned; place++)
      {
        reset (changes);
        take (changes, n, out);
        put (changes, n - 1, place, stop);
        try_order (changes, n);
      }
}

static void
try_choices (Changes *changes)
{
  for (guint place = 0; place < changes->round->n; place++)
    if (!changes->problem->stops[changes->round->order[place]].pinned)
      {
        reset (changes);
        take (changes, changes->round->n, place);
        try_order (changes, changes->round->n - 1);
      }
  for (guint stop = 0; stop < changes->problem->n_stops; stop++)
    if (!is_in (changes->round, stop) && !changes->problem->stops[stop].left_out)
      try_taking_in (changes, stop);
}

static void
assert_no_change_is_better (const HwRoundProblem *problem,
                            const HwRound        *round)
{
  Changes changes = { .problem = problem, .round = round, .order = g_new (guint, problem->n_stops + 2) };

  try_moves (&changes);
  try_choices (&changes);
  g_test_message ("%u of %u stops visited, %u other rounds tried", round->n, problem->n_stops, changes.n_tried);
  g_free (changes.order);
}

static void
test_choice (void)
{
  for (guint instance = 0; instance < 4; instance++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (6100 + instance);
      g_autoptr (Town) town = town_new (rand, 100, HOURS (instance % 2 == 0 ? 6 : 12), instance < 2);
      g_autoptr (HwRound) round = NULL;

      if (instance != 3)
        add_windows (town, rand, 0.7, HOURS (2));
      town->stops[7].left_out = TRUE;
      round = propose (&town->problem, 1);
      assert_sound (&town->problem, round);
      g_assert_true (round->is_feasible);
      g_assert_cmpuint (round->n, >, 5);
      g_assert_cmpuint (round->n, <, 99);
      assert_no_change_is_better (&town->problem, round);
    }
}

/* The changes alone, from where they start: no search before them has found a good round. */
static void
test_descent (void)
{
  for (guint instance = 0; instance < 40; instance++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (6150 + instance);
      g_autoptr (Town) town = town_new (rand, 24, HOURS (instance % 2 == 0 ? 40 : 6), instance % 3 != 0);
      g_autoptr (HwRoundNet) net = NULL;
      g_autoptr (HwRoundPath) path = NULL;
      g_autoptr (HwRound) round = NULL;
      guint order[24];

      for (guint i = 0; i < 24; i++)
        {
          order[i] = i;
          town->stops[i].pinned = instance % 2 == 0;
        }
      if (instance % 4 > 1)
        add_windows (town, rand, 0.7, HOURS (instance % 2 == 0 ? 40 : 2));
      net = hw_round_net_new (&town->problem, NULL, 0);
      path = hw_round_path_new (net);
      if (instance % 2 == 0)
        hw_round_path_set (path, order, 24);
      g_assert_true (hw_round_descend (path, instance % 2 != 0, NULL, NULL));
      round = hw_round_time (&town->problem, path->nodes + 1, path->m - 2);
      assert_sound (&town->problem, round);
      g_assert_cmpint (round->is_feasible, ==, path->cost.late == 0.0);
      g_assert_cmpfloat_with_epsilon (round->ends_s, path->cost.ends, 1e-6);
      g_assert_cmpfloat_with_epsilon (round->travel_s, path->cost.travel, 1e-6);
      if (round->is_feasible)
        assert_no_change_is_better (&town->problem, round);
    }
}

/* Windows around the times of a round that goes through all, so that there is one. */
static void
test_all_with_windows (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6200);
  g_autoptr (Town) town = town_new (rand, 100, HOURS (200), TRUE);
  g_autofree guint *order = g_new (guint, 100);
  g_autoptr (HwRound) hidden = NULL, round = NULL;

  for (guint i = 0; i < 100; i++)
    order[i] = i;
  hidden = hw_round_time (&town->problem, order, 100);
  for (guint i = 0; i < 100; i++)
    {
      town->stops[i].pinned = TRUE;
      town->stops[i].opens_s = hidden->arrives_s[i] - g_rand_double_range (rand, 0.0, HOURS (2));
      town->stops[i].closes_s = hidden->arrives_s[i] + g_rand_double_range (rand, 0.0, HOURS (2));
    }
  town->problem.length_s = hidden->ends_s;
  round = propose (&town->problem, 1);
  assert_sound (&town->problem, round);
  g_assert_true (round->is_feasible);
  g_assert_cmpuint (round->n, ==, 100);
  g_assert_false (is_better (hidden, round));
  assert_no_change_is_better (&town->problem, round);
}

static void
test_all_without_windows (void)
{
  for (guint instance = 0; instance < 2; instance++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (6300 + instance);
      g_autoptr (Town) town = town_new (rand, 60, INFINITY, instance == 0);
      g_autoptr (HwRound) round = NULL;

      for (guint i = 0; i < 60; i++)
        town->stops[i].priority = 1 + i;
      round = propose (&town->problem, 1);
      assert_sound (&town->problem, round);
      g_assert_true (round->is_feasible);
      g_assert_cmpuint (round->n, ==, 60);
      g_assert_cmpfloat (round->waits_s, ==, 0.0);
      assert_no_change_is_better (&town->problem, round);
    }
}

/* -- what a coordinator asks for -- */

static void
test_pinned (void)
{
  for (guint n = 8; n <= 40; n += 32)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (6400);
      g_autoptr (Town) town = town_new (rand, n, HOURS (4), TRUE);
      g_autoptr (HwRound) free_round = NULL, pinned = NULL, late = NULL, far = NULL;
      guint worthless = 0;

      for (guint i = 0; i < n; i++)
        town->stops[i].priority = i == worthless ? 0.0 : 10.0;
      free_round = propose (&town->problem, 1);
      g_assert_false (is_in (free_round, worthless));
      town->stops[worthless].pinned = TRUE;
      town->stops[worthless].left_out = TRUE;
      pinned = propose (&town->problem, 1);
      g_assert_true (pinned->is_feasible);
      g_assert_true (is_in (pinned, worthless));
      assert_sound (&town->problem, pinned);
      /* it closes before anybody can be there: it stands there alone, and late */
      town->stops[worthless].closes_s = 1.0;
      late = propose (&town->problem, 1);
      g_assert_false (late->is_feasible);
      g_assert_cmpuint (late->n, ==, 1);
      g_assert_cmpfloat (late->late_s, >, 0.0);
      /* too many for the shift */
      for (guint i = 0; i < n; i++)
        town->stops[i] = (HwRoundStop) { .priority = 1, .visit_s = HOURS (1), .closes_s = INFINITY, .pinned = TRUE };
      far = propose (&town->problem, 1);
      g_assert_false (far->is_feasible);
      g_assert_cmpuint (far->n, ==, n);
      assert_sound (&town->problem, far);
    }
}

static void
test_reorder (void)
{
  for (guint n = 9; n <= 30; n += 21)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (6500);
      g_autoptr (Town) town = town_new (rand, 40, HOURS (100), FALSE);
      g_autofree guint *stops = g_new (guint, n);
      g_autoptr (HwRound) given = NULL, round = NULL, short_shift = NULL, none = NULL;
      g_autoptr (GError) error = NULL;

      add_windows (town, rand, 0.5, HOURS (90));
      for (guint i = 0; i < n; i++)
        stops[i] = 39 - i;
      town->stops[39].left_out = TRUE;
      given = hw_round_time (&town->problem, stops, n);
      round = hw_round_reorder (&town->problem, stops, n, 1, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (round->is_feasible);
      g_assert_cmpuint (round->n, ==, n);
      for (guint i = 0; i < n; i++)
        g_assert_true (is_in (round, stops[i]));
      g_assert_true (is_better (round, given));
      town->problem.length_s = HOURS (1);
      short_shift = hw_round_reorder (&town->problem, stops, n, 1, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (short_shift->is_feasible);
      g_assert_cmpuint (short_shift->n, ==, n);
      none = hw_round_reorder (&town->problem, NULL, 0, 1, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (none->n, ==, 0);
    }
}

static void
test_nothing (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6600);
  g_autoptr (Town) none = town_new (rand, 0, HOURS (4), TRUE);
  g_autoptr (Town) short_shift = town_new (rand, 30, MINUTES (1), TRUE);
  g_autoptr (HwRound) empty = propose (&none->problem, 1);
  g_autoptr (HwRound) at_home = propose (&short_shift->problem, 1);

  g_assert_cmpuint (empty->n, ==, 0);
  g_assert_cmpint (empty->is_feasible, ==, empty->ends_s <= HOURS (4));
  /* even the way from the start to the end takes longer */
  g_assert_cmpuint (at_home->n, ==, 0);
  g_assert_false (at_home->is_feasible);
}

static void
test_same (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6700);
  g_autoptr (Town) town = town_new (rand, 60, HOURS (8), FALSE);
  g_autoptr (HwRound) first = NULL, second = NULL;

  add_windows (town, rand, 0.5, HOURS (2));
  first = propose (&town->problem, 3);
  second = propose (&town->problem, 3);
  g_assert_cmpmem (first->order, first->n * sizeof *first->order, second->order, second->n * sizeof *second->order);
}

static void
test_cancelled (void)
{
  for (guint n = 6; n <= 60; n += 54)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (6800);
      g_autoptr (Town) town = town_new (rand, n, HOURS (8), FALSE);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      g_cancellable_cancel (cancellable);
      g_assert_null (hw_round_propose (&town->problem, 1, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/round/says-what-happens-when", test_times);
  g_test_add_func ("/round/goes-no-way-that-there-is-not", test_no_way);
  g_test_add_func ("/round/of-few-stops-is-better-than-all-others", test_exhaustive);
  g_test_add_func ("/round/is-changed-until-one-change-does-not-better-it", test_descent);
  g_test_add_func ("/round/of-many-stops-cannot-be-bettered-by-one-change", test_choice);
  g_test_add_func ("/round/through-all-stops-with-windows-cannot-be-bettered-by-one-change", test_all_with_windows);
  g_test_add_func ("/round/through-all-stops-cannot-be-bettered-by-one-change", test_all_without_windows);
  g_test_add_func ("/round/holds-what-is-pinned-or-says-that-it-does-not-fit", test_pinned);
  g_test_add_func ("/round/puts-the-stops-it-is-given-into-order", test_reorder);
  g_test_add_func ("/round/stays-at-home-where-nothing-fits", test_nothing);
  g_test_add_func ("/round/is-the-same-for-the-same-seed", test_same);
  g_test_add_func ("/round/can-be-cancelled", test_cancelled);
  return g_test_run ();
}
