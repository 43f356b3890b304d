/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-date-reader.h"

G_BEGIN_DECLS

/**
 * HwColumnSurvey:
 * @n: cells that are not empty
 * @n_numbers: of them, plain decimal numbers
 * @n_integers: of them, whole numbers
 * @n_angles: cells that can be a coordinate in degrees, however written
 * @n_points: cells of the first rows that hold both coordinates
 * @n_point_tries: how many cells were looked at for that
 * @n_beyond_90: angles that cannot be a latitude
 * @n_beyond_180: numbers that cannot be a longitude either
 * @largest: the largest number
 * @dates: what the cells say as dates
 *
 * What the cells of one column are, over the whole file.
 */
typedef struct
{
  guint64      n, n_numbers, n_integers, n_angles;
  guint64      n_points, n_point_tries;
  guint64      n_beyond_90, n_beyond_180;
  double       largest;
  HwDateSurvey dates;
} HwColumnSurvey;

void hw_column_survey_add (HwColumnSurvey *survey,
                           const char     *cell);

G_END_DECLS
