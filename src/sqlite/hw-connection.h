/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-statement.h"

G_BEGIN_DECLS

/* How much of a file is kept in memory, decrypted: 16 MiB. Four times as much made nothing quicker. */
#define HW_CONNECTION_USUAL_CACHE "PRAGMA cache_size = -16384;"

#define HW_SQLITE_ERROR (hw_sqlite_error_quark ())
GQuark hw_sqlite_error_quark (void);

/**
 * HwSqliteError:
 * @HW_SQLITE_ERROR_BUSY: somebody else has the file
 * @HW_SQLITE_ERROR_FULL: no room on the disk
 * @HW_SQLITE_ERROR_READ_ONLY: the file or its folder cannot be written
 * @HW_SQLITE_ERROR_NOT_A_DATABASE: the key does not open it, or its first page is damaged
 * @HW_SQLITE_ERROR_DAMAGED: a page is missing or altered
 * @HW_SQLITE_ERROR_CANNOT_OPEN: there is no such file, or it is not ours to read
 * @HW_SQLITE_ERROR_CONSTRAINT: a constraint of the tables was broken
 * @HW_SQLITE_ERROR_CANCELLED: interrupted
 * @HW_SQLITE_ERROR_FAILED: anything else
 */
typedef enum
{
  HW_SQLITE_ERROR_BUSY,
  HW_SQLITE_ERROR_FULL,
  HW_SQLITE_ERROR_READ_ONLY,
  HW_SQLITE_ERROR_NOT_A_DATABASE,
  HW_SQLITE_ERROR_DAMAGED,
  HW_SQLITE_ERROR_CANNOT_OPEN,
  HW_SQLITE_ERROR_CONSTRAINT,
  HW_SQLITE_ERROR_CANCELLED,
  HW_SQLITE_ERROR_FAILED
} HwSqliteError;

#define HW_CONNECTION_KEY_LENGTH 32

/**
 * HwConnection:
 *
 * One open database file, used by one thread only.
 */
typedef struct _HwConnection HwConnection;

/**
 * HwErrorMapFunc:
 * @error: (transfer full): an error of %HW_SQLITE_ERROR
 *
 * How the layer above says a failure of the database in its own words.
 *
 * Returns: (transfer full): the error that the caller shall see
 */
typedef GError *(*HwErrorMapFunc) (GError *error);

HwConnection *hw_connection_open          (const char    *path,
                                           const guint8  *key,
                                           HwErrorMapFunc map_error,
                                           GError       **error);
HwConnection *hw_connection_create_plain  (const char    *path,
                                           HwErrorMapFunc map_error,
                                           GError       **error);
HwConnection *hw_connection_open_plain    (const char    *path,
                                           HwErrorMapFunc map_error,
                                           GError       **error);
gboolean      hw_connection_close         (HwConnection  *self,
                                           GError       **error);
void          hw_connection_free          (HwConnection  *self);
gboolean      hw_connection_exec          (HwConnection  *self,
                                           const char    *sql,
                                           GError       **error);
HwStatement  *hw_connection_get           (HwConnection  *self,
                                           const char    *sql,
                                           GError       **error);
gboolean      hw_connection_get_int       (HwConnection  *self,
                                           const char    *sql,
                                           gint64        *value,
                                           GError       **error);
void          hw_connection_limit_work    (HwConnection  *self,
                                           gint64         steps);
gboolean      hw_connection_checkpoint    (HwConnection  *self,
                                           GError       **error);
gboolean      hw_connection_begin         (HwConnection  *self,
                                           GError       **error);
gboolean      hw_connection_commit        (HwConnection  *self,
                                           GError       **error);
void          hw_connection_rollback      (HwConnection  *self);
gboolean      hw_connection_in_transaction (HwConnection *self);
gint64        hw_connection_get_changes   (HwConnection  *self);
gint64        hw_connection_get_last_row  (HwConnection  *self);
const char   *hw_sqlite_get_source_id     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwConnection, hw_connection_free)

G_END_DECLS
