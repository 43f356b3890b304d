/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-case-record-table.h"
#include "hw-case-table.h"
#include "hw-consent-table.h"
#include "hw-contact-table.h"
#include "hw-evidence-table.h"
#include "hw-person-link-table.h"
#include "hw-person-table.h"
#include "hw-superseded-table.h"

/*
 * The tables reconnection and case_move. Where a case stands follows from the
 * moves that are heads: one, and it stands there; several that differ, and the
 * less exposing stage holds while the case is in review (DESIGN section 5, rule
 * 4). Moves may arrive before the case itself.
 */

typedef struct
{
  HwStage  stage;
  HwStage  before;
  gboolean in_review;
  guint    n_heads;
} Standing;

static gboolean
work_out_standing (HwTables   *tables,
                   const HwId *id,
                   Standing   *standing,
                   GError    **error)
{
  HwStatement *heads = hw_connection_get (tables->connection,
    "SELECT stage, from_stage FROM case_move WHERE reconnection = ? AND head = 1 ORDER BY lamport, device, number", error);
  gboolean found;

  *standing = (Standing) { HW_STAGE_WISH, HW_STAGE_WISH, FALSE, 0 };
  if (heads == NULL)
    return FALSE;
  hw_bind_id (heads, 1, id);
  while (hw_statement_step_row (heads, &found, error))
    {
      HwStage stage;

      if (!found)
        return TRUE;
      stage = (HwStage) hw_statement_get_int (heads, 0);
      if (standing->n_heads > 0 && stage != standing->stage)
        standing->in_review = TRUE;
      if (standing->n_heads == 0 || hw_stage_less_exposing (standing->stage, stage) == stage)
        {
          standing->stage = stage;
          standing->before = (HwStage) hw_statement_get_int (heads, 1);
        }
      standing->n_heads++;
    }
  return FALSE;
}

static gboolean
show_standing (HwTables   *tables,
               const HwId *id,
               GError    **error)
{
  HwStatement *update;
  Standing standing;

  if (!work_out_standing (tables, id, &standing, error))
    return FALSE;
  update = hw_connection_get (tables->connection,
    "UPDATE reconnection SET stage = ?, stage_before = ?, in_review = ? WHERE id = ?", error);
  if (update == NULL)
    return FALSE;
  hw_statement_bind_int (update, 1, standing.stage);
  hw_statement_bind_int (update, 2, standing.before);
  hw_statement_bind_int (update, 3, standing.in_review);
  hw_bind_id (update, 4, id);
  return hw_statement_run (update, error);
}

/**
 * hw_case_table_apply:
 * @tables: the tables
 * @entry: a "case.opened"
 * @person: whose case
 * @wish: (nullable): what the person wants
 * @previous: the case that it follows, or nil
 * @taken: (out) (optional): whether the case is new
 * @error: return location
 *
 * Applies the entry. A case has an identity made at random: the same one opened
 * twice is the same entry, and the first is kept.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_case_table_apply (HwTables      *tables,
                     const HwEntry *entry,
                     const HwId    *person,
                     const char    *wish,
                     const HwId    *previous,
                     gboolean      *taken,
                     GError       **error)
{
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO reconnection (entry, id, person, wish, opened_at, previous, stage, stage_before, in_review)"
    " VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT (id) DO NOTHING", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 1, entry->position);
  hw_bind_id (insert, 2, &entry->subject);
  hw_bind_id (insert, 3, person);
  hw_bind_words (insert, 4, wish);
  hw_statement_bind_int (insert, 5, entry->happened_at);
  hw_bind_known_id (insert, 6, previous);
  if (!hw_statement_run (insert, error))
    return FALSE;
  if (taken != NULL)
    *taken = hw_connection_get_changes (tables->connection) > 0;
  return show_standing (tables, &entry->subject, error);
}

/**
 * hw_case_table_apply_move:
 * @tables: the tables
 * @entry: a "case.moved"
 * @from: where the case stood
 * @stage: where it goes
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_case_table_apply_move (HwTables      *tables,
                          const HwEntry *entry,
                          HwStage        from,
                          HwStage        stage,
                          GError       **error)
{
  static const char * const unset[] = { "UPDATE case_move SET head = 0 WHERE reconnection = ? AND device = ? AND number = ?" };
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO case_move (reconnection, lamport, device, number, head, from_stage, stage, happened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_statement_bind_int (insert, 6, from);
  hw_statement_bind_int (insert, 7, stage);
  hw_statement_bind_int (insert, 8, entry->happened_at);
  return hw_statement_run (insert, error) && show_standing (tables, &entry->subject, error);
}

/**
 * hw_case_table_list_heads:
 * @tables: the tables
 * @id: a case
 * @error: return location
 *
 * Lists what a new move supersedes: the moves that are heads, or the opening.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_case_table_list_heads (HwTables   *tables,
                          const HwId *id,
                          GError    **error)
{
  g_autoptr (GByteArray) heads = hw_tables_list_heads (tables,
    "SELECT device, number FROM case_move WHERE reconnection = ? AND head = 1 ORDER BY lamport, device, number", id, NULL, NULL, error);

  if (heads == NULL || heads->len > 0)
    return g_steal_pointer (&heads);
  return hw_tables_list_heads (tables,
    "SELECT d.device, e.number FROM reconnection c JOIN entry e ON e.position = c.entry JOIN device d ON d.id = e.device WHERE c.id = ?",
    id, NULL, NULL, error);
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

static gboolean
load_moves (HwTables *tables,
            HwCase   *target,
            GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT stage, happened_at FROM case_move WHERE reconnection = ? ORDER BY lamport, device, number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, &target->id);
  target->stage_since[HW_STAGE_WISH] = target->opened_at;
  while (hw_statement_step_row (list, &found, error))
    {
      gint64 stage;

      if (!found)
        return TRUE;
      stage = hw_statement_get_int (list, 0);
      if (stage >= 0 && stage < HW_N_STAGES)
        target->stage_since[stage] = hw_statement_get_int (list, 1);
    }
  return FALSE;
}

typedef struct
{
  HwId    id;
  HwId    person;
  gint64  row;
  gint64  opened_at;
  HwStage stage;
  HwStage before;
  HwId    previous;
  gboolean in_review;
  char   *wish;         /* (owned) (nullable) */
} CaseRow;

#define COLUMNS "id, person, row, opened_at, stage, stage_before, wish, previous, in_review"

static void
read_row (HwStatement *statement,
          CaseRow     *row)
{
  hw_get_id (statement, 0, &row->id);
  hw_get_id (statement, 1, &row->person);
  row->row = hw_statement_get_int (statement, 2);
  row->opened_at = hw_statement_get_int (statement, 3);
  row->stage = (HwStage) hw_statement_get_int (statement, 4);
  row->before = (HwStage) hw_statement_get_int (statement, 5);
  row->wish = g_strdup (hw_statement_get_text (statement, 6));
  hw_get_id (statement, 7, &row->previous);
  row->in_review = hw_statement_get_int (statement, 8) != 0;
}

/* Puts a case together and clears its row. %NULL without an error where its person has not arrived. */
static HwCase *
build_case (HwTables *tables,
            CaseRow  *row,
            GError  **error)
{
  g_autoptr (HwPerson) person = hw_person_table_get (tables, &row->person, error);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autofree char *wish = g_steal_pointer (&row->wish);
  g_autoptr (HwCase) result = NULL;

  if (person == NULL)
    return NULL;
  result = hw_case_new (&row->id, person, row->stage, row->opened_at);
  result->row = row->row;
  result->stage_before = row->before;
  result->previous = row->previous;
  result->in_review = row->in_review;
  /* The laptop is where the team is. */
  hw_case_set_zone (result, here);
  if (wish != NULL)
    hw_case_set (result, HW_FIELD_WISH, wish);
  if (!load_moves (tables, result, error) ||
      !hw_evidence_table_load (tables, result, error) ||
      !hw_consent_table_load (tables, result, error) ||
      !hw_consent_table_load_linked (tables, result, error) ||
      !hw_case_record_table_load (tables, result, error) ||
      !hw_contact_table_load_met (tables, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * hw_case_table_get:
 * @tables: the tables
 * @id: a case
 * @error: return location
 *
 * Reads one case with all that belongs to it.
 *
 * Returns: (transfer full) (nullable): the case, or %NULL; without an error where there is none
 */
HwCase *
hw_case_table_get (HwTables   *tables,
                   const HwId *id,
                   GError    **error)
{
  HwStatement *find = hw_tables_find_id (tables, "SELECT " COLUMNS " FROM reconnection WHERE id = ?", id, error);
  CaseRow row;

  if (find == NULL)
    return NULL;
  read_row (find, &row);
  hw_statement_reset (find);
  return build_case (tables, &row, error);
}

/**
 * hw_case_table_list:
 * @tables: the tables
 * @error: return location
 *
 * Reads every case with all that belongs to it.
 *
 * Returns: (transfer full) (nullable) (element-type HwCase): newest first
 */
GPtrArray *
hw_case_table_list (HwTables *tables,
                    GError  **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT " COLUMNS " FROM reconnection ORDER BY opened_at DESC, row DESC", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      g_autoptr (GError) failure = NULL;
      HwCase *result;
      CaseRow row;

      if (!found)
        return g_steal_pointer (&cases);
      read_row (list, &row);
      result = build_case (tables, &row, &failure);
      if (result != NULL)
        g_ptr_array_add (cases, result);
      if (failure != NULL)
        {
          hw_statement_reset (list);
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
  return NULL;
}

/**
 * hw_case_table_find_others:
 * @tables: the tables
 * @person: a person
 * @is_open: (out): whether a case of them, or of one linked as the same, is not at its end
 * @ended: (out caller-allocates): the one of their cases at its end that was opened last; nil: none
 * @error: return location
 *
 * Looks at the cases that a new one would stand beside, or follow.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_case_table_find_others (HwTables   *tables,
                           const HwId *person,
                           gboolean   *is_open,
                           HwId       *ended,
                           GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    HW_WITH_SAME_PEOPLE "SELECT id, stage FROM reconnection WHERE person IN same_people ORDER BY opened_at, id", error);
  gboolean found;

  *is_open = FALSE;
  memset (ended, 0, sizeof *ended);
  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, person);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      if (hw_stage_is_end ((HwStage) hw_statement_get_int (list, 1)))
        hw_get_id (list, 0, ended);
      else
        *is_open = TRUE;
    }
  return FALSE;
}

/**
 * hw_case_table_is_in_review:
 * @tables: the tables
 * @id: a case
 * @in_review: (out): whether it was moved to different stages at the same time
 * @error: return location
 *
 * Asks whether somebody must look at where the case stands.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_case_table_is_in_review (HwTables   *tables,
                            const HwId *id,
                            gboolean   *in_review,
                            GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, "SELECT in_review FROM reconnection WHERE id = ?", error);
  gboolean found;

  *in_review = FALSE;
  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, id);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  *in_review = found && hw_statement_get_int (find, 0) != 0;
  hw_statement_reset (find);
  return TRUE;
}
