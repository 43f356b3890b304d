/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-bench-city.h"
#include "hw-bench-retell.h"
#include "hw-bench-workspace.h"
#include "hw-demo.h"
#include "hw-import.h"

/*
 * How well reports of the same people are found, and how fast: bench-duplicates [SEED].
 * Into the made-up town, and into real reports where HW_SHARED_DATA has them, calls
 * are planted: the same people told by somebody else, and other people at the same
 * place in the same night. Then the session is asked about each, as the call desk
 * does while somebody types. A line of JSON for each set says how many of those it
 * calls likely are the same (precision), how many of the same it calls likely
 * (recall), and how often the right one is among its first three; beside it the rule
 * of thumb "within 50 metres and 6 hours". The weights in core were chosen with seed
 * 1; what is printed is of another.
 */

#define SEED         2
#define PLANTED      500       /* of each kind, or a quarter of the reports if there are fewer */
#define THUMB_M      50.0
#define THUMB_US     (6 * HOUR_US)
#define WEEK_US      (7 * HW_DAY_US)
#define HOUR_US      (HW_DAY_US / 24)
#define FIRST        3
#define N_CITY       100000
#define N_LOOKS      300
#define LIMIT_MS     20.0
#define NOBODY       G_MAXUINT

/* -- a set -- */

typedef struct
{
  const char *name;
  GPtrArray  *reports;    /* (owned) (element-type HwReport) */
  GArray     *people;     /* (owned) (element-type guint): whom each tells of */
  GArray     *rows;       /* (owned) (element-type guint): of several rows of a file that may be about the same, the first */
  GArray     *asked;      /* (owned) (element-type guint): which are asked about */
  gint64      latest;     /* µs UTC */
} Set;

static Set *
set_new (const char *name)
{
  Set *self = g_new0 (Set, 1);

  self->name = name;
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  self->people = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->latest = MIN (g_get_real_time () - G_USEC_PER_SEC, HW_BENCH_CITY_NOW);
  return self;
}

static void
set_free (Set *self)
{
  g_ptr_array_unref (self->reports);
  g_array_unref (self->people);
  g_array_unref (self->rows);
  g_array_unref (self->asked);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Set, set_free)

static const HwReport *
get_report (const Set *self,
            guint      i)
{
  return g_ptr_array_index (self->reports, i);
}

/* Takes @report. @people, @row: NOBODY where it tells of somebody of whom no other does, and where no other row may. */
static void
add (Set      *self,
     HwReport *report,
     guint     people,
     guint     row)
{
  guint n = self->reports->len;

  if (people == NOBODY)
    people = n;
  if (row == NOBODY)
    row = n;
  g_ptr_array_add (self->reports, report);
  g_array_append_val (self->people, people);
  g_array_append_val (self->rows, row);
}

typedef enum { SAME, OTHERS, NOT_KNOWN } Truth;

static Truth
get_truth (const Set *self,
           guint      asked,
           guint      other)
{
  if (g_array_index (self->people, guint, asked) == g_array_index (self->people, guint, other))
    return SAME;
  return g_array_index (self->rows, guint, asked) == g_array_index (self->rows, guint, other) ? NOT_KNOWN : OTHERS;
}

/* Another report of about the same place, of which the words may be used; (nullable). */
static const HwReport *
find_neighbour (const Set *self,
                guint      of,
                guint      n_reports)
{
  const HwPoint *here = &get_report (self, of)->point;

  for (guint i = 1; hw_point_is_valid (here) && i < n_reports; i++)
    {
      const HwReport *other = get_report (self, (of + i) % n_reports);

      if (other->place != NULL && hw_point_is_valid (&other->point) && hw_point_distance (here, &other->point) < 40)
        return other;
    }
  return NULL;
}

static void
plant_same (Set   *self,
            GRand *dice,
            guint  n)
{
  guint original = (guint) g_rand_int_range (dice, 0, (gint32) n);
  const HwReport *neighbour = find_neighbour (self, original, n);

  add (self, hw_bench_retell (dice, get_report (self, original), neighbour, self->latest), original, g_array_index (self->rows, guint, original));
}

static void
plant_others (Set   *self,
              GRand *dice,
              guint  n)
{
  guint here = (guint) g_rand_int_range (dice, 0, (gint32) n), who = (guint) g_rand_int_range (dice, 0, (gint32) n);

  add (self, hw_bench_tell_another (dice, get_report (self, here), get_report (self, who), self->latest), NOBODY, NOBODY);
}

/* Of some reports a second call, and some other people beside others. All of these are asked about, and as many as they are. */
static void
plant (Set   *self,
       GRand *dice)
{
  guint n = self->reports->len, n_planted = MIN (PLANTED, n / 4);

  for (guint i = 0; i < n_planted; i++)
    {
      guint asked[] = { self->reports->len, self->reports->len + 1, (guint) g_rand_int_range (dice, 0, (gint32) n) };

      plant_same (self, dice, n);
      plant_others (self, dice, n);
      g_array_append_vals (self->asked, asked, G_N_ELEMENTS (asked));
    }
}

/* -- the workspace -- */

static char *
create_workspace (const char *directory,
                  const char *name,
                  HwStore   **store)
{
  g_autofree char *file = g_strdup_printf ("%s.homeward", name);
  char *path = g_build_filename (directory, file, NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  *store = hw_store_create (path, "Riverton", "Sofie", HW_BENCH_PASSPHRASE, HW_KEY_STRENGTH_TEST, &code, &error);
  g_assert_no_error (error);
  return path;
}

static void
import_set (HwStore   *store,
            const Set *set)
{
  g_autoptr (GError) error = NULL;
  HwStoreImport *import = hw_store_import_begin (store, "bench", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < set->reports->len; i++)
    {
      hw_store_import_report (import, get_report (set, i), &error);
      g_assert_no_error (error);
    }
  g_assert_true (hw_store_import_commit (import, &error));
}

static gboolean
keep_report (const HwReport *report,
             gpointer        reports,
             GError        **error)
{
  g_ptr_array_add (reports, hw_report_new (report));
  return TRUE;
}

/* As the store has them, with their rows, in the order of @set. */
static void
read_rows (HwStore *store,
           Set     *set)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (hw_id_hash, hw_id_equal);
  g_autoptr (GError) error = NULL;

  hw_store_foreach_report (store, G_MININT64, G_MAXINT64, keep_report, read, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < read->len; i++)
    g_hash_table_insert (by_id, &((HwReport *) g_ptr_array_index (read, i))->id, g_ptr_array_index (read, i));
  for (guint i = 0; i < set->reports->len; i++)
    {
      HwReport *with_row = g_hash_table_lookup (by_id, &get_report (set, i)->id);

      g_assert_nonnull (with_row);
      hw_report_unref (set->reports->pdata[i]);
      set->reports->pdata[i] = hw_report_ref (with_row);
    }
}

static HwSession *
open_set (const char *directory,
          Set        *set,
          char      **path)
{
  HwSession *session = hw_session_new ();
  g_autoptr (HwStore) store = NULL;
  g_autoptr (GError) error = NULL;

  *path = create_workspace (directory, set->name, &store);
  import_set (store, set);
  read_rows (store, set);
  g_assert_true (hw_store_close (store, &error));
  hw_session_set_path (session, *path);
  hw_bench_unlock (session);
  return session;
}

static void
close_set (HwSession *session,
           char      *path)
{
  hw_bench_lock (session);
  g_object_unref (session);
  hw_bench_remove_workspace (path);
}

/* -- asking -- */

static GPtrArray *
find_duplicates (HwSession      *session,
                 const HwReport *report)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  hw_session_find_duplicates_async (session, report, NULL, NULL, hw_bench_answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = hw_session_find_duplicates_finish (session, result, &error);
  g_assert_no_error (error);
  return found;
}

typedef struct
{
  guint n_true, n_called, n_right;          /* pairs: the same, called likely, both */
  guint n_with_same, n_among_first;         /* reports asked about that others tell of too, and that of those one is among the first */
} Tally;

static double
get_precision (const Tally *tally)
{
  return (double) tally->n_right / MAX (tally->n_called, 1);
}

static double
get_recall (const Tally *tally)
{
  return (double) tally->n_right / MAX (tally->n_true, 1);
}

static double
get_f1 (const Tally *tally)
{
  return 2.0 * tally->n_right / MAX (tally->n_true + tally->n_called, 1);
}

static double
get_first (const Tally *tally)
{
  return (double) tally->n_among_first / MAX (tally->n_with_same, 1);
}

static guint
count_same (const Set *set,
            guint      asked)
{
  guint n = 0;

  for (guint i = 0; i < set->people->len; i++)
    n += i != asked && get_truth (set, asked, i) == SAME;
  return n;
}

/* -- ours -- */

static void
tally_ours (const Set  *set,
            guint       asked,
            GPtrArray  *found,
            GHashTable *positions,
            Tally      *tally)
{
  guint n_same = count_same (set, asked), n_before = 0;
  gboolean among_first = FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      const HwDuplicate *duplicate = g_ptr_array_index (found, i);
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (positions, &duplicate->report->id));
      Truth truth = get_truth (set, asked, other);

      if (truth == NOT_KNOWN)
        continue;
      among_first |= truth == SAME && n_before < FIRST;
      n_before++;
      tally->n_called += duplicate->band == HW_DUPLICATE_LIKELY;
      tally->n_right += truth == SAME && duplicate->band == HW_DUPLICATE_LIKELY;
    }
  tally->n_true += n_same;
  tally->n_with_same += n_same > 0;
  tally->n_among_first += among_first;
}

static void
ask_ours (HwSession *session,
          const Set *set,
          Tally     *tally)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (hw_id_hash, hw_id_equal);

  for (guint i = 0; i < set->reports->len; i++)
    g_hash_table_insert (positions, (gpointer) &get_report (set, i)->id, GUINT_TO_POINTER (i));
  for (guint i = 0; i < set->asked->len; i++)
    {
      guint asked = g_array_index (set->asked, guint, i);
      g_autoptr (GPtrArray) found = find_duplicates (session, get_report (set, asked));

      tally_ours (set, asked, found, positions, tally);
    }
}

/* -- the rule of thumb -- */

static void
keep_nearest (double   *metres,
              gboolean *same,
              double    other,
              gboolean  is_same)
{
  for (guint i = 0; i < FIRST; i++)
    if (other < metres[i])
      {
        double farther = metres[i];
        gboolean was_same = same[i];

        metres[i] = other;
        same[i] = is_same;
        other = farther;
        is_same = was_same;
      }
}

/* Its first three are the nearest of the week. */
static void
ask_thumb (const Set *set,
           guint      asked,
           Tally     *tally)
{
  const HwReport *report = get_report (set, asked);
  double metres[FIRST] = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE };
  gboolean same[FIRST] = { FALSE };
  guint n_same = count_same (set, asked);

  tally->n_true += n_same;
  tally->n_with_same += n_same > 0;
  for (guint i = 0; i < set->reports->len && hw_point_is_valid (&report->point); i++)
    {
      const HwReport *other = get_report (set, i);
      Truth truth = get_truth (set, asked, i);
      gint64 apart = ABS (other->seen_at - report->seen_at);
      double away;

      if (i == asked || truth == NOT_KNOWN || !hw_point_is_valid (&other->point) || apart > WEEK_US)
        continue;
      away = hw_point_distance (&report->point, &other->point);
      keep_nearest (metres, same, away, truth == SAME);
      tally->n_called += away <= THUMB_M && apart <= THUMB_US;
      tally->n_right += truth == SAME && away <= THUMB_M && apart <= THUMB_US;
    }
  tally->n_among_first += same[0] || same[1] || same[2];
}

/* -- one set after the other -- */

static gboolean
report_set (const Set   *set,
            const Tally *ours,
            const Tally *thumb,
            guint32      seed)
{
  gboolean is_better = get_f1 (ours) > get_f1 (thumb) && get_first (ours) >= get_first (thumb);

  g_print ("{\"work\": \"duplicates, %s\", \"seed\": %u, \"n\": %u, \"asked\": %u, \"pairs\": %u, "
           "\"precision\": %.3f, \"recall\": %.3f, \"f1\": %.3f, \"first3\": %.3f, "
           "\"peer\": \"50 m and 6 h\", \"peer_precision\": %.3f, \"peer_recall\": %.3f, \"peer_f1\": %.3f, \"peer_first3\": %.3f, \"ok\": %s}\n",
           set->name, seed, set->reports->len, set->asked->len, ours->n_true,
           get_precision (ours), get_recall (ours), get_f1 (ours), get_first (ours),
           get_precision (thumb), get_recall (thumb), get_f1 (thumb), get_first (thumb), is_better ? "true" : "false");
  return is_better;
}

static gboolean
run_set (const char *directory,
         Set        *set,
         guint32     seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  Tally ours = { 0 }, thumb = { 0 };
  HwSession *session;
  char *path;

  plant (set, dice);
  session = open_set (directory, set, &path);
  ask_ours (session, set, &ours);
  close_set (session, path);
  for (guint i = 0; i < set->asked->len; i++)
    ask_thumb (set, g_array_index (set->asked, guint, i), &thumb);
  return report_set (set, &ours, &thumb, seed);
}

static Set *
read_town (const char *directory,
           guint32     seed)
{
  Set *set = set_new ("town");
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autoptr (HwTown) town = hw_town_new (seed);
  g_autoptr (HwStore) store = NULL;
  g_autoptr (GError) error = NULL;
  char *path = create_workspace (directory, "demo", &store);

  hw_demo_fill (store, town, seed, set->latest, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  hw_store_foreach_report (store, G_MININT64, G_MAXINT64, keep_report, read, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < read->len; i++)
    add (set, hw_report_ref (g_ptr_array_index (read, i)), NOBODY, NOBODY);
  g_assert_true (hw_store_close (store, &error));
  hw_bench_remove_workspace (path);
  return set;
}

typedef struct
{
  Set        *set;
  GRand      *dice;
  GHashTable *days;    /* words for a place with a day -> number of the first report of both */
} Import;

/* Whether rows of a file of one place and one day are about the same nobody has said: such pairs do not count. */
static guint
find_first (Import         *import,
             const HwReport *row)
{
  g_autofree char *day = NULL;
  gpointer first;

  if (row->place == NULL)
    return NOBODY;
  day = g_strdup_printf ("%" G_GINT64_FORMAT " %s", row->seen_at / HW_DAY_US, row->place);
  if (g_hash_table_lookup_extended (import->days, day, NULL, &first))
    return GPOINTER_TO_UINT (first);
  g_hash_table_insert (import->days, g_steal_pointer (&day), GUINT_TO_POINTER (import->set->reports->len));
  return NOBODY;
}

/* Where nobody says what they look like, somebody is made up. */
static HwImportRow
take_row (const HwReport *row,
          gpointer        user_data,
          GError        **error)
{
  Import *import = user_data;
  g_autofree char *looks = row->appearance == NULL || strlen (row->appearance) < 15 ? hw_bench_draw_looks (import->dice) : g_strdup (row->appearance);
  HwReport report = *row;

  report.appearance = looks;
  report.received_at = report.seen_at;
  add (import->set, hw_report_new (&report), NOBODY, find_first (import, row));
  return HW_IMPORT_ROW_TAKEN;
}

/* Complaints of Seattle hold a text of their own in this column; a mapping that is guessed takes others. */
static void
choose_columns (HwImportMapping *mapping)
{
  static const struct { const char *name; HwColumnField field; } columns[] = {
    { "firstComplaint", HW_COLUMN_IGNORED }, { "lastComplaint", HW_COLUMN_SEEN_AT }, { "TargetDate", HW_COLUMN_IGNORED },
    { "sitename", HW_COLUMN_PLACE }, { "Address", HW_COLUMN_IGNORED }, { "InspectionSiteCondition", HW_COLUMN_NOTE }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      int column = hw_import_mapping_find_column (mapping, columns[i].name);

      if (column >= 0)
        hw_import_mapping_set_field (mapping, (guint) column, columns[i].field);
    }
}

/* (nullable): where there is no such file. */
static Set *
read_file (const char *name,
           const char *file_name,
           guint32     seed)
{
  const char *shared = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "reports", file_name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (HwImportResultReport) result = NULL;
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  Import import = { NULL, dice, days };

  if (shared == NULL || !g_file_query_exists (file, NULL))
    {
      g_print ("# %s: skipped, HW_SHARED_DATA does not name the real reports\n", name);
      return NULL;
    }
  import.set = set_new (name);
  mapping = hw_import_guess (file, import.set->latest, NULL, &error);
  g_assert_no_error (error);
  choose_columns (mapping);
  result = hw_import_run (file, mapping, import.set->latest, take_row, &import, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return import.set;
}

/* -- how fast -- */

static Set *
make_city (guint32 seed)
{
  Set *set = set_new ("city");
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (HwBenchCity) city = hw_bench_city_new (seed, N_CITY, HW_BENCH_CITY_DENSE_SPOTS);

  for (guint i = 0; i < N_CITY; i++)
    {
      const HwIndexPoint *point = &g_array_index (city->points, HwIndexPoint, i);
      g_autofree char *looks = hw_bench_draw_looks (dice);
      g_autofree char *place = g_strdup_printf ("%d Station Road, behind number %d", g_rand_int_range (dice, 1, 300), g_rand_int_range (dice, 1, 40));
      HwReport report = { .channel = HW_CHANNEL_PHONE, .status = HW_REPORT_CLOSED, .seen_at = MIN (point->time, set->latest), .point = point->point, .place = place,
                          .people = 1, .appearance = looks };

      report.received_at = report.seen_at;
      hw_bench_draw_id (dice, &report.id);
      add (set, hw_report_new (&report), NOBODY, NOBODY);
    }
  return set;
}

/* From the last key to the answer, and of that before the main thread goes on, in milliseconds of computing: of the two
 * threads only one works at a time. */
static void
look_once (HwSession      *session,
           const HwReport *report,
           double         *whole,
           double         *on_main)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gint64 start = hw_bench_get_time ();

  hw_session_find_duplicates_async (session, report, NULL, NULL, hw_bench_answered_cb, &result);
  *on_main = (double) (hw_bench_get_time () - start) / 1000.0;
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  *whole = (double) (hw_bench_get_time () - start) / 1000.0;
  found = hw_session_find_duplicates_finish (session, result, NULL);
  g_assert_nonnull (found);
}

static gboolean
run_city (const char *directory,
          guint32     seed)
{
  g_autoptr (Set) set = make_city (seed);
  double whole[N_LOOKS], on_main[N_LOOKS], first, first_main;
  gboolean is_within;
  HwSession *session;
  char *path;

  session = open_set (directory, set, &path);
  look_once (session, get_report (set, 0), &first, &first_main);
  for (guint i = 0; i < N_LOOKS; i++)
    look_once (session, get_report (set, i * (N_CITY / N_LOOKS)), &whole[i], &on_main[i]);
  close_set (session, path);
  qsort (whole, N_LOOKS, sizeof (double), hw_bench_compare_doubles);
  qsort (on_main, N_LOOKS, sizeof (double), hw_bench_compare_doubles);
  is_within = hw_bench_limit_row ("duplicates while typing, median", "ms", whole[N_LOOKS / 2], LIMIT_MS, N_CITY);
  is_within &= hw_bench_limit_row ("duplicates while typing, 19 of 20", "ms", whole[N_LOOKS * 19 / 20], LIMIT_MS, N_CITY);
  is_within &= hw_bench_limit_row ("duplicates while typing, on the main thread, 19 of 20", "ms", on_main[N_LOOKS * 19 / 20], 5.0, N_CITY);
  g_print ("# the first look, which counts how common words are: %.1f ms\n", first);
  return is_within;
}

int
main (int    argc,
      char **argv)
{
  guint32 seed = argc > 1 ? (guint32) g_ascii_strtoull (argv[1], NULL, 10) : SEED;
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("homeward-bench-XXXXXX", &error);
  g_autoptr (Set) town = read_town (directory, seed);
  g_autoptr (Set) tacoma = read_file ("tacoma", "tacoma_encampment_cleaning_2024-2026.geojson", seed);
  g_autoptr (Set) seattle = read_file ("seattle", "seattle_2016-2018_seris.csv", seed);
  gboolean is_good = run_set (directory, town, seed);

  if (tacoma != NULL)
    is_good &= run_set (directory, tacoma, seed);
  if (seattle != NULL)
    is_good &= run_set (directory, seattle, seed);
  is_good &= run_city (directory, seed);
  g_rmdir (directory);
  return is_good ? 0 : 1;
}
