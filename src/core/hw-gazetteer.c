/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-gazetteer.h"

#include <math.h>
#include <string.h>

#include "hw-fold.h"

/*
 * Finds a place by what a caller calls it. The call desk makes one of these for
 * the words in its field and offers it every place that is known; those whose
 * names fit are kept, and listed with what fits best first.
 *
 * Names are read however they are spelt: folded (hw-fold.h), each word perhaps
 * only begun, with the short forms of streets ("Rd"), as they sound, with a slip
 * of the finger, in any order, and cut in another place ("kanal gade" for
 * Kanalgade). What follows a comma, a house number, and small words ("by the")
 * say where at a place somebody is: they are not asked of its name.
 */

#define MAX_WORDS       16
#define MAX_FOUND       500
#define SAME_PLACE_M    60.0    /* two entries of one name are one place */
#define SAME_EARLIER_M  250.0   /* callers point less well than lists */
#define SCORE_STEPS     20.0    /* of what fits so nearly alike, the nearer place comes first */

typedef struct
{
  HwGazetteerEntry *entry;   /* (owned) */
  char *folded;              /* (owned) */
  double score;   /* in steps once all are there */
  double metres;
} Found;

struct _HwGazetteer
{
  GStrv words;           /* (owned) folded, of what was asked */
  GStrv sounds;          /* (owned) the same, as they sound */
  char *joined;          /* (owned) without blanks */
  gsize joined_length;
  GArray *found;         /* (owned) (element-type Found) */
};

G_DEFINE_BOXED_TYPE (HwGazetteerEntry, hw_gazetteer_entry, hw_gazetteer_entry_copy, hw_gazetteer_entry_free)

/* Folded. Beside them a word that is one of a pair is the other, too. */
static const char * const short_forms[][2] = {
  { "st", "street" }, { "st", "saint" }, { "st", "sankt" }, { "skt", "sankt" }, { "rd", "road" }, { "ave", "avenue" }, { "av", "avenue" },
  { "sq", "square" }, { "ln", "lane" }, { "pl", "place" }, { "pl", "plads" }, { "gdns", "gardens" }, { "ct", "court" }, { "stn", "station" },
  { "pk", "park" }, { "hosp", "hospital" }, { "bldg", "building" }, { "ctr", "centre" }, { "center", "centre" }, { "gt", "great" },
  { "gl", "gammel" }, { "ndr", "norre" }, { "sdr", "sonder" }, { "v", "vej" }, { "g", "gade" }, { "str", "straede" }, { "str", "street" },
};

/* They say where at a place somebody is, and are no part of its name. */
static const char * const small_words[] = {
  "the", "a", "an", "by", "at", "in", "on", "near", "outside", "behind", "under", "opposite", "next", "to", "of", "corner", "front", "inside",
  "ved", "i", "pa", "bag", "bagved", "foran", "uden", "for", "under", "overfor", "naer", "hos", "den", "det", "hjornet", "af",
};

static gboolean
is_small (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (small_words); i++)
    if (strcmp (small_words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_digit (const char *word)
{
  return strpbrk (word, "0123456789") != NULL;
}

/* "St" or "saint": a name may have the other. */
static gboolean
has_other_form (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (short_forms); i++)
    if (strcmp (short_forms[i][0], word) == 0 || strcmp (short_forms[i][1], word) == 0)
      return TRUE;
  return FALSE;
}

/* The words that a name must have: all but the small ones and numbers, or, where nothing else was said, all. */
static GStrv
split_question (const char *words)
{
  gsize length = strcspn (words, ",;(");
  g_autofree char *head = g_strndup (words, length);
  g_autofree char *folded = hw_fold_name (length > 0 ? head : words);
  g_auto (GStrv) all = g_strsplit (folded, " ", MAX_WORDS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0' && !is_small (all[i]) && !has_digit (all[i]))
      {
        g_strv_builder_add (builder, all[i]);
        n++;
      }
  if (n > 0)
    return g_strv_builder_end (builder);
  return g_steal_pointer (&all);
}

/* -- how well a name fits -- */

static gboolean
is_short_for (const char *word,
              const char *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (short_forms); i++)
    if ((strcmp (short_forms[i][0], word) == 0 && strcmp (short_forms[i][1], other) == 0) ||
        (strcmp (short_forms[i][1], word) == 0 && strcmp (short_forms[i][0], other) == 0))
      return TRUE;
  return FALSE;
}

/* From 4, the same word, to 1, a slip of the finger; 0 for another word. */
static int
rate_word (const char *word,
           const char *sound,
           const char *other)
{
  g_autofree char *other_sound = NULL;

  if (strcmp (word, other) == 0 || is_short_for (word, other))
    return 4;
  if (g_str_has_prefix (other, word))
    return 3;
  if (strlen (sound) >= 3)
    {
      other_sound = hw_fold_sounds (other);
      if (g_str_has_prefix (other_sound, sound))
        return 2;
    }
  return hw_fold_is_near (word, other) ? 1 : 0;
}

typedef struct
{
  int rated;             /* of all words asked for */
  guint n_fitting;       /* words of the name that were asked for */
  guint n_words;         /* of the name */
  gboolean begins_alike;
} Rating;

/* Every word asked for must fit one of the name. */
static gboolean
rate_words (const HwGazetteer *self,
            GStrv              words,
            Rating            *rating)
{
  gboolean used[MAX_WORDS * 2] = { FALSE };

  for (guint i = 0; self->words[i] != NULL; i++)
    {
      int best = 0;
      guint best_at = 0;

      for (guint j = 0; words[j] != NULL && j < G_N_ELEMENTS (used); j++)
        {
          int rated = rate_word (self->words[i], self->sounds[i], words[j]);

          if (rated > best || (rated == best && rated > 0 && used[best_at] && !used[j]))
            {
              best = rated;
              best_at = j;
            }
        }
      if (best == 0)
        return FALSE;
      used[best_at] = TRUE;
      rating->rated += best;
      rating->begins_alike |= i == 0 && best_at == 0;
    }
  for (guint j = 0; words[j] != NULL && j < G_N_ELEMENTS (used); j++)
    rating->n_fitting += used[j];
  return TRUE;
}

static gboolean
fits_joined (const HwGazetteer *self,
             const char        *folded)
{
  gsize at = 0;

  if (self->joined_length < 3)
    return FALSE;
  for (const char *c = folded; *c != '\0' && at < self->joined_length; c++)
    if (*c != ' ' && *c != self->joined[at++])
      return FALSE;
  return at == self->joined_length;
}

/* From 0 to about 1.4, or less than 0 where the name does not fit. */
static double
rate_name (const HwGazetteer *self,
           const char        *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint n_asked = g_strv_length (self->words);
  Rating rating = { 0, 0, g_strv_length (words), FALSE };

  if (rate_words (self, words, &rating))
    return rating.rated / (4.0 * n_asked) + 0.2 * rating.n_fitting / MAX (rating.n_words, 1) + (rating.begins_alike ? 0.15 : 0);
  return fits_joined (self, folded) ? 0.9 : -1;
}

/* A site is what the team says itself; a place that many reports named is likely to be meant again. */
static double
rate_kind (const HwGazetteerEntry *entry)
{
  switch (entry->kind)
    {
    case HW_GAZETTEER_SITE: return 0.15;
    case HW_GAZETTEER_EARLIER: return MIN (0.1, 0.02 * log2 (entry->n_reports));
    default: return 0;
    }
}

/* -- what was found -- */

static void
found_clear (gpointer pointer)
{
  Found *found = pointer;

  hw_gazetteer_entry_free (found->entry);
  g_free (found->folded);
}

static Found *
find_same (HwGazetteer     *self,
           const char      *folded,
           HwGazetteerKind  kind,
           const HwPoint   *point)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      Found *found = &g_array_index (self->found, Found, i);
      gboolean earlier = kind == HW_GAZETTEER_EARLIER || found->entry->kind == HW_GAZETTEER_EARLIER;

      if (strcmp (found->folded, folded) == 0 && hw_point_distance (&found->entry->point, point) <= (earlier ? SAME_EARLIER_M : SAME_PLACE_M))
        return found;
    }
  return NULL;
}

/* The same place from another source: what knows it best says where it is. */
static void
merge (Found           *found,
       HwGazetteerKind  kind,
       const HwPoint   *point,
       double           precision_m)
{
  found->entry->n_reports += kind == HW_GAZETTEER_EARLIER ? 1 : 0;
  if (kind >= found->entry->kind)
    return;
  found->entry->kind = kind;
  found->entry->point = *point;
  found->entry->precision_m = precision_m;
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *first = a;
  const Found *second = b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;
  if (first->metres != second->metres)
    return first->metres < second->metres ? -1 : 1;
  if (first->entry->kind != second->entry->kind)
    return (int) first->entry->kind - (int) second->entry->kind;
  return strcmp (first->entry->name, second->entry->name);
}

/* -- public -- */

/**
 * hw_gazetteer_entry_copy:
 * @entry: a place
 *
 * Returns: (transfer full): the same place
 */
HwGazetteerEntry *
hw_gazetteer_entry_copy (const HwGazetteerEntry *entry)
{
  HwGazetteerEntry *copy = g_new (HwGazetteerEntry, 1);

  *copy = *entry;
  copy->name = g_strdup (entry->name);
  return copy;
}

/**
 * hw_gazetteer_entry_free:
 * @entry: (nullable): a place
 */
void
hw_gazetteer_entry_free (HwGazetteerEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->name);
  g_free (entry);
}

/**
 * hw_gazetteer_new:
 * @words: what a caller calls a place, as far as it is typed
 *
 * Returns: (transfer full): a search for it that was not offered anything yet
 */
HwGazetteer *
hw_gazetteer_new (const char *words)
{
  HwGazetteer *self = g_new0 (HwGazetteer, 1);
  g_autoptr (GStrvBuilder) sounds = g_strv_builder_new ();

  self->words = split_question (words);
  for (guint i = 0; self->words[i] != NULL; i++)
    {
      g_autofree char *sound = hw_fold_sounds (self->words[i]);

      g_strv_builder_add (sounds, sound);
    }
  self->sounds = g_strv_builder_end (sounds);
  self->joined = g_strjoinv ("", self->words);
  self->joined_length = strlen (self->joined);
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (self->found, found_clear);
  return self;
}

/**
 * hw_gazetteer_free:
 * @self: a search
 */
void
hw_gazetteer_free (HwGazetteer *self)
{
  g_strfreev (self->words);
  g_strfreev (self->sounds);
  g_free (self->joined);
  g_array_unref (self->found);
  g_free (self);
}

/**
 * hw_gazetteer_is_asking:
 * @self: a search
 *
 * Returns: whether enough was typed for a name to fit: two letters
 */
gboolean
hw_gazetteer_is_asking (const HwGazetteer *self)
{
  return self->joined_length >= 2;
}

/**
 * hw_gazetteer_offer:
 * @self: a search
 * @name: of a place
 * @kind: how it is known
 * @point: where it is
 * @precision_m: how far off who is there may be, in metres
 *
 * Keeps a place whose name fits. The same place is kept once, whoever knows it,
 * and the reports that came from there are counted.
 */
void
hw_gazetteer_offer (HwGazetteer     *self,
                    const char      *name,
                    HwGazetteerKind  kind,
                    const HwPoint   *point,
                    double           precision_m)
{
  g_autofree char *folded = NULL;
  Found found = { NULL };
  Found *same;
  double score;

  if (name == NULL || !hw_point_is_valid (point) || !hw_gazetteer_is_asking (self))
    return;
  folded = hw_fold_name (name);
  score = rate_name (self, folded);
  if (score < 0)
    return;
  same = find_same (self, folded, kind, point);
  if (same != NULL)
    {
      merge (same, kind, point, precision_m);
      return;
    }
  if (self->found->len >= MAX_FOUND)
    return;

  found.entry = g_new0 (HwGazetteerEntry, 1);
  *found.entry = (HwGazetteerEntry) { g_strdup (name), kind, *point, precision_m, kind == HW_GAZETTEER_EARLIER ? 1 : 0 };
  found.folded = g_steal_pointer (&folded);
  found.score = score;
  g_array_append_val (self->found, found);
}

/**
 * hw_gazetteer_get_n_found:
 * @self: a search
 *
 * Returns: how many places fit so far
 */
guint
hw_gazetteer_get_n_found (const HwGazetteer *self)
{
  return self->found->len;
}

/**
 * hw_gazetteer_list:
 * @self: a search, which is over then: it gives its places away
 * @near: (nullable): the middle of the map
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type HwGazetteerEntry): what fits best first;
 *   of what fits alike, what is nearest to @near
 */
GPtrArray *
hw_gazetteer_list (HwGazetteer   *self,
                   const HwPoint *near,
                   guint          limit)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_gazetteer_entry_free);

  for (guint i = 0; i < self->found->len; i++)
    {
      Found *found = &g_array_index (self->found, Found, i);

      found->score = round ((found->score + rate_kind (found->entry)) * SCORE_STEPS);
      found->metres = near != NULL && hw_point_is_valid (near) ? hw_point_distance (near, &found->entry->point) : 0;
    }
  g_array_sort (self->found, compare_found);
  for (guint i = 0; i < self->found->len && i < limit; i++)
    g_ptr_array_add (entries, g_steal_pointer (&g_array_index (self->found, Found, i).entry));
  g_array_set_size (self->found, 0);
  return entries;
}

/**
 * hw_gazetteer_dup_keys:
 * @words: what a caller calls a place
 * @forgiving: whether only the first two letters of words are asked for, so that names with a slip after them are found, too
 *
 * What to search a long list for before its places are offered: the words that
 * any name that fits has, spelt alike.
 *
 * Returns: (transfer full) (nullable): words with a blank between them, %NULL where there are none
 */
char *
hw_gazetteer_dup_keys (const char *words,
                       gboolean    forgiving)
{
  g_auto (GStrv) split = split_question (words);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; split[i] != NULL; i++)
    {
      gssize length = forgiving && strlen (split[i]) > 2 ? 2 : (gssize) strlen (split[i]);

      if (length == 0 || has_other_form (split[i]))
        continue;
      if (keys->len > 0)
        g_string_append_c (keys, ' ');
      g_string_append_len (keys, split[i], length);
    }
  if (keys->len == 0 && split[0] != NULL)
    g_string_append (keys, split[0]);
  return keys->len > 0 ? g_strdup (keys->str) : NULL;
}

/* "14" of "Quay Street 14" */
static char *
dup_number (const char *words,
            gsize       length)
{
  g_autofree char *head = g_strchomp (g_strndup (words, length));
  const char *last = strrchr (head, ' ');

  return last != NULL && has_digit (last) ? g_strdup (last) : g_strdup ("");
}

/**
 * hw_gazetteer_complete:
 * @words: what was typed
 * @name: the place that was chosen
 *
 * What the caller said of where at the place stays: a house number, and what
 * follows a comma.
 *
 * Returns: (transfer full): the words of the report
 */
char *
hw_gazetteer_complete (const char *words,
                       const char *name)
{
  gsize length = strcspn (words, ",;(");
  g_autofree char *number = dup_number (words, length);

  return g_strconcat (name, strstr (name, number) == NULL ? number : "", words + length, NULL);
}
