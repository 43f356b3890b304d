/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-session-duplicates.h"
#include "session-fixture.h"

/* Which reports may tell of the same people as the one on the telephone. */

#define HOUR  (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DAY   (24 * HOUR)

static GPtrArray *
find (Fixture        *fixture,
      const HwReport *report)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  hw_session_find_duplicates_async (fixture->session, report, NULL, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  found = hw_session_find_duplicates_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return found;
}

static const HwDuplicate *
get_found (GPtrArray *found,
           guint      i)
{
  g_assert_cmpuint (i, <, found->len);
  return g_ptr_array_index (found, i);
}

static gint64
take_report (Fixture        *fixture,
             const HwReport *report)
{
  g_autoptr (GError) error = NULL;
  gint64 row = take (fixture, report, &error);

  g_assert_no_error (error);
  return row;
}

static void
test_near (Fixture       *fixture,
           gconstpointer  data)
{
  HwReport here = make_report (51.5, -0.1, "here"), near = make_report (51.5002, -0.1, "22 metres north");
  HwReport nearest = make_report (51.50004, -0.1, "4 metres north"), far = make_report (51.504, -0.1, "444 metres north"), long_ago = here;
  HwPointFilter nothing = { 0, 1, 0, 0, 0 };
  g_autoptr (GPtrArray) before = NULL, found = NULL;

  before = find (fixture, &here);
  g_assert_cmpuint (before->len, ==, 0);
  long_ago.seen_at -= 20 * DAY;
  long_ago.received_at = long_ago.seen_at;
  take_report (fixture, &near);
  take_report (fixture, &far);
  take_report (fixture, &nearest);
  take_report (fixture, &long_ago);

  /* What the map hides is found all the same. */
  hw_point_index_set_filter (hw_session_get_points (fixture->session), &nothing);
  found = find (fixture, &here);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (get_found (found, 0)->report->place, ==, "4 metres north");
  g_assert_cmpstr (get_found (found, 1)->report->place, ==, "22 metres north");
  g_assert_cmpfloat (get_found (found, 0)->score, >, get_found (found, 1)->score);
}

static void
test_rough (Fixture       *fixture,
            gconstpointer  data)
{
  HwReport here = make_report (51.5, -0.1, "here"), away = make_report (51.5036, -0.1, "400 metres north");
  g_autoptr (GPtrArray) exact = NULL, rough = NULL;

  away.appearance = here.appearance = "wheelchair, guitar, yellow umbrella";
  take_report (fixture, &away);
  here.point_precision_m = 20;
  exact = find (fixture, &here);
  g_assert_cmpuint (exact->len, ==, 0);
  here.point_precision_m = 500;
  rough = find (fixture, &here);
  g_assert_cmpuint (rough->len, ==, 1);
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  HwReport asked = make_report (51.5, -0.1, "a doorway, Drummond Street"), same = make_report (51.5, -0.1, "Behind the bins, drummond st."), other = make_report (51.5, -0.1, "Viaduct Arches");
  g_autoptr (GPtrArray) found = NULL;

  take_report (fixture, &same);
  take_report (fixture, &other);
  asked.point = HW_POINT_UNKNOWN;
  found = find (fixture, &asked);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (get_found (found, 0)->report->place, ==, same.place);
}

/* The earlier caller could only say a name; now there is a point. */
static void
test_words_of_the_other (Fixture       *fixture,
                         gconstpointer  data)
{
  HwReport asked = make_report (51.5, -0.1, "Drummond Street, at the back"), same = make_report (51.5, -0.1, "Drummond Street"), elsewhere = make_report (51.6, -0.1, "Drummond Street");
  g_autoptr (GPtrArray) found = NULL;

  same.point = HW_POINT_UNKNOWN;
  take_report (fixture, &same);
  take_report (fixture, &elsewhere);
  found = find (fixture, &asked);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_false (hw_point_is_valid (&get_found (found, 0)->report->point));
}

static void
test_looks (Fixture       *fixture,
            gconstpointer  data)
{
  HwReport asked = make_report (51.5, -0.1, "here"), same = make_report (51.5003, -0.1, "33 metres north"), other = make_report (51.50004, -0.1, "4 metres north");
  g_autoptr (GPtrArray) found = NULL;

  asked.appearance = "man with a blue tent and a puppy";
  same.appearance = "Blåt telt, hund";
  other.appearance = "woman, red sleeping bag, no tent, black suitcase";
  take_report (fixture, &same);
  take_report (fixture, &other);
  found = find (fixture, &asked);
  g_assert_cmpstr (get_found (found, 0)->report->place, ==, same.place);
  g_assert_cmpint (get_found (found, 0)->band, ==, HW_DUPLICATE_LIKELY);
}

static void
test_itself (Fixture       *fixture,
             gconstpointer  data)
{
  HwReport report = make_report (51.5, -0.1, "here");
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  report.row = take_report (fixture, &report);
  before = find (fixture, &report);
  g_assert_cmpuint (before->len, ==, 0);
  take_report (fixture, &report);
  after = find (fixture, &report);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  HwReport report = make_report (51.5, -0.1, "here");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  take_report (fixture, &report);
  g_cancellable_cancel (cancellable);
  hw_session_find_duplicates_async (fixture->session, &report, NULL, cancellable, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_null (hw_session_find_duplicates_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  HwReport report = make_report (51.5, -0.1, "here");
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  take_report (fixture, &report);
  before = find (fixture, &report);
  g_assert_nonnull (fixture->session->words);
  lock (fixture);
  g_assert_null (fixture->session->words);
  hw_session_find_duplicates_async (fixture->session, &report, NULL, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_null (hw_session_find_duplicates_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);

  unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL);
  after = find (fixture, &report);
  g_assert_cmpuint (after->len, ==, before->len);
}

/* -- linking -- */

static gboolean
link_reports (Fixture   *fixture,
              gint64     row,
              gint64     other,
              gboolean   same,
              GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_link_reports_async (fixture->session, row, other, same, "the night porter knows them", answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_link_reports_finish (fixture->session, result, error);
}

/* Rows of those that are linked with @row, as a report view asks for them, with a blank between. */
static char *
dup_linked (Fixture *fixture,
            gint64   row)
{
  HwReport report = make_report (51.5, -0.1, "here");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) linked = g_string_new (NULL);

  report.row = row;
  found = find (fixture, &report);
  for (guint i = 0; i < found->len; i++)
    if (get_found (found, i)->linked)
      g_string_append_printf (linked, "%s%" G_GINT64_FORMAT, linked->len > 0 ? " " : "", get_found (found, i)->report->row);
  return g_strdup (linked->str);
}

static void
assert_linked (Fixture    *fixture,
               gint64      row,
               const char *expected)
{
  g_autofree char *linked = dup_linked (fixture, row);

  g_assert_cmpstr (linked, ==, expected);
}

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  HwReport far = make_report (52.5, 1.1, "far away");
  gint64 here = take_at (fixture, 51.5, -0.1, "here"), there = take_report (fixture, &far);
  g_autofree char *one = g_strdup_printf ("%" G_GINT64_FORMAT, here), *other = g_strdup_printf ("%" G_GINT64_FORMAT, there);
  g_autoptr (GError) error = NULL;

  g_assert_false (link_reports (fixture, here, here, TRUE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (link_reports (fixture, here, 99, TRUE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_linked (fixture, here, "");

  /* However far apart they are, a worker may know better. */
  g_assert_true (link_reports (fixture, here, there, TRUE, &error));
  g_assert_no_error (error);
  assert_linked (fixture, here, other);
  assert_linked (fixture, there, one);
  /* Both are still there to be answered. */
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 2);
  lock_and_unlock (fixture);
  assert_linked (fixture, here, other);

  g_assert_true (link_reports (fixture, there, here, FALSE, &error));
  g_assert_no_error (error);
  assert_linked (fixture, here, "");
  assert_linked (fixture, there, "");
}

/* The first is linked with the third only over the second. */
static void
test_part (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 first = take_at (fixture, 51.5, -0.1, "here"), second = take_at (fixture, 51.5, -0.1, "here too"), third = take_at (fixture, 51.5, -0.1, "and here");
  g_autofree char *others = g_strdup_printf ("%" G_GINT64_FORMAT, second);
  g_autoptr (GError) error = NULL;

  g_assert_true (link_reports (fixture, first, second, TRUE, &error));
  g_assert_true (link_reports (fixture, second, third, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (link_reports (fixture, first, third, FALSE, &error));
  g_assert_no_error (error);
  assert_linked (fixture, first, others);
  assert_linked (fixture, third, "");
}

/* On the desk, before there is a report: what was chosen stays whatever speaks against it. */
static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  HwReport asked = make_report (51.5, -0.1, "here"), far = make_report (52.5, 1.1, "far away");
  gint64 row = take_report (fixture, &far), near = take_at (fixture, 51.5, -0.1, "here");
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_array_append_val (same, row);
  hw_session_find_duplicates_async (fixture->session, &asked, same, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  found = hw_session_find_duplicates_finish (fixture->session, result, NULL);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (get_found (found, 0)->report->row, ==, row);
  g_assert_true (get_found (found, 0)->linked);
  g_assert_cmpint (get_found (found, 1)->report->row, ==, near);
  g_assert_false (get_found (found, 1)->linked);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/duplicates/near-in-place-and-time-nearest-first", set_up_open, test_near);
  add ("/session/duplicates/a-rough-point-looks-farther", set_up_open, test_rough);
  add ("/session/duplicates/words-for-the-place-where-there-is-no-point", set_up_open, test_words);
  add ("/session/duplicates/words-for-the-place-where-the-other-has-no-point", set_up_open, test_words_of_the_other);
  add ("/session/duplicates/looks-count-more-than-metres", set_up_open, test_looks);
  add ("/session/duplicates/never-itself", set_up_open, test_itself);
  add ("/session/duplicates/cancelled-when-outdated", set_up_open, test_cancelled);
  add ("/session/duplicates/nothing-of-it-is-kept-when-locked", set_up_open, test_locked);

  add ("/session/duplicates/linked-and-taken-back", set_up_open, test_link);
  add ("/session/duplicates/parted-from-all-that-are-linked", set_up_open, test_part);
  add ("/session/duplicates/what-was-chosen-stays", set_up_open, test_chosen);

  return g_test_run ();
}
