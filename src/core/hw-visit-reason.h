/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwVisitReasonKind:
 * @HW_VISIT_FRESH_REPORT: somebody was seen there lately
 * @HW_VISIT_HOT_SPOT: many reports and contacts come together there
 * @HW_VISIT_REVISIT_DUE: the team was not there for some days
 * @HW_VISIT_PROMISE: the team said that it would come
 * @HW_VISIT_BED_DOWN_TIME: it is the hour at which people lie down there
 * @HW_VISIT_CALLER_WAITS: who called waits for an answer
 * @HW_VISIT_DANGER: health, cold or violence was told of
 * @HW_VISIT_CLOSED_SITE: the place is closed; or, where @count is above 0, so many people of a place that is closed were met here
 * @HW_VISIT_SEVERE_WEATHER: it is too cold or too hot to be out
 *
 * Why a team goes somewhere.
 */
typedef enum
{
  HW_VISIT_FRESH_REPORT, HW_VISIT_HOT_SPOT, HW_VISIT_REVISIT_DUE, HW_VISIT_PROMISE, HW_VISIT_BED_DOWN_TIME,
  HW_VISIT_CALLER_WAITS, HW_VISIT_DANGER, HW_VISIT_CLOSED_SITE, HW_VISIT_SEVERE_WEATHER,
  HW_N_VISIT_REASONS
} HwVisitReasonKind;

/**
 * HwVisitReason:
 * @kind: why
 * @points: what it adds to the priority of the stop
 * @at: µs UTC: of what was seen, promised or last visited; 0 where there is no such time
 * @count: rank of the hot-spot, people, or days left, by the kind
 * @trend: of a hot-spot: -1 fewer, 0 as before, 1 more
 *
 * One reason to go somewhere. It never says what language is spoken there.
 */
typedef struct
{
  HwVisitReasonKind kind;
  guint             points;
  gint64            at;
  guint             count;
  int               trend;
} HwVisitReason;

const char *hw_visit_reason_kind_to_string   (HwVisitReasonKind    kind);
gboolean    hw_visit_reason_kind_from_string (const char          *name,
                                              HwVisitReasonKind   *kind);
char       *hw_visit_reason_dup_words        (const HwVisitReason *reason,
                                              gint64               now,
                                              GTimeZone           *zone);

G_END_DECLS
