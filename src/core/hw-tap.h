/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"
#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwTapKind:
 * @HW_TAP_ARRIVED: the team is there
 * @HW_TAP_LOOKED_FOR: it looked for the people
 * @HW_TAP_FOUND: and found them; the code says how they were found
 * @HW_TAP_NOT_FOUND: or not; the code says why
 * @HW_TAP_COULD_NOT_LOOK: it could not look; the code says why
 * @HW_TAP_BEDDED_DOWN: so many were bedded down
 * @HW_TAP_AWAKE: so many were awake and about
 * @HW_TAP_MET_PERSON: the subject, somebody known, was met
 * @HW_TAP_WORDS: what there is to say
 * @HW_TAP_GIVEN: so many of what the code names were given
 * @HW_TAP_BED_OFFERED: a bed was offered: the subject is the offer
 * @HW_TAP_WISH_HOME: somebody wants to go home
 * @HW_TAP_DANGER: there is danger
 * @HW_TAP_LEFT: the team has left
 *
 * What a worker in the street can tap.
 */
typedef enum
{
  HW_TAP_ARRIVED, HW_TAP_LOOKED_FOR, HW_TAP_FOUND, HW_TAP_NOT_FOUND, HW_TAP_COULD_NOT_LOOK, HW_TAP_BEDDED_DOWN, HW_TAP_AWAKE,
  HW_TAP_MET_PERSON, HW_TAP_WORDS, HW_TAP_GIVEN, HW_TAP_BED_OFFERED, HW_TAP_WISH_HOME, HW_TAP_DANGER, HW_TAP_LEFT,
  HW_N_TAP_KINDS
} HwTapKind;

/**
 * HwTap:
 * @id: nil until the store gives it one
 * @shift: the shift
 * @stop: the stop of it
 * @kind: what was tapped
 * @at: when, µs UTC
 * @point: where the worker stood, or %HW_POINT_UNKNOWN
 * @accuracy_m: how well that is known, metres; 0: not known
 * @count: how many
 * @subject: a person, an offer; nil for what has none
 * @code: (owned) (nullable): an outcome of DOMAIN.md's list, or what was given
 * @words: (owned) (nullable): what there is to say
 * @taken_back: it was a slip of the finger
 *
 * One thing that an outreach worker tapped in the field. A tap of the same
 * kind at the same stop takes the place of the one before; people met, things
 * given and beds offered are a set: each its own.
 */
typedef struct
{
  HwId       id;
  HwId       shift;
  HwId       stop;
  HwTapKind  kind;
  gint64     at;
  HwPoint    point;
  double     accuracy_m;
  guint      count;
  HwId       subject;
  char      *code;
  char      *words;
  gboolean   taken_back;
} HwTap;

#define HW_TAP_MAX_ACCURACY_M 1.0e6

#define HW_TYPE_TAP (hw_tap_get_type ())
GType       hw_tap_get_type         (void);
HwTap      *hw_tap_copy             (const HwTap *tap);
void        hw_tap_free             (HwTap       *tap);
gboolean    hw_tap_check            (const HwTap *tap,
                                     gint64       now,
                                     GError     **error);
gboolean    hw_tap_has_person       (const HwTap *tap);
const char *hw_tap_get_outcome      (const HwTap *tap);
const HwTap *hw_taps_find           (GPtrArray   *taps,
                                     const HwId  *stop,
                                     HwTapKind    kind);
const HwTap *hw_taps_find_outcome   (GPtrArray   *taps,
                                     const HwId  *stop);
gboolean    hw_tap_kind_is_set      (HwTapKind    kind);
gboolean    hw_tap_kind_is_outcome  (HwTapKind    kind);
const char *hw_tap_kind_to_string   (HwTapKind    kind);
gboolean    hw_tap_kind_from_string (const char  *name,
                                     HwTapKind   *kind);
const char *hw_tap_kind_get_words   (HwTapKind    kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTap, hw_tap_free)

G_END_DECLS
