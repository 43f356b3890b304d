/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hw-hot-spot-adjust.h"
#include "hw-hot-spot-card.h"
#include "hw-hot-spot-tale.h"
#include "hw-hot-spot-words.h"
#include "hw-map-page.h"
#include "hw-session-hot-spots.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

/* Why a place is a hot-spot, what happened to it, and what makes one: in the words that users read. */

#define DAY_0 (G_GINT64_CONSTANT (1790000000) / 86400 * 86400 * G_USEC_PER_SEC)   /* 21 September 2026 */

typedef struct
{
  char      *directory;   /* (owned) */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  HwMapPage *page;
  gboolean   done;
} Fixture;

static GtkWidget *
find_widget (GtkWidget *widget,
             gboolean (*is_it) (GtkWidget *widget, gconstpointer data),
             gconstpointer data)
{
  if (is_it (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, is_it, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_text (GtkWidget     *widget,
          gconstpointer  part)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL;
}

static gboolean
holds_text (GtkWidget  *widget,
            const char *part)
{
  return find_widget (widget, has_text, part) != NULL;
}

static gboolean
is_button (GtkWidget     *widget,
           gconstpointer  label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_spin_of (GtkWidget     *widget,
            gconstpointer  value)
{
  return GTK_IS_SPIN_BUTTON (widget) && gtk_spin_button_get_value (GTK_SPIN_BUTTON (widget)) == *(const double *) value;
}

static gboolean
is_check (GtkWidget     *widget,
          gconstpointer  label)
{
  return GTK_IS_CHECK_BUTTON (widget) && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

static gboolean
is_adjust (GtkWidget     *widget,
           gconstpointer  data)
{
  return HW_IS_HOT_SPOT_ADJUST (widget);
}

/* -- words -- */

static void
assert_words (char       *words,
              const char *expected)
{
  g_autofree char *owned = words;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_rhythm_says_days_and_hours (void)
{
  HwHotSpot hot_spot = { 0 };

  assert_words (hw_words_dup_rhythm (&hot_spot), "no hours known");
  for (guint day = 3; day < 6; day++)
    for (guint hour = 0; hour < 4; hour++)
      hot_spot.rhythm[day][hour] = 5;
  hot_spot.rhythm[0][12] = 1;
  assert_words (hw_words_dup_rhythm (&hot_spot), "most Thu–Sat, 00–04");
  /* Over the end of the week, and over midnight. */
  memset (&hot_spot, 0, sizeof hot_spot);
  hot_spot.rhythm[6][23] = hot_spot.rhythm[0][1] = 8;
  hot_spot.rhythm[3][14] = 1;
  assert_words (hw_words_dup_rhythm (&hot_spot), "most Sun–Mon, 22–02");
  memset (&hot_spot, 0, sizeof hot_spot);
  hot_spot.rhythm[2][5] = 9;
  assert_words (hw_words_dup_rhythm (&hot_spot), "most Wed, 02–06");
  for (guint day = 0; day < 7; day++)
    hot_spot.rhythm[day][5] = 9;
  assert_words (hw_words_dup_rhythm (&hot_spot), "any day, most 02–06");
}

static void
test_trend_is_told_against_its_own_past (void)
{
  HwHotSpot hot_spot = { .recent = 18, .before = 6, .expected = -1, .past_p_value = 1 };

  assert_words (hw_words_dup_trend (&hot_spot), "18 in the last 14 days, 6 in the 14 before.");
  assert_words (hw_words_dup_past (&hot_spot), NULL);
  hot_spot.expected = 17;
  hot_spot.past_p_value = 0.6;
  assert_words (hw_words_dup_past (&hot_spot), "About as many as chance would give after its own past half-year.");
  hot_spot.expected = 9;
  hot_spot.past_p_value = 0.02;
  assert_words (hw_words_dup_past (&hot_spot), "About twice as many as chance would give after its own past half-year (p = 0.02).");
  hot_spot.expected = 4.5;
  hot_spot.past_p_value = 0.0001;
  assert_words (hw_words_dup_past (&hot_spot), "About 4 times as many as chance would give after its own past half-year (p < 0.001).");
  hot_spot.expected = 36;
  hot_spot.past_p_value = 0.004;
  assert_words (hw_words_dup_past (&hot_spot), "About half as many as chance would give after its own past half-year (p = 0.004).");
  hot_spot.expected = 0;
  assert_words (hw_words_dup_past (&hot_spot), "Nothing like it in its own past half-year (p = 0.004).");
}

static void
test_changes_are_told (void)
{
  HwHotSpotChange change = { .kind = HW_HOT_SPOT_BORN, .day = DAY_0, .now = 5 };

  assert_words (hw_tale_dup_day (change.day, DAY_0 + HW_DAY_US), "21 September");
  assert_words (hw_tale_dup_change (&change), "Became a hot-spot: 5 in 28 days");
  change = (HwHotSpotChange) { .kind = HW_HOT_SPOT_GREW, .before = 8, .now = 14 };
  assert_words (hw_tale_dup_change (&change), "Grew from 8 to 14 in 28 days");
  change = (HwHotSpotChange) { .kind = HW_HOT_SPOT_MOVED, .distance_m = 113, .direction = 1 };
  assert_words (hw_tale_dup_change (&change), "Moved 110 m to the north-east");
  for (guint kind = 0; kind < HW_N_HOT_SPOT_CHANGES; kind++)
    {
      g_autofree char *words = NULL;

      change.kind = kind;
      words = hw_tale_dup_change (&change);
      g_assert_cmpuint (strlen (words), >, 5);
    }
}

static void
test_visits_are_told (void)
{
  HwHotSpotVisits visits = { 0 };

  assert_words (hw_tale_dup_last_visit (&visits), "Nobody of the team has been here, as far as this laptop knows");
  assert_words (hw_tale_dup_outcomes (&visits), "Nobody has looked for the people of a report here yet");
  visits = (HwHotSpotVisits) { .last_visit = DAY_0, .people_looked_for = 3, .people_found = 2, .looked_for = 12, .found = 7, .not_found = 5 };
  assert_words (hw_tale_dup_last_visit (&visits), "Looked for 3 people, found 2");
  assert_words (hw_tale_dup_outcomes (&visits), "Looked for 12 reports: found 7, not found 5");
  visits = (HwHotSpotVisits) { .last_visit = DAY_0, .people_met = 1 };
  assert_words (hw_tale_dup_last_visit (&visits), "Met 1 person");
}

static void
test_card_shows_both_kinds_of_evidence_and_the_days (void)
{
  GtkWidget *card = g_object_ref_sink (hw_hot_spot_card_new (NULL));
  HwHotSpot *hot_spot = g_atomic_rc_box_new0 (HwHotSpot);
  HwHotSpotChange changes[] = {
    { .kind = HW_HOT_SPOT_BORN, .day = DAY_0, .now = 5 },
    { .kind = HW_HOT_SPOT_GREW, .day = DAY_0 + 20 * HW_DAY_US, .before = 5, .now = 24 },
  };

  hot_spot->contacts = hot_spot->verified = 9;
  hot_spot->reports = hot_spot->rumoured = 15;
  hot_spot->people_met = 7;
  hot_spot->unmet = 4;
  hot_spot->p_value = 0.5;
  hot_spot->expected = -1;
  hot_spot->counts[1][1] = 24;
  hot_spot->changes = g_array_new (FALSE, FALSE, sizeof (HwHotSpotChange));
  hw_hot_spot_card_set_hot_spot (HW_HOT_SPOT_CARD (card), hot_spot);
  g_assert_false (holds_text (card, "Became a hot-spot"));

  g_array_append_vals (hot_spot->changes, changes, G_N_ELEMENTS (changes));
  hw_hot_spot_card_set_hot_spot (HW_HOT_SPOT_CARD (card), hot_spot);
  g_assert_true (holds_text (card, "9 verified, 7 people met"));
  g_assert_true (holds_text (card, "15 only reported"));
  g_assert_true (holds_text (card, "4 reports nobody has looked for yet"));
  g_assert_true (holds_text (card, "Became a hot-spot: 5 in 28 days"));
  g_assert_true (holds_text (card, "Grew from 5 to 24 in 28 days"));
  g_assert_true (holds_text (card, "21 September"));
  g_object_unref (card);
  hw_hot_spot_unref (hot_spot);
}

/* -- over a real workspace -- */

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hw_session_create_finish (HW_SESSION (object), result, &error);

  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->directory = g_dir_make_tmp ("hw-hot-spots-XXXXXX", NULL);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  hw_test_wait_for (fixture->done);
  fixture->page = HW_MAP_PAGE (hw_map_page_new (fixture->session));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
locked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  hw_session_lock_finish (HW_SESSION (object), result, NULL);
  ((Fixture *) user_data)->done = TRUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", locked_cb, fixture);
  hw_test_wait_for (fixture->done);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->session);
  directory = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}

static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_take_report_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

/* One a day, the last yesterday. */
static void
take_reports (Fixture    *fixture,
              guint       n,
              double      latitude,
              const char *place)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 at = g_get_real_time () - (gint64) (n - i) * HW_DAY_US;
      HwReport template = { .received_at = at, .seen_at = at, .point = { latitude, -0.1 }, .place = place, .people = 1 };
      g_autoptr (HwReport) report = hw_report_new (&template);

      fixture->done = FALSE;
      hw_session_take_report_async (fixture->session, report, taken_cb, fixture);
      hw_test_wait_for (fixture->done);
    }
}

static guint
count_hot_spots (Fixture *fixture)
{
  return g_list_model_get_n_items (hw_session_get_hot_spots (fixture->session));
}

static const HwHotSpot *
get_hot_spot (Fixture *fixture,
              guint    i)
{
  g_autoptr (HwHotSpotItem) item = g_list_model_get_item (hw_session_get_hot_spots (fixture->session), i);

  if (item == NULL)
    g_error ("There is no hot-spot %u", i + 1);
  return hw_hot_spot_item_get_hot_spot (item);
}

static void
select_first (Fixture *fixture)
{
  HwMapThing thing;

  hw_map_thing_init_hot_spot (&thing, 1, &get_hot_spot (fixture, 0)->centre);
  hw_map_page_select (fixture->page, &thing);
}

static void
test_selected_one_stays_selected (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  take_reports (fixture, 8, 51.5, "Station Road");
  hw_test_wait_for (count_hot_spots (fixture) == 1 && get_hot_spot (fixture, 0)->born != 0);
  select_first (fixture);
  hw_test_wait_for (holds_text (page, "Why is this a hot-spot?") && holds_text (page, "Nobody has looked for the people of a report here yet"));
  g_assert_true (holds_text (page, "Hot-spot since"));
  g_assert_true (holds_text (page, "Became a hot-spot: 5 in 28 days"));
  g_assert_true (holds_text (page, "8 in 28 days"));

  /* Another one takes its rank; it is 300 m away. */
  take_reports (fixture, 20, 51.5027, "Bridge Lane");
  hw_test_wait_for (count_hot_spots (fixture) == 2 && get_hot_spot (fixture, 0)->reports == 20 && get_hot_spot (fixture, 1)->born != 0);
  g_assert_true (holds_text (page, "Became a hot-spot: 5 in 28 days"));
  g_assert_true (holds_text (page, "8 only reported"));
  g_assert_false (holds_text (page, "20 only reported"));
}

static void
test_what_makes_one_is_adjusted (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const double usual_radius = 75, usual_weight = 5;
  GtkWidget *adjust, *radius, *weight, *check, *usual;
  HwHotSpotSettings settings, expected;

  hw_hot_spot_settings_init (&expected);
  take_reports (fixture, 8, 51.5, "Station Road");
  hw_test_wait_for (count_hot_spots (fixture) == 1);
  adjust = find_widget (GTK_WIDGET (fixture->page), is_adjust, NULL);
  gtk_popover_popup (GTK_POPOVER (adjust));
  radius = find_widget (adjust, is_spin_of, &usual_radius);
  weight = find_widget (adjust, is_spin_of, &usual_weight);
  usual = find_widget (adjust, is_button, "Back to usual");
  check = find_widget (adjust, is_check, "Days between neighbours at most");
  g_assert_nonnull (radius);
  g_assert_false (gtk_widget_get_sensitive (usual));
  g_assert_true (holds_text (adjust, "1 hot-spot like this"));

  /* The list follows at once. */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (weight), 9);
  hw_test_wait_for (count_hot_spots (fixture) == 0 && holds_text (adjust, "0 hot-spots like this"));
  g_assert_true (gtk_widget_get_sensitive (usual));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (weight), 8);
  hw_test_wait_for (count_hot_spots (fixture) == 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (radius), 120);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  hw_session_get_hot_spot_settings (fixture->session, &settings);
  g_assert_cmpfloat (settings.radius_m, ==, 120);
  g_assert_cmpfloat (settings.time_radius_days, ==, 7);

  /* It is remembered when the popover closes. */
  g_assert_null (hw_session_get_setting (fixture->session, "hot-spots"));
  gtk_popover_popdown (GTK_POPOVER (adjust));
  hw_test_wait_for (g_strcmp0 (hw_session_get_setting (fixture->session, "hot-spots"), "120;8;2;7;0") == 0);

  gtk_popover_popup (GTK_POPOVER (adjust));
  g_signal_emit_by_name (usual, "clicked");
  hw_session_get_hot_spot_settings (fixture->session, &settings);
  g_assert_true (hw_hot_spot_settings_equal (&settings, &expected));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (radius)), ==, 75);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_popover_popdown (GTK_POPOVER (adjust));
  hw_test_wait_for (hw_session_get_setting (fixture->session, "hot-spots") == NULL);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/hot-spots/words/rhythm-says-days-and-hours", test_rhythm_says_days_and_hours);
  g_test_add_func ("/hot-spots/words/trend-is-told-against-its-own-past", test_trend_is_told_against_its_own_past);
  g_test_add_func ("/hot-spots/words/changes-are-told", test_changes_are_told);
  g_test_add_func ("/hot-spots/words/visits-are-told", test_visits_are_told);
  g_test_add_func ("/hot-spots/card/shows-both-kinds-of-evidence-and-the-days", test_card_shows_both_kinds_of_evidence_and_the_days);
  ADD ("/hot-spots/page/the-selected-one-stays-selected", test_selected_one_stays_selected);
  ADD ("/hot-spots/page/what-makes-one-is-adjusted", test_what_makes_one_is_adjusted);
  return g_test_run ();
}
