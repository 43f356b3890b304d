/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "figures/hw-figures.h"
#include "hw-store-figures.h"
#include "hw-store-private.h"
#include "hw-store-visits.h"

/* Every figure a second way: by plain SQL, over tables filled at random and so
 * that many times lie close to the edges of the period. Each round is taken back. */

#define N_WORKSPACES 200
#define N_PERSONS    8
#define DAY          G_TIME_SPAN_DAY

typedef struct
{
  HwStore   *store;
  GTimeZone *utc;
  HwPeriod   period;
  gint64     now;
  GPtrArray *figures;   /* of the round */
} Round;

/* -- filling -- */

static int
pick (int most)
{
  return g_test_rand_int_range (0, most);
}

static void G_GNUC_PRINTF (2, 3)
run (Round      *round,
     const char *format,
     ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  if (!hw_connection_exec (round->store->connection, sql, &error))
    g_error ("%s: %s", sql, error->message);
}

/* Often within two days of an edge of the period, of the year before it, or of 180 days or 60 months before. */
static gint64
pick_time (Round *round)
{
  const gint64 edges[] = {
    round->period.from, round->period.until, hw_period_months_before (&round->period, 12, round->utc), hw_period_months_before (&round->period, 60, round->utc),
    round->period.from - 180 * DAY, round->period.from + 20 * DAY, round->period.from + 27 * DAY, round->period.from + 34 * DAY,
  };
  gint64 near = (gint64) (g_test_rand_double_range (-2, 2) * DAY);

  switch (pick (4))
    {
    case 0: return edges[pick (G_N_ELEMENTS (edges))];
    case 1: return edges[pick (G_N_ELEMENTS (edges))] + near / G_USEC_PER_SEC * G_USEC_PER_SEC;
    default: return round->period.from + (gint64) (g_test_rand_double_range (-0.5, 1.2) * (round->period.until - round->period.from)) / G_USEC_PER_SEC * G_USEC_PER_SEC;
    }
}

static char *
dup_id (int kind,
        int number)
{
  return g_strdup_printf ("x'%02x%02x0000000000000000000000000000'", kind, number + 1);
}

static void
add_reports (Round *round)
{
  static const char * const outcomes[] = { "NULL", "NULL", "'found-engaging'", "'found-unwilling'", "'not-found-looked'", "'not-looked-known'" };

  for (int i = 0; i < pick (40); i++)
    {
      g_autofree char *id = dup_id (1, i);
      gint64 received = pick_time (round);

      run (round, "INSERT INTO report (entry, id, seen_at, status, people, channel, received_at, seen_precision, usually_there, point_precision_m, age, concerns,"
           " knows_of_call, reply_wish, outcome) VALUES (1, %s, 0, %d, 1, %d, %" G_GINT64_FORMAT ", 0, 0, 0, 0, 0, 0, %d, %s)",
           id, pick (HW_N_REPORT_STATUSES), pick (HW_N_CHANNELS), received, pick (2), outcomes[pick (G_N_ELEMENTS (outcomes))]);
      for (int answer = 0; answer < pick (3); answer++)
        run (round, "INSERT INTO report_answer VALUES (%s, %d, x'00', %d, %d, %" G_GINT64_FORMAT ", 'Ada', %s, 1, NULL)", id, answer, answer, answer == 0 || pick (2),
             received + pick (20) * DAY, pick (4) == 0 ? "NULL" : "1");
    }
}

static void
add_people (Round *round)
{
  for (int i = 0; i < N_PERSONS; i++)
    {
      g_autofree char *id = dup_id (2, i);

      run (round, "INSERT INTO person (id, lamport, device, number, alias, nationality, known_since, last_met) VALUES (%s, 1, x'00', %d, 'P', %s, 0, 0)", id, i,
           (const char *[]) { "NULL", "'PL'", "'RO'" }[pick (3)]);
    }
  for (int i = 0; i < pick (4); i++)
    {
      int first = pick (N_PERSONS - 1);
      g_autofree char *person = dup_id (2, first), *other = dup_id (2, first + 1 + pick (N_PERSONS - 1 - first));

      run (round, "INSERT OR IGNORE INTO person_link VALUES (%s, %s, %d, x'00', %d, %d, %d, NULL)", person, other, i, i, pick (4) > 0, pick (4) > 0);
    }
  for (int i = 0; i < pick (60); i++)
    {
      g_autofree char *id = dup_id (3, i), *person = dup_id (2, pick (N_PERSONS));

      run (round, "INSERT INTO contact (entry, id, met_at, bedded_down, people, person, withdrawn) VALUES (1, %s, %" G_GINT64_FORMAT ", %d, %d, %s, %d)", id,
           pick_time (round), pick (4) > 0, 1 + pick (3), pick (5) == 0 ? "NULL" : person, pick (8) == 0);
    }
}

static char *
dup_date (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return g_date_time_format (time, "%F");
}

static void
add_record (Round            *round,
            const char       *case_id,
            HwCaseRecordKind  kind,
            int               number,
            gint64            at,
            const char       *fields)
{
  g_autofree char *id = dup_id (16 + number, (int) kind);

  run (round, "INSERT INTO case_record VALUES (%s, %s, 1, x'00', %d, 1, %d, %" G_GINT64_FORMAT ", 0, 'Ada', '%s')", case_id, id, number, kind, at, fields);
}

static void
add_records (Round      *round,
             const char *case_id,
             int         from)
{
  static const char * const treatments[] = { "psychological", "addiction", "medical", "psychiatric" }, * const states[] = { "open", "met", "waived" };
  static const char * const outcomes[] = { "reached", "receiver-says", "no-answer", "moved-on", "seen-here" }, * const days[] = { "7", "30", "90", "180", "365" };
  static const char * const payers[] = { "project", "home-country", "A church" };

  for (int i = 0; i < pick (10); i++)
    {
      g_autofree char *fields = NULL;
      int number = from + i;

      switch (pick (4))
        {
        case 0:
          fields = g_strdup_printf ("{\"treatment\":\"%s\",\"state\":\"%s\"}", treatments[pick (4)], states[pick (3)]);
          add_record (round, case_id, HW_CASE_RECORD_PRECONDITION, number, pick_time (round), fields);
          break;
        case 1:
          fields = g_strdup_printf ("{\"days\":\"%s\",\"outcome\":\"%s\"%s}", days[pick (5)], outcomes[pick (5)], pick (3) == 0 ? ",\"reason\":\"enough\"" : "");
          add_record (round, case_id, HW_CASE_RECORD_FOLLOW_UP, number, pick_time (round), fields);
          break;
        case 2:
          fields = g_strdup_printf ("{\"what\":\"journey\",\"amount\":\"%d %s\",\"payer\":\"%s\"}", 1 + pick (90000), pick (3) > 0 ? "EUR" : "DKK", payers[pick (3)]);
          add_record (round, case_id, HW_CASE_RECORD_COST, number, pick_time (round), fields);
          break;
        default:
          add_record (round, case_id, HW_CASE_RECORD_OVERRIDE, number, pick_time (round), "{\"stage\":\"ready\"}");
          break;
        }
    }
}

static void
add_cases (Round *round)
{
  for (int i = 0; i < N_PERSONS; i++)
    {
      g_autofree char *id = dup_id (4, i), *person = dup_id (2, i), *date = dup_date (pick_time (round));

      if (pick (3) == 0)
        continue;
      run (round, "INSERT INTO reconnection (entry, id, person, opened_at, stage, stage_before, in_review) VALUES (1, %s, %s, %" G_GINT64_FORMAT ", 6, 6, 0)", id, person,
           pick_time (round));
      for (int move = 0; move < pick (8); move++)
        run (round, "INSERT INTO case_move VALUES (%s, %d, x'00', %d, 1, 0, %d, %" G_GINT64_FORMAT ")", id, move, move, 1 + pick (HW_N_STAGES - 1), pick_time (round));
      if (pick (4) > 0)
        run (round, "INSERT INTO evidence VALUES (%s, 'arrived-on', 1, x'00', 1, 1, '%s')", id, date);
      if (pick (3) == 0)
        run (round, "INSERT INTO evidence VALUES (%s, 'follow-up-30', 1, x'00', 1, 1, 'well')", id);
      if (pick (3) == 0)
        {
          run (round, "INSERT INTO consent VALUES (%s, 1, x'00', 1, 0, x'00000000000000000000000000000001', 'family', 'sister', NULL, NULL, NULL, 0, 1, 2, 0, NULL)", id);
          run (round, "INSERT INTO withdrawal VALUES (%s, 2, x'00', 2, 1, x'00000000000000000000000000000001', 'family', 'sister', %" G_GINT64_FORMAT ", NULL)", id, pick_time (round));
        }
      add_records (round, id, i * 10);
    }
}

/* A round of a few stops, of which some were visited: each tap holds, but one in eight. */
static void
add_shift (Round *round,
           int    number)
{
  g_autofree char *id = dup_id (6, number);
  g_autoptr (GString) stops = g_string_new ("{\"stops\":[");
  gint64 began = pick_time (round);
  int n_stops = 1 + pick (4), n_taps = 0;

  run (round, "INSERT INTO shift (id, lamport, device, number, head, recorded_at, author, kind, starts_at, ends_at, transport, severe_weather, team, interpreter_booked)"
       " VALUES (%s, 1, x'00', %d, 1, 0, 'Ada', 0, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 0, 0, '{\"team\":[]}', 0)", id, number, began, began + 4 * G_TIME_SPAN_HOUR);
  for (int stop = 0; stop < n_stops; stop++)
    {
      const HwId stop_id = { { 7, (guint8) (number + 1), (guint8) stop } };
      g_autofree char *text = hw_id_to_string (&stop_id);

      g_string_append_printf (stops, "%s{\"id\":\"%s\",\"kind\":\"hot-spot\",\"latitude\":51.5,\"longitude\":-0.1}", stop > 0 ? "," : "", text);
      for (int tap = 0; tap < pick (5); tap++, n_taps++)
        run (round, "INSERT INTO tap (shift, lamport, device, number, head, id, stop, name, kind, at, accuracy_m, count, taken_back)"
             " VALUES (%s, %d, x'00', %d, 1, zeroblob(16), x'07%02x%02x00000000000000000000000000', 't%d', %d, %" G_GINT64_FORMAT ", 0, %d, %d)", id, n_taps, n_taps,
             number + 1, stop, tap, pick (HW_N_TAP_KINDS), began + pick (240) * G_TIME_SPAN_MINUTE + pick (60) * G_USEC_PER_SEC, pick (3), pick (8) == 0);
    }
  run (round, "INSERT INTO shift_round VALUES (%s, 1, x'00', %d, 1, 0, 'Ada', '%s]}')", id, number, stops->str);
  if (pick (5) > 0)
    run (round, "INSERT INTO shift_state VALUES (%s, 1, x'00', 1, 0, 0, 'Ada', %d, %" G_GINT64_FORMAT ", 0)", id, HW_SHIFT_STARTED, began);
  if (pick (4) > 0)
    run (round, "INSERT INTO shift_state VALUES (%s, 2, x'00', 2, 1, 0, 'Ada', %d, %" G_GINT64_FORMAT ", %d)", id, pick (5) > 0 ? HW_SHIFT_FINISHED : HW_SHIFT_CALLED_OFF,
         began + 4 * G_TIME_SPAN_HOUR, pick (120));
}

static void
add_shifts (Round *round)
{
  for (int i = 0; i < pick (8); i++)
    add_shift (round, i);
}

static void
add_beds (Round *round)
{
  for (int i = 0; i < pick (20); i++)
    {
      g_autofree char *id = dup_id (5, i), *night = dup_date (pick_time (round));

      run (round, "INSERT INTO bed VALUES (%s, 1, x'00', %d, 1, 0, 'Ada', NULL, %d, NULL, NULL, NULL, '%s', 0, 0, NULL, NULL, NULL)", id, i, pick (2), night);
      for (int answer = 0; answer < pick (4); answer++)
        run (round, "INSERT INTO bed_answer VALUES (%s, %d, x'00', %d, %d, 0, 'Ada', %d, NULL, NULL)", id, answer, answer, pick (2), pick (HW_N_BED_STATES));
    }
}

static void
choose_period (Round *round)
{
  int year = 2020 + pick (6);

  switch (pick (3))
    {
    case 0: round->period = hw_period_quarter (year, 1 + (guint) pick (4), round->utc); break;
    case 1: round->period = hw_period_months (year, 1 + (guint) pick (12), 1, round->utc); break;
    default: round->period = hw_period_days (year, 1 + (guint) pick (12), 1 + (guint) pick (28), 1 + (guint) pick (100), round->utc); break;
    }
  round->now = round->period.from + (gint64) (g_test_rand_double_range (0.3, 1.5) * (round->period.until - round->period.from));
}

/* -- asking -- */

/* The first column of every row, in their order. ?1 and ?2 are the edges of the period, ?3 is now, ?4 and ?5 12 and 60 months before. */
static void
assert_rows (Round      *round,
             const char *id,
             const char *sql)
{
  const HwFigure *figure = hw_figures_find (round->figures, id);
  const gint64 values[] = {
    round->period.from, round->period.until, round->now, hw_period_months_before (&round->period, 12, round->utc),
    hw_period_months_before (&round->period, 60, round->utc),
  };
  g_autoptr (GError) error = NULL;
  HwStatement *list = hw_connection_get (round->store->connection, sql, &error);
  guint n = 0;
  gboolean found;

  if (list == NULL)
    g_error ("%s: %s", sql, error->message);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const char parameter[] = { '?', (char) ('1' + i), '\0' };

      if (strstr (sql, parameter) != NULL)
        hw_statement_bind_int (list, (int) i + 1, values[i]);
    }
  while (hw_statement_step_row (list, &found, &error) && found)
    {
      double expected = hw_statement_is_null (list, 0) ? HW_FIGURE_NOTHING : hw_statement_get_double (list, 0);

      g_assert_cmpuint (n, <, figure->n_rows * figure->n_columns);
      if (ABS (figure->values[n] - expected) > 1e-6)
        g_error ("%s, number %u is %f and by SQL %f: %s", id, n, figure->values[n], expected, sql);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, figure->n_rows * figure->n_columns);
}

#define IN(column) column " >= ?1 AND " column " < ?2"
#define NUMBERS(most) "WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < " most ")"
#define COUNTED "(SELECT * FROM report WHERE status < 5 AND " IN ("received_at") ")"
#define ANSWERS ", answer AS (SELECT report, CASE WHEN how IS NULL THEN 0 ELSE answered_at END AS at FROM report_answer a WHERE head = 1 AND NOT EXISTS" \
  " (SELECT 1 FROM report_answer g WHERE g.report = a.report AND g.head = 1 AND g.lamport > a.lamport))"

#define AND_THEN " UNION ALL "
#define COUNT_REPORTS(where) "SELECT count(*) FROM " COUNTED " WHERE " where
/* Ten working days later, at the same hour. */
#define DUE \
  ", day (row, at, left) AS (SELECT row, received_at, 10 FROM " COUNTED " WHERE reply_wish <> 0 UNION ALL" \
  " SELECT row, at + 86400000000, left - (strftime('%w', (at + 86400000000) / 1000000, 'unixepoch') BETWEEN '1' AND '5') FROM day WHERE left > 0)," \
  " told AS (SELECT r.received_at, coalesce((SELECT at FROM answer WHERE report = r.id), 0) AS answered, d.at AS due FROM report r JOIN day d ON d.row = r.row AND d.left = 0)"

static void
check_reports (Round *round)
{
  assert_rows (round, "reports-by-channel", NUMBERS ("7") " SELECT (SELECT count(*) FROM " COUNTED " WHERE channel = n) FROM number");
  assert_rows (round, "reports-by-outcome", COUNT_REPORTS ("outcome LIKE 'found-%'") AND_THEN COUNT_REPORTS ("outcome LIKE 'not-found-%'") AND_THEN
               COUNT_REPORTS ("outcome LIKE 'not-looked-%'") AND_THEN COUNT_REPORTS ("outcome IS NULL"));
  assert_rows (round, "reports-found", "SELECT 100.0 * avg(outcome LIKE 'found-%') FROM " COUNTED " WHERE outcome LIKE 'found-%' OR outcome LIKE 'not-found-%'");
  assert_rows (round, "answers", NUMBERS ("1") ANSWERS DUE
               " SELECT count(*) FROM told WHERE answered > 0 AND answered <= due UNION ALL SELECT count(*) FROM told WHERE answered > due"
               " UNION ALL SELECT count(*) FROM told WHERE answered = 0 AND due >= ?3 UNION ALL SELECT count(*) FROM told WHERE answered = 0 AND due < ?3");
  assert_rows (round, "days-to-answer", NUMBERS ("1") ANSWERS DUE ", days AS (SELECT (answered - received_at) / 86400000000.0 AS d FROM told WHERE answered > 0)"
               " SELECT avg(d) FROM (SELECT d, row_number() OVER (ORDER BY d) AS i, count(*) OVER () AS n FROM days) WHERE i IN ((n + 1) / 2, (n + 2) / 2)");
  assert_rows (round, "reports-by-hour", NUMBERS ("168") " SELECT (SELECT count(*) FROM " COUNTED " WHERE"
               " (strftime('%w', received_at / 1000000, 'unixepoch') + 6) % 7 * 24 + strftime('%H', received_at / 1000000, 'unixepoch') = n) FROM number");
  assert_rows (round, "attempts", COUNT_REPORTS ("outcome LIKE 'found-%' OR outcome LIKE 'not-found-%'"));
  assert_rows (round, "attempts-per-contact", "SELECT (SELECT 1.0 * count(*) FROM " COUNTED " WHERE outcome LIKE 'found-%' OR outcome LIKE 'not-found-%')"
               " / nullif((SELECT count(*) FROM contact WHERE withdrawn = 0 AND " IN ("met_at") "), 0)");
}

/* Whoever is linked is the least of them. */
#define PEOPLE "WITH RECURSIVE link (a, b) AS (SELECT person, other FROM person_link WHERE head = 1 AND same = 1 UNION SELECT other, person FROM person_link WHERE head = 1 AND same = 1)," \
  " reach (a, b) AS (SELECT id, id FROM person UNION SELECT r.a, l.b FROM reach r JOIN link l ON l.a = r.b)," \
  " root (a, root) AS (SELECT a, min(b) FROM reach GROUP BY a)," \
  " met AS (SELECT root, met_at AS at FROM contact JOIN root ON a = person WHERE withdrawn = 0 AND bedded_down = 1)," \
  " seen AS (SELECT root, (SELECT max(at) FROM met m WHERE m.root = r.root AND at < ?1) AS before FROM (SELECT DISTINCT root FROM met WHERE " IN ("at") ") r)"
#define NIGHT "((at / 1000000 - 43200) / 86400)"

static void
check_people (Round *round)
{
  assert_rows (round, "seen", PEOPLE " SELECT count(*) FROM seen WHERE before IS NULL UNION ALL SELECT count(*) FROM seen WHERE before >= ?4"
               " UNION ALL SELECT count(*) FROM seen WHERE before < ?4");
  assert_rows (round, "new-in-area", PEOPLE " SELECT count(*) FROM seen WHERE before IS NULL OR before < ?5 UNION ALL SELECT count(*) FROM seen WHERE before >= ?5");
  assert_rows (round, "new-split", PEOPLE ", night AS (SELECT DISTINCT root, " NIGHT " AS night FROM met WHERE " IN ("at") "),"
               " week AS (SELECT DISTINCT root, (night + 3) / 7 AS week FROM night),"
               " kind AS (SELECT root, CASE WHEN (SELECT count(*) FROM night n WHERE n.root = s.root) = 1 THEN 0 WHEN EXISTS (SELECT 1 FROM week a JOIN week b ON"
               " b.root = a.root AND b.week = a.week + 1 JOIN week c ON c.root = a.root AND c.week = a.week + 2 WHERE a.root = s.root) THEN 2 ELSE 1 END AS kind"
               " FROM seen s WHERE before IS NULL), number (n) AS (VALUES (0), (1), (2)) SELECT (SELECT count(*) FROM kind WHERE kind = n) FROM number");
  assert_rows (round, "returning", PEOPLE ", gap AS (SELECT DISTINCT root FROM (SELECT root, at, at - lag(at) OVER (PARTITION BY root ORDER BY at) AS gap FROM met)"
               " WHERE gap >= 180 * 86400000000 AND " IN ("at") ") SELECT count(*) FROM gap UNION ALL SELECT (SELECT count(*) FROM seen) - (SELECT count(*) FROM gap)");
  assert_rows (round, "contacts", "SELECT count(*) FROM contact WHERE withdrawn = 0 AND " IN ("met_at") " AND bedded_down = 1 AND person IS NOT NULL"
               " UNION ALL SELECT count(*) FROM contact WHERE withdrawn = 0 AND " IN ("met_at") " AND bedded_down = 1 AND person IS NULL"
               " UNION ALL SELECT count(*) FROM contact WHERE withdrawn = 0 AND " IN ("met_at") " AND bedded_down = 0 AND person IS NOT NULL"
               " UNION ALL SELECT count(*) FROM contact WHERE withdrawn = 0 AND " IN ("met_at") " AND bedded_down = 0 AND person IS NULL");
}

/* The twelve months that end with the period. */
static void
check_long_term (Round *round)
{
  const HwPeriod end = { round->period.until, round->period.until };

  run (round, "CREATE TEMP TABLE month (since INTEGER, until INTEGER)");
  for (guint i = 1; i <= 12; i++)
    run (round, "INSERT INTO month VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")", hw_period_months_before (&end, i, round->utc),
         hw_period_months_before (&end, i - 1, round->utc));
  assert_rows (round, "long-term", PEOPLE ", months AS (SELECT (SELECT count(*) FROM month WHERE EXISTS (SELECT 1 FROM met m WHERE m.root = s.root AND at >= since AND at < until)) AS n"
               " FROM seen s) SELECT count(*) FROM months WHERE n >= 3 UNION ALL SELECT count(*) FROM months WHERE n < 3");
  run (round, "DROP TABLE month");
}

/* -- going home -- */

#define MOVED "(SELECT reconnection, stage, happened_at AS at FROM case_move m WHERE NOT EXISTS (SELECT 1 FROM case_move g WHERE g.reconnection = m.reconnection" \
  " AND g.stage = m.stage AND g.lamport > m.lamport))"
#define ARRIVED ", arrived AS (SELECT c.id, c.person, CAST(strftime('%s', value) AS INTEGER) * 1000000 AS day FROM reconnection c JOIN evidence ON reconnection = c.id AND field = 'arrived-on')," \
  " again AS (SELECT a.id, c.met_at AS at FROM arrived a JOIN root r ON r.a = a.person JOIN root o ON o.root = r.root JOIN contact c ON c.person = o.a AND c.withdrawn = 0" \
  " WHERE c.met_at > a.day + 86400000000 - 1)"
#define RECORDS(kind) "(SELECT reconnection, happened_at AS at, fields FROM case_record WHERE kind = " G_STRINGIFY (kind) ")"

static void
check_returns (Round *round)
{
  assert_rows (round, "stages", NUMBERS ("13") " SELECT CASE WHEN n = 0 THEN (SELECT count(*) FROM reconnection WHERE " IN ("opened_at") ") ELSE"
               " (SELECT count(*) FROM " MOVED " WHERE stage = n AND " IN ("at") ") END FROM number");
  assert_rows (round, "went-home", "SELECT count(*) FROM " MOVED " WHERE stage = 6 AND " IN ("at"));
  assert_rows (round, "went-home-by-country", "SELECT count(*) FROM " MOVED " m JOIN reconnection c ON c.id = m.reconnection JOIN person p ON p.id = c.person"
               " WHERE m.stage = 6 AND " IN ("at") " GROUP BY coalesce(nationality, '?') ORDER BY coalesce(nationality, '?')");
  assert_rows (round, "wish-to-travel", "SELECT avg(d) FROM (SELECT d, row_number() OVER (ORDER BY d) AS i, count(*) OVER () AS n FROM"
               " (SELECT (m.at - c.opened_at) / 86400000000.0 AS d FROM " MOVED " m JOIN reconnection c ON c.id = m.reconnection WHERE m.stage = 5 AND " IN ("m.at") "))"
               " WHERE i IN ((n + 1) / 2, (n + 2) / 2)");
  assert_rows (round, "preconditions", "WITH t (t, i) AS (VALUES ('psychological', 0), ('addiction', 1), ('medical', 2), ('psychiatric', 3)),"
               " s (s, j) AS (VALUES ('open', 0), ('met', 1), ('waived', 2)) SELECT (SELECT count(*) FROM case_record WHERE kind = 4 AND fields ->> 'treatment' = t"
               " AND fields ->> 'state' = s AND " IN ("happened_at") ") FROM t JOIN s ORDER BY i, j");
  assert_rows (round, "seen-again", PEOPLE ARRIVED " SELECT count(DISTINCT id) FROM again WHERE " IN ("at"));
  assert_rows (round, "overrides", "SELECT count(*) FROM case_record WHERE kind = 15 AND " IN ("happened_at"));
  assert_rows (round, "withdrawals", "SELECT count(*) FROM withdrawal WHERE " IN ("withdrawn_at"));
  assert_rows (round, "lasting", PEOPLE ARRIVED ", mark (n, days) AS (VALUES (0, 30), (1, 90), (2, 180), (3, 365)),"
               " due AS (SELECT n, a.id, a.day + 86400000000 - 1 + days * 86400000000 AS mark FROM arrived a JOIN mark),"
               " kept AS (SELECT n, NOT EXISTS (SELECT 1 FROM again g WHERE g.id = due.id AND g.at <= mark) AND NOT EXISTS (SELECT 1 FROM case_record f WHERE"
               " f.reconnection = due.id AND f.kind = 10 AND f.happened_at <= mark AND f.fields ->> 'outcome' IN ('moved-on', 'seen-here')) AS kept"
               " FROM due WHERE " IN ("mark") " AND mark <= ?3), which (kept) AS (VALUES (1), (0))"
               " SELECT (SELECT count(*) FROM kept k WHERE k.n = m.n AND k.kept = w.kept) FROM mark m JOIN which w ORDER BY m.n, w.kept DESC");
}

/* Attempts count from a quarter of the time before the day; of those that say nothing, whether there was a reason. */
static void
check_follow_ups (Round *round)
{
  assert_rows (round, "follow-ups", "WITH plan (days) AS (VALUES (7), (30), (90), (180), (365)), due AS (SELECT e.reconnection AS id, days,"
               " CAST(strftime('%s', value) AS INTEGER) * 1000000 + days * 86400000000 AS due FROM evidence e JOIN plan WHERE field = 'arrived-on'),"
               " tried AS (SELECT d.id, d.days, f.happened_at AS at, f.fields ->> 'outcome' AS outcome, f.fields ->> 'reason' IS NOT NULL AS reason, f.id AS record FROM due d"
               " JOIN case_record f ON f.reconnection = d.id AND f.kind = 10 AND f.fields ->> 'days' = CAST(d.days AS TEXT) AND f.happened_at >= d.due - d.days * 86400000000 / 4),"
               " state AS (SELECT d.due, EXISTS (SELECT 1 FROM tried t WHERE t.id = d.id AND t.days = d.days AND outcome IN ('reached', 'receiver-says')) AS learnt,"
               " (SELECT max(at) FROM tried t WHERE t.id = d.id AND t.days = d.days) AS last,"
               " (SELECT reason FROM tried t WHERE t.id = d.id AND t.days = d.days ORDER BY at DESC, record DESC LIMIT 1) AS reason,"
               " EXISTS (SELECT 1 FROM evidence e WHERE e.reconnection = d.id AND e.field = 'follow-up-' || d.days) AS written FROM due d WHERE " IN ("due") " AND due <= ?3),"
               " kind AS (SELECT CASE WHEN learnt AND last <= due + 86400000000 - 1 OR last IS NULL AND written THEN 0 WHEN learnt THEN 1 WHEN last IS NOT NULL AND reason THEN 2"
               " ELSE 3 END AS kind FROM state), number (n) AS (VALUES (0), (1), (2), (3)) SELECT (SELECT count(*) FROM kind WHERE kind = n) FROM number");
}

#define MONEY ", cost AS (SELECT reconnection AS id, happened_at AS at, CAST(substr(fields ->> 'amount', 1, instr(fields ->> 'amount', ' ') - 1) AS INTEGER) AS minor," \
  " substr(fields ->> 'amount', instr(fields ->> 'amount', ' ') + 1) AS currency, CASE fields ->> 'payer' WHEN 'project' THEN 0 WHEN 'home-country' THEN 1 ELSE 2 END AS payer" \
  " FROM case_record WHERE kind = 9)"

static void
check_costs (Round *round)
{
  assert_rows (round, "costs", NUMBERS ("3") MONEY ", money AS (SELECT DISTINCT currency FROM cost WHERE " IN ("at") ")"
               " SELECT coalesce((SELECT sum(minor) FROM cost c WHERE payer = n AND c.currency = m.currency AND " IN ("at") "), 0) FROM number JOIN money m ORDER BY n, m.currency");
  assert_rows (round, "cost-per-return", NUMBERS ("1") MONEY ", home AS (SELECT reconnection AS id FROM " MOVED " WHERE stage = 6 AND " IN ("at") "),"
               " money AS (SELECT DISTINCT currency FROM cost) SELECT coalesce((SELECT sum(minor) FROM cost c JOIN home h ON h.id = c.id WHERE c.currency = m.currency), 0) * 1.0"
               " / nullif((SELECT count(*) FROM home), 0) FROM money m ORDER BY m.currency");
  assert_rows (round, "cost-per-lasting-return", PEOPLE ARRIVED MONEY ", due AS (SELECT a.id, a.day + 86400000000 - 1 + 90 * 86400000000 AS mark FROM arrived a),"
               " kept AS (SELECT due.id FROM due WHERE " IN ("mark") " AND mark <= ?3 AND NOT EXISTS (SELECT 1 FROM again g WHERE g.id = due.id AND g.at <= mark)"
               " AND NOT EXISTS (SELECT 1 FROM case_record f WHERE f.reconnection = due.id AND f.kind = 10 AND f.happened_at <= mark AND f.fields ->> 'outcome' IN"
               " ('moved-on', 'seen-here'))), money AS (SELECT DISTINCT currency FROM cost)"
               " SELECT coalesce((SELECT sum(minor) FROM cost c JOIN kept k ON k.id = c.id WHERE c.currency = m.currency), 0) * 1.0"
               " / nullif((SELECT count(*) FROM kept), 0) FROM money m ORDER BY m.currency");
}

/* -- shifts -- */

G_STATIC_ASSERT (HW_SHIFT_STARTED == 1 && HW_SHIFT_FINISHED == 2);
G_STATIC_ASSERT (HW_TAP_FOUND == 2 && HW_TAP_BEDDED_DOWN == 5 && HW_TAP_AWAKE == 6 && HW_TAP_MET_PERSON == 7);

#define FINISHED "WITH finished AS (SELECT f.shift, f.paper_minutes AS paper, (SELECT at FROM shift_state s WHERE s.shift = f.shift AND s.state = 1) AS began" \
  " FROM shift_state f WHERE f.state = 2), counted AS (SELECT * FROM finished WHERE " IN ("began") ")"

static void
check_shifts (Round *round)
{
  assert_rows (round, "minutes", FINISHED ", visit AS (SELECT (max(at) - min(at)) / 60000000 AS minutes, max(kind IN (2, 7) OR kind IN (5, 6) AND count > 0) AS met"
               " FROM tap t JOIN counted c ON c.shift = t.shift WHERE taken_back = 0 GROUP BY t.stop)"
               " SELECT coalesce((SELECT sum(minutes) FROM visit WHERE met), 0) UNION ALL SELECT coalesce((SELECT sum(paper) FROM counted), 0)");
}

/* -- beds -- */

#define BEDS ", slept AS (SELECT b.kind, coalesce((SELECT state FROM bed_answer a WHERE a.bed = b.id ORDER BY lamport DESC LIMIT 1), 0) AS state FROM bed b" \
  " WHERE CAST(strftime('%s', night) AS INTEGER) * 1000000 >= ?1 AND CAST(strftime('%s', night) AS INTEGER) * 1000000 < ?2)"

static void
check_beds (Round *round)
{
  assert_rows (round, "bed-nights", NUMBERS ("2") BEDS " SELECT (SELECT count(*) FROM slept WHERE kind = n AND state = 4) FROM number");
  assert_rows (round, "bed-offers", NUMBERS ("6") BEDS " SELECT (SELECT count(*) FROM slept WHERE state = n) FROM number");
}

static void
fill (Round *round)
{
  add_reports (round);
  add_people (round);
  add_cases (round);
  add_beds (round);
  add_shifts (round);
}

static void
check (Round *round)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFigureFacts) facts = hw_store_load_figure_facts (round->store, &round->period, NULL, &error);

  g_assert_no_error (error);
  round->figures = hw_figures_count (facts, &round->period, round->now, round->utc);
  check_reports (round);
  check_people (round);
  check_long_term (round);
  check_returns (round);
  check_follow_ups (round);
  check_costs (round);
  check_beds (round);
  check_shifts (round);
  g_clear_pointer (&round->figures, g_ptr_array_unref);
}

static void
test_oracle (Fixture      *fixture,
             gconstpointer data)
{
  Round round = { .store = fixture->store, .utc = g_time_zone_new_utc () };

  for (int i = 0; i < N_WORKSPACES; i++)
    {
      g_autoptr (GError) error = NULL;

      choose_period (&round);
      g_assert_true (hw_connection_begin (fixture->store->connection, &error));
      fill (&round);
      check (&round);
      hw_connection_rollback (fixture->store->connection);
    }
  g_time_zone_unref (round.utc);
}

/* -- as it was known then -- */

static double
count_seen (HwStore  *store,
            HwPeriod *year,
            gint64    as_of)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFigureFacts) facts = as_of != 0 ? hw_store_load_past_figure_facts (store, year, as_of, NULL, NULL, NULL, &error)
                                               : hw_store_load_figure_facts (store, year, NULL, &error);
  g_autoptr (HwFigure) seen = NULL;

  g_assert_no_error (error);
  seen = hw_figures_count_one (facts, hw_figure_find_definition ("seen", 0), year, year->until, utc);
  return hw_figure_get_sum (seen);
}

static void
meet (HwStore    *store,
      const char *alias)
{
  HwPerson person = { .alias = alias };
  HwContact contact = { .met_at = TEST_TIME, .bedded_down = TRUE, .people = 1, .point = { 51.5, -0.1 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_store_record_person (store, &person, NULL, &contact.person, &error));
  g_assert_true (hw_store_record_contact (store, &contact, NULL, NULL, &error));
}

static void
test_past (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  HwPeriod year = hw_period_months (2023, 1, 12, utc);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 then;

  meet (fixture->store, "Ann");
  meet (fixture->store, "Bob");
  then = g_get_real_time ();
  /* What is recorded next has a later time, however coarse the clock. */
  while (g_get_real_time () == then)
    g_thread_yield ();
  meet (fixture->store, "Cid");
  before = hw_store_dup_digest (fixture->store, NULL);
  g_assert_cmpfloat (count_seen (fixture->store, &year, 0), ==, 3);
  g_assert_cmpfloat (count_seen (fixture->store, &year, then), ==, 2);
  g_assert_cmpfloat (count_seen (fixture->store, &year, TEST_TIME), ==, 0);
  /* Looking back leaves everything as it is. */
  after = hw_store_dup_digest (fixture->store, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpfloat (count_seen (fixture->store, &year, 0), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/figures/oracle/plain-sql-counts-the-same-on-random-workspaces", Fixture, NULL, fixture_set_up, test_oracle, fixture_tear_down);
  g_test_add ("/figures/past/as-it-was-known-then", Fixture, NULL, fixture_set_up, test_past, fixture_tear_down);
  return g_test_run ();
}
