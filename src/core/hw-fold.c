/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-fold.h"

/*
 * Names however they are spelt, for the search and for nothing else. Three
 * steps, from strict to lenient: the letters that a keyboard without accents
 * has (Żółkowski, zolkowski; Иван, ivan); how they sound, roughly, in the
 * languages heard most (Mareck, Marek; Joergen, Jørgen); and a slip of the
 * finger (Marke, Marek). What is folded here is not kept in the journal: a
 * better rule makes the index anew.
 */

/* Letters that no decomposition takes apart, and those of the Bulgarian, Ukrainian, Russian and Greek alphabets. */
static const struct { gunichar letter; const char *latin; } letters[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" }, { 0x0111, "d" }, { 0x0127, "h" }, { 0x0131, "i" },
  { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0167, "t" }, { 0x0140, "l" }, { 0x014b, "n" }, { 0x0259, "e" },
  { 0x03b1, "a" }, { 0x03b2, "v" }, { 0x03b3, "g" }, { 0x03b4, "d" }, { 0x03b5, "e" }, { 0x03b6, "z" }, { 0x03b7, "i" }, { 0x03b8, "th" },
  { 0x03b9, "i" }, { 0x03ba, "k" }, { 0x03bb, "l" }, { 0x03bc, "m" }, { 0x03bd, "n" }, { 0x03be, "x" }, { 0x03bf, "o" }, { 0x03c0, "p" },
  { 0x03c1, "r" }, { 0x03c2, "s" }, { 0x03c3, "s" }, { 0x03c4, "t" }, { 0x03c5, "y" }, { 0x03c6, "f" }, { 0x03c7, "ch" }, { 0x03c8, "ps" },
  { 0x03c9, "o" },
  { 0x0430, "a" }, { 0x0431, "b" }, { 0x0432, "v" }, { 0x0433, "g" }, { 0x0434, "d" }, { 0x0435, "e" }, { 0x0436, "zh" }, { 0x0437, "z" },
  { 0x0438, "i" }, { 0x0439, "y" }, { 0x043a, "k" }, { 0x043b, "l" }, { 0x043c, "m" }, { 0x043d, "n" }, { 0x043e, "o" }, { 0x043f, "p" },
  { 0x0440, "r" }, { 0x0441, "s" }, { 0x0442, "t" }, { 0x0443, "u" }, { 0x0444, "f" }, { 0x0445, "h" }, { 0x0446, "ts" }, { 0x0447, "ch" },
  { 0x0448, "sh" }, { 0x0449, "sht" }, { 0x044a, "a" }, { 0x044b, "y" }, { 0x044c, "" }, { 0x044d, "e" }, { 0x044e, "yu" }, { 0x044f, "ya" },
  { 0x0454, "ie" }, { 0x0456, "i" }, { 0x0491, "g" }, { 0x0455, "dz" }, { 0x0458, "j" }, { 0x0459, "lj" }, { 0x045a, "nj" }, { 0x045f, "dz" },
};

static const char *
find_latin (gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == letter)
      return letters[i].latin;
  return NULL;
}

static void
fold_letter (GString *folded,
             gunichar letter)
{
  const char *latin = find_latin (letter);

  if (latin != NULL)
    g_string_append (folded, latin);
  else if (g_unichar_isalnum (letter))
    g_string_append_unichar (folded, letter);
  else if (!g_unichar_ismark (letter) && letter != '\'' && letter != 0x2019 && folded->len > 0 && folded->str[folded->len - 1] != ' ')
    g_string_append_c (folded, ' ');
}

/**
 * hw_fold_append:
 * @folded: what to append to
 * @letter: a letter, a digit or a mark
 *
 * Appends one letter as hw_fold_name() folds it; a mark is left out.
 */
void
hw_fold_append (GString  *folded,
                gunichar  letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (g_unichar_tolower (letter), TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < MIN (n_parts, G_N_ELEMENTS (parts)); i++)
    fold_letter (folded, parts[i]);
}

/**
 * hw_fold_name:
 * @text: (nullable): names
 *
 * Folds capitals, accents and alphabets away. An apostrophe joins, everything
 * else that is no letter and no digit is one blank.
 *
 * Returns: (transfer full): words with a blank between them
 */
char *
hw_fold_name (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *c = apart; *c != '\0'; c = g_utf8_next_char (c))
    fold_letter (folded, g_utf8_get_char (c));
  return g_strchomp (g_string_free (folded, FALSE));
}

/* Longest first where one begins another. What stays silent becomes nothing. */
static const struct { const char *letters, *sound; } sounds[] = {
  { "sch", "s" }, { "tch", "c" }, { "szcz", "s" },
  { "sz", "s" }, { "sh", "s" }, { "cz", "c" }, { "ch", "c" }, { "tz", "c" }, { "ts", "c" }, { "zh", "z" }, { "rz", "z" }, { "dz", "z" },
  { "ck", "k" }, { "ph", "f" }, { "th", "t" }, { "kh", "k" }, { "gh", "g" }, { "qu", "k" }, { "ks", "x" },
  { "ae", "a" }, { "oe", "o" }, { "ue", "u" }, { "aa", "a" }, { "ou", "u" }, { "ee", "i" }, { "ie", "i" }, { "ei", "i" }, { "ii", "i" },
  { "w", "v" }, { "q", "k" }, { "y", "i" }, { "j", "i" },
};

/* Before e and i a c hisses; else it is a k. */
static gsize
sound_of_c (const char *word,
            GString    *sound)
{
  g_string_append_c (sound, strchr ("eiy", word[1]) != NULL && word[1] != '\0' ? 's' : 'k');
  return 1;
}

static gsize
put_sound (const char *word,
           GString    *sound)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sounds); i++)
    if (g_str_has_prefix (word, sounds[i].letters))
      {
        g_string_append (sound, sounds[i].sound);
        return strlen (sounds[i].letters);
      }
  if (*word == 'c')
    return sound_of_c (word, sound);
  g_string_append_c (sound, *word);
  return 1;
}

/**
 * hw_fold_sounds:
 * @folded: what hw_fold_name() made
 *
 * Says how the words sound, roughly: spellings of one sound become one letter,
 * double letters single.
 *
 * Returns: (transfer full): as many words
 */
char *
hw_fold_sounds (const char *folded)
{
  GString *sound = g_string_new (NULL);

  for (const char *c = folded; *c != '\0';)
    {
      gsize before = sound->len;

      c += put_sound (c, sound);
      if (before > 0 && sound->len > before && sound->str[before] == sound->str[before - 1])
        g_string_erase (sound, (gssize) before, 1);
    }
  return g_string_free (sound, FALSE);
}

#define LONGEST 40

static guint
smallest (guint a,
          guint b,
          guint c)
{
  return MIN (MIN (a, b), c);
}

/*
 * How many slips lead from @word to the beginning of @name that is nearest to
 * it: a letter too many, too few, another one, or two swapped (optimal string
 * alignment, Damerau 1964). Bytes are letters here: what is folded is mostly ASCII.
 */
static guint
count_slips (const char *word,
             gsize       word_length,
             const char *name,
             gsize       name_length)
{
  guint rows[3][LONGEST + 1];
  guint *before = rows[0], *above = rows[1], *row = rows[2];
  guint least = G_MAXUINT;

  for (gsize j = 0; j <= name_length; j++)
    above[j] = (guint) j;
  for (gsize i = 1; i <= word_length; i++)
    {
      guint *free_row = before;

      row[0] = (guint) i;
      for (gsize j = 1; j <= name_length; j++)
        {
          row[j] = smallest (above[j] + 1, row[j - 1] + 1, above[j - 1] + (word[i - 1] != name[j - 1]));
          if (i > 1 && j > 1 && word[i - 1] == name[j - 2] && word[i - 2] == name[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = above;
      above = row;
      row = free_row;
    }
  for (gsize j = 0; j <= name_length; j++)
    least = MIN (least, above[j]);
  return least;
}

/**
 * hw_fold_is_near:
 * @word: a folded word that somebody typed, perhaps only its beginning
 * @name: a folded word of a name
 *
 * One slip in a word of four to seven letters, two in a longer one. The first
 * letter is right more often than not, but not always.
 *
 * Returns: whether @name may be meant
 */
gboolean
hw_fold_is_near (const char *word,
                 const char *name)
{
  gsize word_length = strlen (word);
  gsize name_length = strlen (name);

  if (word_length < 4 || word_length > LONGEST || name_length < 3 || name_length > LONGEST)
    return FALSE;
  return count_slips (word, word_length, name, name_length) <= (word_length < 8 ? 1u : 2u);
}
