/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-consent-expiry-table.h"

/*
 * The table consent_expiry: that consents came to their end. A trace and no
 * more: whether a consent is live is worked out from its own last day. The end
 * is the consent's, not the clock's, so that several laptops that notice it
 * leave the same trace.
 */

/**
 * hw_consent_expiry_table_apply:
 * @tables: the tables
 * @entry: a "consent.expired"
 * @consent: which one
 * @expired_at: its end, µs UTC
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_consent_expiry_table_apply (HwTables      *tables,
                               const HwEntry *entry,
                               const HwId    *consent,
                               gint64         expired_at,
                               GError       **error)
{
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO consent_expiry (reconnection, consent, expired_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", error);

  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_id (insert, 2, consent);
  hw_statement_bind_int (insert, 3, expired_at);
  return hw_statement_run (insert, error);
}

static void
clear_expiry (gpointer data)
{
  HwExpiry *expiry = data;

  g_clear_pointer (&expiry->consent, hw_consent_unref);
}

/**
 * hw_consent_expiry_table_list_due:
 * @tables: the tables
 * @now: µs UTC
 * @error: return location
 *
 * Lists the grants that are heads, have ended, and left no trace of it yet.
 *
 * Returns: (transfer full) (nullable) (element-type HwExpiry): in the order that every laptop agrees on
 */
GArray *
hw_consent_expiry_table_list_due (HwTables *tables,
                                  gint64    now,
                                  GError  **error)
{
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (HwExpiry));
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT c.reconnection, c.id, c.purpose, c.recipient, c.expires_at FROM consent c"
    " WHERE c.head = 1 AND c.refused = 0 AND c.expires_at BETWEEN 1 AND ?"
    " AND NOT EXISTS (SELECT 1 FROM consent_expiry e WHERE e.reconnection = c.reconnection AND e.consent = c.id AND e.expired_at = c.expires_at)"
    " ORDER BY c.lamport, c.device, c.number", error);
  gboolean found;

  g_array_set_clear_func (due, clear_expiry);
  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, now);
  while (hw_statement_step_row (list, &found, error))
    {
      HwConsent consent = { 0 };
      HwExpiry expiry;

      if (!found)
        return g_steal_pointer (&due);
      hw_get_id (list, 0, &expiry.reconnection);
      hw_get_id (list, 1, &consent.id);
      consent.purpose = hw_statement_get_text (list, 2);
      consent.recipient = hw_statement_get_text (list, 3);
      consent.expires_at = hw_statement_get_int (list, 4);
      expiry.consent = hw_consent_new (&consent);
      g_array_append_val (due, expiry);
    }
  return NULL;
}
