/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-partner.h"
#include "hw-person.h"

G_BEGIN_DECLS

#define HW_BED_MAX_COUNT 10000u

/**
 * HwBedKind:
 * @HW_BED_WITH_HOST: for young people, with a volunteer, for one night (Nightstop)
 * @HW_BED_IN_SHELTER: in a house of the partner
 *
 * Where a partner's beds are, and so by which rules it has them.
 */
typedef enum { HW_BED_WITH_HOST, HW_BED_IN_SHELTER, HW_N_BED_KINDS } HwBedKind;

/**
 * HwBedState:
 * @HW_BED_OFFERED: the partner was asked, and nobody has answered yet
 * @HW_BED_ACCEPTED: the person goes there
 * @HW_BED_REFUSED: the person does not want it
 * @HW_BED_TURNED_DOWN: the partner does not take the person
 * @HW_BED_STAYED: the person slept there: a bed-night
 * @HW_BED_NOT_COME: the bed was kept for somebody who did not come
 *
 * What has come of an offer.
 */
typedef enum
{
  HW_BED_OFFERED, HW_BED_ACCEPTED, HW_BED_REFUSED, HW_BED_TURNED_DOWN, HW_BED_STAYED, HW_BED_NOT_COME, HW_N_BED_STATES
} HwBedState;

/**
 * HwBed:
 * @id: nil until the store gives it one
 * @partner: whose bed it is
 * @kind: where it is; the store asks the partner when it is offered, and what the partner says later changes nothing
 * @person: for whom; nil: somebody whom nobody knows, in a shelter
 * @shift: on which it was offered; nil: on none
 * @stop: at which; nil: at none
 * @night: (owned): the evening it is for, ISO 8601
 * @offered_at: when the partner was asked, µs UTC
 * @age: years, as they said; 0: not asked
 * @guardian: (owned) (nullable): for somebody under 16, who consented, and when
 * @social_services: (owned) (nullable): for somebody under 16, to whom they were handed over, and when
 * @checked_on: (owned) (nullable): the day of the safety check, ISO 8601
 * @state: what has come of it
 * @reason: (owned) (nullable): why not: one of hw_bed_list_reasons()
 * @words: (owned) (nullable): what there is to say
 *
 * A bed that was offered to somebody, for one night. The next night is another offer.
 */
typedef struct
{
  HwId        id;
  HwId        partner;
  HwBedKind   kind;
  HwId        person;
  HwId        shift;
  HwId        stop;
  char       *night;
  gint64      offered_at;
  guint       age;
  char       *guardian;
  char       *social_services;
  char       *checked_on;
  HwBedState  state;
  char       *reason;
  char       *words;
} HwBed;

/**
 * HwBedReason:
 * @code: stable, never translated
 * @words: to be translated by its reader
 *
 * Why nothing came of an offer.
 */
typedef struct
{
  const char *code;
  const char *words;
} HwBedReason;

/**
 * HwBedRequirement:
 * @code: (static) stable: "age-over-25"
 * @words: (owned): what is missing, with the alias
 * @hint: (owned): what to do
 *
 * Something that must be so before somebody can have a bed.
 */
typedef struct
{
  const char *code;
  char       *words;
  char       *hint;
} HwBedRequirement;

/**
 * HwBedCase:
 * @bed: the offer
 * @partner: whose bed it is
 * @person: (nullable): for whom
 * @others: (element-type HwBed): every other offer to this person
 * @zone: where the team is
 *
 * What the rules look at.
 */
typedef struct
{
  const HwBed     *bed;
  const HwPartner *partner;
  const HwPerson  *person;
  GPtrArray       *others;
  GTimeZone       *zone;
} HwBedCase;

#define HW_TYPE_BED (hw_bed_get_type ())
GType       hw_bed_get_type          (void);
HwBed      *hw_bed_copy              (const HwBed     *bed);
void        hw_bed_free              (HwBed           *bed);
gboolean    hw_bed_check             (const HwBed     *bed,
                                      gint64           now,
                                      GTimeZone       *zone,
                                      GError         **error);
gboolean    hw_bed_check_answer      (const HwBed     *bed,
                                      HwBedState       state,
                                      const char      *reason,
                                      const char      *words,
                                      GError         **error);
gboolean    hw_bed_is_open           (const HwBed     *bed);
const char *hw_bed_kind_to_string    (HwBedKind        kind);
gboolean    hw_bed_kind_from_string  (const char      *name,
                                      HwBedKind       *kind);
const char *hw_bed_kind_get_words    (HwBedKind        kind);
const char *hw_bed_state_to_string   (HwBedState       state);
gboolean    hw_bed_state_from_string (const char      *name,
                                      HwBedState      *state);
const char *hw_bed_state_get_words   (HwBedState       state);
const HwBedReason *hw_bed_list_reasons (HwBedKind      kind,
                                      HwBedState       state,
                                      guint           *n_reasons);
const char *hw_bed_reason_get_words  (const char      *code);
gboolean    hw_bed_parse_hour        (const char      *text,
                                      guint           *minutes);
gboolean    hw_bed_partner_has_beds  (const HwPartner *partner,
                                      HwBedKind       *kind);
gboolean    hw_bed_get_last_referral (const HwPartner *partner,
                                      guint           *minutes);

void        hw_bed_requirement_free  (HwBedRequirement *requirement);
GPtrArray  *hw_bed_check_offer       (const HwBedCase *self);
GPtrArray  *hw_bed_check_stay        (const HwBedCase *self);
char       *hw_bed_requirements_dup_words (GPtrArray  *requirements);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwBed, hw_bed_free)

G_END_DECLS
