/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-cost.h"
#include "hw-country.h"
#include "hw-gate.h"
#include "hw-journey.h"
#include "hw-language.h"
#include "hw-money.h"
#include "hw-record-words.h"

/* The words in which the Reconnection page speaks of records: made from the
 * fields that core lays out, for cards, lists and the timeline. Plain text. */

#define MOST_FIELDS 4

typedef struct
{
  HwCaseRecordKind  kind;
  const char       *icon;
  const char       *hint;                    /* (nullable): to be translated; what it is for */
  const char       *essence[MOST_FIELDS];    /* what says most about one */
} KindWords;

static const KindWords kinds[] = {
  { HW_CASE_RECORD_INTERVIEW, "avatar-default-symbolic", N_("A talk about going home: language, interpreter, what was offered"),
    { HW_RECORD_WORDS, HW_RECORD_LANGUAGE } },
  { HW_CASE_RECORD_PARTNER_CONTACT, "call-start-symbolic", N_("An embassy or a partner was asked something; what they promised"),
    { HW_RECORD_PARTNER, HW_RECORD_ASKED, HW_RECORD_ANSWER } },
  { HW_CASE_RECORD_DOCUMENT, "x-office-document-symbolic", N_("An identity document, or a step towards an emergency one"),
    { HW_RECORD_DOCUMENT_KIND, HW_RECORD_STEP, HW_RECORD_VALID_UNTIL } },
  { HW_CASE_RECORD_NUMBER_SHOWN, "view-reveal-symbolic", NULL, { HW_RECORD_REASON } },
  { HW_CASE_RECORD_PRECONDITION, "alarm-symbolic", N_("Treatment that must be done before the journey"),
    { HW_RECORD_TREATMENT, HW_RECORD_PROVIDER, HW_RECORD_STATE } },
  { HW_CASE_RECORD_APPOINTMENT, "x-office-calendar-symbolic", N_("An appointment of a treatment, and whether it was kept"),
    { HW_RECORD_AT, HW_RECORD_ATTENDANCE } },
  { HW_CASE_RECORD_RECEPTION, "user-home-symbolic", N_("What waits at home: housing, care, income"), { HW_RECORD_WORDS } },
  { HW_CASE_RECORD_LEG, "mark-location-symbolic", N_("One leg of the journey: from, to, departure, ticket"), { HW_RECORD_AT, HW_RECORD_WORDS } },
  { HW_CASE_RECORD_CHECK, "object-select-symbolic", NULL, { HW_RECORD_ITEM } },
  { HW_CASE_RECORD_COST, "document-send-symbolic", N_("What it cost and who pays"), { HW_RECORD_WHAT, HW_RECORD_AMOUNT, HW_RECORD_PAYER } },
  { HW_CASE_RECORD_FOLLOW_UP, "task-due-symbolic", N_("An attempt after the return, and what was learnt"),
    { HW_RECORD_DAYS, HW_RECORD_OUTCOME, HW_RECORD_WORDS } },
  { HW_CASE_RECORD_FOLLOW_UP_DATE, "task-due-symbolic", N_("A follow-up moves to another day, with the reason"),
    { HW_RECORD_DAYS, HW_RECORD_DUE_ON, HW_RECORD_REASON } },
  { HW_CASE_RECORD_PLAN_REVIEW, "document-edit-symbolic", N_("The plan was looked at again after the return"), { HW_RECORD_WORDS } },
  { HW_CASE_RECORD_DISCLOSURE, "mail-send-symbolic", N_("Something about them was told to somebody"),
    { HW_RECORD_RECIPIENT, HW_RECORD_PURPOSE } },
  { HW_CASE_RECORD_RECALL, "mail-send-symbolic", NULL, { HW_RECORD_RECIPIENT } },
  { HW_CASE_RECORD_OVERRIDE, "dialog-warning-symbolic", NULL, { HW_RECORD_SECOND_PERSON, HW_RECORD_REASON, HW_RECORD_EXPIRES_ON } },
  { HW_CASE_RECORD_HAND_OVER, "dialog-warning-symbolic", N_("Signs of exploitation, or a child: handed to whose task it is"),
    { HW_RECORD_HANDED_TO, HW_RECORD_INDICATORS } },
  { HW_CASE_RECORD_NOTE, "document-edit-symbolic", N_("Words"), { HW_RECORD_WORDS } },
};

static const KindWords *
find_kind (HwCaseRecordKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return &kinds[i];
  return NULL;
}

/**
 * hw_record_words_icon:
 * @kind: a kind of record
 *
 * Returns: (transfer none): the name of an icon
 */
const char *
hw_record_words_icon (HwCaseRecordKind kind)
{
  const KindWords *words = find_kind (kind);

  return words != NULL ? words->icon : "document-edit-symbolic";
}

/**
 * hw_record_words_hint:
 * @kind: a kind of record
 *
 * Returns: (transfer none) (nullable): what it is for; %NULL for a kind that nobody records by hand
 */
const char *
hw_record_words_hint (HwCaseRecordKind kind)
{
  const KindWords *words = find_kind (kind);

  return words != NULL && words->hint != NULL ? _(words->hint) : NULL;
}

/**
 * hw_record_words_points_to:
 * @kind: a kind of record
 * @field: one of its fields of type %HW_FIELD_TYPE_RECORD
 * @target: (out): which kind the field points to
 *
 * Returns: whether there is such a kind
 */
gboolean
hw_record_words_points_to (HwCaseRecordKind  kind,
                           const char       *field,
                           HwCaseRecordKind *target)
{
  static const struct { HwCaseRecordKind kind, target; } pointers[] = {
    { HW_CASE_RECORD_DOCUMENT, HW_CASE_RECORD_DOCUMENT }, { HW_CASE_RECORD_NUMBER_SHOWN, HW_CASE_RECORD_DOCUMENT },
    { HW_CASE_RECORD_APPOINTMENT, HW_CASE_RECORD_PRECONDITION }, { HW_CASE_RECORD_PRECONDITION, HW_CASE_RECORD_PRECONDITION },
    { HW_CASE_RECORD_COST, HW_CASE_RECORD_COST }, { HW_CASE_RECORD_FOLLOW_UP, HW_CASE_RECORD_FOLLOW_UP },
    { HW_CASE_RECORD_FOLLOW_UP_DATE, HW_CASE_RECORD_FOLLOW_UP }, { HW_CASE_RECORD_RECALL, HW_CASE_RECORD_DISCLOSURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    if (pointers[i].kind == kind)
      {
        *target = pointers[i].target;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_record_words_find:
 * @case_: a case
 * @id: (nullable): the identity of one of its records
 *
 * Returns: (transfer none) (nullable): that record
 */
HwCaseRecord *
hw_record_words_find (const HwCase *case_,
                      const char   *id)
{
  HwId wanted;

  if (id == NULL || !hw_id_parse (id, &wanted))
    return NULL;
  for (guint i = 0; i < case_->records->len; i++)
    {
      HwCaseRecord *record = case_->records->pdata[i];

      if (hw_id_equal (&record->id, &wanted))
        return record;
    }
  return NULL;
}

/**
 * hw_record_words_dup_mask:
 * @secret: a number
 *
 * Returns: (transfer full): "•••• 12": its last two characters, and none of a very short one
 */
char *
hw_record_words_dup_mask (const char *secret)
{
  glong length = g_utf8_strlen (secret, -1);

  return length < 6 ? g_strdup ("••••") : g_strconcat ("•••• ", g_utf8_offset_to_pointer (secret, length - 2), NULL);
}

/**
 * hw_record_words_dup_time:
 * @value: a local time: "2026-11-25T09:30"
 * @now: µs UTC
 *
 * Returns: (transfer full): "Wed 25 Nov, 09:30"; @value itself where it is none
 */
char *
hw_record_words_dup_time (const char *value,
                          gint64      now)
{
  g_autofree char *full = g_strconcat (value, ":00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (full, zone);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (time == NULL)
    return g_strdup (value);
  if (g_date_time_get_year (time) != g_date_time_get_year (today))
    return g_date_time_format (time, _("%-e %b %Y, %H:%M"));
  return g_date_time_format (time, _("%a %-e %b, %H:%M"));
}

/**
 * hw_record_words_dup_partner:
 * @session: (nullable): the session, which knows the partners
 * @value: (nullable): the identity of a partner, or a name
 *
 * Returns: (transfer full) (nullable): the name
 */
char *
hw_record_words_dup_partner (HwSession  *session,
                             const char *value)
{
  HwPartner *partner;
  HwId id;

  if (value == NULL || !hw_id_parse (value, &id))
    return g_strdup (hw_cost_get_payer_words (value));
  partner = session != NULL ? hw_session_find_partner (session, &id) : NULL;
  return g_strdup (partner != NULL ? partner->name : _("a partner who is not in the list any more"));
}

/* What a newer version wrote is no word for anybody. */
static char *
dup_unknown (void)
{
  return g_strdup (_("something that a newer Homeward knows about"));
}

static char *
dup_choice (const HwFieldSpec *spec,
            const char        *value)
{
  for (const HwFieldChoice *choice = spec->choices; choice != NULL && choice->value != NULL; choice++)
    if (g_str_equal (choice->value, value))
      return g_strdup (_(choice->words));
  return dup_unknown ();
}

/* A line may hold a name from a list: of the checklist, of the purposes. */
static char *
dup_line (const HwFieldSpec *spec,
          const char        *value)
{
  const char *item;

  if (g_str_equal (spec->name, HW_RECORD_PURPOSE))
    return g_strdup (hw_case_words_purpose (value));
  if (g_str_equal (spec->name, HW_RECORD_INTERPRETER) && g_str_equal (value, "not needed"))
    return g_strdup (_("Not needed"));
  if (!g_str_equal (spec->name, HW_RECORD_ITEM))
    return g_strdup (value);
  item = hw_journey_item_get_words (value);
  return item != NULL ? g_strdup (item) : dup_unknown ();
}

/* What a second person let pass: which words it has depends on the gate. */
static char *
dup_requirement (const HwCaseRecord *record,
                 const char         *code)
{
  const char *words = NULL;
  HwStage stage;

  if (hw_stage_from_string (hw_case_record_get (record, HW_RECORD_STAGE), &stage))
    words = hw_gate_get_mending (stage, code);
  return words != NULL ? g_strdup (words) : dup_unknown ();
}

/* Another record of the case, where nobody can look it up: what kind of thing it is. */
static char *
dup_target (const HwCaseRecord *record,
            const char         *field)
{
  HwCaseRecordKind target;

  return hw_record_words_points_to (record->kind, field, &target) ? g_strdup (hw_case_record_kind_get_words (target)) : dup_unknown ();
}

static char *
dup_money (const char *value)
{
  HwMoney money;

  return hw_money_parse (value, &money) ? hw_money_format (&money) : g_strdup (value);
}

static char *
dup_country (const char *value)
{
  const char *words = hw_country_get_words (value);

  return g_strdup (words != NULL ? words : value);
}

/**
 * hw_record_words_dup_value:
 * @spec: a field
 * @value: its value
 * @session: (nullable): the session, which knows the partners
 *
 * Returns: (transfer full): @value as people read it; a secret is masked
 */
char *
hw_record_words_dup_value (const HwFieldSpec *spec,
                           const char        *value,
                           HwSession         *session)
{
  switch (spec->type)
    {
    case HW_FIELD_TYPE_DATE: return hw_case_words_dup_date (value);
    case HW_FIELD_TYPE_TIME: return hw_record_words_dup_time (value, g_get_real_time ());
    case HW_FIELD_TYPE_CHOICE: return dup_choice (spec, value);
    case HW_FIELD_TYPE_MONEY: return dup_money (value);
    case HW_FIELD_TYPE_COUNTRY: return dup_country (value);
    case HW_FIELD_TYPE_PARTNER: return hw_record_words_dup_partner (session, value);
    case HW_FIELD_TYPE_SECRET: return hw_record_words_dup_mask (value);
    case HW_FIELD_TYPE_LANGUAGE: return hw_language_dup_words (value);
    case HW_FIELD_TYPE_LINE: return dup_line (spec, value);
    case HW_FIELD_TYPE_TEXT:
    case HW_FIELD_TYPE_COUNT:
    case HW_FIELD_TYPE_RECORD:
    default: return g_strdup (value);
    }
}

/**
 * hw_record_words_dup_field:
 * @record: a record
 * @field: a HW_RECORD_ name
 * @session: (nullable): the session, which knows the partners
 *
 * Returns: (transfer full) (nullable): its value as people read it
 */
char *
hw_record_words_dup_field (const HwCaseRecord *record,
                           const char         *field,
                           HwSession          *session)
{
  const HwFieldSpec *spec = hw_case_record_find_field (record->kind, field);
  const char *value = hw_case_record_get (record, field);

  if (value == NULL)
    return NULL;
  if (spec == NULL)
    return g_strdup (value);
  if (spec->type == HW_FIELD_TYPE_RECORD)
    return dup_target (record, field);
  return g_str_equal (field, HW_RECORD_CODE) ? dup_requirement (record, value) : hw_record_words_dup_value (spec, value, session);
}

/**
 * hw_record_words_dup_list:
 * @record: a record
 * @fields: (array zero-terminated=1): HW_RECORD_ names
 * @between: what stands between two of them
 * @session: (nullable): the session, which knows the partners
 *
 * Returns: (transfer full): those that are written, each after what it is called: "Language: Polish · Interpreter: Ania"
 */
char *
hw_record_words_dup_list (const HwCaseRecord *record,
                          const char * const *fields,
                          const char         *between,
                          HwSession          *session)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      const HwFieldSpec *spec = hw_case_record_find_field (record->kind, fields[i]);
      g_autofree char *value = hw_record_words_dup_field (record, fields[i], session);

      if (spec != NULL && value != NULL)
        g_ptr_array_add (parts, g_strdup_printf ("%s: %s", _(spec->words), value));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (between, (char **) parts->pdata);
}

/**
 * hw_record_words_dup_essence:
 * @record: a record
 * @session: (nullable): the session, which knows the partners
 *
 * Returns: (transfer full): what says most about it: "Consulate · emergency document"; "" where nothing does
 */
char *
hw_record_words_dup_essence (const HwCaseRecord *record,
                             HwSession          *session)
{
  const KindWords *words = find_kind (record->kind);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words != NULL && i < MOST_FIELDS && words->essence[i] != NULL; i++)
    {
      char *value = hw_record_words_dup_field (record, words->essence[i], session);

      if (value != NULL)
        g_ptr_array_add (parts, value);
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
