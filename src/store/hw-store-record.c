/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-contact-table.h"
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

/**
 * hw_store_finish:
 * @self: a store in a transaction
 * @done: whether everything in it went well
 * @error: return location
 *
 * Ends what a function began: the commit where all went well, nothing at all where not.
 *
 * Returns: whether it is recorded
 */
gboolean
hw_store_finish (HwStore *self,
                 gboolean done,
                 GError **error)
{
  if (done)
    return hw_store_commit (self, error);
  hw_store_rollback (self);
  return FALSE;
}

/**
 * hw_store_refuse_by_rule:
 * @rule: (inout): what a rule of core said; cleared
 * @error: return location
 *
 * Says it as an error of the store.
 *
 * Returns: %FALSE
 */
gboolean
hw_store_refuse_by_rule (GError **rule,
                         GError **error)
{
  /* Translators: %s is a whole sentence that says which rule. */
  g_set_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE, _("%s Nothing was recorded."), (*rule)->message);
  g_clear_error (rule);
  return FALSE;
}

/**
 * hw_store_choose_id:
 * @chosen: (out caller-allocates): @given, or a new identity where that is nil
 * @given: an identity, or nil
 *
 * Gives a record its identity.
 */
void
hw_store_choose_id (HwId       *chosen,
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
  gint64 known;

  if (!hw_report_table_find_source (&self->tables, report->source_id, &known, error))
    return FALSE;
  if (known != 0)
    return refuse_twice (error);
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
    return hw_store_refuse_by_rule (&rule, error);
  hw_store_choose_id (&new_id, &report->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, record_report (self, report, &new_id, &new_row, error), error))
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
  hw_body_write_status (self->body, status, outcome, note, NULL);
  hw_store_fill (self, &entry, HW_KIND_REPORT_STATUS_SET, HW_COMPARTMENT_STREET, &report->id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_report_table_apply_status (&self->tables, &entry, status, outcome, note, NULL, error);
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
         hw_store_finish (self, record_status (self, report, status, outcome != NULL ? outcome : report->outcome, note, error), error);
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
    return hw_store_refuse_by_rule (&rule, error);
  hw_store_choose_id (&new_id, &contact->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, record_contact (self, contact, &new_id, &new_row, error), error))
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
      !hw_person_table_apply (&self->tables, &entry, error))
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
  const char *born = person->born != NULL && person->born[0] != '\0' ? person->born : NULL;
  g_autoptr (GError) rule = NULL;
  gint64 new_row = 0;
  HwId new_id;

  if (person->alias == NULL || person->alias[0] == '\0')
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A person needs a name, if only what people call them. Nothing was recorded. Type an alias."));
  if ((guint) person->age >= HW_N_AGES)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("This age group is not known. Nothing was recorded. Choose one from the list."));
  if (!hw_person_check_born (born, g_get_real_time (), &rule))
    return hw_store_refuse_by_rule (&rule, error);
  hw_store_choose_id (&new_id, &person->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, record_person (self, person, &new_id, &new_row, error), error))
    return FALSE;
  if (row != NULL)
    *row = new_row;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}
