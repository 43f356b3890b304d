/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-json-shape.h"

static gboolean
is_modest (const char *text)
{
  return hw_json_is_modest (text, strlen (text), 3, 6);
}

static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');

  g_assert_false (is_modest ("[[[[]]]]"));
  g_assert_false (is_modest ("{\"a\":[{\"b\":[1]}]}"));
  g_assert_false (is_modest (deep));
  g_assert_true (is_modest ("[[[]]]"));
  g_assert_true (is_modest ("[[[]],[[]]]"));
  /* More that closes than opens is for the parser to say. */
  g_assert_true (is_modest ("]]]][[["));
}

static void
test_values (void)
{
  g_assert_false (is_modest ("[1,2,3,4,5,6,7]"));
  g_assert_true (is_modest ("[1,2,3,4,5,6]"));
}

/* What stands in a string is no bracket, whatever is escaped in it. */
static void
test_strings (void)
{
  g_assert_true (is_modest ("\"[[[[[[,,,,,,,,\""));
  g_assert_true (is_modest ("[\"a\\\"[[[[\"]"));
  g_assert_false (is_modest ("[\"a\\\\\",[[[]]]]"));
  g_assert_true (is_modest (""));
  g_assert_true (is_modest ("\"open \\"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-shape/no-deeper-than-allowed", test_depth);
  g_test_add_func ("/json-shape/no-more-values-than-allowed", test_values);
  g_test_add_func ("/json-shape/strings-hold-what-they-like", test_strings);
  return g_test_run ();
}
