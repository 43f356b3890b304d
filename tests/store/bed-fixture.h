/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case-fixture.h"
#include "hw-store-beds.h"

/* Somebody of nineteen, a partner with hosts, and a bed for the night of tomorrow: so that the hour of the test does not matter. */

typedef struct
{
  HwId  host;
  HwId  shelter;
  HwId  person;
  char *night;   /* (owned) */
} BedTown;

static inline char *
fixture_dup_night (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return g_date_time_format (day, "%Y-%m-%d");
}

static inline BedTown *
fixture_make_bed_town (HwStore *store)
{
  BedTown *town = g_new0 (BedTown, 1);
  g_autoptr (GError) error = NULL;
  HwPartner host = { .kind = HW_PARTNER_SERVICE, .name = "Nightstop", .beds = "host", .bed_count = "4" };
  HwPartner shelter = { .kind = HW_PARTNER_SERVICE, .name = "Harbour House", .beds = "shelter", .last_referral = "22:00" };
  HwPerson person = { .alias = "Mouse", .age = HW_AGE_18_25, .known_since = TEST_TIME };

  assert_done (hw_store_record_partner (store, &host, NULL, &town->host, &error), error);
  assert_done (hw_store_record_partner (store, &shelter, NULL, &town->shelter, &error), error);
  assert_done (hw_store_record_person (store, &person, NULL, &town->person, &error), error);
  town->night = fixture_dup_night (1);
  return town;
}

static inline void
fixture_free_bed_town (BedTown *town)
{
  g_free (town->night);
  g_free (town);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BedTown, fixture_free_bed_town)

static inline HwBed
fixture_make_bed (const BedTown *town)
{
  return (HwBed) { .partner = town->host, .person = town->person, .night = town->night, .offered_at = g_get_real_time () };
}
