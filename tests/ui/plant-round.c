/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "hw-store-visits.h"

/* A shift of today with a round of three stops, so that visits-end-to-end.py is
 * about walking it: the first is a site with a hazard, the second a report. */

#define A_MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

static void
stop_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static HwId
plant_site (HwStore *store)
{
  HwSite site = { .name = (char *) "Old Bridge", .point = { 51.5, -0.1 }, .radius_m = 75, .hazards = (char *) "wet steps" };
  HwId id;
  GError *error = NULL;

  hw_store_record_site (store, &site, &id, &error);
  stop_on (error);
  return id;
}

static HwId
plant_report (HwStore *store)
{
  gint64 now = g_get_real_time ();
  HwReport report = {
    .channel = HW_CHANNEL_PHONE, .received_at = now - 60 * A_MINUTE, .seen_at = now - 70 * A_MINUTE, .point = { 51.501, -0.1 },
    .place = "Arcade, north doors", .people = 2, .language = "pl",
  };
  HwId id;
  GError *error = NULL;

  hw_store_record_report (store, &report, NULL, &id, &error);
  stop_on (error);
  return id;
}

static void
add_stop (HwShift    *shift,
          HwStopKind  kind,
          HwId        subject,
          const char *name)
{
  HwStop *stop = hw_stop_new ();

  stop->kind = kind;
  stop->subject = subject;
  stop->point = (HwPoint) { 51.5 + 0.001 * shift->stops->len, -0.1 };
  stop->name = g_strdup (name);
  stop->visit_minutes = 10;
  stop->arrives_at = shift->starts_at + (5 + 20 * shift->stops->len) * A_MINUTE;
  stop->leaves_at = stop->arrives_at + 10 * A_MINUTE;
  if (kind == HW_STOP_REPORT)
    g_array_append_val (stop->reports, subject);
  g_ptr_array_add (shift->stops, stop);
}

static void
plant_shift (HwStore *store,
             HwShift *shift)
{
  GError *error = NULL;

  shift->kind = HW_SHIFT_NIGHT;
  shift->name = g_strdup ("Team North");
  shift->starts_at = g_get_real_time ();
  shift->ends_at = shift->starts_at + 240 * A_MINUTE;
  shift->start = shift->end = (HwPoint) { 51.5, -0.101 };
  shift->start_place = g_strdup ("Market Square");
  g_ptr_array_add (shift->team, hw_team_member_new ("Sofie", "en pl", TRUE));
  g_ptr_array_add (shift->team, hw_team_member_new ("Imran", "en", FALSE));
  add_stop (shift, HW_STOP_SITE, plant_site (store), "Old Bridge");
  add_stop (shift, HW_STOP_REPORT, plant_report (store), "Market Arcade");
  add_stop (shift, HW_STOP_PLACE, (HwId) { { 0 } }, "Station Yard");
  hw_store_record_shift (store, shift, &shift->id, &error);
  stop_on (error);
  hw_store_record_round (store, &shift->id, shift->stops, &error);
  stop_on (error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (HwStore) store = NULL;
  g_autoptr (HwShift) shift = hw_shift_new ();
  GError *error = NULL;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, ==, 3);
  store = hw_store_open (argv[1], HW_SECRET_PASSPHRASE, argv[2], &error);
  stop_on (error);
  plant_shift (store, shift);
  hw_store_close (store, &error);
  stop_on (error);
  return 0;
}
