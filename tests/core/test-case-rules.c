/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "case-fixture.h"

/* What may be recorded in a case as it stands, what it costs, when its follow-ups
 * are due, and what linked people say together. */

#define TODAY "2026-12-21"

static gboolean
may_record (const HwCase     *self,
            HwCaseRecordKind  kind,
            const char       *date,
            const char       *fields,
            gint              code)
{
  g_autoptr (HwCase) drafts = make_empty_case (HW_STAGE_WISH);
  g_autoptr (GError) error = NULL;
  HwCaseRecord *record = add_record (drafts, kind, date, fields);
  gboolean may = hw_case_check_record (self, record, noon_of (TODAY), &error);

  if (!may)
    {
      g_assert_true (error->domain == HW_CASE_ERROR || error->domain == HW_REPORT_ERROR);
      g_assert_cmpint (error->code, ==, code);
    }
  return may;
}

/* -- disclosures and bookings ------------------------------------------------------- */

static void
test_disclosure (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  HwConsent other = make_grant ("treatment", "clinic");

  g_assert_false (may_record (self, HW_CASE_RECORD_DISCLOSURE, "2026-11-22", "purpose=identity-document;recipient=clinic;what=name", HW_CASE_ERROR_NO_CONSENT));
  g_assert_false (may_record (self, HW_CASE_RECORD_DISCLOSURE, "2026-11-22", "purpose=treatment;recipient=consulate;what=name", HW_CASE_ERROR_NO_CONSENT));
  g_assert_false (may_record (self, HW_CASE_RECORD_DISCLOSURE, "2026-11-02", "purpose=identity-document;recipient=consulate;what=name", HW_CASE_ERROR_NO_CONSENT));
  g_assert_true (may_record (self, HW_CASE_RECORD_DISCLOSURE, "2026-11-03", "purpose=identity-document;recipient=consulate;what=name", 0));
  g_assert_false (hw_case_may_disclose (self, NULL, "consulate", noon_of (TODAY), NULL));
  g_assert_false (hw_case_may_disclose (self, "identity-document", NULL, noon_of (TODAY), NULL));

  /* a consent to nobody, or for nothing, is none */
  other.recipient = NULL;
  hw_case_add_consent (self, &other);
  g_assert_false (hw_case_may_disclose (self, "treatment", NULL, noon_of (TODAY), NULL));
  other.recipient = "clinic";
  other.purpose = NULL;
  hw_case_add_consent (self, &other);
  g_assert_false (hw_case_may_disclose (self, NULL, "clinic", noon_of (TODAY), NULL));
  other.purpose = "treatment";
  hw_case_add_consent (self, &other);
  g_assert_true (hw_case_may_disclose (self, "treatment", "clinic", noon_of (TODAY), NULL));

  /* a withdrawal of another consent stops everything */
  other.withdrawn_at = noon_of ("2026-11-20");
  hw_case_add_consent (self, &other);
  g_assert_false (may_record (self, HW_CASE_RECORD_DISCLOSURE, "2026-11-22", "purpose=identity-document;recipient=consulate;what=name", HW_CASE_ERROR_WITHDRAWN));
}

static void
test_something_may_be_told (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_WITHDRAWN);
  GPtrArray *linked = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_consent_unref);

  g_assert_false (hw_case_may_disclose_something (self, noon_of (TODAY), NULL));
  self->stage = HW_STAGE_PLANNED;
  g_assert_true (hw_case_may_disclose_something (self, noon_of (TODAY), NULL));
  /* the yes of somebody who is linked is none without their own */
  g_ptr_array_add (linked, hw_consent_ref (self->consents->pdata[0]));
  g_ptr_array_add (self->linked_consents, g_ptr_array_ref (linked));
  ((HwConsent *) self->consents->pdata[0])->superseded = TRUE;
  g_assert_false (hw_case_may_disclose_something (self, noon_of (TODAY), NULL));
  g_ptr_array_unref (linked);
}

static void
test_what_expired_tells_nothing (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  g_assert_true (hw_case_may_disclose_something (self, noon_of (TODAY), NULL));
  for (guint i = 0; i < self->consents->len; i++)
    ((HwConsent *) self->consents->pdata[i])->expires_at = noon_of ("2026-01-02");
  g_assert_false (hw_case_may_disclose_something (self, noon_of (TODAY), NULL));
}

static void
test_what_mends_a_requirement (void)
{
  g_assert_null (hw_gate_get_mending (HW_STAGE_ASSESSED, "no such thing"));
  g_assert_null (hw_gate_get_mending (HW_STAGE_ASSESSED, "age-missing"));
  g_assert_nonnull (hw_gate_get_mending (HW_STAGE_ASSESSED, "needs-missing"));
  /* Neither of the two names anybody. */
  g_assert_cmpstr (hw_gate_get_mending (HW_STAGE_READY, "travel-date-missing"), ==, "The day of the journey is not set");
}

static void
test_nothing_after_withdrawn (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_WITHDRAWN);

  g_assert_false (hw_case_may_disclose (self, "identity-document", "consulate", noon_of (TODAY), NULL));
  g_assert_false (hw_case_may_book (self, "2026-12-03", NULL));
  self->stage = HW_STAGE_PLANNED;
  g_assert_true (hw_case_may_disclose (self, "identity-document", "consulate", noon_of (TODAY), NULL));
  g_assert_true (hw_case_may_book (self, "2026-12-03", NULL));
}

static void
test_booking (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  g_autoptr (GError) error = NULL;
  HwConsent withdrawn = make_grant ("treatment", "clinic");

  g_assert_false (hw_case_may_book (self, "soon", NULL));
  g_assert_false (hw_case_may_book (self, NULL, NULL));
  g_assert_false (hw_case_may_book (self, "2026-11-02", &error));
  g_assert_error (error, HW_CASE_ERROR, HW_CASE_ERROR_NO_CONSENT);
  g_assert_true (hw_case_may_book (self, "2026-11-03", NULL));
  g_assert_true (hw_case_may_book (self, "2027-02-02", NULL));
  g_assert_false (hw_case_may_book (self, "2027-02-03", NULL));
  g_clear_error (&error);
  hw_case_set (self, HW_FIELD_DECISION, "no");
  g_assert_false (hw_case_may_book (self, "2026-12-03", &error));
  g_assert_error (error, HW_CASE_ERROR, HW_CASE_ERROR_NOT_VOLUNTARY);
  hw_case_set (self, HW_FIELD_DECISION, "yes");
  withdrawn.withdrawn_at = noon_of ("2026-12-10");
  hw_case_add_consent (self, &withdrawn);
  g_clear_error (&error);
  g_assert_false (hw_case_may_book (self, "2026-12-03", &error));
  g_assert_error (error, HW_CASE_ERROR, HW_CASE_ERROR_WITHDRAWN);
}

static void
test_booked_leg (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);

  g_assert_true (may_record (self, HW_CASE_RECORD_LEG, TODAY, "by=bus;from=a;to=b;at=2026-12-19T07:12", 0));
  g_assert_false (may_record (self, HW_CASE_RECORD_LEG, TODAY, "by=bus;from=a;to=b;at=2026-12-19T07:12;booked-on=2026-11-02", HW_CASE_ERROR_NO_CONSENT));
  g_assert_true (may_record (self, HW_CASE_RECORD_LEG, TODAY, "by=bus;from=a;to=b;at=2026-12-19T07:12;booked-on=2026-12-03", 0));
}

static void
test_booked_field (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (hw_case_check_evidence (self, fields, NULL));
  g_hash_table_insert (fields, (gpointer) HW_FIELD_BOOKED_ON, (gpointer) "2026-11-02");
  g_assert_false (hw_case_check_evidence (self, fields, NULL));
  g_hash_table_insert (fields, (gpointer) HW_FIELD_BOOKED_ON, (gpointer) "2026-11-04");
  g_assert_true (hw_case_check_evidence (self, fields, NULL));
  g_ptr_array_set_size (self->consents, 0);
  g_assert_false (hw_case_check_evidence (self, fields, NULL));
  /* what stands there already, or is cleared, books nothing */
  g_hash_table_insert (fields, (gpointer) HW_FIELD_BOOKED_ON, (gpointer) "2026-12-03");
  g_assert_true (hw_case_check_evidence (self, fields, NULL));
  g_hash_table_insert (fields, (gpointer) HW_FIELD_BOOKED_ON, (gpointer) "");
  g_assert_true (hw_case_check_evidence (self, fields, NULL));
}

static void
test_booked_under_a_consent_renewed_since (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  HwConsent old = make_grant ("identity-document", "consulate"), renewed = old;

  old.expires_at = noon_of ("2026-12-10");
  old.superseded = TRUE;
  renewed.granted_at = noon_of ("2026-12-12");
  g_ptr_array_set_size (self->consents, 0);
  hw_case_add_consent (self, &old);
  hw_case_add_consent (self, &renewed);
  g_assert_true (hw_case_had_consent (self, noon_of ("2026-12-03")));
  g_assert_false (hw_case_had_consent (self, noon_of ("2026-12-11")));
  g_assert_false (hw_case_had_consent (self, noon_of ("2026-11-02")));
  g_assert_true (hw_case_had_consent (self, noon_of ("2026-11-03")));
  g_assert_false (hw_case_had_consent (self, noon_of ("2026-11-03") - 1));
  g_assert_true (hw_case_had_consent (self, noon_of ("2026-12-12")));
  /* disclosures ask for what holds now */
  g_assert_cmpuint (hw_case_consent_state (self, "identity-document", "consulate", noon_of ("2026-12-03")), ==, HW_CONSENT_MISSING);
}

static void
test_booked_under_a_consent_taken_back_since (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  HwConsent old = make_grant ("identity-document", "consulate"), renewed = old, short_one = old;
  gint64 then = noon_of ("2026-12-03");

  old.superseded = TRUE;
  renewed.granted_at = noon_of ("2026-12-12");
  renewed.refused = TRUE;
  g_ptr_array_set_size (self->consents, 0);
  hw_case_add_consent (self, &old);
  hw_case_add_consent (self, &renewed);
  g_assert_false (hw_case_had_consent (self, then));

  /* withdrawn in between, granted again: what was done before stays undone */
  renewed.refused = FALSE;
  old.withdrawn_at = noon_of ("2026-12-10");
  g_ptr_array_set_size (self->consents, 0);
  hw_case_add_consent (self, &old);
  hw_case_add_consent (self, &renewed);
  g_assert_false (hw_case_had_consent (self, then));

  /* the answer before the heads is the one asked for last: a shorter yes that was over */
  old.withdrawn_at = 0;
  short_one.granted_at = noon_of ("2026-11-10");
  short_one.expires_at = noon_of ("2026-11-20");
  short_one.superseded = TRUE;
  g_ptr_array_set_size (self->consents, 0);
  hw_case_add_consent (self, &short_one);
  hw_case_add_consent (self, &old);
  hw_case_add_consent (self, &renewed);
  g_assert_false (hw_case_had_consent (self, then));
  g_assert_true (hw_case_had_consent (self, noon_of ("2026-11-15")));
}

/* -- linked people --------------------------------------------------------------------- */

static void
link_consents (HwCase          *self,
               const HwConsent *consent)
{
  GPtrArray *consents = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_consent_unref);

  if (consent != NULL)
    g_ptr_array_add (consents, hw_consent_new (consent));
  g_ptr_array_add (self->linked_consents, consents);
}

static HwConsentState
ask (const HwCase *self)
{
  return hw_case_consent_state (self, "identity-document", "consulate", noon_of (TODAY));
}

static void
test_linked_people (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  HwConsent grant = make_grant ("identity-document", "consulate"), other = make_grant ("family", "sister"), withdrawn = grant;

  withdrawn.withdrawn_at = noon_of ("2026-11-20");
  link_consents (self, NULL);
  link_consents (self, &grant);
  g_assert_cmpuint (ask (self), ==, HW_CONSENT_LIVE);
  link_consents (self, &other);
  g_assert_cmpuint (ask (self), ==, HW_CONSENT_MISSING);
  g_assert_false (hw_case_has_consent (self, HW_CONSENT_LIVE, noon_of (TODAY)));
  assert_gate (self, HW_STAGE_PLANNED, TODAY, "consent-missing");
  g_ptr_array_remove_index (self->linked_consents, 2);
  assert_gate (self, HW_STAGE_PLANNED, TODAY, "");
  link_consents (self, &withdrawn);
  g_assert_cmpuint (ask (self), ==, HW_CONSENT_WITHDRAWN);
  assert_gate (self, HW_STAGE_PLANNED, TODAY, "consent-withdrawn consent-missing");
}

static void
test_linked_withdrawal_of_something_else (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  HwConsent grant = make_grant ("identity-document", "consulate"), withdrawn = make_grant ("family", "sister");

  withdrawn.withdrawn_at = noon_of ("2026-11-20");
  link_consents (self, &grant);
  g_ptr_array_add (self->linked_consents->pdata[0], hw_consent_new (&withdrawn));
  g_assert_true (hw_case_has_consent (self, HW_CONSENT_WITHDRAWN, noon_of (TODAY)));
  assert_gate (self, HW_STAGE_READY, TODAY, "consent-withdrawn");
}

static char *
dup_hint_of_withdrawal (const HwCase *self)
{
  g_autoptr (GPtrArray) open = hw_gate_check (self, HW_STAGE_PLANNED, noon_of (TODAY), NULL);

  for (guint i = 0; i < open->len; i++)
    if (g_str_equal (((const HwRequirement *) open->pdata[i])->code, "consent-withdrawn"))
      return g_strdup (((const HwRequirement *) open->pdata[i])->hint);
  return NULL;
}

static void
test_linked_withdrawal_says_where_to_ask (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_DECIDED);
  GPtrArray *consents = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_consent_unref);
  HwConsent withdrawn = make_grant ("treatment", "clinic");
  g_autofree char *none = dup_hint_of_withdrawal (self);
  g_autofree char *there = NULL;
  g_autofree char *here = NULL;

  g_assert_null (none);
  withdrawn.withdrawn_at = noon_of (TODAY);
  g_ptr_array_add (self->linked_consents, consents);
  g_ptr_array_add (consents, hw_consent_new (&withdrawn));
  there = dup_hint_of_withdrawal (self);
  g_assert_nonnull (strstr (there, "another name"));
  hw_case_add_consent (self, &withdrawn);
  here = dup_hint_of_withdrawal (self);
  g_assert_null (strstr (here, "another name"));
}

/* -- other rules of records --------------------------------------------------------------- */

static void
test_override_may_be (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  g_assert_false (may_record (self, HW_CASE_RECORD_OVERRIDE, TODAY, "stage=planned;code=consent-missing;second-person=Hanne;reason=x;expires-on=2027-01-01", HW_CASE_ERROR_NOT_VOLUNTARY));
  g_assert_false (may_record (self, HW_CASE_RECORD_OVERRIDE, TODAY, "stage=ready;code=nothing;second-person=Hanne;reason=x;expires-on=2027-01-01", HW_CASE_ERROR_NOT_VOLUNTARY));
  g_assert_false (may_record (self, HW_CASE_RECORD_OVERRIDE, TODAY, "stage=ready;code=escorts-missing;second-person=Hanne;reason=x;expires-on=2026-12-20", HW_CASE_ERROR_NOT_HERE));
  g_assert_true (may_record (self, HW_CASE_RECORD_OVERRIDE, TODAY, "stage=ready;code=escorts-missing;second-person=Hanne;reason=x;expires-on=2026-12-21", 0));
}

static void
test_belongs_to_something (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  g_autofree char *passport = hw_id_to_string (&add_record (self, HW_CASE_RECORD_DOCUMENT, TODAY, "document=passport")->id);
  g_autofree char *shown = g_strconcat ("of=", passport, NULL);
  g_autofree char *kept = g_strconcat ("at=2026-12-01T09:00;attendance=kept;of=", passport, NULL);

  g_assert_false (may_record (self, HW_CASE_RECORD_NUMBER_SHOWN, TODAY, "of=01234567-89ab-4def-8123-456789abcdef", HW_CASE_ERROR_NOT_HERE));
  g_assert_true (may_record (self, HW_CASE_RECORD_NUMBER_SHOWN, TODAY, shown, 0));
  g_assert_false (may_record (self, HW_CASE_RECORD_APPOINTMENT, TODAY, kept, HW_CASE_ERROR_NOT_HERE));
  g_assert_true (may_record (self, HW_CASE_RECORD_APPOINTMENT, TODAY, "at=2026-12-01T09:00;attendance=kept", 0));
  g_assert_false (may_record (self, HW_CASE_RECORD_CHECK, TODAY, "item=wings;state=done", HW_CASE_ERROR_NOT_HERE));
  g_assert_true (may_record (self, HW_CASE_RECORD_CHECK, TODAY, "item=clothes;state=done", 0));
  g_assert_false (may_record (self, HW_CASE_RECORD_NOTE, TODAY, "purpose=x", HW_REPORT_ERROR_MISSING));
  g_assert_true (may_record (self, HW_CASE_RECORD_NOTE, TODAY, "words=called", 0));
}

static void
test_found_by_identity (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_WISH);
  HwCaseRecord *nameless = add_record (self, HW_CASE_RECORD_NOTE, TODAY, "words=a");
  HwCaseRecord *note = add_record (self, HW_CASE_RECORD_NOTE, TODAY, "words=b");
  g_autofree char *id = hw_id_to_string (&note->id), *nil = NULL;

  memset (&nameless->id, 0, sizeof nameless->id);
  nil = hw_id_to_string (&nameless->id);
  g_assert_null (hw_case_find_record (self, HW_CASE_RECORD_NOTE, NULL));
  g_assert_null (hw_case_find_record (self, HW_CASE_RECORD_NOTE, "the note"));
  g_assert_null (hw_case_find_record (self, HW_CASE_RECORD_NOTE, nil));
  g_assert_null (hw_case_find_record (self, HW_CASE_RECORD_COST, id));
  g_assert_true (hw_case_find_record (self, HW_CASE_RECORD_NOTE, id) == note);
}

static void
test_after_the_arrival (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_RECEIVED);

  g_assert_true (may_record (self, HW_CASE_RECORD_FOLLOW_UP, TODAY, "days=7;outcome=reached", 0));
  hw_case_set (self, HW_FIELD_ARRIVED_ON, NULL);
  g_assert_false (may_record (self, HW_CASE_RECORD_FOLLOW_UP, TODAY, "days=7;outcome=reached", HW_CASE_ERROR_NOT_HERE));
  g_assert_false (may_record (self, HW_CASE_RECORD_FOLLOW_UP_DATE, TODAY, "days=7;due-on=2026-12-30;reason=x", HW_CASE_ERROR_NOT_HERE));
  g_assert_false (may_record (self, HW_CASE_RECORD_PLAN_REVIEW, TODAY, "words=x", HW_CASE_ERROR_NOT_HERE));
}

/* -- costs ------------------------------------------------------------------------------------ */

static char *
reverse (const HwCaseRecord *cost,
         const char         *amount)
{
  g_autofree char *id = hw_id_to_string (&cost->id);

  return g_strdup_printf ("what=journey;amount=%s;payer=project;reverses=%s;reason=twice", amount, id);
}

static void
test_reversal (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  HwCaseRecord *cost = add_record (self, HW_CASE_RECORD_COST, "2026-12-01", "what=journey;amount=12950 EUR;payer=project");
  g_autofree char *too_much = reverse (cost, "12951 EUR"), *kroner = reverse (cost, "100 DKK"), *part = reverse (cost, "2950 EUR"), *rest = reverse (cost, "10000 EUR"), *more = reverse (cost, "10001 EUR");
  g_autofree char *of_reversal = NULL;
  HwCaseRecord *reversal;
  HwMoney left;

  g_assert_false (may_record (self, HW_CASE_RECORD_COST, TODAY, too_much, HW_REPORT_ERROR_VALUE));
  g_assert_false (may_record (self, HW_CASE_RECORD_COST, TODAY, kroner, HW_REPORT_ERROR_VALUE));
  g_assert_true (may_record (self, HW_CASE_RECORD_COST, TODAY, part, 0));
  reversal = add_record (self, HW_CASE_RECORD_COST, TODAY, part);
  g_assert_true (hw_cost_get_left (self, cost, &left));
  g_assert_cmpint (left.minor, ==, 10000);
  g_assert_false (hw_cost_get_left (self, reversal, &left));
  of_reversal = reverse (reversal, "1 EUR");
  g_assert_false (may_record (self, HW_CASE_RECORD_COST, TODAY, of_reversal, HW_REPORT_ERROR_VALUE));
  g_assert_false (may_record (self, HW_CASE_RECORD_COST, TODAY, more, HW_REPORT_ERROR_VALUE));
  g_assert_true (may_record (self, HW_CASE_RECORD_COST, TODAY, rest, 0));
  g_assert_true (hw_cost_is_standing (self, cost));
  add_record (self, HW_CASE_RECORD_COST, TODAY, rest);
  g_assert_false (hw_cost_is_standing (self, cost));
  /* two laptops took it back at once: never below nought; another currency takes nothing */
  add_record (self, HW_CASE_RECORD_COST, TODAY, rest);
  g_assert_true (hw_cost_get_left (self, cost, &left));
  g_assert_cmpint (left.minor, ==, 0);
}

static void
test_reversal_in_another_currency (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  HwCaseRecord *cost = add_record (self, HW_CASE_RECORD_COST, "2026-12-01", "what=journey;amount=12950 EUR;payer=project");
  HwCaseRecord *free_of_cost = add_record (self, HW_CASE_RECORD_COST, "2026-12-01", "what=document;amount=0 EUR;payer=project");
  g_autofree char *kroner = reverse (cost, "12950 DKK");
  HwMoney left;

  add_record (self, HW_CASE_RECORD_COST, TODAY, kroner);
  g_assert_true (hw_cost_get_left (self, cost, &left));
  g_assert_cmpint (left.minor, ==, 12950);
  g_assert_true (hw_cost_is_standing (self, free_of_cost));
}

static void
assert_sum (GPtrArray  *sums,
            guint       i,
            const char *who,
            const char *money,
            gint64      approved)
{
  const HwCostSum *sum = sums->pdata[i];
  g_autofree char *text = hw_money_to_string (&sum->money);

  g_assert_cmpstr (sum->who, ==, who);
  g_assert_cmpstr (text, ==, money);
  g_assert_cmpint (sum->approved, ==, approved);
}

static void
test_sums (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  g_autoptr (HwCase) other = make_full_case (HW_STAGE_PLANNED);
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (GPtrArray) by_payer = NULL, by_what = NULL, one = NULL;
  HwCaseRecord *cost = add_record (self, HW_CASE_RECORD_COST, TODAY, "what=journey;amount=10000 EUR;payer=project;approved-by=Hanne;approved-on=2026-12-01");
  g_autofree char *part = reverse (cost, "4000 EUR");

  add_record (self, HW_CASE_RECORD_COST, TODAY, part);
  add_record (self, HW_CASE_RECORD_COST, TODAY, "what=journey;amount=500 DKK;payer=project");
  add_record (self, HW_CASE_RECORD_COST, TODAY, "what=treatment-home;amount=90000 EUR;payer=home-country");
  add_record (other, HW_CASE_RECORD_COST, TODAY, "what=social-work;amount=1 EUR;payer=project");
  g_ptr_array_add (cases, self);
  g_ptr_array_add (cases, other);

  by_payer = hw_cost_sum (cases, HW_RECORD_PAYER, noon_of (TODAY));
  g_assert_cmpuint (by_payer->len, ==, 3);
  assert_sum (by_payer, 0, "home-country", "90000 EUR", 0);
  assert_sum (by_payer, 1, "project", "500 DKK", 0);
  assert_sum (by_payer, 2, "project", "6001 EUR", 6000);
  by_what = hw_cost_sum (cases, HW_RECORD_WHAT, noon_of (TODAY));
  g_assert_cmpuint (by_what->len, ==, 4);
  one = hw_cost_sum_case (other, HW_RECORD_PAYER, noon_of (TODAY));
  g_assert_cmpuint (one->len, ==, 1);
  assert_sum (one, 0, "project", "1 EUR", 0);
}

static void
test_usual_payer (void)
{
  g_assert_cmpstr (hw_cost_get_usual_payer ("treatment-home"), ==, HW_PAYER_HOME_COUNTRY);
  g_assert_cmpstr (hw_cost_get_usual_payer ("housing-home"), ==, HW_PAYER_HOME_COUNTRY);
  g_assert_cmpstr (hw_cost_get_usual_payer ("treatment-here"), ==, HW_PAYER_PROJECT);
  g_assert_cmpstr (hw_cost_get_usual_payer (NULL), ==, HW_PAYER_PROJECT);
  g_assert_cmpstr (hw_cost_get_payer_words ("home-country"), ==, "The home country");
  g_assert_cmpstr (hw_cost_get_payer_words ("project"), ==, "The project");
  g_assert_cmpstr (hw_cost_get_payer_words ("Town fund"), ==, "Town fund");
}

/* -- follow-ups ----------------------------------------------------------------------------------- */

static HwFollowUp
get_follow_up (const HwCase *self,
               const char   *field,
               const char   *date)
{
  HwFollowUp follow_up = { 0 };

  g_assert_true (hw_follow_up_find (self, field, noon_of (date), &follow_up));
  return follow_up;
}

static HwCase *
make_returned (void)
{
  HwCase *self = make_full_case (HW_STAGE_RECEIVED);

  hw_case_set (self, HW_FIELD_FOLLOW_UP_7, NULL);
  hw_case_set (self, HW_FIELD_FOLLOW_UP_30, NULL);
  return self;
}

static void
test_schedule (void)
{
  static const guint days[] = { 7, 30, 90, 180, 365 };
  g_autoptr (HwCase) self = make_returned ();
  HwFollowUp follow_ups[HW_N_FOLLOW_UPS];
  gint64 arrival = noon_of ("2026-12-20") - NOON;

  g_assert_cmpuint (hw_follow_up_list (self, noon_of (TODAY), follow_ups), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpuint (follow_ups[i].days, ==, days[i]);
      g_assert_cmpint (follow_ups[i].due_at, ==, arrival + days[i] * DAY);
    }
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_7, "2026-12-26").state, ==, HW_FOLLOW_UP_WAITS);
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_7, "2026-12-27").state, ==, HW_FOLLOW_UP_DUE);
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_7, "2026-12-28").state, ==, HW_FOLLOW_UP_OVERDUE);
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_90, "2026-12-28").state, ==, HW_FOLLOW_UP_DONE);
  hw_case_set (self, HW_FIELD_ARRIVED_ON, NULL);
  g_assert_cmpuint (hw_follow_up_list (self, noon_of (TODAY), follow_ups), ==, 0);
  for (HwFollowUpState state = HW_FOLLOW_UP_WAITS; state <= HW_FOLLOW_UP_DONE; state++)
    g_assert_nonnull (hw_follow_up_state_get_words (state));
}

static void
test_due_to_the_moment (void)
{
  g_autoptr (HwCase) self = make_returned ();
  gint64 due = noon_of ("2026-12-27") - NOON;
  const struct { gint64 now; HwFollowUpState state; } moments[] = {
    { due - 1, HW_FOLLOW_UP_WAITS }, { due, HW_FOLLOW_UP_DUE }, { due + DAY - 1, HW_FOLLOW_UP_DUE }, { due + DAY, HW_FOLLOW_UP_OVERDUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      HwFollowUp follow_up;

      g_assert_true (hw_follow_up_find (self, HW_FIELD_FOLLOW_UP_7, moments[i].now, &follow_up));
      g_assert_cmpuint (follow_up.state, ==, moments[i].state);
    }
}

static void
test_moved (void)
{
  g_autoptr (HwCase) self = make_returned ();
  HwFollowUp moved;

  add_record (self, HW_CASE_RECORD_FOLLOW_UP_DATE, TODAY, "days=7;due-on=2027-01-03");
  add_record (self, HW_CASE_RECORD_FOLLOW_UP_DATE, TODAY, "days=30;due-on=2027-01-04;reason=in hospital");
  g_assert_null (get_follow_up (self, HW_FIELD_FOLLOW_UP_7, TODAY).moved);
  add_record (self, HW_CASE_RECORD_FOLLOW_UP_DATE, TODAY, "days=7;due-on=2027-01-03;reason=in hospital");
  add_record (self, HW_CASE_RECORD_FOLLOW_UP_DATE, TODAY, "days=7;due-on=2027-01-05;reason=still there");
  moved = get_follow_up (self, HW_FIELD_FOLLOW_UP_7, "2027-01-05");
  g_assert_nonnull (moved.moved);
  g_assert_cmpint (moved.due_at, ==, noon_of ("2027-01-05") - NOON);
  g_assert_cmpuint (moved.state, ==, HW_FOLLOW_UP_DUE);
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_7, "2027-01-04").state, ==, HW_FOLLOW_UP_WAITS);
}

static void
test_attempts (void)
{
  g_autoptr (HwCase) self = make_returned ();
  HwFollowUp follow_up;

  /* the 30th day is 19 January; from a quarter of the time before it, noon of 11 January, attempts count */
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-10", "days=30;outcome=reached");
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_30, "2027-01-20").state, ==, HW_FOLLOW_UP_OVERDUE);
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-11", "days=30;outcome=no-answer");
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-12", "days=90;outcome=reached");
  follow_up = get_follow_up (self, HW_FIELD_FOLLOW_UP_30, "2027-01-20");
  g_assert_cmpuint (follow_up.state, ==, HW_FOLLOW_UP_ATTEMPTED);
  g_assert_cmpuint (follow_up.attempts, ==, 1);
  g_assert_false (hw_follow_up_is_closed (&follow_up));
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-13", "days=30;outcome=moved-on;reason=nobody knows where");
  follow_up = get_follow_up (self, HW_FIELD_FOLLOW_UP_30, "2027-01-20");
  g_assert_cmpuint (follow_up.state, ==, HW_FOLLOW_UP_GIVEN_UP);
  g_assert_true (hw_follow_up_is_closed (&follow_up));
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-14", "days=30;outcome=receiver-says");
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-15", "days=30;outcome=no-answer");
  follow_up = get_follow_up (self, HW_FIELD_FOLLOW_UP_30, "2027-01-20");
  g_assert_cmpuint (follow_up.state, ==, HW_FOLLOW_UP_DONE);
  g_assert_cmpuint (follow_up.attempts, ==, 4);
}

static void
test_attempt_goes_before_the_field (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_FOLLOWED_UP);

  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-03-20", "days=90;outcome=seen-here");
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_90, "2027-04-20").state, ==, HW_FOLLOW_UP_ATTEMPTED);
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-03-20", "days=90;outcome=reached");
  g_assert_cmpuint (get_follow_up (self, HW_FIELD_FOLLOW_UP_90, "2027-04-20").state, ==, HW_FOLLOW_UP_DONE);
}

static void
test_seen_again (void)
{
  static const char * const dates[] = { "2026-11-01", "2026-12-20", "2026-12-21", "2027-03-01" };
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_FOLLOWED_UP);
  gint64 first = 0, last = 0;

  g_assert_cmpuint (hw_case_seen_again (self, NULL, NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      gint64 met = noon_of (dates[i]);

      g_array_append_val (self->met_at, met);
    }
  g_assert_cmpuint (hw_case_seen_again (self, &first, &last), ==, 2);
  g_assert_cmpint (first, ==, noon_of ("2026-12-21"));
  g_assert_cmpint (last, ==, noon_of ("2027-03-01"));
  g_assert_cmpuint (hw_case_seen_again (self, NULL, NULL), ==, 2);
  /* the last moment of the day of the arrival is not yet again */
  g_array_index (self->met_at, gint64, 1) = noon_of ("2026-12-21") - NOON - 1;
  g_assert_cmpuint (hw_case_seen_again (self, NULL, NULL), ==, 2);
  g_array_index (self->met_at, gint64, 1) += 1;
  g_assert_cmpuint (hw_case_seen_again (self, NULL, NULL), ==, 3);
  hw_case_set (self, HW_FIELD_ARRIVED_ON, NULL);
  g_assert_cmpuint (hw_case_seen_again (self, NULL, NULL), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-rules/nothing-is-told-without-a-live-consent", test_disclosure);
  g_test_add_func ("/case-rules/nothing-is-told-or-booked-after-a-withdrawal", test_nothing_after_withdrawn);
  g_test_add_func ("/case-rules/nothing-is-booked-without-a-live-consent-on-that-day", test_booking);
  g_test_add_func ("/case-rules/a-booked-leg-needs-a-live-consent-on-that-day", test_booked_leg);
  g_test_add_func ("/case-rules/a-day-of-booking-needs-a-live-consent-on-that-day", test_booked_field);
  g_test_add_func ("/case-rules/what-was-booked-under-a-consent-renewed-since-holds", test_booked_under_a_consent_renewed_since);
  g_test_add_func ("/case-rules/what-was-booked-under-a-consent-taken-back-since-does-not", test_booked_under_a_consent_taken_back_since);
  g_test_add_func ("/case-rules/something-may-be-told-by-the-rule-of-disclosures", test_something_may_be_told);
  g_test_add_func ("/case-rules/disclosure/what-expired-tells-nobody-anything", test_what_expired_tells_nothing);
  g_test_add_func ("/case-rules/what-was-let-pass-has-words-without-a-name", test_what_mends_a_requirement);
  g_test_add_func ("/case-rules/consent-of-linked-people-is-the-intersection", test_linked_people);
  g_test_add_func ("/case-rules/a-withdrawal-of-a-linked-person-stops-everything", test_linked_withdrawal_of_something_else);
  g_test_add_func ("/case-rules/a-withdrawal-of-a-linked-person-says-where-to-ask", test_linked_withdrawal_says_where_to_ask);
  g_test_add_func ("/case-rules/only-what-may-be-let-pass-is", test_override_may_be);
  g_test_add_func ("/case-rules/what-belongs-to-something-names-it", test_belongs_to_something);
  g_test_add_func ("/case-rules/a-record-is-found-by-its-identity", test_found_by_identity);
  g_test_add_func ("/case-rules/follow-ups-come-after-the-arrival", test_after_the_arrival);
  g_test_add_func ("/cost/is-taken-back-and-never-changed", test_reversal);
  g_test_add_func ("/cost/is-taken-back-in-its-own-currency", test_reversal_in_another_currency);
  g_test_add_func ("/cost/is-added-up-by-payer-and-currency", test_sums);
  g_test_add_func ("/cost/at-home-is-on-the-home-country", test_usual_payer);
  g_test_add_func ("/follow-up/7-30-90-180-and-365-days-after-the-arrival", test_schedule);
  g_test_add_func ("/follow-up/is-due-for-a-day", test_due_to_the_moment);
  g_test_add_func ("/follow-up/is-moved-with-a-reason", test_moved);
  g_test_add_func ("/follow-up/is-done-when-something-was-learnt", test_attempts);
  g_test_add_func ("/follow-up/an-attempt-goes-before-the-field", test_attempt_goes_before_the_field);
  g_test_add_func ("/follow-up/seen-again-on-the-street-after-the-arrival", test_seen_again);
  return g_test_run ();
}
