/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/hw-figure.h"
#include "hw-bed.h"
#include "hw-case.h"
#include "hw-outcomes.h"
#include "hw-report.h"

G_BEGIN_DECLS

/* What figures are counted from: read once, in columns, without a word about anybody. */

/**
 * HwReportFact:
 * @row: in its table
 * @received_at: µs UTC
 * @answered_at: µs UTC; 0: not yet
 * @channel: a #HwChannel
 * @outcome: a #HwOutcomeGroup; %HW_N_OUTCOME_GROUPS: none yet
 * @wants_answer: its caller wants to hear what came of it
 */
typedef struct
{
  gint64  row;
  gint64  received_at;
  gint64  answered_at;
  guint8  channel;
  guint8  outcome;
  guint8  wants_answer;
} HwReportFact;

#define HW_NOBODY_KNOWN G_MAXUINT

/**
 * HwContactFact:
 * @row: in its table
 * @met_at: µs UTC
 * @person: which of the persons; %HW_NOBODY_KNOWN: somebody nobody knows
 * @people: how many, at least 1
 * @bedded_down: seen sleeping rough
 */
typedef struct
{
  gint64   row;
  gint64   met_at;
  guint    person;
  guint    people;
  gboolean bedded_down;
} HwContactFact;

/**
 * HwShiftFact:
 * @id: of a shift that is finished
 * @started_at: µs UTC
 * @people_minutes: at stops where somebody was met
 * @paper_minutes: as said in the debrief
 */
typedef struct
{
  HwId   id;
  gint64 started_at;
  guint  people_minutes;
  guint  paper_minutes;
} HwShiftFact;

#define HW_NIGHT_LENGTH 11

/**
 * HwBedFact:
 * @id: of an offer
 * @night: its evening, ISO 8601
 * @kind: where it was
 * @state: what came of it
 */
typedef struct
{
  HwId       id;
  char       night[HW_NIGHT_LENGTH];
  HwBedKind  kind;
  HwBedState state;
} HwBedFact;

/**
 * HwFigureFacts:
 * @reports: (element-type HwReportFact): those that count, received within @reports_in
 * @contacts: (element-type HwContactFact): all, oldest first
 * @persons: (element-type HwId): one for all that are linked as the same
 * @cases: (element-type HwCase): all
 * @shifts: (element-type HwShiftFact): finished ones
 * @beds: (element-type HwBedFact): offered for a night of @reports_in or one beside it
 * @reports_in: which reports were read
 */
typedef struct
{
  GArray    *reports;    /* (owned) */
  GArray    *contacts;   /* (owned) */
  GArray    *persons;    /* (owned) */
  GPtrArray *cases;      /* (owned) */
  GArray    *shifts;     /* (owned) */
  GArray    *beds;       /* (owned) */
  HwPeriod   reports_in;
} HwFigureFacts;

HwFigureFacts *hw_figure_facts_new        (void);
void           hw_figure_facts_free       (HwFigureFacts *self);
void           hw_figure_facts_sort       (HwFigureFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFigureFacts, hw_figure_facts_free)

G_END_DECLS
