/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include <gio/gio.h>

#include "hw-connection.h"
#include "hw-store-error.h"
#include "hw-store-error-private.h"

/*
 * The errors of the store: what happened, what was kept, what to do. Failures
 * of the database come in here through hw_store_error_map() and nowhere else.
 */

G_DEFINE_QUARK (hw-store-error-quark, hw_store_error)

/**
 * hw_store_error_map:
 * @error: (transfer full): a failure of the database
 *
 * Says a failure of the database in the words of a workspace.
 *
 * Returns: (transfer full): an error of %HW_STORE_ERROR, or %G_IO_ERROR_CANCELLED
 */
GError *
hw_store_error_map (GError *error)
{
  g_autoptr (GError) cause = error;

  if (cause->domain != HW_SQLITE_ERROR)
    return g_steal_pointer (&cause);

  switch ((HwSqliteError) cause->code)
    {
    case HW_SQLITE_ERROR_BUSY:
      return g_error_new_literal (HW_STORE_ERROR, HW_STORE_ERROR_LOCKED,
                                  _("Another program has this workspace open. Nothing was changed. Close the other Homeward, then try again."));
    case HW_SQLITE_ERROR_FULL:
      return g_error_new_literal (HW_STORE_ERROR, HW_STORE_ERROR_FULL,
                                  _("The disk is full, so this could not be saved. Everything saved before is kept. Make room on the disk, then try again."));
    case HW_SQLITE_ERROR_READ_ONLY:
      return g_error_new_literal (HW_STORE_ERROR, HW_STORE_ERROR_READ_ONLY,
                                  _("The workspace cannot be written here. Nothing was changed. Allow writing to its folder, or copy the workspace and its key file to a folder of yours."));
    case HW_SQLITE_ERROR_NOT_A_DATABASE:
    case HW_SQLITE_ERROR_DAMAGED:
      return hw_store_error_new_damaged (cause->message);
    case HW_SQLITE_ERROR_CANNOT_OPEN:
      return g_error_new_literal (HW_STORE_ERROR, HW_STORE_ERROR_NOT_A_WORKSPACE,
                                  _("The workspace file could not be opened. Nothing was changed. Check that the file is there and is yours to read."));
    case HW_SQLITE_ERROR_CANCELLED:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped. Nothing was changed."));
    case HW_SQLITE_ERROR_CONSTRAINT:
    case HW_SQLITE_ERROR_FAILED:
    default:
      return g_error_new (HW_STORE_ERROR, HW_STORE_ERROR_INTERNAL,
                          /* Translators: %s is a technical reason in English. */
                          _("Something unexpected went wrong in the workspace (%s). Everything saved before is kept. Try again; if it comes back, tell the makers of Homeward."),
                          cause->message);
    }
}

/**
 * hw_store_error_new_damaged:
 * @reason: a technical reason
 *
 * Returns: (transfer full): the error for a workspace that was cut or altered
 */
GError *
hw_store_error_new_damaged (const char *reason)
{
  return g_error_new (HW_STORE_ERROR, HW_STORE_ERROR_DAMAGED,
                      /* Translators: %s is a technical reason in English. */
                      _("The workspace file is damaged: part of it is missing or was changed (%s). It was left as it is. Restore the workspace and its key file from your last copy."),
                      reason);
}

/**
 * hw_error_is_wrong_secret:
 * @error: (nullable): an error
 *
 * Returns: whether the passphrase or the recovery code does not open the workspace
 */
gboolean
hw_error_is_wrong_secret (const GError *error)
{
  return g_error_matches (error, HW_STORE_ERROR, HW_STORE_ERROR_WRONG_SECRET);
}

/**
 * hw_error_is_locked:
 * @error: (nullable): an error
 *
 * Returns: whether a second process has the workspace open
 */
gboolean
hw_error_is_locked (const GError *error)
{
  return g_error_matches (error, HW_STORE_ERROR, HW_STORE_ERROR_LOCKED);
}

/**
 * hw_error_is_damaged:
 * @error: (nullable): an error
 *
 * Returns: whether the workspace was truncated or altered
 */
gboolean
hw_error_is_damaged (const GError *error)
{
  return g_error_matches (error, HW_STORE_ERROR, HW_STORE_ERROR_DAMAGED);
}

/**
 * hw_error_is_gate:
 * @error: (nullable): an error
 *
 * Returns: whether the gate of a stage is shut
 */
gboolean
hw_error_is_gate (const GError *error)
{
  return g_error_matches (error, HW_STORE_ERROR, HW_STORE_ERROR_GATE);
}
