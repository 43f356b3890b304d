/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "figures/hw-figures-private.h"
#include "hw-date.h"

/* Figures of people seen sleeping rough: met by an outreach worker, bedded down
 * (DOMAIN.md, "Counting rules"). People are counted who are known, by an alias at
 * least; those linked as the same are one. */

#define YEAR_MONTHS 12

/* One person, as the period sees them. */
typedef struct
{
  const gint64 *times;      /* of the period, oldest first */
  guint         n;
  gint64        before;     /* last time before the period; G_MININT64: never */
  HwFigureSubject subject;
} Person;

static gboolean
get_person (HwFigureContext *context,
            guint            number,
            Person          *person)
{
  const HwSeen *seen = hw_figures_get_seen (context);
  guint first = seen->starts[number], last = seen->starts[number + 1];

  *person = (Person) { .before = G_MININT64, .subject = { HW_SUBJECT_PERSON, 0, g_array_index (context->facts->persons, HwId, number) } };
  while (first < last && seen->times[first] < context->period.from)
    person->before = seen->times[first++];
  person->times = seen->times + first;
  while (first + person->n < last && seen->times[first + person->n] < context->period.until)
    person->n++;
  return person->n > 0;
}

/* Calls @func for everybody who was seen in the period. */
static void
foreach_person (HwFigureContext *context,
                void           (*func) (HwFigureContext *context, const Person *person))
{
  for (guint i = 0; i < context->facts->persons->len; i++)
    {
      Person person;

      if (get_person (context, i, &person))
        func (context, &person);
    }
}

/* Never before, also in the year before, earlier only. */
static void
add_seen (HwFigureContext *context,
          const Person    *person)
{
  gint64 year_before = hw_period_months_before (&context->period, YEAR_MONTHS, context->zone);

  hw_figures_tally (context, person->before == G_MININT64 ? 0 : person->before >= year_before ? 1 : 2, 0, 1, &person->subject);
}

/* Rows: flow, stock, returner. */
void
hw_figures_count_seen (HwFigureContext *context)
{
  foreach_person (context, add_seen);
}

/* In how many weeks in a row, from Monday to Sunday. */
static guint
count_weeks_in_a_row (HwFigureContext *context,
                      const Person    *person)
{
  guint in_a_row = 0, most = 0;
  gint64 last = G_MININT64;

  for (guint i = 0; i < person->n; i++)
    {
      gint64 week = (hw_figures_get_night (context, person->times[i]) + 3) / 7;

      if (week == last)
        continue;
      in_a_row = week == last + 1 ? in_a_row + 1 : 1;
      most = MAX (most, in_a_row);
      last = week;
    }
  return most;
}

static void
add_new_split (HwFigureContext *context,
               const Person    *person)
{
  gint64 first = hw_figures_get_night (context, person->times[0]), last = hw_figures_get_night (context, person->times[person->n - 1]);

  if (person->before != G_MININT64)
    return;
  if (first == last)
    hw_figures_tally (context, 0, 0, 1, &person->subject);
  else
    hw_figures_tally (context, count_weeks_in_a_row (context, person) >= context->definition->days ? 2 : 1, 0, 1, &person->subject);
}

/* Rows: no second night out, a second night but not living there, joined living on the streets. */
void
hw_figures_count_new_split (HwFigureContext *context)
{
  foreach_person (context, add_new_split);
}

static void
add_new_in_area (HwFigureContext *context,
                 const Person    *person)
{
  gint64 since = hw_period_months_before (&context->period, context->definition->days, context->zone);

  hw_figures_tally (context, person->before < since ? 0 : 1, 0, 1, &person->subject);
}

/* Rows: new, not new. */
void
hw_figures_count_new_in_area (HwFigureContext *context)
{
  foreach_person (context, add_new_in_area);
}

/* In how many of the twelve months that end with the period. */
static guint
count_months (HwFigureContext *context,
              guint            number)
{
  const HwSeen *seen = hw_figures_get_seen (context);
  const HwPeriod end = { context->period.until, context->period.until };
  guint months = 0;

  for (guint month = 1; month <= YEAR_MONTHS; month++)
    {
      gint64 from = hw_period_months_before (&end, month, context->zone), until = hw_period_months_before (&end, month - 1, context->zone);

      for (guint i = seen->starts[number]; i < seen->starts[number + 1]; i++)
        if (seen->times[i] >= from && seen->times[i] < until)
          {
            months++;
            break;
          }
    }
  return months;
}

/* Rows: long-term, shorter. */
void
hw_figures_count_long_term (HwFigureContext *context)
{
  for (guint i = 0; i < context->facts->persons->len; i++)
    {
      Person person;

      if (get_person (context, i, &person))
        hw_figures_tally (context, count_months (context, i) >= context->definition->days ? 0 : 1, 0, 1, &person.subject);
    }
}

/* Between any two times, of which the later one lies in the period. */
static gboolean
has_gap (const HwFigureContext *context,
         const Person          *person)
{
  gint64 before = person->before;

  for (guint i = 0; i < person->n; i++)
    {
      if (before != G_MININT64 && person->times[i] - before >= context->definition->days * G_TIME_SPAN_DAY)
        return TRUE;
      before = person->times[i];
    }
  return FALSE;
}

static void
add_returning (HwFigureContext *context,
               const Person    *person)
{
  hw_figures_tally (context, has_gap (context, person) ? 0 : 1, 0, 1, &person->subject);
}

/* Rows: returning, others. */
void
hw_figures_count_returning (HwFigureContext *context)
{
  foreach_person (context, add_returning);
}

/* Rows: bedded down, awake; columns: known people, people nobody knows. */
void
hw_figures_count_contacts (HwFigureContext *context)
{
  for (guint i = 0; i < context->facts->contacts->len; i++)
    {
      const HwContactFact *contact = &g_array_index (context->facts->contacts, HwContactFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_CONTACT, .row = contact->row };

      if (hw_period_has (&context->period, contact->met_at))
        hw_figures_tally (context, contact->bedded_down ? 0 : 1, contact->person == HW_NOBODY_KNOWN ? 1 : 0, 1, &subject);
    }
}

/* Rows: with people, with paper. */
void
hw_figures_count_minutes (HwFigureContext *context)
{
  for (guint i = 0; i < context->facts->shifts->len; i++)
    {
      const HwShiftFact *shift = &g_array_index (context->facts->shifts, HwShiftFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_SHIFT, .id = shift->id };

      if (!hw_period_has (&context->period, shift->started_at))
        continue;
      hw_figures_tally (context, 0, 0, shift->people_minutes, &subject);
      hw_figures_tally (context, 1, 0, shift->paper_minutes, &subject);
    }
}

/* A night belongs to the day of its evening. */
static gboolean
is_in_period (HwFigureContext *context,
              const HwBedFact *bed)
{
  gint64 evening;

  return hw_date_parse_in (bed->night, context->zone, &evening, NULL) && hw_period_has (&context->period, evening);
}

/* Rows: with hosts, in a shelter. */
void
hw_figures_count_bed_nights (HwFigureContext *context)
{
  for (guint i = 0; i < context->facts->beds->len; i++)
    {
      const HwBedFact *bed = &g_array_index (context->facts->beds, HwBedFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_BED, .id = bed->id };

      if (bed->state == HW_BED_STAYED && is_in_period (context, bed))
        hw_figures_tally (context, bed->kind, 0, 1, &subject);
    }
}

/* Rows: HwBedState. */
void
hw_figures_count_bed_offers (HwFigureContext *context)
{
  for (guint i = 0; i < context->facts->beds->len; i++)
    {
      const HwBedFact *bed = &g_array_index (context->facts->beds, HwBedFact, i);
      HwFigureSubject subject = { .kind = HW_SUBJECT_BED, .id = bed->id };

      if (is_in_period (context, bed))
        hw_figures_tally (context, bed->state, 0, 1, &subject);
    }
}
