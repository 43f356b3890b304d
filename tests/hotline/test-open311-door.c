/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hw-form-data.h"
#include "hw-open311-answer.h"
#include "hw-open311-door.h"
#include "hw-reference.h"

/* What our door answers, read by our own client and held against what cities answered. */

#define NOW    (G_GINT64_CONSTANT (1763850000) * G_USEC_PER_SEC)   /* 2025-11-22T22:20:00Z */
#define FORM   "application/x-www-form-urlencoded; charset=utf-8"
#define CANARY "Canary Street behind the bins"
#define REPORT "service_code=sleeping-outside&lat=55.67612&long=12.56834&address_string=" CANARY "&description=Blue+canary+tent&email=canary%40example.org&first_name=Canary"

typedef struct
{
  char             *folder;
  HwIntakeSpool    *spool;
  HwIntakeSettings  settings;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("homeward-door-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "intake.spool", NULL);
  fixture->spool = hw_intake_spool_open (path, &error);
  g_assert_no_error (error);
  fixture->settings.base_url = (char *) "https://intake.example.org";
  fixture->settings.team = (char *) "The team";
  fixture->settings.telephone = (char *) "70 20 12 34";
  fixture->settings.emergency = (char *) "112";
  fixture->settings.jurisdiction = (char *) "city.example";
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  hw_intake_spool_close (fixture->spool);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

/* -- asking -- */

/* @body: (nullable): GET where there is none. */
static HwDoorAnswer *
ask (Fixture    *fixture,
     const char *address,
     const char *body)
{
  g_auto (GStrv) parts = g_strsplit (address, "?", 2);
  g_autoptr (GBytes) query_bytes = parts[1] != NULL ? g_bytes_new (parts[1], strlen (parts[1])) : NULL;
  g_autoptr (GHashTable) query = hw_form_data_parse (FORM, query_bytes, NULL);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  HwDoorRequest request = {
    .method = body != NULL ? "POST" : "GET", .path = parts[0], .query = query, .content_type = body != NULL ? FORM : NULL, .body = bytes,
    .accept_language = "en", .now = NOW, .spool = fixture->spool, .settings = &fixture->settings
  };
  HwDoorAnswer *answer = hw_open311_door (&request);
  HwId id = { { 1, 2, 3 } };

  /* As the server does once it is on the disk. */
  if (answer != NULL && answer->reply != NULL)
    answer->reply (answer, &request, &id);
  return answer;
}

static char *
dup_body (HwDoorAnswer *answer)
{
  return g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
}

static HwOpen311Node *
read_answer (Fixture    *fixture,
             const char *address,
             const char *body,
             guint       status)
{
  g_autoptr (HwDoorAnswer) answer = ask (fixture, address, body);
  g_autoptr (GError) error = NULL;
  HwOpen311Node *root;

  g_assert_nonnull (answer);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer->content_type, ==, strstr (address, ".json") != NULL ? "application/json; charset=utf-8" : "text/xml; charset=utf-8");
  root = hw_open311_read (answer->body, &error);
  g_assert_no_error (error);
  return root;
}

static void
assert_error (Fixture    *fixture,
              const char *address,
              const char *body,
              guint       status,
              const char *words)
{
  g_autoptr (HwOpen311Node) root = read_answer (fixture, address, body, status);
  g_autoptr (GPtrArray) errors = hw_open311_node_collect (root, "code");
  g_autofree char *code = g_strdup_printf ("%u", status);

  g_assert_cmpuint (errors->len, >=, 1);
  g_assert_cmpstr (hw_open311_node_get_text (g_ptr_array_index (errors, 0), "code"), ==, code);
  if (strstr (hw_open311_node_get_text (g_ptr_array_index (errors, 0), "description"), words) == NULL)
    g_error ("\"%s\" is not in \"%s\"", words, hw_open311_node_get_text (g_ptr_array_index (errors, 0), "description"));
}

/* -- what there is -- */

static void
test_discovery (Fixture      *fixture,
                gconstpointer data)
{
  const char *addresses[] = { "/open311/discovery.xml", "/open311/discovery.json" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (HwOpen311Node) root = read_answer (fixture, addresses[i], NULL, 200);
      g_autoptr (GError) error = NULL;
      HwOpen311Format format;
      g_autofree char *url = hw_open311_find_endpoint (root, &format, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, "https://intake.example.org/open311/v2");
      g_assert_cmpint (format, ==, HW_OPEN311_JSON);
    }
}

static void
test_services (Fixture      *fixture,
               gconstpointer data)
{
  const char *addresses[] = { "/open311/v2/services.xml", "/open311/v2/services.json?jurisdiction_id=city.example", "/open311/v2/services.xml?jurisdiction_id=" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (HwOpen311Node) root = read_answer (fixture, addresses[i], NULL, 200);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) services = hw_open311_list_services (root, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (services->len, ==, 1);
      g_assert_cmpstr (hw_open311_node_get_text (g_ptr_array_index (services, 0), "service_code"), ==, "sleeping-outside");
      g_assert_cmpstr (hw_open311_node_get_text (g_ptr_array_index (services, 0), "metadata"), ==, "true");
      g_assert_cmpstr (hw_open311_node_get_text (g_ptr_array_index (services, 0), "type"), ==, "realtime");
    }
  assert_error (fixture, "/open311/v2/services.xml?jurisdiction_id=other.example", NULL, 404, "jurisdiction_id");
  assert_error (fixture, "/open311/v2/services.json?jurisdiction_id=other.example", NULL, 404, "jurisdiction_id");
}

static void
test_definition (Fixture      *fixture,
                 gconstpointer data)
{
  const char *addresses[] = { "/open311/v2/services/sleeping-outside.xml", "/open311/v2/services/sleeping-outside.json" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (HwOpen311Node) root = read_answer (fixture, addresses[i], NULL, 200);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) attributes = hw_open311_list_attributes (root, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (attributes->len, >=, 12);
      for (guint j = 0; j < attributes->len; j++)
        {
          const HwOpen311Node *attribute = g_ptr_array_index (attributes, j);
          g_autoptr (GPtrArray) values = hw_open311_node_collect (attribute, "key");
          gboolean is_list = g_str_has_suffix (hw_open311_node_get_text (attribute, "datatype"), "valuelist");

          g_assert_true (is_list ? values->len >= 2 : values->len == 0);
          g_assert_cmpint (atoi (hw_open311_node_get_text (attribute, "order")), ==, j + 1);
          g_assert_nonnull (hw_open311_node_get_text (attribute, "description"));
          for (guint k = 0; k < values->len; k++)
            g_assert_nonnull (hw_open311_node_get_text (g_ptr_array_index (values, k), "name"));
        }
    }
  assert_error (fixture, "/open311/v2/services/potholes.xml", NULL, 404, "service_code");
}

/* -- a report -- */

static void
test_post (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (HwDoorAnswer) answer = ask (fixture, "/open311/v2/requests.json", REPORT);
  g_autoptr (HwOpen311Node) root = NULL;
  g_autofree char *body = NULL;
  HwId id = { { 1, 2, 3 } };
  g_autofree char *reference = hw_reference_to_string (&id);

  g_assert_nonnull (answer->submission);
  g_assert_cmpstr (answer->submission->report->place, ==, CANARY);
  g_assert_cmpint (answer->submission->report->channel, ==, HW_CHANNEL_OTHER_SYSTEM);
  g_assert_cmpstr (answer->submission->report->caller_contact, ==, "canary@example.org");
  g_assert_cmpuint (answer->status, ==, 200);
  body = dup_body (answer);
  g_assert_null (strstr (body, "anary"));
  root = hw_open311_read (answer->body, NULL);
  g_assert_cmpint (root->kind, ==, HW_OPEN311_NODE_LIST);
  g_assert_cmpuint (root->children->len, ==, 1);
  g_assert_cmpstr (hw_open311_node_get_text (g_ptr_array_index (root->children, 0), "service_request_id"), ==, reference);
}

static void
test_danger (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HwOpen311Node) root = read_answer (fixture, "/open311/v2/requests.xml", REPORT "&attribute[concerns][]=danger", 200);
  g_autoptr (GPtrArray) requests = hw_open311_list_requests (root, NULL);

  g_assert_nonnull (strstr (hw_open311_node_get_text (g_ptr_array_index (requests, 0), "service_notice"), "112"));
}

static void
test_post_errors (Fixture      *fixture,
                  gconstpointer data)
{
  const char *addresses[] = { "/open311/v2/requests.xml", "/open311/v2/requests.json" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      assert_error (fixture, addresses[i], "lat=55&long=12", 400, "service_code");
      assert_error (fixture, addresses[i], "service_code=potholes&lat=55&long=12", 404, "service_code");
      assert_error (fixture, addresses[i], REPORT "&jurisdiction_id=other.example", 404, "jurisdiction_id");
      assert_error (fixture, addresses[i], "service_code=sleeping-outside", 400, "lat and long");
      assert_error (fixture, addresses[i], "service_code=sleeping-outside&address_string=%ff", 400, "text");
      assert_error (fixture, addresses[i], REPORT "&attribute[people]=many", 400, "attribute[people]");
    }
  assert_error (fixture, "/open311/v2/services.xml", REPORT, 400, "this way");
  assert_error (fixture, "/open311/v2/requests/1.xml", REPORT, 400, "this way");
}

static void
test_key (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (HwOpen311Node) taken = NULL;
  g_autoptr (HwOpen311Node) behind = NULL;

  /* Any key will do where none is asked for. */
  taken = read_answer (fixture, "/open311/v2/requests.xml", REPORT "&api_key=xyz", 200);
  fixture->settings.open311_key = (char *) "right";
  assert_error (fixture, "/open311/v2/requests.xml", REPORT, 403, "api_key");
  assert_error (fixture, "/open311/v2/requests.xml", REPORT "&api_key=wrong", 403, "api_key");
  behind = read_answer (fixture, "/open311/v2/requests.xml?api_key=right", REPORT, 200);
}

/* -- how far it has come -- */

static void
test_unknown (Fixture      *fixture,
              gconstpointer data)
{
  HwId id = { { 9 } };
  g_autofree char *reference = hw_reference_to_string (&id);
  g_autofree char *request = g_strdup_printf ("/open311/v2/requests/%s.xml", reference);
  g_autofree char *token = g_strdup_printf ("/open311/v2/tokens/%s.json", reference);

  assert_error (fixture, request, NULL, 404, "service_request_id");
  assert_error (fixture, token, NULL, 404, "token");
  assert_error (fixture, "/open311/v2/requests/1.json", NULL, 404, "service_request_id");
  assert_error (fixture, "/open311/v2/requests/../../etc/passwd.xml", NULL, 404, "");
  assert_error (fixture, "/open311/v2/tokens/.xml", NULL, 404, "token");
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* A sealed report in the spool, as the server puts it there. */
static char *
add_report (Fixture *fixture,
            HwId    *id)
{
  g_autoptr (GBytes) sealed = g_bytes_new_static ("sealed", 6);
  g_autoptr (GBytes) came = g_bytes_new_static (REPORT, strlen (REPORT));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwId made = { { 7, 7, 7 } };

  hw_intake_spool_add_async (fixture->spool, &made, sealed, came, NOW, added_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (hw_intake_spool_add_finish (fixture->spool, result, id, &error));
  g_assert_no_error (error);
  return hw_reference_to_string (id);
}

static const char *
ask_status (Fixture        *fixture,
            const char     *address,
            HwOpen311Node **root,
            const char     *field)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (root, hw_open311_node_free);
  *root = read_answer (fixture, address, NULL, 200);
  requests = hw_open311_list_requests (*root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (requests->len, ==, 1);
  return hw_open311_node_get_text (g_ptr_array_index (requests, 0), field);
}

static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  HwId id;
  g_autofree char *reference = add_report (fixture, &id);
  g_autofree char *xml = g_strdup_printf ("/open311/v2/requests/%s.xml", reference);
  g_autofree char *json = g_strdup_printf ("/open311/v2/requests/%s.json", reference);
  g_autofree char *asked = g_strdup_printf ("/open311/v2/requests.json?service_request_id=1,%s&status=open", reference);
  g_autofree char *token = g_strdup_printf ("/open311/v2/tokens/%s.xml", reference);
  g_autoptr (HwOpen311Node) root = NULL;
  g_autoptr (GError) error = NULL;
  const char *addresses[] = { xml, json, asked };
  static const char *const empty[] = { "description", "address", "address_id", "zipcode", "lat", "long", "media_url", "requested_datetime" };
  gboolean known;

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_assert_cmpstr (ask_status (fixture, addresses[i], &root, "status"), ==, "open");
      g_assert_cmpstr (ask_status (fixture, addresses[i], &root, "service_request_id"), ==, reference);
      for (guint j = 0; j < G_N_ELEMENTS (empty); j++)
        g_assert_null (ask_status (fixture, addresses[i], &root, empty[j]));
    }
  g_assert_true (hw_intake_spool_set_status (fixture->spool, &id, HW_CALLER_ANSWER_MET, NOW, &known, &error));
  g_assert_no_error (error);
  g_assert_true (known);
  g_assert_cmpstr (ask_status (fixture, xml, &root, "status"), ==, "closed");
  g_assert_nonnull (strstr (ask_status (fixture, json, &root, "status_notes"), "met somebody"));
  g_assert_cmpstr (ask_status (fixture, json, &root, "updated_datetime"), ==, "2025-11-22T00:00:00Z");
  g_assert_cmpstr (ask_status (fixture, token, &root, "service_request_id"), ==, reference);
  g_assert_cmpstr (ask_status (fixture, token, &root, "token"), ==, reference);
  /* Another jurisdiction knows nothing of it. */
  g_free (g_steal_pointer (&xml));
  xml = g_strdup_printf ("/open311/v2/requests/%s.xml?jurisdiction_id=other.example", reference);
  assert_error (fixture, xml, NULL, 404, "jurisdiction_id");
}

static void
test_paths (Fixture      *fixture,
            gconstpointer data)
{
  const char *addresses[] = { "/open311/", "/open311/v2/", "/open311/v2/requests", "/open311/v2/requests.html", "/open311/v1/services.xml", "/open311/v2/.xml", "/open311/v2/requests/a/b.xml.xml/" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_error (fixture, addresses[i], NULL, 404, "");
  g_assert_null (ask (fixture, "/", NULL));
  g_assert_null (ask (fixture, "/open311", NULL));
  g_assert_null (ask (fixture, "/da/report", NULL));
}

static void
test_no_settings (Fixture      *fixture,
                  gconstpointer data)
{
  const char *addresses[] = { "/open311/discovery.xml", "/open311/v2/services.json", "/open311/v2/services/sleeping-outside.xml" };
  g_autoptr (HwOpen311Node) taken = NULL;

  fixture->settings = (HwIntakeSettings) { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (HwDoorAnswer) answer = ask (fixture, addresses[i], NULL);
      g_autofree char *body = dup_body (answer);

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_null (strstr (body, "(null)"));
      g_assert_null (strstr (body, "{team}"));
    }
  taken = read_answer (fixture, "/open311/v2/requests.xml", REPORT "&attribute[age]=under-18", 200);
}

/* -- nothing is published -- */

static void
assert_nothing_of_it (Fixture    *fixture,
                      const char *address)
{
  g_autoptr (HwDoorAnswer) answer = ask (fixture, address, NULL);
  g_autofree char *body = dup_body (answer);

  g_assert_null (strstr (body, "anary"));
  g_assert_null (strstr (body, "55.6"));
  g_assert_null (strstr (body, "12.5"));
}

static void
test_no_list (Fixture      *fixture,
              gconstpointer data)
{
  const char *arguments[] = { "", "?status=open", "?start_date=2020-01-01T00:00:00Z&end_date=2030-01-01T00:00:00Z", "?service_code=sleeping-outside", "?service_request_id=", "?service_request_id=1,2,3",
                              "?service_request_id=*", "?page=1&page_size=1000", "?lat=55.67612&long=12.56834&radius=100", "?q=canary", "?updated_after=2020-01-01T00:00:00Z", "?jurisdiction_id=city.example",
                              "?extensions=true" };
  const char *formats[] = { "xml", "json" };
  g_autoptr (HwDoorAnswer) taken = ask (fixture, "/open311/v2/requests.xml", REPORT);

  g_assert_nonnull (taken->submission);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    for (guint j = 0; j < G_N_ELEMENTS (formats); j++)
      {
        g_autofree char *address = g_strdup_printf ("/open311/v2/requests.%s%s", formats[j], arguments[i]);
        g_autoptr (HwDoorAnswer) answer = ask (fixture, address, NULL);
        g_autofree char *body = dup_body (answer);

        g_assert_cmpuint (answer->status, ==, 200);
        g_assert_cmpstr (body, ==, j == 0 ? "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests/>\n" : "[]");
        assert_nothing_of_it (fixture, address);
      }
}

/* -- as the specification has it, and as cities do -- */

static HwOpen311Node *
read_recorded (const char *name)
{
  const char *shared = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "open311", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HwOpen311Node *root;
  gsize length;

  if (shared == NULL || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  bytes = g_bytes_new_static (text, length);
  root = hw_open311_read (bytes, &error);
  g_assert_no_error (error);
  return root;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* "service: description group keywords ..." */
static char *
dup_fields (const HwOpen311Node *record)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; record->children != NULL && i < record->children->len; i++)
    g_ptr_array_add (names, ((HwOpen311Node *) g_ptr_array_index (record->children, i))->name);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

/* The record that holds @field has the same fields there and here. */
static void
assert_same_fields (Fixture    *fixture,
                    const char *recorded,
                    const char *field,
                    const char *address,
                    const char *body,
                    guint       status)
{
  g_autoptr (HwOpen311Node) theirs = read_recorded (recorded);
  g_autoptr (HwOpen311Node) ours = read_answer (fixture, address, body, status);
  g_autoptr (GPtrArray) our_records = hw_open311_node_collect (ours, field);
  g_autoptr (GPtrArray) their_records = hw_open311_node_collect (theirs, field);
  g_autofree char *our_fields = NULL;
  g_autofree char *their_fields = NULL;

  g_assert_cmpuint (our_records->len, >, 0);
  g_assert_cmpuint (their_records->len, >, 0);
  our_fields = dup_fields (g_ptr_array_index (our_records, 0));
  their_fields = dup_fields (g_ptr_array_index (their_records, 0));
  g_assert_cmpstr (our_fields, ==, their_fields);
  if (strstr (address, ".xml") != NULL && g_str_has_suffix (recorded, ".xml"))
    g_assert_cmpstr (ours->name, ==, theirs->name);
}

static void
test_recorded (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (HwOpen311Node) probe = read_recorded ("node_open311__token.xml");
  HwId id;
  g_autofree char *reference = add_report (fixture, &id);
  g_autofree char *request = g_strdup_printf ("/open311/v2/requests/%s.xml", reference);
  g_autofree char *token = g_strdup_printf ("/open311/v2/tokens/%s.xml", reference);

  if (probe == NULL)
    {
      g_test_skip ("HW_SHARED_DATA does not name recorded answers");
      return;
    }
  assert_same_fields (fixture, "node_open311__discovery-dc.xml", "contact", "/open311/discovery.xml", NULL, 200);
  assert_same_fields (fixture, "node_open311__discovery-dc.xml", "specification", "/open311/discovery.xml", NULL, 200);
  assert_same_fields (fixture, "node_open311__discovery-boston.json", "specification", "/open311/discovery.json", NULL, 200);
  assert_same_fields (fixture, "node_open311__dc-services.xml", "service_code", "/open311/v2/services.xml", NULL, 200);
  assert_same_fields (fixture, "open311status__service_list.json", "service_code", "/open311/v2/services.json", NULL, 200);
  assert_same_fields (fixture, "node_open311__dc-services-S0301.xml", "service_code", "/open311/v2/services/sleeping-outside.xml", NULL, 200);
  assert_same_fields (fixture, "node_open311__dc-services-S0301.xml", "datatype", "/open311/v2/services/sleeping-outside.xml", NULL, 200);
  assert_same_fields (fixture, "node_open311__dc-services-S0301.xml", "key", "/open311/v2/services/sleeping-outside.xml", NULL, 200);
  assert_same_fields (fixture, "cfa_open311_gem__post_service_request.xml", "service_request_id", "/open311/v2/requests.xml", REPORT, 200);
  assert_same_fields (fixture, "node_open311__service-request.xml", "service_request_id", request, NULL, 200);
  assert_same_fields (fixture, "node_open311__token.xml", "service_request_id", token, NULL, 200);
  assert_same_fields (fixture, "cfa_open311_gem__get_service_request_not_found.xml", "code", "/open311/v2/requests/1.xml", NULL, 404);
}

#define ADD(path, function) g_test_add ("/open311/door/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("discovery-leads-to-itself", test_discovery);
  ADD ("there-is-one-service", test_services);
  ADD ("its-definition-has-the-fields-of-a-report", test_definition);
  ADD ("a-posted-request-becomes-a-submission-with-a-number", test_post);
  ADD ("in-danger-the-answer-says-whom-to-ring", test_danger);
  ADD ("errors-are-those-of-the-specification", test_post_errors);
  ADD ("a-key-is-checked-where-there-is-one", test_key);
  ADD ("who-has-the-number-is-told-the-status-and-nothing-else", test_status);
  ADD ("a-number-that-is-not-ours-is-not-found", test_unknown);
  ADD ("what-is-not-there-is-not-found", test_paths);
  ADD ("needs-no-settings", test_no_settings);
  ADD ("no-list-and-no-point-is-ever-served", test_no_list);
  ADD ("answers-have-the-fields-of-recorded-ones", test_recorded);
  return g_test_run ();
}
