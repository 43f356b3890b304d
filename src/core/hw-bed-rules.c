/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "hw-bed.h"
#include "hw-date.h"
#include "hw-report-private.h"

/*
 * When somebody may have a bed (DOMAIN.md, Nightstop): a host takes people from
 * 16 to 25, one night at a time, asked for until the hour of last referral; a
 * safety check comes first for somebody the partner does not know; under 16 the
 * guardian consents and social services take over. There are two steps: what
 * must be so before the partner is asked, and before the person goes there. The
 * table below has a row for each thing; nobody can let one pass.
 */

#define YOUNGEST_ALONE HW_AGE_OF_GUARDIAN
#define OLDEST         25u
#define LAST_REFERRAL  (16 * 60)

typedef enum { OFFER, STAY } Step;

typedef struct
{
  Step        step;
  gboolean    of_hosts;   /* only with hosts */
  const char *code;
  gboolean  (*missing) (const HwBedCase *self);
  const char *words;      /* %s: the alias */
  const char *hint;
} Rule;

/* -- who ------------------------------------------------------------------------------------------------------------- */

static gboolean
get_age (const HwBedCase *self,
         guint           *youngest,
         guint           *oldest)
{
  if (self->bed->age > 0)
    {
      *youngest = *oldest = self->bed->age;
      return TRUE;
    }
  return self->person != NULL && hw_person_get_age (self->person, self->bed->offered_at, youngest, oldest);
}

static gboolean
nobody_is_named (const HwBedCase *self)
{
  return self->person == NULL;
}

static gboolean
age_is_not_known (const HwBedCase *self)
{
  guint youngest, oldest;

  return !get_age (self, &youngest, &oldest);
}

static gboolean
is_too_old (const HwBedCase *self)
{
  guint youngest, oldest;

  return get_age (self, &youngest, &oldest) && youngest > OLDEST;
}

/* In doubt somebody is young. */
static gboolean
may_be_a_child (const HwBedCase *self)
{
  guint youngest, oldest;

  return get_age (self, &youngest, &oldest) && youngest < YOUNGEST_ALONE;
}

static gboolean
guardian_was_not_asked (const HwBedCase *self)
{
  return may_be_a_child (self) && hw_check_is_blank (self->bed->guardian);
}

static gboolean
social_services_do_not_know (const HwBedCase *self)
{
  return may_be_a_child (self) && hw_check_is_blank (self->bed->social_services);
}

/* -- which night ----------------------------------------------------------------------------------------------------- */

static gboolean
has_other_bed (const HwBedCase *self,
               gboolean         on_any_night)
{
  for (guint i = 0; i < self->others->len; i++)
    {
      const HwBed *other = self->others->pdata[i];
      gboolean that_night = g_strcmp0 (other->night, self->bed->night) == 0;

      if ((hw_bed_is_open (other) && (on_any_night || that_night)) || (other->state == HW_BED_STAYED && that_night))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_another_that_night (const HwBedCase *self)
{
  return has_other_bed (self, FALSE);
}

/* One night at a time: what came of the last one is said first. */
static gboolean
another_night_is_open (const HwBedCase *self)
{
  return !has_another_that_night (self) && has_other_bed (self, TRUE);
}

static gboolean
is_too_late (const HwBedCase *self)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) last = NULL;
  guint minutes;
  gint64 day;

  if (!hw_bed_get_last_referral (self->partner, &minutes) || !hw_date_parse (self->bed->night, &day, NULL))
    return FALSE;
  utc = g_date_time_new_from_unix_utc (day / G_USEC_PER_SEC);
  last = g_date_time_new (self->zone, g_date_time_get_year (utc), g_date_time_get_month (utc), g_date_time_get_day_of_month (utc),
                          (int) minutes / 60, (int) minutes % 60, 0);
  return self->bed->offered_at >= (g_date_time_to_unix (last) + 60) * G_USEC_PER_SEC;
}

/* -- whom the partner knows ------------------------------------------------------------------------------------------ */

static gboolean
was_checked (const HwBed *bed,
             const HwBed *offer)
{
  return bed->checked_on != NULL && g_strcmp0 (bed->checked_on, offer->night) <= 0;
}

/* Somebody is known to a partner where they slept or were checked before. */
static gboolean
was_not_checked (const HwBedCase *self)
{
  if (was_checked (self->bed, self->bed))
    return FALSE;
  for (guint i = 0; i < self->others->len; i++)
    {
      const HwBed *other = self->others->pdata[i];

      if (hw_id_equal (&other->partner, &self->partner->id) && (other->state == HW_BED_STAYED || was_checked (other, self->bed)))
        return FALSE;
    }
  return TRUE;
}

static const Rule rules[] = {
  { OFFER, TRUE, "person-missing", nobody_is_named, N_("It is not said who it is for"),
    N_("A host takes somebody the team knows, if only by what people call them. Choose them, or write an alias.") },
  { OFFER, TRUE, "age-missing", age_is_not_known, N_("How old %s is is not known"), N_("Hosts take people from 16 to 25. Ask, and write the age.") },
  { OFFER, TRUE, "age-over-25", is_too_old, N_("%s is over 25"), N_("Hosts take people from 16 to 25. Offer a bed in a shelter.") },
  { OFFER, FALSE, "bed-that-night", has_another_that_night, N_("%s has another bed for that night"),
    N_("Say first what came of it, or choose another night.") },
  { OFFER, TRUE, "one-night", another_night_is_open, N_("What came of the last bed of %s is not said"),
    N_("A host takes somebody for one night at a time. Say what came of it, then offer the next night.") },
  { OFFER, FALSE, "referral-hour", is_too_late, N_("It is too late for that night"), NULL },
  { STAY, FALSE, "guardian-missing", guardian_was_not_asked, N_("Nobody who cares for %s has consented"),
    N_("They may be under 16. Write who consented, and when.") },
  { STAY, FALSE, "social-services-missing", social_services_do_not_know, N_("Social services do not know of %s"),
    N_("They may be under 16. Hand over to social services, and write to whom and when.") },
  { STAY, TRUE, "safety-check-missing", was_not_checked, N_("The safety check of %s is not done"),
    N_("The partner does not know them, and a check can take a day. Write the day when it is done.") },
};

/**
 * hw_bed_requirement_free:
 * @requirement: (transfer full): a requirement
 *
 * Frees @requirement.
 */
void
hw_bed_requirement_free (HwBedRequirement *requirement)
{
  g_free (requirement->words);
  g_free (requirement->hint);
  g_free (requirement);
}

static char *
dup_hint (const HwBedCase *self,
          const Rule      *rule)
{
  guint minutes = 0;

  if (rule->hint != NULL)
    return g_strdup (_(rule->hint));
  hw_bed_get_last_referral (self->partner, &minutes);
  /* TRANSLATORS: %02u:%02u is a time of day */
  return g_strdup_printf (_("They can be asked until %02u:%02u. Offer the next night, or another bed."), minutes / 60, minutes % 60);
}

static HwBedRequirement *
make_requirement (const HwBedCase *self,
                  const Rule      *rule)
{
  HwBedRequirement *requirement = g_new0 (HwBedRequirement, 1);
  g_autoptr (GString) words = g_string_new (_(rule->words));

  g_string_replace (words, "%s", self->person != NULL ? self->person->alias : _("somebody"), 1);
  requirement->code = rule->code;
  requirement->words = g_strdup (words->str);
  requirement->hint = dup_hint (self, rule);
  return requirement;
}

static GPtrArray *
check (const HwBedCase *self,
       Step             step)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_bed_requirement_free);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].step == step && (!rules[i].of_hosts || self->bed->kind == HW_BED_WITH_HOST) && rules[i].missing (self))
      g_ptr_array_add (missing, make_requirement (self, &rules[i]));
  return missing;
}

/**
 * hw_bed_check_offer:
 * @self: an offer and what is known of it
 *
 * Returns: (transfer full) (element-type HwBedRequirement): all that is missing before the partner may be asked
 */
GPtrArray *
hw_bed_check_offer (const HwBedCase *self)
{
  g_return_val_if_fail (self != NULL && self->bed != NULL && self->partner != NULL && self->others != NULL, NULL);

  return check (self, OFFER);
}

/**
 * hw_bed_check_stay:
 * @self: an offer and what is known of it
 *
 * Returns: (transfer full) (element-type HwBedRequirement): all that is missing before the person may go there
 */
GPtrArray *
hw_bed_check_stay (const HwBedCase *self)
{
  g_return_val_if_fail (self != NULL && self->bed != NULL && self->partner != NULL && self->others != NULL, NULL);

  return check (self, STAY);
}

/**
 * hw_bed_requirements_dup_words:
 * @requirements: (element-type HwBedRequirement): what is missing
 *
 * Returns: (transfer full): what is missing and what to do, a line each
 */
char *
hw_bed_requirements_dup_words (GPtrArray *requirements)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < requirements->len; i++)
    {
      const HwBedRequirement *requirement = requirements->pdata[i];

      g_string_append_printf (words, "%s%s. %s", i > 0 ? "\n" : "", requirement->words, requirement->hint);
    }
  return g_string_free (words, FALSE);
}

/* -- what a partner says of its beds --------------------------------------------------------------------------------- */

/**
 * hw_bed_parse_hour:
 * @text: (nullable): a time of day as "16:00"
 * @minutes: (out) (optional): since midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean
hw_bed_parse_hour (const char *text,
                   guint      *minutes)
{
  g_autofree char *padded = text != NULL ? g_strdup_printf ("2000-01-01T%s%s", strlen (text) == 4 ? "0" : "", text) : NULL;

  return hw_date_parse_time (padded, minutes);
}

/**
 * hw_bed_partner_has_beds:
 * @partner: a partner
 * @kind: (out): where they are; untouched where there are none
 *
 * Returns: whether @partner has beds
 */
gboolean
hw_bed_partner_has_beds (const HwPartner *partner,
                         HwBedKind       *kind)
{
  return hw_bed_kind_from_string (partner->beds, kind);
}

/**
 * hw_bed_get_last_referral:
 * @partner: a partner with beds
 * @minutes: (out): of the day, where the team is
 *
 * Hosts are asked until 16:00 where the partner does not say otherwise.
 *
 * Returns: whether there is an hour after which it is too late
 */
gboolean
hw_bed_get_last_referral (const HwPartner *partner,
                          guint           *minutes)
{
  HwBedKind kind = HW_BED_IN_SHELTER;

  if (hw_bed_parse_hour (partner->last_referral, minutes))
    return TRUE;
  if (!hw_bed_partner_has_beds (partner, &kind) || kind != HW_BED_WITH_HOST)
    return FALSE;
  *minutes = LAST_REFERRAL;
  return TRUE;
}
