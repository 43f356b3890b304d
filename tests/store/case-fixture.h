/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fixture.h"

/*
 * Marek's way home in a workspace: everything that the gates up to the journey
 * ask for, and one consent, to the consulate. Days count from today.
 */

#define FIXTURE_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static inline gint64
fixture_time (int days)
{
  return g_get_real_time () + days * FIXTURE_DAY;
}

static inline const char *
fixture_day (int days)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (fixture_time (days) / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  return g_intern_string (text);
}

static inline void
fixture_grant (HwStore    *store,
               const HwId *case_id,
               HwId       *consent_id)
{
  g_autoptr (GError) error = NULL;
  HwConsent consent = { .purpose = "identity-document", .recipient = "consulate", .wording = "identity-document-1", .language = "pl",
                        .granted_at = fixture_time (-40), .expires_at = fixture_time (40) };

  hw_store_record_consent (store, case_id, &consent, consent_id, &error);
  g_assert_no_error (error);
}

static inline void
fixture_set_evidence (HwStore    *store,
                      const HwId *case_id)
{
  const char * const evidence[][2] = {
    { HW_FIELD_ASSESSED_BY, "Sofie" }, { HW_FIELD_ASSESSED_AT, fixture_day (-50) }, { HW_FIELD_NEEDS, "a dentist" },
    { HW_FIELD_RISK, "none seen" }, { HW_FIELD_ENTITLEMENTS, "emergency care" }, { HW_FIELD_OPTIONS_OFFERED, "hostel, said no" },
    { HW_FIELD_EXPLOITATION, "none" }, { HW_FIELD_EU_CITIZEN, "yes" },
    { HW_FIELD_DECISION, "yes" }, { HW_FIELD_DECISION_LANGUAGE, "pl" }, { HW_FIELD_INTERPRETER, "Jan" },
    { HW_FIELD_CAPACITY, "no-concern" }, { HW_FIELD_COOLING_OFF, fixture_day (-45) },
    { HW_FIELD_FAMILY_MAY_KNOW, "nothing" }, { HW_FIELD_KEY_WORKER, "Sofie" }, { HW_FIELD_KEY_WORKER_CHOSEN, "yes" },
    { HW_FIELD_GOALS, "Work at my cousin's garage" },
    { HW_FIELD_TRAVEL_DATE, fixture_day (-5) }, { HW_FIELD_DOCUMENT_UNTIL, fixture_day (900) },
    { HW_FIELD_EMBASSY_CONTACTED, fixture_day (-30) }, { HW_FIELD_EMBASSY_AGREED, "document only, no housing" },
    { HW_FIELD_PRECONDITIONS, "met" }, { HW_FIELD_FIT_TO_TRAVEL, "yes" }, { HW_FIELD_MEDICATION, "none" },
    { HW_FIELD_MEDICATION_LETTER, "not-needed" }, { HW_FIELD_RECEIVER, "his cousin" }, { HW_FIELD_RECEIVER_ACCEPTED, fixture_day (-20) },
    { HW_FIELD_PAYER, "the project: journey" }, { HW_FIELD_PAYER_APPROVED, fixture_day (-19) },
    { HW_FIELD_JOURNEY_RISK, "low" }, { HW_FIELD_ESCORTS, "0" },
  };
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (evidence); i++)
    g_hash_table_insert (fields, (gpointer) evidence[i][0], (gpointer) evidence[i][1]);
  hw_store_record_evidence (store, case_id, fields, fixture_time (-18), &error);
  g_assert_no_error (error);
}

static inline void
fixture_book (HwStore    *store,
              const HwId *case_id)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (fields, HW_FIELD_BOOKED_ON, (gpointer) fixture_day (-12));
  g_hash_table_insert (fields, HW_FIELD_TICKET, "bus 07:12");
  hw_store_record_evidence (store, case_id, fields, fixture_time (-12), &error);
  g_assert_no_error (error);
}

static inline void
fixture_move (HwStore    *store,
              const HwId *case_id,
              HwStage     stage)
{
  g_autoptr (GError) error = NULL;

  hw_store_record_stage (store, case_id, stage, 0, &error);
  g_assert_no_error (error);
}

/* A case that stands in @last, which is at most travelled. */
static inline void
fixture_record_way (HwStore *store,
                    HwStage  last,
                    HwId    *case_id,
                    HwId    *consent_id)
{
  fixture_record_case (store, case_id);
  fixture_set_evidence (store, case_id);
  fixture_grant (store, case_id, consent_id);
  if (last >= HW_STAGE_TRAVELLED)
    fixture_book (store, case_id);
  for (HwStage stage = HW_STAGE_ASSESSED; stage <= last; stage++)
    fixture_move (store, case_id, stage);
}

/* A record: "name=value;name=value". */
static inline HwCaseRecord *
fixture_make_record (HwCaseRecordKind kind,
                     const char      *fields)
{
  HwCaseRecord *record = hw_case_record_new (kind, fixture_time (-1));
  g_auto (GStrv) parts = g_strsplit (fields, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) field = g_strsplit (parts[i], "=", 2);

      hw_case_record_set (record, field[0], field[1]);
    }
  return record;
}

static inline gboolean
fixture_add_record (HwStore         *store,
                    const HwId      *case_id,
                    HwCaseRecordKind kind,
                    const char      *fields,
                    HwId            *id,
                    GError         **error)
{
  g_autoptr (HwCaseRecord) record = fixture_make_record (kind, fields);

  return hw_store_record_case_record (store, case_id, record, id, error);
}

#define assert_refused(done, error, refusal) \
  G_STMT_START { \
    g_assert_false (done); \
    g_assert_error (error, HW_STORE_ERROR, refusal); \
    g_assert_cmpuint (strlen ((error)->message), >, 40); \
    /* A shut gate lists what is open; all else says what was kept. */ \
    g_assert_true ((refusal) == HW_STORE_ERROR_GATE || strstr ((error)->message, "Nothing was ") != NULL || \
                   strstr ((error)->message, "left as it is") != NULL); \
    g_clear_error (&(error)); \
  } G_STMT_END
#define assert_done(done, error) \
  G_STMT_START { \
    gboolean is_done = (done); \
    g_assert_no_error (error); \
    g_assert_true (is_done); \
  } G_STMT_END
