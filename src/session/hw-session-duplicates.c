/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-duplicates.h"
#include "hw-session-private.h"

/* Reports that may tell of the same people as the one on the telephone. Core says
 * what makes it likely. The point index, which is in memory, gives those that are
 * near; the rest, reading and weighing, is done on the workspace's thread. */

#define NEAR_LIMIT   80                                          /* reports that are near and are read */
#define WORDS_LIMIT  40                                          /* reports that have the same words and are read */
#define FOUND_LIMIT  20
#define OWN_WORDS    3                                           /* rare words that are looked for each for itself */
#define COUNT_LIMIT  1000                                        /* reports of which the words are counted */
#define COUNT_AGAIN  (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC) /* µs after which they are counted again */
#define ALL_STATUSES (1u << HW_REPORT_NEW | 1u << HW_REPORT_NEEDS_INFORMATION | 1u << HW_REPORT_SENT_OUT | \
                      1u << HW_REPORT_TO_BE_ANSWERED | 1u << HW_REPORT_CLOSED)

/* -- how common words are: only touched on the workspace's thread -- */

struct _HwSessionWords
{
  HwWordCounts *looks;       /* (owned) (nullable) */
  HwWordCounts *places;      /* (owned) (nullable) */
  gint64        counted_at;  /* monotonic µs */
};

static void
words_clear (gpointer pointer)
{
  HwSessionWords *words = pointer;

  g_clear_pointer (&words->looks, hw_word_counts_free);
  g_clear_pointer (&words->places, hw_word_counts_free);
}

void
hw_session_words_unref (HwSessionWords *words)
{
  g_atomic_rc_box_release_full (words, words_clear);
}

static gboolean
count_words (HwSessionWords  *words,
             HwStore         *store,
             GError         **error)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GPtrArray) reports = NULL;

  if (words->looks != NULL && now - words->counted_at < COUNT_AGAIN)
    return TRUE;
  reports = hw_store_list_reports (store, ALL_STATUSES, COUNT_LIMIT, error);
  if (reports == NULL)
    return FALSE;
  words_clear (words);
  words->looks = hw_word_counts_new ();
  words->places = hw_word_counts_new ();
  words->counted_at = now;
  for (guint i = 0; i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);
      g_autoptr (GArray) looks = hw_duplicates_read_looks (report);
      g_autoptr (GArray) place = hw_report_words_read (report->place);

      hw_word_counts_add (words->looks, looks);
      hw_word_counts_add (words->places, place);
    }
  return TRUE;
}

/* -- looking -- */

typedef struct
{
  HwReport       *report;   /* (owned): what is being taken down */
  GArray         *near;     /* (owned) (element-type gint64): rows that are near, the likeliest first */
  guint           crowd;
  GArray         *same;     /* (owned) (element-type gint64): rows of those that are said to be the same */
  HwSessionWords *words;    /* (owned) */
  GHashTable     *rows;     /* (owned): of @others; keys point into the reports */
  GPtrArray      *others;   /* (owned) (element-type HwReport) */
} Search;

static void
search_free (gpointer pointer)
{
  Search *search = pointer;

  hw_report_unref (search->report);
  g_array_unref (search->near);
  g_array_unref (search->same);
  hw_session_words_unref (search->words);
  g_hash_table_unref (search->rows);
  g_ptr_array_unref (search->others);
  g_free (search);
}

/* Takes @report. */
static void
add_other (Search   *search,
           HwReport *report)
{
  if (report->row == search->report->row || g_hash_table_contains (search->rows, &report->row))
    {
      hw_report_unref (report);
      return;
    }
  g_hash_table_add (search->rows, &report->row);
  g_ptr_array_add (search->others, report);
}

static gboolean
read_rows (Search        *search,
           HwStore       *store,
           const GArray  *rows,
           GCancellable  *cancellable,
           GError       **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HwReport *report;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      report = hw_store_get_report (store, g_array_index (rows, gint64, i), error);
      if (report == NULL)
        return FALSE;
      add_other (search, report);
    }
  return TRUE;
}

/* Where there is a point, those that have one too are read already if they lie near, and are elsewhere if they do not. */
static gboolean
add_by_word (Search        *search,
             HwStore       *store,
             const char    *word,
             GCancellable  *cancellable,
             GError       **error)
{
  const HwReport *report = search->report;
  gint64 window = hw_duplicates_get_window (report);
  g_autoptr (GPtrArray) found = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  found = hw_store_list_reports_at_place (store, word, hw_point_is_valid (&report->point), report->seen_at - window, report->seen_at + window,
                                          WORDS_LIMIT, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    add_other (search, hw_report_ref (g_ptr_array_index (found, i)));
  return TRUE;
}

typedef struct
{
  const HwReportWord *word;
  double              share;
} RareWord;

static int
compare_rare_words (gconstpointer a,
                    gconstpointer b)
{
  const RareWord *one = a, *other = b;

  if (one->share != other->share)
    return one->share < other->share ? -1 : 1;
  return one->word->start < other->word->start ? -1 : one->word->start > other->word->start;
}

static GArray *
sort_words (const HwSessionWords *counted,
            const GArray         *words)
{
  GArray *rare = g_array_new (FALSE, FALSE, sizeof (RareWord));

  for (guint i = 0; i < words->len; i++)
    {
      const HwReportWord *word = &g_array_index (words, HwReportWord, i);
      RareWord rare_word = { word, hw_word_counts_get_share (counted->places, word->meaning) };

      g_array_append_val (rare, rare_word);
    }
  g_array_sort (rare, compare_rare_words);
  return rare;
}

/* The rarest words of the place, each for itself: whoever says it otherwise still uses one of them. */
static gboolean
read_by_words (Search        *search,
               HwStore       *store,
               GCancellable  *cancellable,
               GError       **error)
{
  const char *place = search->report->place;
  g_autoptr (GArray) words = hw_report_words_read (place), rare = sort_words (search->words, words);

  for (guint i = 0; i < MIN (rare->len, OWN_WORDS); i++)
    {
      const HwReportWord *word = g_array_index (rare, RareWord, i).word;
      g_autofree char *text = g_strndup (place + word->start, word->length);

      if (!add_by_word (search, store, text, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* What is recorded already may be linked. */
static gboolean
add_linked (Search   *search,
            HwStore  *store,
            GError  **error)
{
  g_autoptr (GArray) linked = search->report->row > 0 ? hw_store_list_linked_reports (store, search->report->row, error) : g_array_new (FALSE, FALSE, sizeof (gint64));

  if (linked != NULL)
    g_array_append_vals (search->same, linked->data, linked->len);
  return linked != NULL;
}

static gboolean
is_said_to_be_same (const Search   *search,
                    const HwReport *report)
{
  for (guint i = 0; i < search->same->len; i++)
    if (g_array_index (search->same, gint64, i) == report->row)
      return TRUE;
  return FALSE;
}

/* Those that are said to be the same first; of the others, what is not even perhaps the same is not shown. */
static GPtrArray *
keep_best (const Search *search,
           GPtrArray    *ranked)
{
  GPtrArray *best = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_duplicate_free);
  guint n_linked = 0;

  for (guint i = 0; i < ranked->len; i++)
    {
      g_autoptr (HwDuplicate) duplicate = g_steal_pointer (&ranked->pdata[i]);

      duplicate->linked = is_said_to_be_same (search, duplicate->report);
      if (duplicate->linked)
        g_ptr_array_insert (best, (int) n_linked++, g_steal_pointer (&duplicate));
      else if (best->len < FOUND_LIMIT && duplicate->band != HW_DUPLICATE_NO)
        g_ptr_array_add (best, g_steal_pointer (&duplicate));
    }
  return best;
}

static gpointer
find_duplicates (HwStore       *store,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Search *search = data;
  HwDuplicateContext context = { .crowd = search->crowd };
  g_autoptr (GPtrArray) ranked = NULL;

  if (!count_words (search->words, store, error) || !add_linked (search, store, error) || !read_rows (search, store, search->same, cancellable, error) ||
      !read_rows (search, store, search->near, cancellable, error) || !read_by_words (search, store, cancellable, error))
    return NULL;
  context.looks = search->words->looks;
  context.places = search->words->places;
  ranked = hw_duplicates_rank (search->report, search->others, &context);
  return keep_best (search, ranked);
}

static const HwSessionWork find_duplicates_work = { find_duplicates, NULL, search_free, (GDestroyNotify) g_ptr_array_unref };

static GArray *
pick_near (HwSession      *self,
           const HwReport *report,
           guint          *crowd)
{
  g_autoptr (GArray) points = NULL;

  *crowd = 0;
  if (!hw_point_is_valid (&report->point))
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  points = hw_point_index_query_near (self->points, &report->point, hw_duplicates_get_radius (report));
  return hw_duplicates_pick (report, points, NEAR_LIMIT, crowd);
}

/**
 * hw_session_find_duplicates_async:
 * @self: the session
 * @report: what is being taken down, or has been; copied
 * @same: (nullable) (element-type gint64): rows of reports that are said to be the same as one that is being taken; copied
 *
 * Looks for reports that may tell of the same people: near in place and time,
 * whatever the map's filter hides, or, where one of both has no point, with the
 * same words for the place. Cancel it when @report is no longer what is asked.
 */
void
hw_session_find_duplicates_async (HwSession           *self,
                                  const HwReport      *report,
                                  const GArray        *same,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Search *search;

  g_return_if_fail (HW_IS_SESSION (self) && report != NULL);

  if (self->words == NULL)
    self->words = g_atomic_rc_box_new0 (HwSessionWords);
  search = g_new0 (Search, 1);
  search->report = hw_report_new (report);
  search->near = pick_near (self, report, &search->crowd);
  search->same = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (same != NULL)
    g_array_append_vals (search->same, same->data, same->len);
  search->words = g_atomic_rc_box_acquire (self->words);
  search->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  search->others = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  hw_session_run (self, &find_duplicates_work, search, hw_session_find_duplicates_async, cancellable, callback, user_data);
}

/**
 * hw_session_find_duplicates_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwDuplicate): those that are
 *   perhaps or likely the same, with the reasons, the likeliest first; before them
 *   those that are said to be the same
 */
GPtrArray *
hw_session_find_duplicates_finish (HwSession     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_find_duplicates_async, error);
}

/* -- linking: both stay in the queue, with their callers -- */

typedef struct
{
  gint64   row;
  gint64   other;
  gboolean same;
  char    *reason;   /* (owned) (nullable) */
} LinkData;

static void
link_data_free (gpointer pointer)
{
  LinkData *data = pointer;

  g_free (data->reason);
  g_free (data);
}

/* Whoever is not the same as one is not the same as those that one is linked with: else both would still be linked over these. */
static gboolean
part_reports (HwStore         *store,
              const LinkData  *data,
              GError         **error)
{
  g_autoptr (GArray) rows = hw_store_list_linked_reports (store, data->other, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!hw_store_link_reports (store, g_array_index (rows, gint64, i), data->other, FALSE, data->reason, error))
      return FALSE;
  return TRUE;
}

static gpointer
link_reports (HwStore       *store,
              gpointer       pointer,
              GCancellable  *cancellable,
              GError       **error)
{
  LinkData *data = pointer;
  gboolean recorded = data->same ? hw_store_link_reports (store, data->row, data->other, TRUE, data->reason, error) : part_reports (store, data, error);

  /* Neither of the two looks different in a model. */
  return recorded ? g_new0 (HwSessionChange, 1) : NULL;
}

static const HwSessionWork link_reports_work = { link_reports, hw_session_apply_change, link_data_free, hw_session_change_free };

/**
 * hw_session_link_reports_async:
 * @self: the session
 * @row: row of a report
 * @other: row of another
 * @same: whether they are of the same people, or after all not; then @other is parted
 *   from all that @row is linked with
 * @reason: (nullable): why, in words
 */
void
hw_session_link_reports_async (HwSession           *self,
                               gint64               row,
                               gint64               other,
                               gboolean             same,
                               const char          *reason,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  LinkData *data;

  g_return_if_fail (HW_IS_SESSION (self));

  data = g_new0 (LinkData, 1);
  data->row = row;
  data->other = other;
  data->same = same;
  data->reason = g_strdup (reason);
  hw_session_run (self, &link_reports_work, data, hw_session_link_reports_async, NULL, callback, user_data);
}

/**
 * hw_session_link_reports_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether it is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_link_reports_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_link_reports_async, error);
}
