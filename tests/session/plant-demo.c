/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-demo.h"

/* For test-funder-report.py. Puts the made-up town into a workspace of that name, for homewardctl to open with "correct horse battery staple". */
/* Whatever the made-up nights were like: eight people met together in five of them, long enough ago for the public map. */
static void
plant_nights (HwStore *store,
              gint64   now)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      const HwContact contact = { .met_at = now - (40 + 7 * i) * G_TIME_SPAN_DAY, .point = { 51.53, -0.124 }, .bedded_down = TRUE, .people = 8 };

      hw_store_record_contact (store, &contact, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (HwTown) town = hw_town_new (1);
  g_autoptr (HwStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (argc == 2, 1);
  store = hw_store_create (argv[1], "Riverton", "Sofie", "correct horse battery staple", HW_KEY_STRENGTH_TEST, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hw_store_set_durable (store, FALSE, &error));
  g_assert_true (hw_demo_fill (store, town, 1, g_get_real_time (), NULL, NULL, NULL, &error));
  plant_nights (store, g_get_real_time ());
  g_assert_true (hw_store_close (store, &error));
  g_assert_no_error (error);
  return 0;
}
