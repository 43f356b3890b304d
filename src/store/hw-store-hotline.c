/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-named-place-table.h"
#include "hw-report-desk-table.h"
#include "hw-report-link-table.h"
#include "hw-report-table.h"
#include "hw-store-private.h"

/*
 * What the hotline's desk does with reports, one or many at once, and the names
 * of places. See hw-store-record.c for the way in.
 */

/* -- steps: status, assignment, emergency, answer ------------------------------------------------------------------- */

static gboolean
append_status (HwStore            *self,
               const HwReport     *report,
               const HwReportStep *step,
               GError            **error)
{
  g_autoptr (GByteArray) parents = hw_report_table_list_heads (&self->tables, &report->id, error);
  const char *outcome = step->outcome != NULL ? step->outcome : report->outcome;
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_status (self->body, step->status, outcome, step->note, NULL);
  hw_store_fill (self, &entry, HW_KIND_REPORT_STATUS_SET, HW_COMPARTMENT_STREET, &report->id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_report_table_apply_status (&self->tables, &entry, step->status, outcome, step->note, NULL, error);
}

/* Appends the body that was just written. The parents are to live as long as @entry. */
static gboolean
append_desk (HwStore        *self,
             HwEntry        *entry,
             const char     *kind,
             const HwReport *report,
             GByteArray    **parents,
             GError        **error)
{
  *parents = hw_report_desk_table_list_heads (&self->tables, kind, &report->id, error);
  if (*parents == NULL)
    return FALSE;
  hw_store_fill (self, entry, kind, HW_COMPARTMENT_STREET, &report->id, g_get_real_time ());
  return hw_store_append (self, entry, *parents, error);
}

static gboolean
append_assignment (HwStore        *self,
                   const HwReport *report,
                   const char     *to,
                   GError        **error)
{
  g_autoptr (GByteArray) parents = NULL;
  HwEntry entry;

  hw_body_write_assignment (self->body, to);
  return append_desk (self, &entry, HW_KIND_REPORT_ASSIGNED, report, &parents, error) &&
         hw_report_desk_table_apply_assignment (&self->tables, &entry, to, error);
}

static gboolean
append_emergency (HwStore        *self,
                  const HwReport *report,
                  gboolean        told,
                  GError        **error)
{
  g_autoptr (GByteArray) parents = NULL;
  HwEntry entry;

  hw_body_write_emergency (self->body, told);
  return append_desk (self, &entry, HW_KIND_REPORT_EMERGENCY_TOLD, report, &parents, error) &&
         hw_report_desk_table_apply_emergency (&self->tables, &entry, told, error);
}

static gboolean
append_answer (HwStore            *self,
               const HwReport     *report,
               const HwReportStep *step,
               GError            **error)
{
  g_autoptr (GByteArray) parents = NULL;
  HwAnsweredBy how = step->answers == HW_MARK_SET ? step->how : HW_N_ANSWERED_BY;
  HwEntry entry;

  hw_body_write_answer (self->body, how, step->answer, step->words);
  return append_desk (self, &entry, HW_KIND_REPORT_ANSWERED, report, &parents, error) &&
         hw_report_desk_table_apply_answer (&self->tables, &entry, how, step->answer, step->words, error);
}

/* An outcome may also change where the status stays: a correction brings back what was said, or that nothing was. */
static gboolean
brings_back_outcome (const HwReport     *report,
                     const HwReportStep *step)
{
  return step->is_correction && step->outcome != NULL &&
         g_strcmp0 (step->outcome, report->outcome != NULL ? report->outcome : "") != 0;
}

static gboolean
append_step (HwStore            *self,
             const HwReport     *report,
             const HwReportStep *step,
             GError            **error)
{
  if (step->assigns && !append_assignment (self, report, step->assigned_to, error))
    return FALSE;
  if (step->emergency != HW_MARK_AS_IS && !append_emergency (self, report, step->emergency == HW_MARK_SET, error))
    return FALSE;
  if (step->answers != HW_MARK_AS_IS && !append_answer (self, report, step, error))
    return FALSE;
  if (step->status != report->status || brings_back_outcome (report, step))
    return append_status (self, report, step, error);
  return TRUE;
}

/* Where several are handled at once, nobody looks at each: those in danger are left to be looked at. */
static gboolean
check_urgent (HwStore            *self,
              const HwReport     *report,
              const HwReportStep *step,
              GError            **error)
{
  g_autoptr (GError) inner = NULL;
  HwReportDesk *desk;
  gboolean told;

  if (!hw_report_is_urgent (report) || (step->status == report->status && step->answers == HW_MARK_AS_IS))
    return TRUE;
  desk = hw_report_desk_table_get (&self->tables, report->row, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  told = desk != NULL && desk->emergency_told_at != 0;
  hw_report_desk_free (desk);
  return told || hw_store_refuse (error, HW_STORE_ERROR_RULE,
                                  _("One of these tells of immediate danger or of a child, and nobody noted that the emergency services were told. "
                                    "Nothing was recorded. Open that report first, or leave it out."));
}

static gboolean
check_answer (const HwReport     *report,
              const HwReportStep *step,
              GError            **error)
{
  if (step->answers != HW_MARK_SET)
    return TRUE;
  if ((guint) step->how >= HW_N_ANSWERED_BY || (guint) step->answer >= HW_N_CALLER_ANSWERS || !hw_report_status_counts (report->status))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("A report that nobody took in yet cannot be answered. Nothing was recorded. Check it first."));
  if (step->words == NULL || *step->words == '\0')
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("There are no words for the caller. Nothing was recorded. Say what the caller was told."));
  return TRUE;
}

static gboolean
check_step (HwStore            *self,
            const HwReport     *report,
            const HwReportStep *step,
            gboolean            is_one_of_many,
            GError            **error)
{
  if ((guint) step->status >= HW_N_REPORT_STATUSES ||
      (step->status != report->status && !step->is_correction && !hw_report_status_may_follow (report->status, step->status)))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A report cannot go from where it is to this status. Nothing was recorded. Choose another status."));
  return check_answer (report, step, error) &&
         (!is_one_of_many || step->is_correction || check_urgent (self, report, step, error));
}

static gboolean
record_steps (HwStore            *self,
              const HwReportStep *steps,
              gsize               n_steps,
              GError            **error)
{
  for (gsize i = 0; i < n_steps; i++)
    {
      g_autoptr (HwReport) report = hw_store_get_report (self, steps[i].row, error);
      HwReportStep step = steps[i];

      if (report == NULL)
        return FALSE;
      if (step.answers == HW_MARK_SET)
        step.status = HW_REPORT_CLOSED;
      if (!check_step (self, report, &step, n_steps > 1, error) || !append_step (self, report, &step, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_store_record_steps:
 * @self: a store
 * @steps: (array length=n_steps): what is done with which reports
 * @n_steps: how many
 * @error: return location
 *
 * Records what the desk did with reports: all of it in one batch, or nothing. A
 * caller who was answered closes their report. Of several reports none may be in
 * danger without a note that the emergency services were told.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_steps (HwStore            *self,
                       const HwReportStep *steps,
                       gsize               n_steps,
                       GError            **error)
{
  if (n_steps == 0)
    return TRUE;
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, record_steps (self, steps, n_steps, error), error);
}

/* A step that leaves the report where it is. */
static gboolean
record_where_it_is (HwStore      *self,
                    HwReportStep *step,
                    GError      **error)
{
  g_autoptr (HwReport) report = hw_store_get_report (self, step->row, error);

  if (report == NULL)
    return FALSE;
  step->status = report->status;
  return hw_store_record_steps (self, step, 1, error);
}

/**
 * hw_store_record_assignment:
 * @self: a store
 * @row: of a report
 * @to: (nullable): who looks after it; %NULL: nobody
 * @error: return location
 *
 * Records who looks after a report.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_assignment (HwStore    *self,
                            gint64      row,
                            const char *to,
                            GError    **error)
{
  HwReportStep step = { .row = row, .assigns = TRUE, .assigned_to = to };

  return record_where_it_is (self, &step, error);
}

/**
 * hw_store_record_answer:
 * @self: a store
 * @row: of a report
 * @how: how its caller was answered
 * @answer: what of
 * @words: what they were told
 * @error: return location
 *
 * Records that a caller was answered; it closes the report.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_answer (HwStore       *self,
                        gint64         row,
                        HwAnsweredBy   how,
                        HwCallerAnswer answer,
                        const char    *words,
                        GError       **error)
{
  HwReportStep step = { .row = row, .answers = HW_MARK_SET, .how = how, .answer = answer, .words = words };

  return record_where_it_is (self, &step, error);
}

/* -- which reports tell of the same people --------------------------------------------------------------------------- */

static gboolean
append_link (HwStore        *self,
             const HwReport *report,
             const HwReport *other,
             gboolean        same,
             const char     *reason,
             GError        **error)
{
  g_autoptr (GByteArray) parents = hw_report_link_table_list_heads (&self->tables, &report->id, &other->id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_link (self->body, &other->id, same, reason);
  hw_store_fill (self, &entry, HW_KIND_REPORT_LINKED, HW_COMPARTMENT_STREET, &report->id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_report_link_table_apply (&self->tables, &entry, &other->id, same, reason, error);
}

/**
 * hw_store_link_reports:
 * @self: a store
 * @row: of a report
 * @other_row: of another; which of the two comes first makes no difference
 * @same: whether they tell of the same people
 * @reason: (nullable): why, in words
 * @error: return location
 *
 * Records that two reports tell of the same people, or after all not. Both stay
 * in the queue, with both callers.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE, %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_link_reports (HwStore    *self,
                       gint64      row,
                       gint64      other_row,
                       gboolean    same,
                       const char *reason,
                       GError    **error)
{
  g_autoptr (HwReport) first = hw_store_get_report (self, row, error);
  g_autoptr (HwReport) second = first != NULL ? hw_store_get_report (self, other_row, error) : NULL;
  gboolean in_order;

  if (second == NULL)
    return FALSE;
  if (row == other_row)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("This is the same report twice. Nothing was recorded. Choose two reports."));
  in_order = hw_id_compare (&first->id, &second->id) < 0;
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_link (self, in_order ? first : second, in_order ? second : first, same, reason, error), error);
}

/**
 * hw_store_list_linked_reports:
 * @self: a store
 * @row: of a report
 * @error: return location
 *
 * Lists the reports that tell of the same people, also over others.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): their rows, without @row
 */
GArray *
hw_store_list_linked_reports (HwStore *self,
                              gint64   row,
                              GError **error)
{
  g_autoptr (HwReport) report = hw_store_get_report (self, row, error);

  return report != NULL ? hw_report_link_table_list_rows (&self->tables, &report->id, error) : NULL;
}

/* -- reading what the desk did --------------------------------------------------------------------------------------- */

/**
 * hw_store_get_report_desk:
 * @self: a store
 * @row: of a report
 * @error: return location
 *
 * Reads who looks after a report, whether the emergency services were told and what its caller was told.
 *
 * Returns: (transfer full) (nullable): it, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwReportDesk *
hw_store_get_report_desk (HwStore *self,
                          gint64   row,
                          GError **error)
{
  g_autoptr (GError) inner = NULL;
  HwReportDesk *desk = hw_report_desk_table_get (&self->tables, row, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (desk == NULL)
    hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND,
                     _("It is not in this workspace any more. Nothing was changed. Choose another one from the list."));
  return desk;
}

/**
 * hw_store_list_report_desks:
 * @self: a store
 * @statuses: a bit set of 1 << #HwReportStatus
 * @error: return location
 *
 * Reads the same of every report in these statuses of which there is anything.
 *
 * Returns: (transfer full) (nullable) (element-type HwReportDesk): in no order
 */
GPtrArray *
hw_store_list_report_desks (HwStore *self,
                            guint    statuses,
                            GError **error)
{
  return hw_report_desk_table_list (&self->tables, statuses, error);
}

/**
 * hw_store_list_answered:
 * @self: a store
 * @since: µs UTC
 * @limit: at most so many
 * @error: return location
 *
 * Lists the reports whose caller was answered since then.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): last answered first
 */
GPtrArray *
hw_store_list_answered (HwStore *self,
                        gint64   since,
                        gsize    limit,
                        GError **error)
{
  return hw_report_table_list_answered (&self->tables, since, limit, error);
}

/**
 * hw_store_get_author:
 * @self: a store
 *
 * Returns: (transfer none): who works at this laptop
 */
const char *
hw_store_get_author (HwStore *self)
{
  return hw_journal_get_author (self->journal);
}

/**
 * hw_store_list_workers:
 * @self: a store
 * @error: return location
 *
 * Lists who works here, as far as the journal knows.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): by name
 */
GPtrArray *
hw_store_list_workers (HwStore *self,
                       GError **error)
{
  return hw_report_desk_table_list_workers (&self->tables, error);
}

/**
 * hw_store_find_source:
 * @self: a store
 * @source_id: the number of a report in another system
 * @row: (out): the row of the report, 0 where it is not here
 * @error: return location
 *
 * Looks for a report that came through the service ("intake:…") or from another
 * server ("open311:…"); others are not looked for.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_store_find_source (HwStore    *self,
                      const char *source_id,
                      gint64     *row,
                      GError    **error)
{
  return hw_report_table_find_source (&self->tables, source_id, row, error);
}

/* -- the names of places --------------------------------------------------------------------------------------------- */

static gboolean
append_place (HwStore            *self,
              const HwNamedPlace *place,
              const HwId         *id,
              GError            **error)
{
  HwEntry entry;

  hw_body_write_named_place (self->body, place);
  hw_store_fill (self, &entry, HW_KIND_PLACE_NAMED, HW_COMPARTMENT_STREET, id, g_get_real_time ());
  return hw_store_append (self, &entry, NULL, error) &&
         hw_named_place_table_apply (&self->tables, &entry, place, error);
}

static gboolean
append_places (HwStore      *self,
               GPtrArray    *places,
               guint        *n_added,
               guint        *n_known,
               GCancellable *cancellable,
               GError      **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      const HwNamedPlace *place = g_ptr_array_index (places, i);
      gboolean has;
      HwId id;

      hw_named_place_table_make_id (place, &id);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !hw_named_place_table_has (&self->tables, &id, &has, error) ||
          (!has && !append_place (self, place, &id, error)))
        return FALSE;
      *(has ? n_known : n_added) += 1;
    }
  return TRUE;
}

/**
 * hw_store_import_places:
 * @self: a store
 * @places: (element-type HwNamedPlace): a list
 * @n_added: (out) (optional): how many are new
 * @n_known: (out) (optional): how many were there already
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Takes in a list of places, all of it or nothing.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE where one of them has no name or no point on the earth, and so on
 */
gboolean
hw_store_import_places (HwStore      *self,
                        GPtrArray    *places,
                        guint        *n_added,
                        guint        *n_known,
                        GCancellable *cancellable,
                        GError      **error)
{
  guint added = 0, known = 0;

  for (guint i = 0; i < places->len; i++)
    {
      g_autoptr (GError) rule = NULL;

      if (!hw_named_place_check (g_ptr_array_index (places, i), &rule))
        return hw_store_refuse_by_rule (&rule, error);
    }
  if (!hw_store_begin (self, NULL, error))
    return FALSE;
  if (!append_places (self, places, &added, &known, cancellable, error))
    return hw_store_finish (self, FALSE, error);
  /* A batch without entries is no batch. */
  if (added == 0)
    hw_store_rollback (self);
  else if (!hw_store_commit (self, error))
    return FALSE;
  if (n_added != NULL)
    *n_added = added;
  if (n_known != NULL)
    *n_known = known;
  return TRUE;
}

/**
 * hw_store_search_places:
 * @self: a store
 * @words: what somebody typed; all words must be there, each may be a beginning
 * @limit: at most so many
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Finds places of the imported lists by their names.
 *
 * Returns: (transfer full) (nullable) (element-type HwNamedPlace): what begins with @words first
 */
GPtrArray *
hw_store_search_places (HwStore      *self,
                        const char   *words,
                        guint         limit,
                        GCancellable *cancellable,
                        GError      **error)
{
  return hw_named_place_table_search (&self->tables, words, limit, cancellable, error);
}
