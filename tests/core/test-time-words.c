/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-time-words.h"

/* Sunday 15 November 2026, 02:40 in a zone an hour east. */
#define NIGHT "2026-11-15T02:40:00+01"
/* The same Sunday, 15:00. */
#define AFTERNOON "2026-11-15T15:00:00+01"

static gint64
at (const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
assert_time (const char *words,
             const char *now,
             const char *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+01:00");
  g_autoptr (GError) error = NULL;
  gint64 meant = 0, precision = 0;

  hw_time_words_parse (words, at (now), zone, &meant, &precision, &error);
  if (error != NULL)
    g_error ("“%s”: %s", words, error->message);
  if (meant != at (expected))
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (meant / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
      g_autofree char *is = g_date_time_format_iso8601 (local);

      g_error ("“%s” is %s, should be %s", words, is, expected);
    }
  g_assert_cmpint (precision, >, 0);
}

static void
assert_refused (const char *words,
                const char *now,
                int         code)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+01:00");
  g_autoptr (GError) error = NULL;
  gint64 meant = 7;

  if (hw_time_words_parse (words, at (now), zone, &meant, NULL, &error))
    g_error ("“%s” was understood", words);
  g_assert_error (error, HW_TIME_WORDS_ERROR, code);
  g_assert_cmpint (meant, ==, 7);
}

static void
test_refuses_other_words (void)
{
  static const char * const words[] = {
    "", " ", "behind the church", "when it rained", "25:00", "22:75", "ago", "half an hour ago yesterday", "31/13", "1 2 3",
    "99999999999999999999 min ago", "12:30:45:10", "45 feb", "at", "10 pm ago", "22:30 22:31",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    assert_refused (words[i], NIGHT, HW_TIME_WORDS_ERROR_NOT_UNDERSTOOD);
  assert_refused (NULL, NIGHT, HW_TIME_WORDS_ERROR_NOT_UNDERSTOOD);
  assert_refused ("\xff\xfe", NIGHT, HW_TIME_WORDS_ERROR_NOT_UNDERSTOOD);
}

static void
test_refuses_the_future (void)
{
  assert_refused ("today 22:30", AFTERNOON, HW_TIME_WORDS_ERROR_FUTURE);
  assert_refused ("tonight", AFTERNOON, HW_TIME_WORDS_ERROR_FUTURE);
  assert_refused ("2027-01-01", AFTERNOON, HW_TIME_WORDS_ERROR_FUTURE);
}

static void
test_understands_spans (void)
{
  assert_time ("now", NIGHT, "2026-11-15T02:40:00+01");
  assert_time ("just now", NIGHT, "2026-11-15T02:40:00+01");
  assert_time ("half an hour ago", NIGHT, "2026-11-15T02:10:00+01");
  assert_time ("Half An Hour Ago", NIGHT, "2026-11-15T02:10:00+01");
  assert_time ("10 min ago", NIGHT, "2026-11-15T02:30:00+01");
  assert_time ("10min ago", NIGHT, "2026-11-15T02:30:00+01");
  assert_time ("about two hours ago", NIGHT, "2026-11-15T00:40:00+01");
  assert_time ("an hour ago", NIGHT, "2026-11-15T01:40:00+01");
  assert_time ("a quarter of an hour ago", NIGHT, "2026-11-15T02:25:00+01");
  assert_time ("a couple of hours ago", NIGHT, "2026-11-15T00:40:00+01");
  assert_time ("1 hour and 20 minutes ago", NIGHT, "2026-11-15T01:20:00+01");
  assert_time ("3 days ago", NIGHT, "2026-11-12T02:40:00+01");
  assert_time ("an hour and a half ago", NIGHT, "2026-11-15T01:10:00+01");
  assert_time ("two and a half hours ago", NIGHT, "2026-11-15T00:10:00+01");
  assert_time ("three quarters of an hour ago", NIGHT, "2026-11-15T01:55:00+01");
  assert_time ("a moment ago", NIGHT, "2026-11-15T02:39:00+01");
}

static void
test_understands_clocks (void)
{
  assert_time ("22:30", NIGHT, "2026-11-14T22:30:00+01");
  assert_time ("22.30", NIGHT, "2026-11-14T22:30:00+01");
  assert_time ("2230", NIGHT, "2026-11-14T22:30:00+01");
  assert_time ("at 2", NIGHT, "2026-11-15T02:00:00+01");
  assert_time ("10 pm", NIGHT, "2026-11-14T22:00:00+01");
  assert_time ("10:30pm", NIGHT, "2026-11-14T22:30:00+01");
  assert_time ("12 am", NIGHT, "2026-11-15T00:00:00+01");
  assert_time ("about 22:30 yesterday", NIGHT, "2026-11-14T22:30:00+01");
  assert_time ("Friday 3 am", NIGHT, "2026-11-13T03:00:00+01");
  assert_time ("half past ten", NIGHT, "2026-11-14T22:30:00+01");
  assert_time ("quarter past two", NIGHT, "2026-11-15T02:15:00+01");
}

/* "At 11", said at night, is three hours ago; said in the afternoon, this morning. */
static void
test_understands_last_hour (void)
{
  assert_time ("at 11", NIGHT, "2026-11-14T23:00:00+01");
  assert_time ("at 11", AFTERNOON, "2026-11-15T11:00:00+01");
  assert_time ("at 11 am", NIGHT, "2026-11-14T11:00:00+01");
  assert_time ("yesterday at 11", NIGHT, "2026-11-14T11:00:00+01");
  assert_time ("kl. 11", NIGHT, "2026-11-14T23:00:00+01");
  assert_time ("23", NIGHT, "2026-11-14T23:00:00+01");
}

static void
test_understands_nights (void)
{
  assert_time ("last night", AFTERNOON, "2026-11-15T01:30:00+01");
  assert_time ("last night at 11", AFTERNOON, "2026-11-14T23:00:00+01");
  assert_time ("last night at 2", AFTERNOON, "2026-11-15T02:00:00+01");
  assert_time ("tonight", NIGHT, "2026-11-15T00:20:00+01");
  assert_time ("this morning", AFTERNOON, "2026-11-15T08:00:00+01");
  assert_time ("this morning", NIGHT, "2026-11-15T01:20:00+01");
  assert_time ("yesterday morning", NIGHT, "2026-11-14T08:00:00+01");
  assert_time ("yesterday evening", AFTERNOON, "2026-11-14T20:30:00+01");
  assert_time ("midnight", AFTERNOON, "2026-11-15T00:00:00+01");
  assert_time ("around midnight", AFTERNOON, "2026-11-15T00:00:00+01");
  assert_time ("around midnight", "2026-11-15T22:10:00+01", "2026-11-15T00:00:00+01");
  assert_time ("late last night", AFTERNOON, "2026-11-15T01:30:00+01");
  assert_time ("yesterday", AFTERNOON, "2026-11-14T12:00:00+01");
  assert_time ("on Tuesday", AFTERNOON, "2026-11-10T12:00:00+01");
  assert_time ("Friday night", AFTERNOON, "2026-11-14T01:30:00+01");
}

/* The night before the last one is two nights ago, whatever the hour of the day it is said at. */
static void
test_counts_nights (void)
{
  assert_refused ("two nights", AFTERNOON, HW_TIME_WORDS_ERROR_NOT_UNDERSTOOD);
  assert_refused ("nights ago", AFTERNOON, HW_TIME_WORDS_ERROR_NOT_UNDERSTOOD);
  assert_time ("two nights ago", AFTERNOON, "2026-11-14T01:30:00+01");
  assert_time ("3 nights ago", AFTERNOON, "2026-11-13T01:30:00+01");
  assert_time ("two nights ago", NIGHT, "2026-11-13T01:30:00+01");
  assert_time ("two nights ago at 11", AFTERNOON, "2026-11-13T23:00:00+01");
  assert_time ("for to nætter siden", AFTERNOON, "2026-11-14T01:30:00+01");
}

static void
test_understands_dates (void)
{
  assert_time ("2026-11-13 22:30", AFTERNOON, "2026-11-13T22:30:00+01");
  assert_time ("13/11 22:30", AFTERNOON, "2026-11-13T22:30:00+01");
  assert_time ("13.11.2026 22:30", AFTERNOON, "2026-11-13T22:30:00+01");
  assert_time ("13 Nov", AFTERNOON, "2026-11-13T12:00:00+01");
  assert_time ("3rd of December", AFTERNOON, "2025-12-03T12:00:00+01");
}

static void
test_understands_danish (void)
{
  assert_time ("for en halv time siden", NIGHT, "2026-11-15T02:10:00+01");
  assert_time ("for 10 minutter siden", NIGHT, "2026-11-15T02:30:00+01");
  assert_time ("i går kl. 22.30", AFTERNOON, "2026-11-14T22:30:00+01");
  assert_time ("i nat", AFTERNOON, "2026-11-15T01:30:00+01");
  assert_time ("i morges", AFTERNOON, "2026-11-15T08:00:00+01");
  assert_time ("lige nu", NIGHT, "2026-11-15T02:40:00+01");
  assert_refused ("i aften", AFTERNOON, HW_TIME_WORDS_ERROR_FUTURE);
  assert_time ("i aftes", AFTERNOON, "2026-11-14T20:30:00+01");
  assert_time ("i aftes", NIGHT, "2026-11-14T20:30:00+01");
  assert_time ("i går aftes", AFTERNOON, "2026-11-14T20:30:00+01");
  assert_time ("i nat", "2026-11-15T19:00:00+01", "2026-11-15T01:30:00+01");
  assert_time ("i nat kl. 2", AFTERNOON, "2026-11-15T02:00:00+01");
  assert_time ("i tirsdags", AFTERNOON, "2026-11-10T12:00:00+01");
  assert_time ("i søndags", AFTERNOON, "2026-11-08T12:00:00+01");
  assert_time ("natten til lørdag", AFTERNOON, "2026-11-14T01:30:00+01");
  assert_time ("omkring midnat", AFTERNOON, "2026-11-15T00:00:00+01");
  assert_time ("ved midnatstid", AFTERNOON, "2026-11-15T00:00:00+01");
  assert_time ("halv elleve", NIGHT, "2026-11-14T22:30:00+01");
  assert_time ("kvart over to", NIGHT, "2026-11-15T02:15:00+01");
  assert_time ("for halvanden time siden", NIGHT, "2026-11-15T01:10:00+01");
  assert_time ("for en og en halv time siden", NIGHT, "2026-11-15T01:10:00+01");
  assert_time ("for tre kvarter siden", NIGHT, "2026-11-15T01:55:00+01");
  assert_time ("for trekvart time siden", NIGHT, "2026-11-15T01:55:00+01");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-words/refuses-words-that-say-no-time", test_refuses_other_words);
  g_test_add_func ("/time-words/refuses-what-is-still-to-come", test_refuses_the_future);
  g_test_add_func ("/time-words/understands-how-long-ago", test_understands_spans);
  g_test_add_func ("/time-words/understands-a-clock", test_understands_clocks);
  g_test_add_func ("/time-words/a-bare-hour-is-the-last-one-there-was", test_understands_last_hour);
  g_test_add_func ("/time-words/counts-nights-back-from-the-last-one", test_counts_nights);
  g_test_add_func ("/time-words/understands-parts-of-a-day", test_understands_nights);
  g_test_add_func ("/time-words/understands-a-date", test_understands_dates);
  g_test_add_func ("/time-words/understands-danish", test_understands_danish);
  return g_test_run ();
}
