/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-date.h"
#include "hw-person-match.h"

/* Who may be known twice: somebody tells one worker "Marek" and another "Mareczek
 * N." The reasons are said in words and a worker decides; nothing is joined here. */

#define LEAST_SCORE   50
#define LONGEST_NAME  64

/* -- names ------------------------------------------------------------------------ */

/* Cyrillic as Bulgarian passports write it in Latin letters; with the few letters that Ukrainian and Serbian have beside these. */
static const struct { gunichar letter; const char *latin; } cyrillic[] = {
  { 0x430, "a" }, { 0x431, "b" }, { 0x432, "v" }, { 0x433, "g" }, { 0x434, "d" }, { 0x435, "e" }, { 0x436, "zh" }, { 0x437, "z" },
  { 0x438, "i" }, { 0x439, "y" }, { 0x43a, "k" }, { 0x43b, "l" }, { 0x43c, "m" }, { 0x43d, "n" }, { 0x43e, "o" }, { 0x43f, "p" },
  { 0x440, "r" }, { 0x441, "s" }, { 0x442, "t" }, { 0x443, "u" }, { 0x444, "f" }, { 0x445, "h" }, { 0x446, "ts" }, { 0x447, "ch" },
  { 0x448, "sh" }, { 0x449, "sht" }, { 0x44a, "a" }, { 0x44b, "y" }, { 0x44c, "y" }, { 0x44d, "e" }, { 0x44e, "yu" }, { 0x44f, "ya" },
  { 0x452, "d" }, { 0x454, "e" }, { 0x456, "i" }, { 0x457, "i" }, { 0x458, "j" },
};

static const char *
find_latin (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (cyrillic); i++)
    if (cyrillic[i].letter == letter)
      return cyrillic[i].latin;
  return NULL;
}

static char *
write_in_latin (const char *name)
{
  g_autofree char *small = g_utf8_strdown (name, -1);
  g_autofree char *composed = g_utf8_normalize (small, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) latin = g_string_new (NULL);

  for (const char *at = composed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *letters = find_latin (g_utf8_get_char (at));

      if (letters != NULL)
        g_string_append (latin, letters);
      else
        g_string_append_unichar (latin, g_utf8_get_char (at));
    }
  return g_str_to_ascii (latin->str, "C");
}

/**
 * hw_person_fold_name:
 * @name: a name or alias
 *
 * Takes away what people leave out or write in another way: capitals, accents,
 * another alphabet, marks, doubled letters; words stay apart by one space.
 *
 * Returns: (transfer full): the folded name; empty where nothing is left
 */
char *
hw_person_fold_name (const char *name)
{
  g_autofree char *latin = g_utf8_validate (name, -1, NULL) ? write_in_latin (name) : g_strdup (name);
  GString *folded = g_string_new (NULL);

  for (const char *at = latin; *at != '\0' && folded->len < LONGEST_NAME; at++)
    {
      char letter = g_ascii_tolower (*at), last = folded->len > 0 ? folded->str[folded->len - 1] : ' ';

      if (g_ascii_isalnum (letter) && (letter != last || g_ascii_isdigit (letter)))
        g_string_append_c (folded, letter);
      else if (!g_ascii_isalnum (letter) && letter != '\'' && last != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

/**
 * hw_person_name_distance:
 * @folded: a folded name
 * @other: another
 * @most: beyond this it does not matter
 *
 * How many letters were changed, left out, put in or swapped with the next one
 * (optimal string alignment).
 *
 * Returns: the number, or @most + 1 where it is greater
 */
guint
hw_person_name_distance (const char *folded,
                         const char *other,
                         guint       most)
{
  guint rows[3][LONGEST_NAME + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];
  guint n = MIN (strlen (folded), LONGEST_NAME), m = MIN (strlen (other), LONGEST_NAME);

  for (guint j = 0; j <= m; j++)
    last[j] = before[j] = j;
  for (guint i = 1; i <= n; i++)
    {
      guint *oldest = before;

      row[0] = i;
      for (guint j = 1; j <= m; j++)
        {
          row[j] = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + (folded[i - 1] != other[j - 1]));
          if (i > 1 && j > 1 && folded[i - 1] == other[j - 2] && folded[i - 2] == other[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = last;
      last = row;
      row = oldest;
    }
  return MIN (last[m], most + 1);
}

/* -- weighing ------------------------------------------------------------------------ */

static void
add_reason (HwPersonMatch *match,
            int           *score,
            int            weight,
            char          *words)
{
  *score += weight;
  g_ptr_array_add (match->reasons, words);
}

static GPtrArray *
list_names (const HwPerson *person)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) others = g_strsplit (person->other_names != NULL ? person->other_names : "", ";", -1);

  g_ptr_array_add (names, g_strdup (person->alias));
  for (guint i = 0; others[i] != NULL; i++)
    if (*g_strstrip (others[i]) != '\0')
      g_ptr_array_add (names, g_strdup (others[i]));
  return names;
}

static gboolean
share_a_word (const char *folded,
              const char *other)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1), others = g_strsplit (other, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) >= 3 && g_strv_contains ((const char * const *) others, words[i]))
      return TRUE;
  return FALSE;
}

/* How much alike two names are: 60 the same, 45 one or two letters apart, 40 one word in common, 0 no. */
static int
weigh_names (const char *name,
             const char *other)
{
  g_autofree char *folded = hw_person_fold_name (name), *other_folded = hw_person_fold_name (other);
  gsize shorter = MIN (strlen (folded), strlen (other_folded));
  guint most = shorter >= 7 ? 2 : 1;

  if (shorter == 0)
    return 0;
  if (g_str_equal (folded, other_folded))
    return 60;
  if (shorter >= 4 && hw_person_name_distance (folded, other_folded, most) <= most)
    return 45;
  return share_a_word (folded, other_folded) ? 40 : 0;
}

static void
add_names (HwPersonMatch  *match,
           int            *score,
           const HwPerson *person)
{
  g_autoptr (GPtrArray) names = list_names (person), others = list_names (match->person);
  const char *best_name = NULL, *best_other = NULL;
  int best = 0;

  for (guint i = 0; i < names->len; i++)
    for (guint j = 0; j < others->len; j++)
      {
        int weight = weigh_names (names->pdata[i], others->pdata[j]);

        if (weight <= best)
          continue;
        best = weight;
        best_name = names->pdata[i];
        best_other = others->pdata[j];
      }

  if (best == 60)
    add_reason (match, score, best, g_strdup_printf (_("the same name, “%s”"), best_other));
  else if (best > 0)
    add_reason (match, score, best, g_strdup_printf (_("a name that is nearly the same, “%s” and “%s”"), best_name, best_other));
}

static gboolean
is_day (const char *born)
{
  return hw_date_parse (born, NULL, NULL);
}

/* The same day says much, the same year something; other years say that they are two. */
static void
add_birth (HwPersonMatch  *match,
           int            *score,
           const HwPerson *person)
{
  const char *born = person->born, *other = match->person->born;

  if (born == NULL || other == NULL || strlen (born) < 4 || strlen (other) < 4)
    return;
  if (strncmp (born, other, 4) != 0)
    *score -= 40;
  else if (is_day (born) && is_day (other) && !g_str_equal (born, other))
    *score -= 15;
  else if (is_day (born) && is_day (other))
    add_reason (match, score, 40, g_strdup (_("born on the same day")));
  else
    add_reason (match, score, 15, g_strdup (_("born in the same year")));
}

static void
add_origin (HwPersonMatch  *match,
            int            *score,
            const HwPerson *person)
{
  const HwPerson *other = match->person;

  if (person->language != NULL && other->language != NULL && g_ascii_strcasecmp (person->language, other->language) == 0)
    add_reason (match, score, 10, g_strdup (_("the same language")));
  if (person->nationality == NULL || other->nationality == NULL)
    return;
  if (g_ascii_strcasecmp (person->nationality, other->nationality) == 0)
    add_reason (match, score, 5, g_strdup (_("the same nationality")));
  else
    *score -= 15;
}

static void
add_age (HwPersonMatch  *match,
         int            *score,
         const HwPerson *person)
{
  HwAgeGroup age = person->age, other = match->person->age;

  if (age == HW_AGE_UNKNOWN || other == HW_AGE_UNKNOWN || (person->born != NULL && match->person->born != NULL))
    return;
  if (age == other)
    add_reason (match, score, 5, g_strdup (_("the same age group")));
  else
    *score -= MAX (age, other) - MIN (age, other) > 1 ? 30 : 5;
}

/* Seen last within the same night and day. */
static void
add_meeting (HwPersonMatch  *match,
             int            *score,
             const HwPerson *person)
{
  gint64 met = person->last_met, other = match->person->last_met;

  if (met != 0 && other != 0 && MAX (met, other) - MIN (met, other) < HW_ONE_DAY)
    add_reason (match, score, 5, g_strdup (_("met last on the same day")));
}

static HwPersonMatch *
weigh (const HwPerson *person,
       HwPerson       *other)
{
  g_autoptr (HwPersonMatch) match = g_new0 (HwPersonMatch, 1);
  int score = 0;

  match->person = hw_person_ref (other);
  match->reasons = g_ptr_array_new_with_free_func (g_free);
  add_names (match, &score, person);
  add_birth (match, &score, person);
  add_origin (match, &score, person);
  add_age (match, &score, person);
  add_meeting (match, &score, person);
  match->score = CLAMP (score, 0, 100);
  return match->score >= LEAST_SCORE ? g_steal_pointer (&match) : NULL;
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const HwPersonMatch *one = *(const HwPersonMatch * const *) a, *other = *(const HwPersonMatch * const *) b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return hw_id_compare (&one->person->id, &other->person->id);
}

/**
 * hw_person_match_free:
 * @match: (transfer full) (nullable): a match
 */
void
hw_person_match_free (HwPersonMatch *match)
{
  if (match == NULL)
    return;
  g_clear_pointer (&match->person, hw_person_unref);
  g_clear_pointer (&match->reasons, g_ptr_array_unref);
  g_free (match);
}

/**
 * hw_person_find_likely_same:
 * @people: (element-type HwPerson): everybody the team knows
 * @person: somebody, perhaps one of them
 *
 * Who of @people may be @person under another name, or another time. Only a hint:
 * a link is made by a worker, with a reason, and can be undone.
 *
 * Returns: (transfer full) (element-type HwPersonMatch): the likeliest first
 */
GPtrArray *
hw_person_find_likely_same (GPtrArray      *people,
                            const HwPerson *person)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_match_free);

  for (guint i = 0; i < people->len; i++)
    {
      HwPerson *other = people->pdata[i];
      HwPersonMatch *match;

      if (other == person || (!hw_id_is_nil (&other->id) && hw_id_equal (&other->id, &person->id)))
        continue;
      match = weigh (person, other);
      if (match != NULL)
        g_ptr_array_add (matches, match);
    }
  g_ptr_array_sort (matches, compare_matches);
  return matches;
}
