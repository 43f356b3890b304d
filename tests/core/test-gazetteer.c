/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-gazetteer.h"

static const HwPoint middle = { 55.0, 12.0 };

static void
offer (HwGazetteer     *gazetteer,
       const char      *name,
       HwGazetteerKind  kind,
       double           north)
{
  hw_gazetteer_offer (gazetteer, name, kind, &(HwPoint) { 55.0 + north, 12.0 }, 40);
}

/* A town of names, each a hundredth of a degree further from the middle. */
static const struct { const char *name; HwGazetteerKind kind; } town[] = {
  { "Canal Yard", HW_GAZETTEER_STREET }, { "Canal Street", HW_GAZETTEER_STREET }, { "Old Canal Bridge", HW_GAZETTEER_LANDMARK },
  { "St Peter's Church", HW_GAZETTEER_LANDMARK }, { "Drummond Road", HW_GAZETTEER_STREET }, { "Nørregade", HW_GAZETTEER_STREET },
  { "Ærøgade", HW_GAZETTEER_STREET }, { "Kanalgade", HW_GAZETTEER_STREET }, { "Harbour", HW_GAZETTEER_AREA }, { "Canal basin steps", HW_GAZETTEER_SITE },
};

static GPtrArray *
find (const char *words,
      guint       limit)
{
  g_autoptr (HwGazetteer) gazetteer = hw_gazetteer_new (words);

  for (gsize i = 0; i < G_N_ELEMENTS (town); i++)
    offer (gazetteer, town[i].name, town[i].kind, 0.01 * (i + 1));
  return hw_gazetteer_list (gazetteer, &middle, limit);
}

static void
assert_first (const char *words,
              const char *name)
{
  g_autoptr (GPtrArray) found = find (words, 5);

  if (found->len == 0)
    g_error ("“%s” finds nothing", words);
  g_assert_cmpstr (((HwGazetteerEntry *) g_ptr_array_index (found, 0))->name, ==, name);
}

static void
assert_nothing (const char *words)
{
  g_autoptr (GPtrArray) found = find (words, 5);

  if (found->len > 0)
    g_error ("“%s” finds %s", words, ((HwGazetteerEntry *) g_ptr_array_index (found, 0))->name);
}

static void
test_refuses_other_names (void)
{
  assert_nothing ("");
  assert_nothing ("   ");
  assert_nothing ("c");
  assert_nothing (",");
  assert_nothing ("\xff\xfe");
  assert_nothing ("railway arches");
  assert_nothing ("canal cathedral");
}

static void
test_finds_by_beginnings (void)
{
  assert_first ("ca ya", "Canal Yard");
  assert_first ("canal y", "Canal Yard");
  assert_first ("yard canal", "Canal Yard");
  assert_first ("CANAL STREET", "Canal Street");
  assert_first ("harb", "Harbour");
}

static void
test_folds_spelling (void)
{
  assert_first ("norregade", "Nørregade");
  assert_first ("aerogade", "Ærøgade");
  assert_first ("st peters", "St Peter's Church");
  assert_first ("saint peter", "St Peter's Church");
  assert_first ("drummond rd", "Drummond Road");
  assert_first ("kanal gade", "Kanalgade");
  assert_first ("canalyard", "Canal Yard");
}

static void
test_forgives_slips (void)
{
  assert_first ("drumond road", "Drummond Road");
  assert_first ("drummnod", "Drummond Road");
  assert_first ("kanalgaden", "Kanalgade");
  assert_nothing ("drxyzond");
}

static void
test_leaves_where_at_it_aside (void)
{
  assert_first ("Canal Yard, by the gate", "Canal Yard");
  assert_first ("behind the canal bridge", "Old Canal Bridge");
  assert_first ("Drummond Road 14", "Drummond Road");
  assert_first ("bag Nørregade 3B", "Nørregade");
}

static void
test_ranks (void)
{
  g_autoptr (GPtrArray) found = find ("canal", 10);
  g_autoptr (GPtrArray) few = find ("canal", 2);

  /* The team's own site; then those whose names begin so, nearest first; then the one that has it inside. */
  g_assert_cmpuint (found->len, ==, 5);
  g_assert_cmpstr (((HwGazetteerEntry *) g_ptr_array_index (found, 0))->name, ==, "Canal basin steps");
  g_assert_cmpstr (((HwGazetteerEntry *) g_ptr_array_index (found, 1))->name, ==, "Canal Yard");
  g_assert_cmpstr (((HwGazetteerEntry *) g_ptr_array_index (found, 2))->name, ==, "Canal Street");
  g_assert_cmpstr (((HwGazetteerEntry *) g_ptr_array_index (found, 3))->name, ==, "Old Canal Bridge");
  g_assert_cmpuint (few->len, ==, 2);
}

static void
test_nearest_of_one_name (void)
{
  g_autoptr (HwGazetteer) gazetteer = hw_gazetteer_new ("high street");
  g_autoptr (GPtrArray) found = NULL;

  offer (gazetteer, "High Street", HW_GAZETTEER_STREET, 0.3);
  offer (gazetteer, "High Street", HW_GAZETTEER_STREET, 0.1);
  offer (gazetteer, "High Street", HW_GAZETTEER_STREET, 0.2);
  found = hw_gazetteer_list (gazetteer, &middle, 3);
  g_assert_cmpuint (found->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (((HwGazetteerEntry *) g_ptr_array_index (found, i))->point.latitude, 55.1 + 0.1 * i, 1e-9);
}

static void
test_counts_reports (void)
{
  g_autoptr (HwGazetteer) gazetteer = hw_gazetteer_new ("canal yard");
  g_autoptr (GPtrArray) found = NULL;
  const HwGazetteerEntry *entry;

  offer (gazetteer, "Canal Yard", HW_GAZETTEER_EARLIER, 0.0001);
  offer (gazetteer, "canal yard", HW_GAZETTEER_EARLIER, 0.0015);
  offer (gazetteer, "Canal Yard", HW_GAZETTEER_EARLIER, 0.5);
  offer (gazetteer, "Canal Yard", HW_GAZETTEER_SITE, 0);
  g_assert_cmpuint (hw_gazetteer_get_n_found (gazetteer), ==, 2);
  found = hw_gazetteer_list (gazetteer, NULL, 9);
  entry = g_ptr_array_index (found, 0);
  g_assert_cmpint (entry->kind, ==, HW_GAZETTEER_SITE);
  g_assert_cmpuint (entry->n_reports, ==, 2);
  g_assert_cmpfloat (entry->point.latitude, ==, 55.0);
}

/* A place as such comes before a corner of it, until many reports came from the corner. */
static void
test_prefers_whole_places (void)
{
  for (guint n_reports = 1; n_reports <= 30; n_reports += 29)
    {
      g_autoptr (HwGazetteer) gazetteer = hw_gazetteer_new ("abbey");
      g_autoptr (GPtrArray) found = NULL;

      for (guint i = 0; i < n_reports; i++)
        offer (gazetteer, "Abbey Park, bandstand", HW_GAZETTEER_EARLIER, 0.01);
      offer (gazetteer, "Abbey Park", HW_GAZETTEER_LANDMARK, 0.01);
      found = hw_gazetteer_list (gazetteer, &middle, 2);
      g_assert_cmpstr (((HwGazetteerEntry *) g_ptr_array_index (found, 0))->name, ==, n_reports == 1 ? "Abbey Park" : "Abbey Park, bandstand");
    }
}

static void
test_keys (void)
{
  g_autofree char *none = hw_gazetteer_dup_keys (" , ", FALSE);
  g_autofree char *number = hw_gazetteer_dup_keys ("14", FALSE);
  g_autofree char *keys = hw_gazetteer_dup_keys ("behind Drummond Rd 14, the steps", FALSE);
  g_autofree char *forgiving = hw_gazetteer_dup_keys ("behind Drumond Bridge", TRUE);
  g_autofree char *only_short = hw_gazetteer_dup_keys ("st", FALSE);

  g_assert_null (none);
  g_assert_cmpstr (number, ==, "14");
  g_assert_cmpstr (keys, ==, "drummond");
  g_assert_cmpstr (forgiving, ==, "dr br");
  g_assert_cmpstr (only_short, ==, "st");
}

static void
test_completes (void)
{
  static const struct { const char *typed, *name, *words; } cases[] = {
    { "canal y", "Canal Yard", "Canal Yard" },
    { "canal y, by the gate", "Canal Yard", "Canal Yard, by the gate" },
    { "drum 14", "Drummond Road", "Drummond Road 14" },
    { "drum 14b, steps", "Drummond Road", "Drummond Road 14b, steps" },
    { "dock 3", "Dock 3", "Dock 3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = hw_gazetteer_complete (cases[i].typed, cases[i].name);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/refuses-names-that-do-not-fit", test_refuses_other_names);
  g_test_add_func ("/gazetteer/finds-by-the-beginnings-of-words-in-any-order", test_finds_by_beginnings);
  g_test_add_func ("/gazetteer/reads-names-however-they-are-spelt", test_folds_spelling);
  g_test_add_func ("/gazetteer/forgives-a-slip-of-the-finger", test_forgives_slips);
  g_test_add_func ("/gazetteer/leaves-aside-where-at-a-place-somebody-is", test_leaves_where_at_it_aside);
  g_test_add_func ("/gazetteer/lists-what-fits-best-first", test_ranks);
  g_test_add_func ("/gazetteer/of-one-name-the-nearest-comes-first", test_nearest_of_one_name);
  g_test_add_func ("/gazetteer/counts-the-reports-of-one-place", test_counts_reports);
  g_test_add_func ("/gazetteer/a-place-comes-before-a-corner-of-it", test_prefers_whole_places);
  g_test_add_func ("/gazetteer/keys-are-the-words-that-every-name-has", test_keys);
  g_test_add_func ("/gazetteer/keeps-what-was-said-of-where-at-it", test_completes);
  return g_test_run ();
}
