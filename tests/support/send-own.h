/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-store-receive.h"

/* Gives @to everything that @from recorded itself. */
static inline void
send_own (HwStore *from,
          HwStore *to)
{
  for (gint64 number = 1;; number++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwBatch) batch = hw_store_dup_batch (from, 1, number, &error);

      g_assert_no_error (error);
      if (batch == NULL)
        return;
      g_assert_true (hw_store_receive_batch (to, batch, &error));
      g_assert_no_error (error);
    }
}

static inline void
close_store (HwStore *store)
{
  g_autoptr (GError) error = NULL;

  hw_store_close (store, &error);
  g_assert_no_error (error);
  g_object_unref (store);
}
