/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"

/* What the records of a case do to its gates: a record goes before the field,
 * and can shut what the field calls met. */

#define TODAY "2026-12-21"

static HwCase *
make_child (const char *born)
{
  HwCase *self = make_full_case (HW_STAGE_WISH);
  HwPerson template_ = { .alias = "Ana", .born = born };

  hw_person_unref (self->person);
  self->person = hw_person_new (&template_);
  return self;
}

/* -- safeguarding ------------------------------------------------------------------ */

static const HwStage child_gates[] = {
  HW_STAGE_ASSESSED, HW_STAGE_DECIDED, HW_STAGE_PLANNED, HW_STAGE_READY, HW_STAGE_TRAVELLED, HW_STAGE_REFERRED_ON, HW_STAGE_DECLINED,
};

static void
test_child_is_handed_over (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (child_gates); i++)
    {
      g_autoptr (HwCase) self = make_child ("2009-12-22");

      assert_gate (self, child_gates[i], TODAY, "child-not-handed-over");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=exploitation;handed-to=Helpline");
      assert_gate (self, child_gates[i], TODAY, "child-not-handed-over");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=child;handed-to=Social services");
      assert_gate (self, child_gates[i], TODAY, "");
    }
}

static void
test_age_is_asked_for (void)
{
  HwPerson estimated = { .alias = "Ana", .age = HW_AGE_18_25 };
  HwPerson odd = { .alias = "Ana", .born = "about thirty" };
  g_autoptr (HwCase) self = make_child (NULL);

  assert_gate (self, HW_STAGE_ASSESSED, TODAY, "age-missing");
  g_assert_false (hw_gate_may_override (HW_STAGE_ASSESSED, "age-missing"));

  hw_person_unref (self->person);
  self->person = hw_person_new (&odd);
  assert_gate (self, HW_STAGE_ASSESSED, TODAY, "age-missing");

  /* An age group that was estimated will do. */
  hw_person_unref (self->person);
  self->person = hw_person_new (&estimated);
  assert_gate (self, HW_STAGE_ASSESSED, TODAY, "");
}

static void
test_child_until_the_birthday (void)
{
  g_autoptr (HwCase) self = make_child ("2008-12-22");

  assert_gate (self, HW_STAGE_ASSESSED, "2026-12-21", "child-not-handed-over");
  assert_gate (self, HW_STAGE_ASSESSED, "2026-12-22", "");
}

static void
test_guardian_under_16 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (child_gates); i++)
    {
      g_autoptr (HwCase) self = make_child ("2010-12-22");

      assert_gate (self, child_gates[i], TODAY, "child-not-handed-over guardian-missing");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=child;handed-to=Police;handed-kind=police;guardian=his mother");
      assert_gate (self, child_gates[i], TODAY, "guardian-missing");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=child;handed-to=City;handed-kind=social-services");
      assert_gate (self, child_gates[i], TODAY, "guardian-missing");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=exploitation;handed-to=City;handed-kind=social-services;guardian=his mother");
      assert_gate (self, child_gates[i], TODAY, "guardian-missing");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=child;handed-to=City;handed-kind=social-services;guardian=his mother");
      assert_gate (self, child_gates[i], TODAY, "");
    }
}

static void
test_guardian_until_16 (void)
{
  g_autoptr (HwCase) self = make_child ("2010-12-22");

  add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=child;handed-to=Police;handed-kind=police");
  assert_gate (self, HW_STAGE_READY, "2026-12-21", "guardian-missing");
  assert_gate (self, HW_STAGE_READY, "2026-12-22", "");
}

static void
test_signs_found_later (void)
{
  static const HwStage gates[] = { HW_STAGE_ASSESSED, HW_STAGE_PLANNED, HW_STAGE_READY, HW_STAGE_TRAVELLED };

  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      g_autoptr (HwCase) self = make_full_case (HW_STAGE_WISH);

      hw_case_set (self, HW_FIELD_EXPLOITATION, "indicators");
      assert_gate (self, gates[i], TODAY, "hand-over-missing");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=child;handed-to=Social services");
      assert_gate (self, gates[i], TODAY, "hand-over-missing");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=exploitation");
      assert_gate (self, gates[i], TODAY, "hand-over-missing");
      add_record (self, HW_CASE_RECORD_HAND_OVER, "2026-12-20", "about=exploitation;handed-to=Helpline");
      assert_gate (self, gates[i], TODAY, "");
    }
}

/* -- the decision ---------------------------------------------------------------------- */

static void
test_interview_answers (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_ASSESSED);

  hw_case_set (self, HW_FIELD_DECISION_LANGUAGE, NULL);
  hw_case_set (self, HW_FIELD_INTERPRETER, NULL);
  hw_case_set (self, HW_FIELD_CAPACITY, NULL);
  hw_case_set (self, HW_FIELD_COOLING_OFF, NULL);
  assert_gate (self, HW_STAGE_DECIDED, TODAY, "decision-language-missing interpreter-missing capacity-missing cooling-off-open");
  add_record (self, HW_CASE_RECORD_INTERVIEW, "2026-12-01", "language=pl;interpreter=Jan;capacity=no-concern;cooling-off=2026-12-03");
  assert_gate (self, HW_STAGE_DECIDED, TODAY, "");
}

static void
test_concern_in_the_last_talk (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_ASSESSED);

  add_record (self, HW_CASE_RECORD_INTERVIEW, "2026-12-01", "language=pl;interpreter=Jan;capacity=concern");
  assert_gate (self, HW_STAGE_DECIDED, TODAY, "capacity-concern-open");
  add_record (self, HW_CASE_RECORD_INTERVIEW, "2026-12-02", "language=pl;interpreter=Jan");
  assert_gate (self, HW_STAGE_DECIDED, TODAY, "capacity-concern-open");
  add_record (self, HW_CASE_RECORD_INTERVIEW, "2026-12-03", "language=pl;interpreter=Jan;capacity=advice-taken;advice=Dr Olsen");
  assert_gate (self, HW_STAGE_DECIDED, TODAY, "");
  hw_case_set (self, HW_FIELD_CAPACITY, "concern");
  assert_gate (self, HW_STAGE_DECIDED, TODAY, "capacity-concern-open");
}

static void
test_cooling_off_of_the_last_talk (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_ASSESSED);

  add_record (self, HW_CASE_RECORD_INTERVIEW, "2026-12-01", "language=pl;interpreter=Jan;cooling-off=2026-12-10");
  assert_gate (self, HW_STAGE_DECIDED, "2026-12-10", "cooling-off-open");
  assert_gate (self, HW_STAGE_DECIDED, "2026-12-11", "");
  hw_case_set (self, HW_FIELD_COOLING_OFF, "2026-12-12");
  assert_gate (self, HW_STAGE_DECIDED, "2026-12-12", "cooling-off-open");
  assert_gate (self, HW_STAGE_DECIDED, "2026-12-13", "");
}

static void
assert_mended_at (const HwCase *self,
                  const char   *day,
                  const char   *field)
{
  g_autoptr (GPtrArray) open = hw_gate_check (self, HW_STAGE_DECIDED, noon_of (day), NULL);

  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (((const HwRequirement *) open->pdata[0])->field, ==, field);
}

/* Correcting the talk would not open the gate as long as what is written down shuts it. */
static void
test_mended_where_it_is_shut (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_ASSESSED);

  add_record (self, HW_CASE_RECORD_INTERVIEW, "2026-12-01", "language=pl;interpreter=Jan;capacity=no-concern;cooling-off=2026-12-10");
  assert_mended_at (self, "2026-12-10", "record:interview-held");
  hw_case_set (self, HW_FIELD_COOLING_OFF, "2026-12-12");
  assert_mended_at (self, "2026-12-12", HW_FIELD_COOLING_OFF);
  hw_case_set (self, HW_FIELD_COOLING_OFF, "not wanted");
  assert_mended_at (self, "2026-12-10", "record:interview-held");

  hw_case_set (self, HW_FIELD_CAPACITY, "concern");
  assert_mended_at (self, "2026-12-13", HW_FIELD_CAPACITY);
  hw_case_set (self, HW_FIELD_CAPACITY, "no-concern");
  add_record (self, HW_CASE_RECORD_INTERVIEW, "2026-12-12", "language=pl;interpreter=Jan;capacity=concern");
  assert_mended_at (self, "2026-12-13", "record:interview-held");
}

/* -- ready ----------------------------------------------------------------------------------- */

static void
test_document_records (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  add_record (self, HW_CASE_RECORD_DOCUMENT, "2026-12-01", "document=passport");
  assert_gate (self, HW_STAGE_READY, TODAY, "document-not-valid");
  add_record (self, HW_CASE_RECORD_DOCUMENT, "2026-12-01", "document=passport;valid-until=2026-12-18");
  assert_gate (self, HW_STAGE_READY, TODAY, "document-not-valid");
  add_record (self, HW_CASE_RECORD_DOCUMENT, "2026-12-01", "document=identity-card;valid-until=2026-12-19");
  assert_gate (self, HW_STAGE_READY, TODAY, "");
}

static void
test_emergency_document_in_hand (void)
{
  static const char * const steps[] = { "reported", "applied", "fetched" };
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *fields = g_strdup_printf ("document=emergency-document;step=%s;valid-until=2027-01-01", steps[i]);

      add_record (self, HW_CASE_RECORD_DOCUMENT, "2026-12-01", fields);
      assert_gate (self, HW_STAGE_READY, TODAY, "document-not-valid");
    }
  add_record (self, HW_CASE_RECORD_DOCUMENT, "2026-12-01", "document=emergency-document;step=in-hand;valid-until=2026-12-18");
  assert_gate (self, HW_STAGE_READY, TODAY, "document-not-valid");
  add_record (self, HW_CASE_RECORD_DOCUMENT, "2026-12-01", "document=emergency-document;step=in-hand;valid-until=2026-12-19");
  assert_gate (self, HW_STAGE_READY, TODAY, "");
}

static void
test_embassy_contact (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  hw_case_set (self, HW_FIELD_EMBASSY_CONTACTED, NULL);
  hw_case_set (self, HW_FIELD_EMBASSY_AGREED, NULL);
  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, "2026-12-01", "partner=Clinic;partner-kind=treatment;answer=yes");
  assert_gate (self, HW_STAGE_READY, TODAY, "embassy-not-contacted embassy-agreement-missing");
  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, "2026-12-01", "partner=Consulate;partner-kind=embassy");
  assert_gate (self, HW_STAGE_READY, TODAY, "embassy-agreement-missing");
  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, "2026-12-01", "partner=Consulate;partner-kind=embassy;answer=the document, no housing");
  assert_gate (self, HW_STAGE_READY, TODAY, "");
}

static void
test_overdue_promise (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  g_autoptr (GPtrArray) open = NULL, later = NULL;

  hw_case_set (self, HW_FIELD_EMBASSY_AGREED, NULL);
  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, "2026-12-01", "partner=Consulate;partner-kind=embassy;promised=a paper;promised-by=2026-12-10");
  open = hw_gate_check (self, HW_STAGE_READY, noon_of ("2026-12-10"), NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (((HwRequirement *) open->pdata[0])->hint, ==, "What they do and what they do not do, and until when.");
  later = hw_gate_check (self, HW_STAGE_READY, noon_of ("2026-12-11"), NULL);
  g_assert_cmpstr (((HwRequirement *) later->pdata[0])->hint, ==, "Promised by 10 December 2026 and not answered yet: ask again.");
}

static void
test_every_precondition (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  HwCaseRecord *waived;

  add_record (self, HW_CASE_RECORD_PRECONDITION, "2026-12-01", "treatment=medical;state=met");
  assert_gate (self, HW_STAGE_READY, TODAY, "");
  waived = add_record (self, HW_CASE_RECORD_PRECONDITION, "2026-12-01", "treatment=addiction;state=open;waived-by=Dr Olsen;reason=x");
  assert_gate (self, HW_STAGE_READY, TODAY, "preconditions-open");
  hw_case_record_set (waived, HW_RECORD_STATE, "waived");
  hw_case_record_set (waived, HW_RECORD_REASON, NULL);
  assert_gate (self, HW_STAGE_READY, TODAY, "preconditions-open");
  hw_case_record_set (waived, HW_RECORD_REASON, "he refuses it and can travel");
  hw_case_record_set (waived, HW_RECORD_WAIVED_BY, NULL);
  assert_gate (self, HW_STAGE_READY, TODAY, "preconditions-open");
  hw_case_record_set (waived, HW_RECORD_WAIVED_BY, "Dr Olsen");
  assert_gate (self, HW_STAGE_READY, TODAY, "");
}

static void
test_reception (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  add_record (self, HW_CASE_RECORD_RECEPTION, "2026-12-01", "receiver=Dom Nadziei;state=declined;accepted-on=2026-12-01");
  assert_gate (self, HW_STAGE_READY, TODAY, "receiver-missing");
  add_record (self, HW_CASE_RECORD_RECEPTION, "2026-12-01", "receiver=his cousin;state=asked;accepted-on=2026-12-01");
  assert_gate (self, HW_STAGE_READY, TODAY, "receiver-not-accepted");
  add_record (self, HW_CASE_RECORD_RECEPTION, "2026-12-01", "receiver=his cousin;state=accepted");
  assert_gate (self, HW_STAGE_READY, TODAY, "receiver-not-accepted");
  add_record (self, HW_CASE_RECORD_RECEPTION, "2026-12-01", "state=accepted;accepted-on=2026-12-01");
  assert_gate (self, HW_STAGE_READY, TODAY, "receiver-not-accepted");
  add_record (self, HW_CASE_RECORD_RECEPTION, "2026-12-01", "receiver=his cousin;state=accepted;accepted-on=2026-12-23");
  assert_gate (self, HW_STAGE_READY, TODAY, "receiver-not-accepted");
  assert_gate (self, HW_STAGE_READY, "2026-12-22", "");
}

static void
test_costs_are_approved (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  HwCaseRecord *cost = add_record (self, HW_CASE_RECORD_COST, "2026-12-01", "what=journey;amount=12950 EUR");
  g_autofree char *id = hw_id_to_string (&cost->id);
  g_autofree char *reversal = g_strdup_printf ("what=journey;amount=12950 EUR;payer=project;reverses=%s;reason=twice", id);

  assert_gate (self, HW_STAGE_READY, TODAY, "payer-missing payer-not-approved");
  hw_case_record_set (cost, HW_RECORD_PAYER, "project");
  hw_case_record_set (cost, HW_RECORD_APPROVED_ON, "2026-12-02");
  assert_gate (self, HW_STAGE_READY, TODAY, "payer-not-approved");
  hw_case_record_set (cost, HW_RECORD_APPROVED_BY, "Hanne");
  assert_gate (self, HW_STAGE_READY, TODAY, "");
  hw_case_record_set (cost, HW_RECORD_APPROVED_ON, "2026-12-23");
  assert_gate (self, HW_STAGE_READY, TODAY, "payer-not-approved");
  /* what was taken back needs no approval; the fields say it again */
  add_record (self, HW_CASE_RECORD_COST, "2026-12-01", reversal);
  assert_gate (self, HW_STAGE_READY, TODAY, "");
  hw_case_set (self, HW_FIELD_PAYER, NULL);
  assert_gate (self, HW_STAGE_READY, TODAY, "payer-missing");
}

static void
test_cost_without_payer_beside_one_with (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  add_record (self, HW_CASE_RECORD_COST, "2026-12-01", "what=journey;amount=1 EUR;payer=project;approved-by=Hanne;approved-on=2026-12-01");
  assert_gate (self, HW_STAGE_READY, TODAY, "");
  add_record (self, HW_CASE_RECORD_COST, "2026-12-01", "what=document;amount=1 EUR;approved-by=Hanne;approved-on=2026-12-01");
  assert_gate (self, HW_STAGE_READY, TODAY, "payer-missing");
}

/* -- travelled ---------------------------------------------------------------------------------- */

static void
test_legs_are_booked (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);

  hw_case_set (self, HW_FIELD_BOOKED_ON, NULL);
  hw_case_set (self, HW_FIELD_TICKET, NULL);
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "booking-date-missing consent-missing-on-booking-day ticket-missing");
  add_record (self, HW_CASE_RECORD_LEG, "2026-12-03", "by=bus;from=here;to=there;at=2026-12-19T07:12");
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "booking-date-missing consent-missing-on-booking-day ticket-missing");
  add_record (self, HW_CASE_RECORD_LEG, "2026-12-03", "by=bus;from=here;to=there;at=2026-12-19T07:12;booked-on=2026-12-03;ticket=seat 4");
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "");
  /* each leg was booked with a live consent, and so was what the field says */
  add_record (self, HW_CASE_RECORD_LEG, "2026-12-03", "by=bus;from=there;to=home;at=2026-12-19T17:12;booked-on=2026-11-02");
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "consent-missing-on-booking-day");
}

static void
test_booking_day_of_the_field_counts_beside_legs (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);

  add_record (self, HW_CASE_RECORD_LEG, "2026-12-03", "by=bus;from=here;to=there;at=2026-12-19T07:12;booked-on=2026-12-03;ticket=seat 4");
  hw_case_set (self, HW_FIELD_BOOKED_ON, "2026-11-02");
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "consent-missing-on-booking-day");
}

static void
test_leg_booked_in_the_future (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);

  hw_case_set (self, HW_FIELD_BOOKED_ON, NULL);
  add_record (self, HW_CASE_RECORD_LEG, "2026-12-03", "by=bus;from=here;to=there;at=2026-12-19T07:12;booked-on=2026-12-23;ticket=seat 4");
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "booking-date-missing");
  assert_gate (self, HW_STAGE_TRAVELLED, "2026-12-22", "");
}

static void
test_booked_on_the_first_and_last_day (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);

  hw_case_set (self, HW_FIELD_TRAVEL_DATE, "2026-12-19");
  hw_case_set (self, HW_FIELD_BOOKED_ON, "2026-11-02");
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "consent-missing-on-booking-day");
  hw_case_set (self, HW_FIELD_BOOKED_ON, "2026-11-03");
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "");
  hw_case_set (self, HW_FIELD_BOOKED_ON, "2027-02-02");
  assert_gate (self, HW_STAGE_TRAVELLED, "2027-02-02", "");
  hw_case_set (self, HW_FIELD_BOOKED_ON, "2027-02-03");
  assert_gate (self, HW_STAGE_TRAVELLED, "2027-02-03", "consent-missing-on-booking-day");
}

static void
test_checklist (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  gint64 now = noon_of (TODAY);

  g_assert_cmpuint (hw_journey_get_check (self, "clothes", now), ==, HW_CHECK_OPEN);
  g_assert_cmpuint (hw_journey_get_check (self, "fit", now), ==, HW_CHECK_ANSWERED);
  g_assert_cmpuint (hw_journey_get_check (self, "no such line", now), ==, HW_CHECK_OPEN);
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "");
  add_record (self, HW_CASE_RECORD_CHECK, "2026-12-18", "item=clothes;state=not-done");
  g_assert_cmpuint (hw_journey_get_check (self, "clothes", now), ==, HW_CHECK_OPEN);
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "checklist-open");
  add_record (self, HW_CASE_RECORD_CHECK, "2026-12-18", "item=fit;state=not-done");
  g_assert_cmpuint (hw_journey_get_check (self, "fit", now), ==, HW_CHECK_OPEN);
  add_record (self, HW_CASE_RECORD_CHECK, "2026-12-19", "item=fit;state=done");
  g_assert_cmpuint (hw_journey_get_check (self, "fit", now), ==, HW_CHECK_DONE);
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "checklist-open");
  add_record (self, HW_CASE_RECORD_CHECK, "2026-12-19", "item=clothes;state=not-needed");
  g_assert_cmpuint (hw_journey_get_check (self, "clothes", now), ==, HW_CHECK_NOT_NEEDED);
  assert_gate (self, HW_STAGE_TRAVELLED, TODAY, "");
}

static void
test_checklist_names_its_requirements (void)
{
  guint n_items;
  const HwChecklistItem *items = hw_journey_checklist (&n_items);

  g_assert_cmpuint (n_items, ==, 12);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);

      g_assert_cmpint (*items[i].words, !=, '\0');
      if (items[i].answered_by != NULL)
        g_assert_cmpuint (hw_journey_get_check (self, items[i].code, noon_of (TODAY)), ==, HW_CHECK_ANSWERED);
    }
}

static void
test_kind_of_journey (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  gint64 now = noon_of (TODAY);

  g_assert_cmpuint (hw_journey_get_kind (self, now), ==, HW_JOURNEY_ASSISTED);
  hw_case_set (self, HW_FIELD_ESCORTS, "2");
  g_assert_cmpuint (hw_journey_get_kind (self, now), ==, HW_JOURNEY_SUPPORTED);
  hw_case_set (self, HW_FIELD_ESCORTS, "1");
  g_assert_cmpuint (hw_journey_get_kind (self, now), ==, HW_JOURNEY_SUPPORTED);
  hw_case_set (self, HW_FIELD_ESCORTS, NULL);
  g_assert_cmpuint (hw_journey_get_kind (self, now), ==, HW_JOURNEY_NOT_SET);
  hw_case_set (self, HW_FIELD_ESCORTS, "0");
  hw_case_set (self, HW_FIELD_RECEIVER_ACCEPTED, NULL);
  g_assert_cmpuint (hw_journey_get_kind (self, now), ==, HW_JOURNEY_TICKET_ONLY);
  hw_case_set (self, HW_FIELD_RECEIVER_ACCEPTED, "2026-12-01");
  hw_case_set (self, HW_FIELD_RECEIVER, NULL);
  g_assert_cmpuint (hw_journey_get_kind (self, now), ==, HW_JOURNEY_TICKET_ONLY);
  for (HwJourneyKind kind = HW_JOURNEY_NOT_SET; kind <= HW_JOURNEY_SUPPORTED; kind++)
    g_assert_nonnull (hw_journey_kind_get_words (kind));
}

/* -- after the return --------------------------------------------------------------------------------- */

static void
test_plan_review (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_RECEIVED);

  g_ptr_array_set_size (self->records, 0);
  /* what was written after 30 days looked at the plan; without it a review is due when the month is over */
  assert_gate (self, HW_STAGE_FOLLOWED_UP, "2027-02-01", "");
  hw_case_set (self, HW_FIELD_FOLLOW_UP_30, NULL);
  assert_gate (self, HW_STAGE_FOLLOWED_UP, "2027-01-19", "");
  assert_gate (self, HW_STAGE_FOLLOWED_UP, "2027-01-20", "plan-review-missing");
  assert_gate (self, HW_STAGE_CLOSED, "2027-01-19", "follow-up-30-open plan-review-missing");
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-01-19", "days=30;outcome=reached");
  assert_gate (self, HW_STAGE_CLOSED, "2027-01-20", "plan-review-missing");
  hw_case_set (self, HW_FIELD_FOLLOW_UP_30, "at work");
  assert_gate (self, HW_STAGE_CLOSED, "2027-01-20", "plan-review-missing");
  add_record (self, HW_CASE_RECORD_PLAN_REVIEW, "2027-01-19", "words=all holds");
  assert_gate (self, HW_STAGE_CLOSED, "2027-01-20", "");
  assert_gate (self, HW_STAGE_FOLLOWED_UP, "2027-01-20", "");
}

static void
test_plan_review_to_the_moment (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_RECEIVED);
  g_autoptr (GPtrArray) last = NULL, after = NULL;
  gint64 end = noon_of ("2027-01-20") - NOON - 1;

  g_ptr_array_set_size (self->records, 0);
  hw_case_set (self, HW_FIELD_FOLLOW_UP_30, NULL);
  last = hw_gate_check (self, HW_STAGE_FOLLOWED_UP, end, NULL);
  g_assert_cmpuint (last->len, ==, 0);
  after = hw_gate_check (self, HW_STAGE_FOLLOWED_UP, end + 1, NULL);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_attempts_with_a_reason (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_FOLLOWED_UP);

  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-03-20", "days=90;outcome=no-answer");
  assert_gate (self, HW_STAGE_CLOSED, "2028-01-01", "follow-up-90-open");
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2027-03-21", "days=90;outcome=no-answer;reason=the number is dead");
  assert_gate (self, HW_STAGE_CLOSED, "2028-01-01", "");
}

static void
test_written_before_the_arrival_is_known (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_FOLLOWED_UP);

  hw_case_set (self, HW_FIELD_ARRIVED_ON, NULL);
  hw_case_set (self, HW_FIELD_FOLLOW_UP_90, NULL);
  assert_gate (self, HW_STAGE_CLOSED, "2028-01-01", "follow-up-90-open");
  assert_gate (self, HW_STAGE_FOLLOWED_UP, "2028-01-01", "");
}

/* -- paused ---------------------------------------------------------------------------------------------- */

static void
test_no_return_against_a_withdrawal (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PAUSED);
  HwConsent withdrawn = make_grant ("treatment", "clinic");

  self->stage_before = HW_STAGE_PLANNED;
  assert_gate (self, HW_STAGE_PLANNED, TODAY, "");
  withdrawn.withdrawn_at = noon_of ("2026-11-20");
  hw_case_add_consent (self, &withdrawn);
  assert_gate (self, HW_STAGE_PLANNED, TODAY, "consent-withdrawn");
  add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", "stage=paused;code=consent-withdrawn;second-person=Hanne;reason=x;expires-on=2027-01-01");
  assert_gate (self, HW_STAGE_PLANNED, TODAY, "consent-withdrawn");
  self->stage_before = HW_STAGE_RECEIVED;
  assert_gate (self, HW_STAGE_RECEIVED, TODAY, "consent-withdrawn");
}

/* -- where to mend it --------------------------------------------------------------------------------------- */

static void
test_where_to_mend (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  g_autoptr (GPtrArray) by_field = NULL, by_record = NULL;
  HwRequirement *requirement;

  hw_case_set (self, HW_FIELD_DOCUMENT_UNTIL, NULL);
  by_field = hw_gate_check (self, HW_STAGE_READY, noon_of (TODAY), NULL);
  requirement = by_field->pdata[0];
  g_assert_cmpstr (requirement->field, ==, HW_FIELD_DOCUMENT_UNTIL);
  g_assert_cmpstr (requirement->record, ==, "document-noted");
  g_assert_true (requirement->overridable);
  add_record (self, HW_CASE_RECORD_DOCUMENT, "2026-12-01", "document=passport;valid-until=2026-12-01");
  by_record = hw_gate_check (self, HW_STAGE_READY, noon_of (TODAY), NULL);
  requirement = by_record->pdata[0];
  g_assert_cmpstr (requirement->field, ==, "record:document-noted");
  g_assert_cmpstr (requirement->hint, ==, "Valid until 1 December 2026, the journey is on 19 December 2026. Ask the embassy for an emergency document.");
}

/* -- overrides ------------------------------------------------------------------------------------------------- */

#define RISK "stage=ready;code=journey-risk-missing;second-person=Hanne;reason=known route;expires-on=2026-12-21"

static void
test_override (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);

  hw_case_set (self, HW_FIELD_JOURNEY_RISK, NULL);
  assert_gate (self, HW_STAGE_READY, TODAY, "journey-risk-missing");
  add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", RISK);
  assert_gate (self, HW_STAGE_READY, "2026-12-21", "");
  assert_gate (self, HW_STAGE_READY, "2026-12-22", "journey-risk-missing");
}

static void
test_override_to_the_last_moment (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  g_autoptr (GPtrArray) last = NULL, after = NULL;
  gint64 end = noon_of ("2026-12-22") - NOON - 1;

  hw_case_set (self, HW_FIELD_JOURNEY_RISK, NULL);
  add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", RISK);
  last = hw_gate_check (self, HW_STAGE_READY, end, NULL);
  g_assert_cmpuint (last->len, ==, 0);
  after = hw_gate_check (self, HW_STAGE_READY, end + 1, NULL);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_override_is_complete (void)
{
  static const char * const wrong[][2] = {
    { HW_RECORD_STAGE, "travelled" }, { HW_RECORD_CODE, "escorts-missing" }, { HW_RECORD_SECOND_PERSON, " sofie " },
    { HW_RECORD_SECOND_PERSON, NULL }, { HW_RECORD_REASON, NULL }, { HW_RECORD_EXPIRES_ON, NULL }, { HW_RECORD_EXPIRES_ON, "2026-12-20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
      HwCaseRecord *override = add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", RISK);
      g_autofree char *good = g_strdup (hw_case_record_get (override, wrong[i][0]));

      hw_case_set (self, HW_FIELD_JOURNEY_RISK, NULL);
      hw_case_record_set (override, wrong[i][0], wrong[i][1]);
      assert_gate (self, HW_STAGE_READY, TODAY, "journey-risk-missing");
      hw_case_record_set (override, wrong[i][0], good);
      assert_gate (self, HW_STAGE_READY, TODAY, "");
      g_clear_pointer (&override->author, g_free);
      assert_gate (self, HW_STAGE_READY, TODAY, "journey-risk-missing");
    }
}

static void
test_never_overridden (void)
{
  static const struct { HwStage stage; const char *code; } fixed[] = {
    { HW_STAGE_ASSESSED, "eu-citizen-missing" }, { HW_STAGE_ASSESSED, "not-eu-citizen" }, { HW_STAGE_ASSESSED, "hand-over-missing" }, { HW_STAGE_ASSESSED, "exploitation-screen-missing" },
    { HW_STAGE_ASSESSED, "child-not-handed-over" }, { HW_STAGE_ASSESSED, "guardian-missing" },
    { HW_STAGE_DECIDED, "decision-missing" }, { HW_STAGE_DECIDED, "decision-language-missing" }, { HW_STAGE_DECIDED, "capacity-missing" },
    { HW_STAGE_DECIDED, "capacity-concern-open" }, { HW_STAGE_DECIDED, "cooling-off-open" },
    { HW_STAGE_DECIDED, "child-not-handed-over" }, { HW_STAGE_DECIDED, "guardian-missing" },
    { HW_STAGE_PLANNED, "consent-missing" }, { HW_STAGE_TRAVELLED, "consent-missing-on-booking-day" },
    { HW_STAGE_TRAVELLED, "consent-missing-on-travel-day" },
    { HW_STAGE_REFERRED_ON, "child-not-handed-over" }, { HW_STAGE_REFERRED_ON, "guardian-missing" },
    { HW_STAGE_DECLINED, "child-not-handed-over" }, { HW_STAGE_DECLINED, "guardian-missing" },
  };
  static const HwStage voluntary[] = { HW_STAGE_PLANNED, HW_STAGE_READY, HW_STAGE_TRAVELLED };
  static const char * const codes[] = { "decision-is-no", "not-eu-citizen", "consent-withdrawn", "hand-over-missing", "child-not-handed-over", "guardian-missing" };

  g_assert_true (hw_gate_may_override (HW_STAGE_READY, "journey-risk-missing"));
  g_assert_false (hw_gate_may_override (HW_STAGE_READY, "no such thing"));
  g_assert_false (hw_gate_may_override (HW_STAGE_READY, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    g_assert_false (hw_gate_may_override (fixed[i].stage, fixed[i].code));
  for (guint i = 0; i < G_N_ELEMENTS (voluntary); i++)
    for (guint j = 0; j < G_N_ELEMENTS (codes); j++)
      g_assert_false (hw_gate_may_override (voluntary[i], codes[j]));
}

static void
test_may_be_overridden (void)
{
  static const struct { HwStage stage; const char *code; } passable[] = {
    { HW_STAGE_ASSESSED, "assessor-missing" },
    { HW_STAGE_ASSESSED, "assessment-date-missing" },
    { HW_STAGE_ASSESSED, "needs-missing" },
    { HW_STAGE_ASSESSED, "risk-missing" },
    { HW_STAGE_ASSESSED, "entitlements-missing" },
    { HW_STAGE_ASSESSED, "options-missing" },
    { HW_STAGE_DECIDED, "interpreter-missing" },
    { HW_STAGE_DECIDED, "home-contacts-missing" },
    { HW_STAGE_PLANNED, "family-may-know-missing" },
    { HW_STAGE_PLANNED, "key-worker-missing" },
    { HW_STAGE_PLANNED, "key-worker-not-chosen" },
    { HW_STAGE_PLANNED, "goals-missing" },
    { HW_STAGE_READY, "travel-date-missing" },
    { HW_STAGE_READY, "document-not-valid" },
    { HW_STAGE_READY, "embassy-not-contacted" },
    { HW_STAGE_READY, "embassy-agreement-missing" },
    { HW_STAGE_READY, "preconditions-open" },
    { HW_STAGE_READY, "not-fit-to-travel" },
    { HW_STAGE_READY, "medication-missing" },
    { HW_STAGE_READY, "medication-letter-missing" },
    { HW_STAGE_READY, "receiver-missing" },
    { HW_STAGE_READY, "receiver-not-accepted" },
    { HW_STAGE_READY, "payer-missing" },
    { HW_STAGE_READY, "payer-not-approved" },
    { HW_STAGE_READY, "journey-risk-missing" },
    { HW_STAGE_READY, "escorts-missing" },
    { HW_STAGE_TRAVELLED, "booking-date-missing" },
    { HW_STAGE_TRAVELLED, "travel-day-not-come" },
    { HW_STAGE_TRAVELLED, "ticket-missing" },
    { HW_STAGE_TRAVELLED, "companion-missing" },
    { HW_STAGE_TRAVELLED, "checklist-open" },
    { HW_STAGE_RECEIVED, "arrival-not-confirmed" },
    { HW_STAGE_RECEIVED, "arrival-date-missing" },
    { HW_STAGE_FOLLOWED_UP, "follow-up-7-open" },
    { HW_STAGE_FOLLOWED_UP, "plan-review-missing" },
    { HW_STAGE_CLOSED, "follow-up-7-open" },
    { HW_STAGE_CLOSED, "follow-up-30-open" },
    { HW_STAGE_CLOSED, "follow-up-90-open" },
    { HW_STAGE_CLOSED, "follow-up-180-open" },
    { HW_STAGE_CLOSED, "follow-up-365-open" },
    { HW_STAGE_CLOSED, "plan-review-missing" },
    { HW_STAGE_DECLINED, "home-contacts-missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (passable); i++)
    g_assert_true (hw_gate_may_override (passable[i].stage, passable[i].code));
}

static void
test_override_of_consent_counts_for_nothing (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_DECIDED);

  g_ptr_array_set_size (self->consents, 0);
  add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", "stage=planned;code=consent-missing;second-person=Hanne;reason=x;expires-on=2027-01-01");
  assert_gate (self, HW_STAGE_PLANNED, TODAY, "consent-missing");
}

static void
test_overrides_are_shown_for_ever (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  g_autoptr (GPtrArray) live = NULL, expired = NULL;

  add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", RISK);
  add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", "stage=planned;code=consent-missing;second-person=Hanne;reason=x;expires-on=2027-01-01");
  add_record (self, HW_CASE_RECORD_OVERRIDE, "2026-12-10", "stage=ready;code=of-a-newer-version;second-person=Hanne;reason=x;expires-on=2027-01-01");
  live = hw_gate_list_overridden (self, noon_of ("2026-12-21"));
  g_assert_cmpuint (live->len, ==, 3);
  g_assert_true (((HwOverride *) live->pdata[0])->live);
  g_assert_cmpuint (((HwOverride *) live->pdata[0])->stage, ==, HW_STAGE_READY);
  g_assert_cmpstr (((HwOverride *) live->pdata[0])->words, ==, "The risk of the journey has not been assessed");
  g_assert_false (((HwOverride *) live->pdata[1])->live);
  g_assert_false (((HwOverride *) live->pdata[2])->live);
  g_assert_cmpstr (((HwOverride *) live->pdata[2])->words, ==, "of-a-newer-version");
  expired = hw_gate_list_overridden (self, noon_of ("2026-12-22"));
  g_assert_cmpuint (expired->len, ==, 3);
  g_assert_false (((HwOverride *) expired->pdata[0])->live);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/child/is-always-handed-over", test_child_is_handed_over);
  g_test_add_func ("/gate/assessed/asks-how-old-they-are", test_age_is_asked_for);
  g_test_add_func ("/gate/child/until-the-eighteenth-birthday", test_child_until_the_birthday);
  g_test_add_func ("/gate/child/under-16-the-guardian-and-social-services", test_guardian_under_16);
  g_test_add_func ("/gate/child/guardian-until-the-sixteenth-birthday", test_guardian_until_16);
  g_test_add_func ("/gate/exploitation/signs-found-later-are-handed-over-too", test_signs_found_later);
  g_test_add_func ("/gate/decided/a-talk-answers-what-it-holds", test_interview_answers);
  g_test_add_func ("/gate/decided/a-concern-of-the-last-talk-needs-advice", test_concern_in_the_last_talk);
  g_test_add_func ("/gate/decided/cooling-off-of-the-last-talk-is-honoured", test_cooling_off_of_the_last_talk);
  g_test_add_func ("/gate/decided/leads-to-what-is-written-where-that-shuts-it", test_mended_where_it_is_shut);
  g_test_add_func ("/gate/ready/a-document-record-goes-before-the-field", test_document_records);
  g_test_add_func ("/gate/ready/an-emergency-document-is-in-hand", test_emergency_document_in_hand);
  g_test_add_func ("/gate/ready/a-contact-with-the-embassy-is-one", test_embassy_contact);
  g_test_add_func ("/gate/ready/an-overdue-promise-shows", test_overdue_promise);
  g_test_add_func ("/gate/ready/every-precondition-record-is-met-or-waived", test_every_precondition);
  g_test_add_func ("/gate/ready/a-named-receiver-has-accepted", test_reception);
  g_test_add_func ("/gate/ready/each-cost-is-approved", test_costs_are_approved);
  g_test_add_func ("/gate/ready/each-cost-has-a-payer", test_cost_without_payer_beside_one_with);
  g_test_add_func ("/gate/travelled/each-leg-was-booked-with-a-live-consent", test_legs_are_booked);
  g_test_add_func ("/gate/travelled/the-booking-day-of-the-field-counts-too", test_booking_day_of_the_field_counts_beside_legs);
  g_test_add_func ("/gate/travelled/a-leg-is-not-booked-in-the-future", test_leg_booked_in_the_future);
  g_test_add_func ("/gate/travelled/consent-on-its-first-and-last-day", test_booked_on_the_first_and_last_day);
  g_test_add_func ("/gate/travelled/what-was-found-undone-stops-the-journey", test_checklist);
  g_test_add_func ("/journey/checklist/is-answered-by-what-the-case-holds", test_checklist_names_its_requirements);
  g_test_add_func ("/journey/kind/assisted-supported-or-ticket-only", test_kind_of_journey);
  g_test_add_func ("/gate/followed-up/the-plan-is-reviewed-within-a-month", test_plan_review);
  g_test_add_func ("/gate/followed-up/the-month-of-the-review-has-a-last-moment", test_plan_review_to_the_moment);
  g_test_add_func ("/gate/closed/attempts-with-a-reason-will-do", test_attempts_with_a_reason);
  g_test_add_func ("/gate/closed/what-is-written-counts-before-the-arrival-is-known", test_written_before_the_arrival_is_known);
  g_test_add_func ("/gate/paused/no-return-against-a-withdrawal", test_no_return_against_a_withdrawal);
  g_test_add_func ("/gate/says-where-to-mend-it", test_where_to_mend);
  g_test_add_func ("/gate/override/lets-pass-until-its-last-day", test_override);
  g_test_add_func ("/gate/override/to-its-last-moment", test_override_to_the_last_moment);
  g_test_add_func ("/gate/override/needs-a-second-person-a-reason-and-an-end", test_override_is_complete);
  g_test_add_func ("/gate/override/never-of-consent-own-yes-citizenship-child-or-hand-over", test_never_overridden);
  g_test_add_func ("/gate/override/of-the-other-things-may-be", test_may_be_overridden);
  g_test_add_func ("/gate/override/of-a-consent-counts-for-nothing", test_override_of_consent_counts_for_nothing);
  g_test_add_func ("/gate/override/is-shown-for-ever", test_overrides_are_shown_for_ever);
  return g_test_run ();
}
