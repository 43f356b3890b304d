/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-date.h"
#include "hw-duplicates.h"
#include "hw-word-comparison.h"

/* Which reports may tell of the same people as another one. Each thing that two
 * reports say adds bits: log2 of how often it is so where both tell of the same,
 * over how often it is so where they do not (Fellegi and Sunter, A Theory for
 * Record Linkage, 1969, with the frequencies of words as in their section 3.3.1).
 * So the score is a sum of which every part can be said in words. A worker decides;
 * both reports stay, with both callers.
 *
 * The figures below were chosen on made-up reports; tests/bench/bench-duplicates.c
 * measures on others. */

/* Where two reports are of other people these are at the same hot-spot, or anywhere within the field. */
#define FIELD_M        250.0
#define FIELD_HOURS    168.0
#define HOT_SPOT_M     60.0
#define HOT_SPOT_SHARE 0.5

/* Where they are of the same, the points differ by what each caller is off by, and by this. */
#define MOVES_M      15.0
#define PRECISION_M  25.0   /* where none was said */
#define WRONG_SHARE  0.04   /* of the points are simply wrong */

/* And the times by what each caller is off by, and by this; some are seen again in other nights. */
#define STAYS_HOURS  3.0
#define AGAIN_SHARE  0.25
#define AGAIN_HOURS  36.0
#define HARDLY_EVER  1e-6   /* so many times as likely as of others */

/* What is told of the looks and the place; hw-word-comparison.c weighs what both say. */
#define ONLY_ONE     -1.1   /* for each thing that only one names */
#define ONLY_MOST    -4.0
#define OTHER_COLOUR -3.0
#define PLACE_MOST   8.0    /* without points */
#define PLACE_BESIDE 0.75   /* beside points, which say the same already */
#define OTHER_PLACE  -2.5

#define SAME_AGE     1.5
#define NEXT_AGE     -1.0
#define OTHER_AGE    -4.0
#define SAME_GENDER  0.5
#define OTHER_GENDER -4.0
#define SAME_CALLER  3.5

#define BEFOREHAND   -5.5
#define CROWD_PART   0.6    /* twice as many reports close by: so many bits less */

/* At 0 it is as likely as not. */
#define LIKELY_SCORE  0.5
#define PERHAPS_SCORE -3.5

#define HOUR_US      (HW_ONE_DAY / 24.0)
#define CROWD_M      75.0

/* -- what a report says -- */

typedef struct
{
  const HwReport *report;
  char           *text;      /* (owned): how they look, and the worries */
  GArray         *looks;     /* (owned) (element-type HwReportWord): of @text */
  GArray         *place;     /* (owned) (element-type HwReportWord): of the report's place */
  HwWordKind      gender;    /* HW_WORD_MAN, HW_WORD_WOMAN or, not said, HW_WORD_OTHER */
  char           *gender_word; /* (owned) (nullable) */
  char           *caller;    /* (owned) (nullable): number or address without what is written in several ways */
} Traits;

static char *
join_looks (const HwReport *report)
{
  const char *appearance = report->appearance != NULL ? report->appearance : "";

  return report->worries != NULL ? g_strconcat (appearance, ". ", report->worries, NULL) : g_strdup (appearance);
}

/* The last eight digits, so that +44 and 0 are the same; an address in small letters. */
static char *
fold_caller (const char *contact)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (contact == NULL)
    return NULL;
  if (strchr (contact, '@') != NULL)
    return g_strstrip (g_utf8_casefold (contact, -1));
  for (const char *at = contact; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  if (digits->len < 6)
    return NULL;
  return g_strdup (digits->str + (digits->len > 8 ? digits->len - 8 : 0));
}

static char *
dup_word (const char         *text,
          const HwReportWord *word)
{
  return g_strndup (text + word->start, word->length);
}

/* One or the other, not both. */
static void
find_gender (Traits       *self,
             const char   *text,
             const GArray *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      const HwReportWord *word = &g_array_index (words, HwReportWord, i);

      if (word->kind != HW_WORD_MAN && word->kind != HW_WORD_WOMAN)
        continue;
      if (self->gender != HW_WORD_OTHER && self->gender != word->kind)
        {
          self->gender = HW_WORD_OTHER;
          return;
        }
      self->gender = word->kind;
      g_free (self->gender_word);
      self->gender_word = dup_word (text, word);
    }
}

static void
traits_init (Traits         *self,
             const HwReport *report)
{
  *self = (Traits) { .report = report, .text = join_looks (report), .gender = HW_WORD_OTHER };
  self->looks = hw_report_words_read (self->text);
  self->place = hw_report_words_read (report->place);
  self->caller = fold_caller (report->caller_contact);
  if (report->gender != NULL)
    {
      g_autoptr (GArray) gender = hw_report_words_read (report->gender);

      find_gender (self, report->gender, gender);
    }
  else if (report->people <= 1)
    find_gender (self, self->text, self->looks);
}

static void
traits_clear (Traits *self)
{
  g_free (self->text);
  g_array_unref (self->looks);
  g_array_unref (self->place);
  g_free (self->gender_word);
  g_free (self->caller);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Traits, traits_clear)

/* -- reasons -- */

static void
clear_reason (gpointer pointer)
{
  HwDuplicateReason *reason = pointer;

  g_free (reason->words);
  g_free (reason->other_words);
}

static HwDuplicateReason *
add_reason (HwDuplicate     *self,
            HwDuplicateCode  code,
            double           weight,
            double           ours,
            double           theirs)
{
  HwDuplicateReason reason = { code, weight, ours, theirs, NULL, NULL };

  self->score += weight;
  g_array_append_val (self->reasons, reason);
  return &g_array_index (self->reasons, HwDuplicateReason, self->reasons->len - 1);
}

/* -- where and when -- */

static double
get_precision (const HwReport *report)
{
  return report->point_precision_m > 0 ? report->point_precision_m : PRECISION_M;
}

/* Log2 of: a normal distribution in the plane, over others who are at the same hot-spot or anywhere in the field. What a
 * caller is off by is taken for one standard deviation; a wrong point says nothing. */
static double
weigh_distance (double metres,
                double precision,
                double other_precision)
{
  double same = MOVES_M * MOVES_M + (precision * precision + other_precision * other_precision) / 2.0, near = same + HOT_SPOT_M * HOT_SPOT_M;
  double half_square = metres * metres / 2.0, anywhere = 2.0 / (FIELD_M * FIELD_M);
  double others = HOT_SPOT_SHARE * exp (-half_square / near) / near + (1 - HOT_SPOT_SHARE) * anywhere;

  return log2 ((1 - WRONG_SHARE) * exp (-half_square / same) / same / others + WRONG_SHARE);
}

static void
add_distance (HwDuplicate  *self,
              const Traits *ours,
              const Traits *theirs)
{
  const HwReport *report = ours->report, *other = theirs->report;
  double metres;

  if (!hw_point_is_valid (&report->point) || !hw_point_is_valid (&other->point))
    return;
  metres = hw_point_distance (&report->point, &other->point);
  add_reason (self, HW_DUPLICATE_DISTANCE, weigh_distance (metres, get_precision (report), get_precision (other)), metres, 0);
}

/* Log2 of: gone after a few hours, or seen again in other nights, over any time in the field. */
static double
weigh_time (double hours,
            double precision)
{
  double stays = STAYS_HOURS + precision, again = AGAIN_HOURS + precision;

  return log2 (FIELD_HOURS * ((1 - AGAIN_SHARE) / stays * exp (-hours / stays) + AGAIN_SHARE / again * exp (-hours / again)) + HARDLY_EVER);
}

static void
add_time (HwDuplicate  *self,
          const Traits *ours,
          const Traits *theirs)
{
  const HwReport *report = ours->report, *other = theirs->report;
  double apart, precision;

  if (report->seen_at == 0 || other->seen_at == 0)
    return;
  apart = (double) (other->seen_at - report->seen_at);
  precision = (double) (MAX (report->seen_precision, 0) + MAX (other->seen_precision, 0));
  add_reason (self, HW_DUPLICATE_TIME, weigh_time (fabs (apart) / HOUR_US, precision / HOUR_US), apart, 0);
}

/* -- words -- */

static void
add_looks (HwDuplicate        *self,
           const Traits       *ours,
           const Traits       *theirs,
           const HwWordCounts *counts)
{
  g_auto (HwWordComparison) comparison = { 0 };

  hw_word_comparison_init (&comparison, ours->looks, ours->text, theirs->looks, theirs->text, counts, FALSE);
  if (comparison.shared->len > 0)
    add_reason (self, HW_DUPLICATE_LOOKS, hw_word_comparison_get_weight (&comparison), 0, 0)->words = hw_word_comparison_dup_shared (&comparison, ours->text);
  if (comparison.n_only > 0 && ours->looks->len > 0 && theirs->looks->len > 0)
    add_reason (self, HW_DUPLICATE_OTHER_LOOKS, MAX (comparison.n_only * ONLY_ONE, ONLY_MOST), 0, 0);
  if (comparison.colours->len > 0)
    {
      HwDuplicateReason *reason = add_reason (self, HW_DUPLICATE_OTHER_COLOUR, OTHER_COLOUR, 0, 0);

      reason->words = g_strdup (comparison.colours->str);
      reason->other_words = g_strdup (comparison.other_colours->str);
    }
}

static void
add_place (HwDuplicate        *self,
           const Traits       *ours,
           const Traits       *theirs,
           const HwWordCounts *counts)
{
  gboolean both_points = hw_point_is_valid (&ours->report->point) && hw_point_is_valid (&theirs->report->point);
  g_auto (HwWordComparison) comparison = { 0 };

  hw_word_comparison_init (&comparison, ours->place, ours->report->place, theirs->place, theirs->report->place, counts, TRUE);
  if (comparison.shared->len > 0)
    {
      double weight = MIN (hw_word_comparison_get_weight (&comparison), both_points ? PLACE_BESIDE : PLACE_MOST);

      add_reason (self, HW_DUPLICATE_PLACE, weight, 0, 0)->words = hw_word_comparison_dup_shared (&comparison, ours->report->place);
    }
  else if (!both_points)
    add_reason (self, HW_DUPLICATE_OTHER_PLACE, OTHER_PLACE, 0, 0);
}

/* -- who -- */

/* Most are alone, so that says little; two threes say more. One more or less is soon miscounted. */
static double
weigh_people (guint people,
              guint others)
{
  guint fewer = MIN (people, others), apart = MAX (people, others) - fewer;

  if (apart == 0)
    return fewer == 1 ? 0.4 : fewer == 2 ? 2.2 : 3.5;
  if (apart == 1)
    return fewer == 1 ? -1.8 : fewer == 2 ? -0.7 : 1.0;
  return apart * 3 <= fewer ? 0.5 : apart <= fewer ? -2.0 : -3.5;
}

static void
add_people (HwDuplicate  *self,
            const Traits *ours,
            const Traits *theirs)
{
  guint people = ours->report->people, others = theirs->report->people;

  if (people > 0 && others > 0)
    add_reason (self, HW_DUPLICATE_PEOPLE, weigh_people (people, others), people, others);
}

static void
add_age (HwDuplicate  *self,
         const Traits *ours,
         const Traits *theirs)
{
  int age = ours->report->age, other = theirs->report->age;

  if (age != HW_AGE_UNKNOWN && other != HW_AGE_UNKNOWN)
    add_reason (self, HW_DUPLICATE_AGE, age == other ? SAME_AGE : ABS (age - other) == 1 ? NEXT_AGE : OTHER_AGE, age, other);
}

static void
add_gender (HwDuplicate  *self,
            const Traits *ours,
            const Traits *theirs)
{
  HwDuplicateReason *reason;

  if (ours->gender == HW_WORD_OTHER || theirs->gender == HW_WORD_OTHER)
    return;
  reason = add_reason (self, HW_DUPLICATE_GENDER, ours->gender == theirs->gender ? SAME_GENDER : OTHER_GENDER, 0, 0);
  reason->words = g_strdup (ours->gender_word);
  reason->other_words = g_strdup (theirs->gender_word);
}

static void
add_caller (HwDuplicate  *self,
            const Traits *ours,
            const Traits *theirs)
{
  if (ours->caller != NULL && g_strcmp0 (ours->caller, theirs->caller) == 0)
    add_reason (self, HW_DUPLICATE_CALLER, SAME_CALLER, 0, 0);
}

/* Before anything is compared: of so many reports few are the same, and where many are reported being near says less. */
static void
add_crowd (HwDuplicate *self,
           guint        crowd)
{
  add_reason (self, HW_DUPLICATE_CROWD, BEFOREHAND - CROWD_PART * log2 (MAX (crowd, 1)), crowd, 0);
}

/* -- all together -- */

/**
 * hw_duplicate_free:
 * @duplicate: (transfer full) (nullable): what hw_duplicates_rank() found
 */
void
hw_duplicate_free (HwDuplicate *duplicate)
{
  if (duplicate == NULL)
    return;
  g_clear_pointer (&duplicate->report, hw_report_unref);
  g_clear_pointer (&duplicate->reasons, g_array_unref);
  g_free (duplicate);
}

/**
 * hw_duplicates_get_band:
 * @score: in bits
 *
 * Returns: what a score comes to
 */
HwDuplicateBand
hw_duplicates_get_band (double score)
{
  return score >= LIKELY_SCORE ? HW_DUPLICATE_LIKELY : score >= PERHAPS_SCORE ? HW_DUPLICATE_PERHAPS : HW_DUPLICATE_NO;
}

static HwDuplicate *
weigh (const Traits             *ours,
       HwReport                 *other,
       const HwDuplicateContext *context)
{
  HwDuplicate *self = g_new0 (HwDuplicate, 1);
  g_auto (Traits) theirs = { 0 };

  traits_init (&theirs, other);
  self->report = hw_report_ref (other);
  self->reasons = g_array_new (FALSE, FALSE, sizeof (HwDuplicateReason));
  g_array_set_clear_func (self->reasons, clear_reason);
  add_distance (self, ours, &theirs);
  add_time (self, ours, &theirs);
  add_looks (self, ours, &theirs, context->looks);
  add_people (self, ours, &theirs);
  add_age (self, ours, &theirs);
  add_gender (self, ours, &theirs);
  add_place (self, ours, &theirs, context->places);
  add_caller (self, ours, &theirs);
  add_crowd (self, context->crowd);
  self->band = hw_duplicates_get_band (self->score);
  return self;
}

static int
compare_duplicates (gconstpointer a,
                    gconstpointer b)
{
  const HwDuplicate *one = *(const HwDuplicate * const *) a, *other = *(const HwDuplicate * const *) b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return hw_id_compare (&one->report->id, &other->report->id);
}

/**
 * hw_duplicates_rank:
 * @report: a report, recorded or not
 * @others: (element-type HwReport): reports that may tell of the same; @report itself is passed over
 * @context: what is known of the reports around
 *
 * Weighs each of @others against @report. The same two weigh the same whichever is asked about.
 *
 * Returns: (transfer full) (element-type HwDuplicate): all of them, the likeliest first
 */
GPtrArray *
hw_duplicates_rank (const HwReport           *report,
                    const GPtrArray          *others,
                    const HwDuplicateContext *context)
{
  GPtrArray *ranked = g_ptr_array_new_full (others->len, (GDestroyNotify) hw_duplicate_free);
  g_auto (Traits) ours = { 0 };

  traits_init (&ours, report);
  for (guint i = 0; i < others->len; i++)
    {
      HwReport *other = g_ptr_array_index (others, i);

      if (other != report && (report->row == 0 || other->row != report->row))
        g_ptr_array_add (ranked, weigh (&ours, other, context));
    }
  g_ptr_array_sort (ranked, compare_duplicates);
  return ranked;
}

/**
 * hw_duplicates_read_looks:
 * @report: a report
 *
 * Returns: (transfer full) (element-type HwReportWord): what it says of how they look and what they carry, to be counted
 */
GArray *
hw_duplicates_read_looks (const HwReport *report)
{
  g_autofree char *text = join_looks (report);

  return hw_report_words_read (text);
}

/* -- which to look at -- */

/**
 * hw_duplicates_get_radius:
 * @report: a report with a point
 *
 * Returns: how far others may be to be looked at, in metres: the rougher the point, the farther
 */
double
hw_duplicates_get_radius (const HwReport *report)
{
  return MIN (FIELD_M + 2 * get_precision (report), 2000.0);
}

/**
 * hw_duplicates_get_window:
 * @report: a report
 *
 * Returns: how long before and after it others may be to be looked at, in µs
 */
gint64
hw_duplicates_get_window (const HwReport *report)
{
  return 7 * HW_ONE_DAY + CLAMP (report->seen_precision, 0, 7 * HW_ONE_DAY);
}

typedef struct
{
  gint64 row;
  double score;
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *one = a, *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return one->row > other->row ? -1 : one->row < other->row;
}

/**
 * hw_duplicates_pick:
 * @report: a report with a point
 * @points: (element-type HwIndexPoint): what lies within its radius
 * @limit: so many rows at most
 * @crowd: (out): how many reports there are close by, for #HwDuplicateContext
 *
 * Chooses by place and time alone, which an index has in memory, the reports
 * that are worth reading.
 *
 * Returns: (transfer full) (element-type gint64): rows, the likeliest first
 */
GArray *
hw_duplicates_pick (const HwReport *report,
                    const GArray   *points,
                    guint           limit,
                    guint          *crowd)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 window = hw_duplicates_get_window (report);

  *crowd = 0;
  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);
      gint64 apart = ABS (point->time - report->seen_at);
      double metres = hw_point_distance (&report->point, &point->point);
      Candidate candidate = { point->row, weigh_distance (metres, get_precision (report), PRECISION_M) };

      if (point->kind != HW_KIND_REPORT || (report->row != 0 && point->row == report->row) || (report->seen_at != 0 && apart > window))
        continue;
      if (report->seen_at != 0)
        candidate.score += weigh_time (apart / HOUR_US, report->seen_precision / HOUR_US);
      *crowd += metres <= CROWD_M;
      g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < MIN (candidates->len, limit); i++)
    g_array_append_val (rows, g_array_index (candidates, Candidate, i).row);
  return rows;
}
