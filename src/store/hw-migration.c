/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "hw-migration.h"
#include "hw-migrations-resource.h"
#include "hw-person-table.h"
#include "hw-store-error-private.h"

/*
 * Brings a workspace to the schema of this program: the numbered SQL files of
 * the resource that it has not had yet, each in a transaction of its own.
 * PRAGMA user_version says how far it is, application_id that it is ours.
 */

#define PREFIX         "/org/outreachtools/Homeward/migrations/"
#define APPLICATION_ID 0x48775773   /* "HwWs" */

typedef struct
{
  const char *file;
  const char *stamp;    /* what marks it as done */
  gboolean  (*finish) (HwTables *tables, GError **error);   /* (nullable): what SQL cannot do */
} Migration;

static const Migration migrations[HW_SCHEMA_VERSION] = {
  { "001-foundation.sql", "PRAGMA application_id = 1215780723; PRAGMA user_version = 1", NULL },
  { "002-casework.sql", "PRAGMA user_version = 2", hw_person_table_fold_names },
  { "003-map.sql", "PRAGMA user_version = 3", NULL },
  { "004-hotline.sql", "PRAGMA user_version = 4", NULL },
  { "005-visits.sql", "PRAGMA user_version = 5", NULL },
  { "006-beds.sql", "PRAGMA user_version = 6", NULL },
};
G_STATIC_ASSERT (APPLICATION_ID == 1215780723);

static gboolean
run_one (HwConnection    *connection,
         const Migration *migration,
         GError         **error)
{
  g_autofree char *path = g_strconcat (PREFIX, migration->file, NULL);
  g_autoptr (GBytes) sql = g_resource_lookup_data (hw_migrations_get_resource (), path, 0, error);
  HwTables tables = { .connection = connection };

  if (sql == NULL)
    return FALSE;
  if (!hw_connection_begin (connection, error))
    return FALSE;
  /* A resource is followed by a NUL that its size does not count. */
  if (!hw_connection_exec (connection, g_bytes_get_data (sql, NULL), error) ||
      (migration->finish != NULL && !migration->finish (&tables, error)) ||
      !hw_connection_exec (connection, migration->stamp, error))
    {
      hw_connection_rollback (connection);
      return FALSE;
    }
  return hw_connection_commit (connection, error);
}

/**
 * hw_migration_run:
 * @connection: an open workspace
 * @is_new: whether it was made just now and is empty
 * @was_older: (out) (optional): whether an older Homeward wrote it
 * @error: return location
 *
 * Brings the workspace to %HW_SCHEMA_VERSION.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NEWER where a newer Homeward wrote it,
 *   %HW_STORE_ERROR_NOT_A_WORKSPACE where it is something else
 */
gboolean
hw_migration_run (HwConnection *connection,
                  gboolean      is_new,
                  gboolean     *was_older,
                  GError      **error)
{
  gint64 application;
  gint64 version;

  if (!hw_connection_get_int (connection, "PRAGMA application_id", &application, error) ||
      !hw_connection_get_int (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (!is_new && application != APPLICATION_ID)
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_A_WORKSPACE,
                           _("This file is not a Homeward workspace. It was left as it is. Choose another file."));
      return FALSE;
    }
  if (version > HW_SCHEMA_VERSION)
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_NEWER,
                           _("A newer Homeward wrote this workspace. Nothing was changed. Install the newest Homeward, then open it again."));
      return FALSE;
    }
  if (version < 0 || (version == 0 && !is_new))
    {
      if (error != NULL)
        *error = hw_store_error_new_damaged ("no schema");
      return FALSE;
    }
  if (was_older != NULL)
    *was_older = !is_new && version < HW_SCHEMA_VERSION;
  for (; version < HW_SCHEMA_VERSION; version++)
    if (!run_one (connection, &migrations[version], error))
      return FALSE;
  return TRUE;
}
