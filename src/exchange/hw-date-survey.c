/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "hw-date-reader.h"

/* Day first or month first? No single date need say; the whole column mostly
 * does, because sooner or later a number is larger than 12. Where it does not
 * the user is told so, with an example of what we would make of it. */

static const char *const order_names[] = { "", "dmy", "mdy", "ymd" };

void
hw_date_survey_add_form (HwDateSurvey *survey,
                         HwDateForm    form,
                         const char   *text)
{
  g_return_if_fail (survey != NULL && form < HW_N_DATE_FORMS);

  survey->counts[form]++;
  if (form == HW_DATE_FORM_EITHER && survey->example[0] == 0)
    g_strlcpy (survey->example, text, sizeof survey->example);
}

void
hw_date_survey_add (HwDateSurvey *survey,
                    const char   *text)
{
  hw_date_survey_add_form (survey, hw_date_form_of (text), text);
}

guint64
hw_date_survey_count_dates (const HwDateSurvey *survey)
{
  guint64 n = 0;

  g_return_val_if_fail (survey != NULL, 0);

  for (HwDateForm form = HW_DATE_FORM_EPOCH; form <= HW_DATE_FORM_EITHER; form++)
    n += survey->counts[form];
  return n;
}

static const char *
name_order (HwDateOrder order)
{
  return order == HW_DATE_ORDER_MDY ? _("month/day/year") : _("day/month/year");
}

/* "03/04/2019 becomes 3 April 2019", in the words of the locale. */
static char *
explain_example (const HwDateSurvey *survey,
                 HwDateOrder         order)
{
  g_autoptr (HwDateReader) reader = hw_date_reader_new (order, NULL);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *words = NULL;
  gint64 time, precision;

  if (!hw_date_reader_read (reader, survey->example, NULL, &time, &precision))
    return g_strdup ("");
  date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  /* Translators: a date without its weekday, as g_date_time_format() takes it. */
  words = g_date_time_format (date, _("%-d %B %Y"));
  return g_strdup_printf (_("%s becomes %s"), survey->example, words);
}

static gboolean
decide_by_numbers (const HwDateSurvey *survey,
                   HwDateOrder         preferred,
                   HwDateOrder        *order,
                   char              **why)
{
  guint64 dmy = survey->counts[HW_DATE_FORM_DMY], mdy = survey->counts[HW_DATE_FORM_MDY];
  guint64 n = dmy + mdy + survey->counts[HW_DATE_FORM_EITHER];
  guint64 more = MAX (dmy, mdy);
  g_autofree char *example = NULL;

  *order = dmy > mdy ? HW_DATE_ORDER_DMY : mdy > dmy ? HW_DATE_ORDER_MDY : preferred;
  if (dmy > 0 && mdy > 0)
    {
      *why = g_strdup_printf (_("Mixed: %lu dates can only be day/month/year and %lu only month/day/year. Read as %s; those that cannot be are refused."),
                              (gulong) dmy, (gulong) mdy, name_order (*order));
      return FALSE;
    }
  if (more > 0)
    {
      *why = g_strdup_printf (_("Read as %s: %lu of %lu dates can be nothing else."), name_order (*order), (gulong) more, (gulong) n);
      return TRUE;
    }
  example = explain_example (survey, *order);
  *why = g_strdup_printf (_("Day and month could be either way round in every date. Read as %s: %s."), name_order (*order), example);
  return FALSE;
}

gboolean
hw_date_survey_decide (const HwDateSurvey  *survey,
                       HwDateOrder          preferred,
                       HwDateOrder         *order,
                       char               **why)
{
  g_autofree char *reason = NULL;
  gboolean certain = TRUE;

  g_return_val_if_fail (survey != NULL && order != NULL, FALSE);

  if (preferred != HW_DATE_ORDER_MDY)
    preferred = HW_DATE_ORDER_DMY;
  *order = HW_DATE_ORDER_YMD;
  if (survey->counts[HW_DATE_FORM_DMY] + survey->counts[HW_DATE_FORM_MDY] + survey->counts[HW_DATE_FORM_EITHER] > 0)
    certain = decide_by_numbers (survey, preferred, order, &reason);
  else if (survey->counts[HW_DATE_FORM_EPOCH] > 0)
    reason = g_strdup (_("The dates are counts of seconds or milliseconds since 1970."));
  else if (survey->counts[HW_DATE_FORM_YEAR_FIRST] > 0)
    reason = g_strdup (_("The year comes first."));
  else if (survey->counts[HW_DATE_FORM_MONTH_NAME] > 0)
    reason = g_strdup (_("The months have names."));
  else
    {
      *order = HW_DATE_ORDER_UNKNOWN;
      reason = g_strdup (_("No date could be read."));
      certain = FALSE;
    }
  if (why != NULL)
    *why = g_steal_pointer (&reason);
  return certain;
}

HwDateOrder
hw_date_order_of_locale (void)
{
  const char *name = setlocale (LC_TIME, NULL);
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m"), *day = strstr (format, "%d");

  /* The C locale has the American order, and means nobody. */
  if (name == NULL || g_str_equal (name, "C") || g_str_has_prefix (name, "C.") || g_str_equal (name, "POSIX"))
    return HW_DATE_ORDER_DMY;
  if (strstr (format, "%D") != NULL || (month != NULL && day != NULL && month < day && strstr (format, "%Y") != format))
    return HW_DATE_ORDER_MDY;
  return HW_DATE_ORDER_DMY;
}

const char *
hw_date_order_to_string (HwDateOrder order)
{
  g_return_val_if_fail (order < G_N_ELEMENTS (order_names), "");

  return order_names[order];
}

gboolean
hw_date_order_from_string (const char  *name,
                           HwDateOrder *order)
{
  g_return_val_if_fail (name != NULL && order != NULL, FALSE);

  for (guint i = 1; i < G_N_ELEMENTS (order_names); i++)
    if (g_ascii_strcasecmp (name, order_names[i]) == 0)
      {
        *order = i;
        return TRUE;
      }
  return FALSE;
}
