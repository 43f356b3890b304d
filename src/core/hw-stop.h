/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"
#include "hw-point.h"
#include "hw-visit-reason.h"

G_BEGIN_DECLS

typedef enum { HW_STOP_SITE, HW_STOP_HOT_SPOT, HW_STOP_REPORT, HW_STOP_PLACE, HW_N_STOP_KINDS } HwStopKind;

/* Whether the team can talk with the people expected there; which language it is, a stop never says. */
typedef enum { HW_TALK_NOT_ASKED, HW_TALK_YES, HW_TALK_NO, HW_TALK_INTERPRETER_BOOKED, HW_N_TALKS } HwTalk;

#define HW_STOP_MAX_VISIT_MINUTES 480u
#define HW_STOP_MAX_REASONS       32u
#define HW_STOP_MAX_REPORTS       500u

/**
 * HwStop:
 * @id: nil until the store gives it one; kept from one plan to the next
 * @kind: what is there
 * @subject: the site, hot-spot or report; nil for a place
 * @point: where
 * @name: (owned) (nullable): what the team calls it
 * @place: (owned) (nullable): words: how to find it
 * @visit_minutes: how long the team stays
 * @arrives_at: as planned, µs UTC; 0: not planned yet
 * @leaves_at: as planned, µs UTC
 * @opens_at: a visit begins no earlier, µs UTC; 0: any time
 * @closes_at: a visit begins no later, µs UTC; 0: any time
 * @pinned: it must be in the round
 * @priority: points: the sum of what the reasons are worth
 * @reasons: (owned) (element-type HwVisitReason): why the team goes there
 * @talk: whether the team can talk with the people expected
 * @reports: (owned) (element-type HwId): reports that are looked for there
 *
 * One place on a round.
 */
typedef struct
{
  HwId        id;
  HwStopKind  kind;
  HwId        subject;
  HwPoint     point;
  char       *name;
  char       *place;
  guint       visit_minutes;
  gint64      arrives_at;
  gint64      leaves_at;
  gint64      opens_at;
  gint64      closes_at;
  gboolean    pinned;
  guint       priority;
  GArray     *reasons;
  HwTalk      talk;
  GArray     *reports;
} HwStop;

#define HW_TYPE_STOP (hw_stop_get_type ())
GType       hw_stop_get_type         (void);
HwStop     *hw_stop_new              (void);
HwStop     *hw_stop_copy             (const HwStop *stop);
void        hw_stop_free             (HwStop       *stop);
gboolean    hw_stop_equal            (const HwStop *stop,
                                      const HwStop *other);
gboolean    hw_stop_check            (const HwStop *stop,
                                      GError      **error);
const char *hw_stop_kind_to_string   (HwStopKind    kind);
gboolean    hw_stop_kind_from_string (const char   *name,
                                      HwStopKind   *kind);
const char *hw_stop_kind_get_words   (HwStopKind    kind);
const char *hw_talk_to_string        (HwTalk        talk);
gboolean    hw_talk_from_string      (const char   *name,
                                      HwTalk       *talk);
const char *hw_talk_get_words        (HwTalk        talk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwStop, hw_stop_free)

G_END_DECLS
