/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-conflicts.h"
#include "hw-site-table.h"
#include "hw-superseded-table.h"

/*
 * The tables site and site_words: the places that the team watches by name.
 * A note says all that is known of a site; every note stays, and of those about
 * the same site the greatest stamp is shown. Notes that none supersedes and
 * that say different things are a conflict, until somebody notes it once more.
 */

#define COLUMNS \
  "s.row, s.id, s.name, s.latitude, s.longitude, s.radius_m, s.hazards, s.access, s.lighting, s.bed_down, s.note," \
  " c.closes_at, c.by_authorities, c.note," \
  " (SELECT min (f.happened_at) FROM site f WHERE f.id = s.id)"

/* What is shown of a site, and its closure beside it. */
#define SELECT_SITE \
  "SELECT " COLUMNS " FROM site s LEFT JOIN site_closure c ON c.site = s.id AND NOT EXISTS" \
  " (SELECT 1 FROM site_closure g WHERE g.site = c.site AND (g.lamport, g.device, g.number) > (c.lamport, c.device, c.number))" \
  " WHERE NOT EXISTS (SELECT 1 FROM site g WHERE g.id = s.id AND (g.lamport, g.device, g.number) > (s.lamport, s.device, s.number))"

static void
bind_site (HwStatement   *insert,
           const HwEntry *entry,
           const HwSite  *site,
           gboolean       is_head)
{
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_statement_bind_int (insert, 6, entry->happened_at);
  hw_statement_bind_int (insert, 7, entry->recorded_at);
  hw_statement_bind_text (insert, 8, entry->author);
  hw_statement_bind_text (insert, 9, site->name != NULL ? site->name : "");
  hw_statement_bind_int (insert, 10, HW_DEGREES_TO_E7 (site->point.latitude));
  hw_statement_bind_int (insert, 11, HW_DEGREES_TO_E7 (site->point.longitude));
  hw_statement_bind_double (insert, 12, site->radius_m);
  hw_bind_words (insert, 13, site->hazards);
  hw_bind_words (insert, 14, site->access);
  hw_bind_words (insert, 15, site->lighting);
  hw_bind_words (insert, 16, site->bed_down);
  hw_bind_words (insert, 17, site->note);
}

static gboolean
add_words (HwTables *tables,
           gint64    row,
           GError  **error)
{
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO site_words (rowid, name, hazards, access, lighting, bed_down, note)"
    " SELECT row, name, hazards, access, lighting, bed_down, note FROM site WHERE row = ?", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 1, row);
  return hw_statement_run (insert, error);
}

/**
 * hw_site_table_apply:
 * @tables: the tables
 * @entry: a "site.noted"
 * @site: what its body says; one without a place is not shown anywhere and is left out
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_site_table_apply (HwTables      *tables,
                     const HwEntry *entry,
                     const HwSite  *site,
                     GError       **error)
{
  static const char * const unset[] = { "UPDATE site SET head = 0 WHERE id = ? AND device = ? AND number = ?" };
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  if (!hw_point_is_valid (&site->point))
    return TRUE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO site (id, lamport, device, number, head, happened_at, recorded_at, author, name, latitude, longitude, radius_m,"
    " hazards, access, lighting, bed_down, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  bind_site (insert, entry, site, is_head);
  return hw_statement_run (insert, error) &&
         (tables->words_later || add_words (tables, hw_connection_get_last_row (tables->connection), error));
}

/**
 * hw_site_table_list_heads:
 * @tables: the tables
 * @id: a site
 * @error: return location
 *
 * Lists what a new note supersedes: every note that none supersedes yet.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_site_table_list_heads (HwTables   *tables,
                          const HwId *id,
                          GError    **error)
{
  return hw_tables_list_heads (tables, "SELECT device, number FROM site WHERE id = ? AND head = 1 ORDER BY lamport, device, number",
                               id, NULL, NULL, error);
}

static HwSite *
read_site (HwStatement *row)
{
  HwSite site = {
    .name = (char *) hw_statement_get_text (row, 2),
    .point = { hw_statement_get_int (row, 3) / 1e7, hw_statement_get_int (row, 4) / 1e7 },
    .radius_m = hw_statement_get_double (row, 5),
    .hazards = (char *) hw_statement_get_text (row, 6),
    .access = (char *) hw_statement_get_text (row, 7),
    .lighting = (char *) hw_statement_get_text (row, 8),
    .bed_down = (char *) hw_statement_get_text (row, 9),
    .note = (char *) hw_statement_get_text (row, 10),
    .closes_at = hw_statement_get_int (row, 11),
    .closes_by_authorities = hw_statement_get_int (row, 12) != 0,
    .closure_note = (char *) hw_statement_get_text (row, 13),
    .since = hw_statement_get_int (row, 14),
  };

  hw_get_id (row, 1, &site.id);
  return hw_site_copy (&site);
}

/**
 * hw_site_table_get:
 * @tables: the tables
 * @id: a site
 * @error: return location
 *
 * Reads one site; when it was visited is not the table's to say.
 *
 * Returns: (transfer full) (nullable): the site, or %NULL; without an error where there is none
 */
HwSite *
hw_site_table_get (HwTables   *tables,
                   const HwId *id,
                   GError    **error)
{
  HwStatement *find = hw_tables_find_id (tables, SELECT_SITE " AND s.id = ?", id, error);
  HwSite *site;

  if (find == NULL)
    return NULL;
  site = read_site (find);
  hw_statement_reset (find);
  return site;
}

static GPtrArray *
read_all (HwStatement *list,
          GError     **error)
{
  g_autoptr (GPtrArray) sites = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_site_free);
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&sites);
      g_ptr_array_add (sites, read_site (list));
    }
  return NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const HwSite *first = *(HwSite * const *) a;
  const HwSite *second = *(HwSite * const *) b;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : hw_id_compare (&first->id, &second->id);
}

/**
 * hw_site_table_list:
 * @tables: the tables
 * @error: return location
 *
 * Lists all sites.
 *
 * Returns: (transfer full) (nullable) (element-type HwSite): by name, as people sort names here
 */
GPtrArray *
hw_site_table_list (HwTables *tables,
                    GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection, SELECT_SITE, error);
  GPtrArray *sites = list != NULL ? read_all (list, error) : NULL;

  if (sites != NULL)
    g_ptr_array_sort (sites, compare_names);
  return sites;
}

/**
 * hw_site_table_search:
 * @tables: the tables
 * @words: what somebody typed
 * @limit: at most so many
 * @error: return location
 *
 * Finds sites by the words of what is shown of them.
 *
 * Returns: (transfer full) (nullable) (element-type HwSite): last noted first
 */
GPtrArray *
hw_site_table_search (HwTables   *tables,
                      const char *words,
                      gsize       limit,
                      GError    **error)
{
  g_autofree char *match = hw_tables_make_match (words);
  HwStatement *search;

  if (match == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hw_site_free);
  search = hw_connection_get (tables->connection,
    SELECT_SITE " AND s.row IN (SELECT rowid FROM site_words WHERE site_words MATCH ?) ORDER BY s.row DESC LIMIT ?", error);
  if (search == NULL)
    return NULL;
  hw_statement_bind_text (search, 1, match);
  hw_statement_bind_int (search, 2, (gint64) MIN (limit, G_MAXINT32));
  return read_all (search, error);
}

/**
 * hw_site_table_add_conflicts:
 * @tables: the tables
 * @id: a site
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what was noted differently of the site at the same time: the names of
 * the fields, "hazards" for instance, greatest stamp last.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_site_table_add_conflicts (HwTables   *tables,
                             const HwId *id,
                             GPtrArray  *conflicts,
                             GError    **error)
{
  static const char * const fields[] = { "name", "point", "radius", "hazards", "access", "lighting", "bed-down", "note" };

  return hw_conflicts_add_columns (tables,
    "SELECT author, recorded_at, name, latitude / 1e7 || ' ' || longitude / 1e7, radius_m, hazards, access, lighting, bed_down, note"
    " FROM site WHERE id = ? AND head = 1 ORDER BY lamport, device, number", id, fields, G_N_ELEMENTS (fields), conflicts, error);
}

/**
 * hw_site_table_make_words:
 * @tables: the tables
 * @error: return location
 *
 * Makes the index of words anew.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_site_table_make_words (HwTables *tables,
                          GError  **error)
{
  return hw_connection_exec (tables->connection, "INSERT INTO site_words (site_words) VALUES ('rebuild')", error);
}
