/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-call-link.h"

#include <string.h>

static void
assert_phone (const char *link,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *phone = NULL;

  if (!hw_call_link_parse (link, &phone, &error))
    g_error ("“%s”: %s", link, error->message);
  g_assert_no_error (error);
  g_assert_cmpstr (phone, ==, expected);
}

static void
assert_refused (const char *link,
                int         code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *phone = NULL;

  if (hw_call_link_parse (link, &phone, &error))
    g_error ("“%s” was understood", link);
  g_assert_error (error, HW_CALL_LINK_ERROR, code);
  g_assert_null (phone);
}

static void
test_refuses_other_links (void)
{
  g_autofree char *long_path = g_strnfill (2000, 'r');
  g_autofree char *long_link = g_strconcat ("homeward:", long_path, NULL);

  assert_refused ("", HW_CALL_LINK_ERROR_NOT_A_LINK);
  assert_refused ("homeward:", HW_CALL_LINK_ERROR_NOT_A_LINK);
  assert_refused ("homeward:reports", HW_CALL_LINK_ERROR_NOT_A_LINK);
  assert_refused ("homeward:case?id=1", HW_CALL_LINK_ERROR_NOT_A_LINK);
  assert_refused ("http://report?phone=5550147", HW_CALL_LINK_ERROR_NOT_A_LINK);
  assert_refused ("homeward:report?phone=%zz", HW_CALL_LINK_ERROR_NOT_A_LINK);
  assert_refused ("/home/ana/team.homeward", HW_CALL_LINK_ERROR_NOT_A_LINK);
  assert_refused (long_link, HW_CALL_LINK_ERROR_NOT_A_LINK);
}

static void
test_refuses_what_is_no_number (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *phone = NULL;

  assert_refused ("homeward:report?phone=anonymous", HW_CALL_LINK_ERROR_NO_NUMBER);
  assert_refused ("homeward:report?phone=12", HW_CALL_LINK_ERROR_NO_NUMBER);
  assert_refused ("homeward:report?phone=5550147%0Aother", HW_CALL_LINK_ERROR_NO_NUMBER);
  assert_refused ("homeward:report?phone=00000000000000000000000000000000000000000000000", HW_CALL_LINK_ERROR_NO_NUMBER);
  /* What cannot be a number may still be somebody's: it is not repeated. */
  g_assert_false (hw_call_link_parse ("homeward:report?phone=5550147x", &phone, &error));
  g_assert_null (strstr (error->message, "5550147"));
}

static void
test_reads_numbers (void)
{
  assert_phone ("homeward:report", NULL);
  assert_phone ("homeward:report?phone=", NULL);
  assert_phone ("homeward:report?from=somewhere", NULL);
  assert_phone ("homeward:report?phone=55550147", "55550147");
  assert_phone ("HOMEWARD:report?phone=+4555550147", "+4555550147");
  assert_phone ("homeward:report?phone=%2B45%2055%2055%2001%2047", "+45 55 55 01 47");
  assert_phone ("homeward:report?line=2&phone=tel:+4555550147", "+4555550147");
  assert_phone ("homeward:report?phone=sip%3A+4555550147%40exchange.example", "+4555550147");
  assert_phone ("homeward://report?phone=55550147", "55550147");
  assert_phone ("homeward:/report/?phone=55550147", "55550147");
}

static void
test_knows_links (void)
{
  g_assert_false (hw_call_link_is_link ("report"));
  g_assert_false (hw_call_link_is_link ("/homeward:report"));
  g_assert_true (hw_call_link_is_link ("homeward:report"));
  g_assert_true (hw_call_link_is_link ("Homeward:anything"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call-link/refuses-links-that-are-not-ours", test_refuses_other_links);
  g_test_add_func ("/call-link/refuses-what-cannot-be-rung-and-does-not-repeat-it", test_refuses_what_is_no_number);
  g_test_add_func ("/call-link/reads-the-number-as-telephones-write-it", test_reads_numbers);
  g_test_add_func ("/call-link/knows-a-link-from-a-file", test_knows_links);
  return g_test_run ();
}
