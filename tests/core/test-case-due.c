/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-case-due.h"
#include "hw-casework.h"
#include "hw-date.h"

/* What is due in a case: DESIGN section 10, "cases as a list by stage and what is due". */

static gint64
at (const char *day)
{
  gint64 start;

  g_assert_true (hw_date_parse (day, &start, NULL));
  return start + 12 * G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
}

static HwCase *
make_case (HwStage stage)
{
  HwPerson template_ = { .alias = "Marek" };
  g_autoptr (HwPerson) person = hw_person_new (&template_);

  return hw_case_new (NULL, person, stage, at ("2026-10-18"));
}

static void G_GNUC_NULL_TERMINATED
add_record (HwCase           *self,
            HwCaseRecordKind  kind,
            ...)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (kind, at ("2026-11-01"));
  const char *field;
  va_list fields;

  va_start (fields, kind);
  while ((field = va_arg (fields, const char *)) != NULL)
    hw_case_record_set (record, field, va_arg (fields, const char *));
  va_end (fields);
  hw_case_add_record (self, record);
}

static void
test_promise (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_PLANNED);
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, HW_RECORD_PARTNER, "Consulate", HW_RECORD_ASKED, "a paper", NULL);
  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, HW_RECORD_PARTNER, "Consulate", HW_RECORD_PROMISED_BY, "2026-11-10",
              HW_RECORD_ANSWERED_ON, "2026-11-09", NULL);
  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, HW_RECORD_PARTNER, "Consulate", HW_RECORD_PROMISED_BY, "2026-11-20", NULL);

  before = hw_case_list_due (self, at ("2026-11-20"));
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpuint (g_array_index (before, HwCaseDue, 0).kind, ==, HW_DUE_PROMISE);
  g_assert_true (g_array_index (before, HwCaseDue, 0).record == self->records->pdata[2]);
  /* Its own day is still a day to answer on. */
  g_assert_false (g_array_index (before, HwCaseDue, 0).overdue);

  after = hw_case_list_due (self, at ("2026-11-21"));
  g_assert_true (g_array_index (after, HwCaseDue, 0).overdue);
}

static void
test_earliest_first (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_PLANNED);
  g_autoptr (GArray) due = NULL;

  hw_case_set (self, HW_FIELD_TRAVEL_DATE, "2026-12-19");
  add_record (self, HW_CASE_RECORD_APPOINTMENT, HW_RECORD_AT, "2026-11-25T09:30", HW_RECORD_ATTENDANCE, "coming", NULL);
  add_record (self, HW_CASE_RECORD_APPOINTMENT, HW_RECORD_AT, "2026-11-18T09:30", HW_RECORD_ATTENDANCE, "kept", NULL);
  add_record (self, HW_CASE_RECORD_PARTNER_CONTACT, HW_RECORD_PARTNER, "Consulate", HW_RECORD_PROMISED_BY, "2026-11-30", NULL);

  due = hw_case_list_due (self, at ("2026-11-22"));
  g_assert_cmpuint (due->len, ==, 3);
  g_assert_cmpuint (g_array_index (due, HwCaseDue, 0).kind, ==, HW_DUE_APPOINTMENT);
  g_assert_cmpuint (g_array_index (due, HwCaseDue, 1).kind, ==, HW_DUE_PROMISE);
  g_assert_cmpuint (g_array_index (due, HwCaseDue, 2).kind, ==, HW_DUE_JOURNEY);
}

static void
test_follow_ups (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_RECEIVED);
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) due = NULL;

  none = hw_case_list_due (self, at ("2026-11-22"));
  g_assert_cmpuint (none->len, ==, 0);

  hw_case_set (self, HW_FIELD_ARRIVED_ON, "2026-11-01");
  hw_case_set (self, HW_FIELD_TRAVEL_DATE, "2026-10-31");
  hw_case_set (self, HW_FIELD_FOLLOW_UP_7, "well");
  due = hw_case_list_due (self, at ("2026-12-02"));
  /* The journey is behind them, and what was learnt is done. */
  g_assert_cmpuint (due->len, ==, 4);
  g_assert_cmpuint (g_array_index (due, HwCaseDue, 0).kind, ==, HW_DUE_FOLLOW_UP);
  g_assert_true (g_array_index (due, HwCaseDue, 0).overdue);
  g_assert_false (g_array_index (due, HwCaseDue, 1).overdue);
}

static void
test_nothing_when_ended (void)
{
  static const HwStage stages[] = { HW_STAGE_CLOSED, HW_STAGE_PAUSED, HW_STAGE_DECLINED, HW_STAGE_WITHDRAWN, HW_STAGE_REFERRED_ON };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (HwCase) self = make_case (stages[i]);
      g_autoptr (GArray) due = NULL;

      hw_case_set (self, HW_FIELD_TRAVEL_DATE, "2026-12-19");
      due = hw_case_list_due (self, at ("2026-11-22"));
      g_assert_cmpuint (due->len, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-due/promise/due-until-it-is-answered", test_promise);
  g_test_add_func ("/case-due/earliest-first", test_earliest_first);
  g_test_add_func ("/case-due/follow-up/only-those-that-are-open", test_follow_ups);
  g_test_add_func ("/case-due/nothing-when-paused-or-ended", test_nothing_when_ended);
  return g_test_run ();
}
