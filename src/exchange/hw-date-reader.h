/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-import.h"

G_BEGIN_DECLS

/**
 * HwDateForm:
 *
 * How a cell is written, as far as it says something about its whole column.
 */
typedef enum
{
  HW_DATE_FORM_NONE,       /* no date that we can read */
  HW_DATE_FORM_EPOCH,      /* seconds, milliseconds or microseconds since 1970 */
  HW_DATE_FORM_YEAR_FIRST, /* 2019-03-04, 20190304 */
  HW_DATE_FORM_MONTH_NAME, /* 4 March 2019 */
  HW_DATE_FORM_DMY,        /* 14/03/2019: the first number is too large for a month */
  HW_DATE_FORM_MDY,        /* 03/14/2019: the second number is too large for a month */
  HW_DATE_FORM_EITHER,     /* 03/04/2019 */
  HW_DATE_FORM_TIME,       /* 22:15: a time of day alone */
  HW_N_DATE_FORMS
} HwDateForm;

/**
 * HwDateReader:
 * @order: how to read a date that is three numbers with the year last
 * @zone: (nullable): the zone of a time that names none, %NULL for UTC
 *
 * Reads the dates and times of one column.
 */
typedef struct _HwDateReader HwDateReader;

HwDateReader *hw_date_reader_new  (HwDateOrder    order,
                                   GTimeZone     *zone);
void          hw_date_reader_free (HwDateReader  *self);

/**
 * hw_date_reader_read:
 * @self: a reader
 * @date: a date, with or without a time of day: "2019-03-04T22:15:00+01:00",
 *   "4/3/2019 10:15 PM", "4. marts 2019 kl. 22.15", "1551737700000"
 * @time_of_day: (nullable): a time of day from another cell, "22:15"
 * @time: (out): microseconds UTC; noon where the day has no hour
 * @precision: (out): microseconds either way: 12 hours where the day has no hour
 *
 * Returns: whether @date and @time_of_day can be read
 */
gboolean      hw_date_reader_read (HwDateReader  *self,
                                   const char    *date,
                                   const char    *time_of_day,
                                   gint64        *time,
                                   gint64        *precision);

/* What @text says about the order of day and month. */
HwDateForm    hw_date_form_of     (const char    *text);

/**
 * HwDateSurvey:
 * @counts: how many cells of the column are of each form
 * @example: the first date that can be read in two ways
 *
 * What the cells of a column say together.
 */
typedef struct
{
  guint64 counts[HW_N_DATE_FORMS];
  char    example[40];
} HwDateSurvey;

void          hw_date_survey_add  (HwDateSurvey       *survey,
                                   const char         *text);
void          hw_date_survey_add_form (HwDateSurvey   *survey,
                                   HwDateForm          form,
                                   const char         *text);
/* How many cells are a date of some form (a time of day alone is none). */
guint64       hw_date_survey_count_dates (const HwDateSurvey *survey);

/**
 * hw_date_survey_decide:
 * @survey: what the whole column holds
 * @preferred: the order to take where the column says nothing
 * @order: (out): the order to read it in
 * @why: (out) (optional) (transfer full): the reason, translated, for the user
 *
 * Returns: whether the column leaves no doubt
 */
gboolean      hw_date_survey_decide (const HwDateSurvey *survey,
                                   HwDateOrder         preferred,
                                   HwDateOrder        *order,
                                   char              **why);

/* What people here write: from the locale's date format; day first in the C locale. */
HwDateOrder   hw_date_order_of_locale (void);
const char   *hw_date_order_to_string (HwDateOrder     order);   /* "dmy" */
gboolean      hw_date_order_from_string (const char   *name,
                                   HwDateOrder        *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDateReader, hw_date_reader_free)

G_END_DECLS
