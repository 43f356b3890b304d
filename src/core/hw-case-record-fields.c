/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-record.h"

/* What each kind of record is called and which fields it has. The forms on the
 * screen, the check in hw-case-record-check.c and the words of the timeline are
 * all made from these tables. Names are kept for ever; words may change. */

/* -- choices ------------------------------------------------------------------ */

static const HwFieldChoice capacities[] = {
  { "no-concern", N_("No concern") },
  { "concern", N_("A concern: drink, illness or pressure") },
  { "advice-taken", N_("Advice was taken") },
  { NULL, NULL }
};

static const HwFieldChoice partner_kinds[] = {
  { "embassy", N_("Embassy or consulate") },
  { "home-authority", N_("Authority at home") },
  { "service", N_("Service") },
  { "treatment", N_("Treatment") },
  { "funder", N_("Funder") },
  { "advice", N_("Advice organisation") },
  { "first-responder", N_("First responder") },
  { NULL, NULL }
};

static const HwFieldChoice documents[] = {
  { "passport", N_("Passport") },
  { "identity-card", N_("Identity card") },
  { "emergency-document", N_("Emergency travel document") },
  { NULL, NULL }
};

static const HwFieldChoice document_steps[] = {
  { "reported", N_("Loss reported") },
  { "applied", N_("Applied for") },
  { "fetched", N_("Ready to be fetched") },
  { "in-hand", N_("In hand") },
  { NULL, NULL }
};

static const HwFieldChoice treatments[] = {
  { "psychological", N_("Psychological") },
  { "addiction", N_("Addiction") },
  { "medical", N_("Medical") },
  { "psychiatric", N_("Psychiatric") },
  { NULL, NULL }
};

static const HwFieldChoice precondition_states[] = {
  { "open", N_("Open") },
  { "met", N_("Met") },
  { "waived", N_("Waived by a clinician") },
  { NULL, NULL }
};

static const HwFieldChoice attendances[] = {
  { "coming", N_("Coming up") },
  { "kept", N_("Kept") },
  { "missed", N_("Missed") },
  { "cancelled", N_("Cancelled") },
  { NULL, NULL }
};

static const HwFieldChoice reception_states[] = {
  { "asked", N_("Asked") },
  { "accepted", N_("Accepted") },
  { "declined", N_("Said no") },
  { NULL, NULL }
};

static const HwFieldChoice leg_kinds[] = {
  { "walk", N_("On foot") },
  { "car", N_("Car") },
  { "bus", N_("Bus or coach") },
  { "train", N_("Train") },
  { "ferry", N_("Ferry") },
  { "flight", N_("Flight") },
  { NULL, NULL }
};

static const HwFieldChoice check_answers[] = {
  { "done", N_("Done") },
  { "not-needed", N_("Not needed") },
  { "not-done", N_("Not done yet") },
  { NULL, NULL }
};

static const HwFieldChoice cost_kinds[] = {
  { "treatment-here", N_("Treatment here") },
  { "social-work", N_("Social work") },
  { "journey", N_("Journey") },
  { "document", N_("Document") },
  { "treatment-home", N_("Treatment at home") },
  { "housing-home", N_("Housing at home") },
  { "other", N_("Something else") },
  { NULL, NULL }
};

static const HwFieldChoice follow_ups[] = {
  { "7", N_("After a week") },
  { "30", N_("After 30 days") },
  { "90", N_("After 90 days") },
  { "180", N_("After 180 days") },
  { "365", N_("After a year") },
  { NULL, NULL }
};

static const HwFieldChoice outcomes[] = {
  { "reached", N_("Reached") },
  { "receiver-says", N_("The receiver told us") },
  { "no-answer", N_("No answer") },
  { "moved-on", N_("Has moved on") },
  { "seen-here", N_("Seen here again") },
  { NULL, NULL }
};

static const HwFieldChoice situations[] = {
  { "well", N_("Well") },
  { "fair", N_("Fair") },
  { "poor", N_("Poor") },
  { "unknown", N_("Not known") },
  { NULL, NULL }
};

static const HwFieldChoice hand_over_subjects[] = {
  { "exploitation", N_("Signs of exploitation") },
  { "child", N_("A child") },
  { NULL, NULL }
};

static const HwFieldChoice hand_over_receivers[] = {
  { "first-responder", N_("First responder") },
  { "social-services", N_("Social services") },
  { "police", N_("Police") },
  { NULL, NULL }
};

static const HwFieldChoice gates[] = {
  { "assessed", N_("Assessed") },
  { "decided", N_("Decided") },
  { "planned", N_("Planned") },
  { "ready", N_("Ready") },
  { "travelled", N_("Travelled") },
  { "received", N_("Received") },
  { "followed-up", N_("Followed up") },
  { "closed", N_("Closed") },
  { NULL, NULL }
};

/* -- fields ------------------------------------------------------------------- */

static const HwFieldSpec interview_fields[] = {
  { HW_RECORD_LANGUAGE, N_("Language"), HW_FIELD_TYPE_LANGUAGE, TRUE, NULL },
  { HW_RECORD_INTERPRETER, N_("Interpreter, or “not needed”"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_PRESENT, N_("Who was there"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_OFFERED, N_("What was offered here"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_COOLING_OFF, N_("Time to think until"), HW_FIELD_TYPE_DATE, FALSE, NULL },
  { HW_RECORD_CAPACITY, N_("Can they decide freely?"), HW_FIELD_TYPE_CHOICE, FALSE, capacities },
  { HW_RECORD_ADVICE, N_("Advice, and from whom"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_WORDS, N_("In their own words"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec contact_fields[] = {
  { HW_RECORD_PARTNER, N_("Who was asked"), HW_FIELD_TYPE_PARTNER, TRUE, NULL },
  { HW_RECORD_PARTNER_KIND, N_("What they are"), HW_FIELD_TYPE_CHOICE, FALSE, partner_kinds },
  { HW_RECORD_PERSON_THERE, N_("Who answered there"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_ASKED, N_("What was asked"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_PROMISED, N_("What they promised"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_PROMISED_BY, N_("Promised by"), HW_FIELD_TYPE_DATE, FALSE, NULL },
  { HW_RECORD_ANSWERED_ON, N_("Answered on"), HW_FIELD_TYPE_DATE, FALSE, NULL },
  { HW_RECORD_ANSWER, N_("What they answered"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec document_fields[] = {
  { HW_RECORD_DOCUMENT_KIND, N_("Document"), HW_FIELD_TYPE_CHOICE, TRUE, documents },
  { HW_RECORD_NUMBER, N_("Number"), HW_FIELD_TYPE_SECRET, FALSE, NULL },
  { HW_RECORD_COUNTRY, N_("Issued by"), HW_FIELD_TYPE_COUNTRY, FALSE, NULL },
  { HW_RECORD_VALID_UNTIL, N_("Valid until"), HW_FIELD_TYPE_DATE, FALSE, NULL },
  { HW_RECORD_STEP, N_("Step of an emergency document"), HW_FIELD_TYPE_CHOICE, FALSE, document_steps },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec number_shown_fields[] = {
  { HW_RECORD_OF, N_("Document"), HW_FIELD_TYPE_RECORD, TRUE, NULL },
  { HW_RECORD_REASON, N_("What for"), HW_FIELD_TYPE_LINE, FALSE, NULL },
};

static const HwFieldSpec precondition_fields[] = {
  { HW_RECORD_TREATMENT, N_("Treatment"), HW_FIELD_TYPE_CHOICE, TRUE, treatments },
  { HW_RECORD_PROVIDER, N_("Who treats"), HW_FIELD_TYPE_PARTNER, FALSE, NULL },
  { HW_RECORD_STATE, N_("State"), HW_FIELD_TYPE_CHOICE, TRUE, precondition_states },
  { HW_RECORD_WAIVED_BY, N_("Clinician who waives it"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_REASON, N_("Why it is waived"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec appointment_fields[] = {
  { HW_RECORD_OF, N_("Treatment"), HW_FIELD_TYPE_RECORD, FALSE, NULL },
  { HW_RECORD_PROVIDER, N_("Where"), HW_FIELD_TYPE_PARTNER, FALSE, NULL },
  { HW_RECORD_AT, N_("When"), HW_FIELD_TYPE_TIME, TRUE, NULL },
  { HW_RECORD_ATTENDANCE, N_("Attendance"), HW_FIELD_TYPE_CHOICE, TRUE, attendances },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec reception_fields[] = {
  { HW_RECORD_RECEIVER, N_("Who receives them"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_STATE, N_("Their answer"), HW_FIELD_TYPE_CHOICE, TRUE, reception_states },
  { HW_RECORD_ACCEPTED_BY, N_("Who said yes"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_ACCEPTED_HOW, N_("How they said it"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_ACCEPTED_ON, N_("Day of the yes"), HW_FIELD_TYPE_DATE, FALSE, NULL },
  { HW_RECORD_HOUSING, N_("Housing"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_CARE, N_("Care and entitlement"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_INCOME, N_("Income on arrival"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec leg_fields[] = {
  { HW_RECORD_BY, N_("By"), HW_FIELD_TYPE_CHOICE, TRUE, leg_kinds },
  { HW_RECORD_FROM, N_("From"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_TO, N_("To"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_AT, N_("Departure"), HW_FIELD_TYPE_TIME, TRUE, NULL },
  { HW_RECORD_ARRIVES_AT, N_("Arrival"), HW_FIELD_TYPE_TIME, FALSE, NULL },
  { HW_RECORD_BOOKED_ON, N_("Booked on"), HW_FIELD_TYPE_DATE, FALSE, NULL },
  { HW_RECORD_TICKET, N_("Ticket"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec check_fields[] = {
  { HW_RECORD_ITEM, N_("Line of the checklist"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_STATE, N_("Answer"), HW_FIELD_TYPE_CHOICE, TRUE, check_answers },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec cost_fields[] = {
  { HW_RECORD_WHAT, N_("What for"), HW_FIELD_TYPE_CHOICE, TRUE, cost_kinds },
  { HW_RECORD_AMOUNT, N_("Amount"), HW_FIELD_TYPE_MONEY, TRUE, NULL },
  { HW_RECORD_PAYER, N_("Who pays"), HW_FIELD_TYPE_PARTNER, TRUE, NULL },
  { HW_RECORD_APPROVED_BY, N_("Approved by"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_APPROVED_ON, N_("Approved on"), HW_FIELD_TYPE_DATE, FALSE, NULL },
  { HW_RECORD_REVERSES, N_("Takes back"), HW_FIELD_TYPE_RECORD, FALSE, NULL },
  { HW_RECORD_REASON, N_("Reason"), HW_FIELD_TYPE_LINE, FALSE, NULL },
};

static const HwFieldSpec follow_up_fields[] = {
  { HW_RECORD_DAYS, N_("Which follow-up"), HW_FIELD_TYPE_CHOICE, TRUE, follow_ups },
  { HW_RECORD_OUTCOME, N_("What came of it"), HW_FIELD_TYPE_CHOICE, TRUE, outcomes },
  { HW_RECORD_ECONOMIC, N_("Work and money"), HW_FIELD_TYPE_CHOICE, FALSE, situations },
  { HW_RECORD_SOCIAL, N_("Family and friends"), HW_FIELD_TYPE_CHOICE, FALSE, situations },
  { HW_RECORD_PSYCHOSOCIAL, N_("How they feel"), HW_FIELD_TYPE_CHOICE, FALSE, situations },
  { HW_RECORD_PAYER, N_("Who pays now"), HW_FIELD_TYPE_PARTNER, FALSE, NULL },
  { HW_RECORD_REASON, N_("Why nothing more will be tried"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_WORDS, N_("What was learnt"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec follow_up_date_fields[] = {
  { HW_RECORD_DAYS, N_("Which follow-up"), HW_FIELD_TYPE_CHOICE, TRUE, follow_ups },
  { HW_RECORD_DUE_ON, N_("New day"), HW_FIELD_TYPE_DATE, TRUE, NULL },
  { HW_RECORD_REASON, N_("Reason"), HW_FIELD_TYPE_LINE, TRUE, NULL },
};

static const HwFieldSpec plan_review_fields[] = {
  { HW_RECORD_PRESENT, N_("Who looked at it"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_WORDS, N_("What holds, what changes"), HW_FIELD_TYPE_TEXT, TRUE, NULL },
};

static const HwFieldSpec disclosure_fields[] = {
  { HW_RECORD_PURPOSE, N_("What for"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_RECIPIENT, N_("Who was told"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_WHAT, N_("What was told"), HW_FIELD_TYPE_TEXT, TRUE, NULL },
  { HW_RECORD_FILE, N_("SHA-256 of the file"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_SECOND_PERSON, N_("Second person"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec recall_fields[] = {
  { HW_RECORD_RECIPIENT, N_("Letter to"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_PURPOSE, N_("What they were told for"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec override_fields[] = {
  { HW_RECORD_STAGE, N_("Gate"), HW_FIELD_TYPE_CHOICE, TRUE, gates },
  { HW_RECORD_CODE, N_("What it asks for"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_SECOND_PERSON, N_("Second person"), HW_FIELD_TYPE_LINE, TRUE, NULL },
  { HW_RECORD_REASON, N_("Reason"), HW_FIELD_TYPE_TEXT, TRUE, NULL },
  { HW_RECORD_EXPIRES_ON, N_("Until, that day included"), HW_FIELD_TYPE_DATE, TRUE, NULL },
};

static const HwFieldSpec hand_over_fields[] = {
  { HW_RECORD_ABOUT, N_("About"), HW_FIELD_TYPE_CHOICE, TRUE, hand_over_subjects },
  { HW_RECORD_HANDED_TO, N_("Handed to"), HW_FIELD_TYPE_PARTNER, TRUE, NULL },
  { HW_RECORD_HANDED_KIND, N_("What they are"), HW_FIELD_TYPE_CHOICE, FALSE, hand_over_receivers },
  { HW_RECORD_GUARDIAN, N_("Guardian who agreed, under 16"), HW_FIELD_TYPE_LINE, FALSE, NULL },
  { HW_RECORD_INDICATORS, N_("Signs"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, FALSE, NULL },
};

static const HwFieldSpec note_fields[] = {
  { HW_RECORD_WORDS, N_("Note"), HW_FIELD_TYPE_TEXT, TRUE, NULL },
};

/* -- kinds ---------------------------------------------------------------------- */

typedef struct
{
  const char        *name;
  const char        *words;
  const HwFieldSpec *fields;
  guint              n_fields;
} Kind;

#define FIELDS(list) list, G_N_ELEMENTS (list)

static const Kind kinds[] = {
  [HW_CASE_RECORD_INTERVIEW] = { "interview-held", N_("Talk about going home"), FIELDS (interview_fields) },
  [HW_CASE_RECORD_PARTNER_CONTACT] = { "partner-contacted", N_("Contact with a partner"), FIELDS (contact_fields) },
  [HW_CASE_RECORD_DOCUMENT] = { "document-noted", N_("Document"), FIELDS (document_fields) },
  [HW_CASE_RECORD_NUMBER_SHOWN] = { "number-shown", N_("Number of a document shown"), FIELDS (number_shown_fields) },
  [HW_CASE_RECORD_PRECONDITION] = { "precondition-noted", N_("Treatment before the journey"), FIELDS (precondition_fields) },
  [HW_CASE_RECORD_APPOINTMENT] = { "appointment-noted", N_("Appointment"), FIELDS (appointment_fields) },
  [HW_CASE_RECORD_RECEPTION] = { "reception-noted", N_("Reception at home"), FIELDS (reception_fields) },
  [HW_CASE_RECORD_LEG] = { "leg-noted", N_("Leg of the journey"), FIELDS (leg_fields) },
  [HW_CASE_RECORD_CHECK] = { "item-checked", N_("Line of the journey checklist"), FIELDS (check_fields) },
  [HW_CASE_RECORD_COST] = { "cost-incurred", N_("Cost"), FIELDS (cost_fields) },
  [HW_CASE_RECORD_FOLLOW_UP] = { "follow-up-attempted", N_("Attempt at a follow-up"), FIELDS (follow_up_fields) },
  [HW_CASE_RECORD_FOLLOW_UP_DATE] = { "follow-up-moved", N_("Follow-up moved"), FIELDS (follow_up_date_fields) },
  [HW_CASE_RECORD_PLAN_REVIEW] = { "plan-reviewed", N_("Plan looked at again"), FIELDS (plan_review_fields) },
  [HW_CASE_RECORD_DISCLOSURE] = { "disclosure-made", N_("Told to somebody"), FIELDS (disclosure_fields) },
  [HW_CASE_RECORD_RECALL] = { "recall-prepared", N_("Recall letter"), FIELDS (recall_fields) },
  [HW_CASE_RECORD_OVERRIDE] = { "gate-overridden", N_("Let pass by a second person"), FIELDS (override_fields) },
  [HW_CASE_RECORD_HAND_OVER] = { "handed-over", N_("Handed over"), FIELDS (hand_over_fields) },
  [HW_CASE_RECORD_NOTE] = { "note-added", N_("Note"), FIELDS (note_fields) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == HW_N_CASE_RECORD_KINDS);

/**
 * hw_case_record_kind_to_string:
 * @kind: what happened
 *
 * Returns: the stable name, "cost-incurred" for instance; the journal's kind is
 *   "case." and this
 */
const char *
hw_case_record_kind_to_string (HwCaseRecordKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_CASE_RECORD_KINDS, NULL);
  return kinds[kind].name;
}

/**
 * hw_case_record_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_case_record_kind_from_string (const char       *name,
                                 HwCaseRecordKind *kind)
{
  for (guint i = 0; name != NULL && i < HW_N_CASE_RECORD_KINDS; i++)
    if (g_str_equal (name, kinds[i].name))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_case_record_kind_get_words:
 * @kind: what happened
 *
 * Returns: the kind in words, translated
 */
const char *
hw_case_record_kind_get_words (HwCaseRecordKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_CASE_RECORD_KINDS, NULL);
  return _(kinds[kind].words);
}

/**
 * hw_case_record_list_fields:
 * @kind: what happened
 * @n_fields: (out): how many fields
 *
 * The fields of a kind, in the order of the form.
 *
 * Returns: (array length=n_fields) (transfer none): the fields
 */
const HwFieldSpec *
hw_case_record_list_fields (HwCaseRecordKind kind,
                            guint           *n_fields)
{
  *n_fields = 0;
  g_return_val_if_fail ((guint) kind < HW_N_CASE_RECORD_KINDS, NULL);
  *n_fields = kinds[kind].n_fields;
  return kinds[kind].fields;
}

/**
 * hw_case_record_find_field:
 * @kind: what happened
 * @field: (nullable): a HW_RECORD_ name
 *
 * Returns: (transfer none) (nullable): how that field is written; %NULL where the kind has none of that name
 */
const HwFieldSpec *
hw_case_record_find_field (HwCaseRecordKind  kind,
                           const char       *field)
{
  guint n_fields;
  const HwFieldSpec *fields = hw_case_record_list_fields (kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].name, field) == 0)
      return &fields[i];
  return NULL;
}

/**
 * hw_case_record_get_words:
 * @self: a record
 * @field: a HW_RECORD_ name
 *
 * Returns: (transfer none) (nullable): what was written there; a choice in words, translated
 */
const char *
hw_case_record_get_words (const HwCaseRecord *self,
                          const char         *field)
{
  const HwFieldSpec *spec = hw_case_record_find_field (self->kind, field);
  const char *value = hw_case_record_get (self, field);

  for (const HwFieldChoice *choice = spec != NULL ? spec->choices : NULL; value != NULL && choice != NULL && choice->value != NULL; choice++)
    if (g_str_equal (choice->value, value))
      return _(choice->words);
  return value;
}
