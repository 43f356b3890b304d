/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "hw-casework.h"
#include "hw-date.h"

/* What the casework tests have in common: Marek, whose case holds everything up
 * to the last gate, so that a test takes one thing away and names what is asked for. */

#define NOON (G_GINT64_CONSTANT (43200) * G_USEC_PER_SEC)
#define DAY  (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static inline gint64
noon_of (const char *date)
{
  gint64 start = 0;

  g_assert_true (hw_date_parse (date, &start, NULL));
  return start + NOON;
}

static inline HwConsent
make_grant (const char *purpose,
            const char *recipient)
{
  return (HwConsent) {
    .purpose = purpose, .recipient = recipient, .wording = purpose, .language = "pl",
    .form = HW_CONSENT_WRITTEN, .granted_at = noon_of ("2026-11-03"), .expires_at = noon_of ("2027-02-03"),
  };
}

static inline HwCase *
make_empty_case (HwStage stage)
{
  HwPerson template_ = { .alias = "Marek", .age = HW_AGE_26_49, .known_since = noon_of ("2026-09-04") };
  g_autoptr (HwPerson) marek = hw_person_new (&template_);

  return hw_case_new (NULL, marek, stage, noon_of ("2026-10-18"));
}

/* Adds a record: "name=value;name=value". */
static inline HwCaseRecord *
add_record (HwCase           *self,
            HwCaseRecordKind  kind,
            const char       *date,
            const char       *fields)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (kind, noon_of (date));
  g_auto (GStrv) parts = g_strsplit (fields, ";", -1);

  /* Identities of their own: 1, 2, 3 ... */
  record->id.bytes[HW_ID_LENGTH - 1] = self->records->len + 1;
  record->author = g_strdup ("Sofie");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) field = g_strsplit (parts[i], "=", 2);

      if (field[0] != NULL)
        hw_case_record_set (record, field[0], field[1]);
    }
  hw_case_add_record (self, record);
  return record;
}

static inline HwCase *
make_full_case (HwStage stage)
{
  static const char * const evidence[][2] = {
    { HW_FIELD_ASSESSED_BY, "Sofie" }, { HW_FIELD_ASSESSED_AT, "2026-10-21" }, { HW_FIELD_NEEDS, "a dentist" },
    { HW_FIELD_RISK, "none seen" }, { HW_FIELD_ENTITLEMENTS, "emergency care" }, { HW_FIELD_OPTIONS_OFFERED, "hostel, said no" },
    { HW_FIELD_EXPLOITATION, "none" }, { HW_FIELD_EU_CITIZEN, "yes" },
    { HW_FIELD_DECISION, "yes" }, { HW_FIELD_DECISION_LANGUAGE, "pl" }, { HW_FIELD_INTERPRETER, "Jan" },
    { HW_FIELD_CAPACITY, "no-concern" }, { HW_FIELD_COOLING_OFF, "2026-11-02" },
    { HW_FIELD_FAMILY_MAY_KNOW, "nothing" }, { HW_FIELD_KEY_WORKER, "Sofie" }, { HW_FIELD_KEY_WORKER_CHOSEN, "yes" },
    { HW_FIELD_GOALS, "Work at my cousin's garage" },
    { HW_FIELD_TRAVEL_DATE, "2026-12-19" }, { HW_FIELD_DOCUMENT_UNTIL, "2028-01-01" },
    { HW_FIELD_EMBASSY_CONTACTED, "2026-11-12" }, { HW_FIELD_EMBASSY_AGREED, "document only, no housing" },
    { HW_FIELD_PRECONDITIONS, "met" }, { HW_FIELD_FIT_TO_TRAVEL, "yes" }, { HW_FIELD_MEDICATION, "none" },
    { HW_FIELD_MEDICATION_LETTER, "not-needed" }, { HW_FIELD_RECEIVER, "his cousin" }, { HW_FIELD_RECEIVER_ACCEPTED, "2026-12-01" },
    { HW_FIELD_PAYER, "the project: journey" }, { HW_FIELD_PAYER_APPROVED, "2026-12-02" },
    { HW_FIELD_JOURNEY_RISK, "low" }, { HW_FIELD_ESCORTS, "0" },
    { HW_FIELD_BOOKED_ON, "2026-12-03" }, { HW_FIELD_TICKET, "bus 07:12" },
    { HW_FIELD_ARRIVAL_CONFIRMED_BY, "his cousin" }, { HW_FIELD_ARRIVED_ON, "2026-12-20" },
    { HW_FIELD_FOLLOW_UP_7, "at work" }, { HW_FIELD_FOLLOW_UP_30, "at work" }, { HW_FIELD_FOLLOW_UP_90, "at work" },
    { HW_FIELD_FOLLOW_UP_180, "two calls, no answer" }, { HW_FIELD_FOLLOW_UP_365, "at work" },
  };
  HwCase *self = make_empty_case (stage);
  HwConsent grant = make_grant ("identity-document", "consulate");

  for (guint i = 0; i < G_N_ELEMENTS (evidence); i++)
    hw_case_set (self, evidence[i][0], evidence[i][1]);
  hw_case_add_consent (self, &grant);
  add_record (self, HW_CASE_RECORD_PLAN_REVIEW, "2026-12-21", "words=all holds");
  return self;
}

/* The codes of what the gate still asks for, "a b c"; empty where it is open. */
static inline char *
list_open (const HwCase *self,
           HwStage       stage,
           const char   *date)
{
  g_autoptr (GPtrArray) open = hw_gate_check (self, stage, noon_of (date), NULL);
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < open->len; i++)
    g_string_append_printf (codes, i > 0 ? " %s" : "%s", ((const HwRequirement *) open->pdata[i])->code);
  return g_string_free (codes, FALSE);
}

#define assert_gate(self, stage, date, codes) \
  G_STMT_START { g_autofree char *open_codes = list_open (self, stage, date); g_assert_cmpstr (open_codes, ==, codes); } G_STMT_END
