/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-bed.h"
#include "hw-date.h"
#include "hw-report.h"

/* When somebody may have a bed for the night (DOMAIN.md, Nightstop), row by row: first what is missing, then what meets it. */

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define NIGHT  "2026-11-20"

typedef struct
{
  HwPartner  partner;
  HwPerson   person;
  HwBed      bed;
  GPtrArray *others;     /* (owned) */
  GTimeZone *zone;       /* (owned) */
  gboolean   nobody;
} Fixture;

/* A clock time of the evening's day, where the team is: an hour from UTC. */
static gint64
get_time (const Fixture *fixture,
          int            hour,
          int            minute)
{
  g_autoptr (GDateTime) time = g_date_time_new (fixture->zone, 2026, 11, 20, hour, minute, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->zone = g_time_zone_new_identifier ("Europe/Copenhagen");
  fixture->partner = (HwPartner) { .id = { { 7 } }, .kind = HW_PARTNER_SERVICE, .name = "Nightstop", .beds = "host", .bed_count = "4" };
  fixture->person = (HwPerson) { .id = { { 1 } }, .alias = "Mouse", .age = HW_AGE_18_25 };
  fixture->bed = (HwBed) { .id = { { 9 } }, .partner = fixture->partner.id, .person = fixture->person.id, .night = (char *) NIGHT,
                           .offered_at = get_time (fixture, 15, 0), .checked_on = (char *) "2026-11-20" };
  fixture->others = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_bed_free);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_ptr_array_unref (fixture->others);
  g_time_zone_unref (fixture->zone);
}

static void
set_kind (Fixture  *fixture,
          HwBedKind kind)
{
  fixture->bed.kind = kind;
  fixture->partner.beds = hw_bed_kind_to_string (kind);
}

static GPtrArray *
ask (Fixture *fixture,
     gboolean to_stay)
{
  HwBedCase asked = { &fixture->bed, &fixture->partner, fixture->nobody ? NULL : &fixture->person, fixture->others, fixture->zone };

  return to_stay ? hw_bed_check_stay (&asked) : hw_bed_check_offer (&asked);
}

static void
assert_missing (Fixture    *fixture,
                gboolean    to_stay,
                const char *code)
{
  g_autoptr (GPtrArray) missing = ask (fixture, to_stay);

  if (code == NULL)
    {
      g_assert_cmpuint (missing->len, ==, 0);
      return;
    }
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (((HwBedRequirement *) missing->pdata[0])->code, ==, code);
  g_assert_cmpuint (strlen (((HwBedRequirement *) missing->pdata[0])->hint), >, 10);
  g_assert_null (strstr (((HwBedRequirement *) missing->pdata[0])->words, "%s"));
}

static void
assert_offer (Fixture    *fixture,
              const char *code)
{
  assert_missing (fixture, FALSE, code);
}

static void
add_other (Fixture    *fixture,
           const char *night,
           HwBedState  state)
{
  HwBed other = { .id = { { 10 } }, .partner = fixture->partner.id, .person = fixture->person.id, .night = (char *) night, .state = state };

  g_ptr_array_set_size (fixture->others, 0);
  g_ptr_array_add (fixture->others, hw_bed_copy (&other));
}

/* -- who -- */

static void
test_somebody (Fixture      *fixture,
               gconstpointer data)
{
  fixture->nobody = TRUE;
  fixture->bed.age = 20;
  assert_offer (fixture, "person-missing");
  set_kind (fixture, HW_BED_IN_SHELTER);
  assert_offer (fixture, NULL);
  set_kind (fixture, HW_BED_WITH_HOST);
  fixture->nobody = FALSE;
  assert_offer (fixture, NULL);
}

static void
test_age_asked (Fixture      *fixture,
                gconstpointer data)
{
  fixture->person.age = HW_AGE_UNKNOWN;
  assert_offer (fixture, "age-missing");
  fixture->bed.age = 25;
  assert_offer (fixture, NULL);
  fixture->bed.age = 0;
  set_kind (fixture, HW_BED_IN_SHELTER);
  assert_offer (fixture, NULL);
}

static void
test_age_limit (Fixture      *fixture,
                gconstpointer data)
{
  fixture->person.born = "2000-11-20";   /* 26 on that day */
  assert_offer (fixture, "age-over-25");
  fixture->person.born = "2000-11-21";   /* tomorrow */
  assert_offer (fixture, NULL);
  fixture->person.born = NULL;
  fixture->person.age = HW_AGE_26_49;
  assert_offer (fixture, "age-over-25");
  set_kind (fixture, HW_BED_IN_SHELTER);
  assert_offer (fixture, NULL);
}

static void
test_under_16 (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) missing = NULL;

  fixture->bed.age = 15;
  assert_offer (fixture, NULL);
  missing = ask (fixture, TRUE);
  g_assert_cmpuint (missing->len, ==, 2);
  fixture->bed.guardian = (char *) "Her aunt, by telephone at five";
  assert_missing (fixture, TRUE, "social-services-missing");
  fixture->bed.social_services = (char *) "Ms Lund, at half past five";
  assert_missing (fixture, TRUE, NULL);
  fixture->bed.guardian = (char *) "  ";
  assert_missing (fixture, TRUE, "guardian-missing");
  /* Sixteen is old enough. */
  fixture->bed.social_services = NULL;
  fixture->bed.age = 16;
  assert_missing (fixture, TRUE, NULL);
}

static void
test_doubt (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) missing = NULL;

  fixture->person.age = HW_AGE_UNDER_18;
  missing = ask (fixture, TRUE);
  g_assert_cmpuint (missing->len, ==, 2);
  fixture->bed.age = 17;
  assert_missing (fixture, TRUE, NULL);
}

/* -- which night -- */

static void
test_hour (Fixture      *fixture,
           gconstpointer data)
{
  fixture->bed.offered_at = get_time (fixture, 16, 1);
  assert_offer (fixture, "referral-hour");
  fixture->bed.offered_at = get_time (fixture, 16, 0) + 59 * G_USEC_PER_SEC;
  assert_offer (fixture, NULL);
  /* 21:00 in some places. */
  fixture->bed.offered_at = get_time (fixture, 20, 59);
  assert_offer (fixture, "referral-hour");
  fixture->partner.last_referral = "21:00";
  assert_offer (fixture, NULL);
  /* Tomorrow's night is not late. */
  fixture->partner.last_referral = NULL;
  fixture->bed.night = (char *) "2026-11-21";
  assert_offer (fixture, NULL);
}

static void
test_hour_of_shelter (Fixture      *fixture,
                      gconstpointer data)
{
  set_kind (fixture, HW_BED_IN_SHELTER);
  fixture->partner.last_referral = "22:30";
  fixture->bed.offered_at = get_time (fixture, 22, 31);
  assert_offer (fixture, "referral-hour");
  fixture->partner.last_referral = NULL;
  assert_offer (fixture, NULL);
}

static void
test_one_night (Fixture      *fixture,
                gconstpointer data)
{
  add_other (fixture, "2026-11-19", HW_BED_ACCEPTED);
  assert_offer (fixture, "one-night");
  add_other (fixture, "2026-11-19", HW_BED_OFFERED);
  assert_offer (fixture, "one-night");
  set_kind (fixture, HW_BED_IN_SHELTER);
  assert_offer (fixture, NULL);
  set_kind (fixture, HW_BED_WITH_HOST);
  add_other (fixture, "2026-11-19", HW_BED_STAYED);
  assert_offer (fixture, NULL);
}

static void
test_one_bed (Fixture      *fixture,
              gconstpointer data)
{
  set_kind (fixture, HW_BED_IN_SHELTER);
  add_other (fixture, NIGHT, HW_BED_ACCEPTED);
  assert_offer (fixture, "bed-that-night");
  add_other (fixture, NIGHT, HW_BED_STAYED);
  assert_offer (fixture, "bed-that-night");
  add_other (fixture, NIGHT, HW_BED_TURNED_DOWN);
  assert_offer (fixture, NULL);
}

/* -- whom the partner knows -- */

static void
test_safety_check (Fixture      *fixture,
                   gconstpointer data)
{
  fixture->bed.checked_on = NULL;
  assert_missing (fixture, TRUE, "safety-check-missing");
  /* One that is done the day after the night is none. */
  fixture->bed.checked_on = (char *) "2026-11-21";
  assert_missing (fixture, TRUE, "safety-check-missing");
  fixture->bed.checked_on = (char *) NIGHT;
  assert_missing (fixture, TRUE, NULL);
}

static void
test_known_to_partner (Fixture      *fixture,
                       gconstpointer data)
{
  fixture->bed.checked_on = NULL;
  add_other (fixture, "2026-10-01", HW_BED_NOT_COME);
  assert_missing (fixture, TRUE, "safety-check-missing");
  add_other (fixture, "2026-10-01", HW_BED_STAYED);
  assert_missing (fixture, TRUE, NULL);
  /* Another partner does not know them for it. */
  ((HwBed *) fixture->others->pdata[0])->partner = (HwId) { { 8 } };
  assert_missing (fixture, TRUE, "safety-check-missing");
  set_kind (fixture, HW_BED_IN_SHELTER);
  assert_missing (fixture, TRUE, NULL);
}

/* -- what came of it -- */

static void
assert_answer (Fixture    *fixture,
               HwBedKind   kind,
               HwBedState  state,
               const char *reason,
               const char *words,
               gboolean    expected)
{
  g_autoptr (GError) error = NULL;

  fixture->bed.kind = kind;
  g_assert_cmpint (hw_bed_check_answer (&fixture->bed, state, reason, words, &error), ==, expected);
  g_assert_cmpint (error == NULL, ==, expected);
}

static void
test_reasons (Fixture      *fixture,
              gconstpointer data)
{
  assert_answer (fixture, HW_BED_WITH_HOST, HW_BED_TURNED_DOWN, NULL, NULL, FALSE);
  assert_answer (fixture, HW_BED_WITH_HOST, HW_BED_TURNED_DOWN, "past-crime", "was in prison", FALSE);
  assert_answer (fixture, HW_BED_WITH_HOST, HW_BED_TURNED_DOWN, "other", "was in prison", FALSE);
  assert_answer (fixture, HW_BED_WITH_HOST, HW_BED_TURNED_DOWN, "misuse", NULL, TRUE);
  assert_answer (fixture, HW_BED_WITH_HOST, HW_BED_TURNED_DOWN, "mental-illness", NULL, TRUE);
  assert_answer (fixture, HW_BED_IN_SHELTER, HW_BED_TURNED_DOWN, "other", NULL, FALSE);
  assert_answer (fixture, HW_BED_IN_SHELTER, HW_BED_TURNED_DOWN, "other", "closed for repairs", TRUE);
  assert_answer (fixture, HW_BED_IN_SHELTER, HW_BED_REFUSED, NULL, NULL, FALSE);
  assert_answer (fixture, HW_BED_IN_SHELTER, HW_BED_REFUSED, "animal", NULL, TRUE);
  assert_answer (fixture, HW_BED_IN_SHELTER, HW_BED_ACCEPTED, "animal", NULL, FALSE);
  assert_answer (fixture, HW_BED_IN_SHELTER, HW_BED_ACCEPTED, NULL, NULL, TRUE);
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  assert_answer (fixture, HW_BED_WITH_HOST, HW_BED_STAYED, NULL, NULL, FALSE);
  fixture->bed.state = HW_BED_ACCEPTED;
  assert_answer (fixture, HW_BED_WITH_HOST, HW_BED_STAYED, NULL, NULL, TRUE);
  fixture->bed.state = HW_BED_OFFERED;
  assert_answer (fixture, HW_BED_IN_SHELTER, HW_BED_STAYED, NULL, NULL, TRUE);
}

/* -- the record itself -- */

static void
assert_record (Fixture *fixture,
               gboolean expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (hw_bed_check (&fixture->bed, get_time (fixture, 23, 0), fixture->zone, &error), ==, expected);
  g_assert_cmpint (error == NULL, ==, expected);
}

static void
test_record (Fixture      *fixture,
             gconstpointer data)
{
  fixture->bed.night = (char *) "tonight";
  assert_record (fixture, FALSE);
  fixture->bed.night = (char *) "2026-11-28";
  assert_record (fixture, FALSE);
  fixture->bed.night = (char *) "2026-11-27";
  assert_record (fixture, TRUE);
  fixture->bed.night = (char *) "2026-11-18";
  assert_record (fixture, FALSE);
  /* After midnight it is still the night before. */
  fixture->bed.night = (char *) "2026-11-19";
  assert_record (fixture, TRUE);
  fixture->bed.night = (char *) NIGHT;
  fixture->bed.checked_on = (char *) "2026-11-22";
  assert_record (fixture, FALSE);
  fixture->bed.checked_on = NULL;
  fixture->bed.age = 200;
  assert_record (fixture, FALSE);
  fixture->bed.age = 0;
  assert_record (fixture, TRUE);
  fixture->bed.offered_at = get_time (fixture, 23, 30);
  assert_record (fixture, FALSE);
  fixture->bed.offered_at = get_time (fixture, 15, 0);
  fixture->bed.partner = (HwId) { { 0 } };
  assert_record (fixture, FALSE);
}

static void
test_names (void)
{
  for (HwBedState state = 0; state < HW_N_BED_STATES; state++)
    {
      HwBedState found = HW_N_BED_STATES;
      guint n_reasons;
      const HwBedReason *reasons = hw_bed_list_reasons (HW_BED_WITH_HOST, state, &n_reasons);

      g_assert_true (hw_bed_state_from_string (hw_bed_state_to_string (state), &found));
      g_assert_cmpint (found, ==, state);
      for (guint i = 0; i < n_reasons; i++)
        g_assert_nonnull (hw_bed_reason_get_words (reasons[i].code));
    }
  g_assert_null (hw_bed_reason_get_words ("past-crime"));
}

static void
test_partner (void)
{
  static const struct { const char *beds, *count, *last; gboolean good; } cases[] = {
    { "hotel", NULL, NULL, FALSE }, { "host", "0", NULL, FALSE }, { "host", "many", NULL, FALSE }, { "shelter", "12", "25:00", FALSE },
    { "shelter", "12", "9", FALSE }, { "shelter", "12", "9:30", TRUE }, { "host", NULL, "21:00", TRUE }, { NULL, NULL, NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HwPartner partner = { .kind = HW_PARTNER_SERVICE, .name = "Shelter", .beds = cases[i].beds, .bed_count = cases[i].count, .last_referral = cases[i].last };
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (hw_partner_check (&partner, &error), ==, cases[i].good);
    }
}

static void
assert_night (const char *moment,
              const char *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Copenhagen");
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, zone);
  g_autofree char *night = hw_date_dup_night (g_date_time_to_unix (time) * G_USEC_PER_SEC, zone);

  g_assert_cmpstr (night, ==, expected);
}

/* Named by its evening, also over the ends of months and where the clocks are changed. */
static void
test_night (void)
{
  assert_night ("2026-11-22T23:59:59", "2026-11-22");
  assert_night ("2026-11-23T00:00:00", "2026-11-22");
  assert_night ("2026-11-23T05:59:59", "2026-11-22");
  assert_night ("2026-11-23T06:00:00", "2026-11-23");
  assert_night ("2026-12-01T03:00:00", "2026-11-30");
  assert_night ("2027-01-01T02:00:00", "2026-12-31");
  assert_night ("2026-10-25T02:30:00", "2026-10-24");
  assert_night ("2026-03-29T05:30:00", "2026-03-28");
}

static void
test_days_after (void)
{
  static const struct { const char *date; int days; const char *after; } all[] = {
    { "2026-11-30", 1, "2026-12-01" }, { "2026-12-31", 1, "2027-01-01" }, { "2026-11-22", 0, "2026-11-22" },
    { "2028-02-28", 1, "2028-02-29" }, { "2026-03-01", -1, "2026-02-28" }, { "2026-11-22", -400, "2025-10-18" },
    { "some day", 1, "some day" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *after = hw_date_dup_after (all[i].date, all[i].days);

      g_assert_cmpstr (after, ==, all[i].after);
    }
}

#define BED_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BED_TEST ("/bed/offer/a-host-takes-somebody-who-is-named", test_somebody);
  BED_TEST ("/bed/offer/a-host-asks-for-the-age", test_age_asked);
  BED_TEST ("/bed/offer/a-host-takes-people-from-16-to-25", test_age_limit);
  BED_TEST ("/bed/offer/last-referral-is-at-16-or-when-the-partner-says", test_hour);
  BED_TEST ("/bed/offer/a-shelter-is-late-only-where-it-says-so", test_hour_of_shelter);
  BED_TEST ("/bed/offer/one-night-at-a-time", test_one_night);
  BED_TEST ("/bed/offer/one-bed-for-a-night", test_one_bed);
  BED_TEST ("/bed/stay/under-16-needs-a-guardian-and-social-services", test_under_16);
  BED_TEST ("/bed/stay/in-doubt-somebody-is-young", test_doubt);
  BED_TEST ("/bed/stay/a-safety-check-comes-first", test_safety_check);
  BED_TEST ("/bed/stay/who-slept-there-is-known", test_known_to_partner);
  BED_TEST ("/bed/answer/a-past-crime-is-never-a-reason", test_reasons);
  BED_TEST ("/bed/answer/a-night-follows-a-yes", test_order);
  BED_TEST ("/bed/record/a-night-that-is-near-and-days-that-are-days", test_record);
  g_test_add_func ("/bed/night/lasts-until-six-and-is-named-by-its-evening", test_night);
  g_test_add_func ("/bed/night/the-next-one-may-be-in-another-month", test_days_after);
  g_test_add_func ("/bed/names/states-and-reasons-have-words", test_names);
  g_test_add_func ("/bed/partner/beds-are-said-as-they-are", test_partner);
  return g_test_run ();
}
