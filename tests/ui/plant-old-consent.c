/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "hw-store.h"

/* What only the passing of time makes: a consent that was given more than a year
 * ago, so that the one case of a workspace can be about a journey of last year
 * and all of its follow-ups. Nothing else is planted; casework-end-to-end.py
 * does the rest in the window. */

#define A_DAY     (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define DAYS_AGO  430
#define DAYS_LEFT 30

static void
stop_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (HwStore) store = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  gint64 now = g_get_real_time ();
  const HwConsent consent = { .purpose = "travel", .recipient = "Baltic Ferries", .wording = "planted", .language = "en",
                              .granted_at = now - DAYS_AGO * A_DAY, .expires_at = now + DAYS_LEFT * A_DAY };
  GError *error = NULL;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, ==, 3);
  store = hw_store_open (argv[1], HW_SECRET_PASSPHRASE, argv[2], &error);
  stop_on (error);
  cases = hw_store_list_cases (store, &error);
  stop_on (error);
  g_assert_cmpuint (cases->len, ==, 1);
  hw_store_record_consent (store, &((HwCase *) cases->pdata[0])->id, &consent, NULL, &error);
  stop_on (error);
  hw_store_close (store, &error);
  stop_on (error);
  return 0;
}
