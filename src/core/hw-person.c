/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-date.h"
#include "hw-person.h"
#include "hw-record.h"

/* The person record. */

static const guint16 strings[] = {
  G_STRUCT_OFFSET (HwPerson, alias), G_STRUCT_OFFSET (HwPerson, other_names),
  G_STRUCT_OFFSET (HwPerson, language), G_STRUCT_OFFSET (HwPerson, nationality),
  G_STRUCT_OFFSET (HwPerson, born),
};

G_DEFINE_BOXED_TYPE (HwPerson, hw_person, hw_person_ref, hw_person_unref)

/**
 * hw_person_new:
 * @template_: what is known; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @template_ with its strings
 */
HwPerson *
hw_person_new (const HwPerson *template_)
{
  return hw_record_new (template_, sizeof (HwPerson), strings, G_N_ELEMENTS (strings));
}

/**
 * hw_person_ref:
 * @person: a person
 *
 * Returns: (transfer full): @person, held once more
 */
HwPerson *
hw_person_ref (HwPerson *person)
{
  return g_atomic_rc_box_acquire (person);
}

/**
 * hw_person_unref:
 * @person: (transfer full): a person
 *
 * Lets go of @person; the last to do so frees it.
 */
void
hw_person_unref (HwPerson *person)
{
  g_atomic_rc_box_release (person);
}

/* How old somebody born on a day is on another; who was born on 29 February has their birthday on 1 March. */
static guint
count_years (const char *born,
             GDateTime  *day)
{
  guint birthday = (born[5] - '0') * 1000 + (born[6] - '0') * 100 + (born[8] - '0') * 10 + (born[9] - '0');
  guint today = g_date_time_get_month (day) * 100 + g_date_time_get_day_of_month (day);
  int years = g_date_time_get_year (day) - (int) g_ascii_strtoull (born, NULL, 10);

  return MAX (years - (today < birthday ? 1 : 0), 0);
}

static gboolean
is_year (const char *born)
{
  return strlen (born) == 4 && strspn (born, "0123456789") == 4 && strcmp (born, "1900") >= 0;
}

static gboolean
get_age_by_birth (const char *born,
                  gint64      at,
                  guint      *youngest,
                  guint      *oldest)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  int years;

  if (born == NULL || day == NULL)
    return FALSE;
  if (hw_date_parse (born, NULL, NULL))
    {
      *youngest = *oldest = count_years (born, day);
      return TRUE;
    }
  if (!is_year (born))
    return FALSE;

  years = g_date_time_get_year (day) - (int) g_ascii_strtoull (born, NULL, 10);
  *oldest = MAX (years, 0);
  *youngest = MAX (years - 1, 0);
  return TRUE;
}

/**
 * hw_person_get_age:
 * @person: a person
 * @at: the time asked for, µs UTC
 * @youngest: (out): the least number of years that they can be
 * @oldest: (out): the greatest; the same where the day of birth is known
 *
 * By the birth where it is known, else by the age group.
 *
 * Returns: whether anything is known
 */
gboolean
hw_person_get_age (const HwPerson *person,
                   gint64          at,
                   guint          *youngest,
                   guint          *oldest)
{
  static const struct { guint youngest, oldest; } groups[HW_N_AGES] = {
    [HW_AGE_UNDER_18] = { 0, 17 }, [HW_AGE_18_25] = { 18, 25 }, [HW_AGE_26_49] = { 26, 49 }, [HW_AGE_50_PLUS] = { 50, 130 },
  };

  if (get_age_by_birth (person->born, at, youngest, oldest))
    return TRUE;
  if (person->age == HW_AGE_UNKNOWN || (guint) person->age >= HW_N_AGES)
    return FALSE;
  *youngest = groups[person->age].youngest;
  *oldest = groups[person->age].oldest;
  return TRUE;
}

/**
 * hw_person_may_be_under:
 * @person: a person
 * @years: an age
 * @at: the time asked for, µs UTC
 *
 * In doubt somebody is young: of whom only the year is known may have their
 * birthday on New Year's Eve. Of whom nothing is known is taken for grown up
 * here; the gate to Assessed does not open before their age was asked for.
 *
 * Returns: whether, by what is known, they may be under @years
 */
gboolean
hw_person_may_be_under (const HwPerson *person,
                        guint           years,
                        gint64          at)
{
  guint youngest, oldest;

  return hw_person_get_age (person, at, &youngest, &oldest) && youngest < years;
}

/**
 * hw_person_check_born:
 * @born: (nullable): year or date of birth
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * Returns: whether @born is a year or a day from 1900 to @now, or nothing
 */
gboolean
hw_person_check_born (const char *born,
                      gint64      now,
                      GError    **error)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  gint64 start;

  if (born == NULL)
    return TRUE;
  if (is_year (born) && (int) g_ascii_strtoull (born, NULL, 10) <= g_date_time_get_year (today))
    return TRUE;
  if (hw_date_parse (born, &start, NULL) && start <= now)
    return TRUE;
  g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE,
                       _("The birth is no year or day of the past. Write it as 1984 or 1984-05-02, or choose an age group."));
  return FALSE;
}
