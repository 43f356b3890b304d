/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwCoarseRules:
 * @cell_m: the side of a cell, metres; at least %HW_COARSE_LEAST_CELL_M
 * @least_people: people in a cell; at least %HW_COARSE_LEAST_PEOPLE
 * @least_nights: nights in a cell; at least %HW_COARSE_LEAST_NIGHTS
 * @least_age_days: days since; at least %HW_COARSE_LEAST_AGE_DAYS
 *
 * How coarse a map must be before anybody outside the team may see it (DOMAIN.md,
 * "Data protection"). They can be made stricter and never less strict.
 */
typedef struct
{
  double cell_m;
  guint  least_people;
  guint  least_nights;
  guint  least_age_days;
} HwCoarseRules;

#define HW_COARSE_LEAST_CELL_M   1000.0
#define HW_COARSE_LEAST_PEOPLE   5
#define HW_COARSE_LEAST_NIGHTS   3
#define HW_COARSE_LEAST_AGE_DAYS 30
#define HW_COARSE_RULES_INIT { HW_COARSE_LEAST_CELL_M, HW_COARSE_LEAST_PEOPLE, HW_COARSE_LEAST_NIGHTS, HW_COARSE_LEAST_AGE_DAYS }

/* An error domain of its own: the only thing that can be wrong is that somebody asks for too much. */
typedef enum { HW_COARSE_ERROR_TOO_FINE } HwCoarseError;
#define HW_COARSE_ERROR (hw_coarse_error_quark ())
GQuark hw_coarse_error_quark (void);

/**
 * HwCoarseCell:
 * @box: where it is; the same boxes whatever the data
 * @people: how many people, rounded to 5
 *
 * What may be shown of a place.
 */
typedef struct
{
  HwBox box;
  guint people;
} HwCoarseCell;

gboolean hw_coarse_rules_check (const HwCoarseRules *rules,
                                GError             **error);
HwBox    hw_coarse_cell_box    (const HwPoint       *point,
                                double               cell_m);
GArray  *hw_coarse_map_new     (const HwIndexPoint  *points,
                                gsize                n_points,
                                const HwCoarseRules *rules,
                                GTimeZone           *zone,
                                gint64               now,
                                GError             **error);

G_END_DECLS
