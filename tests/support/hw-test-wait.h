/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Waiting in a test: the main context is iterated until something holds, with a bound and without a sleep.
 */

#define HW_TEST_LIMIT_S 30

static inline gboolean
hw_test_over_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * hw_test_wait_for:
 * @condition: an expression that is tried again after every turn of the main context
 *
 * Fails the test where it stands if @condition does not hold within half a minute.
 */
#define hw_test_wait_for(condition)                                              \
  G_STMT_START {                                                                 \
    gboolean hw_over = FALSE;                                                    \
    guint hw_id = g_timeout_add_seconds (HW_TEST_LIMIT_S, hw_test_over_cb, &hw_over); \
                                                                                 \
    while (!(condition) && !hw_over)                                             \
      g_main_context_iteration (NULL, TRUE);                                     \
    g_assert_true (condition);                                                   \
    if (!hw_over)                                                                \
      g_source_remove (hw_id);                                                   \
  } G_STMT_END
