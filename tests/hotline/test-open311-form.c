/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-form-data.h"
#include "hw-open311-form.h"

/* What is posted by Open311 clients, as a report or as what to look at again. */

#define NOW (G_GINT64_CONSTANT (1763850000) * G_USEC_PER_SEC)   /* 2025-11-22T22:20:00Z */

static const HwWebPage page = { .language = "en", .path = "", .team = "The team", .emergency = "112", .telephone = "70 20 12 34", .now = NOW };

static HwReport *
read_form (const char  *body,
           GPtrArray  **problems)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) posted = hw_form_data_parse ("application/x-www-form-urlencoded; charset=utf-8", bytes, &error);

  g_assert_no_error (error);
  return hw_open311_form_read (posted, &page, zone, NULL, problems);
}

static HwReport *
read_well (const char *body)
{
  g_autoptr (GPtrArray) problems = NULL;
  HwReport *report = read_form (body, &problems);

  if (problems != NULL)
    g_error ("%s", (char *) g_ptr_array_index (problems, 0));
  g_assert_nonnull (report);
  return report;
}

static void
assert_problem (const char *body,
                const char *words)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (HwReport) report = read_form (body, &problems);

  g_assert_null (report);
  g_assert_nonnull (problems);
  g_assert_cmpuint (problems->len, >, 0);
  if (strstr (g_ptr_array_index (problems, 0), words) == NULL)
    g_error ("\"%s\" is not in \"%s\"", words, (char *) g_ptr_array_index (problems, 0));
}

/* The example of the specification, with its own arguments. */
static void
test_example (void)
{
  g_autoptr (HwReport) report = read_well (
    "api_key=xyz&jurisdiction_id=city.gov&service_code=001&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street&email=smit333%40sfgov.edu"
    "&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=111111111&description=A+large+sinkhole+is+destroying+the+street"
    "&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg&attribute[WHISPAWN]=123456&attribute[WHISDORN]=COISL001");

  g_assert_cmpint (report->channel, ==, HW_CHANNEL_OTHER_SYSTEM);
  g_assert_cmpint (report->received_at, ==, NOW);
  g_assert_cmpfloat_with_epsilon (report->point.latitude, 37.76524078, 1e-7);
  g_assert_cmpfloat_with_epsilon (report->point.longitude, -122.4212043, 1e-7);
  g_assert_cmpstr (report->place, ==, "1234 5th street");
  g_assert_cmpstr (report->worries, ==, "A large sinkhole is destroying the street\nhttp://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg");
  g_assert_cmpstr (report->caller_contact, ==, "smit333@sfgov.edu");
  g_assert_cmpstr (report->caller_name, ==, "john smith");
  g_assert_cmpint (report->reply_wish, ==, HW_REPLY_EMAIL);
  g_assert_cmpint (report->seen_at, ==, NOW);
}

static void
test_attributes (void)
{
  g_autoptr (HwReport) report = read_well (
    "address_string=Behind+the+bins&phone=70201234&attribute[seen-at]=2025-11-22T23:00:00%2B01:00&attribute[people]=2&attribute[age]=under-18"
    "&attribute[gender]=a+man&attribute[appearance]=Blue+tent&attribute[heard]=Polish&attribute[concerns][]=cold&attribute[concerns][]=danger"
    "&attribute[usually]=most&attribute[usual-time]=after+ten&attribute[knows]=yes&attribute[reply]=sms");

  g_assert_cmpint (report->seen_at, ==, NOW - G_GINT64_CONSTANT (1200) * G_USEC_PER_SEC);
  g_assert_cmpuint (report->people, ==, 2);
  g_assert_cmpint (report->age, ==, HW_AGE_UNDER_18);
  g_assert_cmpstr (report->gender, ==, "a man");
  g_assert_cmpstr (report->appearance, ==, "Blue tent");
  g_assert_cmpstr (report->language, ==, "Polish");
  g_assert_cmpint (report->concerns, ==, HW_CONCERN_COLD | HW_CONCERN_DANGER_NOW);
  g_assert_cmpint (report->usually_there, ==, HW_USUALLY_MOST_NIGHTS);
  g_assert_cmpstr (report->usual_time, ==, "after ten");
  g_assert_cmpint (report->knows_of_call, ==, HW_ANSWER_YES);
  g_assert_cmpint (report->reply_wish, ==, HW_REPLY_SMS);
  g_assert_cmpstr (report->caller_contact, ==, "70201234");
}

static void
test_empty_arguments (void)
{
  g_autoptr (HwReport) report = read_well ("lat=55.5&long=12.25&address_string=&email=&phone=&first_name=&last_name=&description=&media_url="
                                           "&attribute[people]=&attribute[age]=&attribute[concerns]=&attribute[concerns][]=&attribute[seen-at]=");

  g_assert_null (report->place);
  g_assert_null (report->worries);
  g_assert_null (report->caller_name);
  g_assert_null (report->caller_contact);
  g_assert_cmpint (report->reply_wish, ==, HW_REPLY_NO);
  g_assert_cmpuint (report->people, ==, 0);
}

static void
test_no_answer_wanted (void)
{
  g_autoptr (HwReport) report = read_well ("lat=55.5&long=12.25&email=a%40example.org&first_name=A&attribute[reply]=no");

  g_assert_null (report->caller_contact);
  g_assert_null (report->caller_name);
}

static void
test_self (void)
{
  g_autoptr (HwReport) report = read_well ("lat=55.5&long=12.25&attribute[about]=me&attribute[concerns]=cold,health");

  g_assert_cmpint (report->channel, ==, HW_CHANNEL_SELF_REFERRAL);
  g_assert_cmpint (report->concerns, ==, HW_CONCERN_COLD | HW_CONCERN_HEALTH);
}

static void
test_problems (void)
{
  assert_problem ("", "lat and long, or address_string");
  assert_problem ("lat=0&long=0", "lat and long, or address_string");
  assert_problem ("address_id=545483", "lat and long, or address_string");
  assert_problem ("lat=55.5", "lat, long:");
  assert_problem ("lat=north&long=12", "lat, long:");
  assert_problem ("lat=95&long=12", "lat, long:");
  assert_problem ("lat=nan&long=12", "lat, long:");
  assert_problem ("address_string=a&attribute[people]=many", "attribute[people]:");
  assert_problem ("address_string=a&attribute[people]=900", "attribute[people]:");
  assert_problem ("address_string=a&attribute[age]=old", "attribute[age]:");
  assert_problem ("address_string=a&attribute[concerns][]=cold&attribute[concerns][]=rain", "attribute[concerns]:");
  assert_problem ("address_string=a&attribute[seen-at]=yesterday", "attribute[seen-at]:");
  assert_problem ("address_string=a&attribute[seen-at]=2035-01-01T00:00:00Z", "attribute[seen-at]:");
  assert_problem ("address_string=a&attribute[seen-at]=1935-01-01T00:00:00Z", "attribute[seen-at]:");
  assert_problem ("address_string=a&attribute[reply]=sms", "phone, email:");
  assert_problem ("address_string=a&email=nobody", "phone, email:");
}

static void
test_all_problems (void)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (HwReport) report = read_form ("address_string=a&attribute[people]=many&attribute[age]=old&attribute[knows]=perhaps", &problems);

  g_assert_null (report);
  g_assert_cmpuint (problems->len, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open311/form/the-example-of-the-specification-is-a-report", test_example);
  g_test_add_func ("/open311/form/attributes-are-the-fields-of-a-report", test_attributes);
  g_test_add_func ("/open311/form/an-empty-argument-is-none", test_empty_arguments);
  g_test_add_func ("/open311/form/who-wants-no-answer-leaves-no-address", test_no_answer_wanted);
  g_test_add_func ("/open311/form/somebody-may-tell-of-themselves", test_self);
  g_test_add_func ("/open311/form/says-what-to-look-at-again", test_problems);
  g_test_add_func ("/open311/form/says-all-at-once", test_all_problems);
  return g_test_run ();
}
