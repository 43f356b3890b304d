/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-date.h"
#include "hw-follow-up.h"
#include "hw-gate-private.h"

/* Asks the table of hw-gate-rules.c, and knows what a second person let pass. The
 * store and the window both ask hw_gate_check() and nobody else decides. */

static char *
put_name (const char *text,
          const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, "{name}", -1);

  return g_strjoinv (name, parts);
}

/* The static "record:document-noted" of a kind. */
static const char *
get_record_field (HwCaseRecordKind kind)
{
  g_autofree char *field = g_strconcat (HW_FIELD_RECORD_PREFIX, hw_case_record_kind_to_string (kind), NULL);

  return g_intern_string (field);
}

static gboolean
is_follow_up (const HwGateRule *rule)
{
  return rule->record == HW_CASE_RECORD_FOLLOW_UP;
}

/* What is written down beside a talk counts as well: then no correction of the talk would open the gate. */
static gboolean
is_shut_by_writing (const HwGateRule *rule,
                    const HwCase     *self,
                    gint64            now)
{
  const char *written = hw_case_get (self, rule->field);

  if (rule->record != HW_CASE_RECORD_INTERVIEW || written == NULL)
    return FALSE;
  if (g_str_equal (rule->field, HW_FIELD_COOLING_OFF))
    return !g_str_equal (written, "not wanted") && !hw_date_is_over (written, now);
  return g_str_equal (rule->field, HW_FIELD_CAPACITY) && !g_str_equal (written, "no-concern") && !g_str_equal (written, "advice-taken");
}

/* Where something of the kind is recorded, the record is what shuts the gate and where to mend it. */
static const char *
get_field (const HwGateRule *rule,
           const HwCase     *self,
           gint64            now)
{
  guint at = 0;

  if (rule->record == HW_GATE_NO_RECORD || is_follow_up (rule) || is_shut_by_writing (rule, self, now) ||
      hw_case_next_record (self, (HwCaseRecordKind) rule->record, &at) == NULL)
    return rule->field;
  return get_record_field ((HwCaseRecordKind) rule->record);
}

static HwRequirement *
make_requirement (const HwGateRule *rule,
                  const HwCase     *self,
                  gint64            now)
{
  HwRequirement *requirement = g_new0 (HwRequirement, 1);

  requirement->code = rule->code;
  requirement->field = get_field (rule, self, now);
  requirement->record = rule->record != HW_GATE_NO_RECORD ? hw_case_record_kind_to_string ((HwCaseRecordKind) rule->record) : NULL;
  requirement->overridable = rule->kind == HW_GATE_PASSABLE;
  requirement->words = put_name (_(rule->words), self->person->alias);
  if (rule->explain != NULL)
    requirement->hint = rule->explain (self, rule->field, now);
  if (requirement->hint == NULL)
    requirement->hint = put_name (_(rule->hint), self->person->alias);
  return requirement;
}

static gboolean
is_return_from_pause (const HwCase *self,
                      HwStage       stage)
{
  return self->stage == HW_STAGE_PAUSED && stage == self->stage_before;
}

static const HwGateRule *
get_rules (const HwCase *self,
           HwStage       stage,
           guint        *n_rules,
           HwStage      *asked)
{
  gboolean returns = is_return_from_pause (self, stage);

  *asked = returns ? HW_STAGE_PAUSED : stage;
  return returns ? hw_gate_rules_of_return (n_rules) : hw_gate_rules (n_rules);
}

/* -- what a second person let pass ------------------------------------------------- */

/* Somebody else than who recorded it, and still in its time. */
static gboolean
is_live_override (const HwCaseRecord *record,
                  gint64              now)
{
  const char *second = hw_case_record_get (record, HW_RECORD_SECOND_PERSON);
  gint64 end;

  return second != NULL && record->author != NULL && !hw_case_record_names_equal (second, record->author) &&
         hw_case_record_get (record, HW_RECORD_REASON) != NULL &&
         hw_date_parse (hw_case_record_get (record, HW_RECORD_EXPIRES_ON), NULL, &end) && now <= end;
}

static gboolean
is_about (const HwCaseRecord *record,
          const HwGateRule   *rule)
{
  return g_strcmp0 (hw_case_record_get (record, HW_RECORD_STAGE), hw_stage_to_string (rule->stage)) == 0 &&
         g_strcmp0 (hw_case_record_get (record, HW_RECORD_CODE), rule->code) == 0;
}

static gboolean
is_overridden (const HwCase     *self,
               const HwGateRule *rule,
               gint64            now)
{
  const HwCaseRecord *record;

  if (rule->kind == HW_GATE_FIXED)
    return FALSE;
  for (guint at = 0; (record = hw_case_next_record (self, HW_CASE_RECORD_OVERRIDE, &at)) != NULL;)
    if (is_about (record, rule) && is_live_override (record, now))
      return TRUE;
  return FALSE;
}

static HwOverride *
make_override (const HwCase       *self,
               const HwCaseRecord *record,
               gint64              now)
{
  const char *code = hw_case_record_get (record, HW_RECORD_CODE);
  HwOverride *override = g_new0 (HwOverride, 1);
  const HwGateRule *rule = NULL;

  override->record = hw_case_record_ref ((HwCaseRecord *) record);
  if (hw_stage_from_string (hw_case_record_get (record, HW_RECORD_STAGE), &override->stage))
    rule = hw_gate_find_rule (override->stage, code);
  override->words = rule != NULL ? put_name (_(rule->words), self->person->alias) : g_strdup (code);
  override->live = rule != NULL && rule->kind == HW_GATE_PASSABLE && is_live_override (record, now);
  return override;
}

/**
 * hw_override_free:
 * @override: (transfer full) (nullable): something let pass
 */
void
hw_override_free (HwOverride *override)
{
  if (override == NULL)
    return;
  hw_case_record_unref (override->record);
  g_free (override->words);
  g_free (override);
}

/**
 * hw_gate_may_override:
 * @stage: the gate
 * @code: (nullable): what it asks for
 *
 * Consent, the person's own free decision, EU citizenship, a child and what must
 * be handed over are nobody's to let pass.
 *
 * Returns: whether a second person may let it pass
 */
gboolean
hw_gate_may_override (HwStage     stage,
                      const char *code)
{
  const HwGateRule *rule = hw_gate_find_rule (stage, code);

  return rule != NULL && rule->kind == HW_GATE_PASSABLE;
}

/**
 * hw_gate_get_mending:
 * @stage: the gate
 * @code: (nullable): what it asks for
 *
 * For where nobody is there to be named: what would meet a requirement of
 * those that a second person may let pass, without the name of the person.
 *
 * Returns: (transfer none) (nullable): in words, translated; %NULL where this
 *   version does not know it, or nobody may let it pass
 */
const char *
hw_gate_get_mending (HwStage     stage,
                     const char *code)
{
  const HwGateRule *rule = hw_gate_find_rule (stage, code);

  if (rule == NULL || rule->kind != HW_GATE_PASSABLE)
    return NULL;
  if (strstr (rule->hint, "{name}") == NULL)
    return _(rule->hint);
  return strstr (rule->words, "{name}") == NULL ? _(rule->words) : NULL;
}

/**
 * hw_gate_list_overridden:
 * @self: a case
 * @now: the time that counts as now, µs UTC
 *
 * Everything that was ever let pass, expired or not: it is shown for ever.
 *
 * Returns: (transfer full) (element-type HwOverride): oldest first
 */
GPtrArray *
hw_gate_list_overridden (const HwCase *self,
                         gint64        now)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_override_free);
  const HwCaseRecord *record;

  for (guint at = 0; (record = hw_case_next_record (self, HW_CASE_RECORD_OVERRIDE, &at)) != NULL;)
    g_ptr_array_add (list, make_override (self, record, now));
  return list;
}

/* -- the gates ----------------------------------------------------------------------- */

/**
 * hw_requirement_free:
 * @requirement: (transfer full) (nullable): a requirement
 */
void
hw_requirement_free (HwRequirement *requirement)
{
  if (requirement == NULL)
    return;
  g_free (requirement->words);
  g_free (requirement->hint);
  g_free (requirement);
}

/**
 * hw_gate_follow_up_due:
 * @self: a case
 * @field: HW_FIELD_FOLLOW_UP_7 or another of them
 * @due: (out): the start of the day on which it is due, µs UTC
 *
 * Follow-ups are counted in days from the arrival, or are due when they were moved to.
 *
 * Returns: whether @field is a follow-up and the day of the arrival is known
 */
gboolean
hw_gate_follow_up_due (const HwCase *self,
                       const char   *field,
                       gint64       *due)
{
  HwFollowUp follow_up;

  if (!hw_follow_up_find (self, field, 0, &follow_up))
    return FALSE;
  *due = follow_up.due_at;
  return TRUE;
}

/**
 * hw_gate_check:
 * @self: a case
 * @stage: where it would go
 * @now: the time that counts as now, µs UTC
 * @total: (out) (optional): how many requirements the gate has for this case
 *
 * Everything that is still open for a move of @self to @stage, in words, in the
 * order in which the work is done; nothing when the gate is open. What a second
 * person let pass, and may let pass, is not open. Whether there is such a move at
 * all is hw_stage_may_move()'s to say. Days of the evidence are whole days of
 * UTC, and a cooling-off includes its last day.
 *
 * Returns: (transfer container) (element-type HwRequirement): what is open
 */
GPtrArray *
hw_gate_check (const HwCase *self,
               HwStage       stage,
               gint64        now,
               guint        *total)
{
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_requirement_free);
  guint n_rules, n_asked = 0;
  HwStage asked;
  const HwGateRule *rules = get_rules (self, stage, &n_rules, &asked);

  for (guint i = 0; i < n_rules; i++)
    {
      const HwGateRule *rule = &rules[i];

      if (rule->stage != asked || (rule->applies != NULL && !rule->applies (self, now)))
        continue;
      n_asked++;
      if (!rule->met (self, rule->field, now) && !is_overridden (self, rule, now))
        g_ptr_array_add (open, make_requirement (rule, self, now));
    }

  if (total != NULL)
    *total = n_asked;
  return open;
}

/**
 * hw_gate_is_met:
 * @self: a case
 * @stage: a gate
 * @code: one thing it asks for
 * @now: the time that counts as now, µs UTC
 *
 * Returns: whether what the case holds meets it; what was let pass does not
 */
gboolean
hw_gate_is_met (const HwCase *self,
                HwStage       stage,
                const char   *code,
                gint64        now)
{
  const HwGateRule *rule = hw_gate_find_rule (stage, code);

  return rule != NULL && rule->met (self, rule->field, now);
}
