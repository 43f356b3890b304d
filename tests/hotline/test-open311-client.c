/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "city.h"
#include "hw-open311-answer.h"
#include "hw-open311-poll.h"

/* Our client against servers with the manners of real ones. */

#define END     G_GINT64_CONSTANT (1700000000)    /* seconds */
#define US      G_GINT64_CONSTANT (1000000)
#define DAY     (86400 * US)

typedef struct
{
  City             city;
  HwOpen311Client *client;
  GHashTable      *taken;       /* identities -> how often */
  guint            n_taken;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  city_open (&fixture->city);
  fixture->city.manners.end = END;
  fixture->client = hw_open311_client_new (fixture->city.address, NULL, &error);
  g_assert_no_error (error);
  fixture->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hw_open311_client_free (fixture->client);
  city_close (&fixture->city);
  g_hash_table_unref (fixture->taken);
}

static void
take (Fixture   *fixture,
      GPtrArray *requests)
{
  for (guint i = 0; i < requests->len; i++)
    {
      g_assert_true (g_hash_table_add (fixture->taken, g_strdup (hw_open311_node_get_text (g_ptr_array_index (requests, i), "service_request_id"))));
      fixture->n_taken++;
    }
}

/* Whether there may be more is in @is_cut. */
static gboolean
ask_all (Fixture   *fixture,
         gboolean  *is_cut,
         GError   **error)
{
  HwOpen311Query query = { .since = END * US - 60 * DAY, .until = END * US + US, .page = 1 };
  g_autoptr (HwOpen311Poll) poll = hw_open311_poll_new (fixture->client, &query);
  gint64 until = 0;

  while (hw_open311_poll_has_more (poll))
    {
      GPtrArray *requests = hw_open311_poll_ask (poll, &until, NULL, error);

      if (requests == NULL)
        return FALSE;
      take (fixture, requests);
    }
  g_assert_cmpint (until, ==, query.until);
  *is_cut = hw_open311_poll_is_cut (poll);
  return TRUE;
}

static void
poll_all (Fixture  *fixture,
          guint     expected,
          gboolean  expected_cut)
{
  g_autoptr (GError) error = NULL;
  gboolean is_cut = !expected_cut;

  g_assert_true (ask_all (fixture, &is_cut, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_taken, ==, expected);
  g_assert_cmpint (is_cut, ==, expected_cut);
}

static void
assert_not_asked (Fixture        *fixture,
                  HwOpen311Error  code,
                  const char     *words)
{
  g_autoptr (GError) error = NULL;
  gboolean is_cut;

  g_assert_false (ask_all (fixture, &is_cut, &error));
  g_assert_error (error, HW_OPEN311_ERROR, (int) code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (fixture->n_taken, ==, 0);
}

/* -- lists -- */

static void
test_short_list (Fixture      *fixture,
                 gconstpointer data)
{
  fixture->city.manners.n_requests = 12;
  poll_all (fixture, 12, FALSE);
}

static void
test_no_list (Fixture      *fixture,
              gconstpointer data)
{
  poll_all (fixture, 0, FALSE);
}

static void
test_pages (Fixture      *fixture,
            gconstpointer data)
{
  fixture->city.manners.n_requests = 1234;
  fixture->city.manners.page_size = 50;
  poll_all (fixture, 1234, FALSE);
}

static void
test_cut_lists (Fixture      *fixture,
                gconstpointer data)
{
  fixture->city.manners.n_requests = 3210;
  fixture->city.manners.limit = 100;
  fixture->city.manners.newest_first = GPOINTER_TO_INT (data);
  poll_all (fixture, 3210, FALSE);
}

static void
test_long_list (Fixture      *fixture,
                gconstpointer data)
{
  fixture->city.manners.n_requests = 2500;
  poll_all (fixture, 2500, FALSE);
  /* Each of the three stretches, a second page, one day far away, and each half with its second page. */
  g_assert_cmpuint (fixture->city.n_asked, <, 40);
}

static void
test_no_dates (Fixture      *fixture,
               gconstpointer data)
{
  fixture->city.manners.n_requests = 300;
  fixture->city.manners.heeds_no_dates = TRUE;
  poll_all (fixture, 300, TRUE);
  g_assert_cmpuint (fixture->city.n_asked, <, 20);
}

static void
test_page_not_found (Fixture      *fixture,
                     gconstpointer data)
{
  fixture->city.manners.n_requests = 10;
  fixture->city.manners.fail_on_page = 2;
  fixture->city.manners.status = 404;
  poll_all (fixture, 10, FALSE);
}

static void
test_page_breaks (Fixture      *fixture,
                  gconstpointer data)
{
  fixture->city.manners.n_requests = 10;
  fixture->city.manners.fail_on_page = 2;
  fixture->city.manners.status = 500;
  assert_not_asked (fixture, HW_OPEN311_ERROR_REFUSED, NULL);
}

/* -- what is asked -- */

static void
test_query (Fixture      *fixture,
            gconstpointer data)
{
  const char *services[] = { "001", "a b&c", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HwOpen311Client) client = hw_open311_client_new (fixture->city.address, "city.example", &error);
  HwOpen311Query query = { services, END * US, END * US + 90 * US, FALSE, 3 };
  g_autoptr (HwOpen311Node) root = hw_open311_client_get_requests (client, &query, NULL, &error);
  g_autoptr (HwOpen311Node) other = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (fixture->city.last_path, ==, "/open311/v2/requests.xml");
  g_assert_cmpstr (fixture->city.last_query, ==, "jurisdiction_id=city.example&service_code=001%2Ca%20b%26c&status=open"
                   "&start_date=2023-11-14T22:13:20Z&end_date=2023-11-14T22:14:50Z&page=3");
  g_assert_cmpstr (hw_open311_client_get_jurisdiction (client), ==, "city.example");
  /* Nothing is asked with an empty argument. */
  query = (HwOpen311Query) { NULL, END * US, END * US + 90 * US, TRUE, 1 };
  other = hw_open311_client_get_requests (fixture->client, &query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->city.last_query, ==, "status=open&updated_after=2023-11-14T22:13:20Z&updated_before=2023-11-14T22:14:50Z");
  g_assert_true (g_str_has_prefix (hw_open311_client_get_jurisdiction (fixture->client), "127.0.0.1:"));
}

static void
test_only_json (Fixture      *fixture,
                gconstpointer data)
{
  fixture->city.manners.n_requests = 3;
  fixture->city.manners.only_json = TRUE;
  hw_open311_client_set_format (fixture->client, HW_OPEN311_XML);
  assert_not_asked (fixture, HW_OPEN311_ERROR_UNSUPPORTED, "404");
  hw_open311_client_free (fixture->client);
  fixture->client = hw_open311_client_new (fixture->city.address, NULL, NULL);
  poll_all (fixture, 3, FALSE);
}

static void
test_content_type (Fixture      *fixture,
                   gconstpointer data)
{
  fixture->city.manners.n_requests = 3;
  fixture->city.manners.content_type = "text/html";
  poll_all (fixture, 3, FALSE);
}

static void
test_discovery (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *text = g_strdup_printf ("{\"endpoints\":[{\"specification\":\"http://wiki.open311.org/GeoReport_v2\",\"url\":\"%s/\",\"type\":\"production\",\"formats\":[\"application/json\"]}]}", fixture->city.address);
  g_autofree char *address = g_strconcat (fixture->city.address, "/discovery.json", NULL);
  g_autoptr (GError) error = NULL;

  hw_open311_client_free (fixture->client);
  fixture->client = hw_open311_client_new (address, NULL, &error);
  g_assert_no_error (error);
  fixture->city.manners.text = "{\"endpoints\":[{\"specification\":\"http://wiki.open311.org/GeoReport_v2\",\"url\":\"http://city.example/v2\"}]}";
  g_assert_false (hw_open311_client_discover (fixture->client, NULL, &error));
  g_assert_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_ADDRESS);
  g_clear_error (&error);
  fixture->city.manners.text = text;
  g_assert_true (hw_open311_client_discover (fixture->client, NULL, &error));
  g_assert_no_error (error);
  fixture->city.manners.text = NULL;
  fixture->city.manners.n_requests = 3;
  poll_all (fixture, 3, FALSE);
  g_assert_cmpstr (fixture->city.last_path, ==, "/open311/v2/requests.json");
}

/* -- what cities answered -- */

static char *
load_recorded (const char *name)
{
  const char *shared = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "open311", name, NULL);
  char *text = NULL;

  return shared != NULL && g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

static void
test_recorded (Fixture      *fixture,
               gconstpointer data)
{
  const struct { const char *name; guint n_requests; } lists[] = {
    { "cfa_open311_gem__service_requests_empty.xml", 0 }, { "node_open311__service-requests.xml", 2 }, { "open311status__service_requests.json", 2 },
    { "open311status__requests_many.xml", 2 },
  };
  const struct { const char *name; guint n_services; } services[] = {
    { "cfa_open311_gem__services.xml", 36 }, { "open311status__service_list.json", 3 }, { "open311status__services_giessen.xml", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *text = load_recorded (lists[i].name);

      if (text == NULL)
        {
          g_test_skip ("HW_SHARED_DATA does not name recorded answers");
          return;
        }
      fixture->city.manners.text = text;
      fixture->n_taken = 0;
      g_hash_table_remove_all (fixture->taken);
      poll_all (fixture, lists[i].n_requests, FALSE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *text = load_recorded (services[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwOpen311Node) root = NULL;
      g_autoptr (GPtrArray) found = NULL;

      fixture->city.manners.text = text;
      root = hw_open311_client_get_services (fixture->client, NULL, &error);
      g_assert_no_error (error);
      found = hw_open311_list_services (root, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, services[i].n_services);
    }
}

/* -- what goes wrong -- */

static void
test_addresses (void)
{
  const char *bad[] = { "", "city.example", "ftp://city.example/", "http://city.example/open311/v2", "https://", "https://me:secret@city.example/v2", "https://city.example/v2?a=b", "http://127.0.0.1.example/v2" };
  const char *good[] = { "https://city.example/open311/v2", "https://city.example", "http://localhost:8080/v2", "http://[::1]:8080/v2/" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hw_open311_client_new (bad[i], NULL, &error));
      g_assert_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_ADDRESS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwOpen311Client) client = hw_open311_client_new (good[i], NULL, &error);

      g_assert_no_error (error);
    }
}

static void
test_refusals (Fixture      *fixture,
               gconstpointer data)
{
  CityManners *manners = &fixture->city.manners;

  manners->status = 403;
  manners->text = "<errors><error><code>403</code><description>Which key?</description></error></errors>";
  assert_not_asked (fixture, HW_OPEN311_ERROR_REFUSED, "Which key?");
  manners->status = 429;
  assert_not_asked (fixture, HW_OPEN311_ERROR_UNREACHABLE, "wait");
  manners->status = 200;
  assert_not_asked (fixture, HW_OPEN311_ERROR_REFUSED, "Which key?");
  manners->text = "<html><body>Sign in</body></html>";
  assert_not_asked (fixture, HW_OPEN311_ERROR_FORMAT, NULL);
  manners->text = "<service_requests><request>";
  assert_not_asked (fixture, HW_OPEN311_ERROR_FORMAT, NULL);
  manners->text = "";
  assert_not_asked (fixture, HW_OPEN311_ERROR_FORMAT, NULL);
}

static void
test_huge (Fixture      *fixture,
           gconstpointer data)
{
  fixture->city.manners.size = 20000000;
  assert_not_asked (fixture, HW_OPEN311_ERROR_TOO_LARGE, NULL);
}

static void
test_broken_off (Fixture      *fixture,
                 gconstpointer data)
{
  fixture->city.manners.n_requests = 3;
  fixture->city.manners.breaks_off = TRUE;
  assert_not_asked (fixture, HW_OPEN311_ERROR_UNREACHABLE, NULL);
}

static void
test_led (Fixture      *fixture,
          gconstpointer data)
{
  CityManners *manners = &fixture->city.manners;

  manners->n_requests = 3;
  manners->location = "http://city.example/requests.xml";
  assert_not_asked (fixture, HW_OPEN311_ERROR_ADDRESS, NULL);
  manners->location = "file:///etc/hostname";
  assert_not_asked (fixture, HW_OPEN311_ERROR_ADDRESS, NULL);
  manners->location = "/round/and/round.xml";
  assert_not_asked (fixture, HW_OPEN311_ERROR_REFUSED, "302");
  manners->location = "/led/requests.xml";
  poll_all (fixture, 3, FALSE);
}

static void
test_unreachable (Fixture      *fixture,
                  gconstpointer data)
{
  /* Port 1 of the loopback: nobody listens. */
  hw_open311_client_free (fixture->client);
  fixture->client = hw_open311_client_new ("http://127.0.0.1:1/v2", NULL, NULL);
  assert_not_asked (fixture, HW_OPEN311_ERROR_UNREACHABLE, NULL);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hw_open311_client_get_services (fixture->client, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* -- what came of it -- */

static gboolean
send_update (Fixture  *fixture,
             GError  **error)
{
  return hw_open311_client_send_update (fixture->client, "7", "u1", TRUE, "The team went out & looked.", END * US, NULL, error);
}

static void
test_update (Fixture      *fixture,
             gconstpointer data)
{
  CityManners *manners = &fixture->city.manners;
  g_autoptr (GError) error = NULL;

  manners->status = 405;
  g_assert_false (send_update (fixture, &error));
  g_assert_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  manners->status = 200;
  manners->text = "<errors><error><code>400</code><description>No such request</description></error></errors>";
  g_assert_false (send_update (fixture, &error));
  g_assert_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_REFUSED);
  g_clear_error (&error);
  manners->text = "<service_request_updates><request_update><update_id>42</update_id></request_update></service_request_updates>";
  hw_open311_client_set_api_key (fixture->client, "secret");
  g_assert_true (send_update (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->city.last_path, ==, "/open311/v2/servicerequestupdates.xml");
  g_assert_null (fixture->city.last_query);
  g_assert_cmpstr (fixture->city.last_body, ==, "api_key=secret&service_request_id=7&update_id=u1&status=CLOSED"
                   "&updated_datetime=2023-11-14T22:13:20Z&description=The%20team%20went%20out%20%26%20looked.");
}

#define ADD(path, data, function) g_test_add ("/open311/client/" path, Fixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open311/client/an-address-is-encrypted-unless-it-is-this-laptop", test_addresses);
  ADD ("takes-a-short-list", NULL, test_short_list);
  ADD ("takes-an-empty-list", NULL, test_no_list);
  ADD ("takes-every-page", NULL, test_pages);
  ADD ("takes-all-of-lists-that-are-cut-oldest-first", GINT_TO_POINTER (FALSE), test_cut_lists);
  ADD ("takes-all-of-lists-that-are-cut-newest-first", GINT_TO_POINTER (TRUE), test_cut_lists);
  ADD ("asks-little-more-where-lists-are-whole", NULL, test_long_list);
  ADD ("says-so-where-neither-dates-nor-pages-are-heeded", NULL, test_no_dates);
  ADD ("a-page-that-is-not-there-is-the-end", NULL, test_page_not_found);
  ADD ("a-page-that-breaks-is-no-end", NULL, test_page_breaks);
  ADD ("asks-as-the-specification-has-it", NULL, test_query);
  ADD ("finds-the-format-that-is-spoken", NULL, test_only_json);
  ADD ("a-wrong-content-type-does-not-matter", NULL, test_content_type);
  ADD ("discovery-leads-to-the-endpoint", NULL, test_discovery);
  ADD ("takes-what-cities-answered", NULL, test_recorded);
  ADD ("tells-why-it-was-refused", NULL, test_refusals);
  ADD ("takes-no-endless-answer", NULL, test_huge);
  ADD ("takes-nothing-of-an-answer-that-breaks-off", NULL, test_broken_off);
  ADD ("is-led-only-where-it-is-encrypted", NULL, test_led);
  ADD ("nobody-there", NULL, test_unreachable);
  ADD ("can-be-cancelled", NULL, test_cancelled);
  ADD ("sends-what-came-of-a-request", NULL, test_update);
  return g_test_run ();
}
