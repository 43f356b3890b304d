/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../support/send-own.h"
#include "hw-session-tracks.h"
#include "session-fixture.h"

/* The tracks of rounds: kept on this laptop for as long as the team says, and nowhere else. */

#define METRE  (1 / 111195.0)   /* degrees of latitude */
#define DAY    G_TIME_SPAN_DAY

static const HwId round_1 = { { 1 } }, round_2 = { { 2 } };

/* Walks @n places, a minute and a hundred metres each, from @start. */
static void
walk (Fixture    *fixture,
      const HwId *shift,
      gint64      start,
      guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      HwTrackPoint point = { start + i * G_TIME_SPAN_MINUTE, { 51.53 + i * 100 * METRE, -0.125 }, 12 };

      hw_session_keep_track (fixture->session, shift, &point);
    }
}

static guint
count_track (Fixture    *fixture,
             const HwId *shift)
{
  g_autoptr (GArray) points = hw_session_list_track (fixture->session, shift, g_get_real_time ());

  return points->len;
}

static void
test_off (Fixture       *fixture,
          gconstpointer  data)
{
  HwTrackPoint point = { g_get_real_time (), { 51.53, -0.125 }, 12 };

  g_assert_cmpuint (hw_session_get_track_days (fixture->session), ==, 0);
  g_assert_false (hw_session_keep_track (fixture->session, &round_1, &point));
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 0);
  hw_session_set_track_days (fixture->session, 7, g_get_real_time ());
  g_assert_true (hw_session_keep_track (fixture->session, &round_1, &point));
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 1);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 start = g_get_real_time () - DAY;
  g_autoptr (GArray) points = NULL;

  hw_session_set_track_days (fixture->session, 7, g_get_real_time ());
  walk (fixture, &round_1, start, 200);
  walk (fixture, &round_2, start, 3);
  lock_and_unlock (fixture);
  g_assert_cmpuint (hw_session_get_track_days (fixture->session), ==, 7);
  g_assert_cmpuint (count_track (fixture, &round_2), ==, 3);
  points = hw_session_list_track (fixture->session, &round_1, g_get_real_time ());
  g_assert_cmpuint (points->len, ==, 200);
  for (guint i = 0; i < points->len; i++)
    g_assert_cmpint (g_array_index (points, HwTrackPoint, i).at, ==, start + i * G_TIME_SPAN_MINUTE);
  /* It goes on where it was. */
  walk (fixture, &round_1, start + DAY / 2, 1);
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 201);
}

static void
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 now = g_get_real_time ();

  hw_session_set_track_days (fixture->session, 7, now);
  walk (fixture, &round_1, now - DAY, 130);
  walk (fixture, &round_2, now - DAY, 3);
  hw_session_forget_track (fixture->session, &round_1);
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 0);
  lock_and_unlock (fixture);
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 0);
  g_assert_cmpuint (count_track (fixture, &round_2), ==, 3);
}

static void
test_setting (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 now = g_get_real_time ();

  hw_session_set_track_days (fixture->session, 7, now);
  walk (fixture, &round_1, now - 3 * DAY, 70);
  walk (fixture, &round_2, now - DAY / 2, 3);
  hw_session_set_track_days (fixture->session, 4, now);
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 70);
  hw_session_set_track_days (fixture->session, 1, now);
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 0);
  g_assert_cmpuint (count_track (fixture, &round_2), ==, 3);
  hw_session_set_track_days (fixture->session, 0, now);
  hw_session_set_track_days (fixture->session, 7, now);
  g_assert_cmpuint (count_track (fixture, &round_2), ==, 0);
}

/* Every setting that is in the file, which nobody else has open. */
static GHashTable *
read_settings (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);
  GHashTable *settings;

  g_assert_no_error (error);
  settings = hw_store_list_settings (store, &error);
  g_assert_no_error (error);
  g_assert_true (hw_store_close (store, NULL));
  return settings;
}

static guint
count_pieces (GHashTable *settings)
{
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += g_str_has_prefix (name, "track/");
  return n;
}

/* Nothing is told to list anything: the file itself is looked into after the unlock. */
static void
test_unlock (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GHashTable) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_set_track_days (fixture->session, 7, now);
  walk (fixture, &round_1, now - 8 * DAY, 100);
  walk (fixture, &round_2, now - 6 * DAY, 3);
  lock (fixture);
  before = read_settings (fixture);
  g_assert_cmpuint (count_pieces (before), ==, 3);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_no_error (error);
  lock (fixture);
  after = read_settings (fixture);
  g_assert_cmpuint (count_pieces (after), ==, 1);
}

/* -- not in the journal, and not on other laptops ------------------------------------------ */

/* What is in the journal of @store, which is all that others get; one batch and one entry for each thing recorded. */
static guint
count_batches (HwStore *store)
{
  for (guint n = 0;; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwBatch) batch = hw_store_dup_batch (store, 1, n + 1, &error);

      g_assert_no_error (error);
      if (batch == NULL)
        return n;
      for (guint i = 0; i < batch->entries->len; i++)
        {
          const HwEntry *entry = &g_array_index (batch->entries, HwEntry, i);

          g_assert_null (entry->body != NULL ? strstr (entry->body, "track") : NULL);
        }
    }
}

static HwStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  HwStore *store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);

  g_assert_no_error (error);
  return store;
}

static void
test_journal (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 now = g_get_real_time ();
  g_autofree char *path = g_build_filename (fixture->directory, "other.homeward", NULL), *code = NULL;
  g_autoptr (GHashTable) here = NULL, there = NULL;
  g_autoptr (GError) error = NULL;
  HwStore *store, *other;
  guint n_batches;

  take_at (fixture, 51.53, -0.125, "by the river");
  lock (fixture);
  store = open_store (fixture);
  n_batches = count_batches (store);
  close_store (store);
  g_assert_cmpuint (n_batches, >, 0);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  hw_session_set_track_days (fixture->session, 7, now);
  walk (fixture, &round_1, now - DAY, 130);
  hw_session_forget_track (fixture->session, &round_1);
  walk (fixture, &round_1, now - DAY, 130);
  lock (fixture);
  here = read_settings (fixture);
  g_assert_cmpuint (count_pieces (here), ==, 3);

  store = open_store (fixture);
  g_assert_cmpuint (count_batches (store), ==, n_batches);
  other = hw_store_create (path, "Riverton", "Jan", PASSPHRASE, HW_KEY_STRENGTH_TEST, &code, &error);
  g_assert_no_error (error);
  send_own (store, other);
  there = hw_store_list_settings (other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_pieces (there), ==, 0);
  g_assert_null (g_hash_table_lookup (there, "track-days"));
  close_store (other);
  close_store (store);
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  HwTrackPoint point = { g_get_real_time (), { 51.53, -0.125 }, 12 };

  hw_session_set_track_days (fixture->session, 7, point.at);
  lock (fixture);
  g_assert_false (hw_session_keep_track (fixture->session, &round_1, &point));
  g_assert_cmpuint (count_track (fixture, &round_1), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/track/none-is-kept-until-the-team-says-so", set_up_open, test_off);
  add ("/session/track/kept-with-its-round-and-goes-on-after-a-lock", set_up_open, test_kept);
  add ("/session/track/forgotten-at-once-when-it-is-asked-for", set_up_open, test_forgotten);
  add ("/session/track/thrown-away-when-the-setting-gets-shorter", set_up_open, test_setting);
  add ("/session/track/thrown-away-at-the-unlock-when-it-is-too-old", set_up_open, test_unlock);
  add ("/session/track/nothing-of-it-in-the-journal-nor-on-other-laptops", set_up_open, test_journal);
  add ("/session/track/nothing-is-kept-while-it-is-locked", set_up_open, test_locked);

  return g_test_run ();
}
