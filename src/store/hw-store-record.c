/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-case-table.h"
#include "hw-consent-table.h"
#include "hw-contact-table.h"
#include "hw-evidence-table.h"
#include "hw-person-table.h"
#include "hw-report-table.h"
#include "hw-store-error-private.h"
#include "hw-store-private.h"

/*
 * The one way in: each function checks the rules, appends to the journal,
 * applies to the tables and commits, in one transaction. When one of them
 * returns %TRUE the disk has it.
 */

/* -- the transaction around ------------------------------------------------------------------------------------------ */

/**
 * hw_store_begin:
 * @self: a store
 * @source: (nullable): what the batch is made from
 * @error: return location
 *
 * Begins a transaction and in it a batch of the journal.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_store_begin (HwStore    *self,
                const char *source,
                GError    **error)
{
  if (!hw_connection_begin (self->connection, error))
    return FALSE;
  hw_journal_begin_batch (self->journal, source);
  return TRUE;
}

/**
 * hw_store_commit:
 * @self: a store in a transaction
 * @error: return location
 *
 * Ends the batch and makes the transaction durable, or leaves nothing of it.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_store_commit (HwStore *self,
                 GError **error)
{
  if (hw_journal_end_batch (self->journal, error) && hw_connection_commit (self->connection, error))
    return TRUE;
  hw_store_rollback (self);
  return FALSE;
}

/**
 * hw_store_rollback:
 * @self: a store
 *
 * Leaves nothing of the transaction.
 */
void
hw_store_rollback (HwStore *self)
{
  hw_connection_rollback (self->connection);
  hw_journal_abort_batch (self->journal);
}

/**
 * hw_store_check_text:
 * @self: a store whose body was just written
 * @error: return location
 *
 * Checks that everything in the body is text.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE where it is not
 */
gboolean
hw_store_check_text (HwStore *self,
                     GError **error)
{
  return g_utf8_validate (self->body->str, (gssize) self->body->len, NULL) ||
         hw_store_refuse (error, HW_STORE_ERROR_RULE,
                          _("A field holds something that is not text. Nothing was recorded. Type that field anew."));
}

/**
 * hw_store_fill:
 * @self: a store whose body was just written
 * @entry: (out caller-allocates): the entry
 * @kind: of the entry
 * @compartment: who may hold it
 * @subject: what it is about
 * @happened_at: µs UTC
 *
 * Begins an entry.
 */
void
hw_store_fill (HwStore    *self,
               HwEntry    *entry,
               const char *kind,
               const char *compartment,
               const HwId *subject,
               gint64      happened_at)
{
  *entry = (HwEntry) {
    .kind = kind,
    .version = 1,
    .compartment = compartment,
    .subject = *subject,
    .happened_at = happened_at,
    .body = self->body->str,
    .body_length = self->body->len,
  };
}

/**
 * hw_store_append:
 * @self: a store in a transaction
 * @entry: (inout): an entry that hw_store_fill() began
 * @parents: (nullable): what it supersedes, %HW_ENTRY_REF_LENGTH bytes each; it must live as long as @entry
 * @error: return location
 *
 * Appends an entry to the journal.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_store_append (HwStore    *self,
                 HwEntry    *entry,
                 GByteArray *parents,
                 GError    **error)
{
  if (!hw_store_check_text (self, error))
    return FALSE;
  if (parents != NULL)
    {
      entry->parents = parents->data;
      entry->n_parents = parents->len / HW_ENTRY_REF_LENGTH;
    }
  hw_journal_prepare (self->journal, entry);
  return hw_journal_append (self->journal, entry, error);
}

/* Ends what a function began: the commit where all went well, nothing at all where not. */
static gboolean
finish (HwStore *self,
        gboolean done,
        GError **error)
{
  if (done)
    return hw_store_commit (self, error);
  hw_store_rollback (self);
  return FALSE;
}

/* A rule of core said no, in words of its own. */
static gboolean
refuse_by_rule (GError **rule,
                GError **error)
{
  /* Translators: %s is a whole sentence that says which rule. */
  g_set_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE, _("%s Nothing was recorded."), (*rule)->message);
  g_clear_error (rule);
  return FALSE;
}

static void
choose_id (HwId       *chosen,
           const HwId *given)
{
  if (hw_id_is_nil (given))
    hw_store_make_id (chosen);
  else
    *chosen = *given;
}

static gboolean
refuse_twice (GError **error)
{
  return hw_store_refuse (error, HW_STORE_ERROR_EXISTS, _("This is recorded already. It was left as it is. Look for it in the list."));
}

/* -- reports --------------------------------------------------------------------------------------------------------- */

static gboolean
record_report (HwStore        *self,
               const HwReport *report,
               const HwId     *id,
               gint64         *row,
               GError        **error)
{
  gboolean taken;
  HwEntry entry;

  hw_body_write_report (self->body, report);
  hw_store_fill (self, &entry, HW_KIND_REPORT_RECEIVED, HW_COMPARTMENT_STREET, id,
                 report->seen_at != 0 ? report->seen_at : report->received_at);
  entry.happened_precision = report->seen_precision;
  if (!hw_store_append (self, &entry, NULL, error) ||
      !hw_report_table_apply (&self->tables, &entry, report, &taken, error))
    return FALSE;
  return taken ? hw_report_table_find (&self->tables, id, row, error) : refuse_twice (error);
}

/**
 * hw_store_record_report:
 * @self: a store
 * @report: what was taken down; a nil identity is chosen here
 * @row: (out) (optional): its row
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records that somebody reported a person sleeping out.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE, %HW_STORE_ERROR_EXISTS, %HW_STORE_ERROR_FULL or %HW_STORE_ERROR_READ_ONLY
 */
gboolean
hw_store_record_report (HwStore        *self,
                        const HwReport *report,
                        gint64         *row,
                        HwId           *id,
                        GError        **error)
{
  g_autoptr (GError) rule = NULL;
  gint64 new_row = 0;
  HwId new_id;

  if (!hw_report_check (report, g_get_real_time (), &rule))
    return refuse_by_rule (&rule, error);
  choose_id (&new_id, &report->id);
  if (!hw_store_begin (self, NULL, error) ||
      !finish (self, record_report (self, report, &new_id, &new_row, error), error))
    return FALSE;
  if (row != NULL)
    *row = new_row;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static gboolean
record_status (HwStore        *self,
               const HwReport *report,
               HwReportStatus  status,
               const char     *outcome,
               const char     *note,
               GError        **error)
{
  g_autoptr (GByteArray) parents = hw_report_table_list_heads (&self->tables, &report->id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_status (self->body, status, outcome, note);
  hw_store_fill (self, &entry, HW_KIND_REPORT_STATUS_SET, HW_COMPARTMENT_STREET, &report->id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_report_table_apply_status (&self->tables, &entry, status, outcome, note, error);
}

/**
 * hw_store_record_status:
 * @self: a store
 * @report_row: of the report
 * @status: its new status
 * @outcome: (nullable): what came of it; %NULL leaves what was said before, "" clears it
 * @note: (nullable): words
 * @error: return location
 *
 * Records what the team did with a report.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_status (HwStore        *self,
                        gint64          report_row,
                        HwReportStatus  status,
                        const char     *outcome,
                        const char     *note,
                        GError        **error)
{
  g_autoptr (HwReport) report = hw_store_get_report (self, report_row, error);

  if (report == NULL)
    return FALSE;
  if ((guint) status >= HW_N_REPORT_STATUSES || !hw_report_status_may_follow (report->status, status))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A report cannot go from where it is to this status. Nothing was recorded. Choose another status."));
  return hw_store_begin (self, NULL, error) &&
         finish (self, record_status (self, report, status, outcome != NULL ? outcome : report->outcome, note, error), error);
}

/* -- contacts and people --------------------------------------------------------------------------------------------- */

static gboolean
record_contact (HwStore         *self,
                const HwContact *contact,
                const HwId      *id,
                gint64          *row,
                GError         **error)
{
  gboolean taken;
  HwEntry entry;

  hw_body_write_contact (self->body, contact);
  hw_store_fill (self, &entry, HW_KIND_CONTACT_RECORDED, HW_COMPARTMENT_STREET, id, contact->met_at);
  if (!hw_store_append (self, &entry, NULL, error) ||
      !hw_contact_table_apply (&self->tables, &entry, contact, &taken, error))
    return FALSE;
  return taken ? hw_contact_table_find (&self->tables, id, row, error) : refuse_twice (error);
}

/**
 * hw_store_record_contact:
 * @self: a store
 * @contact: whom an outreach worker met; a nil identity is chosen here
 * @row: (out) (optional): its row
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records a contact.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE, %HW_STORE_ERROR_EXISTS and so on
 */
gboolean
hw_store_record_contact (HwStore         *self,
                         const HwContact *contact,
                         gint64          *row,
                         HwId            *id,
                         GError         **error)
{
  g_autoptr (GError) rule = NULL;
  gint64 new_row = 0;
  HwId new_id;

  if (!hw_contact_check (contact, g_get_real_time (), &rule))
    return refuse_by_rule (&rule, error);
  choose_id (&new_id, &contact->id);
  if (!hw_store_begin (self, NULL, error) ||
      !finish (self, record_contact (self, contact, &new_id, &new_row, error), error))
    return FALSE;
  if (row != NULL)
    *row = new_row;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static gboolean
record_person (HwStore        *self,
               const HwPerson *person,
               const HwId     *id,
               gint64         *row,
               GError        **error)
{
  g_autoptr (GByteArray) parents = hw_person_table_list_heads (&self->tables, id, error);
  g_autoptr (HwPerson) shown = NULL;
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_person (self->body, person);
  hw_store_fill (self, &entry, HW_KIND_PERSON_NOTED, HW_COMPARTMENT_CASEWORK, id, g_get_real_time ());
  if (!hw_store_append (self, &entry, parents, error) ||
      !hw_person_table_apply (&self->tables, &entry, person, error))
    return FALSE;
  shown = hw_person_table_get (&self->tables, id, error);
  if (shown == NULL)
    return FALSE;
  *row = shown->row;
  return TRUE;
}

/**
 * hw_store_record_person:
 * @self: a store
 * @person: what is known of them; with a nil identity somebody new, else a new note about who has it
 * @row: (out) (optional): their row
 * @id: (out) (optional): their identity
 * @error: return location
 *
 * Records what the team knows of a person.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_person (HwStore        *self,
                        const HwPerson *person,
                        gint64         *row,
                        HwId           *id,
                        GError        **error)
{
  gint64 new_row = 0;
  HwId new_id;

  if (person->alias == NULL || person->alias[0] == '\0')
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A person needs a name, if only what people call them. Nothing was recorded. Type an alias."));
  choose_id (&new_id, &person->id);
  if (!hw_store_begin (self, NULL, error) ||
      !finish (self, record_person (self, person, &new_id, &new_row, error), error))
    return FALSE;
  if (row != NULL)
    *row = new_row;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

/* -- cases ----------------------------------------------------------------------------------------------------------- */

static gboolean
record_case (HwStore    *self,
             const HwId *id,
             const HwId *person,
             const char *wish,
             gint64      opened_at,
             gint64     *row,
             GError    **error)
{
  g_autoptr (HwCase) opened = NULL;
  HwEntry entry;

  hw_body_write_case (self->body, person, wish);
  hw_store_fill (self, &entry, HW_KIND_CASE_OPENED, HW_COMPARTMENT_CASEWORK, id, opened_at);
  if (!hw_store_append (self, &entry, NULL, error) ||
      !hw_case_table_apply (&self->tables, &entry, person, wish, NULL, error))
    return FALSE;
  opened = hw_store_get_case (self, id, error);
  if (opened == NULL)
    return FALSE;
  *row = opened->row;
  return TRUE;
}

/**
 * hw_store_record_case:
 * @self: a store
 * @person: who wishes to go home
 * @wish: (nullable): in their own words
 * @opened_at: µs UTC
 * @row: (out) (optional): its row
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Opens a reconnection case in its first stage, wish.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND where the person is not known, and so on
 */
gboolean
hw_store_record_case (HwStore    *self,
                      const HwId *person,
                      const char *wish,
                      gint64      opened_at,
                      gint64     *row,
                      HwId       *id,
                      GError    **error)
{
  g_autoptr (HwPerson) known = hw_store_get_person (self, person, error);
  gint64 new_row = 0;
  HwId new_id;

  if (known == NULL)
    return FALSE;
  hw_store_make_id (&new_id);
  if (!hw_store_begin (self, NULL, error) ||
      !finish (self, record_case (self, &new_id, person, wish, opened_at, &new_row, error), error))
    return FALSE;
  if (row != NULL)
    *row = new_row;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static gboolean
record_field (HwStore    *self,
              const HwId *case_id,
              const char *field,
              const char *value,
              GError    **error)
{
  g_autoptr (GByteArray) parents = hw_evidence_table_list_heads (&self->tables, case_id, field, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_evidence (self->body, field, value);
  hw_store_fill (self, &entry, HW_KIND_EVIDENCE_SET, HW_COMPARTMENT_CASEWORK, case_id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_evidence_table_apply (&self->tables, &entry, field, value, error);
}

/* In the order of their names, so that the same call makes the same entries. */
static gboolean
record_fields (HwStore    *self,
               const HwId *case_id,
               GHashTable *fields,
               GError    **error)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (fields), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = g_hash_table_lookup (fields, l->data);

      if (!record_field (self, case_id, l->data, value != NULL ? value : "", error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_store_record_evidence:
 * @self: a store
 * @case_id: a case
 * @fields: (element-type utf8 utf8): HW_FIELD_ names and their values; an empty value clears
 * @error: return location
 *
 * Records evidence: one entry a field, all in one transaction. It settles
 * conflicts of these fields.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_evidence (HwStore    *self,
                          const HwId *case_id,
                          GHashTable *fields,
                          GError    **error)
{
  g_autoptr (HwCase) found = hw_store_get_case (self, case_id, error);

  if (found == NULL)
    return FALSE;
  return hw_store_begin (self, NULL, error) &&
         finish (self, record_fields (self, case_id, fields, error), error);
}

static gboolean
record_consent (HwStore         *self,
                const HwId      *case_id,
                const HwConsent *consent,
                GError         **error)
{
  g_autoptr (GByteArray) parents = hw_consent_table_list_heads (&self->tables, case_id, consent->purpose, consent->recipient, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_consent (self->body, consent);
  hw_store_fill (self, &entry, consent->refused ? HW_KIND_CONSENT_REFUSED : HW_KIND_CONSENT_GRANTED, HW_COMPARTMENT_CASEWORK,
                 case_id, consent->granted_at != 0 ? consent->granted_at : g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_consent_table_apply (&self->tables, &entry, consent, consent->refused, error);
}

/**
 * hw_store_record_consent:
 * @self: a store
 * @case_id: a case
 * @consent: what the person said, yes or no; a nil identity is chosen here
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records a consent or a refusal. It takes the place of what was said before
 * about the same purpose and recipient.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE, %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_consent (HwStore         *self,
                         const HwId      *case_id,
                         const HwConsent *consent,
                         HwId            *id,
                         GError         **error)
{
  g_autoptr (HwCase) found = hw_store_get_case (self, case_id, error);
  HwConsent complete = *consent;

  if (found == NULL)
    return FALSE;
  if (consent->purpose == NULL || consent->purpose[0] == '\0' || consent->recipient == NULL || consent->recipient[0] == '\0')
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A consent is for one purpose and one recipient. Nothing was recorded. Say both."));
  choose_id (&complete.id, &consent->id);
  if (!hw_store_begin (self, NULL, error) ||
      !finish (self, record_consent (self, case_id, &complete, error), error))
    return FALSE;
  if (id != NULL)
    *id = complete.id;
  return TRUE;
}

static gboolean
record_withdrawal (HwStore         *self,
                   const HwId      *case_id,
                   const HwConsent *consent,
                   const char      *reason,
                   GError         **error)
{
  g_autoptr (GByteArray) parents = hw_consent_table_list_heads (&self->tables, case_id, consent->purpose, consent->recipient, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_withdrawal (self->body, &consent->id, consent->purpose, consent->recipient, reason);
  hw_store_fill (self, &entry, HW_KIND_CONSENT_WITHDRAWN, HW_COMPARTMENT_CASEWORK, case_id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_consent_table_apply_withdrawal (&self->tables, &entry, &consent->id, consent->purpose, consent->recipient, reason, error);
}

/**
 * hw_store_record_withdrawal:
 * @self: a store
 * @case_id: a case
 * @consent: what is taken back
 * @reason: (nullable): words
 * @error: return location
 *
 * Records that a person took a consent back. It holds against every grant that
 * was made without knowing of it.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_withdrawal (HwStore    *self,
                            const HwId *case_id,
                            const HwId *consent,
                            const char *reason,
                            GError    **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (HwConsent) found = hw_consent_table_get (&self->tables, case_id, consent, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (found == NULL)
    return hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND, _("There is no such consent in this case. Nothing was recorded. Choose one from the list."));
  return hw_store_begin (self, NULL, error) &&
         finish (self, record_withdrawal (self, case_id, found, reason, error), error);
}

static gboolean
record_stage (HwStore      *self,
              const HwCase *moved,
              HwStage       stage,
              gint64        happened_at,
              GError      **error)
{
  g_autoptr (GByteArray) parents = hw_case_table_list_heads (&self->tables, &moved->id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_move (self->body, moved->stage, stage);
  hw_store_fill (self, &entry, HW_KIND_CASE_MOVED, HW_COMPARTMENT_CASEWORK, &moved->id, happened_at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_case_table_apply_move (&self->tables, &entry, moved->stage, stage, error);
}

/* The gate of the stage, and everything that it still asks for in words. */
static gboolean
check_gate (const HwCase *moved,
            HwStage       stage,
            GError      **error)
{
  g_autoptr (GPtrArray) open = hw_gate_check (moved, stage, g_get_real_time (), NULL);
  g_autoptr (GString) words = NULL;

  if (open->len == 0)
    return TRUE;
  words = g_string_new (g_dngettext (GETTEXT_PACKAGE, "The case cannot go on yet. One thing is missing:",
                                     "The case cannot go on yet. Some things are missing:", open->len));
  for (guint i = 0; i < open->len; i++)
    {
      const HwRequirement *requirement = g_ptr_array_index (open, i);

      g_string_append_printf (words, "\n• %s", requirement->words);
    }
  return hw_store_refuse (error, HW_STORE_ERROR_GATE, words->str);
}

/**
 * hw_store_record_stage:
 * @self: a store
 * @case_id: a case
 * @stage: where it goes
 * @happened_at: µs UTC
 * @error: return location
 *
 * Moves a case, where the table of stages has the move and the gate is open.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE where there is no such move,
 *   %HW_STORE_ERROR_GATE where the gate is shut; the message lists what it asks for
 */
gboolean
hw_store_record_stage (HwStore    *self,
                       const HwId *case_id,
                       HwStage     stage,
                       gint64      happened_at,
                       GError    **error)
{
  g_autoptr (HwCase) moved = hw_store_get_case (self, case_id, error);

  if (moved == NULL)
    return FALSE;
  if (!hw_stage_may_move (moved->stage, moved->stage_before, stage))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A case cannot go from where it stands to this stage. Nothing was recorded. Go one stage at a time."));
  if (!check_gate (moved, stage, error))
    return FALSE;
  return hw_store_begin (self, NULL, error) &&
         finish (self, record_stage (self, moved, stage, happened_at, error), error);
}
