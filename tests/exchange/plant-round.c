/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "hw-store-visits.h"

/* For test-round.py. "plant-round WORKSPACE PASSPHRASE plant" makes a workspace
 * with a round of three stops and three people met there, and prints the identity
 * of the shift; "told" prints what was told about them since. */

#define AN_HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static const HwPoint arches = { 51.5305, -0.1239 }, market = { 51.5340, -0.1180 }, quay = { 51.5270, -0.1150 };

static void
stop_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static HwId
plant_site (HwStore *store)
{
  const HwSite site = { .name = (char *) "Viaduct Arches", .point = arches, .radius_m = 75, .hazards = (char *) "Needles by the wall", .access = (char *) "Gate code 4711" };
  GError *error = NULL;
  HwId id;

  hw_store_record_site (store, &site, &id, &error);
  stop_on (error);
  return id;
}

static HwId
plant_report (HwStore *store,
              gint64   now)
{
  const HwReport report = { .channel = HW_CHANNEL_PHONE, .received_at = now - 2 * AN_HOUR, .seen_at = now - 3 * AN_HOUR, .point = market, .people = 2, .place = "Pod mostem, Łódzka",
                            .appearance = "красная палатка", .language = "pl", .caller_name = "Mrs Winter", .caller_contact = "020 7946 0000", .concerns = HW_CONCERN_COLD };
  GError *error = NULL;
  HwId id;

  hw_store_record_report (store, &report, NULL, &id, &error);
  stop_on (error);
  return id;
}

/* Met at the arches; with a case, and in it a consent where there is a recipient. */
static void
plant_person (HwStore    *store,
              const char *alias,
              const char *recipient,
              gint64      now)
{
  const HwPerson person = { .alias = alias };
  HwContact contact = { .met_at = now - 30 * AN_HOUR, .point = arches, .bedded_down = TRUE, .people = 1 };
  GError *error = NULL;
  HwId id, case_id;
  gint64 row;

  hw_store_record_person (store, &person, NULL, &id, &error);
  stop_on (error);
  hw_store_record_contact (store, &contact, &row, NULL, &error);
  stop_on (error);
  hw_store_record_match (store, row, &id, &error);
  stop_on (error);
  hw_store_record_case (store, &id, "home", now - 20 * AN_HOUR, NULL, &case_id, &error);
  stop_on (error);
  if (recipient != NULL)
    hw_store_record_consent (store, &case_id, &(HwConsent) { .purpose = "advice", .recipient = recipient, .wording = "advice-1", .language = "en",
                                                             .granted_at = now - 10 * AN_HOUR, .expires_at = now + 900 * AN_HOUR }, NULL, &error);
  stop_on (error);
}

static HwStop *
make_stop (HwStopKind     kind,
           const HwId    *subject,
           const char    *name,
           const HwPoint *point,
           gint64         arrives_at)
{
  HwStop *stop = hw_stop_new ();

  stop->kind = kind;
  if (subject != NULL)
    stop->subject = *subject;
  stop->name = g_strdup (name);
  stop->point = *point;
  stop->visit_minutes = 20;
  stop->arrives_at = arrives_at;
  stop->leaves_at = arrives_at + AN_HOUR / 3;
  return stop;
}

static void
plant_shift (HwStore *store,
             gint64   now)
{
  g_autoptr (HwShift) shift = hw_shift_new ();
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);
  HwId site = plant_site (store), report = plant_report (store, now), id;
  g_autofree char *words = NULL;
  GError *error = NULL;

  shift->name = g_strdup ("Team North");
  shift->starts_at = now + AN_HOUR;
  shift->ends_at = now + 6 * AN_HOUR;
  shift->start = shift->end = quay;
  shift->start_place = g_strdup ("Riverton Station");
  g_ptr_array_add (shift->team, hw_team_member_new ("Amir", "en", TRUE));
  g_ptr_array_add (shift->team, hw_team_member_new ("Lise", "en", FALSE));
  hw_store_record_shift (store, shift, &id, &error);
  stop_on (error);
  g_ptr_array_add (stops, make_stop (HW_STOP_SITE, &site, "Viaduct Arches", &arches, now + AN_HOUR));
  g_ptr_array_add (stops, make_stop (HW_STOP_REPORT, &report, "Pod mostem", &market, now + 2 * AN_HOUR));
  g_ptr_array_add (stops, make_stop (HW_STOP_PLACE, NULL, "تحت الجسر", &quay, now + 3 * AN_HOUR));
  hw_store_record_round (store, &id, stops, &error);
  stop_on (error);
  words = hw_id_to_string (&id);
  g_print ("%s\n", words);
}

static void
plant (const char *path,
       const char *passphrase)
{
  g_autofree char *code = NULL;
  GError *error = NULL;
  g_autoptr (HwStore) store = hw_store_create (path, "Outreach", "Lise", passphrase, HW_KEY_STRENGTH_TEST, &code, &error);
  gint64 now = g_get_real_time ();

  stop_on (error);
  plant_person (store, "Janek", "Law centre", now);
  plant_person (store, "Mirela", "Night shelter", now);
  plant_person (store, "Tomasz", NULL, now);
  plant_shift (store, now);
  hw_store_close (store, &error);
  stop_on (error);
}

static void
print_told (const char *path,
            const char *passphrase)
{
  GError *error = NULL;
  g_autoptr (HwStore) store = hw_store_open (path, HW_SECRET_PASSPHRASE, passphrase, &error);
  g_autoptr (GPtrArray) cases = store != NULL ? hw_store_list_cases (store, &error) : NULL;

  stop_on (error);
  for (guint i = 0; i < cases->len; i++)
    {
      const HwCase *case_ = cases->pdata[i];

      for (guint j = 0; j < case_->records->len; j++)
        {
          const HwCaseRecord *record = case_->records->pdata[j];

          if (record->kind == HW_CASE_RECORD_DISCLOSURE)
            g_print ("%s|%s|%s|%s\n", case_->person->alias, hw_case_record_get (record, HW_RECORD_PURPOSE),
                     hw_case_record_get (record, HW_RECORD_RECIPIENT), hw_case_record_get (record, HW_RECORD_WHAT));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  if (argc != 4)
    return 2;
  if (g_str_equal (argv[3], "plant"))
    plant (argv[1], argv[2]);
  else
    print_told (argv[1], argv[2]);
  return 0;
}
