/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-spot-names.h"

/* What a hot-spot is called: the place that its reports name most often.
 * Callers say "by the bins, Drummond Street" and files say "1204 PINE ST,
 * SEATTLE", so a place is taken apart at its commas and freed of house
 * numbers, and what nearly every hot-spot has (the city) tells none of them
 * apart. Pure. */

#define FEW_SPOTS 3   /* from so many on, a part that more than half of them have is no name */

/* -- the parts of a place -- */

static gboolean
is_house_number (const char *word)
{
  gboolean has_digit = FALSE;
  guint letters = 0;

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isdigit (character))
        has_digit = TRUE;
      else if (g_unichar_isalpha (character))
        letters++;
      else if (g_utf8_strchr ("-/#.\342\200\223", -1, character) == NULL)
        return FALSE;
    }
  /* "12", "12B", "12-14", "#7"; but "3rd" and "A40" are words of a street. */
  return has_digit && (letters == 0 || (letters == 1 && g_ascii_isdigit (*word)));
}

static gboolean
says_number (const char *word)
{
  return g_ascii_strcasecmp (word, "no") == 0 || g_ascii_strcasecmp (word, "no.") == 0;
}

/* "12-14 High  Street" -> "High Street"; NULL where nothing is left. */
static char *
clean_part (const char *part)
{
  g_auto (GStrv) words = g_strsplit_set (part, " \t\r\n", -1);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *next = words[i + 1];

      if (*words[i] == '\0' || is_house_number (words[i]) || (says_number (words[i]) && next != NULL && is_house_number (next)))
        continue;
      if (clean->len > 0)
        g_string_append_c (clean, ' ');
      g_string_append (clean, words[i]);
    }
  return g_utf8_strlen (clean->str, -1) >= 3 ? g_string_free (g_steal_pointer (&clean), FALSE) : NULL;
}

/* -- counting -- */

typedef struct
{
  char *words;     /* (owned) as first written */
  guint count;     /* reports that have it */
} Part;

static void
part_free (gpointer pointer)
{
  Part *part = pointer;

  g_free (part->words);
  g_free (part);
}

static void
count_place (GHashTable *parts,
             const char *place)
{
  g_auto (GStrv) pieces = g_strsplit_set (place, ",;|\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *words = clean_part (pieces[i]);
      g_autofree char *key = words != NULL ? g_utf8_casefold (words, -1) : NULL;
      Part *part;

      if (key == NULL || !g_hash_table_add (seen, g_strdup (key)))
        continue;
      part = g_hash_table_lookup (parts, key);
      if (part == NULL)
        {
          part = g_new0 (Part, 1);
          part->words = g_steal_pointer (&words);
          g_hash_table_insert (parts, g_steal_pointer (&key), part);
        }
      part->count++;
    }
}

static GHashTable *
count_parts (GPtrArray *places)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, part_free);

  for (guint i = 0; i < places->len; i++)
    count_place (parts, g_ptr_array_index (places, i));
  return parts;
}

/* How many hot-spots have each part. */
static GHashTable *
count_spots (GPtrArray *counted)
{
  GHashTable *spots = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < counted->len; i++)
    {
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, g_ptr_array_index (counted, i));
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_insert (spots, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (spots, key)) + 1));
    }
  return spots;
}

static gboolean
begins_as_a_name (const Part *part)
{
  gunichar first = g_utf8_get_char (part->words);

  return g_unichar_isupper (first) || g_unichar_isdigit (first);
}

/* More reports first, then what looks like a name, then the alphabet: the same reports always give the same name. */
static gboolean
is_better (const Part *part,
           const Part *best)
{
  if (best == NULL || part->count != best->count)
    return best == NULL || part->count > best->count;
  if (begins_as_a_name (part) != begins_as_a_name (best))
    return begins_as_a_name (part);
  return strcmp (part->words, best->words) < 0;
}

static char *
pick (GHashTable *parts,
      guint       n_places,
      GHashTable *spots,
      guint       n_spots)
{
  const Part *best = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Part *part = value;
      guint n_have = GPOINTER_TO_UINT (g_hash_table_lookup (spots, key));

      if (n_spots >= FEW_SPOTS && 2 * n_have > n_spots)
        continue;
      /* What one of several callers said is no name yet. */
      if ((part->count >= 2 || n_places == 1) && is_better (part, best))
        best = part;
    }
  return best != NULL ? g_strdup (best->words) : NULL;
}

/**
 * hw_spot_names_pick:
 * @spots: (element-type GPtrArray): for each hot-spot the places of its reports, as UTF-8
 *
 * Returns: (transfer full) (element-type utf8): a name for each hot-spot, %NULL where its reports agree on none
 */
GPtrArray *
hw_spot_names_pick (GPtrArray *spots)
{
  g_autoptr (GPtrArray) counted = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) n_have = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < spots->len; i++)
    g_ptr_array_add (counted, count_parts (g_ptr_array_index (spots, i)));
  n_have = count_spots (counted);
  for (guint i = 0; i < spots->len; i++)
    {
      GPtrArray *places = g_ptr_array_index (spots, i);

      g_ptr_array_add (names, pick (g_ptr_array_index (counted, i), places->len, n_have, spots->len));
    }
  return names;
}
