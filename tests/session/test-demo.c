/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "hw-case-facts.h"
#include "hw-demo.h"
#include "hw-hot-spots.h"
#include "hw-site-trace.h"
#include "hw-store-visits.h"

/* The demo workspace: what it promises is there, and the rules hold for it. */

typedef struct
{
  char    *folder;
  HwStore *store;
  HwTown  *town;
  gint64   now;
} Fixture;

static HwStore *
create_store (const char *folder,
              const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  HwStore *store = hw_store_create (path, "Riverton", "Sofie", "a long enough passphrase", HW_KEY_STRENGTH_TEST, &code, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("homeward-demo-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = create_store (fixture->folder, "demo.homeward");
  fixture->town = hw_town_new (1);
  fixture->now = g_get_real_time ();
}

static void
set_up_filled (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_up (fixture, data);
  hw_demo_fill (fixture->store, fixture->town, 1, fixture->now, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_true (hw_store_close (fixture->store, NULL));
  g_object_unref (fixture->store);
  g_object_unref (fixture->town);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (hw_demo_fill (fixture->store, fixture->town, 1, fixture->now, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 0);
}

static void
count_cb (guint64  done,
          guint64  total,
          gpointer user_data)
{
  guint64 *last = user_data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

static void
test_progress (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 last = 0;

  hw_demo_fill (fixture->store, fixture->town, 1, fixture->now, count_cb, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, HW_DEMO_REPORTS + HW_DEMO_PARTNERS + HW_DEMO_PEOPLE + HW_DEMO_CONTACTS + HW_DEMO_CASES + HW_DEMO_SITES +
                   HW_DEMO_AREAS + HW_DEMO_SHIFTS + HW_DEMO_BEDS);
}

static void
test_counts (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = hw_store_list_people (fixture->store, 1000, &error);
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, &error);
  g_autoptr (GPtrArray) partners = hw_store_list_partners (fixture->store, &error);
  g_autoptr (GArray) points = hw_store_load_points (fixture->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (partners->len, ==, HW_DEMO_PARTNERS);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, &error), ==, HW_DEMO_REPORTS);
  g_assert_cmpuint (people->len, ==, HW_DEMO_PEOPLE);
  g_assert_cmpuint (cases->len, ==, HW_DEMO_CASES);
  g_assert_cmpuint (points->len, ==, HW_DEMO_REPORTS + HW_DEMO_CONTACTS);
}

static void
test_stages (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  guint counts[HW_N_STAGES] = { 0 };

  for (guint i = 0; i < cases->len; i++)
    {
      const HwCase *one = g_ptr_array_index (cases, i);

      counts[one->stage]++;
      /* it stood in every stage on its way, in order, and not in the future */
      g_assert_cmpint (one->opened_at, <, fixture->now);
      for (HwStage stage = HW_STAGE_ASSESSED; hw_stage_is_on_rail (one->stage) && stage <= one->stage; stage++)
        {
          g_assert_cmpint (one->stage_since[stage], >=, stage > HW_STAGE_ASSESSED ? one->stage_since[stage - 1] : one->opened_at);
          g_assert_cmpint (one->stage_since[stage], <=, fixture->now);
        }
    }
  for (guint i = 0; i < HW_N_STAGES; i++)
    g_assert_cmpuint (counts[i], >=, 1);
}

/* The first case is the one that people look at first: three things are open, and each has a name. */
static void
test_open_requirements (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < cases->len; i++)
    {
      const HwCase *one = g_ptr_array_index (cases, i);
      g_autoptr (GPtrArray) open = NULL;

      if (g_strcmp0 (one->person->alias, "Marek") != 0)
        continue;
      open = hw_gate_check (one, HW_STAGE_READY, fixture->now, NULL);
      g_assert_cmpint (one->stage, ==, HW_STAGE_PLANNED);
      g_assert_cmpuint (open->len, ==, 3);
      found = TRUE;
    }
  g_assert_true (found);
}

/* -- cases ------------------------------------------------------------------------- */

static HwCase *
find_case (GPtrArray  *cases,
           const char *alias,
           HwStage     stage)
{
  for (guint i = 0; i < cases->len; i++)
    {
      HwCase *one = g_ptr_array_index (cases, i);

      if (g_str_equal (one->person->alias, alias) && one->stage == stage)
        return one;
    }
  g_assert_not_reached ();
}

static guint
count_records (const HwCase     *one,
               HwCaseRecordKind  kind,
               const char       *field,
               const char       *value)
{
  const HwCaseRecord *record;
  guint n = 0;

  for (guint at = 0; (record = hw_case_next_record (one, kind, &at)) != NULL;)
    n += field == NULL || g_strcmp0 (hw_case_record_get (record, field), value) == 0;
  return n;
}

/* What the store asked on the way still holds: nobody got to a stage past its gate. */
static void
test_gates (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      const HwCase *one = g_ptr_array_index (cases, i);

      for (HwStage stage = HW_STAGE_ASSESSED; hw_stage_is_on_rail (one->stage) && stage <= one->stage; stage++)
        {
          g_autoptr (GPtrArray) open = hw_gate_check (one, stage, fixture->now, NULL);

          if (open->len > 0)
            g_test_message ("%s: %s", one->person->alias, ((HwRequirement *) open->pdata[0])->code);
          g_assert_cmpuint (open->len, ==, 0);
        }
    }
  /* and the next one is shut for who stands before it */
  g_assert_false (hw_store_record_stage (fixture->store, &find_case (cases, "Marek", HW_STAGE_PLANNED)->id, HW_STAGE_READY, fixture->now, &error));
  g_assert_true (hw_error_is_gate (error));
}

static void
test_everything_happens (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  guint counts[HW_N_CASE_RECORD_KINDS] = { 0 }, n_overdue = 0, n_reversed = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      const HwCase *one = g_ptr_array_index (cases, i);

      for (guint k = 0; k < one->records->len; k++)
        {
          const HwCaseRecord *record = g_ptr_array_index (one->records, k);

          counts[record->kind]++;
          n_overdue += hw_facts_promise_is_overdue (record, fixture->now);
          n_reversed += record->kind == HW_CASE_RECORD_COST && hw_case_record_get (record, HW_RECORD_REVERSES) != NULL;
          g_assert_cmpint (record->happened_at, <=, fixture->now);
          g_assert_cmpint (record->happened_at, >=, one->opened_at);
          if (record->kind == HW_CASE_RECORD_DISCLOSURE)
            g_assert_true (hw_case_had_consent (one, record->happened_at) || one->stage == HW_STAGE_WITHDRAWN);
        }
    }
  for (guint i = 0; i < HW_N_CASE_RECORD_KINDS; i++)
    g_assert_cmpuint (counts[i], >=, 1);
  g_assert_cmpuint (n_overdue, >=, 3);
  g_assert_cmpuint (n_reversed, >=, 2);
}

/* What was taken back was taken back from whoever paid it. */
static void
test_costs (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  guint n_payers = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (GPtrArray) sums = hw_cost_sum_case (g_ptr_array_index (cases, i), HW_RECORD_PAYER, fixture->now);

      n_payers = MAX (n_payers, sums->len);
      for (guint k = 0; k < sums->len; k++)
        g_assert_cmpint (((const HwCostSum *) g_ptr_array_index (sums, k))->money.minor, >=, 0);
    }
  g_assert_cmpuint (n_payers, >=, 3);
}

static void
test_treatment (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  const HwCase *marek = find_case (cases, "Marek", HW_STAGE_PLANNED);

  g_assert_cmpuint (count_records (marek, HW_CASE_RECORD_APPOINTMENT, NULL, NULL), ==, 6);
  g_assert_cmpuint (count_records (marek, HW_CASE_RECORD_APPOINTMENT, HW_RECORD_ATTENDANCE, "kept"), ==, 4);
  g_assert_cmpuint (count_records (marek, HW_CASE_RECORD_APPOINTMENT, HW_RECORD_ATTENDANCE, "coming"), ==, 1);
}

static void
test_override (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  const HwCase *vasile = find_case (cases, "Vasile", HW_STAGE_READY);
  const HwCaseRecord *override;
  guint at = 0;

  override = hw_case_next_record (vasile, HW_CASE_RECORD_OVERRIDE, &at);
  g_assert_nonnull (override);
  g_assert_false (hw_case_record_names_equal (override->author, hw_case_record_get (override, HW_RECORD_SECOND_PERSON)));
  g_assert_null (hw_facts_find_embassy_contact (vasile, TRUE));
  g_assert_cmpuint (count_records (vasile, HW_CASE_RECORD_HAND_OVER, HW_RECORD_ABOUT, "exploitation"), ==, 1);
}

static void
test_withdrawal (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  const HwCase *carlos = find_case (cases, "Carlos", HW_STAGE_WITHDRAWN);

  g_assert_true (hw_facts_has_ticket (carlos));
  g_assert_cmpuint (count_records (carlos, HW_CASE_RECORD_RECALL, NULL, NULL), ==,
                    count_records (carlos, HW_CASE_RECORD_DISCLOSURE, NULL, NULL));
  g_assert_false (hw_case_may_disclose (carlos, "travel", "Riverton Travel Desk", fixture->now, NULL));
}

static void
test_return (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  const HwCase *before = find_case (cases, "Dimitar", HW_STAGE_CLOSED);
  const HwCase *again = find_case (cases, "Dimitar", HW_STAGE_WISH);

  g_assert_true (hw_id_equal (&again->previous, &before->id));
  g_assert_true (hw_id_is_nil (&before->previous));
  g_assert_cmpuint (hw_case_seen_again (before, NULL, NULL), ==, 2);
  for (guint i = 0; i < cases->len; i++)
    if (g_ptr_array_index (cases, i) != before)
      g_assert_cmpuint (hw_case_seen_again (g_ptr_array_index (cases, i), NULL, NULL), ==, 0);
}

static void
test_not_ours (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  const HwCase *luka = find_case (cases, "Luka", HW_STAGE_WISH);
  const HwCase *yusuf = find_case (cases, "Yusuf", HW_STAGE_REFERRED_ON);

  g_assert_true (hw_person_may_be_under (luka->person, HW_AGE_OF_MAJORITY, fixture->now));
  g_assert_false (hw_person_may_be_under (luka->person, HW_AGE_OF_GUARDIAN, fixture->now));
  g_assert_true (hw_facts_was_handed_over (luka, "child"));
  g_assert_cmpstr (hw_case_get (yusuf, HW_FIELD_EU_CITIZEN), ==, "no");
  g_assert_cmpint (hw_case_consent_state (yusuf, "advice", "Riverton Law Centre", fixture->now), ==, HW_CONSENT_LIVE);
}

static void
test_same_person (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  const HwCase *blue_hat = find_case (cases, "Blue Hat", HW_STAGE_ASSESSED);
  g_autoptr (GArray) same = hw_store_list_same_people (fixture->store, &blue_hat->person->id, NULL);

  g_assert_cmpuint (same->len, ==, 1);
}

static void
test_expiry (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, NULL);
  g_autoptr (GPtrArray) events = hw_store_list_events (fixture->store, &find_case (cases, "Anders", HW_STAGE_PAUSED)->id, NULL);
  guint n_expired = 0;

  for (guint i = 0; i < events->len; i++)
    n_expired += g_str_equal (((HwEvent *) g_ptr_array_index (events, i))->kind, "consent.expired");
  g_assert_cmpuint (n_expired, ==, 1);
}

/* A telephone that nobody has, an address that leads nowhere. */
static void
test_partners (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) partners = hw_store_list_partners (fixture->store, NULL);
  guint counts[HW_N_PARTNER_KINDS] = { 0 };

  for (guint i = 0; i < partners->len; i++)
    {
      const HwPartner *partner = g_ptr_array_index (partners, i);

      counts[partner->kind]++;
      g_assert_true (g_str_has_prefix (partner->phones, "01632 960"));
      g_assert_true (g_str_has_suffix (partner->address, ".example"));
    }
  g_assert_cmpuint (counts[HW_PARTNER_EMBASSY], ==, 11);
  for (guint i = 0; i < HW_N_PARTNER_KINDS; i++)
    g_assert_cmpuint (counts[i], >=, 1);
}

typedef struct { Fixture *fixture; HwBox box; guint statuses[HW_N_COUNTED_STATUSES], night, closed_old, n; gint64 first; } Tally;

static gboolean
tally_cb (const HwReport *report,
          gpointer        user_data,
          GError        **error)
{
  Tally *tally = user_data;
  gint64 hour = report->seen_at / (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC) % 24;

  tally->n++;
  tally->statuses[report->status]++;
  tally->night += hour >= 19 || hour < 7;
  if (tally->first == 0)
    tally->first = report->seen_at;
  g_assert_true (hw_box_contains (&tally->box, &report->point));
  g_assert_cmpint (report->seen_at, <=, tally->fixture->now);
  g_assert_cmpint (report->received_at, >=, report->seen_at);
  g_assert_nonnull (report->place);
  /* what was looked into has an outcome, and only that: one that is open is looked for again; what is old is closed */
  g_assert_true ((report->outcome != NULL) == (report->status >= HW_REPORT_TO_BE_ANSWERED || hw_outcome_goes_on (report->outcome)));
  if (report->received_at < tally->fixture->now - 15 * HW_DAY_US)
    g_assert_cmpint (report->status, ==, HW_REPORT_CLOSED);
  return TRUE;
}

static void
test_reports (Fixture      *fixture,
              gconstpointer data)
{
  Tally tally = { .fixture = fixture, .box = hw_town_get_box (fixture->town) };
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_store_foreach_report (fixture->store, G_MININT64, G_MAXINT64, tally_cb, &tally, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally.n, ==, HW_DEMO_REPORTS);
  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
    g_assert_cmpuint (tally.statuses[i], >=, 1);
  g_assert_cmpuint (tally.statuses[HW_REPORT_CLOSED], >, HW_DEMO_REPORTS * 9 / 10);
  /* evening and night */
  g_assert_cmpuint (tally.night, >, HW_DEMO_REPORTS * 7 / 10);
  g_assert_cmpint (tally.first, <, fixture->now - 700 * HW_DAY_US);
}

/* How many points lie within 60 m of a place between so many days ago. */
static guint
count_near (Fixture    *fixture,
            GArray     *points,
            const char *name,
            int         from,
            int         to)
{
  const HwTownPlace *place = hw_town_find_place (fixture->town, name);
  guint n = 0;

  g_assert_nonnull (place);
  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

      n += hw_point_distance (&point->point, &place->point) < 60 &&
           point->time < fixture->now - to * HW_DAY_US && point->time >= fixture->now - from * HW_DAY_US;
    }
  return n;
}

static void
test_hot_spots (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GArray) points = hw_store_load_points (fixture->store, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) hot_spots = NULL;
  g_autoptr (GError) error = NULL;
  const HwHotSpot *first;
  HwHotSpotParams params;

  /* closed: nobody there since, many before */
  g_assert_cmpuint (count_near (fixture, points, "Canal Yard", 45, 0), <=, 2);
  g_assert_cmpuint (count_near (fixture, points, "Canal Yard", 300, 50), >, 40);
  /* rising and falling */
  g_assert_cmpuint (count_near (fixture, points, "Viaduct Arches", 14, 0), >, 2 * count_near (fixture, points, "Viaduct Arches", 28, 14));
  g_assert_cmpuint (2 * count_near (fixture, points, "Quay Street Steps", 14, 0), <, count_near (fixture, points, "Quay Street Steps", 42, 14));

  hw_hot_spot_params_init (&params, fixture->now);
  hot_spots = hw_hot_spots_find ((const HwIndexPoint *) points->data, points->len, &params, zone, fixture->now, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hot_spots->len, >=, 3);
  first = g_ptr_array_index (hot_spots, 0);
  g_assert_cmpfloat (hw_point_distance (&first->centre, &hw_town_find_place (fixture->town, "Viaduct Arches")->point), <, 60);
  g_assert_cmpint (first->trend, ==, 1);
}

static gboolean
write_cb (const HwReport *report,
          gpointer        user_data,
          GError        **error)
{
  g_string_append_printf (user_data, "%" G_GINT64_FORMAT " %s %d %u %s\n", report->seen_at, report->place, report->status, report->people, report->appearance);
  return TRUE;
}

static void
test_seed (Fixture      *fixture,
           gconstpointer data)
{
  static const guint32 seeds[] = { 1, 1, 2 };
  g_auto (GStrv) told = g_new0 (char *, G_N_ELEMENTS (seeds) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      GString *words = g_string_new (NULL);
      g_autofree char *name = g_strdup_printf ("other-%u.homeward", i);
      g_autoptr (HwStore) store = create_store (fixture->folder, name);
      g_autoptr (GError) error = NULL;

      hw_demo_fill (store, fixture->town, seeds[i], fixture->now, NULL, NULL, NULL, &error);
      hw_store_foreach_report (store, G_MININT64, G_MAXINT64, write_cb, words, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (hw_store_close (store, NULL));
      told[i] = g_string_free (words, FALSE);
    }
  g_assert_cmpstr (told[0], !=, told[2]);
  g_assert_cmpstr (told[0], ==, told[1]);
}

static void
test_verify (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wrong = hw_store_verify (fixture->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
}

static void
test_rebuild (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = hw_store_dup_digest (fixture->store, &error);
  g_autofree char *after = NULL;

  g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  after = hw_store_dup_digest (fixture->store, &error);
  g_assert_cmpstr (after, ==, before);
}

/* The yard was closed on one day, and its people were met elsewhere since. */
static void
test_sites (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = hw_store_list_sites (fixture->store, &error);
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GArray) traces = NULL;
  const HwTownPlace *arches = hw_town_find_place (fixture->town, "Viaduct Arches");
  HwSite *yard;

  g_assert_no_error (error);
  g_assert_cmpuint (sites->len, ==, HW_DEMO_SITES);
  g_assert_cmpstr (((HwSite *) sites->pdata[0])->name, ==, "Bandstand");
  g_assert_cmpint (((HwSite *) sites->pdata[0])->closes_at, ==, 0);
  yard = sites->pdata[1];
  g_assert_cmpstr (yard->name, ==, "Canal Yard");
  g_assert_cmpint (hw_site_get_closure (yard, fixture->now), ==, HW_SITE_CLOSED);
  g_assert_true (yard->closes_by_authorities);
  contacts = hw_store_list_displaced (fixture->store, yard, &error);
  g_assert_no_error (error);
  traces = hw_site_trace_people (yard, contacts);
  g_assert_cmpuint (g_array_index (traces, HwSiteTrace, 0).n_people, >=, 4);
  g_assert_cmpfloat (hw_point_distance (&g_array_index (traces, HwSiteTrace, 0).point, &arches->point), <, 80);
}

static void
test_areas (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) areas = hw_store_list_areas (fixture->store, &error);
  guint n_uncovered = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (areas->len, ==, HW_DEMO_AREAS);
  for (guint i = 0; i < areas->len; i++)
    n_uncovered += ((HwArea *) areas->pdata[i])->covered_by == NULL;
  g_assert_cmpuint (n_uncovered, ==, 1);
}

/* Three nights are over, each with what was tapped on it; tonight's is to come. */
static void
test_shifts (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shifts = hw_store_list_shifts (fixture->store, 0, G_MAXINT64, &error);
  const HwShift *tonight;

  g_assert_no_error (error);
  g_assert_cmpuint (shifts->len, ==, HW_DEMO_SHIFTS);
  tonight = shifts->pdata[0];
  g_assert_cmpint (tonight->state, ==, HW_SHIFT_PLANNED);
  g_assert_cmpint (tonight->starts_at, >=, fixture->now);
  g_assert_cmpint (tonight->starts_at, <, fixture->now + G_TIME_SPAN_DAY);
  g_assert_cmpuint (tonight->team->len, ==, 2);
  g_assert_true (hw_shift_check (tonight, &error));
  g_assert_no_error (error);
  for (guint i = 1; i < shifts->len; i++)
    {
      const HwShift *shift = shifts->pdata[i];
      g_autoptr (GPtrArray) taps = hw_store_list_taps (fixture->store, &shift->id, &error);

      g_assert_cmpint (shift->state, ==, HW_SHIFT_FINISHED);
      g_assert_cmpint (shift->finished_at, <=, fixture->now);
      g_assert_cmpuint (shift->paper_minutes, >, 0);
      g_assert_cmpuint (shift->stops->len, >=, 3);
      g_assert_cmpuint (taps->len, >, 2 * shift->stops->len);
      for (guint n = 0; n < shift->stops->len; n++)
        {
          const HwStop *stop = shift->stops->pdata[n];

          g_assert_nonnull (hw_taps_find (taps, &stop->id, HW_TAP_ARRIVED));
          g_assert_nonnull (hw_taps_find (taps, &stop->id, HW_TAP_LEFT));
        }
    }
}

static void
test_promises (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = hw_store_list_promises (fixture->store, FALSE, &error);
  g_autoptr (GPtrArray) open = hw_store_list_promises (fixture->store, TRUE, &error);
  guint n_kept = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, HW_DEMO_PROMISES);
  g_assert_cmpuint (open->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    n_kept += ((HwPromise *) all->pdata[i])->kept == HW_PROMISE_KEPT;
  g_assert_cmpuint (n_kept, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/demo/cancelled-keeps-nothing", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/demo/says-how-far-it-is", Fixture, NULL, set_up, test_progress, tear_down);
  g_test_add ("/demo/same-seed-same-reports", Fixture, NULL, set_up, test_seed, tear_down);
  g_test_add ("/demo/holds-what-it-promises", Fixture, NULL, set_up_filled, test_counts, tear_down);
  g_test_add ("/demo/cases/stand-in-every-stage", Fixture, NULL, set_up_filled, test_stages, tear_down);
  g_test_add ("/demo/cases/say-what-is-open", Fixture, NULL, set_up_filled, test_open_requirements, tear_down);
  g_test_add ("/demo/cases/passed-every-gate", Fixture, NULL, set_up_filled, test_gates, tear_down);
  g_test_add ("/demo/cases/hold-every-kind-of-record", Fixture, NULL, set_up_filled, test_everything_happens, tear_down);
  g_test_add ("/demo/cases/costs-by-payer", Fixture, NULL, set_up_filled, test_costs, tear_down);
  g_test_add ("/demo/cases/four-of-six-appointments-kept", Fixture, NULL, set_up_filled, test_treatment, tear_down);
  g_test_add ("/demo/cases/one-let-pass-by-a-second-person", Fixture, NULL, set_up_filled, test_override, tear_down);
  g_test_add ("/demo/cases/one-withdrawn-after-booking", Fixture, NULL, set_up_filled, test_withdrawal, tear_down);
  g_test_add ("/demo/cases/one-came-back", Fixture, NULL, set_up_filled, test_return, tear_down);
  g_test_add ("/demo/cases/a-child-and-who-is-not-ours-to-help", Fixture, NULL, set_up_filled, test_not_ours, tear_down);
  g_test_add ("/demo/cases/expiry-leaves-a-trace", Fixture, NULL, set_up_filled, test_expiry, tear_down);
  g_test_add ("/demo/people/two-are-the-same", Fixture, NULL, set_up_filled, test_same_person, tear_down);
  g_test_add ("/demo/partners/cannot-be-reached", Fixture, NULL, set_up_filled, test_partners, tear_down);
  g_test_add ("/demo/rebuilds-to-the-same-tables", Fixture, NULL, set_up_filled, test_rebuild, tear_down);
  g_test_add ("/demo/reports/lie-in-the-town-and-the-night", Fixture, NULL, set_up_filled, test_reports, tear_down);
  g_test_add ("/demo/sites/one-is-closed-and-its-people-were-met-elsewhere", Fixture, NULL, set_up_filled, test_sites, tear_down);
  g_test_add ("/demo/areas/one-is-covered-by-no-team", Fixture, NULL, set_up_filled, test_areas, tear_down);
  g_test_add ("/demo/shifts/three-nights-are-over-and-tonight-is-to-come", Fixture, NULL, set_up_filled, test_shifts, tear_down);
  g_test_add ("/demo/promises/some-are-kept-and-some-open", Fixture, NULL, set_up_filled, test_promises, tear_down);
  g_test_add ("/demo/hot-spots/rise-fall-and-close", Fixture, NULL, set_up_filled, test_hot_spots, tear_down);
  g_test_add ("/demo/is-verified", Fixture, NULL, set_up_filled, test_verify, tear_down);
  return g_test_run ();
}
