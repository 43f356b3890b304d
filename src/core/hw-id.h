/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HW_ID_LENGTH        16
#define HW_ID_STRING_LENGTH 36

/**
 * HwId:
 *
 * What names a report, a person, a case or a device: 16 bytes, written as a
 * UUID. Identities are made by the store (from random bytes) or by an import
 * (from the content of the row), never by this file, which is pure.
 */
typedef struct
{
  guint8 bytes[HW_ID_LENGTH];
} HwId;

gboolean hw_id_is_nil    (const HwId *id);
gboolean hw_id_equal     (gconstpointer a,
                          gconstpointer b);
guint    hw_id_hash      (gconstpointer id);
int      hw_id_compare   (gconstpointer a,
                          gconstpointer b);
char    *hw_id_to_string (const HwId *id);
gboolean hw_id_parse     (const char *text,
                          HwId       *id);
HwId    *hw_id_copy      (const HwId *id);

G_END_DECLS
