/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-case-table.h"
#include "hw-consent-table.h"
#include "hw-evidence-table.h"
#include "hw-store-private.h"
#include "hw-store-rules.h"

/* Recording casework: cases, their evidence, consents and stages. See hw-store-record.c for the way in. */

static gboolean
record_case (HwStore    *self,
             const HwId *id,
             const HwId *person,
             const char *wish,
             const HwId *previous,
             gint64      opened_at,
             gint64     *row,
             GError    **error)
{
  g_autoptr (HwCase) opened = NULL;
  HwEntry entry;

  hw_body_write_case (self->body, person, wish, previous);
  hw_store_fill (self, &entry, HW_KIND_CASE_OPENED, HW_COMPARTMENT_CASEWORK, id, opened_at);
  if (!hw_store_append (self, &entry, NULL, error) ||
      !hw_case_table_apply (&self->tables, &entry, person, wish, previous, NULL, error))
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
 * @opened_at: µs UTC, not in the future; 0: now
 * @row: (out) (optional): its row
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Opens a reconnection case in its first stage, wish. Where an earlier one of
 * the same person came to its end the new one follows it. There is one open
 * case of a person at a time.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND where the person is not known,
 *   %HW_STORE_ERROR_RULE where one is open already, and so on
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
  gboolean is_open;
  HwId previous;
  HwId new_id;

  if (known == NULL || !hw_store_rule_time (&opened_at, error) ||
      !hw_case_table_find_others (&self->tables, person, &is_open, &previous, error))
    return FALSE;
  if (is_open)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A way home is open for this person already. Nothing was recorded. Go on with that one, or end it first."));
  hw_store_make_id (&new_id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, record_case (self, &new_id, person, wish, &previous, opened_at, &new_row, error), error))
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
              gint64      happened_at,
              GError    **error)
{
  g_autoptr (GByteArray) parents = hw_evidence_table_list_heads (&self->tables, case_id, field, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_evidence (self->body, field, value);
  hw_store_fill (self, &entry, HW_KIND_EVIDENCE_SET, HW_COMPARTMENT_CASEWORK, case_id, happened_at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_evidence_table_apply (&self->tables, &entry, field, value, error);
}

/* In the order of their names, so that the same call makes the same entries. */
static gboolean
record_fields (HwStore    *self,
               const HwId *case_id,
               GHashTable *fields,
               gint64      happened_at,
               GError    **error)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (fields), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = g_hash_table_lookup (fields, l->data);

      if (!record_field (self, case_id, l->data, value != NULL ? value : "", happened_at, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_store_record_evidence:
 * @self: a store
 * @case_id: a case
 * @fields: (element-type utf8 utf8): HW_FIELD_ names and their values; an empty value clears
 * @happened_at: when it became known, µs UTC; 0: now
 * @error: return location
 *
 * Records evidence: one entry a field, all in one transaction. It settles
 * conflicts of these fields.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_GATE where a booking has no consent, %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_evidence (HwStore    *self,
                          const HwId *case_id,
                          GHashTable *fields,
                          gint64      happened_at,
                          GError    **error)
{
  g_autoptr (HwCase) found = hw_store_get_case (self, case_id, error);

  if (found == NULL || !hw_store_rule_time (&happened_at, error) ||
      !hw_store_rule_evidence (found, fields, happened_at, error))
    return FALSE;
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, record_fields (self, case_id, fields, happened_at, error), error);
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
                 case_id, consent->granted_at);
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
  if (!hw_store_rule_time (&complete.granted_at, error) || !hw_store_rule_consent (&complete, error))
    return FALSE;
  hw_store_choose_id (&complete.id, &consent->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, record_consent (self, case_id, &complete, error), error))
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
                   gint64           happened_at,
                   GError         **error)
{
  g_autoptr (GByteArray) parents = hw_consent_table_list_heads (&self->tables, case_id, consent->purpose, consent->recipient, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_withdrawal (self->body, &consent->id, consent->purpose, consent->recipient, reason);
  hw_store_fill (self, &entry, HW_KIND_CONSENT_WITHDRAWN, HW_COMPARTMENT_CASEWORK, case_id, happened_at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_consent_table_apply_withdrawal (&self->tables, &entry, &consent->id, consent->purpose, consent->recipient, reason, error);
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

/**
 * hw_store_record_withdrawal:
 * @self: a store
 * @case_id: a case
 * @consent: what is taken back
 * @reason: (nullable): words
 * @happened_at: when they said so, µs UTC; 0: now
 * @error: return location
 *
 * Records that a person took a consent back. It holds against every grant that
 * was made without knowing of it. Until the journey it stops the case: in the
 * same transaction it is paused.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_withdrawal (HwStore    *self,
                            const HwId *case_id,
                            const HwId *consent,
                            const char *reason,
                            gint64      happened_at,
                            GError    **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (HwConsent) found = hw_consent_table_get (&self->tables, case_id, consent, &inner);
  g_autoptr (HwCase) about = NULL;

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (found == NULL)
    return hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND, _("There is no such consent in this case. Nothing was recorded. Choose one from the list."));
  if (!hw_store_rule_time (&happened_at, error))
    return FALSE;
  about = hw_store_get_case (self, case_id, error);
  return about != NULL && hw_store_begin (self, NULL, error) &&
         hw_store_finish (self,
                          record_withdrawal (self, case_id, found, reason, happened_at, error) &&
                          (about->stage >= HW_STAGE_TRAVELLED || record_stage (self, about, HW_STAGE_PAUSED, happened_at, error)),
                          error);
}

/* From an end no move leads on: saying that it stays there is what ends the review. Its gate was open when it was moved there. */
static gboolean
settles_review (const HwCase *moved,
                HwStage       stage)
{
  return moved->in_review && stage == moved->stage && hw_stage_is_end (stage);
}

/**
 * hw_store_record_stage:
 * @self: a store
 * @case_id: a case
 * @stage: where it goes
 * @happened_at: µs UTC, not in the future; 0: now
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
  gboolean settles;

  if (moved == NULL)
    return FALSE;
  settles = settles_review (moved, stage);
  if (!settles && !hw_stage_may_move (moved->stage, moved->stage_before, stage))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A case cannot go from where it stands to this stage. Nothing was recorded. Go one stage at a time."));
  if (!hw_store_rule_time (&happened_at, error) || (!settles && !hw_store_rule_gate (moved, stage, error)))
    return FALSE;
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, record_stage (self, moved, stage, happened_at, error), error);
}
