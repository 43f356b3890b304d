/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "case-fixture.h"
#include "hw-export.h"
#include "hw-wording.h"

/* Who stands on a list that leaves the team, and with what. */

#define NOW    "2026-12-29"
#define COUSIN "his cousin"

/* Marek came home on 20 December; the look after 7 days is overdue on the 29th. */
static HwCase *
make_returned (guint8 number)
{
  HwCase *self = make_full_case (HW_STAGE_RECEIVED);
  static const char * const fields[] = { HW_FIELD_FOLLOW_UP_7, HW_FIELD_FOLLOW_UP_30, HW_FIELD_FOLLOW_UP_90, HW_FIELD_FOLLOW_UP_180, HW_FIELD_FOLLOW_UP_365 };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_hash_table_remove (self->evidence, fields[i]);
  g_ptr_array_set_size (self->records, 0);
  add_record (self, HW_CASE_RECORD_PLAN_REVIEW, "2026-12-21", "words=all holds");
  self->id.bytes[0] = number;
  return self;
}

static void
agree (HwCase     *self,
       const char *purpose,
       const char *recipient)
{
  HwConsent grant = make_grant (purpose, recipient);

  hw_case_add_consent (self, &grant);
}

static HwExportAsk
make_ask (const char *purpose,
          const char *recipient)
{
  return (HwExportAsk) { purpose, recipient, hw_export_find_purpose (purpose)->proposed, G_MAXINT64, NULL };
}

static HwConsentState
find_state (HwCase *self)
{
  HwExportAsk ask = make_ask ("follow-up", COUSIN);
  g_autoptr (HwExportList) list = hw_export_list_new (&self, 1, &ask, noon_of (NOW));

  if (list->left_out->len == 0)
    {
      g_assert_cmpuint (list->cases->len, ==, 1);
      return HW_CONSENT_LIVE;
    }
  g_assert_cmpuint (list->rows->len + list->cases->len, ==, 0);
  g_assert_cmpuint (list->left_out->len, ==, 1);
  g_assert_true (((HwExportLeftOut *) list->left_out->pdata[0])->case_ == self);
  return ((HwExportLeftOut *) list->left_out->pdata[0])->state;
}

/* -- whom -- */

static void
test_own_consent (void)
{
  g_autoptr (HwCase) silent = make_returned (1), agreed = make_returned (2), to_another = make_returned (3), for_another = make_returned (4);
  g_autoptr (HwCase) refused = make_returned (5), expired = make_returned (6);
  HwConsent no = make_grant ("follow-up", COUSIN), over = make_grant ("follow-up", COUSIN);

  g_assert_cmpint (find_state (silent), ==, HW_CONSENT_MISSING);
  agree (agreed, "follow-up", COUSIN);
  g_assert_cmpint (find_state (agreed), ==, HW_CONSENT_LIVE);
  agree (to_another, "follow-up", "a clinic");
  g_assert_cmpint (find_state (to_another), ==, HW_CONSENT_MISSING);
  agree (for_another, "family", COUSIN);
  g_assert_cmpint (find_state (for_another), ==, HW_CONSENT_MISSING);
  no.refused = TRUE;
  hw_case_add_consent (refused, &no);
  g_assert_cmpint (find_state (refused), ==, HW_CONSENT_REFUSED);
  over.expires_at = noon_of ("2026-12-28");
  hw_case_add_consent (expired, &over);
  g_assert_cmpint (find_state (expired), ==, HW_CONSENT_EXPIRED);
}

static void
test_withdrawn_elsewhere (void)
{
  g_autoptr (HwCase) self = make_returned (1);
  HwConsent back = make_grant ("treatment", "a clinic");

  agree (self, "follow-up", COUSIN);
  g_assert_cmpint (find_state (self), ==, HW_CONSENT_LIVE);
  back.withdrawn_at = noon_of ("2026-12-22");
  hw_case_add_consent (self, &back);
  g_assert_cmpint (find_state (self), ==, HW_CONSENT_WITHDRAWN);
}

static void
test_each_open (void)
{
  HwCase *cases[] = { make_returned (1), make_returned (2) };
  HwExportAsk ask = make_ask ("follow-up", COUSIN);
  g_autoptr (HwExportList) list = NULL;
  g_autoptr (HwExportList) soon = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    agree (cases[i], "follow-up", COUSIN);
  add_record (cases[0], HW_CASE_RECORD_FOLLOW_UP, "2026-12-27", "days=7;outcome=reached");
  list = hw_export_list_new (cases, 2, &ask, noon_of (NOW));
  g_assert_cmpuint (list->cases->len, ==, 2);
  g_assert_cmpuint (list->rows->len, ==, 4 + 5);
  g_assert_true (((HwExportRow *) list->rows->pdata[0])->case_ == cases[1]);
  ask.until = noon_of ("2026-12-31");
  soon = hw_export_list_new (cases, 2, &ask, noon_of (NOW));
  g_assert_cmpuint (soon->rows->len, ==, 1);
  g_assert_cmpuint (soon->cases->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    hw_case_unref (cases[i]);
}

static void
test_stages (void)
{
  guint n_purposes;
  const HwExportPurpose *purposes = hw_export_purposes (&n_purposes);

  for (guint i = 0; i < n_purposes; i++)
    for (HwStage stage = HW_STAGE_WISH; stage < HW_N_STAGES; stage++)
      {
        HwCase *self = make_returned (1);
        HwExportAsk ask = make_ask (purposes[i].id, "them");
        g_autoptr (HwExportList) list = NULL;

        self->stage = stage;
        agree (self, purposes[i].id, "them");
        list = hw_export_list_new (&self, 1, &ask, noon_of (NOW));
        g_assert_cmpint (list->cases->len == 1, ==, hw_stage_is_on_rail (stage) && stage >= purposes[i].first && stage <= purposes[i].last);
        hw_case_unref (self);
      }
}

static void
test_recipients (void)
{
  HwCase *cases[] = { make_returned (1), make_returned (2) };
  g_autoptr (GPtrArray) recipients = NULL;
  g_autoptr (GPtrArray) nobody = hw_export_list_recipients (cases, 2, "family");

  agree (cases[0], "follow-up", "the municipality");
  agree (cases[1], "follow-up", COUSIN);
  agree (cases[1], "follow-up", "the municipality");
  recipients = hw_export_list_recipients (cases, 2, "follow-up");
  g_assert_cmpuint (nobody->len, ==, 0);
  g_assert_cmpuint (recipients->len, ==, 2);
  g_assert_cmpstr (recipients->pdata[0], ==, COUSIN);
  g_assert_cmpstr (recipients->pdata[1], ==, "the municipality");
  hw_case_unref (cases[0]);
  hw_case_unref (cases[1]);
}

/* -- what -- */

static void
test_own_fields (void)
{
  guint n_purposes, n_wordings = g_strv_length ((GStrv) hw_wording_list_purposes ());
  const HwExportPurpose *purposes = hw_export_purposes (&n_purposes);

  g_assert_cmpuint (n_purposes, ==, n_wordings);
  for (guint i = 0; i < n_purposes; i++)
    {
      HwExportAsk ask = { purposes[i].id, "them", 0, G_MAXINT64, "Lotte" };

      g_assert_true (g_strv_contains (hw_wording_list_purposes (), purposes[i].id));
      g_assert_cmpuint (purposes[i].proposed & ~purposes[i].allowed, ==, 0);
      for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
        {
          g_autoptr (GError) error = NULL;
          gboolean allowed = (purposes[i].allowed & HW_EXPORT_BIT (field)) != 0;

          ask.fields = purposes[i].proposed | HW_EXPORT_BIT (field);
          g_assert_cmpint (hw_export_check (&ask, "Sofie", &error), ==, allowed);
          g_assert_true (allowed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
        }
    }
}

/* Health is told to a clinic, and to nobody else. */
static void
test_health (void)
{
  const guint health = HW_EXPORT_BIT (HW_EXPORT_TREATMENT) | HW_EXPORT_BIT (HW_EXPORT_TREATMENT_STATE) | HW_EXPORT_BIT (HW_EXPORT_FIT_TO_TRAVEL) |
                       HW_EXPORT_BIT (HW_EXPORT_MEDICATION);
  guint n_purposes;
  const HwExportPurpose *purposes = hw_export_purposes (&n_purposes);

  for (guint i = 0; i < n_purposes; i++)
    g_assert_cmpint ((purposes[i].allowed & health) != 0, ==, g_str_equal (purposes[i].id, "treatment"));
}

static void
assert_refused (HwExportAsk *ask)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_export_check (ask, "Sofie Lund", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_second_person (void)
{
  static const char * const with_second[] = { "treatment", "identity-document", "first-responder" };
  HwExportAsk family = make_ask ("family", "his mother"), nobody = make_ask ("family", "");

  g_assert_true (hw_export_check (&family, "Sofie Lund", NULL));
  assert_refused (&nobody);
  family.fields = 0;
  assert_refused (&family);
  for (guint i = 0; i < G_N_ELEMENTS (with_second); i++)
    {
      HwExportAsk ask = make_ask (with_second[i], "them");

      assert_refused (&ask);
      ask.second_person = " sofie  lund ";
      assert_refused (&ask);
      ask.second_person = "Lotte Holm";
      g_assert_true (hw_export_check (&ask, "Sofie Lund", NULL));
    }
}

static void
assert_value (const HwExportRow *row,
              HwExportField      field,
              const char        *value)
{
  g_autofree char *found = hw_export_dup_value (row, field);

  g_assert_cmpstr (found, ==, value);
}

static void
test_values (void)
{
  g_autoptr (HwCase) self = make_returned (0xab);
  HwExportAsk ask = make_ask ("follow-up", COUSIN);
  g_autoptr (HwExportList) list = NULL;
  HwExportRow *row;

  agree (self, "follow-up", COUSIN);
  add_record (self, HW_CASE_RECORD_RECEPTION, "2026-12-01", "receiver=his cousin;state=accepted;housing=a room at the cousin's");
  add_record (self, HW_CASE_RECORD_PRECONDITION, "2026-11-01", "treatment=medical;state=met");
  add_record (self, HW_CASE_RECORD_PRECONDITION, "2026-11-02", "treatment=addiction;state=open");
  add_record (self, HW_CASE_RECORD_FOLLOW_UP, "2026-12-28", "days=7;outcome=no-answer");
  list = hw_export_list_new (&self, 1, &ask, noon_of (NOW));
  row = list->rows->pdata[0];
  assert_value (row, HW_EXPORT_REFERENCE, "AB000000");
  assert_value (row, HW_EXPORT_NAME, "Marek");
  assert_value (row, HW_EXPORT_BORN, NULL);
  assert_value (row, HW_EXPORT_ARRIVED_ON, "2026-12-20");
  assert_value (row, HW_EXPORT_RECEIVER, COUSIN);
  assert_value (row, HW_EXPORT_HOUSING, "a room at the cousin's");
  assert_value (row, HW_EXPORT_TREATMENT, "Medical, Addiction");
  assert_value (row, HW_EXPORT_FOLLOW_UP, "7 days after arrival");
  assert_value (row, HW_EXPORT_DUE_ON, "2026-12-27");
  assert_value (row, HW_EXPORT_ATTEMPTS, "1");
  assert_value (row, HW_EXPORT_LAST_TRIED_ON, "2026-12-28");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/each-persons-own-consent-decides", test_own_consent);
  g_test_add_func ("/export/who-took-a-consent-back-is-on-no-list", test_withdrawn_elsewhere);
  g_test_add_func ("/export/a-line-for-each-open-follow-up", test_each_open);
  g_test_add_func ("/export/only-stages-in-which-the-purpose-is-due", test_stages);
  g_test_add_func ("/export/only-recipients-somebody-was-asked-about", test_recipients);
  g_test_add_func ("/export/only-fields-the-purpose-allows", test_own_fields);
  g_test_add_func ("/export/health-is-told-to-a-clinic-only", test_health);
  g_test_add_func ("/export/a-second-person-where-the-purpose-needs-one", test_second_person);
  g_test_add_func ("/export/what-stands-on-a-line", test_values);
  return g_test_run ();
}
