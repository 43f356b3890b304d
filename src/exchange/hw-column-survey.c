/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-column-survey.h"
#include "hw-number.h"
#include "hw-place.h"
#include "hw-point-cell.h"

/* Looks at every cell of a file, so a column that has shown what it is, is asked less. */

#define N_TRIES       1000
#define N_POINT_TRIES 200

static void
add_angle (HwColumnSurvey *survey,
           double          degrees)
{
  survey->n_angles++;
  if (fabs (degrees) > 90)
    survey->n_beyond_90++;
  if (fabs (degrees) > 180)
    survey->n_beyond_180++;
}

static void
add_number (HwColumnSurvey *survey,
            double          number,
            guint           n_decimals)
{
  survey->n_numbers++;
  if (n_decimals == 0)
    survey->n_integers++;
  survey->largest = MAX (survey->largest, number);
  if (fabs (number) < 10000)
    add_angle (survey, number);
}

/* Degrees in another form, for instance with a decimal comma. */
static void
try_angle (HwColumnSurvey *survey,
           const char     *cell)
{
  double degrees;

  if (survey->n > N_TRIES && survey->n_angles * 2 < survey->n)
    return;
  if (strpbrk (cell, "0123456789") != NULL && strnlen (cell, 40) < 40 && hw_place_parse_angle (cell, FALSE, &degrees, NULL))
    add_angle (survey, degrees);
}

static void
try_point (HwColumnSurvey *survey,
           const char     *cell)
{
  HwPlace place;

  if (survey->n_point_tries >= N_POINT_TRIES)
    return;
  survey->n_point_tries++;
  if (strnlen (cell, 80) < 80 && hw_point_cell_parse (cell, &place, NULL))
    survey->n_points++;
}

static void
try_date (HwColumnSurvey *survey,
          const char     *cell)
{
  guint64 n_dates = survey->n - survey->dates.counts[HW_DATE_FORM_NONE];

  if (survey->n > N_TRIES && n_dates * 2 < survey->n)
    survey->dates.counts[HW_DATE_FORM_NONE]++;
  else
    hw_date_survey_add (&survey->dates, cell);
}

void
hw_column_survey_add (HwColumnSurvey *survey,
                      const char     *cell)
{
  double number;
  guint n_decimals;

  g_return_if_fail (survey != NULL && cell != NULL);

  if (*cell == 0)
    return;
  if (hw_number_parse (cell, &number, &n_decimals))
    {
      add_number (survey, number, n_decimals);
      /* A number is a date only as a count since 1970, or as 20190304. */
      if (n_decimals > 3 || fabs (number) < 1e7)
        survey->dates.counts[HW_DATE_FORM_NONE]++;
      else
        try_date (survey, cell);
    }
  else
    {
      try_angle (survey, cell);
      try_point (survey, cell);
      try_date (survey, cell);
    }
  survey->n++;
}
