/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#ifndef SQLITE_HAS_CODEC
#define SQLITE_HAS_CODEC      /* makes the header declare sqlite3_key() */
#endif
#include <sqlite3.h>
#include "hw-connection.h"

G_BEGIN_DECLS

/* Between the two files of this folder only. */
HwStatement *hw_statement_new        (HwConnection *connection,
                                      sqlite3_stmt *statement);
void         hw_statement_free       (HwStatement  *self);
gboolean     hw_statement_is_busy    (HwStatement  *self);
void         hw_connection_set_error (HwConnection *self,
                                      int           code,
                                      GError      **error);

G_END_DECLS
