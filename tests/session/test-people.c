/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-person-match.h"
#include "session-fixture.h"

/* People, who is the same as whom, partners and records through the session:
 * every command is seen in the models when it answers, and again after a lock. */

/* -- helpers -------------------------------------------------------------------- */

static void
save_person (Fixture        *fixture,
             const HwPerson *person,
             HwId           *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_save_person_async (fixture->session, person, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_save_person_finish (fixture->session, result, id, &error);
  g_assert_no_error (error);
}

static void
save_named (Fixture    *fixture,
            const char *alias,
            HwId       *id)
{
  HwPerson person = { .alias = alias, .language = "pl", .born = "1979" };

  save_person (fixture, &person, id);
}

static void
open_case_of (Fixture    *fixture,
              const HwId *person,
              HwId       *case_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_open_case_async (fixture->session, hw_session_find_person (fixture->session, person), "Home", answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_open_case_finish (fixture->session, result, case_id, &error);
  g_assert_no_error (error);
}

static HwCase *
get_case (Fixture    *fixture,
          const HwId *case_id)
{
  HwCaseItem *item = hw_session_find_case (fixture->session, case_id);

  g_assert_nonnull (item);
  return hw_case_item_get_case (item);
}

static gboolean
link_people (Fixture     *fixture,
             const HwId  *person,
             const HwId  *other,
             gboolean     same,
             GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_link_people_async (fixture->session, person, other, same, "the same coat", answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_link_people_finish (fixture->session, result, error);
}

static void
grant (Fixture    *fixture,
       const HwId *case_id)
{
  gint64 now = g_get_real_time ();
  HwConsent yes = { .purpose = "travel", .recipient = "Travel Desk", .wording = "travel-2026-2", .language = "pl",
                    .form = HW_CONSENT_ORAL, .granted_at = now - G_USEC_PER_SEC, .expires_at = now + 30 * HW_DAY_US };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_record_consent_async (fixture->session, case_id, &yes, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_record_consent_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static gboolean
add_record (Fixture       *fixture,
            const HwId    *case_id,
            HwCaseRecord  *record,
            HwId          *id,
            GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_add_record_async (fixture->session, case_id, record, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_add_record_finish (fixture->session, result, id, error);
}

static gint64
meet (Fixture    *fixture,
      const HwId *person)
{
  HwContact contact = { .met_at = g_get_real_time () - HW_DAY_US, .point = { 51.5, -0.1 }, .place = "Quay", .people = 1, .bedded_down = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwPointIndex *points = hw_session_get_points (fixture->session);
  HwIndexPoint point;

  if (person != NULL)
    contact.person = *person;
  hw_session_record_contact_async (fixture->session, &contact, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_record_contact_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_true (hw_point_index_get_point (points, hw_point_index_get_size (points) - 1, &point));
  return point.row;
}

static void
match (Fixture    *fixture,
       gint64      contact_row,
       const HwId *person)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_match_contact_async (fixture->session, contact_row, person, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_match_contact_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static guint
count_contacts (Fixture    *fixture,
                const HwId *person,
                guint      *n_same)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GArray) same = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_look_up_person_async (fixture->session, person, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_look_up_person_finish (fixture->session, result, &contacts, &same, &error);
  g_assert_no_error (error);
  if (n_same != NULL)
    *n_same = same->len;
  return contacts->len;
}

static GPtrArray *
find_likely_same (Fixture        *fixture,
                  const HwPerson *person)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *matches;

  hw_session_find_likely_same_async (fixture->session, person, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  matches = hw_session_find_likely_same_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return matches;
}

static void
count_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          gpointer    user_data)
{
  *(guint *) user_data += 1;
}

/* -- people ----------------------------------------------------------------------- */

static void
test_saved_is_found (Fixture       *fixture,
                     gconstpointer  data)
{
  HwPerson changed = { .alias = "Marek", .other_names = "Long Coat", .nationality = "PL" };
  HwId id, nobody = { { 1 } };

  g_assert_null (hw_session_find_person (fixture->session, &nobody));
  save_named (fixture, "Marek", &id);
  g_assert_cmpstr (hw_session_find_person (fixture->session, &id)->born, ==, "1979");

  changed.id = id;
  save_person (fixture, &changed, NULL);
  g_assert_cmpuint (count (hw_session_get_people (fixture->session)), ==, 1);
  g_assert_cmpstr (hw_session_find_person (fixture->session, &id)->other_names, ==, "Long Coat");
  lock_and_unlock (fixture);
  g_assert_cmpstr (hw_session_find_person (fixture->session, &id)->other_names, ==, "Long Coat");
}

static void
test_saved_is_seen_in_case (Fixture       *fixture,
                            gconstpointer  data)
{
  HwPerson changed = { .alias = "Marek the painter" };
  HwId id, case_id;

  save_named (fixture, "Marek", &id);
  open_case_of (fixture, &id, &case_id);
  g_assert_cmpstr (get_case (fixture, &case_id)->person->alias, ==, "Marek");
  changed.id = id;
  save_person (fixture, &changed, NULL);
  g_assert_cmpstr (get_case (fixture, &case_id)->person->alias, ==, "Marek the painter");
}

static void
test_nobody_is_linked_with_themselves (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint n_same;
  HwId marek, coat;

  save_named (fixture, "Marek", &marek);
  save_named (fixture, "Long Coat", &coat);
  g_assert_false (link_people (fixture, &marek, &marek, TRUE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  count_contacts (fixture, &marek, &n_same);
  g_assert_cmpuint (n_same, ==, 0);

  g_assert_true (link_people (fixture, &marek, &coat, TRUE, &error));
  g_assert_no_error (error);
  count_contacts (fixture, &marek, &n_same);
  g_assert_cmpuint (n_same, ==, 1);
}

/* Rule 5 of the journal: the consent of linked people is the intersection. */
static void
test_link_joins_consents (Fixture       *fixture,
                          gconstpointer  data)
{
  HwId marek, coat, mareks, coats;
  g_autoptr (GError) error = NULL;

  save_named (fixture, "Marek", &marek);
  save_named (fixture, "Long Coat", &coat);
  open_case_of (fixture, &marek, &mareks);
  open_case_of (fixture, &coat, &coats);
  grant (fixture, &mareks);
  g_assert_cmpint (hw_case_consent_state (get_case (fixture, &mareks), "travel", "Travel Desk", g_get_real_time ()), ==, HW_CONSENT_LIVE);

  link_people (fixture, &marek, &coat, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_case (fixture, &coats)->linked_consents->len, ==, 1);

  /* what one of them says is seen in the case of the other */
  grant (fixture, &coats);
  g_assert_cmpuint (get_case (fixture, &mareks)->linked_consents->len, ==, 1);

  link_people (fixture, &marek, &coat, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_case (fixture, &mareks)->linked_consents->len, ==, 0);
  g_assert_cmpuint (get_case (fixture, &coats)->linked_consents->len, ==, 0);
}

static void
test_match_moves_contact (Fixture       *fixture,
                          gconstpointer  data)
{
  HwId marek, coat, mareks, nobody = { { 0 } };
  gint64 row;

  save_named (fixture, "Marek", &marek);
  save_named (fixture, "Long Coat", &coat);
  open_case_of (fixture, &marek, &mareks);
  row = meet (fixture, NULL);
  g_assert_cmpuint (get_case (fixture, &mareks)->met_at->len, ==, 0);
  g_assert_cmpuint (count_contacts (fixture, &marek, NULL), ==, 0);

  match (fixture, row, &marek);
  g_assert_cmpuint (get_case (fixture, &mareks)->met_at->len, ==, 1);
  g_assert_cmpuint (count_contacts (fixture, &marek, NULL), ==, 1);

  match (fixture, row, &coat);
  g_assert_cmpuint (get_case (fixture, &mareks)->met_at->len, ==, 0);
  g_assert_cmpuint (count_contacts (fixture, &coat, NULL), ==, 1);

  match (fixture, row, &nobody);
  g_assert_cmpuint (count_contacts (fixture, &coat, NULL), ==, 0);
}

static void
test_contact_is_seen_in_case (Fixture       *fixture,
                              gconstpointer  data)
{
  HwId marek, mareks;

  save_named (fixture, "Marek", &marek);
  open_case_of (fixture, &marek, &mareks);
  g_assert_cmpint (hw_session_find_person (fixture->session, &marek)->last_met, ==, 0);
  meet (fixture, &marek);
  g_assert_cmpuint (get_case (fixture, &mareks)->met_at->len, ==, 1);
  g_assert_cmpint (hw_session_find_person (fixture->session, &marek)->last_met, >, 0);
}

static void
test_likely_same_says_why (Fixture       *fixture,
                           gconstpointer  data)
{
  HwPerson typed = { .alias = "Mareck", .language = "pl", .born = "1979" };
  g_autoptr (GPtrArray) matches = NULL;
  const HwPersonMatch *first;
  HwId marek, other;

  save_named (fixture, "Marek", &marek);
  matches = find_likely_same (fixture, hw_session_find_person (fixture->session, &marek));
  g_assert_cmpuint (matches->len, ==, 0);
  g_clear_pointer (&matches, g_ptr_array_unref);

  /* of somebody who is only being typed */
  matches = find_likely_same (fixture, &typed);
  g_assert_cmpuint (matches->len, ==, 1);
  first = g_ptr_array_index (matches, 0);
  g_assert_true (hw_id_equal (&first->person->id, &marek));
  g_assert_cmpuint (first->reasons->len, >, 0);
  g_clear_pointer (&matches, g_ptr_array_unref);

  /* and no more once it is settled */
  save_person (fixture, &typed, &other);
  link_people (fixture, &marek, &other, TRUE, NULL);
  matches = find_likely_same (fixture, hw_session_find_person (fixture->session, &marek));
  g_assert_cmpuint (matches->len, ==, 0);
}

/* -- partners ------------------------------------------------------------------------ */

static gboolean
save_partner (Fixture         *fixture,
              const HwPartner *partner,
              HwId            *id,
              GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_save_partner_async (fixture->session, partner, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_save_partner_finish (fixture->session, result, id, error);
}

static const char *
get_partner_name (Fixture *fixture,
                  guint    position)
{
  g_autoptr (HwPartnerItem) item = g_list_model_get_item (hw_session_get_partners (fixture->session), position);

  return hw_partner_item_get_partner (item)->name;
}

static void
test_partners_by_name (Fixture       *fixture,
                       gconstpointer  data)
{
  HwPartner clinic = { .kind = HW_PARTNER_TREATMENT, .name = "Riverside Clinic" };
  HwPartner embassy = { .kind = HW_PARTNER_EMBASSY, .name = "embassy of Poland", .country = "PL" };
  HwPartner nameless = { .kind = HW_PARTNER_FUNDER, .name = " " };
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;
  HwId id;

  g_signal_connect (hw_session_get_partners (fixture->session), "items-changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_false (save_partner (fixture, &nameless, &id, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (n_changes, ==, 0);

  g_assert_true (save_partner (fixture, &clinic, NULL, &error));
  g_assert_true (save_partner (fixture, &embassy, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpstr (get_partner_name (fixture, 0), ==, "embassy of Poland");

  /* a changed one takes its new place, and is found again after a lock */
  embassy.id = id;
  embassy.name = "The Polish embassy";
  g_assert_true (save_partner (fixture, &embassy, NULL, &error));
  g_assert_cmpstr (get_partner_name (fixture, 1), ==, "The Polish embassy");
  lock (fixture);
  g_assert_cmpuint (count (hw_session_get_partners (fixture->session)), ==, 0);
  g_assert_null (hw_session_find_partner (fixture->session, &id));
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_cmpuint (count (hw_session_get_partners (fixture->session)), ==, 2);
  g_assert_cmpstr (hw_session_find_partner (fixture->session, &id)->name, ==, "The Polish embassy");
  g_signal_handlers_disconnect_by_data (hw_session_get_partners (fixture->session), &n_changes);
}

/* -- records -------------------------------------------------------------------------- */

static void
test_record_is_seen (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HwCaseRecord) note = hw_case_record_new (HW_CASE_RECORD_NOTE, g_get_real_time () - G_USEC_PER_SEC);
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;
  HwId person, case_id, id, same;

  save_named (fixture, "Marek", &person);
  open_case_of (fixture, &person, &case_id);
  g_signal_connect (hw_session_get_cases (fixture->session), "items-changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_false (add_record (fixture, &case_id, note, &id, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (n_changes, ==, 0);

  hw_case_record_set (note, HW_RECORD_WORDS, "Rang his sister");
  g_assert_true (add_record (fixture, &case_id, note, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (get_case (fixture, &case_id)->records->len, ==, 1);

  /* a correction keeps the identity and takes the place */
  note->id = id;
  hw_case_record_set (note, HW_RECORD_WORDS, "Rang his aunt");
  g_assert_true (add_record (fixture, &case_id, note, &same, &error));
  g_assert_true (hw_id_equal (&id, &same));
  lock_and_unlock (fixture);
  g_assert_cmpuint (get_case (fixture, &case_id)->records->len, ==, 1);
  g_assert_cmpstr (hw_case_record_get (g_ptr_array_index (get_case (fixture, &case_id)->records, 0), HW_RECORD_WORDS), ==, "Rang his aunt");
  g_signal_handlers_disconnect_by_data (hw_session_get_cases (fixture->session), &n_changes);
}

static void
test_disclosure_needs_consent (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (HwCaseRecord) told = hw_case_record_new (HW_CASE_RECORD_DISCLOSURE, g_get_real_time ());
  g_autoptr (GPtrArray) disclosures = NULL;
  g_autoptr (GError) error = NULL;
  HwId person, case_id;

  hw_case_record_set (told, HW_RECORD_PURPOSE, "travel");
  hw_case_record_set (told, HW_RECORD_RECIPIENT, "Travel Desk");
  hw_case_record_set (told, HW_RECORD_WHAT, "The name in the passport");
  save_named (fixture, "Marek", &person);
  open_case_of (fixture, &person, &case_id);
  g_assert_false (add_record (fixture, &case_id, told, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  disclosures = hw_session_list_disclosures (fixture->session, &case_id);
  g_assert_cmpuint (disclosures->len, ==, 0);
  g_clear_pointer (&disclosures, g_ptr_array_unref);

  grant (fixture, &case_id);
  g_assert_true (add_record (fixture, &case_id, told, NULL, &error));
  g_assert_no_error (error);
  disclosures = hw_session_list_disclosures (fixture->session, &case_id);
  g_assert_cmpuint (disclosures->len, ==, 1);
  g_assert_cmpstr (hw_case_record_get (g_ptr_array_index (disclosures, 0), HW_RECORD_RECIPIENT), ==, "Travel Desk");
}

static void
test_locked_refuses (Fixture       *fixture,
                     gconstpointer  data)
{
  HwPartner clinic = { .kind = HW_PARTNER_TREATMENT, .name = "Riverside Clinic" };
  g_autoptr (GError) error = NULL;

  lock (fixture);
  g_assert_false (save_partner (fixture, &clinic, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/person/saved-is-found", set_up_open, test_saved_is_found);
  add ("/session/person/saved-is-seen-in-their-case", set_up_open, test_saved_is_seen_in_case);
  add ("/session/person/nobody-is-linked-with-themselves", set_up_open, test_nobody_is_linked_with_themselves);
  add ("/session/person/link-joins-consents-and-can-be-undone", set_up_open, test_link_joins_consents);
  add ("/session/person/match-moves-a-contact", set_up_open, test_match_moves_contact);
  add ("/session/person/contact-is-seen-in-their-case", set_up_open, test_contact_is_seen_in_case);
  add ("/session/person/likely-same-says-why", set_up_open, test_likely_same_says_why);
  add ("/session/partner/by-name", set_up_open, test_partners_by_name);
  add ("/session/record/is-seen-in-its-case", set_up_open, test_record_is_seen);
  add ("/session/record/disclosure-needs-a-consent", set_up_open, test_disclosure_needs_consent);
  add ("/session/partner/locked-refuses", set_up_open, test_locked_refuses);

  return g_test_run ();
}
