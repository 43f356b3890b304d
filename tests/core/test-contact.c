/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-contact.h"

#define NOW (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC)

static void
assert_refused (const HwContact *contact,
                HwReportError    code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_contact_check (contact, NOW, &error));
  g_assert_error (error, HW_REPORT_ERROR, code);
}

static HwContact
make_contact (void)
{
  return (HwContact) { .met_at = NOW, .point = { 51.5155, -0.1 }, .place = "Viaduct Arches", .bedded_down = TRUE, .people = 1 };
}

static void
test_rules (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *note = g_strnfill (10001, 'x');
  HwContact contact = make_contact ();

  contact.met_at = 0;
  assert_refused (&contact, HW_REPORT_ERROR_NO_TIME);
  contact.met_at = NOW + G_USEC_PER_SEC * 301;
  assert_refused (&contact, HW_REPORT_ERROR_TIME_RANGE);
  contact = make_contact ();
  contact.point = HW_POINT_UNKNOWN;
  contact.place = "";
  assert_refused (&contact, HW_REPORT_ERROR_NO_PLACE);
  contact = make_contact ();
  contact.point.latitude = 91;
  assert_refused (&contact, HW_REPORT_ERROR_POINT_RANGE);
  contact = make_contact ();
  contact.people = 501;
  assert_refused (&contact, HW_REPORT_ERROR_PEOPLE);
  contact = make_contact ();
  contact.note = note;
  assert_refused (&contact, HW_REPORT_ERROR_TOO_LONG);

  contact = make_contact ();
  g_assert_true (hw_contact_check (&contact, NOW, &error));
  g_assert_no_error (error);
}

static void
test_record (void)
{
  char place[] = "Viaduct Arches";
  HwContact template_ = make_contact ();
  g_autoptr (HwContact) contact = NULL;
  g_autoptr (HwContact) again = NULL;

  template_.place = place;
  contact = hw_contact_new (&template_);
  again = hw_contact_ref (contact);
  memset (place, 'x', sizeof place - 1);
  g_assert_cmpstr (again->place, ==, "Viaduct Arches");
  g_assert_null (again->note);
  g_assert_true (again->bedded_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contact/check/is-held-to-the-rules-of-a-report", test_rules);
  g_test_add_func ("/contact/record/keeps-its-own-strings", test_record);
  return g_test_run ();
}
