/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "case-fixture.h"
#include "hw-money.h"

/* What a record of a case must hold by itself, kind by kind. */

#define NOW "2026-11-22"
#define UUID "01234567-89ab-4def-8123-456789abcdef"

typedef struct
{
  const char       *path;
  HwCaseRecordKind  kind;
  const char       *fields;  /* "name=value;..." of a complete record */
  const char       *field;   /* what is changed ... */
  const char       *value;   /* ... to a value that does not do (NULL: taken away) */
} Row;

static const Row rows[] = {
  { "interview/names-the-language", HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=not needed", HW_RECORD_LANGUAGE, NULL },
  { "interview/names-the-interpreter", HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan", HW_RECORD_INTERPRETER, NULL },
  { "interview/cooling-off-is-a-day", HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan;cooling-off=2026-11-30", HW_RECORD_COOLING_OFF, "soon" },
  { "interview/advice-taken-says-which", HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan;capacity=advice-taken;advice=Dr Olsen", HW_RECORD_ADVICE, NULL },
  { "partner-contact/names-the-partner", HW_CASE_RECORD_PARTNER_CONTACT, "partner=Consulate", HW_RECORD_PARTNER, NULL },
  { "partner-contact/a-promise-has-a-day", HW_CASE_RECORD_PARTNER_CONTACT, "partner=Consulate;promised=a document;promised-by=2026-11-30", HW_RECORD_PROMISED_BY, NULL },
  { "partner-contact/its-kind-is-known", HW_CASE_RECORD_PARTNER_CONTACT, "partner=Consulate;partner-kind=embassy", HW_RECORD_PARTNER_KIND, "castle" },
  { "document/says-which", HW_CASE_RECORD_DOCUMENT, "document=passport;valid-until=2027-01-01", HW_RECORD_DOCUMENT_KIND, NULL },
  { "document/valid-until-is-a-day", HW_CASE_RECORD_DOCUMENT, "document=passport;valid-until=2027-01-01", HW_RECORD_VALID_UNTIL, "2027-02-29" },
  { "document/its-country-is-two-letters", HW_CASE_RECORD_DOCUMENT, "document=passport;country=PL", HW_RECORD_COUNTRY, "Poland" },
  { "document/an-emergency-document-says-how-far", HW_CASE_RECORD_DOCUMENT, "document=emergency-document;step=applied", HW_RECORD_STEP, NULL },
  { "number-shown/names-the-document", HW_CASE_RECORD_NUMBER_SHOWN, "of=" UUID, HW_RECORD_OF, "the passport" },
  { "precondition/a-waiver-names-the-clinician", HW_CASE_RECORD_PRECONDITION, "treatment=medical;state=waived;waived-by=Dr Olsen;reason=refused it", HW_RECORD_WAIVED_BY, NULL },
  { "precondition/a-waiver-has-a-reason", HW_CASE_RECORD_PRECONDITION, "treatment=medical;state=waived;waived-by=Dr Olsen;reason=refused it", HW_RECORD_REASON, NULL },
  { "precondition/says-which-treatment", HW_CASE_RECORD_PRECONDITION, "treatment=addiction;state=open", HW_RECORD_TREATMENT, "prayer" },
  { "appointment/has-a-time", HW_CASE_RECORD_APPOINTMENT, "at=2026-11-30T09:15;attendance=coming", HW_RECORD_AT, "2026-11-30T25:15" },
  { "appointment/has-an-attendance", HW_CASE_RECORD_APPOINTMENT, "at=2026-11-30T09:15;attendance=kept", HW_RECORD_ATTENDANCE, NULL },
  { "reception/names-the-receiver", HW_CASE_RECORD_RECEPTION, "receiver=Ms Pop;state=asked", HW_RECORD_RECEIVER, NULL },
  { "reception/a-yes-has-a-day", HW_CASE_RECORD_RECEPTION, "receiver=Ms Pop;state=accepted;accepted-on=2026-11-20", HW_RECORD_ACCEPTED_ON, NULL },
  { "leg/has-a-departure", HW_CASE_RECORD_LEG, "by=train;from=here;to=there;at=2026-12-19T07:12", HW_RECORD_AT, "2026-12-19" },
  { "check/names-the-line", HW_CASE_RECORD_CHECK, "item=clothes;state=done", HW_RECORD_ITEM, NULL },
  { "cost/has-an-amount-with-a-currency", HW_CASE_RECORD_COST, "what=journey;amount=12950 EUR;payer=project", HW_RECORD_AMOUNT, "129.50" },
  { "cost/names-the-payer", HW_CASE_RECORD_COST, "what=journey;amount=12950 EUR;payer=project", HW_RECORD_PAYER, NULL },
  { "cost/a-reversal-has-a-reason", HW_CASE_RECORD_COST, "what=journey;amount=12950 EUR;payer=project;reverses=" UUID ";reason=typed twice", HW_RECORD_REASON, NULL },
  { "cost/a-reversal-names-a-cost", HW_CASE_RECORD_COST, "what=journey;amount=12950 EUR;payer=project;reverses=" UUID ";reason=typed twice", HW_RECORD_REVERSES, "the ticket" },
  { "cost/treatment-at-home-is-on-the-home-country", HW_CASE_RECORD_COST, "what=treatment-home;amount=900 EUR;payer=home-country", HW_RECORD_PAYER, "project" },
  { "cost/an-approval-names-who", HW_CASE_RECORD_COST, "what=journey;amount=900 EUR;payer=project;approved-on=2026-11-20;approved-by=Hanne", HW_RECORD_APPROVED_BY, NULL },
  { "follow-up/an-attempt-has-an-outcome", HW_CASE_RECORD_FOLLOW_UP, "days=30;outcome=no-answer", HW_RECORD_OUTCOME, NULL },
  { "follow-up/is-one-of-the-five", HW_CASE_RECORD_FOLLOW_UP, "days=30;outcome=reached", HW_RECORD_DAYS, "31" },
  { "follow-up/its-dimensions-are-known-words", HW_CASE_RECORD_FOLLOW_UP, "days=30;outcome=reached;social=well", HW_RECORD_SOCIAL, "ok" },
  { "follow-up-date/has-a-reason", HW_CASE_RECORD_FOLLOW_UP_DATE, "days=30;due-on=2027-01-20;reason=in hospital", HW_RECORD_REASON, NULL },
  { "follow-up-date/has-a-day", HW_CASE_RECORD_FOLLOW_UP_DATE, "days=30;due-on=2027-01-20;reason=in hospital", HW_RECORD_DUE_ON, "later" },
  { "plan-review/says-what-holds", HW_CASE_RECORD_PLAN_REVIEW, "words=all holds", HW_RECORD_WORDS, NULL },
  { "disclosure/has-a-recipient", HW_CASE_RECORD_DISCLOSURE, "purpose=reception;recipient=clinic;what=the day", HW_RECORD_RECIPIENT, NULL },
  { "disclosure/has-a-purpose", HW_CASE_RECORD_DISCLOSURE, "purpose=reception;recipient=clinic;what=the day", HW_RECORD_PURPOSE, NULL },
  { "disclosure/says-what-was-told", HW_CASE_RECORD_DISCLOSURE, "purpose=reception;recipient=clinic;what=the day", HW_RECORD_WHAT, NULL },
  { "recall/has-a-recipient", HW_CASE_RECORD_RECALL, "recipient=clinic", HW_RECORD_RECIPIENT, NULL },
  { "override/names-the-gate", HW_CASE_RECORD_OVERRIDE, "stage=ready;code=x;second-person=Hanne;reason=y;expires-on=2026-12-01", HW_RECORD_STAGE, NULL },
  { "override/names-the-requirement", HW_CASE_RECORD_OVERRIDE, "stage=ready;code=x;second-person=Hanne;reason=y;expires-on=2026-12-01", HW_RECORD_CODE, NULL },
  { "override/has-a-second-person", HW_CASE_RECORD_OVERRIDE, "stage=ready;code=x;second-person=Hanne;reason=y;expires-on=2026-12-01", HW_RECORD_SECOND_PERSON, NULL },
  { "override/the-second-person-is-another-one", HW_CASE_RECORD_OVERRIDE, "stage=ready;code=x;second-person=Hanne;reason=y;expires-on=2026-12-01", HW_RECORD_SECOND_PERSON, "SOFIE" },
  { "override/has-a-reason", HW_CASE_RECORD_OVERRIDE, "stage=ready;code=x;second-person=Hanne;reason=y;expires-on=2026-12-01", HW_RECORD_REASON, NULL },
  { "override/has-an-end", HW_CASE_RECORD_OVERRIDE, "stage=ready;code=x;second-person=Hanne;reason=y;expires-on=2026-12-01", HW_RECORD_EXPIRES_ON, NULL },
  { "hand-over/names-who-takes-it", HW_CASE_RECORD_HAND_OVER, "about=child;handed-to=Social services", HW_RECORD_HANDED_TO, NULL },
  { "hand-over/says-what-about", HW_CASE_RECORD_HAND_OVER, "about=exploitation;handed-to=Helpline", HW_RECORD_ABOUT, NULL },
  { "note/has-words", HW_CASE_RECORD_NOTE, "words=called", HW_RECORD_WORDS, NULL },
};

static HwCaseRecord *
make_record (const Row *row)
{
  HwCaseRecord *self = hw_case_record_new (row->kind, noon_of ("2026-11-21"));
  g_auto (GStrv) fields = g_strsplit (row->fields, ";", -1);

  self->author = g_strdup ("Sofie");
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (fields[i], "=", 2);

      hw_case_record_set (self, parts[0], parts[1]);
    }
  return self;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (HwCaseRecord) self = make_record (row);
  g_autofree char *good = g_strdup (hw_case_record_get (self, row->field));
  g_autoptr (GError) error = NULL;

  hw_case_record_set (self, row->field, row->value);
  g_assert_false (hw_case_record_check (self, noon_of (NOW), &error));
  g_assert_cmpuint (error->domain, ==, HW_REPORT_ERROR);
  g_assert_cmpint (error->code, ==, row->value == NULL || g_str_equal (row->value, "project") ? HW_REPORT_ERROR_MISSING : HW_REPORT_ERROR_VALUE);
  g_clear_error (&error);

  hw_case_record_set (self, row->field, good);
  g_assert_true (hw_case_record_check (self, noon_of (NOW), &error));
  g_assert_no_error (error);
}

static void
test_time (void)
{
  g_autoptr (HwCaseRecord) self = hw_case_record_new (HW_CASE_RECORD_NOTE, 0);
  g_autoptr (GError) error = NULL;

  hw_case_record_set (self, HW_RECORD_WORDS, "called");
  g_assert_false (hw_case_record_check (self, noon_of (NOW), &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_TIME);
  g_clear_error (&error);
  self->happened_at = noon_of ("2026-11-23");
  g_assert_false (hw_case_record_check (self, noon_of (NOW), &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TIME_RANGE);
  self->happened_at = noon_of (NOW);
  g_assert_true (hw_case_record_check (self, noon_of (NOW), NULL));
}

static void
test_unknown_fields (void)
{
  g_autoptr (HwCaseRecord) self = hw_case_record_new (HW_CASE_RECORD_NOTE, noon_of (NOW));
  g_autofree char *endless = g_strnfill (HW_REPORT_MAX_TEXT + 1, 'x');
  g_autoptr (GError) error = NULL;

  hw_case_record_set (self, HW_RECORD_WORDS, "called");
  hw_case_record_set (self, "of-a-newer-version", endless);
  g_assert_false (hw_case_record_check (self, noon_of (NOW), &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TOO_LONG);
  hw_case_record_set (self, "of-a-newer-version", "kept");
  g_assert_true (hw_case_record_check (self, noon_of (NOW), NULL));
  g_assert_cmpstr (hw_case_record_get (self, "of-a-newer-version"), ==, "kept");
}

static void
test_kind_names (void)
{
  HwCaseRecordKind kind = HW_CASE_RECORD_COST;

  g_assert_false (hw_case_record_kind_from_string ("cost", &kind));
  g_assert_false (hw_case_record_kind_from_string (NULL, &kind));
  g_assert_cmpuint (kind, ==, HW_CASE_RECORD_COST);
  for (HwCaseRecordKind i = 0; i < HW_N_CASE_RECORD_KINDS; i++)
    {
      g_assert_true (hw_case_record_kind_from_string (hw_case_record_kind_to_string (i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_nonnull (hw_case_record_kind_get_words (i));
    }
}

static void
test_fields_are_named_once (void)
{
  for (HwCaseRecordKind kind = 0; kind < HW_N_CASE_RECORD_KINDS; kind++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      guint n_fields = 0;
      const HwFieldSpec *fields = hw_case_record_list_fields (kind, &n_fields);

      g_assert_cmpuint (n_fields, >, 0);
      for (guint i = 0; i < n_fields; i++)
        {
          g_assert_true (g_hash_table_add (seen, (gpointer) fields[i].name));
          g_assert_cmpint (*fields[i].words, !=, '\0');
          g_assert_true ((fields[i].type == HW_FIELD_TYPE_CHOICE) == (fields[i].choices != NULL));
        }
    }
}

static void
test_partner (void)
{
  HwPartner template_ = { .kind = HW_PARTNER_EMBASSY, .name = " " };
  HwPartnerKind kind = HW_PARTNER_FUNDER;
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_partner_check (&template_, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING);
  g_clear_error (&error);
  template_.name = "Consulate";
  template_.country = "pl";
  g_assert_false (hw_partner_check (&template_, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE);
  g_clear_error (&error);
  template_.country = "PL";
  template_.agreed_on = "in spring";
  g_assert_false (hw_partner_check (&template_, NULL));
  template_.agreed_on = "2026-03-01";
  g_assert_true (hw_partner_check (&template_, NULL));
  template_.kind = HW_N_PARTNER_KINDS;
  g_assert_false (hw_partner_check (&template_, NULL));

  g_assert_false (hw_partner_kind_from_string ("castle", &kind));
  for (HwPartnerKind i = 0; i < HW_N_PARTNER_KINDS; i++)
    {
      g_assert_true (hw_partner_kind_from_string (hw_partner_kind_to_string (i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_nonnull (hw_partner_kind_get_words (i));
    }
}

static void
test_money_kept (void)
{
  static const char * const bad[] = { "", "EUR", " EUR", "12950", "12950EUR", "12950  EUR", "129.50 EUR", "-5 EUR", "12950 eur", "12950 EURO", "9999999999999 EUR", "99999999999999999999999 EUR" };
  HwMoney money = { 0 };
  g_autofree char *kept = NULL;

  g_assert_false (hw_money_parse (NULL, &money));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (hw_money_parse (bad[i], &money));
  g_assert_true (hw_money_parse ("12950 EUR", &money));
  g_assert_cmpint (money.minor, ==, 12950);
  kept = hw_money_to_string (&money);
  g_assert_cmpstr (kept, ==, "12950 EUR");
}

static void
test_money_typed (void)
{
  static const struct { const char *typed, *currency, *kept, *shown; } good[] = {
    { "129.50", "EUR", "12950 EUR", "129.50 EUR" }, { "129,5", "EUR", "12950 EUR", "129.50 EUR" }, { "1 200", "DKK", "120000 DKK", "1200.00 DKK" },
    { "1200", "ISK", "1200 ISK", "1200 ISK" }, { "0.05", "EUR", "5 EUR", "0.05 EUR" }, { "1.250", "KWD", "1250 KWD", "1.250 KWD" },
  };
  static const struct { const char *typed, *currency; } bad[] = {
    { "", "EUR" }, { ".", "EUR" }, { "5.", "EUR" }, { "1.200", "EUR" }, { "1.5", "ISK" }, { "a", "EUR" }, { "5", "euro" }, { "-5", "EUR" }, { "1,2,3", "EUR" }, { "99999999999999", "EUR" },
  };
  HwMoney money = { .minor = -5, .currency = "EUR" };
  g_autofree char *below = hw_money_format (&money);

  g_assert_cmpstr (below, ==, "−0.05 EUR");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (hw_money_read (bad[i].typed, bad[i].currency, &money));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *kept = NULL, *shown = NULL;

      g_assert_true (hw_money_read (good[i].typed, good[i].currency, &money));
      kept = hw_money_to_string (&money);
      shown = hw_money_format (&money);
      g_assert_cmpstr (kept, ==, good[i].kept);
      g_assert_cmpstr (shown, ==, good[i].shown);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/case-record/", rows[i].path, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/case-record/has-a-time-that-has-come", test_time);
  g_test_add_func ("/case-record/keeps-fields-of-newer-versions", test_unknown_fields);
  g_test_add_func ("/case-record/kind/goes-there-and-back", test_kind_names);
  g_test_add_func ("/case-record/fields/are-named-once", test_fields_are_named_once);
  g_test_add_func ("/partner/has-a-name-and-a-country-of-two-letters", test_partner);
  g_test_add_func ("/money/is-kept-in-minor-units", test_money_kept);
  g_test_add_func ("/money/is-read-as-typed-and-never-guessed", test_money_typed);
  return g_test_run ();
}
