/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwStatement:
 *
 * One prepared statement. Parameters are numbered from 1 and columns from 0,
 * as in SQL. Bound text and bytes are not copied: they must live until the
 * statement has been run or reset. A bind that fails is told by the next step.
 */
typedef struct _HwStatement HwStatement;

typedef enum
{
  HW_STEP_ERROR,
  HW_STEP_ROW,
  HW_STEP_DONE
} HwStep;

void          hw_statement_bind_null   (HwStatement  *self,
                                        int           parameter);
void          hw_statement_bind_int    (HwStatement  *self,
                                        int           parameter,
                                        gint64        value);
void          hw_statement_bind_double (HwStatement  *self,
                                        int           parameter,
                                        double        value);
void          hw_statement_bind_text   (HwStatement  *self,
                                        int           parameter,
                                        const char   *text);
void          hw_statement_bind_text_n (HwStatement  *self,
                                        int           parameter,
                                        const char   *text,
                                        gsize         length);
void          hw_statement_bind_blob   (HwStatement  *self,
                                        int           parameter,
                                        gconstpointer bytes,
                                        gsize         length);
HwStep        hw_statement_step        (HwStatement  *self,
                                        GError      **error);
gboolean      hw_statement_run         (HwStatement  *self,
                                        GError      **error);
gboolean      hw_statement_step_row    (HwStatement  *self,
                                        gboolean     *found,
                                        GError      **error);
void          hw_statement_reset       (HwStatement  *self);
int           hw_statement_n_columns   (HwStatement  *self);
gboolean      hw_statement_is_null     (HwStatement  *self,
                                        int           column);
gint64        hw_statement_get_int     (HwStatement  *self,
                                        int           column);
double        hw_statement_get_double  (HwStatement  *self,
                                        int           column);
const char   *hw_statement_get_text    (HwStatement  *self,
                                        int           column);
gconstpointer hw_statement_get_blob    (HwStatement  *self,
                                        int           column,
                                        gsize        *length);

/* What a column of the present row holds. */
typedef enum
{
  HW_VALUE_NULL,
  HW_VALUE_INTEGER,
  HW_VALUE_REAL,
  HW_VALUE_TEXT,
  HW_VALUE_BLOB
} HwValueType;
HwValueType   hw_statement_get_type    (HwStatement  *self,
                                        int           column);

G_END_DECLS
