/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-notes.h"
#include "hw-partner-table.h"
#include "hw-superseded-table.h"

/*
 * The table partner: embassies, home authorities, services and the rest, as the
 * notes about each say together (hw-notes.c).
 */

#define COLUMNS "row, id, kind, name, country, languages, phones, address, hours, accepts, agreed, agreed_on, beds, bed_count, last_referral"

static void
bind_partner (HwStatement     *put,
              const HwId      *id,
              const HwStamp   *stamp,
              const HwPartner *partner)
{
  hw_bind_id (put, 1, id);
  hw_bind_stamp (put, 2, stamp);
  hw_statement_bind_int (put, 5, partner->kind);
  hw_statement_bind_text (put, 6, partner->name != NULL ? partner->name : "");
  hw_bind_words (put, 7, partner->country);
  hw_bind_words (put, 8, partner->languages);
  hw_bind_words (put, 9, partner->phones);
  hw_bind_words (put, 10, partner->address);
  hw_bind_words (put, 11, partner->hours);
  hw_bind_words (put, 12, partner->accepts);
  hw_bind_words (put, 13, partner->agreed);
  hw_bind_words (put, 14, partner->agreed_on);
  hw_bind_words (put, 15, partner->beds);
  hw_bind_words (put, 16, partner->bed_count);
  hw_bind_words (put, 17, partner->last_referral);
}

/**
 * hw_partner_table_apply:
 * @tables: the tables
 * @entry: a "partner.noted", which is in the journal
 * @error: return location
 *
 * Applies the entry: what is known of the partner is worked out anew from all notes.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_partner_table_apply (HwTables      *tables,
                        const HwEntry *entry,
                        GError       **error)
{
  g_autoptr (HwNotes) notes = NULL;
  g_autoptr (HwBody) body = NULL;
  HwPartner partner;
  HwStatement *put;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, NULL, 0, &is_head, error))
    return FALSE;
  notes = hw_notes_read (tables, entry->kind, &entry->subject, error);
  body = notes != NULL ? hw_notes_dup_merged (notes, error) : NULL;
  if (body == NULL)
    return FALSE;
  put = hw_connection_get (tables->connection,
    "INSERT INTO partner (id, lamport, device, number, kind, name, country, languages, phones, address, hours, accepts, agreed, agreed_on,"
    " beds, bed_count, last_referral) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET lamport = excluded.lamport, device = excluded.device, number = excluded.number, kind = excluded.kind,"
    " name = excluded.name, country = excluded.country, languages = excluded.languages, phones = excluded.phones, address = excluded.address,"
    " hours = excluded.hours, accepts = excluded.accepts, agreed = excluded.agreed, agreed_on = excluded.agreed_on,"
    " beds = excluded.beds, bed_count = excluded.bed_count, last_referral = excluded.last_referral", error);
  if (put == NULL)
    return FALSE;
  hw_body_read_partner (body, &partner);
  bind_partner (put, &entry->subject, hw_notes_get_stamp (notes), &partner);
  return hw_statement_run (put, error);
}

/**
 * hw_partner_table_list_heads:
 * @tables: the tables
 * @id: a partner
 * @error: return location
 *
 * Lists what a new note supersedes: every note that none supersedes yet.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_partner_table_list_heads (HwTables   *tables,
                             const HwId *id,
                             GError    **error)
{
  return hw_tables_list_heads (tables,
    "SELECT d.device, e.number FROM entry e JOIN device d ON d.id = e.device"
    " WHERE e.subject = ? AND e.kind = 'partner.noted' AND e.kind <> 'report.received'"
    " AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.device = d.device AND s.number = e.number)"
    " ORDER BY e.lamport, d.device, e.number", id, NULL, NULL, error);
}

static HwPartner *
read_partner (HwStatement *row)
{
  HwPartner partner = {
    .row = hw_statement_get_int (row, 0),
    .kind = (HwPartnerKind) hw_statement_get_int (row, 2),
    .name = hw_statement_get_text (row, 3),
    .country = hw_statement_get_text (row, 4),
    .languages = hw_statement_get_text (row, 5),
    .phones = hw_statement_get_text (row, 6),
    .address = hw_statement_get_text (row, 7),
    .hours = hw_statement_get_text (row, 8),
    .accepts = hw_statement_get_text (row, 9),
    .agreed = hw_statement_get_text (row, 10),
    .agreed_on = hw_statement_get_text (row, 11),
    .beds = hw_statement_get_text (row, 12),
    .bed_count = hw_statement_get_text (row, 13),
    .last_referral = hw_statement_get_text (row, 14),
  };

  hw_get_id (row, 1, &partner.id);
  return hw_partner_new (&partner);
}

/**
 * hw_partner_table_get:
 * @tables: the tables
 * @id: a partner
 * @error: return location
 *
 * Reads one partner.
 *
 * Returns: (transfer full) (nullable): the partner, or %NULL; without an error where there is none
 */
HwPartner *
hw_partner_table_get (HwTables   *tables,
                      const HwId *id,
                      GError    **error)
{
  HwStatement *find = hw_tables_find_id (tables, "SELECT " COLUMNS " FROM partner WHERE id = ?", id, error);
  HwPartner *partner;

  if (find == NULL)
    return NULL;
  partner = read_partner (find);
  hw_statement_reset (find);
  return partner;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const HwPartner *first = *(HwPartner * const *) a;
  const HwPartner *second = *(HwPartner * const *) b;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : hw_id_compare (&first->id, &second->id);
}

/**
 * hw_partner_table_list:
 * @tables: the tables
 * @error: return location
 *
 * Lists all partners.
 *
 * Returns: (transfer full) (nullable) (element-type HwPartner): by name, as people sort names here
 */
GPtrArray *
hw_partner_table_list (HwTables *tables,
                       GError  **error)
{
  g_autoptr (GPtrArray) partners = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_partner_unref);
  HwStatement *list = hw_connection_get (tables->connection, "SELECT " COLUMNS " FROM partner", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      if (found)
        {
          g_ptr_array_add (partners, read_partner (list));
          continue;
        }
      g_ptr_array_sort (partners, compare_names);
      return g_steal_pointer (&partners);
    }
  return NULL;
}
