/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-case-record.h"
#include "hw-date.h"
#include "hw-money.h"
#include "hw-report-private.h"

/* Whether a record is complete in itself. What it needs of the rest of the case,
 * a live consent for instance, is asked in hw-case-rules.c. */

static gboolean
refuse_missing (GError    **error,
                const char *words)
{
  g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("“%s” is missing. Fill it in."), words);
  return FALSE;
}

static gboolean
refuse_value (GError    **error,
              const char *words,
              const char *advice)
{
  g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, "“%s”: %s", words, advice);
  return FALSE;
}

static gboolean
is_choice (const HwFieldChoice *choices,
           const char          *value)
{
  for (; choices != NULL && choices->value != NULL; choices++)
    if (g_str_equal (choices->value, value))
      return TRUE;
  return FALSE;
}

static gboolean
is_count (const char *value)
{
  gsize length = strlen (value);

  return length <= 6 && strspn (value, "0123456789") == length;
}

static gboolean
is_record (const char *value)
{
  HwId id;

  return hw_id_parse (value, &id) && !hw_id_is_nil (&id);
}

/* What is wrong with @value, as advice; %NULL where nothing is. */
static const char *
find_fault (const HwFieldSpec *field,
            const char        *value)
{
  switch (field->type)
    {
    case HW_FIELD_TYPE_DATE:
      return hw_date_parse (value, NULL, NULL) ? NULL : _("this is no date. Write it as 2026-12-19.");
    case HW_FIELD_TYPE_TIME:
      return hw_date_parse_time (value, NULL) ? NULL : _("this is no time. Write it as 2026-12-19T07:12.");
    case HW_FIELD_TYPE_CHOICE:
      return is_choice (field->choices, value) ? NULL : _("this is not one of the answers. Choose one from the list.");
    case HW_FIELD_TYPE_COUNT:
      return is_count (value) ? NULL : _("this is no number. Write 0, 1, 2 and so on.");
    case HW_FIELD_TYPE_MONEY:
      return hw_money_parse (value, NULL) ? NULL : _("this is no amount with a currency, such as 129.50 EUR.");
    case HW_FIELD_TYPE_COUNTRY:
      return hw_check_is_country (value) ? NULL : _("a country is two letters, PL for instance.");
    case HW_FIELD_TYPE_RECORD:
      return is_record (value) ? NULL : _("this names nothing that was recorded. Choose it from the list.");
    case HW_FIELD_TYPE_LINE:
    case HW_FIELD_TYPE_TEXT:
    case HW_FIELD_TYPE_LANGUAGE:
    case HW_FIELD_TYPE_PARTNER:
    case HW_FIELD_TYPE_SECRET:
    default:
      return NULL;
    }
}

static gboolean
check_field (const HwCaseRecord *self,
             const HwFieldSpec  *field,
             GError            **error)
{
  const char *value = hw_case_record_get (self, field->name);
  glong longest = field->type == HW_FIELD_TYPE_TEXT ? HW_REPORT_MAX_TEXT : HW_REPORT_MAX_LINE;
  const char *fault;

  if (value == NULL)
    return !field->required || refuse_missing (error, _(field->words));
  if (!hw_check_text (value, longest, _(field->words), error))
    return FALSE;
  fault = find_fault (field, value);
  return fault == NULL || refuse_value (error, _(field->words), fault);
}

static gboolean
check_fields (const HwCaseRecord *self,
              GError            **error)
{
  guint n_fields;
  const HwFieldSpec *fields = hw_case_record_list_fields (self->kind, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (!check_field (self, &fields[i], error))
      return FALSE;
  return TRUE;
}

/* A field that this version does not know belongs to a newer one: it is kept, but it must be text and have an end. */
static gboolean
check_unknown_fields (const HwCaseRecord *self,
                      GError            **error)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!hw_check_text (name, HW_REPORT_MAX_LINE, _("The name of a field"), error) ||
        !hw_check_text (value, HW_REPORT_MAX_TEXT, _("The text"), error))
      return FALSE;
  return TRUE;
}

static gboolean
equals (const HwCaseRecord *self,
        const char         *field,
        const char         *value)
{
  return g_strcmp0 (hw_case_record_get (self, field), value) == 0;
}

static gboolean
check_has (const HwCaseRecord *self,
           const char         *field,
           GError            **error)
{
  guint n_fields;
  const HwFieldSpec *fields = hw_case_record_list_fields (self->kind, &n_fields);

  if (hw_case_record_get (self, field) != NULL)
    return TRUE;
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].name, field))
      return refuse_missing (error, _(fields[i].words));
  g_return_val_if_reached (FALSE);
}

static gboolean
check_precondition (const HwCaseRecord *self,
                    GError            **error)
{
  return !equals (self, HW_RECORD_STATE, "waived") ||
         (check_has (self, HW_RECORD_WAIVED_BY, error) && check_has (self, HW_RECORD_REASON, error));
}

static gboolean
check_reception (const HwCaseRecord *self,
                 GError            **error)
{
  return !equals (self, HW_RECORD_STATE, "accepted") || check_has (self, HW_RECORD_ACCEPTED_ON, error);
}

static gboolean
check_document (const HwCaseRecord *self,
                GError            **error)
{
  return !equals (self, HW_RECORD_DOCUMENT_KIND, "emergency-document") || check_has (self, HW_RECORD_STEP, error);
}

/* Treatment at home is the home country's to pay; where it is not, somebody says why. */
static gboolean
check_cost (const HwCaseRecord *self,
            GError            **error)
{
  gboolean needs_reason = hw_case_record_get (self, HW_RECORD_REVERSES) != NULL ||
                          (equals (self, HW_RECORD_WHAT, "treatment-home") && equals (self, HW_RECORD_PAYER, HW_PAYER_PROJECT));

  return (!needs_reason || check_has (self, HW_RECORD_REASON, error)) &&
         (hw_case_record_get (self, HW_RECORD_APPROVED_ON) == NULL || check_has (self, HW_RECORD_APPROVED_BY, error));
}

static gboolean
check_interview (const HwCaseRecord *self,
                 GError            **error)
{
  return !equals (self, HW_RECORD_CAPACITY, "advice-taken") || check_has (self, HW_RECORD_ADVICE, error);
}

/* What somebody promised, there is a day for: else nobody sees that it is overdue. */
static gboolean
check_partner_contact (const HwCaseRecord *self,
                       GError            **error)
{
  return hw_case_record_get (self, HW_RECORD_PROMISED) == NULL || check_has (self, HW_RECORD_PROMISED_BY, error);
}

/* A pair of eyes is not a second one. */
static gboolean
check_override (const HwCaseRecord *self,
                GError            **error)
{
  if (self->author == NULL || !hw_case_record_names_equal (self->author, hw_case_record_get (self, HW_RECORD_SECOND_PERSON)))
    return TRUE;
  g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE,
                       _("The second person is the one who records it. Ask somebody else."));
  return FALSE;
}

static gboolean
check_together (const HwCaseRecord *self,
                GError            **error)
{
  switch (self->kind)
    {
    case HW_CASE_RECORD_INTERVIEW:
      return check_interview (self, error);
    case HW_CASE_RECORD_PARTNER_CONTACT:
      return check_partner_contact (self, error);
    case HW_CASE_RECORD_DOCUMENT:
      return check_document (self, error);
    case HW_CASE_RECORD_PRECONDITION:
      return check_precondition (self, error);
    case HW_CASE_RECORD_RECEPTION:
      return check_reception (self, error);
    case HW_CASE_RECORD_COST:
      return check_cost (self, error);
    case HW_CASE_RECORD_OVERRIDE:
      return check_override (self, error);
    case HW_CASE_RECORD_NUMBER_SHOWN:
    case HW_CASE_RECORD_APPOINTMENT:
    case HW_CASE_RECORD_LEG:
    case HW_CASE_RECORD_CHECK:
    case HW_CASE_RECORD_FOLLOW_UP:
    case HW_CASE_RECORD_FOLLOW_UP_DATE:
    case HW_CASE_RECORD_PLAN_REVIEW:
    case HW_CASE_RECORD_DISCLOSURE:
    case HW_CASE_RECORD_RECALL:
    case HW_CASE_RECORD_HAND_OVER:
    case HW_CASE_RECORD_NOTE:
    case HW_N_CASE_RECORD_KINDS:
    default:
      return TRUE;
    }
}

/**
 * hw_case_record_names_equal:
 * @a: (nullable): how one person is written
 * @b: (nullable): how another is
 *
 * Capitals and blanks around a name make no other person of it.
 *
 * Returns: whether both name the same person
 */
gboolean
hw_case_record_names_equal (const char *a,
                            const char *b)
{
  g_autofree char *folded_a = a != NULL ? g_utf8_casefold (a, -1) : NULL;
  g_autofree char *folded_b = b != NULL ? g_utf8_casefold (b, -1) : NULL;

  return folded_a != NULL && folded_b != NULL && g_str_equal (g_strstrip (folded_a), g_strstrip (folded_b));
}

/**
 * hw_case_record_check:
 * @self: a record
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every record: it has its required fields, dates are dates, amounts
 * have a currency, choices are among those offered, and it did not happen in the
 * future. A waived precondition names the clinician and the reason, a reversal
 * the reason, and who lets a gate pass is not who records it. Fields that this
 * version does not know are kept.
 *
 * Returns: whether @self may be recorded
 */
gboolean
hw_case_record_check (const HwCaseRecord *self,
                      gint64              now,
                      GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if ((guint) self->kind >= HW_N_CASE_RECORD_KINDS)
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE,
                           _("What was to be recorded is not known to this version. Install a newer one."));
      return FALSE;
    }
  if (self->happened_at == 0)
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_TIME, _("There is no time. Say when it happened."));
      return FALSE;
    }

  return hw_check_time (self->happened_at, now, error) &&
         check_unknown_fields (self, error) &&
         check_fields (self, error) &&
         check_together (self, error);
}
