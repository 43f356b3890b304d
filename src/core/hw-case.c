/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-case.h"

/* The case record: a person, a stage, the evidence and the consents. */

G_DEFINE_BOXED_TYPE (HwCase, hw_case, hw_case_ref, hw_case_unref)

static void
clear_case (gpointer data)
{
  HwCase *self = data;

  g_clear_pointer (&self->person, hw_person_unref);
  g_clear_pointer (&self->evidence, g_hash_table_unref);
  g_clear_pointer (&self->consents, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->linked_consents, g_ptr_array_unref);
  g_clear_pointer (&self->met_at, g_array_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}

/**
 * hw_case_new:
 * @id: (nullable): its identity; nil until the store gives it one
 * @person: whose case it is
 * @stage: where it stands
 * @opened_at: µs UTC
 *
 * Returns: (transfer full): a case without evidence and consents
 */
HwCase *
hw_case_new (const HwId *id,
             HwPerson   *person,
             HwStage     stage,
             gint64      opened_at)
{
  HwCase *self = g_atomic_rc_box_new0 (HwCase);

  if (id != NULL)
    self->id = *id;
  self->person = hw_person_ref (person);
  self->stage = stage;
  self->opened_at = opened_at;
  self->stage_since[HW_STAGE_WISH] = opened_at;
  self->evidence = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_consent_unref);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_record_unref);
  self->linked_consents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->met_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/**
 * hw_case_ref:
 * @self: a case
 *
 * Returns: (transfer full): @self, held once more
 */
HwCase *
hw_case_ref (HwCase *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * hw_case_unref:
 * @self: (transfer full): a case
 *
 * Lets go of @self; the last to do so frees it.
 */
void
hw_case_unref (HwCase *self)
{
  g_atomic_rc_box_release_full (self, clear_case);
}

/**
 * hw_case_get:
 * @self: a case
 * @field: a HW_FIELD_ name
 *
 * Returns: (nullable): the value, never empty; %NULL where there is none
 */
const char *
hw_case_get (const HwCase *self,
             const char   *field)
{
  return g_hash_table_lookup (self->evidence, field);
}

/**
 * hw_case_set:
 * @self: a case that is still being built
 * @field: a HW_FIELD_ name
 * @value: (nullable): the value; empty or blank clears it
 *
 * Sets one piece of evidence. Blanks around it go: a space is no evidence.
 */
void
hw_case_set (HwCase     *self,
             const char *field,
             const char *value)
{
  g_autofree char *stripped = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (stripped == NULL || *stripped == '\0')
    g_hash_table_remove (self->evidence, field);
  else
    g_hash_table_insert (self->evidence, g_strdup (field), g_steal_pointer (&stripped));
}

/**
 * hw_case_set_zone:
 * @self: a case that is still being built
 * @zone: (nullable): of the team's place; %NULL is UTC
 *
 * Says whose days the day of booking and of travel are when a consent is asked
 * for on them: hw_consent_get_state() says why.
 */
void
hw_case_set_zone (HwCase    *self,
                  GTimeZone *zone)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
}

/**
 * hw_case_add_consent:
 * @self: a case that is still being built
 * @consent: what the person said; copied
 */
void
hw_case_add_consent (HwCase          *self,
                     const HwConsent *consent)
{
  g_ptr_array_add (self->consents, hw_consent_new (consent));
}

/**
 * hw_case_add_record:
 * @self: a case that is still being built
 * @record: what happened; held
 */
void
hw_case_add_record (HwCase       *self,
                    HwCaseRecord *record)
{
  g_ptr_array_add (self->records, hw_case_record_ref (record));
}

/**
 * hw_case_next_record:
 * @self: a case
 * @kind: what happened
 * @at: (inout): where to go on; 0 at first
 *
 * Walks what happened, oldest first:
 * `for (guint at = 0; (record = hw_case_next_record (self, kind, &at)) != NULL;)`.
 *
 * Returns: (transfer none) (nullable): the next record of @kind
 */
const HwCaseRecord *
hw_case_next_record (const HwCase     *self,
                     HwCaseRecordKind  kind,
                     guint            *at)
{
  while (*at < self->records->len)
    {
      const HwCaseRecord *record = self->records->pdata[(*at)++];

      if (record->kind == kind)
        return record;
    }
  return NULL;
}

/**
 * hw_case_find_record:
 * @self: a case
 * @kind: what happened
 * @id: (nullable): its identity as another record writes it
 *
 * Returns: (transfer none) (nullable): the record of @kind with that identity
 */
const HwCaseRecord *
hw_case_find_record (const HwCase     *self,
                     HwCaseRecordKind  kind,
                     const char       *id)
{
  const HwCaseRecord *record;
  HwId wanted;

  if (id == NULL || !hw_id_parse (id, &wanted) || hw_id_is_nil (&wanted))
    return NULL;
  for (guint at = 0; (record = hw_case_next_record (self, kind, &at)) != NULL;)
    if (hw_id_equal (&record->id, &wanted))
      return record;
  return NULL;
}

/* Asks one person's consents, and those of whoever is linked as the same: rule 5 of DESIGN section 5.
 * Also what was said in a case that has ended: a withdrawal is about the person and not about a case, and
 * by rule 3 only a later answer that names it as its parent undoes it. Such an answer is recorded in the
 * case in which it was withdrawn, ended or not; hw_gate_explain_withdrawn() says so. */
typedef HwConsentState (*AskConsents) (GPtrArray  *consents,
                                       const char *purpose,
                                       const char *recipient,
                                       gint64      time);

static HwConsentState
ask_everybody (const HwCase *self,
               AskConsents   ask,
               const char   *purpose,
               const char   *recipient,
               gint64        time)
{
  HwConsentState state = ask (self->consents, purpose, recipient, time);

  for (guint i = 0; i < self->linked_consents->len; i++)
    {
      GPtrArray *consents = self->linked_consents->pdata[i];

      /* Who was never asked has said neither yes nor no. */
      if (consents->len > 0)
        state = hw_consent_join (state, ask (consents, purpose, recipient, time));
    }
  return state;
}

static gboolean
somebody_says (const HwCase   *self,
               GPtrArray      *consents,
               AskConsents     ask,
               HwConsentState  state,
               gint64          time)
{
  for (guint i = 0; i < consents->len; i++)
    {
      const HwConsent *consent = consents->pdata[i];

      if (!consent->superseded && ask_everybody (self, ask, consent->purpose, consent->recipient, time) == state)
        return TRUE;
    }
  return FALSE;
}

static gboolean
anybody_says (const HwCase   *self,
              AskConsents     ask,
              HwConsentState  state,
              gint64          time)
{
  if (somebody_says (self, self->consents, ask, state, time))
    return TRUE;
  for (guint i = 0; i < self->linked_consents->len; i++)
    if (somebody_says (self, self->linked_consents->pdata[i], ask, state, time))
      return TRUE;
  return FALSE;
}

/**
 * hw_case_consent_state:
 * @self: a case
 * @purpose: what for
 * @recipient: to whom
 * @now: the time asked for, µs UTC
 *
 * What all heads for this purpose and recipient say together (DESIGN section 5,
 * rule 3), and those of everybody who is linked as the same person and was ever
 * asked (rule 5): the intersection. What a later entry superseded is no head and
 * says nothing.
 *
 * Returns: the state; only %HW_CONSENT_LIVE lets anything be disclosed
 */
HwConsentState
hw_case_consent_state (const HwCase *self,
                       const char   *purpose,
                       const char   *recipient,
                       gint64        now)
{
  return ask_everybody (self, hw_consents_get_state, purpose, recipient, now);
}

/**
 * hw_case_has_consent:
 * @self: a case
 * @state: the state looked for
 * @now: the time asked for, µs UTC
 *
 * Returns: whether the heads for some purpose and recipient together are in @state
 */
gboolean
hw_case_has_consent (const HwCase   *self,
                     HwConsentState  state,
                     gint64          now)
{
  return anybody_says (self, hw_consents_get_state, state, now);
}

/**
 * hw_case_had_consent:
 * @self: a case
 * @then: a time of the past, µs UTC
 *
 * A consent that ended is asked for again, and the new one is the only head: what
 * was done under the old one was still done with a yes.
 *
 * Returns: whether some consent was live at @then
 */
gboolean
hw_case_had_consent (const HwCase *self,
                     gint64        then)
{
  return anybody_says (self, hw_consents_get_past_state, HW_CONSENT_LIVE, then);
}
