/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-map-paths.h"

/* The list of maps as the workspace remembers it. */

static void
assert_paths (char      **paths,
              const char *joined)
{
  g_autofree char *text = g_strjoinv (" ", paths);

  g_assert_cmpstr (text, ==, joined);
  g_strfreev (paths);
}

static void
test_reads_old (void)
{
  assert_paths (hw_map_paths_parse (NULL), "");
  assert_paths (hw_map_paths_parse (""), "");
  /* as it was remembered when there was only one */
  assert_paths (hw_map_paths_parse ("/maps/town.mbtiles"), "/maps/town.mbtiles");
}

static void
test_keeps_any_path (void)
{
  const char *odd[] = { "/a b.mbtiles", "/line\nbreak", "/back\\slash\\n", "/Ü & <b>", NULL };
  g_autofree char *value = hw_map_paths_format (odd);
  g_auto (GStrv) paths = hw_map_paths_parse (value);

  g_assert_true (g_strv_equal (odd, (const char * const *) paths));
  g_assert_null (hw_map_paths_format ((const char * const[]) { NULL }));
}

static void
test_order (void)
{
  const char *paths[] = { "a", "b", "c", NULL };

  assert_paths (hw_map_paths_add (paths, "d"), "d a b c");
  assert_paths (hw_map_paths_add (paths, "b"), "b a c");
  assert_paths (hw_map_paths_remove (paths, "x"), "a b c");
  assert_paths (hw_map_paths_remove (paths, "b"), "a c");
  assert_paths (hw_map_paths_move (paths, "a", -1), "a b c");
  assert_paths (hw_map_paths_move (paths, "c", -1), "a c b");
  assert_paths (hw_map_paths_move (paths, "a", 1), "b a c");
  assert_paths (hw_map_paths_move (paths, "a", 9), "b c a");
  assert_paths (hw_map_paths_move (paths, "x", 1), "a b c");
  assert_paths (hw_map_paths_parse ("a\nb\na\n\n"), "a b");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map-paths/reads-the-one-map-of-before", test_reads_old);
  g_test_add_func ("/map-paths/keeps-any-path", test_keeps_any_path);
  g_test_add_func ("/map-paths/new-ones-go-on-top-and-others-move", test_order);
  return g_test_run ();
}
