/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-record.h"

/* How an immutable record is laid out in memory: the struct, then its strings
 * one after another, in one block. Used by report, contact, person and consent. */

#define MAX_STRINGS 24

static const char *
get_string (gconstpointer record,
            guint16       offset)
{
  return G_STRUCT_MEMBER (const char *, record, offset);
}

gpointer
hw_record_new (gconstpointer  template_,
               gsize          size,
               const guint16 *strings,
               guint          n_strings)
{
  gsize lengths[MAX_STRINGS];
  gsize total = size;
  char *record, *end;

  g_return_val_if_fail (template_ != NULL, NULL);
  g_return_val_if_fail (n_strings <= MAX_STRINGS, NULL);

  for (guint i = 0; i < n_strings; i++)
    {
      const char *text = get_string (template_, strings[i]);

      lengths[i] = text != NULL ? strlen (text) + 1 : 0;
      total += lengths[i];
    }

  record = g_atomic_rc_box_alloc (total);
  memcpy (record, template_, size);
  end = record + size;

  for (guint i = 0; i < n_strings; i++)
    {
      if (lengths[i] == 0)
        continue;
      memcpy (end, get_string (template_, strings[i]), lengths[i]);
      G_STRUCT_MEMBER (const char *, record, strings[i]) = end;
      end += lengths[i];
    }

  return record;
}
