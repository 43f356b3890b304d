/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-open311-answer.h"

/* Documents of GeoReport v2, as the specification has them and as servers write them. */

static HwOpen311Node *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return hw_open311_read (bytes, error);
}

static HwOpen311Node *
read_well (const char *text)
{
  g_autoptr (GError) error = NULL;
  HwOpen311Node *root = read_text (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  return root;
}

static void
assert_refused (const char     *text,
                HwOpen311Error  code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwOpen311Node) root = read_text (text, &error);

  g_assert_null (root);
  g_assert_error (error, HW_OPEN311_ERROR, (int) code);
}

static const char *
get_field (HwOpen311Node *root,
           guint          index,
           const char    *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = hw_open311_list_requests (root, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (index, <, requests->len);
  return hw_open311_node_get_text (g_ptr_array_index (requests, index), name);
}

static guint
count_requests (const char *text)
{
  g_autoptr (HwOpen311Node) root = read_well (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = hw_open311_list_requests (root, &error);

  g_assert_no_error (error);
  return requests->len;
}

static void
test_both_formats (void)
{
  const char *texts[] = {
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests><request><service_request_id>638344</service_request_id>"
    "<status>closed</status><description></description><address> 8TH AVE &amp; JUDAH ST\n</address><lat>37.762221815</lat></request>"
    "<request><service_request_id>007</service_request_id><status><![CDATA[open]]></status></request></service_requests>",
    "[{\"service_request_id\":638344,\"status\":\"closed\",\"description\":null,\"address\":\" 8TH AVE & JUDAH ST\\n\",\"lat\":37.762221815},"
    "{\"service_request_id\":007,\"status\":\"open\"}]"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HwOpen311Node) root = read_well (texts[i]);

      g_assert_cmpstr (get_field (root, 0, "service_request_id"), ==, "638344");
      g_assert_cmpstr (get_field (root, 0, "status"), ==, "closed");
      g_assert_null (get_field (root, 0, "description"));
      g_assert_null (get_field (root, 0, "media_url"));
      g_assert_cmpstr (get_field (root, 0, "address"), ==, "8TH AVE & JUDAH ST");
      g_assert_cmpstr (get_field (root, 0, "lat"), ==, "37.762221815");
      g_assert_cmpstr (get_field (root, 1, "service_request_id"), ==, "007");
      g_assert_cmpstr (get_field (root, 1, "status"), ==, "open");
    }
}

/* -- known deviations -- */

static void
test_numbers_stay_as_written (void)
{
  g_autoptr (HwOpen311Node) root = read_well ("[{\"service_request_id\": 123456789012345678901234567890, \"service_code\":001, \"zipcode\":01234,"
                                              "\"lat\": -0.50, \"long\":1e1, \"description\":\"12 \\\"34\\\" 5, \\u00e9\", \"account_id\":true}]");

  g_assert_cmpstr (get_field (root, 0, "service_request_id"), ==, "123456789012345678901234567890");
  g_assert_cmpstr (get_field (root, 0, "service_code"), ==, "001");
  g_assert_cmpstr (get_field (root, 0, "zipcode"), ==, "01234");
  g_assert_cmpstr (get_field (root, 0, "lat"), ==, "-0.50");
  g_assert_cmpstr (get_field (root, 0, "long"), ==, "1e1");
  g_assert_cmpstr (get_field (root, 0, "description"), ==, "12 \"34\" 5, é");
  g_assert_cmpstr (get_field (root, 0, "account_id"), ==, "true");
}

static void
test_wrappings (void)
{
  g_assert_cmpuint (count_requests ("{\"service_requests\":[{\"service_request_id\":1},{\"service_request_id\":2}]}"), ==, 2);
  g_assert_cmpuint (count_requests ("{\"service_requests\":{\"request\":{\"service_request_id\":\"1\"}}}"), ==, 1);
  g_assert_cmpuint (count_requests ("{\"service_request_id\":\"1\"}"), ==, 1);
  g_assert_cmpuint (count_requests ("<request><service_request_id>1</service_request_id></request>"), ==, 1);
  g_assert_cmpuint (count_requests ("<requests type=\"array\"><request><service_request_id>1</service_request_id></request></requests>"), ==, 1);
  g_assert_cmpuint (count_requests ("<s:service_requests xmlns:s=\"http://example.org/\"><s:request><s:service_request_id>1</s:service_request_id></s:request></s:service_requests>"), ==, 1);
  g_assert_cmpuint (count_requests ("[{\"token\":\"503fc\"}]"), ==, 1);
}

static void
test_empty_lists (void)
{
  g_assert_cmpuint (count_requests ("[]"), ==, 0);
  g_assert_cmpuint (count_requests (" \n[ ]"), ==, 0);
  g_assert_cmpuint (count_requests ("{\"service_requests\":[]}"), ==, 0);
  g_assert_cmpuint (count_requests ("<?xml version=\"1.0\"?><service_requests/>"), ==, 0);
  g_assert_cmpuint (count_requests ("<service_requests>\n</service_requests>\n"), ==, 0);
}

static void
test_marks_and_headers (void)
{
  g_autoptr (GBytes) wide = NULL;
  g_autoptr (HwOpen311Node) root = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  char *text;

  g_assert_cmpuint (count_requests ("\xef\xbb\xbf[{\"service_request_id\":1}]"), ==, 1);
  g_assert_cmpuint (count_requests ("\xef\xbb\xbf<?xml version=\"1.0\"?><request><service_request_id>1</service_request_id></request>"), ==, 1);
  g_assert_cmpuint (count_requests ("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<?xml version=\"1.0\"?><request><service_request_id>1</service_request_id></request>"), ==, 1);
  text = g_convert ("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-16\"?><request><service_request_id>é1</service_request_id></request>", -1, "UTF-16LE", "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  wide = g_bytes_new_take (text, length);
  root = hw_open311_read (wide, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_field (root, 0, "service_request_id"), ==, "é1");
}

static void
test_wrong_encodings (void)
{
  g_autoptr (HwOpen311Node) json = read_well ("[{\"service_request_id\":1,\"address\":\"Stra\xdf" "e 1 \x96 Caf\xe9\"}]");
  g_autoptr (HwOpen311Node) octal = read_well ("[{\"service_request_id\":1,\"address\":\"a\\2014\",\"\\201\":1}]");
  g_autoptr (HwOpen311Node) xml = read_well ("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><request><service_request_id>1</service_request_id><address>Stra\xdf" "e</address></request>");

  g_assert_cmpstr (get_field (json, 0, "address"), ==, "Straße 1 – Café");
  g_assert_cmpstr (get_field (xml, 0, "address"), ==, "Straße");
  /* A number in an octal escape: older json-glib takes it for a byte, newer for a character. */
  g_assert_true (g_utf8_validate (get_field (octal, 0, "address"), -1, NULL));
  g_assert_true (g_str_equal (get_field (octal, 0, "address"), "a\xef\xbf\xbd" "4") || g_str_equal (get_field (octal, 0, "address"), "a\xc2\x81" "4"));
  /* Said to be UTF-8, and not. */
  assert_refused ("<?xml version=\"1.0\" encoding=\"utf-8\"?><request><service_request_id>Stra\xdf" "e</service_request_id></request>", HW_OPEN311_ERROR_FORMAT);
}

/* -- what is no answer -- */

static void
test_no_answers (void)
{
  assert_refused ("", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("  \n", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("Service unavailable", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("<!DOCTYPE html><html><body>Sign in</body></html>", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("<service_requests><request>", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("<service_requests/><service_requests/>", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("[{\"service_request_id\":1}", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("[{\"service_request_id\":\"1}", HW_OPEN311_ERROR_FORMAT);
  assert_refused ("{", HW_OPEN311_ERROR_FORMAT);
}

static void
assert_no_list (const char     *text,
                HwOpen311Error  code,
                const char     *words)
{
  g_autoptr (HwOpen311Node) root = read_well (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_open311_list_requests (root, &error));
  g_assert_error (error, HW_OPEN311_ERROR, (int) code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
}

static void
test_errors (void)
{
  assert_no_list ("{}", HW_OPEN311_ERROR_FORMAT, NULL);
  assert_no_list ("<html><body/></html>", HW_OPEN311_ERROR_FORMAT, NULL);
  assert_no_list ("<errors><error><code>404</code><description>Not here</description></error></errors>", HW_OPEN311_ERROR_REFUSED, "Not here");
  assert_no_list ("HTTP/1.1 403 Forbidden \n\n<?xml version=\"1.0\"?>\n<error>Invalid\nkey</error>", HW_OPEN311_ERROR_REFUSED, "Invalid key");
  assert_no_list ("[{\"code\":400,\"description\":\"No zone\"}]", HW_OPEN311_ERROR_REFUSED, "No zone");
  assert_no_list ("{\"errors\":[{\"code\":\"400\",\"description\":\"No zone\"}]}", HW_OPEN311_ERROR_REFUSED, "No zone");
  assert_no_list ("{\"error\":\"Gone\"}", HW_OPEN311_ERROR_REFUSED, "Gone");
}

/* -- what a server must not do to us -- */

static void
test_entities (void)
{
  assert_refused ("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><request><service_request_id>&x;</service_request_id></request>",
                  HW_OPEN311_ERROR_FORMAT);
  assert_refused ("<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><request><service_request_id>1</service_request_id></request>",
                  HW_OPEN311_ERROR_FORMAT);
  assert_refused ("<request><service_request_id>&x;</service_request_id></request>", HW_OPEN311_ERROR_FORMAT);
}

static void
test_laughs (void)
{
  g_autoptr (GString) text = g_string_new ("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY l0 \"ha\">");

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (text, "<!ENTITY l%u \"&l%u;&l%u;&l%u;&l%u;&l%u;&l%u;&l%u;&l%u;\">", i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_string_append_printf (text, "%s", "]><request><service_request_id>&l29;</service_request_id></request>");  /* g_string_append () of newer GLib makes its compilers fear for the text */
  assert_refused (text->str, HW_OPEN311_ERROR_FORMAT);
}

static void
test_depth (void)
{
  g_autofree char *lists = g_strnfill (1000000, '[');
  g_autofree char *objects = NULL;
  g_autoptr (GString) elements = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new ("[0");

  for (guint i = 0; i < 100000; i++)
    g_string_append (elements, "<a>");
  for (guint i = 0; i < 1100000; i++)
    g_string_append (many, ",0");
  g_string_append_c (many, ']');
  assert_refused (lists, HW_OPEN311_ERROR_TOO_LARGE);
  assert_refused (elements->str, HW_OPEN311_ERROR_TOO_LARGE);
  assert_refused (many->str, HW_OPEN311_ERROR_TOO_LARGE);
}

/* -- discovery -- */

static void
test_discovery (void)
{
  g_autoptr (HwOpen311Node) root = read_well (
    "{\"changeset\":\"2011\",\"endpoints\":[{\"specification\":\"http://wiki.open311.org/GeoReport_v2.1_Draft\",\"url\":\"https://a.example/draft\",\"type\":\"production\",\"formats\":[\"text/xml\"]},"
    "{\"specification\":\"http://wiki.open311.org/GeoReport_v2\",\"url\":\"https://a.example/test\",\"type\":\"test\",\"formats\":[\"text/xml\"]},"
    "{\"specification\":\"http://wiki.open311.org/GeoReport_v2\",\"url\":\"https://a.example/v2\",\"type\":\"production\",\"formats\":[\"text/xml\",\"application/json\"]}]}");
  g_autoptr (HwOpen311Node) other = read_well ("<discovery><endpoints><endpoint><specification>Inquiry_v1</specification><url>https://a.example</url></endpoint></endpoints></discovery>");
  HwOpen311Format format = HW_OPEN311_XML;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  g_assert_null (hw_open311_find_endpoint (other, &format, &error));
  g_assert_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_FORMAT);
  g_clear_error (&error);
  url = hw_open311_find_endpoint (root, &format, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (url, ==, "https://a.example/v2");
  g_assert_cmpint (format, ==, HW_OPEN311_JSON);
}

/* -- writing -- */

static void
assert_written (HwOpen311Node   *root,
                HwOpen311Format  format,
                const char      *expected)
{
  g_autoptr (GBytes) bytes = hw_open311_write (root, format);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_write (void)
{
  g_autoptr (HwOpen311Node) root = hw_open311_node_new (HW_OPEN311_NODE_LIST, "service_requests");
  HwOpen311Node *request = hw_open311_node_add (root, HW_OPEN311_NODE_OBJECT, "request");

  hw_open311_node_add_text (request, "service_request_id", "0 <&> \x01\"é");
  hw_open311_node_add_text (request, "account_id", NULL);
  hw_open311_node_add_number (request, "order", 7);
  hw_open311_node_add_bool (request, "variable", TRUE);
  hw_open311_node_add (request, HW_OPEN311_NODE_LIST, "values");
  assert_written (root, HW_OPEN311_XML,
                  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests>\n  <request>\n    <service_request_id>0 &lt;&amp;&gt; \"é</service_request_id>\n"
                  "    <account_id/>\n    <order>7</order>\n    <variable>true</variable>\n    <values/>\n  </request>\n</service_requests>\n");
  assert_written (root, HW_OPEN311_JSON,
                  "[{\"service_request_id\":\"0 <&> \\u0001\\\"é\",\"account_id\":null,\"order\":7,\"variable\":true,\"values\":[]}]");
}

/* -- what cities answered -- */

/* Every text between two tags stands in the tree, and nothing else. */
static void
count_texts (const HwOpen311Node *node,
             guint               *n_nodes,
             guint               *n_texts)
{
  ++*n_nodes;
  *n_texts += node->text != NULL;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    count_texts (g_ptr_array_index (node->children, i), n_nodes, n_texts);
}

static guint
count_matches (const char *text,
               const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;

  for (g_regex_match (regex, text, 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    n++;
  return n;
}

static void
check_recorded (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (HwOpen311Node) root = NULL;
  g_autoptr (GError) error = NULL;
  guint n_nodes = 0, n_texts = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  root = read_text (text, &error);
  g_assert_no_error (error);
  count_texts (root, &n_nodes, &n_texts);
  if (g_str_has_suffix (path, ".json"))
    /* Objects, lists, and all strings that are not the name of a member, numbers and words. */
    g_assert_cmpuint (n_texts, ==, count_matches (text, "(?:[:\\[,]\\s*)(?:\"(?:[^\"\\\\]|\\\\.)+\"(?!\\s*:)|-?\\d[\\d.]*|true|false)"));
  else
    {
      g_assert_cmpuint (n_nodes, ==, count_matches (text, "<[A-Za-z][^>]*>"));
      g_assert_cmpuint (n_texts, ==, count_matches (text, "<[A-Za-z][^>]*>\\s*[^<\\s][^<]*</"));
    }
}

static void
test_recorded (void)
{
  const char *shared = g_getenv ("HW_SHARED_DATA");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "", "open311", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (shared == NULL || dir == NULL)
    {
      g_test_skip ("HW_SHARED_DATA does not name recorded answers");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_test_message ("%s", name);
      check_recorded (path);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open311/formats/xml-and-json-say-the-same", test_both_formats);
  g_test_add_func ("/open311/formats/numbers-stay-as-they-were-written", test_numbers_stay_as_written);
  g_test_add_func ("/open311/formats/a-list-may-be-wrapped-or-left-out", test_wrappings);
  g_test_add_func ("/open311/formats/an-empty-list-is-an-answer", test_empty_lists);
  g_test_add_func ("/open311/formats/byte-order-marks-and-header-lines-are-skipped", test_marks_and_headers);
  g_test_add_func ("/open311/formats/wrong-encodings-are-read-or-refused", test_wrong_encodings);
  g_test_add_func ("/open311/formats/what-is-no-answer-is-refused", test_no_answers);
  g_test_add_func ("/open311/formats/an-error-is-told-in-its-own-words", test_errors);
  g_test_add_func ("/open311/formats/no-entity-is-expanded-and-nothing-fetched", test_entities);
  g_test_add_func ("/open311/formats/billion-laughs-stop-at-the-first", test_laughs);
  g_test_add_func ("/open311/formats/neither-depth-nor-number-is-endless", test_depth);
  g_test_add_func ("/open311/formats/discovery-names-the-endpoint-of-v2", test_discovery);
  g_test_add_func ("/open311/formats/written-as-the-specification-has-it", test_write);
  g_test_add_func ("/open311/formats/recorded-answers-are-read-without-loss", test_recorded);
  return g_test_run ();
}
