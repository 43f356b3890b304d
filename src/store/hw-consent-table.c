/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-consent-table.h"
#include "hw-person-link-table.h"
#include "hw-superseded-table.h"

/*
 * The tables consent (grants and refusals) and withdrawal. A new entry about a
 * purpose and a recipient names every head of that pair as its parents; what
 * nobody supersedes is a head, and core says what the heads mean together. A
 * withdrawal that is a head shows in the consent it withdraws, which then counts
 * as a head itself: so it beats every grant that was made without knowing of it.
 */

static const char * const unset_heads[] = {
  "UPDATE consent SET head = 0 WHERE reconnection = ? AND device = ? AND number = ?",
  "UPDATE withdrawal SET head = 0 WHERE reconnection = ? AND device = ? AND number = ?",
};

/**
 * hw_consent_table_apply:
 * @tables: the tables
 * @entry: a "consent.granted" or "consent.refused"
 * @consent: what its body says
 * @refused: which of the two
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_consent_table_apply (HwTables        *tables,
                        const HwEntry   *entry,
                        const HwConsent *consent,
                        gboolean         refused,
                        GError         **error)
{
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset_heads, G_N_ELEMENTS (unset_heads), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO consent (reconnection, lamport, device, number, head, id, purpose, recipient, wording, language, interpreter,"
    " form, granted_at, expires_at, refused, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_bind_id (insert, 6, &consent->id);
  hw_statement_bind_text (insert, 7, consent->purpose != NULL ? consent->purpose : "");
  hw_statement_bind_text (insert, 8, consent->recipient != NULL ? consent->recipient : "");
  hw_bind_words (insert, 9, consent->wording);
  hw_bind_words (insert, 10, consent->language);
  hw_bind_words (insert, 11, consent->interpreter);
  hw_statement_bind_int (insert, 12, consent->form);
  hw_statement_bind_int (insert, 13, consent->granted_at);
  hw_statement_bind_int (insert, 14, consent->expires_at);
  hw_statement_bind_int (insert, 15, refused);
  hw_bind_words (insert, 16, consent->words);
  return hw_statement_run (insert, error);
}

/**
 * hw_consent_table_apply_withdrawal:
 * @tables: the tables
 * @entry: a "consent.withdrawn"
 * @consent: what is withdrawn
 * @purpose: its purpose
 * @recipient: its recipient
 * @reason: (nullable): words
 * @error: return location
 *
 * Applies the entry. The consent itself may arrive later.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_consent_table_apply_withdrawal (HwTables      *tables,
                                   const HwEntry *entry,
                                   const HwId    *consent,
                                   const char    *purpose,
                                   const char    *recipient,
                                   const char    *reason,
                                   GError       **error)
{
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset_heads, G_N_ELEMENTS (unset_heads), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO withdrawal (reconnection, lamport, device, number, head, consent, purpose, recipient, withdrawn_at, reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_bind_id (insert, 6, consent);
  hw_statement_bind_text (insert, 7, purpose != NULL ? purpose : "");
  hw_statement_bind_text (insert, 8, recipient != NULL ? recipient : "");
  hw_statement_bind_int (insert, 9, entry->happened_at);
  hw_bind_words (insert, 10, reason);
  return hw_statement_run (insert, error);
}

/**
 * hw_consent_table_list_heads:
 * @tables: the tables
 * @id: a case
 * @purpose: what for
 * @recipient: to whom
 * @error: return location
 *
 * Lists what a new grant, refusal or withdrawal supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_consent_table_list_heads (HwTables   *tables,
                             const HwId *id,
                             const char *purpose,
                             const char *recipient,
                             GError    **error)
{
  return hw_tables_list_heads (tables,
    "SELECT device, number FROM consent WHERE reconnection = ?1 AND purpose = ?2 AND recipient = ?3 AND head = 1 UNION ALL "
    "SELECT device, number FROM withdrawal WHERE reconnection = ?1 AND purpose = ?2 AND recipient = ?3 AND head = 1 "
    "ORDER BY device, number", id, purpose, recipient, error);
}

/* withdrawn_at: of the last withdrawal; live_withdrawal: whether one of them is a head. */
#define COLUMNS \
  "c.id, c.purpose, c.recipient, c.wording, c.language, c.interpreter, c.form, c.granted_at, c.expires_at, c.refused, c.words, c.head," \
  " (SELECT max (withdrawn_at) FROM withdrawal w WHERE w.reconnection = c.reconnection AND w.consent = c.id)," \
  " (SELECT max (head) FROM withdrawal w WHERE w.reconnection = c.reconnection AND w.consent = c.id)"
#define SELECT_CONSENT "SELECT " COLUMNS " FROM consent c WHERE c.reconnection = ? "

static void
read_consent (HwStatement *row,
              HwConsent   *consent)
{
  gboolean is_head = hw_statement_get_int (row, 11) != 0 || hw_statement_get_int (row, 13) != 0;

  *consent = (HwConsent) {
    .purpose = hw_statement_get_text (row, 1),
    .recipient = hw_statement_get_text (row, 2),
    .wording = hw_statement_get_text (row, 3),
    .language = hw_statement_get_text (row, 4),
    .interpreter = hw_statement_get_text (row, 5),
    .form = (HwConsentForm) hw_statement_get_int (row, 6),
    .granted_at = hw_statement_get_int (row, 7),
    .expires_at = hw_statement_get_int (row, 8),
    .withdrawn_at = hw_statement_get_int (row, 12),
    .refused = hw_statement_get_int (row, 9) != 0,
    .words = hw_statement_get_text (row, 10),
    .superseded = !is_head,
  };
  hw_get_id (row, 0, &consent->id);
}

/**
 * hw_consent_table_get:
 * @tables: the tables
 * @reconnection: a case
 * @consent: a consent of it
 * @error: return location
 *
 * Reads one consent.
 *
 * Returns: (transfer full) (nullable): the consent, or %NULL; without an error where there is none
 */
HwConsent *
hw_consent_table_get (HwTables   *tables,
                      const HwId *reconnection,
                      const HwId *consent,
                      GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, SELECT_CONSENT "AND c.id = ?", error);
  HwConsent *result = NULL;
  gboolean found;

  if (find == NULL)
    return NULL;
  hw_bind_id (find, 1, reconnection);
  hw_bind_id (find, 2, consent);
  if (!hw_statement_step_row (find, &found, error))
    return NULL;
  if (found)
    {
      HwConsent record;

      read_consent (find, &record);
      result = hw_consent_new (&record);
    }
  hw_statement_reset (find);
  return result;
}

/* SELECT_CONSENT over the cases of everyone who is linked as the same, the person themselves apart. */
#define SELECT_LINKED \
  HW_WITH_SAME_PEOPLE "SELECT " COLUMNS ", r.person" \
  " FROM reconnection r JOIN consent c ON c.reconnection = r.id WHERE r.person IN same_people AND r.person <> ?1" \
  " ORDER BY r.person, c.lamport, c.device, c.number"

/**
 * hw_consent_table_load_linked:
 * @tables: the tables
 * @target: a case that is being built
 * @error: return location
 *
 * Adds what the people linked as the same were asked, one array for each.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_consent_table_load_linked (HwTables *tables,
                              HwCase   *target,
                              GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection, SELECT_LINKED, error);
  GPtrArray *consents = NULL;
  HwId last = { { 0 } };
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, &target->person->id);
  while (hw_statement_step_row (list, &found, error))
    {
      HwConsent consent;
      HwId person;

      if (!found)
        return TRUE;
      read_consent (list, &consent);
      hw_get_id (list, 14, &person);
      if (consents == NULL || !hw_id_equal (&person, &last))
        {
          consents = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_consent_unref);
          g_ptr_array_add (target->linked_consents, consents);
          last = person;
        }
      g_ptr_array_add (consents, hw_consent_new (&consent));
    }
  return FALSE;
}

/**
 * hw_consent_table_load:
 * @tables: the tables
 * @target: a case that is being built
 * @error: return location
 *
 * Adds what was granted and refused, oldest first.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_consent_table_load (HwTables *tables,
                       HwCase   *target,
                       GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection, SELECT_CONSENT "ORDER BY c.lamport, c.device, c.number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, &target->id);
  while (hw_statement_step_row (list, &found, error))
    {
      HwConsent consent;

      if (!found)
        return TRUE;
      read_consent (list, &consent);
      hw_case_add_consent (target, &consent);
    }
  return FALSE;
}
