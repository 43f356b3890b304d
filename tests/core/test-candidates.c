/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "hw-bed-down.h"
#include "hw-candidates.h"
#include "hw-date.h"
#include "hw-hull.h"
#include "hw-talk.h"

/* Where a team may go tonight, and why. Now is Monday 23 November 2026, 16:00; the shift is from 22:30 to 03:00. */

#define HOUR  G_TIME_SPAN_HOUR
#define DAY   HW_ONE_DAY
#define MONDAY (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)
#define NOW   (MONDAY + 16 * HOUR)
#define HERE  ((HwPoint) { 51.5, -0.1 })
#define AWAY  ((HwPoint) { 51.51, -0.1 })

typedef struct
{
  HwCandidateSources sources;
  HwShift   *shift;
  GTimeZone *zone;
  GPtrArray *candidates;   /* of the last look */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->sources.reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  fixture->sources.sites = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_site_free);
  fixture->sources.promises = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_promise_free);
  fixture->shift = hw_shift_new ();
  fixture->shift->starts_at = MONDAY + 22 * HOUR + HOUR / 2;
  fixture->shift->ends_at = MONDAY + 27 * HOUR;
  fixture->zone = g_time_zone_new_utc ();
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_pointer (&fixture->candidates, g_ptr_array_unref);
  g_ptr_array_unref (fixture->sources.reports);
  g_ptr_array_unref (fixture->sources.sites);
  g_ptr_array_unref (fixture->sources.promises);
  hw_shift_free (fixture->shift);
  g_time_zone_unref (fixture->zone);
}

static HwReport
make_report (HwPoint point,
             gint64  age)
{
  HwReport report = { .status = HW_REPORT_NEW, .received_at = NOW - age, .seen_at = NOW - age, .point = point, .people = 2, .place = "by the bins" };

  return report;
}

static void
add_report (Fixture        *fixture,
            const HwReport *said)
{
  HwReport report = *said;

  report.row = fixture->sources.reports->len + 1;
  report.id.bytes[15] = (guint8) report.row;
  g_ptr_array_add (fixture->sources.reports, hw_report_new (&report));
}

static HwSite *
add_site (Fixture *fixture,
          HwPoint  point)
{
  HwSite site = { .name = (char *) "Viaduct Arches", .point = point, .radius_m = 75 };
  HwSite *added;

  site.id.bytes[0] = (guint8) fixture->sources.sites->len + 1;
  added = hw_site_copy (&site);
  g_ptr_array_add (fixture->sources.sites, added);
  return added;
}

static void
look (Fixture *fixture)
{
  g_clear_pointer (&fixture->candidates, g_ptr_array_unref);
  fixture->candidates = hw_candidates_list (&fixture->sources, fixture->shift, NOW, fixture->zone);
}

static const HwCandidate *
get (Fixture *fixture,
     guint    i)
{
  if (i >= fixture->candidates->len)
    g_error ("There is no candidate %u", i);
  return fixture->candidates->pdata[i];
}

static const HwVisitReason *
find (const HwCandidate *candidate,
      HwVisitReasonKind  kind)
{
  for (guint i = 0; i < candidate->stop->reasons->len; i++)
    {
      const HwVisitReason *reason = &g_array_index (candidate->stop->reasons, HwVisitReason, i);

      if (reason->kind == kind)
        return reason;
    }
  return NULL;
}

static const HwVisitReason *
get_reason (const HwCandidate *candidate,
            HwVisitReasonKind  kind)
{
  const HwVisitReason *reason = find (candidate, kind);

  if (reason == NULL)
    g_error ("It has no reason of that kind");
  return reason;
}

static guint
get_points (const HwCandidate *candidate,
            HwVisitReasonKind  kind)
{
  const HwVisitReason *reason = find (candidate, kind);

  return reason != NULL ? reason->points : 0;
}

static guint
points_of_report (Fixture *fixture,
                  gint64   age)
{
  HwReport report = make_report (HERE, age);
  guint points;

  add_report (fixture, &report);
  look (fixture);
  points = get_points (get (fixture, 0), HW_VISIT_FRESH_REPORT);
  g_ptr_array_set_size (fixture->sources.reports, 0);
  return points;
}

/* -- reasons -- */

static void
test_fresh (Fixture      *fixture,
            gconstpointer data)
{
  HwReport closed = make_report (HERE, HOUR), nowhere = make_report (HW_POINT_UNKNOWN, HOUR);

  closed.status = HW_REPORT_CLOSED;
  add_report (fixture, &closed);
  add_report (fixture, &nowhere);
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 0);
  /* Of what no round leads to it is said how much there is. */
  g_assert_cmpuint (hw_candidates_count_nowhere (fixture->sources.reports), ==, 1);
  g_ptr_array_set_size (fixture->sources.reports, 0);
  g_assert_cmpuint (hw_candidates_count_nowhere (fixture->sources.reports), ==, 0);

  g_assert_cmpuint (points_of_report (fixture, 0), ==, 40);
  g_assert_cmpuint (points_of_report (fixture, 2 * DAY), ==, 20);
  g_assert_cmpuint (points_of_report (fixture, 20 * DAY), ==, 0);
}

static void
test_severe (Fixture      *fixture,
             gconstpointer data)
{
  HwReport report = make_report (HERE, 2 * DAY);
  guint before = points_of_report (fixture, 7 * DAY);

  add_report (fixture, &report);
  look (fixture);
  g_assert_null (find (get (fixture, 0), HW_VISIT_SEVERE_WEATHER));
  fixture->shift->severe_weather = TRUE;
  look (fixture);
  g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_SEVERE_WEATHER), ==, 10);
  report.concerns = HW_CONCERN_COLD;
  g_ptr_array_set_size (fixture->sources.reports, 0);
  add_report (fixture, &report);
  look (fixture);
  g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_SEVERE_WEATHER), ==, 20);
  g_ptr_array_set_size (fixture->sources.reports, 0);
  g_assert_cmpuint (points_of_report (fixture, 7 * DAY), >, before);
  report = make_report (HERE, 40 * DAY);   /* too long ago to tell of tonight */
  add_report (fixture, &report);
  look (fixture);
  g_assert_null (find (get (fixture, 0), HW_VISIT_SEVERE_WEATHER));
}

static void
test_danger (Fixture      *fixture,
             gconstpointer data)
{
  HwReport child = make_report (HERE, 6 * DAY), ill = make_report (AWAY, 0);

  child.age = HW_AGE_UNDER_18;
  ill.concerns = HW_CONCERN_HEALTH;
  add_report (fixture, &ill);
  add_report (fixture, &child);
  look (fixture);
  /* The child first, however old the report. */
  g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_DANGER), ==, 100);
  g_assert_cmpuint (get_points (get (fixture, 1), HW_VISIT_DANGER), ==, 15);
}

static void
test_caller (Fixture      *fixture,
             gconstpointer data)
{
  /* Received on Monday 9 November: ten working days are over on the 23rd. */
  HwReport waits = make_report (HERE, 14 * DAY), later = make_report (AWAY, DAY);

  add_report (fixture, &waits);
  look (fixture);
  g_assert_null (find (get (fixture, 0), HW_VISIT_CALLER_WAITS));
  g_ptr_array_set_size (fixture->sources.reports, 0);
  waits.reply_wish = later.reply_wish = HW_REPLY_SMS;
  add_report (fixture, &waits);
  add_report (fixture, &later);
  look (fixture);
  for (guint i = 0; i < 2; i++)
    {
      const HwVisitReason *reason = find (get (fixture, i), HW_VISIT_CALLER_WAITS);

      if (reason == NULL)
        g_error ("Nobody waits");
      g_assert_cmpuint (reason->count, ==, reason->points == 30 ? 0 : 9);
    }
}

static char *
dup_words (HwVisitReasonKind kind,
           guint             points,
           gint64            at,
           guint             count)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  HwVisitReason reason = { kind, points, at, count, 0 };

  return hw_visit_reason_dup_words (&reason, NOW, zone);
}

/* Sunday and Tuesday are not today, but Tuesday's first hours are tonight. */
static void
test_words (void)
{
  static const struct { HwVisitReasonKind kind; guint points; gint64 at; guint count; const char *words; } told[] = {
    { HW_VISIT_FRESH_REPORT, 40, NOW - HOUR, 0, "reported 15:00, 1 person" },
    { HW_VISIT_FRESH_REPORT, 40, MONDAY - HOUR, 2, "reported Sun 23:00, 2 people" },
    { HW_VISIT_FRESH_REPORT, 2, MONDAY - 20 * DAY, 2, "reported 3 Nov, 2 people" },
    { HW_VISIT_PROMISE, 60, MONDAY + DAY + HOUR, 1, "promised for 01:00 at the latest" },
    { HW_VISIT_PROMISE, 60, MONDAY - HOUR, 1, "promised for Sun 23:00 at the latest" },
    { HW_VISIT_REVISIT_DUE, 15, 0, 0, "not visited yet" },
    { HW_VISIT_REVISIT_DUE, 10, MONDAY - DAY, 0, "visit due since 22 Nov" },
    { HW_VISIT_REVISIT_DUE, 10, MONDAY + 28 * HOUR, 0, "visit due tonight" },
    { HW_VISIT_REVISIT_DUE, 10, MONDAY + 2 * HOUR, 0, "visit due today" },
    { HW_VISIT_REVISIT_DUE, 0, MONDAY + 2 * DAY, 0, "visited lately, due 25 Nov" },
    { HW_VISIT_CALLER_WAITS, 30, MONDAY - DAY, 0, "a caller waits for an answer, due since 22 Nov" },
    { HW_VISIT_CALLER_WAITS, 30, MONDAY + 20 * HOUR, 0, "a caller waits for an answer, today at the latest" },
    { HW_VISIT_CALLER_WAITS, 30, MONDAY + 40 * HOUR, 1, "a caller waits for an answer, 1 working day left" },
    { HW_VISIT_CLOSED_SITE, 5, MONDAY - DAY, 0, "closed since 22 Nov" },
    { HW_VISIT_CLOSED_SITE, 15, MONDAY - DAY, 2, "2 people of a site that is closed were met here" },
    { HW_VISIT_BED_DOWN_TIME, 5, MONDAY + 23 * HOUR, 0, "people lie down from 23:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *words = dup_words (told[i].kind, told[i].points, told[i].at, told[i].count);

      g_assert_cmpstr (words, ==, told[i].words);
    }
}

static void
test_promise (Fixture      *fixture,
              gconstpointer data)
{
  HwSite *site = add_site (fixture, HERE);
  HwPromise promise = { .site = site->id, .point = HW_POINT_UNKNOWN, .due_at = MONDAY + 40 * HOUR, .kept = HW_PROMISE_OPEN };
  HwPromise elsewhere = { .point = AWAY, .due_at = NOW, .kept = HW_PROMISE_OPEN };

  site->last_visit = NOW - DAY;
  g_ptr_array_add (fixture->sources.promises, hw_promise_copy (&promise));
  look (fixture);
  g_assert_null (find (get (fixture, 0), HW_VISIT_PROMISE));   /* for tomorrow afternoon */
  ((HwPromise *) fixture->sources.promises->pdata[0])->due_at = MONDAY + 23 * HOUR;
  g_ptr_array_add (fixture->sources.promises, hw_promise_copy (&elsewhere));
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 2);
  g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_PROMISE), ==, 60);
  g_assert_cmpuint (get_points (get (fixture, 1), HW_VISIT_PROMISE), ==, 60);
}

/* Who comes half an hour late has still come; that people lie down later is no reason to come later. */
static void
test_promise_window (Fixture      *fixture,
                     gconstpointer data)
{
  HwSite *site = add_site (fixture, HERE);
  HwPromise promise = { .site = site->id, .point = HW_POINT_UNKNOWN, .due_at = MONDAY + 23 * HOUR, .kept = HW_PROMISE_OPEN };

  site->bed_down = g_strdup ("after midnight");
  look (fixture);
  g_assert_cmpint (get (fixture, 0)->stop->closes_at, ==, 0);
  g_assert_cmpint (get (fixture, 0)->stop->opens_at, ==, MONDAY + 24 * HOUR);
  g_ptr_array_add (fixture->sources.promises, hw_promise_copy (&promise));
  look (fixture);
  g_assert_cmpint (get (fixture, 0)->stop->closes_at, ==, MONDAY + 23 * HOUR + HOUR / 2);
  g_assert_cmpint (get (fixture, 0)->stop->opens_at, ==, 0);
  ((HwPromise *) fixture->sources.promises->pdata[0])->due_at = NOW;   /* too late already: any time of the shift is as good */
  look (fixture);
  g_assert_cmpint (get (fixture, 0)->stop->closes_at, ==, 0);
}

static void
test_revisit (Fixture      *fixture,
              gconstpointer data)
{
  static const struct { int days; guint points; } visits[] = { { 1, 0 }, { 2, 0 }, { 3, 10 }, { 5, 16 }, { 30, 25 } };
  HwSite *site = add_site (fixture, HERE);

  look (fixture);
  g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_REVISIT_DUE), ==, 15);   /* never */
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      site->last_visit = fixture->shift->ends_at - visits[i].days * DAY;
      look (fixture);
      g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_REVISIT_DUE), ==, visits[i].points);
    }
  fixture->sources.revisit_days = 30;
  look (fixture);
  g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_REVISIT_DUE), ==, 10);
}

static void
test_hot_spot (Fixture      *fixture,
               gconstpointer data)
{
  HwHotSpot first = { .rank = 1, .trend = 1, .centre = HERE }, second = { .rank = 2, .centre = AWAY };
  HwCandidateSpot spots[] = { { &first, "Under the bridge", NOW - DAY }, { &second, "Old Town", NOW - DAY } };

  fixture->sources.spots = spots;
  fixture->sources.n_spots = 2;
  look (fixture);
  g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_HOT_SPOT), ==, 50);
  g_assert_cmpstr (get (fixture, 0)->stop->name, ==, "Under the bridge");
  g_assert_cmpuint (get_points (get (fixture, 1), HW_VISIT_HOT_SPOT), ==, 36);
}

static void
test_bed_down (Fixture      *fixture,
               gconstpointer data)
{
  HwSite *site = add_site (fixture, HERE);

  site->bed_down = g_strdup ("After eleven");
  look (fixture);
  g_assert_cmpint (get (fixture, 0)->stop->opens_at, ==, MONDAY + 23 * HOUR);
  g_assert_nonnull (find (get (fixture, 0), HW_VISIT_BED_DOWN_TIME));
  fixture->shift->starts_at = MONDAY + 28 * HOUR;   /* in the early morning everybody lies there */
  fixture->shift->ends_at = MONDAY + 31 * HOUR;
  look (fixture);
  g_assert_cmpint (get (fixture, 0)->stop->opens_at, ==, 0);
}

static void
test_bed_down_words (void)
{
  static const struct { const char *words; int minute; } written[] = {
    { "After eleven", 23 * 60 }, { "When the park is empty, about ten", 22 * 60 }, { "fra 23.30", 23 * 60 + 30 }, { "22:45–06:00", 22 * 60 + 45 },
    { "midnight", 0 }, { "from 12", 0 }, { "1:15", 75 }, { "sent, når butikken lukker", -1 }, { "", -1 }, { "77", -1 }, { "10:75", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      guint minute = 5000;

      g_assert_cmpint (hw_bed_down_parse (written[i].words, &minute), ==, written[i].minute >= 0);
      if (written[i].minute >= 0)
        g_assert_cmpuint (minute, ==, (guint) written[i].minute);
    }
  {
    guint rhythm[7][24] = { { 0 } }, minute = 0;

    rhythm[2][23] = 9;
    g_assert_false (hw_bed_down_of_rhythm ((const guint (*)[24]) rhythm, &minute));
    rhythm[3][2] = 9;
    g_assert_true (hw_bed_down_of_rhythm ((const guint (*)[24]) rhythm, &minute));
    g_assert_cmpuint (minute, ==, 23 * 60);
    rhythm[3][12] = 40;
    g_assert_false (hw_bed_down_of_rhythm ((const guint (*)[24]) rhythm, &minute));
  }
}

static void
test_closed (Fixture      *fixture,
             gconstpointer data)
{
  HwSite *site = add_site (fixture, HERE);
  HwReport report = make_report (AWAY, 10 * DAY);

  site->closes_at = NOW - DAY;
  add_report (fixture, &report);
  look (fixture);
  g_assert_false (get (fixture, 0)->closed);
  g_assert_true (get (fixture, 1)->closed);
  g_assert_nonnull (find (get (fixture, 1), HW_VISIT_CLOSED_SITE));
}

static void
test_moved (Fixture      *fixture,
            gconstpointer data)
{
  HwSite *site = add_site (fixture, HERE);
  HwPoint elsewhere = { 51.52, -0.1 }, further = { 51.53, -0.1 };
  HwReport report = make_report (AWAY, HOUR);
  HwCandidateMove moves[] = { { site, elsewhere, 3 }, { site, AWAY, 2 }, { site, HERE, 1 }, { site, further, 1 } };

  site->closes_at = NOW - 5 * DAY;
  add_report (fixture, &report);
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 2);
  g_assert_null (find (get (fixture, 0), HW_VISIT_CLOSED_SITE));

  /* To the place that is known; to the one where most went; and not to the site itself. */
  fixture->sources.moves = moves;
  fixture->sources.n_moves = G_N_ELEMENTS (moves);
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 3);
  g_assert_cmpint (get (fixture, 0)->stop->kind, ==, HW_STOP_REPORT);
  g_assert_cmpuint (get_reason (get (fixture, 0), HW_VISIT_CLOSED_SITE)->count, ==, 2);
  g_assert_cmpint (get (fixture, 1)->stop->kind, ==, HW_STOP_PLACE);
  g_assert_cmpfloat (get (fixture, 1)->stop->point.latitude, ==, elsewhere.latitude);
  g_assert_cmpuint (get_reason (get (fixture, 1), HW_VISIT_CLOSED_SITE)->count, ==, 3);
  g_assert_true (get (fixture, 2)->closed);
  g_assert_cmpuint (get_reason (get (fixture, 2), HW_VISIT_CLOSED_SITE)->count, ==, 0);
}

/* -- places -- */

static void
test_one_stop (Fixture      *fixture,
               gconstpointer data)
{
  HwPoint near = { 51.5003, -0.1 };   /* 33 m */
  HwPoint further = { 51.502, -0.1 };
  HwSite *site = add_site (fixture, HERE);
  HwReport within = make_report (near, HOUR), beside = make_report (further, HOUR), other = make_report (AWAY, HOUR);
  HwHotSpot spot = { .rank = 1, .centre = near };
  HwCandidateSpot spots[] = { { &spot, "Hot-spot 1", NOW - 2 * DAY } };
  gint64 row = 2;

  site->last_visit = NOW - 5 * DAY;
  spot.rows[HW_KIND_REPORT] = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (spot.rows[HW_KIND_REPORT], row);
  fixture->sources.spots = spots;
  fixture->sources.n_spots = 1;
  add_report (fixture, &within);
  add_report (fixture, &beside);   /* row 2: of the hot-spot, although it is further away */
  add_report (fixture, &other);
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 2);
  g_assert_cmpint (get (fixture, 0)->stop->kind, ==, HW_STOP_SITE);
  g_assert_cmpuint (get (fixture, 0)->stop->reports->len, ==, 2);
  g_assert_cmpint (get (fixture, 0)->last_visit, ==, NOW - 2 * DAY);
  g_assert_cmpint (get (fixture, 1)->stop->kind, ==, HW_STOP_REPORT);
  g_array_unref (spot.rows[HW_KIND_REPORT]);
}

static void
test_hull (Fixture      *fixture,
           gconstpointer data)
{
  HwPoint middle = { 51.5, -0.1 }, corners[] = { middle, { 51.502, -0.1 }, { 51.5, -0.103 } };
  HwHotSpot spot = { .rank = 1, .centre = middle };
  HwCandidateSpot spots[] = { { &spot, "Hot-spot 1", NOW - 2 * DAY } };
  HwReport within = make_report ((HwPoint) { 51.5008, -0.1008 }, HOUR), outside = make_report ((HwPoint) { 51.5018, -0.1028 }, HOUR);

  spot.hull = hw_hull_around (&middle, corners, G_N_ELEMENTS (corners), 25);
  fixture->sources.spots = spots;
  fixture->sources.n_spots = 1;
  add_report (fixture, &outside);
  add_report (fixture, &within);
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 2);
  g_assert_cmpint (get (fixture, 0)->stop->kind, ==, HW_STOP_HOT_SPOT);
  g_assert_cmpuint (get (fixture, 0)->stop->reports->len, ==, 1);
  g_assert_cmpint (g_array_index (get (fixture, 0)->stop->reports, HwId, 0).bytes[15], ==, 2);
  g_array_unref (spot.hull);
}

/* Two hot-spots in one site are that site, and a report in two sites is of the nearer. */
static void
test_nearest (Fixture      *fixture,
              gconstpointer data)
{
  HwPoint beside = { 51.5006, -0.1 };   /* 67 m: in both */
  HwHotSpot first = { .rank = 1, .centre = HERE }, second = { .rank = 2, .centre = { 51.4998, -0.1 } };
  HwCandidateSpot spots[] = { { &first, "Hot-spot 1", NOW - 2 * DAY }, { &second, "Hot-spot 2", NOW - DAY } };
  HwReport report = make_report (beside, HOUR);
  HwSite *near;

  add_site (fixture, HERE);
  near = add_site (fixture, (HwPoint) { 51.5007, -0.1 });
  near->radius_m = 40;
  fixture->sources.spots = spots;
  fixture->sources.n_spots = 2;
  add_report (fixture, &report);
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const HwCandidate *candidate = get (fixture, i);
      gboolean is_near = hw_id_equal (&candidate->stop->subject, &near->id);
      const HwVisitReason *hot = find (candidate, HW_VISIT_HOT_SPOT);

      g_assert_cmpint (candidate->stop->kind, ==, HW_STOP_SITE);
      g_assert_cmpuint (candidate->stop->reports->len, ==, is_near ? 1 : 0);
      g_assert_cmpuint (hot != NULL ? hot->count : 0, ==, is_near ? 0 : 1);
    }
}

static void
test_sum (Fixture      *fixture,
          gconstpointer data)
{
  HwReport report = make_report (HERE, HOUR);

  report.concerns = HW_CONCERN_COLD;
  report.reply_wish = HW_REPLY_CALL;
  add_site (fixture, HERE);
  for (guint i = 0; i < 5; i++)
    add_report (fixture, &report);
  look (fixture);
  {
    const HwStop *stop = get (fixture, 0)->stop;
    guint sum = 0, last = G_MAXUINT;

    for (guint i = 0; i < stop->reasons->len; i++)
      {
        const HwVisitReason *reason = &g_array_index (stop->reasons, HwVisitReason, i);
        g_autofree char *words = hw_visit_reason_dup_words (reason, NOW, fixture->zone);

        g_assert_cmpuint (strlen (words), >, 3);
        g_assert_cmpuint (reason->points, <=, last);
        last = reason->points;
        sum += reason->points;
      }
    g_assert_cmpuint (stop->priority, ==, sum);
    g_assert_cmpuint (stop->visit_minutes, ==, 20);
    g_assert_cmpuint (get_points (get (fixture, 0), HW_VISIT_FRESH_REPORT), <=, 60);
  }
}

static void
test_other_team (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_shift_free);
  HwReport report = make_report (HERE, HOUR), away = make_report (AWAY, 2 * HOUR);
  HwShift *other = hw_shift_new ();
  HwStop *stop = hw_stop_new ();

  other->id.bytes[0] = 1;
  other->name = g_strdup ("Team South");
  other->starts_at = fixture->shift->starts_at - HOUR;
  other->ends_at = fixture->shift->starts_at;
  stop->kind = HW_STOP_PLACE;
  stop->point = HERE;
  g_ptr_array_add (other->stops, stop);
  g_ptr_array_add (shifts, other);
  fixture->sources.shifts = shifts;
  add_report (fixture, &report);
  add_report (fixture, &away);
  look (fixture);
  g_assert_null (get (fixture, 0)->other_team);   /* they are back before */
  other->ends_at += HOUR;
  look (fixture);
  g_assert_cmpstr (get (fixture, 0)->other_team, ==, "Team South");
  g_assert_null (get (fixture, 1)->other_team);
  other->state = HW_SHIFT_CALLED_OFF;
  look (fixture);
  g_assert_null (get (fixture, 0)->other_team);
  other->state = HW_SHIFT_STARTED;
  fixture->shift->id = other->id;   /* it is this one */
  look (fixture);
  g_assert_null (get (fixture, 0)->other_team);
}

/* What is told later of a place does not make it another one. */
static void
test_lasting (Fixture      *fixture,
              gconstpointer data)
{
  HwReport first = make_report (HERE, 5 * HOUR), later = make_report ((HwPoint) { 51.5002, -0.1 }, HOUR);
  HwId subject;

  add_report (fixture, &first);
  look (fixture);
  subject = get (fixture, 0)->stop->subject;
  add_report (fixture, &later);
  g_ptr_array_insert (fixture->sources.reports, 0, g_ptr_array_steal_index (fixture->sources.reports, 1));   /* newest first, as the queue has them */
  look (fixture);
  g_assert_cmpuint (fixture->candidates->len, ==, 1);
  g_assert_true (hw_id_equal (&subject, &get (fixture, 0)->stop->subject));
  g_assert_cmpfloat (get (fixture, 0)->stop->point.latitude, ==, HERE.latitude);
}

/* -- talking, and what nobody learns -- */

static void
test_talk (Fixture      *fixture,
           gconstpointer data)
{
  static const char * const polish[] = { "Polish", NULL }, * const both[] = { "pl", "ro-MD", NULL }, * const unknown[] = { "something", NULL };

  g_ptr_array_add (fixture->shift->team, hw_team_member_new ("Amir", NULL, TRUE));
  g_assert_cmpint (hw_talk_find (polish, fixture->shift), ==, HW_TALK_NOT_ASKED);
  g_ptr_array_add (fixture->shift->team, hw_team_member_new ("Lise", "en pl", FALSE));
  g_assert_cmpint (hw_talk_find (NULL, fixture->shift), ==, HW_TALK_NOT_ASKED);
  g_assert_cmpint (hw_talk_find (polish, fixture->shift), ==, HW_TALK_YES);
  g_assert_cmpint (hw_talk_find (both, fixture->shift), ==, HW_TALK_NO);
  g_assert_cmpint (hw_talk_find (unknown, fixture->shift), ==, HW_TALK_NO);
  fixture->shift->interpreter_booked = TRUE;
  g_assert_cmpint (hw_talk_find (both, fixture->shift), ==, HW_TALK_INTERPRETER_BOOKED);
  g_assert_cmpint (hw_talk_find (polish, fixture->shift), ==, HW_TALK_YES);
}

/* Two cities that differ in languages alone have the same candidates. */
static void
test_privacy (Fixture      *fixture,
              gconstpointer data)
{
  HwReport report = make_report (HERE, HOUR);
  g_autoptr (GPtrArray) before = NULL;

  add_report (fixture, &report);
  look (fixture);
  before = g_steal_pointer (&fixture->candidates);
  g_ptr_array_set_size (fixture->sources.reports, 0);
  report.language = "Canarian";
  add_report (fixture, &report);
  look (fixture);
  g_assert_cmpuint (before->len, ==, fixture->candidates->len);
  g_assert_true (hw_stop_equal (((HwCandidate *) before->pdata[0])->stop, get (fixture, 0)->stop));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/candidates/a-fresh-report-is-worth-more-than-an-old-one", test_fresh);
  ADD ("/candidates/severe-weather-widens-what-is-urgent", test_severe);
  ADD ("/candidates/danger-and-children-come-first", test_danger);
  ADD ("/candidates/a-caller-who-waits-is-a-reason", test_caller);
  ADD ("/candidates/a-promise-holds-until-its-day", test_promise);
  ADD ("/candidates/a-promise-is-kept-by-coming-in-time", test_promise_window);
  ADD ("/candidates/a-site-is-due-after-three-days", test_revisit);
  ADD ("/candidates/a-hot-spot-by-rank-and-trend", test_hot_spot);
  ADD ("/candidates/bed-down-time-opens-the-window", test_bed_down);
  g_test_add_func ("/candidates/bed-down-time-is-read-from-words-and-rhythm", test_bed_down_words);
  ADD ("/candidates/a-closed-site-comes-last", test_closed);
  ADD ("/candidates/where-people-of-a-closed-site-went-is-a-reason", test_moved);
  g_test_add_func ("/candidates/reasons-are-told-in-words-with-the-day", test_words);
  ADD ("/candidates/one-place-is-one-stop", test_one_stop);
  ADD ("/candidates/a-report-in-the-hull-of-a-hot-spot-is-of-it", test_hull);
  ADD ("/candidates/what-lies-in-two-sites-is-of-the-nearer", test_nearest);
  ADD ("/candidates/what-another-team-visits-is-theirs", test_other_team);
  ADD ("/candidates/a-place-stays-the-same-when-more-is-reported", test_lasting);
  ADD ("/candidates/the-priority-is-the-sum-of-its-reasons", test_sum);
  ADD ("/candidates/whether-the-team-can-talk-and-no-language", test_talk);
  ADD ("/candidates/languages-change-nothing", test_privacy);
  return g_test_run ();
}
