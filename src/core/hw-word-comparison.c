/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-word-comparison.h"

/* What two callers both say, and what only one of them does. A word that both use
 * counts for more the rarer it is; the same thing in another colour is another. */

#define SAID_AGAIN  0.5   /* of what one says of the same people, the other says too */
#define FADE        0.7   /* each further word counts so much of the one before: words hang together */
#define SAME_COLOUR 1.5   /* bits */
#define TOLD_MOST   4u    /* words in a reason */

static double
weigh_word (const HwWordCounts *counts,
            guint32             meaning)
{
  return MAX (log2 (SAID_AGAIN / hw_word_counts_get_share (counts, meaning)), 0);
}

/* An element of #HwWordComparison's shared: a word that both have, and what it adds. */
typedef struct
{
  double              weight;
  const HwReportWord *word;    /* ours */
} SharedWord;

static void
append_word (GString            *words,
             const char         *text,
             const HwReportWord *word)
{
  g_string_append (words, words->len > 0 ? ", " : "");
  g_string_append_len (words, text + word->start, word->length);
}

static void
compare_same (HwWordComparison   *self,
              const HwReportWord *word,
              const HwReportWord *other,
              const char         *text,
              const char         *other_text,
              const HwWordCounts *counts)
{
  SharedWord shared = { weigh_word (counts, word->meaning) + ((word->colours & other->colours) != 0 ? SAME_COLOUR : 0), word };

  if (!hw_report_words_differ (word->colours, other->colours))
    {
      g_array_append_val (self->shared, shared);
      return;
    }
  append_word (self->colours, text, word);
  append_word (self->other_colours, other_text, other);
}

static int
compare_weights (gconstpointer a,
                 gconstpointer b)
{
  const SharedWord *one = a, *other = b;

  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  return one->word->start < other->word->start ? -1 : one->word->start > other->word->start;
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const SharedWord *one = a, *other = b;

  return one->word->start < other->word->start ? -1 : one->word->start > other->word->start;
}

/* Men and women are weighed for themselves, and how many there are too. */
static gboolean
is_for_words (const HwReportWord *word,
              gboolean            numbers)
{
  return word->kind != HW_WORD_MAN && word->kind != HW_WORD_WOMAN && (numbers || word->kind != HW_WORD_NUMBER);
}

static const HwReportWord *
get_word (const GArray *words,
          guint         i)
{
  return i < words->len ? &g_array_index (words, HwReportWord, i) : NULL;
}

/**
 * hw_word_comparison_init:
 * @self: (out caller-allocates): a comparison
 * @words: (element-type HwReportWord): of one report, as hw_report_words_read() gives them
 * @text: (nullable): that they are of
 * @others: (element-type HwReportWord): of another
 * @other_text: (nullable): that they are of
 * @counts: (nullable): how common words are
 * @numbers: whether a number says something, as that of a house does
 *
 * Compares two readings. Men and women are left out, which are weighed for themselves.
 */
void
hw_word_comparison_init (HwWordComparison   *self,
                         const GArray       *words,
                         const char         *text,
                         const GArray       *others,
                         const char         *other_text,
                         const HwWordCounts *counts,
                         gboolean            numbers)
{
  const HwReportWord *word = get_word (words, 0), *other = get_word (others, 0);
  guint i = 0, j = 0;

  *self = (HwWordComparison) { .shared = g_array_new (FALSE, FALSE, sizeof (SharedWord)), .colours = g_string_new (NULL), .other_colours = g_string_new (NULL) };
  while (word != NULL || other != NULL)
    {
      const HwReportWord *was = word, *other_was = other;
      gboolean ours = other == NULL || (word != NULL && word->meaning <= other->meaning);
      gboolean theirs = word == NULL || (other != NULL && other->meaning <= word->meaning);

      if (ours)
        word = get_word (words, ++i);
      if (theirs)
        other = get_word (others, ++j);
      if (ours && theirs && is_for_words (was, numbers))
        compare_same (self, was, other_was, text, other_text, counts);
      else if (ours != theirs)
        self->n_only += (ours ? was : other_was)->kind == HW_WORD_OBJECT;
    }
  g_array_sort (self->shared, compare_weights);
}

/**
 * hw_word_comparison_clear:
 * @self: a comparison
 */
void
hw_word_comparison_clear (HwWordComparison *self)
{
  g_array_unref (self->shared);
  g_string_free (self->colours, TRUE);
  g_string_free (self->other_colours, TRUE);
}

/**
 * hw_word_comparison_get_weight:
 * @self: a comparison
 *
 * Returns: what the shared words add, in bits; fewer than each of them for itself would, for
 *   words hang together: "grey sleeping bag", "litter and rats"
 */
double
hw_word_comparison_get_weight (const HwWordComparison *self)
{
  double sum = 0, part = 1;

  for (guint i = 0; i < self->shared->len; i++, part *= FADE)
    sum += part * g_array_index (self->shared, SharedWord, i).weight;
  return sum;
}

/**
 * hw_word_comparison_dup_shared:
 * @self: a comparison
 * @text: the first text
 *
 * Returns: (transfer full): the rarest of the shared words, as @text has them and in that
 *   order; what stands side by side stays together
 */
char *
hw_word_comparison_dup_shared (const HwWordComparison *self,
                               const char             *text)
{
  g_autoptr (GArray) rarest = g_array_new (FALSE, FALSE, sizeof (SharedWord));
  GString *words = g_string_new (NULL);
  guint end = G_MAXUINT - 1;

  g_array_append_vals (rarest, self->shared->data, MIN (self->shared->len, TOLD_MOST));
  g_array_sort (rarest, compare_starts);
  for (guint i = 0; i < rarest->len; i++)
    {
      const HwReportWord *word = g_array_index (rarest, SharedWord, i).word;

      if (word->start == end + 1 && text[end] == ' ')
        g_string_append_c (words, ' ');
      else if (words->len > 0)
        g_string_append (words, ", ");
      g_string_append_len (words, text + word->start, word->length);
      end = word->start + word->length;
    }
  return g_string_free (words, FALSE);
}
