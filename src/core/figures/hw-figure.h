/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "figures/hw-period.h"
#include "hw-id.h"

G_BEGIN_DECLS

typedef enum
{
  HW_FIGURE_GROUP_REPORTS, HW_FIGURE_GROUP_PEOPLE, HW_FIGURE_GROUP_VISITS, HW_FIGURE_GROUP_RECONNECTION, HW_FIGURE_GROUP_COSTS,
  HW_N_FIGURE_GROUPS
} HwFigureGroup;

typedef enum
{
  HW_FIGURE_UNIT_COUNT,      /* people, or what happened to them */
  HW_FIGURE_UNIT_PERCENT,
  HW_FIGURE_UNIT_DAYS,
  HW_FIGURE_UNIT_MINUTES,
  HW_FIGURE_UNIT_RATIO,
  HW_FIGURE_UNIT_MONEY       /* minor units of the column's currency */
} HwFigureUnit;

/* Whose counting rule it is; the two stand side by side. */
typedef enum { HW_FIGURE_SCHEME_OWN, HW_FIGURE_SCHEME_CHAIN, HW_FIGURE_SCHEME_ENGLAND, HW_N_FIGURE_SCHEMES } HwFigureScheme;

typedef struct _HwFigureContext HwFigureContext;

/**
 * HwFigureDefinition:
 * @id: stable: "people-flow"
 * @version: from 1; a change of the rule is another version, and the old one stays
 * @counts_from: the first day of the periods it is used for, "2026-01-01"; that of version 1 is ""
 * @title: to be translated with _()
 * @rule: how it is counted, in words, to be translated with _()
 * @casework: tells of countries: only for who works with cases
 * @adds_up: its rows, and its columns, add up to sums that somebody may know
 * @row_words: (nullable) (array zero-terminated=1): names of its rows, to be translated; %NULL: made when it is counted
 * @column_words: (nullable) (array zero-terminated=1): names of its columns, to be translated
 * @days: the days of its rule: 60 months as 60, 180 days as 180
 * @count: counts it
 *
 * A definition is data: what is counted, by which rule, since when.
 */
typedef struct
{
  const char         *id;
  guint               version;
  const char         *counts_from;
  HwFigureGroup       group;
  HwFigureScheme      scheme;
  HwFigureUnit        unit;
  gboolean            casework;
  gboolean            adds_up;
  const char         *title;
  const char         *rule;
  const char * const *row_words;
  const char * const *column_words;
  guint               days;
  void              (*count) (HwFigureContext *context);
} HwFigureDefinition;

#define HW_FIGURE_NOTHING (-1.0)   /* there is nothing to divide by, or no middle of nothing */
#define HW_FIGURE_HIDDEN  (-2.0)   /* 1 to 4, or it would give away what is */

/**
 * HwFigure:
 * @definition: (unowned): by which rule
 * @period: of when
 * @rows: (array zero-terminated=1): names, ready to show; one empty name for a plain number
 * @columns: (array zero-terminated=1): the same
 * @values: row by row; %HW_FIGURE_NOTHING or %HW_FIGURE_HIDDEN where there is none
 * @basis: row by row: how many people or things a value is made of, for what is no count itself
 * @may_leave: small numbers are hidden and the others rounded
 *
 * A figure, counted. Immutable, reference counted.
 */
typedef struct
{
  gatomicrefcount           ref_count;
  const HwFigureDefinition *definition;
  HwPeriod                  period;
  GStrv                     rows, columns;
  guint                     n_rows, n_columns;
  double                   *values;
  guint                    *basis;
  gboolean                  may_leave;
} HwFigure;

/* What a number is made of: the way back to the records. */
typedef enum { HW_SUBJECT_REPORT, HW_SUBJECT_CONTACT, HW_SUBJECT_PERSON, HW_SUBJECT_CASE, HW_SUBJECT_SHIFT, HW_SUBJECT_BED } HwSubjectKind;

/**
 * HwFigureSubject:
 * @kind: what it is
 * @row: of a report or contact, in its table; otherwise 0
 * @id: of a person, case, shift or bed; otherwise nil
 */
typedef struct
{
  HwSubjectKind kind;
  gint64        row;
  HwId          id;
} HwFigureSubject;

#define HW_TYPE_FIGURE (hw_figure_get_type ())
GType                     hw_figure_get_type        (void);
HwFigure                 *hw_figure_new             (const HwFigureDefinition *definition,
                                                     const HwPeriod           *period,
                                                     GStrv                     rows,
                                                     GStrv                     columns);
HwFigure                 *hw_figure_ref             (HwFigure                 *self);
void                      hw_figure_unref           (HwFigure                 *self);
HwFigure                 *hw_figure_suppress        (const HwFigure           *self);
double                    hw_figure_get             (const HwFigure           *self,
                                                     guint                     row,
                                                     guint                     column);
double                    hw_figure_get_sum         (const HwFigure           *self);
char                     *hw_figure_dup_value       (const HwFigure           *self,
                                                     guint                     row,
                                                     guint                     column);
char                     *hw_figure_dup_words       (HwFigureUnit              unit,
                                                     double                    value,
                                                     const char               *currency);
const char               *hw_figure_group_get_words (HwFigureGroup             group);
const char               *hw_figure_scheme_get_words (HwFigureScheme           scheme);
const HwFigureDefinition *hw_figure_definitions     (guint                    *n_definitions);
const HwFigureDefinition *hw_figure_find_definition (const char               *id,
                                                     guint                     version);
const HwFigureDefinition *hw_figure_choose_version  (const HwFigureDefinition *definitions,
                                                     guint                     n_definitions,
                                                     const char               *id,
                                                     const HwPeriod           *period,
                                                     GTimeZone                *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFigure, hw_figure_unref)

G_END_DECLS
