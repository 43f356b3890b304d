/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-connection.h"
#include "hw-entry.h"
#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwTables:
 * @connection: (unowned): the workspace
 * @words_later: during an import or a rebuild: words are indexed at its end
 * @no_statuses: during an import: no status was ever set, so none needs to be looked for
 *
 * What the files of the tables are handed: each of them applies the entries of
 * its kinds, inside the caller's transaction, and reads its own records. The
 * result must not depend on the order in which entries of different laptops
 * arrive.
 */
typedef struct
{
  HwConnection *connection;
  gboolean      words_later;
  gboolean      no_statuses;
} HwTables;

/* Words that were not said are NULL in the tables, whether they came as NULL or as "". */
static inline void
hw_bind_words (HwStatement *statement,
               int          parameter,
               const char  *text)
{
  hw_statement_bind_text (statement, parameter, text != NULL && text[0] != '\0' ? text : NULL);
}

static inline void
hw_bind_id (HwStatement *statement,
            int          parameter,
            const HwId  *id)
{
  hw_statement_bind_blob (statement, parameter, id->bytes, HW_ID_LENGTH);
}

/* NULL where there is none. */
static inline void
hw_bind_known_id (HwStatement *statement,
                  int          parameter,
                  const HwId  *id)
{
  if (!hw_id_is_nil (id))
    hw_bind_id (statement, parameter, id);
}

/* Two parameters, NULL where the point is not known. */
void     hw_bind_point     (HwStatement   *statement,
                            int            parameter,
                            const HwPoint *point);
void     hw_get_point      (HwStatement   *statement,
                            int            column,
                            HwPoint       *point);
void     hw_bind_stamp     (HwStatement   *statement,
                            int            parameter,
                            const HwStamp *stamp);
void     hw_get_id         (HwStatement   *statement,
                            int            column,
                            HwId          *id);
void     hw_get_stamp      (HwStatement   *statement,
                            int            column,
                            HwStamp       *stamp);
gboolean hw_tables_find_stamp (HwTables   *tables,
                            gint64         position,
                            HwStamp       *stamp,
                            GError       **error);
HwStatement *hw_tables_find_id (HwTables   *tables,
                            const char    *sql,
                            const HwId    *id,
                            GError       **error);
HwStatement *hw_tables_find_row (HwTables  *tables,
                            const char    *sql,
                            gint64         row,
                            GError       **error);
gboolean hw_tables_run_sql (HwTables      *tables,
                            const char    *sql,
                            const HwId    *id,
                            GError       **error);
GByteArray *hw_tables_list_heads (HwTables *tables,
                            const char    *sql,
                            const HwId    *id,
                            const char    *first,
                            const char    *second,
                            GError       **error);
GByteArray *hw_tables_read_heads (HwStatement *list,
                            GError       **error);
char    *hw_tables_make_match (const char *words);

/* The tables whose content a rebuild makes anew and the digest covers. */
typedef struct
{
  const char *clear;            /* (static) */
  const char *digest;           /* (static): every column that does not depend on the order of arrival, in a fixed order */
} HwTableSql;
extern const HwTableSql hw_table_sql[];
extern const guint hw_n_table_sql;

G_END_DECLS
