/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-daylight.h"
#include "hw-report-private.h"
#include "hw-shift.h"

/* The shift record and its rules: planned at a desk, walked by a team, kept by the store. */

G_DEFINE_BOXED_TYPE (HwTeamMember, hw_team_member, hw_team_member_copy, hw_team_member_free)
G_DEFINE_BOXED_TYPE (HwShift, hw_shift, hw_shift_copy, hw_shift_free)

/* -- the team ------------------------------------------------------------------------------------------------------ */

/**
 * hw_team_member_new:
 * @name: who it is
 * @languages: (nullable): what they speak: BCP 47 tags, separated by spaces
 * @leads: whether they lead the shift
 *
 * Returns: (transfer full): somebody who goes along
 */
HwTeamMember *
hw_team_member_new (const char *name,
                    const char *languages,
                    gboolean    leads)
{
  HwTeamMember *member = g_new0 (HwTeamMember, 1);

  member->name = g_strdup (name);
  member->languages = g_strdup (languages);
  member->leads = leads;
  return member;
}

/**
 * hw_team_member_copy:
 * @member: somebody of a team
 *
 * Returns: (transfer full): a copy of @member
 */
HwTeamMember *
hw_team_member_copy (const HwTeamMember *member)
{
  g_return_val_if_fail (member != NULL, NULL);
  return hw_team_member_new (member->name, member->languages, member->leads);
}

/**
 * hw_team_member_free:
 * @member: (transfer full) (nullable): somebody of a team
 *
 * Frees @member.
 */
void
hw_team_member_free (HwTeamMember *member)
{
  if (member == NULL)
    return;
  g_free (member->name);
  g_free (member->languages);
  g_free (member);
}

/* -- the shift ----------------------------------------------------------------------------------------------------- */

/**
 * hw_shift_new:
 *
 * Returns: (transfer full): a shift without a time, a place, a team and stops
 */
HwShift *
hw_shift_new (void)
{
  HwShift *shift = g_new0 (HwShift, 1);

  shift->start = HW_POINT_UNKNOWN;
  shift->end = HW_POINT_UNKNOWN;
  shift->team = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_team_member_free);
  shift->stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);
  return shift;
}

static gpointer
copy_member (gconstpointer member,
             gpointer      user_data)
{
  return hw_team_member_copy (member);
}

static gpointer
copy_stop (gconstpointer stop,
           gpointer      user_data)
{
  return hw_stop_copy (stop);
}

/* A copy that frees its elements, also of an array that does not, and of none at all. */
static GPtrArray *
copy_array (GPtrArray     *array,
            GCopyFunc      copy,
            GDestroyNotify free_func)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (free_func);

  for (guint i = 0; array != NULL && i < array->len; i++)
    g_ptr_array_add (result, copy (g_ptr_array_index (array, i), NULL));
  return result;
}

/**
 * hw_shift_copy:
 * @shift: a shift; without arrays it has no team and no stops
 *
 * Returns: (transfer full): a copy of @shift with everything in it
 */
HwShift *
hw_shift_copy (const HwShift *shift)
{
  HwShift *copy;

  g_return_val_if_fail (shift != NULL, NULL);

  copy = g_memdup2 (shift, sizeof *shift);
  copy->name = g_strdup (shift->name);
  copy->start_place = g_strdup (shift->start_place);
  copy->end_place = g_strdup (shift->end_place);
  copy->alone_reason = g_strdup (shift->alone_reason);
  copy->note = g_strdup (shift->note);
  copy->team = copy_array (shift->team, copy_member, (GDestroyNotify) hw_team_member_free);
  copy->stops = copy_array (shift->stops, copy_stop, (GDestroyNotify) hw_stop_free);
  return copy;
}

/**
 * hw_shift_free:
 * @shift: (transfer full) (nullable): a shift that hw_shift_new() or hw_shift_copy() made
 *
 * Frees @shift.
 */
void
hw_shift_free (HwShift *shift)
{
  if (shift == NULL)
    return;
  g_free (shift->name);
  g_free (shift->start_place);
  g_free (shift->end_place);
  g_free (shift->alone_reason);
  g_free (shift->note);
  g_ptr_array_unref (shift->team);
  g_ptr_array_unref (shift->stops);
  g_free (shift);
}

/**
 * hw_shift_find_stop:
 * @shift: a shift
 * @stop: identity of a stop
 *
 * Returns: (transfer none) (nullable): that stop of its round
 */
const HwStop *
hw_shift_find_stop (const HwShift *shift,
                    const HwId    *stop)
{
  g_return_val_if_fail (shift != NULL && stop != NULL, NULL);

  for (guint i = 0; i < shift->stops->len; i++)
    {
      const HwStop *candidate = g_ptr_array_index (shift->stops, i);

      if (hw_id_equal (&candidate->id, stop))
        return candidate;
    }
  return NULL;
}

/**
 * hw_shift_get_leader:
 * @shift: a shift
 *
 * Returns: (transfer none) (nullable): who leads it
 */
const HwTeamMember *
hw_shift_get_leader (const HwShift *shift)
{
  g_return_val_if_fail (shift != NULL, NULL);

  for (guint i = 0; i < shift->team->len; i++)
    {
      const HwTeamMember *member = g_ptr_array_index (shift->team, i);

      if (member->leads)
        return member;
    }
  return NULL;
}

/* -- rules --------------------------------------------------------------------------------------------------------- */

static gboolean
check_texts (const HwShift *shift,
             GError       **error)
{
  if (!hw_check_text (shift->name, HW_REPORT_MAX_LINE, _("The name"), error) ||
      !hw_check_text (shift->start_place, HW_REPORT_MAX_LINE, _("The place where the shift starts"), error) ||
      !hw_check_text (shift->end_place, HW_REPORT_MAX_LINE, _("The place where the shift ends"), error) ||
      !hw_check_text (shift->alone_reason, HW_REPORT_MAX_TEXT, _("The reason"), error) ||
      !hw_check_text (shift->note, HW_REPORT_MAX_TEXT, _("The note"), error))
    return FALSE;
  for (guint i = 0; i < shift->team->len; i++)
    {
      const HwTeamMember *member = g_ptr_array_index (shift->team, i);

      if (!hw_check_text (member->name, HW_REPORT_MAX_LINE, _("A name of the team"), error) ||
          !hw_check_text (member->languages, HW_REPORT_MAX_LINE, _("The languages of the team"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_times (const HwShift *shift,
             GError       **error)
{
  if (shift->starts_at < HW_REPORT_EARLIEST)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_TIME, _("The shift has no time. Say when it starts."));
  else if (shift->ends_at <= shift->starts_at)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TIME_RANGE, _("The shift ends before it starts. Correct the times."));
  else if (shift->ends_at - shift->starts_at > HW_SHIFT_MAX_LENGTH)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TIME_RANGE, _("The shift is longer than 16 hours. Correct the times."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
has_nameless_member (const HwShift *shift)
{
  for (guint i = 0; i < shift->team->len; i++)
    {
      const HwTeamMember *member = g_ptr_array_index (shift->team, i);

      if (hw_check_is_blank (member->name))
        return TRUE;
    }
  return FALSE;
}

/**
 * hw_shift_check_plan:
 * @shift: a shift
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for a shift that is being planned: it ends after it starts and
 * lasts at most 16 hours, it has a place to start from and one to end at, and
 * its texts are text. Who goes may be decided later.
 *
 * Returns: whether @shift may be recorded
 */
gboolean
hw_shift_check_plan (const HwShift *shift,
                     GError       **error)
{
  g_return_val_if_fail (shift != NULL && shift->team != NULL, FALSE);

  if (!check_texts (shift, error) || !check_times (shift, error))
    return FALSE;
  if ((guint) shift->kind >= HW_N_SHIFT_KINDS || (guint) shift->transport >= HW_N_TRANSPORTS || shift->team->len > HW_SHIFT_MAX_TEAM)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The shift is not one that this version knows. Plan it again."));
  else if (!hw_point_is_valid (&shift->start))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_PLACE, _("The shift has no place to start from. Choose one."));
  else if (!hw_point_is_valid (&shift->end))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_PLACE, _("The shift has no place to end at. Choose one."));
  else if (has_nameless_member (shift))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("Somebody of the team has no name. Write it, or take the line out."));
  else
    return TRUE;
  return FALSE;
}

/**
 * hw_shift_check:
 * @shift: a shift
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for a shift that is to start: those of hw_shift_check_plan(),
 * somebody leads it, and nobody goes alone after dark unless a reason is given.
 *
 * Returns: whether a team may go out with @shift
 */
gboolean
hw_shift_check (const HwShift *shift,
                GError       **error)
{
  if (!hw_shift_check_plan (shift, error))
    return FALSE;
  if (hw_shift_get_leader (shift) == NULL)
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("Nobody leads the shift. Say who does."));
      return FALSE;
    }
  if (shift->team->len < 2 && hw_check_is_blank (shift->alone_reason) &&
      hw_is_dark_between (&shift->start, shift->starts_at, shift->ends_at))
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING,
                           _("Nobody goes alone after dark. Add somebody to the team, or write down why this shift may."));
      return FALSE;
    }
  return TRUE;
}

/**
 * hw_shift_check_stops:
 * @stops: (element-type HwStop): a round, in its order
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for a round: every stop is one by hw_stop_check(), has an
 * identity and is there once.
 *
 * Returns: whether @stops may be the round of a shift
 */
gboolean
hw_shift_check_stops (GPtrArray *stops,
                      GError   **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hw_id_hash, hw_id_equal);

  g_return_val_if_fail (stops != NULL, FALSE);

  if (stops->len > HW_SHIFT_MAX_STOPS)
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("There are more than 500 stops. Leave some out."));
      return FALSE;
    }
  for (guint i = 0; i < stops->len; i++)
    {
      HwStop *stop = g_ptr_array_index (stops, i);

      if (!hw_stop_check (stop, error))
        return FALSE;
      if (!hw_id_is_nil (&stop->id) && !g_hash_table_add (seen, &stop->id))
        {
          g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("A stop is in the round twice. Take one of them out."));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * hw_shift_check_state:
 * @shift: a shift
 * @state: the state that it is to have
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * A planned shift is started or called off, a started one is finished or
 * called off, one that was called off may be planned again, and a finished one
 * may only be finished anew, to correct its minutes. It starts only where
 * hw_shift_check() holds.
 *
 * Returns: whether @shift may go to @state
 */
gboolean
hw_shift_check_state (const HwShift *shift,
                      HwShiftState   state,
                      GError       **error)
{
  static const guint may_follow[] = {
    [HW_SHIFT_PLANNED] = 1 << HW_SHIFT_STARTED | 1 << HW_SHIFT_CALLED_OFF,
    [HW_SHIFT_STARTED] = 1 << HW_SHIFT_FINISHED | 1 << HW_SHIFT_CALLED_OFF,
    [HW_SHIFT_FINISHED] = 1 << HW_SHIFT_FINISHED,
    [HW_SHIFT_CALLED_OFF] = 1 << HW_SHIFT_PLANNED,
  };

  g_return_val_if_fail (shift != NULL && (guint) shift->state < HW_N_SHIFT_STATES && (guint) state < HW_N_SHIFT_STATES, FALSE);

  if ((may_follow[shift->state] & 1 << state) != 0)
    return state != HW_SHIFT_STARTED || hw_shift_check (shift, error);
  if (shift->state == HW_SHIFT_FINISHED)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The shift is finished. Plan a new one."));
  else if (shift->state == HW_SHIFT_STARTED)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The shift is under way already. Finish it first."));
  else if (shift->state == HW_SHIFT_CALLED_OFF)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The shift was called off. Plan it again first."));
  else
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The shift has not started yet. Start it first."));
  return FALSE;
}
