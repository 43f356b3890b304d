/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-bodies.h"
#include "hw-fold.h"
#include "hw-notes.h"
#include "hw-person-table.h"
#include "hw-superseded-table.h"

/*
 * The tables person and person_words: what the notes about a person say
 * together, as hw-notes.c merges them.
 */

/* met: what the notes say, or the last contact with this person, whichever is later. */
#define SELECT_PERSON \
  "SELECT p.row, p.id, p.alias, p.other_names, p.language, p.nationality, p.born, p.age, p.known_since," \
  " max (p.last_met, coalesce ((SELECT max (met_at) FROM contact WHERE person = p.id AND withdrawn = 0), 0)) AS met, p.names FROM person p "

#define NAMES_COLUMN 10

/* Between two names stands a blank, so that no word runs over from one into the other. */
static char *
fold_names (const char *alias,
            const char *other_names)
{
  g_autofree char *all = g_strjoin (" ", alias != NULL ? alias : "", other_names, NULL);

  return hw_fold_name (all);
}

static gboolean
put_person (HwTables       *tables,
            const HwId     *id,
            const HwStamp  *stamp,
            const HwPerson *person,
            GError        **error)
{
  HwStatement *put = hw_connection_get (tables->connection,
    "INSERT INTO person (id, lamport, device, number, alias, other_names, language, nationality, known_since, last_met, born, age, names, sounds)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET lamport = excluded.lamport, device = excluded.device, number = excluded.number,"
    " alias = excluded.alias, other_names = excluded.other_names, language = excluded.language,"
    " nationality = excluded.nationality, known_since = excluded.known_since, last_met = excluded.last_met,"
    " born = excluded.born, age = excluded.age, names = excluded.names, sounds = excluded.sounds", error);
  g_autofree char *names = fold_names (person->alias, person->other_names);
  g_autofree char *sounds = hw_fold_sounds (names);

  if (put == NULL)
    return FALSE;
  hw_bind_id (put, 1, id);
  hw_bind_stamp (put, 2, stamp);
  hw_statement_bind_text (put, 5, person->alias != NULL ? person->alias : "");
  hw_bind_words (put, 6, person->other_names);
  hw_bind_words (put, 7, person->language);
  hw_bind_words (put, 8, person->nationality);
  hw_statement_bind_int (put, 9, person->known_since);
  hw_statement_bind_int (put, 10, person->last_met);
  hw_bind_words (put, 11, person->born);
  hw_statement_bind_int (put, 12, person->age);
  hw_statement_bind_text (put, 13, names);
  hw_statement_bind_text (put, 14, sounds);
  return hw_statement_run (put, error);
}

static gboolean
remove_words (HwTables   *tables,
              const HwId *id,
              GError    **error)
{
  return hw_tables_run_sql (tables,
                            "INSERT INTO person_words (person_words, rowid, names, sounds)"
                            " SELECT 'delete', row, names, sounds FROM person WHERE id = ?", id, error);
}

static gboolean
add_words (HwTables   *tables,
           const HwId *id,
           GError    **error)
{
  return hw_tables_run_sql (tables, "INSERT INTO person_words (rowid, names, sounds) SELECT row, names, sounds FROM person WHERE id = ?", id, error);
}

/**
 * hw_person_table_apply:
 * @tables: the tables
 * @entry: a "person.noted", which is in the journal
 * @error: return location
 *
 * Applies the entry: what is known of the person is worked out anew from all notes.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_person_table_apply (HwTables      *tables,
                       const HwEntry *entry,
                       GError       **error)
{
  g_autoptr (HwNotes) notes = NULL;
  g_autoptr (HwBody) body = NULL;
  gboolean is_head;
  HwPerson person;

  if (!hw_superseded_table_apply (tables, entry, NULL, 0, &is_head, error))
    return FALSE;
  notes = hw_notes_read (tables, entry->kind, &entry->subject, error);
  body = notes != NULL ? hw_notes_dup_merged (notes, error) : NULL;
  if (body == NULL)
    return FALSE;
  hw_body_read_person (body, &person);
  return (tables->words_later || remove_words (tables, &entry->subject, error)) &&
         put_person (tables, &entry->subject, hw_notes_get_stamp (notes), &person, error) &&
         (tables->words_later || add_words (tables, &entry->subject, error));
}

/**
 * hw_person_table_list_heads:
 * @tables: the tables
 * @id: a person
 * @error: return location
 *
 * Lists what a new note supersedes: every note that none supersedes yet.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_person_table_list_heads (HwTables   *tables,
                            const HwId *id,
                            GError    **error)
{
  return hw_tables_list_heads (tables,
    "SELECT d.device, e.number FROM entry e JOIN device d ON d.id = e.device"
    " WHERE e.subject = ? AND e.kind = 'person.noted' AND e.kind <> 'report.received'"
    " AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.device = d.device AND s.number = e.number)"
    " ORDER BY e.lamport, d.device, e.number", id, NULL, NULL, error);
}

static HwPerson *
read_person (HwStatement *row)
{
  HwPerson person = {
    .row = hw_statement_get_int (row, 0),
    .alias = hw_statement_get_text (row, 2),
    .other_names = hw_statement_get_text (row, 3),
    .language = hw_statement_get_text (row, 4),
    .nationality = hw_statement_get_text (row, 5),
    .born = hw_statement_get_text (row, 6),
    .age = (HwAgeGroup) hw_statement_get_int (row, 7),
    .known_since = hw_statement_get_int (row, 8),
    .last_met = hw_statement_get_int (row, 9),
  };

  hw_get_id (row, 1, &person.id);
  return hw_person_new (&person);
}

static GPtrArray *
read_all (HwStatement *list,
          GError     **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_unref);
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&people);
      g_ptr_array_add (people, read_person (list));
    }
  return NULL;
}

/**
 * hw_person_table_get:
 * @tables: the tables
 * @id: a person
 * @error: return location
 *
 * Reads one person.
 *
 * Returns: (transfer full) (nullable): the person, or %NULL; without an error where there is none
 */
HwPerson *
hw_person_table_get (HwTables   *tables,
                     const HwId *id,
                     GError    **error)
{
  HwStatement *find = hw_tables_find_id (tables, SELECT_PERSON "WHERE p.id = ?", id, error);
  HwPerson *person;

  if (find == NULL)
    return NULL;
  person = read_person (find);
  hw_statement_reset (find);
  return person;
}

/**
 * hw_person_table_list:
 * @tables: the tables
 * @limit: at most so many
 * @error: return location
 *
 * Lists people, who was met last first.
 *
 * Returns: (transfer full) (nullable) (element-type HwPerson): the people
 */
GPtrArray *
hw_person_table_list (HwTables *tables,
                      gsize     limit,
                      GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection, SELECT_PERSON "ORDER BY met DESC, p.row DESC LIMIT ?", error);

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, (gint64) MIN (limit, G_MAXINT32));
  return read_all (list, error);
}

/* Each word as it is written or as it sounds, as a beginning; and all of them. Folded words hold nothing that FTS5 could read as a query. */
static char *
make_match (char **words)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *sound = hw_fold_sounds (words[i]);

      g_string_append (match, i > 0 ? " AND " : "");
      /* "zzz" sounds like z, and so does the beginning of too many names. */
      if (strlen (sound) < 2)
        g_string_append_printf (match, "names : \"%s\" *", words[i]);
      else
        g_string_append_printf (match, "(names : \"%s\" * OR sounds : \"%s\" *)", words[i], sound);
    }
  return g_string_free (match, FALSE);
}

static GPtrArray *
search_index (HwTables *tables,
              char    **words,
              gsize     limit,
              GError  **error)
{
  g_autofree char *match = make_match (words);
  HwStatement *search = hw_connection_get (tables->connection,
    SELECT_PERSON "WHERE p.row IN (SELECT rowid FROM person_words WHERE person_words MATCH ?) ORDER BY met DESC, p.row DESC LIMIT ?", error);

  if (search == NULL)
    return NULL;
  hw_statement_bind_text (search, 1, match);
  hw_statement_bind_int (search, 2, (gint64) MIN (limit, G_MAXINT32));
  return read_all (search, error);
}

/* Every word is near some word of the names. */
static gboolean
is_near (char       **words,
         const char  *names)
{
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint p = 0; parts[p] != NULL && !found; p++)
        found = g_str_has_prefix (parts[p], words[i]) || hw_fold_is_near (words[i], parts[p]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* Where nothing is written or sounds like that: slips of the finger, by looking at everyone. */
static GPtrArray *
search_near (HwTables *tables,
             char    **words,
             gsize     limit,
             GError  **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_unref);
  HwStatement *list = hw_connection_get (tables->connection, SELECT_PERSON "ORDER BY met DESC, p.row DESC", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      if (found && people->len < limit)
        {
          if (is_near (words, hw_statement_get_text (list, NAMES_COLUMN)))
            g_ptr_array_add (people, read_person (list));
          continue;
        }
      hw_statement_reset (list);
      return g_steal_pointer (&people);
    }
  return NULL;
}

/**
 * hw_person_table_search:
 * @tables: the tables
 * @words: what somebody typed
 * @limit: at most so many
 * @error: return location
 *
 * Finds people by the words of any of their names, however they are spelt. Only
 * where nobody is called so, those whose names are a slip away.
 *
 * Returns: (transfer full) (nullable) (element-type HwPerson): who was met last first
 */
GPtrArray *
hw_person_table_search (HwTables   *tables,
                        const char *words,
                        gsize       limit,
                        GError    **error)
{
  g_autofree char *folded = hw_fold_name (words);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) people = NULL;

  if (parts[0] == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_unref);
  people = search_index (tables, parts, limit, error);
  if (people == NULL || people->len > 0)
    return g_steal_pointer (&people);
  return search_near (tables, parts, limit, error);
}

/**
 * hw_person_table_fold_names:
 * @tables: the tables
 * @error: return location
 *
 * Works out anew under which spellings everybody is found, where a migration changed that.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_person_table_fold_names (HwTables *tables,
                            GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection, "SELECT row, alias, other_names FROM person ORDER BY row", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  while (hw_statement_step_row (list, &found, error))
    {
      g_autofree char *names = NULL;
      g_autofree char *sounds = NULL;
      HwStatement *update;

      if (!found)
        return hw_person_table_make_words (tables, error);
      names = fold_names (hw_statement_get_text (list, 1), hw_statement_get_text (list, 2));
      sounds = hw_fold_sounds (names);
      update = hw_connection_get (tables->connection, "UPDATE person SET names = ?2, sounds = ?3 WHERE row = ?1", error);
      if (update == NULL)
        break;
      hw_statement_bind_int (update, 1, hw_statement_get_int (list, 0));
      hw_statement_bind_text (update, 2, names);
      hw_statement_bind_text (update, 3, sounds);
      if (!hw_statement_run (update, error))
        break;
    }
  hw_statement_reset (list);
  return FALSE;
}

/**
 * hw_person_table_make_words:
 * @tables: the tables
 * @error: return location
 *
 * Indexes the words of all people anew.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_person_table_make_words (HwTables *tables,
                            GError  **error)
{
  return hw_connection_exec (tables->connection, "INSERT INTO person_words (person_words) VALUES ('rebuild')", error);
}
