/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-store.h"

/* plant-workspace FILE PASSPHRASE: makes a workspace whose keys cost next to nothing, for the tests that open one a hundred
 * times, and prints its recovery code. */

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  HwStore *store;

  g_assert (argc == 3);
  store = hw_store_create (argv[1], "Test", "Test", argv[2], HW_KEY_STRENGTH_TEST, &code, &error);
  if (store == NULL || !hw_store_close (store, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_object_unref (store);
  g_print ("%s\n", code);
  return 0;
}
