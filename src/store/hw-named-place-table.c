/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "hw-bodies.h"
#include "hw-fold.h"
#include "hw-named-place-table.h"

/*
 * The table named_place and its words: streets, landmarks and districts of
 * lists that the team imported. A place is a fact whose identity is made of all
 * that is known of it: the same line of a list, imported on two laptops, is one.
 */

/**
 * hw_named_place_table_make_id:
 * @place: a place
 * @id: (out caller-allocates): its identity
 *
 * Makes the identity of a place from its name, its kind and its point to a centimetre.
 */
void
hw_named_place_table_make_id (const HwNamedPlace *place,
                              HwId               *id)
{
  gint64 numbers[] = { GINT64_TO_LE (place->kind), GINT64_TO_LE (HW_DEGREES_TO_E7 (place->point.latitude)),
                       GINT64_TO_LE (HW_DEGREES_TO_E7 (place->point.longitude)) };
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, HW_ID_LENGTH);
  crypto_generichash_update (&state, (const guint8 *) numbers, sizeof numbers);
  crypto_generichash_update (&state, (const guint8 *) place->name, strlen (place->name));
  crypto_generichash_final (&state, id->bytes, HW_ID_LENGTH);
}

static gboolean
add_words (HwTables   *tables,
           const HwId *id,
           GError    **error)
{
  return tables->words_later ||
         hw_tables_run_sql (tables, "INSERT INTO named_place_words (rowid, words) SELECT row, words FROM named_place WHERE id = ?", id, error);
}

/**
 * hw_named_place_table_apply:
 * @tables: the tables
 * @entry: a "place.named"
 * @place: what its body says
 * @error: return location
 *
 * Applies the entry. A place that is there already changes nothing.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_named_place_table_apply (HwTables           *tables,
                            const HwEntry      *entry,
                            const HwNamedPlace *place,
                            GError            **error)
{
  g_autofree char *words = hw_fold_name (place->name);
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO named_place (id, name, kind, latitude, longitude, words) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", error);

  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_statement_bind_text (insert, 2, place->name);
  hw_statement_bind_int (insert, 3, place->kind);
  hw_statement_bind_int (insert, 4, HW_DEGREES_TO_E7 (place->point.latitude));
  hw_statement_bind_int (insert, 5, HW_DEGREES_TO_E7 (place->point.longitude));
  hw_statement_bind_text (insert, 6, words);
  if (!hw_statement_run (insert, error))
    return FALSE;
  return hw_connection_get_changes (tables->connection) == 0 || add_words (tables, &entry->subject, error);
}

/**
 * hw_named_place_table_has:
 * @tables: the tables
 * @id: of a place
 * @has: (out): whether it is there
 * @error: return location
 *
 * Looks a place up.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_named_place_table_has (HwTables   *tables,
                          const HwId *id,
                          gboolean   *has,
                          GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, "SELECT 1 FROM named_place WHERE id = ?", error);

  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, id);
  if (!hw_statement_step_row (find, has, error))
    return FALSE;
  hw_statement_reset (find);
  return TRUE;
}

static HwNamedPlace *
read_place (HwStatement *row)
{
  HwPoint point = { hw_statement_get_int (row, 2) / 1e7, hw_statement_get_int (row, 3) / 1e7 };

  return hw_named_place_new (hw_statement_get_text (row, 0), (HwNamedPlaceKind) CLAMP (hw_statement_get_int (row, 1), 0, HW_N_NAMED_PLACES - 1), &point);
}

/**
 * hw_named_place_table_search:
 * @tables: the tables
 * @words: what somebody typed; all words must be there, each may be a beginning
 * @limit: at most so many
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Finds places by their names, spelling folded. What begins with @words comes
 * first, and of those the shortest.
 *
 * Returns: (transfer full) (nullable) (element-type HwNamedPlace): what was found
 */
GPtrArray *
hw_named_place_table_search (HwTables     *tables,
                             const char   *words,
                             guint         limit,
                             GCancellable *cancellable,
                             GError      **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);
  g_autofree char *folded = hw_fold_name (words);
  g_autofree char *match = hw_tables_make_match (folded);
  HwStatement *search;
  gboolean found;

  if (match == NULL)
    return g_steal_pointer (&places);
  search = hw_connection_get (tables->connection,
    "SELECT name, kind, latitude, longitude FROM named_place WHERE row IN (SELECT rowid FROM named_place_words WHERE named_place_words MATCH ?1)"
    " ORDER BY substr (words, 1, length (?2)) <> ?2, length (words), words, row LIMIT ?3", error);
  if (search == NULL)
    return NULL;
  hw_statement_bind_text (search, 1, match);
  hw_statement_bind_text (search, 2, folded);
  hw_statement_bind_int (search, 3, limit);
  while (hw_statement_step_row (search, &found, error))
    {
      if (!found)
        return g_steal_pointer (&places);
      g_ptr_array_add (places, read_place (search));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          hw_statement_reset (search);
          return NULL;
        }
    }
  return NULL;
}

/**
 * hw_named_place_table_make_words:
 * @tables: the tables
 * @error: return location
 *
 * Makes the index of words anew.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_named_place_table_make_words (HwTables *tables,
                                 GError  **error)
{
  return hw_connection_exec (tables->connection, "INSERT INTO named_place_words (named_place_words) VALUES ('rebuild')", error);
}
