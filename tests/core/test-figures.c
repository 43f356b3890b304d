/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "figures/hw-figures.h"

/* Each definition by its text-book example and on the days at its edges. The third quarter of 2026, in Copenhagen. */

typedef struct
{
  GTimeZone     *zone;
  HwPeriod       quarter;
  HwFigureFacts *facts;
} Book;

static void
set_up (Book         *book,
        gconstpointer data)
{
  book->zone = g_time_zone_new_identifier ("Europe/Copenhagen");
  book->quarter = hw_period_quarter (2026, 3, book->zone);
  book->facts = hw_figure_facts_new ();
}

static void
tear_down (Book         *book,
           gconstpointer data)
{
  hw_figure_facts_free (book->facts);
  g_time_zone_unref (book->zone);
}

/* "2026-07-01T00:00", local. */
static gint64
at (Book       *book,
    const char *text)
{
  g_autofree char *whole = g_strconcat (text, ":00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, book->zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static guint
add_person (Book *book)
{
  HwId id = { { 0 } };

  id.bytes[0] = (guint8) (book->facts->persons->len + 1);
  g_array_append_val (book->facts->persons, id);
  return book->facts->persons->len - 1;
}

static void
meet (Book       *book,
      guint       person,
      const char *when)
{
  HwContactFact contact = { book->facts->contacts->len + 1, at (book, when), person, 1, TRUE };

  g_array_append_val (book->facts->contacts, contact);
}

/* Somebody who was met at each of these times: "2026-07-01T00:00 2026-07-02T03:00". */
static void
add_met (Book       *book,
         const char *times)
{
  g_auto (GStrv) list = g_strsplit (times, " ", -1);
  guint person = add_person (book);

  for (guint i = 0; list[i] != NULL; i++)
    meet (book, person, list[i]);
}

static HwFigure *
count (Book       *book,
       const char *id)
{
  hw_figure_facts_sort (book->facts);
  return hw_figures_count_one (book->facts, hw_figure_find_definition (id, 0), &book->quarter, noon_of ("2026-11-15"), book->zone);
}

/* All values of a figure, row by row: "1 0 2". */
static void
assert_values (Book       *book,
               const char *id,
               const char *values)
{
  g_autoptr (HwFigure) figure = count (book, id);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint row = 0; row < figure->n_rows; row++)
    for (guint column = 0; column < figure->n_columns; column++)
      {
        g_autofree char *value = hw_figure_dup_value (figure, row, column);

        g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", value);
      }
  g_assert_cmpstr (found->str, ==, values);
}

/* -- periods -- */

static void
assert_period (Book       *book,
               const char *text,
               const char *from,
               const char *until,
               const char *words,
               const char *before)
{
  HwPeriod period, earlier, expected;
  g_autofree char *found = NULL;

  g_assert_true (hw_period_parse (text, book->zone, &period));
  g_assert_cmpint (period.from, ==, at (book, from));
  g_assert_cmpint (period.until, ==, at (book, until));
  found = hw_period_dup_words (&period, book->zone);
  g_assert_cmpstr (found, ==, words);
  earlier = hw_period_before (&period, book->zone);
  g_assert_true (hw_period_parse (before, book->zone, &expected));
  g_assert_cmpint (earlier.from, ==, expected.from);
  g_assert_cmpint (earlier.until, ==, expected.until);
}

static void
test_periods (Book         *book,
              gconstpointer data)
{
  static const char * const wrong[] = { "", "26-Q3", "2026-Q5", "2026-13", "2026-02-30..2026-03-01", "2026-10-11..2026-10-05", "2026-10-05", "2026-Q3 ", "2026-1" };
  HwPeriod period;

  assert_period (book, "2026-Q3", "2026-07-01T00:00", "2026-10-01T00:00", "Q3 2026", "2026-Q2");
  assert_period (book, "2026-Q1", "2026-01-01T00:00", "2026-04-01T00:00", "Q1 2026", "2025-Q4");
  assert_period (book, "2026-10", "2026-10-01T00:00", "2026-11-01T00:00", "October 2026", "2026-09");
  assert_period (book, "2026-12", "2026-12-01T00:00", "2027-01-01T00:00", "December 2026", "2026-11");
  assert_period (book, "2026", "2026-01-01T00:00", "2027-01-01T00:00", "2026", "2025");
  /* The clocks go back on 25 October: the week has 169 hours. */
  assert_period (book, "2026-10-19..2026-10-25", "2026-10-19T00:00", "2026-10-26T00:00", "19 Oct 2026 – 25 Oct 2026", "2026-10-12..2026-10-18");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (hw_period_parse (wrong[i], book->zone, &period));
}

/* -- CHAIN -- */

static void
test_seen (Book         *book,
           gconstpointer data)
{
  add_met (book, "2026-07-01T00:00");                       /* the first moment */
  add_met (book, "2026-09-30T23:59");                       /* the last minute */
  add_met (book, "2026-10-01T00:00");                       /* not in the period */
  add_met (book, "2025-07-01T00:00 2026-08-01T02:00");      /* the first moment of the year before: stock */
  add_met (book, "2025-06-30T23:59 2026-08-01T02:00");      /* a minute earlier: returner */
  add_met (book, "2020-01-01T02:00 2026-06-30T23:59 2026-07-10T02:00");   /* stock, since also lately */
  assert_values (book, "seen", "2 2 1");
}

/* Awake is not sleeping rough. */
static void
test_bedded_down (Book         *book,
                  gconstpointer data)
{
  guint person = add_person (book);
  HwContactFact awake = { 1, at (book, "2026-08-01T02:00"), person, 1, FALSE }, unknown = { 2, at (book, "2026-08-01T02:00"), HW_NOBODY_KNOWN, 3, TRUE };

  g_array_append_val (book->facts->contacts, awake);
  g_array_append_val (book->facts->contacts, unknown);
  assert_values (book, "seen", "0 0 0");
  assert_values (book, "contacts", "0 1 1 0");
}

static void
test_new_split (Book         *book,
                gconstpointer data)
{
  add_met (book, "2026-08-03T23:30 2026-08-04T05:00");                             /* one night, two days of the calendar */
  add_met (book, "2026-08-03T23:30 2026-08-04T23:30");                             /* a second night */
  add_met (book, "2026-08-03T23:30 2026-08-10T23:30");                             /* two weeks in a row */
  add_met (book, "2026-08-03T23:30 2026-08-10T23:30 2026-08-24T23:30");            /* three weeks, not in a row */
  add_met (book, "2026-08-09T23:30 2026-08-10T23:30 2026-08-17T23:30");            /* Sunday, Monday, Monday: three weeks in a row */
  add_met (book, "2026-06-01T23:30 2026-08-03T23:30");                             /* seen before: not new */
  assert_values (book, "new-split", "1 3 1");
}

/* -- England -- */

static void
test_new_in_area (Book         *book,
                  gconstpointer data)
{
  add_met (book, "2021-06-30T23:59 2026-07-10T02:00");   /* 60 months and a minute */
  add_met (book, "2021-07-01T00:00 2026-07-10T02:00");   /* 60 months */
  add_met (book, "2026-07-10T02:00");
  assert_values (book, "new-in-area", "2 1");
  /* The same people as CHAIN counts them: side by side. */
  assert_values (book, "seen", "1 0 2");
}

static void
test_long_term (Book         *book,
                gconstpointer data)
{
  add_met (book, "2025-10-01T00:00 2026-03-31T23:59 2026-07-01T00:00");                  /* three of the twelve months */
  add_met (book, "2025-09-30T23:59 2026-03-31T23:59 2026-07-01T00:00");                  /* the first is the thirteenth */
  add_met (book, "2026-07-01T00:00 2026-07-15T02:00 2026-07-31T23:59 2026-08-01T02:00"); /* often, in two months */
  assert_values (book, "long-term", "1 2");
}

static void
test_returning (Book         *book,
                gconstpointer data)
{
  add_met (book, "2026-01-10T02:00 2026-07-09T02:00");   /* 180 days, an hour less by the clocks */
  add_met (book, "2026-01-10T02:00 2026-07-09T03:00");   /* 180 days */
  add_met (book, "2026-07-02T02:00 2026-07-05T02:00");
  assert_values (book, "returning", "1 2");
}

/* -- reports -- */

static void
add_report (Book       *book,
            const char *received,
            guint       outcome,
            const char *answered)
{
  HwReportFact report = {
    .row = book->facts->reports->len + 1, .received_at = at (book, received), .outcome = (guint8) outcome, .channel = HW_CHANNEL_SMS,
    .wants_answer = answered != NULL, .answered_at = answered != NULL && *answered != '\0' ? at (book, answered) : 0,
  };

  g_array_append_val (book->facts->reports, report);
}

static void
test_reports (Book         *book,
              gconstpointer data)
{
  add_report (book, "2026-06-30T23:59", HW_OUTCOME_FOUND, NULL);
  add_report (book, "2026-07-01T00:00", HW_OUTCOME_FOUND, "2026-07-15T00:00");      /* a Wednesday: the tenth working day after it, at the same hour */
  add_report (book, "2026-07-01T00:00", HW_OUTCOME_NOT_FOUND, "2026-07-15T00:01");
  add_report (book, "2026-07-01T00:00", HW_OUTCOME_NOT_LOOKED_FOR, "");
  add_report (book, "2026-09-30T23:59", HW_N_OUTCOME_GROUPS, NULL);
  add_report (book, "2026-10-01T00:00", HW_OUTCOME_FOUND, NULL);
  assert_values (book, "reports-by-channel", "0 0 4 0 0 0 0");
  assert_values (book, "reports-by-outcome", "1 1 1 1");
  assert_values (book, "reports-found", "50 %");
  assert_values (book, "answers", "1 1 0 1");
  assert_values (book, "days-to-answer", "14 days");
  assert_values (book, "attempts", "2");
  assert_values (book, "attempts-per-contact", "–");
}

static void
assert_hour (Book  *book,
             guint  weekday,
             guint  hour,
             double reports)
{
  g_autoptr (HwFigure) figure = count (book, "reports-by-hour");

  g_assert_cmpfloat (hw_figure_get (figure, weekday, hour), ==, reports);
}

/* Weeks are named by their Monday; of those to come nothing is told. */
static void
test_weeks (Book         *book,
            gconstpointer data)
{
  g_autoptr (HwFigure) figure = NULL;
  HwFigure *early;

  add_report (book, "2026-07-05T23:59", HW_N_OUTCOME_GROUPS, NULL);   /* a Sunday */
  add_report (book, "2026-07-06T00:00", HW_N_OUTCOME_GROUPS, NULL);
  add_report (book, "2026-07-12T23:59", HW_N_OUTCOME_GROUPS, NULL);
  add_met (book, "2026-07-06T02:00 2026-07-07T02:00");
  figure = count (book, "weeks");
  g_assert_cmpuint (figure->n_rows, ==, 14);
  g_assert_cmpstr (figure->rows[0], ==, "2026-06-29");
  g_assert_cmpstr (figure->rows[13], ==, "2026-09-28");
  g_assert_cmpfloat (hw_figure_get (figure, 0, 0), ==, 1);
  g_assert_cmpfloat (hw_figure_get (figure, 1, 0), ==, 2);
  g_assert_cmpfloat (hw_figure_get (figure, 1, 1), ==, 1);
  early = hw_figures_count_one (book->facts, hw_figure_find_definition ("weeks", 0), &book->quarter, at (book, "2026-07-12T23:59"), book->zone);
  g_assert_cmpfloat (hw_figure_get (early, 1, 0), ==, 2);
  g_assert_cmpfloat (hw_figure_get (early, 2, 0), ==, HW_FIGURE_NOTHING);
  g_assert_cmpfloat (hw_figure_get (early, 13, 1), ==, HW_FIGURE_NOTHING);
  hw_figure_unref (early);
  /* The first report came on a Sunday before midnight. */
  assert_hour (book, 6, 23, 2);
  assert_hour (book, 0, 0, 1);
}

/* -- going home -- */

static HwCase *
add_case (Book       *book,
          const char *arrived_on)
{
  HwCase *case_ = make_full_case (HW_STAGE_RECEIVED);

  case_->opened_at = at (book, "2026-06-01T12:00");
  hw_case_set (case_, HW_FIELD_ARRIVED_ON, arrived_on);
  g_ptr_array_set_size (case_->records, 0);
  case_->id.bytes[0] = (guint8) (book->facts->cases->len + 1);
  g_ptr_array_add (book->facts->cases, case_);
  return case_;
}

static void
test_home (Book         *book,
           gconstpointer data)
{
  HwCase *first = add_case (book, "2026-07-01"), *second = add_case (book, "2026-09-30");

  first->stage_since[HW_STAGE_TRAVELLED] = at (book, "2026-06-30T08:00");
  first->stage_since[HW_STAGE_RECEIVED] = at (book, "2026-07-01T00:00");
  second->stage_since[HW_STAGE_TRAVELLED] = at (book, "2026-09-09T12:00");
  second->stage_since[HW_STAGE_RECEIVED] = at (book, "2026-10-01T00:00");
  assert_values (book, "went-home", "1");
  assert_values (book, "stages", "0 0 0 0 0 1 1 0 0 0 0 0 0");
  assert_values (book, "wish-to-travel", "100 days");
}

static void
test_lasting (Book         *book,
              gconstpointer data)
{
  HwCase *stayed = add_case (book, "2026-06-05"), *back = add_case (book, "2026-06-05"), *late = add_case (book, "2026-06-05");
  gint64 met = at (book, "2026-07-05T23:00"), after = at (book, "2026-07-06T01:00");

  /* The thirtieth day after 5 June is 5 July; met on it, and an hour after it. */
  g_array_append_val (back->met_at, met);
  g_array_append_val (late->met_at, after);
  assert_values (book, "lasting", "2 1 1 2 0 0 0 0");
  assert_values (book, "seen-again", "2");
  add_record (stayed, HW_CASE_RECORD_FOLLOW_UP, "2026-07-10", "days=30;outcome=moved-on");
  assert_values (book, "lasting", "2 1 0 3 0 0 0 0");
}

static void
test_follow_ups (Book         *book,
                 gconstpointer data)
{
  HwCase *case_ = add_case (book, "2026-06-30");
  static const char * const fields[] = { HW_FIELD_FOLLOW_UP_7, HW_FIELD_FOLLOW_UP_30, HW_FIELD_FOLLOW_UP_90, HW_FIELD_FOLLOW_UP_180, HW_FIELD_FOLLOW_UP_365 };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_hash_table_remove (case_->evidence, fields[i]);
  add_record (case_, HW_CASE_RECORD_FOLLOW_UP, "2026-07-07", "days=7;outcome=reached");
  add_record (case_, HW_CASE_RECORD_FOLLOW_UP, "2026-07-31", "days=30;outcome=reached");
  add_record (case_, HW_CASE_RECORD_FOLLOW_UP, "2026-09-28", "days=90;outcome=no-answer");
  assert_values (book, "follow-ups", "1 1 0 1");
}

static void
test_costs (Book         *book,
            gconstpointer data)
{
  HwCase *case_ = add_case (book, "2026-07-05");
  HwCaseRecord *ticket;
  g_autofree char *id = NULL, *reversal = NULL;

  case_->stage_since[HW_STAGE_RECEIVED] = at (book, "2026-07-05T12:00");
  ticket = add_record (case_, HW_CASE_RECORD_COST, "2026-07-01", "what=journey;amount=12000 EUR;payer=project");
  id = hw_id_to_string (&ticket->id);
  reversal = g_strdup_printf ("what=journey;amount=2000 EUR;payer=project;reverses=%s", id);
  add_record (case_, HW_CASE_RECORD_COST, "2026-07-03", reversal);
  add_record (case_, HW_CASE_RECORD_COST, "2026-06-01", "what=treatment-here;amount=5000 EUR;payer=project");
  add_record (case_, HW_CASE_RECORD_COST, "2026-07-02", "what=housing-home;amount=30000 DKK;payer=home-country");
  assert_values (book, "costs", "0.00 DKK 100.00 EUR 300.00 DKK 0.00 EUR 0.00 DKK 0.00 EUR");
  assert_values (book, "cost-per-return", "300.00 DKK 150.00 EUR");
}

static void
add_bed (Book       *book,
         const char *night,
         HwBedKind   kind,
         HwBedState  state)
{
  HwBedFact bed = { .kind = kind, .state = state };

  g_strlcpy (bed.night, night, sizeof bed.night);
  g_array_append_val (book->facts->beds, bed);
}

/* A night belongs to the day of its evening: that of 30 June ends on the first morning of the quarter, and is not in it. */
static void
test_beds (Book         *book,
           gconstpointer data)
{
  add_bed (book, "2026-06-30", HW_BED_WITH_HOST, HW_BED_STAYED);
  add_bed (book, "2026-10-01", HW_BED_WITH_HOST, HW_BED_STAYED);
  assert_values (book, "bed-nights", "0 0");
  add_bed (book, "2026-07-01", HW_BED_WITH_HOST, HW_BED_STAYED);
  add_bed (book, "2026-09-30", HW_BED_WITH_HOST, HW_BED_STAYED);
  add_bed (book, "2026-08-01", HW_BED_IN_SHELTER, HW_BED_STAYED);
  add_bed (book, "2026-08-02", HW_BED_IN_SHELTER, HW_BED_NOT_COME);
  add_bed (book, "2026-08-03", HW_BED_IN_SHELTER, HW_BED_REFUSED);
  assert_values (book, "bed-nights", "2 1");
  assert_values (book, "bed-offers", "0 0 1 0 3 1");
}

/* -- behind the number -- */

static void
test_behind (Book         *book,
             gconstpointer data)
{
  guint n_definitions;
  const HwFigureDefinition *definitions = hw_figure_definitions (&n_definitions);

  test_reports (book, NULL);
  test_seen (book, NULL);
  test_costs (book, NULL);
  for (guint i = 0; i < n_definitions; i++)
    {
      g_autoptr (HwFigure) figure = count (book, definitions[i].id);

      for (guint cell = 0; cell < figure->n_rows * figure->n_columns; cell++)
        {
          g_autoptr (GArray) subjects = hw_figures_list_subjects (book->facts, &definitions[i], &book->quarter, noon_of ("2026-11-15"), book->zone,
                                                                  cell / figure->n_columns, cell % figure->n_columns);

          if (definitions[i].unit == HW_FIGURE_UNIT_COUNT && !g_str_equal (definitions[i].id, "weeks"))
            g_assert_cmpfloat (subjects->len, ==, figure->values[cell]);
        }
    }
}

static void
test_versions (Book         *book,
               gconstpointer data)
{
  static const HwFigureDefinition rules[] = {
    { .id = "answers", .version = 1, .counts_from = "", .days = 10 },
    { .id = "answers", .version = 2, .counts_from = "2026-07-01", .days = 14 },
    { .id = "seen", .version = 1, .counts_from = "" },
  };
  HwPeriod before = hw_period_quarter (2026, 2, book->zone), across = hw_period_months (2026, 1, 12, book->zone);

  g_assert_cmpuint (hw_figure_choose_version (rules, 3, "answers", &before, book->zone)->days, ==, 10);
  g_assert_cmpuint (hw_figure_choose_version (rules, 3, "answers", &across, book->zone)->days, ==, 10);
  g_assert_cmpuint (hw_figure_choose_version (rules, 3, "answers", &book->quarter, book->zone)->days, ==, 14);
}

/* Every identity has a first version that was always in force, and says its rule. */
static void
test_definitions (Book         *book,
                  gconstpointer data)
{
  guint n_definitions;
  const HwFigureDefinition *definitions = hw_figure_definitions (&n_definitions);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_definitions; i++)
    {
      const HwFigureDefinition *first = hw_figure_find_definition (definitions[i].id, 1);

      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%s %u", definitions[i].id, definitions[i].version)));
      if (first == NULL)
        g_error ("%s has no first version", definitions[i].id);
      g_assert_cmpstr (first->counts_from, ==, "");
      g_assert_cmpuint (strlen (definitions[i].rule), >, 10);
    }
}

/* -- what may leave -- */

static void
test_leaving (Book         *book,
              gconstpointer data)
{
  g_autoptr (HwFigure) figure = NULL;
  g_autoptr (HwFigure) leaving = NULL;
  g_autoptr (HwFigure) share = NULL;
  g_autoptr (HwFigure) hidden = NULL;

  for (guint i = 0; i < 12; i++)
    add_met (book, "2026-08-01T02:00");
  for (guint i = 0; i < 8; i++)
    add_met (book, "2026-01-01T02:00 2026-08-01T02:00");
  for (guint i = 0; i < 3; i++)
    add_met (book, "2020-01-01T02:00 2026-08-01T02:00");
  figure = count (book, "seen");
  leaving = hw_figure_suppress (figure);
  g_assert_cmpfloat (hw_figure_get (leaving, 0, 0), ==, 10);
  /* It would be the sum less the others. */
  g_assert_cmpfloat (hw_figure_get (leaving, 1, 0), ==, HW_FIGURE_HIDDEN);
  g_assert_cmpfloat (hw_figure_get (leaving, 2, 0), ==, HW_FIGURE_HIDDEN);
  g_assert_cmpfloat (hw_figure_get_sum (figure), ==, 23);
  g_assert_cmpfloat (hw_figure_get_sum (leaving), ==, 25);

  for (guint i = 0; i < 4; i++)
    add_report (book, "2026-07-01T00:00", HW_OUTCOME_FOUND, NULL);
  share = count (book, "reports-found");
  hidden = hw_figure_suppress (share);
  g_assert_cmpfloat (hw_figure_get (share, 0, 0), ==, 100);
  g_assert_cmpfloat (hw_figure_get (hidden, 0, 0), ==, HW_FIGURE_HIDDEN);
}

#define BOOK_TEST(path, func) g_test_add (path, Book, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BOOK_TEST ("/figures/period/whole-days-where-the-team-is", test_periods);
  BOOK_TEST ("/figures/seen/flow-stock-and-returner", test_seen);
  BOOK_TEST ("/figures/seen/only-who-was-bedded-down", test_bedded_down);
  BOOK_TEST ("/figures/new/one-night-more-or-three-weeks-in-a-row", test_new_split);
  BOOK_TEST ("/figures/new/not-seen-here-in-sixty-months", test_new_in_area);
  BOOK_TEST ("/figures/long-term/three-of-twelve-months", test_long_term);
  BOOK_TEST ("/figures/returning/after-a-hundred-and-eighty-days", test_returning);
  BOOK_TEST ("/figures/reports/channels-outcomes-and-answers", test_reports);
  BOOK_TEST ("/figures/reports/by-week-from-monday-and-by-hour", test_weeks);
  BOOK_TEST ("/figures/home/counted-by-the-day-of-the-stage", test_home);
  BOOK_TEST ("/figures/home/returns-that-lasted", test_lasting);
  BOOK_TEST ("/figures/home/follow-ups-on-time", test_follow_ups);
  BOOK_TEST ("/figures/costs/less-what-was-taken-back-and-by-currency", test_costs);
  BOOK_TEST ("/figures/bed-nights/a-night-belongs-to-the-day-of-its-evening", test_beds);
  BOOK_TEST ("/figures/behind-each-number-stand-as-many-records", test_behind);
  BOOK_TEST ("/figures/definition/a-new-rule-is-for-later-periods", test_versions);
  BOOK_TEST ("/figures/definition/each-has-a-first-version-and-says-its-rule", test_definitions);
  BOOK_TEST ("/figures/leaving/small-numbers-are-hidden", test_leaving);
  return g_test_run ();
}
