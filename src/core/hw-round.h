/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Times that differ by less than this are the same, in seconds. */
#define HW_ROUND_TOLERANCE_S 1e-6

/* With so many stops or fewer to choose from, a proposal is the best there is. */
#define HW_ROUND_EXACT_STOPS 12u

/**
 * HwRoundStop:
 * @priority: what a visit is worth, 0 or more
 * @visit_s: how long it takes, in seconds
 * @opens_s: it begins no earlier, in seconds since the start of the shift; 0 or less: any time
 * @closes_s: it begins no later; %INFINITY: any time
 * @pinned: it must be in the round
 * @left_out: it must not be in the round; @pinned goes before
 *
 * A stop that a round may have.
 */
typedef struct
{
  double   priority;
  double   visit_s;
  double   opens_s;
  double   closes_s;
  gboolean pinned;
  gboolean left_out;
} HwRoundStop;

/**
 * HwRoundProblem:
 * @stops: (array length=n_stops): what there is to choose from
 * @n_stops: how many
 * @travel_s: seconds from each to each, (n_stops + 2) × (n_stops + 2), the row being where the way begins; n_stops is
 *   the start of the shift, n_stops + 1 its end. Need not be symmetric; what is not finite or below 0 cannot be gone
 * @length_s: how long the shift is
 *
 * What a shift could do.
 */
typedef struct
{
  const HwRoundStop *stops;
  guint              n_stops;
  const double      *travel_s;
  double             length_s;
} HwRoundProblem;

/**
 * HwRound:
 * @n: how many stops it has
 * @order: (owned) (array length=n): their numbers
 * @arrives_s: (owned) (array length=n): when each visit begins, in seconds since the start
 * @travel_s: on the way
 * @waits_s: waiting until visits may begin
 * @ends_s: when the team is at the end
 * @late_s: how much later than they may visits begin, and the shift ends, taken together
 * @priority: what the visits are worth
 * @is_feasible: whether it can be done so: nothing is late, and every way can be gone
 *
 * Which stops, in which order.
 */
typedef struct
{
  guint    n;
  guint   *order;
  double  *arrives_s;
  double   travel_s;
  double   waits_s;
  double   ends_s;
  double   late_s;
  double   priority;
  gboolean is_feasible;
} HwRound;

#define HW_TYPE_ROUND (hw_round_get_type ())
GType    hw_round_get_type (void);
HwRound *hw_round_copy     (const HwRound         *round);
void     hw_round_free     (HwRound               *round);
HwRound *hw_round_propose  (const HwRoundProblem  *problem,
                            guint32                seed,
                            GCancellable          *cancellable,
                            GError               **error);
HwRound *hw_round_time     (const HwRoundProblem  *problem,
                            const guint           *order,
                            guint                  n);
HwRound *hw_round_reorder  (const HwRoundProblem  *problem,
                            const guint           *stops,
                            guint                  n,
                            guint32                seed,
                            GCancellable          *cancellable,
                            GError               **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRound, hw_round_free)

G_END_DECLS
