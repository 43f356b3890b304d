/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hw-form-data.h"
#include "hw-reference.h"
#include "hw-sms-door.h"
#include "hw-web-form-door.h"
#include "hw-web-page.h"

/* The doors for browsers and for SMS gateways: which path leads where, what is refused with which words, and what happens once a report is safe. */

#define FORM "application/x-www-form-urlencoded"

/* Monday 23 November 2026, 21:00 in Copenhagen */
static const gint64 now = (gint64) 1795464000 * G_USEC_PER_SEC;

static HwIntakeSettings settings = {
  .team = (char *) "Street Team", .emergency = (char *) "112", .telephone = (char *) "+45 12 34", .sms_token = (char *) "secret",
  .sms_sender = (char *) "number", .sms_text = (char *) "words",
};

static HwIntakeSpool *spool;   /* where a test needs one */

static HwDoorAnswer *
visit_with (HwDoorOpen  open,
            const char *method,
            const char *path,
            const char *content_type,
            const char *body,
            const char *authorization)
{
  g_auto (GStrv) parts = g_strsplit (path, "?", 2);
  g_autoptr (GBytes) query_bytes = g_bytes_new (parts[1] != NULL ? parts[1] : "", parts[1] != NULL ? strlen (parts[1]) : 0);
  g_autoptr (GBytes) bytes = g_bytes_new (body != NULL ? body : "", body != NULL ? strlen (body) : 0);
  g_autoptr (GHashTable) query = hw_form_data_parse (FORM, query_bytes, NULL);
  const HwDoorRequest request = {
    .method = method, .path = parts[0], .query = query, .content_type = content_type, .body = bytes, .accept_language = "da, en;q=0.5",
    .authorization = authorization, .now = now, .spool = spool, .settings = &settings,
  };

  return open (&request);
}

static HwDoorAnswer *
visit (const char *method,
       const char *path,
       const char *body)
{
  return visit_with (hw_web_form_door, method, path, body != NULL ? FORM : NULL, body, NULL);
}

static char *
get_text (const HwDoorAnswer *answer)
{
  gsize length;
  const char *text = g_bytes_get_data (answer->body, &length);

  return g_strndup (text != NULL ? text : "", length);
}

static void
assert_says (const HwDoorAnswer *answer,
             guint               status,
             const char         *words)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (answer);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_null (answer->submission);
  text = get_text (answer);
  g_assert_nonnull (strstr (text, words));
}

static void
assert_says_not (const HwDoorAnswer *answer,
                 const char         *words)
{
  g_autofree char *text = get_text (answer);

  g_assert_null (strstr (text, words));
}

static char *
write_report (const char *more)
{
  return g_strdup_printf ("opened=%" G_GINT64_FORMAT "-1&place=b%%C3%%A6nk&when=now%s", now / G_USEC_PER_SEC - 60, more);
}

/* What the server does once the report is on the disk. */
static void
reply (HwDoorAnswer *answer,
       const HwId   *id)
{
  const HwDoorRequest request = { .method = "POST", .path = "/", .now = now, .settings = &settings };

  g_assert_nonnull (answer->reply);
  answer->reply (answer, &request, id);
}

static void
test_paths (void)
{
  g_autoptr (HwDoorAnswer) other = visit ("GET", "/open311/discovery.xml", NULL);
  g_autoptr (HwDoorAnswer) sideways = visit ("GET", "/../etc/passwd", NULL);
  g_autoptr (HwDoorAnswer) nowhere = visit ("GET", "/en/nowhere", NULL);
  g_autoptr (HwDoorAnswer) language = visit ("GET", "/xx/", NULL);
  g_autoptr (HwDoorAnswer) chosen = visit ("GET", "/", NULL);
  g_autoptr (HwDoorAnswer) english = visit ("GET", "/en/", NULL);
  g_autoptr (HwDoorAnswer) head = visit ("HEAD", "/da/", NULL);
  g_autoptr (HwDoorAnswer) style = visit ("GET", "/form.css", NULL);

  g_assert_null (other);
  g_assert_null (sideways);
  g_assert_null (language);
  assert_says (nowhere, 404, "There is no such page here.");

  assert_says (chosen, 200, "<html lang=\"da\">");
  assert_says (english, 200, "<html lang=\"en\">");
  assert_says (head, 200, "Street Team");
  g_assert_cmpstr (english->content_type, ==, "text/html; charset=utf-8");
  assert_says (style, 200, "prefers-color-scheme");
  g_assert_true (g_str_has_prefix (style->content_type, "text/css"));
}

static void
test_settings (void)
{
  const HwIntakeSettings before = settings;
  g_autoptr (HwDoorAnswer) unsaid = NULL;
  g_autoptr (HwDoorAnswer) said = visit ("GET", "/en/", NULL);

  assert_says (said, 200, "You can also ring Street Team: +45 12 34");
  settings.team = settings.telephone = settings.emergency = (char *) "";
  unsaid = visit ("GET", "/en/", NULL);
  settings = before;
  assert_says (unsaid, 200, "<p>The outreach team</p>");
  assert_says (unsaid, 200, "tell us where: the outreach team goes out");
  assert_says (unsaid, 200, "Only the outreach team can open it");
  assert_says (unsaid, 200, "Ring 112");
  assert_says_not (unsaid, "You can also ring");
}

static void
test_methods (void)
{
  g_autoptr (HwDoorAnswer) put = visit ("PUT", "/en/report", NULL);
  g_autoptr (HwDoorAnswer) posted = visit ("POST", "/en/", "a=b");
  g_autoptr (HwDoorAnswer) got = visit ("GET", "/en/report", NULL);

  assert_says (put, 405, "cannot be used in this way");
  assert_says (posted, 405, "cannot be used in this way");
  g_assert_cmpuint (got->status, ==, 303);
  g_assert_cmpstr (got->location, ==, "/en/");
}

/* Without a map of the team: what was written is there still. */
static void
test_map (void)
{
  g_autoptr (HwDoorAnswer) got = visit ("GET", "/en/map", NULL);
  g_autoptr (HwDoorAnswer) bytes = visit ("POST", "/en/map", "place=%FF");
  g_autoptr (HwDoorAnswer) posted = visit ("POST", "/en/map", "place=bench&map-move=in");

  g_assert_cmpstr (got->location, ==, "/en/");
  assert_says (bytes, 400, "Nothing was recorded.");
  assert_says (posted, 200, "\nbench</textarea>");
}

static void
test_refused (void)
{
  g_autofree char *huge = g_strnfill (HW_FORM_DATA_MAX_BYTES + 1, 'a');
  g_autoptr (HwDoorAnswer) type = visit_with (hw_web_form_door, "POST", "/en/report", "application/json", "{}", NULL);
  g_autoptr (HwDoorAnswer) text = visit ("POST", "/da/report", "place=%FF");
  g_autoptr (HwDoorAnswer) large = visit ("POST", "/en/report", huge);
  g_autoptr (HwDoorAnswer) empty = visit ("POST", "/en/report", "");

  assert_says (type, 415, "Nothing was recorded. Use the form on this page.");
  assert_says (text, 400, "Intet blev gemt.");
  assert_says (large, 413, "Nothing was recorded. Shorten it.");
  assert_says (empty, 422, "Say where it is, in words or as a point.");
}

static void
test_report (void)
{
  g_autofree char *bad = write_report ("&people=many");
  g_autofree char *good = write_report ("&people=2&reply=sms&contact=12345678");
  g_autoptr (HwDoorAnswer) again = visit ("POST", "/da/report", bad);
  g_autoptr (HwDoorAnswer) taken = visit ("POST", "/da/report", good);
  g_autofree char *reference = NULL;
  g_autofree char *location = NULL;
  HwId id;

  assert_says (again, 422, "value=\"many\"");
  g_assert_null (again->reply);

  g_assert_nonnull (taken->submission);
  g_assert_null (taken->location);
  g_assert_cmpstr (taken->submission->locale, ==, "da");
  g_assert_cmpstr (taken->submission->report->place, ==, "bænk");
  g_assert_cmpuint (taken->submission->report->people, ==, 2);
  g_assert_cmpint (taken->submission->report->channel, ==, HW_CHANNEL_WEB);
  g_assert_null (taken->submission->original);

  /* The same bytes had come before: the reference is that of the first. */
  memset (id.bytes, 7, sizeof id.bytes);
  reply (taken, &id);
  reference = hw_reference_to_string (&id);
  location = g_strdup_printf ("/da/thanks?reference=%s", reference);
  g_assert_cmpuint (taken->status, ==, 303);
  g_assert_cmpstr (taken->location, ==, location);
}

static void
test_thanks (void)
{
  g_autofree char *body = write_report ("&age=under-18");
  g_autoptr (HwDoorAnswer) nothing = visit ("GET", "/en/thanks?reference=%22%3E%3Cb%3E", NULL);
  g_autoptr (HwDoorAnswer) taken = visit ("POST", "/en/report", body);
  g_autoptr (HwDoorAnswer) thanks = NULL;
  g_autofree char *reference = hw_reference_to_string (&taken->submission->id);
  g_autofree char *link = g_strdup_printf ("<a href=\"/en/status?reference=%s\">", reference);

  g_assert_cmpuint (nothing->status, ==, 303);
  g_assert_cmpstr (nothing->location, ==, "/en/status");

  reply (taken, &taken->submission->id);
  g_assert_true (g_str_has_suffix (taken->location, "&urgent=yes"));
  thanks = visit ("GET", taken->location, NULL);
  assert_says (thanks, 200, link);
  assert_says (thanks, 200, "ring 112 now");
  assert_says (thanks, 200, "tel:112");
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
keep (HwSubmission *submission)
{
  g_autoptr (GBytes) sealed = g_bytes_new_static ("sealed", 6);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwId id;

  hw_intake_spool_add_async (spool, &submission->id, sealed, sealed, now, added_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (hw_intake_spool_add_finish (spool, result, &id, &error));
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_unlink (inner), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
look_at_status (const char *reference)
{
  g_autofree char *path = g_strconcat ("/en/status?reference=", reference, NULL);
  g_autofree char *danish_path = g_strconcat ("/da/status?reference=", reference, NULL);
  g_autoptr (HwDoorAnswer) received = visit ("GET", path, NULL);
  g_autoptr (HwDoorAnswer) met = NULL;
  g_autoptr (GError) error = NULL;
  HwId id;

  assert_says (received, 200, "Nobody has looked at it yet.");
  g_assert_true (hw_reference_from_string (reference, &id));
  g_assert_true (hw_intake_spool_set_status (spool, &id, HW_CALLER_ANSWER_MET, now, NULL, &error));
  g_assert_no_error (error);
  met = visit ("GET", danish_path, NULL);
  assert_says (met, 200, "Holdet var ude og mødte nogen der.");
  assert_says (met, 200, "Den 23. november 2026");
}

static void
test_status (void)
{
  g_autofree char *folder = g_dir_make_tmp ("homeward-doors-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "spool", NULL);
  g_autofree char *body = write_report ("");
  g_autoptr (HwDoorAnswer) taken = visit ("POST", "/en/report", body);
  g_autofree char *reference = hw_reference_to_string (&taken->submission->id);
  g_autoptr (HwDoorAnswer) none = visit ("GET", "/en/status", NULL);
  g_autoptr (HwDoorAnswer) bad = visit ("GET", "/en/status?reference=%3Cb%3Ehello", NULL);
  g_autoptr (HwDoorAnswer) unknown = NULL;
  g_autofree char *unknown_path = g_strconcat ("/en/status?reference=", reference, NULL);
  g_autoptr (GError) error = NULL;

  spool = hw_intake_spool_open (path, &error);
  g_assert_no_error (error);
  unknown = visit ("GET", unknown_path, NULL);
  assert_says (bad, 404, "This is not a number of ours.");
  assert_says (bad, 404, "aria-invalid=true");
  assert_says (bad, 404, "value=\"&lt;b&gt;hello\"");
  assert_says (unknown, 404, "There is no report with this number.");

  assert_says (none, 200, "The number of the report");
  keep (taken->submission);
  look_at_status (reference);
  g_clear_pointer (&spool, hw_intake_spool_close);
  remove_folder (folder);
}

/* Every answer that a report can have is said in every language. */
static void
test_answers (void)
{
  const HwPhrases *words = hw_web_words_get ();
  const char * const *languages = hw_phrases_list_languages (words);

  for (guint i = 0; languages[i] != NULL; i++)
    for (guint answer = 0; answer < HW_N_CALLER_ANSWERS; answer++)
      {
        g_autofree char *phrase = g_strconcat ("answer-", hw_caller_answer_to_string (answer), NULL);

        g_assert_nonnull (hw_phrases_get (words, languages[i], phrase));
      }
  g_assert_true (hw_phrases_has_language (words, "en"));
  g_assert_true (hw_phrases_has_language (words, "da"));
}

/* -- text messages ------------------------------------------------------------- */

static HwDoorAnswer *
text (const char *path,
      const char *content_type,
      const char *body,
      const char *authorization)
{
  return visit_with (hw_sms_door, "POST", path, content_type, body, authorization);
}

static void
test_sms_token (void)
{
  g_autoptr (HwDoorAnswer) other = text ("/smsx", FORM, "From=1&Body=b", NULL);
  g_autoptr (HwDoorAnswer) none = text ("/sms", FORM, "From=1&Body=b", NULL);
  g_autoptr (HwDoorAnswer) wrong = text ("/sms?token=secre", FORM, "From=1&Body=b", NULL);
  g_autoptr (HwDoorAnswer) wrong_header = text ("/sms?token=secret", FORM, "From=1&Body=b", "Bearer no");
  g_autoptr (HwDoorAnswer) got = visit_with (hw_sms_door, "GET", "/sms?token=secret&From=1&Body=b", NULL, NULL, NULL);
  g_autoptr (HwDoorAnswer) query = text ("/sms?token=secret", FORM, "From=1&Body=b", NULL);
  g_autoptr (HwDoorAnswer) header = text ("/sms", FORM, "From=1&Body=b", "Bearer secret");
  char *token = settings.sms_token;
  g_autoptr (HwDoorAnswer) closed = NULL;

  g_assert_null (other);
  assert_says (none, 403, "Nothing was recorded");
  assert_says (wrong, 403, "Nothing was recorded");
  assert_says (wrong_header, 403, "Nothing was recorded");
  assert_says (got, 405, "posted");
  settings.sms_token = NULL;
  closed = text ("/sms?token=", FORM, "From=1&Body=b", NULL);
  settings.sms_token = token;
  assert_says (closed, 404, "No text messages are taken here");

  g_assert_nonnull (query->submission);
  g_assert_nonnull (header->submission);
}

static void
assert_text (const char *body,
             const char *sender,
             const char *words)
{
  g_autoptr (HwDoorAnswer) answer = text ("/sms?token=secret", FORM, body, NULL);

  g_assert_nonnull (answer->submission);
  g_assert_cmpstr (answer->submission->original, ==, words);
  g_assert_cmpstr (answer->submission->report->caller_contact, ==, sender);
  g_assert_cmpint (answer->submission->report->channel, ==, HW_CHANNEL_SMS);
  reply (answer, &answer->submission->id);
  g_assert_cmpuint (answer->status, ==, 200);
}

static void
test_sms_fields (void)
{
  assert_text ("MessageSid=SM1&From=%2B4512345678&To=1&Body=Ved+s%C3%B8en", "+4512345678", "Ved søen");
  assert_text ("msisdn=4512345678&to=1&text=bench&messageId=1", "4512345678", "bench");
  assert_text ("sender=4512345678&message=bench", "4512345678", "bench");
  assert_text ("number=4512345678&words=bench&Body=other", "4512345678", "bench");
  assert_text ("Body=bench", NULL, "bench");
}

static void
test_sms_point (void)
{
  g_autoptr (HwDoorAnswer) answer = text ("/sms?token=secret", FORM, "From=1&Body=at+55.67612,12.56834", NULL);

  g_assert_cmpfloat_with_epsilon (answer->submission->report->point.latitude, 55.67612, 1e-6);
}

static void
test_sms_refused (void)
{
  g_autoptr (HwDoorAnswer) type = text ("/sms?token=secret", "application/json", "{}", NULL);
  g_autoptr (HwDoorAnswer) bytes = text ("/sms?token=secret", FORM, "From=1&Body=%FF", NULL);
  g_autoptr (HwDoorAnswer) empty = text ("/sms?token=secret", FORM, "From=1&Body=+", NULL);
  g_autoptr (HwDoorAnswer) latin = text ("/sms?token=secret", FORM "; charset=iso-8859-1", "From=1&Body=s%F8en", NULL);

  assert_says (type, 415, "Nothing was recorded");
  assert_says (bytes, 400, "Nothing was recorded");
  assert_says (empty, 200, "<Response/>");

  g_assert_cmpstr (latin->submission->original, ==, "søen");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web-door/each-path-leads-to-its-page", test_paths);
  g_test_add_func ("/web-door/what-the-settings-leave-out-is-not-said", test_settings);
  g_test_add_func ("/web-door/pages-are-got-and-reports-posted", test_methods);
  g_test_add_func ("/web-door/the-map-posts-the-form-and-gets-it-back", test_map);
  g_test_add_func ("/web-door/what-is-no-form-is-refused-with-words", test_refused);
  g_test_add_func ("/web-door/a-report-is-safe-before-the-browser-goes-on", test_report);
  g_test_add_func ("/web-door/thanks-can-be-loaded-again-and-asks-to-ring", test_thanks);
  g_test_add_func ("/web-door/the-status-says-what-was-done", test_status);
  g_test_add_func ("/web-door/every-answer-has-words", test_answers);
  g_test_add_func ("/sms-door/the-token-opens-it", test_sms_token);
  g_test_add_func ("/sms-door/gateways-call-the-fields-differently", test_sms_fields);
  g_test_add_func ("/sms-door/a-point-in-the-words-is-taken", test_sms_point);
  g_test_add_func ("/sms-door/what-is-no-message-is-refused", test_sms_refused);
  return g_test_run ();
}
