/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-column-survey.h"

G_BEGIN_DECLS

/**
 * hw_column_guess:
 * @names: (element-type utf8): the columns' names
 * @surveys: (array): what is in each column, as many as @names
 * @is_geojson: the first column is the geometry
 * @fields: (out) (array): what each column probably holds
 *
 * Guesses what the columns mean from their names, in English and Danish, and
 * from what is in them; where the two disagree, from what is in them.
 */
void hw_column_guess (GPtrArray            *names,
                      const HwColumnSurvey *surveys,
                      gboolean              is_geojson,
                      HwColumnField        *fields);

/* Whether a report may take the words of several columns for this field. */
gboolean hw_column_field_may_repeat (HwColumnField field);

/* Whether coordinates stand the wrong way round: latitudes that can only be longitudes, and no longitude that cannot be a latitude. */
gboolean hw_column_guess_swap (const HwColumnSurvey *latitude,
                               const HwColumnSurvey *longitude);

G_END_DECLS
