/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-form-data.h"
#include "hw-web-form.h"
#include "hw-web-form-page.h"
#include "hw-word-place.h"

/* The web form: what is read of it, what is asked again, and that nothing that somebody wrote becomes part of the page. */

#define TYPE   "application/x-www-form-urlencoded"
#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define HOUR   (60 * MINUTE)

/* Monday 23 November 2026, 21:00 in Copenhagen */
static const gint64 now = (gint64) 1795464000 * G_USEC_PER_SEC;

static GTimeZone *
get_zone (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("Europe/Copenhagen");

  return zone != NULL ? zone : g_time_zone_new_offset (3600);
}

static GHashTable *
parse (const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GError) error = NULL;
  GHashTable *values = hw_form_data_parse (TYPE, bytes, &error);

  g_assert_no_error (error);
  return values;
}

/* A form that was opened a minute ago. */
static HwWebForm *
read_form (const char *body)
{
  g_autofree char *whole = g_strdup_printf ("opened=%" G_GINT64_FORMAT "-0123456789abcdef&%s", now / G_USEC_PER_SEC - 60, body);
  g_autoptr (GHashTable) values = parse (whole);
  g_autoptr (GTimeZone) zone = get_zone ();

  return hw_web_form_new (values, now, zone, NULL);
}

static const char *
get_phrase (const HwWebForm *form,
            const char      *field)
{
  const HwWebError *error = hw_web_form_get_error (form, field);

  return error != NULL ? error->phrase : NULL;
}

static void
assert_refused (const char *content_type,
                const char *body,
                gssize      length,
                int         code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, length < 0 ? strlen (body) : (gsize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = hw_form_data_parse (content_type, bytes, &error);

  g_assert_null (values);
  g_assert_error (error, HW_FORM_DATA_ERROR, code);
  g_assert_nonnull (strstr (error->message, "Nothing was recorded"));
}

static void
test_data_type (void)
{
  g_autoptr (GHashTable) values = NULL;

  assert_refused (NULL, "a=b", -1, HW_FORM_DATA_ERROR_TYPE);
  assert_refused ("multipart/form-data; boundary=x", "a=b", -1, HW_FORM_DATA_ERROR_TYPE);
  assert_refused (TYPE "x", "a=b", -1, HW_FORM_DATA_ERROR_TYPE);
  assert_refused (TYPE "; charset=utf-7", "a=b", -1, HW_FORM_DATA_ERROR_TYPE);
  assert_refused (TYPE "; charset=utf-16le", "a=b", -1, HW_FORM_DATA_ERROR_TYPE);

  values = parse ("a=b&&c&a=d&=e&f=%C3%A6+%2b%zz%");
  g_assert_cmpstr (hw_form_data_get (values, "a"), ==, "b");
  g_assert_cmpstr (hw_form_data_get (values, "c"), ==, "");
  g_assert_cmpstr (hw_form_data_get (values, "f"), ==, "æ +%zz%");
  g_assert_cmpstr (hw_form_data_get (values, "missing"), ==, "");
}

static void
test_data_encoding (void)
{
  const char *latin = "text=sm%F8r+og+br\xf8""d";
  g_autoptr (GBytes) body = g_bytes_new_static (latin, strlen (latin));
  g_autoptr (GHashTable) values = NULL;

  assert_refused (TYPE, latin, -1, HW_FORM_DATA_ERROR_NOT_TEXT);
  assert_refused (TYPE, "text=%00", -1, HW_FORM_DATA_ERROR_NOT_TEXT);
  assert_refused (TYPE, "te\0xt=a", 7, HW_FORM_DATA_ERROR_NOT_TEXT);
  assert_refused (TYPE, "text=%ED%A0%80", -1, HW_FORM_DATA_ERROR_NOT_TEXT);
  assert_refused (TYPE "; charset=UTF-8", "%FF=a", -1, HW_FORM_DATA_ERROR_NOT_TEXT);

  values = hw_form_data_parse (TYPE "; charset=\"ISO-8859-1\"", body, NULL);
  g_assert_cmpstr (hw_form_data_get (values, "text"), ==, "smør og brød");
}

static void
test_data_limits (void)
{
  g_autofree char *long_body = g_strnfill (HW_FORM_DATA_MAX_BYTES + 1, 'a');
  g_autofree char *long_name = g_strnfill (101, 'a');
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GHashTable) values = NULL;

  for (guint i = 0; i <= HW_FORM_DATA_MAX_FIELDS; i++)
    g_string_append_printf (many, "f%u=1&", i);
  assert_refused (TYPE, long_body, -1, HW_FORM_DATA_ERROR_TOO_LARGE);
  assert_refused (TYPE, long_name, -1, HW_FORM_DATA_ERROR_TOO_LARGE);
  assert_refused (TYPE, many->str, -1, HW_FORM_DATA_ERROR_TOO_LARGE);

  g_string_truncate (many, strlen ("f0=1&") * 10);
  values = parse (many->str);
  g_assert_cmpuint (g_hash_table_size (values), ==, 10);
}

static void
test_data_lines (void)
{
  g_autoptr (GHashTable) values = parse ("text=one%0D%0Atwo%0Dthree%0A%07four%1B%7F%09.");

  g_assert_cmpstr (hw_form_data_get (values, "text"), ==, "one\ntwo\nthree\n four  \t.");
}

static void
test_form_all (void)
{
  g_autoptr (HwWebForm) empty = read_form ("");
  g_autoptr (HwWebForm) form = read_form ("about=other&place=+B%C3%A6nk+ved+s%C3%B8en+&point=55.67612%2C+12.56834&when=now&usually=most&usual-time=after+ten"
                                          "&people=2&age=26-49&gender=man&appearance=blue+tent&heard=Polish&concern-cold=yes&concern-animal=yes&worries=coughs"
                                          "&knows=no&reply=email&contact=a%40example.org&name=Ane");
  const HwReport *report;

  g_assert_false (hw_web_form_is_sound (empty));
  g_assert_cmpstr (get_phrase (empty, HW_WEB_PLACE), ==, "error-where");
  g_assert_cmpstr (get_phrase (empty, HW_WEB_WHEN), ==, "error-when");
  g_assert_cmpuint (hw_web_form_get_errors (empty)->len, ==, 2);

  g_assert_true (hw_web_form_is_sound (form));
  report = hw_web_form_get_report (form);
  g_assert_cmpint (report->channel, ==, HW_CHANNEL_WEB);
  g_assert_cmpint (report->received_at, ==, now);
  g_assert_cmpint (report->seen_at, ==, now);
  g_assert_cmpstr (report->place, ==, "Bænk ved søen");
  g_assert_cmpfloat_with_epsilon (report->point.latitude, 55.67612, 1e-6);
  g_assert_cmpfloat_with_epsilon (report->point.longitude, 12.56834, 1e-6);
  g_assert_cmpint (report->usually_there, ==, HW_USUALLY_MOST_NIGHTS);
  g_assert_cmpstr (report->usual_time, ==, "after ten");
  g_assert_cmpuint (report->people, ==, 2);
  g_assert_cmpint (report->age, ==, HW_AGE_26_49);
  g_assert_cmpstr (report->gender, ==, "man");
  g_assert_cmpstr (report->appearance, ==, "blue tent");
  g_assert_cmpstr (report->language, ==, "Polish");
  g_assert_cmpint (report->concerns, ==, HW_CONCERN_COLD | HW_CONCERN_ANIMAL);
  g_assert_cmpstr (report->worries, ==, "coughs");
  g_assert_cmpint (report->knows_of_call, ==, HW_ANSWER_NO);
  g_assert_cmpint (report->reply_wish, ==, HW_REPLY_EMAIL);
  g_assert_cmpstr (report->caller_contact, ==, "a@example.org");
  g_assert_cmpstr (report->caller_name, ==, "Ane");
  g_assert_false (hw_web_form_is_urgent (form));
}

static void
test_form_place (void)
{
  g_autoptr (HwWebForm) words = read_form ("when=now&place=%20%0A");
  g_autoptr (HwWebForm) point = read_form ("when=now&point=somewhere&place=a+bench");
  g_autoptr (HwWebForm) far = read_form ("when=now&point=95.0,12.0");
  g_autoptr (HwWebForm) code = read_form ("when=now&point=9F7JMHG9%2BC8");

  g_assert_cmpstr (get_phrase (words, HW_WEB_PLACE), ==, "error-where");
  g_assert_cmpstr (get_phrase (point, HW_WEB_POINT), ==, "error-point");
  g_assert_cmpstr (get_phrase (far, HW_WEB_POINT), ==, "error-point");

  g_assert_true (hw_web_form_is_sound (code));
  g_assert_cmpfloat_with_epsilon (hw_web_form_get_report (code)->point.latitude, 55.676, 1e-3);
}

static void
assert_seen (const char *body,
             gint64      at,
             gint64      within)
{
  g_autofree char *whole = g_strconcat ("place=bench&", body, NULL);
  g_autoptr (HwWebForm) form = read_form (whole);

  g_assert_true (hw_web_form_is_sound (form));
  g_assert_cmpint (ABS (hw_web_form_get_report (form)->seen_at - at), <=, within);
  g_assert_cmpint (hw_web_form_get_report (form)->seen_precision, >, 0);
}

static void
assert_time_asked (const char *body,
                   const char *field,
                   const char *phrase)
{
  g_autofree char *whole = g_strconcat ("place=bench&", body, NULL);
  g_autoptr (HwWebForm) form = read_form (whole);

  g_assert_false (hw_web_form_is_sound (form));
  g_assert_cmpstr (get_phrase (form, field), ==, phrase);
}

static void
test_form_time (void)
{
  assert_time_asked ("when=never", HW_WEB_WHEN, "error-choice");
  assert_time_asked ("when=another", HW_WEB_DATE, "error-date");
  assert_time_asked ("when=another&date=2026-13-45", HW_WEB_DATE, "error-time");
  assert_time_asked ("when=another&date=2026-11-30", HW_WEB_DATE, "error-future");
  assert_time_asked ("when=another&date=1912-11-30", HW_WEB_DATE, "error-past");
  assert_time_asked ("when=another&time=the+end+of+days", HW_WEB_TIME, "error-time");
  assert_time_asked ("when=tonight&time=23:30", HW_WEB_TIME, "error-future");

  assert_seen ("when=now", now, 0);
  assert_seen ("when=now&time=20:30", now - 30 * MINUTE, 0);
  assert_seen ("when=tonight", now - HOUR, 2 * HOUR);
  assert_seen ("when=last-night", now - 20 * HOUR, 4 * HOUR);
  assert_seen ("when=last-night&time=02:00", now - 19 * HOUR, 0);
  assert_seen ("when=another&time=20:00", now - HOUR, 0);
  assert_seen ("when=another&date=2026-11-20&time=20:00", now - 73 * HOUR, 0);
  assert_seen ("date=2026-11-20&time=21:00", now - 72 * HOUR, 0);
  assert_seen ("when=now&date=20.11.2026&time=21:00", now - 72 * HOUR, 0);
}

static void
test_form_people (void)
{
  g_autoptr (HwWebForm) none = read_form ("place=bench&when=now&people=0");
  g_autoptr (HwWebForm) words = read_form ("place=bench&when=now&people=some");
  g_autoptr (HwWebForm) many = read_form ("place=bench&when=now&people=501");
  g_autoptr (HwWebForm) few = read_form ("place=bench&when=now&people=+12+");

  g_assert_cmpstr (get_phrase (none, HW_WEB_PEOPLE), ==, "error-people");
  g_assert_cmpstr (get_phrase (words, HW_WEB_PEOPLE), ==, "error-people");
  g_assert_cmpstr (get_phrase (many, HW_WEB_PEOPLE), ==, "error-people");

  g_assert_cmpuint (hw_web_form_get_report (few)->people, ==, 12);
}

static void
test_form_choice (void)
{
  g_autoptr (HwWebForm) form = read_form ("place=bench&when=now&age=young&knows=maybe&about=us&usually=often&reply=pigeon");

  g_assert_cmpstr (get_phrase (form, HW_WEB_AGE), ==, "error-choice");
  g_assert_cmpstr (get_phrase (form, HW_WEB_KNOWS), ==, "error-choice");
  g_assert_cmpstr (get_phrase (form, HW_WEB_ABOUT), ==, "error-choice");
  g_assert_cmpstr (get_phrase (form, HW_WEB_USUALLY), ==, "error-choice");
  g_assert_cmpstr (get_phrase (form, HW_WEB_REPLY), ==, "error-choice");
}

static void
test_form_long (void)
{
  g_autofree char *line = g_strnfill (HW_REPORT_MAX_LINE + 1, 'x');
  g_autofree char *text = g_strnfill (HW_REPORT_MAX_TEXT + 1, 'x');
  g_autofree char *body = g_strdup_printf ("when=now&place=%s&name=%s&gender=%s", text, line, line + 1);
  g_autoptr (HwWebForm) form = read_form (body);

  g_assert_cmpint (hw_web_form_get_error (form, HW_WEB_PLACE)->number, ==, HW_REPORT_MAX_TEXT);
  g_assert_cmpint (hw_web_form_get_error (form, HW_WEB_NAME)->number, ==, HW_REPORT_MAX_LINE);
  g_assert_null (hw_web_form_get_error (form, HW_WEB_GENDER));
}

static void
test_form_caller (void)
{
  g_autoptr (HwWebForm) unreachable = read_form ("place=bench&when=now&reply=sms");
  g_autoptr (HwWebForm) number = read_form ("place=bench&when=now&reply=call&contact=a%40example.org");
  g_autoptr (HwWebForm) address = read_form ("place=bench&when=now&reply=email&contact=12345678");
  g_autoptr (HwWebForm) unsaid = read_form ("place=bench&when=now&contact=12345678");
  g_autoptr (HwWebForm) unwanted = read_form ("place=bench&when=now&reply=no&contact=12345678&name=Ane");
  g_autoptr (HwWebForm) wanted = read_form ("place=bench&when=now&reply=sms&contact=%2B45+12+34+56+78");

  g_assert_cmpstr (get_phrase (unreachable, HW_WEB_CONTACT), ==, "error-contact");
  g_assert_cmpstr (get_phrase (number, HW_WEB_CONTACT), ==, "error-contact-number");
  g_assert_cmpstr (get_phrase (address, HW_WEB_CONTACT), ==, "error-contact-email");
  g_assert_cmpstr (get_phrase (unsaid, HW_WEB_REPLY), ==, "error-reply");

  g_assert_null (hw_web_form_get_report (unwanted)->caller_contact);
  g_assert_null (hw_web_form_get_report (unwanted)->caller_name);
  g_assert_cmpstr (hw_web_form_get_report (wanted)->caller_contact, ==, "+45 12 34 56 78");
}

static void
test_form_urgent (void)
{
  g_autoptr (HwWebForm) calm = read_form ("place=bench&when=now&concern-cold=yes&age=18-25");
  g_autoptr (HwWebForm) danger = read_form ("place=bench&when=now&concern-danger=yes");
  g_autoptr (HwWebForm) child = read_form ("place=bench&when=now&age=under-18");

  g_assert_false (hw_web_form_is_urgent (calm));
  g_assert_true (hw_web_form_is_urgent (danger));
  g_assert_true (hw_web_form_is_urgent (child));
}

static void
test_form_self (void)
{
  g_autoptr (HwWebForm) form = read_form ("place=bench&when=now&about=me");

  g_assert_cmpint (hw_web_form_get_report (form)->channel, ==, HW_CHANNEL_SELF_REFERRAL);
}

static HwWebForm *
read_raw (const char *body)
{
  g_autoptr (GHashTable) values = parse (body);
  g_autoptr (GTimeZone) zone = get_zone ();

  return hw_web_form_new (values, now, zone, NULL);
}

static void
test_form_programs (void)
{
  g_autoptr (HwWebForm) decoy = read_form ("place=bench&when=now&website=http%3A%2F%2Fexample.org");
  g_autoptr (HwWebForm) unopened = read_raw ("place=bench&when=now");
  g_autoptr (HwWebForm) forged = read_raw ("place=bench&when=now&opened=99999999999-1");
  g_autoptr (HwWebForm) quick = NULL;
  g_autoptr (HwWebForm) mistaken = read_raw ("place=bench");
  g_autoptr (HwWebForm) again = read_form ("place=bench&when=now&website=");
  g_autofree char *body = g_strdup_printf ("place=bench&when=now&opened=%" G_GINT64_FORMAT "-1", now / G_USEC_PER_SEC - 1);

  g_assert_cmpstr (get_phrase (decoy, HW_WEB_DECOY), ==, "error-program");
  g_assert_cmpstr (hw_web_form_get_value (decoy, HW_WEB_DECOY), ==, "");
  g_assert_cmpstr (hw_web_form_get_value (decoy, HW_WEB_PLACE), ==, "bench");
  g_assert_cmpstr (get_phrase (unopened, HW_WEB_DECOY), ==, "error-quick");
  g_assert_cmpstr (get_phrase (forged, HW_WEB_DECOY), ==, "error-quick");
  g_assert_cmpstr (hw_web_form_get_value (forged, HW_WEB_OPENED), ==, "");
  quick = read_raw (body);
  g_assert_cmpstr (get_phrase (quick, HW_WEB_DECOY), ==, "error-quick");
  g_assert_cmpstr (hw_web_form_get_value (quick, HW_WEB_OPENED), !=, "");
  g_assert_null (get_phrase (mistaken, HW_WEB_DECOY));   /* has something else to look at first */

  g_assert_true (hw_web_form_is_sound (again));
}

static char *
write_page (const HwWebForm *form,
            const char      *language)
{
  const HwWebPage page = { .language = language, .path = "", .team = "Street <Team> & \"Friends\"", .emergency = "112", .telephone = "+45 12 34", .now = now };
  g_autoptr (GBytes) bytes = hw_web_form_page_write (&page, form);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_page_languages (void)
{
  g_autoptr (HwWebForm) form = hw_web_form_new (NULL, now, NULL, NULL);
  g_autofree char *english = write_page (form, "en");
  g_autofree char *danish = write_page (form, "da");

  g_assert_null (strstr (english, "<script"));
  g_assert_null (strstr (english, "http"));
  g_assert_null (strstr (english, "{team}"));
  g_assert_null (strstr (danish, "{emergency}"));
  g_assert_null (strstr (danish, "(null)"));
  g_assert_null (strstr (english, "role=\"alert\""));

  g_assert_nonnull (strstr (english, "<html lang=\"en\">"));
  g_assert_nonnull (strstr (english, "<a href=\"/da/\" lang=\"da\" hreflang=\"da\">Dansk</a>"));
  g_assert_nonnull (strstr (danish, "<html lang=\"da\">"));
  g_assert_nonnull (strstr (danish, "action=\"/da/report\""));
  g_assert_nonnull (strstr (english, "<a href=\"tel:112\">Ring 112</a>"));
  g_assert_true (strstr (english, "tel:112") < strstr (english, "<form"));
}

static void
test_page_choose (void)
{
  g_assert_cmpstr (hw_web_words_choose (NULL), ==, "en");
  g_assert_cmpstr (hw_web_words_choose (""), ==, "en");
  g_assert_cmpstr (hw_web_words_choose ("pl, ro;q=0.8"), ==, "en");
  g_assert_cmpstr (hw_web_words_choose (";;q=,,=\xff"), ==, "en");
  g_assert_cmpstr (hw_web_words_choose ("en;q=0.5, da-DK;q=0.9"), ==, "da");
  g_assert_cmpstr (hw_web_words_choose ("pl, da;q=0.1"), ==, "da");
}

/* In an element, in an attribute, in a textarea and in a hidden field. */
static void
test_page_injection (void)
{
  g_autoptr (HwWebForm) form = read_form ("place=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E&point=%22+onfocus=%22alert(1)+%27&name=%3Cimg+src=x%3E%26amp;&when=%22%3E%3Cb%3E"
                                          "&people=%22%3E%3Csvg%3E&website=%22%3E%3Cb%3E");
  g_autofree char *opened = g_strdup_printf ("opened=%" G_GINT64_FORMAT "%%22%%3E%%3Cb%%3E", now / G_USEC_PER_SEC - 9);
  g_autoptr (HwWebForm) hidden = read_raw (opened);
  g_autofree char *html = write_page (form, "da");
  g_autofree char *hidden_html = write_page (hidden, "en");

  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strstr (html, "<svg"));
  g_assert_null (strstr (html, "<b>"));
  g_assert_null (strstr (html, "<Team>"));
  g_assert_null (strstr (html, "\" onfocus"));
  g_assert_null (strstr (hidden_html, "<b>"));

  g_assert_nonnull (strstr (html, "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
  g_assert_nonnull (strstr (html, "value=\"&quot; onfocus=&quot;alert(1) &apos;\""));
  g_assert_nonnull (strstr (html, "value=\"&lt;img src=x&gt;&amp;amp;\""));
}

static void
test_page_errors (void)
{
  g_autoptr (HwWebForm) form = read_form ("place=+&point=nowhere&people=many&appearance=blue+tent&age=50-plus&concern-cold=yes&usual-time=late");
  g_autofree char *html = write_page (form, "en");
  const char *summary = strstr (html, "role=\"alert\"");

  g_assert_nonnull (summary);
  g_assert_true (summary < strstr (html, "<h1>"));
  g_assert_nonnull (strstr (html, "<title>Please look again:"));
  g_assert_nonnull (strstr (summary, "<a href=\"#point\">This point is not understood."));
  g_assert_nonnull (strstr (summary, "<a href=\"#when\">Choose when they were seen."));
  g_assert_nonnull (strstr (html, "id=\"point-error\">Please look: This point is not understood."));
  g_assert_nonnull (strstr (html, "name=\"point\" type=\"text\" aria-invalid=\"true\" aria-describedby=\"point-hint point-error\""));
  g_assert_nonnull (strstr (html, "<fieldset class=\"wrong\" aria-describedby=\"when-error\">"));
  g_assert_nonnull (strstr (html, "id=\"when\" name=\"when\" value=\"now\">"));

  g_assert_nonnull (strstr (html, ">\nblue tent</textarea>"));
  g_assert_nonnull (strstr (html, "value=\"50-plus\" checked"));
  g_assert_nonnull (strstr (html, "name=\"concern-cold\" value=\"yes\" checked"));
  g_assert_nonnull (strstr (html, "value=\"late\""));
  g_assert_nonnull (strstr (html, "value=\"many\""));
}

static void
test_words_place (void)
{
  const HwPoint nearby = { 55.68, 12.57 };
  HwPlace place;

  g_assert_false (hw_word_place_find (NULL, NULL, &place));
  g_assert_false (hw_word_place_find ("", NULL, &place));
  g_assert_false (hw_word_place_find ("on the bench by the church", NULL, &place));
  g_assert_false (hw_word_place_find ("he paid 12.50 and 13.75", NULL, &place));
  g_assert_false (hw_word_place_find ("my number is 12.345.678 23.456.789", NULL, &place));
  g_assert_false (hw_word_place_find ("95.12345, 12.56834", NULL, &place));
  g_assert_false (hw_word_place_find ("MHG9+C8 Copenhagen", NULL, &place));
  g_assert_false (hw_word_place_find ("between 55.67612, 12.56834 and 55.68612, 12.57834", NULL, &place));

  g_assert_true (hw_word_place_find ("he is at 55.67612, 12.56834, near the bins", NULL, &place));
  g_assert_cmpfloat_with_epsilon (place.point.latitude, 55.67612, 1e-6);
  g_assert_true (hw_word_place_find ("geo:55.67612,12.56834", NULL, &place));
  g_assert_true (hw_word_place_find ("https://maps.example/?q=55.67612,12.56834&z=17", NULL, &place));
  g_assert_true (hw_word_place_find ("here: 9F7JMHG9+C8.", NULL, &place));
  g_assert_true (hw_word_place_find ("MHG9+C8 Copenhagen", &nearby, &place));
  g_assert_cmpfloat_with_epsilon (place.point.latitude, 55.676, 1e-3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-data/only-forms-in-known-encodings", test_data_type);
  g_test_add_func ("/form-data/bytes-that-are-no-text-are-refused-with-words", test_data_encoding);
  g_test_add_func ("/form-data/too-much-is-refused", test_data_limits);
  g_test_add_func ("/form-data/ends-of-lines-are-one-and-control-characters-none", test_data_lines);
  g_test_add_func ("/web-form/asks-for-place-and-time-and-takes-all-the-rest", test_form_all);
  g_test_add_func ("/web-form/a-place-is-words-or-a-point", test_form_place);
  g_test_add_func ("/web-form/a-time-is-a-choice-or-a-day-and-not-to-come", test_form_time);
  g_test_add_func ("/web-form/people-are-a-number", test_form_people);
  g_test_add_func ("/web-form/a-choice-is-one-of-ours", test_form_choice);
  g_test_add_func ("/web-form/a-text-has-an-end", test_form_long);
  g_test_add_func ("/web-form/a-number-is-kept-only-for-an-answer", test_form_caller);
  g_test_add_func ("/web-form/danger-and-children-are-urgent", test_form_urgent);
  g_test_add_func ("/web-form/somebody-may-report-themselves", test_form_self);
  g_test_add_func ("/web-form/a-program-is-asked-again-and-loses-nothing", test_form_programs);
  g_test_add_func ("/web-page/speaks-both-languages-and-needs-no-script", test_page_languages);
  g_test_add_func ("/web-page/the-reader-s-language-is-chosen", test_page_choose);
  g_test_add_func ("/web-page/what-somebody-wrote-never-becomes-markup", test_page_injection);
  g_test_add_func ("/web-page/errors-stand-beside-the-fields-and-in-a-summary", test_page_errors);
  g_test_add_func ("/words/only-one-certain-place-is-taken-from-words", test_words_place);
  return g_test_run ();
}
