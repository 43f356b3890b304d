/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "hw-bed.h"
#include "hw-date.h"
#include "hw-report-private.h"

/* The record of a bed that was offered, and what may be said of it. When somebody
 * may have one at all is in hw-bed-rules.c. */

/* An offer is made for a night that is near; further away is a slip of the hand. */
#define NIGHTS_AHEAD 7
#define OLDEST_AGE   120u

static const struct { const char *name, *words; } kinds[] = {
  [HW_BED_WITH_HOST] = { "host", N_("With hosts, age 16 to 25") },
  [HW_BED_IN_SHELTER] = { "shelter", N_("In a shelter") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == HW_N_BED_KINDS);

static const struct { const char *name, *words; } states[] = {
  [HW_BED_OFFERED] = { "offered", N_("Offered, no answer yet") },
  [HW_BED_ACCEPTED] = { "accepted", N_("Goes there") },
  [HW_BED_REFUSED] = { "refused", N_("Does not want it") },
  [HW_BED_TURNED_DOWN] = { "turned-down", N_("Not taken") },
  [HW_BED_STAYED] = { "stayed", N_("Slept there") },
  [HW_BED_NOT_COME] = { "not-come", N_("Did not come") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (states) == HW_N_BED_STATES);

/* The last needs words. */
static const HwBedReason refusals[] = {
  { "does-not-want", N_("Does not want a bed tonight") },
  { "stays-together", N_("Stays with a partner or friends") },
  { "animal", N_("Has an animal that cannot come") },
  { "too-far", N_("Too far away") },
  { "afraid", N_("Is afraid to go there") },
  { "other", N_("Something else") },
};

/* DOMAIN.md, Nightstop: uncontrolled misuse or untreated mental illness, and never a past crime. */
static const HwBedReason host_reasons[] = {
  { "no-host", N_("No host is free that night") },
  { "no-check", N_("The safety check was not done in time") },
  { "misuse", N_("Uses drink or drugs without control") },
  { "mental-illness", N_("A mental illness that is not treated") },
};

static const HwBedReason shelter_reasons[] = {
  { "full", N_("Full") },
  { "misuse", N_("Uses drink or drugs without control") },
  { "mental-illness", N_("A mental illness that is not treated") },
  { "not-entitled", N_("Does not take people without a claim to help here") },
  { "other", N_("Something else") },
};

G_DEFINE_BOXED_TYPE (HwBed, hw_bed, hw_bed_copy, hw_bed_free)

/**
 * hw_bed_copy:
 * @bed: an offer; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @bed with its strings
 */
HwBed *
hw_bed_copy (const HwBed *bed)
{
  HwBed *copy;

  g_return_val_if_fail (bed != NULL, NULL);

  copy = g_memdup2 (bed, sizeof *bed);
  copy->night = g_strdup (bed->night);
  copy->guardian = g_strdup (bed->guardian);
  copy->social_services = g_strdup (bed->social_services);
  copy->checked_on = g_strdup (bed->checked_on);
  copy->reason = g_strdup (bed->reason);
  copy->words = g_strdup (bed->words);
  return copy;
}

/**
 * hw_bed_free:
 * @bed: (transfer full) (nullable): an offer that hw_bed_copy() made
 *
 * Frees @bed.
 */
void
hw_bed_free (HwBed *bed)
{
  if (bed == NULL)
    return;
  g_free (bed->night);
  g_free (bed->guardian);
  g_free (bed->social_services);
  g_free (bed->checked_on);
  g_free (bed->reason);
  g_free (bed->words);
  g_free (bed);
}

/* -- what may be recorded -------------------------------------------------------------------------------------------- */

/* The night that has begun when the partner is asked after midnight is still that of the day before. */
static gboolean
is_near (const HwBed *bed,
         GTimeZone   *zone)
{
  gint64 evening;

  return hw_date_parse_in (bed->night, zone, &evening, NULL) && bed->offered_at >= evening - NIGHTS_AHEAD * G_TIME_SPAN_DAY &&
         bed->offered_at < evening + 2 * G_TIME_SPAN_DAY;
}

static gboolean
check_texts (const HwBed *bed,
             GError     **error)
{
  return hw_check_text (bed->guardian, HW_REPORT_MAX_LINE, _("The text of the guardian"), error) &&
         hw_check_text (bed->social_services, HW_REPORT_MAX_LINE, _("The text of social services"), error) &&
         hw_check_text (bed->words, HW_REPORT_MAX_TEXT, _("The text"), error);
}

/**
 * hw_bed_check:
 * @bed: an offer
 * @now: the time that counts as now, µs UTC
 * @zone: where the team is
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every offer: a partner, a night that is near when the partner
 * was asked, days that are days, texts that are not endless.
 *
 * Returns: whether @bed may be recorded, by what it says itself
 */
gboolean
hw_bed_check (const HwBed *bed,
              gint64       now,
              GTimeZone   *zone,
              GError     **error)
{
  g_return_val_if_fail (bed != NULL, FALSE);

  if (!hw_check_time (bed->offered_at, now, error) || !check_texts (bed, error))
    return FALSE;
  if (hw_id_is_nil (&bed->partner))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("Nobody is named who has the bed. Choose a partner."));
  else if (!hw_date_parse (bed->night, NULL, NULL))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The night is no date. Write the day of its evening as 2026-12-19."));
  else if (!is_near (bed, zone))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TIME_RANGE, _("A bed is offered for a night of the week that comes. Correct the night."));
  else if (bed->checked_on != NULL && !hw_date_parse (bed->checked_on, NULL, NULL))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The day of the safety check is no date. Write it as 2026-12-19."));
  else if (bed->checked_on != NULL && !hw_date_has_come (bed->checked_on, now))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The safety check is still to come. Write its day when it is done."));
  else if (bed->age > OLDEST_AGE)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The age is no number of years. Correct it."));
  else
    return TRUE;
  return FALSE;
}

/* A night is only spent, or not, by somebody who said yes; to somebody nobody knows nobody comes back with an answer. */
static gboolean
may_become (const HwBed *bed,
            HwBedState   state)
{
  if (state == HW_BED_STAYED || state == HW_BED_NOT_COME)
    return bed->kind == HW_BED_IN_SHELTER || bed->state == HW_BED_ACCEPTED || bed->state == HW_BED_STAYED || bed->state == HW_BED_NOT_COME;
  return TRUE;
}

/**
 * hw_bed_check_answer:
 * @bed: the offer as it stands
 * @state: what came of it
 * @reason: (nullable): why not: one of hw_bed_list_reasons()
 * @words: (nullable): what there is to say
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * Who turns a bed down, or does not get one, has a reason from the list; a past
 * crime is none.
 *
 * Returns: whether @state may be recorded
 */
gboolean
hw_bed_check_answer (const HwBed *bed,
                     HwBedState   state,
                     const char  *reason,
                     const char  *words,
                     GError     **error)
{
  guint n_reasons = 0, i = 0;
  const HwBedReason *reasons;

  g_return_val_if_fail (bed != NULL && (guint) state < HW_N_BED_STATES, FALSE);

  if (!hw_check_text (words, HW_REPORT_MAX_TEXT, _("The text"), error))
    return FALSE;
  reasons = hw_bed_list_reasons (bed->kind, state, &n_reasons);
  while (i < n_reasons && g_strcmp0 (reasons[i].code, reason) != 0)
    i++;
  if (!may_become (bed, state))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE,
                         _("Whether they go there was not said yet. Nothing was recorded. Say first that they go there."));
  else if (n_reasons > 0 && i == n_reasons)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("Choose why. A past crime is never a reason."));
  else if (n_reasons > 0 && g_str_equal (reason, "other") && hw_check_is_blank (words))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("Write what the reason is."));
  else if (n_reasons == 0 && reason != NULL)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("This needs no reason. Leave it out."));
  else
    return TRUE;
  return FALSE;
}

/**
 * hw_bed_is_open:
 * @bed: an offer
 *
 * Returns: whether what comes of it is still to be said
 */
gboolean
hw_bed_is_open (const HwBed *bed)
{
  return bed->state == HW_BED_OFFERED || bed->state == HW_BED_ACCEPTED;
}

/* -- names ------------------------------------------------------------------------------------------------------------ */

/**
 * hw_bed_kind_to_string:
 * @kind: where beds are
 *
 * Returns: the stable name, never translated
 */
const char *
hw_bed_kind_to_string (HwBedKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_BED_KINDS, NULL);
  return kinds[kind].name;
}

/**
 * hw_bed_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_bed_kind_from_string (const char *name,
                         HwBedKind  *kind)
{
  for (guint i = 0; i < HW_N_BED_KINDS; i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_bed_kind_get_words:
 * @kind: where beds are
 *
 * Returns: the kind in words, translated
 */
const char *
hw_bed_kind_get_words (HwBedKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_BED_KINDS, NULL);
  return _(kinds[kind].words);
}

/**
 * hw_bed_state_to_string:
 * @state: what came of an offer
 *
 * Returns: the stable name, never translated
 */
const char *
hw_bed_state_to_string (HwBedState state)
{
  g_return_val_if_fail ((guint) state < HW_N_BED_STATES, NULL);
  return states[state].name;
}

/**
 * hw_bed_state_from_string:
 * @name: (nullable): a stable name
 * @state: (out): the state; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a state
 */
gboolean
hw_bed_state_from_string (const char *name,
                          HwBedState *state)
{
  for (guint i = 0; i < HW_N_BED_STATES; i++)
    if (g_strcmp0 (name, states[i].name) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_bed_state_get_words:
 * @state: what came of an offer
 *
 * Returns: the state in words, translated
 */
const char *
hw_bed_state_get_words (HwBedState state)
{
  g_return_val_if_fail ((guint) state < HW_N_BED_STATES, NULL);
  return _(states[state].words);
}

/**
 * hw_bed_list_reasons:
 * @kind: what kind of bed
 * @state: what came of it
 * @n_reasons: (out): how many; 0 where @state needs none
 *
 * Returns: (transfer none) (array length=n_reasons) (nullable): why nothing came of it
 */
const HwBedReason *
hw_bed_list_reasons (HwBedKind   kind,
                     HwBedState  state,
                     guint      *n_reasons)
{
  *n_reasons = 0;
  if (state == HW_BED_REFUSED)
    {
      *n_reasons = G_N_ELEMENTS (refusals);
      return refusals;
    }
  if (state != HW_BED_TURNED_DOWN)
    return NULL;
  *n_reasons = kind == HW_BED_WITH_HOST ? G_N_ELEMENTS (host_reasons) : G_N_ELEMENTS (shelter_reasons);
  return kind == HW_BED_WITH_HOST ? host_reasons : shelter_reasons;
}

/**
 * hw_bed_reason_get_words:
 * @code: (nullable): of a reason
 *
 * Returns: (nullable): the reason in words, translated; %NULL where this Homeward does not know it
 */
const char *
hw_bed_reason_get_words (const char *code)
{
  const struct { const HwBedReason *reasons; guint n_reasons; } lists[] = {
    { refusals, G_N_ELEMENTS (refusals) }, { host_reasons, G_N_ELEMENTS (host_reasons) }, { shelter_reasons, G_N_ELEMENTS (shelter_reasons) },
  };

  for (guint list = 0; code != NULL && list < G_N_ELEMENTS (lists); list++)
    for (guint i = 0; i < lists[list].n_reasons; i++)
      if (g_str_equal (lists[list].reasons[i].code, code))
        return _(lists[list].reasons[i].words);
  return NULL;
}
