/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-shift-words.h"

#include "hw-date.h"

#include <glib/gi18n-lib.h>

/* A shift in words: "Tonight, Sat 22 Nov", "22:30–03:00 · on foot · from Riverton Station", "Amir (leads) and Lise". */

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/**
 * hw_shift_words_transport:
 * @transport: how a team goes
 *
 * Returns: (transfer none): the same within a sentence: "on foot"
 */
const char *
hw_shift_words_transport (HwTransport transport)
{
  switch (transport)
    {
    case HW_TRANSPORT_BICYCLE: return _("by bicycle");
    case HW_TRANSPORT_CAR: return _("by car");
    case HW_TRANSPORT_FOOT:
    case HW_N_TRANSPORTS:
    default: return _("on foot");
    }
}

/* Shortly before midnight, a night that begins after it is still tonight. */
static gboolean
is_same_night (GDateTime *a,
               GDateTime *b)
{
  g_autoptr (GDateTime) evening_of_a = g_date_time_add_hours (a, -HW_NIGHT_ENDS), evening_of_b = g_date_time_add_hours (b, -HW_NIGHT_ENDS);

  return is_same_day (evening_of_a, evening_of_b);
}

/**
 * hw_shift_words_dup_day:
 * @shift: a shift
 * @now: µs UTC
 *
 * Returns: (transfer full): on which day it begins
 */
char *
hw_shift_words_dup_day (const HwShift *shift,
                        gint64         now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_local (shift->starts_at / G_USEC_PER_SEC);
  /* TRANSLATORS: a day with its name and month in short, as in "Sat 22 Nov" */
  g_autofree char *day = g_date_time_format (start, _("%a %-e %b"));

  if (!is_same_day (today, start) && !(shift->kind == HW_SHIFT_NIGHT && is_same_night (today, start)))
    return g_steal_pointer (&day);
  return g_strdup_printf (shift->kind == HW_SHIFT_NIGHT ? _("Tonight, %s") : _("Today, %s"), day);
}

/**
 * hw_shift_words_dup_times:
 * @shift: a shift
 *
 * Returns: (transfer full): from when to when, how, from where
 */
char *
hw_shift_words_dup_times (const HwShift *shift)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_local (shift->starts_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (shift->ends_at / G_USEC_PER_SEC);
  g_autofree char *from = g_date_time_format (start, _("%H:%M"));
  g_autofree char *until = g_date_time_format (end, _("%H:%M"));
  const char *how = hw_shift_words_transport (shift->transport);

  if (shift->start_place == NULL || *shift->start_place == '\0')
    /* TRANSLATORS: times and how the team goes: "22:30–03:00 · on foot" */
    return g_strdup_printf (_("%s–%s · %s"), from, until, how);
  /* TRANSLATORS: "22:30–03:00 · on foot · from Riverton Station" */
  return g_strdup_printf (_("%s–%s · %s · from %s"), from, until, how, shift->start_place);
}

/**
 * hw_shift_words_dup_team:
 * @shift: a shift
 *
 * Returns: (transfer full): who goes
 */
char *
hw_shift_words_dup_team (const HwShift *shift)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < shift->team->len; i++)
    {
      const HwTeamMember *member = shift->team->pdata[i];

      /* TRANSLATORS: %s is somebody's name */
      g_ptr_array_add (names, member->leads ? g_strdup_printf (_("%s (leads)"), member->name) : g_strdup (member->name));
    }
  if (names->len == 0)
    return g_strdup (_("Nobody yet"));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}
