/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-open311-door.h"

#include <sodium.h>
#include <string.h>

#include "hw-form-data.h"
#include "hw-open311-form.h"
#include "hw-open311-words.h"
#include "hw-reference.h"
#include "hw-web-form.h"

/*
 * The door for programs that speak Open311 GeoReport v2
 * (http://wiki.open311.org/GeoReport_v2). Which resource stands at which path,
 * and what it is answered with. A report is taken and a status told to who has
 * its number; there is no list, whatever is asked, because none is kept here:
 * what was reported is sealed before anything else is done with it.
 */

#define FOLDER     "/open311/"
#define VERSION    "v2/"
#define MAX_ASKED  50       /* numbers in one question */
#define EMERGENCY  "112"    /* where the settings say nothing */

typedef struct
{
  const HwDoorRequest *request;
  HwOpen311Format      format;
  HwWebPage            page;
  GHashTable          *posted;   /* (owned) (nullable) (element-type utf8 utf8) */
} Call;

static HwDoorAnswer *
answer_document (const Call    *call,
                 guint          status,
                 HwOpen311Node *root)
{
  HwDoorAnswer *answer = hw_door_answer_new (status);

  answer->content_type = g_strdup (hw_open311_format_get_content_type (call->format));
  answer->body = hw_open311_write (root, call->format);
  hw_open311_node_free (root);
  return answer;
}

/* -- errors -- */

static HwDoorAnswer *
answer_error (const Call *call,
              guint       status,
              const char *phrase)
{
  HwOpen311Node *errors = hw_open311_make_errors ();
  g_autofree char *words = hw_web_page_say (&call->page, phrase);

  hw_open311_add_error (errors, status, words);
  return answer_document (call, status, errors);
}

static HwDoorAnswer *
answer_problems (const Call *call,
                 GPtrArray  *problems)
{
  HwOpen311Node *errors = hw_open311_make_errors ();

  for (guint i = 0; i < problems->len; i++)
    hw_open311_add_error (errors, 400, g_ptr_array_index (problems, i));
  return answer_document (call, 400, errors);
}

/* -- what every call may say -- */

/* Of what was posted first, since some clients put the key behind the address. */
static const char *
get_argument (const Call *call,
              const char *name)
{
  const char *value = hw_form_data_get (call->posted, name);

  return *value != '\0' ? value : hw_form_data_get (call->request->query, name);
}

/* Without one it is the only one that there is. */
static gboolean
is_our_jurisdiction (const Call *call)
{
  const char *asked = get_argument (call, "jurisdiction_id"), *ours = call->request->settings->jurisdiction;

  return *asked == '\0' || ours == NULL || *ours == '\0' || g_ascii_strcasecmp (asked, ours) == 0;
}

static gboolean
has_key (const Call *call)
{
  const char *key = get_argument (call, "api_key"), *right = call->request->settings->open311_key;

  return right == NULL || *right == '\0' || (strlen (key) == strlen (right) && sodium_memcmp (key, right, strlen (right)) == 0);
}

/* -- what there is -- */

static HwDoorAnswer *
open_discovery (const Call *call)
{
  const HwIntakeSettings *settings = call->request->settings;
  HwOpen311Place place = { settings->base_url, settings->open311_key != NULL && *settings->open311_key != '\0' };

  return answer_document (call, 200, hw_open311_make_discovery (&call->page, &place));
}

static HwDoorAnswer *
open_services (const Call *call,
               const char *name)
{
  return answer_document (call, 200, hw_open311_make_services (&call->page));
}

static HwDoorAnswer *
open_definition (const Call *call,
                 const char *code)
{
  if (strcmp (code, HW_OPEN311_SERVICE) != 0)
    return answer_error (call, 404, "open311-error-no-service");
  return answer_document (call, 200, hw_open311_make_definition (&call->page));
}

/* -- a report -- */

typedef struct
{
  HwOpen311Format format;
  HwWebPage       page;      /* of settings that outlive the request */
  gboolean        is_urgent;
} Taken;

/* Once the report is on the disk. */
static void
reply_taken (HwDoorAnswer        *answer,
             const HwDoorRequest *request,
             const HwId          *id)
{
  const Taken *taken = answer->reply_data;
  g_autofree char *reference = hw_reference_to_string (id);
  HwOpen311Node *root = hw_open311_make_taken (&taken->page, reference, taken->is_urgent);

  answer->status = 200;
  answer->content_type = g_strdup (hw_open311_format_get_content_type (taken->format));
  answer->body = hw_open311_write (root, taken->format);
  hw_open311_node_free (root);
}

static HwDoorAnswer *
take_report (const Call *call,
             HwReport   *report)
{
  HwDoorAnswer *answer = hw_door_answer_new (0);
  Taken *taken = g_new0 (Taken, 1);

  taken->format = call->format;
  taken->page = call->page;
  taken->is_urgent = report->age == HW_AGE_UNDER_18 || (report->concerns & HW_CONCERN_DANGER_NOW) != 0;
  answer->submission = hw_submission_new (report, call->page.language, NULL);
  answer->reply = reply_taken;
  answer->reply_data = taken;
  answer->reply_free = g_free;
  return answer;
}

static HwDoorAnswer *
answer_unread (const Call   *call,
               const GError *error)
{
  if (g_error_matches (error, HW_FORM_DATA_ERROR, HW_FORM_DATA_ERROR_TYPE))
    return answer_error (call, 400, "problem-type");
  return answer_error (call, 400, g_error_matches (error, HW_FORM_DATA_ERROR, HW_FORM_DATA_ERROR_TOO_LARGE) ? "problem-large" : "problem-text");
}

static HwDoorAnswer *
read_report (const Call *call)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (HwReport) report = NULL;
  const char *service = get_argument (call, "service_code");

  if (!is_our_jurisdiction (call))
    return answer_error (call, 404, "open311-error-jurisdiction");
  if (!has_key (call))
    return answer_error (call, 403, "open311-error-key");
  if (*service == '\0')
    return answer_error (call, 400, "open311-error-service");
  if (strcmp (service, HW_OPEN311_SERVICE) != 0)
    return answer_error (call, 404, "open311-error-no-service");
  report = hw_open311_form_read (call->posted, &call->page, zone, NULL, &problems);
  return report != NULL ? take_report (call, report) : answer_problems (call, problems);
}

static HwDoorAnswer *
post_request (Call       *call,
              const char *name)
{
  g_autoptr (GError) error = NULL;
  HwDoorAnswer *answer;

  call->posted = hw_form_data_parse (call->request->content_type, call->request->body, &error);
  answer = call->posted != NULL ? read_report (call) : answer_unread (call, error);
  g_clear_pointer (&call->posted, g_hash_table_unref);
  return answer;
}

/* -- how far it has come -- */

/* The number as it is written, where it is one of ours. */
static char *
find_reference (const Call     *call,
                const char     *typed,
                HwCallerAnswer *answer,
                gint64         *day)
{
  HwId id;

  if (!hw_reference_from_string (typed, &id) || !hw_intake_spool_get_status (call->request->spool, &id, answer, day))
    return NULL;
  return hw_reference_to_string (&id);
}

static gboolean
add_status (const Call    *call,
            HwOpen311Node *requests,
            const char    *typed)
{
  HwCallerAnswer answer;
  gint64 day;
  g_autofree char *reference = find_reference (call, typed, &answer, &day);

  if (reference != NULL)
    hw_open311_add_request (requests, &call->page, reference, answer, day);
  return reference != NULL;
}

/* An empty list, whatever is asked for; only those whose numbers are given are told of. */
static HwDoorAnswer *
open_requests (const Call *call,
               const char *name)
{
  g_auto (GStrv) asked = g_strsplit (get_argument (call, "service_request_id"), ",", MAX_ASKED + 1);
  HwOpen311Node *requests = hw_open311_make_requests ();

  for (guint i = 0; asked[i] != NULL && i < MAX_ASKED; i++)
    add_status (call, requests, asked[i]);
  return answer_document (call, 200, requests);
}

static HwDoorAnswer *
open_request (const Call *call,
              const char *typed)
{
  HwOpen311Node *requests = hw_open311_make_requests ();

  if (add_status (call, requests, typed))
    return answer_document (call, 200, requests);
  hw_open311_node_free (requests);
  return answer_error (call, 404, "open311-error-request");
}

static HwDoorAnswer *
open_token (const Call *call,
            const char *typed)
{
  HwCallerAnswer answer;
  gint64 day;
  g_autofree char *reference = find_reference (call, typed, &answer, &day);

  return reference != NULL ? answer_document (call, 200, hw_open311_make_token (reference)) : answer_error (call, 404, "open311-error-token");
}

/* -- which resource -- */

static const struct
{
  const char   *resource;
  gboolean      has_name;
  HwDoorAnswer *(*open) (const Call *call, const char *name);
} resources[] = {
  { "services", FALSE, open_services },
  { "services", TRUE, open_definition },
  { "requests", FALSE, open_requests },
  { "requests", TRUE, open_request },
  { "tokens", TRUE, open_token },
};

static gboolean
is_get (const HwDoorRequest *request)
{
  return strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
}

/* @path is what stands between the version and the format: "services", "requests/NUMBER". */
static HwDoorAnswer *
open_resource (Call       *call,
               const char *path)
{
  const char *slash = strchr (path, '/');
  gsize length = slash != NULL ? (gsize) (slash - path) : strlen (path);

  if (strcmp (path, "requests") == 0 && strcmp (call->request->method, "POST") == 0)
    return post_request (call, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      if (strlen (resources[i].resource) != length || strncmp (path, resources[i].resource, length) != 0 || resources[i].has_name != (slash != NULL))
        continue;
      if (!is_get (call->request))
        return answer_error (call, 400, "open311-error-method");
      if (!is_our_jurisdiction (call))
        return answer_error (call, 404, "open311-error-jurisdiction");
      return resources[i].open (call, slash != NULL ? slash + 1 : NULL);
    }
  return answer_error (call, 404, "open311-error-path");
}

/* Takes the format off the end; XML where there is none, which all understand. */
static char *
split_format (const char      *path,
              HwOpen311Format *format,
              gboolean        *is_known)
{
  const char *dot = strrchr (path, '.');

  *format = HW_OPEN311_XML;
  *is_known = dot != NULL && hw_open311_format_from_string (dot + 1, format);
  return *is_known ? g_strndup (path, dot - path) : g_strdup (path);
}

static HwDoorAnswer *
open_path (Call       *call,
           const char *path,
           gboolean    is_known)
{
  if (!is_known)
    return answer_error (call, 404, "open311-error-path");
  if (strcmp (path, "discovery") == 0)
    return is_get (call->request) ? open_discovery (call) : answer_error (call, 400, "open311-error-method");
  if (!g_str_has_prefix (path, VERSION))
    return answer_error (call, 404, "open311-error-path");
  return open_resource (call, path + strlen (VERSION));
}

/**
 * hw_open311_door:
 * @request: what a program asks
 *
 * Returns: (transfer full) (nullable): a document, or a report to be recorded; %NULL where the path belongs to another door
 */
HwDoorAnswer *
hw_open311_door (const HwDoorRequest *request)
{
  Call call = { .request = request };
  g_autofree char *path = NULL;
  gboolean is_known;

  if (!g_str_has_prefix (request->path, FOLDER))
    return NULL;
  path = split_format (request->path + strlen (FOLDER), &call.format, &is_known);
  call.page.language = hw_web_words_choose (request->accept_language);
  call.page.path = "";
  call.page.team = request->settings->team;
  call.page.emergency = request->settings->emergency != NULL ? request->settings->emergency : EMERGENCY;
  call.page.telephone = request->settings->telephone;
  call.page.now = request->now;
  return open_path (&call, path, is_known);
}
