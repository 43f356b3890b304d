/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-case-record.h"

/* One thing that happened in a case. What fields each kind has is in hw-case-record-fields.c. */

G_DEFINE_BOXED_TYPE (HwCaseRecord, hw_case_record, hw_case_record_ref, hw_case_record_unref)

static void
clear_record (gpointer data)
{
  HwCaseRecord *self = data;

  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->fields, g_hash_table_unref);
}

/**
 * hw_case_record_new:
 * @kind: what happened
 * @happened_at: µs UTC
 *
 * Returns: (transfer full): a record without fields
 */
HwCaseRecord *
hw_case_record_new (HwCaseRecordKind kind,
                    gint64           happened_at)
{
  HwCaseRecord *self = g_atomic_rc_box_new0 (HwCaseRecord);

  self->kind = kind;
  self->happened_at = happened_at;
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * hw_case_record_ref:
 * @self: a record
 *
 * Returns: (transfer full): @self, held once more
 */
HwCaseRecord *
hw_case_record_ref (HwCaseRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * hw_case_record_unref:
 * @self: (transfer full): a record
 *
 * Lets go of @self; the last to do so frees it.
 */
void
hw_case_record_unref (HwCaseRecord *self)
{
  g_atomic_rc_box_release_full (self, clear_record);
}

/**
 * hw_case_record_get:
 * @self: a record
 * @field: a HW_RECORD_ name
 *
 * Returns: (nullable): the value, never empty; %NULL where there is none
 */
const char *
hw_case_record_get (const HwCaseRecord *self,
                    const char         *field)
{
  return g_hash_table_lookup (self->fields, field);
}

/**
 * hw_case_record_set:
 * @self: a record that is still being built
 * @field: a HW_RECORD_ name
 * @value: (nullable): the value; empty or blank clears it
 *
 * Sets one field. Blanks around it go.
 */
void
hw_case_record_set (HwCaseRecord *self,
                    const char   *field,
                    const char   *value)
{
  g_autofree char *stripped = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if (stripped == NULL || *stripped == '\0')
    g_hash_table_remove (self->fields, field);
  else
    g_hash_table_insert (self->fields, g_strdup (field), g_steal_pointer (&stripped));
}
