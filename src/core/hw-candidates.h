/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spots.h"
#include "hw-promise.h"
#include "hw-report.h"
#include "hw-shift.h"
#include "hw-site.h"

G_BEGIN_DECLS

#define HW_REVISIT_DAYS 3u   /* "on average every three days to a place" (DOMAIN.md) */

/**
 * HwCandidateSpot:
 * @hot_spot: a hot-spot
 * @name: what it is called
 * @last_visit: µs UTC, when the team was there last; 0 where it is not known
 *
 * A hot-spot with what the planner knows of it beside.
 */
typedef struct
{
  const HwHotSpot *hot_spot;
  const char      *name;
  gint64           last_visit;
} HwCandidateSpot;

/**
 * HwCandidateMove:
 * @site: a site that is closed
 * @point: where people who slept there were met since
 * @people: how many of them
 *
 * Where a closed site's people went.
 */
typedef struct
{
  const HwSite *site;
  HwPoint       point;
  guint         people;
} HwCandidateMove;

/**
 * HwCandidateSources:
 * @reports: (element-type HwReport): those that wait for something
 * @spots: (array length=n_spots): by rank
 * @n_spots: how many
 * @sites: (element-type HwSite): what the team watches by name
 * @promises: (element-type HwPromise): those that are open
 * @revisit_days: after so many days a site is due again; 0: %HW_REVISIT_DAYS
 * @moves: (nullable) (array length=n_moves): where the people of closed sites went, the most people first
 * @n_moves: how many
 * @shifts: (nullable) (element-type HwShift): those of other teams, with their rounds
 *
 * Where a round is made of. Nothing is owned.
 */
typedef struct
{
  GPtrArray             *reports;
  const HwCandidateSpot *spots;
  guint                  n_spots;
  GPtrArray             *sites;
  GPtrArray             *promises;
  guint                  revisit_days;
  const HwCandidateMove *moves;
  guint                  n_moves;
  GPtrArray             *shifts;
} HwCandidateSources;

/**
 * HwCandidate:
 * @stop: the stop that it would be, with its reasons; without an identity and a time
 * @last_visit: µs UTC; 0: never, or not known
 * @people: expected there
 * @closed: the site is closed: nobody is expected, and the round leaves it out
 * @other_team: (nullable): the team that goes there at the same time; the round leaves it out
 *
 * A place where the team may go.
 */
typedef struct
{
  HwStop   *stop;         /* (owned) */
  gint64    last_visit;
  guint     people;
  gboolean  closed;
  char     *other_team;   /* (owned) (nullable) */
} HwCandidate;

#define HW_TYPE_CANDIDATE (hw_candidate_get_type ())
GType        hw_candidate_get_type (void);
HwCandidate *hw_candidate_copy     (const HwCandidate        *candidate);
void         hw_candidate_free     (HwCandidate              *candidate);
GPtrArray   *hw_candidates_list    (const HwCandidateSources *sources,
                                    const HwShift            *shift,
                                    gint64                    now,
                                    GTimeZone                *zone);
guint        hw_candidates_count_nowhere (GPtrArray          *reports);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCandidate, hw_candidate_free)

G_END_DECLS
