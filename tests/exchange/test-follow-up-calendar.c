/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../core/case-fixture.h"
#include "hw-follow-up-list.h"
#include "hw-list-ical.h"

/* The calendar of Marek's follow-ups, who arrived on 20 December. */

static HwCase *
make_returned (void)
{
  static const char * const fields[] = { HW_FIELD_FOLLOW_UP_7, HW_FIELD_FOLLOW_UP_30, HW_FIELD_FOLLOW_UP_90, HW_FIELD_FOLLOW_UP_180, HW_FIELD_FOLLOW_UP_365 };
  HwCase *self = make_full_case (HW_STAGE_RECEIVED);

  hw_case_set (self, HW_FIELD_ARRIVED_ON, "2026-12-20");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_hash_table_remove (self->evidence, fields[i]);
  g_ptr_array_set_size (self->records, 0);
  return self;
}

/* Lines that were folded are whole again. */
static char *
write_calendar (HwCase     *self,
                const char *date)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) entries = hw_follow_up_list_of (&self, 1, noon_of (date));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hw_follow_ups_write_ical (entries, noon_of (date), zone, &error);
  g_autoptr (GString) text = NULL;

  g_assert_no_error (error);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, "\r\n ", "", 0);
  return g_strdup (text->str);
}

/* The event that has these words. */
static char *
get_event (const char *calendar,
           const char *words)
{
  g_auto (GStrv) events = g_strsplit (calendar, "BEGIN:VEVENT", -1);

  for (guint i = 1; events[i] != NULL; i++)
    if (strstr (events[i], words) != NULL)
      return g_strdup (events[i]);
  g_error ("There is no event of %s", words);
}

static char *
get_value (const char *event,
           const char *name)
{
  const char *start = strstr (event, name);

  g_assert_nonnull (start);
  start += strlen (name);
  return g_strndup (start, strcspn (start, "\r"));
}

static void
test_no_name (void)
{
  g_autoptr (HwCase) self = make_returned ();
  g_autofree char *text = write_calendar (self, "2026-12-21");

  g_assert_null (strstr (text, "Marek"));
  g_assert_null (strstr (text, "Sofie"));
  g_assert_nonnull (strstr (text, "after the return"));
}

static void
test_same_event (void)
{
  g_autoptr (HwCase) self = make_returned ();
  g_autofree char *before = write_calendar (self, "2026-12-21"), *after = NULL;
  g_autofree char *first = get_event (before, " 30 days"), *later = NULL;
  g_autofree char *first_uid = get_value (first, "UID:"), *later_uid = NULL;
  g_autofree char *first_sequence = get_value (first, "SEQUENCE:"), *later_sequence = NULL;
  g_autofree char *first_day = get_value (first, "DTSTART;VALUE=DATE:"), *later_day = NULL;

  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-19", "days=30;outcome=no-answer");
  after = write_calendar (self, "2027-01-19");
  later = get_event (after, " 30 days");
  later_uid = get_value (later, "UID:");
  later_sequence = get_value (later, "SEQUENCE:");
  later_day = get_value (later, "DTSTART;VALUE=DATE:");
  g_assert_cmpstr (first_uid, ==, later_uid);
  g_assert_cmpstr (first_day, ==, "20270119");
  g_assert_cmpstr (later_day, ==, "20270121");
  g_assert_cmpint (atoi (later_sequence), >, atoi (first_sequence));
}

static void
test_done (void)
{
  g_autoptr (HwCase) self = make_returned ();
  g_autofree char *before = write_calendar (self, "2027-01-19"), *after = NULL;
  g_autofree char *open = get_event (before, " 30 days"), *done = NULL;

  g_assert_nonnull (strstr (open, "STATUS:CONFIRMED"));
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-19", "days=30;outcome=reached");
  after = write_calendar (self, "2027-01-20");
  done = get_event (after, " 30 days");
  g_assert_nonnull (strstr (done, "STATUS:CANCELLED"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow-up-calendar/names-nobody", test_no_name);
  g_test_add_func ("/follow-up-calendar/tried/the-same-event-moves-to-the-next-day", test_same_event);
  g_test_add_func ("/follow-up-calendar/done/is-taken-away", test_done);
  return g_test_run ();
}
