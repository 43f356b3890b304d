/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <stddef.h>
#include "hw-point-index.h"

/* What must not be on a map, nor in what the map is drawn from (DESIGN section 6). */

static void
test_a_point_has_no_room_for_more (void)
{
  /* row, time, latitude, longitude, kind, status, people: 36 bytes and the padding that alignment asks for */
  G_STATIC_ASSERT (sizeof (HwIndexPoint) == 40);
  G_STATIC_ASSERT (offsetof (HwIndexPoint, people) + sizeof (((HwIndexPoint *) NULL)->people) == 36);

  g_assert_cmpuint (sizeof (((HwIndexPoint *) NULL)->row) + sizeof (((HwIndexPoint *) NULL)->time) + sizeof (HwPoint)
                    + sizeof (((HwIndexPoint *) NULL)->kind) + sizeof (((HwIndexPoint *) NULL)->status)
                    + sizeof (((HwIndexPoint *) NULL)->people), ==, 36);
}

/* Without comments, which may say that something must not be there. */
static char *
strip_comments (const char *source)
{
  g_autoptr (GRegex) comments = g_regex_new ("/\\*.*?\\*/|//[^\n]*|<!--.*?-->", G_REGEX_DOTALL, 0, NULL);

  return g_regex_replace_literal (comments, source, -1, 0, " ", 0, NULL);
}

static char *
find_word (const char *source,
           const char *pattern)
{
  g_autofree char *code = strip_comments (source);
  g_autoptr (GRegex) words = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (words, code, 0, &match) ? g_match_info_fetch (match, 0) : NULL;
}

#define FORBIDDEN "nationalit|citizen|immigra|ethnic|language|interpreter|health|asylum|passport|country_of|origin_country|concern"
/* nor a whole record, from which they could be taken */
#define RECORDS   "\\bHw(Report|Contact|Person|Case)\\b"

static void
assert_file_is_clean (const char *folder,
                      const char *name,
                      const char *pattern)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *source = NULL;
  g_autofree char *word = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &source, NULL, &error);
  g_assert_no_error (error);
  word = find_word (source, pattern);
  if (word != NULL)
    g_error ("%s says “%s”: nothing of that may be on a map (DESIGN section 6)", name, word);
}

static void
test_the_search_finds_forbidden_words (void)
{
  g_autofree char *field = find_word ("struct { const char *Nationality; };", FORBIDDEN);
  g_autofree char *language = find_word ("report->language", FORBIDDEN);
  g_autofree char *record = find_word ("const HwReport *report", RECORDS);
  g_autofree char *status = find_word ("HwReportStatus status", RECORDS);
  g_autofree char *comment = find_word ("/* never a nationality */ int row;", FORBIDDEN);

  g_assert_nonnull (field);
  g_assert_nonnull (language);
  g_assert_nonnull (record);
  g_assert_null (status);
  g_assert_null (comment);
}

static void
test_the_index_knows_no_nationality (void)
{
  static const char *const files[] = {
    "hw-point-index.h", "hw-point-index.c", "hw-point-columns.h", "hw-point-columns.c", "hw-cluster-pyramid.h",
    "hw-cluster-pyramid.c", "hw-cluster-level.h", "hw-cluster-level.c", "hw-cluster-sheet.h", "hw-cluster-sheet.c",
    "hw-point-curve.h", "hw-point-curve.c",
    "hw-sheet-table.h", "hw-sheet-table.c", "hw-radius-grid.h", "hw-radius-grid.c", "hw-radius-pyramid.h", "hw-radius-pyramid.c",
    "hw-hot-spots.h", "hw-hot-spots.c", "hw-hot-spot-reasons.h", "hw-hot-spot-reasons.c",
    "hw-concentrations.h", "hw-concentrations.c", "hw-square-cells.h", "hw-square-cells.c",
  };
  g_autofree char *core = g_test_build_filename (G_TEST_DIST, "..", "src", "core", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    assert_file_is_clean (core, files[i], FORBIDDEN "|" RECORDS);
}

static void
test_the_map_knows_no_nationality (void)
{
  g_autofree char *map = g_test_build_filename (G_TEST_DIST, "..", "src", "ui", "map", NULL);
  g_autoptr (GDir) folder = g_dir_open (map, 0, NULL);
  const char *name;

  if (folder == NULL)
    {
      g_test_skip ("there is no src/ui/map beside the tests");
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h") || g_str_has_suffix (name, ".ui"))
      assert_file_is_clean (map, name, FORBIDDEN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point-privacy/a-point-has-no-room-for-more", test_a_point_has_no_room_for_more);
  g_test_add_func ("/point-privacy/the-search-finds-words", test_the_search_finds_forbidden_words);
  g_test_add_func ("/point-privacy/the-index-knows-no-nationality", test_the_index_knows_no_nationality);
  g_test_add_func ("/point-privacy/the-map-knows-no-nationality", test_the_map_knows_no_nationality);
  return g_test_run ();
}
