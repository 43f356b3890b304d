/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-evidence-field.h"
#include "hw-language.h"

/* How each piece of evidence is asked for and shown: the words of the forms and
 * cards of the Reconnection page. What a gate makes of it is core's. */

#define YES_NO { "yes", "no" }, { N_("Yes"), N_("No") }

static const HwEvidenceField fields[] = {
  { HW_FIELD_ASSESSED_BY, HW_THEME_ASSESSMENT, HW_EVIDENCE_WORDS, N_("Assessed by") },
  { HW_FIELD_ASSESSED_AT, HW_THEME_ASSESSMENT, HW_EVIDENCE_DATE, N_("Day of the assessment") },
  { HW_FIELD_NEEDS, HW_THEME_ASSESSMENT, HW_EVIDENCE_WORDS, N_("Needs") },
  { HW_FIELD_RISK, HW_THEME_ASSESSMENT, HW_EVIDENCE_WORDS, N_("Risk") },
  { HW_FIELD_ENTITLEMENTS, HW_THEME_ASSESSMENT, HW_EVIDENCE_WORDS, N_("Entitled to here") },
  { HW_FIELD_OPTIONS_OFFERED, HW_THEME_ASSESSMENT, HW_EVIDENCE_WORDS, N_("Options offered here") },
  { HW_FIELD_EXPLOITATION, HW_THEME_ASSESSMENT, HW_EVIDENCE_CHOICE, N_("Signs of exploitation"),
    { "none", "indicators" }, { N_("None seen"), N_("There are signs") } },
  { HW_FIELD_HANDED_OVER_TO, HW_THEME_ASSESSMENT, HW_EVIDENCE_WORDS, N_("Handed over to (first responder)") },
  { HW_FIELD_EU_CITIZEN, HW_THEME_ASSESSMENT, HW_EVIDENCE_CHOICE, N_("EU citizen"), YES_NO },

  { HW_FIELD_DECISION, HW_THEME_DECISION, HW_EVIDENCE_CHOICE, N_("Their own decision"),
    { "yes", "no" }, { N_("Wants to go home"), N_("Does not want to go") } },
  { HW_FIELD_DECISION_LANGUAGE, HW_THEME_DECISION, HW_EVIDENCE_WORDS, N_("Language of the talk") },
  { HW_FIELD_INTERPRETER, HW_THEME_DECISION, HW_EVIDENCE_WORDS, N_("Interpreter, or that none was needed"),
    { "not needed" }, { N_("Not needed") } },
  { HW_FIELD_CAPACITY, HW_THEME_DECISION, HW_EVIDENCE_CHOICE, N_("Able to decide freely"),
    { "no-concern", "concern", "advice-taken" }, { N_("No concern"), N_("There is a concern"), N_("Concern, advice taken") } },
  { HW_FIELD_COOLING_OFF, HW_THEME_DECISION, HW_EVIDENCE_DATE, N_("Time to think until"),
    { "not wanted" }, { N_("Not wanted") } },
  { HW_FIELD_HOME_CONTACTS, HW_THEME_DECISION, HW_EVIDENCE_CHOICE, N_("Contact details of the authorities at home given"), YES_NO },

  { HW_FIELD_FAMILY_MAY_KNOW, HW_THEME_PLAN, HW_EVIDENCE_WORDS, N_("What the family may know") },
  { HW_FIELD_KEY_WORKER, HW_THEME_PLAN, HW_EVIDENCE_WORDS, N_("Key worker") },
  { HW_FIELD_KEY_WORKER_CHOSEN, HW_THEME_PLAN, HW_EVIDENCE_CHOICE, N_("Key worker chosen by the person"), YES_NO },
  { HW_FIELD_GOALS, HW_THEME_PLAN, HW_EVIDENCE_WORDS, N_("Goals in their own words") },

  { HW_FIELD_TRAVEL_DATE, HW_THEME_JOURNEY, HW_EVIDENCE_DATE, N_("Day of the journey") },
  { HW_FIELD_DOCUMENT_UNTIL, HW_THEME_DOCUMENTS, HW_EVIDENCE_DATE, N_("Identity document valid until") },
  { HW_FIELD_EMERGENCY_DOCUMENT, HW_THEME_DOCUMENTS, HW_EVIDENCE_DATE, N_("Emergency document valid until") },
  { HW_FIELD_EMBASSY_CONTACTED, HW_THEME_PARTNERS, HW_EVIDENCE_DATE, N_("Embassy contacted on") },
  { HW_FIELD_EMBASSY_AGREED, HW_THEME_PARTNERS, HW_EVIDENCE_WORDS, N_("Agreed with the embassy") },
  { HW_FIELD_PRECONDITIONS, HW_THEME_BEFORE, HW_EVIDENCE_CHOICE, N_("Treatment before the journey"),
    { "none", "open", "met" }, { N_("None is needed"), N_("Not finished"), N_("Finished") } },
  { HW_FIELD_PRECONDITIONS_WAIVED_BY, HW_THEME_BEFORE, HW_EVIDENCE_WORDS, N_("Treatment waived by (clinician)") },
  { HW_FIELD_FIT_TO_TRAVEL, HW_THEME_BEFORE, HW_EVIDENCE_CHOICE, N_("Fit to travel"), YES_NO },
  { HW_FIELD_MEDICATION, HW_THEME_BEFORE, HW_EVIDENCE_WORDS, N_("Medication for the way, or none"),
    { "none" }, { N_("None") } },
  { HW_FIELD_MEDICATION_LETTER, HW_THEME_BEFORE, HW_EVIDENCE_CHOICE, N_("Letter for controlled drugs"),
    { "ready", "not-needed" }, { N_("Ready"), N_("Not needed") } },
  { HW_FIELD_RECEIVER, HW_THEME_JOURNEY, HW_EVIDENCE_WORDS, N_("Who receives them") },
  { HW_FIELD_RECEIVER_ACCEPTED, HW_THEME_JOURNEY, HW_EVIDENCE_DATE, N_("The receiver said yes on") },
  { HW_FIELD_PAYER, HW_THEME_COSTS, HW_EVIDENCE_WORDS, N_("Who pays what") },
  { HW_FIELD_PAYER_APPROVED, HW_THEME_COSTS, HW_EVIDENCE_DATE, N_("Costs approved on") },
  { HW_FIELD_JOURNEY_RISK, HW_THEME_JOURNEY, HW_EVIDENCE_WORDS, N_("Risk of the journey") },
  { HW_FIELD_ESCORTS, HW_THEME_JOURNEY, HW_EVIDENCE_CHOICE, N_("Escorts"),
    { "0", "1", "2" }, { N_("Travels alone"), N_("One"), N_("Two") } },

  { HW_FIELD_BOOKED_ON, HW_THEME_JOURNEY, HW_EVIDENCE_DATE, N_("Booked on") },
  { HW_FIELD_TICKET, HW_THEME_JOURNEY, HW_EVIDENCE_WORDS, N_("Ticket") },
  { HW_FIELD_COMPANION, HW_THEME_JOURNEY, HW_EVIDENCE_WORDS, N_("Who goes along") },

  { HW_FIELD_ARRIVAL_CONFIRMED_BY, HW_THEME_JOURNEY, HW_EVIDENCE_WORDS, N_("Arrival confirmed by") },
  { HW_FIELD_ARRIVED_ON, HW_THEME_JOURNEY, HW_EVIDENCE_DATE, N_("Arrived on") },

  { HW_FIELD_FOLLOW_UP_7, HW_THEME_FOLLOW_UP, HW_EVIDENCE_WORDS, N_("After a week") },
  { HW_FIELD_FOLLOW_UP_30, HW_THEME_FOLLOW_UP, HW_EVIDENCE_WORDS, N_("After 30 days") },
  { HW_FIELD_FOLLOW_UP_90, HW_THEME_FOLLOW_UP, HW_EVIDENCE_WORDS, N_("After 90 days") },
  { HW_FIELD_FOLLOW_UP_180, HW_THEME_FOLLOW_UP, HW_EVIDENCE_WORDS, N_("After 180 days") },
  { HW_FIELD_FOLLOW_UP_365, HW_THEME_FOLLOW_UP, HW_EVIDENCE_WORDS, N_("After a year") },

  { HW_FIELD_EXIT_REASON, HW_N_THEMES, HW_EVIDENCE_WORDS, N_("Reason") },
  { HW_FIELD_REFERRED_TO, HW_N_THEMES, HW_EVIDENCE_WORDS, N_("Referred to") },
  { HW_FIELD_WISH, HW_N_THEMES, HW_EVIDENCE_WORDS, N_("The wish") },
};

/**
 * hw_evidence_fields:
 * @n_fields: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_fields): every field, in the order of the forms
 */
const HwEvidenceField *
hw_evidence_fields (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}

/**
 * hw_evidence_field_find:
 * @field: (nullable): a HW_FIELD_ name
 *
 * Returns: (transfer none) (nullable): how it is asked for; %NULL for a name from elsewhere
 */
const HwEvidenceField *
hw_evidence_field_find (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (field, fields[i].field) == 0)
      return &fields[i];
  return NULL;
}

/**
 * hw_evidence_dup_words:
 * @field: a field
 * @value: its value
 *
 * Returns: (transfer full): @value as people read it
 */
char *
hw_evidence_dup_words (const HwEvidenceField *field,
                       const char            *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (field->values) && field->values[i] != NULL; i++)
    if (g_str_equal (value, field->values[i]))
      return g_strdup (_(field->words[i]));
  if (field->kind == HW_EVIDENCE_DATE)
    return hw_case_words_dup_date (value);
  if (g_str_equal (field->field, HW_FIELD_DECISION_LANGUAGE))
    return hw_language_dup_words (value);
  /* A choice of a newer version is no word for anybody. */
  return g_strdup (field->kind == HW_EVIDENCE_CHOICE ? _("something that a newer Homeward knows about") : value);
}

/**
 * hw_evidence_dup_value:
 * @field: a field
 * @words: what was typed
 *
 * Returns: (transfer full): the value that is kept: the word of a set where it was typed in translation
 */
char *
hw_evidence_dup_value (const HwEvidenceField *field,
                       const char            *words)
{
  g_autofree char *text = g_strstrip (g_strdup (words));
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (field->values) && field->values[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_casefold (_(field->words[i]), -1);

      if (g_str_equal (folded, word))
        return g_strdup (field->values[i]);
    }
  if (g_str_equal (field->field, HW_FIELD_DECISION_LANGUAGE) && hw_language_find (text) != NULL)
    return g_strdup (hw_language_find (text));
  return g_steal_pointer (&text);
}
