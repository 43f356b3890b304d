/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hw-private-file.h"
#include "hw-promise.h"
#include "hw-report.h"
#include "hw-route-sheet.h"

/* The round on paper: read back from the file as whoever finds it would. */

#define NOW   (G_GINT64_CONSTANT (1795284000) * G_USEC_PER_SEC)   /* 2026-11-21T18:00Z */
#define START (NOW + 4 * G_TIME_SPAN_HOUR)

typedef struct
{
  char      *directory;   /* (owned) */
  char      *path;        /* (owned) */
  HwShift   *shift;       /* (owned) */
  GPtrArray *facts;       /* (owned) (element-type HwStopFacts) */
  GTimeZone *zone;        /* (owned) */
  HwPaper    paper;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("hw-route-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "sheet.pdf", NULL);
  fixture->zone = g_time_zone_new_utc ();
  fixture->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_facts_unref);
  fixture->shift = hw_shift_new ();
  fixture->shift->name = g_strdup ("Team North");
  fixture->shift->starts_at = START;
  fixture->shift->ends_at = START + 5 * G_TIME_SPAN_HOUR;
  fixture->shift->start = fixture->shift->end = (HwPoint) { 51.5300, -0.1240 };
  fixture->shift->start_place = g_strdup ("Riverton Station");
  g_ptr_array_add (fixture->shift->team, hw_team_member_new ("Amir", "en ar", TRUE));
  g_ptr_array_add (fixture->shift->team, hw_team_member_new ("Lise", "en", FALSE));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
  g_ptr_array_unref (fixture->facts);
  g_time_zone_unref (fixture->zone);
  hw_shift_free (fixture->shift);
}

static HwStopFacts *
add_stop (Fixture    *fixture,
          const char *name)
{
  HwStop *stop = hw_stop_new ();
  guint n = fixture->shift->stops->len;
  HwStopFacts *facts;

  stop->id.bytes[0] = (guint8) (n + 1);
  stop->id.bytes[15] = 1;
  stop->kind = HW_STOP_PLACE;
  stop->name = g_strdup (name);
  stop->point = (HwPoint) { 51.5300 + 0.002 * (n % 7), -0.1240 + 0.003 * (n / 7) };
  stop->visit_minutes = 20;
  stop->arrives_at = START + n * 25 * G_TIME_SPAN_MINUTE;
  stop->leaves_at = stop->arrives_at + 20 * G_TIME_SPAN_MINUTE;
  facts = hw_stop_facts_new (&stop->id);
  g_ptr_array_add (fixture->shift->stops, stop);
  g_ptr_array_add (fixture->facts, facts);
  return facts;
}

static void
add_report (HwStopFacts    *facts,
            const HwReport *report)
{
  g_ptr_array_add (facts->reports, hw_report_new (report));
}

static HwRouteSheet *
make_sheet (Fixture    *fixture,
            const char *purpose)
{
  const HwRouteSheetWhat what = {
    .paper = fixture->paper, .team = "Outreach", .made_by = "Lise", .made_at = NOW, .zone = fixture->zone, .emergency = "112",
    .purpose = purpose, .recipient = purpose != NULL ? "Night shelter" : NULL,
  };

  return hw_route_sheet_new (fixture->shift, fixture->facts, &what);
}

/* %NULL, and the test is skipped, where nothing here reads PDF. */
static char *
read_pdf (Fixture      *fixture,
          HwRouteSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr (GBytes) pdf = hw_route_sheet_make_pdf (sheet, &error);
  const char *argv[] = { "pdftotext", "-enc", "UTF-8", "-layout", fixture->path, "-", NULL };
  char *text = NULL;
  int status;

  g_assert_no_error (error);
  g_assert_true (hw_private_file_write (fixture->path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error));
  g_assert_no_error (error);
  if (program == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return NULL;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return text;
}

static char *
read_sheet (Fixture    *fixture,
            const char *purpose)
{
  g_autoptr (HwRouteSheet) sheet = make_sheet (fixture, purpose);

  return read_pdf (fixture, sheet);
}

static void
assert_holds (const char *text,
              const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("missing: %s\nin: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

static void
assert_lacks (const char *text,
              const char *part)
{
  if (strstr (text, part) != NULL)
    g_test_message ("found: %s\nin: %s", part, text);
  g_assert_null (strstr (text, part));
}

static void
assert_page_holds (const char *text,
                   guint       page,
                   const char *part)
{
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);

  g_assert_cmpuint (page, <, g_strv_length (pages));
  assert_holds (pages[page], part);
}

/* -- what is on it -------------------------------------------------------------------------------------------------- */

static void
test_the_first_page_says_who_goes_where (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *text = NULL;

  add_stop (fixture, "Viaduct Arches");
  text = read_sheet (fixture, NULL);
  if (text == NULL)
    return;
  assert_holds (text, "Route sheet: Team North");
  assert_holds (text, "22:00–03:00");
  assert_holds (text, "Amir (leads), Lise");
  assert_holds (text, "Riverton Station");
  assert_holds (text, "112");
  assert_holds (text, "1 stop");
  assert_holds (text, "Page 1 of ");
  assert_holds (text, "Destroy this sheet after the round");
  assert_holds (text, "by Lise");
}

static void
test_every_stop_stands_on_it_in_order (Fixture       *fixture,
                                       gconstpointer  data)
{
  static const char * const names[] = { "Viaduct Arches", "Market Arcade", "Quay Street car park", "Old timber yard", "High Street doorways" };
  g_autofree char *text = NULL;
  const char *from;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_stop (fixture, names[i]);
  from = text = read_sheet (fixture, NULL);
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    {
      const char *found = strstr (from, names[i]);

      g_assert_nonnull (found);
      g_assert_nonnull (strstr (found, "Could not look"));
      from = found;
    }
}

static void
test_a_stop_says_what_the_team_must_know (Fixture       *fixture,
                                          gconstpointer  data)
{
  HwStopFacts *facts = add_stop (fixture, "Viaduct Arches");
  const HwSite site = { .name = (char *) "Viaduct Arches", .point = { 51.53, -0.124 }, .radius_m = 75, .hazards = (char *) "Needles by the wall",
                        .access = (char *) "Gate code 4711", .lighting = (char *) "Dark after the second arch" };
  const HwPromise promise = { .words = (char *) "Shoes, size 43", .due_at = START + G_TIME_SPAN_DAY };
  g_autofree char *text = NULL;

  facts->site = hw_site_copy (&site);
  facts->last_visit = NOW - 3 * G_TIME_SPAN_DAY;
  facts->last_outcome = g_strdup ("not-found-looked");
  g_ptr_array_add (facts->promises, hw_promise_copy (&promise));
  add_report (facts, &(HwReport) { .seen_at = NOW - G_TIME_SPAN_HOUR, .people = 2, .age = HW_AGE_26_49, .appearance = "red tent, a dog",
                                   .place = "behind the bins", .concerns = HW_CONCERN_COLD | HW_CONCERN_HEALTH, .worries = "a bad cough" });
  text = read_sheet (fixture, NULL);
  if (text == NULL)
    return;
  assert_holds (text, "Needles by the wall");
  assert_holds (text, "Gate code 4711");
  assert_holds (text, "Dark after the second arch");
  assert_holds (text, "Seen Sat 21 Nov, 17:00: 2 people");
  assert_holds (text, "red tent, a dog");
  assert_holds (text, "behind the bins");
  assert_holds (text, "health, cold: a bad cough");
  assert_holds (text, "Shoes, size 43 (by Sun 22 Nov, 22:00)");
  assert_holds (text, "Wed 18 Nov, 18:00: Looked for, nobody there");
}

static void
test_words_of_every_script_come_back (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const char * const samples[] = { "Blåbærgrød på ø", "Zażółć gęślą jaźń", "Съгласието Ви важи до утре", "Θα έρθω αύριο" };
  HwStopFacts *facts = add_stop (fixture, "Place");
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    add_report (facts, &(HwReport) { .seen_at = NOW, .appearance = samples[i] });
  add_report (facts, &(HwReport) { .seen_at = NOW, .place = "تحت الجسر القديم" });
  text = read_sheet (fixture, NULL);
  if (text == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    assert_holds (text, samples[i]);
  assert_holds (text, "الجسر");
  assert_holds (text, "القديم");
}

/* -- what is not on it ---------------------------------------------------------------------------------------------- */

static void
test_names_stand_on_it_only_for_a_purpose (Fixture       *fixture,
                                           gconstpointer  data)
{
  HwStopFacts *facts = add_stop (fixture, "Viaduct Arches");
  const HwId id = { { 7 } };
  g_autofree char *without = NULL, *with = NULL;

  hw_stop_facts_add_person (facts, &id, &id, "Janek");
  facts->n_unnamed = 2;
  without = read_sheet (fixture, NULL);
  with = read_sheet (fixture, "advice");
  if (without == NULL)
    return;
  assert_lacks (without, "Janek");
  assert_lacks (without, "Known here");
  assert_holds (with, "Janek; 2 who did not agree to be named");
  assert_holds (with, "“advice”, to Night shelter");
}

static void
test_callers_are_never_on_it (Fixture       *fixture,
                              gconstpointer  data)
{
  HwStopFacts *facts = add_stop (fixture, "Viaduct Arches");
  g_autofree char *text = NULL;

  add_report (facts, &(HwReport) { .seen_at = NOW, .place = "under the bridge", .caller_name = "Mrs Winter", .caller_contact = "020 7946 0000", .language = "pl" });
  text = read_sheet (fixture, NULL);
  if (text == NULL)
    return;
  assert_holds (text, "under the bridge");
  assert_lacks (text, "Winter");
  assert_lacks (text, "7946");
}

static void
test_a_language_is_named_at_its_stop_alone_and_only_when_given (Fixture       *fixture,
                                                                gconstpointer  data)
{
  HwStopFacts *facts = add_stop (fixture, "Viaduct Arches");
  g_autofree char *without = NULL, *with = NULL;
  const char *first;

  add_report (facts, &(HwReport) { .seen_at = NOW, .place = "under the bridge", .language = "pl" });
  ((HwStop *) fixture->shift->stops->pdata[0])->talk = HW_TALK_INTERPRETER_BOOKED;
  add_stop (fixture, "Market Arcade");
  without = read_sheet (fixture, NULL);
  facts->languages = g_strsplit ("Polish", ",", -1);
  with = read_sheet (fixture, NULL);
  if (without == NULL)
    return;
  assert_lacks (without, "Polish");
  assert_holds (without, "an interpreter is booked");
  first = strstr (with, "Polish");
  g_assert_nonnull (first);
  g_assert_true (g_strrstr (with, "Polish") == first);
  g_assert_true (first > strstr (with, "Viaduct Arches") && first < strstr (with, "Market Arcade"));
}

/* -- how it stands on the page -------------------------------------------------------------------------------------- */

static char *
make_lines (guint n)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (lines, "%sline %02u of what somebody saw", i > 0 ? "\n" : "", i + 1);
  return g_string_free (lines, FALSE);
}

static guint
count_lines (const char *page)
{
  guint n = 0;

  for (const char *line = page; (line = strstr (line, "of what somebody saw")) != NULL; line++)
    n++;
  return n;
}

/* Forty lines fit on a page of their own; ninety go over pages. */
static void
test_a_long_stop_breaks_cleanly (Fixture       *fixture,
                                 gconstpointer  data)
{
  const guint n_lines = GPOINTER_TO_UINT (data);
  HwStopFacts *facts;
  g_autofree char *lines = make_lines (n_lines), *text = NULL;
  g_auto (GStrv) pages = NULL;
  guint found = 0, first = 0;

  add_stop (fixture, "Viaduct Arches");
  facts = add_stop (fixture, "Market Arcade");
  add_stop (fixture, "Quay Street car park");
  add_report (facts, &(HwReport) { .seen_at = NOW, .place = lines });
  text = read_sheet (fixture, NULL);
  if (text == NULL)
    return;
  pages = g_strsplit (text, "\f", -1);
  for (guint i = 0; pages[i] != NULL; i++)
    {
      guint here = count_lines (pages[i]);

      g_assert_cmpuint (here, !=, 1);
      if (here > 0 && found == 0)
        {
          first = i;
          assert_holds (pages[i], "Market Arcade");
          assert_lacks (pages[i], "Market Arcade (continued)");
        }
      else if (here > 0)
        assert_holds (pages[i], "Market Arcade (continued)");
      found += here;
    }
  g_assert_cmpuint (found, ==, n_lines);
  if (n_lines <= 40)
    g_assert_cmpuint (count_lines (pages[first]), ==, n_lines);
}

static void
test_a_stop_that_fits_on_a_page_is_never_torn (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Doorway %02u", i + 1), *lines = make_lines (i % 9);
      HwStopFacts *facts = add_stop (fixture, name);

      add_report (facts, &(HwReport) { .seen_at = NOW, .place = *lines != '\0' ? lines : "here" });
    }
  text = read_sheet (fixture, NULL);
  if (text == NULL)
    return;
  assert_lacks (text, "(continued)");
  for (guint page = 0, stops = 0; stops < 20; page++)
    {
      g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
      guint heads = 0, answers = 0;

      g_assert_nonnull (pages[page]);
      for (const char *c = pages[page]; (c = strstr (c, "Doorway ")) != NULL; c++)
        heads++;
      for (const char *c = pages[page]; (c = strstr (c, "Could not look")) != NULL; c++)
        answers++;
      g_assert_cmpuint (heads, ==, answers);
      stops += heads;
    }
}

static void
test_a_round_may_have_no_stops_and_sixty (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *none = read_sheet (fixture, NULL), *many = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Doorway %02u", i + 1);

      add_stop (fixture, name);
    }
  many = read_sheet (fixture, NULL);
  if (none == NULL)
    return;
  assert_holds (none, "No stop is planned yet.");
  assert_holds (none, "Page 1 of 1");
  assert_holds (many, "60 stops");
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Doorway %02u", i + 1);

      assert_holds (many, name);
    }
}

static void
test_every_page_says_which_it_is (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (HwRouteSheet) sheet = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  for (guint i = 0; i < 12; i++)
    add_stop (fixture, "Doorway");
  sheet = make_sheet (fixture, NULL);
  n_pages = hw_route_sheet_count_pages (sheet);
  g_assert_cmpuint (n_pages, >, 1);
  text = read_pdf (fixture, sheet);
  for (guint page = 0; text != NULL && page < n_pages; page++)
    {
      g_autofree char *words = g_strdup_printf ("Page %u of %u", page + 1, n_pages);

      assert_page_holds (text, page, words);
      assert_page_holds (text, page, "Destroy this sheet");
    }
}

static void
test_it_fits_the_paper_that_is_there (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const double sizes[HW_N_PAPERS][2] = { { 595.28, 841.89 }, { 612, 792 } };

  add_stop (fixture, "Viaduct Arches");
  for (guint paper = 0; paper < HW_N_PAPERS; paper++)
    {
      g_autoptr (HwRouteSheet) sheet = NULL;
      g_autofree char *text = NULL;
      double width, height;
      HwPaper again;

      fixture->paper = (HwPaper) paper;
      sheet = make_sheet (fixture, NULL);
      hw_route_sheet_get_size (sheet, &width, &height);
      g_assert_cmpfloat (width, ==, sizes[paper][0]);
      g_assert_cmpfloat (height, ==, sizes[paper][1]);
      g_assert_true (hw_paper_from_string (hw_paper_to_string ((HwPaper) paper), &again) && again == paper);
      text = read_pdf (fixture, sheet);
      if (text != NULL)
        assert_holds (text, "Could not look");
    }
}

typedef struct { guint drawn, freed; } Ground;

static void
draw_ground (cairo_t            *cr,
             const HwRouteFrame *frame,
             gpointer            user_data)
{
  const HwPoint point = { 51.53, -0.124 };
  double x, y;

  ((Ground *) user_data)->drawn++;
  hw_route_frame_place (frame, &point, &x, &y);
  g_assert_true (x > 0 && x < frame->width && y > 0 && y < frame->height);
}

static void
free_ground (gpointer user_data)
{
  ((Ground *) user_data)->freed++;
}

static void
test_the_ground_lies_under_the_round (Fixture       *fixture,
                                      gconstpointer  data)
{
  Ground ground = { 0, 0 };
  HwRouteSheetWhat what = { .team = "Outreach", .made_by = "Lise", .made_at = NOW, .zone = fixture->zone,
                            .ground = { draw_ground, &ground, "© Town map" }, .ground_free = free_ground };
  HwRouteSheet *sheet;
  g_autofree char *text = NULL;

  /* Two stops at one point, and nothing between them. */
  add_stop (fixture, "Viaduct Arches");
  add_stop (fixture, "Viaduct Arches");
  ((HwStop *) fixture->shift->stops->pdata[1])->point = ((HwStop *) fixture->shift->stops->pdata[0])->point;
  sheet = hw_route_sheet_new (fixture->shift, NULL, &what);
  text = read_pdf (fixture, sheet);
  g_assert_cmpuint (ground.drawn, ==, 1);
  if (text != NULL)
    assert_holds (text, "© Town map");
  hw_route_sheet_unref (sheet);
  g_assert_cmpuint (ground.freed, ==, 1);
}

static void
test_a_screen_reader_hears_all_of_it (Fixture       *fixture,
                                      gconstpointer  data)
{
  HwStopFacts *facts = add_stop (fixture, "Viaduct Arches");
  g_autoptr (HwRouteSheet) sheet = NULL;
  g_autofree char *text = NULL;

  add_report (facts, &(HwReport) { .seen_at = NOW, .appearance = "red tent" });
  sheet = make_sheet (fixture, NULL);
  text = hw_route_sheet_dup_text (sheet);
  assert_holds (text, "Team: Amir (leads), Lise");
  assert_holds (text, "1. Viaduct Arches, 22:00–22:20 (20 min)");
  assert_holds (text, "red tent");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func) g_test_add ("/route-sheet/" path, Fixture, data, set_up, func, tear_down)
  ADD ("the-first-page-says-who-goes-where", NULL, test_the_first_page_says_who_goes_where);
  ADD ("every-stop-stands-on-it-in-order", NULL, test_every_stop_stands_on_it_in_order);
  ADD ("a-stop-says-what-the-team-must-know", NULL, test_a_stop_says_what_the_team_must_know);
  ADD ("words-of-every-script-come-back", NULL, test_words_of_every_script_come_back);
  ADD ("names-stand-on-it-only-for-a-purpose", NULL, test_names_stand_on_it_only_for_a_purpose);
  ADD ("callers-are-never-on-it", NULL, test_callers_are_never_on_it);
  ADD ("a-language-is-named-at-its-stop-alone-and-only-when-given", NULL, test_a_language_is_named_at_its_stop_alone_and_only_when_given);
  ADD ("a-stop-of-forty-lines-stays-together", GUINT_TO_POINTER (40), test_a_long_stop_breaks_cleanly);
  ADD ("a-stop-of-ninety-lines-breaks-cleanly", GUINT_TO_POINTER (90), test_a_long_stop_breaks_cleanly);
  ADD ("a-stop-of-three-hundred-lines-breaks-cleanly", GUINT_TO_POINTER (300), test_a_long_stop_breaks_cleanly);
  ADD ("a-stop-that-fits-on-a-page-is-never-torn", NULL, test_a_stop_that_fits_on_a_page_is_never_torn);
  ADD ("a-round-may-have-no-stops-and-sixty", NULL, test_a_round_may_have_no_stops_and_sixty);
  ADD ("every-page-says-which-it-is", NULL, test_every_page_says_which_it_is);
  ADD ("it-fits-the-paper-that-is-there", NULL, test_it_fits_the_paper_that_is_there);
  ADD ("the-ground-lies-under-the-round", NULL, test_the_ground_lies_under_the_round);
  ADD ("a-screen-reader-hears-all-of-it", NULL, test_a_screen_reader_hears_all_of_it);
#undef ADD
  return g_test_run ();
}
