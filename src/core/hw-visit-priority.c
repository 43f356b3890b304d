/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-answered-by.h"
#include "hw-bed-down.h"
#include "hw-date.h"
#include "hw-visit-priority.h"

/*
 * Why a place is worth a visit, in points, so that "Why is this first?" has an
 * answer that adds up. The points are ours: they put danger before everything, a
 * promise before a hot-spot, and a fresh report before an old one. What they do
 * to each other is in tests/core/test-candidates.c.
 */

#define DANGER_POINTS        100u
#define CONCERN_POINTS       15u
#define PROMISE_POINTS       60u
#define REPORT_POINTS        40.0   /* of one seen just now */
#define REPORTS_MOST         60u    /* of many together */
#define REPORT_HALVES_IN     (2 * HW_ONE_DAY)
#define SEVERE_HALVES_IN     (7 * HW_ONE_DAY)
#define OTHERS_SHARE         0.25   /* each further report beside the freshest */
#define HOT_SPOT_POINTS      40u    /* of the first, 4 less for each further */
#define HOT_SPOT_STEP        4u
#define HOT_SPOT_LEAST       10u
#define RISING_POINTS        10u
#define NEVER_VISITED_POINTS 15u
#define REVISIT_POINTS       10u    /* and 3 more for each day that it is over */
#define REVISIT_A_DAY        3u
#define REVISIT_MOST         25u
#define BED_DOWN_POINTS      5u
#define CLOSED_POINTS        5u
#define MOVED_POINTS         15u
#define SEVERE_POINTS        20u
#define SEVERE_LEAST         10u
#define SEVERE_REACH         (28 * HW_ONE_DAY)   /* an older report tells nothing of tonight */
#define PROMISE_GRACE        (G_TIME_SPAN_HOUR / 2)   /* who comes so much later has still come */
#define ONE_VISIT_MINUTES    10u    /* to look, and for each person expected 5 more */
#define PERSON_MINUTES       5u
#define VISIT_MOST_MINUTES   45u

/* -- what is known of the place -- */

/**
 * hw_visit_news_last_visit:
 * @news: what is known of a place
 *
 * Returns: when the team was there last, µs UTC; 0 where it is not known
 */
gint64
hw_visit_news_last_visit (const HwVisitNews *news)
{
  gint64 site = news->site != NULL ? news->site->last_visit : 0, spot = news->spot != NULL ? news->spot->last_visit : 0;

  return MAX (site, spot);
}

/* Several reports of one place mostly tell of the same people. */
static guint
count_reported (const HwVisitNews *news)
{
  guint people = 0;

  for (guint i = 0; i < news->reports->len; i++)
    people = MAX (people, ((const HwReport *) news->reports->pdata[i])->people);
  return people;
}

/**
 * hw_visit_news_people:
 * @news: what is known of a place
 *
 * Returns: how many people are expected: as many as are reported, or as a contact at the hot-spot had; one where nobody said
 */
guint
hw_visit_news_people (const HwVisitNews *news)
{
  const HwHotSpot *spot = news->spot != NULL ? news->spot->hot_spot : NULL;
  guint usual = spot != NULL && spot->contacts > 0 ? (guint) lround ((double) spot->people_met / spot->contacts) : 1;

  return MAX (MAX (count_reported (news), usual), 1);
}

/* -- reasons -- */

static void
add (HwStop            *stop,
     HwVisitReasonKind  kind,
     guint              points,
     gint64             at,
     guint              count,
     int                trend)
{
  HwVisitReason reason = { kind, points, at, count, trend };

  g_array_append_val (stop->reasons, reason);
  stop->priority += points;
}

static double
freshness (const HwReport *report,
           const HwShift  *shift,
           gint64          now)
{
  double age = (double) MAX (now - report->seen_at, 0);

  return REPORT_POINTS * exp2 (-age / (double) (shift->severe_weather ? SEVERE_HALVES_IN : REPORT_HALVES_IN));
}

static void
add_reports (const HwVisitNews *news,
             HwStop            *stop,
             const HwShift     *shift,
             gint64             now)
{
  double most = 0, sum = 0;
  gint64 newest = 0;

  if (news->reports->len == 0)
    return;
  for (guint i = 0; i < news->reports->len; i++)
    {
      const HwReport *report = news->reports->pdata[i];
      double points = freshness (report, shift, now);

      most = MAX (most, points);
      sum += points;
      newest = MAX (newest, report->seen_at);
    }
  add (stop, HW_VISIT_FRESH_REPORT, MIN ((guint) lround (most + OTHERS_SHARE * (sum - most)), REPORTS_MOST), newest, count_reported (news), 0);
}

static void
add_danger (const HwVisitNews *news,
            HwStop            *stop)
{
  gboolean urgent = FALSE, concerned = FALSE;

  for (guint i = 0; i < news->reports->len; i++)
    {
      const HwReport *report = news->reports->pdata[i];

      urgent = urgent || hw_report_is_urgent (report);
      concerned = concerned || (report->concerns & (HW_CONCERN_HEALTH | HW_CONCERN_COLD | HW_CONCERN_VIOLENCE | HW_CONCERN_EXPLOITATION)) != 0;
    }
  /* A trend of 1 stands for danger now; the rest are worries. */
  if (urgent || concerned)
    add (stop, HW_VISIT_DANGER, urgent ? DANGER_POINTS : CONCERN_POINTS, 0, 0, urgent ? 1 : 0);
}

/* In severe weather nobody who is out can wait long, and a child, the ill and the cold least. */
static void
add_severe_weather (const HwVisitNews *news,
                    HwStop            *stop,
                    const HwShift     *shift,
                    gint64             now)
{
  gboolean weak = FALSE, fresh = FALSE;

  if (!shift->severe_weather)
    return;
  for (guint i = 0; i < news->reports->len; i++)
    {
      const HwReport *report = news->reports->pdata[i];

      if (report->seen_at < now - SEVERE_REACH)
        continue;
      fresh = TRUE;
      weak = weak || report->age == HW_AGE_UNDER_18 || (report->concerns & (HW_CONCERN_HEALTH | HW_CONCERN_COLD)) != 0;
    }
  if (fresh || news->spot != NULL)
    add (stop, HW_VISIT_SEVERE_WEATHER, weak ? SEVERE_POINTS : SEVERE_LEAST, 0, 0, 0);
}

static guint
count_working_days (gint64     from,
                    gint64     to,
                    GTimeZone *zone)
{
  guint days = 0;

  while (days < HW_ANSWER_WORKING_DAYS && hw_add_working_days (from, days + 1, zone) <= to)
    days++;
  return days;
}

/* The caller of any of them who waits longest. */
static void
add_caller (const HwVisitNews *news,
            HwStop            *stop,
            gint64             now,
            GTimeZone         *zone)
{
  gint64 due = 0;
  guint left;

  for (guint i = 0; i < news->reports->len; i++)
    {
      const HwReport *report = news->reports->pdata[i];
      gint64 until = hw_caller_wants_answer (report) ? hw_add_working_days (report->received_at, HW_ANSWER_WORKING_DAYS, zone) : 0;

      if (until != 0 && (due == 0 || until < due))
        due = until;
    }
  if (due == 0)
    return;
  left = due > now ? count_working_days (now, due, zone) : 0;
  add (stop, HW_VISIT_CALLER_WAITS, left <= 1 ? 30 : left <= 3 ? 20 : 10, due, left, 0);
}

/* A promise for an hour of the shift is kept by being there in time, whenever people lie down. */
static void
add_promises (const HwVisitNews *news,
              HwStop            *stop,
              const HwShift     *shift)
{
  gint64 due = 0;
  guint n = 0;

  for (guint i = 0; i < news->promises->len; i++)
    {
      const HwPromise *promise = news->promises->pdata[i];

      if (promise->due_at > shift->ends_at)
        continue;
      due = n++ == 0 ? promise->due_at : MIN (due, promise->due_at);
    }
  if (n == 0)
    return;
  add (stop, HW_VISIT_PROMISE, PROMISE_POINTS, due, n, 0);
  if (due > shift->starts_at)
    stop->closes_at = due + PROMISE_GRACE;
}

static void
add_hot_spot (const HwVisitNews *news,
              HwStop            *stop)
{
  const HwHotSpot *spot = news->spot != NULL ? news->spot->hot_spot : NULL;
  guint points;

  if (spot == NULL)
    return;
  points = HOT_SPOT_POINTS - MIN (HOT_SPOT_STEP * (spot->rank - 1), HOT_SPOT_POINTS - HOT_SPOT_LEAST);
  add (stop, HW_VISIT_HOT_SPOT, points + (spot->trend > 0 ? RISING_POINTS : 0), 0, spot->rank, spot->trend);
}

/* Only where the team means to come again: at its sites and at hot-spots. */
static void
add_revisit (const HwVisitNews *news,
             HwStop            *stop,
             const HwShift     *shift,
             guint              revisit_days)
{
  gint64 last = hw_visit_news_last_visit (news), due = last + revisit_days * HW_ONE_DAY;
  guint over;

  if (news->site == NULL && news->spot == NULL)
    return;
  if (last == 0)
    {
      add (stop, HW_VISIT_REVISIT_DUE, NEVER_VISITED_POINTS, 0, 0, 0);
      return;
    }
  over = due <= shift->ends_at ? (guint) ((shift->ends_at - due) / HW_ONE_DAY) : 0;
  add (stop, HW_VISIT_REVISIT_DUE, due > shift->ends_at ? 0 : MIN (REVISIT_POINTS + REVISIT_A_DAY * MIN (over, 100), REVISIT_MOST), due, 0, 0);
}

/* What the team wrote down holds as a window; what the rhythm tells is only said. */
static void
add_bed_down (const HwVisitNews *news,
              HwStop            *stop,
              const HwShift     *shift,
              GTimeZone         *zone)
{
  guint minute;
  gboolean is_written = news->site != NULL && hw_bed_down_parse (news->site->bed_down, &minute);
  gint64 at;

  if (!is_written && (news->spot == NULL || !hw_bed_down_of_rhythm (news->spot->hot_spot->rhythm, &minute)))
    return;
  at = hw_bed_down_within (minute, shift->starts_at, shift->ends_at, zone);
  if (at == 0)
    return;
  add (stop, HW_VISIT_BED_DOWN_TIME, BED_DOWN_POINTS, at, 0, 0);
  if (is_written && (stop->closes_at == 0 || at <= stop->closes_at))
    stop->opens_at = at;
}

static void
add_closure (const HwVisitNews *news,
             HwStop            *stop,
             const HwShift     *shift)
{
  if (news->site != NULL && hw_site_get_closure (news->site, shift->starts_at) == HW_SITE_CLOSED)
    add (stop, HW_VISIT_CLOSED_SITE, CLOSED_POINTS, news->site->closes_at, 0, 0);
  else if (news->moved_people > 0)
    add (stop, HW_VISIT_CLOSED_SITE, MOVED_POINTS, news->moved_at, news->moved_people, 0);
}

static int
compare_reasons (gconstpointer a,
                 gconstpointer b)
{
  const HwVisitReason *first = a, *second = b;

  if (first->points != second->points)
    return first->points > second->points ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/**
 * hw_visit_priority_give:
 * @news: what is known of a place
 * @stop: the stop there: its reasons, priority, window and visit are set
 * @shift: when and how the team goes
 * @revisit_days: after so many days a site is due again
 * @now: the time that counts as now, µs UTC
 * @zone: of the team's place
 *
 * Gives every reason to go there and its points; the priority is their sum.
 */
void
hw_visit_priority_give (const HwVisitNews *news,
                        HwStop            *stop,
                        const HwShift     *shift,
                        guint              revisit_days,
                        gint64             now,
                        GTimeZone         *zone)
{
  stop->priority = 0;
  stop->opens_at = stop->closes_at = 0;
  g_array_set_size (stop->reasons, 0);
  add_danger (news, stop);
  add_promises (news, stop, shift);
  add_reports (news, stop, shift, now);
  add_caller (news, stop, now, zone);
  add_hot_spot (news, stop);
  add_revisit (news, stop, shift, revisit_days);
  add_severe_weather (news, stop, shift, now);
  add_bed_down (news, stop, shift, zone);
  add_closure (news, stop, shift);
  g_array_sort (stop->reasons, compare_reasons);
  stop->visit_minutes = MIN (ONE_VISIT_MINUTES + PERSON_MINUTES * hw_visit_news_people (news), VISIT_MOST_MINUTES);
}
