/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "hw-follow-up-list.h"

/* The follow-ups of several people in one list. Marek arrived on 20 December. */

#define ARRIVAL "2026-12-20"

static HwCase *
make_returned (const char *arrival)
{
  HwCase *self = make_full_case (HW_STAGE_RECEIVED);

  hw_case_set (self, HW_FIELD_ARRIVED_ON, arrival);
  for (guint i = 0; i < 5; i++)
    {
      static const char * const fields[] = { HW_FIELD_FOLLOW_UP_7, HW_FIELD_FOLLOW_UP_30, HW_FIELD_FOLLOW_UP_90, HW_FIELD_FOLLOW_UP_180, HW_FIELD_FOLLOW_UP_365 };

      g_hash_table_remove (self->evidence, fields[i]);
    }
  g_ptr_array_set_size (self->records, 0);
  return self;
}

static const HwFollowUpEntry *
find (GPtrArray *entries,
      guint      days)
{
  for (guint i = 0; i < entries->len; i++)
    if (((HwFollowUpEntry *) entries->pdata[i])->follow_up.days == days)
      return entries->pdata[i];
  return NULL;
}

static const HwFollowUpEntry *
get (GPtrArray *entries,
     guint      days)
{
  const HwFollowUpEntry *entry = find (entries, days);

  if (entry == NULL)
    g_error ("There is no follow-up of %u days", days);
  return entry;
}

static void
assert_group (HwCase          *self,
              const char      *date,
              guint            days,
              HwFollowUpGroup  group)
{
  g_autoptr (GPtrArray) entries = hw_follow_up_list_of (&self, 1, noon_of (date));

  g_assert_cmpint (get (entries, days)->group, ==, group);
}

static void
test_groups (void)
{
  g_autoptr (HwCase) self = make_returned (ARRIVAL);

  assert_group (self, "2026-12-20", 7, HW_FOLLOW_UP_GROUP_SOON);   /* 27 December, seven days away */
  assert_group (self, "2026-12-19", 7, HW_FOLLOW_UP_GROUP_LATER);
  assert_group (self, "2026-12-27", 7, HW_FOLLOW_UP_GROUP_SOON);
  assert_group (self, "2026-12-28", 7, HW_FOLLOW_UP_GROUP_OVERDUE);
  assert_group (self, "2026-12-28", 365, HW_FOLLOW_UP_GROUP_LATER);

  /* An attempt that told nothing leaves it where it is. */
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2026-12-27", "days=7;outcome=no-answer");
  assert_group (self, "2026-12-28", 7, HW_FOLLOW_UP_GROUP_OVERDUE);
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2026-12-28", "days=7;outcome=reached");
  assert_group (self, "2026-12-28", 7, HW_FOLLOW_UP_GROUP_DONE);
}

static void
test_done_month (void)
{
  g_autoptr (HwCase) self = make_returned (ARRIVAL);
  g_autoptr (GPtrArray) lately = NULL;
  g_autoptr (GPtrArray) long_ago = NULL;

  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2026-12-28", "days=7;outcome=receiver-says");
  lately = hw_follow_up_list_of (&self, 1, noon_of ("2027-01-27"));
  g_assert_cmpint (get (lately, 7)->closed_at, ==, noon_of ("2026-12-28"));
  long_ago = hw_follow_up_list_of (&self, 1, noon_of ("2027-01-29"));
  g_assert_null (find (long_ago, 7));
}

static void
test_plan (void)
{
  g_autoptr (HwCase) self = make_returned (ARRIVAL);

  assert_group (self, "2027-01-18", 0, HW_FOLLOW_UP_GROUP_SOON);
  assert_group (self, "2027-01-20", 0, HW_FOLLOW_UP_GROUP_OVERDUE);
  add_record (self, HW_CASE_RECORD_PLAN_REVIEW, "2027-01-20", "words=holds");
  assert_group (self, "2027-01-20", 0, HW_FOLLOW_UP_GROUP_DONE);
}

static void
test_order (void)
{
  HwCase *cases[] = { make_returned ("2026-12-10"), make_returned (ARRIVAL), make_returned ("2026-12-01") };
  g_autoptr (GPtrArray) entries = hw_follow_up_list_of (cases, G_N_ELEMENTS (cases), noon_of ("2026-12-21"));
  const HwFollowUpEntry *before = NULL;

  g_assert_cmpuint (entries->len, ==, 18);
  g_assert_true (((HwFollowUpEntry *) entries->pdata[0])->case_ == cases[2]);
  g_assert_true (((HwFollowUpEntry *) entries->pdata[1])->case_ == cases[0]);
  for (guint i = 0; i < entries->len; i++)
    {
      const HwFollowUpEntry *entry = entries->pdata[i];

      if (before != NULL)
        g_assert_true (before->group < entry->group || before->follow_up.due_at <= entry->follow_up.due_at);
      before = entry;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    hw_case_unref (cases[i]);
}

/* Nobody is asked after whose return was given up, and nobody who never arrived. */
static void
test_who (void)
{
  g_autoptr (HwCase) closed = make_returned (ARRIVAL);
  g_autoptr (HwCase) withdrawn = make_returned (ARRIVAL);
  g_autoptr (HwCase) here = make_full_case (HW_STAGE_READY);
  HwCase *cases[3];
  g_autoptr (GPtrArray) entries = NULL;

  closed->stage = HW_STAGE_CLOSED;
  withdrawn->stage = HW_STAGE_WITHDRAWN;
  g_hash_table_remove (here->evidence, HW_FIELD_ARRIVED_ON);
  add_record (closed, HW_CASE_RECORD_FOLLOW_UP, "2026-12-27", "days=7;outcome=reached");
  cases[0] = closed;
  cases[1] = withdrawn;
  cases[2] = here;
  entries = hw_follow_up_list_of (cases, 3, noon_of ("2026-12-28"));
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (((HwFollowUpEntry *) entries->pdata[0])->case_ == closed);
}

static void
test_next_try (void)
{
  static const struct { const char *now, *next; } tries[] = {
    { "2026-12-28", "2026-12-30" }, { "2026-12-30", "2027-01-06" }, { "2027-01-06", "2027-01-20" }, { "2027-01-20", "2027-02-03" },
  };
  g_autoptr (HwCase) self = make_returned (ARRIVAL);

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autoptr (GPtrArray) before = hw_follow_up_list_of (&self, 1, noon_of (tries[i].now));
      g_autoptr (GPtrArray) after = NULL;
      g_autofree char *next = NULL;

      if (i == 0)
        g_assert_null (hw_follow_up_next_try (get (before, 7), noon_of (tries[i].now)));
      add_record (self, HW_CASE_RECORD_FOLLOW_UP, tries[i].now, "days=7;outcome=no-answer");
      after = hw_follow_up_list_of (&self, 1, noon_of (tries[i].now));
      next = hw_follow_up_next_try (get (after, 7), noon_of (tries[i].now));
      g_assert_cmpstr (next, ==, tries[i].next);
    }
  {
    /* Thursday and two days is a Saturday: Monday. */
    g_autoptr (HwCase) other = make_returned (ARRIVAL);
    g_autoptr (GPtrArray) entries = NULL;
    g_autofree char *next = NULL;

    add_record (other, HW_CASE_RECORD_FOLLOW_UP, "2026-12-31", "days=7;outcome=no-answer");
    entries = hw_follow_up_list_of (&other, 1, noon_of ("2026-12-31"));
    next = hw_follow_up_next_try (get (entries, 7), noon_of ("2026-12-31"));
    g_assert_cmpstr (next, ==, "2027-01-04");
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow-up-list/overdue-soon-later-and-done", test_groups);
  g_test_add_func ("/follow-up-list/what-was-done-stays-a-month", test_done_month);
  g_test_add_func ("/follow-up-list/the-plan-is-looked-at-within-a-month", test_plan);
  g_test_add_func ("/follow-up-list/what-is-overdue-comes-first-then-by-day", test_order);
  g_test_add_func ("/follow-up-list/only-of-those-who-are-looked-after", test_who);
  g_test_add_func ("/follow-up-list/the-next-try-is-proposed-on-a-working-day", test_next_try);
  return g_test_run ();
}
