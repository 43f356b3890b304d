/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-promise.h"
#include "hw-report-private.h"

/* The promise record and its rules: what a team said that it would do, until it is kept or not. */

/* A promise to somebody in the street is for days or weeks; further away is a slip of the hand. */
#define HORIZON (366 * G_TIME_SPAN_DAY)

G_DEFINE_BOXED_TYPE (HwPromise, hw_promise, hw_promise_copy, hw_promise_free)

/**
 * hw_promise_copy:
 * @promise: a promise; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @promise with its strings
 */
HwPromise *
hw_promise_copy (const HwPromise *promise)
{
  HwPromise *copy;

  g_return_val_if_fail (promise != NULL, NULL);

  copy = g_memdup2 (promise, sizeof *promise);
  copy->words = g_strdup (promise->words);
  copy->outcome_words = g_strdup (promise->outcome_words);
  return copy;
}

/**
 * hw_promise_free:
 * @promise: (transfer full) (nullable): a promise that hw_promise_copy() made
 *
 * Frees @promise.
 */
void
hw_promise_free (HwPromise *promise)
{
  if (promise == NULL)
    return;
  g_free (promise->words);
  g_free (promise->outcome_words);
  g_free (promise);
}

/**
 * hw_promise_check:
 * @promise: a promise
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every promise: words, a time by when that comes after it was
 * made and within a year, and, if it says where, a place on the earth.
 *
 * Returns: whether @promise may be recorded
 */
gboolean
hw_promise_check (const HwPromise *promise,
                  gint64           now,
                  GError         **error)
{
  g_return_val_if_fail (promise != NULL, FALSE);

  if (!hw_check_text (promise->words, HW_REPORT_MAX_TEXT, _("The promise"), error) ||
      !hw_check_text (promise->outcome_words, HW_REPORT_MAX_TEXT, _("What came of it"), error) ||
      !hw_check_time (promise->made_at, now, error))
    return FALSE;
  if (hw_check_is_blank (promise->words))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("The promise has no words. Write what was promised."));
  else if (promise->due_at == 0)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_TIME, _("The promise has no time. Say by when."));
  else if (promise->due_at < promise->made_at || promise->due_at > promise->made_at + HORIZON)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TIME_RANGE, _("A promise is for the year that comes. Correct by when."));
  else if (!HW_POINT_IS_UNKNOWN (&promise->point) && !hw_point_is_valid (&promise->point))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_POINT_RANGE, _("The place is not on the earth. Choose it on the map."));
  else
    return TRUE;
  return FALSE;
}
