/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-conflicts.h"
#include "hw-contact-match-table.h"
#include "hw-contact-table.h"
#include "hw-person-link-table.h"
#include "hw-point-index.h"
#include "hw-superseded-table.h"

/*
 * The table contact: whom outreach workers met. Contacts are facts, as reports
 * are, and the same one recorded twice is settled in the same way. A correction
 * names what it corrects; of corrections the last one holds. One that says that
 * nobody was met after all stays in the table and is shown nowhere.
 */

static void
bind_contact (HwStatement     *statement,
              const HwEntry   *entry,
              const HwContact *contact)
{
  hw_statement_bind_int (statement, 1, entry->position);
  hw_bind_id (statement, 2, &entry->subject);
  hw_statement_bind_int (statement, 3, contact->met_at);
  if (hw_point_is_valid (&contact->point))
    {
      hw_statement_bind_int (statement, 4, HW_DEGREES_TO_E7 (contact->point.latitude));
      hw_statement_bind_int (statement, 5, HW_DEGREES_TO_E7 (contact->point.longitude));
    }
  hw_statement_bind_int (statement, 6, contact->bedded_down);
  hw_statement_bind_int (statement, 7, contact->people);
  hw_bind_known_id (statement, 8, &contact->person);
  hw_bind_words (statement, 9, contact->place);
  hw_bind_words (statement, 10, contact->language);
  hw_bind_words (statement, 11, contact->note);
  hw_bind_known_id (statement, 12, &contact->stop);
  hw_statement_bind_int (statement, 13, contact->withdrawn);
}

static gboolean
run_with_contact (HwTables        *tables,
                  const char      *sql,
                  const HwEntry   *entry,
                  const HwContact *contact,
                  GError         **error)
{
  HwStatement *statement = hw_connection_get (tables->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  bind_contact (statement, entry, contact);
  return hw_statement_run (statement, error);
}

static gboolean
find_shown (HwTables   *tables,
            const HwId *id,
            HwStamp    *shown,
            gboolean   *is_correction,
            GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection,
    "SELECT c.entry, e.parents IS NOT NULL AND length (e.parents) > 0 FROM contact c JOIN entry e ON e.position = c.entry WHERE c.id = ?", error);
  gint64 position;
  gboolean found;

  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, id);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  position = hw_statement_get_int (find, 0);
  *is_correction = hw_statement_get_int (find, 1) != 0;
  hw_statement_reset (find);
  return hw_tables_find_stamp (tables, position, shown, error);
}

/* What was recorded twice is what was recorded first; of corrections the last holds, and any of them before what it corrects. */
static gboolean
is_shown_instead (const HwEntry *entry,
                  const HwStamp *shown,
                  gboolean       is_correction)
{
  if (is_correction != (entry->n_parents > 0))
    return entry->n_parents > 0;
  return is_correction ? hw_stamp_compare (&entry->stamp, shown) > 0 : hw_stamp_compare (&entry->stamp, shown) < 0;
}

/**
 * hw_contact_table_apply:
 * @tables: the tables
 * @entry: a "contact.recorded"
 * @contact: what its body says
 * @taken: (out) (optional): whether the contact is new; where a caller asks, one that is there already is left alone
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_contact_table_apply (HwTables        *tables,
                        const HwEntry   *entry,
                        const HwContact *contact,
                        gboolean        *taken,
                        GError         **error)
{
  gboolean inserted, is_correction, is_head;
  HwStamp shown;

  if (entry->n_parents > 0 && !hw_superseded_table_apply (tables, entry, NULL, 0, &is_head, error))
    return FALSE;
  if (!run_with_contact (tables,
                         "INSERT INTO contact (entry, id, met_at, latitude, longitude, bedded_down, people, person, place, language, note,"
                         " stop, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", entry, contact, error))
    return FALSE;
  inserted = hw_connection_get_changes (tables->connection) > 0;
  if (taken != NULL)
    *taken = inserted;
  if (inserted)
    return hw_contact_match_table_show (tables, &entry->subject, error);
  if (taken != NULL)
    return TRUE;
  if (!find_shown (tables, &entry->subject, &shown, &is_correction, error))
    return FALSE;
  if (!is_shown_instead (entry, &shown, is_correction))
    return TRUE;
  return run_with_contact (tables,
                           "UPDATE contact SET entry = ?1, met_at = ?3, latitude = ?4, longitude = ?5, bedded_down = ?6, people = ?7,"
                           " person = ?8, place = ?9, language = ?10, note = ?11, stop = ?12, withdrawn = ?13 WHERE id = ?2", entry, contact, error) &&
         hw_contact_match_table_show (tables, &entry->subject, error);
}

/**
 * hw_contact_table_find:
 * @tables: the tables
 * @id: a contact
 * @row: (out): its row, 0 where there is none
 * @error: return location
 *
 * Finds a contact by its identity.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_contact_table_find (HwTables   *tables,
                       const HwId *id,
                       gint64     *row,
                       GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, "SELECT row FROM contact WHERE id = ?", error);
  gboolean found;

  *row = 0;
  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, id);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  if (found)
    *row = hw_statement_get_int (find, 0);
  hw_statement_reset (find);
  return TRUE;
}

#define SELECT_CONTACT \
  "SELECT row, id, met_at, latitude, longitude, bedded_down, people, person, place, language, note, stop FROM contact "

static HwContact *
read_contact (HwStatement *row)
{
  HwContact contact = {
    .row = hw_statement_get_int (row, 0),
    .met_at = hw_statement_get_int (row, 2),
    .point = HW_POINT_UNKNOWN,
    .bedded_down = hw_statement_get_int (row, 5) != 0,
    .people = (guint) hw_statement_get_int (row, 6),
    .place = hw_statement_get_text (row, 8),
    .language = hw_statement_get_text (row, 9),
    .note = hw_statement_get_text (row, 10),
  };

  hw_get_id (row, 1, &contact.id);
  hw_get_id (row, 7, &contact.person);
  hw_get_id (row, 11, &contact.stop);
  if (!hw_statement_is_null (row, 3))
    contact.point = (HwPoint) { hw_statement_get_int (row, 3) / 1e7, hw_statement_get_int (row, 4) / 1e7 };
  return hw_contact_new (&contact);
}

static GPtrArray *
read_all (HwStatement *list,
          GError     **error)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_contact_unref);
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&contacts);
      g_ptr_array_add (contacts, read_contact (list));
    }
  return NULL;
}

/**
 * hw_contact_table_get:
 * @tables: the tables
 * @row: its row
 * @error: return location
 *
 * Reads one contact.
 *
 * Returns: (transfer full) (nullable): the contact, or %NULL; without an error where there is none
 */
HwContact *
hw_contact_table_get (HwTables *tables,
                      gint64    row,
                      GError  **error)
{
  HwStatement *find = hw_tables_find_row (tables, SELECT_CONTACT "WHERE row = ? AND withdrawn = 0", row, error);
  HwContact *contact;

  if (find == NULL)
    return NULL;
  contact = read_contact (find);
  hw_statement_reset (find);
  return contact;
}

/**
 * hw_contact_table_list_same:
 * @tables: the tables
 * @person: a person
 * @limit: at most so many
 * @error: return location
 *
 * Lists when and where a person, or one linked as the same, was met.
 *
 * Returns: (transfer full) (nullable) (element-type HwContact): newest first
 */
GPtrArray *
hw_contact_table_list_same (HwTables   *tables,
                            const HwId *person,
                            gsize       limit,
                            GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    HW_WITH_SAME_PEOPLE SELECT_CONTACT "WHERE person IN same_people AND withdrawn = 0 ORDER BY met_at DESC, id LIMIT ?2", error);

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, person);
  hw_statement_bind_int (list, 2, (gint64) MIN (limit, G_MAXINT32));
  return read_all (list, error);
}

/**
 * hw_contact_table_list_at_stop:
 * @tables: the tables
 * @stop: a stop of a shift
 * @error: return location
 *
 * Lists whom the team met there.
 *
 * Returns: (transfer full) (nullable) (element-type HwContact): by their identities
 */
GPtrArray *
hw_contact_table_list_at_stop (HwTables   *tables,
                               const HwId *stop,
                               GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection, SELECT_CONTACT "WHERE stop = ? AND withdrawn = 0 ORDER BY id", error);

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, stop);
  return read_all (list, error);
}

/**
 * hw_contact_table_list_heads:
 * @tables: the tables
 * @id: a contact
 * @error: return location
 *
 * Lists what a correction supersedes: what is shown.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes; none where there is no such contact yet
 */
GByteArray *
hw_contact_table_list_heads (HwTables   *tables,
                             const HwId *id,
                             GError    **error)
{
  return hw_tables_list_heads (tables,
    "SELECT d.device, e.number FROM contact c JOIN entry e ON e.position = c.entry JOIN device d ON d.id = e.device WHERE c.id = ?",
    id, NULL, NULL, error);
}

/**
 * hw_contact_table_says:
 * @tables: the tables
 * @id: a contact
 * @body: of an entry that would correct it
 * @says: (out): whether that is what is shown already
 * @error: return location
 *
 * Asks whether a correction would change anything.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_contact_table_says (HwTables   *tables,
                       const HwId *id,
                       const char *body,
                       gboolean   *says,
                       GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection,
    "SELECT e.body FROM contact c JOIN entry e ON e.position = c.entry WHERE c.id = ?", error);

  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, id);
  if (!hw_statement_step_row (find, says, error))
    return FALSE;
  if (*says)
    {
      *says = g_strcmp0 (hw_statement_get_text (find, 0), body) == 0;
      hw_statement_reset (find);
    }
  return TRUE;
}

/**
 * hw_contact_table_add_conflicts:
 * @tables: the tables
 * @id: a contact
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what was said differently of the contact at the same time; the last of each field is the one that is shown.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_contact_table_add_conflicts (HwTables   *tables,
                                const HwId *id,
                                GPtrArray  *conflicts,
                                GError    **error)
{
  static const char * const fields[] = { "met-at", "people", "bedded-down", "place", "note", "withdrawn" };

  return hw_conflicts_add_columns (tables,
    "SELECT e.author, e.recorded_at, e.body ->> 'met_at', coalesce (e.body ->> 'people', 0), coalesce (e.body ->> 'bedded_down', 0),"
    " e.body ->> 'place', e.body ->> 'note', coalesce (e.body ->> 'withdrawn', 0) FROM contact c"
    " JOIN entry e ON e.subject = c.id AND e.kind = 'contact.recorded' AND e.kind <> 'report.received' JOIN device d ON d.id = e.device"
    " WHERE c.id = ? AND e.body IS NOT NULL AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.device = d.device AND s.number = e.number)"
    " ORDER BY e.position = c.entry, e.lamport, d.device, e.number", id, fields, G_N_ELEMENTS (fields), conflicts, error);
}

/**
 * hw_contact_table_load_met:
 * @tables: the tables
 * @target: a case that is being built
 * @error: return location
 *
 * Adds when the person of a case, or one linked as the same, was met, oldest first.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_contact_table_load_met (HwTables *tables,
                           HwCase   *target,
                           GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    HW_WITH_SAME_PEOPLE "SELECT met_at FROM contact WHERE person IN same_people AND withdrawn = 0 ORDER BY met_at", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, &target->person->id);
  while (hw_statement_step_row (list, &found, error))
    {
      gint64 met_at;

      if (!found)
        return TRUE;
      met_at = hw_statement_get_int (list, 0);
      g_array_append_val (target->met_at, met_at);
    }
  return FALSE;
}

/**
 * hw_contact_table_load_points:
 * @tables: the tables
 * @points: (element-type HwIndexPoint): where to add
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Reads where and when every contact with a point was.
 *
 * Returns: %FALSE with @error set when it failed or was stopped
 */
gboolean
hw_contact_table_load_points (HwTables     *tables,
                              GArray       *points,
                              GCancellable *cancellable,
                              GError      **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT row, met_at, latitude, longitude, people FROM contact WHERE latitude IS NOT NULL AND withdrawn = 0", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  while (hw_statement_step_row (list, &found, error))
    {
      HwIndexPoint point;

      if (!found)
        return TRUE;
      memset (&point, 0, sizeof point);
      point.row = hw_statement_get_int (list, 0);
      point.time = hw_statement_get_int (list, 1);
      point.point.latitude = hw_statement_get_int (list, 2) / 1e7;
      point.point.longitude = hw_statement_get_int (list, 3) / 1e7;
      point.kind = HW_KIND_CONTACT;
      point.status = HW_REPORT_CLOSED;
      point.people = (guint16) CLAMP (hw_statement_get_int (list, 4), 0, G_MAXUINT16);
      g_array_append_val (points, point);
      if (points->len % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          hw_statement_reset (list);
          return FALSE;
        }
    }
  return FALSE;
}
