/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-area-table.h"
#include "hw-bed-table.h"
#include "hw-case-record-table.h"
#include "hw-case-table.h"
#include "hw-contact-table.h"
#include "hw-evidence-table.h"
#include "hw-partner-table.h"
#include "hw-notes.h"
#include "hw-person-link-table.h"
#include "hw-person-table.h"
#include "hw-promise-table.h"
#include "hw-report-table.h"
#include "hw-setting-table.h"
#include "hw-shift-table.h"
#include "hw-site-closure-table.h"
#include "hw-site-table.h"
#include "hw-store-private.h"
#include "hw-tap-table.h"

/* What can be asked of an open workspace. The queries are in the files of the tables. */

/**
 * hw_store_load_points:
 * @self: a store
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Reads every report with a point and every contact with one, for the point index.
 *
 * Returns: (transfer full) (nullable) (element-type HwIndexPoint): the points
 */
GArray *
hw_store_load_points (HwStore      *self,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GArray) points = NULL;
  gint64 n_reports;

  if (!hw_connection_get_int (self->connection, "SELECT max (row) FROM report", &n_reports, error))
    return NULL;
  points = g_array_sized_new (FALSE, FALSE, sizeof (HwIndexPoint), (guint) CLAMP (n_reports, 16, 10000000));
  if (!hw_report_table_load_points (&self->tables, points, cancellable, error) ||
      !hw_contact_table_load_points (&self->tables, points, cancellable, error))
    return NULL;
  return g_steal_pointer (&points);
}

/* A record that a row number or an identity should lead to. */
static gpointer
require (gpointer record,
         GError **inner,
         GError **error)
{
  if (record == NULL && *inner == NULL)
    hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND, _("It is not in this workspace any more. Nothing was changed. Choose another one from the list."));
  else if (record == NULL)
    g_propagate_error (error, g_steal_pointer (inner));
  return record;
}

/**
 * hw_store_get_report:
 * @self: a store
 * @row: of the report
 * @error: return location
 *
 * Reads a report.
 *
 * Returns: (transfer full) (nullable): the report, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwReport *
hw_store_get_report (HwStore *self,
                     gint64   row,
                     GError **error)
{
  g_autoptr (GError) inner = NULL;

  return require (hw_report_table_get (&self->tables, row, &inner), &inner, error);
}

/**
 * hw_store_get_contact:
 * @self: a store
 * @row: of the contact
 * @error: return location
 *
 * Reads a contact.
 *
 * Returns: (transfer full) (nullable): the contact, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwContact *
hw_store_get_contact (HwStore *self,
                      gint64   row,
                      GError **error)
{
  g_autoptr (GError) inner = NULL;

  return require (hw_contact_table_get (&self->tables, row, &inner), &inner, error);
}

/**
 * hw_store_get_person:
 * @self: a store
 * @id: the person
 * @error: return location
 *
 * Reads a person.
 *
 * Returns: (transfer full) (nullable): the person, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwPerson *
hw_store_get_person (HwStore    *self,
                     const HwId *id,
                     GError    **error)
{
  g_autoptr (GError) inner = NULL;

  return require (hw_person_table_get (&self->tables, id, &inner), &inner, error);
}

/**
 * hw_store_list_reports:
 * @self: a store
 * @statuses: a bit set of 1 << #HwReportStatus
 * @limit: at most so many
 * @error: return location
 *
 * Lists reports by when they were seen.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): newest first
 */
GPtrArray *
hw_store_list_reports (HwStore *self,
                       guint    statuses,
                       gsize    limit,
                       GError **error)
{
  return hw_report_table_list (&self->tables, statuses, limit, error);
}

/**
 * hw_store_foreach_report:
 * @self: a store
 * @since: µs UTC, inclusive; %G_MININT64: open
 * @until: µs UTC, exclusive; %G_MAXINT64: open
 * @func: called with each report; it must not call the store
 * @user_data: for @func
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Goes through reports in order of when they were seen, one at a time.
 *
 * Returns: %FALSE with @error set when it failed, was stopped, or @func said so
 */
gboolean
hw_store_foreach_report (HwStore      *self,
                         gint64        since,
                         gint64        until,
                         HwReportFunc  func,
                         gpointer      user_data,
                         GCancellable *cancellable,
                         GError      **error)
{
  return hw_report_table_foreach (&self->tables, since, until, func, user_data, cancellable, error);
}

/**
 * hw_store_foreach_taken_in:
 * @self: a store
 * @source: how their source ids begin, with a colon at the end: "intake:", "open311:city.example.org:"
 * @since: µs UTC: those received then or later
 * @func: called with each report; it must not call the store
 * @user_data: for @func
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Goes through what came in from one server, those too that were dismissed or not checked yet.
 *
 * Returns: %FALSE with @error set when it failed, was stopped, or @func said so
 */
gboolean
hw_store_foreach_taken_in (HwStore      *self,
                           const char   *source,
                           gint64        since,
                           HwReportFunc  func,
                           gpointer      user_data,
                           GCancellable *cancellable,
                           GError      **error)
{
  return hw_report_table_foreach_taken_in (&self->tables, source, since, func, user_data, cancellable, error);
}

/**
 * hw_store_count_reports:
 * @self: a store
 * @error: return location
 *
 * Returns: how many reports there are; 0 with @error set when it failed
 */
guint64
hw_store_count_reports (HwStore *self,
                        GError **error)
{
  gint64 count;

  /* Reports are never deleted, so that their rows have no gaps. */
  hw_connection_get_int (self->connection, "SELECT max (row) FROM report", &count, error);
  return (guint64) count;
}

/**
 * hw_store_search_reports:
 * @self: a store
 * @words: what somebody typed; all words must be there, each may be a beginning
 * @limit: at most so many
 * @error: return location
 *
 * Finds reports by the words of place, appearance and worries.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): newest first
 */
GPtrArray *
hw_store_search_reports (HwStore    *self,
                         const char *words,
                         gsize       limit,
                         GError    **error)
{
  return hw_report_table_search (&self->tables, words, limit, error);
}

/**
 * hw_store_list_reports_at_place:
 * @self: a store
 * @word: a whole word of the place, as a caller says it
 * @without_point: only reports without a point
 * @since: seen at or after, µs UTC
 * @until: seen at or before, µs UTC
 * @limit: at most so many
 * @error: return location
 *
 * Finds reports of a time by a word for their place; of very many with that word
 * only the last thousand recorded are looked at.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): newest first
 */
GPtrArray *
hw_store_list_reports_at_place (HwStore    *self,
                                const char *word,
                                gboolean    without_point,
                                gint64      since,
                                gint64      until,
                                gsize       limit,
                                GError    **error)
{
  return hw_report_table_list_at_place (&self->tables, word, without_point, since, until, limit, error);
}

/**
 * hw_store_search_people:
 * @self: a store
 * @words: what somebody typed; all words must be there, each may be a beginning
 * @limit: at most so many
 * @error: return location
 *
 * Finds people by their aliases.
 *
 * Returns: (transfer full) (nullable) (element-type HwPerson): who was met last first
 */
GPtrArray *
hw_store_search_people (HwStore    *self,
                        const char *words,
                        gsize       limit,
                        GError    **error)
{
  return hw_person_table_search (&self->tables, words, limit, error);
}

/**
 * hw_store_list_people:
 * @self: a store
 * @limit: at most so many
 * @error: return location
 *
 * Lists people.
 *
 * Returns: (transfer full) (nullable) (element-type HwPerson): who was met last first
 */
GPtrArray *
hw_store_list_people (HwStore *self,
                      gsize    limit,
                      GError **error)
{
  return hw_person_table_list (&self->tables, limit, error);
}

/**
 * hw_store_list_cases:
 * @self: a store
 * @error: return location
 *
 * Lists cases, complete with evidence and consents.
 *
 * Returns: (transfer full) (nullable) (element-type HwCase): newest first
 */
GPtrArray *
hw_store_list_cases (HwStore *self,
                     GError **error)
{
  return hw_case_table_list (&self->tables, error);
}

/**
 * hw_store_get_case:
 * @self: a store
 * @id: the case
 * @error: return location
 *
 * Reads a case, complete with evidence and consents.
 *
 * Returns: (transfer full) (nullable): the case, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwCase *
hw_store_get_case (HwStore    *self,
                   const HwId *id,
                   GError    **error)
{
  g_autoptr (GError) inner = NULL;

  return require (hw_case_table_get (&self->tables, id, &inner), &inner, error);
}

/**
 * hw_store_list_partners:
 * @self: a store
 * @error: return location
 *
 * Lists the directory.
 *
 * Returns: (transfer full) (nullable) (element-type HwPartner): by name
 */
GPtrArray *
hw_store_list_partners (HwStore *self,
                        GError **error)
{
  return hw_partner_table_list (&self->tables, error);
}

/**
 * hw_store_get_partner:
 * @self: a store
 * @id: the partner
 * @error: return location
 *
 * Reads a partner.
 *
 * Returns: (transfer full) (nullable): the partner, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwPartner *
hw_store_get_partner (HwStore    *self,
                      const HwId *id,
                      GError    **error)
{
  g_autoptr (GError) inner = NULL;

  return require (hw_partner_table_get (&self->tables, id, &inner), &inner, error);
}

/**
 * hw_store_list_same_people:
 * @self: a store
 * @person: a person
 * @error: return location
 *
 * Lists who is linked as the same person, also over others.
 *
 * Returns: (transfer full) (nullable) (element-type HwId): without @person
 */
GArray *
hw_store_list_same_people (HwStore    *self,
                           const HwId *person,
                           GError    **error)
{
  return hw_person_link_table_list_same (&self->tables, person, error);
}

/**
 * hw_store_list_contacts:
 * @self: a store
 * @person: a person
 * @limit: at most so many
 * @error: return location
 *
 * Lists when and where somebody, or who is linked as the same, was met.
 *
 * Returns: (transfer full) (nullable) (element-type HwContact): newest first
 */
GPtrArray *
hw_store_list_contacts (HwStore    *self,
                        const HwId *person,
                        gsize       limit,
                        GError    **error)
{
  return hw_contact_table_list_same (&self->tables, person, limit, error);
}

/**
 * hw_conflict_free:
 * @conflict: (nullable): one value of a field in conflict
 *
 * Frees it.
 */
void
hw_conflict_free (HwConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_free (conflict->field);
  g_free (conflict->value);
  g_free (conflict->author);
  g_clear_pointer (&conflict->record, hw_case_record_unref);
  g_free (conflict);
}

static gboolean
add_notes (HwStore    *self,
           const char *kind,
           const HwId *id,
           GPtrArray  *conflicts,
           GError    **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (HwNotes) notes = hw_notes_read (&self->tables, kind, id, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (notes != NULL)
    hw_notes_add_conflicts (notes, conflicts);
  return TRUE;
}

/**
 * hw_store_list_conflicts:
 * @self: a store
 * @case_id: a case, a site, an area, a shift (with what was tapped on it), a contact, a promise, a bed, a person or a partner
 * @error: return location
 *
 * Lists the values of fields that were set differently at the same time, and
 * the versions of records that were corrected differently ("record:" and their
 * kind as the field). Setting the field, or correcting the record, once more settles it;
 * of a person or a partner, hw_store_settle().
 *
 * Returns: (transfer full) (nullable) (element-type HwConflict): by field; the last of each is the one shown
 */
GPtrArray *
hw_store_list_conflicts (HwStore    *self,
                         const HwId *case_id,
                         GError    **error)
{
  g_autoptr (GPtrArray) conflicts = hw_evidence_table_list_conflicts (&self->tables, case_id, error);

  if (conflicts == NULL || !hw_case_record_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_site_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_site_closure_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_area_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_shift_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_promise_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_bed_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_tap_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !hw_contact_table_add_conflicts (&self->tables, case_id, conflicts, error) ||
      !add_notes (self, HW_KIND_PERSON_NOTED, case_id, conflicts, error) || !add_notes (self, HW_KIND_PARTNER_NOTED, case_id, conflicts, error))
    return NULL;
  return g_steal_pointer (&conflicts);
}

/**
 * hw_store_case_in_review:
 * @self: a store
 * @case_id: a case
 * @in_review: (out): whether it was moved to different stages at the same time
 * @error: return location
 *
 * Asks whether somebody must look at where the case stands.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_store_case_in_review (HwStore    *self,
                         const HwId *case_id,
                         gboolean   *in_review,
                         GError    **error)
{
  return hw_case_table_is_in_review (&self->tables, case_id, in_review, error);
}

/**
 * hw_event_free:
 * @event: (nullable): something that happened
 *
 * Frees it.
 */
void
hw_event_free (HwEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->kind);
  g_free (event->author);
  g_free (event->body);
  g_free (event);
}

/**
 * hw_store_list_events:
 * @self: a store
 * @subject: a report, a contact, a person or a case
 * @error: return location
 *
 * Lists what happened to one subject, in the order that every laptop agrees on.
 * A link of two people happened to both.
 *
 * Returns: (transfer full) (nullable) (element-type HwEvent): oldest first
 */
GPtrArray *
hw_store_list_events (HwStore    *self,
                      const HwId *subject,
                      GError    **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_event_free);
  HwStatement *list = hw_connection_get (self->connection,
    "SELECT e.happened_at, e.recorded_at, e.kind, e.author, e.body FROM entry e JOIN device d ON d.id = e.device WHERE e.position IN"
    " (SELECT position FROM entry WHERE subject = ?1 AND kind <> 'report.received' UNION ALL SELECT entry FROM report WHERE id = ?1"
    "  UNION ALL SELECT l.position FROM person_link p JOIN device o ON o.device = p.device JOIN entry l ON l.device = o.id AND l.number = p.number"
    "  WHERE p.other = ?1)"
    " ORDER BY e.lamport, d.device, e.number", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, subject);
  while (hw_statement_step_row (list, &found, error))
    {
      HwEvent *event;

      if (!found)
        return g_steal_pointer (&events);
      event = g_new0 (HwEvent, 1);
      event->happened_at = hw_statement_get_int (list, 0);
      event->recorded_at = hw_statement_get_int (list, 1);
      event->kind = g_strdup (hw_statement_get_text (list, 2));
      event->author = g_strdup (hw_statement_get_text (list, 3));
      event->body = g_strdup (hw_statement_get_text (list, 4));
      g_ptr_array_add (events, event);
    }
  return NULL;
}

/**
 * hw_store_get_setting:
 * @self: a store
 * @name: of the setting
 * @error: return location
 *
 * Reads what the window remembers.
 *
 * Returns: (transfer full) (nullable): the value; %NULL without an error where it was never set
 */
char *
hw_store_get_setting (HwStore    *self,
                      const char *name,
                      GError    **error)
{
  return hw_setting_table_get (&self->tables, name, error);
}

/**
 * hw_store_read_setting:
 * @self: a store
 * @name: of the setting
 * @value: (out) (transfer full) (nullable): the value; %NULL where it was never set
 * @error: return location
 *
 * As hw_store_get_setting(), for who has to tell what was never set from what cannot be read.
 *
 * Returns: %FALSE with @error set when it cannot be read
 */
gboolean
hw_store_read_setting (HwStore     *self,
                       const char  *name,
                       char       **value,
                       GError     **error)
{
  g_autoptr (GError) own_error = NULL;

  *value = hw_store_get_setting (self, name, &own_error);
  if (own_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

/**
 * hw_store_list_settings:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): every setting by name, or %NULL with @error set
 */
GHashTable *
hw_store_list_settings (HwStore  *self,
                        GError  **error)
{
  return hw_setting_table_list (&self->tables, error);
}

/**
 * hw_store_set_setting:
 * @self: a store
 * @name: of the setting
 * @value: (nullable): %NULL to forget it
 * @error: return location
 *
 * Writes what the window remembers. It is encrypted with the rest and not journalled.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_store_set_setting (HwStore    *self,
                      const char *name,
                      const char *value,
                      GError    **error)
{
  return hw_setting_table_set (&self->tables, name, value, error);
}
