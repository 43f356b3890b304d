/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-names.h"
#include "hw-report-private.h"
#include "hw-tap.h"

/* What a worker tapped in the field, and its rules: journaled one by one, so that nothing is lost when the laptop dies. */

static const char * const names[] = {
  "arrived", "looked-for", "found", "not-found", "could-not-look", "bedded-down", "awake",
  "met-person", "words", "given", "bed-offered", "wish-home", "danger", "left",
};
static const char * const words[] = {
  N_("Arrived"), N_("Looked for"), N_("Found"), N_("Not found"), N_("Could not look"), N_("Bedded down"), N_("Awake"),
  N_("Met"), N_("Note"), N_("Given"), N_("Bed offered"), N_("Wants to go home"), N_("Danger"), N_("Left"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == HW_N_TAP_KINDS && G_N_ELEMENTS (words) == HW_N_TAP_KINDS);

G_DEFINE_BOXED_TYPE (HwTap, hw_tap, hw_tap_copy, hw_tap_free)

/**
 * hw_tap_copy:
 * @tap: a tap; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @tap with its strings
 */
HwTap *
hw_tap_copy (const HwTap *tap)
{
  HwTap *copy;

  g_return_val_if_fail (tap != NULL, NULL);

  copy = g_memdup2 (tap, sizeof *tap);
  copy->code = g_strdup (tap->code);
  copy->words = g_strdup (tap->words);
  return copy;
}

/**
 * hw_tap_free:
 * @tap: (transfer full) (nullable): a tap that hw_tap_copy() made
 *
 * Frees @tap.
 */
void
hw_tap_free (HwTap *tap)
{
  if (tap == NULL)
    return;
  g_free (tap->code);
  g_free (tap->words);
  g_free (tap);
}

static gboolean
lacks_what_it_tells (const HwTap *tap)
{
  if (tap->taken_back)
    return FALSE;
  switch (tap->kind)
    {
    case HW_TAP_MET_PERSON: return hw_id_is_nil (&tap->subject);
    case HW_TAP_GIVEN: return hw_check_is_blank (tap->code);
    case HW_TAP_ARRIVED:
    case HW_TAP_LOOKED_FOR:
    case HW_TAP_FOUND:
    case HW_TAP_NOT_FOUND:
    case HW_TAP_COULD_NOT_LOOK:
    case HW_TAP_BEDDED_DOWN:
    case HW_TAP_AWAKE:
    case HW_TAP_WORDS:
    case HW_TAP_BED_OFFERED:
    case HW_TAP_WISH_HOME:
    case HW_TAP_DANGER:
    case HW_TAP_LEFT:
    case HW_N_TAP_KINDS:
    default: return FALSE;
    }
}

/**
 * hw_tap_check:
 * @tap: a tap
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every tap: it belongs to a stop of a shift, its time is not in
 * the future, it lies on the earth if it says where, and it says whom or what
 * where it is about somebody or something.
 *
 * Returns: whether @tap may be recorded
 */
gboolean
hw_tap_check (const HwTap *tap,
              gint64       now,
              GError     **error)
{
  g_return_val_if_fail (tap != NULL, FALSE);

  if (!hw_check_time (tap->at, now, error) || !hw_check_people (tap->count, error) ||
      !hw_check_text (tap->code, HW_REPORT_MAX_LINE, _("The outcome"), error) ||
      !hw_check_text (tap->words, HW_REPORT_MAX_TEXT, _("The note"), error))
    return FALSE;
  if ((guint) tap->kind >= HW_N_TAP_KINDS)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("This version does not know what was tapped. Write a note instead."));
  else if (hw_id_is_nil (&tap->shift) || hw_id_is_nil (&tap->stop))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("What was tapped belongs to no stop. Choose one."));
  else if (!HW_POINT_IS_UNKNOWN (&tap->point) && !hw_point_is_valid (&tap->point))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_POINT_RANGE, _("The place is not on the earth. Choose it on the map."));
  else if (!(tap->accuracy_m >= 0 && tap->accuracy_m <= HW_TAP_MAX_ACCURACY_M))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The accuracy of the place is not a number of metres. Choose the place on the map."));
  else if (lacks_what_it_tells (tap))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("It does not say whom or what. Choose that first."));
  else
    return TRUE;
  return FALSE;
}

/**
 * hw_tap_has_person:
 * @tap: a tap
 *
 * Returns: whether its subject is a person, so that it belongs to casework and not to the street
 */
gboolean
hw_tap_has_person (const HwTap *tap)
{
  g_return_val_if_fail (tap != NULL, FALSE);
  return (tap->kind == HW_TAP_MET_PERSON || tap->kind == HW_TAP_WISH_HOME) && !hw_id_is_nil (&tap->subject);
}

/**
 * hw_tap_get_outcome:
 * @tap: a tap
 *
 * Returns: (transfer none) (nullable): the code of DOMAIN.md's list that it says, also where only "found" or
 *   "not found" was tapped; %NULL for what is no outcome
 */
const char *
hw_tap_get_outcome (const HwTap *tap)
{
  g_return_val_if_fail (tap != NULL, NULL);

  if (!hw_tap_kind_is_outcome (tap->kind))
    return NULL;
  if (!hw_check_is_blank (tap->code))
    return tap->code;
  if (tap->kind == HW_TAP_FOUND)
    return "found-engaging";
  return tap->kind == HW_TAP_NOT_FOUND ? "not-found-looked" : "not-found-no-access";
}

/**
 * hw_taps_find:
 * @taps: (element-type HwTap): the taps of a shift that hold, in their order
 * @stop: a stop
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): the last tap of the kind at the stop
 */
const HwTap *
hw_taps_find (GPtrArray  *taps,
              const HwId *stop,
              HwTapKind   kind)
{
  for (guint i = taps->len; i > 0; i--)
    {
      const HwTap *tap = g_ptr_array_index (taps, i - 1);

      if (tap->kind == kind && hw_id_equal (&tap->stop, stop))
        return tap;
    }
  return NULL;
}

/**
 * hw_taps_find_outcome:
 * @taps: (element-type HwTap): the taps of a shift that hold, in their order
 * @stop: a stop
 *
 * Returns: (transfer none) (nullable): the last tap that says what came of looking there
 */
const HwTap *
hw_taps_find_outcome (GPtrArray  *taps,
                      const HwId *stop)
{
  for (guint i = taps->len; i > 0; i--)
    {
      const HwTap *tap = g_ptr_array_index (taps, i - 1);

      if (hw_tap_kind_is_outcome (tap->kind) && hw_id_equal (&tap->stop, stop))
        return tap;
    }
  return NULL;
}

/**
 * hw_tap_kind_is_set:
 * @kind: a kind
 *
 * Returns: whether a stop can have several such taps, each for another person, thing or offer
 */
gboolean
hw_tap_kind_is_set (HwTapKind kind)
{
  return kind == HW_TAP_MET_PERSON || kind == HW_TAP_GIVEN || kind == HW_TAP_BED_OFFERED;
}

/**
 * hw_tap_kind_is_outcome:
 * @kind: a kind
 *
 * Returns: whether it says what came of looking: of these the last one counts
 */
gboolean
hw_tap_kind_is_outcome (HwTapKind kind)
{
  return kind == HW_TAP_FOUND || kind == HW_TAP_NOT_FOUND || kind == HW_TAP_COULD_NOT_LOOK;
}

/**
 * hw_tap_kind_to_string:
 * @kind: a kind
 *
 * Returns: its stable name, "not-found" for instance; never translated
 */
const char *
hw_tap_kind_to_string (HwTapKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_TAP_KINDS, NULL);
  return names[kind];
}

/**
 * hw_tap_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_tap_kind_from_string (const char *name,
                         HwTapKind  *kind)
{
  guint found;

  if (!hw_names_find (names, HW_N_TAP_KINDS, name, &found))
    return FALSE;
  *kind = (HwTapKind) found;
  return TRUE;
}

/**
 * hw_tap_kind_get_words:
 * @kind: a kind
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
hw_tap_kind_get_words (HwTapKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_TAP_KINDS, NULL);
  return _(words[kind]);
}
