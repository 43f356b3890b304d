/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "hw-store.h"

/* Makes a workspace whose people, cases, consents and records hold 1,000 words
 * that stand nowhere else: canaries.py looks for them outside it. */

#define N_CANARIES 1000
#define PER_PERSON 50
#define A_DAY      (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static const char * const evidence[] = {
  HW_FIELD_ASSESSED_BY, HW_FIELD_NEEDS, HW_FIELD_RISK, HW_FIELD_ENTITLEMENTS, HW_FIELD_OPTIONS_OFFERED, HW_FIELD_HANDED_OVER_TO,
  HW_FIELD_DECISION_LANGUAGE, HW_FIELD_INTERPRETER, HW_FIELD_FAMILY_MAY_KNOW, HW_FIELD_KEY_WORKER, HW_FIELD_GOALS,
  HW_FIELD_EMBASSY_AGREED, HW_FIELD_PRECONDITIONS_WAIVED_BY, HW_FIELD_MEDICATION, HW_FIELD_RECEIVER, HW_FIELD_PAYER,
  HW_FIELD_JOURNEY_RISK, HW_FIELD_COMPANION, HW_FIELD_ARRIVAL_CONFIRMED_BY, HW_FIELD_FOLLOW_UP_7, HW_FIELD_FOLLOW_UP_30,
  HW_FIELD_FOLLOW_UP_90, HW_FIELD_FOLLOW_UP_180, HW_FIELD_FOLLOW_UP_365, HW_FIELD_EXIT_REASON, HW_FIELD_REFERRED_TO,
};

/* Twelve letters, none like another's, so that a search that forgives spelling forgives none of them; canaries.py makes the same. */
static char *
make_canary (guint number)
{
  g_autofree char *seed = g_strdup_printf ("canary %u", number);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, seed, -1);
  char *canary = g_strndup (hash, 12);

  for (char *letter = canary; *letter != '\0'; letter++)
    *letter = (char) ('a' + g_ascii_xdigit_value (*letter));
  return canary;
}

static void
stop_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
plant_evidence (HwStore    *store,
                const HwId *case_id,
                guint      *number,
                gint64      now)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (evidence); i++)
    g_hash_table_insert (fields, (gpointer) evidence[i], make_canary ((*number)++));
  hw_store_record_evidence (store, case_id, fields, now, &error);
  stop_on (error);
}

static void
plant_consent (HwStore    *store,
               const HwId *case_id,
               guint      *number,
               gint64      now)
{
  g_autofree char *recipient = make_canary ((*number)++);
  g_autofree char *wording = make_canary ((*number)++);
  g_autofree char *language = make_canary ((*number)++);
  g_autofree char *interpreter = make_canary ((*number)++);
  g_autofree char *words = make_canary ((*number)++);
  GError *error = NULL;

  hw_store_record_consent (store, case_id,
                           &(HwConsent) { .purpose = "treatment", .recipient = recipient, .wording = wording, .language = language,
                                          .interpreter = interpreter, .words = words, .granted_at = now - A_DAY, .expires_at = now + 90 * A_DAY },
                           NULL, &error);
  stop_on (error);
}

/* Words wherever a kind of record takes them, until the person's share is planted. */
static void
plant_records (HwStore    *store,
               const HwId *case_id,
               guint      *number,
               guint       until,
               gint64      now)
{
  while (*number < until)
    {
      g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_NOTE, now);
      g_autofree char *canary = make_canary ((*number)++);
      GError *error = NULL;

      hw_case_record_set (record, HW_RECORD_WORDS, canary);
      hw_store_record_case_record (store, case_id, record, NULL, &error);
      stop_on (error);
    }
}

static void
plant_person (HwStore *store,
              guint    first,
              gint64   now)
{
  guint number = first;
  g_autofree char *alias = make_canary (number++);
  g_autofree char *other_names = make_canary (number++);
  g_autofree char *language = make_canary (number++);
  g_autofree char *wish = make_canary (number++);
  GError *error = NULL;
  HwId person, case_id;

  hw_store_record_person (store, &(HwPerson) { .alias = alias, .other_names = other_names, .language = language, .nationality = "PL", .known_since = now },
                          NULL, &person, &error);
  stop_on (error);
  hw_store_record_case (store, &person, wish, now, NULL, &case_id, &error);
  stop_on (error);
  plant_evidence (store, &case_id, &number, now);
  plant_consent (store, &case_id, &number, now);
  plant_records (store, &case_id, &number, first + PER_PERSON, now);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (HwStore) store = NULL;
  g_autofree char *recovery_code = NULL;
  gint64 now = g_get_real_time ();
  GError *error = NULL;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, ==, 2);
  store = hw_store_create (argv[1], "Night team", "Ada", "correct horse battery", HW_KEY_STRENGTH_TEST, &recovery_code, &error);
  stop_on (error);
  for (guint first = 0; first < N_CANARIES; first += PER_PERSON)
    plant_person (store, first, now);
  hw_store_close (store, &error);
  stop_on (error);
  return 0;
}
