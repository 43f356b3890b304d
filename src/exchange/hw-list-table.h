/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How the values of a column are written. */
typedef enum
{
  HW_LIST_TEXT,     /* words, from anywhere */
  HW_LIST_DATE,     /* 2026-12-19 */
  HW_LIST_NUMBER    /* digits: -12.5 */
} HwListType;

/**
 * HwListColumn:
 * @name: stable, without blanks
 * @words: what stands over it
 * @type: how its values are written
 */
typedef struct
{
  char       *name;    /* (owned) */
  char       *words;   /* (owned) */
  HwListType  type;
} HwListColumn;

/**
 * HwListTable:
 *
 * A list that leaves the team, before it is known in which format: a title,
 * columns, and rows of texts. Reference counted; filled once, not changed afterwards.
 */
typedef struct _HwListTable HwListTable;

#define HW_TYPE_LIST_TABLE (hw_list_table_get_type ())
GType               hw_list_table_get_type    (void);
HwListTable        *hw_list_table_new         (const char         *title);
HwListTable        *hw_list_table_ref         (HwListTable        *self);
void                hw_list_table_unref       (HwListTable        *self);
const char         *hw_list_table_get_title   (const HwListTable  *self);
void                hw_list_table_set_facts   (HwListTable        *self,
                                               const char         *purpose,
                                               const char         *recipient);
const char         *hw_list_table_get_purpose (const HwListTable  *self);
const char         *hw_list_table_get_recipient (const HwListTable *self);
void                hw_list_table_add_column  (HwListTable        *self,
                                               const char         *name,
                                               const char         *words,
                                               HwListType          type);
void                hw_list_table_add_row     (HwListTable        *self,
                                               const char * const *values);
guint               hw_list_table_get_n_columns (const HwListTable *self);
guint               hw_list_table_get_n_rows  (const HwListTable  *self);
const HwListColumn *hw_list_table_get_column  (const HwListTable  *self,
                                               guint               column);
const char         *hw_list_table_get         (const HwListTable  *self,
                                               guint               row,
                                               guint               column);
char               *hw_list_table_dup_digest  (const HwListTable  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwListTable, hw_list_table_unref)

G_END_DECLS
