/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/hw-figures.h"

G_BEGIN_DECLS

/* What the counting functions share. Each writes down what it counts in one
 * place, so that the number and the list behind it are never different. */

/* The nights on which each person was seen sleeping rough, person by person, oldest first; made when first asked for. */
typedef struct
{
  guint  *starts;   /* (owned): of each person, and the end */
  gint64 *times;    /* (owned): µs UTC */
  gint64 *rows;     /* (owned): of the contact */
} HwSeen;

struct _HwFigureContext
{
  const HwFigureFacts      *facts;
  const HwFigureDefinition *definition;
  HwPeriod                  period;
  gint64                    now;
  GTimeZone                *zone;
  HwSeen                   *seen;       /* (owned) (nullable) */

  HwFigure                 *figure;     /* (owned): being counted */
  GArray                  **samples;    /* (owned) (nullable): of each cell, where a middle is looked for */
  GArray                   *subjects;   /* (owned) (nullable): where somebody asks what is behind a cell */
  guint                     row, column;
};

void          hw_figures_begin     (HwFigureContext       *context,
                                    GStrv                  rows,
                                    GStrv                  columns);
void          hw_figures_tally     (HwFigureContext       *context,
                                    guint                  row,
                                    guint                  column,
                                    double                 by,
                                    const HwFigureSubject *subject);
void          hw_figures_sample    (HwFigureContext       *context,
                                    guint                  row,
                                    guint                  column,
                                    double                 value,
                                    const HwFigureSubject *subject);
const HwSeen *hw_figures_get_seen  (HwFigureContext       *context);
gint64        hw_figures_get_night (HwFigureContext       *context,
                                    gint64                 time);

/* In the order of hw-figure-definitions.c. */
void hw_figures_count_channels     (HwFigureContext *context);
void hw_figures_count_outcomes     (HwFigureContext *context);
void hw_figures_count_found        (HwFigureContext *context);
void hw_figures_count_answers      (HwFigureContext *context);
void hw_figures_count_answer_days  (HwFigureContext *context);
void hw_figures_count_hours        (HwFigureContext *context);
void hw_figures_count_weeks        (HwFigureContext *context);
void hw_figures_count_seen         (HwFigureContext *context);
void hw_figures_count_new_split    (HwFigureContext *context);
void hw_figures_count_new_in_area  (HwFigureContext *context);
void hw_figures_count_long_term    (HwFigureContext *context);
void hw_figures_count_returning    (HwFigureContext *context);
void hw_figures_count_contacts     (HwFigureContext *context);
void hw_figures_count_attempts     (HwFigureContext *context);
void hw_figures_count_attempts_per_contact (HwFigureContext *context);
void hw_figures_count_minutes      (HwFigureContext *context);
void hw_figures_count_bed_nights   (HwFigureContext *context);
void hw_figures_count_bed_offers   (HwFigureContext *context);
void hw_figures_count_stages       (HwFigureContext *context);
void hw_figures_count_home         (HwFigureContext *context);
void hw_figures_count_countries    (HwFigureContext *context);
void hw_figures_count_preconditions (HwFigureContext *context);
void hw_figures_count_wish_days    (HwFigureContext *context);
void hw_figures_count_follow_ups   (HwFigureContext *context);
void hw_figures_count_lasting      (HwFigureContext *context);
void hw_figures_count_seen_again   (HwFigureContext *context);
void hw_figures_count_overrides    (HwFigureContext *context);
void hw_figures_count_withdrawals  (HwFigureContext *context);
void hw_figures_count_costs        (HwFigureContext *context);
void hw_figures_count_cost_per_return (HwFigureContext *context);
void hw_figures_count_cost_per_lasting (HwFigureContext *context);

G_END_DECLS
