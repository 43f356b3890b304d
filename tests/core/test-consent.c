/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"

/* DESIGN section 5, rule 3: consent is valid only if every head is an unexpired grant. */

static HwConsentState
ask (HwCase     *self,
     const char *date)
{
  return hw_case_consent_state (self, "treatment", "clinic", noon_of (date));
}

static void
test_missing (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent grant = make_grant ("treatment", "clinic");

  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_MISSING);
  hw_case_add_consent (self, &grant);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_LIVE);
}

static void
test_purpose_and_recipient (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent other_purpose = make_grant ("reception", "clinic");
  HwConsent other_recipient = make_grant ("treatment", "consulate");

  hw_case_add_consent (self, &other_purpose);
  hw_case_add_consent (self, &other_recipient);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_MISSING);
  g_assert_true (hw_case_has_consent (self, HW_CONSENT_LIVE, noon_of ("2026-11-22")));
}

static void
test_expiry (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent grant = make_grant ("treatment", "clinic");

  hw_case_add_consent (self, &grant);
  g_assert_cmpuint (ask (self, "2027-02-03"), ==, HW_CONSENT_EXPIRED);
  g_assert_cmpuint (ask (self, "2027-02-02"), ==, HW_CONSENT_LIVE);
}

static void
test_no_expiry_given (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent grant = make_grant ("treatment", "clinic");

  grant.expires_at = 0;
  hw_case_add_consent (self, &grant);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_EXPIRED);
}

static void
test_not_before_it_was_given (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent grant = make_grant ("treatment", "clinic");
  HwConsent undated = make_grant ("family", "family");

  undated.granted_at = 0;
  hw_case_add_consent (self, &grant);
  hw_case_add_consent (self, &undated);
  g_assert_cmpuint (ask (self, "2026-11-02"), ==, HW_CONSENT_MISSING);
  g_assert_cmpuint (hw_case_consent_state (self, "family", "family", noon_of ("2026-11-22")), ==, HW_CONSENT_MISSING);
}

static void
test_refused (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent refusal = make_grant ("treatment", "clinic");
  HwConsent grant = make_grant ("treatment", "clinic");

  refusal.refused = TRUE;
  hw_case_add_consent (self, &refusal);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_REFUSED);
  hw_case_add_consent (self, &grant);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_REFUSED);
}

static void
test_every_head (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent grant = make_grant ("treatment", "clinic");
  HwConsent old = make_grant ("treatment", "clinic");

  old.expires_at = noon_of ("2026-11-10");
  hw_case_add_consent (self, &grant);
  hw_case_add_consent (self, &old);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_EXPIRED);

  g_ptr_array_remove_index (self->consents, 1);
  hw_case_add_consent (self, &grant);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_LIVE);
}

static void
test_withdrawal_beats_concurrent_grants (gconstpointer data)
{
  gboolean first = GPOINTER_TO_INT (data);
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent grant = make_grant ("treatment", "clinic");
  HwConsent withdrawn = make_grant ("treatment", "clinic");

  /* The grant's clock runs ahead: clocks order nothing. */
  grant.granted_at = noon_of ("2026-11-21");
  withdrawn.withdrawn_at = noon_of ("2026-11-20");
  hw_case_add_consent (self, first ? &withdrawn : &grant);
  hw_case_add_consent (self, first ? &grant : &withdrawn);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_WITHDRAWN);
}

static void
test_new_grant_descends (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_DECIDED);
  HwConsent grant = make_grant ("treatment", "clinic");
  HwConsent withdrawn = make_grant ("treatment", "clinic");

  withdrawn.withdrawn_at = noon_of ("2026-11-20");
  hw_case_add_consent (self, &withdrawn);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_WITHDRAWN);

  g_ptr_array_set_size (self->consents, 0);
  withdrawn.superseded = TRUE;
  hw_case_add_consent (self, &withdrawn);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_MISSING);
  hw_case_add_consent (self, &grant);
  g_assert_cmpuint (ask (self, "2026-11-22"), ==, HW_CONSENT_LIVE);
}

static void
test_join (void)
{
  for (HwConsentState a = HW_CONSENT_LIVE; a <= HW_CONSENT_REFUSED; a++)
    for (HwConsentState b = HW_CONSENT_LIVE; b <= HW_CONSENT_REFUSED; b++)
      {
        HwConsentState both = hw_consent_join (a, b);

        g_assert_cmpuint (both, ==, hw_consent_join (b, a));
        g_assert_cmpint (both == HW_CONSENT_LIVE, ==, a == HW_CONSENT_LIVE && b == HW_CONSENT_LIVE);
        if (a == HW_CONSENT_WITHDRAWN)
          g_assert_cmpuint (both, ==, HW_CONSENT_WITHDRAWN);
      }
}

static void
test_form_names (void)
{
  HwConsentForm form = HW_CONSENT_WRITTEN;

  g_assert_false (hw_consent_form_from_string ("shouted", &form));
  g_assert_false (hw_consent_form_from_string (NULL, &form));
  g_assert_cmpuint (form, ==, HW_CONSENT_WRITTEN);
  for (HwConsentForm i = 0; i < HW_N_CONSENT_FORMS; i++)
    {
      g_assert_true (hw_consent_form_from_string (hw_consent_form_to_string (i), &form));
      g_assert_cmpuint (form, ==, i);
    }
}

static void
test_record (void)
{
  char purpose[] = "treatment";
  HwConsent template_ = { .purpose = purpose, .form = HW_CONSENT_WITNESSED };
  g_autoptr (HwConsent) consent = hw_consent_new (&template_);
  g_autoptr (HwConsent) again = hw_consent_ref (consent);

  purpose[0] = 'X';
  g_assert_cmpstr (again->purpose, ==, "treatment");
  g_assert_null (again->words);
  g_assert_cmpuint (again->form, ==, HW_CONSENT_WITNESSED);
}

static void
test_case_keeps_its_parts (void)
{
  g_autoptr (HwCase) again = NULL;

  {
    g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
    again = hw_case_ref (self);
  }
  g_assert_cmpstr (again->person->alias, ==, "Marek");
  g_assert_cmpstr (hw_case_get (again, HW_FIELD_KEY_WORKER), ==, "Sofie");
  g_assert_cmpint (again->stage_since[HW_STAGE_WISH], ==, again->opened_at);
  hw_case_set (again, HW_FIELD_KEY_WORKER, "  Jan ");
  g_assert_cmpstr (hw_case_get (again, HW_FIELD_KEY_WORKER), ==, "Jan");
  hw_case_set (again, HW_FIELD_KEY_WORKER, "");
  g_assert_null (hw_case_get (again, HW_FIELD_KEY_WORKER));
}

/* -- whole days, where the team is --------------------------------------------------- */

typedef struct
{
  const char *zone;
  gint64      midnight;   /* that ends 19 December there, hours of UTC after its start of UTC */
} Place;

static const Place west = { "-08:00", 32 }, east = { "+13:00", 11 }, greenwich = { "UTC", 24 };

static gint64
hours_into (const char *date,
            gint64      hours)
{
  return noon_of (date) - NOON + hours * (DAY / 24);
}

static void
test_last_day_is_a_day_there (gconstpointer data)
{
  const Place *place = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (place->zone);
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  HwConsent grant = make_grant ("treatment", "clinic");
  gint64 midnight = hours_into ("2026-12-19", place->midnight), start, end;

  g_assert_false (hw_date_parse_in ("soon", zone, &start, &end));
  g_assert_true (hw_date_parse_in ("2026-12-19", zone, &start, &end));
  g_assert_cmpint (end, ==, midnight - 1);
  g_assert_cmpint (end - start, ==, DAY - 1);

  g_ptr_array_set_size (self->consents, 0);
  grant.expires_at = end + 1;
  hw_case_add_consent (self, &grant);
  hw_case_set_zone (self, zone);
  g_assert_cmpuint (hw_case_consent_state (self, "treatment", "clinic", midnight), ==, HW_CONSENT_EXPIRED);
  g_assert_cmpuint (hw_case_consent_state (self, "treatment", "clinic", midnight - 1), ==, HW_CONSENT_LIVE);

  /* ... and so is the day of the booking and of the journey. */
  g_assert_false (hw_case_may_book (self, "2026-12-20", NULL));
  g_assert_true (hw_case_may_book (self, "2026-12-19", NULL));
  hw_case_set (self, HW_FIELD_BOOKED_ON, "2026-12-20");
  assert_gate (self, HW_STAGE_TRAVELLED, "2026-12-19", "consent-missing-on-booking-day");
  hw_case_set (self, HW_FIELD_BOOKED_ON, "2026-12-19");
  hw_case_set (self, HW_FIELD_TRAVEL_DATE, "2026-12-20");
  g_assert_false (hw_gate_is_met (self, HW_STAGE_TRAVELLED, "consent-missing-on-travel-day", start));
  hw_case_set (self, HW_FIELD_TRAVEL_DATE, "2026-12-19");
  g_assert_true (hw_gate_is_met (self, HW_STAGE_TRAVELLED, "consent-missing-on-travel-day", start));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/consent/missing-is-no", test_missing);
  g_test_add_func ("/consent/is-per-purpose-and-recipient", test_purpose_and_recipient);
  g_test_add_func ("/consent/expired-is-no", test_expiry);
  g_test_add_data_func ("/consent/last-day-is-a-day-there/west", &west, test_last_day_is_a_day_there);
  g_test_add_data_func ("/consent/last-day-is-a-day-there/east", &east, test_last_day_is_a_day_there);
  g_test_add_data_func ("/consent/last-day-is-a-day-there/utc", &greenwich, test_last_day_is_a_day_there);
  g_test_add_func ("/consent/without-an-end-is-no", test_no_expiry_given);
  g_test_add_func ("/consent/not-before-it-was-given", test_not_before_it_was_given);
  g_test_add_func ("/consent/refused-is-no", test_refused);
  g_test_add_func ("/consent/every-head-must-be-an-unexpired-grant", test_every_head);
  g_test_add_data_func ("/consent/withdrawal-beats-concurrent-grants/withdrawn-first", GINT_TO_POINTER (TRUE), test_withdrawal_beats_concurrent_grants);
  g_test_add_data_func ("/consent/withdrawal-beats-concurrent-grants/granted-first", GINT_TO_POINTER (FALSE), test_withdrawal_beats_concurrent_grants);
  g_test_add_func ("/consent/new-grant-descends-from-the-withdrawal", test_new_grant_descends);
  g_test_add_func ("/consent/join-is-the-same-in-any-order", test_join);
  g_test_add_func ("/consent/form/goes-there-and-back", test_form_names);
  g_test_add_func ("/consent/record/keeps-its-own-strings", test_record);
  g_test_add_func ("/case/keeps-its-parts-while-it-is-held", test_case_keeps_its_parts);
  return g_test_run ();
}
